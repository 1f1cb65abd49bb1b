/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a driver implements and what the store itself does with a connection: transactions,
 * interruption, notes of changes, and the care of the file or server behind it. */
#pragma once

#include "balie-db.h"

G_BEGIN_DECLS

/**
 * BalieDbDriver:
 * @scheme: what a database URI begins with; also the folder of its migrations
 * @open: a connection for writing or for reading only
 * @interrupt: from any thread: the statement that runs ends with BALIE_ERROR_CANCELLED
 * @begin_read: SQL that begins a read-only snapshot
 * @begin_write: SQL that begins a transaction no one else writes beside
 * @get_version: version of the schema, 0 for an empty database
 * @set_version: inside a migration's transaction
 * @get_changes_by_others: a number that differs when someone else committed since the last call
 * @prepare_target: before the first connection: makes an empty place, checks what is there
 * @drop_indexes: (nullable): drops the indexes that only speed up a table's reading, inside a
 *   transaction; returns the SQL that makes them again
 * @check: whether everything in the database is whole (DAMAGED)
 * @backup: writes a consistent copy and returns its name
 * @repair: moves the damaged one aside, puts something good in its place, says what in a sentence
 * @trim: gives memory back after a large transaction
 * @shorten_log: moves what is committed from a long log to its place, outside any transaction
 * @empty_log: moves all of it and leaves nothing in the log, without waiting for anyone; whether it could
 *
 * One kind of database. Statements and connections are the driver's own structs.
 */
typedef struct
{
  const char *scheme;
  const char *begin_read;
  const char *begin_write;

  gboolean (*prepare_target) (const char *target, GError **error);
  gpointer (*open) (const char *target, gboolean writable, GError **error);
  void (*close) (gpointer connection);
  void (*interrupt) (gpointer connection);
  void (*set_cancellable) (gpointer connection, GCancellable *cancellable);
  void (*trim) (gpointer connection);
  void (*shorten_log) (gpointer connection);
  gboolean (*empty_log) (gpointer connection);

  gpointer (*prepare) (gpointer connection, const char *sql, GError **error);
  void (*finalize) (gpointer statement);
  gboolean (*step) (gpointer statement, gboolean *has_row, GError **error);
  void (*reset) (gpointer statement);
  void (*bind_text) (gpointer statement, int index, const char *value);
  void (*bind_int) (gpointer statement, int index, gint64 value);
  void (*bind_date) (gpointer statement, int index, BalieDate value);
  void (*bind_bytes) (gpointer statement, int index, GBytes *value);
  const char *(*get_text) (gpointer statement, int column);
  gint64 (*get_int) (gpointer statement, int column);
  GBytes *(*dup_bytes) (gpointer statement, int column);
  gboolean (*is_null) (gpointer statement, int column);

  gboolean (*exec) (gpointer connection, const char *sql, GError **error);
  gint64 (*get_last_id) (gpointer connection);
  gint64 (*get_n_changed) (gpointer connection);
  int (*get_version) (gpointer connection, GError **error);
  gboolean (*set_version) (gpointer connection, int version, GError **error);
  gboolean (*get_changes_by_others) (gpointer connection, gint64 *number, GError **error);

  GPtrArray *(*drop_indexes) (gpointer connection, const char *table, GError **error);
  gboolean (*check) (gpointer connection, GError **error);
  char *(*backup) (gpointer connection, int version, GError **error);
  char *(*repair) (const char *target, GError **error);
} BalieDbDriver;

/**
 * BalieDbNote:
 * @table: (borrowed): static name
 * @ids: (nullable) (element-type gint64): %NULL means many
 *
 * What one transaction changed in one table.
 */
typedef struct
{
  const char *table;
  GArray *ids;
} BalieDbNote;

void balie_db_note_free (BalieDbNote *self);
/* Adds to (element-type BalieDbNote) @notes; id 0 means many. */
void balie_db_notes_add (GPtrArray *notes, const char *table, gint64 id);
void balie_db_notes_merge (GPtrArray *notes, const GPtrArray *more);
const char *const *balie_db_get_noted_tables (void);

const BalieDbDriver *balie_db_driver_find (const char *uri, const char **target, GError **error);

BalieDb *
balie_db_open (const BalieDbDriver *driver, const char *target, gboolean writable, GError **error);
void balie_db_close (BalieDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieDb, balie_db_close)
/* The thread that calls next owns the connection from then on. */
void balie_db_release_thread (BalieDb *self);
const BalieDbDriver *balie_db_get_driver (BalieDb *self);
gpointer balie_db_get_connection (BalieDb *self);
gboolean balie_db_is_writable (BalieDb *self);

gboolean balie_db_begin (BalieDb *self, GCancellable *cancellable, GError **error);
gboolean balie_db_commit (BalieDb *self, GPtrArray **notes, GError **error);
void balie_db_rollback (BalieDb *self);
gboolean balie_db_has_note (BalieDb *self, const char *table);

/* What a table keeps with the connection from one call to the next of the same transaction, such
 * as a count it need not ask for again; forgotten when the transaction ends. */
gpointer balie_db_get_scratch (BalieDb *self, const char *key);
void balie_db_set_scratch (BalieDb *self, const char *key, gpointer data, GDestroyNotify free_data);

G_END_DECLS

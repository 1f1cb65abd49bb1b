/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQLite driver, and what its own files share: connections, errors and the care of the file. */
#pragma once

#include <sqlite3.h>

#include "balie-db-private.h"
#include "balie-sqlite-guard.h"

G_BEGIN_DECLS

/**
 * BalieSqlite:
 * @handle: (owned): SQLite's connection
 * @guard: (owned) (nullable): keeps other programs from thinking they are alone
 * @path: (owned): the file
 * @cancellable: (borrowed) (nullable): of the transaction that runs; ends the waiting for a lock
 * @waiting_since: monotonic time at which the present wait for a lock began
 * @n_log_pages: length of the log at the last commit; 0 since it was worked in
 *
 * A connection of the driver.
 */
typedef struct
{
  sqlite3 *handle;
  BalieSqliteGuard *guard;
  char *path;
  GCancellable *cancellable;
  gint64 waiting_since;
  int n_log_pages;
} BalieSqlite;

const BalieDbDriver *balie_sqlite_get_driver (void);

/* Converts SQLite's result into BALIE_ERROR; the one place that does. */
void balie_sqlite_set_error (GError **error, sqlite3 *handle, int result);
/* The first column of the first row as a number or a text. */
gboolean balie_sqlite_get_number (sqlite3 *handle, const char *sql, gint64 *number, GError **error);
char *balie_sqlite_dup_text (sqlite3 *handle, const char *sql, GError **error);

/* balie-sqlite-file.c */
gboolean balie_sqlite_prepare_file (const char *path, GError **error);
gboolean balie_sqlite_check (sqlite3 *handle, GError **error);
gboolean balie_sqlite_create_private (const char *path, GError **error);
char *balie_sqlite_dup_stamped (const char *path, const char *what);
char *balie_sqlite_backup (sqlite3 *handle, const char *path, int version, GError **error);
gboolean balie_sqlite_copy (sqlite3 *from, const char *path, GError **error);

/* balie-sqlite-repair.c */
char *balie_sqlite_repair (const char *path, GError **error);

G_END_DECLS

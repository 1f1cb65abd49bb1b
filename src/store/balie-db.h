/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One database connection behind a driver-neutral interface; used only on the store's threads. */
#pragma once

#include <gio/gio.h>

#include "balie-date.h"

G_BEGIN_DECLS

/**
 * BalieDb:
 *
 * A connection. SQL is written once with numbered parameters "?1"; a driver that needs another
 * sign translates it. Statements are cached by their text and reset by balie_stmt_done().
 * Every call asserts that it runs on the connection's own thread.
 */
typedef struct _BalieDb BalieDb;
typedef struct _BalieStmt BalieStmt;

BalieStmt *balie_db_prepare (BalieDb *self, const char *sql, GError **error);
gboolean balie_db_exec (BalieDb *self, const char *sql, GError **error);
gint64 balie_db_get_last_id (BalieDb *self);
gint64 balie_db_get_n_changed (BalieDb *self);
gboolean balie_db_is_interrupted (BalieDb *self);

/* Announce, from inside a transaction, what it changed; emitted after the commit. */
void balie_db_note_change (BalieDb *self, const char *table, gint64 id);

void balie_stmt_bind_text (BalieStmt *self, int index, const char *value);
void balie_stmt_bind_int (BalieStmt *self, int index, gint64 value);
void balie_stmt_bind_date (BalieStmt *self, int index, BalieDate value);
void balie_stmt_bind_bytes (BalieStmt *self, int index, GBytes *value);
void balie_stmt_bind_null (BalieStmt *self, int index);
gboolean balie_stmt_step (BalieStmt *self, gboolean *has_row, GError **error);
gboolean balie_stmt_run (BalieStmt *self, GError **error);
/* Ready to be bound and stepped again; the parameters stay bound. */
void balie_stmt_rewind (BalieStmt *self);
const char *balie_stmt_get_text (BalieStmt *self, int column);
GBytes *balie_stmt_dup_bytes (BalieStmt *self, int column); /* empty for NULL */
gint64 balie_stmt_get_int (BalieStmt *self, int column);
BalieDate balie_stmt_get_date (BalieStmt *self, int column);
gboolean balie_stmt_is_null (BalieStmt *self, int column);
void balie_stmt_done (BalieStmt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieStmt, balie_stmt_done)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A statement in the making; shared by the store's files. */
#pragma once

#include "balie-db.h"

G_BEGIN_DECLS

/**
 * BalieSql:
 * @text: the statement so far
 * @parameters: (element-type utf8): what is bound to ?1, ?2 …
 *
 * A statement in the making.
 */
typedef struct
{
  GString *text;
  GPtrArray *parameters;
} BalieSql;

void balie_sql_init (BalieSql *self, const char *text);
void balie_sql_clear (BalieSql *self);
/* Appends "?N" and keeps @value for it. */
void balie_sql_append_parameter (BalieSql *self, char *value);
/* The statement, bound; @self must stay until it is done. */
BalieStmt *balie_sql_prepare (const BalieSql *self, BalieDb *db, GError **error);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BalieSql, balie_sql_clear)

/* A value for LIKE … ESCAPE '\'. */
char *balie_sql_dup_like (const char *before, const char *text, const char *after);
/* The number in the first column of a statement's first row; @missing without one. */
gboolean balie_stmt_read_number (BalieStmt *stmt, gint64 missing, gint64 *number, GError **error);
/* All numbers of its first column: (element-type gint64). */
GArray *balie_stmt_read_ids (BalieStmt *stmt, GError **error);

G_END_DECLS

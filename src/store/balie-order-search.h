/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search in orders: its index, and what a person's words become. Shared by the store's files. */
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

/* Appends a SELECT of the ids that @search finds, all when it has no words; some may come twice. */
gboolean
balie_order_search_append_hits (BalieSql *sql, BalieDb *db, const char *search, GError **error);
/* A value for LIKE … ESCAPE '\'. */
char *balie_sql_dup_like (const char *before, const char *text, const char *after);

gboolean balie_order_search_dup_text (BalieDb *db, gint64 id, char **text, GError **error);
gboolean balie_order_search_replace (BalieDb *db,
                                     gint64 id,
                                     const char *old_text,
                                     const char *new_text,
                                     GError **error);
/* Orders not yet in the index. */
gint64 balie_order_search_count_pending (BalieDb *db, GError **error);
/* Indexes the next @limit of them. */
gboolean balie_order_search_catch_up (BalieDb *db, gint64 limit, GError **error);

G_END_DECLS

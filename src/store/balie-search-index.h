/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one search index: what is in it, and keeping it so. Shared by the store's files. */
#pragma once

#include "balie-find-table.h"

G_BEGIN_DECLS

/* The first row number of a kind; the next kind's is the end. */
#define BALIE_SEARCH_BASE(kind) ((gint64) (kind) << 40)

/* The column "search" of a row; NULL when there is none. */
gboolean balie_search_index_dup_text (BalieDb *db,
                                      BalieFindKind kind,
                                      gint64 id,
                                      char **text,
                                      GError **error);
/* @old_text: (nullable): what the index has of the row; @new_text: (nullable): what it shall have. For
 * orders only rows that it has already; they join by balie_search_index_catch_up(). */
gboolean balie_search_index_replace (BalieDb *db,
                                     BalieFindKind kind,
                                     gint64 id,
                                     const char *old_text,
                                     const char *new_text,
                                     GError **error);

/* Up to which id orders are in the index, and the last there is. */
gboolean balie_search_index_get_upto (BalieDb *db, gint64 *upto, gint64 *last, GError **error);
/* Orders not yet in the index, -1 on failure. */
gint64 balie_search_index_count_pending (BalieDb *db, GError **error);
/* Indexes the next @limit of them. */
gboolean balie_search_index_catch_up (BalieDb *db, gint64 limit, GError **error);

/* Rewrites some @n_pages of the index so that what was deleted leaves no trace in it; whether more is
 * to be done. In a transaction of its own. */
gboolean balie_search_index_forget (BalieDb *db, gint64 n_pages, gboolean *more, GError **error);

G_END_DECLS

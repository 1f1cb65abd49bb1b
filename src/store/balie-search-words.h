/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person's words become: SELECTs of the rows they find. Shared by the store's files. */
#pragma once

#include "balie-find-table.h"
#include "balie-sql.h"

G_BEGIN_DECLS

/* The words of what a person typed, folded; without any: an empty list. */
char **balie_search_split (const char *search);

/* Appends a SELECT of the ids of @kind's table that @search finds, all when it has no words; some may
 * come twice. */
gboolean balie_search_append_hits (BalieSql *sql,
                                   BalieDb *db,
                                   BalieFindKind kind,
                                   const char *search,
                                   GError **error);
/* The newest @limit of them, newest first: (element-type gint64). */
GArray *balie_search_get_newest (BalieDb *db,
                                 BalieFindKind kind,
                                 const char *search,
                                 guint limit,
                                 GError **error);

G_END_DECLS

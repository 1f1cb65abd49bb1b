/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lazy list: ids in display order, rows fetched a page at a time as they come into view. A million
 * rows open like a thousand. */
#pragma once

#include "balie-desk.h"
#include "balie-lazy-item.h"
#include "balie-lazy-source.h"

G_BEGIN_DECLS

#define BALIE_TYPE_LAZY_LIST (balie_lazy_list_get_type ())
G_DECLARE_FINAL_TYPE (BalieLazyList, balie_lazy_list, BALIE, LAZY_LIST, GObject)

/* How many rows are fetched together, and how many such pages are kept. */
#define BALIE_LAZY_LIST_PAGE 128
#define BALIE_LAZY_LIST_MAX_PAGES 64

/* signals:
 * "before-refresh" (), "after-refresh" (): around a change of the list that is not a new query
 * "queried" (): the ids of the newest query are there
 * "failed" (GError *): a query or page could not be read
 */

BalieLazyList *balie_lazy_list_new (BalieDesk *desk, const BalieLazySource *source);
/* @query: (transfer full): as the source knows it */
void balie_lazy_list_take_query (BalieLazyList *self, gpointer query);
gconstpointer balie_lazy_list_get_query (BalieLazyList *self);
void balie_lazy_list_refresh (BalieLazyList *self);
gboolean balie_lazy_list_is_loading (BalieLazyList *self);
guint32 balie_lazy_list_get_id (BalieLazyList *self, guint position);
gboolean balie_lazy_list_find (BalieLazyList *self, guint32 id, guint *position);
/* The ids in display order, for tests and for restoring a selection; valid until the next change. */
const guint32 *balie_lazy_list_get_ids (BalieLazyList *self, guint *n_ids);
guint balie_lazy_list_get_n_pages (BalieLazyList *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lazy list of orders: ids in display order, rows fetched a page at a time as they come into
 * view. A million orders open like a thousand. */
#pragma once

#include "balie-desk.h"
#include "balie-order-item.h"

G_BEGIN_DECLS

#define BALIE_TYPE_ORDER_LIST (balie_order_list_get_type ())
G_DECLARE_FINAL_TYPE (BalieOrderList, balie_order_list, BALIE, ORDER_LIST, GObject)

/* How many rows are fetched together, and how many such pages are kept. */
#define BALIE_ORDER_LIST_PAGE 128
#define BALIE_ORDER_LIST_MAX_PAGES 64

/* signals:
 * "before-refresh" (), "after-refresh" (): around a change of the list that is not a new query
 * "queried" (): the ids of the newest query are there
 * "failed" (GError *): a query or page could not be read
 */

BalieOrderList *balie_order_list_new (BalieDesk *desk);
void balie_order_list_set_query (BalieOrderList *self,
                                 BalieOrderFilter filter,
                                 const char *search,
                                 BalieOrderSort sort,
                                 gboolean descending);
const BalieOrderQuery *balie_order_list_get_query (BalieOrderList *self);
void balie_order_list_refresh (BalieOrderList *self);
gboolean balie_order_list_is_loading (BalieOrderList *self);
guint32 balie_order_list_get_id (BalieOrderList *self, guint position);
gboolean balie_order_list_find (BalieOrderList *self, guint32 id, guint *position);
/* The ids in display order, for tests and for restoring a selection; valid until the next change. */
const guint32 *balie_order_list_get_ids (BalieOrderList *self, guint *n_ids);
guint balie_order_list_get_n_pages (BalieOrderList *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list side of the page "Orders": what needs me now, search, filters, columns, bulk bar. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"
#include "balie-order-list.h"

G_BEGIN_DECLS

#define BALIE_TYPE_ORDER_LIST_VIEW (balie_order_list_view_get_type ())
G_DECLARE_FINAL_TYPE (BalieOrderListView, balie_order_list_view, BALIE, ORDER_LIST_VIEW, AdwBin)

/* signals:
 * "chosen" (const char *number): exactly one order is selected
 * "opened" (const char *number): a row was activated
 * "bulk-asked" (): several are selected and are to be approved
 */

GtkWidget *balie_order_list_view_new (BalieDesk *desk);
void balie_order_list_view_set_filter (BalieOrderListView *self, BalieOrderFilter filter);
void balie_order_list_view_focus_search (BalieOrderListView *self);
void balie_order_list_view_focus_list (BalieOrderListView *self);
/* Selects the order if it is in the list. */
void balie_order_list_view_select_id (BalieOrderListView *self, guint32 id);
void balie_order_list_view_set_folded (BalieOrderListView *self, gboolean folded);
/* What is shown, for the export. */
const BalieOrderQuery *balie_order_list_view_get_query (BalieOrderListView *self);
BalieLazyList *balie_order_list_view_get_list (BalieOrderListView *self);
/* Ids of the selected orders. (element-type guint32) (transfer full) */
GArray *balie_order_list_view_dup_selected (BalieOrderListView *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One order: title with plate and state, and the five tabs. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_ORDER_VIEW (balie_order_view_get_type ())
G_DECLARE_FINAL_TYPE (BalieOrderView, balie_order_view, BALIE, ORDER_VIEW, AdwBin)

GtkWidget *balie_order_view_new (BalieDesk *desk);
/* NULL shows the empty page. Unsaved input of another order is kept and offered, never lost. */
void balie_order_view_set_number (BalieOrderView *self, const char *number);
const char *balie_order_view_get_number (BalieOrderView *self);
void balie_order_view_show_tab (BalieOrderView *self, const char *tab);
void balie_order_view_show_nth_tab (BalieOrderView *self, guint index);
/* Folded shows a way back to the list; else one to close the order. */
void balie_order_view_set_folded (BalieOrderView *self, gboolean folded);
guint balie_order_view_get_n_unsaved (BalieOrderView *self);
gint64 balie_order_view_get_id (BalieOrderView *self);

G_END_DECLS

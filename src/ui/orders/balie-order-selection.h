/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which orders of the lazy list are selected, kept by order while the list is read anew. */
#pragma once

#include <gtk/gtk.h>

#include "balie-order-list.h"

G_BEGIN_DECLS

#define BALIE_TYPE_ORDER_SELECTION (balie_order_selection_get_type ())
G_DECLARE_FINAL_TYPE (BalieOrderSelection, balie_order_selection, BALIE, ORDER_SELECTION, GObject)

BalieOrderSelection *balie_order_selection_new (BalieOrderList *list);
guint64 balie_order_selection_get_n (BalieOrderSelection *self);
/* The only selected place; FALSE when none or several are. */
gboolean balie_order_selection_get_single (BalieOrderSelection *self, guint *position);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One place in the list of orders: a placeholder until its row arrives. */
#pragma once

#include <gio/gio.h>

#include "balie-order-table.h"

G_BEGIN_DECLS

#define BALIE_TYPE_ORDER_ITEM (balie_order_item_get_type ())
G_DECLARE_FINAL_TYPE (BalieOrderItem, balie_order_item, BALIE, ORDER_ITEM, GObject)

BalieOrderItem *balie_order_item_new (guint32 id);
guint32 balie_order_item_get_id (BalieOrderItem *self);
/* NULL while it has not arrived, or when the order is gone. */
const BalieOrderRow *balie_order_item_get_row (BalieOrderItem *self);
void balie_order_item_take_row (BalieOrderItem *self, BalieOrderRow *row);
gboolean balie_order_item_is_loaded (BalieOrderItem *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each tab of an order can do: show the order. */
#pragma once

#include <gtk/gtk.h>

#include "balie-order-draft.h"
#include "balie-orders.h"

G_BEGIN_DECLS

#define BALIE_TYPE_ORDER_TAB (balie_order_tab_get_type ())
G_DECLARE_INTERFACE (BalieOrderTab, balie_order_tab, BALIE, ORDER_TAB, GtkWidget)

/**
 * BalieOrderTabInterface:
 * @set_detail: shows an order; @detail is only valid during the call, @draft may be kept
 */
struct _BalieOrderTabInterface
{
  GTypeInterface parent;

  void (*set_detail) (BalieOrderTab *self, const BalieOrderDetail *detail, BalieOrderDraft *draft);
};

void balie_order_tab_set_detail (BalieOrderTab *self,
                                 const BalieOrderDetail *detail,
                                 BalieOrderDraft *draft);

G_END_DECLS

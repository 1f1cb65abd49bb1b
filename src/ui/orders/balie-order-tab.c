/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each tab of an order can do: show the order. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-order-tab.h"

G_DEFINE_INTERFACE (BalieOrderTab, balie_order_tab, GTK_TYPE_WIDGET)

static void
balie_order_tab_default_init (BalieOrderTabInterface *iface)
{
}

/**
 * balie_order_tab_set_detail:
 * @self: a tab
 * @detail: what is known of the order, valid during the call
 * @draft: what is not saved yet
 */
void
balie_order_tab_set_detail (BalieOrderTab *self,
                            const BalieOrderDetail *detail,
                            BalieOrderDraft *draft)
{
  g_return_if_fail (BALIE_IS_ORDER_TAB (self));

  BALIE_ORDER_TAB_GET_IFACE (self)->set_detail (self, detail, draft);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tab "Seller's entry": which plates and how many, a line per plate type. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_ORDER_SELLER_TAB (balie_order_seller_tab_get_type ())
G_DECLARE_FINAL_TYPE (BalieOrderSellerTab, balie_order_seller_tab, BALIE, ORDER_SELLER_TAB, AdwBin)

GtkWidget *balie_order_seller_tab_new (BalieDesk *desk);

G_END_DECLS

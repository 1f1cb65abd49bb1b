/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tab "Sales admin": the box Licence plate, and why a plate is or isn't requested. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_ORDER_SALES_TAB (balie_order_sales_tab_get_type ())
G_DECLARE_FINAL_TYPE (BalieOrderSalesTab, balie_order_sales_tab, BALIE, ORDER_SALES_TAB, AdwBin)

GtkWidget *balie_order_sales_tab_new (BalieDesk *desk);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tab "General": a form of the order's fields. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_ORDER_GENERAL_TAB (balie_order_general_tab_get_type ())
G_DECLARE_FINAL_TYPE (BalieOrderGeneralTab,
                      balie_order_general_tab,
                      BALIE,
                      ORDER_GENERAL_TAB,
                      AdwBin)

GtkWidget *balie_order_general_tab_new (BalieDesk *desk);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tab "Activity": who changed what, when and at which desk; restores one value. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_ORDER_ACTIVITY_TAB (balie_order_activity_tab_get_type ())
G_DECLARE_FINAL_TYPE (BalieOrderActivityTab,
                      balie_order_activity_tab,
                      BALIE,
                      ORDER_ACTIVITY_TAB,
                      AdwBin)

GtkWidget *balie_order_activity_tab_new (BalieDesk *desk);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tab "Plate requests": the timeline of each request; withdraw and resend. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_ORDER_REQUESTS_TAB (balie_order_requests_tab_get_type ())
G_DECLARE_FINAL_TYPE (BalieOrderRequestsTab,
                      balie_order_requests_tab,
                      BALIE,
                      ORDER_REQUESTS_TAB,
                      AdwBin)

GtkWidget *balie_order_requests_tab_new (BalieDesk *desk);

G_END_DECLS

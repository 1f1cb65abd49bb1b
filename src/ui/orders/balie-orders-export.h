/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting the list of orders as shown: asks where to and in which format. */
#pragma once

#include <gtk/gtk.h>

#include "balie-desk.h"
#include "balie-order-table.h"

G_BEGIN_DECLS

/* Shows the outcome in the window of @widget. */
void balie_orders_export_present (GtkWidget *widget, BalieDesk *desk, const BalieOrderQuery *query);

G_END_DECLS

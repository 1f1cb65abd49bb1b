/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why / why not: every condition with ✓ or ✗, the rule, the date, what would release it. */
#pragma once

#include <gtk/gtk.h>

#include "balie-desk.h"
#include "balie-orders.h"

G_BEGIN_DECLS

/* Fills @list anew. */
void balie_order_reasons_fill (GtkListBox *list, BalieDesk *desk, const BalieOrderDetail *detail);
/* The conclusion in one sentence. */
char *balie_order_reasons_dup_conclusion (BalieDesk *desk, const BalieOrderRow *row);

G_END_DECLS

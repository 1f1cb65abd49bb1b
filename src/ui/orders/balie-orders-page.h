/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Orders": list with filters and search beside the detail of one order. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"
#include "balie-order-table.h"

G_BEGIN_DECLS

#define BALIE_TYPE_ORDERS_PAGE (balie_orders_page_get_type ())
G_DECLARE_FINAL_TYPE (BalieOrdersPage, balie_orders_page, BALIE, ORDERS_PAGE, AdwBin)

GtkWidget *balie_orders_page_new (BalieDesk *desk);
void balie_orders_page_open (BalieOrdersPage *self, const char *number, const char *tab);
void balie_orders_page_set_filter (BalieOrdersPage *self, BalieOrderFilter filter);
void balie_orders_page_focus_search (BalieOrdersPage *self);
/* Opens the import preview for a file chosen or dropped. */
void balie_orders_page_import (BalieOrdersPage *self, GFile *file);
/* How many orders have unsaved changes: for a question before the window closes. */
guint balie_orders_page_get_n_unsaved (BalieOrdersPage *self);

G_END_DECLS

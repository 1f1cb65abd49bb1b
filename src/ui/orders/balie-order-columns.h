/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the list of orders: what each shows and by what it sorts. */
#pragma once

#include <gtk/gtk.h>

#include "balie-column-chooser.h"
#include "balie-desk.h"
#include "balie-order-table.h"

G_BEGIN_DECLS

/* Appends all columns in their order, each with a sorter that balie_order_columns_get_sort() reads. */
void balie_order_columns_build (GtkColumnView *view, BalieDesk *desk);
/* Has the columns to choose from, as remembered under @key of @memory. (transfer full) */
BalieColumnChooser *balie_order_columns_make_chooser (GSettings *memory, const char *key);
/* Shows what is chosen and has room. */
void balie_order_columns_show (GtkColumnView *view, BalieColumnChooser *chooser);
/* What the headers say; FALSE when no header is chosen. */
gboolean
balie_order_columns_get_sort (GtkColumnView *view, BalieOrderSort *sort, gboolean *descending);
void balie_order_columns_set_sort (GtkColumnView *view, BalieOrderSort sort, gboolean descending);

/* The text of a row in a column, as shown. */
char *balie_order_column_dup_text (guint index, const BalieOrderRow *row, BalieDesk *desk);

G_END_DECLS

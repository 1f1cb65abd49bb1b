/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the list of orders: what each shows and by what it sorts. */
#pragma once

#include <gtk/gtk.h>

#include "balie-desk.h"
#include "balie-order-table.h"

G_BEGIN_DECLS

typedef struct
{
  const char *code;  /* as remembered */
  const char *title; /* N_() */
  BalieOrderSort sort;
} BalieOrderColumnInfo;

#define BALIE_N_ORDER_COLUMNS 9

const BalieOrderColumnInfo *balie_order_column_get_info (guint index);
/* In pixels, -1 for what is left. */
int balie_order_column_get_width (GtkWidget *view, guint index, gboolean compact);
gboolean balie_order_column_expands (guint index, gboolean compact);
gboolean balie_order_column_find (const char *code, guint *index);
/* Appends all columns in their order, each with a sorter that balie_order_columns_get_sort() reads. */
void balie_order_columns_build (GtkColumnView *view, BalieDesk *desk);
/* What the headers say; FALSE when no header is chosen. */
gboolean
balie_order_columns_get_sort (GtkColumnView *view, BalieOrderSort *sort, gboolean *descending);
void balie_order_columns_set_sort (GtkColumnView *view, BalieOrderSort sort, gboolean descending);

/* The text of a row in a column, as shown. */
char *balie_order_column_dup_text (guint index, const BalieOrderRow *row, BalieDesk *desk);

G_END_DECLS

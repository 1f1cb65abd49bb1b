/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two columns side by side where there is room for both, one below the other where there is not. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BALIE_TYPE_TWO_COLUMNS (balie_two_columns_get_type ())
G_DECLARE_FINAL_TYPE (BalieTwoColumns, balie_two_columns, BALIE, TWO_COLUMNS, GtkWidget)

/* (transfer floating) @left, @right */
GtkWidget *balie_two_columns_new (GtkWidget *left, GtkWidget *right);

G_END_DECLS

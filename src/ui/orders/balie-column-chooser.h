/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns of the list of orders are shown: a menu of check items, remembered. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BALIE_TYPE_COLUMN_CHOOSER (balie_column_chooser_get_type ())
G_DECLARE_FINAL_TYPE (BalieColumnChooser, balie_column_chooser, BALIE, COLUMN_CHOOSER, GObject)

/* @memory: (nullable): where the choice is kept */
BalieColumnChooser *balie_column_chooser_new (GtkColumnView *view, GSettings *memory);
/* Both belong to the same button: insert the actions as "columns". */
GMenuModel *balie_column_chooser_get_menu (BalieColumnChooser *self);
GActionGroup *balie_column_chooser_get_actions (BalieColumnChooser *self);
/* A compact list shows only what is needed to know a row, whatever is chosen. */
void balie_column_chooser_set_compact (BalieColumnChooser *self, gboolean compact);
gboolean balie_column_chooser_is_compact (BalieColumnChooser *self);

G_END_DECLS

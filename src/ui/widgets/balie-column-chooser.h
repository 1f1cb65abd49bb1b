/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns of a list a person chose: a menu of check items, remembered. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BALIE_TYPE_COLUMN_CHOOSER (balie_column_chooser_get_type ())
G_DECLARE_FINAL_TYPE (BalieColumnChooser, balie_column_chooser, BALIE, COLUMN_CHOOSER, GObject)

/* signal "changed" (): other columns are to be shown */

/* @memory: (nullable): where the choice is kept, under @key */
BalieColumnChooser *balie_column_chooser_new (GSettings *memory, const char *key);
/* In the order of the view; the first one is what a row is known by and can't be hidden. @code: as remembered;
 * @title: N_() */
void balie_column_chooser_add (BalieColumnChooser *self, const char *code, const char *title);
gboolean balie_column_chooser_is_chosen (BalieColumnChooser *self, guint index);
/* Both belong to the same button: insert the actions as "columns". */
GMenuModel *balie_column_chooser_get_menu (BalieColumnChooser *self);
GActionGroup *balie_column_chooser_get_actions (BalieColumnChooser *self);
/* A compact list shows only what is needed to know a row, whatever is chosen; what that is, is the list's
 * own matter. */
void balie_column_chooser_set_compact (BalieColumnChooser *self, gboolean compact);
gboolean balie_column_chooser_is_compact (BalieColumnChooser *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns of the list of orders are shown: a menu of check items, remembered. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-column-chooser.h"

#include "balie-order-columns.h"
#include "balie-orders-memory.h"

#include <glib/gi18n-lib.h>

struct _BalieColumnChooser
{
  GObject parent_instance;

  /* Owned */
  GSettings *memory; /* (nullable) */
  GMenu *menu;
  GSimpleActionGroup *actions;
  GListModel *columns;

  /* State */
  gboolean chosen[BALIE_N_ORDER_COLUMNS];
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (BalieColumnChooser, balie_column_chooser, G_TYPE_OBJECT)

static gboolean
is_in_compact (const char *code)
{
  static const char *const codes[] = { "number", "customer", "state", NULL };

  return g_strv_contains (codes, code);
}

/* @anew: also a column that stays as visible as it is */
static void
lay_out (BalieColumnChooser *self, guint index, gboolean anew)
{
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (self->columns, index);
  GtkColumnView *view = gtk_column_view_column_get_column_view (column);
  const char *code = balie_order_column_get_info (index)->code;
  gboolean visible = self->chosen[index] && (!self->compact || is_in_compact (code));

  if (!anew && visible == gtk_column_view_column_get_visible (column))
    return;
  /* A hidden column would still take its share, whether it expands or has a fixed width. */
  if (view != NULL)
    {
      gtk_column_view_column_set_fixed_width (
          column,
          visible ? balie_order_column_get_width (GTK_WIDGET (view), index, self->compact) : -1);
      gtk_column_view_column_set_expand (
          column, visible && balie_order_column_expands (index, self->compact));
    }
  gtk_column_view_column_set_visible (column, visible);
}

static void
apply (BalieColumnChooser *self, gboolean anew)
{
  for (guint i = 0; i < BALIE_N_ORDER_COLUMNS; i++)
    lay_out (self, i, anew);
}

static void
remember (BalieColumnChooser *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) codes = NULL;

  for (guint i = 0; i < BALIE_N_ORDER_COLUMNS; i++)
    if (self->chosen[i])
      g_strv_builder_add (builder, balie_order_column_get_info (i)->code);
  codes = g_strv_builder_end (builder);
  if (self->memory != NULL)
    g_settings_set_strv (self->memory, BALIE_ORDERS_KEY_COLUMNS, (const char *const *) codes);
}

static void
column_toggled_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  BalieColumnChooser *self = user_data;
  guint index;

  if (!balie_order_column_find (g_action_get_name (G_ACTION (action)), &index))
    return;
  self->chosen[index] = g_variant_get_boolean (state);
  g_simple_action_set_state (action, state);
  apply (self, FALSE);
  remember (self);
}

static void
add_column (BalieColumnChooser *self, GMenu *section, guint index)
{
  const BalieOrderColumnInfo *info = balie_order_column_get_info (index);
  g_autofree char *name = g_strconcat ("columns.", info->code, NULL);
  g_autoptr (GSimpleAction) action =
      g_simple_action_new_stateful (info->code, NULL, g_variant_new_boolean (self->chosen[index]));

  /* The number is what a row is known by. */
  g_simple_action_set_enabled (action, index != 0);
  g_signal_connect (action, "change-state", G_CALLBACK (column_toggled_cb), self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_menu_append (section, g_dgettext (GETTEXT_PACKAGE, info->title), name);
}

static void
read_chosen (BalieColumnChooser *self)
{
  g_auto (GStrv) codes = NULL;
  guint index;

  if (self->memory != NULL)
    codes = g_settings_get_strv (self->memory, BALIE_ORDERS_KEY_COLUMNS);
  for (guint i = 0; i < BALIE_N_ORDER_COLUMNS; i++)
    self->chosen[i] = codes == NULL || codes[0] == NULL || i == 0;
  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    if (balie_order_column_find (codes[i], &index))
      self->chosen[index] = TRUE;
}

static void
balie_column_chooser_finalize (GObject *object)
{
  BalieColumnChooser *self = BALIE_COLUMN_CHOOSER (object);

  g_clear_object (&self->memory);
  g_clear_object (&self->menu);
  g_clear_object (&self->actions);
  g_clear_object (&self->columns);
  G_OBJECT_CLASS (balie_column_chooser_parent_class)->finalize (object);
}

static void
balie_column_chooser_class_init (BalieColumnChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_column_chooser_finalize;
}

static void
balie_column_chooser_init (BalieColumnChooser *self)
{
  self->menu = g_menu_new ();
  self->actions = g_simple_action_group_new ();
}

/**
 * balie_column_chooser_new:
 * @view: a view filled by balie_order_columns_build()
 * @memory: (nullable): where the choice is kept
 *
 * Returns: (transfer full): the chooser; the columns are shown as remembered
 */
BalieColumnChooser *
balie_column_chooser_new (GtkColumnView *view, GSettings *memory)
{
  BalieColumnChooser *self = g_object_new (BALIE_TYPE_COLUMN_CHOOSER, NULL);
  g_autoptr (GMenu) section = g_menu_new ();

  g_set_object (&self->memory, memory);
  self->columns = g_object_ref (gtk_column_view_get_columns (view));
  read_chosen (self);
  for (guint i = 0; i < BALIE_N_ORDER_COLUMNS; i++)
    add_column (self, section, i);
  g_menu_append_section (self->menu, _ ("Columns"), G_MENU_MODEL (section));
  apply (self, FALSE);
  return self;
}

/**
 * balie_column_chooser_get_menu:
 * @self: the chooser
 *
 * Returns: (transfer none): a check item per column
 */
GMenuModel *
balie_column_chooser_get_menu (BalieColumnChooser *self)
{
  g_return_val_if_fail (BALIE_IS_COLUMN_CHOOSER (self), NULL);

  return G_MENU_MODEL (self->menu);
}

/**
 * balie_column_chooser_get_actions:
 * @self: the chooser
 *
 * Returns: (transfer none): the menu's actions, to be inserted as "columns"
 */
GActionGroup *
balie_column_chooser_get_actions (BalieColumnChooser *self)
{
  g_return_val_if_fail (BALIE_IS_COLUMN_CHOOSER (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/**
 * balie_column_chooser_set_compact:
 * @self: the chooser
 * @compact: whether there is little room
 */
void
balie_column_chooser_set_compact (BalieColumnChooser *self, gboolean compact)
{
  g_return_if_fail (BALIE_IS_COLUMN_CHOOSER (self));

  if (self->compact == compact)
    return;
  self->compact = compact;
  apply (self, TRUE);
}

/**
 * balie_column_chooser_is_compact:
 * @self: the chooser
 *
 * Returns: what balie_column_chooser_set_compact() last said
 */
gboolean
balie_column_chooser_is_compact (BalieColumnChooser *self)
{
  g_return_val_if_fail (BALIE_IS_COLUMN_CHOOSER (self), FALSE);

  return self->compact;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns of a list a person chose: a menu of check items, remembered. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-column-chooser.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *code;
  gboolean chosen;
} Column;

struct _BalieColumnChooser
{
  GObject parent_instance;

  /* Owned */
  GSettings *memory; /* (nullable) */
  char *key;
  GMenu *menu;
  GMenu *section;
  GSimpleActionGroup *actions;
  GArray *columns; /* (element-type Column) */

  /* State */
  gboolean compact;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieColumnChooser, balie_column_chooser, G_TYPE_OBJECT)

static void
remember (BalieColumnChooser *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) codes = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    if (balie_column_chooser_is_chosen (self, i))
      g_strv_builder_add (builder, g_array_index (self->columns, Column, i).code);
  codes = g_strv_builder_end (builder);
  if (self->memory != NULL)
    g_settings_set_strv (self->memory, self->key, (const char *const *) codes);
}

static void
column_toggled_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  BalieColumnChooser *self = user_data;

  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);

      if (g_str_equal (column->code, g_action_get_name (G_ACTION (action))))
        column->chosen = g_variant_get_boolean (state);
    }
  g_simple_action_set_state (action, state);
  remember (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
read_chosen (BalieColumnChooser *self, const char *code)
{
  g_auto (GStrv) codes = NULL;

  if (self->memory != NULL)
    codes = g_settings_get_strv (self->memory, self->key);
  return codes == NULL || codes[0] == NULL || g_strv_contains ((const char *const *) codes, code);
}

static void
balie_column_chooser_finalize (GObject *object)
{
  BalieColumnChooser *self = BALIE_COLUMN_CHOOSER (object);

  g_clear_object (&self->memory);
  g_clear_pointer (&self->key, g_free);
  g_clear_object (&self->menu);
  g_clear_object (&self->section);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->columns, g_array_unref);
  G_OBJECT_CLASS (balie_column_chooser_parent_class)->finalize (object);
}

static void
balie_column_chooser_class_init (BalieColumnChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_column_chooser_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
balie_column_chooser_init (BalieColumnChooser *self)
{
  self->menu = g_menu_new ();
  self->section = g_menu_new ();
  self->actions = g_simple_action_group_new ();
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_menu_append_section (self->menu, _ ("Columns"), G_MENU_MODEL (self->section));
}

/**
 * balie_column_chooser_new:
 * @memory: (nullable): where the choice is kept
 * @key: under which key of it
 *
 * Returns: (transfer full): a chooser without columns
 */
BalieColumnChooser *
balie_column_chooser_new (GSettings *memory, const char *key)
{
  BalieColumnChooser *self = g_object_new (BALIE_TYPE_COLUMN_CHOOSER, NULL);

  g_set_object (&self->memory, memory);
  self->key = g_strdup (key);
  return self;
}

/**
 * balie_column_chooser_add:
 * @self: the chooser
 * @code: as remembered; static
 * @title: of the column, to be translated
 *
 * The column is chosen as it is remembered; the first one always is.
 */
void
balie_column_chooser_add (BalieColumnChooser *self, const char *code, const char *title)
{
  g_autofree char *name = g_strconcat ("columns.", code, NULL);
  g_autoptr (GSimpleAction) action = NULL;
  Column column = { code, TRUE };

  g_return_if_fail (BALIE_IS_COLUMN_CHOOSER (self));

  if (self->columns->len > 0)
    column.chosen = read_chosen (self, code);
  action = g_simple_action_new_stateful (code, NULL, g_variant_new_boolean (column.chosen));
  /* The first one is what a row is known by. */
  g_simple_action_set_enabled (action, self->columns->len > 0);
  g_signal_connect (action, "change-state", G_CALLBACK (column_toggled_cb), self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_menu_append (self->section, g_dgettext (GETTEXT_PACKAGE, title), name);
  g_array_append_val (self->columns, column);
}

/**
 * balie_column_chooser_is_chosen:
 * @self: the chooser
 * @index: in the order they were added
 *
 * Returns: whether the column is to be shown where there is room
 */
gboolean
balie_column_chooser_is_chosen (BalieColumnChooser *self, guint index)
{
  g_return_val_if_fail (BALIE_IS_COLUMN_CHOOSER (self), TRUE);
  g_return_val_if_fail (index < self->columns->len, TRUE);

  return g_array_index (self->columns, Column, index).chosen;
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
  g_signal_emit (self, signals[CHANGED], 0);
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

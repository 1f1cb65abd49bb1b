/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu of saved filters: open one, save the present one under a name, remove one. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-saved-filters.h"

#include <glib/gi18n-lib.h>

struct _BalieSavedFilters
{
  GObject parent_instance;

  /* Owned */
  GSettings *memory; /* (nullable) */
  GPtrArray *filters;
  GMenu *menu;
  GSimpleActionGroup *actions;
};

enum
{
  OPENED,
  SAVE_ASKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieSavedFilters, balie_saved_filters, G_TYPE_OBJECT)

static void
free_filter (gpointer data)
{
  balie_saved_filter_free (data);
}

static void
append_item (GMenu *menu, const char *label, const char *action, int index)
{
  g_autoptr (GMenuItem) item = NULL;
  g_autoptr (GString) escaped = g_string_new (label);

  /* A menu reads "_" as a mnemonic. */
  g_string_replace (escaped, "_", "__", 0);
  item = g_menu_item_new (escaped->str, NULL);
  g_menu_item_set_action_and_target (item, action, "i", index);
  g_menu_append_item (menu, item);
}

static void
rebuild_menu (BalieSavedFilters *self)
{
  g_autoptr (GMenu) open = g_menu_new ();
  g_autoptr (GMenu) manage = g_menu_new ();
  g_autoptr (GMenu) remove = g_menu_new ();

  for (guint i = 0; i < self->filters->len; i++)
    {
      const BalieSavedFilter *filter = g_ptr_array_index (self->filters, i);

      append_item (open, filter->name, "saved.open", (int) i);
      append_item (remove, filter->name, "saved.remove", (int) i);
    }
  g_menu_remove_all (self->menu);
  if (self->filters->len > 0)
    g_menu_append_section (self->menu, _ ("Saved filters"), G_MENU_MODEL (open));
  g_menu_append (manage, _ ("_Save This Filter…"), "saved.save");
  if (self->filters->len > 0)
    g_menu_append_submenu (manage, _ ("_Remove a Saved Filter"), G_MENU_MODEL (remove));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (manage));
}

static void
remember (BalieSavedFilters *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; i < self->filters->len; i++)
    {
      g_autofree char *text = balie_saved_filter_to_json (g_ptr_array_index (self->filters, i));

      g_strv_builder_add (builder, text);
    }
  texts = g_strv_builder_end (builder);
  if (self->memory != NULL)
    g_settings_set_strv (self->memory, BALIE_ORDERS_KEY_SAVED, (const char *const *) texts);
  rebuild_menu (self);
}

static void
open_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BalieSavedFilters *self = user_data;
  guint index = (guint) g_variant_get_int32 (parameter);

  if (index < self->filters->len)
    g_signal_emit (self, signals[OPENED], 0, g_ptr_array_index (self->filters, index));
}

static void
remove_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BalieSavedFilters *self = user_data;
  guint index = (guint) g_variant_get_int32 (parameter);

  if (index >= self->filters->len)
    return;
  g_ptr_array_remove_index (self->filters, index);
  remember (self);
}

static void
save_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_signal_emit (user_data, signals[SAVE_ASKED], 0);
}

static void
balie_saved_filters_finalize (GObject *object)
{
  BalieSavedFilters *self = BALIE_SAVED_FILTERS (object);

  g_clear_object (&self->memory);
  g_clear_pointer (&self->filters, g_ptr_array_unref);
  g_clear_object (&self->menu);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (balie_saved_filters_parent_class)->finalize (object);
}

static void
balie_saved_filters_class_init (BalieSavedFiltersClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = balie_saved_filters_finalize;
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SAVE_ASKED] =
      g_signal_new ("save-asked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
balie_saved_filters_init (BalieSavedFilters *self)
{
  static const GActionEntry entries[] = {
    { "open", open_activated_cb, "i", NULL, NULL, { 0 } },
    { "remove", remove_activated_cb, "i", NULL, NULL, { 0 } },
    { "save", save_activated_cb, NULL, NULL, NULL, { 0 } },
  };

  self->filters = g_ptr_array_new_with_free_func (free_filter);
  self->menu = g_menu_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}

/**
 * balie_saved_filters_new:
 * @memory: (nullable): where they are kept
 *
 * Returns: (transfer full): the filters remembered
 */
BalieSavedFilters *
balie_saved_filters_new (GSettings *memory)
{
  BalieSavedFilters *self = g_object_new (BALIE_TYPE_SAVED_FILTERS, NULL);
  g_auto (GStrv) texts = NULL;

  g_set_object (&self->memory, memory);
  if (memory != NULL)
    texts = g_settings_get_strv (memory, BALIE_ORDERS_KEY_SAVED);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      BalieSavedFilter *filter = balie_saved_filter_from_json (texts[i]);

      if (filter != NULL)
        g_ptr_array_add (self->filters, filter);
    }
  rebuild_menu (self);
  return self;
}

/**
 * balie_saved_filters_get_menu:
 * @self: the filters
 *
 * Returns: (transfer none): the menu, kept up to date
 */
GMenuModel *
balie_saved_filters_get_menu (BalieSavedFilters *self)
{
  g_return_val_if_fail (BALIE_IS_SAVED_FILTERS (self), NULL);

  return G_MENU_MODEL (self->menu);
}

/**
 * balie_saved_filters_get_actions:
 * @self: the filters
 *
 * Returns: (transfer none): the menu's actions, to be inserted as "saved"
 */
GActionGroup *
balie_saved_filters_get_actions (BalieSavedFilters *self)
{
  g_return_val_if_fail (BALIE_IS_SAVED_FILTERS (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/**
 * balie_saved_filters_add:
 * @self: the filters
 * @filter: what to keep; one of the same name is replaced
 */
void
balie_saved_filters_add (BalieSavedFilters *self, const BalieSavedFilter *filter)
{
  BalieSavedFilter *copy;

  g_return_if_fail (BALIE_IS_SAVED_FILTERS (self));

  for (guint i = self->filters->len; i > 0; i--)
    {
      const BalieSavedFilter *other = g_ptr_array_index (self->filters, i - 1);

      if (g_strcmp0 (other->name, filter->name) == 0)
        g_ptr_array_remove_index (self->filters, i - 1);
    }
  copy = g_new0 (BalieSavedFilter, 1);
  *copy = *filter;
  copy->name = g_strdup (filter->name);
  copy->search = g_strdup (filter->search);
  g_ptr_array_add (self->filters, copy);
  remember (self);
}

/**
 * balie_saved_filters_get_n:
 * @self: the filters
 *
 * Returns: how many there are
 */
guint
balie_saved_filters_get_n (BalieSavedFilters *self)
{
  g_return_val_if_fail (BALIE_IS_SAVED_FILTERS (self), 0);

  return self->filters->len;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dealership's discounts as rows: what a party's discount is chosen from. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-discounts-group.h"

#include "balie-accessible.h"
#include "balie-administration.h"
#include "balie-setting-row.h"
#include "balie-shell.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

struct _BalieDiscountsGroup
{
  AdwPreferencesGroup parent_instance;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  GPtrArray *rows; /* of GtkWidget, borrowed from the group */

  /* Borrowed: a child of this group */
  GtkWidget *new_row;

  /* State */
  gulong changed_id;
};

G_DEFINE_FINAL_TYPE (BalieDiscountsGroup, balie_discounts_group, ADW_TYPE_PREFERENCES_GROUP)

static char **
dup_discounts (BalieDiscountsGroup *self)
{
  return g_strsplit (
      balie_settings_get_text (balie_desk_get_settings (self->desk), BALIE_SETTING_DISCOUNTS), "\n",
      -1);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (balie_administration_set_finish (BALIE_DESK (source), result, &error) ||
      balie_error_is_cancelled (error))
    return;
  text = balie_sentence_dup_text (BALIE_ACTION_SAVE_SETTINGS, error);
  balie_preferences_toast (GTK_WIDGET (user_data), text);
}

/* @without: (nullable): is left out; @with: (nullable): comes last */
static void
save (BalieDiscountsGroup *self, const char *without, const char *with)
{
  g_auto (GStrv) discounts = dup_discounts (self);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;
  g_autofree char *value = NULL;
  const char *pair[] = { balie_setting_get_info (BALIE_SETTING_DISCOUNTS)->code, NULL, NULL };

  for (char **discount = discounts; *discount != NULL; discount++)
    if (**discount != '\0' && g_strcmp0 (*discount, without) != 0 &&
        g_strcmp0 (*discount, with) != 0)
      g_strv_builder_add (builder, *discount);
  if (with != NULL)
    g_strv_builder_add (builder, with);
  kept = g_strv_builder_end (builder);
  value = g_strjoinv ("\n", kept);
  pair[1] = value;
  balie_administration_set_async (self->desk, pair, NULL, NULL, self->cancellable, saved_cb, self);
}

static void
remove_clicked_cb (GtkWidget *button, gpointer user_data)
{
  save (user_data, g_object_get_data (G_OBJECT (button), "discount"), NULL);
}

static GtkWidget *
make_row (BalieDiscountsGroup *self, const char *discount)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is a discount such as “Fleet 12 %”. */
  g_autofree char *deed = g_strdup_printf (_ ("Remove “%s”"), discount);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), discount);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, deed);
  balie_accessible_set_label (button, deed);
  g_object_set_data_full (G_OBJECT (button), "discount", g_strdup (discount), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_clicked_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

/* The row to add one stays last. */
static void
fill (BalieDiscountsGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  g_auto (GStrv) discounts = dup_discounts (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_object_ref (self->new_row);
  adw_preferences_group_remove (group, self->new_row);
  for (char **discount = discounts; *discount != NULL; discount++)
    {
      GtkWidget *row;

      if (**discount == '\0')
        continue;
      row = make_row (self, *discount);
      adw_preferences_group_add (group, row);
      g_ptr_array_add (self->rows, row);
    }
  adw_preferences_group_add (group, self->new_row);
  g_object_unref (self->new_row);
}

static void
new_applied_cb (BalieDiscountsGroup *self)
{
  g_autofree char *discount =
      balie_text_dup_clean (gtk_editable_get_text (GTK_EDITABLE (self->new_row)), 100);

  if (*discount == '\0')
    return;
  save (self, NULL, discount);
  gtk_editable_set_text (GTK_EDITABLE (self->new_row), "");
}

static void
desk_changed_cb (BalieDiscountsGroup *self, const char *table)
{
  if (g_str_equal (table, "settings"))
    fill (self);
}

static void
balie_discounts_group_dispose (GObject *object)
{
  BalieDiscountsGroup *self = BALIE_DISCOUNTS_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  if (self->desk != NULL)
    g_clear_signal_handler (&self->changed_id, self->desk);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (balie_discounts_group_parent_class)->dispose (object);
}

static void
balie_discounts_group_finalize (GObject *object)
{
  BalieDiscountsGroup *self = BALIE_DISCOUNTS_GROUP (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (balie_discounts_group_parent_class)->finalize (object);
}

static void
balie_discounts_group_class_init (BalieDiscountsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_discounts_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = balie_discounts_group_finalize;
}

static void
balie_discounts_group_init (BalieDiscountsGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  self->new_row = adw_entry_row_new ();
  adw_preferences_group_set_title (group, _ ("Discounts"));
  adw_preferences_group_set_description (group, _ ("What a party’s discount is chosen from"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->new_row), _ ("Add a discount"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->new_row), TRUE);
  balie_accessible_set_label (self->new_row, _ ("Add a discount"));
  g_signal_connect_swapped (self->new_row, "apply", G_CALLBACK (new_applied_cb), self);
  adw_preferences_group_add (group, self->new_row);
}

/**
 * balie_discounts_group_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the group
 */
GtkWidget *
balie_discounts_group_new (BalieDesk *desk)
{
  BalieDiscountsGroup *self = g_object_new (BALIE_TYPE_DISCOUNTS_GROUP, NULL);

  self->desk = g_object_ref (desk);
  self->changed_id = g_signal_connect_swapped (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  fill (self);
  return GTK_WIDGET (self);
}

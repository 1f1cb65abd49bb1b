/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The brands as rows: served or not, this dealership's number, add and remove. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-brands-group.h"

#include "balie-accessible.h"
#include "balie-administration.h"
#include "balie-setting-row.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

struct _BalieBrandsGroup
{
  AdwPreferencesGroup parent;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  GPtrArray *rows;

  /* Borrowed: a child of this group */
  GtkWidget *new_row;

  /* State */
  gulong changed_id;
};

G_DEFINE_FINAL_TYPE (BalieBrandsGroup, balie_brands_group, ADW_TYPE_PREFERENCES_GROUP)

static void
report (BalieBrandsGroup *self, GError *error)
{
  g_autofree char *text = NULL;

  if (error == NULL || balie_error_is_cancelled (error))
    return;
  text = balie_sentence_dup_text (BALIE_ACTION_SAVE_SETTINGS, error);
  balie_preferences_toast (GTK_WIDGET (self), text);
}

static void
brand_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  balie_administration_put_brand_finish (BALIE_DESK (source), result, &error);
  if (!balie_error_is_cancelled (error))
    report (user_data, error);
}

static void
brand_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  balie_administration_remove_brand_finish (BALIE_DESK (source), result, &error);
  if (!balie_error_is_cancelled (error))
    report (user_data, error);
}

/* The brand as it stands in the table now, for changing one fact of it. */
static BalieBrand *
dup_brand_of (BalieBrandsGroup *self, GtkWidget *row)
{
  const char *name = g_object_get_data (G_OBJECT (row), "balie-brand");
  BalieBrandTable *table = balie_desk_get_brands (self->desk);
  const BalieBrand *brand = balie_brand_table_find (table, name);

  return brand != NULL ? balie_brand_copy (brand) : NULL;
}

static void
put_brand (BalieBrandsGroup *self, const BalieBrand *brand)
{
  balie_administration_put_brand_async (self->desk, brand, brand->name, self->cancellable,
                                        brand_put_cb, self);
}

static GtkWidget *
get_row_of (GtkWidget *control)
{
  return gtk_widget_get_ancestor (control, ADW_TYPE_EXPANDER_ROW);
}

static void
served_changed_cb (BalieBrandsGroup *self, GParamSpec *pspec, GtkSwitch *control)
{
  g_autoptr (BalieBrand) brand = dup_brand_of (self, get_row_of (GTK_WIDGET (control)));

  if (brand == NULL || brand->served == gtk_switch_get_active (control))
    return;
  brand->served = gtk_switch_get_active (control);
  put_brand (self, brand);
}

static void
number_applied_cb (BalieBrandsGroup *self, GtkWidget *entry)
{
  g_autoptr (BalieBrand) brand = dup_brand_of (self, get_row_of (entry));

  if (brand == NULL)
    return;
  g_free (brand->dealer_number);
  brand->dealer_number = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  put_brand (self, brand);
}

static void
aliases_applied_cb (BalieBrandsGroup *self, GtkWidget *entry)
{
  g_autoptr (BalieBrand) brand = dup_brand_of (self, get_row_of (entry));

  if (brand == NULL)
    return;
  g_free (brand->aliases);
  brand->aliases = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  put_brand (self, brand);
}

static void
removal_answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  BalieBrandsGroup *self = user_data;
  const char *name = g_object_get_data (G_OBJECT (dialog), "balie-brand");

  if (g_str_equal (response, "remove"))
    balie_administration_remove_brand_async (self->desk, name, self->cancellable, brand_removed_cb,
                                             self);
}

static void
remove_clicked_cb (BalieBrandsGroup *self, GtkWidget *button)
{
  const char *name = g_object_get_data (G_OBJECT (get_row_of (button)), "balie-brand");
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL);
  g_autofree char *heading = g_strdup_printf (_ ("Remove %s?"), name);

  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (dialog), heading);
  adw_message_dialog_set_body (
      ADW_MESSAGE_DIALOG (dialog),
      _ ("No plates can be requested for orders of a brand that is not in this list."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                    _ ("_Remove Brand"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "balie-brand", g_strdup (name), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (removal_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
build_served_switch (BalieBrandsGroup *self, const BalieBrand *brand)
{
  GtkWidget *control = gtk_switch_new ();
  g_autofree char *label = g_strdup_printf (_ ("Request plates for %s"), brand->name);

  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (control), brand->served);
  gtk_widget_set_tooltip_text (control, label);
  balie_accessible_set_label (control, label);
  g_signal_connect_object (control, "notify::active", G_CALLBACK (served_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return control;
}

static GtkWidget *
build_entry (const char *title, const char *text)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
  balie_accessible_set_label (entry, title);
  return entry;
}

static char *
dup_subtitle (const BalieBrand *brand)
{
  const char *served = brand->served ? _ ("Served") : _ ("Not served");

  if (*brand->dealer_number == '\0')
    return g_strdup (served);
  /* Translators: "Served · dealer number 01234" */
  return g_strdup_printf (_ ("%s · dealer number %s"), served, brand->dealer_number);
}

static GtkWidget *
build_row (BalieBrandsGroup *self, const BalieBrand *brand)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *number = build_entry (_ ("Dealer number"), brand->dealer_number);
  GtkWidget *aliases = build_entry (_ ("Other spellings, comma separated"), brand->aliases);
  GtkWidget *remove_row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Remove Brand…"));
  g_autofree char *subtitle = dup_subtitle (brand);
  g_autofree char *title = g_markup_escape_text (brand->name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  g_object_set_data_full (G_OBJECT (row), "balie-brand", g_strdup (brand->name), g_free);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), build_served_switch (self, brand));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (remove_row), button);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), number);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), aliases);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), remove_row);
  g_signal_connect_object (number, "apply", G_CALLBACK (number_applied_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (aliases, "apply", G_CALLBACK (aliases_applied_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
new_brand_applied_cb (BalieBrandsGroup *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->new_row));
  g_autoptr (BalieBrand) brand = balie_brand_new (name, "", TRUE, TRUE);

  balie_administration_put_brand_async (self->desk, brand, NULL, self->cancellable, brand_put_cb,
                                        self);
  gtk_editable_set_text (GTK_EDITABLE (self->new_row), "");
}

static void
build_new_row (BalieBrandsGroup *self)
{
  self->new_row = build_entry (_ ("Add a brand"), "");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->new_row);
  g_signal_connect_object (self->new_row, "apply", G_CALLBACK (new_brand_applied_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Whether rows and table name the same brands in the same order; then only texts change. */
static gboolean
rows_fit (BalieBrandsGroup *self, BalieBrandTable *table)
{
  if (self->rows->len != balie_brand_table_get_n (table))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const char *name = g_object_get_data (g_ptr_array_index (self->rows, i), "balie-brand");

      if (!g_str_equal (name, balie_brand_table_get (table, i)->name))
        return FALSE;
    }
  return TRUE;
}

static void
show_brands (BalieBrandsGroup *self)
{
  BalieBrandTable *table = balie_desk_get_brands (self->desk);

  if (rows_fit (self, table))
    {
      for (guint i = 0; i < self->rows->len; i++)
        {
          g_autofree char *subtitle = dup_subtitle (balie_brand_table_get (table, i));

          adw_expander_row_set_subtitle (g_ptr_array_index (self->rows, i), subtitle);
        }
      return;
    }
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (self->new_row != NULL)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->new_row);
  for (guint i = 0; i < balie_brand_table_get_n (table); i++)
    {
      GtkWidget *row = build_row (self, balie_brand_table_get (table, i));

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  build_new_row (self);
}

static void
desk_changed_cb (BalieBrandsGroup *self, const char *table)
{
  if (g_str_equal (table, "brands"))
    show_brands (self);
}

static void
balie_brands_group_dispose (GObject *object)
{
  BalieBrandsGroup *self = BALIE_BRANDS_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  if (self->desk != NULL)
    g_clear_signal_handler (&self->changed_id, self->desk);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_brands_group_parent_class)->dispose (object);
}

static void
balie_brands_group_finalize (GObject *object)
{
  BalieBrandsGroup *self = BALIE_BRANDS_GROUP (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (balie_brands_group_parent_class)->finalize (object);
}

static void
balie_brands_group_class_init (BalieBrandsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_brands_group_dispose;
  object_class->finalize = balie_brands_group_finalize;
}

static void
balie_brands_group_init (BalieBrandsGroup *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Brands"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("Plates are requested for served brands only. The dealer number is offered where an order "
         "lacks one."));
}

/**
 * balie_brands_group_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the group
 */
GtkWidget *
balie_brands_group_new (BalieDesk *desk)
{
  BalieBrandsGroup *self = g_object_new (BALIE_TYPE_BRANDS_GROUP, NULL);

  self->desk = g_object_ref (desk);
  self->changed_id = g_signal_connect_swapped (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  show_brands (self);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First run, step 2: the dealer number for each brand that is served. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-first-run-section.h"

#include "balie-accessible.h"

#include "balie-administration.h"
#include "balie-check.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

#define BALIE_TYPE_NUMBERS_SECTION (balie_numbers_section_get_type ())
G_DECLARE_FINAL_TYPE (BalieNumbersSection, balie_numbers_section, BALIE, NUMBERS_SECTION, AdwBin)

struct _BalieNumbersSection
{
  AdwBin parent_instance;

  /* Owned */
  GPtrArray *rows; /* (element-type AdwEntryRow): borrowed children, each with its brand */
  char *pattern;   /* of the dealer numbers */

  /* Borrowed: child */
  AdwPreferencesGroup *group;
};

static void balie_numbers_section_iface_init (BalieFirstRunSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BalieNumbersSection,
                               balie_numbers_section,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (BALIE_TYPE_FIRST_RUN_SECTION,
                                                      balie_numbers_section_iface_init))

/* One saving: the brands that changed, written one after the other. */
typedef struct
{
  GPtrArray *brands; /* (element-type BalieBrand) owned */
  guint next;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  g_ptr_array_unref (saving->brands);
  g_free (saving);
}

static void save_next (GTask *task);

static char *
dup_number (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* An unusual number is a hint only: the row says so and it can be saved all the same. */
static void
number_changed_cb (GtkEditable *row, gpointer user_data)
{
  BalieNumbersSection *self = user_data;
  g_autofree char *number = dup_number (row);
  g_auto (BalieCheck) check = balie_check_dealer_number (number, self->pattern);
  gboolean odd = check.level == BALIE_CHECK_SUSPECT || check.level == BALIE_CHECK_INVALID;

  gtk_widget_set_tooltip_text (GTK_WIDGET (row), odd ? check.hint : NULL);
  if (odd)
    gtk_widget_add_css_class (GTK_WIDGET (row), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "warning");
}

static void
add_row (BalieNumbersSection *self, const BalieBrand *brand)
{
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *title = g_markup_escape_text (brand->name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "brand", balie_brand_copy (brand),
                          (GDestroyNotify) balie_brand_free);
  balie_accessible_set_label (row, brand->name);
  gtk_editable_set_text (GTK_EDITABLE (row), brand->dealer_number);
  g_signal_connect (row, "changed", G_CALLBACK (number_changed_cb), self);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
balie_numbers_section_load (BalieFirstRunSection *section, BalieDesk *desk)
{
  BalieNumbersSection *self = BALIE_NUMBERS_SECTION (section);
  BalieBrandTable *brands = balie_desk_get_brands (desk);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_free (self->pattern);
  self->pattern = g_strdup (balie_settings_get_text (balie_desk_get_settings (desk),
                                                     BALIE_SETTING_DEALER_NUMBER_PATTERN));
  for (guint i = 0; i < balie_brand_table_get_n (brands); i++)
    if (balie_brand_table_get (brands, i)->served)
      add_row (self, balie_brand_table_get (brands, i));
}

static char *
balie_numbers_section_dup_problem (BalieFirstRunSection *section)
{
  return NULL;
}

static char *
balie_numbers_section_dup_summary (BalieFirstRunSection *section)
{
  BalieNumbersSection *self = BALIE_NUMBERS_SECTION (section);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const BalieBrand *brand = g_object_get_data (self->rows->pdata[i], "brand");
      g_autofree char *number = dup_number (self->rows->pdata[i]);
      g_autofree char *part = g_strdup_printf ("%s %s", brand->name, number);

      if (!balie_text_is_empty (number))
        g_strv_builder_add (builder, part);
    }
  parts = g_strv_builder_end (builder);
  return parts[0] == NULL ? g_strdup (_ ("None yet")) : g_strjoinv (", ", parts);
}

/* What was written is what the row started from the next time. */
static void
note_saved (BalieNumbersSection *self, const BalieBrand *saved)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const BalieBrand *brand = g_object_get_data (self->rows->pdata[i], "brand");

      if (g_strcmp0 (brand->name, saved->name) != 0)
        continue;
      g_object_set_data_full (self->rows->pdata[i], "brand", balie_brand_copy (saved),
                              (GDestroyNotify) balie_brand_free);
      return;
    }
}

static void
brand_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Saving *saving = g_task_get_task_data (task);
  GError *error = NULL;

  if (!balie_administration_put_brand_finish (BALIE_DESK (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  note_saved (g_task_get_source_object (task), saving->brands->pdata[saving->next]);
  saving->next++;
  save_next (g_steal_pointer (&task));
}

/* Takes @task over. */
static void
save_next (GTask *task)
{
  Saving *saving = g_task_get_task_data (task);
  BalieDesk *desk = g_object_get_data (G_OBJECT (task), "desk");
  const BalieBrand *brand;

  if (saving->next == saving->brands->len)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  brand = saving->brands->pdata[saving->next];
  balie_administration_put_brand_async (desk, brand, brand->name, g_task_get_cancellable (task),
                                        brand_saved_cb, task);
}

static void
balie_numbers_section_save_async (BalieFirstRunSection *section,
                                  BalieDesk *desk,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  BalieNumbersSection *self = BALIE_NUMBERS_SECTION (section);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Saving *saving = g_new0 (Saving, 1);

  saving->brands = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_brand_free);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const BalieBrand *brand = g_object_get_data (self->rows->pdata[i], "brand");
      char *number = dup_number (self->rows->pdata[i]);

      if (g_strcmp0 (brand->dealer_number, number) != 0)
        {
          BalieBrand *changed = balie_brand_copy (brand);

          g_free (changed->dealer_number);
          changed->dealer_number = g_steal_pointer (&number);
          g_ptr_array_add (saving->brands, changed);
        }
      g_free (number);
    }
  g_task_set_task_data (task, saving, free_saving);
  g_object_set_data_full (G_OBJECT (task), "desk", g_object_ref (desk), g_object_unref);
  save_next (task);
}

static gboolean
balie_numbers_section_save_finish (BalieFirstRunSection *section,
                                   GAsyncResult *result,
                                   GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
balie_numbers_section_iface_init (BalieFirstRunSectionInterface *iface)
{
  iface->load = balie_numbers_section_load;
  iface->dup_problem = balie_numbers_section_dup_problem;
  iface->dup_summary = balie_numbers_section_dup_summary;
  iface->save_async = balie_numbers_section_save_async;
  iface->save_finish = balie_numbers_section_save_finish;
}

static void
balie_numbers_section_finalize (GObject *object)
{
  BalieNumbersSection *self = BALIE_NUMBERS_SECTION (object);

  g_ptr_array_unref (self->rows);
  g_free (self->pattern);

  G_OBJECT_CLASS (balie_numbers_section_parent_class)->finalize (object);
}

static void
balie_numbers_section_class_init (BalieNumbersSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_numbers_section_finalize;
}

static void
balie_numbers_section_init (BalieNumbersSection *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Dealer numbers"));
  adw_preferences_group_set_description (self->group,
                                         _ ("The importer’s number of this dealership for each "
                                            "brand. Leave the brands you do not sell "
                                            "empty; an order’s own number always comes first."));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

/* (transfer floating) */
GtkWidget *
balie_numbers_section_new (void)
{
  return g_object_new (BALIE_TYPE_NUMBERS_SECTION, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First run, step 1: the dealership's name and its locations. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-first-run-section.h"

#include "balie-accessible.h"

#include "balie-administration.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

#define BALIE_TYPE_DEALERSHIP_SECTION (balie_dealership_section_get_type ())
G_DECLARE_FINAL_TYPE (BalieDealershipSection,
                      balie_dealership_section,
                      BALIE,
                      DEALERSHIP_SECTION,
                      AdwBin)

struct _BalieDealershipSection
{
  AdwBin parent_instance;

  /* Borrowed: children */
  GtkEditable *name;
  GtkEditable *locations;
};

static void balie_dealership_section_iface_init (BalieFirstRunSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BalieDealershipSection,
                               balie_dealership_section,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (BALIE_TYPE_FIRST_RUN_SECTION,
                                                      balie_dealership_section_iface_init))

/* The stripped names of @text split at @from, joined by @to. */
static char *
rejoin (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) names = g_strsplit (text, from, -1);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (int i = 0; names[i] != NULL; i++)
    if (*g_strstrip (names[i]) != '\0')
      g_strv_builder_add (kept, names[i]);
  all = g_strv_builder_end (kept);
  return g_strjoinv (to, all);
}

static void
balie_dealership_section_load (BalieFirstRunSection *section, BalieDesk *desk)
{
  BalieDealershipSection *self = BALIE_DEALERSHIP_SECTION (section);
  BalieSettings *settings = balie_desk_get_settings (desk);
  g_autofree char *locations =
      rejoin (balie_settings_get_text (settings, BALIE_SETTING_LOCATIONS), "\n", ", ");

  gtk_editable_set_text (self->name,
                         balie_settings_get_text (settings, BALIE_SETTING_DEALERSHIP_NAME));
  gtk_editable_set_text (self->locations, locations);
}

static char *
balie_dealership_section_dup_problem (BalieFirstRunSection *section)
{
  BalieDealershipSection *self = BALIE_DEALERSHIP_SECTION (section);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  if (!balie_text_is_empty (name))
    return NULL;
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  return g_strdup (_ ("Fill in the name of the dealership."));
}

static char *
balie_dealership_section_dup_summary (BalieFirstRunSection *section)
{
  BalieDealershipSection *self = BALIE_DEALERSHIP_SECTION (section);
  const char *name = gtk_editable_get_text (self->name);
  g_autofree char *locations = rejoin (gtk_editable_get_text (self->locations), ",", ", ");

  return balie_text_is_empty (locations) ? g_strdup (name)
                                         : g_strdup_printf ("%s (%s)", name, locations);
}

static void
balie_dealership_section_save_async (BalieFirstRunSection *section,
                                     BalieDesk *desk,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  BalieDealershipSection *self = BALIE_DEALERSHIP_SECTION (section);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  g_autofree char *locations = rejoin (gtk_editable_get_text (self->locations), ",", "\n");
  const char *values[] = { balie_setting_get_info (BALIE_SETTING_DEALERSHIP_NAME)->code, name,
                           balie_setting_get_info (BALIE_SETTING_LOCATIONS)->code, locations,
                           NULL };

  balie_administration_set_async (desk, values, NULL, NULL, cancellable, callback, user_data);
}

static gboolean
balie_dealership_section_save_finish (BalieFirstRunSection *section,
                                      GAsyncResult *result,
                                      GError **error)
{
  g_autoptr (GObject) desk = g_async_result_get_source_object (result);

  return balie_administration_set_finish (BALIE_DESK (desk), result, error);
}

static void
balie_dealership_section_iface_init (BalieFirstRunSectionInterface *iface)
{
  iface->load = balie_dealership_section_load;
  iface->dup_problem = balie_dealership_section_dup_problem;
  iface->dup_summary = balie_dealership_section_dup_summary;
  iface->save_async = balie_dealership_section_save_async;
  iface->save_finish = balie_dealership_section_save_finish;
}

static void
balie_dealership_section_class_init (BalieDealershipSectionClass *klass)
{
}

static GtkWidget *
add_entry (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  balie_accessible_set_label (row, title);
  adw_preferences_group_add (group, row);
  return row;
}

static void
balie_dealership_section_init (BalieDealershipSection *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, _ ("The dealership"));
  adw_preferences_group_set_description (
      group, _ ("The name stands in the window and in the daily mail."));
  self->name = GTK_EDITABLE (add_entry (group, _ ("Name")));
  self->locations = GTK_EDITABLE (add_entry (group, _ ("Locations, separated by commas")));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (group));
}

/* (transfer floating) */
GtkWidget *
balie_dealership_section_new (void)
{
  return g_object_new (BALIE_TYPE_DEALERSHIP_SECTION, NULL);
}

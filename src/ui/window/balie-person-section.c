/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First run, step 3: who is at this desk: name, language and roles. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-first-run-section.h"

#include "balie-accessible.h"

#include "balie-administration.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

#define N_ROLES 5

#define BALIE_TYPE_PERSON_SECTION (balie_person_section_get_type ())
G_DECLARE_FINAL_TYPE (BaliePersonSection, balie_person_section, BALIE, PERSON_SECTION, AdwBin)

struct _BaliePersonSection
{
  AdwBin parent_instance;

  /* Owned */
  BalieUser *user; /* (nullable): as loaded */

  /* Borrowed: children */
  GtkEditable *name;
  AdwComboRow *language;
  GtkCheckButton *checks[N_ROLES];
};

static void balie_person_section_iface_init (BalieFirstRunSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BaliePersonSection,
                               balie_person_section,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (BALIE_TYPE_FIRST_RUN_SECTION,
                                                      balie_person_section_iface_init))

static const char *const language_codes[] = { "nl", "de", "en" };

/* Each in its own language: whoever needs it can read it. */
static const char *const language_names[] = { "Nederlands", "Deutsch", "English", NULL };

static const BalieRoles roles[N_ROLES] = {
  BALIE_ROLE_SELLER,
  BALIE_ROLE_SALES_ADMIN_NEW,
  BALIE_ROLE_SALES_ADMIN_USED,
  BALIE_ROLE_SALES_MANAGER_NEW,
  BALIE_ROLE_SALES_MANAGER_USED,
};

static void
balie_person_section_load (BalieFirstRunSection *section, BalieDesk *desk)
{
  BaliePersonSection *self = BALIE_PERSON_SECTION (section);

  g_clear_pointer (&self->user, balie_user_free);
  self->user = balie_user_copy (balie_desk_get_user (desk));
  gtk_editable_set_text (self->name, self->user->name);
  for (guint i = 0; i < G_N_ELEMENTS (language_codes); i++)
    if (g_strcmp0 (language_codes[i], self->user->language) == 0)
      adw_combo_row_set_selected (self->language, i);
  for (int i = 0; i < N_ROLES; i++)
    gtk_check_button_set_active (self->checks[i], (self->user->roles & roles[i]) != 0);
}

static BalieRoles
get_roles (BaliePersonSection *self)
{
  BalieRoles chosen = 0;

  for (int i = 0; i < N_ROLES; i++)
    if (gtk_check_button_get_active (self->checks[i]))
      chosen |= roles[i];
  return chosen;
}

static char *
balie_person_section_dup_problem (BalieFirstRunSection *section)
{
  BaliePersonSection *self = BALIE_PERSON_SECTION (section);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  if (!balie_text_is_empty (name))
    return NULL;
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  return g_strdup (_ ("Fill in your name: it stands beside what you change."));
}

static char *
balie_person_section_dup_summary (BalieFirstRunSection *section)
{
  BaliePersonSection *self = BALIE_PERSON_SECTION (section);
  g_autofree char *label = balie_roles_dup_label (get_roles (self));
  const char *name = gtk_editable_get_text (self->name);

  if (balie_text_is_empty (label))
    return g_strdup_printf ("%s (%s)", name, _ ("Administrator"));
  return g_strdup_printf ("%s (%s, %s)", name, _ ("Administrator"), label);
}

static void
balie_person_section_save_async (BalieFirstRunSection *section,
                                 BalieDesk *desk,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  BaliePersonSection *self = BALIE_PERSON_SECTION (section);
  g_autoptr (BalieUser) user = balie_user_copy (self->user);
  guint language = adw_combo_row_get_selected (self->language);

  g_free (user->name);
  user->name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  if (language < G_N_ELEMENTS (language_codes))
    {
      g_free (user->language);
      user->language = g_strdup (language_codes[language]);
    }
  user->roles = get_roles (self);
  balie_administration_put_user_async (desk, user, cancellable, callback, user_data);
}

static gboolean
balie_person_section_save_finish (BalieFirstRunSection *section,
                                  GAsyncResult *result,
                                  GError **error)
{
  g_autoptr (GObject) desk = g_async_result_get_source_object (result);

  return balie_administration_put_user_finish (BALIE_DESK (desk), result, error);
}

static void
balie_person_section_iface_init (BalieFirstRunSectionInterface *iface)
{
  iface->load = balie_person_section_load;
  iface->dup_problem = balie_person_section_dup_problem;
  iface->dup_summary = balie_person_section_dup_summary;
  iface->save_async = balie_person_section_save_async;
  iface->save_finish = balie_person_section_save_finish;
}

static void
balie_person_section_finalize (GObject *object)
{
  g_clear_pointer (&BALIE_PERSON_SECTION (object)->user, balie_user_free);

  G_OBJECT_CLASS (balie_person_section_parent_class)->finalize (object);
}

static void
balie_person_section_class_init (BaliePersonSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_person_section_finalize;
}

static GtkWidget *
make_person_group (BaliePersonSection *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *name = adw_entry_row_new ();
  GtkWidget *language = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (language_names);

  adw_preferences_group_set_title (group, _ ("You"));
  adw_preferences_group_set_description (
      group, _ ("You are the first person here and therefore administrator."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (name), _ ("Your name"));
  balie_accessible_set_label (name, _ ("Your name"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (name), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (language), _ ("Language"));
  adw_combo_row_set_model (ADW_COMBO_ROW (language), G_LIST_MODEL (names));
  adw_preferences_group_add (group, name);
  adw_preferences_group_add (group, language);
  self->name = GTK_EDITABLE (name);
  self->language = ADW_COMBO_ROW (language);
  return GTK_WIDGET (group);
}

static GtkWidget *
make_roles_group (BaliePersonSection *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, _ ("Your roles"));
  adw_preferences_group_set_description (
      group, _ ("A sales admin or sales manager may approve plate requests directly."));
  for (int i = 0; i < N_ROLES; i++)
    {
      g_autofree char *label = balie_roles_dup_label (roles[i]);
      g_autofree char *title = g_markup_escape_text (label, -1);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *check = gtk_check_button_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      adw_preferences_group_add (group, row);
      self->checks[i] = GTK_CHECK_BUTTON (check);
    }
  return GTK_WIDGET (group);
}

static void
balie_person_section_init (BaliePersonSection *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  gtk_box_append (GTK_BOX (box), make_person_group (self));
  gtk_box_append (GTK_BOX (box), make_roles_group (self));
  adw_bin_set_child (ADW_BIN (self), box);
}

/* (transfer floating) */
GtkWidget *
balie_person_section_new (void)
{
  return g_object_new (BALIE_TYPE_PERSON_SECTION, NULL);
}

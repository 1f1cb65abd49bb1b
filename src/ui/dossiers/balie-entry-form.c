/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small forms of the five entries that are no parties: direct order, parts in, replacement car,
 * dossier manager and finance. One set of fields per entry, made from the table that describes them. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-entry-form.h"

#include "balie-administration.h"
#include "balie-dossier-fields.h"
#include "balie-dossier-section.h"

#include <glib/gi18n-lib.h>

struct _BalieEntryForm
{
  AdwBin parent_instance;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  BalieDossierFields *fields[BALIE_N_ENTRIES]; /* NULL for parties */

  /* Borrowed children */
  GtkStack *stack;

  /* State */
  BalieEntry entry;
};

static void implement_section (BalieDossierSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BalieEntryForm,
                               balie_entry_form,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (BALIE_TYPE_DOSSIER_SECTION,
                                                      implement_section))

/* Without the list the manager can still be seen, and taken away. */
static void
users_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users =
      balie_administration_list_users_finish (BALIE_DESK (source), result, &error);
  g_autoptr (GPtrArray) logins = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  BalieEntryForm *self = user_data;

  if (users == NULL)
    return;
  for (guint i = 0; i < users->len; i++)
    {
      const BalieUser *user = g_ptr_array_index (users, i);

      g_ptr_array_add (logins, user->login);
      g_ptr_array_add (names, *user->name != '\0' ? user->name : user->login);
    }
  g_ptr_array_add (logins, NULL);
  g_ptr_array_add (names, NULL);
  balie_value_input_set_choices (
      balie_dossier_fields_get_input (self->fields[BALIE_ENTRY_MANAGER], BALIE_DOSSIER_MANAGER),
      (const char *const *) logins->pdata, (const char *const *) names->pdata);
}

static void
list_users (BalieEntryForm *self)
{
  balie_administration_list_users_async (self->desk, self->cancellable, users_listed_cb, self);
}

static void
desk_changed_cb (BalieEntryForm *self, const char *table)
{
  if (g_strcmp0 (table, "users") == 0)
    list_users (self);
}

static void
show (BalieDossierSection *section,
      const BalieDossierDetail *detail,
      BalieUnsavedDossier *draft,
      BalieEntry entry)
{
  BalieEntryForm *self = BALIE_ENTRY_FORM (section);

  self->entry = entry;
  balie_dossier_fields_show (self->fields[entry], draft, BALIE_ENTRY_NONE);
  gtk_stack_set_visible_child_name (self->stack, balie_entry_to_code (entry));
}

static void
implement_section (BalieDossierSectionInterface *iface)
{
  iface->show = show;
}

static void
balie_entry_form_dispose (GObject *object)
{
  BalieEntryForm *self = BALIE_ENTRY_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < BALIE_N_ENTRIES; i++)
    g_clear_object (&self->fields[i]);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_entry_form_parent_class)->dispose (object);
}

static void
balie_entry_form_class_init (BalieEntryFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_entry_form_dispose;
}

static void
balie_entry_form_init (BalieEntryForm *self)
{
  self->cancellable = g_cancellable_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

static void
append_manager (BalieDossierFields *fields, GtkWidget *column, GtkSizeGroup *group)
{
  const BalieFieldSpec *spec = balie_dossier_get_spec (BALIE_DOSSIER_MANAGER);
  GtkWidget *line = balie_form_line_new (g_dgettext (GETTEXT_PACKAGE, spec->label), group);
  BalieValueInput *input = BALIE_VALUE_INPUT (balie_value_input_new_list (spec));

  balie_form_line_add (BALIE_FORM_LINE (line), GTK_WIDGET (input),
                       balie_value_input_get_control (input));
  balie_dossier_fields_bind (fields, BALIE_DOSSIER_MANAGER, input, BALIE_FORM_LINE (line));
  gtk_box_append (GTK_BOX (column), line);
}

static void
build_entry (BalieEntryForm *self, BalieEntry entry)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  self->fields[entry] = balie_dossier_fields_new (self->desk, BALIE_ENTRY_NONE);
  for (guint field = 0; field < BALIE_N_DOSSIER_FIELDS; field++)
    {
      if (balie_dossier_field_get_entry ((BalieDossierField) field) != entry)
        continue;
      if (field == BALIE_DOSSIER_MANAGER)
        append_manager (self->fields[entry], column, group);
      else
        balie_dossier_fields_append (self->fields[entry], column, group, field);
    }
  gtk_stack_add_named (self->stack, column, balie_entry_to_code (entry));
}

/**
 * balie_entry_form_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the forms, empty
 */
GtkWidget *
balie_entry_form_new (BalieDesk *desk)
{
  BalieEntryForm *self = g_object_new (BALIE_TYPE_ENTRY_FORM, NULL);

  self->desk = g_object_ref (desk);
  self->entry = BALIE_ENTRY_DIRECT_ORDER;
  for (guint i = BALIE_N_PARTIES; i < BALIE_N_ENTRIES; i++)
    build_entry (self, (BalieEntry) i);
  g_signal_connect_object (desk, "changed", G_CALLBACK (desk_changed_cb), self, G_CONNECT_SWAPPED);
  list_users (self);
  return GTK_WIDGET (self);
}

/**
 * balie_entry_form_focus_first:
 * @self: the forms
 */
void
balie_entry_form_focus_first (BalieEntryForm *self)
{
  g_return_if_fail (BALIE_IS_ENTRY_FORM (self));

  balie_dossier_fields_focus_first (self->fields[self->entry]);
}

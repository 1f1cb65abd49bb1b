/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a dossier's vehicle, order and remarks, with the look-up in Driver2. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-vehicle-form.h"

#include "balie-accessible.h"
#include "balie-dossier-fields.h"
#include "balie-dossier-order-group.h"
#include "balie-dossier-section.h"
#include "balie-shell.h"
#include "balie-two-columns.h"

#include <glib/gi18n-lib.h>

struct _BalieVehicleForm
{
  AdwBin parent_instance;

  /* Owned */
  BalieDesk *desk;
  BalieDossierFields *fields;

  /* Borrowed children */
  GtkWidget *advice;
  GtkButton *look_up;
  BalieDossierOrderGroup *order;
};

static void implement_section (BalieDossierSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BalieVehicleForm,
                               balie_vehicle_form,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (BALIE_TYPE_DOSSIER_SECTION,
                                                      implement_section))

static const char *
get_value (BalieVehicleForm *self, BalieDossierField field)
{
  return balie_unsaved_dossier_get_value (balie_dossier_fields_get_draft (self->fields),
                                          BALIE_ENTRY_NONE, field);
}

static void
look_up_clicked_cb (BalieVehicleForm *self)
{
  BalieUnsavedDossier *draft = balie_dossier_fields_get_draft (self->fields);
  const BalieDossier *dossier;

  if (draft == NULL)
    return;
  dossier = balie_unsaved_dossier_get_dossier (draft);
  balie_shell_search_vehicle (
      balie_shell_find (GTK_WIDGET (self)), dossier->values[BALIE_DOSSIER_NUMBER],
      get_value (self, BALIE_DOSSIER_VIN), get_value (self, BALIE_DOSSIER_PLATE));
}

/* As long as a vehicle could bring them. */
static gboolean
are_parties_empty (GPtrArray *parties)
{
  for (guint i = 0; i < parties->len; i++)
    if (balie_entry_comes_with_vehicle ((BalieEntry) i) &&
        balie_party_is_filled (g_ptr_array_index (parties, i)))
      return FALSE;
  return TRUE;
}

static void
update_rights (BalieVehicleForm *self)
{
  const BalieUser *user = balie_desk_get_user (self->desk);
  gboolean may = balie_permission_allows (user, BALIE_DEED_EDIT_DOSSIER);
  g_autofree char *reason =
      may ? NULL : balie_permission_dup_reason (user, BALIE_DEED_EDIT_DOSSIER);

  gtk_widget_set_sensitive (GTK_WIDGET (self->look_up), may);
  balie_accessible_set_tooltip (GTK_WIDGET (self->look_up), reason);
}

static void
show (BalieDossierSection *section,
      const BalieDossierDetail *detail,
      BalieUnsavedDossier *draft,
      BalieEntry entry)
{
  BalieVehicleForm *self = BALIE_VEHICLE_FORM (section);
  gboolean helps = are_parties_empty (detail->parties);

  balie_dossier_fields_show (self->fields, draft, BALIE_ENTRY_NONE);
  balie_dossier_order_group_show (self->order, detail);
  gtk_widget_set_visible (self->advice, helps);
  if (helps)
    gtk_widget_add_css_class (GTK_WIDGET (self->look_up), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->look_up), "suggested-action");
  update_rights (self);
}

static void
implement_section (BalieDossierSectionInterface *iface)
{
  iface->show = show;
}

static void
balie_vehicle_form_dispose (GObject *object)
{
  BalieVehicleForm *self = BALIE_VEHICLE_FORM (object);

  g_clear_object (&self->fields);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_vehicle_form_parent_class)->dispose (object);
}

static void
balie_vehicle_form_class_init (BalieVehicleFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_vehicle_form_dispose;
}

static void
balie_vehicle_form_init (BalieVehicleForm *self)
{
}

static GtkWidget *
build_column (BalieVehicleForm *self, const BalieDossierField *fields, gsize n_fields)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  for (gsize i = 0; i < n_fields; i++)
    balie_dossier_fields_append (self->fields, column, group, fields[i]);
  return column;
}

static GtkWidget *
build_columns (BalieVehicleForm *self)
{
  static const BalieDossierField left[] = { BALIE_DOSSIER_VIN, BALIE_DOSSIER_PLATE,
                                            BALIE_DOSSIER_BRAND, BALIE_DOSSIER_MODEL };
  static const BalieDossierField right[] = { BALIE_DOSSIER_COLOUR, BALIE_DOSSIER_FIRST_REGISTRATION,
                                             BALIE_DOSSIER_ORDER_NUMBER, BALIE_DOSSIER_REMARKS };
  GtkWidget *one = build_column (self, left, G_N_ELEMENTS (left));
  GtkWidget *other = build_column (self, right, G_N_ELEMENTS (right));

  return balie_two_columns_new (one, other);
}

static GtkWidget *
build_look_up (BalieVehicleForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->advice = gtk_label_new (
      _ ("Search the vehicle first: Driver2 may know its owner, driver and insured."));
  gtk_label_set_xalign (GTK_LABEL (self->advice), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->advice), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->advice), 20);
  self->look_up = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("_Look Up in Driver2…")));
  gtk_widget_set_halign (GTK_WIDGET (self->look_up), GTK_ALIGN_START);
  g_signal_connect_object (self->look_up, "clicked", G_CALLBACK (look_up_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->advice);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->look_up));
  return box;
}

/**
 * balie_vehicle_form_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the form, empty
 */
GtkWidget *
balie_vehicle_form_new (BalieDesk *desk)
{
  BalieVehicleForm *self = g_object_new (BALIE_TYPE_VEHICLE_FORM, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->desk = g_object_ref (desk);
  self->fields = balie_dossier_fields_new (desk, BALIE_ENTRY_NONE);
  self->order = BALIE_DOSSIER_ORDER_GROUP (balie_dossier_order_group_new (desk));
  gtk_box_append (GTK_BOX (box), build_columns (self));
  gtk_box_append (GTK_BOX (box), build_look_up (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->order));
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}

/**
 * balie_vehicle_form_focus_first:
 * @self: the form
 */
void
balie_vehicle_form_focus_first (BalieVehicleForm *self)
{
  g_return_if_fail (BALIE_IS_VEHICLE_FORM (self));

  balie_dossier_fields_focus_first (self->fields);
}

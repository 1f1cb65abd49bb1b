/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a party: both columns of PlanManager, identity data, invoice and Driver2.
 *
 * One form serves the eight parties of every dossier. What is typed goes into the draft; what acts at
 * once (taking over, clearing, merging) is one deed with undo. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-party-form.h"

#include "balie-accessible.h"
#include "balie-dossier-deed.h"
#include "balie-dossier-fields.h"
#include "balie-dossier-section.h"
#include "balie-party-identity.h"
#include "balie-party-menu.h"
#include "balie-party-remote.h"
#include "balie-party-twin-bar.h"
#include "balie-two-columns.h"

#include <glib/gi18n-lib.h>

struct _BaliePartyForm
{
  AdwBin parent_instance;

  /* Owned */
  BalieDesk *desk;
  BalieDossierFields *fields;
  char *number; /* (nullable): of the dossier */

  /* Borrowed children */
  BaliePartyMenu *known;
  BaliePartyMenu *uses;
  GtkLabel *client_number;
  BalieFormLine *invoice;
  BaliePartyIdentity *identity;
  BaliePartyRemote *remote;
  BaliePartyTwinBar *twins;
  GtkButton *clear;

  /* State */
  BalieEntry entry;
};

static void implement_section (BalieDossierSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BaliePartyForm,
                               balie_party_form,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (BALIE_TYPE_DOSSIER_SECTION,
                                                      implement_section))

static const char *
get_value (BaliePartyForm *self, BalieEntry entry, BaliePartyField field)
{
  return balie_unsaved_dossier_get_value (balie_dossier_fields_get_draft (self->fields), entry,
                                          field);
}

/* “Owner, Driver” */
static char *
dup_invoiced (BaliePartyForm *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < BALIE_N_PARTIES; i++)
    if (g_str_equal (get_value (self, (BalieEntry) i, BALIE_PARTY_INVOICE), "yes"))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              balie_entry_to_label ((BalieEntry) i));
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
update_invoice (BaliePartyForm *self)
{
  BalieUnsavedDossier *draft = balie_dossier_fields_get_draft (self->fields);
  g_autofree char *names = dup_invoiced (self);
  g_autofree char *text = NULL;

  if (balie_unsaved_dossier_get_n_invoices (draft) > 1)
    text = g_strdup_printf (_ ("More than one party would get the invoice: %s."), names);
  balie_form_line_set_hint (self->invoice, self, BALIE_CHECK_SUSPECT, text != NULL ? text : "");
}

/* What hangs on other values. */
static void
fields_applied_cb (BaliePartyForm *self)
{
  BalieUnsavedDossier *draft = balie_dossier_fields_get_draft (self->fields);
  gboolean liable = g_str_equal (get_value (self, self->entry, BALIE_PARTY_VAT_LIABLE), "yes");
  gboolean known = *get_value (self, self->entry, BALIE_PARTY_VAT_NUMBER) != '\0';
  gboolean unsaved = balie_unsaved_dossier_get_n_changed_at (draft, self->entry) > 0;
  gboolean may =
      balie_permission_allows (balie_desk_get_user (self->desk), BALIE_DEED_EDIT_DOSSIER);

  gtk_widget_set_visible (
      GTK_WIDGET (balie_dossier_fields_get_line (self->fields, BALIE_PARTY_VAT_NUMBER)),
      liable || known);
  update_invoice (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->clear), may && !unsaved);
  balie_accessible_set_tooltip (GTK_WIDGET (self->clear),
                                unsaved ? _ ("Save or revert the unsaved changes first") : NULL);
}

static void
known_picked_cb (BaliePartyForm *self, const BaliePartyUse *use)
{
  g_autofree char *name = balie_party_dup_name (use->party);
  /* Translators: entry of the panel, name of a person or company. */
  g_autofree char *text =
      g_strdup_printf (_ ("%s is now %s"), balie_entry_to_label (self->entry), name);

  balie_dossier_use_party_async (
      self->desk, self->number, self->entry, use->party->id, NULL, balie_dossier_deed_ended_cb,
      balie_dossier_deed_new (GTK_WIDGET (self), BALIE_ACTION_SAVE_DOSSIER, text));
}

static void
use_picked_cb (BaliePartyForm *self, const BaliePartyUse *use)
{
  balie_shell_open_dossier (balie_shell_find (GTK_WIDGET (self)), use->dossier_number,
                            use->party->entry);
}

static void
clear_clicked_cb (BaliePartyForm *self)
{
  g_autofree char *text = g_strdup_printf (_ ("%s cleared"), balie_entry_to_label (self->entry));

  balie_dossier_clear_party_async (
      self->desk, self->number, self->entry, NULL, balie_dossier_deed_ended_cb,
      balie_dossier_deed_new (GTK_WIDGET (self), BALIE_ACTION_SAVE_DOSSIER, text));
}

/* The dealership's list, one per line. */
static void
fill_discounts (BaliePartyForm *self)
{
  const char *text =
      balie_settings_get_text (balie_desk_get_settings (self->desk), BALIE_SETTING_DISCOUNTS);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) discounts = g_ptr_array_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_ptr_array_add (discounts, lines[i]);
  g_ptr_array_add (discounts, NULL);
  balie_value_input_set_choices (
      balie_dossier_fields_get_input (self->fields, BALIE_PARTY_DISCOUNT),
      (const char *const *) discounts->pdata, (const char *const *) discounts->pdata);
}

static void
show (BalieDossierSection *section,
      const BalieDossierDetail *detail,
      BalieUnsavedDossier *draft,
      BalieEntry entry)
{
  BaliePartyForm *self = BALIE_PARTY_FORM (section);
  const BalieParty *party = g_ptr_array_index (detail->parties, entry);
  const char *number = detail->dossier->values[BALIE_DOSSIER_NUMBER];
  const char *client = party->values[BALIE_PARTY_CLIENT_NUMBER];

  /* While the fields still belong to what was shown before. */
  balie_party_identity_set_place (self->identity, number, party);
  g_free (self->number);
  self->number = g_strdup (number);
  self->entry = entry;
  fill_discounts (self);
  balie_dossier_fields_show (self->fields, draft, entry);
  gtk_label_set_label (self->client_number,
                       *client != '\0' ? client : C_ ("client number", "Given when saved"));
  balie_party_menu_set_client_number (self->uses, client);
  balie_party_remote_show (self->remote, detail, draft, entry);
  balie_party_twin_bar_set_place (self->twins, number, entry);
  gtk_widget_set_visible (GTK_WIDGET (self->clear), balie_party_is_filled (party));
  gtk_widget_set_sensitive (
      GTK_WIDGET (self->known),
      balie_permission_allows (balie_desk_get_user (self->desk), BALIE_DEED_EDIT_DOSSIER));
}

static void
leave (BalieDossierSection *section)
{
  balie_party_identity_hide (BALIE_PARTY_FORM (section)->identity);
}

static void
implement_section (BalieDossierSectionInterface *iface)
{
  iface->show = show;
  iface->leave = leave;
}

static void
balie_party_form_dispose (GObject *object)
{
  BaliePartyForm *self = BALIE_PARTY_FORM (object);

  g_clear_object (&self->fields);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->number, g_free);
  G_OBJECT_CLASS (balie_party_form_parent_class)->dispose (object);
}

static void
balie_party_form_class_init (BaliePartyFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_party_form_dispose;
}

static void
balie_party_form_init (BaliePartyForm *self)
{
}

static void
build_search (BaliePartyForm *self, GtkWidget *column, GtkSizeGroup *group)
{
  GtkWidget *line = balie_form_line_new (_ ("Search"), group);
  GtkWidget *menu = balie_party_menu_new (self->desk, BALIE_PARTY_MENU_KNOWN);

  self->known = BALIE_PARTY_MENU (menu);
  gtk_widget_set_hexpand (menu, TRUE);
  g_signal_connect_object (menu, "picked", G_CALLBACK (known_picked_cb), self, G_CONNECT_SWAPPED);
  balie_form_line_add (BALIE_FORM_LINE (line), menu, balie_party_menu_get_button (self->known));
  gtk_box_append (GTK_BOX (column), line);
}

static void
build_client_number (BaliePartyForm *self, GtkWidget *column, GtkSizeGroup *group)
{
  const char *name =
      g_dgettext (GETTEXT_PACKAGE, balie_party_get_spec (BALIE_PARTY_CLIENT_NUMBER)->label);
  GtkWidget *line = balie_form_line_new (name, group);
  GtkWidget *menu = balie_party_menu_new (self->desk, BALIE_PARTY_MENU_USES);

  self->client_number = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_xalign (self->client_number, 0.0f);
  gtk_label_set_selectable (self->client_number, TRUE);
  gtk_label_set_ellipsize (self->client_number, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (self->client_number, 6);
  gtk_widget_set_hexpand (GTK_WIDGET (self->client_number), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->client_number), "numeric");
  self->uses = BALIE_PARTY_MENU (menu);
  g_signal_connect_object (menu, "picked", G_CALLBACK (use_picked_cb), self, G_CONNECT_SWAPPED);
  balie_form_line_add (BALIE_FORM_LINE (line), GTK_WIDGET (self->client_number), NULL);
  balie_form_line_add (BALIE_FORM_LINE (line), menu, NULL);
  gtk_box_append (GTK_BOX (column), line);
}

static GtkWidget *
build_left (BaliePartyForm *self)
{
  static const BaliePartyField addresses[] = { BALIE_PARTY_LEGAL_FORM, BALIE_PARTY_SALUTATION,
                                               BALIE_PARTY_ADDRESS, BALIE_PARTY_ADDRESS2 };
  static const BaliePartyField others[] = { BALIE_PARTY_PROVINCE,  BALIE_PARTY_PHONE,
                                            BALIE_PARTY_FAX,       BALIE_PARTY_MOBILE,
                                            BALIE_PARTY_EMAIL,     BALIE_PARTY_VAT_LIABLE,
                                            BALIE_PARTY_VAT_NUMBER };
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  build_search (self, column, group);
  build_client_number (self, column, group);
  balie_dossier_fields_append_pair (self->fields, column, group, _ ("Name"), BALIE_PARTY_LAST_NAME,
                                    BALIE_PARTY_FIRST_NAME);
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    balie_dossier_fields_append (self->fields, column, group, addresses[i]);
  balie_dossier_fields_append_pair (self->fields, column, group, _ ("Postcode / town"),
                                    BALIE_PARTY_POSTCODE, BALIE_PARTY_CITY);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    balie_dossier_fields_append (self->fields, column, group, others[i]);
  return column;
}

static void
append_discount (BaliePartyForm *self, GtkWidget *column, GtkSizeGroup *group)
{
  const BalieFieldSpec *spec = balie_party_get_spec (BALIE_PARTY_DISCOUNT);
  GtkWidget *line = balie_form_line_new (g_dgettext (GETTEXT_PACKAGE, spec->label), group);
  BalieValueInput *input = BALIE_VALUE_INPUT (balie_value_input_new_list (spec));

  balie_form_line_add (BALIE_FORM_LINE (line), GTK_WIDGET (input),
                       balie_value_input_get_control (input));
  balie_dossier_fields_bind (self->fields, BALIE_PARTY_DISCOUNT, input, BALIE_FORM_LINE (line));
  gtk_box_append (GTK_BOX (column), line);
}

static GtkWidget *
build_right (BaliePartyForm *self)
{
  static const BaliePartyField fields[] = {
    BALIE_PARTY_LANGUAGE,           BALIE_PARTY_COUNTRY,  BALIE_PARTY_CUSTOMER_TYPE,
    BALIE_PARTY_DISABLED,           BALIE_PARTY_DISCOUNT, BALIE_PARTY_DRIVING_LICENCE,
    BALIE_PARTY_EXTERNAL_REFERENCE, BALIE_PARTY_REMARKS,
  };
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (fields[i] == BALIE_PARTY_DISCOUNT)
        append_discount (self, column, group);
      else
        balie_dossier_fields_append (self->fields, column, group, fields[i]);
    }
  return column;
}

static void
build_below (BaliePartyForm *self, GtkWidget *box)
{
  const BalieFieldSpec *spec = balie_party_get_spec (BALIE_PARTY_INVOICE);

  self->identity = BALIE_PARTY_IDENTITY (balie_party_identity_new (self->desk, self->fields));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->identity));
  self->invoice = balie_dossier_fields_append (self->fields, box, NULL, BALIE_PARTY_INVOICE);
  balie_accessible_set_tooltip (GTK_WIDGET (self->invoice),
                                g_dgettext (GETTEXT_PACKAGE, spec->label));
  self->remote = BALIE_PARTY_REMOTE (balie_party_remote_new (self->desk));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->remote));
  self->clear = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("_Clear This Party")));
  gtk_widget_set_halign (GTK_WIDGET (self->clear), GTK_ALIGN_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->clear), "flat");
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (clear_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->clear));
}

/**
 * balie_party_form_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the form, empty
 */
GtkWidget *
balie_party_form_new (BalieDesk *desk)
{
  BaliePartyForm *self = g_object_new (BALIE_TYPE_PARTY_FORM, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *left, *right;

  self->desk = g_object_ref (desk);
  self->fields = balie_dossier_fields_new (desk, BALIE_ENTRY_OWNER);
  g_signal_connect_object (self->fields, "applied", G_CALLBACK (fields_applied_cb), self,
                           G_CONNECT_SWAPPED);
  self->twins = BALIE_PARTY_TWIN_BAR (balie_party_twin_bar_new (desk));
  left = build_left (self);
  right = build_right (self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->twins));
  gtk_box_append (GTK_BOX (box), balie_two_columns_new (left, right));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  build_below (self, box);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}

/**
 * balie_party_form_focus_first:
 * @self: the form
 */
void
balie_party_form_focus_first (BaliePartyForm *self)
{
  g_return_if_fail (BALIE_IS_PARTY_FORM (self));

  balie_dossier_fields_focus_first (self->fields);
}

/**
 * balie_party_form_look_for_twins:
 * @self: the form
 * @number: of the dossier
 * @entry: of the party
 */
void
balie_party_form_look_for_twins (BaliePartyForm *self, const char *number, BalieEntry entry)
{
  g_return_if_fail (BALIE_IS_PARTY_FORM (self));

  balie_party_twin_bar_look (self->twins, number, entry);
}

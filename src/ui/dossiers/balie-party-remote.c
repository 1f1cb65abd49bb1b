/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A party and Driver2: the search, where the party came from, whether Driver2 has it, and the pin.
 *
 * The search begins with the name as it is typed, saved or not; unsaved input stays. Main thread
 * only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-party-remote.h"

#include "balie-accessible.h"
#include "balie-customer-import.h"
#include "balie-dossier-deed.h"
#include "balie-moment.h"

#include <glib/gi18n-lib.h>

struct _BaliePartyRemote
{
  AdwBin parent_instance;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;  /* of a retry */
  BalieUnsavedDossier *draft; /* (nullable) */
  char *import;               /* (nullable): key of the import that is waited for */

  /* Borrowed children */
  GtkButton *search;
  GtkLabel *origin;
  GtkWidget *waiting; /* the line of an import */
  GtkLabel *state;
  GtkButton *retry;
  GtkCheckButton *pin;

  /* State */
  BalieEntry entry;
  gboolean applying;
};

G_DEFINE_FINAL_TYPE (BaliePartyRemote, balie_party_remote, ADW_TYPE_BIN)

static const char *
get_number (BaliePartyRemote *self)
{
  return balie_unsaved_dossier_get_dossier (self->draft)->values[BALIE_DOSSIER_NUMBER];
}

static void
search_clicked_cb (BaliePartyRemote *self)
{
  g_autoptr (BalieCustomerSearch) search = NULL;
  g_autoptr (BalieCustomerQuery) query = balie_customer_query_new ();

  if (self->draft == NULL)
    return;
  balie_customer_query_set (
      query, BALIE_CRITERION_LAST_NAME,
      balie_unsaved_dossier_get_value (self->draft, self->entry, BALIE_PARTY_LAST_NAME));
  balie_customer_query_set (
      query, BALIE_CRITERION_FIRST_NAME,
      balie_unsaved_dossier_get_value (self->draft, self->entry, BALIE_PARTY_FIRST_NAME));
  search = balie_customer_search_new (self->desk, get_number (self), self->entry);
  balie_customer_search_set_query (search, query);
  balie_shell_search_customers (balie_shell_find (GTK_WIDGET (self)), search);
}

static void
retried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = balie_customer_import_retry_finish (BALIE_DESK (source), result, &error);
  BaliePartyRemote *self = user_data;

  if (balie_error_is_cancelled (error))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->retry), TRUE);
  if (!ok)
    balie_shell_show_error (balie_shell_find (GTK_WIDGET (self)), BALIE_ACTION_IMPORT_CUSTOMER,
                            error);
}

static void
retry_clicked_cb (BaliePartyRemote *self)
{
  if (self->import == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->retry), FALSE);
  balie_customer_import_retry_async (self->desk, self->import, self->cancellable, retried_cb, self);
}

/* The pin is no text that one may want to think over: it is kept at once. */
static void
pin_toggled_cb (BaliePartyRemote *self)
{
  g_autoptr (GPtrArray) changes = NULL;
  const BalieParty *party;
  gboolean pinned = gtk_check_button_get_active (self->pin);

  if (self->applying || self->draft == NULL)
    return;
  party = balie_unsaved_dossier_get_party (self->draft, self->entry);
  changes = balie_dossier_changes_new ();
  balie_dossier_changes_add (changes, self->entry, balie_party_get_spec (BALIE_PARTY_PINNED)->code,
                             party->values[BALIE_PARTY_PINNED], pinned ? "yes" : "");
  balie_dossier_edit_async (
      self->desk, get_number (self), changes, NULL, balie_dossier_deed_ended_cb,
      balie_dossier_deed_new (GTK_WIDGET (self), BALIE_ACTION_SAVE_DOSSIER,
                              pinned ? _ ("A vehicle will not replace this party")
                                     : _ ("A vehicle may replace this party")));
}

static void
show_origin (BaliePartyRemote *self, const BalieParty *party)
{
  BalieSource source = BALIE_SOURCE_NONE;
  gint64 at = g_ascii_strtoll (party->values[BALIE_PARTY_LOADED_AT], NULL, 10);
  g_autofree char *when = balie_moment_dup_text (at);
  g_autofree char *text = NULL;

  balie_source_from_code (party->values[BALIE_PARTY_SOURCE], &source);
  if (source != BALIE_SOURCE_NONE)
    /* Translators: “Loaded from Driver2 on 20-03-2026 07:00”. */
    text = g_strdup_printf (_ ("Loaded from %s on %s"), balie_source_to_label (source), when);
  gtk_label_set_label (self->origin, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->origin), text != NULL);
}

static void
show_import (BaliePartyRemote *self, const BalieParty *party, const BalieCustomerImport *import)
{
  gboolean waits = import != NULL && import->state != BALIE_IMPORT_DONE;
  g_autofree char *text = waits ? balie_customer_import_dup_sentence (import) : NULL;

  g_free (self->import);
  self->import = waits ? g_strdup (import->key) : NULL;
  gtk_label_set_label (self->state, text != NULL ? text : "");
  gtk_widget_set_visible (self->waiting, waits);
  gtk_widget_set_visible (GTK_WIDGET (self->retry), waits && import->state != BALIE_IMPORT_SENDING);
}

static void
update_rights (BaliePartyRemote *self)
{
  const BalieUser *user = balie_desk_get_user (self->desk);
  gboolean may = balie_permission_allows (user, BALIE_DEED_EDIT_DOSSIER);
  g_autofree char *reason =
      may ? NULL : balie_permission_dup_reason (user, BALIE_DEED_EDIT_DOSSIER);

  gtk_widget_set_sensitive (GTK_WIDGET (self->search), may);
  balie_accessible_set_tooltip (GTK_WIDGET (self->search), reason);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pin), may);
  balie_accessible_set_tooltip (
      GTK_WIDGET (self->pin),
      may ? _ ("A vehicle that is looked up in Driver2 leaves this party as it is") : reason);
}

static void
balie_party_remote_dispose (GObject *object)
{
  BaliePartyRemote *self = BALIE_PARTY_REMOTE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->draft);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->import, g_free);
  G_OBJECT_CLASS (balie_party_remote_parent_class)->dispose (object);
}

static void
balie_party_remote_class_init (BaliePartyRemoteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_party_remote_dispose;
}

static GtkLabel *
build_label (void)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (""));

  gtk_label_set_xalign (label, 0.0f);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (label, 16);
  gtk_widget_set_hexpand (GTK_WIDGET (label), TRUE);
  return label;
}

static void
build_waiting (BaliePartyRemote *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  self->waiting = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->state = build_label ();
  self->retry = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("Re_try")));
  gtk_widget_set_valign (GTK_WIDGET (self->retry), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (icon, "warning");
  g_signal_connect_object (self->retry, "clicked", G_CALLBACK (retry_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->waiting), icon);
  gtk_box_append (GTK_BOX (self->waiting), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (self->waiting), GTK_WIDGET (self->retry));
}

static void
balie_party_remote_init (BaliePartyRemote *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->cancellable = g_cancellable_new ();
  self->search = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("Search in _Driver2…")));
  gtk_widget_set_halign (GTK_WIDGET (self->search), GTK_ALIGN_START);
  g_signal_connect_object (self->search, "clicked", G_CALLBACK (search_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  self->origin = build_label ();
  gtk_widget_add_css_class (GTK_WIDGET (self->origin), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->origin), "numeric");
  build_waiting (self);
  self->pin = GTK_CHECK_BUTTON (
      gtk_check_button_new_with_mnemonic (_ ("_Keep this party when a vehicle is loaded")));
  g_signal_connect_object (self->pin, "toggled", G_CALLBACK (pin_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->origin));
  gtk_box_append (GTK_BOX (box), self->waiting);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pin));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * balie_party_remote_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): nothing shown yet
 */
GtkWidget *
balie_party_remote_new (BalieDesk *desk)
{
  BaliePartyRemote *self = g_object_new (BALIE_TYPE_PARTY_REMOTE, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/**
 * balie_party_remote_show:
 * @self: the box
 * @detail: the dossier
 * @draft: its unsaved values
 * @entry: which party
 */
void
balie_party_remote_show (BaliePartyRemote *self,
                         const BalieDossierDetail *detail,
                         BalieUnsavedDossier *draft,
                         BalieEntry entry)
{
  const BalieParty *party;

  g_return_if_fail (BALIE_IS_PARTY_REMOTE (self) && entry < BALIE_N_PARTIES);

  party = g_ptr_array_index (detail->parties, entry);
  g_set_object (&self->draft, draft);
  self->entry = entry;
  gtk_widget_set_visible (GTK_WIDGET (self->search), balie_entry_is_loadable (entry));
  show_origin (self, party);
  show_import (self, party, detail->imports[entry]);
  self->applying = TRUE;
  gtk_check_button_set_active (self->pin, balie_party_is (party, BALIE_PARTY_PINNED));
  self->applying = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->pin),
                          balie_entry_comes_with_vehicle (entry) && balie_party_is_filled (party));
  update_rights (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The identity data of a party behind their button: hidden by default, showing is logged.
 *
 * They are read when a person asks, read anew while they are shown and the party changes, and forgotten
 * when another party is shown. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-party-identity.h"

#include "balie-accessible.h"
#include "balie-dossiers.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

struct _BaliePartyIdentity
{
  AdwBin parent_instance;

  /* Owned */
  BalieDesk *desk;
  BalieDossierFields *fields;
  GCancellable *cancellable; /* (nullable): of the question under way */
  char *number;              /* (nullable): of the dossier */

  /* Borrowed children */
  GtkButton *button;
  GtkWidget *lines;

  /* State */
  BalieEntry entry;
  gint64 version;      /* of the party, as it stands */
  gint64 read_version; /* of the data that are shown */
  gboolean shown;
};

G_DEFINE_FINAL_TYPE (BaliePartyIdentity, balie_party_identity, ADW_TYPE_BIN)

static void
update_shown (BaliePartyIdentity *self)
{
  gtk_widget_set_visible (self->lines, self->shown);
  gtk_button_set_label (self->button,
                        self->shown ? _ ("Hide _Identity Data") : _ ("Show _Identity Data"));
}

static void ask (BaliePartyIdentity *self);

/* Somebody changed the party while its data are looked at. */
static void
keep_fresh (BaliePartyIdentity *self)
{
  if (self->shown && self->cancellable == NULL && self->read_version < self->version)
    ask (self);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieParty) party =
      balie_dossier_show_identity_finish (BALIE_DESK (source), result, &error);
  BaliePartyIdentity *self = user_data;

  if (balie_error_is_cancelled (error))
    return;
  g_clear_object (&self->cancellable);
  if (party == NULL)
    {
      /* What is shown may be old. */
      balie_party_identity_hide (self);
      balie_shell_show_error (balie_shell_find (GTK_WIDGET (self)), BALIE_ACTION_SHOW_IDENTITY,
                              error);
      return;
    }
  balie_unsaved_dossier_set_identity (balie_dossier_fields_get_draft (self->fields), party);
  self->read_version = party->version;
  self->shown = TRUE;
  update_shown (self);
  keep_fresh (self);
}

static void
ask (BaliePartyIdentity *self)
{
  self->cancellable = g_cancellable_new ();
  balie_dossier_show_identity_async (self->desk, self->number, self->entry, self->cancellable,
                                     shown_cb, self);
}

static void
button_clicked_cb (BaliePartyIdentity *self)
{
  if (self->shown)
    {
      balie_party_identity_hide (self);
      return;
    }
  if (self->cancellable == NULL && self->number != NULL)
    ask (self);
}

static void
balie_party_identity_dispose (GObject *object)
{
  BaliePartyIdentity *self = BALIE_PARTY_IDENTITY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->fields);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->number, g_free);
  G_OBJECT_CLASS (balie_party_identity_parent_class)->dispose (object);
}

static void
balie_party_identity_class_init (BaliePartyIdentityClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_party_identity_dispose;
}

static void
balie_party_identity_init (BaliePartyIdentity *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->button = GTK_BUTTON (gtk_button_new_with_mnemonic (""));
  gtk_widget_set_halign (GTK_WIDGET (self->button), GTK_ALIGN_START);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (button_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  gtk_box_append (GTK_BOX (box), self->lines);
  adw_bin_set_child (ADW_BIN (self), box);
  update_shown (self);
}

/**
 * balie_party_identity_new:
 * @desk: the desk
 * @fields: of a party; the identity fields are bound to it
 *
 * Returns: (transfer floating): the button, nothing shown
 */
GtkWidget *
balie_party_identity_new (BalieDesk *desk, BalieDossierFields *fields)
{
  BaliePartyIdentity *self = g_object_new (BALIE_TYPE_PARTY_IDENTITY, NULL);
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  self->desk = g_object_ref (desk);
  self->fields = g_object_ref (fields);
  for (guint field = 0; field < BALIE_N_PARTY_FIELDS; field++)
    if (balie_party_get_spec ((BaliePartyField) field)->identity)
      balie_dossier_fields_append (fields, self->lines, group, field);
  return GTK_WIDGET (self);
}

static void
update_right (BaliePartyIdentity *self)
{
  const BalieUser *user = balie_desk_get_user (self->desk);
  g_autofree char *reason = NULL;

  if (!balie_permission_allows (user, BALIE_DEED_SHOW_IDENTITY))
    reason = balie_permission_dup_reason (user, BALIE_DEED_SHOW_IDENTITY);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), reason == NULL);
  balie_accessible_set_tooltip (GTK_WIDGET (self->button),
                                reason != NULL ? reason
                                               : _ ("That you looked is kept in the history"));
}

/**
 * balie_party_identity_set_place:
 * @self: the button
 * @number: of the dossier
 * @party: as it stands now
 */
void
balie_party_identity_set_place (BaliePartyIdentity *self,
                                const char *number,
                                const BalieParty *party)
{
  g_return_if_fail (BALIE_IS_PARTY_IDENTITY (self));

  update_right (self);
  self->version = party->version;
  if (self->entry == party->entry && g_strcmp0 (self->number, number) == 0)
    {
      keep_fresh (self);
      return;
    }
  balie_party_identity_hide (self);
  g_free (self->number);
  self->number = g_strdup (number);
  self->entry = party->entry;
}

/**
 * balie_party_identity_hide:
 * @self: the button
 *
 * Forgets what was shown; what was typed over it stays unsaved.
 */
void
balie_party_identity_hide (BaliePartyIdentity *self)
{
  BalieUnsavedDossier *draft;

  g_return_if_fail (BALIE_IS_PARTY_IDENTITY (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  draft = balie_dossier_fields_get_draft (self->fields);
  if (draft != NULL && self->shown)
    balie_unsaved_dossier_forget_identity (draft, self->entry);
  self->shown = FALSE;
  update_shown (self);
}

/**
 * balie_party_identity_is_shown:
 * @self: the button
 *
 * Returns: whether the data are shown
 */
gboolean
balie_party_identity_is_shown (BaliePartyIdentity *self)
{
  g_return_val_if_fail (BALIE_IS_PARTY_IDENTITY (self), FALSE);

  return self->shown;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one must know of a dossier before working on it: archived, another one open for the same
 * vehicle. A line each, with what can be done about it. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-dossier-notes.h"

#include "balie-shell.h"

#include <glib/gi18n-lib.h>

/* More dossiers of one vehicle than this are left to the list. */
#define MAX_DOSSIERS 3

struct _BalieDossierNotes
{
  AdwBin parent_instance;

  /* Borrowed children */
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (BalieDossierNotes, balie_dossier_notes, ADW_TYPE_BIN)

static void
open_clicked_cb (GtkWidget *button, BalieDossierNotes *self)
{
  balie_shell_open_dossier (balie_shell_find (GTK_WIDGET (self)),
                            g_object_get_data (G_OBJECT (button), "dossier"), BALIE_ENTRY_NONE);
}

static void
add_note (BalieDossierNotes *self, const char *icon_name, const char *text, GtkWidget *button)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 14);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (self->box, row);
}

static void
add_archived (BalieDossierNotes *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Reop_en"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "dossier.archive");
  add_note (self, "folder-symbolic", _ ("This dossier is archived."), button);
}

static void
add_same_vehicle (BalieDossierNotes *self, const BalieDossier *other)
{
  const char *number = other->values[BALIE_DOSSIER_NUMBER];
  g_autofree char *text = g_strdup_printf (_ ("Dossier %s is open for the same vehicle."), number);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Open It"));

  g_object_set_data_full (G_OBJECT (button), "dossier", g_strdup (number), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_clicked_cb), self, 0);
  add_note (self, "dialog-warning-symbolic", text, button);
}

static void
balie_dossier_notes_class_init (BalieDossierNotesClass *klass)
{
}

static void
balie_dossier_notes_init (BalieDossierNotes *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * balie_dossier_notes_show:
 * @self: the notes
 * @detail: the dossier
 */
void
balie_dossier_notes_show (BalieDossierNotes *self, const BalieDossierDetail *detail)
{
  GtkWidget *child;

  g_return_if_fail (BALIE_IS_DOSSIER_NOTES (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  if (balie_dossier_is (detail->dossier, BALIE_DOSSIER_ARCHIVED))
    add_archived (self);
  for (guint i = 0; i < MIN (detail->same_vehicle->len, MAX_DOSSIERS); i++)
    add_same_vehicle (self, g_ptr_array_index (detail->same_vehicle, i));
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self->box)) != NULL);
}

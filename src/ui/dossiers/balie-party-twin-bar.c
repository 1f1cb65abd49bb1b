/* SPDX-License-Identifier: GPL-3.0-or-later */
/* “This looks like …”: a party just saved may be a person who is known already; offers to merge them.
 *
 * What was found is kept per party until a person decides. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-party-twin-bar.h"

#include "balie-dossier-deed.h"

#include <glib/gi18n-lib.h>

struct _BaliePartyTwinBar
{
  AdwBin parent_instance;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  GHashTable *found; /* place → GPtrArray of BaliePartyTwin */
  char *number;      /* (nullable): of the dossier shown */

  /* Borrowed children */
  GtkLabel *label;

  /* State */
  BalieEntry entry;
};

typedef struct
{
  BaliePartyTwinBar *self; /* borrowed; not touched once cancelled */
  char *place;
} Look;

G_DEFINE_FINAL_TYPE (BaliePartyTwinBar, balie_party_twin_bar, ADW_TYPE_BIN)

static char *
dup_place (const char *number, BalieEntry entry)
{
  return g_strdup_printf ("%s/%s", balie_entry_to_code (entry), number);
}

static GPtrArray *
get_found (BaliePartyTwinBar *self)
{
  g_autofree char *place = NULL;

  if (self->number == NULL)
    return NULL;
  place = dup_place (self->number, self->entry);
  return g_hash_table_lookup (self->found, place);
}

static void
update (BaliePartyTwinBar *self)
{
  GPtrArray *twins = get_found (self);
  const BaliePartyTwin *twin;
  const BalieParty *party;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (twins == NULL || twins->len == 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  twin = g_ptr_array_index (twins, 0);
  party = twin->use->party;
  name = balie_party_dup_name (party);
  /* Translators: name, client number, dossier, reason such as “the same e-mail address and name”. */
  text = g_strdup_printf (_ ("This looks like %s (client number %s, dossier %s): %s."), name,
                          party->values[BALIE_PARTY_CLIENT_NUMBER], twin->use->dossier_number,
                          twin->reason);
  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Look *look = user_data;
  g_autofree char *place = look->place;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) twins =
      balie_parties_find_twins_finish (BALIE_DESK (source), result, &error);

  /* Who was not recognised can still be merged later: a failure is no news. */
  if (twins == NULL || twins->len == 0)
    return;
  g_hash_table_replace (look->self->found, g_steal_pointer (&place), g_steal_pointer (&twins));
  update (look->self);
}

static void
forget (BaliePartyTwinBar *self)
{
  g_autofree char *place = dup_place (self->number, self->entry);

  g_hash_table_remove (self->found, place);
  update (self);
}

static void
same_clicked_cb (BaliePartyTwinBar *self)
{
  GPtrArray *twins = get_found (self);
  const BaliePartyTwin *twin;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (twins == NULL || twins->len == 0)
    return;
  twin = g_ptr_array_index (twins, 0);
  name = balie_party_dup_name (twin->use->party);
  text = g_strdup_printf (_ ("Recognised as %s"), name);
  balie_dossier_merge_clients_async (
      self->desk, self->number, self->entry, twin->use->party->id, NULL,
      balie_dossier_deed_ended_cb,
      balie_dossier_deed_new (GTK_WIDGET (self), BALIE_ACTION_SAVE_DOSSIER, text));
  forget (self);
}

/* The next likely one, if there is another. */
static void
other_clicked_cb (BaliePartyTwinBar *self)
{
  GPtrArray *twins = get_found (self);

  if (twins != NULL && twins->len > 0)
    g_ptr_array_remove_index (twins, 0);
  if (twins == NULL || twins->len == 0)
    forget (self);
  else
    update (self);
}

static void
balie_party_twin_bar_dispose (GObject *object)
{
  BaliePartyTwinBar *self = BALIE_PARTY_TWIN_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->found, g_hash_table_unref);
  g_clear_pointer (&self->number, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_party_twin_bar_parent_class)->dispose (object);
}

static void
balie_party_twin_bar_class_init (BaliePartyTwinBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_party_twin_bar_dispose;
}

static GtkWidget *
build_button (BaliePartyTwinBar *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static void
balie_party_twin_bar_init (BaliePartyTwinBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->cancellable = g_cancellable_new ();
  self->found =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->label = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_xalign (self->label, 0.0f);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (self->label, 16);
  gtk_box_append (GTK_BOX (buttons),
                  build_button (self, _ ("Same Pe_rson"), G_CALLBACK (same_clicked_cb)));
  gtk_box_append (GTK_BOX (buttons),
                  build_button (self, _ ("Anot_her Person"), G_CALLBACK (other_clicked_cb)));
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "balie-note");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), buttons);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * balie_party_twin_bar_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the bar, hidden
 */
GtkWidget *
balie_party_twin_bar_new (BalieDesk *desk)
{
  BaliePartyTwinBar *self = g_object_new (BALIE_TYPE_PARTY_TWIN_BAR, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/**
 * balie_party_twin_bar_look:
 * @self: the bar
 * @number: of the dossier
 * @entry: of the party
 */
void
balie_party_twin_bar_look (BaliePartyTwinBar *self, const char *number, BalieEntry entry)
{
  Look *look = g_new0 (Look, 1);

  g_return_if_fail (BALIE_IS_PARTY_TWIN_BAR (self));

  look->self = self;
  look->place = dup_place (number, entry);
  balie_parties_find_twins_async (self->desk, number, entry, self->cancellable, found_cb, look);
}

/**
 * balie_party_twin_bar_set_place:
 * @self: the bar
 * @number: of the dossier shown
 * @entry: of the party shown
 */
void
balie_party_twin_bar_set_place (BaliePartyTwinBar *self, const char *number, BalieEntry entry)
{
  g_return_if_fail (BALIE_IS_PARTY_TWIN_BAR (self));

  if (g_strcmp0 (self->number, number) != 0)
    {
      g_free (self->number);
      self->number = g_strdup (number);
    }
  self->entry = entry;
  update (self);
}

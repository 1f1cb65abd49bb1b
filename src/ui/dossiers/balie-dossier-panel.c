/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel of a dossier: its vehicle, the thirteen entries in their order, its history.
 *
 * Filled and empty entries are told apart by icon, word and weight, not by colour. The arrow keys go
 * through all of it; Enter or a click opens. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-dossier-panel.h"

#include "balie-accessible.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkListBoxRow *row;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkBox *texts; /* of both: one line for what is empty */
  GtkWidget *warning;
} Place;

struct _BalieDossierPanel
{
  AdwBin parent_instance;

  /* Owned */
  BalieUnsavedDossier *draft; /* (nullable) */
  char *manager;              /* (nullable): login of the one who is stored */
  char *manager_name;         /* (nullable) */

  /* Borrowed children */
  GtkListBox *lists[3]; /* the vehicle, the entries, the history */
  Place places[BALIE_N_PLACES];
  GtkListBoxRow *current; /* (nullable) */

  /* State */
  guint not_in_driver2; /* bit per party */
};

enum
{
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieDossierPanel, balie_dossier_panel, ADW_TYPE_BIN)

static char *
dup_text (BalieDossierPanel *self, guint place)
{
  g_autoptr (BalieParty) party = NULL;
  g_autoptr (BalieDossier) dossier = NULL;

  if (place == BALIE_PLACE_HISTORY)
    return g_strdup ("");
  if (place < BALIE_N_PARTIES)
    {
      party = balie_unsaved_dossier_dup_party (self->draft, (BalieEntry) place);
      return balie_party_dup_name (party);
    }
  dossier = balie_unsaved_dossier_dup_dossier (self->draft);
  if (place == BALIE_ENTRY_NONE)
    return balie_dossier_dup_vehicle_text (dossier);
  if (place == BALIE_ENTRY_MANAGER && *dossier->values[BALIE_DOSSIER_MANAGER] != '\0' &&
      g_strcmp0 (dossier->values[BALIE_DOSSIER_MANAGER], self->manager) == 0)
    return g_strdup (self->manager_name);
  return balie_dossier_dup_entry_text (dossier, (BalieEntry) place);
}

/* A party without a name may still have a phone number. */
static gboolean
is_filled (BalieDossierPanel *self, guint place, const char *text)
{
  g_autoptr (BalieParty) party = NULL;

  if (*text != '\0' || place >= BALIE_N_PARTIES)
    return *text != '\0';
  party = balie_unsaved_dossier_dup_party (self->draft, (BalieEntry) place);
  return balie_party_is_filled (party);
}

static const char *
get_icon (guint place, gboolean filled)
{
  if (place == BALIE_PLACE_HISTORY)
    return "document-open-recent-symbolic";
  return filled ? "balie-filled-symbolic" : "balie-empty-symbolic";
}

static void
update_place (BalieDossierPanel *self, guint place)
{
  Place *row = &self->places[place];
  g_autofree char *text = dup_text (self, place);
  gboolean filled = is_filled (self, place, text);
  gboolean history = place == BALIE_PLACE_HISTORY;
  gboolean waits = place < BALIE_N_PARTIES && (self->not_in_driver2 & (1u << place)) != 0;
  gboolean unsaved =
      !history && balie_unsaved_dossier_get_n_changed_at (self->draft, (BalieEntry) place) > 0;
  const char *title = balie_dossier_panel_get_title (place);
  const char *state =
      filled ? C_ ("entry of a dossier", "filled in") : C_ ("entry of a dossier", "empty");
  const char *shown = *text != '\0' ? text : state;
  g_autofree char *marked = g_strdup_printf (unsaved ? "%s •" : "%s", title);
  g_autoptr (GString) spoken = g_string_new (title);

  if (!history)
    g_string_append_printf (spoken, ", %s", state);
  if (*text != '\0')
    g_string_append_printf (spoken, ": %s", text);
  if (waits)
    g_string_append_printf (spoken, ", %s", _ ("Not in Driver2 yet"));
  if (unsaved)
    g_string_append_printf (spoken, ", %s", _ ("Not saved yet"));
  gtk_image_set_from_icon_name (row->icon, get_icon (place, filled));
  gtk_label_set_label (row->title, marked);
  gtk_label_set_label (row->subtitle, shown);
  gtk_widget_set_visible (GTK_WIDGET (row->subtitle), !history);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (row->texts), *text != '\0'
                                                                   ? GTK_ORIENTATION_VERTICAL
                                                                   : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (row->warning, waits);
  if (filled || history)
    gtk_widget_remove_css_class (GTK_WIDGET (row->row), "balie-empty");
  else
    gtk_widget_add_css_class (GTK_WIDGET (row->row), "balie-empty");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken->str, -1);
}

static void
update_places (BalieDossierPanel *self)
{
  for (guint i = 0; i < BALIE_N_PLACES; i++)
    update_place (self, i);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, BalieDossierPanel *self)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "place"));

  g_signal_emit (self, signals[OPENED], 0, place);
}

/* The lists also select a row that gets the focus; what is shown stays the one marked. */
static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, BalieDossierPanel *self)
{
  GtkListBoxRow *wanted = NULL;

  if (self->current != NULL &&
      gtk_widget_get_parent (GTK_WIDGET (self->current)) == GTK_WIDGET (list))
    wanted = self->current;
  if (row != wanted)
    gtk_list_box_select_row (list, wanted);
}

static gboolean
focus_row (GtkListBox *list, gboolean last)
{
  GtkWidget *row = last ? gtk_widget_get_last_child (GTK_WIDGET (list))
                        : gtk_widget_get_first_child (GTK_WIDGET (list));

  return row != NULL && gtk_widget_grab_focus (row);
}

/* The arrow keys go on in the next list. */
static gboolean
keynav_failed_cb (GtkWidget *list, GtkDirectionType direction, BalieDossierPanel *self)
{
  guint index = 0;

  while (index < G_N_ELEMENTS (self->lists) && GTK_WIDGET (self->lists[index]) != list)
    index++;
  if (direction == GTK_DIR_DOWN && index + 1 < G_N_ELEMENTS (self->lists))
    return focus_row (self->lists[index + 1], FALSE);
  if (direction == GTK_DIR_UP && index > 0)
    return focus_row (self->lists[index - 1], TRUE);
  return FALSE;
}

static void
balie_dossier_panel_dispose (GObject *object)
{
  BalieDossierPanel *self = BALIE_DOSSIER_PANEL (object);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->manager, g_free);
  g_clear_pointer (&self->manager_name, g_free);
  self->current = NULL;
  G_OBJECT_CLASS (balie_dossier_panel_parent_class)->dispose (object);
}

static void
balie_dossier_panel_class_init (BalieDossierPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_dossier_panel_dispose;
  /**
   * BalieDossierPanel::opened:
   * @self: the panel
   * @place: a #BalieEntry, or %BALIE_PLACE_HISTORY
   *
   * A person chose what to look at.
   */
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkLabel *
build_label (void)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (""));

  gtk_label_set_xalign (label, 0.0f);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  return label;
}

static void
build_place (BalieDossierPanel *self, GtkListBox *list, guint place)
{
  Place *row = &self->places[place];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  row->row = GTK_LIST_BOX_ROW (gtk_list_box_row_new ());
  row->icon = GTK_IMAGE (gtk_image_new ());
  row->texts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  row->title = build_label ();
  row->subtitle = build_label ();
  row->warning = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  balie_accessible_set_tooltip (row->warning, _ ("Not in Driver2 yet"));
  gtk_widget_add_css_class (row->warning, "warning");
  gtk_widget_add_css_class (GTK_WIDGET (row->title), "balie-place");
  gtk_widget_add_css_class (GTK_WIDGET (row->subtitle), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (row->subtitle), "dim-label");
  gtk_widget_set_hexpand (GTK_WIDGET (row->title), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (row->texts), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (row->texts), GTK_ALIGN_CENTER);
  gtk_box_append (row->texts, GTK_WIDGET (row->title));
  gtk_box_append (row->texts, GTK_WIDGET (row->subtitle));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->texts));
  gtk_box_append (GTK_BOX (box), row->warning);
  gtk_list_box_row_set_child (row->row, box);
  g_object_set_data (G_OBJECT (row->row), "place", GUINT_TO_POINTER (place));
  gtk_list_box_append (list, GTK_WIDGET (row->row));
}

static GtkListBox *
build_list (BalieDossierPanel *self, const char *name)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());

  gtk_list_box_set_selection_mode (list, GTK_SELECTION_SINGLE);
  gtk_widget_add_css_class (GTK_WIDGET (list), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (list), "balie-panel");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  g_signal_connect_object (list, "row-selected", G_CALLBACK (row_selected_cb), self, 0);
  g_signal_connect_object (list, "keynav-failed", G_CALLBACK (keynav_failed_cb), self, 0);
  return list;
}

static void
balie_dossier_panel_init (BalieDossierPanel *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->lists[0] = build_list (self, _ ("Vehicle and order"));
  self->lists[1] = build_list (self, _ ("Entries of the dossier"));
  self->lists[2] = build_list (self, _ ("History"));
  build_place (self, self->lists[0], BALIE_ENTRY_NONE);
  for (guint i = 0; i < BALIE_N_ENTRIES; i++)
    build_place (self, self->lists[1], i);
  build_place (self, self->lists[2], BALIE_PLACE_HISTORY);
  for (gsize i = 0; i < G_N_ELEMENTS (self->lists); i++)
    {
      if (i > 0)
        gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->lists[i]));
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

/**
 * balie_dossier_panel_new:
 *
 * Returns: (transfer floating): the panel, of no dossier
 */
GtkWidget *
balie_dossier_panel_new (void)
{
  return g_object_new (BALIE_TYPE_DOSSIER_PANEL, NULL);
}

/**
 * balie_dossier_panel_show:
 * @self: the panel
 * @detail: the dossier
 * @draft: its unsaved values, which are shown as they are typed
 */
void
balie_dossier_panel_show (BalieDossierPanel *self,
                          const BalieDossierDetail *detail,
                          BalieUnsavedDossier *draft)
{
  g_return_if_fail (BALIE_IS_DOSSIER_PANEL (self));

  g_free (self->manager);
  g_free (self->manager_name);
  self->manager = g_strdup (detail->dossier->values[BALIE_DOSSIER_MANAGER]);
  self->manager_name = g_strdup (detail->manager_name);
  self->not_in_driver2 = 0;
  for (guint i = 0; i < BALIE_N_PARTIES; i++)
    if (detail->imports[i] != NULL && detail->imports[i]->state != BALIE_IMPORT_DONE)
      self->not_in_driver2 |= 1u << i;
  if (self->draft != draft)
    {
      if (self->draft != NULL)
        g_signal_handlers_disconnect_by_data (self->draft, self);
      g_set_object (&self->draft, draft);
      g_signal_connect_object (draft, "changed", G_CALLBACK (update_places), self,
                               G_CONNECT_SWAPPED);
    }
  update_places (self);
}

/**
 * balie_dossier_panel_set_current:
 * @self: the panel
 * @place: what is shown beside it
 */
void
balie_dossier_panel_set_current (BalieDossierPanel *self, guint place)
{
  g_return_if_fail (BALIE_IS_DOSSIER_PANEL (self) && place < BALIE_N_PLACES);

  self->current = self->places[place].row;
  for (gsize i = 0; i < G_N_ELEMENTS (self->lists); i++)
    {
      GtkWidget *list = GTK_WIDGET (self->lists[i]);

      gtk_list_box_select_row (
          self->lists[i],
          gtk_widget_get_parent (GTK_WIDGET (self->current)) == list ? self->current : NULL);
    }
}

/**
 * balie_dossier_panel_focus_current:
 * @self: the panel
 */
void
balie_dossier_panel_focus_current (BalieDossierPanel *self)
{
  g_return_if_fail (BALIE_IS_DOSSIER_PANEL (self));

  if (self->current != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->current));
}

/**
 * balie_dossier_panel_get_title:
 * @place: a #BalieEntry, or %BALIE_PLACE_HISTORY
 *
 * Returns: (transfer none): its name, translated
 */
const char *
balie_dossier_panel_get_title (guint place)
{
  if (place == BALIE_PLACE_HISTORY)
    return _ ("History");
  if (place == BALIE_ENTRY_NONE)
    return _ ("Vehicle and order");
  return balie_entry_to_label ((BalieEntry) place);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button that opens a list of parties: known ones to take over, or where one is used.
 *
 * Read when it is opened and while one types; the newest question wins. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-party-menu.h"

#include "balie-accessible.h"
#include "balie-shell.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

#define MAX_ROWS 30

struct _BaliePartyMenu
{
  AdwBin parent_instance;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable; /* (nullable): of the question under way */
  GPtrArray *uses;           /* (nullable): of BaliePartyUse, as the rows */
  char *client_number;

  /* Borrowed children */
  GtkMenuButton *button;
  GtkWidget *search; /* (nullable) */
  GtkLabel *hint;
  GtkListBox *list;

  /* State */
  BaliePartyMenuKind kind;
};

enum
{
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BaliePartyMenu, balie_party_menu, ADW_TYPE_BIN)

static void
append_part (GString *line, const char *text)
{
  if (*text != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", text);
}

static char *
dup_place (const BalieParty *party)
{
  return g_strstrip (g_strdup_printf ("%s %s", party->values[BALIE_PARTY_POSTCODE],
                                      party->values[BALIE_PARTY_CITY]));
}

/* By what one tells two people of the same name apart, or where the person stands. */
static char *
dup_subtitle (BaliePartyMenu *self, const BaliePartyUse *use)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *place = dup_place (use->party);

  if (self->kind == BALIE_PARTY_MENU_USES)
    append_part (line, balie_entry_to_label (use->party->entry));
  append_part (line, use->vehicle);
  if (self->kind == BALIE_PARTY_MENU_KNOWN)
    {
      append_part (line, place);
      append_part (line, use->party->values[BALIE_PARTY_EMAIL]);
      append_part (line, use->dossier_number);
    }
  if (use->archived)
    append_part (line, C_ ("dossier", "Archived"));
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static char *
dup_title (BaliePartyMenu *self, const BaliePartyUse *use)
{
  g_autofree char *name = balie_party_dup_name (use->party);
  const char *number = use->party->values[BALIE_PARTY_CLIENT_NUMBER];

  if (self->kind == BALIE_PARTY_MENU_USES)
    return g_strdup (use->dossier_number);
  if (*number == '\0')
    return g_steal_pointer (&name);
  /* Translators: name of a person or company, and its client number. */
  return g_strdup_printf (_ ("%s (%s)"), name, number);
}

static GtkWidget *
build_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  return label;
}

static GtkWidget *
build_row (BaliePartyMenu *self, const BaliePartyUse *use)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *title = dup_title (self, use);
  g_autofree char *subtitle = dup_subtitle (self, use);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", title, subtitle);
  GtkWidget *details = build_label (subtitle);

  gtk_widget_add_css_class (details, "dim-label");
  gtk_widget_add_css_class (details, "caption");
  gtk_widget_add_css_class (box, "balie-search-row");
  gtk_widget_set_visible (details, *subtitle != '\0');
  gtk_box_append (GTK_BOX (box), build_label (title));
  gtk_box_append (GTK_BOX (box), details);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
show_hint (BaliePartyMenu *self, const char *text)
{
  gtk_label_set_label (self->hint, text);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), *text != '\0');
}

static void
show_uses (BaliePartyMenu *self, GPtrArray *uses)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_clear_pointer (&self->uses, g_ptr_array_unref);
  self->uses = g_ptr_array_ref (uses);
  for (guint i = 0; i < uses->len; i++)
    gtk_list_box_append (self->list, build_row (self, g_ptr_array_index (uses, i)));
  show_hint (self, uses->len > 0 ? "" : _ ("No Known Party Matches"));
}

static void
answered (BaliePartyMenu *self, GPtrArray *uses, const GError *error)
{
  g_autofree char *text = NULL;

  g_clear_object (&self->cancellable);
  if (uses != NULL)
    {
      show_uses (self, uses);
      return;
    }
  text = balie_sentence_dup_text (BALIE_ACTION_FIND, error);
  show_hint (self, text);
}

static void
known_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uses = balie_parties_search_finish (BALIE_DESK (source), result, &error);

  if (!balie_error_is_cancelled (error))
    answered (user_data, uses, error);
}

static void
uses_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uses =
      balie_parties_where_used_finish (BALIE_DESK (source), result, &error);

  if (!balie_error_is_cancelled (error))
    answered (user_data, uses, error);
}

static void
ask (BaliePartyMenu *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->kind == BALIE_PARTY_MENU_USES)
    balie_parties_where_used_async (self->desk, self->client_number, self->cancellable,
                                    uses_found_cb, self);
  else
    balie_parties_search_async (self->desk, self,
                                gtk_editable_get_text (GTK_EDITABLE (self->search)), MAX_ROWS,
                                self->cancellable, known_found_cb, self);
}

static void
popover_shown_cb (BaliePartyMenu *self)
{
  if (self->search != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  ask (self);
}

static void
pick (BaliePartyMenu *self, int index)
{
  g_autoptr (GPtrArray) uses = NULL;

  if (self->uses == NULL || index < 0 || (guint) index >= self->uses->len)
    return;
  uses = g_ptr_array_ref (self->uses);
  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, signals[PICKED], 0, g_ptr_array_index (uses, (guint) index));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, BaliePartyMenu *self)
{
  pick (self, gtk_list_box_row_get_index (row));
}

static void
search_activated_cb (BaliePartyMenu *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                BaliePartyMenu *self)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

static void
balie_party_menu_dispose (GObject *object)
{
  BaliePartyMenu *self = BALIE_PARTY_MENU (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->uses, g_ptr_array_unref);
  g_clear_pointer (&self->client_number, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_party_menu_parent_class)->dispose (object);
}

static void
balie_party_menu_class_init (BaliePartyMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_party_menu_dispose;
  /**
   * BaliePartyMenu::picked:
   * @self: the menu
   * @use: (type gpointer): the #BaliePartyUse, valid during the emission
   *
   * A person chose one.
   */
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
build_search (BaliePartyMenu *self, GtkWidget *box)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = gtk_search_entry_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->search), 60);
  g_object_set (self->search, "placeholder-text", _ ("Name, number, e-mail or postcode"), NULL);
  balie_accessible_set_label (self->search, _ ("Search known parties"));
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (ask), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (self->search, keys);
  gtk_box_append (GTK_BOX (box), self->search);
}

static void
build_popover (BaliePartyMenu *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  if (self->kind == BALIE_PARTY_MENU_KNOWN)
    build_search (self, box);
  self->hint = GTK_LABEL (build_label (""));
  gtk_widget_set_visible (GTK_WIDGET (self->hint), FALSE);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
      self->kind == BALIE_PARTY_MENU_USES ? _ ("Where used") : _ ("Known parties"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (popover, "show", G_CALLBACK (popover_shown_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->button, popover);
}

static void
balie_party_menu_init (BaliePartyMenu *self)
{
  self->client_number = g_strdup ("");
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/**
 * balie_party_menu_new:
 * @desk: the desk
 * @kind: what is listed
 *
 * Returns: (transfer floating): the button
 */
GtkWidget *
balie_party_menu_new (BalieDesk *desk, BaliePartyMenuKind kind)
{
  BaliePartyMenu *self = g_object_new (BALIE_TYPE_PARTY_MENU, NULL);

  self->desk = g_object_ref (desk);
  self->kind = kind;
  gtk_menu_button_set_use_underline (self->button, TRUE);
  gtk_menu_button_set_label (self->button, kind == BALIE_PARTY_MENU_USES ? _ ("_Where Used")
                                                                         : _ ("Known _Parties"));
  gtk_widget_set_visible (GTK_WIDGET (self), kind == BALIE_PARTY_MENU_KNOWN);
  build_popover (self);
  return GTK_WIDGET (self);
}

/**
 * balie_party_menu_get_button:
 * @self: the menu
 *
 * Returns: (transfer none): what has the focus
 */
GtkWidget *
balie_party_menu_get_button (BaliePartyMenu *self)
{
  g_return_val_if_fail (BALIE_IS_PARTY_MENU (self), NULL);

  return GTK_WIDGET (self->button);
}

/**
 * balie_party_menu_set_client_number:
 * @self: a menu of uses
 * @client_number: whose, "" for nobody's
 */
void
balie_party_menu_set_client_number (BaliePartyMenu *self, const char *client_number)
{
  g_return_if_fail (BALIE_IS_PARTY_MENU (self));

  g_free (self->client_number);
  self->client_number = g_strdup (client_number);
  gtk_widget_set_visible (GTK_WIDGET (self), *client_number != '\0');
}

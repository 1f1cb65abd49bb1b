/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search over everything: one entry, a list, arrow keys and Enter. The focus stays in the entry; the
 * newest query wins and a late answer is dropped. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-search-window.h"

#include "balie-error.h"
#include "balie-search-row.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

/* Of each kind. */
#define MAX_RESULTS 20

struct _BalieSearchWindow
{
  AdwWindow parent_instance;

  /* Template */
  GtkEditable *entry;
  GtkStack *stack;
  GtkLabel *hint;
  GtkListBox *list;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable; /* of the query under way */
  char *searched;            /* (nullable): the text asked for last */

  /* State */
  gboolean open_first; /* Enter was pressed before the answer came */
};

G_DEFINE_FINAL_TYPE (BalieSearchWindow, balie_search_window, ADW_TYPE_WINDOW)

static void
show_hint (BalieSearchWindow *self, const char *text)
{
  gtk_label_set_text (self->hint, text);
  gtk_stack_set_visible_child_name (self->stack, "hint");
}

static void
clear_rows (BalieSearchWindow *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

/* The row goes with the window: what it leads to is opened first. */
static void
open_row (BalieSearchWindow *self, GtkListBoxRow *row)
{
  balie_search_row_open (row, balie_shell_find (GTK_WIDGET (self)));
  gtk_window_close (GTK_WINDOW (self));
}

/* A heading above the first of each kind. */
static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  BalieFindKind kind = balie_search_row_get_kind (row);
  GtkWidget *heading;

  if (before != NULL && balie_search_row_get_kind (before) == kind)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  heading = gtk_label_new (balie_search_row_get_heading (kind));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (heading, "balie-search-row");
  gtk_list_box_row_set_header (row, heading);
}

/* Closes the window when the first is to be opened: @self may be gone afterwards. */
static void
show_found (BalieSearchWindow *self, GPtrArray *found)
{
  GtkListBoxRow *first;
  gboolean open_first = self->open_first;

  self->open_first = FALSE;
  clear_rows (self);
  for (guint i = 0; i < found->len; i++)
    {
      GtkWidget *row =
          found->pdata[i] != NULL ? balie_search_row_new (self->desk, found->pdata[i]) : NULL;

      if (row != NULL)
        gtk_list_box_append (self->list, row);
    }

  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (first == NULL)
    {
      show_hint (self, _ ("Nothing Found"));
      return;
    }
  gtk_list_box_select_row (self->list, first);
  gtk_stack_set_visible_child_name (self->stack, "results");
  if (open_first)
    open_row (self, first);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = balie_find_finish (BALIE_DESK (source), result, &error);
  BalieSearchWindow *self = user_data;

  if (balie_error_is_cancelled (error))
    return;
  g_clear_object (&self->cancellable);
  if (found != NULL)
    {
      show_found (self, found);
    }
  else if (error != NULL)
    {
      g_autofree char *text = balie_sentence_dup_text (BALIE_ACTION_FIND, error);

      g_clear_pointer (&self->searched, g_free);
      self->open_first = FALSE;
      show_hint (self, text);
    }
}

/* The entry tells of a change with a delay; Enter may have asked before. */
static void
search_changed_cb (BalieSearchWindow *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  if (g_strcmp0 (text, self->searched) == 0)
    return;
  g_free (self->searched);
  self->searched = g_strdup (text);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->open_first = FALSE;
  if (balie_text_is_empty (text))
    {
      clear_rows (self);
      show_hint (self,
                 _ ("Type part of an order or dossier number, a plate, a chassis number, a name, a "
                    "postcode, a phone number or an e-mail address."));
      return;
    }
  self->cancellable = g_cancellable_new ();
  balie_find_async (self->desk, self, text, MAX_RESULTS, self->cancellable, found_cb, self);
}

static void
entry_activated_cb (BalieSearchWindow *self)
{
  GtkListBoxRow *row;

  search_changed_cb (self);
  row = gtk_list_box_get_selected_row (self->list);
  if (self->cancellable != NULL)
    self->open_first = TRUE;
  else if (row != NULL)
    open_row (self, row);
}

static void
search_stopped_cb (BalieSearchWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  open_row (BALIE_SEARCH_WINDOW (user_data), row);
}

static void
move_selection (BalieSearchWindow *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row == NULL ? -1 : gtk_list_box_row_get_index (row);

  row = gtk_list_box_get_row_at_index (self->list, MAX (index + step, 0));
  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  /* Scrolls the row into view; the focus goes back to the entry at once. */
  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (self->entry, -1);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                gpointer user_data)
{
  BalieSearchWindow *self = user_data;

  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    move_selection (self, 1);
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    move_selection (self, -1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
balie_search_window_dispose (GObject *object)
{
  BalieSearchWindow *self = BALIE_SEARCH_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (balie_search_window_parent_class)->dispose (object);
}

static void
balie_search_window_finalize (GObject *object)
{
  g_free (BALIE_SEARCH_WINDOW (object)->searched);

  G_OBJECT_CLASS (balie_search_window_parent_class)->finalize (object);
}

static void
balie_search_window_class_init (BalieSearchWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_search_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = balie_search_window_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/window/balie-search-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieSearchWindow, entry);
  gtk_widget_class_bind_template_child (widget_class, BalieSearchWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, BalieSearchWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, BalieSearchWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
balie_search_window_init (BalieSearchWindow *self)
{
  GtkEventController *keys;

  gtk_widget_init_template (GTK_WIDGET (self));
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
}

/**
 * balie_search_window_new:
 * @desk: an open desk
 * @parent: the window that is the shell
 *
 * Returns: (transfer none): the window, not yet shown
 */
GtkWidget *
balie_search_window_new (BalieDesk *desk, GtkWindow *parent)
{
  BalieSearchWindow *self = g_object_new (BALIE_TYPE_SEARCH_WINDOW, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  search_changed_cb (self);
  return GTK_WIDGET (self);
}

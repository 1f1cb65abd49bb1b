/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search over everything: one entry, a list, arrow keys and Enter. The focus stays in the entry; the
 * newest query wins and a late answer is dropped. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-search-window.h"

#include "balie-check.h"
#include "balie-error.h"
#include "balie-orders.h"
#include "balie-shell.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

#define MAX_RESULTS 50

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

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* The parts that are there, with a dot between. */
static char *
join_parts (const char *a, const char *b, const char *c)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *all[] = { a, b, c };
  g_auto (GStrv) parts = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (!balie_text_is_empty (all[i]))
      g_strv_builder_add (builder, all[i]);
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

static GtkWidget *
make_row (BalieSearchWindow *self, const BalieOrderRow *found)
{
  const BalieOrder *order = found->order;
  BalieOrderState state = balie_order_state_get (&found->explanation, found->request_state);
  g_autofree char *car = g_strdup_printf ("%s %s", order->brand, order->model);
  g_autofree char *title = join_parts (order->number, order->customer_name, NULL);
  g_autofree char *plate = balie_plate_dup_dashed (order->plate);
  g_autofree char *subtitle = join_parts (g_strstrip (car), order->vin, plate);
  g_autofree char *label = balie_order_state_dup_label (state, found->explanation.due_on,
                                                        balie_desk_get_today (self->desk));
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", title, subtitle, label);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *subtitle_label = make_label (subtitle, "dim-label");

  gtk_widget_add_css_class (subtitle_label, "caption");
  gtk_widget_add_css_class (subtitle_label, "tabular");
  gtk_box_append (GTK_BOX (texts), make_label (title, "tabular"));
  gtk_box_append (GTK_BOX (texts), subtitle_label);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), make_label (label, "caption"));
  gtk_widget_add_css_class (box, "balie-search-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "number", g_strdup (order->number), g_free);
  return row;
}

static void
clear_rows (BalieSearchWindow *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
open_row (BalieSearchWindow *self, GtkListBoxRow *row)
{
  g_autofree char *number = g_strdup (g_object_get_data (G_OBJECT (row), "number"));
  BalieShell *shell = balie_shell_find (GTK_WIDGET (self));

  gtk_window_close (GTK_WINDOW (self));
  balie_shell_open_order (shell, number, NULL);
}

/* Closes the window when the first is to be opened: @self may be gone afterwards. */
static void
show_found (BalieSearchWindow *self, GPtrArray *rows)
{
  GtkListBoxRow *first;
  gboolean open_first = self->open_first;

  self->open_first = FALSE;
  clear_rows (self);
  for (guint i = 0; i < rows->len; i++)
    if (rows->pdata[i] != NULL)
      gtk_list_box_append (self->list, make_row (self, rows->pdata[i]));

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
  g_autoptr (GPtrArray) rows = balie_orders_find_finish (BALIE_DESK (source), result, &error);
  BalieSearchWindow *self = user_data;

  if (balie_error_is_cancelled (error))
    return;
  g_clear_object (&self->cancellable);
  if (rows != NULL)
    {
      show_found (self, rows);
    }
  else if (error != NULL)
    {
      g_autofree char *text = balie_sentence_dup_text (BALIE_ACTION_LOAD_ORDERS, error);

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
      show_hint (self, _ ("Type part of an order number, a plate, a chassis number or a name."));
      return;
    }
  self->cancellable = g_cancellable_new ();
  balie_orders_find_async (self->desk, self, text, MAX_RESULTS, self->cancellable, found_cb, self);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Approving several orders directly: asks once, naming the deed and the count, then shows the
 * result of each.
 *
 * Orders that can't be requested are told before anything is sent. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-bulk-dialog.h"

#include "balie-approval.h"
#include "balie-orders.h"
#include "balie-shell.h"
#include "balie-tab-stop.h"

#include <glib/gi18n-lib.h>

struct _BalieBulkDialog
{
  AdwWindow parent_instance;

  /* Template */
  GtkLabel *heading;
  GtkLabel *body;
  GtkListView *list;
  GtkButton *deed_button;
  GtkButton *close_button;
  GtkSpinner *spinner;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable; /* of reading, never of the deed */
  GtkStringList *lines;      /* one per order: its number and what is or became of it */
  GPtrArray *numbers;        /* of the orders that can be requested */

  /* State */
  gboolean done;
};

G_DEFINE_FINAL_TYPE (BalieBulkDialog, balie_bulk_dialog, ADW_TYPE_WINDOW)

static void
append_line (BalieBulkDialog *self, gboolean good, const char *number, const char *text)
{
  g_autofree char *line = g_strdup_printf ("%s %s: %s", good ? "✓" : "✗", number, text);

  gtk_string_list_append (self->lines, line);
}

static char *
dup_blocking (const BalieOrderRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < BALIE_N_CONDITIONS; i++)
    {
      g_autofree char *release = NULL;

      if ((row->explanation.blocking & (1u << i)) == 0)
        continue;
      release = balie_condition_dup_release ((BalieCondition) i, row->order);
      g_string_append_printf (text, text->len > 0 ? " · %s" : "%s", release);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_question (BalieBulkDialog *self, guint n_all)
{
  guint n = self->numbers->len;
  g_autofree char *heading =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Request the Licence Plate of %u Order Now?",
                                    "Request the Licence Plates of %u Orders Now?", n),
                       n);
  g_autofree char *left = g_strdup_printf (
      g_dngettext (
          GETTEXT_PACKAGE, "%u of the chosen orders can’t be requested yet; it is left alone.",
          "%u of the chosen orders can’t be requested yet; they are left alone.", n_all - n),
      n_all - n);
  g_autofree char *deed = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "_Request %u Plate Now", "_Request %u Plates Now", n), n);
  g_autofree char *body = g_strdup_printf (
      "%s%s%s", n > 0 ? _ ("The requests leave at once and can’t be taken back.") : "",
      n > 0 && n_all > n ? " " : "", n_all > n ? left : "");

  gtk_label_set_label (self->heading,
                       n > 0 ? heading : _ ("None of the Chosen Orders Can Be Requested"));
  gtk_label_set_label (self->body, body);
  gtk_button_set_label (self->deed_button, deed);
  gtk_widget_set_visible (GTK_WIDGET (self->deed_button), n > 0);
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->close_button));
  gtk_widget_grab_focus (GTK_WIDGET (self->close_button));
}

static void
show_failure (BalieBulkDialog *self, BalieAction action, const GError *error)
{
  g_autofree char *text = balie_sentence_dup_text (action, error);
  g_autofree char *hint = balie_sentence_dup_hint (action, error);

  gtk_spinner_stop (self->spinner);
  gtk_label_set_label (self->heading, text);
  gtk_label_set_label (self->body, hint != NULL ? hint : "");
}

static void
rows_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = balie_orders_get_rows_finish (BALIE_DESK (source), result, &error);
  BalieBulkDialog *self;

  if (rows == NULL && balie_error_is_cancelled (error))
    return;
  self = BALIE_BULK_DIALOG (user_data);
  gtk_spinner_stop (self->spinner);
  if (rows == NULL)
    {
      show_failure (self, BALIE_ACTION_LOAD_ORDERS, error);
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const BalieOrderRow *row = g_ptr_array_index (rows, i);
      g_autofree char *blocking = row != NULL ? dup_blocking (row) : NULL;
      g_autofree char *car = NULL;

      if (row == NULL)
        continue;
      car = g_strstrip (g_strdup_printf ("%s %s", row->order->brand, row->order->model));
      append_line (self, *blocking == '\0', row->order->number, *blocking == '\0' ? car : blocking);
      if (*blocking == '\0')
        g_ptr_array_add (self->numbers, g_strdup (row->order->number));
    }
  show_question (self, rows->len);
}

static void
show_results (BalieBulkDialog *self, GPtrArray *results)
{
  guint n_good = 0;
  g_autofree char *heading = NULL;

  gtk_string_list_splice (self->lines, 0, g_list_model_get_n_items (G_LIST_MODEL (self->lines)),
                          NULL);
  for (guint i = 0; i < results->len; i++)
    {
      const BalieApprovalResult *one = g_ptr_array_index (results, i);
      gboolean good = one->error == NULL;

      n_good += good;
      append_line (self, good, one->order_number,
                   good ? _ ("is being requested") : one->error->message);
    }
  heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u is being requested",
                                          "%u of %u are being requested", n_good),
                             n_good, results->len);
  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->body, "");
}

static void
approved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieBulkDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results =
      balie_approval_approve_finish (BALIE_DESK (source), result, &error);

  /* Closed meanwhile: the deed is done all the same. */
  if (self->desk == NULL)
    return;
  gtk_spinner_stop (self->spinner);
  gtk_button_set_label (self->close_button, _ ("_Close"));
  if (results != NULL)
    show_results (self, results);
  else
    show_failure (self, BALIE_ACTION_APPROVE, error);
}

static void
deed_clicked_cb (BalieBulkDialog *self)
{
  if (self->done)
    return;
  self->done = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->deed_button), FALSE);
  gtk_spinner_start (self->spinner);
  g_ptr_array_add (self->numbers, NULL);
  balie_approval_approve_async (self->desk, (const char *const *) self->numbers->pdata, NULL, NULL,
                                approved_cb, g_object_ref (self));
}

static void
close_clicked_cb (BalieBulkDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
line_set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
line_bound_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *line = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (line));
}

static void
balie_bulk_dialog_dispose (GObject *object)
{
  BalieBulkDialog *self = BALIE_BULK_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->numbers, g_ptr_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_bulk_dialog_parent_class)->dispose (object);
}

static void
balie_bulk_dialog_class_init (BalieBulkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_bulk_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/orders/balie-bulk-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieBulkDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, BalieBulkDialog, body);
  gtk_widget_class_bind_template_child (widget_class, BalieBulkDialog, list);
  gtk_widget_class_bind_template_child (widget_class, BalieBulkDialog, deed_button);
  gtk_widget_class_bind_template_child (widget_class, BalieBulkDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, BalieBulkDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, deed_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
balie_bulk_dialog_init (BalieBulkDialog *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection;

  g_type_ensure (BALIE_TYPE_TAB_STOP);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->numbers = g_ptr_array_new_with_free_func (g_free);
  self->lines = gtk_string_list_new (NULL);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->lines)));
  g_signal_connect (factory, "setup", G_CALLBACK (line_set_up_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (line_bound_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (factory);
  g_object_unref (selection);
  gtk_widget_set_visible (GTK_WIDGET (self->deed_button), FALSE);
  gtk_spinner_start (self->spinner);
}

/**
 * balie_bulk_dialog_present:
 * @widget: who asks
 * @desk: the desk
 * @ids: (element-type guint32): of the orders
 *
 * Returns: (transfer none): the dialog, already shown
 */
BalieBulkDialog *
balie_bulk_dialog_present (GtkWidget *widget, BalieDesk *desk, GArray *ids)
{
  BalieBulkDialog *self = g_object_new (BALIE_TYPE_BULK_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (widget);

  self->desk = g_object_ref (desk);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  balie_orders_get_rows_async (desk, (const guint32 *) (void *) ids->data, ids->len,
                               self->cancellable, rows_got_cb, self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

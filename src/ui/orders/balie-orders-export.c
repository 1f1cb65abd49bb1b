/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting the list of orders as shown: asks where to and in which format, and shows how far a long
 * export is, with a way to stop it. The window of the progress is not modal. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-orders-export.h"

#include "balie-order-import.h"
#include "balie-shell.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define FORMAT_CHOICE "format"
#define PROGRESS_DELAY_MS 500
#define PROGRESS_WIDTH 360

typedef struct
{
  GWeakRef widget;
  BalieDesk *desk;
  BalieOrderQuery *query;
  GtkFileChooserNative *chooser;
  GCancellable *cancellable;
  GtkWindow *window; /* (nullable): borrowed, NULL once closed; shown when it takes long */
  GtkProgressBar *bar;
  guint delay_id;
} Export;

static void
free_export (Export *job)
{
  g_clear_handle_id (&job->delay_id, g_source_remove);
  if (job->window != NULL)
    {
      g_signal_handlers_disconnect_by_data (job->window, job);
      gtk_window_destroy (job->window);
    }
  g_object_unref (job->cancellable);
  g_weak_ref_clear (&job->widget);
  g_object_unref (job->desk);
  balie_order_query_free (job->query);
  g_clear_object (&job->chooser);
  g_free (job);
}

/* Closed by a person, or with the window it belongs to. */
static void
window_destroyed_cb (Export *job)
{
  job->window = NULL;
  job->bar = NULL;
  g_cancellable_cancel (job->cancellable);
}

static void
progressed_cb (gint64 done, gint64 total, gpointer user_data)
{
  Export *job = user_data;

  if (job->bar != NULL && total > 0)
    gtk_progress_bar_set_fraction (job->bar, (double) done / (double) total);
}

static gboolean
delay_over_cb (gpointer user_data)
{
  Export *job = user_data;

  job->delay_id = 0;
  if (job->window != NULL)
    gtk_window_present (job->window);
  return G_SOURCE_REMOVE;
}

static GtkWidget *
make_content (Export *job)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *label = gtk_label_new (_ ("Exporting the Orders…"));
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  gtk_widget_add_css_class (label, "title-4");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress"), -1);
  gtk_widget_set_halign (cancel, GTK_ALIGN_CENTER);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_close), job->window,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), cancel);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_widget_set_margin_bottom (box, 24);
  job->bar = GTK_PROGRESS_BAR (bar);
  return box;
}

static GtkEventController *
make_shortcuts (void)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *escape = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                          gtk_named_action_new ("window.close"));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), escape);
  return controller;
}

/* Made at once, to be told when its parent goes; shown only when the export takes long. */
static void
make_window (Export *job, GtkWindow *parent)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  job->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_title (job->window, _ ("Export orders"));
  gtk_window_set_transient_for (job->window, parent);
  gtk_window_set_destroy_with_parent (job->window, TRUE);
  gtk_window_set_default_size (job->window, PROGRESS_WIDTH, -1);
  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), make_content (job));
  adw_window_set_content (ADW_WINDOW (job->window), box);
  gtk_widget_add_controller (GTK_WIDGET (job->window), make_shortcuts ());
  g_signal_connect_swapped (job->window, "destroy", G_CALLBACK (window_destroyed_cb), job);
  job->delay_id = g_timeout_add (PROGRESS_DELAY_MS, delay_over_cb, job);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Export *job = user_data;
  g_autoptr (GError) error = NULL;
  gint64 n = balie_order_export_finish (BALIE_DESK (source), result, &error);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&job->widget);
  BalieShell *shell = widget != NULL ? balie_shell_find (widget) : NULL;

  if (shell != NULL && error != NULL)
    {
      balie_shell_show_error (shell, BALIE_ACTION_EXPORT, error);
    }
  else if (shell != NULL)
    {
      g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, n);
      g_autofree char *text = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%s order exported", "%s orders exported", (gulong) n),
          number);

      balie_shell_toast (shell, text);
    }
  free_export (job);
}

static void
file_chosen_cb (GtkFileChooserNative *chooser, int response, gpointer user_data)
{
  Export *job = user_data;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&job->widget);
  GtkRoot *root = widget != NULL ? gtk_widget_get_root (widget) : NULL;
  const char *format;

  if (response != GTK_RESPONSE_ACCEPT || root == NULL)
    {
      free_export (job);
      return;
    }
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  format = gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (chooser), FORMAT_CHOICE);
  make_window (job, GTK_WINDOW (root));
  balie_order_export_async (job->desk, job->query, file,
                            g_strcmp0 (format, "exchange") == 0 ? BALIE_EXPORT_EXCHANGE
                                                                : BALIE_EXPORT_EXCEL,
                            progressed_cb, job, job->cancellable, exported_cb, job);
}

/**
 * balie_orders_export_present:
 * @widget: who asks, in the window that shows the outcome
 * @desk: the desk
 * @query: what is exported
 */
void
balie_orders_export_present (GtkWidget *widget, BalieDesk *desk, const BalieOrderQuery *query)
{
  const char *options[] = { "excel", "exchange", NULL };
  const char *labels[] = { _ ("For Excel"), _ ("For exchange with other programs"), NULL };
  GtkRoot *root = gtk_widget_get_root (widget);
  Export *job = g_new0 (Export, 1);
  GtkFileChooser *chooser;

  g_weak_ref_init (&job->widget, widget);
  job->desk = g_object_ref (desk);
  job->cancellable = g_cancellable_new ();
  job->query = balie_order_query_copy (query);
  job->chooser = gtk_file_chooser_native_new (
      _ ("Export orders"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel"));
  chooser = GTK_FILE_CHOOSER (job->chooser);
  gtk_file_chooser_set_current_name (chooser, C_ ("file name", "orders.csv"));
  gtk_file_chooser_add_choice (chooser, FORMAT_CHOICE, _ ("Format"), options, labels);
  gtk_file_chooser_set_choice (chooser, FORMAT_CHOICE, "excel");
  g_signal_connect (job->chooser, "response", G_CALLBACK (file_chosen_cb), job);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (job->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (job->chooser));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting the list of orders as shown: asks where to and in which format. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-orders-export.h"

#include "balie-order-import.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

#define FORMAT_CHOICE "format"

typedef struct
{
  GWeakRef widget;
  BalieDesk *desk;
  BalieOrderQuery *query;
  GtkFileChooserNative *chooser;
} Export;

static void
free_export (Export *job)
{
  g_weak_ref_clear (&job->widget);
  g_object_unref (job->desk);
  balie_order_query_free (job->query);
  g_clear_object (&job->chooser);
  g_free (job);
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
  const char *format;

  if (response != GTK_RESPONSE_ACCEPT)
    {
      free_export (job);
      return;
    }
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  format = gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (chooser), FORMAT_CHOICE);
  balie_order_export_async (job->desk, job->query, file,
                            g_strcmp0 (format, "exchange") == 0 ? BALIE_EXPORT_EXCHANGE
                                                                : BALIE_EXPORT_EXCEL,
                            NULL, NULL, NULL, exported_cb, job);
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

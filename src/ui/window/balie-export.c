/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting the orders to a file the person chooses: for Excel, or for another Balie. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-export.h"

#include "balie-date.h"
#include "balie-order-import.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

/* One export under way. The window may go first: then nobody is told. */
typedef struct
{
  GWeakRef window;
  GtkFileChooserNative *dialog; /* owned */
  BalieDesk *desk;              /* owned */
} Export;

static void
free_export (Export *export)
{
  g_weak_ref_clear (&export->window);
  g_clear_object (&export->dialog);
  g_clear_object (&export->desk);
  g_free (export);
}

static void
tell (BalieShell *shell, gint64 n)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, n);
  g_autofree char *text = g_strdup_printf (
      /* Translators: %s is the number. */
      ngettext ("%s order exported", "%s orders exported", (gulong) n), number);

  balie_shell_toast (shell, text);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gint64 n = balie_order_export_finish (BALIE_DESK (source), result, &error);
  Export *export = user_data;
  g_autoptr (GtkWindow) window = g_weak_ref_get (&export->window);

  if (window != NULL && error != NULL)
    balie_shell_show_error (BALIE_SHELL (window), BALIE_ACTION_EXPORT, error);
  else if (window != NULL)
    tell (BALIE_SHELL (window), n);
  free_export (export);
}

static void
start (Export *export, GFile *file)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (export->dialog);
  const char *choice = gtk_file_chooser_get_choice (chooser, "format");
  BalieExportFormat format =
      g_strcmp0 (choice, "exchange") == 0 ? BALIE_EXPORT_EXCHANGE : BALIE_EXPORT_EXCEL;
  g_autoptr (BalieOrderQuery) query =
      balie_order_query_new (BALIE_ORDER_FILTER_ALL, NULL, balie_desk_get_today (export->desk));

  balie_order_export_async (export->desk, query, file, format, NULL, NULL, NULL, exported_cb,
                            export);
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Export *export = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file == NULL)
    free_export (export);
  else
    start (export, file);
}

/**
 * balie_export_ask:
 * @desk: an open desk
 * @parent: the window that is the shell
 *
 * Asks for file and kind, then writes all orders; the shell tells how it went.
 */
void
balie_export_ask (BalieDesk *desk, GtkWindow *parent)
{
  const char *codes[] = { "excel", "exchange", NULL };
  const char *labels[] = { _ ("For Excel"), _ ("For another Balie (CSV)"), NULL };
  char day[BALIE_DATE_TEXT_SIZE];
  g_autofree char *name = NULL;
  Export *export = g_new0 (Export, 1);

  g_weak_ref_init (&export->window, parent);
  export->desk = g_object_ref (desk);
  export->dialog = gtk_file_chooser_native_new (
      _ ("Export orders"), parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel"));
  /* Translators: a file name; %s is a date such as 2026-03-20. */
  name = g_strdup_printf (_ ("orders-%s.csv"),
                          balie_date_write_iso (balie_desk_get_today (desk), day));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (export->dialog), name);
  gtk_file_chooser_add_choice (GTK_FILE_CHOOSER (export->dialog), "format", _ ("Kind"), codes,
                               labels);
  gtk_file_chooser_set_choice (GTK_FILE_CHOOSER (export->dialog), "format", "excel");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (export->dialog), TRUE);
  g_signal_connect (export->dialog, "response", G_CALLBACK (file_chosen_cb), export);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (export->dialog));
}

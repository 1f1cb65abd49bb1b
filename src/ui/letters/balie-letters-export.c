/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting the list of letters as shown, as CSV: asks where to, reads page by page, writes at once. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-letters-export.h"

#include "balie-error.h"
#include "balie-letters-gather.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GWeakRef widget;
  BalieDesk *desk;
  GArray *ids; /* (nullable): until they are read */
  GFile *file; /* (nullable): until it was asked for */
  GtkFileChooserNative *chooser;
  guint n_letters;
} Export;

static void
free_export (Export *job)
{
  g_weak_ref_clear (&job->widget);
  g_object_unref (job->desk);
  g_clear_pointer (&job->ids, g_array_unref);
  g_clear_object (&job->file);
  g_clear_object (&job->chooser);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, free_export)

/* A spreadsheet takes a cell that begins like this for a formula; an apostrophe makes it text. */
static void
append_cell (GString *csv, const char *text)
{
  gboolean formula = *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;

  g_string_append (csv, formula ? "\"'" : "\"");
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *c);
    }
  g_string_append_c (csv, '"');
}

/**
 * balie_letters_export_dup_csv:
 * @letters: (element-type BalieLetter): in display order
 *
 * Returns: (transfer full): the file's text
 */
char *
balie_letters_export_dup_csv (GPtrArray *letters)
{
  GString *csv = g_string_new ("\xef\xbb\xbf");

  for (int column = 0; column < BALIE_N_LETTERS_COLUMNS; column++)
    {
      g_string_append (csv, column > 0 ? ";" : "");
      append_cell (csv, balie_letters_column_get_title ((BalieLettersColumn) column));
    }
  g_string_append (csv, "\r\n");
  for (guint i = 0; i < letters->len; i++)
    {
      for (int column = 0; column < BALIE_N_LETTERS_COLUMNS; column++)
        {
          g_autofree char *text = balie_letters_column_dup_text ((BalieLettersColumn) column,
                                                                 g_ptr_array_index (letters, i));

          g_string_append (csv, column > 0 ? ";" : "");
          append_cell (csv, text);
        }
      g_string_append (csv, "\r\n");
    }
  return g_string_free (csv, FALSE);
}

static void
show_error (Export *job, const GError *error)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&job->widget);

  if (widget != NULL)
    balie_shell_show_error (balie_shell_find (widget), BALIE_ACTION_EXPORT_LETTERS, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) job = user_data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&job->widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u letter exported", "%u letters exported", job->n_letters),
      job->n_letters);

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      g_autoptr (GError) converted = balie_error_from_gio (error);

      show_error (job, converted);
    }
  else if (widget != NULL)
    {
      balie_shell_toast (balie_shell_find (widget), text);
    }
}

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) letters = balie_letters_gather_finish (BALIE_DESK (source), result, &error);
  g_autoptr (GBytes) bytes = NULL;
  GFile *file = job->file;
  char *csv;

  if (letters == NULL)
    {
      show_error (job, error);
      return;
    }
  job->n_letters = letters->len;
  csv = balie_letters_export_dup_csv (letters);
  bytes = g_bytes_new_take (csv, strlen (csv));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       written_cb, g_steal_pointer (&job));
}

static void
file_chosen_cb (GtkFileChooserNative *chooser, int response, gpointer user_data)
{
  Export *job = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    job->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (job->file == NULL)
    free_export (job);
  else
    balie_letters_gather_async (job->desk, g_steal_pointer (&job->ids), NULL, gathered_cb, job);
}

/**
 * balie_letters_export_present:
 * @widget: who asks, in the window that shows the outcome
 * @desk: the desk
 * @ids: (element-type guint32) (transfer full): the letters, in display order
 */
void
balie_letters_export_present (GtkWidget *widget, BalieDesk *desk, GArray *ids)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  Export *job = g_new0 (Export, 1);

  g_weak_ref_init (&job->widget, widget);
  job->desk = g_object_ref (desk);
  job->ids = ids;
  job->chooser = gtk_file_chooser_native_new (
      _ ("Export Letters"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (job->chooser),
                                     C_ ("file name", "letters.csv"));
  g_signal_connect (job->chooser, "response", G_CALLBACK (file_chosen_cb), job);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (job->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (job->chooser));
}

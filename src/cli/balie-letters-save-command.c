/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl letters save: the documents of a letter as files; nothing that is there is written over. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-document-safety.h"
#include "balie-letters.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TRIES 1000

static BalieLetterDetail *
load_letter (BalieCli *cli, gint64 id, GError **error)
{
  g_auto (BalieWait) wait = { 0 };

  balie_letters_load_async (cli->desk, id, cli->cancellable, balie_wait_done_cb, &wait);
  return balie_letters_load_finish (cli->desk, balie_wait_for (&wait), error);
}

static BalieLetterDocument *
load_document (BalieCli *cli, gint64 letter_id, gint64 document_id, GError **error)
{
  g_auto (BalieWait) wait = { 0 };

  balie_letters_get_document_async (cli->desk, letter_id, document_id, cli->cancellable,
                                    balie_wait_done_cb, &wait);
  return balie_letters_get_document_finish (cli->desk, balie_wait_for (&wait), error);
}

/* "letter.pdf", "letter (2).pdf" … */
static char *
dup_numbered (const char *name, int number)
{
  const char *dot = strrchr (name, '.');

  if (number == 1)
    return g_strdup (name);
  if (dot == NULL || dot == name)
    return g_strdup_printf ("%s (%d)", name, number);
  return g_strdup_printf ("%.*s (%d)%s", (int) (dot - name), name, number, dot);
}

/* A new file, whatever its name has to be; never through a link. */
static GFileOutputStream *
create_file (GFile *folder, const char *name, char **path, GError **error)
{
  for (int number = 1; number <= MAX_TRIES; number++)
    {
      g_autofree char *numbered = dup_numbered (name, number);
      g_autoptr (GFile) file = g_file_get_child (folder, numbered);
      g_autoptr (GError) local = NULL;
      GFileOutputStream *stream = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, &local);

      if (stream != NULL)
        {
          *path = g_file_get_path (file);
          return stream;
        }
      if (number == MAX_TRIES || !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  return NULL;
}

static char *
write_document (GFile *folder, const BalieLetterDocument *document, GError **error)
{
  g_autofree char *name = balie_document_dup_safe_name (document->name, document->type);
  g_autofree char *path = NULL;
  g_autoptr (GFileOutputStream) stream = create_file (folder, name, &path, error);
  gsize length;
  const void *data = g_bytes_get_data (document->data, &length);

  if (stream == NULL ||
      (length > 0 &&
       !g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, length, NULL, NULL, error)) ||
      !g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error))
    return NULL;
  return g_steal_pointer (&path);
}

static BalieExit
save_documents (BalieCli *cli, const BalieLetter *letter, GFile *folder)
{
  static const BalieColumn columns[] = {
    { "file", N_ ("File"), BALIE_COLUMN_TEXT },
    { "type", N_ ("Type"), BALIE_COLUMN_TEXT },
    { "bytes", N_ ("Bytes"), BALIE_COLUMN_NUMBER },
  };
  g_autoptr (BalieOutput) output =
      balie_output_begin (cli->format, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < letter->documents->len; i++)
    {
      const BalieLetterDocument *listed = letter->documents->pdata[i];
      g_autoptr (GError) error = NULL;
      BalieLetterDocument *document = load_document (cli, letter->id, listed->id, &error);
      g_autofree char *path = document != NULL ? write_document (folder, document, &error) : NULL;
      g_autofree char *bytes = balie_output_dup_number (listed->n_bytes);
      const char *values[] = { path, listed->type, bytes };

      balie_letter_document_free (document);
      if (path == NULL)
        return balie_cli_fail_item (listed->name, error);
      balie_output_add (output, values);
    }
  return BALIE_EXIT_OK;
}

/**
 * balie_letters_save_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_letters_save_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *text = balie_cli_get_operand (cli, 0);
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieLetterDetail) detail = NULL;
  guint64 id;

  if (status != BALIE_EXIT_OK)
    return status;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &id, NULL))
    return balie_cli_refuse_usage (_ ("“%s” is not the number of a letter."), text);
  detail = load_letter (cli, (gint64) id, &error);
  if (detail == NULL)
    return balie_cli_fail_item (text, error);
  folder = g_file_new_for_commandline_arg (balie_cli_get_operand (cli, 1));
  if (g_mkdir_with_parents (g_file_peek_path (folder), 0700) != 0)
    {
      balie_cli_say ("%s: %s", g_file_peek_path (folder), g_strerror (errno));
      return BALIE_EXIT_ITEMS_FAILED;
    }
  return save_documents (cli, detail->letter, folder);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl letters sync, list, done, reopen and file. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-check.h"
#include "balie-letter-sync.h"
#include "balie-letters.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PAGE 500

static const BalieColumn columns[] = {
  { "id", N_ ("Number"), BALIE_COLUMN_NUMBER },
  { "insurer", N_ ("Insurer"), BALIE_COLUMN_TEXT },
  { "kind", N_ ("Kind"), BALIE_COLUMN_TEXT },
  { "category", N_ ("Category"), BALIE_COLUMN_TEXT },
  { "urgency", N_ ("Urgency"), BALIE_COLUMN_NULLABLE },
  { "application", N_ ("Application"), BALIE_COLUMN_TEXT },
  { "policy", N_ ("Policy"), BALIE_COLUMN_TEXT },
  { "agency", N_ ("Agency"), BALIE_COLUMN_TEXT },
  { "received", N_ ("Received"), BALIE_COLUMN_NULLABLE },
  { "respond_by", N_ ("Respond by"), BALIE_COLUMN_NULLABLE },
  { "state", N_ ("State"), BALIE_COLUMN_TEXT },
  { "order", N_ ("Order"), BALIE_COLUMN_NULLABLE },
  { "dossier", N_ ("Dossier"), BALIE_COLUMN_NULLABLE },
  { "shipment", N_ ("Shipment"), BALIE_COLUMN_TEXT },
  { "code", N_ ("Code"), BALIE_COLUMN_TEXT },
};

static const char *
get_state_code (const BalieLetter *letter)
{
  return letter->state == BALIE_LETTER_DONE ? "done" : "open";
}

static const char *
or_null (const char *text)
{
  return *text != '\0' ? text : NULL;
}

static void
add_line (BalieOutput *output, const BalieLetter *letter)
{
  g_autofree char *id = balie_output_dup_number (letter->id);
  g_autofree char *urgency = letter->urgency > 0 ? balie_output_dup_number (letter->urgency) : NULL;
  g_autofree char *received = balie_output_dup_time (letter->received_at);
  g_autofree char *respond_by = balie_output_dup_date (letter->respond_by);
  const char *values[] = { id,
                           letter->insurer,
                           balie_letter_kind_to_code (letter->kind),
                           balie_letter_category_to_code (letter->category),
                           urgency,
                           letter->application,
                           letter->policy,
                           letter->agency,
                           received,
                           respond_by,
                           get_state_code (letter),
                           or_null (letter->order_number),
                           or_null (letter->dossier_number),
                           letter->shipment,
                           letter->code };

  balie_output_add (output, values);
}

/* JSON */

static void
set_text (JsonObject *object, const char *name, const char *value)
{
  if (value == NULL)
    json_object_set_null_member (object, name);
  else
    json_object_set_string_member (object, name, value);
}

static JsonArray *
make_documents (const BalieLetter *letter)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < letter->documents->len; i++)
    {
      const BalieLetterDocument *document = letter->documents->pdata[i];
      JsonObject *object = json_object_new ();

      set_text (object, "name", document->name);
      set_text (object, "type", document->type);
      json_object_set_int_member (object, "bytes", document->n_bytes);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
make_object (const BalieLetter *letter)
{
  JsonObject *object = json_object_new ();
  g_autofree char *received = balie_output_dup_time (letter->received_at);
  g_autofree char *respond_by = balie_output_dup_date (letter->respond_by);

  json_object_set_int_member (object, "id", letter->id);
  set_text (object, "insurer", letter->insurer);
  set_text (object, "shipment", letter->shipment);
  set_text (object, "kind", balie_letter_kind_to_code (letter->kind));
  set_text (object, "category", balie_letter_category_to_code (letter->category));
  if (letter->urgency > 0)
    json_object_set_int_member (object, "urgency", letter->urgency);
  else
    json_object_set_null_member (object, "urgency");
  set_text (object, "code", letter->code);
  set_text (object, "title", letter->title);
  set_text (object, "application", letter->application);
  set_text (object, "policy", letter->policy);
  set_text (object, "agency", letter->agency);
  set_text (object, "evb", letter->evb);
  set_text (object, "plate", letter->plate);
  set_text (object, "received", received);
  set_text (object, "respond_by", respond_by);
  set_text (object, "state", get_state_code (letter));
  set_text (object, "order", or_null (letter->order_number));
  set_text (object, "dossier", or_null (letter->dossier_number));
  json_object_set_array_member (object, "documents", make_documents (letter));
  return object;
}

/* Listing */

static GArray *
find_letters (BalieCli *cli, BalieLetterFilter filter, GError **error)
{
  BalieLetterQuery query = {
    .filter = filter,
    .insurer = balie_cli_get_option (cli, "insurer"),
    .search = balie_cli_get_option (cli, "search"),
    .sort = BALIE_LETTER_SORT_RECEIVED,
  };
  g_auto (BalieWait) wait = { 0 };

  query.insurer = query.insurer != NULL ? query.insurer : "";
  query.search = query.search != NULL ? query.search : "";
  balie_letters_query_async (cli->desk, cli, &query, cli->cancellable, balie_wait_done_cb, &wait);
  return balie_letters_query_finish (cli->desk, balie_wait_for (&wait), error);
}

static GPtrArray *
load_page (BalieCli *cli, GArray *ids, guint from, GError **error)
{
  g_auto (BalieWait) wait = { 0 };

  balie_letters_get_rows_async (cli->desk, &g_array_index (ids, guint32, from),
                                MIN (PAGE, ids->len - from), cli->cancellable, balie_wait_done_cb,
                                &wait);
  return balie_letters_get_rows_finish (cli->desk, balie_wait_for (&wait), error);
}

static BalieExit
write_letters (BalieCli *cli, GArray *ids, BalieOutput *output, JsonArray *array)
{
  for (guint from = 0; from < ids->len; from += PAGE)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) page = load_page (cli, ids, from, &error);

      if (page == NULL)
        return balie_cli_fail (error);
      for (guint i = 0; i < page->len; i++)
        {
          if (page->pdata[i] == NULL)
            continue;
          if (array != NULL)
            json_array_add_object_element (array, make_object (page->pdata[i]));
          else
            add_line (output, page->pdata[i]);
        }
    }
  return BALIE_EXIT_OK;
}

static BalieExit
write_json (BalieCli *cli, GArray *ids)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  BalieExit status;

  json_node_take_array (node, array);
  status = write_letters (cli, ids, NULL, array);
  if (status == BALIE_EXIT_OK)
    balie_output_json (node);
  return status;
}

/**
 * balie_letters_list_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_letters_list_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *code = balie_cli_get_option (cli, "filter");
  BalieLetterFilter filter = BALIE_LETTER_FILTER_ALL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (BalieOutput) output = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  if (code != NULL && !balie_letter_filter_from_code (code, &filter))
    return balie_cli_refuse_usage (_ ("“%s” is not a filter."), code);
  ids = find_letters (cli, filter, &error);
  if (ids == NULL)
    return balie_cli_fail (error);
  if (cli->format == BALIE_OUTPUT_JSON)
    return write_json (cli, ids);
  output = balie_output_begin (cli->format, columns, G_N_ELEMENTS (columns));
  return write_letters (cli, ids, output, NULL);
}

/* Fetching */

static void
write_summary (BalieCli *cli, const BalieLetterSyncSummary *summary)
{
  static const BalieColumn parts[] = {
    { "new", N_ ("New"), BALIE_COLUMN_NUMBER },
    { "failed", N_ ("Failed"), BALIE_COLUMN_NUMBER },
  };
  g_autofree char *n_new = balie_output_dup_number (summary->n_new);
  g_autofree char *n_failed = balie_output_dup_number (summary->n_failed);
  const char *values[] = { n_new, n_failed };

  balie_output_record (cli->format, parts, G_N_ELEMENTS (parts), values);
}

/**
 * balie_letters_sync_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_letters_sync_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieLetterSyncSummary) summary = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  balie_letter_sync_async (
      cli->desk, balie_cli_get_option (cli, "insurer"), balie_cli_get_option (cli, "again") != NULL,
      balie_cli_get_option (cli, "unlock") != NULL, cli->cancellable, balie_wait_done_cb, &wait);
  summary = balie_letter_sync_finish (cli->desk, balie_wait_for (&wait), &error);
  if (summary == NULL)
    return balie_cli_fail (error);
  write_summary (cli, summary);
  if (summary->problem == NULL)
    return BALIE_EXIT_OK;
  /* Only the sentence: what helps with plate requests does not help here. */
  balie_cli_say ("%s", summary->problem->message);
  return balie_cli_exit_of (summary->problem);
}

/* Marking */

static gboolean
read_id (const char *text, gint64 *id)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &number, NULL))
    {
      balie_cli_refuse_usage (_ ("“%s” is not the number of a letter."), text);
      return FALSE;
    }
  *id = (gint64) number;
  return TRUE;
}

static BalieExit
mark (BalieCli *cli, BalieLetterState state)
{
  BalieExit status = balie_cli_open (cli);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieLettersResult) result = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  for (guint i = 0; i < cli->operands->len; i++)
    {
      gint64 id;

      if (!read_id (balie_cli_get_operand (cli, i), &id))
        return BALIE_EXIT_USAGE;
      g_array_append_val (ids, id);
    }
  balie_letters_mark_async (cli->desk, (const gint64 *) (gpointer) ids->data, ids->len, state,
                            cli->cancellable, balie_wait_done_cb, &wait);
  result = balie_letters_change_finish (cli->desk, balie_wait_for (&wait), &error);
  return result != NULL ? BALIE_EXIT_OK : balie_cli_fail (error);
}

/**
 * balie_letters_done_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_letters_done_run (BalieCli *cli)
{
  return mark (cli, BALIE_LETTER_DONE);
}

/**
 * balie_letters_reopen_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_letters_reopen_run (BalieCli *cli)
{
  return mark (cli, BALIE_LETTER_OPEN);
}

/**
 * balie_letters_file_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_letters_file_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieLettersResult) result = NULL;
  gint64 id;

  if (status != BALIE_EXIT_OK)
    return status;
  if (!read_id (balie_cli_get_operand (cli, 0), &id))
    return BALIE_EXIT_USAGE;
  balie_letters_file_application_async (cli->desk, id, cli->cancellable, balie_wait_done_cb, &wait);
  result = balie_letters_change_finish (cli->desk, balie_wait_for (&wait), &error);
  return result != NULL ? BALIE_EXIT_OK : balie_cli_fail (error);
}

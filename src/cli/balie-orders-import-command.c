/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl orders import and orders export. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-order-pages.h"

#include "balie-error.h"
#include "balie-order-import.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

/* On a terminal, so that a long one is seen to go on. */
static void
progress_made_cb (gint64 done, gint64 total, gpointer user_data)
{
  gint64 *last = user_data;
  gint64 now = g_get_monotonic_time ();

  if (now - *last < G_TIME_SPAN_SECOND / 4 || !isatty (STDERR_FILENO))
    return;
  *last = now;
  if (total > 0)
    g_printerr ("\r%3d %%", (int) (done * 100 / total));
}

static void
end_progress (gint64 last)
{
  if (last != 0)
    g_printerr ("\r     \r");
}

static JsonArray *
make_refusals (const BalieImportReport *report)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < report->refusals->len; i++)
    {
      const BalieImportRefusal *refusal = report->refusals->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "line", refusal->line);
      json_object_set_string_member (object, "column", refusal->column);
      json_object_set_string_member (object, "reason", refusal->reason);
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
write_json (const BalieImportReport *report)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *ignored = json_array_new ();

  for (char **column = report->ignored_columns; column != NULL && *column != NULL; column++)
    json_array_add_string_element (ignored, *column);
  json_object_set_boolean_member (object, "dry_run", report->dry_run);
  json_object_set_int_member (object, "lines", report->n_lines);
  json_object_set_int_member (object, "added", report->n_added);
  json_object_set_int_member (object, "updated", report->n_updated);
  json_object_set_int_member (object, "unchanged", report->n_unchanged);
  json_object_set_array_member (object, "refused", make_refusals (report));
  json_object_set_int_member (object, "refused_count", report->n_refused);
  json_object_set_array_member (object, "ignored_columns", ignored);
  json_node_take_object (node, object);
  balie_output_json (node);
}

static void
write_csv (const BalieImportReport *report)
{
  static const BalieColumn columns[] = {
    { "line", N_ ("Line"), BALIE_COLUMN_NUMBER },
    { "column", N_ ("Column"), BALIE_COLUMN_TEXT },
    { "reason", N_ ("Reason"), BALIE_COLUMN_TEXT },
  };
  g_autoptr (BalieOutput) output =
      balie_output_begin (BALIE_OUTPUT_CSV, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < report->refusals->len; i++)
    {
      const BalieImportRefusal *refusal = report->refusals->pdata[i];
      g_autofree char *line = balie_output_dup_number (refusal->line);
      const char *values[] = { line, refusal->column, refusal->reason };

      balie_output_add (output, values);
    }
}

static void
write_numbers (const BalieImportReport *report)
{
  static const BalieColumn columns[] = {
    { "added", N_ ("Added"), BALIE_COLUMN_NUMBER },
    { "updated", N_ ("Updated"), BALIE_COLUMN_NUMBER },
    { "unchanged", N_ ("Unchanged"), BALIE_COLUMN_NUMBER },
    { "refused", N_ ("Refused"), BALIE_COLUMN_NUMBER },
  };
  g_autofree char *added = balie_output_dup_number (report->n_added);
  g_autofree char *updated = balie_output_dup_number (report->n_updated);
  g_autofree char *unchanged = balie_output_dup_number (report->n_unchanged);
  g_autofree char *refused = balie_output_dup_number (report->n_refused);
  const char *values[] = { added, updated, unchanged, refused };

  balie_output_record (BALIE_OUTPUT_TABLE, columns, G_N_ELEMENTS (columns), values);
}

static void
say_refusal (const BalieImportRefusal *refusal)
{
  g_autofree char *line = balie_output_dup_number (refusal->line);

  if (refusal->column[0] == '\0')
    balie_cli_say (_ ("line %s: %s"), line, refusal->reason);
  else
    /* Translators: line number, column, reason. */
    balie_cli_say (_ ("line %s, %s: %s"), line, refusal->column, refusal->reason);
}

/* Each refused line by name, for the person. */
static void
say_refusals (const BalieImportReport *report)
{
  gint64 n_more = report->n_refused - report->refusals->len;

  for (guint i = 0; i < report->refusals->len; i++)
    say_refusal (report->refusals->pdata[i]);
  if (n_more > 0)
    {
      g_autofree char *number = balie_output_dup_number (n_more);

      balie_cli_say (g_dngettext (GETTEXT_PACKAGE, "%s more line was refused.",
                                  "%s more lines were refused.", (gulong) n_more),
                     number);
    }
  for (char **column = report->ignored_columns; column != NULL && *column != NULL; column++)
    balie_cli_say (_ ("column “%s” is not known and was left out"), *column);
}

static void
write_report (BalieCli *cli, const BalieImportReport *report)
{
  switch (cli->format)
    {
    case BALIE_OUTPUT_JSON:
      write_json (report);
      break;
    case BALIE_OUTPUT_CSV:
      write_csv (report);
      break;
    case BALIE_OUTPUT_TABLE:
    default:
      say_refusals (report);
      write_numbers (report);
      break;
    }
}

/* A file that is not there was named by mistake. */
static BalieExit
fail_file (const GError *error)
{
  BalieExit status = balie_cli_fail (error);

  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
                 g_error_matches (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND)
             ? BALIE_EXIT_USAGE
             : status;
}

/**
 * balie_orders_import_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_orders_import_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (balie_cli_get_operand (cli, 0));
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieImportReport) report = NULL;
  gint64 last_progress = 0;

  if (status != BALIE_EXIT_OK)
    return status;
  balie_order_import_async (cli->desk, file, balie_cli_get_option (cli, "dry-run") != NULL,
                            progress_made_cb, &last_progress, cli->cancellable, balie_wait_done_cb,
                            &wait);
  report = balie_order_import_finish (cli->desk, balie_wait_for (&wait), &error);
  end_progress (last_progress);
  if (report == NULL)
    return fail_file (error);
  write_report (cli, report);
  return report->n_refused > 0 ? BALIE_EXIT_ITEMS_FAILED : BALIE_EXIT_OK;
}

static void
write_number_of_orders (BalieCli *cli, gint64 n)
{
  static const BalieColumn columns[] = { { "orders", N_ ("Orders"), BALIE_COLUMN_NUMBER } };
  g_autofree char *number = balie_output_dup_number (n);
  const char *values[] = { number };

  balie_output_record (cli->format, columns, G_N_ELEMENTS (columns), values);
}

/**
 * balie_orders_export_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_orders_export_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (balie_cli_get_operand (cli, 0));
  gboolean for_excel = balie_cli_get_option (cli, "excel") != NULL;
  g_autoptr (BalieOrderQuery) query = NULL;
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 last_progress = 0;
  gint64 n;

  if (status != BALIE_EXIT_OK)
    return status;
  query = balie_order_pages_read_query (cli);
  if (query == NULL)
    return BALIE_EXIT_USAGE;
  balie_order_export_async (
      cli->desk, query, file, for_excel ? BALIE_EXPORT_EXCEL : BALIE_EXPORT_EXCHANGE,
      progress_made_cb, &last_progress, cli->cancellable, balie_wait_done_cb, &wait);
  n = balie_order_export_finish (cli->desk, balie_wait_for (&wait), &error);
  end_progress (last_progress);
  if (error != NULL)
    return balie_cli_fail (error);
  write_number_of_orders (cli, n);
  return BALIE_EXIT_OK;
}

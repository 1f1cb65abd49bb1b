/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl dossiers import. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-dossier-import.h"
#include "balie-error.h"

#include <glib/gi18n-lib.h>

static JsonArray *
make_refusals (const BalieDossierImportResult *result)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < result->refused->len; i++)
    {
      const BalieDossierRefusal *refusal = g_ptr_array_index (result->refused, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "line", refusal->line);
      json_object_set_string_member (object, "reason", refusal->reason);
      json_array_add_object_element (array, object);
    }
  return array;
}

/* The members of "orders import". */
static void
write_json (const BalieDossierImportResult *result, gboolean dry_run)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *ignored = json_array_new ();

  for (char **column = result->ignored_columns; *column != NULL; column++)
    json_array_add_string_element (ignored, *column);
  json_object_set_boolean_member (object, "dry_run", dry_run);
  json_object_set_int_member (object, "added", result->n_added);
  json_object_set_int_member (object, "updated", result->n_changed);
  json_object_set_int_member (object, "unchanged", result->n_same);
  json_object_set_array_member (object, "refused", make_refusals (result));
  json_object_set_int_member (object, "refused_count", result->n_refused);
  json_object_set_array_member (object, "ignored_columns", ignored);
  json_node_take_object (node, object);
  balie_output_json (node);
}

static void
write_csv (const BalieDossierImportResult *result)
{
  static const BalieColumn columns[] = {
    { "line", N_ ("Line"), BALIE_COLUMN_NUMBER },
    { "reason", N_ ("Reason"), BALIE_COLUMN_TEXT },
  };
  g_autoptr (BalieOutput) output =
      balie_output_begin (BALIE_OUTPUT_CSV, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < result->refused->len; i++)
    {
      const BalieDossierRefusal *refusal = g_ptr_array_index (result->refused, i);
      g_autofree char *line = balie_output_dup_number (refusal->line);
      const char *values[] = { line, refusal->reason };

      balie_output_add (output, values);
    }
}

static void
say_refusals (const BalieDossierImportResult *result)
{
  gint64 n_more = result->n_refused - result->refused->len;

  for (guint i = 0; i < result->refused->len; i++)
    {
      const BalieDossierRefusal *refusal = g_ptr_array_index (result->refused, i);
      g_autofree char *line = balie_output_dup_number (refusal->line);

      balie_cli_say (_ ("line %s: %s"), line, refusal->reason);
    }
  if (n_more > 0)
    {
      g_autofree char *number = balie_output_dup_number (n_more);

      balie_cli_say (g_dngettext (GETTEXT_PACKAGE, "%s more line was refused.",
                                  "%s more lines were refused.", (gulong) n_more),
                     number);
    }
  for (char **column = result->ignored_columns; *column != NULL; column++)
    balie_cli_say (_ ("column “%s” is not known and was left out"), *column);
}

static void
write_numbers (const BalieDossierImportResult *result)
{
  static const BalieColumn columns[] = {
    { "added", N_ ("Added"), BALIE_COLUMN_NUMBER },
    { "updated", N_ ("Updated"), BALIE_COLUMN_NUMBER },
    { "unchanged", N_ ("Unchanged"), BALIE_COLUMN_NUMBER },
    { "refused", N_ ("Refused"), BALIE_COLUMN_NUMBER },
  };
  g_autofree char *added = balie_output_dup_number (result->n_added);
  g_autofree char *updated = balie_output_dup_number (result->n_changed);
  g_autofree char *unchanged = balie_output_dup_number (result->n_same);
  g_autofree char *refused = balie_output_dup_number (result->n_refused);
  const char *values[] = { added, updated, unchanged, refused };

  balie_output_record (BALIE_OUTPUT_TABLE, columns, G_N_ELEMENTS (columns), values);
}

/* A file that is not there was named by mistake. */
static BalieExit
fail_file (const GError *error)
{
  BalieExit status = balie_cli_fail (error);

  return g_error_matches (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND) ? BALIE_EXIT_USAGE : status;
}

/**
 * balie_dossiers_import_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_dossiers_import_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (balie_cli_get_operand (cli, 0));
  gboolean dry_run = balie_cli_get_option (cli, "dry-run") != NULL;
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  BalieDossierImportResult *result;

  if (status != BALIE_EXIT_OK)
    return status;
  balie_dossier_import_async (cli->desk, file, dry_run, cli->cancellable, balie_wait_done_cb,
                              &wait);
  result = balie_dossier_import_finish (cli->desk, balie_wait_for (&wait), &error);
  if (result == NULL)
    return fail_file (error);
  if (cli->format == BALIE_OUTPUT_JSON)
    write_json (result, dry_run);
  else if (cli->format == BALIE_OUTPUT_CSV)
    write_csv (result);
  else
    {
      say_refusals (result);
      write_numbers (result);
    }
  status = result->n_refused > 0 ? BALIE_EXIT_ITEMS_FAILED : BALIE_EXIT_OK;
  balie_dossier_import_result_free (result);
  return status;
}

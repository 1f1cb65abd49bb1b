/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl dossiers create, dossiers set and dossiers history. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-dossier-edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const BalieColumn history_columns[] = {
  { "at", N_ ("When"), BALIE_COLUMN_TEXT },
  { "actor", N_ ("Who"), BALIE_COLUMN_TEXT },
  { "desk", N_ ("Desk"), BALIE_COLUMN_TEXT },
  { "kind", N_ ("What"), BALIE_COLUMN_TEXT },
  { "entry", N_ ("Entry"), BALIE_COLUMN_NULLABLE },
  { "field", N_ ("Field"), BALIE_COLUMN_NULLABLE },
  { "old", N_ ("Old"), BALIE_COLUMN_TEXT },
  { "new", N_ ("New"), BALIE_COLUMN_TEXT },
};

static const BalieColumn people_columns[] = {
  { "at", N_ ("When"), BALIE_COLUMN_TEXT },
  { "actor", N_ ("Who"), BALIE_COLUMN_TEXT },
  { "desk", N_ ("Desk"), BALIE_COLUMN_TEXT },
  { "what", N_ ("What"), BALIE_COLUMN_TEXT },
};

/* "owner.last_name" or "remarks"; FALSE after it was said that there is no such entry. */
static gboolean
read_path (const char *path, BalieEntry *entry, const char **field)
{
  const char *dot = strchr (path, '.');
  g_autofree char *code = dot != NULL ? g_strndup (path, dot - path) : NULL;

  *entry = BALIE_ENTRY_NONE;
  *field = dot != NULL ? dot + 1 : path;
  if (code == NULL || (balie_entry_from_code (code, entry) && balie_entry_is_party (*entry)))
    return TRUE;
  balie_cli_refuse_usage (_ ("“%s” is not an entry of a dossier that has a party."), code);
  return FALSE;
}

static BalieDossierDetail *
load (BalieCli *cli, const char *number, GError **error)
{
  g_auto (BalieWait) wait = { 0 };

  balie_dossiers_load_async (cli->desk, number, cli->cancellable, balie_wait_done_cb, &wait);
  return balie_dossiers_load_finish (cli->desk, balie_wait_for (&wait), error);
}

/* Creating */

/* "FIELD=VALUE" */
static gboolean
read_value (GPtrArray *values, const char *text)
{
  const char *sign = strchr (text, '=');
  g_autofree char *path = sign != NULL ? g_strndup (text, sign - text) : NULL;
  const char *field;
  BalieEntry entry;

  if (path == NULL)
    {
      balie_cli_refuse_usage (_ ("“%s” is not FIELD=VALUE."), text);
      return FALSE;
    }
  if (!read_path (path, &entry, &field))
    return FALSE;
  balie_dossier_changes_add (values, entry, field, "", sign + 1);
  return TRUE;
}

/* There may be one of the vehicle already. */
static void
say_same_vehicle (BalieCli *cli, const char *number)
{
  g_autoptr (BalieDossierDetail) detail = load (cli, number, NULL);

  for (guint i = 0; detail != NULL && i < detail->same_vehicle->len; i++)
    {
      const BalieDossier *other = g_ptr_array_index (detail->same_vehicle, i);

      balie_cli_say (_ ("There is another open dossier of this vehicle: %s."),
                     other->values[BALIE_DOSSIER_NUMBER]);
    }
}

/**
 * balie_dossiers_create_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_dossiers_create_run (BalieCli *cli)
{
  static const BalieColumn columns[] = { { "number", N_ ("Dossier"), BALIE_COLUMN_TEXT } };
  BalieExit status = balie_cli_open (cli);
  g_autoptr (GPtrArray) values = balie_dossier_changes_new ();
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) result = NULL;
  const char *cells[1];

  if (status != BALIE_EXIT_OK)
    return status;
  for (guint i = 0; i < cli->operands->len; i++)
    {
      if (!read_value (values, balie_cli_get_operand (cli, i)))
        return BALIE_EXIT_USAGE;
    }
  balie_dossier_create_async (cli->desk, values, cli->cancellable, balie_wait_done_cb, &wait);
  result = balie_dossier_edit_finish (cli->desk, balie_wait_for (&wait), &error);
  if (result == NULL)
    return balie_cli_fail (error);
  cells[0] = result->number;
  balie_output_record (cli->format, columns, G_N_ELEMENTS (columns), cells);
  say_same_vehicle (cli, result->number);
  return BALIE_EXIT_OK;
}

/* Setting one field */

/* What stands there now; of identity data only by showing it, which is logged. (transfer full) */
static char *
dup_stored (BalieCli *cli, const char *number, BalieEntry entry, const char *code, GError **error)
{
  g_autoptr (BalieDossierDetail) detail = load (cli, number, error);
  g_autoptr (BalieParty) shown = NULL;
  g_auto (BalieWait) wait = { 0 };
  BalieDossierField field;
  BaliePartyField party_field;
  const BalieParty *party;

  if (detail == NULL)
    return NULL;
  if (entry == BALIE_ENTRY_NONE)
    return g_strdup (balie_dossier_find_field (code, &field) ? detail->dossier->values[field] : "");
  if (!balie_party_find_field (code, &party_field))
    return g_strdup ("");
  party = g_ptr_array_index (detail->parties, entry);
  if (!balie_party_get_spec (party_field)->identity || party->id == 0)
    return g_strdup (party->values[party_field]);
  balie_dossier_show_identity_async (cli->desk, number, entry, cli->cancellable, balie_wait_done_cb,
                                     &wait);
  shown = balie_dossier_show_identity_finish (cli->desk, balie_wait_for (&wait), error);
  return shown != NULL ? g_strdup (shown->values[party_field]) : NULL;
}

static BalieExit
report_set (BalieCli *cli, const BalieDossierResult *result, const char *path)
{
  static const BalieColumn columns[] = {
    { "number", N_ ("Dossier"), BALIE_COLUMN_TEXT },
    { "field", N_ ("Field"), BALIE_COLUMN_TEXT },
    { "changed", N_ ("Changed"), BALIE_COLUMN_SWITCH },
  };
  const char *cells[] = { result->number, path,
                          balie_output_yes_no (result->activity_ids->len > 0) };

  balie_output_record (cli->format, columns, G_N_ELEMENTS (columns), cells);
  if (result->conflicts->len == 0)
    return BALIE_EXIT_OK;
  balie_cli_say (_ ("Somebody else changed it meanwhile."));
  return BALIE_EXIT_ITEMS_FAILED;
}

/**
 * balie_dossiers_set_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_dossiers_set_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *number = balie_cli_get_operand (cli, 0);
  const char *path = balie_cli_get_operand (cli, 1);
  g_autoptr (GPtrArray) changes = balie_dossier_changes_new ();
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) result = NULL;
  g_autofree char *stored = NULL;
  const char *field;
  BalieEntry entry;

  if (status == BALIE_EXIT_OK)
    status = balie_cli_check (cli, BALIE_DEED_EDIT_DOSSIER);
  if (status != BALIE_EXIT_OK)
    return status;
  if (!read_path (path, &entry, &field))
    return BALIE_EXIT_USAGE;
  stored = dup_stored (cli, number, entry, field, &error);
  if (stored == NULL)
    return balie_cli_fail_item (number, error);
  balie_dossier_changes_add (changes, entry, field, stored, balie_cli_get_operand (cli, 2));
  balie_dossier_edit_async (cli->desk, number, changes, cli->cancellable, balie_wait_done_cb,
                            &wait);
  result = balie_dossier_edit_finish (cli->desk, balie_wait_for (&wait), &error);
  return result != NULL ? report_set (cli, result, path) : balie_cli_fail (error);
}

/* History */

static void
add_activity (BalieCli *cli, BalieOutput *output, const BalieActivity *activity)
{
  g_autofree char *at = balie_output_dup_time (activity->at);
  g_autofree char *sentence = NULL;
  const char *values[] = { at,
                           activity->actor,
                           activity->desk,
                           balie_activity_kind_to_code (activity->kind),
                           activity->entry,
                           activity->field,
                           activity->old_value,
                           activity->new_value };

  if (cli->format == BALIE_OUTPUT_TABLE)
    {
      sentence = balie_dossiers_dup_sentence (activity);
      values[3] = sentence;
    }
  balie_output_add (output, values);
}

/**
 * balie_dossiers_history_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_dossiers_history_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *number = balie_cli_get_operand (cli, 0);
  gboolean for_people = cli->format == BALIE_OUTPUT_TABLE;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierDetail) detail = NULL;
  g_autoptr (BalieOutput) output = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  detail = load (cli, number, &error);
  if (detail == NULL)
    return balie_cli_fail_item (number, error);
  output = for_people
               ? balie_output_begin (cli->format, people_columns, G_N_ELEMENTS (people_columns))
               : balie_output_begin (cli->format, history_columns, G_N_ELEMENTS (history_columns));
  for (guint i = 0; i < detail->activity->len; i++)
    add_activity (cli, output, detail->activity->pdata[i]);
  return BALIE_EXIT_OK;
}

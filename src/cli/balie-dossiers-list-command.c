/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl dossiers list. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-check.h"
#include "balie-dossiers.h"

#include <glib/gi18n-lib.h>

#define PAGE 500

static const BalieColumn columns[] = {
  { "number", N_ ("Dossier"), BALIE_COLUMN_TEXT },
  { "plate", N_ ("Plate"), BALIE_COLUMN_NULLABLE },
  { "vin", N_ ("Chassis number"), BALIE_COLUMN_NULLABLE },
  { "vehicle", N_ ("Vehicle"), BALIE_COLUMN_TEXT },
  { "owner", N_ ("Owner"), BALIE_COLUMN_TEXT },
  { "driver", N_ ("Driver"), BALIE_COLUMN_TEXT },
  { "manager", N_ ("Dossier manager"), BALIE_COLUMN_NULLABLE },
  { "order", N_ ("Order"), BALIE_COLUMN_NULLABLE },
  { "archived", N_ ("Archived"), BALIE_COLUMN_SWITCH },
  { "not_in_driver2", N_ ("Not in Driver2 yet"), BALIE_COLUMN_NUMBER },
  { "changed_at", N_ ("Changed"), BALIE_COLUMN_TEXT },
};

static char *
dup_plate (const char *plate)
{
  char *dashed = balie_plate_dup_dashed (plate);

  return dashed != NULL ? dashed : g_strdup (plate);
}

static void
add_row (BalieOutput *output, const BalieDossierRow *row)
{
  char *const *values = row->dossier->values;
  g_autofree char *plate = dup_plate (values[BALIE_DOSSIER_PLATE]);
  g_autofree char *vehicle =
      g_strjoin (" ", values[BALIE_DOSSIER_BRAND], values[BALIE_DOSSIER_MODEL], NULL);
  g_autofree char *waiting = balie_output_dup_number (row->n_not_in_driver2);
  g_autofree char *changed = balie_output_dup_time (row->dossier->changed_at);
  const char *cells[] = {
    values[BALIE_DOSSIER_NUMBER],
    plate,
    values[BALIE_DOSSIER_VIN],
    g_strstrip (vehicle),
    row->names[BALIE_ENTRY_OWNER],
    row->names[BALIE_ENTRY_DRIVER],
    values[BALIE_DOSSIER_MANAGER],
    values[BALIE_DOSSIER_ORDER_NUMBER],
    balie_output_yes_no (balie_dossier_is (row->dossier, BALIE_DOSSIER_ARCHIVED)),
    waiting,
    changed,
  };

  balie_output_add (output, cells);
}

static GArray *
find_ids (BalieCli *cli, BalieDossierFilter filter, GError **error)
{
  const BalieDossierQuery query = {
    .filter = filter,
    .search = balie_cli_get_option (cli, "search"),
    .sort = BALIE_DOSSIER_SORT_NUMBER,
  };
  g_auto (BalieWait) wait = { 0 };

  balie_dossiers_query_async (cli->desk, cli, &query, cli->cancellable, balie_wait_done_cb, &wait);
  return balie_dossiers_query_finish (cli->desk, balie_wait_for (&wait), error);
}

static gboolean
add_page (BalieCli *cli, BalieOutput *output, GArray *ids, guint first, GError **error)
{
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GPtrArray) rows = NULL;

  balie_dossiers_get_rows_async (cli->desk, &g_array_index (ids, guint32, first),
                                 MIN (PAGE, ids->len - first), cli->cancellable, balie_wait_done_cb,
                                 &wait);
  rows = balie_dossiers_get_rows_finish (cli->desk, balie_wait_for (&wait), error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (rows->pdata[i] != NULL)
      add_row (output, rows->pdata[i]);
  return TRUE;
}

/**
 * balie_dossiers_list_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_dossiers_list_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *code = balie_cli_get_option (cli, "filter");
  BalieDossierFilter filter = BALIE_DOSSIER_FILTER_OPEN;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOutput) output = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  if (code != NULL && !balie_dossier_filter_from_code (code, &filter))
    return balie_cli_refuse_usage (_ ("“%s” is not a filter."), code);
  ids = find_ids (cli, filter, &error);
  if (ids == NULL)
    return balie_cli_fail (error);
  output = balie_output_begin (cli->format, columns, G_N_ELEMENTS (columns));
  for (guint first = 0; first < ids->len; first += PAGE)
    {
      if (!add_page (cli, output, ids, first, &error))
        return balie_cli_fail (error);
    }
  return BALIE_EXIT_OK;
}

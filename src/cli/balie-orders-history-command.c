/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl orders history. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-orders.h"

#include <glib/gi18n-lib.h>

static const BalieColumn columns[] = {
  { "at", N_ ("When"), BALIE_COLUMN_TEXT },
  { "actor", N_ ("Who"), BALIE_COLUMN_TEXT },
  { "desk", N_ ("Desk"), BALIE_COLUMN_TEXT },
  { "kind", N_ ("What"), BALIE_COLUMN_TEXT },
  { "field", N_ ("Field"), BALIE_COLUMN_NULLABLE },
  { "old", N_ ("Old"), BALIE_COLUMN_TEXT },
  { "new", N_ ("New"), BALIE_COLUMN_TEXT },
  { "request", N_ ("Plate request"), BALIE_COLUMN_NULLABLE },
};

static const BalieColumn table_columns[] = {
  { "at", N_ ("When"), BALIE_COLUMN_TEXT },
  { "actor", N_ ("Who"), BALIE_COLUMN_TEXT },
  { "desk", N_ ("Desk"), BALIE_COLUMN_TEXT },
  { "what", N_ ("What"), BALIE_COLUMN_TEXT },
};

static void
add_activity (BalieCli *cli, BalieOutput *output, const BalieActivity *activity)
{
  g_autofree char *at = balie_output_dup_time (activity->at);
  g_autofree char *sentence = NULL;
  const char *values[] = { at,
                           activity->actor,
                           activity->desk,
                           balie_activity_kind_to_code (activity->kind),
                           activity->field,
                           activity->old_value,
                           activity->new_value,
                           activity->request_key };

  if (cli->format == BALIE_OUTPUT_TABLE)
    {
      sentence = balie_orders_dup_sentence (activity);
      values[3] = sentence;
    }
  balie_output_add (output, values);
}

/**
 * balie_orders_history_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_orders_history_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *number = balie_cli_get_operand (cli, 0);
  gboolean for_people = cli->format == BALIE_OUTPUT_TABLE;
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderDetail) detail = NULL;
  g_autoptr (BalieOutput) output = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  balie_orders_load_async (cli->desk, number, cli->cancellable, balie_wait_done_cb, &wait);
  detail = balie_orders_load_finish (cli->desk, balie_wait_for (&wait), &error);
  if (detail == NULL)
    return balie_cli_fail_item (number, error);
  output = balie_output_begin (cli->format, for_people ? table_columns : columns,
                               for_people ? G_N_ELEMENTS (table_columns) : G_N_ELEMENTS (columns));
  for (guint i = 0; i < detail->activity->len; i++)
    add_activity (cli, output, detail->activity->pdata[i]);
  return BALIE_EXIT_OK;
}

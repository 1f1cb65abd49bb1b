/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl orders approve: the manual way to a plate request. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-request-pages.h"

#include "balie-approval.h"
#include "balie-check.h"
#include "balie-error.h"
#include "balie-plate-rules.h"

#include <glib/gi18n-lib.h>

static const BalieColumn columns[] = {
  { "order", N_ ("Order"), BALIE_COLUMN_TEXT },
  { "key", N_ ("Key"), BALIE_COLUMN_NULLABLE },
  { "state", N_ ("State"), BALIE_COLUMN_TEXT },
  { "plate", N_ ("Plate"), BALIE_COLUMN_NULLABLE },
  { "reason", N_ ("Reason"), BALIE_COLUMN_NULLABLE },
  { "blocking", N_ ("In the way"), BALIE_COLUMN_LIST },
};

static GPtrArray *
approve (BalieCli *cli, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) numbers = NULL;
  g_auto (BalieWait) wait = { 0 };

  for (guint i = 0; i < cli->operands->len; i++)
    g_strv_builder_add (builder, balie_cli_get_operand (cli, i));
  numbers = g_strv_builder_end (builder);
  balie_approval_approve_async (cli->desk, (const char *const *) numbers, NULL, cli->cancellable,
                                balie_wait_done_cb, &wait);
  return balie_approval_approve_finish (cli->desk, balie_wait_for (&wait), error);
}

/* Of what was made; ends with NULL. */
static GPtrArray *
get_keys (GPtrArray *results)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; i < results->len; i++)
    {
      const BalieApprovalResult *result = results->pdata[i];

      if (result->request != NULL)
        g_ptr_array_add (keys, result->request->key);
    }
  return keys;
}

/* What the request's state means for the one who asked. */
static BalieExit
judge (const BaliePlateRequest *request)
{
  switch (request->state)
    {
    case BALIE_REQUEST_REQUESTED:
    case BALIE_REQUEST_APPROVED:
      return BALIE_EXIT_OK;
    case BALIE_REQUEST_WAITING:
    case BALIE_REQUEST_SENDING:
      balie_cli_say (_ ("%s: not sent yet; the request stays queued."), request->order_number);
      return BALIE_EXIT_UNREACHABLE;
    case BALIE_REQUEST_UNKNOWN:
      balie_cli_say (_ ("%s: sent, but the outcome is unknown; it will be asked after."),
                     request->order_number);
      return BALIE_EXIT_UNREACHABLE;
    default:
      balie_cli_say (_ ("%s: rejected: %s"), request->order_number, request->reason);
      return BALIE_EXIT_ITEMS_FAILED;
    }
}

static void
add_row (BalieCli *cli,
         BalieOutput *output,
         const BalieApprovalResult *result,
         const BaliePlateRequest *request)
{
  const BalieExplanation blocked = { .blocking = result->blocking };
  g_auto (GStrv) codes = balie_explanation_dup_blocking_codes (&blocked);
  g_autofree char *blocking = g_strjoinv (" ", codes);
  g_autofree char *plate = NULL;
  const char *values[] = { result->order_number, NULL, "refused", NULL, NULL, blocking };

  if (result->error != NULL)
    values[4] = result->error->message;
  if (request != NULL)
    {
      plate = balie_plate_dup_dashed (request->plate);
      values[1] = request->key;
      values[2] = balie_request_state_to_code (request->state);
      values[3] = plate;
      values[4] = request->reason;
    }
  if (cli->format == BALIE_OUTPUT_TABLE)
    values[2] = request != NULL ? balie_request_state_to_label (request->state) : _ ("Refused");
  balie_output_add (output, values);
}

static BalieExit
report (BalieCli *cli, GPtrArray *results, GHashTable *requests)
{
  BalieExit status = BALIE_EXIT_OK;
  g_autoptr (BalieOutput) output =
      balie_output_begin (cli->format, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < results->len; i++)
    {
      const BalieApprovalResult *result = results->pdata[i];
      const BaliePlateRequest *request = result->request;

      if (request != NULL && requests != NULL)
        request = g_hash_table_lookup (requests, request->key);
      if (result->error != NULL)
        status =
            balie_cli_worse (status, balie_cli_fail_item (result->order_number, result->error));
      else if (request != NULL)
        status = balie_cli_worse (status, judge (request));
      add_row (cli, output, result, request);
    }
  return status;
}

/* Sends what was made and waits for the first outcome of each. */
static BalieExit
deliver (BalieCli *cli, GPtrArray *results, GHashTable **requests)
{
  g_autoptr (GPtrArray) keys = get_keys (results);
  g_autoptr (BalieDeliverySummary) summary = NULL;
  g_autoptr (GError) error = NULL;
  BalieExit status = BALIE_EXIT_OK;

  if (keys->len == 0)
    return BALIE_EXIT_OK;
  g_ptr_array_add (keys, NULL);
  summary = balie_request_pages_deliver (cli, (const char *const *) keys->pdata, &error);
  if (summary == NULL)
    status = balie_cli_fail (error);
  else if (summary->n_left > 0 && summary->problem != NULL)
    status = balie_cli_fail (summary->problem);
  g_ptr_array_set_size (keys, keys->len - 1);
  g_clear_error (&error);
  /* What a person cancelled is still to be told of. */
  g_cancellable_reset (cli->cancellable);
  *requests = balie_request_pages_find (cli, keys, &error);
  if (*requests == NULL)
    status = balie_cli_worse (status, balie_cli_fail (error));
  return status == BALIE_EXIT_USAGE ? BALIE_EXIT_UNREACHABLE : status;
}

/**
 * balie_orders_approve_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_orders_approve_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GHashTable) requests = NULL;

  if (status == BALIE_EXIT_OK)
    status = balie_cli_check (cli, BALIE_DEED_APPROVE_DIRECTLY);
  if (status != BALIE_EXIT_OK)
    return status;
  results = approve (cli, &error);
  if (results == NULL)
    return balie_cli_fail (error);
  status = deliver (cli, results, &requests);
  return balie_cli_worse (status, report (cli, results, requests));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl requests list, sync, withdraw and resend. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-request-pages.h"

#include "balie-approval.h"
#include "balie-check.h"

#include <glib/gi18n-lib.h>

static const BalieColumn list_columns[] = {
  { "key", N_ ("Key"), BALIE_COLUMN_TEXT },
  { "order", N_ ("Order"), BALIE_COLUMN_TEXT },
  { "state", N_ ("State"), BALIE_COLUMN_TEXT },
  { "origin", N_ ("Origin"), BALIE_COLUMN_TEXT },
  { "rule", N_ ("Rule"), BALIE_COLUMN_NULLABLE },
  { "approved_by", N_ ("Approved by"), BALIE_COLUMN_TEXT },
  { "approved_at", N_ ("Approved at"), BALIE_COLUMN_NULLABLE },
  { "brand", N_ ("Brand"), BALIE_COLUMN_TEXT },
  { "dealer_number", N_ ("Dealer number"), BALIE_COLUMN_TEXT },
  { "vin", N_ ("Chassis number"), BALIE_COLUMN_TEXT },
  { "request_type", N_ ("Request type"), BALIE_COLUMN_TEXT },
  { "request_date", N_ ("Request date"), BALIE_COLUMN_TEXT },
  { "delivery_date", N_ ("Delivery"), BALIE_COLUMN_NULLABLE },
  { "plates", N_ ("Plates"), BALIE_COLUMN_TEXT },
  { "plate", N_ ("Plate"), BALIE_COLUMN_NULLABLE },
  { "reason", N_ ("Reason"), BALIE_COLUMN_NULLABLE },
  { "problem", N_ ("Problem"), BALIE_COLUMN_NULLABLE },
  { "attempts", N_ ("Attempts"), BALIE_COLUMN_NUMBER },
  { "next_attempt_at", N_ ("Next attempt"), BALIE_COLUMN_NULLABLE },
  { "pon_id", N_ ("Id at PON"), BALIE_COLUMN_NULLABLE },
  { "updated_at", N_ ("Changed"), BALIE_COLUMN_NULLABLE },
};

static const BalieColumn table_columns[] = {
  { "order", N_ ("Order"), BALIE_COLUMN_TEXT },
  { "state", N_ ("State"), BALIE_COLUMN_TEXT },
  { "plate", N_ ("Plate"), BALIE_COLUMN_TEXT },
  { "vin", N_ ("Chassis number"), BALIE_COLUMN_TEXT },
  { "request_date", N_ ("Request date"), BALIE_COLUMN_TEXT },
  { "plates", N_ ("Plates"), BALIE_COLUMN_TEXT },
  { "reason", N_ ("Reason"), BALIE_COLUMN_TEXT },
  { "key", N_ ("Key"), BALIE_COLUMN_TEXT },
};

static void
add_for_programs (BalieOutput *output, const BaliePlateRequest *request)
{
  g_autofree char *approved_at = balie_output_dup_time (request->approved_at);
  g_autofree char *date = balie_output_dup_date (request->request_date);
  g_autofree char *delivery = balie_output_dup_date (request->delivery_date);
  g_autofree char *plates = balie_plates_dup_text (&request->plates);
  g_autofree char *plate = balie_plate_dup_dashed (request->plate);
  g_autofree char *attempts = balie_output_dup_number (request->attempts);
  g_autofree char *next = balie_output_dup_time (request->next_attempt_at);
  g_autofree char *updated = balie_output_dup_time (request->updated_at);
  const char *values[] = { request->key,
                           request->order_number,
                           balie_request_state_to_code (request->state),
                           request->origin == BALIE_ORIGIN_MANUAL ? "manual" : "automatic",
                           request->origin_rule,
                           request->approved_by,
                           approved_at,
                           request->brand,
                           request->dealer_number,
                           request->vin,
                           request->request_type,
                           date,
                           delivery,
                           plates,
                           plate,
                           request->reason,
                           request->problem,
                           attempts,
                           next,
                           request->pon_id,
                           updated };

  balie_output_add (output, values);
}

static void
add_for_people (BalieOutput *output, const BaliePlateRequest *request)
{
  g_autofree char *date = balie_output_dup_date (request->request_date);
  g_autofree char *plates = balie_plates_dup_label (&request->plates);
  g_autofree char *plate = balie_plate_dup_dashed (request->plate);
  const char *values[] = { request->order_number,
                           balie_request_state_to_label (request->state),
                           plate,
                           request->vin,
                           date,
                           plates,
                           *request->reason != '\0' ? request->reason : request->problem,
                           request->key };

  balie_output_add (output, values);
}

static gboolean
read_filter (BalieCli *cli, BalieRequestFilter *filter)
{
  static const char *const codes[] = { "all",      "open",     "waiting",   "unknown", "requested",
                                       "approved", "rejected", "withdrawn", "problem" };
  const char *code = balie_cli_get_option (cli, "filter");

  *filter = BALIE_REQUEST_FILTER_ALL;
  if (code == NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (code, codes[i]))
      {
        *filter = (BalieRequestFilter) i;
        return TRUE;
      }
  balie_cli_refuse_usage (_ ("“%s” is not a filter."), code);
  return FALSE;
}

static BalieExit
write_list (BalieCli *cli, BalieRequestFilter filter, BalieOutput *output)
{
  const char *search = balie_cli_get_option (cli, "search");
  guint offset = 0;

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) page = balie_request_pages_load (cli, filter, search, offset, &error);

      if (page == NULL)
        return balie_cli_fail (error);
      if (page->len == 0)
        return BALIE_EXIT_OK;
      for (guint i = 0; i < page->len; i++)
        if (cli->format == BALIE_OUTPUT_TABLE)
          add_for_people (output, page->pdata[i]);
        else
          add_for_programs (output, page->pdata[i]);
      offset += page->len;
    }
}

/**
 * balie_requests_list_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_requests_list_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  gboolean for_people = cli->format == BALIE_OUTPUT_TABLE;
  BalieRequestFilter filter;
  g_autoptr (BalieOutput) output = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  if (!read_filter (cli, &filter))
    return BALIE_EXIT_USAGE;
  output =
      balie_output_begin (cli->format, for_people ? table_columns : list_columns,
                          for_people ? G_N_ELEMENTS (table_columns) : G_N_ELEMENTS (list_columns));
  return write_list (cli, filter, output);
}

static void
write_summary (BalieCli *cli, const BalieDeliverySummary *summary)
{
  static const BalieColumn columns[] = {
    { "sent", N_ ("Sent"), BALIE_COLUMN_NUMBER },
    { "received", N_ ("Received by PON"), BALIE_COLUMN_NUMBER },
    { "approved", N_ ("Plates issued"), BALIE_COLUMN_NUMBER },
    { "rejected", N_ ("Rejected"), BALIE_COLUMN_NUMBER },
    { "withdrawn", N_ ("Withdrawn"), BALIE_COLUMN_NUMBER },
    { "left", N_ ("Still queued"), BALIE_COLUMN_NUMBER },
  };
  g_autofree char *sent = balie_output_dup_number (summary->n_sent);
  g_autofree char *received = balie_output_dup_number (summary->n_received);
  g_autofree char *approved = balie_output_dup_number (summary->n_approved);
  g_autofree char *rejected = balie_output_dup_number (summary->n_rejected);
  g_autofree char *withdrawn = balie_output_dup_number (summary->n_withdrawn);
  g_autofree char *left = balie_output_dup_number (summary->n_left);
  const char *values[] = { sent, received, approved, rejected, withdrawn, left };

  balie_output_record (cli->format, columns, G_N_ELEMENTS (columns), values);
}

static BalieExit
deliver (BalieCli *cli, const char *const *keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDeliverySummary) summary = balie_request_pages_deliver (cli, keys, &error);
  BalieExit status;

  if (summary == NULL)
    return balie_cli_fail (error);
  status = balie_request_pages_judge (summary);
  write_summary (cli, summary);
  return status;
}

/**
 * balie_requests_sync_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_requests_sync_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);

  return status == BALIE_EXIT_OK ? deliver (cli, NULL) : status;
}

static void
write_request (BalieCli *cli, const BaliePlateRequest *request)
{
  gboolean for_people = cli->format == BALIE_OUTPUT_TABLE;
  g_autoptr (BalieOutput) output =
      balie_output_begin (cli->format, for_people ? table_columns : list_columns,
                          for_people ? G_N_ELEMENTS (table_columns) : G_N_ELEMENTS (list_columns));

  if (for_people)
    add_for_people (output, request);
  else
    add_for_programs (output, request);
}

/* How it stands after PON was asked; its yes or no may come at once. */
static BalieExit
finish_withdrawal (BalieCli *cli, const BaliePlateRequest *asked)
{
  const char *const keys[] = { asked->key, NULL };
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDeliverySummary) summary = balie_request_pages_deliver (cli, keys, &error);
  const BaliePlateRequest *request;
  BalieExit status;

  if (summary == NULL)
    return balie_cli_fail (error);
  status = balie_request_pages_judge (summary);
  g_ptr_array_add (wanted, asked->key);
  found = balie_request_pages_find (cli, wanted, &error);
  if (found == NULL)
    return balie_cli_fail (error);
  request = g_hash_table_lookup (found, asked->key);
  if (request == NULL)
    return status;
  write_request (cli, request);
  if (status == BALIE_EXIT_OK && request->state != BALIE_REQUEST_WITHDRAWN)
    {
      balie_cli_say (_ ("%s: PON did not let go of the request."), request->order_number);
      status = BALIE_EXIT_ITEMS_FAILED;
    }
  return status;
}

/**
 * balie_requests_withdraw_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_requests_withdraw_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *key = balie_cli_get_operand (cli, 0);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePlateRequest) request = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  balie_approval_withdraw_async (cli->desk, key, cli->cancellable, balie_wait_done_cb, &wait);
  request = balie_approval_withdraw_finish (cli->desk, balie_wait_for (&wait), &error);
  if (request == NULL)
    return balie_cli_fail_item (key, error);
  if (request->state != BALIE_REQUEST_WITHDRAWN)
    return finish_withdrawal (cli, request);
  write_request (cli, request);
  return BALIE_EXIT_OK;
}

/**
 * balie_requests_resend_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_requests_resend_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *keys[] = { balie_cli_get_operand (cli, 0), NULL };
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  balie_approval_resend_async (cli->desk, keys[0], cli->cancellable, balie_wait_done_cb, &wait);
  if (!balie_approval_resend_finish (cli->desk, balie_wait_for (&wait), &error))
    return balie_cli_fail_item (keys[0], error);
  return deliver (cli, keys);
}

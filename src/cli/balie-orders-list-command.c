/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl orders list and orders explain. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-order-pages.h"

#include "balie-check.h"
#include "balie-error.h"
#include "balie-orders.h"

#include <glib/gi18n-lib.h>

/* What programs read: stable codes. */
static const BalieColumn list_columns[] = {
  { "order", N_ ("Order"), BALIE_COLUMN_TEXT },
  { "customer", N_ ("Customer"), BALIE_COLUMN_TEXT },
  { "brand", N_ ("Brand"), BALIE_COLUMN_TEXT },
  { "model", N_ ("Model"), BALIE_COLUMN_TEXT },
  { "vin", N_ ("Chassis number"), BALIE_COLUMN_TEXT },
  { "unloading_date", N_ ("Unloading"), BALIE_COLUMN_NULLABLE },
  { "nlv_date", N_ ("NLV"), BALIE_COLUMN_NULLABLE },
  { "delivery_date", N_ ("Delivery"), BALIE_COLUMN_NULLABLE },
  { "plate", N_ ("Plate"), BALIE_COLUMN_NULLABLE },
  { "request", N_ ("Plate request"), BALIE_COLUMN_NULLABLE },
  { "eligible", N_ ("Conditions met"), BALIE_COLUMN_SWITCH },
  { "rule", N_ ("Rule"), BALIE_COLUMN_NULLABLE },
  { "due_on", N_ ("Due on"), BALIE_COLUMN_NULLABLE },
  { "attention", N_ ("Needs attention"), BALIE_COLUMN_NULLABLE },
};

/* What people read: fewer columns, and the state in words. */
static const BalieColumn table_columns[] = {
  { "order", N_ ("Order"), BALIE_COLUMN_TEXT },
  { "customer", N_ ("Customer"), BALIE_COLUMN_TEXT },
  { "car", N_ ("Car"), BALIE_COLUMN_TEXT },
  { "vin", N_ ("Chassis number"), BALIE_COLUMN_TEXT },
  { "unloading_date", N_ ("Unloading"), BALIE_COLUMN_TEXT },
  { "nlv_date", N_ ("NLV"), BALIE_COLUMN_TEXT },
  { "delivery_date", N_ ("Delivery"), BALIE_COLUMN_TEXT },
  { "plate", N_ ("Plate"), BALIE_COLUMN_TEXT },
  { "state", N_ ("State"), BALIE_COLUMN_TEXT },
};

static const BalieColumn explain_columns[] = {
  { "order", N_ ("Order"), BALIE_COLUMN_TEXT },
  { "eligible", N_ ("Conditions met"), BALIE_COLUMN_SWITCH },
  { "blocking", N_ ("In the way"), BALIE_COLUMN_LIST },
  { "rule", N_ ("Rule"), BALIE_COLUMN_NULLABLE },
  { "due_on", N_ ("Due on"), BALIE_COLUMN_NULLABLE },
  { "attention", N_ ("Needs attention"), BALIE_COLUMN_NULLABLE },
};

/* A list that is being written. */
typedef struct
{
  BalieOutput *output;
  BalieDate today;
} Listing;

static const char *
get_rule_code (const BalieExplanation *explanation)
{
  return explanation->rule == BALIE_RULE_NONE ? NULL : balie_rule_to_code (explanation->rule);
}

static const char *
get_attention_code (const BalieExplanation *explanation)
{
  return explanation->attention == BALIE_ATTENTION_NONE
             ? NULL
             : balie_attention_to_code (explanation->attention);
}

static char *
dup_plate (const BalieOrder *order)
{
  char *dashed = balie_plate_dup_dashed (order->plate);

  return dashed != NULL ? dashed : g_strdup (order->plate);
}

static void
list_row (const BalieOrderRow *row, gpointer user_data)
{
  Listing *listing = user_data;
  const BalieOrder *order = row->order;
  g_autofree char *unloading = balie_output_dup_date (order->unloading_date);
  g_autofree char *nlv = balie_output_dup_date (order->nlv_date);
  g_autofree char *delivery = balie_output_dup_date (order->delivery_date);
  g_autofree char *due = balie_output_dup_date (row->explanation.due_on);
  g_autofree char *plate = dup_plate (order);
  const char *values[] = {
    order->number,
    order->customer_name,
    order->brand,
    order->model,
    order->vin,
    unloading,
    nlv,
    delivery,
    plate,
    row->request_state == BALIE_REQUEST_NONE ? NULL
                                             : balie_request_state_to_code (row->request_state),
    balie_output_yes_no (balie_explanation_is_eligible (&row->explanation)),
    get_rule_code (&row->explanation),
    due,
    get_attention_code (&row->explanation),
  };

  balie_output_add (listing->output, values);
}

static void
list_row_for_people (const BalieOrderRow *row, gpointer user_data)
{
  Listing *listing = user_data;
  const BalieOrder *order = row->order;
  g_autofree char *car = g_strconcat (order->brand, " ", order->model, NULL);
  g_autofree char *unloading = balie_output_dup_date (order->unloading_date);
  g_autofree char *nlv = balie_output_dup_date (order->nlv_date);
  g_autofree char *delivery = balie_output_dup_date (order->delivery_date);
  g_autofree char *plate = dup_plate (order);
  g_autofree char *state =
      balie_order_state_dup_label (balie_order_state_get (&row->explanation, row->request_state),
                                   row->explanation.due_on, listing->today);
  const char *values[] = {
    order->number, order->customer_name, car, order->vin, unloading, nlv, delivery, plate, state
  };

  balie_output_add (listing->output, values);
}

static void
explain_row (const BalieOrderRow *row, gpointer user_data)
{
  Listing *listing = user_data;
  const BalieExplanation *explanation = &row->explanation;
  g_auto (GStrv) codes = balie_explanation_dup_blocking_codes (explanation);
  g_autofree char *blocking = g_strjoinv (" ", codes);
  g_autofree char *due = balie_output_dup_date (explanation->due_on);
  const char *values[] = {
    row->order->number,
    balie_output_yes_no (balie_explanation_is_eligible (explanation)),
    blocking,
    get_rule_code (explanation),
    due,
    get_attention_code (explanation),
  };

  balie_output_add (listing->output, values);
}

/**
 * balie_orders_list_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_orders_list_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_autoptr (BalieOrderQuery) query = NULL;
  g_autoptr (GError) error = NULL;
  gboolean for_people = cli->format == BALIE_OUTPUT_TABLE;
  Listing listing;

  if (status != BALIE_EXIT_OK)
    return status;
  query = balie_order_pages_read_query (cli);
  if (query == NULL)
    return BALIE_EXIT_USAGE;
  listing.today = balie_desk_get_today (cli->desk);
  listing.output =
      balie_output_begin (cli->format, for_people ? table_columns : list_columns,
                          for_people ? G_N_ELEMENTS (table_columns) : G_N_ELEMENTS (list_columns));
  if (!balie_order_pages_each (cli, query, for_people ? list_row_for_people : list_row, &listing,
                               &error))
    status = balie_cli_fail (error);
  balie_output_end (listing.output);
  return status;
}

static BalieExit
explain_one (BalieCli *cli, const char *number, Listing *listing)
{
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderDetail) detail = NULL;

  balie_orders_load_async (cli->desk, number, cli->cancellable, balie_wait_done_cb, &wait);
  detail = balie_orders_load_finish (cli->desk, balie_wait_for (&wait), &error);
  if (detail == NULL)
    return balie_cli_fail_item (number, error);
  explain_row (detail->row, listing);
  return BALIE_EXIT_OK;
}

static BalieExit
explain_all (BalieCli *cli, Listing *listing)
{
  g_autoptr (BalieOrderQuery) query =
      balie_order_query_new (BALIE_ORDER_FILTER_ALL, NULL, balie_desk_get_today (cli->desk));
  g_autoptr (GError) error = NULL;

  if (!balie_order_pages_each (cli, query, explain_row, listing, &error))
    return balie_cli_fail (error);
  return BALIE_EXIT_OK;
}

/**
 * balie_orders_explain_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_orders_explain_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  Listing listing = { 0 };

  if (status != BALIE_EXIT_OK)
    return status;
  listing.output =
      balie_output_begin (cli->format, explain_columns, G_N_ELEMENTS (explain_columns));
  if (cli->operands->len == 0)
    status = explain_all (cli, &listing);
  for (guint i = 0; i < cli->operands->len && !g_cancellable_is_cancelled (cli->cancellable); i++)
    status = balie_cli_worse (status, explain_one (cli, balie_cli_get_operand (cli, i), &listing));
  balie_output_end (listing.output);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of reading orders: lists, counts, search, forecast, needs, and one order with all of it. */
#include "config.h"

#include "desk-fixture.h"

#include "balie-error.h"

/* Due today, due in six days, needing a decision, blocked, and near delivery without a plate. */
#define ORDERS                                                                                     \
  "order_number,dealer_number,brand,vin,approved,unloading_date,delivery_date,planned_on,"         \
  "nlv_date,plates,customer_name\n"                                                                \
  "o1,02345,VW,WVWZZZE1ZP0000001,yes,2026-03-06,,,,long:2,Jansen\n"                                \
  "o2,02345,VW,WVWZZZE1ZP0000002,yes,2026-03-12,,,,long:2,Pietersen\n"                             \
  "o3,02345,VW,WVWZZZE1ZP0000003,yes,,2026-03-27,2026-03-12,,long:2,de Vries\n"                    \
  "o4,02345,VW,,no,2026-03-06,,,,long:2,Bakker\n"                                                  \
  "o5,02345,VW,WVWZZZE1ZP0000005,no,2026-03-06,2026-04-27,2026-03-12,,long:2,Visser\n"

static GArray *
query (BalieDesk *desk, BalieOrderFilter filter, const char *search)
{
  g_autoptr (BalieOrderQuery) query =
      balie_order_query_new (filter, search, balie_desk_get_today (desk));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GArray *ids;
  int slot;

  balie_orders_query_async (desk, &slot, query, NULL, wait_ended_cb, &result);
  ids = balie_orders_query_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
  return ids;
}

static void
assert_found (BalieDesk *desk, BalieOrderFilter filter, const char *search, const char *expected)
{
  g_autoptr (GArray) ids = query (desk, filter, search);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  balie_orders_get_rows_async (desk, (guint32 *) (gpointer) ids->data, ids->len, NULL,
                               wait_ended_cb, &result);
  rows = balie_orders_get_rows_finish (desk, wait_for_result (&result), NULL);
  g_assert_cmpuint (rows->len, ==, ids->len);
  for (guint i = 0; i < rows->len; i++)
    {
      const BalieOrderRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", row->order->number);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_lists (DeskFixture *f, gconstpointer unused)
{
  desk_import_well (f->desk, ORDERS);
  assert_found (f->desk, BALIE_ORDER_FILTER_ALL, NULL, "o1 o2 o3 o4 o5");
  assert_found (f->desk, BALIE_ORDER_FILTER_DUE, NULL, "o1");
  assert_found (f->desk, BALIE_ORDER_FILTER_UPCOMING, NULL, "o2");
  assert_found (f->desk, BALIE_ORDER_FILTER_ATTENTION, NULL, "o3");
  assert_found (f->desk, BALIE_ORDER_FILTER_REQUESTED, NULL, "");
  assert_found (f->desk, BALIE_ORDER_FILTER_ALL, "VRIES", "o3");
  assert_found (f->desk, BALIE_ORDER_FILTER_DUE, "vries", "");
}

static void
test_gone_rows (DeskFixture *f, gconstpointer unused)
{
  static const guint32 ids[] = { 999, 1 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  desk_import_well (f->desk, ORDERS);
  balie_orders_get_rows_async (f->desk, ids, 2, NULL, wait_ended_cb, &result);
  rows = balie_orders_get_rows_finish (f->desk, wait_for_result (&result), NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_null (g_ptr_array_index (rows, 0));
  g_assert_nonnull (g_ptr_array_index (rows, 1));
}

static void
test_find (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  int slot;

  desk_import_well (f->desk, ORDERS);
  balie_orders_find_async (f->desk, &slot, "zzze1zp", 2, NULL, wait_ended_cb, &result);
  rows = balie_orders_find_finish (f->desk, wait_for_result (&result), NULL);
  g_assert_cmpuint (rows->len, ==, 2);
}

static void
test_counts (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GAsyncResult) counted = NULL;
  g_autoptr (GAsyncResult) forecast = NULL;
  g_autofree BalieCounts *counts = NULL;
  g_autoptr (GArray) days = NULL;

  desk_import_well (f->desk, ORDERS);
  desk_put_request (f->desk, "o5", BALIE_REQUEST_REQUESTED, NULL);
  balie_orders_count_async (f->desk, NULL, wait_ended_cb, &counted);
  counts = balie_orders_count_finish (f->desk, wait_for_result (&counted), NULL);
  g_assert_cmpint (counts->orders[BALIE_ORDER_FILTER_ALL], ==, 5);
  g_assert_cmpint (counts->orders[BALIE_ORDER_FILTER_DUE], ==, 1);
  g_assert_cmpint (counts->orders[BALIE_ORDER_FILTER_ATTENTION], ==, 1);
  g_assert_cmpint (counts->orders[BALIE_ORDER_FILTER_REQUESTED], ==, 1);
  g_assert_cmpint (counts->requests[BALIE_REQUEST_REQUESTED], ==, 1);
  balie_orders_forecast_async (f->desk, 14, NULL, wait_ended_cb, &forecast);
  days = balie_orders_forecast_finish (f->desk, wait_for_result (&forecast), NULL);
  g_assert_cmpuint (days->len, ==, 14);
  g_assert_cmpint (g_array_index (days, gint64, 0), ==, 1);
  g_assert_cmpint (g_array_index (days, gint64, 6), ==, 1);
  g_assert_cmpint (g_array_index (days, gint64, 7), ==, 0);
}

static void
test_needs (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BalieNeeds) needs = NULL;
  const BalieOrderRow *decision;
  const BaliePlateRequest *unknown;

  desk_import_well (f->desk, ORDERS);
  desk_put_request (f->desk, "o1", BALIE_REQUEST_UNKNOWN, NULL);
  balie_orders_needs_async (f->desk, NULL, wait_ended_cb, &result);
  needs = balie_orders_needs_finish (f->desk, wait_for_result (&result), NULL);
  g_assert_cmpint (needs->n_decisions, ==, 1);
  g_assert_cmpint (needs->n_unknown, ==, 1);
  g_assert_cmpint (needs->n_near_delivery, ==, 1);
  decision = g_ptr_array_index (needs->decisions, 0);
  g_assert_cmpstr (decision->order->number, ==, "o3");
  unknown = g_ptr_array_index (needs->unknown, 0);
  g_assert_cmpstr (unknown->order_number, ==, "o1");
  g_assert_cmpuint (needs->near_delivery->len, ==, 1);
}

/* Another order of the same car has a live request: said, and why. */
static void
test_other_live (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderDetail) own = NULL;
  g_autoptr (BalieOrderDetail) other = NULL;

  desk_import_well (f->desk, ORDERS);
  desk_import_well (f->desk, "order_number,vin\no9,WVWZZZE1ZP0000001\n");
  desk_put_request (f->desk, "o1", BALIE_REQUEST_WAITING, NULL);
  own = desk_load (f->desk, "o1", &error);
  g_assert_no_error (error);
  g_assert_null (own->other_live);
  g_assert_cmpuint (own->requests->len, ==, 1);
  g_assert_cmpint (own->row->request_state, ==, BALIE_REQUEST_WAITING);
  other = desk_load (f->desk, "o9", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (other->other_live->order_number, ==, "o1");
  g_assert_true (other->row->explanation.blocking & (1 << BALIE_CONDITION_REQUESTED));
  g_assert_cmpuint (other->requests->len, ==, 0);
}

static void
test_stranger (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BalieDesk *stranger = desk_fixture_open (f, "stranger");

  balie_orders_count_async (stranger, NULL, wait_ended_cb, &result);
  g_assert_null (balie_orders_count_finish (stranger, wait_for_result (&result), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  balie_desk_close (stranger);
  g_object_unref (stranger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/orders/lists", test_lists);
  DESK_TEST ("/orders/gone-rows", test_gone_rows);
  DESK_TEST ("/orders/find", test_find);
  DESK_TEST ("/orders/counts", test_counts);
  DESK_TEST ("/orders/needs", test_needs);
  DESK_TEST ("/orders/other-live", test_other_live);
  DESK_TEST ("/orders/stranger", test_stranger);
  return g_test_run ();
}

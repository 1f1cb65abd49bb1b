/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The morning run: off, once per day, everything due, what needs a person, and when the next one is. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "delivery-fixture.h"

#include "balie-error.h"
#include "balie-morning-run.h"
#include "balie-other-tables.h"

/* 2026-03-20 07:00 in Amsterdam, a Friday. */
#define MORNING 1773986400

static BalieRunResult *
run (BalieDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BalieRunResult *run_result;

  balie_morning_run_async (desk, NULL, async_ended_cb, &result);
  run_result = balie_morning_run_finish (desk, await (&result), &error);
  g_assert_no_error (error);
  return run_result;
}

static BalieRun *
preview (BalieDesk *desk, BalieDate date)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BalieRun *found;

  balie_morning_run_preview_async (desk, date, NULL, async_ended_cb, &result);
  found = balie_morning_run_preview_finish (desk, await (&result), &error);
  g_assert_no_error (error);
  return found;
}

static void
add_unloaded (BalieDesk *desk, guint number, int days_ago)
{
  BalieOrder *order = make_order (number);

  order->status = BALIE_ORDER_STATUS_UNLOADED;
  order->unloading_date = balie_desk_get_today (desk) - days_ago;
  add_order (desk, order);
}

static const BalieRunOutcome *
find_outcome (const BalieRun *found, const char *number)
{
  for (guint i = 0; i < found->outcomes->len; i++)
    {
      const BalieRunOutcome *outcome = g_ptr_array_index (found->outcomes, i);

      if (g_str_equal (outcome->order_number, number))
        return outcome;
    }
  return NULL;
}

/* Due today, long overdue, due tomorrow, without any date. */
static DeliveryFixture *
begin (BalieClock *clock)
{
  DeliveryFixture *fixture = delivery_fixture_new (clock);

  add_unloaded (fixture->desk, 1, 14);
  add_unloaded (fixture->desk, 2, 400);
  add_unloaded (fixture->desk, 3, 13);
  add_orders (fixture->desk, 4, 1);
  return fixture;
}

static void
test_off_until_turned_on (void)
{
  g_autoptr (BalieClock) clock = balie_clock_new_fixed (MORNING);
  DeliveryFixture *fixture = begin (clock);
  BalieRunResult *result = run (fixture->desk);
  g_autoptr (BalieRun) would = preview (fixture->desk, balie_desk_get_today (fixture->desk));
  g_autoptr (BalieOrderRow) row = get_row (fixture->desk, "A-0001");

  g_assert_cmpint (result->status, ==, BALIE_RUN_OFF);
  g_assert_null (result->run);
  g_assert_cmpint (would->n_requested, ==, 2);
  g_assert_cmpint (would->n_attention, ==, 1);
  g_assert_cmpint (row->request_state, ==, BALIE_REQUEST_NONE);
  balie_run_result_free (result);
  delivery_fixture_free (fixture);
}

static void
test_what_is_due_is_requested (void)
{
  g_autoptr (BalieClock) clock = balie_clock_new_fixed (MORNING);
  DeliveryFixture *fixture = begin (clock);
  BalieRunResult *result;
  const BalieRunOutcome *outcome;
  g_autoptr (BaliePlateRequest) request = NULL;
  g_autoptr (BalieOrderRow) tomorrow = NULL;

  set_setting (fixture->desk, BALIE_SETTING_AUTOMATIC_APPROVAL, "on");
  result = run (fixture->desk);
  g_assert_cmpint (result->status, ==, BALIE_RUN_DONE);
  g_assert_cmpint (result->run->n_requested, ==, 2);
  g_assert_cmpint (result->run->n_attention, ==, 1);
  outcome = find_outcome (result->run, "A-0002");
  g_assert_cmpstr (outcome->rule, ==, "unloaded");
  g_assert_cmpint (outcome->due_on, ==, result->date - 386);
  request = get_request (fixture->desk, outcome->request_key);
  g_assert_cmpint (request->origin, ==, BALIE_ORIGIN_AUTOMATIC);
  g_assert_cmpstr (request->origin_rule, ==, "unloaded");
  g_assert_cmpint (request->state, ==, BALIE_REQUEST_WAITING);
  g_assert_null (find_outcome (result->run, "A-0003"));
  outcome = find_outcome (result->run, "A-0004");
  g_assert_cmpstr (outcome->attention, ==, "no-dates");
  g_assert_cmpstr (outcome->request_key, ==, "");
  tomorrow = get_row (fixture->desk, "A-0003");
  g_assert_cmpint (tomorrow->request_state, ==, BALIE_REQUEST_NONE);
  balie_run_result_free (result);
  delivery_fixture_free (fixture);
}

static void
test_once_per_day (void)
{
  g_autoptr (BalieClock) clock = balie_clock_new_fixed (MORNING);
  DeliveryFixture *fixture = begin (clock);
  BalieDesk *other;
  BalieRunResult *first, *second, *next_day;

  set_setting (fixture->desk, BALIE_SETTING_AUTOMATIC_APPROVAL, "on");
  other = delivery_fixture_open (fixture, NULL, clock);
  first = run (fixture->desk);
  second = run (other);
  g_assert_cmpint (second->status, ==, BALIE_RUN_ALREADY_DONE);
  g_assert_cmpint (second->run->n_requested, ==, first->run->n_requested);
  balie_clock_set_unix (clock, MORNING + 24 * 60 * 60);
  next_day = run (other);
  g_assert_cmpint (next_day->status, ==, BALIE_RUN_DONE);
  g_assert_cmpint (next_day->run->n_requested, ==, 1);
  g_assert_nonnull (find_outcome (next_day->run, "A-0003"));
  balie_run_result_free (first);
  balie_run_result_free (second);
  balie_run_result_free (next_day);
  close_desk (other);
  delivery_fixture_free (fixture);
}

static void
test_two_orders_of_one_car (void)
{
  g_autoptr (BalieClock) clock = balie_clock_new_fixed (MORNING);
  DeliveryFixture *fixture = begin (clock);
  BalieOrder *same_car = make_order (5);
  g_autoptr (BalieRun) would = NULL;
  BalieRunResult *result;

  g_free (same_car->vin);
  same_car->vin = g_strdup ("WVWZZZDEMTW000001");
  same_car->unloading_date = balie_desk_get_today (fixture->desk) - 14;
  add_order (fixture->desk, same_car);
  set_setting (fixture->desk, BALIE_SETTING_AUTOMATIC_APPROVAL, "on");
  would = preview (fixture->desk, balie_desk_get_today (fixture->desk));
  result = run (fixture->desk);
  g_assert_cmpint (result->run->n_requested, ==, 2);
  g_assert_cmpint (would->n_requested, ==, 2);
  balie_run_result_free (result);
  delivery_fixture_free (fixture);
}

static gpointer
put_seller (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieUser) user = balie_user_new ("seller");

  user->roles = BALIE_ROLE_SELLER;
  balie_user_table_put (db, user, error);
  return NULL;
}

static void
test_who_may (void)
{
  g_autoptr (BalieClock) clock = balie_clock_new_fixed (MORNING);
  DeliveryFixture *fixture = begin (clock);
  BalieDesk *desk;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  set_setting (fixture->desk, BALIE_SETTING_AUTOMATIC_APPROVAL, "on");
  delivery_fixture_run (fixture->desk, put_seller, NULL);
  desk = delivery_fixture_open (fixture, "seller", clock);
  balie_morning_run_async (desk, NULL, async_ended_cb, &result);
  g_assert_null (balie_morning_run_finish (desk, await (&result), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_object (&result);
  close_desk (desk);
  delivery_fixture_free (fixture);
}

/* When the next one is */

static BalieSettings *
make_settings (const char *time, const char *working_days_only)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (values, (gpointer) "automatic-approval", (gpointer) "on");
  g_hash_table_insert (values, (gpointer) "run-time", (gpointer) time);
  g_hash_table_insert (values, (gpointer) "working-days-only", (gpointer) working_days_only);
  return balie_settings_new (values);
}

static gint64
utc (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);

  return g_date_time_to_unix (time);
}

static void
check_next (BalieSettings *settings, const char *last, const char *now, const char *expected)
{
  BalieDate last_run = BALIE_DATE_NONE;

  if (last[0] != '\0')
    g_assert_true (balie_date_parse (last, &last_run));
  g_test_message ("after %s, now %s", last, now);
  g_assert_cmpint (balie_morning_run_get_next (settings, last_run, utc (now)), ==, utc (expected));
}

static void
test_next_run (void)
{
  g_autoptr (BalieSettings) daily = make_settings ("07:00", "off");
  g_autoptr (BalieSettings) working_days = make_settings ("07:00", "on");
  g_autoptr (BalieSettings) in_the_gap = make_settings ("02:30", "off");
  gint64 skipped;

  check_next (daily, "2026-03-19", "2026-03-20T04:00:00Z", "2026-03-20T06:00:00Z");
  check_next (daily, "2026-03-20", "2026-03-20T07:00:00Z", "2026-03-21T06:00:00Z");
  /* Not done yet today: it is to be caught up now. */
  check_next (daily, "2026-03-18", "2026-03-20T15:00:00Z", "2026-03-20T06:00:00Z");
  check_next (daily, "", "2026-03-20T15:00:00Z", "2026-03-20T06:00:00Z");
  /* Seven o'clock is another moment in summer time, from 29 March to 25 October. */
  check_next (daily, "2026-03-28", "2026-03-28T12:00:00Z", "2026-03-29T05:00:00Z");
  check_next (daily, "2026-10-24", "2026-10-24T12:00:00Z", "2026-10-25T06:00:00Z");
  /* It is already the next day in Amsterdam. */
  check_next (daily, "2026-03-20", "2026-03-20T23:30:00Z", "2026-03-21T06:00:00Z");
  check_next (working_days, "2026-03-20", "2026-03-20T12:00:00Z", "2026-03-23T06:00:00Z");
  check_next (working_days, "2026-03-20", "2026-03-21T12:00:00Z", "2026-03-23T06:00:00Z");
  /* The clock jumps from two to three: half past two is some time in the first half hour after. */
  skipped = balie_morning_run_get_next (in_the_gap, 20540, utc ("2026-03-28T12:00:00Z"));
  g_assert_cmpint (skipped, >=, utc ("2026-03-29T01:00:00Z"));
  g_assert_cmpint (skipped, <=, utc ("2026-03-29T01:30:00Z"));
}

static void
test_next_run_when_off (void)
{
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (BalieSettings) settings = balie_settings_new (none);

  g_assert_cmpint (balie_morning_run_get_next (settings, BALIE_DATE_NONE, MORNING), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/morning-run/off", test_off_until_turned_on);
  g_test_add_func ("/morning-run/due", test_what_is_due_is_requested);
  g_test_add_func ("/morning-run/once-per-day", test_once_per_day);
  g_test_add_func ("/morning-run/one-car", test_two_orders_of_one_car);
  g_test_add_func ("/morning-run/who-may", test_who_may);
  g_test_add_func ("/morning-run/next", test_next_run);
  g_test_add_func ("/morning-run/next-when-off", test_next_run_when_off);
  return g_test_run ();
}

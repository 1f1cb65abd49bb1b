/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the desk: the first user, who may what, changes told on, remotes, explaining anew. */
#include "config.h"

#include "desk-fixture.h"

#include "balie-desk-run.h"
#include "balie-error.h"
#include "balie-explain.h"
#include "balie-other-tables.h"

static void
close_desk (BalieDesk *desk)
{
  balie_desk_close (desk);
  g_object_unref (desk);
}

static void
test_first_user (DeskFixture *f, gconstpointer unused)
{
  const BalieUser *user = balie_desk_get_user (f->desk);
  BalieDesk *again;
  BalieDesk *stranger;

  g_assert_cmpstr (user->login, ==, g_get_user_name ());
  g_assert_cmpstr (user->name, !=, "");
  g_assert_true (user->administrator);
  g_assert_cmpint (user->roles, ==, BALIE_ROLES_SALES);
  g_assert_true (balie_desk_is_first_run (f->desk));
  for (int deed = 0; deed < BALIE_N_DEEDS; deed++)
    g_assert_true (balie_desk_check (f->desk, deed, NULL));
  again = desk_fixture_open (f, NULL);
  g_assert_true (balie_desk_check (again, BALIE_DEED_CHANGE_USERS, NULL));
  close_desk (again);
  stranger = desk_fixture_open (f, "stranger");
  g_assert_cmpstr (balie_desk_get_user (stranger)->login, ==, "stranger");
  for (int deed = 0; deed < BALIE_N_DEEDS; deed++)
    g_assert_false (balie_desk_check (stranger, deed, NULL));
  close_desk (stranger);
}

/* --as on a new database does not make somebody up: the first user is who sits at the desk. */
static void
test_first_user_as (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("balie-desk-XXXXXX", NULL);
  g_autofree char *uri = g_strdup_printf ("sqlite:%s/balie.db", folder);
  DeskFixture f = { g_steal_pointer (&folder), g_steal_pointer (&uri), balie_clock_new_system (),
                    NULL };

  f.desk = balie_desk_open_sync (f.uri, "mallory", f.clock, &error);
  g_assert_no_error (error);
  g_assert_false (balie_desk_check (f.desk, BALIE_DEED_READ, NULL));
  desk_fixture_tear_down (&f, NULL);
}

static void
test_open_async (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) failed = NULL;
  g_autoptr (GError) error = NULL;
  /* A folder can't be made inside a file, not even by root. */
  g_autofree char *bad_uri = g_strdup_printf ("%s/inside/balie.db", f->uri);
  BalieDesk *desk;

  balie_desk_open_async (f->uri, NULL, f->clock, NULL, wait_ended_cb, &result);
  desk = balie_desk_open_finish (wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (balie_desk_get_today (desk), ==, balie_date_from_ymd (2026, 3, 20));
  g_assert_cmpstr (balie_desk_get_name (desk), ==, g_get_host_name ());
  close_desk (desk);
  balie_desk_open_async (bad_uri, NULL, f->clock, NULL, wait_ended_cb, &failed);
  g_assert_null (balie_desk_open_finish (wait_for_result (&failed), &error));
  g_assert_nonnull (error);
}

/* Midnight is the dealer's, not the machine's. */
static void
test_today (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  /* 2026-03-20 23:30 UTC is already the 21st in Amsterdam. */
  balie_clock_set_unix (f->clock, 1774049400);
  g_assert_cmpint (balie_desk_get_today (f->desk), ==, balie_date_from_ymd (2026, 3, 21));
  desk_set (f->desk, "time-zone", "America/New_York", &error);
  g_assert_no_error (error);
  g_assert_cmpint (balie_desk_get_today (f->desk), ==, balie_date_from_ymd (2026, 3, 20));
}

static void
collect_tables_cb (BalieDesk *desk, const char *table, GArray *ids, gpointer user_data)
{
  g_hash_table_add (user_data, g_strdup (table));
}

static gboolean
is_past (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the loop until @desk has told of @table. */
static void
wait_for_table (GHashTable *tables, const char *table)
{
  gboolean past = FALSE;
  guint timeout = g_timeout_add_seconds (20, is_past, &past);

  while (!g_hash_table_contains (tables, table) && !past)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (past);
  g_source_remove (timeout);
}

/* One desk changes, the other has the new value by the time it is told. */
static void
test_changed (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GHashTable) tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  BalieDesk *other = desk_fixture_open (f, NULL);

  g_signal_connect (other, "changed", G_CALLBACK (collect_tables_cb), tables);
  desk_set (f->desk, "days-before-nlv", "9", &error);
  g_assert_no_error (error);
  g_assert_cmpint (
      balie_settings_get_days (balie_desk_get_settings (f->desk), BALIE_SETTING_DAYS_BEFORE_NLV),
      ==, 9);
  wait_for_table (tables, "settings");
  g_assert_cmpint (
      balie_settings_get_days (balie_desk_get_settings (other), BALIE_SETTING_DAYS_BEFORE_NLV), ==,
      9);
  g_hash_table_remove_all (tables);
  desk_import_well (f->desk, "order_number\nx1\n");
  wait_for_table (tables, "orders");
  close_desk (other);
}

static gboolean
put_remote (BalieDesk *desk, const char *name, const char *url, GError **error)
{
  g_autoptr (BalieRemoteConfig) remote = balie_remote_config_new (name);
  g_autoptr (GAsyncResult) result = NULL;

  g_free (remote->url);
  remote->url = g_strdup (url);
  balie_administration_put_remote_async (desk, remote, NULL, wait_ended_cb, &result);
  return balie_administration_put_remote_finish (desk, wait_for_result (&result), error);
}

static void
count_remote_cb (BalieDesk *desk, const char *name, gpointer user_data)
{
  g_assert_cmpstr (name, ==, "pon");
  ++*(int *) user_data;
}

static void
test_remotes (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePonClient) first = NULL;
  int n_changes = 0;

  g_assert_null (balie_desk_get_pon (f->desk, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED);
  g_clear_error (&error);
  g_assert_cmpint (balie_desk_get_remote_state (f->desk, "pon"), ==, BALIE_REMOTE_UNUSED);
  g_signal_connect (f->desk, "remote-changed", G_CALLBACK (count_remote_cb), &n_changes);
  put_remote (f->desk, "pon", "http://127.0.0.1:9/pon/v1", &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_changes, ==, 1);
  g_set_object (&first, balie_desk_get_pon (f->desk, &error));
  g_assert_no_error (error);
  g_assert_true (balie_desk_get_pon (f->desk, NULL) == first);
  put_remote (f->desk, "pon", "http://127.0.0.1:10/pon/v1", &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_changes, ==, 2);
  g_assert_true (balie_desk_get_pon (f->desk, NULL) != first);
  g_assert_cmpstr (balie_desk_get_remote_config (f->desk, "pon")->url, ==,
                   "http://127.0.0.1:10/pon/v1");
  g_assert_cmpstr (balie_desk_get_remote_config (f->desk, "smtp")->url, ==, "");
}

static gpointer
spoil (BalieDb *db,
       const BalieDeskFacts *facts,
       gpointer data,
       GCancellable *cancellable,
       GError **error)
{
  BalieExplanation wrong = { 1, BALIE_RULE_NONE, BALIE_DATE_NONE, BALIE_ATTENTION_NONE };

  for (gint64 id = 1; id <= GPOINTER_TO_INT (data); id++)
    {
      if (!balie_order_table_set_explanation (db, id, &wrong, BALIE_REQUEST_NONE, facts->now,
                                              error))
        return NULL;
    }
  balie_meta_table_set (db, "rules-version", "0", error);
  return NULL;
}

static void
run_on (BalieDesk *desk, BalieDeskFunc func, gpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, func, data, NULL, NULL, NULL,
                        wait_ended_cb, &result);
  balie_desk_run_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
}

/* One full chunk and a bit. */
#define N_MANY (BALIE_EXPLAIN_CHUNK + 7)

static void
import_many (DeskFixture *f)
{
  g_autoptr (GString) csv =
      g_string_new ("order_number,unloading_date,approved,vin,brand,dealer_number,plates\n");

  for (int i = 1; i <= N_MANY; i++)
    g_string_append_printf (csv, "m%d,2026-03-06,yes,WVWZZZE1ZP%07d,VW,02345,long:2\n", i, i);
  desk_import_well (f->desk, csv->str);
}

static void
assert_all_due (BalieDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree BalieCounts *counts = NULL;
  g_autoptr (GError) error = NULL;

  balie_orders_count_async (desk, NULL, wait_ended_cb, &result);
  counts = balie_orders_count_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (counts->orders[BALIE_ORDER_FILTER_ALL], ==, N_MANY);
  g_assert_cmpint (counts->orders[BALIE_ORDER_FILTER_DUE], ==, N_MANY);
}

/* Explaining that was cut off half way is gone on with, not begun again or forgotten. */
static gpointer
spoil_and_stop (BalieDb *db,
                const BalieDeskFacts *facts,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  gint64 n_done;
  gboolean more;

  spoil (db, facts, data, cancellable, error);
  balie_meta_table_set (db, "rules-version", "1", error);
  balie_explain_mark_all (db, error);
  balie_explain_chunk (db, facts, cancellable, &n_done, &more, error);
  g_assert_cmpint (n_done, ==, BALIE_EXPLAIN_CHUNK);
  g_assert_true (more);
  return NULL;
}

static void
check_reopened (DeskFixture *f)
{
  BalieDesk *again = desk_fixture_open (f, NULL);

  assert_all_due (again);
  close_desk (again);
}

static void
check_reopened_async (DeskFixture *f)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) explained = NULL;
  g_autoptr (GError) error = NULL;
  BalieDesk *again;

  balie_desk_open_async (f->uri, NULL, f->clock, NULL, wait_ended_cb, &opened);
  again = balie_desk_open_finish (wait_for_result (&opened), &error);
  g_assert_no_error (error);
  balie_explain_pending_async (again, NULL, NULL, NULL, wait_ended_cb, &explained);
  balie_explain_pending_finish (again, wait_for_result (&explained), &error);
  g_assert_no_error (error);
  assert_all_due (again);
  close_desk (again);
}

/* Orders explained by older rules are explained anew when the program opens the database. */
static void
test_newer_rules (DeskFixture *f, gconstpointer unused)
{
  import_many (f);
  assert_all_due (f->desk);
  run_on (f->desk, spoil, GINT_TO_POINTER (N_MANY));
  check_reopened (f);
  run_on (f->desk, spoil, GINT_TO_POINTER (N_MANY));
  check_reopened_async (f);
  run_on (f->desk, spoil_and_stop, GINT_TO_POINTER (N_MANY));
  check_reopened (f);
}

static void
test_closed (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  balie_desk_close (f->desk);
  balie_desk_close (f->desk);
  g_assert_null (desk_load (f->desk, "x", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/first-user", test_first_user);
  g_test_add_func ("/desk/first-user-as", test_first_user_as);
  DESK_TEST ("/desk/open-async", test_open_async);
  DESK_TEST ("/desk/today", test_today);
  DESK_TEST ("/desk/changed", test_changed);
  DESK_TEST ("/desk/remotes", test_remotes);
  DESK_TEST ("/desk/newer-rules", test_newer_rules);
  DESK_TEST ("/desk/closed", test_closed);
  return g_test_run ();
}

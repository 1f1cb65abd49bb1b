/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the store: lanes, transactions, cancelling, newest-wins queries, what changed. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include <string.h>

#include "balie-error.h"
#include "balie-search-index.h"
#include "store-fixture.h"

#define ENDLESS                                                                                    \
  "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"

/* More orders than are indexed for the search before the commit. */
#define N_LARGE 2100

typedef struct
{
  gboolean done;
  gpointer result;
  GError *error;
} Outcome;

static void
operation_ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->result = balie_store_run_finish (BALIE_STORE (source), result, &outcome->error);
  outcome->done = TRUE;
}

static gpointer
insert_order (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  add_order (db, data, "Jansen", "");
  return NULL;
}

static gpointer
insert_and_fail (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  add_order (db, data, "Jansen", "");
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, "no");
  return NULL;
}

static gpointer
insert_and_fail_with_result (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  insert_and_fail (db, data, cancellable, error);
  return g_strdup ("a result beside an error");
}

static gpointer
count_orders (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 counts[BALIE_N_ORDER_FILTERS] = { 0 };

  balie_order_table_count (db, 0, counts, error);
  return GSIZE_TO_POINTER ((gsize) counts[BALIE_ORDER_FILTER_ALL]);
}

static gsize
get_n_orders (BalieStore *store)
{
  g_autoptr (GError) error = NULL;
  gpointer n = balie_store_run_sync (store, BALIE_STORE_READ, count_orders, NULL, NULL, &error);

  g_assert_no_error (error);
  return GPOINTER_TO_SIZE (n);
}

static gpointer
run_endless (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, ENDLESS, error);
  gboolean has_row;

  if (data)
    g_atomic_int_set ((int *) data, TRUE);
  if (stmt)
    balie_stmt_step (stmt, &has_row, error);
  return NULL;
}

static gpointer
say_hello (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return g_strdup ("hello");
}

static void
test_rollback (Fixture *fixture, gconstpointer scheme)
{
  Outcome outcome = { 0 };

  balie_store_run_async (fixture->store, BALIE_STORE_WRITE, insert_and_fail_with_result,
                         (gpointer) "A", NULL, g_free, NULL, operation_ended_cb, &outcome);
  fixture_wait (&outcome.done);
  assert_code (outcome.error, BALIE_ERROR_INVALID_INPUT);
  g_assert_null (outcome.result);
  g_clear_error (&outcome.error);
  g_assert_cmpuint (get_n_orders (fixture->store), ==, 0);
  fixture_run (fixture, BALIE_STORE_WRITE, insert_order, (gpointer) "A");
  g_assert_cmpuint (get_n_orders (fixture->store), ==, 1);
}

typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean written;
  gboolean may_end;
} Gate;

static gpointer
insert_and_wait (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Gate *gate = data;

  add_order (db, "A", "Jansen", "");
  g_mutex_lock (&gate->mutex);
  gate->written = TRUE;
  g_cond_broadcast (&gate->cond);
  while (!gate->may_end)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return NULL;
}

/* A list is read while a transaction is being written, and does not see it yet. */
static void
test_both_lanes (Fixture *fixture, gconstpointer scheme)
{
  Gate gate = { 0 };
  Outcome outcome = { 0 };

  g_mutex_init (&gate.mutex);
  g_cond_init (&gate.cond);
  balie_store_run_async (fixture->store, BALIE_STORE_WRITE, insert_and_wait, &gate, NULL, NULL,
                         NULL, operation_ended_cb, &outcome);
  g_mutex_lock (&gate.mutex);
  while (!gate.written)
    g_cond_wait (&gate.cond, &gate.mutex);
  g_mutex_unlock (&gate.mutex);
  g_assert_cmpuint (get_n_orders (fixture->store), ==, 0);
  g_mutex_lock (&gate.mutex);
  gate.may_end = TRUE;
  g_cond_broadcast (&gate.cond);
  g_mutex_unlock (&gate.mutex);
  fixture_wait (&outcome.done);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (get_n_orders (fixture->store), ==, 1);
  g_mutex_clear (&gate.mutex);
  g_cond_clear (&gate.cond);
}

static gpointer
set_fact (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  balie_meta_table_set (db, "fact", "true", error);
  return NULL;
}

static void
test_reading_lane_reads (Fixture *fixture, gconstpointer scheme)
{
  g_autoptr (GError) error = NULL;

  balie_store_run_sync (fixture->store, BALIE_STORE_READ, set_fact, NULL, NULL, &error);
  assert_code (error, BALIE_ERROR_STORAGE);
}

typedef struct
{
  GString *told; /* "orders:1,2 activity:* " */
  gboolean any;
} Told;

static void
store_changed_cb (BalieStore *store, const char *table, GArray *ids, gpointer data)
{
  Told *told = data;

  g_string_append_printf (told->told, "%s:", table);
  for (guint i = 0; ids && i < ids->len; i++)
    g_string_append_printf (told->told, "%s%d", i > 0 ? "," : "",
                            (int) g_array_index (ids, gint64, i));
  g_string_append (told->told, ids ? " " : "* ");
  told->any = TRUE;
}

static gpointer
insert_two_and_setting (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieOrder) a = put_order (db, "A", "Jansen", "");
  BalieExplanation explanation = make_explanation (3, BALIE_RULE_NONE, NULL);

  add_order (db, "B", "Jansen", "");
  balie_order_table_update (db, a, &explanation, 1, error);
  balie_setting_table_set (db, BALIE_SETTING_DAYS_BEFORE_NLV, "9", error);
  return NULL;
}

static gpointer
insert_six_hundred (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  for (int i = 0; i < 600; i++)
    {
      g_autofree char *number = g_strdup_printf ("M%d", i);

      add_order (db, number, "Jansen", "");
    }
  return NULL;
}

static void
test_changed (Fixture *fixture, gconstpointer scheme)
{
  Told told = { g_string_new (NULL), FALSE };

  g_signal_connect (fixture->store, "changed", G_CALLBACK (store_changed_cb), &told);
  fixture_run (fixture, BALIE_STORE_WRITE, insert_two_and_setting, NULL);
  g_assert_cmpstr (told.told->str, ==, "");
  fixture_wait (&told.any);
  g_assert_cmpstr (told.told->str, ==, "orders:1,2 settings:* ");

  told.any = FALSE;
  g_string_truncate (told.told, 0);
  fixture_run (fixture, BALIE_STORE_WRITE, insert_six_hundred, NULL);
  fixture_wait (&told.any);
  g_assert_cmpstr (told.told->str, ==, "orders:* ");
  g_signal_handlers_disconnect_by_data (fixture->store, &told);
  g_string_free (told.told, TRUE);
}

static void
test_nothing_told_after_rollback (Fixture *fixture, gconstpointer scheme)
{
  Told told = { g_string_new (NULL), FALSE };
  g_autoptr (GError) error = NULL;

  g_signal_connect (fixture->store, "changed", G_CALLBACK (store_changed_cb), &told);
  g_free (balie_store_run_sync (fixture->store, BALIE_STORE_WRITE, insert_and_fail, (gpointer) "A",
                                NULL, &error));
  assert_code (error, BALIE_ERROR_INVALID_INPUT);
  fixture_run (fixture, BALIE_STORE_WRITE, insert_order, (gpointer) "B");
  fixture_wait (&told.any);
  g_assert_cmpstr (told.told->str, ==, "orders:1 ");
  g_signal_handlers_disconnect_by_data (fixture->store, &told);
  g_string_free (told.told, TRUE);
}

/* Another program writes: everything may have changed. */
static void
test_changed_by_others (Fixture *fixture, gconstpointer scheme)
{
  Told told = { g_string_new (NULL), FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieStore) other = balie_store_open_sync (fixture->uri, &error);

  g_assert_no_error (error);
  g_assert_false (balie_store_is_fresh (other));
  g_signal_connect (fixture->store, "changed", G_CALLBACK (store_changed_cb), &told);
  balie_store_run_sync (other, BALIE_STORE_WRITE, insert_order, (gpointer) "A", NULL, &error);
  g_assert_no_error (error);
  fixture_wait (&told.any);
  g_assert_nonnull (strstr (told.told->str, "orders:* "));
  g_assert_nonnull (strstr (told.told->str, "requests:* "));
  g_assert_cmpuint (get_n_orders (fixture->store), ==, 1);
  g_signal_handlers_disconnect_by_data (fixture->store, &told);
  g_string_free (told.told, TRUE);
}

static void
start_query (Fixture *fixture,
             BalieStoreFunc func,
             gpointer data,
             GCancellable *cancellable,
             Outcome *outcome)
{
  balie_store_query_newest_async (fixture->store, fixture, func, data, NULL, g_free, cancellable,
                                  operation_ended_cb, outcome);
}

static void
test_newest_wins (Fixture *fixture, gconstpointer scheme)
{
  Outcome older = { 0 };
  Outcome newer = { 0 };
  int running = FALSE;

  start_query (fixture, run_endless, &running, NULL, &older);
  while (!g_atomic_int_get (&running))
    g_thread_yield ();
  start_query (fixture, say_hello, NULL, NULL, &newer);
  fixture_wait (&newer.done);
  g_assert_true (older.done);
  assert_code (older.error, BALIE_ERROR_CANCELLED);
  g_assert_no_error (newer.error);
  g_assert_cmpstr (newer.result, ==, "hello");
  g_clear_error (&older.error);
  g_free (newer.result);
}

/* Twenty queries at once, as when someone types fast: only the last one's answer arrives. */
static void
test_only_last_arrives (Fixture *fixture, gconstpointer scheme)
{
  Outcome outcomes[20] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    start_query (fixture, say_hello, NULL, NULL, &outcomes[i]);
  fixture_wait (&outcomes[G_N_ELEMENTS (outcomes) - 1].done);
  for (gsize i = 0; i + 1 < G_N_ELEMENTS (outcomes); i++)
    {
      g_assert_true (outcomes[i].done);
      assert_code (outcomes[i].error, BALIE_ERROR_CANCELLED);
      g_clear_error (&outcomes[i].error);
    }
  g_assert_cmpstr (outcomes[G_N_ELEMENTS (outcomes) - 1].result, ==, "hello");
  g_free (outcomes[G_N_ELEMENTS (outcomes) - 1].result);
}

static gpointer
insert_and_run_endless (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  add_order (db, "A", "Jansen", "");
  return run_endless (db, data, cancellable, error);
}

static void
test_cancel (Fixture *fixture, gconstpointer scheme)
{
  for (int lane = BALIE_STORE_READ; lane <= BALIE_STORE_WRITE; lane++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Outcome outcome = { 0 };
      int running = FALSE;

      balie_store_run_async (fixture->store, (BalieStoreLane) lane,
                             lane == BALIE_STORE_READ ? run_endless : insert_and_run_endless,
                             &running, NULL, NULL, cancellable, operation_ended_cb, &outcome);
      while (!g_atomic_int_get (&running))
        g_thread_yield ();
      g_cancellable_cancel (cancellable);
      fixture_wait (&outcome.done);
      assert_code (outcome.error, BALIE_ERROR_CANCELLED);
      g_clear_error (&outcome.error);
    }
  g_assert_cmpuint (get_n_orders (fixture->store), ==, 0);
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer scheme)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Outcome outcome = { 0 };

  g_cancellable_cancel (cancellable);
  balie_store_run_sync (fixture->store, BALIE_STORE_WRITE, insert_order, (gpointer) "A",
                        cancellable, &error);
  assert_code (error, BALIE_ERROR_CANCELLED);
  start_query (fixture, say_hello, NULL, cancellable, &outcome);
  fixture_wait (&outcome.done);
  assert_code (outcome.error, BALIE_ERROR_CANCELLED);
  g_clear_error (&outcome.error);
  g_assert_cmpuint (get_n_orders (fixture->store), ==, 0);
}

static gpointer
insert_large (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  for (int i = 0; i < N_LARGE; i++)
    {
      g_autofree char *number = g_strdup_printf ("L%d", i);

      add_order (db, number, i == N_LARGE - 1 ? "Zonneveld" : "Jansen", "");
    }
  return NULL;
}

static gpointer
count_pending (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return GSIZE_TO_POINTER ((gsize) balie_search_index_count_pending (db, error));
}

static gpointer
find_zonneveld (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieOrderQuery) query =
      balie_order_query_new (BALIE_ORDER_FILTER_ALL, "zonneveld", 0);

  return balie_order_table_query_ids (db, query, cancellable, error);
}

static void
assert_zonneveld_is_found (Fixture *fixture)
{
  g_autoptr (GArray) ids = fixture_run (fixture, BALIE_STORE_READ, find_zonneveld, NULL);

  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpuint (g_array_index (ids, guint32, 0), ==, N_LARGE);
}

/* After a large import the search is complete at once; its index follows in the background. */
static void
test_search_catches_up (Fixture *fixture, gconstpointer scheme)
{
  gsize n_pending = 1;

  fixture_run (fixture, BALIE_STORE_WRITE, insert_large, NULL);
  n_pending = GPOINTER_TO_SIZE (fixture_run (fixture, BALIE_STORE_READ, count_pending, NULL));
  g_assert_cmpuint (n_pending, ==, N_LARGE);
  assert_zonneveld_is_found (fixture);
  while (n_pending > 0)
    {
      g_main_context_iteration (NULL, TRUE);
      n_pending = GPOINTER_TO_SIZE (fixture_run (fixture, BALIE_STORE_READ, count_pending, NULL));
    }
  assert_zonneveld_is_found (fixture);
}

static void
store_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->result = balie_store_open_finish (result, &outcome->error);
  outcome->done = TRUE;
}

static void
test_open_async (Fixture *fixture, gconstpointer scheme)
{
  Outcome good = { 0 };
  Outcome bad = { 0 };

  g_assert_true (balie_store_is_fresh (fixture->store));
  g_assert_cmpstr (balie_store_get_uri (fixture->store), ==, fixture->uri);
  balie_store_open_async (fixture->uri, NULL, store_opened_cb, &good);
  balie_store_open_async ("carrier-pigeon:x", NULL, store_opened_cb, &bad);
  fixture_wait (&good.done);
  fixture_wait (&bad.done);
  g_assert_no_error (good.error);
  g_assert_false (balie_store_is_fresh (good.result));
  g_assert_null (bad.result);
  assert_code (bad.error, BALIE_ERROR_INVALID_INPUT);
  g_clear_error (&bad.error);
  g_object_unref (good.result);
}

/* Dropping the store while work is queued does that work, and leaves no file open. */
static void
test_drop_with_work (Fixture *fixture, gconstpointer scheme)
{
  Outcome outcome = { 0 };

  balie_store_run_async (fixture->store, BALIE_STORE_WRITE, insert_order, (gpointer) "A", NULL,
                         NULL, NULL, operation_ended_cb, &outcome);
  g_clear_object (&fixture->store);
  fixture_wait (&outcome.done);
  g_assert_no_error (outcome.error);
  fixture_open (fixture);
  g_assert_cmpuint (get_n_orders (fixture->store), ==, 1);
}

static void
test_default_uri (void)
{
  g_autofree char *given = NULL;
  g_autofree char *own = NULL;

  g_setenv ("BALIE_DATABASE", "sqlite:/somewhere/x.db", TRUE);
  given = balie_store_dup_default_uri ();
  g_assert_cmpstr (given, ==, "sqlite:/somewhere/x.db");
  g_unsetenv ("BALIE_DATABASE");
  own = balie_store_dup_default_uri ();
  g_assert_true (g_str_has_prefix (own, "sqlite:/"));
  g_assert_true (g_str_has_suffix (own, "/balie/balie.db"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/default-uri", test_default_uri);
  fixture_add ("/lanes/rollback", test_rollback);
  fixture_add ("/lanes/both", test_both_lanes);
  fixture_add ("/lanes/reading", test_reading_lane_reads);
  fixture_add ("/changed/own", test_changed);
  fixture_add ("/changed/rollback", test_nothing_told_after_rollback);
  fixture_add ("/changed/others", test_changed_by_others);
  fixture_add ("/newest/wins", test_newest_wins);
  fixture_add ("/newest/only-last", test_only_last_arrives);
  fixture_add ("/cancel/running", test_cancel);
  fixture_add ("/cancel/before", test_cancelled_before);
  fixture_add ("/search/catches-up", test_search_catches_up);
  fixture_add ("/open/async", test_open_async);
  fixture_add ("/open/drop-with-work", test_drop_with_work);
  return g_test_run ();
}

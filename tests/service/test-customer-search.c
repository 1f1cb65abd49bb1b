/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search of the dialog: the seed's way from Driver2 to KP, pages over both, every fault with its own
 * sentence and way on, and no old answer in a new search. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "search-scene.h"

#include "balie-error.h"
#include "balie-test-server.h"

#include <string.h>

#define DRIVER2 BALIE_SOURCE_DRIVER2
#define KP BALIE_SOURCE_KP

static BalieCustomerSearch *
make_search (SearchScene *scene)
{
  return balie_customer_search_new (scene->desk, "2026-0001", BALIE_ENTRY_OWNER);
}

static void
assert_row (BalieCustomerSearch *search, guint i, const char *last_name, BalieSource source)
{
  const BalieFoundCustomer *row = get_row_at (search, i);

  g_assert_cmpstr (row->customer->values[BALIE_CUSTOMER_LAST_NAME], ==, last_name);
  g_assert_cmpint (row->customer->source, ==, source);
}

/* Driver2 has nobody of that name, so KP is asked by itself. */
static void
test_the_seeds_way (void)
{
  SearchScene scene = search_scene_begin ();
  g_autoptr (BalieCustomerSearch) search = make_search (&scene);
  g_autoptr (BalieCustomerQuery) query = make_name_query ("Kaapstra");

  g_assert_false (balie_customer_search_offers_kp (search));
  balie_customer_search_start (search, query, FALSE);
  g_assert_cmpint (balie_customer_search_get_waiting_for (search), ==, DRIVER2);
  g_assert_false (balie_customer_search_offers_kp (search));
  wait_ended (search);
  g_assert_cmpint (get_state (search, DRIVER2), ==, BALIE_LEG_NOTHING);
  g_assert_cmpint (get_state (search, KP), ==, BALIE_LEG_FOUND);
  g_assert_true (balie_customer_search_get_leg (search, KP)->automatic);
  g_assert_true (balie_customer_search_offers_kp (search));
  g_assert_cmpint (balie_customer_search_get_total (search), ==, 1);
  g_assert_cmpint (balie_customer_search_get_page (search), ==, 1);
  g_assert_cmpint (balie_customer_search_get_n_pages (search), ==, 1);
  assert_row (search, 0, "Kaapstra", KP);
  g_clear_object (&search);
  search_scene_end (&scene);
}

/* Without a last name there is nothing to ask KP by. */
static void
test_kp_needs_a_last_name (void)
{
  SearchScene scene = search_scene_begin ();
  g_autoptr (BalieCustomerSearch) search = make_search (&scene);
  g_autoptr (BalieCustomerQuery) query = make_query ("email", "nobody@example.com", NULL);
  g_autofree char *reason = NULL;

  search_and_wait (search, query, FALSE);
  g_assert_cmpint (get_state (search, DRIVER2), ==, BALIE_LEG_NOTHING);
  g_assert_cmpint (get_state (search, KP), ==, BALIE_LEG_IDLE);
  g_assert_true (balie_customer_search_offers_kp (search));
  g_assert_false (balie_customer_search_can_start_kp (search, &reason));
  g_assert_nonnull (strstr (reason, "last name"));
  balie_customer_search_start_kp (search);
  g_assert_false (balie_customer_search_is_running (search));
  g_assert_cmpuint (count_asked (scene.sim, "/kp", NULL), ==, 0);
  g_assert_cmpint (balie_customer_search_get_page (search), ==, 0);
  g_clear_object (&search);
  search_scene_end (&scene);
}

/* The button: KP gets three fields and no more; who is in both has one row. */
static void
test_the_kp_button (void)
{
  SearchScene scene = search_scene_begin ();
  g_autoptr (BalieCustomerSearch) search = make_search (&scene);
  g_autoptr (BalieCustomerQuery) query =
      make_query ("lastName", "Tweezijde", "firstName", "An", "postcode", "9000", "email",
                  "an.tweezijde@example.org", "country", "BE", NULL);

  search_and_wait (search, query, FALSE);
  g_assert_cmpint (get_state (search, DRIVER2), ==, BALIE_LEG_FOUND);
  g_assert_cmpint (get_state (search, KP), ==, BALIE_LEG_IDLE);
  g_assert_null (get_row_at (search, 0)->other);
  g_assert_true (balie_customer_search_can_start_kp (search, NULL));
  balie_customer_search_start_kp (search);
  g_assert_false (balie_customer_search_can_start_kp (search, NULL));
  wait_ended (search);
  g_assert_cmpint (get_state (search, KP), ==, BALIE_LEG_FOUND);
  g_assert_false (balie_customer_search_get_leg (search, KP)->automatic);
  g_assert_cmpint (balie_customer_search_get_total (search), ==, 1);
  assert_row (search, 0, "Tweezijde", DRIVER2);
  g_assert_nonnull (get_row_at (search, 0)->other);
  g_assert_cmpint (get_row_at (search, 0)->other->source, ==, KP);
  g_assert_cmpuint (count_asked (scene.sim, "/kp", "lastName=Tweezijde"), ==, 1);
  g_assert_cmpuint (count_asked (scene.sim, "/kp", "firstName=An"), ==, 1);
  g_assert_cmpuint (count_asked (scene.sim, "/kp", "postcode=9000"), ==, 1);
  g_assert_cmpuint (count_asked (scene.sim, "/kp", "mail"), ==, 0);
  g_assert_cmpuint (count_asked (scene.sim, "/kp", "ountry"), ==, 0);
  g_clear_object (&search);
  search_scene_end (&scene);
}

/* Ten a page, the next one fetched ahead, and nothing else. */
static void
test_pages (void)
{
  SearchScene scene = search_scene_begin ();
  g_autoptr (BalieCustomerSearch) search = make_search (&scene);
  g_autoptr (BalieCustomerQuery) query = make_name_query ("Peeters");
  int n_pages;

  search_and_wait (search, query, FALSE);
  n_pages = balie_customer_search_get_n_pages (search);
  g_assert_cmpint (n_pages, >, 5);
  g_assert_cmpuint (balie_customer_search_get_rows (search)->len, ==, 10);
  WAIT_UNTIL (count_asked (scene.sim, "/driver2", "page=2&") == 1);
  g_assert_cmpuint (count_asked (scene.sim, "/driver2", NULL), ==, 2);
  wait_for_page (search, 2);
  WAIT_UNTIL (count_asked (scene.sim, "/driver2", "page=3&") == 1);
  wait_for_page (search, n_pages);
  g_assert_false (balie_customer_search_has_next (search));
  g_assert_cmpuint (balie_customer_search_get_rows (search)->len, ==,
                    (guint) (balie_customer_search_get_total (search) - (n_pages - 1) * 10));
  g_assert_cmpuint (count_asked (scene.sim, "/driver2", NULL), ==, 4);
  /* Those that were fetched are there at once. */
  balie_customer_search_set_page (search, 1);
  g_assert_cmpint (balie_customer_search_get_page (search), ==, 1);
  balie_customer_search_set_page (search, 1000000);
  g_assert_cmpint (balie_customer_search_get_page (search), ==, n_pages);
  g_assert_cmpuint (count_asked (scene.sim, "/driver2", NULL), ==, 4);
  g_clear_object (&search);
  search_scene_end (&scene);
}

/* Ten thousand are no more work than ten. */
static void
test_ten_thousand (void)
{
  SearchScene scene = search_scene_begin ();
  g_autoptr (BalieCustomerSearch) search = make_search (&scene);
  g_autoptr (BalieCustomerQuery) query = make_name_query ("Zoveel");

  search_and_wait (search, query, FALSE);
  g_assert_cmpint (balie_customer_search_get_total (search), ==, 10000);
  g_assert_cmpint (balie_customer_search_get_n_pages (search), ==, 1000);
  wait_for_page (search, 1000);
  g_assert_cmpuint (balie_customer_search_get_rows (search)->len, ==, 10);
  g_assert_cmpuint (count_asked (scene.sim, "/driver2", NULL), <=, 3);
  g_clear_object (&search);
  search_scene_end (&scene);
}

/* KP's persons stand after all of Driver2; who asks for KP is shown them. */
static void
test_one_list (void)
{
  SearchScene scene = search_scene_begin ();
  g_autoptr (BalieCustomerSearch) search = make_search (&scene);
  g_autoptr (BalieCustomerQuery) query = make_name_query ("Peeters");
  gint64 n_driver2;
  gint64 n_kp;
  guint n_of_kp = 0;

  search_and_wait (search, query, FALSE);
  n_driver2 = balie_customer_search_get_total (search);
  balie_customer_search_start_kp (search);
  wait_ended (search);
  WAIT_UNTIL (!balie_customer_search_is_page_loading (search));
  n_kp = balie_customer_search_get_leg (search, KP)->total;
  g_assert_cmpint (n_kp, >, 0);
  g_assert_cmpint (balie_customer_search_get_page (search), ==, n_driver2 / 10 + 1);
  for (int page = 1; page <= balie_customer_search_get_n_pages (search); page++)
    {
      wait_for_page (search, page);
      for (guint i = 0; i < balie_customer_search_get_rows (search)->len; i++)
        {
          BalieSource source = get_row_at (search, i)->customer->source;

          g_assert_true (source == KP || n_of_kp == 0);
          n_of_kp += source == KP;
        }
    }
  g_assert_cmpint (balie_customer_search_get_total (search), ==, n_driver2 + n_of_kp);
  g_assert_cmpint (n_of_kp, <=, n_kp);
  g_clear_object (&search);
  search_scene_end (&scene);
}

/* An old answer */

static void
assert_only_goderis_cb (BalieCustomerSearch *search, gpointer user_data)
{
  GPtrArray *rows = balie_customer_search_get_rows (search);

  for (guint i = 0; i < rows->len; i++)
    assert_row (search, i, "Goderis", DRIVER2);
}

static gboolean
time_passed_cb (gpointer user_data)
{
  gboolean *passed = user_data;

  *passed = TRUE;
  return G_SOURCE_REMOVE;
}

static void
let_pass (guint milliseconds)
{
  gboolean passed = FALSE;

  g_timeout_add (milliseconds, time_passed_cb, &passed);
  WAIT_UNTIL (passed);
}

/* @delay: when the second search begins; the answer to the first may be anywhere on its way then. */
static void
search_over (SearchScene *scene, guint delay, gboolean fresh)
{
  g_autoptr (BalieCustomerSearch) search = make_search (scene);
  g_autoptr (BalieCustomerQuery) old = make_name_query ("Peeters");
  g_autoptr (BalieCustomerQuery) query = make_name_query ("Goderis");

  balie_customer_search_start (search, old, fresh);
  let_pass (delay);
  balie_customer_search_start (search, query, fresh);
  g_assert_cmpuint (balie_customer_search_get_rows (search)->len, ==, 0);
  g_signal_connect (search, "changed", G_CALLBACK (assert_only_goderis_cb), NULL);
  wait_ended (search);
  g_assert_cmpint (balie_customer_search_get_total (search), ==, 1);
  let_pass (60);
  g_assert_cmpint (balie_customer_search_get_total (search), ==, 1);
  assert_row (search, 0, "Goderis", DRIVER2);
}

static void
test_old_answers (void)
{
  SearchScene scene = search_scene_begin ();

  sim_process_set (scene.sim, "latency", "driver2=20ms..40ms");
  for (guint delay = 0; delay < 60; delay += 4)
    search_over (&scene, delay, TRUE);
  /* From what is kept, where cancelling comes too late. */
  for (guint delay = 0; delay < 10; delay++)
    search_over (&scene, delay, FALSE);
  search_scene_end (&scene);
}

/* A slow first and a fast second one, whose first answer is not cancelled on its way: pages that arrive
 * under an old generation are dropped. */
static void
test_old_pages (void)
{
  SearchScene scene = search_scene_begin ();
  g_autoptr (BalieCustomerSearch) search = make_search (&scene);
  g_autoptr (BalieCustomerQuery) old = make_name_query ("Peeters");
  g_autoptr (BalieCustomerQuery) query = make_name_query ("Goderis");

  search_and_wait (search, old, TRUE);
  sim_process_set (scene.sim, "latency", "driver2=100ms");
  balie_customer_search_set_page (search, 5);
  g_assert_true (balie_customer_search_is_page_loading (search));
  g_assert_cmpint (balie_customer_search_get_page (search), ==, 1);
  sim_process_set (scene.sim, "latency", "0");
  search_and_wait (search, query, TRUE);
  let_pass (150);
  assert_only_goderis_cb (search, NULL);
  g_assert_cmpint (balie_customer_search_get_n_pages (search), ==, 1);
  g_clear_object (&search);
  search_scene_end (&scene);
}

/* Connections */

static void
hang_cb (BalieTestExchange *exchange, gpointer user_data)
{
  balie_test_exchange_hang (exchange);
}

static void
test_the_connection_is_freed (void)
{
  SearchScene scene = search_scene_begin ();
  g_autoptr (BalieTestServer) server = balie_test_server_new (hang_cb, NULL, NULL);
  g_autofree char *url = balie_test_server_dup_url (server, "127.0.0.1", "/");
  g_autoptr (BalieCustomerSearch) search = make_search (&scene);
  g_autoptr (BalieCustomerQuery) query = make_name_query ("Peeters");

  search_scene_use (&scene, url, url);
  balie_customer_search_start (search, query, FALSE);
  while (balie_test_server_get_n_open (server) == 0)
    let_pass (5);
  balie_customer_search_cancel (search);
  g_assert_cmpint (get_state (search, DRIVER2), ==, BALIE_LEG_CANCELLED);
  g_assert_false (balie_customer_search_is_running (search));
  while (balie_test_server_get_n_open (server) > 0)
    let_pass (5);
  g_assert_cmpint (get_state (search, KP), ==, BALIE_LEG_IDLE);
  /* Nor is one left behind by a search that is dropped. */
  balie_customer_search_start (search, query, FALSE);
  while (balie_test_server_get_n_open (server) == 0)
    let_pass (5);
  g_clear_object (&search);
  while (balie_test_server_get_n_open (server) > 0)
    let_pass (5);
  search_scene_end (&scene);
}

/* Waiting too long: 0.6 s here, of 1.2 s after which the call itself is given up. */
static void
test_kp_instead (void)
{
  SearchScene scene = search_scene_begin ();
  g_autoptr (BalieCustomerSearch) search = make_search (&scene);
  g_autoptr (BalieCustomerQuery) query = make_name_query ("Kaapstra");

  sim_process_set (scene.sim, "faults", "driver2.hang:1");
  balie_customer_search_start (search, query, FALSE);
  g_assert_false (balie_customer_search_is_overdue (search));
  g_assert_false (balie_customer_search_can_start_kp (search, NULL));
  WAIT_UNTIL (balie_customer_search_is_overdue (search));
  g_assert_cmpfloat (balie_customer_search_get_elapsed (search), >=, 0.59);
  g_assert_true (balie_customer_search_is_running (search));
  g_assert_true (balie_customer_search_offers_kp (search));
  balie_customer_search_start_kp (search);
  g_assert_cmpint (get_state (search, DRIVER2), ==, BALIE_LEG_CANCELLED);
  g_assert_false (balie_customer_search_is_overdue (search));
  wait_ended (search);
  assert_row (search, 0, "Kaapstra", KP);
  g_clear_object (&search);
  search_scene_end (&scene);
}

static void
test_keep_waiting (void)
{
  SearchScene scene = search_scene_begin ();
  g_autoptr (BalieCustomerSearch) search = make_search (&scene);
  g_autoptr (BalieCustomerQuery) query = make_name_query ("Goderis");

  sim_process_set (scene.sim, "latency", "driver2=1s");
  balie_customer_search_start (search, query, FALSE);
  WAIT_UNTIL (balie_customer_search_is_overdue (search));
  balie_customer_search_keep_waiting (search);
  g_assert_false (balie_customer_search_is_overdue (search));
  g_assert_true (balie_customer_search_is_running (search));
  wait_ended (search);
  g_assert_cmpint (get_state (search, DRIVER2), ==, BALIE_LEG_FOUND);
  g_clear_object (&search);
  search_scene_end (&scene);
}

/* The leg that hangs begins anew. */
static void
test_try_again_while_it_hangs (void)
{
  SearchScene scene = search_scene_begin ();
  g_autoptr (BalieCustomerSearch) search = make_search (&scene);
  g_autoptr (BalieCustomerQuery) query = make_name_query ("Kaapstra");

  sim_process_set (scene.sim, "faults", "kp.hang:1");
  balie_customer_search_start (search, query, FALSE);
  WAIT_UNTIL (balie_customer_search_get_waiting_for (search) == KP &&
              balie_customer_search_is_overdue (search));
  sim_process_set (scene.sim, "faults", "");
  balie_customer_search_try_again (search);
  g_assert_cmpfloat (balie_customer_search_get_elapsed (search), <, 0.3);
  wait_ended (search);
  g_assert_true (balie_customer_search_get_leg (search, KP)->automatic);
  assert_row (search, 0, "Kaapstra", KP);
  g_clear_object (&search);
  search_scene_end (&scene);
}

/* Faults */

/* What looks the same from here shares a sentence: nothing came, and it took too long. */
static const struct
{
  const char *kind;
  int code;
  int sentence;
} faults[] = {
  { "drop-before", BALIE_ERROR_UNCLEAR, 0 }, { "drop-after", BALIE_ERROR_UNCLEAR, 0 },
  { "hang", BALIE_ERROR_TIMEOUT, 1 },        { "slow", BALIE_ERROR_TIMEOUT, 1 },
  { "500", BALIE_ERROR_UNCLEAR, 2 },         { "503", BALIE_ERROR_UNAVAILABLE, 3 },
  { "429", BALIE_ERROR_UNAVAILABLE, 4 },     { "garbage", BALIE_ERROR_UNCLEAR, 5 },
  { "truncate", BALIE_ERROR_UNCLEAR, 6 },    { "wrong-type", BALIE_ERROR_UNCLEAR, 7 },
  { "huge", BALIE_ERROR_UNCLEAR, 8 },
};

#define N_SENTENCES 9

static void
assert_own_sentence (char **sentences, int own, const char *sentence)
{
  if (sentences[own] != NULL)
    {
      g_assert_cmpstr (sentences[own], ==, sentence);
      return;
    }
  for (int i = 0; i < N_SENTENCES; i++)
    g_assert_cmpstr (sentences[i], !=, sentence);
  sentences[own] = g_strdup (sentence);
}

/* Kaapstra is in KP only, so that both are asked. */
static void
fail_and_go_on (SearchScene *scene, BalieSource source, gsize fault, char **sentences)
{
  g_autoptr (BalieCustomerSearch) search = make_search (scene);
  g_autoptr (BalieCustomerQuery) query = make_name_query ("Kaapstra");
  g_autofree char *spec =
      g_strdup_printf ("%s.%s:1", balie_source_to_code (source), faults[fault].kind);
  const BalieSearchLeg *leg = balie_customer_search_get_leg (search, source);

  g_test_message ("%s", spec);
  sim_process_set (scene->sim, "faults", spec);
  search_and_wait (search, query, TRUE);
  g_assert_cmpint (leg->state, ==, BALIE_LEG_FAILED);
  g_assert_error (leg->error, BALIE_ERROR, faults[fault].code);
  assert_own_sentence (sentences, faults[fault].sentence, leg->error->message);
  /* Never by itself after an error, but the person may. */
  if (source == DRIVER2)
    g_assert_cmpint (get_state (search, KP), ==, BALIE_LEG_IDLE);
  g_assert_true (balie_customer_search_can_start_kp (search, NULL));
  sim_process_set (scene->sim, "faults", "");
  balie_customer_search_try_again (search);
  wait_ended (search);
  g_assert_cmpint (get_state (search, DRIVER2), ==, BALIE_LEG_NOTHING);
  g_assert_cmpint (get_state (search, KP), ==, BALIE_LEG_FOUND);
  g_assert_null (leg->error);
}

static void
test_faults (gconstpointer data)
{
  BalieSource source = (BalieSource) GPOINTER_TO_INT (data);
  SearchScene scene = search_scene_begin ();
  char *sentences[N_SENTENCES] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    fail_and_go_on (&scene, source, i, sentences);
  for (gsize i = 0; i < N_SENTENCES; i++)
    {
      g_assert_nonnull (sentences[i]);
      g_free (sentences[i]);
    }
  search_scene_end (&scene);
}

/* A page that can't be fetched leaves the one that is shown. */
static void
test_a_page_fails (void)
{
  SearchScene scene = search_scene_begin ();
  g_autoptr (BalieCustomerSearch) search = make_search (&scene);
  g_autoptr (BalieCustomerQuery) query = make_name_query ("Peeters");

  search_and_wait (search, query, TRUE);
  WAIT_UNTIL (count_asked (scene.sim, "/driver2", "page=2&") == 1);
  sim_process_set (scene.sim, "faults", "driver2.garbage:1");
  balie_customer_search_set_page (search, 5);
  WAIT_UNTIL (!balie_customer_search_is_page_loading (search));
  g_assert_cmpint (get_state (search, DRIVER2), ==, BALIE_LEG_FAILED);
  g_assert_cmpint (balie_customer_search_get_page (search), ==, 1);
  g_assert_cmpuint (balie_customer_search_get_rows (search)->len, ==, 10);
  g_assert_cmpint (get_state (search, KP), ==, BALIE_LEG_IDLE);
  sim_process_set (scene.sim, "faults", "");
  balie_customer_search_try_again (search);
  WAIT_UNTIL (!balie_customer_search_is_page_loading (search));
  g_assert_cmpint (balie_customer_search_get_page (search), ==, 5);
  g_assert_cmpint (get_state (search, DRIVER2), ==, BALIE_LEG_FOUND);
  g_clear_object (&search);
  search_scene_end (&scene);
}

/* What is kept is shown with its age, and asked anew on demand. */
static void
test_kept_answers (void)
{
  SearchScene scene = search_scene_begin ();
  g_autoptr (BalieCustomerSearch) search = make_search (&scene);
  g_autoptr (BalieCustomerQuery) query = make_name_query ("Goderis");
  g_autoptr (BalieCustomerQuery) same = make_name_query (" goderis ");
  gint64 fetched_at;

  search_and_wait (search, query, FALSE);
  fetched_at = balie_customer_search_get_leg (search, DRIVER2)->fetched_at;
  g_assert_cmpint (fetched_at, >, 0);
  search_and_wait (search, same, FALSE);
  g_assert_cmpint (balie_customer_search_get_leg (search, DRIVER2)->fetched_at, ==, fetched_at);
  g_assert_cmpint (balie_customer_search_get_total (search), ==, 1);
  g_assert_cmpuint (count_asked (scene.sim, "/driver2", NULL), ==, 1);
  search_and_wait (search, same, TRUE);
  g_assert_cmpuint (count_asked (scene.sim, "/driver2", NULL), ==, 2);
  g_clear_object (&search);
  search_scene_end (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/the-seeds-way", test_the_seeds_way);
  g_test_add_func ("/search/kp-needs-a-last-name", test_kp_needs_a_last_name);
  g_test_add_func ("/search/the-kp-button", test_the_kp_button);
  g_test_add_func ("/search/pages", test_pages);
  g_test_add_func ("/search/ten-thousand", test_ten_thousand);
  g_test_add_func ("/search/one-list", test_one_list);
  g_test_add_func ("/search/kept-answers", test_kept_answers);
  g_test_add_func ("/search/old-answers", test_old_answers);
  g_test_add_func ("/search/old-pages", test_old_pages);
  g_test_add_func ("/search/the-connection-is-freed", test_the_connection_is_freed);
  g_test_add_func ("/faults/kp-instead", test_kp_instead);
  g_test_add_func ("/faults/keep-waiting", test_keep_waiting);
  g_test_add_func ("/faults/try-again-while-it-hangs", test_try_again_while_it_hangs);
  g_test_add_func ("/faults/a-page-fails", test_a_page_fails);
  g_test_add_data_func ("/faults/driver2", GINT_TO_POINTER (DRIVER2), test_faults);
  g_test_add_data_func ("/faults/kp", GINT_TO_POINTER (KP), test_faults);
  return g_test_run ();
}

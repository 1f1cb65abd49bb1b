/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plate requests reach the simulated PON exactly once, whatever goes wrong on the way. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "delivery-fixture.h"

#include "balie-delivery-states.h"
#include "balie-error.h"
#include "balie-other-tables.h"
#include "balie-request-table.h"

#include <signal.h>
#include <string.h>

/* What a killed child goes on with. */
#define CHILD_OPTION "--deliver"

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

static const char *
get_state (const BaliePlateRequest *request)
{
  return balie_request_state_to_code (request->state);
}

/* The usual: a desk whose PON is a simulator without faults, and orders A-0001 … */
typedef struct
{
  DeliveryFixture *fixture;
  BalieDesk *desk;
  SimProcess *sim;
} Scene;

static Scene
begin (SimProcess *sim, guint n_orders)
{
  Scene scene = { delivery_fixture_new (NULL), NULL, sim };

  scene.desk = scene.fixture->desk;
  add_orders (scene.desk, 1, n_orders);
  use_sim (scene.desk, sim);
  return scene;
}

static void
end (Scene *scene)
{
  delivery_fixture_free (scene->fixture);
  sim_process_stop (scene->sim);
}

static void
test_the_plate_comes (void)
{
  Scene scene = begin (sim_process_start ("--decide-after", "0ms", NULL), 1);
  g_autoptr (BaliePlateRequest) made = approve (scene.desk, "A-0001");
  g_autoptr (BalieDeliverySummary) summary = NULL;
  g_autoptr (BaliePlateRequest) request = NULL;
  g_autoptr (BalieOrderRow) row = NULL;

  g_assert_cmpstr (get_state (made), ==, "waiting");
  summary = sync_all (scene.desk);
  g_assert_cmpint (summary->n_sent, ==, 1);
  g_assert_cmpint (summary->n_left, ==, 0);
  g_assert_cmpint (summary->n_approved, ==, 1);
  g_assert_no_error (summary->problem);
  request = get_request (scene.desk, made->key);
  g_assert_cmpstr (get_state (request), ==, "approved");
  g_assert_cmpstr (request->plate, !=, "");
  row = get_row (scene.desk, "A-0001");
  g_assert_cmpstr (row->order->plate, ==, request->plate);
  g_assert_cmpint (row->request_state, ==, BALIE_REQUEST_APPROVED);
  g_assert_cmpuint (row->explanation.blocking & (1u << BALIE_CONDITION_PLATE), !=, 0);
  g_assert_cmpuint (count_history (scene.desk, "A-0001", BALIE_ACTIVITY_REQUEST_SENT), ==, 1);
  g_assert_cmpuint (count_history (scene.desk, "A-0001", BALIE_ACTIVITY_PLATE_ISSUED), ==, 1);
  end (&scene);
}

static void
test_only_eight_fields_leave (void)
{
  static const char *const allowed[] = { "brand",         "dealerNumber",
                                         "chassisNumber", "requestType",
                                         "requestDate",   "deliveryDate",
                                         "plates",        NULL };
  Scene scene = begin (sim_process_start ("--seed", "1", NULL), 1);
  g_autoptr (BaliePlateRequest) made = approve (scene.desk, "A-0001");
  g_autoptr (BalieDeliverySummary) summary = sync_all (scene.desk);
  g_autoptr (JsonArray) journal = sim_process_dup_array (scene.sim, "/control/journal");
  guint n_posts = 0;

  g_assert_cmpint (made->state, ==, BALIE_REQUEST_WAITING);
  g_assert_cmpint (summary->n_sent, ==, 1);
  for (guint i = 0; i < json_array_get_length (journal); i++)
    {
      JsonObject *entry = json_array_get_object_element (journal, i);
      g_autoptr (JsonNode) body = NULL;
      g_autoptr (GList) members = NULL;

      if (g_strcmp0 (json_object_get_string_member (entry, "method"), "POST") != 0)
        continue;
      n_posts++;
      body = json_from_string (json_object_get_string_member (entry, "body"), NULL);
      members = json_object_get_members (json_node_get_object (body));
      g_assert_cmpuint (g_list_length (members), ==, 7);
      for (GList *member = members; member != NULL; member = member->next)
        g_assert_true (g_strv_contains (allowed, member->data));
    }
  g_assert_cmpuint (n_posts, ==, 1);
  end (&scene);
}

/* Every fault by itself hits a third of the calls; all requests arrive all the same, once. */
static void
test_one_fault (gconstpointer data)
{
  g_autofree char *faults = g_strdup_printf ("%s:0.3", (const char *) data);
  Scene scene = begin (sim_process_start ("--faults", faults, "--decide-after", "0ms", NULL), 6);

  approve_many (scene.desk, 1, 6);
  sync_until_done (scene.desk, 60);
  assert_exactly_once (scene.sim, 1, 6);
  end (&scene);
}

static const char all_faults[] =
    "drop-before:0.08,drop-after:0.08,hang:0.04,500:0.08,503:0.05,429:0.05,garbage:0.05,"
    "truncate:0.05,wrong-type:0.05,huge:0.01,slow:0.03";

static void
test_all_faults_together (void)
{
  Scene scene =
      begin (sim_process_start ("--faults", all_faults, "--decide-after", "1s", NULL), 40);

  approve_many (scene.desk, 1, 40);
  sync_until_done (scene.desk, 60);
  assert_exactly_once (scene.sim, 1, 40);
  end (&scene);
}

static void
test_two_desks_at_once (void)
{
  Scene scene = begin (sim_process_start ("--faults", all_faults, NULL), 30);
  BalieDesk *other = delivery_fixture_open (scene.fixture, NULL, NULL);
  gboolean done = FALSE;

  approve_many (scene.desk, 1, 30);
  for (int i = 0; i < 60 && !done; i++)
    {
      g_autoptr (GAsyncResult) first = NULL;
      g_autoptr (GAsyncResult) second = NULL;
      g_autoptr (BalieDeliverySummary) a = NULL;
      g_autoptr (BalieDeliverySummary) b = NULL;

      balie_delivery_sync_async (scene.desk, NULL, NULL, async_ended_cb, &first);
      balie_delivery_sync_async (other, NULL, NULL, async_ended_cb, &second);
      a = balie_delivery_sync_finish (scene.desk, await (&first), NULL);
      b = balie_delivery_sync_finish (other, await (&second), NULL);
      done = a != NULL && b != NULL && a->n_left == 0 && b->n_left == 0;
    }
  g_assert_true (done);
  assert_exactly_once (scene.sim, 1, 30);
  close_desk (other);
  end (&scene);
}

/* PON did it but the answer was lost: shown as unknown, asked after, not sent again. */
static void
test_a_lost_answer_is_asked_after (void)
{
  Scene scene = begin (sim_process_start ("--faults", "drop-after:1", NULL), 1);
  g_autoptr (BaliePlateRequest) made = approve (scene.desk, "A-0001");
  g_autoptr (BalieDeliverySummary) first = sync_all (scene.desk);
  g_autoptr (BaliePlateRequest) unclear = get_request (scene.desk, made->key);
  g_autoptr (BaliePlateRequest) request = NULL;
  g_autoptr (BalieOrderRow) row = get_row (scene.desk, "A-0001");

  g_assert_cmpint (first->n_left, ==, 1);
  g_assert_nonnull (first->problem);
  g_assert_cmpstr (get_state (unclear), ==, "unknown");
  g_assert_cmpint (row->request_state, ==, BALIE_REQUEST_UNKNOWN);
  g_assert_cmpint (unclear->attempts, >=, 1);
  sim_process_set (scene.sim, "faults", "");
  sync_until_done (scene.desk, 60);
  request = get_request (scene.desk, made->key);
  g_assert_cmpstr (get_state (request), !=, "unknown");
  assert_exactly_once (scene.sim, 1, 1);
  g_assert_cmpuint (count_history (scene.desk, "A-0001", BALIE_ACTIVITY_REQUEST_SENT), ==, 1);
  end (&scene);
}

static void
test_pon_is_offline (void)
{
  DeliveryFixture *fixture = delivery_fixture_new (NULL);
  BalieDesk *desk = fixture->desk;
  g_autoptr (BaliePlateRequest) made = NULL;
  g_autoptr (BalieDeliverySummary) unset = NULL;
  g_autoptr (BalieDeliverySummary) offline = NULL;
  g_autoptr (BaliePlateRequest) request = NULL;

  add_orders (desk, 1, 1);
  made = approve (desk, "A-0001");
  unset = sync_all (desk);
  g_assert_error (unset->problem, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED);
  g_assert_cmpint (unset->n_left, ==, 1);
  /* Nothing listens on the port of discard. */
  set_remote (desk, "pon", "http://127.0.0.1:9/pon/v1");
  offline = sync_all (desk);
  g_assert_error (offline->problem, BALIE_ERROR, BALIE_ERROR_OFFLINE);
  request = get_request (desk, made->key);
  g_assert_cmpstr (get_state (request), ==, "waiting");
  g_assert_cmpstr (request->problem, ==, "offline");
  delivery_fixture_free (fixture);
}

static void
test_pon_does_not_let_us_in (void)
{
  Scene scene = begin (sim_process_start ("--require-bearer", "secret", NULL), 1);
  g_autoptr (BaliePlateRequest) made = approve (scene.desk, "A-0001");
  g_autoptr (BalieDeliverySummary) summary = sync_all (scene.desk);
  g_autoptr (BaliePlateRequest) request = get_request (scene.desk, made->key);

  g_assert_nonnull (summary->problem);
  g_assert_cmpstr (get_state (request), ==, "waiting");
  g_assert_cmpstr (request->problem, !=, "");
  end (&scene);
}

/* Somebody else has a live request for the car: closed here with PON's reason, and free again. */
static void
test_a_conflict_is_a_rejection (void)
{
  Scene scene = begin (sim_process_start ("--seed", "1", NULL), 1);
  g_autoptr (SimReply) reply = sim_process_post_request (
      scene.sim, "0b6f3c1e-8f0a-4a54-9f0e-3f4f3a0f7a11",
      "{\"brand\":\"VW\",\"dealerNumber\":\"51001\",\"chassisNumber\":\"WVWZZZDEMTW000001\","
      "\"requestType\":\"new\",\"requestDate\":\"2026-03-20\",\"deliveryDate\":null,"
      "\"plates\":[{\"type\":\"long\",\"count\":2}]}");
  g_autoptr (BaliePlateRequest) made = approve (scene.desk, "A-0001");
  g_autoptr (BalieDeliverySummary) summary = sync_all (scene.desk);
  g_autoptr (BaliePlateRequest) request = get_request (scene.desk, made->key);
  g_autoptr (BalieOrderRow) row = get_row (scene.desk, "A-0001");

  g_assert_cmpuint (reply->status, ==, 201);
  g_assert_cmpint (summary->n_rejected, ==, 1);
  g_assert_cmpstr (get_state (request), ==, "rejected");
  g_assert_cmpstr (request->problem, ==, "conflict");
  g_assert_cmpstr (request->reason, !=, "");
  g_assert_cmpuint (row->explanation.blocking & (1u << BALIE_CONDITION_REQUESTED), ==, 0);
  end (&scene);
}

/* Withdrawing */

static BaliePlateRequest *
withdraw (BalieDesk *desk, const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BaliePlateRequest *request;

  balie_approval_withdraw_async (desk, key, NULL, async_ended_cb, &result);
  request = balie_approval_withdraw_finish (desk, await (&result), &error);
  g_assert_no_error (error);
  return request;
}

static void
test_withdrawn_before_it_is_sent (void)
{
  Scene scene = begin (sim_process_start ("--seed", "1", NULL), 1);
  g_autoptr (BaliePlateRequest) made = approve (scene.desk, "A-0001");
  g_autoptr (BaliePlateRequest) dropped = withdraw (scene.desk, made->key);
  g_autoptr (BalieDeliverySummary) summary = sync_all (scene.desk);
  g_autoptr (SimReply) reply = sim_process_send (scene.sim, "GET", "/control/requests", NULL);
  g_autoptr (BaliePlateRequest) again = NULL;

  g_assert_cmpstr (get_state (dropped), ==, "withdrawn");
  g_assert_cmpint (summary->n_sent, ==, 0);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (reply->json)), ==, 0);
  again = approve (scene.desk, "A-0001");
  g_assert_cmpstr (again->key, !=, made->key);
  end (&scene);
}

static void
test_withdrawn_at_pon (void)
{
  Scene scene = begin (sim_process_start ("--decide-after", "never", NULL), 1);
  g_autoptr (BaliePlateRequest) made = approve (scene.desk, "A-0001");
  g_autoptr (BalieDeliverySummary) sent = sync_all (scene.desk);
  g_autoptr (BaliePlateRequest) asked = withdraw (scene.desk, made->key);
  g_autoptr (BalieDeliverySummary) summary = sync_all (scene.desk);
  g_autoptr (BaliePlateRequest) request = get_request (scene.desk, made->key);
  g_autoptr (BalieOrderRow) row = get_row (scene.desk, "A-0001");

  g_assert_cmpint (sent->n_sent, ==, 1);
  g_assert_cmpstr (get_state (asked), ==, "withdrawal-asked");
  g_assert_cmpint (summary->n_withdrawn, ==, 1);
  g_assert_cmpstr (get_state (request), ==, "withdrawn");
  g_assert_cmpuint (row->explanation.blocking, ==, 0);
  end (&scene);
}

static void
test_too_late_to_withdraw (void)
{
  Scene scene = begin (sim_process_start ("--decide-after", "never", NULL), 1);
  g_autoptr (BaliePlateRequest) made = approve (scene.desk, "A-0001");
  g_autoptr (BalieDeliverySummary) sent = sync_all (scene.desk);
  g_autoptr (BaliePlateRequest) asked = NULL;
  g_autoptr (BaliePlateRequest) request = NULL;

  g_assert_cmpint (sent->n_sent, ==, 1);
  sim_process_set (scene.sim, "decide", "0ms");
  asked = withdraw (scene.desk, made->key);
  sync_until_done (scene.desk, 60);
  request = get_request (scene.desk, made->key);
  g_assert_cmpstr (get_state (request), ==, "approved");
  g_assert_cmpstr (request->plate, !=, "");
  g_assert_cmpuint (count_history (scene.desk, "A-0001", BALIE_ACTIVITY_WITHDRAWAL_REFUSED), ==, 1);
  end (&scene);
}

/* It was sent, the answer was lost, and then it was withdrawn: PON is asked first. */
static void
test_an_unclear_one_is_withdrawn (void)
{
  Scene scene =
      begin (sim_process_start ("--faults", "drop-after:1", "--decide-after", "never", NULL), 1);
  g_autoptr (BaliePlateRequest) made = approve (scene.desk, "A-0001");
  g_autoptr (BalieDeliverySummary) sent = sync_all (scene.desk);
  g_autoptr (BaliePlateRequest) asked = withdraw (scene.desk, made->key);
  g_autoptr (BaliePlateRequest) request = NULL;

  g_assert_cmpint (sent->n_sent, ==, 1);
  g_assert_cmpstr (get_state (asked), ==, "withdrawal-asked");
  sim_process_set (scene.sim, "faults", "");
  sync_until_done (scene.desk, 60);
  request = get_request (scene.desk, made->key);
  g_assert_cmpstr (get_state (request), ==, "withdrawn");
  end (&scene);
}

/* Late answers */

static gpointer
close_request (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BaliePlateRequest) request = balie_request_table_get (db, data, error);
  BalieRequestState from = request->state;

  request->state = BALIE_REQUEST_REJECTED;
  balie_request_table_update (db, request, from, error);
  return NULL;
}

/* Closed here while PON went on: the plate is not lost, and the history tells. */
static void
test_a_plate_for_a_closed_request (void)
{
  Scene scene = begin (sim_process_start ("--decide-after", "never", NULL), 1);
  g_autoptr (BaliePlateRequest) made = approve (scene.desk, "A-0001");
  g_autoptr (BalieDeliverySummary) sent = sync_all (scene.desk);
  g_autoptr (BaliePlateRequest) request = NULL;
  g_autoptr (BalieOrderRow) row = NULL;

  g_assert_cmpint (sent->n_sent, ==, 1);
  delivery_fixture_run (scene.desk, close_request, made->key);
  sim_process_set (scene.sim, "decide", "0ms");
  sync_until_done (scene.desk, 60);
  request = get_request (scene.desk, made->key);
  row = get_row (scene.desk, "A-0001");
  g_assert_cmpstr (get_state (request), ==, "approved");
  g_assert_cmpstr (row->order->plate, ==, request->plate);
  g_assert_cmpuint (count_history (scene.desk, "A-0001", BALIE_ACTIVITY_PLATE_ISSUED), ==, 1);
  end (&scene);
}

static void
fetch_states (BalieDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree BalieOutboxReport *report = NULL;

  balie_delivery_states_async (desk, NULL, async_ended_cb, &result);
  report = balie_delivery_states_finish (desk, await (&result), &error);
  g_assert_no_error (error);
}

static gpointer
note_try (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BaliePlateRequest) request = balie_request_table_get (db, data, error);

  request->attempts = 1;
  balie_request_table_update (db, request, request->state, error);
  return NULL;
}

/* The order was requested anew meanwhile. One that was never sent makes room for the plate; beside
 * one that may be at PON the old one stays closed, but its plate is kept and told once. */
static void
test_a_plate_beside_a_new_request (gconstpointer data)
{
  gboolean may_be_sent = GPOINTER_TO_INT (data);
  Scene scene = begin (sim_process_start ("--decide-after", "never", NULL), 1);
  g_autoptr (BaliePlateRequest) made = approve (scene.desk, "A-0001");
  g_autoptr (BalieDeliverySummary) sent = sync_all (scene.desk);
  g_autoptr (BaliePlateRequest) again = NULL;
  g_autoptr (BaliePlateRequest) old = NULL;
  g_autoptr (BaliePlateRequest) new = NULL;
  g_autoptr (BalieOrderRow) row = NULL;

  g_assert_cmpint (sent->n_sent, ==, 1);
  delivery_fixture_run (scene.desk, close_request, made->key);
  again = approve (scene.desk, "A-0001");
  if (may_be_sent)
    delivery_fixture_run (scene.desk, note_try, again->key);
  sim_process_set (scene.sim, "decide", "0ms");
  fetch_states (scene.desk);
  fetch_states (scene.desk);
  old = get_request (scene.desk, made->key);
  new = get_request (scene.desk, again->key);
  row = get_row (scene.desk, "A-0001");
  g_assert_cmpstr (get_state (old), ==, may_be_sent ? "rejected" : "approved");
  g_assert_cmpstr (get_state (new), ==, may_be_sent ? "waiting" : "withdrawn");
  g_assert_cmpstr (old->plate, !=, "");
  g_assert_cmpstr (row->order->plate, ==, old->plate);
  g_assert_cmpuint (count_history (scene.desk, "A-0001", BALIE_ACTIVITY_PLATE_ISSUED), ==, 1);
  end (&scene);
}

static gpointer
set_plate (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieOrderRow) row = balie_order_table_get (db, "A-0001", error);

  replace (&row->order->plate, data);
  balie_order_table_update (db, row->order, &row->explanation, 1, error);
  return NULL;
}

static void
test_another_plate_stays (void)
{
  Scene scene = begin (sim_process_start ("--decide-after", "never", NULL), 1);
  g_autoptr (BaliePlateRequest) made = approve (scene.desk, "A-0001");
  g_autoptr (BalieDeliverySummary) sent = sync_all (scene.desk);
  g_autoptr (BaliePlateRequest) request = NULL;
  g_autoptr (BalieOrderRow) row = NULL;

  g_assert_cmpint (sent->n_sent, ==, 1);
  delivery_fixture_run (scene.desk, set_plate, (gpointer) "XDP99X");
  sim_process_set (scene.sim, "decide", "0ms");
  sync_until_done (scene.desk, 60);
  request = get_request (scene.desk, made->key);
  row = get_row (scene.desk, "A-0001");
  g_assert_cmpstr (get_state (request), ==, "approved");
  g_assert_cmpstr (request->plate, !=, "XDP99X");
  g_assert_cmpstr (row->order->plate, ==, "XDP99X");
  g_assert_cmpuint (count_history (scene.desk, "A-0001", BALIE_ACTIVITY_PLATE_ISSUED), ==, 1);
  end (&scene);
}

/* More states than a page holds. */
static void
test_states_of_many_pages (void)
{
  Scene scene = begin (sim_process_start ("--decide-after", "never", NULL), 120);
  g_autoptr (BalieDeliverySummary) summary = NULL;

  approve_many (scene.desk, 1, 120);
  sync_until_done (scene.desk, 60);
  sim_process_set (scene.sim, "decide", "0ms");
  summary = sync_all (scene.desk);
  g_assert_cmpint (summary->n_approved, ==, 120);
  assert_exactly_once (scene.sim, 1, 120);
  end (&scene);
}

/* A program that stays */

static void
note_change_cb (BalieDesk *desk, gpointer user_data)
{
  gboolean *changed = user_data;

  *changed = TRUE;
}

static void
test_a_staying_program_sends_by_itself (void)
{
  Scene scene = begin (sim_process_start ("--decide-after", "0ms", NULL), 2);
  g_autoptr (BaliePlateRequest) request = NULL;
  g_autoptr (BaliePlateRequest) made = NULL;
  gboolean changed = FALSE;

  g_signal_connect (scene.desk, "delivery-changed", G_CALLBACK (note_change_cb), &changed);
  balie_delivery_start (scene.desk);
  made = approve (scene.desk, "A-0001");
  do
    {
      changed = FALSE;
      while (!changed)
        g_main_context_iteration (NULL, TRUE);
      g_clear_pointer (&request, balie_plate_request_free);
      request = get_request (scene.desk, made->key);
    }
  while (request->state != BALIE_REQUEST_APPROVED);
  balie_delivery_stop (scene.desk);
  g_signal_handlers_disconnect_by_data (scene.desk, &changed);
  assert_exactly_once (scene.sim, 1, 1);
  end (&scene);
}

/* Killed at random */

static int
deliver_until_killed (const char *uri)
{
  g_autoptr (BalieDesk) desk = balie_desk_open_sync (uri, NULL, NULL, NULL);

  while (desk != NULL)
    {
      g_autoptr (BalieDeliverySummary) summary = sync_all (desk);

      if (summary->n_left == 0)
        break;
    }
  return desk != NULL ? 0 : 1;
}

static void
kill_one (const char *program, const char *uri, GRand *chance)
{
  const char *argv[] = { program, CHILD_OPTION, uri, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
      g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);

  g_assert_no_error (error);
  g_usleep ((gulong) g_rand_int_range (chance, 20000, 600000));
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, NULL);
}

static const char *own_path;

static void
test_killed_at_random (void)
{
  guint n = g_test_slow () ? 300 : 40;
  guint n_kills = g_test_slow () ? 400 : 25;
  Scene scene = begin (
      sim_process_start ("--faults", all_faults, "--latency", "20ms", "--decide-after", "2s", NULL),
      n);
  g_autoptr (GRand) chance = g_rand_new_with_seed (g_test_rand_int ());

  approve_many (scene.desk, 1, n);
  for (guint i = 0; i < n_kills; i++)
    kill_one (own_path, scene.fixture->uri, chance);
  sync_until_done (scene.desk, 200);
  assert_exactly_once (scene.sim, 1, n);
  end (&scene);
}

/* With -m perf: how near a run over a slow link comes to what the limit of eight in flight allows. */
static void
test_speed (void)
{
  const guint n = 400;
  const double ideal = n * 0.1 / 8;
  Scene scene =
      begin (sim_process_start ("--latency", "100ms", "--decide-after", "never", NULL), n);
  double seconds;
  g_autoptr (BalieDeliverySummary) summary = NULL;

  approve_many (scene.desk, 1, n);
  g_test_timer_start ();
  summary = sync_all (scene.desk);
  seconds = g_test_timer_elapsed ();
  g_assert_cmpint (summary->n_left, ==, 0);
  g_test_minimized_result (seconds / ideal,
                           "%u requests in %.2f s: %.2f times what the limit allows", n, seconds,
                           seconds / ideal);
  assert_exactly_once (scene.sim, 1, n);
  end (&scene);
}

static void
add_faults (void)
{
  static const char *const faults[] = { "drop-before", "drop-after", "hang",    "500",
                                        "503",         "429",        "garbage", "truncate",
                                        "wrong-type",  "huge",       "slow",    NULL };

  for (gsize i = 0; faults[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/faults/", faults[i], NULL);

      g_test_add_data_func (path, faults[i], test_one_fault);
    }
  g_test_add_func ("/faults/all", test_all_faults_together);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], CHILD_OPTION))
    return deliver_until_killed (argv[2]);
  own_path = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery/plate", test_the_plate_comes);
  g_test_add_func ("/delivery/eight-fields", test_only_eight_fields_leave);
  g_test_add_func ("/delivery/lost-answer", test_a_lost_answer_is_asked_after);
  g_test_add_func ("/delivery/offline", test_pon_is_offline);
  g_test_add_func ("/delivery/locked-out", test_pon_does_not_let_us_in);
  g_test_add_func ("/delivery/conflict", test_a_conflict_is_a_rejection);
  g_test_add_func ("/delivery/withdraw/before", test_withdrawn_before_it_is_sent);
  g_test_add_func ("/delivery/withdraw/at-pon", test_withdrawn_at_pon);
  g_test_add_func ("/delivery/withdraw/too-late", test_too_late_to_withdraw);
  g_test_add_func ("/delivery/withdraw/unclear", test_an_unclear_one_is_withdrawn);
  g_test_add_func ("/delivery/late/closed", test_a_plate_for_a_closed_request);
  g_test_add_data_func ("/delivery/late/new-request", GINT_TO_POINTER (FALSE),
                        test_a_plate_beside_a_new_request);
  g_test_add_data_func ("/delivery/late/new-request-sent", GINT_TO_POINTER (TRUE),
                        test_a_plate_beside_a_new_request);
  g_test_add_func ("/delivery/late/other-plate", test_another_plate_stays);
  g_test_add_func ("/delivery/states/pages", test_states_of_many_pages);
  g_test_add_func ("/delivery/staying", test_a_staying_program_sends_by_itself);
  add_faults ();
  g_test_add_func ("/faults/two-desks", test_two_desks_at_once);
  g_test_add_func ("/faults/killed", test_killed_at_random);
  if (g_test_perf ())
    g_test_add_func ("/delivery/speed", test_speed);
  return g_test_run ();
}

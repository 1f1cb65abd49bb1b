/* SPDX-License-Identifier: GPL-3.0-or-later */
/* balie-sim as a program: options, loopback, limits, faults, latency, state, journal, many clients. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "sim-request.h"

#include <glib/gstdio.h>
#include <signal.h>

#define PATH "/pon/v1/plate-requests"

static SimReply *
post (SimProcess *sim, guint serial)
{
  g_autofree char *body = make_body (serial);
  g_autofree char *key = g_uuid_string_random ();

  return sim_process_post_request (sim, key, body);
}

/* Runs it to its end; gives its exit status and what it said. */
static int
run_to_end (const char *const *options, char **output)
{
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();
  g_auto (GStrv) strv = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_strv_builder_add (argv, g_getenv ("BALIE_SIM"));
  g_strv_builder_addv (argv, (const char **) options);
  strv = g_strv_builder_end (argv);
  g_spawn_sync (NULL, strv, NULL, G_SPAWN_DEFAULT, NULL, NULL, output, &errors, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) != 0)
    g_assert_cmpstr (errors, !=, "");
  return WEXITSTATUS (status);
}

static void
test_options (void)
{
  static const char *const wrong[][3] = {
    { "--latency", "fast", NULL },
    { "--latency", "8s..2s", NULL },
    { "--faults", "hang", NULL },
    { "--faults", "hang:2", NULL },
    { "--faults", "bang:1", NULL },
    { "--port", "70000", NULL },
    { "--faults", "kb.hang:1", NULL },
    { "--faults", "kp.bang:1", NULL },
    { "--latency", "kb=2s", NULL },
    { "--latency", "kp=", NULL },
    { "--decide-after", "x", NULL },
    { "--nonsense", NULL },
    { "operand", NULL },
  };
  g_autofree char *help = NULL;
  g_autofree char *version = NULL;

  g_assert_cmpint (run_to_end ((const char *const[]){ "--help", NULL }, &help), ==, 0);
  g_assert_nonnull (strstr (help, "/bipro/410"));
  g_assert_nonnull (strstr (help, "999"));
  g_assert_nonnull (strstr (help, "drop-before"));
  g_assert_cmpint (run_to_end ((const char *const[]){ "--version", NULL }, &version), ==, 0);
  g_assert_cmpstr (version, ==, "balie-sim " BALIE_VERSION "\n");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *output = NULL;

      g_assert_cmpint (run_to_end (wrong[i], &output), ==, 2);
      g_assert_cmpstr (output, ==, "");
    }
}

/* It listens on 127.0.0.1 and nowhere else, by the kernel's own table. */
static void
test_loopback_only (void)
{
  SimProcess *sim = sim_process_start ("--port", "0", NULL);
  g_autoptr (GUri) uri = g_uri_parse (sim->url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *needle = g_strdup_printf (":%04X 00000000:0000 0A", g_uri_get_port (uri));
  g_autofree char *loopback = g_strconcat (" 0100007F", needle, NULL);
  g_autofree char *table = NULL;
  g_autofree char *table6 = NULL;
  g_autofree char *needle6 = g_strdup_printf (":%04X 0000", g_uri_get_port (uri));

  g_assert_true (g_file_get_contents ("/proc/net/tcp", &table, NULL, NULL));
  g_assert_nonnull (strstr (table, loopback));
  g_assert_true (strstr (table, needle) == strstr (table, loopback) + strlen (" 0100007F"));
  if (g_file_get_contents ("/proc/net/tcp6", &table6, NULL, NULL))
    g_assert_null (strstr (table6, needle6));
  sim_process_stop (sim);
}

static void
test_port_taken (void)
{
  SimProcess *sim = sim_process_start ("--port", "0", NULL);
  const char *port = strrchr (sim->url, ':') + 1;
  g_autofree char *output = NULL;

  g_assert_cmpint (run_to_end ((const char *const[]){ "--port", port, NULL }, &output), ==, 1);
  sim_process_stop (sim);
}

static void
test_ends (void)
{
  SimProcess *sim = sim_process_start ("--exit-with-stdin", NULL);

  g_output_stream_close (g_subprocess_get_stdin_pipe (sim->process), NULL, NULL);
  g_subprocess_wait (sim->process, NULL, NULL);
  g_assert_true (g_subprocess_get_successful (sim->process));
  sim_process_kill (sim);
  sim = sim_process_start ("--port", "0", NULL);
  g_subprocess_send_signal (sim->process, SIGINT);
  g_subprocess_wait (sim->process, NULL, NULL);
  g_assert_true (g_subprocess_get_successful (sim->process));
  sim_process_kill (sim);
}

static void
assert_answer (SimProcess *sim,
               const char *method,
               const char *path,
               const char *body,
               guint status)
{
  g_autoptr (SimReply) reply = sim_process_send (sim, method, path, body);

  g_test_message ("%s %s", method, path);
  g_assert_no_error (reply->error);
  g_assert_cmpuint (reply->status, ==, status);
  if (status == 405)
    g_assert_nonnull (soup_message_headers_get_one (reply->headers, "Allow"));
}

static void
test_addresses (void)
{
  SimProcess *sim = sim_process_start ("--port", "0", NULL);
  g_autofree char *large = g_strnfill (2 * 1024 * 1024, ' ');
  g_autofree char *header = g_strnfill (200 * 1024, 'a');
  g_autoptr (SoupMessage) message = sim_process_new_message (sim, "GET", PATH, NULL);
  g_autoptr (SoupMessage) text = sim_process_new_message (sim, "POST", PATH, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GBytes) none = NULL;

  assert_answer (sim, "GET", "/driver2/v1/other", NULL, 404);
  assert_answer (sim, "GET", "/driver2/v1x/customers", NULL, 404);
  assert_answer (sim, "DELETE", "/driver2/v1/customers", NULL, 405);
  assert_answer (sim, "POST", "/driver2/v1/customers/74050", "{}", 405);
  assert_answer (sim, "POST", "/driver2/v1/vehicles", "{}", 405);
  assert_answer (sim, "POST", "/driver2/v1/customers", "{", 400);
  assert_answer (sim, "GET", "/kp/v1", NULL, 404);
  assert_answer (sim, "POST", "/kp/v1/persons", "{}", 405);
  assert_answer (sim, "POST", "/bipro/x", "{}", 404);
  assert_answer (sim, "GET", "/", NULL, 404);
  assert_answer (sim, "GET", "/pon/v1/other", NULL, 404);
  assert_answer (sim, "GET", PATH "/PR-000001", NULL, 404);
  assert_answer (sim, "GET", PATH "/..%2f..%2fetc", NULL, 400);
  assert_answer (sim, "PUT", PATH, "{}", 405);
  assert_answer (sim, "POST", PATH "/PR-000001", "{}", 405);
  assert_answer (sim, "DELETE", "/control/journal", NULL, 405);
  assert_answer (sim, "PUT", "/control/faults", "{\"faults\":7}", 422);
  assert_answer (sim, "PUT", "/control/latency", "{\"latency\":\"-1s\"}", 422);
  assert_answer (sim, "POST", PATH, large, 413);
  soup_message_set_request_body_from_bytes (text, "text/plain", bytes);
  soup_message_headers_append (soup_message_get_request_headers (text), "Idempotency-Key",
                               "6a7c6c5e-0b0e-4b4f-9d6e-0c1d2e3f4a5b");
  answer = soup_session_send_and_read (sim->session, text, NULL, NULL);
  g_assert_cmpuint (soup_message_get_status (text), ==, 415);
  soup_message_headers_append (soup_message_get_request_headers (message), "X-Large", header);
  none = soup_session_send_and_read (sim->session, message, NULL, NULL);
  g_assert_cmpuint (soup_message_get_status (message), !=, 200);
  assert_answer (sim, "GET", PATH, NULL, 200);
  sim_process_stop (sim);
}

static void
test_bearer (void)
{
  SimProcess *sim = sim_process_start ("--require-bearer", "open-sesame", NULL);
  g_autoptr (SimReply) without = sim_process_send (sim, "GET", PATH, NULL);
  g_autoptr (SoupMessage) message = sim_process_new_message (sim, "GET", PATH, NULL);
  g_autoptr (GBytes) body = NULL;

  g_assert_cmpuint (without->status, ==, 401);
  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               "Bearer open-sesame");
  body = soup_session_send_and_read (sim->session, message, NULL, NULL);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  sim_process_stop (sim);
}

/* What each fault does, to the client (status 0: no answer) and to the work (-1: either). */
static const struct
{
  const char *fault;
  guint status;
  int works;
} faults[] = {
  { "drop-before", 0, 0 },  { "drop-after", 0, 1 }, { "hang", 0, 1 },      { "500", 500, -1 },
  { "503", 503, 0 },        { "429", 429, 0 },      { "garbage", 201, 1 }, { "truncate", 201, 1 },
  { "wrong-type", 201, 1 }, { "huge", 201, 1 },     { "slow", 201, 1 },
};

static void
check_spoilt_reply (SimReply *reply, const char *fault, guint status)
{
  g_assert_cmpuint (reply->status, ==, status);
  if (status == 0 || g_str_equal (fault, "slow"))
    g_assert_nonnull (reply->error);
  else if (g_str_equal (fault, "truncate"))
    /* libsoup may hand out what came without an error; it is not JSON then. */
    g_assert_null (reply->json);
  else
    g_assert_no_error (reply->error);
  if (g_str_equal (fault, "503") || g_str_equal (fault, "429"))
    g_assert_cmpstr (soup_message_headers_get_one (reply->headers, "Retry-After"), ==, "1");
  if (g_str_equal (fault, "garbage"))
    g_assert_null (reply->json);
  if (g_str_equal (fault, "wrong-type"))
    g_assert_cmpint (json_object_get_int_member (json_node_get_object (reply->json), "id"), ==, 42);
  if (g_str_equal (fault, "huge"))
    g_assert_cmpuint (g_bytes_get_size (reply->body), ==, 100 * 1024 * 1024);
}

static void
check_journal_of_fault (SimProcess *sim, const char *fault, guint status, int works)
{
  g_autoptr (JsonArray) journal = sim_process_dup_array (sim, "/control/journal");
  g_autoptr (JsonArray) requests = sim_process_dup_array (sim, "/control/requests");
  JsonObject *entry = json_array_get_object_element (journal, 0);

  g_assert_cmpuint (json_array_get_length (journal), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (entry, "fault"), ==, fault);
  g_assert_cmpint (json_object_get_int_member (entry, "status"), ==, status);
  if (works >= 0)
    {
      g_assert_cmpuint (json_array_get_length (requests), ==, works);
      g_assert_cmpint (json_object_get_int_member (entry, "result"), ==, works ? 201 : 0);
    }
}

static void
test_fault (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *spec = g_strconcat (faults[i].fault, ":1", NULL);
  SimProcess *sim = sim_process_start ("--faults", spec, NULL);
  g_autoptr (SimReply) reply = NULL;
  g_autoptr (SimReply) healed = NULL;

  if (g_str_equal (faults[i].fault, "hang") || g_str_equal (faults[i].fault, "slow"))
    soup_session_set_timeout (sim->session, 1);
  reply = post (sim, 1);
  check_spoilt_reply (reply, faults[i].fault, faults[i].status);
  check_journal_of_fault (sim, faults[i].fault, faults[i].status, faults[i].works);
  sim_process_set (sim, "faults", "{\"faults\":\"\"}");
  healed = post (sim, 2);
  g_assert_cmpuint (healed->status, ==, 201);
  sim_process_stop (sim);
}

/* The same seed brings the same faults, about as often as asked for. */
static void
test_fault_odds (void)
{
  SimProcess *sim = sim_process_start ("--faults", "500:0.3,429:0.3", "--seed", "7", NULL);
  SimProcess *twin = sim_process_start ("--faults", "500:0.3,429:0.3", "--seed", "7", NULL);
  guint n[600] = { 0 };

  for (guint i = 1; i <= 300; i++)
    {
      g_autoptr (SimReply) reply = sim_process_send (sim, "GET", PATH, NULL);
      g_autoptr (SimReply) same = sim_process_send (twin, "GET", PATH, NULL);

      g_assert_cmpuint (reply->status, ==, same->status);
      g_assert_cmpuint (reply->status, <, G_N_ELEMENTS (n));
      n[reply->status]++;
    }
  g_assert_cmpuint (n[500], >, 60);
  g_assert_cmpuint (n[500], <, 120);
  g_assert_cmpuint (n[429], >, 35);
  g_assert_cmpuint (n[200], >, 100);
  g_assert_cmpuint (n[500] + n[429] + n[200], ==, 300);
  sim_process_stop (sim);
  sim_process_stop (twin);
}

static void
test_latency (void)
{
  SimProcess *sim = sim_process_start ("--latency", "200ms..300ms", NULL);
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (SimReply) reply = sim_process_send (sim, "GET", PATH, NULL);
  gint64 took = g_get_monotonic_time () - begin;
  g_autoptr (SimReply) given_up = NULL;
  gint64 end = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;
  guint n = 0;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpint (took, >=, 200 * G_TIME_SPAN_MILLISECOND);
  /* A client that gives up does not undo what it asked for. */
  sim_process_set (sim, "latency", "{\"latency\":\"1500ms\"}");
  soup_session_set_timeout (sim->session, 1);
  given_up = post (sim, 1);
  g_assert_nonnull (given_up->error);
  while (n == 0 && g_get_monotonic_time () < end)
    {
      g_autoptr (JsonArray) requests = sim_process_dup_array (sim, "/control/requests");

      n = json_array_get_length (requests);
      g_usleep (20000);
    }
  g_assert_cmpuint (n, ==, 1);
  sim_process_stop (sim);
}

static JsonArray *
dup_requests (SimProcess *sim)
{
  return sim_process_dup_array (sim, "/control/requests");
}

static char *
make_state_path (void)
{
  g_autofree char *dir = g_dir_make_tmp ("balie-sim-XXXXXX", NULL);

  g_assert_nonnull (dir);
  return g_build_filename (dir, "state", NULL);
}

static void
remove_state (const char *path)
{
  g_autofree char *dir = g_path_get_dirname (path);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

static void
append (const char *path, const char *text)
{
  FILE *file = g_fopen (path, "a");

  g_assert_nonnull (file);
  g_assert_cmpint (fputs (text, file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
test_state (void)
{
  g_autofree char *path = make_state_path ();
  const char *const options[] = { "--state", path, NULL };
  SimProcess *sim = sim_process_start ("--state", path, "--decide-after", "never", NULL);
  g_autofree char *body = make_body (3);
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *output = NULL;
  g_autofree char *then = NULL;
  g_autoptr (SimReply) one = post (sim, 1);
  g_autoptr (SimReply) two = post (sim, 997);
  g_autoptr (SimReply) three = sim_process_post_request (sim, key, body);
  g_autofree char *one_path = g_strconcat (PATH "/", sim_reply_get (one, "id"), NULL);
  g_autoptr (SimReply) gone = sim_process_send (sim, "DELETE", one_path, NULL);
  g_autoptr (JsonArray) before = dup_requests (sim);
  g_autoptr (JsonArray) journal_before = sim_process_dup_array (sim, "/control/journal");
  g_autoptr (JsonArray) after = NULL;
  g_autoptr (JsonArray) journal_after = NULL;
  g_autoptr (SimReply) again = NULL;

  g_assert_cmpuint (two->status, ==, 201);
  g_assert_cmpuint (gone->status, ==, 204);
  g_assert_cmpint (run_to_end (options, &output), ==, 1); /* in use */
  sim_process_kill (sim);
  append (path, "{\"line\":\"request\",\"id\":"); /* what a crash cuts short */
  sim = sim_process_start ("--state", path, "--decide-after", "never", NULL);
  after = dup_requests (sim);
  g_assert_true (json_array_equal (before, after));
  journal_after = sim_process_dup_array (sim, "/control/journal");
  g_assert_true (json_array_equal (journal_before, journal_after));
  again = sim_process_post_request (sim, key, body);
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpstr (sim_reply_get (again, "id"), ==, sim_reply_get (three, "id"));
  sim_process_kill (sim);
  append (path, "{\"line\":\"withdrawn\",\"id\":\"PR-000044\",\"at\":5}\n");
  g_assert_cmpint (run_to_end (options, &then), ==, 1); /* damaged */
  remove_state (path);
}

static void
test_journal (void)
{
  SimProcess *sim = sim_process_start ("--port", "0", NULL);
  g_autofree char *body = make_body (77);
  g_autofree char *vin = make_vin (77);
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (SimReply) made = sim_process_post_request (sim, key, body);
  g_autoptr (SimReply) strange = sim_process_send (sim, "POST", PATH "?x=%ff", "\xff{");
  g_autoptr (JsonArray) journal = sim_process_dup_array (sim, "/control/journal");
  JsonObject *entry;

  g_assert_cmpuint (made->status, ==, 201);
  g_assert_cmpuint (strange->status, ==, 400);
  g_assert_cmpuint (json_array_get_length (journal), ==, 2);
  entry = json_array_get_object_element (journal, 0);
  g_assert_cmpstr (json_object_get_string_member (entry, "method"), ==, "POST");
  g_assert_cmpstr (json_object_get_string_member (entry, "path"), ==, PATH);
  g_assert_cmpstr (json_object_get_string_member (entry, "key"), ==, key);
  g_assert_cmpstr (json_object_get_string_member (entry, "vin"), ==, vin);
  g_assert_cmpstr (json_object_get_string_member (entry, "body"), ==, body);
  g_assert_cmpint (json_object_get_int_member (entry, "status"), ==, 201);
  g_assert_cmpstr (json_object_get_string_member (entry, "fault"), ==, "");
  entry = json_array_get_object_element (journal, 1);
  g_assert_cmpint (json_object_get_int_member (entry, "status"), ==, 400);
  sim_process_stop (sim);
}

/* How many of many clients at once were answered what. */
typedef struct
{
  guint open;
  guint created;
  guint conflicts;
} Crowd;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Crowd *crowd = user_data;
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  guint status = soup_message_get_status (message);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body =
      soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (body);
  g_assert_true (status == 201 || status == 409);
  crowd->created += status == 201;
  crowd->conflicts += status == 409;
  crowd->open--;
}

static void
send_crowd (SimProcess *sim, guint n, guint n_cars, Crowd *crowd)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *body = make_body (i % n_cars);
      g_autofree char *key = g_uuid_string_random ();
      g_autoptr (SoupMessage) message = sim_process_new_message (sim, "POST", PATH, body);

      soup_message_headers_append (soup_message_get_request_headers (message), "Idempotency-Key",
                                   key);
      crowd->open++;
      soup_session_send_and_read_async (sim->session, message, G_PRIORITY_DEFAULT, NULL,
                                        answered_cb, crowd);
    }
  while (crowd->open > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_many_clients (void)
{
  SimProcess *sim = sim_process_start ("--latency", "0ms..30ms", NULL);
  Crowd crowd = { 0 };
  g_autoptr (JsonArray) requests = NULL;
  g_autoptr (JsonArray) journal = NULL;

  send_crowd (sim, 600, 200, &crowd);
  g_assert_cmpuint (crowd.created, ==, 200);
  g_assert_cmpuint (crowd.conflicts, ==, 400);
  requests = dup_requests (sim);
  g_assert_cmpuint (json_array_get_length (requests), ==, 200);
  journal = sim_process_dup_array (sim, "/control/journal");
  g_assert_cmpuint (json_array_get_length (journal), ==, 600);
  sim_process_stop (sim);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/program/options", test_options);
  g_test_add_func ("/sim/program/loopback-only", test_loopback_only);
  g_test_add_func ("/sim/program/port-taken", test_port_taken);
  g_test_add_func ("/sim/program/ends", test_ends);
  g_test_add_func ("/sim/program/addresses", test_addresses);
  g_test_add_func ("/sim/program/bearer", test_bearer);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/sim/program/fault/", faults[i].fault, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_fault);
    }
  g_test_add_func ("/sim/program/fault-odds", test_fault_odds);
  g_test_add_func ("/sim/program/latency", test_latency);
  g_test_add_func ("/sim/program/state", test_state);
  g_test_add_func ("/sim/program/journal", test_journal);
  g_test_add_func ("/sim/program/many-clients", test_many_clients);
  return g_test_run ();
}

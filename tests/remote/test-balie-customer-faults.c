/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that can go wrong between a search and its answer: each fault has its code and a sentence of
 * its own, nothing stalls the main loop, and cancelling closes the connection. */
#include "config.h"

#include <string.h>

#include "balie-customer-fixture.h"
#include "balie-error.h"

/* Between dispatches of the main loop while an answer of any size is read. */
#ifdef __SANITIZE_ADDRESS__
/* The sanitizers slow everything down several times. */
#define MAX_STALL_US (1000 * 1000)
#else
#define MAX_STALL_US (150 * 1000)
#endif
#define MAX_BODY (8 * 1024 * 1024)

typedef void (*Behaviour) (BalieTestExchange *exchange, BalieCustomerFixture *fixture);

static void
drop (BalieTestExchange *exchange, BalieCustomerFixture *fixture)
{
}

static void
hang (BalieTestExchange *exchange, BalieCustomerFixture *fixture)
{
  balie_test_exchange_hang (exchange);
}

static void
truncate_answer (BalieTestExchange *exchange, BalieCustomerFixture *fixture)
{
  balie_test_exchange_write (exchange, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                       "Content-Length: 1000\r\nConnection: close\r\n\r\n"
                                       "{\"total\":1,\"items\":[{\"num");
}

static void
begin_chunks (BalieTestExchange *exchange)
{
  balie_test_exchange_write (exchange, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                       "Transfer-Encoding: chunked\r\n\r\n");
}

/* 100 MB, without saying so beforehand. */
static void
flood (BalieTestExchange *exchange, BalieCustomerFixture *fixture)
{
  g_autofree char *block = g_strnfill (64 * 1024, ' ');
  g_autofree char *chunk = g_strdup_printf ("10000\r\n%s\r\n", block);

  begin_chunks (exchange);
  for (int i = 0; i < 1600; i++)
    if (!balie_test_exchange_write (exchange, chunk))
      return;
}

/* 100 MB, and says so. */
static void
announce_flood (BalieTestExchange *exchange, BalieCustomerFixture *fixture)
{
  balie_test_exchange_write (exchange, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                       "Content-Length: 104857600\r\n\r\n{");
  balie_test_exchange_hang (exchange);
}

static void
drip (BalieTestExchange *exchange, BalieCustomerFixture *fixture)
{
  begin_chunks (exchange);
  while (balie_test_exchange_write (exchange, "1\r\n \r\n") &&
         balie_test_exchange_pause (exchange, 50))
    ;
}

static void
not_http (BalieTestExchange *exchange, BalieCustomerFixture *fixture)
{
  balie_test_exchange_write (exchange, "\x16\x03\x01 this is not HTTP\r\n\r\n");
}

#define PROBLEM "{\"title\":\"Invalid\",\"detail\":\"<b>No</b>\\nsuch field\"}"

/* @n_requests: how often the server was asked. */
typedef struct
{
  const char *name;
  Behaviour behave;
  int status;
  const char *headers;
  const char *body;
  BalieError code;
  const char *sentence;
  int n_requests;
} Fault;

static const Fault faults[] = {
  { "dropped", drop, 0, NULL, NULL, BALIE_ERROR_UNCLEAR,
    "The server closed the connection without an answer.", 2 },
  { "hang", hang, 0, NULL, NULL, BALIE_ERROR_TIMEOUT, "The server did not answer in time.", 1 },
  { "drip", drip, 0, NULL, NULL, BALIE_ERROR_TIMEOUT, "The server did not answer in time.", 1 },
  { "cut off", truncate_answer, 0, NULL, NULL, BALIE_ERROR_UNCLEAR,
    "The answer was cut off before its end.", 1 },
  { "flood", flood, 0, NULL, NULL, BALIE_ERROR_UNCLEAR, "The answer is too large.", 1 },
  { "flood announced", announce_flood, 0, NULL, NULL, BALIE_ERROR_UNCLEAR,
    "The answer is too large.", 1 },
  { "not JSON", NULL, 200, NULL, "<html>busy</html>", BALIE_ERROR_UNCLEAR,
    "The answer can’t be understood: it is not JSON.", 1 },
  { "empty", NULL, 200, NULL, "", BALIE_ERROR_UNCLEAR, "The answer is empty.", 1 },
  { "no list", NULL, 200, NULL, "{\"total\":1,\"items\":7}", BALIE_ERROR_UNCLEAR,
    "The answer can’t be understood: “items” must be a list.", 1 },
  { "wrong total", NULL, 200, NULL, "{\"total\":\"many\",\"items\":[]}", BALIE_ERROR_UNCLEAR,
    "The answer can’t be understood: “total” must be a whole number.", 1 },
  { "wrong member", NULL, 200, NULL,
    "{\"total\":2,\"items\":[{\"number\":\"1\"},{\"number\":\"2\",\"lastName\":[]}]}",
    BALIE_ERROR_UNCLEAR, "The answer can’t be understood: “items[1].lastName” must be text.", 1 },
  { "wrong switch", NULL, 200, NULL,
    "{\"total\":1,\"items\":[{\"number\":\"1\",\"vatLiable\":\"yes\"}]}", BALIE_ERROR_UNCLEAR,
    "The answer can’t be understood: “items[0].vatLiable” must be true or false.", 1 },
  { "wrong item", NULL, 200, NULL, "{\"total\":1,\"items\":[null]}", BALIE_ERROR_UNCLEAR,
    "The answer can’t be understood: “items[0]” must be an object.", 1 },
  { "no number", NULL, 200, NULL, "{\"total\":1,\"items\":[{\"lastName\":\"A\"}]}",
    BALIE_ERROR_UNCLEAR, "The answer can’t be understood: “items[0].number” is missing.", 1 },
  { "500", NULL, 500, NULL, "oops", BALIE_ERROR_UNCLEAR, "The server failed (status 500).", 1 },
  { "503", NULL, 503, "Retry-After: 90\r\n", "", BALIE_ERROR_UNAVAILABLE,
    "The server is not available now: it asks to come back in 90 seconds.", 1 },
  { "503 without time", NULL, 503, NULL, "", BALIE_ERROR_UNAVAILABLE,
    "The server is not available now: it asks to come back later.", 1 },
  { "429", NULL, 429, "Retry-After: 1\r\n", "", BALIE_ERROR_UNAVAILABLE,
    "The server was asked too often: it asks to come back in 1 second.", 1 },
  { "401", NULL, 401, NULL, "", BALIE_ERROR_SECRET,
    "The server does not accept the user name or password (status 401).", 1 },
  { "404", NULL, 404, NULL, "", BALIE_ERROR_REFUSED,
    "The server does not know what was asked for (status 404): the address of the remote may be "
    "wrong.",
    1 },
  { "422", NULL, 422, NULL, PROBLEM, BALIE_ERROR_REFUSED,
    "The server refused what was asked: Invalid: <b>No</b> such field", 1 },
  { "400", NULL, 400, NULL, "", BALIE_ERROR_REFUSED,
    "The server refused what was asked (status 400).", 1 },
  { "302", NULL, 304, NULL, "", BALIE_ERROR_UNCLEAR,
    "The server gave an answer that can’t be used (status 304).", 1 },
};

/* Watches the main loop from a source of its own: the longest time between two of its turns. */
typedef struct
{
  gint64 last;
  gint64 longest;
  guint id;
} StallMeter;

static gboolean
turn_taken_cb (gpointer data)
{
  StallMeter *meter = data;
  gint64 now = g_get_monotonic_time ();

  meter->longest = MAX (meter->longest, now - meter->last);
  meter->last = now;
  return G_SOURCE_CONTINUE;
}

static void
start_meter (StallMeter *meter)
{
  *meter = (StallMeter){ .last = g_get_monotonic_time () };
  meter->id = g_timeout_add_full (G_PRIORITY_HIGH, 1, turn_taken_cb, meter, NULL);
}

static void
stop_meter (StallMeter *meter)
{
  turn_taken_cb (meter);
  g_source_remove (meter->id);
  g_test_message ("longest stall %.1f ms", (double) meter->longest / 1000);
  g_assert_cmpint (meter->longest, <, MAX_STALL_US);
}

static void
assert_fault (const Fault *fault)
{
  BalieCustomerFixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  StallMeter meter;

  g_test_message ("%s", fault->name);
  balie_customer_fixture_set_up (&fixture, "driver2", NULL);
  fixture.behave = fault->behave;
  fixture.status = fault->status;
  fixture.headers = fault->headers;
  fixture.body = fault->body;
  start_meter (&meter);
  g_assert_null (balie_customer_fixture_search (&fixture, 1, &error));
  stop_meter (&meter);
  g_assert_error (error, BALIE_ERROR, (int) fault->code);
  g_assert_cmpstr (error->message, ==, fault->sentence);
  g_assert_cmpint (balie_test_server_get_n_requests (fixture.server), ==, fault->n_requests);
  balie_customer_fixture_tear_down (&fixture);
}

static void
test_faults (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    assert_fault (&faults[i]);
}

/* Different faults must not read the same; only what has no answer at all may. */
static void
test_sentences_differ (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    for (gsize j = 0; j < i; j++)
      if (!g_str_has_prefix (faults[i].name, "flood") && faults[i].code != BALIE_ERROR_TIMEOUT)
        g_assert_cmpstr (faults[i].sentence, !=, faults[j].sentence);
}

static void
test_retry_after (void)
{
  BalieCustomerFixture fixture = { 0 };
  g_autoptr (GError) error = NULL;

  balie_customer_fixture_set_up (&fixture, "kp", NULL);
  fixture.status = 503;
  fixture.headers = "Retry-After: 90\r\n";
  g_assert_null (balie_customer_fixture_search (&fixture, 1, &error));
  g_assert_cmpint (balie_error_get_retry_after (error), ==, 90);
  balie_customer_fixture_tear_down (&fixture);
}

static void
assert_offline (const char *url, const char *prefix)
{
  g_autoptr (BalieRemoteConfig) config = balie_remote_config_new ("driver2");
  g_autoptr (BalieRemoteSession) session = NULL;
  g_autoptr (BalieDriver2Client) client = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (BalieAwait) await = { NULL };

  g_free (config->url);
  config->url = g_strdup (url);
  session = balie_remote_session_new (config, &error);
  g_assert_no_error (error);
  client = balie_driver2_client_new (session);
  balie_driver2_client_test_async (client, NULL, balie_await_done_cb, &await);
  g_assert_false (balie_driver2_client_test_finish (client, balie_await (&await), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_OFFLINE);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, prefix));
}

static void
test_offline (void)
{
  BalieTestServer *server = balie_test_server_new (NULL, NULL, NULL);
  g_autofree char *closed = balie_test_server_dup_url (server, "127.0.0.1", "/driver2/v1");

  balie_test_server_free (server);
  assert_offline (closed, "The server refused the connection");
  assert_offline ("https://driver2.invalid/v1", "There is no server of the name “driver2.invalid”");
}

/* The other end speaks no HTTP. */
static void
test_not_http (void)
{
  BalieCustomerFixture fixture = { 0 };
  g_autoptr (GError) error = NULL;

  balie_customer_fixture_set_up (&fixture, "driver2", NULL);
  fixture.behave = not_http;
  g_assert_null (balie_customer_fixture_search (&fixture, 1, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR);
  g_test_message ("%s", error->message);
  balie_customer_fixture_tear_down (&fixture);
}

/* A connection closed unanswered is tried once more, and then there is an answer. */
static void
drop_first (BalieTestExchange *exchange, BalieCustomerFixture *fixture)
{
  if (exchange->number > 1)
    balie_test_exchange_reply (exchange, 200, NULL, "application/json", fixture->body);
}

static void
test_second_try (void)
{
  BalieCustomerFixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieCustomerPage) page = NULL;

  balie_customer_fixture_set_up (&fixture, "driver2", NULL);
  fixture.behave = drop_first;
  page = balie_customer_fixture_search (&fixture, 1, &error);
  g_assert_no_error (error);
  balie_customer_fixture_tear_down (&fixture);
}

/* After some failures the server is left alone, and the person is told for how long. */
static void
test_breaker (void)
{
  BalieCustomerFixture fixture = { 0 };
  int n = 0;

  balie_customer_fixture_set_up (&fixture, "driver2", NULL);
  balie_http_set_time_scale (balie_remote_session_get_http (fixture.session), 1);
  fixture.status = 500;
  for (;;)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (balie_customer_fixture_search (&fixture, 1, &error));
      if (error->code == BALIE_ERROR_UNAVAILABLE)
        {
          g_assert_cmpint (balie_error_get_retry_after (error), >, 0);
          break;
        }
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR);
      g_assert_cmpint (++n, <, 20);
    }
  g_assert_cmpint (balie_test_server_get_n_requests (fixture.server), ==, n);
  balie_customer_fixture_tear_down (&fixture);
}

/* What a hostile server may try: read in part or refused, never a crash. */
static void
test_hostile (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *name = g_strnfill (3 * 1024 * 1024, 'x');
  g_autofree char *long_name =
      g_strdup_printf ("{\"total\":1,\"items\":[{\"number\":\"1\",\"lastName\":\"%s\"}]}", name);
  const struct
  {
    const char *body;
    gboolean good;
    const char *last_name;
  } answers[] = {
    { deep, FALSE, NULL },
    { long_name, TRUE, NULL },
    { "{\"total\":1,\"items\":[{\"number\":\"1\",\"lastName\":\"a\\u0000b\"}]}", FALSE, NULL },
    { "{\"total\":1,\"items\":[{\"number\":\"1\",\"lastName\":\"\xff\xfe\"}]}", FALSE, NULL },
    { "{\"total\":1,\"items\":[{\"number\":\"1\",\"lastName\":\"A\",\"lastName\":\"B\"}]}", TRUE,
      "B" },
    { "{\"total\":1,\"items\":[{\"number\":\"1\",\"lastName\":\"a\\u0007\\n\\u202eb\"}]}", TRUE,
      NULL },
    { "{\"total\":1,\"items\":[{\"number\":\"1\",\"lastName\":\"<b>&amp;\"}]}", TRUE, "<b>&amp;" },
    { "{\"total\":99999999999999999999,\"items\":[]}", FALSE, NULL },
    { "{\"total\":-1,\"items\":[]}", FALSE, NULL },
    { "{\"total\":1.5,\"items\":[]}", FALSE, NULL },
    { "[]", FALSE, NULL },
    { "null", FALSE, NULL },
    { "{\"total\":0,\"items\":[]} {}", FALSE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      BalieCustomerFixture fixture = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (BalieCustomerPage) page = NULL;

      g_test_message ("%zu: %.60s", i, answers[i].body);
      balie_customer_fixture_set_up (&fixture, "driver2", NULL);
      fixture.body = answers[i].body;
      page = balie_customer_fixture_search (&fixture, 1, &error);
      g_assert_true ((page != NULL) == answers[i].good);
      if (!page)
        g_assert_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR);
      else
        {
          const BalieCustomer *customer = g_ptr_array_index (page->customers, 0);
          const char *text = customer->values[BALIE_CUSTOMER_LAST_NAME];

          g_assert_cmpuint (strlen (text), <=, 1000);
          g_assert_null (strpbrk (text, "\a\n"));
          if (answers[i].last_name)
            g_assert_cmpstr (text, ==, answers[i].last_name);
        }
      balie_customer_fixture_tear_down (&fixture);
    }
}

/* Just under the limit of size, made of many times the same. */
static char *
make_heavy_answer (const char *part)
{
  GString *text = g_string_new ("{\"total\":1,\"items\":[{\"number\":\"1\"}],\"more\":[");

  while (text->len < MAX_BODY - 100)
    g_string_append (text, part);
  g_string_append (text, "0]}");
  return g_string_free (text, FALSE);
}

/* Small values in such numbers that they would fill the memory. */
static void
test_too_many_values (void)
{
  g_autofree char *body = make_heavy_answer ("{},");
  g_autoptr (GError) error = NULL;
  BalieCustomerFixture fixture = { 0 };

  balie_customer_fixture_set_up (&fixture, "driver2", NULL);
  fixture.body = body;
  g_assert_null (balie_customer_fixture_search (&fixture, 1, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR);
  g_assert_cmpstr (error->message, ==, "The answer is too large: there are too many values in it.");
  balie_customer_fixture_tear_down (&fixture);
}

static void
test_no_stall (void)
{
  g_autofree char *heavy = make_heavy_answer (
      "{\"a\":\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\",\"c\":[1,2,{}]},");
  g_autofree char *many = balie_customer_fixture_make_page (1, 10000, 10000);
  const char *const bodies[] = { heavy, many };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      BalieCustomerFixture fixture = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (BalieCustomerPage) page = NULL;
      StallMeter meter;

      balie_customer_fixture_set_up (&fixture, "driver2", NULL);
      fixture.body = bodies[i];
      start_meter (&meter);
      page = balie_customer_fixture_search (&fixture, 1, &error);
      g_assert_no_error (error);
      stop_meter (&meter);
      balie_customer_fixture_tear_down (&fixture);
    }
}

static gboolean
is_asked (gpointer data)
{
  return balie_test_server_get_n_requests (data) > 0;
}

static gboolean
is_left (gpointer data)
{
  return balie_test_server_get_n_open (data) == 0;
}

/* The server notices: its connection is closed, whether it was silent or in the middle of an answer. */
static void
test_cancel (gconstpointer behave)
{
  BalieCustomerFixture fixture = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (BalieAwait) await = { NULL };

  balie_customer_fixture_set_up (&fixture, "driver2", NULL);
  fixture.behave = behave;
  balie_driver2_client_search_async (fixture.driver2, fixture.query, 1, cancellable,
                                     balie_await_done_cb, &await);
  balie_await_quiet (is_asked, fixture.server);
  g_cancellable_cancel (cancellable);
  g_assert_null (
      balie_driver2_client_search_finish (fixture.driver2, balie_await (&await), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
  balie_await_quiet (is_left, fixture.server);
  g_assert_cmpint (balie_test_server_get_n_requests (fixture.server), ==, 1);
  balie_customer_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  /* 300 seconds become one and a half. */
  g_setenv ("BALIE_TIME_SCALE", "0.005", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/customer-faults/faults", test_faults);
  g_test_add_func ("/customer-faults/sentences-differ", test_sentences_differ);
  g_test_add_func ("/customer-faults/retry-after", test_retry_after);
  g_test_add_func ("/customer-faults/offline", test_offline);
  g_test_add_func ("/customer-faults/not-http", test_not_http);
  g_test_add_func ("/customer-faults/second-try", test_second_try);
  g_test_add_func ("/customer-faults/breaker", test_breaker);
  g_test_add_func ("/customer-faults/hostile", test_hostile);
  g_test_add_func ("/customer-faults/too-many-values", test_too_many_values);
  g_test_add_func ("/customer-faults/no-stall", test_no_stall);
  g_test_add_data_func ("/customer-faults/cancel-silent", hang, test_cancel);
  g_test_add_data_func ("/customer-faults/cancel-drip", drip, test_cancel);
  g_test_add_data_func ("/customer-faults/cancel-flood", flood, test_cancel);
  return g_test_run ();
}

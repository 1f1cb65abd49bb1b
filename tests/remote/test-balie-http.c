/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTTP core against a real server that answers well and badly: limits, errors, retries. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "balie-error.h"
#include "balie-http-limits.h"
#include "balie-http.h"
#include "balie-remote-fixture.h"
#include "balie-test-server.h"

static BalieHttp *
create_http (void)
{
  BalieHttp *http = balie_http_new ("pon");

  balie_http_set_time_scale (http, 0.01);
  return http;
}

static BalieHttpResponse *
get (BalieHttp *http, BalieTestServer *server, const char *path, guint max_tries, GError **error)
{
  g_autofree char *url = balie_test_server_dup_url (server, "127.0.0.1", path);
  g_autoptr (BalieHttpRequest) request = balie_http_request_new ("GET", url);

  request->idempotent = TRUE;
  request->max_tries = max_tries;
  request->total_seconds = 10;
  return balie_await_http (http, request, NULL, error);
}

static BalieHttpResponse *
post (BalieHttp *http, BalieTestServer *server, const char *path, guint seconds, GError **error)
{
  g_autofree char *url = balie_test_server_dup_url (server, "127.0.0.1", path);
  g_autoptr (BalieHttpRequest) request = balie_http_request_new ("POST", url);

  request->total_seconds = seconds;
  balie_http_request_set_header (request, "X-Test", "yes");
  balie_http_request_set_json (request, "{\"a\":1}");
  return balie_await_http (http, request, NULL, error);
}

static void
assert_body (BalieHttpResponse *response, const char *expected)
{
  gsize length;
  const char *data = g_bytes_get_data (response->body, &length);

  g_assert_cmpmem (data, length, expected, strlen (expected));
}

static void
test_urls (void)
{
  static const char *const good[] = { "https://pon.example/v1",    "https://pon.example:8443",
                                      "http://127.0.0.1:8080/pon", "http://127.9.8.7/",
                                      "http://[::1]:80/",          "http://LOCALHOST/x" };
  static const char *const bad[] = { "http://pon.example/",
                                     "http://10.0.0.1/",
                                     "http://127.0.0.1.example/",
                                     "http://[::ffff:127.0.0.1]/",
                                     "http://localhost.example/",
                                     "ftp://127.0.0.1/",
                                     "https:///x",
                                     "https://user:secret@pon.example/",
                                     "https://pon.example/#x",
                                     "pon.example",
                                     "",
                                     "https://pon example/",
                                     "file:///etc/passwd" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (balie_http_check_url (good[i], &error));
      g_assert_no_error (error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_false (balie_http_check_url (bad[i], &error));
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
    }
  g_assert_false (balie_http_check_url (NULL, NULL));
}

static void
answer_good (BalieTestExchange *exchange, gpointer user_data)
{
  g_autofree char *body = g_strdup_printf (
      "%s %s %s %s", exchange->method, exchange->path, exchange->body,
      exchange->method[0] == 'P' ? balie_test_exchange_get_header (exchange, "x-test") : "-");

  balie_test_exchange_reply (exchange, 418, NULL, "text/plain", body);
}

static void
test_answer (void)
{
  g_autoptr (BalieTestServer) server = balie_test_server_new (answer_good, NULL, NULL);
  g_autoptr (BalieHttp) http = create_http ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieHttpResponse) first = NULL;
  g_autoptr (BalieHttpResponse) second = NULL;

  g_assert_cmpint (balie_http_get_state (http), ==, BALIE_REMOTE_UNUSED);
  first = post (http, server, "/a?b=c", 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->status, ==, 418);
  g_assert_cmpstr (first->content_type, ==, "text/plain");
  g_assert_cmpint (first->retry_after, ==, -1);
  assert_body (first, "POST /a?b=c {\"a\":1} yes");
  second = get (http, server, "/x", 3, &error);
  g_assert_no_error (error);
  assert_body (second, "GET /x  -");
  g_assert_cmpint (balie_http_get_state (http), ==, BALIE_REMOTE_UP);
  g_assert_cmpint (balie_test_server_get_n_requests (server), ==, 2);
}

static void
answer_redirects (BalieTestExchange *exchange, gpointer user_data)
{
  const char *elsewhere = user_data;
  g_autofree char *location = NULL;
  int left;

  if (sscanf (exchange->path, "/hop/%d", &left) == 1 && left > 0)
    location = g_strdup_printf ("Location: /hop/%d\r\n", left - 1);
  else if (g_str_has_prefix (exchange->path, "/away"))
    location = g_strdup_printf ("Location: %s\r\n", elsewhere);
  if (location)
    balie_test_exchange_reply (exchange, 302, location, NULL, "");
  else
    balie_test_exchange_reply (exchange, 200, NULL, NULL, exchange->path);
}

static void
test_redirects (void)
{
  g_autoptr (BalieTestServer) other = balie_test_server_new (answer_good, NULL, NULL);
  g_autofree char *elsewhere = balie_test_server_dup_url (other, "127.0.0.1", "/stolen");
  g_autoptr (BalieTestServer) server = balie_test_server_new (answer_redirects, elsewhere, NULL);
  g_autoptr (BalieHttp) http = create_http ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieHttpResponse) response = get (http, server, "/hop/5", 1, &error);
  g_autoptr (BalieHttpResponse) posted = NULL;

  g_assert_no_error (error);
  assert_body (response, "/hop/0");
  g_assert_null (get (http, server, "/hop/6", 3, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR);
  g_clear_error (&error);
  g_assert_null (get (http, server, "/away", 3, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_assert_cmpint (balie_test_server_get_n_connections (other), ==, 0);
  g_clear_error (&error);
  posted = post (http, server, "/hop/1", 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (posted->status, ==, 302);
}

static void
test_offline (void)
{
  g_autoptr (BalieTestServer) server = balie_test_server_new (answer_good, NULL, NULL);
  g_autofree char *url = balie_test_server_dup_url (server, "127.0.0.1", "/");
  g_autoptr (BalieHttpRequest) request = balie_http_request_new ("POST", url);
  g_autoptr (BalieHttpRequest) nowhere =
      balie_http_request_new ("POST", "https://nobody.balie.invalid/");
  g_autoptr (BalieHttpRequest) plain = balie_http_request_new ("POST", "http://pon.example/");
  g_autoptr (BalieHttp) http = create_http ();
  g_autoptr (GError) error = NULL;

  balie_http_set_limits (http, 5000, 1000);
  g_clear_pointer (&server, balie_test_server_free);
  g_assert_null (balie_await_http (http, request, NULL, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_OFFLINE);
  g_assert_cmpint (balie_http_get_state (http), ==, BALIE_REMOTE_DOWN);
  g_clear_error (&error);
  g_assert_null (balie_await_http (http, nowhere, NULL, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_OFFLINE);
  g_clear_error (&error);
  g_assert_null (balie_await_http (http, plain, NULL, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
}

/* TLS to a server that accepts and then says nothing: the connection never comes up. */
static void
test_connect_limit (void)
{
  g_autoptr (BalieTestServer) server = balie_test_server_new (answer_good, NULL, NULL);
  g_autofree char *url =
      g_strdup_printf ("https://127.0.0.1:%u/", balie_test_server_get_port (server));
  g_autoptr (BalieHttpRequest) request = balie_http_request_new ("POST", url);
  g_autoptr (BalieHttp) http = create_http ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) loaded =
      g_tls_backend_get_default_database (g_tls_backend_get_default ());
  gint64 before = g_get_monotonic_time ();

  g_assert_nonnull (loaded);
  balie_http_set_limits (http, 200, 1000);
  g_assert_null (balie_await_http (http, request, NULL, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_OFFLINE);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 5 * G_USEC_PER_SEC);
  g_assert_cmpint (balie_test_server_get_n_requests (server), ==, 0);
}

static void
answer_late (BalieTestExchange *exchange, gpointer user_data)
{
  balie_test_exchange_pause (exchange, 400);
  balie_test_exchange_reply (exchange, 200, NULL, NULL, "late");
}

/* These systems are slow: once the connection is up, the connect limit is over. */
static void
test_slow_answer (void)
{
  g_autoptr (BalieTestServer) server = balie_test_server_new (answer_late, NULL, NULL);
  g_autoptr (BalieHttp) http = create_http ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieHttpResponse) response = NULL;

  balie_http_set_limits (http, 200, 1000);
  response = post (http, server, "/", 10, &error);
  g_assert_no_error (error);
  assert_body (response, "late");
}

static void
answer_badly (BalieTestExchange *exchange, gpointer user_data)
{
  const char *path = exchange->path;

  if (g_str_equal (path, "/hang"))
    balie_test_exchange_hang (exchange);
  else if (g_str_equal (path, "/drip"))
    {
      balie_test_exchange_write (exchange, "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n");
      while (balie_test_exchange_write (exchange, "x") && balie_test_exchange_pause (exchange, 50))
        ;
    }
  else if (g_str_equal (path, "/cut"))
    balie_test_exchange_write (exchange, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"id\":");
  else if (g_str_equal (path, "/cut-chunk"))
    balie_test_exchange_write (exchange,
                               "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id");
  else if (g_str_equal (path, "/noise"))
    balie_test_exchange_write (exchange, "\1\2\3 this is no HTTP at all\r\n\r\n");
  else if (g_str_equal (path, "/large"))
    balie_test_exchange_write (exchange,
                               "HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\nxxxx");
  else if (g_str_equal (path, "/flood"))
    {
      g_autofree char *block = g_strnfill (65536, 'x');

      balie_test_exchange_write (exchange, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
      for (int i = 0; i < 1600 && balie_test_exchange_write (exchange, block); i++)
        ;
    }
}

static void
test_total_limit (void)
{
  g_autoptr (BalieTestServer) server = balie_test_server_new (answer_badly, NULL, NULL);
  g_autoptr (BalieHttp) http = create_http ();
  g_autoptr (GError) error = NULL;

  g_assert_null (post (http, server, "/hang", 1, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_TIMEOUT);
  g_clear_error (&error);
  g_assert_null (post (http, server, "/drip", 1, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_TIMEOUT);
}

static gboolean
is_closed (gpointer server)
{
  return balie_test_server_get_n_open (server) == 0;
}

static void
test_unclear (void)
{
  static const char *const paths[] = {
    "/drop", "/cut", "/cut-chunk", "/noise", "/large", "/flood"
  };
  g_autoptr (BalieTestServer) server = balie_test_server_new (answer_badly, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (BalieHttp) http = create_http ();
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", paths[i]);
      g_assert_null (post (http, server, paths[i], 20, &error));
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR);
      g_assert_cmpint (balie_test_server_get_n_requests (server), ==, (int) i + 1);
      balie_await_quiet (is_closed, server);
    }
}

static void
answer_failing_twice (BalieTestExchange *exchange, gpointer user_data)
{
  if (exchange->number == 1)
    balie_test_exchange_reply (exchange, 503, "Retry-After: 2\r\n", NULL, "");
  else if (exchange->number > 2)
    balie_test_exchange_reply (exchange, 200, NULL, NULL, "at last");
}

static void
test_retries (void)
{
  g_autoptr (BalieTestServer) server = balie_test_server_new (answer_failing_twice, NULL, NULL);
  g_autoptr (BalieHttp) http = create_http ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieHttpResponse) response = NULL;
  gint64 before = g_get_monotonic_time ();

  response = get (http, server, "/", 3, &error);
  g_assert_no_error (error);
  assert_body (response, "at last");
  g_assert_cmpint (balie_test_server_get_n_requests (server), ==, 3);
  /* The two seconds of Retry-After, scaled. */
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 20000);
}

static void
answer_unavailable (BalieTestExchange *exchange, gpointer user_data)
{
  balie_test_exchange_reply (exchange, 503, user_data, NULL, "");
}

static void
test_no_retry (void)
{
  g_autoptr (BalieTestServer) server =
      balie_test_server_new (answer_unavailable, (gpointer) "Retry-After: 31\r\n", NULL);
  g_autoptr (BalieHttp) http = create_http ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieHttpResponse) posted = post (http, server, "/", 10, &error);
  g_autoptr (BalieHttpResponse) got = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (posted->status, ==, 503);
  g_assert_cmpint (balie_test_server_get_n_requests (server), ==, 1);
  /* Longer than a call waits: the caller is told. */
  got = get (http, server, "/", 3, &error);
  g_assert_no_error (error);
  g_assert_cmpint (got->retry_after, ==, 31);
  g_assert_cmpint (balie_test_server_get_n_requests (server), ==, 2);
}

static gint64
ask_retry_after (const char *value)
{
  g_autofree char *header = g_strdup_printf ("Retry-After: %s\r\n", value);
  g_autoptr (BalieTestServer) server = balie_test_server_new (answer_unavailable, header, NULL);
  g_autoptr (BalieHttp) http = create_http ();
  g_autoptr (BalieHttpResponse) response = post (http, server, "/", 10, NULL);

  g_assert_nonnull (response);
  return response->retry_after;
}

static char *
dup_http_date (gint64 after)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_seconds (now, (double) after);

  return g_date_time_format (then, "%a, %d %b %Y %H:%M:%S GMT");
}

static void
test_retry_after (void)
{
  g_autofree char *soon = dup_http_date (100);
  g_autofree char *past = dup_http_date (-100);
  g_autofree char *far = dup_http_date (1000000);

  g_assert_cmpint (ask_retry_after ("7"), ==, 7);
  g_assert_cmpint (ask_retry_after ("0"), ==, 0);
  g_assert_cmpint (ask_retry_after ("86401"), ==, 86400);
  g_assert_cmpint (ask_retry_after ("99999999999999999999999"), ==, 86400);
  g_assert_cmpint (ask_retry_after ("-5"), ==, -1);
  g_assert_cmpint (ask_retry_after ("soon"), ==, -1);
  g_assert_cmpint (ask_retry_after (soon), >=, 90);
  g_assert_cmpint (ask_retry_after (soon), <=, 100);
  g_assert_cmpint (ask_retry_after (past), ==, 0);
  g_assert_cmpint (ask_retry_after (far), ==, 86400);
}

static BalieTestServer *
start_hanging (BalieHttp *http, GCancellable *cancellable, BalieAwait *await)
{
  BalieTestServer *server = balie_test_server_new (answer_badly, NULL, NULL);
  g_autofree char *url = balie_test_server_dup_url (server, "127.0.0.1", "/hang");
  g_autoptr (BalieHttpRequest) request = balie_http_request_new ("POST", url);

  balie_http_send_async (http, request, cancellable, balie_await_done_cb, await);
  return server;
}

static gboolean
has_request (gpointer server)
{
  return balie_test_server_get_n_requests (server) > 0;
}

static void
test_cancel (void)
{
  g_autoptr (BalieHttp) http = create_http ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GCancellable) queued = g_cancellable_new ();
  g_auto (BalieAwait) await = { NULL };
  g_auto (BalieAwait) await_queued = { NULL };
  g_autoptr (BalieTestServer) server = NULL;
  g_autoptr (BalieTestServer) never = NULL;
  g_autoptr (GError) error = NULL;

  balie_http_set_max_in_flight (http, 1);
  server = start_hanging (http, cancellable, &await);
  never = start_hanging (http, queued, &await_queued);
  balie_await_quiet (has_request, server);
  g_cancellable_cancel (queued);
  g_assert_null (balie_http_send_finish (http, balie_await (&await_queued), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (await.result);
  g_cancellable_cancel (cancellable);
  g_assert_null (balie_http_send_finish (http, balie_await (&await), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
  balie_await_quiet (is_closed, server);
  g_assert_cmpint (balie_test_server_get_n_connections (never), ==, 0);
  g_assert_cmpint (balie_http_get_state (http), ==, BALIE_REMOTE_UNUSED);
}

static void
test_cancel_while_backing_off (void)
{
  g_autoptr (BalieTestServer) server =
      balie_test_server_new (answer_unavailable, (gpointer) "Retry-After: 30\r\n", NULL);
  g_autoptr (BalieHttp) http = create_http ();
  g_autofree char *url = balie_test_server_dup_url (server, "127.0.0.1", "/");
  g_autoptr (BalieHttpRequest) request = balie_http_request_new ("GET", url);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (BalieAwait) await = { NULL };
  g_autoptr (GError) error = NULL;

  balie_http_set_time_scale (http, 1);
  request->idempotent = TRUE;
  request->max_tries = 5;
  balie_http_send_async (http, request, cancellable, balie_await_done_cb, &await);
  balie_await_quiet (has_request, server);
  while (balie_http_get_state (http) == BALIE_REMOTE_UNUSED)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  g_assert_null (balie_http_send_finish (http, balie_await (&await), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
}

static void
answer_slowly (BalieTestExchange *exchange, gpointer user_data)
{
  balie_test_exchange_pause (exchange, 20);
  balie_test_exchange_reply (exchange, 200, NULL, NULL, "ok");
}

static void
test_in_flight (void)
{
  g_autoptr (BalieTestServer) server = balie_test_server_new (answer_slowly, NULL, NULL);
  g_autofree char *url = balie_test_server_dup_url (server, "127.0.0.1", "/");
  g_autoptr (BalieHttpRequest) request = balie_http_request_new ("POST", url);
  g_autoptr (BalieHttp) http = create_http ();
  BalieAwait awaits[12] = { { NULL } };

  balie_http_set_max_in_flight (http, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (awaits); i++)
    balie_http_send_async (http, request, NULL, balie_await_done_cb, &awaits[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (awaits); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BalieHttpResponse) response =
          balie_http_send_finish (http, balie_await (&awaits[i]), &error);

      g_assert_no_error (error);
      assert_body (response, "ok");
      balie_await_clear (&awaits[i]);
    }
  g_assert_cmpint (balie_test_server_get_most_open (server), <=, 3);
  g_assert_cmpint (balie_test_server_get_n_requests (server), ==, 12);
}

static void
answer_keeping (BalieTestExchange *exchange, gpointer user_data)
{
  exchange->keep = TRUE;
  balie_test_exchange_reply (exchange, 200, NULL, NULL, "ok");
}

/* Reads use a connection again; a POST gets its own, and idle ones must not block it. */
static void
test_kept_connections (void)
{
  g_autoptr (BalieTestServer) server = balie_test_server_new (answer_keeping, NULL, NULL);
  g_autoptr (BalieHttp) http = create_http ();

  balie_http_set_max_in_flight (http, 2);
  for (int i = 0; i < 10; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BalieHttpResponse) response = get (http, server, "/", 1, &error);

      g_assert_no_error (error);
      g_assert_nonnull (response);
    }
  g_assert_cmpint (balie_test_server_get_n_connections (server), ==, 1);
  for (int i = 0; i < 10; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BalieHttpResponse) response = post (http, server, "/", 5, &error);

      g_assert_no_error (error);
      g_assert_nonnull (response);
    }
  g_assert_cmpint (balie_test_server_get_n_connections (server), ==, 11);
  g_clear_object (&http);
  balie_await_quiet (is_closed, server);
}

/* The program may let go of the core while a request is under way. */
static void
test_last_reference (void)
{
  BalieHttp *http = create_http ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (BalieAwait) await = { NULL };
  g_autoptr (BalieTestServer) server = start_hanging (http, cancellable, &await);
  gpointer gone = http;

  g_object_add_weak_pointer (G_OBJECT (http), &gone);
  balie_await_quiet (has_request, server);
  g_object_unref (http);
  g_cancellable_cancel (cancellable);
  balie_await (&await);
  balie_await_clear (&await);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (gone);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/urls", test_urls);
  g_test_add_func ("/http/answer", test_answer);
  g_test_add_func ("/http/redirects", test_redirects);
  g_test_add_func ("/http/offline", test_offline);
  g_test_add_func ("/http/connect-limit", test_connect_limit);
  g_test_add_func ("/http/slow-answer", test_slow_answer);
  g_test_add_func ("/http/total-limit", test_total_limit);
  g_test_add_func ("/http/unclear", test_unclear);
  g_test_add_func ("/http/retries", test_retries);
  g_test_add_func ("/http/no-retry", test_no_retry);
  g_test_add_func ("/http/retry-after", test_retry_after);
  g_test_add_func ("/http/cancel", test_cancel);
  g_test_add_func ("/http/cancel-while-backing-off", test_cancel_while_backing_off);
  g_test_add_func ("/http/in-flight", test_in_flight);
  g_test_add_func ("/http/kept-connections", test_kept_connections);
  g_test_add_func ("/http/last-reference", test_last_reference);
  return g_test_run ();
}

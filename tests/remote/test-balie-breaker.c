/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The circuit breaker, alone with a clock of its own and inside the HTTP core. */
#include "config.h"

#include "balie-breaker.h"
#include "balie-error.h"
#include "balie-http.h"
#include "balie-remote-fixture.h"
#include "balie-test-server.h"

#define SECOND G_USEC_PER_SEC

static void
fail_times (BalieBreaker *breaker, int n, gint64 now)
{
  for (int i = 0; i < n; i++)
    {
      g_assert_true (balie_breaker_allow (breaker, now));
      balie_breaker_fail (breaker, now, 1);
    }
}

static void
test_opens (void)
{
  BalieBreaker breaker = { 0 };

  fail_times (&breaker, 4, 100 * SECOND);
  balie_breaker_succeed (&breaker);
  fail_times (&breaker, 4, 100 * SECOND);
  g_assert_false (balie_breaker_is_open (&breaker, 100 * SECOND));
  fail_times (&breaker, 1, 100 * SECOND);
  g_assert_true (balie_breaker_is_open (&breaker, 100 * SECOND));
  g_assert_false (balie_breaker_allow (&breaker, 130 * SECOND - 1));
}

static void
test_half_open (void)
{
  BalieBreaker breaker = { 0 };

  fail_times (&breaker, 5, 100 * SECOND);
  g_assert_true (balie_breaker_allow (&breaker, 130 * SECOND));
  g_assert_false (balie_breaker_allow (&breaker, 130 * SECOND));
  balie_breaker_abandon (&breaker);
  g_assert_true (balie_breaker_allow (&breaker, 130 * SECOND));
  balie_breaker_succeed (&breaker);
  g_assert_true (balie_breaker_allow (&breaker, 130 * SECOND));
  g_assert_true (balie_breaker_allow (&breaker, 130 * SECOND));
  g_assert_false (balie_breaker_is_open (&breaker, 130 * SECOND));
}

static void
test_doubles (void)
{
  static const int expected[] = { 30, 60, 120, 240, 300, 300 };
  BalieBreaker breaker = { 0 };
  gint64 now = 1000 * SECOND;

  fail_times (&breaker, 5, now);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpint (breaker.open_until, ==, now + expected[i] * SECOND);
      now = breaker.open_until;
      g_assert_true (balie_breaker_allow (&breaker, now));
      balie_breaker_fail (&breaker, now, 1);
    }
}

/* Calls that were under way when it opened don't prolong it. */
static void
test_late_failures (void)
{
  BalieBreaker breaker = { 0 };

  fail_times (&breaker, 5, 100 * SECOND);
  for (int i = 0; i < 20; i++)
    balie_breaker_fail (&breaker, 110 * SECOND, 1);
  g_assert_cmpint (breaker.open_until, ==, 130 * SECOND);
}

static void
answer_status (BalieTestExchange *exchange, gpointer status)
{
  balie_test_exchange_reply (exchange, g_atomic_int_get ((int *) status), NULL, NULL, "");
}

static void
changed_cb (BalieHttp *http, gpointer n)
{
  (*(int *) n)++;
}

static guint
post (BalieHttp *http, BalieTestServer *server, GError **error)
{
  g_autofree char *url = balie_test_server_dup_url (server, "127.0.0.1", "/");
  g_autoptr (BalieHttpRequest) request = balie_http_request_new ("POST", url);
  g_autoptr (BalieHttpResponse) response = balie_await_http (http, request, NULL, error);

  return response ? response->status : 0;
}

static void
open_breaker (BalieHttp *http, BalieTestServer *server)
{
  for (int i = 0; i < 5; i++)
    {
      g_assert_cmpint (balie_http_get_state (http), !=, BALIE_REMOTE_BROKEN);
      g_assert_cmpuint (post (http, server, NULL), ==, 500);
    }
  g_assert_cmpint (balie_http_get_state (http), ==, BALIE_REMOTE_BROKEN);
}

static void
test_in_core (void)
{
  int status = 500;
  int n_changes = 0;
  g_autoptr (BalieTestServer) server = balie_test_server_new (answer_status, &status, NULL);
  g_autoptr (BalieHttp) http = balie_http_new ("pon");
  g_autoptr (GError) error = NULL;
  gint64 now = g_get_real_time () / SECOND;

  g_signal_connect (http, "state-changed", G_CALLBACK (changed_cb), &n_changes);
  open_breaker (http, server);
  g_assert_cmpint (n_changes, ==, 2); /* down, broken */
  g_assert_cmpuint (post (http, server, &error), ==, 0);
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_UNAVAILABLE);
  g_assert_cmpint (balie_error_get_retry_after (error), >=, 25);
  g_assert_cmpint (balie_error_get_retry_after (error), <=, 30);
  g_assert_cmpint (balie_http_get_retry_at (http), >=, now + 29);
  g_assert_cmpint (balie_test_server_get_n_requests (server), ==, 5);
  g_atomic_int_set (&status, 201);
  balie_http_reset_breaker (http);
  g_assert_cmpuint (post (http, server, NULL), ==, 201);
  g_assert_cmpint (balie_http_get_state (http), ==, BALIE_REMOTE_UP);
  g_assert_cmpint (balie_http_get_retry_at (http), ==, 0);
}

static gboolean
is_past (gpointer http)
{
  return balie_http_get_state (http) != BALIE_REMOTE_BROKEN;
}

static void
test_heals (void)
{
  int status = 500;
  g_autoptr (BalieTestServer) server = balie_test_server_new (answer_status, &status, NULL);
  g_autoptr (BalieHttp) http = balie_http_new ("pon");

  balie_http_set_time_scale (http, 0.003);
  open_breaker (http, server);
  g_atomic_int_set (&status, 200);
  balie_await_quiet (is_past, http);
  g_assert_cmpuint (post (http, server, NULL), ==, 200);
  g_assert_cmpint (balie_http_get_state (http), ==, BALIE_REMOTE_UP);
}

static void
test_refusals_do_not_count (void)
{
  int status = 422;
  g_autoptr (BalieTestServer) server = balie_test_server_new (answer_status, &status, NULL);
  g_autoptr (BalieHttp) http = balie_http_new ("pon");

  for (int i = 0; i < 20; i++)
    g_assert_cmpuint (post (http, server, NULL), ==, 422);
  g_assert_cmpint (balie_http_get_state (http), ==, BALIE_REMOTE_UP);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/breaker/opens", test_opens);
  g_test_add_func ("/breaker/half-open", test_half_open);
  g_test_add_func ("/breaker/doubles", test_doubles);
  g_test_add_func ("/breaker/late-failures", test_late_failures);
  g_test_add_func ("/breaker/in-core", test_in_core);
  g_test_add_func ("/breaker/heals", test_heals);
  g_test_add_func ("/breaker/refusals-do-not-count", test_refusals_do_not_count);
  return g_test_run ();
}

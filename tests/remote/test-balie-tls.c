/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TLS of the HTTP core against servers with good and bad certificates. */
#include "config.h"

#include <string.h>

#include "balie-error.h"
#include "balie-http.h"
#include "balie-remote-fixture.h"
#include "balie-test-server.h"

static char *authority;

static void
answer_ok (BalieTestExchange *exchange, gpointer user_data)
{
  balie_test_exchange_reply (exchange, 200, NULL, NULL, exchange->peer ? "known" : "anonymous");
}

static BalieTestServer *
start (const char *kind)
{
  g_autoptr (GTlsCertificate) certificate = balie_test_load_certificate (authority, kind);

  return balie_test_server_new (answer_ok, NULL, certificate);
}

static BalieHttp *
create_http (gboolean with_authority)
{
  BalieHttp *http = balie_http_new ("pon");
  g_autofree char *path = g_build_filename (authority, "ca.pem", NULL);

  balie_http_set_time_scale (http, 0.01);
  if (with_authority)
    balie_http_set_authority_file (http, path);
  return http;
}

static BalieHttpResponse *
post (BalieHttp *http, BalieTestServer *server, const char *host, GError **error)
{
  g_autofree char *url = balie_test_server_dup_url (server, host, "/");
  g_autoptr (BalieHttpRequest) request = balie_http_request_new ("POST", url);

  balie_http_request_set_json (request, "{}");
  return balie_await_http (http, request, NULL, error);
}

static void
test_own_authority (void)
{
  g_autoptr (BalieTestServer) server = start ("good");
  g_autoptr (BalieHttp) http = create_http (TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieHttpResponse) first = post (http, server, "127.0.0.1", &error);
  g_autoptr (BalieHttpResponse) second = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (first->status, ==, 200);
  second = post (http, server, "localhost", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->status, ==, 200);
}

static void
assert_refused (const char *kind, gboolean with_authority, const char *why)
{
  g_autoptr (BalieTestServer) server = start (kind);
  g_autoptr (BalieHttp) http = create_http (with_authority);
  g_autoptr (GError) error = NULL;

  g_assert_null (post (http, server, "127.0.0.1", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_OFFLINE);
  g_assert_nonnull (strstr (error->message, why));
  g_assert_cmpint (balie_test_server_get_n_requests (server), ==, 0);
}

static void
test_bad_certificates (void)
{
  assert_refused ("good", FALSE, "unknown authority");
  assert_refused ("unknown", TRUE, "unknown authority");
  assert_refused ("expired", TRUE, "expired");
  assert_refused ("other", TRUE, "another server");
}

/* A certificate that will not get better is not asked for again. */
static void
test_not_repeated (void)
{
  g_autoptr (BalieTestServer) server = start ("expired");
  g_autoptr (BalieHttp) http = create_http (TRUE);
  g_autofree char *url = balie_test_server_dup_url (server, "127.0.0.1", "/");
  g_autoptr (BalieHttpRequest) request = balie_http_request_new ("GET", url);
  g_autoptr (GError) error = NULL;

  request->idempotent = TRUE;
  request->max_tries = 5;
  g_assert_null (balie_await_http (http, request, NULL, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_OFFLINE);
  g_assert_cmpint (balie_test_server_get_n_connections (server), ==, 1);
}

static void
test_client_certificate (void)
{
  g_autoptr (BalieTestServer) server = start ("good");
  g_autoptr (BalieHttp) http = create_http (TRUE);
  g_autofree char *path = g_build_filename (authority, "client.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieHttpResponse) before = post (http, server, "127.0.0.1", &error);
  g_autoptr (BalieHttpResponse) after = NULL;

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (before->body, NULL), 5, "anony", 5);
  g_assert_true (balie_http_set_client_certificate (http, path, &error));
  after = post (http, server, "127.0.0.1", &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (after->body, NULL), 5, "known", 5);
  g_assert_false (balie_http_set_client_certificate (http, "/nonexistent.pem", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED);
}

static void
test_missing_file (void)
{
  g_autoptr (BalieTestServer) server = start ("good");
  g_autoptr (BalieHttp) http = create_http (FALSE);
  g_autoptr (GError) error = NULL;

  balie_http_set_authority_file (http, "/nonexistent.pem");
  g_assert_null (post (http, server, "127.0.0.1", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED);
}

static gboolean
connection_made_cb (GSocketService *service,
                    GSocketConnection *connection,
                    GObject *source,
                    gpointer data)
{
  static const char greeting[] = "220 mail.example ESMTP\r\n";
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_output_stream_write_all (out, greeting, strlen (greeting), NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return TRUE;
}

/* The other end speaks no TLS. */
static void
test_not_tls (void)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/v1", port);
  g_autoptr (BalieHttpRequest) request = balie_http_request_new ("GET", url);
  g_autoptr (BalieHttp) http = create_http (FALSE);
  g_autoptr (GError) error = NULL;

  g_signal_connect (service, "incoming", G_CALLBACK (connection_made_cb), NULL);
  g_assert_null (balie_await_http (http, request, NULL, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_OFFLINE);
  g_assert_true (
      g_str_has_prefix (error->message, "A secure connection to the server can’t be made"));
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  authority = balie_test_make_authority ();
  g_test_add_func ("/tls/own-authority", test_own_authority);
  g_test_add_func ("/tls/bad-certificates", test_bad_certificates);
  g_test_add_func ("/tls/not-repeated", test_not_repeated);
  g_test_add_func ("/tls/client-certificate", test_client_certificate);
  g_test_add_func ("/tls/missing-file", test_missing_file);
  g_test_add_func ("/tls/not-tls", test_not_tls);
  status = g_test_run ();
  balie_test_remove_directory (authority);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Authentication of every kind against a server that checks it, with secrets from files. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "balie-error.h"
#include "balie-remote-fixture.h"
#include "balie-remote-session.h"
#include "balie-test-server.h"

/* A gateway that wants one certain header, and gives out tokens. */
typedef struct
{
  BalieTestServer *server;
  char *directory;
  const char *header;
  const char *value;
  const char *token_body;
  int token_status;
  int n_tokens;
  int n_calls;
  int refuse_first;
  char *form;
  char *basic;
} Fixture;

static void
answer_token (BalieTestExchange *exchange, Fixture *fixture)
{
  g_free (fixture->form);
  g_free (fixture->basic);
  fixture->form = g_strdup (exchange->body);
  fixture->basic = g_strdup (balie_test_exchange_get_header (exchange, "authorization"));
  g_atomic_int_inc (&fixture->n_tokens);
  balie_test_exchange_reply (exchange, fixture->token_status, NULL, "application/json",
                             fixture->token_body);
}

static void
answer (BalieTestExchange *exchange, gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *got;

  if (g_str_equal (exchange->path, "/v1/token"))
    {
      answer_token (exchange, fixture);
      return;
    }
  got = fixture->header ? balie_test_exchange_get_header (exchange, fixture->header) : NULL;
  if (g_atomic_int_add (&fixture->n_calls, 1) < fixture->refuse_first ||
      (fixture->header && g_strcmp0 (got, fixture->value) != 0))
    balie_test_exchange_reply (exchange, 401, NULL, NULL, "");
  else
    balie_test_exchange_reply (exchange, 200, NULL, NULL, "welcome");
}

static void
write_secret (Fixture *fixture, const char *secret)
{
  g_autofree char *path = g_build_filename (fixture->directory, "pon", NULL);

  g_assert_true (
      g_file_set_contents_full (path, secret, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->token_status = 200;
  fixture->server = balie_test_server_new (answer, fixture, NULL);
  fixture->directory = balie_test_make_directory ();
  g_setenv ("BALIE_SECRETS_DIR", fixture->directory, TRUE);
  write_secret (fixture, "gé heim\n");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  balie_test_server_free (fixture->server);
  balie_test_remove_directory (fixture->directory);
  g_free (fixture->form);
  g_free (fixture->basic);
}

static BalieRemoteSession *
create_session (Fixture *fixture, const char *authentication)
{
  g_autoptr (BalieRemoteConfig) config = balie_remote_config_new ("pon");
  g_autoptr (GString) profile = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  BalieRemoteSession *session;

  g_assert_true (
      g_file_get_contents (BALIE_SOURCE_DATADIR "/connectors/pon.json", &json, NULL, NULL));
  profile = g_string_new (json);
  g_assert_cmpuint (g_string_replace (profile, "{ \"kind\": \"none\" }", authentication, 1), ==, 1);
  g_free (config->url);
  config->url = balie_test_server_dup_url (fixture->server, "127.0.0.1", "/v1");
  g_free (config->user);
  config->user = g_strdup ("dealer:1");
  g_free (config->profile);
  config->profile = g_strdup (profile->str);
  session = balie_remote_session_new (config, &error);
  g_assert_no_error (error);
  balie_http_set_time_scale (balie_remote_session_get_http (session), 0.001);
  return session;
}

static guint
call (BalieRemoteSession *session, GError **error)
{
  g_autofree char *url = g_strconcat (balie_remote_session_get_url (session), "/x", NULL);
  g_autoptr (BalieHttpRequest) request = balie_http_request_new ("POST", url);
  g_autoptr (BalieHttpResponse) response = NULL;
  g_auto (BalieAwait) await = { NULL };

  balie_remote_session_send_async (session, request, NULL, balie_await_done_cb, &await);
  response = balie_remote_session_send_finish (session, balie_await (&await), error);
  return response ? response->status : 0;
}

static void
assert_accepted (Fixture *fixture, const char *authentication)
{
  g_autoptr (BalieRemoteSession) session = create_session (fixture, authentication);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (call (session, &error), ==, 200);
  g_assert_no_error (error);
}

static void
test_basic (Fixture *fixture, gconstpointer data)
{
  fixture->header = "authorization";
  fixture->value = "Basic ZGVhbGVyOjE6Z8OpIGhlaW0=";
  assert_accepted (fixture, "{\"kind\":\"basic\"}");
}

static void
test_bearer (Fixture *fixture, gconstpointer data)
{
  write_secret (fixture, "t0ken");
  fixture->header = "authorization";
  fixture->value = "Bearer t0ken";
  assert_accepted (fixture, "{\"kind\":\"bearer\"}");
}

static void
test_api_key (Fixture *fixture, gconstpointer data)
{
  write_secret (fixture, "k3y\r\n");
  fixture->header = "x-api-key";
  fixture->value = "k3y";
  assert_accepted (fixture, "{\"kind\":\"api-key\",\"header\":\"X-Api-Key\"}");
}

/* A new password is taken without a restart, once the old one was refused. */
static void
test_changed_secret (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieRemoteSession) session = create_session (fixture, "{\"kind\":\"bearer\"}");

  fixture->header = "authorization";
  fixture->value = "Bearer new";
  write_secret (fixture, "old");
  g_assert_cmpuint (call (session, NULL), ==, 401);
  write_secret (fixture, "new");
  g_assert_cmpuint (call (session, NULL), ==, 200);
}

static void
test_bad_secret (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieRemoteSession) session = create_session (fixture, "{\"kind\":\"bearer\"}");
  g_autoptr (GError) error = NULL;

  write_secret (fixture, "a\tb");
  g_assert_cmpuint (call (session, &error), ==, 0);
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_SECRET);
  g_assert_cmpint (fixture->n_calls, ==, 0);
}

#define OAUTH "{\"kind\":\"oauth2-client-credentials\",\"tokenUrl\":\"/token\",\"scope\":\"a b\"}"

static void
test_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieRemoteSession) session = create_session (fixture, OAUTH);
  g_autofree char *basic = NULL;
  gsize length;

  fixture->header = "authorization";
  fixture->value = "Bearer abc";
  fixture->token_body = "{\"access_token\":\"abc\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
  for (int i = 0; i < 3; i++)
    g_assert_cmpuint (call (session, NULL), ==, 200);
  g_assert_cmpint (fixture->n_tokens, ==, 1);
  g_assert_cmpstr (fixture->form, ==, "grant_type=client_credentials&scope=a%20b");
  g_assert_true (g_str_has_prefix (fixture->basic, "Basic "));
  basic = (char *) g_base64_decode (fixture->basic + 6, &length);
  g_assert_cmpmem (basic, length, "dealer%3A1:g%C3%A9%20heim", 25);
}

static void
test_token_in_body (Fixture *fixture, gconstpointer data)
{
  fixture->token_body = "{\"access_token\":\"abc\"}";
  assert_accepted (fixture, "{\"kind\":\"oauth2-client-credentials\",\"tokenUrl\":\"/token\","
                            "\"clientAuthentication\":\"body\"}");
  g_assert_cmpstr (fixture->form, ==,
                   "grant_type=client_credentials&client_id=dealer%3A1&"
                   "client_secret=g%C3%A9%20heim");
  g_assert_null (fixture->basic);
}

/* Many at once: one token. */
static void
test_token_shared (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieRemoteSession) session = create_session (fixture, OAUTH);
  g_autofree char *url = g_strconcat (balie_remote_session_get_url (session), "/x", NULL);
  g_autoptr (BalieHttpRequest) request = balie_http_request_new ("POST", url);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  BalieAwait awaits[6] = { { NULL } };

  fixture->token_body = "{\"access_token\":\"abc\"}";
  for (gsize i = 0; i < G_N_ELEMENTS (awaits); i++)
    balie_remote_session_send_async (session, request, i == 2 ? cancellable : NULL,
                                     balie_await_done_cb, &awaits[i]);
  g_cancellable_cancel (cancellable);
  for (gsize i = 0; i < G_N_ELEMENTS (awaits); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BalieHttpResponse) response =
          balie_remote_session_send_finish (session, balie_await (&awaits[i]), &error);

      g_assert_true ((response == NULL) == (i == 2));
      if (i == 2)
        g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
      balie_await_clear (&awaits[i]);
    }
  g_assert_cmpint (fixture->n_tokens, ==, 1);
}

static void
test_token_refused_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieRemoteSession) session = create_session (fixture, OAUTH);

  fixture->token_body = "{\"access_token\":\"abc\",\"expires_in\":3600}";
  fixture->refuse_first = 1;
  g_assert_cmpuint (call (session, NULL), ==, 200);
  g_assert_cmpint (fixture->n_tokens, ==, 2);
  fixture->n_calls = 0;
  fixture->refuse_first = 9;
  g_assert_cmpuint (call (session, NULL), ==, 401);
  g_assert_cmpint (fixture->n_calls, ==, 2);
}

/* A token that has nearly expired is not used. */
static void
test_token_expires (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieRemoteSession) session = create_session (fixture, OAUTH);

  fixture->token_body = "{\"access_token\":\"abc\",\"expires_in\":30}";
  g_assert_cmpuint (call (session, NULL), ==, 200);
  g_assert_cmpuint (call (session, NULL), ==, 200);
  g_assert_cmpint (fixture->n_tokens, ==, 2);
}

typedef struct
{
  int status;
  const char *body;
  BalieError code;
} TokenFailure;

/* Nothing of the request itself was sent, so no failure may read as "perhaps it was". */
static void
test_token_failures (Fixture *fixture, gconstpointer data)
{
  static const TokenFailure failures[] = {
    { 400, "{\"error\":\"invalid_client\"}", BALIE_ERROR_SECRET },
    { 401, "", BALIE_ERROR_SECRET },
    { 404, "", BALIE_ERROR_NOT_CONFIGURED },
    { 429, "", BALIE_ERROR_UNAVAILABLE },
    { 200, "garbage", BALIE_ERROR_UNAVAILABLE },
    { 200, "{\"access_token\":7}", BALIE_ERROR_UNAVAILABLE },
    { 200, "{\"access_token\":\"a b\"}", BALIE_ERROR_UNAVAILABLE },
    { 200, "{\"access_token\":\"abc\",\"token_type\":\"mac\"}", BALIE_ERROR_UNAVAILABLE },
    { 500, "", BALIE_ERROR_UNAVAILABLE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autoptr (BalieRemoteSession) session = create_session (fixture, OAUTH);
      g_autoptr (GError) error = NULL;

      g_test_message ("%d %s", failures[i].status, failures[i].body);
      fixture->token_status = failures[i].status;
      fixture->token_body = failures[i].body;
      g_assert_cmpuint (call (session, &error), ==, 0);
      g_assert_error (error, BALIE_ERROR, (int) failures[i].code);
    }
  g_assert_cmpint (fixture->n_calls, ==, 0);
}

static void
test_configuration (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieRemoteConfig) config = balie_remote_config_new ("pon");
  g_autoptr (GError) error = NULL;

  g_assert_null (balie_remote_session_new (config, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED);
  g_clear_error (&error);
  g_free (config->url);
  config->url = g_strdup ("http://pon.example/");
  g_assert_null (balie_remote_session_new (config, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_free (config->url);
  config->url = g_strdup ("https://pon.example/");
  g_free (config->profile);
  config->profile = g_strdup ("{}");
  g_assert_null (balie_remote_session_new (config, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_assert_true (g_str_has_prefix (error->message, "pon.json: format: "));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/remote-session/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("basic", test_basic);
  ADD ("bearer", test_bearer);
  ADD ("api-key", test_api_key);
  ADD ("changed-secret", test_changed_secret);
  ADD ("bad-secret", test_bad_secret);
  ADD ("token", test_token);
  ADD ("token-in-body", test_token_in_body);
  ADD ("token-shared", test_token_shared);
  ADD ("token-refused-once", test_token_refused_once);
  ADD ("token-expires", test_token_expires);
  ADD ("token-failures", test_token_failures);
  ADD ("configuration", test_configuration);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sending mail through a real SMTP server: what arrives, and what each refusal means. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "balie-error.h"
#include "balie-json.h"
#include "balie-remote-fixture.h"
#include "balie-smtp-client.h"
#include "balie-smtp-message.h"
#include "balie-test-server.h"

static char *authority;

typedef struct
{
  GSubprocess *process;
  GDataInputStream *lines;
  char *directory;
  char *port;
  BalieRemoteConfig *config;
  BalieMail *mail;
} Fixture;

static void
start (Fixture *fixture, const char *mode, const char *kind)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "remote", "smtp-server.py", NULL);
  g_autofree char *maildir = g_build_filename (fixture->directory, "mail", NULL);
  g_autofree char *name = g_strconcat (kind ? kind : "", ".pem", NULL);
  g_autofree char *certificate = g_build_filename (authority, name, NULL);
  g_autoptr (GError) error = NULL;

  fixture->process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                        script, maildir, mode, kind ? certificate : NULL, NULL);
  g_assert_no_error (error);
  fixture->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->process));
  fixture->port = g_data_input_stream_read_line (fixture->lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (fixture->port);
}

static void
set_url (Fixture *fixture, const char *scheme, const char *host)
{
  g_free (fixture->config->url);
  fixture->config->url = g_strdup_printf ("%s://%s:%s", scheme, host, fixture->port);
}

static void
set_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static void
set_password (Fixture *fixture, const char *password)
{
  g_autofree char *path = g_build_filename (fixture->directory, "smtp", NULL);

  g_assert_true (
      g_file_set_contents_full (path, password, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  set_text (&fixture->config->user, "ada");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = balie_test_make_directory ();
  g_setenv ("BALIE_SECRETS_DIR", fixture->directory, TRUE);
  g_unsetenv ("BALIE_CA_FILE");
  fixture->config = balie_remote_config_new ("smtp");
  fixture->mail = balie_mail_new ();
  set_text (&fixture->mail->sender, "balie@dealer.example");
  set_text (&fixture->mail->recipients, "ada@dealer.example");
  set_text (&fixture->mail->subject, "Kentekens");
  set_text (&fixture->mail->text, "Beste Ada,\n.\nPrijs: 10 €\n");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->process)
    {
      g_subprocess_force_exit (fixture->process);
      g_subprocess_wait (fixture->process, NULL, NULL);
    }
  g_clear_object (&fixture->lines);
  g_clear_object (&fixture->process);
  g_free (fixture->port);
  balie_remote_config_free (fixture->config);
  balie_mail_free (fixture->mail);
  balie_test_remove_directory (fixture->directory);
  g_unsetenv ("BALIE_CA_FILE");
}

static gboolean
send (Fixture *fixture, GError **error)
{
  g_auto (BalieAwait) await = { NULL };

  balie_smtp_send_async (fixture->config, fixture->mail, NULL, balie_await_done_cb, &await);
  return balie_smtp_send_finish (balie_await (&await), error);
}

static void
assert_fails (Fixture *fixture, BalieError code, const char *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (send (fixture, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, BALIE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, why));
}

/* What the server says it got. */
static JsonNode *
receive (Fixture *fixture)
{
  g_autofree char *line = g_data_input_stream_read_line (fixture->lines, NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  JsonNode *node = balie_json_parse (line, strlen (line), &error);

  g_assert_no_error (error);
  return node;
}

static void
assert_member (JsonNode *node, const char *name, const char *expected)
{
  g_autofree char *text =
      balie_json_to_text (json_object_get_member (json_node_get_object (node), name), FALSE);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_plain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) got = NULL;

  start (fixture, NULL, NULL);
  set_url (fixture, "smtp", "127.0.0.1");
  set_text (&fixture->mail->recipients, "ada@dealer.example, bob@müller.example;");
  set_text (&fixture->mail->subject, "2 kentekens aangevraagd – Škoda €");
  set_text (&fixture->mail->html, "<p>Prijs: 10 €</p>");
  set_text (&fixture->mail->message_id, "daily-2026-03-20@dealer.example");
  g_assert_true (send (fixture, &error));
  g_assert_no_error (error);
  got = receive (fixture);
  assert_member (got, "sender", "\"balie@dealer.example\"");
  assert_member (got, "recipients", "[\"ada@dealer.example\",\"bob@xn--mller-kva.example\"]");
  assert_member (got, "subject", "\"2 kentekens aangevraagd – Škoda €\"");
  assert_member (got, "from", "\"balie@dealer.example\"");
  assert_member (got, "to", "\"ada@dealer.example, bob@xn--mller-kva.example\"");
  assert_member (got, "id", "\"<daily-2026-03-20@dealer.example>\"");
  assert_member (got, "auto", "\"auto-generated\"");
  assert_member (got, "names",
                 "[\"auto-submitted\",\"content-type\",\"date\",\"from\",\"message-id\","
                 "\"mime-version\",\"subject\",\"to\"]");
  assert_member (got, "parts",
                 "[[\"text/plain\",\"Beste Ada,\\r\\n.\\r\\nPrijs: 10 €\\r\\n\"],"
                 "[\"text/html\",\"<p>Prijs: 10 €</p>\"]]");
  assert_member (got, "defects", "[]");
  assert_member (got, "tls", "false");
}

static void
test_injection (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "a\r\nBcc: b@c.example <ada@dealer.example>",
                                     "ada@dealer.example\r\nRCPT TO:<eve@dealer.example>",
                                     "ada@dealer.example>",
                                     "Ada <ada@dealer.example>",
                                     "ada",
                                     "@dealer.example",
                                     "ada@",
                                     "ada@dealer..example",
                                     "a da@dealer.example",
                                     "ada@-dealer.example" };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) got = NULL;

  start (fixture, NULL, NULL);
  set_url (fixture, "smtp", "127.0.0.1");
  set_text (&fixture->mail->subject, "Hello\r\nBcc: eve@dealer.example\r\n\r\nbody");
  set_text (&fixture->mail->message_id, "x@y>\r\nBcc: eve@dealer.example");
  g_assert_true (send (fixture, &error));
  got = receive (fixture);
  assert_member (got, "names",
                 "[\"auto-submitted\",\"content-type\",\"date\",\"from\",\"message-id\","
                 "\"mime-version\",\"subject\",\"to\"]");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      set_text (&fixture->mail->recipients, bad[i]);
      assert_fails (fixture, BALIE_ERROR_INVALID_INPUT, "e-mail");
      set_text (&fixture->mail->recipients, "ada@dealer.example");
      set_text (&fixture->mail->sender, bad[i]);
      assert_fails (fixture, BALIE_ERROR_INVALID_INPUT, "e-mail");
      set_text (&fixture->mail->sender, "balie@dealer.example");
    }
}

static void
test_long_subject (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) subject = g_string_new (NULL);
  g_autoptr (GString) recipients = g_string_new (NULL);
  g_autofree char *header = NULL;
  g_auto (GStrv) lines = NULL;
  const char *arrived;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) got = NULL;

  for (int i = 0; i < 60; i++)
    g_string_append (subject, "čřž €");
  for (int i = 0; i < 40; i++)
    g_string_append_printf (recipients, "colleague-number-%d@dealer.example,", i);
  start (fixture, NULL, NULL);
  set_url (fixture, "smtp", "localhost");
  set_text (&fixture->mail->subject, subject->str);
  set_text (&fixture->mail->recipients, recipients->str);
  g_assert_true (send (fixture, &error));
  g_assert_no_error (error);
  got = receive (fixture);
  /* 500 bytes at most, cut between characters. */
  arrived = json_object_get_string_member (json_node_get_object (got), "subject");
  g_assert_true (g_str_has_prefix (subject->str, arrived));
  g_assert_cmpuint (strlen (arrived), >=, 497);
  header = balie_smtp_encode_header ("Subject", subject->str);
  lines = g_strsplit (header, "\r\n", -1);
  for (char **line = lines; *line; line++)
    g_assert_cmpuint (strlen (*line), <=, 76);
  assert_member (got, "defects", "[]");
}

static void
use_authority (void)
{
  g_autofree char *path = g_build_filename (authority, "ca.pem", NULL);

  g_setenv ("BALIE_CA_FILE", path, TRUE);
}

static void
test_starttls (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) got = NULL;

  start (fixture, "starttls", "good");
  set_url (fixture, "smtp", "localhost");
  set_password (fixture, "geheim\n");
  use_authority ();
  g_assert_true (send (fixture, &error));
  g_assert_no_error (error);
  got = receive (fixture);
  assert_member (got, "tls", "true");
  assert_member (got, "login", "true");
  set_password (fixture, "wrong");
  assert_fails (fixture, BALIE_ERROR_SECRET, "535");
  g_unsetenv ("BALIE_CA_FILE");
  set_password (fixture, "geheim");
  assert_fails (fixture, BALIE_ERROR_OFFLINE, "certificate");
  g_setenv ("BALIE_CA_FILE", "/nonexistent.pem", TRUE);
  assert_fails (fixture, BALIE_ERROR_NOT_CONFIGURED, "nonexistent");
}

static void
test_tls (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) got = NULL;

  start (fixture, "tls", "good");
  set_url (fixture, "smtps", "127.0.0.1");
  set_password (fixture, "geheim");
  use_authority ();
  g_assert_true (send (fixture, &error));
  g_assert_no_error (error);
  got = receive (fixture);
  assert_member (got, "login", "true");
}

static void
test_bad_certificates (Fixture *fixture, gconstpointer kind)
{
  start (fixture, "starttls", kind);
  set_url (fixture, "smtp", "localhost");
  set_password (fixture, "geheim");
  use_authority ();
  assert_fails (fixture, BALIE_ERROR_OFFLINE, "certificate");
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  start (fixture, NULL, NULL);
  set_url (fixture, "smtp", "127.0.0.1");
  set_text (&fixture->mail->recipients, "ada@dealer.example,nobody@dealer.example");
  assert_fails (fixture, BALIE_ERROR_REFUSED, "no such user here");
  set_text (&fixture->mail->recipients, "later@dealer.example");
  assert_fails (fixture, BALIE_ERROR_UNAVAILABLE, "come back later");
}

/* Anywhere but on this machine, a server without STARTTLS gets nothing. The number is 127.0.0.1, but
 * not by its text. */
static void
test_encryption_required (Fixture *fixture, gconstpointer data)
{
  start (fixture, NULL, NULL);
  set_url (fixture, "smtp", "2130706433");
  assert_fails (fixture, BALIE_ERROR_OFFLINE, "STARTTLS");
}

static void
test_configuration (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = {
    "http://mail.example",     "mail.example",         "smtp://",
    "smtp://u:p@mail.example", "smtp://mail.example#", "smtp://mail.example?x"
  };

  assert_fails (fixture, BALIE_ERROR_NOT_CONFIGURED, "mail server");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      set_text (&fixture->config->url, bad[i]);
      assert_fails (fixture, BALIE_ERROR_INVALID_INPUT, "smtp://");
    }
  set_text (&fixture->config->url, "smtp://127.0.0.1:9");
  assert_fails (fixture, BALIE_ERROR_OFFLINE, "");
  set_text (&fixture->mail->recipients, " , ");
  assert_fails (fixture, BALIE_ERROR_NOT_CONFIGURED, "recipient");
  set_text (&fixture->mail->sender, "");
  assert_fails (fixture, BALIE_ERROR_NOT_CONFIGURED, "sender");
}

static void
answer_never (BalieTestExchange *exchange, gpointer user_data)
{
}

static gboolean
is_connected (gpointer server)
{
  return balie_test_server_get_n_open (server) > 0;
}

/* A server that never greets. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieTestServer) server = balie_test_server_new (answer_never, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (BalieAwait) await = { NULL };
  g_autoptr (GError) error = NULL;

  fixture->port = g_strdup_printf ("%u", balie_test_server_get_port (server));
  set_url (fixture, "smtp", "127.0.0.1");
  balie_smtp_send_async (fixture->config, fixture->mail, cancellable, balie_await_done_cb, &await);
  balie_await_quiet (is_connected, server);
  g_cancellable_cancel (cancellable);
  g_assert_false (balie_smtp_send_finish (balie_await (&await), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
}

#define ADD(path, data, function)                                                                  \
  g_test_add ("/smtp/" path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  authority = balie_test_make_authority ();
  ADD ("plain", NULL, test_plain);
  ADD ("injection", NULL, test_injection);
  ADD ("long-subject", NULL, test_long_subject);
  ADD ("starttls", NULL, test_starttls);
  ADD ("tls", NULL, test_tls);
  ADD ("bad-certificates/expired", "expired", test_bad_certificates);
  ADD ("bad-certificates/other", "other", test_bad_certificates);
  ADD ("bad-certificates/unknown", "unknown", test_bad_certificates);
  ADD ("refusals", NULL, test_refusals);
  ADD ("encryption-required", NULL, test_encryption_required);
  ADD ("configuration", NULL, test_configuration);
  ADD ("cancel", NULL, test_cancel);
  status = g_test_run ();
  balie_test_remove_directory (authority);
  return status;
}

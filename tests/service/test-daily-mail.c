/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The daily mail: what is in it, when there is none, and that a real server gets it once. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "delivery-fixture.h"

#include "balie-daily-mail.h"
#include "balie-error.h"
#include "balie-language.h"
#include "balie-mail-queue.h"
#include "balie-morning-run.h"
#include "balie-other-tables.h"

#include <glib/gi18n-lib.h>

/* 2026-03-20 07:00 in Amsterdam. */
#define MORNING 1773986400
#define HOUR 3600

typedef struct
{
  GSubprocess *process;
  GDataInputStream *lines;
  char *url;
} MailServer;

static MailServer
start_server (DeliveryFixture *fixture)
{
  MailServer server;
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "remote", "smtp-server.py", NULL);
  g_autofree char *maildir = g_build_filename (fixture->directory, "mail", NULL);
  g_autofree char *port = NULL;
  g_autoptr (GError) error = NULL;

  server.process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                     &error, script, maildir, NULL);
  g_assert_no_error (error);
  server.lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server.process));
  port = g_data_input_stream_read_line (server.lines, NULL, NULL, &error);
  g_assert_no_error (error);
  server.url = g_strdup_printf ("smtp://127.0.0.1:%s", port);
  return server;
}

static JsonObject *
read_mail (MailServer *server)
{
  g_autofree char *line = g_data_input_stream_read_line (server->lines, NULL, NULL, NULL);
  g_autoptr (JsonNode) node = json_from_string (line, NULL);

  return json_object_ref (json_node_get_object (node));
}

/* Nothing else came. */
static void
stop_server (MailServer *server)
{
  g_autofree char *rest = NULL;

  g_subprocess_force_exit (server->process);
  rest = g_data_input_stream_read_line (server->lines, NULL, NULL, NULL);
  g_assert_null (rest);
  g_subprocess_wait (server->process, NULL, NULL);
  g_clear_object (&server->lines);
  g_clear_object (&server->process);
  g_free (server->url);
}

static BalieRunResult *
run (BalieDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BalieRunResult *run_result;

  balie_morning_run_async (desk, NULL, async_ended_cb, &result);
  run_result = balie_morning_run_finish (desk, await (&result), &error);
  g_assert_no_error (error);
  return run_result;
}

static int
send_mails (BalieDesk *desk, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_mail_queue_send_async (desk, NULL, async_ended_cb, &result);
  return balie_mail_queue_send_finish (desk, await (&result), error);
}

static gpointer
get_run (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return balie_run_table_get (db, GPOINTER_TO_INT (data), error);
}

static BalieMailState
get_mail_state (BalieDesk *desk)
{
  g_autoptr (BalieRun) found =
      delivery_fixture_run (desk, get_run, GINT_TO_POINTER (balie_desk_get_today (desk)));

  return found->mail;
}

static void
turn_on (BalieDesk *desk)
{
  set_setting (desk, BALIE_SETTING_AUTOMATIC_APPROVAL, "on");
  set_setting (desk, BALIE_SETTING_MAIL_SENDER, "balie@example.org");
  set_setting (desk, BALIE_SETTING_MAIL_RECIPIENTS, "anja@example.org, bram@example.org");
}

/* One of each: due, approved by hand, in need of a person. */
static void
add_one_of_each (BalieDesk *desk)
{
  BalieOrder *due = make_order (1);
  BalieOrder *undated = make_order (3);
  g_autoptr (BaliePlateRequest) request = NULL;

  due->unloading_date = balie_desk_get_today (desk) - 14;
  g_free (due->model);
  due->model = g_strdup ("<b>Golf & Co</b>");
  add_order (desk, due);
  add_orders (desk, 2, 1);
  add_order (desk, undated);
  request = approve (desk, "A-0002");
}

typedef struct
{
  BalieDeskFacts *facts;
  BalieMail *mail;
} LoadCall;

static gpointer
load_contents (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LoadCall *call = data;

  call->mail = balie_mail_table_get_last_daily (db, error);
  return balie_daily_mail_load (db, call->facts, call->mail, error);
}

static BalieMail *
compose (BalieDesk *desk)
{
  g_autoptr (BalieDeskFacts) facts = balie_desk_dup_facts (desk);
  LoadCall call = { facts, NULL };
  g_autoptr (BalieDailyMail) contents = delivery_fixture_run (desk, load_contents, &call);

  balie_daily_mail_compose (contents, call.mail);
  return call.mail;
}

static void
test_contents (void)
{
  g_autoptr (BalieClock) clock = balie_clock_new_fixed (MORNING);
  DeliveryFixture *fixture = delivery_fixture_new (clock);
  BalieRunResult *result;
  g_autoptr (BalieMail) mail = NULL;
  const char *automatic, *manual, *attention;
  g_autofree char *date = NULL;

  turn_on (fixture->desk);
  add_one_of_each (fixture->desk);
  balie_clock_set_unix (clock, MORNING + 1);
  result = run (fixture->desk);
  g_assert_cmpint (result->run->mail, ==, BALIE_MAIL_QUEUED);
  mail = compose (fixture->desk);
  automatic = strstr (mail->text, "A-0001");
  manual = strstr (mail->text, "A-0002");
  attention = strstr (mail->text, "A-0003");
  g_assert_nonnull (automatic);
  g_assert_true (automatic < manual && manual < attention);
  g_assert_nonnull (strstr (mail->text, "WVWZZZDEMTW000001"));
  g_assert_nonnull (strstr (mail->html, "&lt;b&gt;Golf &amp; Co&lt;/b&gt;"));
  g_assert_null (strstr (mail->html, "<b>"));
  g_assert_null (strstr (mail->text, "Anna Voorbeeld"));
  g_assert_null (strstr (mail->subject, "Voorbeeld"));
  /* In Dutch, the setting, while the process speaks English. */
  g_assert_nonnull (strstr (mail->html, "<html lang=\"nl\">"));
  balie_language_push ("nl");
  date = balie_language_dup_date (balie_desk_get_today (fixture->desk));
  g_assert_nonnull (strstr (mail->subject, date));
  g_assert_nonnull (strstr (mail->text, _ ("Requested automatically")));
  balie_language_pop ();
  g_assert_cmpstr (balie_language_get (), ==, "en");
  balie_run_result_free (result);
  delivery_fixture_free (fixture);
}

static void
test_many_rows_are_counted (void)
{
  g_autoptr (BalieClock) clock = balie_clock_new_fixed (MORNING);
  DeliveryFixture *fixture = delivery_fixture_new (clock);
  BalieRunResult *result;
  g_autoptr (BalieMail) mail = NULL;

  turn_on (fixture->desk);
  set_setting (fixture->desk, BALIE_SETTING_MAIL_LANGUAGE, "en");
  add_orders (fixture->desk, 1, 205);
  result = run (fixture->desk);
  mail = compose (fixture->desk);
  g_assert_nonnull (strstr (mail->text, "(205)"));
  g_assert_nonnull (strstr (mail->text, "A-0200"));
  g_assert_null (strstr (mail->text, "A-0201"));
  g_assert_nonnull (strstr (mail->text, "and 5 more"));
  balie_run_result_free (result);
  delivery_fixture_free (fixture);
}

static void
test_none_on_an_empty_day (void)
{
  g_autoptr (BalieClock) clock = balie_clock_new_fixed (MORNING);
  DeliveryFixture *fixture = delivery_fixture_new (clock);
  BalieRunResult *empty, *wanted;
  g_autoptr (BalieMail) mail = NULL;

  turn_on (fixture->desk);
  empty = run (fixture->desk);
  g_assert_cmpint (empty->run->mail, ==, BALIE_MAIL_OFF);
  set_setting (fixture->desk, BALIE_SETTING_MAIL_ON_EMPTY_DAYS, "on");
  balie_clock_set_unix (clock, MORNING + 24 * HOUR);
  wanted = run (fixture->desk);
  g_assert_cmpint (wanted->run->mail, ==, BALIE_MAIL_QUEUED);
  mail = compose (fixture->desk);
  g_assert_cmpstr (mail->text, !=, "");
  balie_run_result_free (empty);
  balie_run_result_free (wanted);
  delivery_fixture_free (fixture);
}

static void
test_off_without_recipients (void)
{
  g_autoptr (BalieClock) clock = balie_clock_new_fixed (MORNING);
  DeliveryFixture *fixture = delivery_fixture_new (clock);
  BalieRunResult *result;
  g_autoptr (GError) error = NULL;

  set_setting (fixture->desk, BALIE_SETTING_AUTOMATIC_APPROVAL, "on");
  add_one_of_each (fixture->desk);
  result = run (fixture->desk);
  g_assert_cmpint (result->run->mail, ==, BALIE_MAIL_OFF);
  g_assert_cmpint (send_mails (fixture->desk, &error), ==, 0);
  g_assert_no_error (error);
  balie_run_result_free (result);
  delivery_fixture_free (fixture);
}

/* The next mail tells only what was done by hand since this one. */
static void
test_by_hand_since_the_last_mail (void)
{
  g_autoptr (BalieClock) clock = balie_clock_new_fixed (MORNING - HOUR);
  DeliveryFixture *fixture = delivery_fixture_new (clock);
  BalieRunResult *first, *second;
  g_autoptr (BaliePlateRequest) before = NULL;
  g_autoptr (BaliePlateRequest) after = NULL;
  g_autoptr (BalieMail) mail = NULL;

  turn_on (fixture->desk);
  add_orders (fixture->desk, 1, 2);
  before = approve (fixture->desk, "A-0001");
  balie_clock_set_unix (clock, MORNING);
  first = run (fixture->desk);
  balie_clock_set_unix (clock, MORNING + HOUR);
  after = approve (fixture->desk, "A-0002");
  balie_clock_set_unix (clock, MORNING + 24 * HOUR);
  second = run (fixture->desk);
  mail = compose (fixture->desk);
  g_assert_nonnull (strstr (mail->text, "A-0002"));
  g_assert_null (strstr (mail->text, "A-0001"));
  balie_run_result_free (first);
  balie_run_result_free (second);
  delivery_fixture_free (fixture);
}

static void
test_it_arrives_once (void)
{
  g_autoptr (BalieClock) clock = balie_clock_new_fixed (MORNING);
  DeliveryFixture *fixture = delivery_fixture_new (clock);
  MailServer server = start_server (fixture);
  BalieRunResult *result, *again;
  g_autoptr (JsonObject) received = NULL;
  g_autoptr (GError) error = NULL;

  turn_on (fixture->desk);
  set_remote (fixture->desk, "smtp", server.url);
  add_one_of_each (fixture->desk);
  result = run (fixture->desk);
  g_assert_cmpint (send_mails (fixture->desk, &error), ==, 1);
  g_assert_no_error (error);
  received = read_mail (&server);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (received, "recipients")),
                    ==, 2);
  g_assert_nonnull (strstr (json_object_get_string_member (received, "subject"), "2026"));
  g_assert_cmpint (get_mail_state (fixture->desk), ==, BALIE_MAIL_SENT);
  again = run (fixture->desk);
  g_assert_cmpint (again->status, ==, BALIE_RUN_ALREADY_DONE);
  g_assert_cmpint (send_mails (fixture->desk, &error), ==, 0);
  balie_run_result_free (result);
  balie_run_result_free (again);
  stop_server (&server);
  delivery_fixture_free (fixture);
}

/* The server is away at first: seen by its problem, tried again later, the same mail. */
static void
test_it_is_tried_again (void)
{
  g_autoptr (BalieClock) clock = balie_clock_new_fixed (MORNING);
  DeliveryFixture *fixture = delivery_fixture_new (clock);
  MailServer server;
  BalieRunResult *result;
  g_autoptr (BalieMail) composed = NULL;
  g_autoptr (JsonObject) received = NULL;
  g_autoptr (GError) offline = NULL;
  g_autoptr (GError) error = NULL;

  turn_on (fixture->desk);
  set_remote (fixture->desk, "smtp", "smtp://127.0.0.1:9");
  add_one_of_each (fixture->desk);
  result = run (fixture->desk);
  g_assert_cmpint (send_mails (fixture->desk, &offline), ==, -1);
  g_assert_error (offline, BALIE_ERROR, BALIE_ERROR_OFFLINE);
  g_assert_cmpint (get_mail_state (fixture->desk), ==, BALIE_MAIL_FAILED);
  composed = compose (fixture->desk);
  g_assert_cmpstr (composed->problem, ==, "offline");
  g_assert_cmpint (send_mails (fixture->desk, &error), ==, 0);
  server = start_server (fixture);
  set_remote (fixture->desk, "smtp", server.url);
  balie_clock_set_unix (clock, MORNING + HOUR);
  g_assert_cmpint (send_mails (fixture->desk, &error), ==, 1);
  g_assert_no_error (error);
  received = read_mail (&server);
  g_assert_cmpstr (json_object_get_string_member (received, "id"), ==, composed->message_id);
  g_assert_cmpint (get_mail_state (fixture->desk), ==, BALIE_MAIL_SENT);
  balie_run_result_free (result);
  stop_server (&server);
  delivery_fixture_free (fixture);
}

static void
test_test_mail (void)
{
  g_autoptr (BalieClock) clock = balie_clock_new_fixed (MORNING);
  DeliveryFixture *fixture = delivery_fixture_new (clock);
  MailServer server = start_server (fixture);
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonObject) received = NULL;
  g_autoptr (GError) error = NULL;

  set_remote (fixture->desk, "smtp", server.url);
  balie_mail_queue_test_async (fixture->desk, NULL, async_ended_cb, &refused);
  g_assert_false (balie_mail_queue_test_finish (fixture->desk, await (&refused), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED);
  g_clear_error (&error);
  turn_on (fixture->desk);
  balie_mail_queue_test_async (fixture->desk, NULL, async_ended_cb, &result);
  g_assert_true (balie_mail_queue_test_finish (fixture->desk, await (&result), &error));
  g_assert_no_error (error);
  received = read_mail (&server);
  g_clear_object (&refused);
  g_clear_object (&result);
  stop_server (&server);
  delivery_fixture_free (fixture);
}

int
main (int argc, char **argv)
{
  balie_language_init ("en");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/daily-mail/contents", test_contents);
  g_test_add_func ("/daily-mail/many-rows", test_many_rows_are_counted);
  g_test_add_func ("/daily-mail/empty-day", test_none_on_an_empty_day);
  g_test_add_func ("/daily-mail/off", test_off_without_recipients);
  g_test_add_func ("/daily-mail/by-hand", test_by_hand_since_the_last_mail);
  g_test_add_func ("/daily-mail/arrives-once", test_it_arrives_once);
  g_test_add_func ("/daily-mail/tried-again", test_it_is_tried_again);
  g_test_add_func ("/daily-mail/test-mail", test_test_mail);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of who is told about letters: every cell of role × sight × category × choice, who may set it, absence,
 * quiet hours, coverage, and that each is told once. */
#include "config.h"

#include "letter-fixture.h"

#include "balie-delivery.h"
#include "balie-error.h"
#include "balie-news.h"

#define REQUEST "100005100"
#define PAYMENT_REMINDER "140012021"

static gboolean
set_email (BalieDesk *desk,
           const char *login,
           BalieLetterCategory category,
           BalieMailChoice choice,
           GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_notifications_set_email_async (desk, login, category, choice, NULL, wait_ended_cb, &result);
  return balie_notifications_set_finish (desk, wait_for_result (&result), error);
}

static GPtrArray *
list (BalieDesk *desk, const char *login)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  balie_notifications_list_async (desk, login, NULL, wait_ended_cb, &result);
  rows = balie_notifications_list_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
  return rows;
}

static gboolean
set_availability (BalieDesk *desk, const BalieAvailability *availability, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_notifications_set_availability_async (desk, availability, NULL, wait_ended_cb, &result);
  return balie_notifications_set_finish (desk, wait_for_result (&result), error);
}

static void
be_away (BalieDesk *desk, const char *login, const char *deputy)
{
  g_autoptr (BalieAvailability) availability = balie_availability_new (login);
  g_autoptr (GError) error = NULL;

  g_free (availability->deputy);
  availability->deputy = g_strdup (deputy);
  availability->absent_from = balie_date_from_ymd (2026, 3, 20);
  availability->absent_until = balie_date_from_ymd (2026, 3, 22);
  set_availability (desk, availability, &error);
  g_assert_no_error (error);
}

static void
deliver (BalieDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_notifications_deliver_async (desk, NULL, wait_ended_cb, &result);
  balie_notifications_deliver_finish (desk, wait_for_result (&result), NULL);
}

static void
assert_row (BalieDesk *desk, const char *sql, const char *expected)
{
  g_autofree char *found = dup_query (desk, sql);

  g_assert_cmpstr (found, ==, expected);
}

/* The cells */

typedef enum
{
  SEES_NOTHING,
  SEES_ALL,
  SEES_THIS,
  SEES_OTHERS,
  N_SIGHTS,
} Sight;

static char *
dup_login (gboolean administrator, Sight sight, int important, int reminder)
{
  return g_strdup_printf ("u%d%d%d%d", administrator, sight, important, reminder);
}

static gboolean
is_told (gboolean administrator, Sight sight, BalieMailChoice choice)
{
  if (sight == SEES_NOTHING || sight == SEES_OTHERS)
    return FALSE;
  if (choice != BALIE_CHOICE_DEFAULT)
    return choice == BALIE_CHOICE_YES;
  return administrator || sight == SEES_THIS;
}

static void
visit_cells (
    void (*visit) (gpointer data, gboolean administrator, Sight sight, int important, int reminder),
    gpointer data)
{
  for (int administrator = 0; administrator < 2; administrator++)
    for (int sight = 0; sight < N_SIGHTS; sight++)
      for (int choices = 0; choices < BALIE_N_CHOICES * BALIE_N_CHOICES; choices++)
        visit (data, administrator, (Sight) sight, choices / BALIE_N_CHOICES,
               choices % BALIE_N_CHOICES);
}

static void
put_cell (gpointer desk, gboolean administrator, Sight sight, int important, int reminder)
{
  static const BalieSight sights[] = { BALIE_SIGHT_NONE, BALIE_SIGHT_FULL, BALIE_SIGHT_RESTRICTED,
                                       BALIE_SIGHT_RESTRICTED };
  g_autofree char *login = dup_login (administrator, sight, important, reminder);

  put_person (desk, login, BALIE_ROLE_SELLER, administrator, sights[sight],
              sight == SEES_THIS ? "4710, 47 11" : "4712");
  g_assert_true (
      set_email (desk, login, BALIE_LETTER_IMPORTANT, (BalieMailChoice) important, NULL));
  g_assert_true (set_email (desk, login, BALIE_LETTER_REMINDER, (BalieMailChoice) reminder, NULL));
}

typedef struct
{
  GString *important;
  GString *reminder;
} Expected;

static void
expect_cell (gpointer data, gboolean administrator, Sight sight, int important, int reminder)
{
  Expected *expected = data;
  g_autofree char *login = dup_login (administrator, sight, important, reminder);

  if (is_told (administrator, sight, (BalieMailChoice) important))
    g_string_append_printf (expected->important, "%s%s", expected->important->len > 0 ? " " : "",
                            login);
  if (is_told (administrator, sight, (BalieMailChoice) reminder))
    g_string_append_printf (expected->reminder, "%s%s", expected->reminder->len > 0 ? " " : "",
                            login);
}

static void
test_cells (DeskFixture *self, gconstpointer unused)
{
  Expected expected = { g_string_new (NULL), g_string_new (NULL) };
  g_autofree char *important = NULL;
  g_autofree char *reminder = NULL;

  visit_cells (put_cell, self->desk);
  visit_cells (expect_cell, &expected);
  important = dup_noted (self->desk, arrive (self->desk, &(ArrivingLetter){ .shipment = "S-1",
                                                                            .code = REQUEST,
                                                                            .agency = "4711" }));
  reminder = dup_noted (self->desk, arrive (self->desk, &(ArrivingLetter){ .shipment = "S-2",
                                                                           .code = PAYMENT_REMINDER,
                                                                           .agency = "4711" }));
  g_assert_cmpstr (important, ==, expected.important->str);
  g_assert_cmpstr (reminder, ==, expected.reminder->str);
  g_string_free (expected.important, TRUE);
  g_string_free (expected.reminder, TRUE);
}

/* Who may set it */

static void
test_only_administrators (DeskFixture *self, gconstpointer unused)
{
  g_autofree char *me = g_strdup (balie_desk_get_user (self->desk)->login);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  const BalieNotificationRow *row;
  g_autoptr (GAsyncResult) result = NULL;
  BalieDesk *desk;

  put_person (self->desk, "rik", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_RESTRICTED, "4711");
  desk = desk_fixture_open (self, "rik");
  g_assert_false (set_email (desk, "rik", BALIE_LETTER_IMPORTANT, BALIE_CHOICE_NO, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_error (&error);
  g_assert_true (set_email (self->desk, "rik", BALIE_LETTER_IMPORTANT, BALIE_CHOICE_NO, &error));
  balie_notifications_set_desktop_async (desk, BALIE_LETTER_IMPORTANT, FALSE, NULL, wait_ended_cb,
                                         &result);
  g_assert_true (balie_notifications_set_finish (desk, wait_for_result (&result), &error));
  rows = list (desk, "rik");
  row = rows->pdata[0];
  g_assert_cmpint (row->preference->email, ==, BALIE_CHOICE_NO);
  g_assert_cmpstr (row->preference->set_by, ==, me);
  g_assert_false (row->preference->desktop);
  g_assert_false (row->verdict.email);
  row = rows->pdata[1];
  g_assert_cmpint (row->verdict.reason, ==, BALIE_REASON_DEFAULT_RESTRICTED);
  g_assert_true (row->preference->desktop);
  assert_row (
      self->desk,
      "SELECT old_value || ' → ' || new_value FROM activity WHERE field = 'rik' ORDER BY id DESC",
      "e-mail important: default → e-mail important: no");
  g_assert_false (
      set_email (self->desk, "nobody", BALIE_LETTER_IMPORTANT, BALIE_CHOICE_NO, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND);
  balie_desk_close (desk);
  g_object_unref (desk);
}

static void
test_availability_rights (DeskFixture *self, gconstpointer unused)
{
  g_autoptr (BalieAvailability) mine = balie_availability_new ("rik");
  g_autoptr (BalieAvailability) others = balie_availability_new ("fien");
  g_autoptr (GError) error = NULL;
  BalieDesk *desk;

  put_person (self->desk, "rik", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_FULL, "");
  put_person (self->desk, "fien", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_FULL, "");
  desk = desk_fixture_open (self, "rik");
  mine->quiet_from = 18 * 60;
  g_assert_true (set_availability (desk, mine, &error));
  g_assert_false (set_availability (desk, others, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_error (&error);
  g_assert_true (set_availability (self->desk, others, &error));
  g_free (mine->deputy);
  mine->deputy = g_strdup ("fien");
  mine->absent_from = balie_date_from_ymd (2026, 3, 20);
  g_assert_false (set_availability (desk, mine, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  mine->absent_until = balie_date_from_ymd (2026, 3, 22);
  g_assert_true (set_availability (desk, mine, &error));
  g_free (mine->deputy);
  mine->deputy = g_strdup ("rik");
  g_assert_false (set_availability (desk, mine, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_free (mine->deputy);
  mine->deputy = g_strdup ("nobody");
  g_assert_false (set_availability (desk, mine, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND);
  balie_desk_close (desk);
  g_object_unref (desk);
}

static gboolean
remove_user (BalieDesk *desk, const char *login, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_administration_remove_user_async (desk, login, NULL, wait_ended_cb, &result);
  return balie_administration_remove_user_finish (desk, wait_for_result (&result), error);
}

static void
test_remove_user (DeskFixture *self, gconstpointer unused)
{
  g_autofree char *me = g_strdup (balie_desk_get_user (self->desk)->login);
  g_autoptr (GError) error = NULL;
  BalieDesk *desk;

  put_person (self->desk, "rik", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_FULL, "");
  put_person (self->desk, "anna", 0, TRUE, BALIE_SIGHT_FULL, "");
  desk = desk_fixture_open (self, "rik");
  g_assert_false (remove_user (desk, "anna", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_error (&error);
  g_assert_true (remove_user (self->desk, "anna", &error));
  g_assert_false (remove_user (self->desk, me, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_true (remove_user (self->desk, "rik", &error));
  g_assert_null (load_letter (desk, 1, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  balie_desk_close (desk);
  g_object_unref (desk);
}

/* Absence, quiet hours, coverage */

static void
test_deputies (DeskFixture *self, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *during = NULL;
  g_autofree char *not_theirs = NULL;
  g_autofree char *after = NULL;

  put_person (self->desk, "rik", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_RESTRICTED, "4711,4712");
  put_person (self->desk, "fien", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_RESTRICTED, "4711");
  g_assert_true (set_email (self->desk, "fien", BALIE_LETTER_IMPORTANT, BALIE_CHOICE_NO, NULL));
  before = dup_noted (
      self->desk, arrive (self->desk, &(ArrivingLetter){ .shipment = "S-1", .agency = "4711" }));
  be_away (self->desk, "rik", "fien");
  during = dup_noted (
      self->desk, arrive (self->desk, &(ArrivingLetter){ .shipment = "S-2", .agency = "4711" }));
  not_theirs = dup_noted (
      self->desk, arrive (self->desk, &(ArrivingLetter){ .shipment = "S-3", .agency = "4712" }));
  balie_clock_set_unix (self->clock, balie_clock_get_unix (self->clock) + 3 * 86400);
  after = dup_noted (self->desk,
                     arrive (self->desk, &(ArrivingLetter){ .shipment = "S-4", .agency = "4711" }));
  g_assert_cmpstr (before, ==, "rik");
  g_assert_cmpstr (during, ==, "fien");
  g_assert_cmpstr (not_theirs, ==, "rik");
  g_assert_cmpstr (after, ==, "rik");
}

/* Two letters in the quiet hours: nothing until they end, then one mail. */
static void
test_quiet_hours (DeskFixture *self, gconstpointer unused)
{
  g_autoptr (BalieAvailability) quiet = balie_availability_new ("rik");

  put_person (self->desk, "rik", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_RESTRICTED, "4711");
  g_assert_true (desk_set (self->desk, "mail-sender", "balie@dealer.example", NULL));
  quiet->quiet_from = 11 * 60;
  quiet->quiet_until = 14 * 60;
  g_assert_true (set_availability (self->desk, quiet, NULL));
  arrive (self->desk,
          &(ArrivingLetter){ .shipment = "S-1", .agency = "4711", .own_application = "D-1" });
  arrive (self->desk,
          &(ArrivingLetter){ .shipment = "S-2", .agency = "4711", .own_application = "D-2" });
  deliver (self->desk);
  assert_row (self->desk, "SELECT count(*) FROM mail", "0");
  balie_clock_set_unix (self->clock, balie_clock_get_unix (self->clock) + 2 * 3600 - 60);
  deliver (self->desk);
  assert_row (self->desk, "SELECT count(*) FROM mail", "0");
  balie_clock_set_unix (self->clock, balie_clock_get_unix (self->clock) + 60);
  deliver (self->desk);
  assert_row (self->desk, "SELECT count(*) || ' ' || subject || ' ' || recipients FROM mail",
              "1 2 letters from insurers rik@dealer.example");
}

static gboolean
time_is_up_cb (gpointer user_data)
{
  g_error ("%s", (const char *) user_data);
  return G_SOURCE_REMOVE;
}

/* A program that stays sends what was held back when the quiet hours end, to the second, without a fetch. */
static void
test_end_of_quiet_hours (DeskFixture *self, gconstpointer unused)
{
  g_autoptr (BalieAvailability) quiet = balie_availability_new ("rik");
  gint64 end = balie_clock_get_unix (self->clock) + 2 * 3600;
  guint limit;

  put_person (self->desk, "rik", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_RESTRICTED, "4711");
  g_assert_true (desk_set (self->desk, "mail-sender", "balie@dealer.example", NULL));
  quiet->quiet_from = 11 * 60;
  quiet->quiet_until = 14 * 60;
  g_assert_true (set_availability (self->desk, quiet, NULL));
  arrive (self->desk, &(ArrivingLetter){ .shipment = "S-1", .agency = "4711" });
  balie_clock_set_unix (self->clock, end - 2);
  deliver (self->desk);
  assert_row (self->desk, "SELECT count(*) FROM mail", "0");
  balie_delivery_start (self->desk);
  limit = g_timeout_add_seconds (30, time_is_up_cb, (gpointer) "The mail did not leave in time");
  balie_clock_set_unix (self->clock, end);
  for (;;)
    {
      g_autofree char *n_mails = dup_query (self->desk, "SELECT count(*) FROM mail");

      if (g_str_equal (n_mails, "1"))
        break;
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (limit);
  balie_delivery_stop (self->desk);
}

static BalieNews *
load_news (BalieDesk *desk, const BalieNewsMark *seen)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BalieNews *news;

  balie_news_load_async (desk, seen, NULL, wait_ended_cb, &result);
  news = balie_news_load_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
  return news;
}

static void
want_desktop (BalieDesk *desk, BalieLetterCategory category)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balie_notifications_set_desktop_async (desk, category, TRUE, NULL, wait_ended_cb, &result);
  balie_notifications_set_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
}

/* The quiet hours are saved from a window that has not seen the absence yet: it stays. */
static void
test_one_part (DeskFixture *self, gconstpointer unused)
{
  g_autoptr (BalieAvailability) quiet = balie_availability_new ("rik");
  g_autoptr (BalieAvailability) after = NULL;
  g_autoptr (GAsyncResult) set = NULL;
  g_autoptr (GAsyncResult) got = NULL;
  g_autoptr (GError) error = NULL;

  put_person (self->desk, "rik", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_FULL, "");
  put_person (self->desk, "fien", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_FULL, "");
  be_away (self->desk, "rik", "fien");
  quiet->quiet_from = 11 * 60;
  quiet->quiet_until = 14 * 60;
  balie_notifications_set_availability_part_async (
      self->desk, quiet, BALIE_AVAILABILITY_QUIET_HOURS, NULL, wait_ended_cb, &set);
  balie_notifications_set_finish (self->desk, wait_for_result (&set), &error);
  g_assert_no_error (error);
  balie_notifications_get_availability_async (self->desk, "rik", NULL, wait_ended_cb, &got);
  after = balie_notifications_get_availability_finish (self->desk, wait_for_result (&got), &error);
  g_assert_no_error (error);
  g_assert_cmpint (after->quiet_from, ==, 11 * 60);
  g_assert_cmpstr (after->deputy, ==, "fien");
  g_assert_true (after->absent_until == balie_date_from_ymd (2026, 3, 22));
}

/* The desktop is quiet too, whatever else is told meanwhile; afterwards each letter is told once. */
static void
test_quiet_desktop (DeskFixture *self, gconstpointer unused)
{
  g_autoptr (BalieAvailability) quiet =
      balie_availability_new (balie_desk_get_user (self->desk)->login);
  BalieNewsMark from_now_on = { -1, -1 };
  g_autoptr (BalieNews) start = load_news (self->desk, &from_now_on);
  g_autoptr (BalieNews) during = NULL;
  g_autoptr (BalieNews) after = NULL;
  g_autoptr (BalieNews) later = NULL;

  want_desktop (self->desk, BALIE_LETTER_IMPORTANT);
  quiet->quiet_from = 11 * 60;
  quiet->quiet_until = 14 * 60;
  g_assert_true (set_availability (self->desk, quiet, NULL));
  arrive (self->desk, &(ArrivingLetter){ .shipment = "S-1", .own_application = "D-1" });
  arrive (self->desk, &(ArrivingLetter){ .shipment = "S-2", .own_application = "D-2" });
  during = load_news (self->desk, &start->seen);
  g_assert_true (during->is_quiet);
  g_assert_cmpuint (during->items->len, ==, 0);
  g_assert_cmpint (during->seen.all, >, start->seen.all);
  balie_clock_set_unix (self->clock, balie_clock_get_unix (self->clock) + 2 * 3600);
  after = load_news (self->desk, &during->seen);
  g_assert_false (after->is_quiet);
  g_assert_true (after->was_quiet);
  g_assert_cmpuint (after->items->len, ==, 2);
  later = load_news (self->desk, &after->seen);
  g_assert_false (later->was_quiet);
  g_assert_cmpuint (later->items->len, ==, 0);
}

static void
test_coverage (DeskFixture *self, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) uncovered = NULL;
  g_autofree char *joined = NULL;

  put_person (self->desk, "rik", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_RESTRICTED, "4711");
  put_person (self->desk, "fien", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_RESTRICTED, "4713");
  g_assert_true (set_email (self->desk, "fien", BALIE_LETTER_REMINDER, BALIE_CHOICE_NO, NULL));
  arrive (self->desk, &(ArrivingLetter){ .shipment = "S-1", .agency = "47 12" });
  balie_notifications_check_coverage_async (self->desk, NULL, wait_ended_cb, &result);
  uncovered =
      balie_notifications_check_coverage_finish (self->desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
  joined = g_strjoinv (" ", uncovered);
  g_assert_cmpstr (joined, ==, "4712 4713");
}

/* Mails */

static void
test_mail (DeskFixture *self, gconstpointer unused)
{
  g_autofree char *message_id = NULL;

  put_person (self->desk, "rik", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_RESTRICTED, "4711");
  g_assert_true (desk_set (self->desk, "mail-sender", "balie@dealer.example", NULL));
  arrive (self->desk, &(ArrivingLetter){ .shipment = "S-1",
                                         .agency = "4711",
                                         .own_application = "D-1",
                                         .text = "Frau Jansen" });
  deliver (self->desk);
  assert_row (self->desk,
              "SELECT count(*) || ' ' || kind || ' ' || login || ' ' || subject FROM mail",
              "1 letters rik 1 letter from an insurer");
  assert_row (self->desk,
              "SELECT count(*) FROM mail WHERE text LIKE '%D-1%' AND html LIKE '%D-1%' AND state = "
              "'queued'",
              "1");
  assert_row (self->desk, "SELECT count(*) FROM mail WHERE text || html || subject LIKE '%Jansen%'",
              "0");
  message_id = dup_query (self->desk, "SELECT message_id FROM mail");
  balie_clock_set_unix (self->clock, balie_clock_get_unix (self->clock) + 3600);
  deliver (self->desk);
  assert_row (self->desk, "SELECT message_id FROM mail", message_id);
  assert_row (self->desk, "SELECT count(*) || ' ' || attempts FROM mail", "1 2");
}

/* Between noting and telling the letter was done, or the user lost sight: no mail. */
static void
test_nothing_left_to_tell (DeskFixture *self, gconstpointer unused)
{
  gint64 id;
  g_autoptr (BalieLettersResult) done = NULL;

  put_person (self->desk, "rik", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_RESTRICTED, "4711");
  put_person (self->desk, "fien", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_RESTRICTED, "4712");
  g_assert_true (desk_set (self->desk, "mail-sender", "balie@dealer.example", NULL));
  id = arrive (self->desk, &(ArrivingLetter){ .shipment = "S-1", .agency = "4711" });
  arrive (self->desk, &(ArrivingLetter){ .shipment = "S-2", .agency = "4712" });
  done = mark (self->desk, &id, 1, BALIE_LETTER_DONE, NULL);
  put_person (self->desk, "fien", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_NONE, "4712");
  deliver (self->desk);
  assert_row (self->desk, "SELECT group_concat (state || ' ' || text, ',') FROM mail", "off ,off ");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/notifications/cells", test_cells);
  DESK_TEST ("/notifications/only-administrators", test_only_administrators);
  DESK_TEST ("/notifications/availability-rights", test_availability_rights);
  DESK_TEST ("/notifications/remove-user", test_remove_user);
  DESK_TEST ("/notifications/deputies", test_deputies);
  DESK_TEST ("/notifications/quiet-hours", test_quiet_hours);
  DESK_TEST ("/notifications/end-of-quiet-hours", test_end_of_quiet_hours);
  DESK_TEST ("/notifications/quiet-desktop", test_quiet_desktop);
  DESK_TEST ("/notifications/one-part", test_one_part);
  DESK_TEST ("/notifications/coverage", test_coverage);
  DESK_TEST ("/notifications/mail", test_mail);
  DESK_TEST ("/notifications/nothing-left-to-tell", test_nothing_left_to_tell);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests every cell of administrator × sight × choice × address × agency, deputies, quiet hours, coverage. */
#include "config.h"

#include <string.h>

#include "balie-notification-rules.h"

#define TODAY 20000

/* Sight, administrator, choice (d/y/n); then for a letter of agency 4711, of 4712, and of none at all:
 * "+" mail, "-" none, and the reason of the preview. A restricted user has agency 4711. */
typedef struct
{
  BalieSight sight;
  gboolean administrator;
  BalieMailChoice choice;
  const char *mails;
  BalieNotificationReason reason;
} Cell;

static const Cell cells[] = {
  { BALIE_SIGHT_NONE, FALSE, BALIE_CHOICE_DEFAULT, "---", BALIE_REASON_NO_SIGHT },
  { BALIE_SIGHT_NONE, FALSE, BALIE_CHOICE_YES, "---", BALIE_REASON_NO_SIGHT },
  { BALIE_SIGHT_NONE, FALSE, BALIE_CHOICE_NO, "---", BALIE_REASON_NO_SIGHT },
  { BALIE_SIGHT_NONE, TRUE, BALIE_CHOICE_DEFAULT, "---", BALIE_REASON_NO_SIGHT },
  { BALIE_SIGHT_NONE, TRUE, BALIE_CHOICE_YES, "---", BALIE_REASON_NO_SIGHT },
  { BALIE_SIGHT_NONE, TRUE, BALIE_CHOICE_NO, "---", BALIE_REASON_NO_SIGHT },
  { BALIE_SIGHT_FULL, FALSE, BALIE_CHOICE_DEFAULT, "---", BALIE_REASON_DEFAULT_OTHERS },
  { BALIE_SIGHT_FULL, FALSE, BALIE_CHOICE_YES, "+++", BALIE_REASON_CHOSEN },
  { BALIE_SIGHT_FULL, FALSE, BALIE_CHOICE_NO, "---", BALIE_REASON_CHOSEN },
  { BALIE_SIGHT_FULL, TRUE, BALIE_CHOICE_DEFAULT, "+++", BALIE_REASON_DEFAULT_ADMINISTRATOR },
  { BALIE_SIGHT_FULL, TRUE, BALIE_CHOICE_YES, "+++", BALIE_REASON_CHOSEN },
  { BALIE_SIGHT_FULL, TRUE, BALIE_CHOICE_NO, "---", BALIE_REASON_CHOSEN },
  { BALIE_SIGHT_RESTRICTED, FALSE, BALIE_CHOICE_DEFAULT, "+--", BALIE_REASON_DEFAULT_RESTRICTED },
  { BALIE_SIGHT_RESTRICTED, FALSE, BALIE_CHOICE_YES, "+--", BALIE_REASON_CHOSEN },
  { BALIE_SIGHT_RESTRICTED, FALSE, BALIE_CHOICE_NO, "---", BALIE_REASON_CHOSEN },
  { BALIE_SIGHT_RESTRICTED, TRUE, BALIE_CHOICE_DEFAULT, "+--", BALIE_REASON_DEFAULT_ADMINISTRATOR },
  { BALIE_SIGHT_RESTRICTED, TRUE, BALIE_CHOICE_YES, "+--", BALIE_REASON_CHOSEN },
  { BALIE_SIGHT_RESTRICTED, TRUE, BALIE_CHOICE_NO, "---", BALIE_REASON_CHOSEN },
};

static const char *const agencies[] = { "4711", "4712", "" };

static BalieUser *
make_user (const char *login, BalieSight sight, const char *own, gboolean administrator)
{
  BalieUser *user = balie_user_new (login);

  user->sight = sight;
  user->administrator = administrator;
  g_free (user->agencies);
  user->agencies = g_strdup (own);
  g_free (user->email);
  user->email = g_strdup_printf ("%s@example.org", login);
  return user;
}

static BalieUser *
make_cell_user (const Cell *cell)
{
  return make_user ("ann", cell->sight, cell->sight == BALIE_SIGHT_RESTRICTED ? "4711, 4720" : "",
                    cell->administrator);
}

static void
test_cells (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (cells), ==, 3 * 2 * BALIE_N_CHOICES);
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (BalieUser) user = make_cell_user (&cells[i]);
      BalieNotificationVerdict preview = balie_notification_preview (user, cells[i].choice);

      g_assert_cmpint (preview.reason, ==, cells[i].reason);
      g_assert_cmpint (preview.email, ==, strchr (cells[i].mails, '+') != NULL);
      for (int a = 0; a < 3; a++)
        {
          BalieNotificationVerdict verdict =
              balie_notification_decide (user, cells[i].choice, agencies[a]);

          g_assert_cmpint (verdict.email, ==, cells[i].mails[a] == '+');
        }
    }
}

/* The roles change nothing: only sight and being an administrator do. */
static void
test_roles_do_not_count (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    for (guint roles = 0; roles < 32; roles++)
      {
        g_autoptr (BalieUser) user = make_cell_user (&cells[i]);
        BalieNotificationVerdict verdict;

        user->roles = (BalieRoles) roles;
        verdict = balie_notification_preview (user, cells[i].choice);
        g_assert_cmpint (verdict.reason, ==, cells[i].reason);
      }
}

static void
test_no_address (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (BalieUser) user = make_cell_user (&cells[i]);

      user->email[0] = '\0';
      g_assert_false (balie_notification_preview (user, cells[i].choice).email);
    }
}

/* Restricted without any agency sees nothing and so is not a default either. */
static void
test_no_agency (void)
{
  g_autoptr (BalieUser) user = make_user ("ann", BALIE_SIGHT_RESTRICTED, " , ", FALSE);
  BalieNotificationVerdict verdict = balie_notification_preview (user, BALIE_CHOICE_DEFAULT);

  g_assert_false (verdict.email);
  g_assert_cmpint (verdict.reason, ==, BALIE_REASON_DEFAULT_OTHERS);
  g_assert_false (balie_notification_sees (user, ""));
  g_assert_false (balie_notification_sees (NULL, "4711"));
}

/* A default follows a change of role, an explicit choice stays. */
static void
test_change_of_role (void)
{
  g_autoptr (BalieUser) user = make_user ("ann", BALIE_SIGHT_FULL, "", FALSE);

  g_assert_false (balie_notification_preview (user, BALIE_CHOICE_DEFAULT).email);
  g_assert_true (balie_notification_preview (user, BALIE_CHOICE_YES).email);
  user->administrator = TRUE;
  g_assert_true (balie_notification_preview (user, BALIE_CHOICE_DEFAULT).email);
  g_assert_false (balie_notification_preview (user, BALIE_CHOICE_NO).email);
}

/* The dealership of the tests below: ann administrates with full sight, bob has agency 4711, cor 4712, dan
 * full sight, eva none. */
typedef struct
{
  BalieUser *users[5];
  BalieAvailability *availability[5];
  BalieNotificationPerson persons[5];
} Office;

static void
open_office (Office *office)
{
  const struct
  {
    const char *login;
    BalieSight sight;
    const char *own;
    gboolean administrator;
  } people[] = {
    { "ann", BALIE_SIGHT_FULL, "", TRUE },
    { "bob", BALIE_SIGHT_RESTRICTED, "4711", FALSE },
    { "cor", BALIE_SIGHT_RESTRICTED, "4712", FALSE },
    { "dan", BALIE_SIGHT_FULL, "", FALSE },
    { "eva", BALIE_SIGHT_NONE, "", FALSE },
  };

  for (int i = 0; i < 5; i++)
    {
      office->users[i] =
          make_user (people[i].login, people[i].sight, people[i].own, people[i].administrator);
      office->availability[i] = balie_availability_new (people[i].login);
      office->persons[i] = (BalieNotificationPerson){ .user = office->users[i],
                                                      .availability = office->availability[i] };
    }
}

static void
close_office (Office *office)
{
  for (int i = 0; i < 5; i++)
    {
      balie_user_free (office->users[i]);
      balie_availability_free (office->availability[i]);
    }
}

static void
send_away (Office *office, int person, const char *deputy, BalieDate from, BalieDate until)
{
  g_free (office->availability[person]->deputy);
  office->availability[person]->deputy = g_strdup (deputy);
  office->availability[person]->absent_from = from;
  office->availability[person]->absent_until = until;
}

/* "ann bob>dan": who gets it, and for whom. */
static void
assert_selected (Office *office, const char *agency, int minute, const char *expected)
{
  g_autoptr (GArray) recipients =
      balie_notification_select (office->persons, 5, BALIE_LETTER_REMINDER, agency, TODAY, minute);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < recipients->len; i++)
    {
      BalieNotificationRecipient *recipient =
          &g_array_index (recipients, BalieNotificationRecipient, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                              office->users[recipient->person]->login);
      if (recipient->for_person >= 0)
        g_string_append_printf (text, "<%s", office->users[recipient->for_person]->login);
      if (recipient->not_before > 0)
        g_string_append_printf (text, "+%d", recipient->not_before);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_select (void)
{
  Office office;

  open_office (&office);
  assert_selected (&office, "4711", 600, "ann bob");
  assert_selected (&office, "4712", 600, "ann cor");
  assert_selected (&office, "4713", 600, "ann");
  assert_selected (&office, "", 600, "ann");
  office.persons[0].email[BALIE_LETTER_REMINDER] = BALIE_CHOICE_NO;
  office.persons[3].email[BALIE_LETTER_REMINDER] = BALIE_CHOICE_YES;
  assert_selected (&office, "4711", 600, "bob dan");
  /* The other category has its own choice. */
  office.persons[0].email[BALIE_LETTER_REMINDER] = BALIE_CHOICE_DEFAULT;
  office.persons[0].email[BALIE_LETTER_IMPORTANT] = BALIE_CHOICE_NO;
  assert_selected (&office, "4711", 600, "ann bob dan");
  close_office (&office);
}

static void
test_absence (void)
{
  Office office;

  open_office (&office);
  send_away (&office, 1, "dan", TODAY, TODAY);
  assert_selected (&office, "4711", 600, "ann dan<bob");
  send_away (&office, 1, "dan", TODAY + 1, TODAY + 9);
  assert_selected (&office, "4711", 600, "ann bob");
  send_away (&office, 1, "dan", TODAY - 9, TODAY - 1);
  assert_selected (&office, "4711", 600, "ann bob");
  send_away (&office, 1, "dan", TODAY - 9, BALIE_DATE_NONE);
  assert_selected (&office, "4711", 600, "ann dan<bob");
  /* A deputy who may not see the agency does not get it, and it is not lost. */
  send_away (&office, 1, "cor", TODAY, TODAY);
  assert_selected (&office, "4711", 600, "ann bob");
  send_away (&office, 1, "eva", TODAY, TODAY);
  assert_selected (&office, "4711", 600, "ann bob");
  send_away (&office, 1, "nobody", TODAY, TODAY);
  assert_selected (&office, "4711", 600, "ann bob");
  /* A deputy who gets it anyway gets it once. */
  send_away (&office, 1, "ann", TODAY, TODAY);
  assert_selected (&office, "4711", 600, "ann");
  /* A chain is followed, a circle ended. */
  send_away (&office, 1, "cor", TODAY, TODAY);
  send_away (&office, 2, "dan", TODAY, TODAY);
  assert_selected (&office, "4711", 600, "ann dan<bob");
  send_away (&office, 2, "bob", TODAY, TODAY);
  assert_selected (&office, "4711", 600, "ann bob");
  close_office (&office);
}

static void
test_quiet_hours (void)
{
  Office office;

  open_office (&office);
  office.availability[0]->quiet_from = 18 * 60;
  office.availability[0]->quiet_until = 7 * 60;
  assert_selected (&office, "4711", 18 * 60 - 1, "ann bob");
  assert_selected (&office, "4711", 18 * 60, "ann+780 bob");
  assert_selected (&office, "4711", 0, "ann+420 bob");
  assert_selected (&office, "4711", 7 * 60 - 1, "ann+1 bob");
  assert_selected (&office, "4711", 7 * 60, "ann bob");
  office.availability[0]->quiet_from = 12 * 60;
  office.availability[0]->quiet_until = 13 * 60;
  assert_selected (&office, "4711", 12 * 60 + 15, "ann+45 bob");
  assert_selected (&office, "4711", 13 * 60, "ann bob");
  /* The deputy's quiet hours count, not those of who is away. */
  send_away (&office, 1, "dan", TODAY, TODAY);
  office.availability[3]->quiet_from = 10 * 60;
  office.availability[3]->quiet_until = 11 * 60;
  assert_selected (&office, "4711", 10 * 60, "ann dan<bob+60");
  close_office (&office);
}

static void
test_quiet_minutes_in_full (void)
{
  Office office;

  open_office (&office);
  for (int from = 0; from < 24 * 60; from += 97)
    for (int until = 0; until < 24 * 60; until += 89)
      for (int minute = 0; minute < 24 * 60; minute += 41)
        {
          gboolean quiet = from < until ? minute >= from && minute < until
                                        : from > until && (minute >= from || minute < until);
          g_autoptr (GArray) recipients = NULL;
          int wait;

          office.availability[0]->quiet_from = from;
          office.availability[0]->quiet_until = until;
          recipients = balie_notification_select (office.persons, 1, BALIE_LETTER_REMINDER, "",
                                                  TODAY, minute);
          wait = g_array_index (recipients, BalieNotificationRecipient, 0).not_before;
          g_assert_cmpint (wait > 0, ==, quiet);
          if (quiet)
            g_assert_cmpint ((minute + wait) % (24 * 60), ==, until);
        }
  close_office (&office);
}

static void
test_coverage (void)
{
  const char *const all[] = { "4711", "4712", "4713", NULL };
  Office office;
  g_auto (GStrv) uncovered = NULL;
  g_auto (GStrv) now_uncovered = NULL;
  g_autofree char *joined = NULL;

  open_office (&office);
  uncovered =
      balie_notification_find_uncovered (office.persons, 5, BALIE_LETTER_REMINDER, all, TODAY);
  g_assert_cmpuint (g_strv_length (uncovered), ==, 0);
  office.persons[0].email[BALIE_LETTER_REMINDER] = BALIE_CHOICE_NO;
  office.persons[1].email[BALIE_LETTER_REMINDER] = BALIE_CHOICE_NO;
  now_uncovered =
      balie_notification_find_uncovered (office.persons, 5, BALIE_LETTER_REMINDER, all, TODAY);
  joined = g_strjoinv (" ", now_uncovered);
  g_assert_cmpstr (joined, ==, "4711 4713");
  close_office (&office);
}

static void
test_sentences (void)
{
  g_autoptr (BalieAvailability) availability = balie_availability_new ("ann");
  g_autofree char *none = balie_availability_dup_sentence (availability);
  g_autofree char *some = NULL;

  g_assert_cmpstr (none, ==, "Every letter is told about at once.");
  availability->quiet_from = 18 * 60 + 5;
  availability->quiet_until = 7 * 60;
  some = balie_availability_dup_sentence (availability);
  g_assert_cmpstr (some, ==,
                   "What arrives between 18:05 and 07:00 is told about in one summary at 07:00.");
  for (int i = 0; i < BALIE_N_REASONS; i++)
    {
      g_autofree char *text = balie_notification_reason_dup_text (i);

      g_assert_cmpstr (text, !=, "");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notification-rules/cells", test_cells);
  g_test_add_func ("/notification-rules/roles-do-not-count", test_roles_do_not_count);
  g_test_add_func ("/notification-rules/no-address", test_no_address);
  g_test_add_func ("/notification-rules/no-agency", test_no_agency);
  g_test_add_func ("/notification-rules/change-of-role", test_change_of_role);
  g_test_add_func ("/notification-rules/select", test_select);
  g_test_add_func ("/notification-rules/absence", test_absence);
  g_test_add_func ("/notification-rules/quiet-hours", test_quiet_hours);
  g_test_add_func ("/notification-rules/quiet-minutes-in-full", test_quiet_minutes_in_full);
  g_test_add_func ("/notification-rules/coverage", test_coverage);
  g_test_add_func ("/notification-rules/sentences", test_sentences);
  return g_test_run ();
}

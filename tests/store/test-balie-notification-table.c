/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of choices, availability and notices: defaults are there unasked, and nobody is noted twice. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "balie-error.h"
#include "balie-letter-table.h"
#include "balie-notification-table.h"
#include "store-fixture.h"

static void
add_user (BalieDb *db, const char *login)
{
  g_autoptr (BalieUser) user = balie_user_new (login);
  g_autoptr (GError) error = NULL;

  balie_user_table_put (db, user, &error);
  g_assert_no_error (error);
}

static gint64
add_letter (BalieDb *db, const char *shipment)
{
  g_autoptr (BalieLetter) letter = balie_letter_new ();
  g_autoptr (GError) error = NULL;

  g_free (letter->shipment);
  letter->shipment = g_strdup (shipment);
  balie_letter_table_insert (db, letter, &error);
  g_assert_no_error (error);
  return letter->id;
}

static void
add_notice (BalieDb *db, gint64 letter_id, const char *login, gint64 not_before, gboolean expected)
{
  BalieLetterNotice notice = { .letter_id = letter_id,
                               .login = (char *) login,
                               .not_before = not_before };
  g_autoptr (GError) error = NULL;
  gboolean added = !expected;

  balie_letter_notice_add (db, &notice, &added, &error);
  g_assert_no_error (error);
  g_assert_cmpint (added, ==, expected);
}

static gpointer
test_preferences (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieNotificationPreference) chosen =
      balie_notification_preference_new ("rik", BALIE_LETTER_REMINDER);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) mine = NULL;
  const BalieNotificationPreference *one;

  add_user (db, "anna");
  add_user (db, "rik");
  chosen->email = BALIE_CHOICE_NO;
  g_free (chosen->set_by);
  chosen->set_by = g_strdup ("anna");
  chosen->set_at = 7;
  chosen->desktop = FALSE;
  g_assert_true (balie_notification_table_put (db, chosen, error));
  all = balie_notification_table_list (db, NULL, error);
  g_assert_cmpuint (all->len, ==, 4);
  mine = balie_notification_table_list (db, "rik", error);
  g_assert_cmpuint (mine->len, ==, 2);
  one = g_ptr_array_index (mine, 0);
  g_assert_cmpint (one->category, ==, BALIE_LETTER_IMPORTANT);
  g_assert_cmpint (one->email, ==, BALIE_CHOICE_DEFAULT);
  g_assert_true (one->desktop);
  one = g_ptr_array_index (mine, 1);
  g_assert_cmpint (one->category, ==, BALIE_LETTER_REMINDER);
  g_assert_cmpint (one->email, ==, BALIE_CHOICE_NO);
  g_assert_cmpstr (one->set_by, ==, "anna");
  g_assert_cmpint (one->set_at, ==, 7);
  g_assert_false (one->desktop);
  return NULL;
}

static gpointer
test_availability (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieAvailability) nothing = balie_availability_table_get (db, "rik", error);
  g_autoptr (BalieAvailability) set = balie_availability_new ("rik");
  g_autoptr (BalieAvailability) read = NULL;
  g_autoptr (GPtrArray) all = NULL;

  g_assert_cmpint (nothing->quiet_from, ==, nothing->quiet_until);
  g_assert_cmpint (nothing->absent_from, ==, BALIE_DATE_NONE);
  set->quiet_from = 18 * 60;
  set->quiet_until = 7 * 60;
  g_free (set->deputy);
  set->deputy = g_strdup ("anna");
  set->absent_from = balie_date_from_ymd (2026, 3, 20);
  g_assert_true (balie_availability_table_put (db, set, error));
  g_assert_true (balie_availability_table_put (db, set, error));
  read = balie_availability_table_get (db, "rik", error);
  g_assert_cmpint (read->quiet_from, ==, 18 * 60);
  g_assert_cmpint (read->quiet_until, ==, 7 * 60);
  g_assert_cmpstr (read->deputy, ==, "anna");
  g_assert_cmpint (read->absent_from, ==, set->absent_from);
  g_assert_cmpint (read->absent_until, ==, BALIE_DATE_NONE);
  all = balie_availability_table_list (db, error);
  g_assert_cmpuint (all->len, ==, 1);
  return NULL;
}

static gpointer
test_notices (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 first = add_letter (db, "S-1");
  gint64 second = add_letter (db, "S-2");
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GArray) told = NULL;
  g_autoptr (GError) local = NULL;
  const BalieLetterNotice *notice;

  g_assert_cmpint (balie_letter_notice_get_next (db, error), ==, G_MAXINT64);
  add_notice (db, second, "rik", 10, TRUE);
  add_notice (db, first, "rik", 10, TRUE);
  add_notice (db, first, "anna", 20, TRUE);
  add_notice (db, first, "rik", 5, FALSE);
  g_assert_cmpint (balie_letter_notice_get_next (db, error), ==, 10);
  due = balie_letter_notice_get_due (db, 10, error);
  g_assert_cmpuint (due->len, ==, 2);
  notice = g_ptr_array_index (due, 0);
  g_assert_cmpint (notice->letter_id, ==, first);
  g_assert_true (balie_letter_notice_set_mail (db, first, "rik", 3, error));
  g_assert_false (balie_letter_notice_set_mail (db, first, "rik", 4, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  left = balie_letter_notice_get_due (db, 10, error);
  g_assert_cmpuint (left->len, ==, 1);
  told = balie_letter_notice_get_letters (db, 3, error);
  g_assert_cmpuint (told->len, ==, 1);
  g_assert_cmpint (g_array_index (told, gint64, 0), ==, first);
  add_notice (db, first, "rik", 5, FALSE);
  return NULL;
}

/* A user who goes leaves nothing behind that a later one of the same name would have. */
static gpointer
test_removed_user (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieNotificationPreference) chosen =
      balie_notification_preference_new ("rik", BALIE_LETTER_IMPORTANT);
  g_autoptr (BalieAvailability) availability = balie_availability_new ("anna");
  g_autoptr (BalieAvailability) read = NULL;
  g_autoptr (GPtrArray) mine = NULL;
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GError) local = NULL;

  add_user (db, "anna");
  add_user (db, "rik");
  chosen->email = BALIE_CHOICE_YES;
  g_assert_true (balie_notification_table_put (db, chosen, error));
  g_free (availability->deputy);
  availability->deputy = g_strdup ("rik");
  g_assert_true (balie_availability_table_put (db, availability, error));
  add_notice (db, add_letter (db, "S-1"), "rik", 10, TRUE);
  g_assert_true (balie_user_table_remove (db, "rik", error));
  g_assert_false (balie_user_table_remove (db, "rik", &local));
  assert_code (local, BALIE_ERROR_NOT_FOUND);
  add_user (db, "rik");
  mine = balie_notification_table_list (db, "rik", error);
  g_assert_cmpint (((BalieNotificationPreference *) mine->pdata[0])->email, ==,
                   BALIE_CHOICE_DEFAULT);
  read = balie_availability_table_get (db, "anna", error);
  g_assert_cmpstr (read->deputy, ==, "");
  due = balie_letter_notice_get_due (db, 10, error);
  g_assert_cmpuint (due->len, ==, 0);
  return NULL;
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_transaction ("/notification/preferences", test_preferences);
  fixture_add_transaction ("/notification/availability", test_availability);
  fixture_add_transaction ("/notification/notices", test_notices);
  fixture_add_transaction ("/notification/removed-user", test_removed_user);
  return g_test_run ();
}

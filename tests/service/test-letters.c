/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of what becomes of letters: kind, urgency and links at arrival; marking, linking, filing, undoing;
 * sight. */
#include "config.h"

#include "letter-fixture.h"

#include "balie-find.h"

#include "balie-error.h"

#define DAY G_GINT64_CONSTANT (86400)
/* 2026-03-20 12:00 in Amsterdam. */
#define NOON G_GINT64_CONSTANT (1774004400)

static const char order_csv[] =
    "order_number,order_kind,status,dealer_number,brand,vin,plate,customer_name\n"
    "A-1,new,ordered,1,Volkswagen,WVWZZZCDZMW000001,,Jansen\n"
    "A-2,new,ordered,1,Volkswagen,WVWZZZCDZMW000002,KAB123,Peeters\n";

static void
assert_letter (BalieDesk *desk, gint64 id, BalieLetterKind kind, int urgency, const char *order)
{
  g_autoptr (BalieLetter) letter = get_letter (desk, id);

  g_assert_cmpstr (balie_letter_kind_to_code (letter->kind), ==, balie_letter_kind_to_code (kind));
  g_assert_cmpint (letter->urgency, ==, urgency);
  g_assert_cmpint (letter->category, ==,
                   urgency > 0 ? BALIE_LETTER_REMINDER : BALIE_LETTER_IMPORTANT);
  g_assert_cmpstr (letter->order_number, ==, order);
  g_assert_cmpstr (letter->linked_by, ==, *order != '\0' ? "auto" : "");
}

/* A request, then reminders the more urgent the more came before; whatever the order of arrival. */
static void
test_urgencies (DeskFixture *self, gconstpointer unused)
{
  gint64 second = arrive (self->desk, &(ArrivingLetter){ .shipment = "S-2",
                                                         .text = "Erste Erinnerung",
                                                         .own_application = "D-1",
                                                         .provided_at = NOON - 5 * DAY });
  gint64 first = arrive (self->desk, &(ArrivingLetter){ .shipment = "S-1",
                                                        .own_application = "D-1",
                                                        .provided_at = NOON - 9 * DAY });
  gint64 third = arrive (self->desk, &(ArrivingLetter){ .shipment = "S-3",
                                                        .own_application = "D-1",
                                                        .provided_at = NOON - 2 * DAY });
  gint64 fourth = arrive (
      self->desk,
      &(ArrivingLetter){ .shipment = "S-4", .own_application = "D-1", .provided_at = NOON - DAY });
  gint64 other = arrive (
      self->desk,
      &(ArrivingLetter){ .shipment = "S-5", .own_application = "D-2", .provided_at = NOON });

  assert_letter (self->desk, first, BALIE_LETTER_APPLICATION_REQUEST, 0, "");
  assert_letter (self->desk, second, BALIE_LETTER_APPLICATION_REMINDER, 1, "");
  assert_letter (self->desk, third, BALIE_LETTER_APPLICATION_REMINDER, 2, "");
  assert_letter (self->desk, fourth, BALIE_LETTER_APPLICATION_REMINDER, 3, "");
  assert_letter (self->desk, other, BALIE_LETTER_APPLICATION_REQUEST, 0, "");
}

static void
test_links (DeskFixture *self, gconstpointer unused)
{
  gint64 own, theirs, again, plate, none;
  g_autoptr (BalieLetter) read = NULL;

  desk_import_well (self->desk, order_csv);
  own = arrive (self->desk,
                &(ArrivingLetter){ .shipment = "S-1", .own_application = "A-1", .policy = "KF-1" });
  theirs = arrive (self->desk, &(ArrivingLetter){ .shipment = "S-2", .application = "A-2" });
  again = arrive (self->desk,
                  &(ArrivingLetter){ .shipment = "S-3", .code = "140012021", .policy = "KF-1" });
  plate = arrive (self->desk, &(ArrivingLetter){ .shipment = "S-4",
                                                 .text = "Kennzeichen: K-AB 123, eVB A1B2C3D" });
  none = arrive (self->desk, &(ArrivingLetter){ .shipment = "S-5",
                                                .own_application = "A-99",
                                                .text = "Kennzeichen K-AB 1234" });
  assert_letter (self->desk, own, BALIE_LETTER_APPLICATION_REQUEST, 0, "A-1");
  assert_letter (self->desk, theirs, BALIE_LETTER_APPLICATION_REQUEST, 0, "A-2");
  assert_letter (self->desk, again, BALIE_LETTER_PAYMENT_REMINDER, 2, "A-1");
  assert_letter (self->desk, plate, BALIE_LETTER_APPLICATION_REQUEST, 0, "A-2");
  assert_letter (self->desk, none, BALIE_LETTER_APPLICATION_REQUEST, 0, "");
  read = get_letter (self->desk, plate);
  g_assert_cmpstr (read->plate, ==, "KAB123");
  g_assert_cmpstr (read->evb, ==, "A1B2C3D");
}

static void
test_twice (DeskFixture *self, gconstpointer unused)
{
  const ArrivingLetter letter = { .shipment = "S-1", .own_application = "D-1", .agency = "4711" };
  g_autoptr (GError) error = NULL;
  g_autofree char *count = NULL;

  arrive (self->desk, &letter);
  g_assert_false (try_arrival (self->desk, &letter, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CONFLICT);
  count =
      dup_query (self->desk, "SELECT count(*) || ' ' || (SELECT count(*) FROM shipment) || ' ' || "
                             "(SELECT count(*) FROM letter_document) FROM letter");
  g_assert_cmpstr (count, ==, "1 1 1");
}

static void
undo (BalieDesk *desk, GArray *ids, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BalieLettersResult) undone = NULL;

  balie_letters_undo_async (desk, ids, NULL, wait_ended_cb, &result);
  undone = balie_letters_change_finish (desk, wait_for_result (&result), error);
}

static void
assert_state (BalieDesk *desk, gint64 id, BalieLetterState state, const char *done_by)
{
  g_autoptr (BalieLetter) letter = get_letter (desk, id);

  g_assert_cmpint (letter->state, ==, state);
  g_assert_cmpstr (letter->done_by, ==, done_by);
  g_assert_cmpint (letter->done_at != 0, ==, state == BALIE_LETTER_DONE);
}

static void
test_mark_and_undo (DeskFixture *self, gconstpointer unused)
{
  g_autofree char *me = g_strdup (balie_desk_get_user (self->desk)->login);
  gint64 ids[] = { arrive (self->desk, &(ArrivingLetter){ .shipment = "S-1" }),
                   arrive (self->desk, &(ArrivingLetter){ .shipment = "S-2" }) };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieLettersResult) done = mark (self->desk, ids, 2, BALIE_LETTER_DONE, &error);
  g_autoptr (BalieLettersResult) again = mark (self->desk, ids, 2, BALIE_LETTER_DONE, &error);
  g_autoptr (BalieLetterDetail) detail = NULL;
  g_autofree char *sentence = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (done->n_changed, ==, 2);
  g_assert_cmpuint (again->n_changed, ==, 0);
  assert_state (self->desk, ids[0], BALIE_LETTER_DONE, me);
  detail = load_letter (self->desk, ids[0], &error);
  g_assert_cmpuint (detail->activity->len, ==, 2);
  sentence = balie_activity_dup_sentence (detail->activity->pdata[0]);
  g_assert_cmpstr (sentence, ==, "Marked as done");
  undo (self->desk, done->activity_ids, &error);
  g_assert_no_error (error);
  assert_state (self->desk, ids[0], BALIE_LETTER_OPEN, "");
  assert_state (self->desk, ids[1], BALIE_LETTER_OPEN, "");
  undo (self->desk, done->activity_ids, &error);
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CONFLICT);
}

static BalieLettersResult *
link_to (BalieDesk *desk, gint64 id, const char *order, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_letters_link_async (desk, id, order, "", NULL, wait_ended_cb, &result);
  return balie_letters_change_finish (desk, wait_for_result (&result), error);
}

static void
test_link_by_hand (DeskFixture *self, gconstpointer unused)
{
  g_autofree char *me = g_strdup (balie_desk_get_user (self->desk)->login);
  gint64 id = arrive (self->desk, &(ArrivingLetter){ .shipment = "S-1" });
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieLettersResult) linked = NULL;
  g_autoptr (BalieLetter) letter = NULL;
  g_autoptr (BalieLetter) undone = NULL;

  desk_import_well (self->desk, order_csv);
  g_assert_null (link_to (self->desk, id, "A-99", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  linked = link_to (self->desk, id, "A-1", &error);
  g_assert_no_error (error);
  letter = get_letter (self->desk, id);
  g_assert_cmpstr (letter->order_number, ==, "A-1");
  g_assert_cmpstr (letter->linked_by, ==, me);
  undo (self->desk, linked->activity_ids, &error);
  g_assert_no_error (error);
  undone = get_letter (self->desk, id);
  g_assert_cmpstr (undone->order_number, ==, "");
  g_assert_cmpstr (undone->linked_by, ==, "");
}

static BalieLettersResult *
file (BalieDesk *desk, gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_letters_file_application_async (desk, id, NULL, wait_ended_cb, &result);
  return balie_letters_change_finish (desk, wait_for_result (&result), error);
}

static void
test_file (DeskFixture *self, gconstpointer unused)
{
  g_autofree char *me = g_strdup (balie_desk_get_user (self->desk)->login);
  gint64 request =
      arrive (self->desk, &(ArrivingLetter){ .shipment = "S-1", .own_application = "D-1" });
  gint64 reminder =
      arrive (self->desk, &(ArrivingLetter){ .shipment = "S-2", .own_application = "D-1" });
  gint64 query = arrive (
      self->desk,
      &(ArrivingLetter){ .shipment = "S-3", .own_application = "D-1", .code = "100005040" });
  gint64 other =
      arrive (self->desk, &(ArrivingLetter){ .shipment = "S-4", .own_application = "D-2" });
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieLettersResult) filed = file (self->desk, request, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (filed->n_changed, ==, 2);
  assert_state (self->desk, request, BALIE_LETTER_DONE, me);
  assert_state (self->desk, reminder, BALIE_LETTER_DONE, "auto");
  assert_state (self->desk, query, BALIE_LETTER_OPEN, "");
  assert_state (self->desk, other, BALIE_LETTER_OPEN, "");
  g_assert_null (file (self->desk, query, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  undo (self->desk, filed->activity_ids, &error);
  g_assert_no_error (error);
  assert_state (self->desk, reminder, BALIE_LETTER_OPEN, "");
}

static guint
count_rows (BalieDesk *desk, const guint32 *ids, gsize n_ids)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint n = 0;

  balie_letters_get_rows_async (desk, ids, n_ids, NULL, wait_ended_cb, &result);
  rows = balie_letters_get_rows_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, n_ids);
  for (guint i = 0; i < rows->len; i++)
    n += rows->pdata[i] != NULL;
  return n;
}

static guint
count_found (BalieDesk *desk, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  balie_find_async (desk, desk, text, 5, NULL, wait_ended_cb, &result);
  found = balie_find_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
  return found->len;
}

/* Rows, one letter, related ones and the search: none shows a letter out of sight. */
static void
test_restricted (DeskFixture *self, gconstpointer unused)
{
  gint64 mine =
      arrive (self->desk,
              &(ArrivingLetter){ .shipment = "S-1", .own_application = "D-1", .agency = "4711" });
  gint64 theirs =
      arrive (self->desk,
              &(ArrivingLetter){ .shipment = "S-2", .own_application = "D-1", .agency = "4712" });
  const guint32 ids[] = { (guint32) mine, (guint32) theirs };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieLetterDetail) detail = NULL;
  BalieDesk *desk;

  put_person (self->desk, "rik", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_RESTRICTED, "4711");
  desk = desk_fixture_open (self, "rik");
  g_assert_cmpuint (count_rows (self->desk, ids, 2), ==, 2);
  g_assert_cmpuint (count_rows (desk, ids, 2), ==, 1);
  g_assert_cmpuint (count_found (self->desk, "D-1"), ==, 2);
  g_assert_cmpuint (count_found (desk, "D-1"), ==, 1);
  detail = load_letter (desk, mine, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (detail->related->len, ==, 0);
  g_assert_null (load_letter (desk, theirs, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (mark (desk, &theirs, 1, BALIE_LETTER_DONE, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND);
  balie_desk_close (desk);
  g_object_unref (desk);
}

/* Sight is to see; to handle needs a role or the administrator's right besides. */
static void
test_rights (DeskFixture *self, gconstpointer unused)
{
  static const struct
  {
    const char *login;
    BalieRoles roles;
    gboolean administrator;
    BalieSight sight;
    gboolean sees;
    gboolean handles;
  } people[] = {
    { "a", 0, FALSE, BALIE_SIGHT_FULL, TRUE, FALSE },
    { "b", BALIE_ROLE_SELLER, FALSE, BALIE_SIGHT_FULL, TRUE, TRUE },
    { "c", 0, TRUE, BALIE_SIGHT_FULL, TRUE, TRUE },
    { "d", BALIE_ROLE_SELLER, TRUE, BALIE_SIGHT_NONE, FALSE, FALSE },
  };
  gint64 id = arrive (self->desk, &(ArrivingLetter){ .shipment = "S-1", .agency = "4711" });

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (BalieLetterDetail) detail = NULL;
      g_autoptr (BalieLettersResult) marked = NULL;
      BalieDesk *desk;

      put_person (self->desk, people[i].login, people[i].roles, people[i].administrator,
                  people[i].sight, "");
      desk = desk_fixture_open (self, people[i].login);
      detail = load_letter (desk, id, NULL);
      g_assert_cmpint (detail != NULL, ==, people[i].sees);
      marked = mark (desk, &id, 1, BALIE_LETTER_DONE, NULL);
      g_assert_cmpint (marked != NULL, ==, people[i].handles);
      balie_desk_close (desk);
      g_object_unref (desk);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/letters/urgencies", test_urgencies);
  DESK_TEST ("/letters/links", test_links);
  DESK_TEST ("/letters/twice", test_twice);
  DESK_TEST ("/letters/mark-and-undo", test_mark_and_undo);
  DESK_TEST ("/letters/link-by-hand", test_link_by_hand);
  DESK_TEST ("/letters/file", test_file);
  DESK_TEST ("/letters/restricted", test_restricted);
  DESK_TEST ("/letters/rights", test_rights);
  return g_test_run ();
}

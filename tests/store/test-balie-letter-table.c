/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of letters, their documents, insurers and shipments: what is written is read, within sight only. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "balie-error.h"
#include "balie-find-table.h"
#include "balie-letter-table.h"
#include "store-fixture.h"

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

static BalieLetter *
make_letter (const char *shipment, const char *agency, const char *application)
{
  BalieLetter *letter = balie_letter_new ();

  replace (&letter->insurer, "Norm");
  replace (&letter->shipment, shipment);
  replace (&letter->agency, agency);
  replace (&letter->application, application);
  return letter;
}

static gint64
put_letter (BalieDb *db, const char *shipment, const char *agency, const char *application)
{
  g_autoptr (BalieLetter) letter = make_letter (shipment, agency, application);
  g_autoptr (GError) error = NULL;

  balie_letter_table_insert (db, letter, &error);
  g_assert_no_error (error);
  return letter->id;
}

static void
add_document (BalieLetter *letter, const char *name, GBytes *data)
{
  BalieLetterDocument *document = balie_letter_document_new ();

  replace (&document->name, name);
  replace (&document->type, "application/pdf");
  document->n_bytes = (gint64) g_bytes_get_size (data);
  document->data = data;
  g_ptr_array_add (letter->documents, document);
}

static BalieLetter *
make_full_letter (void)
{
  BalieLetter *letter = make_letter ("S-1", "47 11", "D-1");

  letter->transfer = 2;
  replace (&letter->code, "100005100");
  replace (&letter->title, "Grüße");
  letter->kind = BALIE_LETTER_APPLICATION_REMINDER;
  letter->category = BALIE_LETTER_REMINDER;
  letter->urgency = 3;
  replace (&letter->policy, "KF-7");
  replace (&letter->partner, "P-7");
  replace (&letter->evb, "ABC1234");
  replace (&letter->plate, "KAB123");
  letter->received_at = 1774004400;
  letter->respond_by = balie_date_from_ymd (2026, 3, 20);
  replace (&letter->order_number, "O-1");
  replace (&letter->dossier_number, "2026-0001");
  replace (&letter->linked_by, "auto");
  return letter;
}

static void
assert_equal (const BalieLetter *a, const BalieLetter *b)
{
  g_autofree char *first = balie_letter_dup_search_text (a);
  g_autofree char *second = balie_letter_dup_search_text (b);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (a->shipment, ==, b->shipment);
  g_assert_cmpint (a->transfer, ==, b->transfer);
  g_assert_cmpstr (a->code, ==, b->code);
  g_assert_cmpstr (a->title, ==, b->title);
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpint (a->category, ==, b->category);
  g_assert_cmpint (a->urgency, ==, b->urgency);
  g_assert_cmpstr (a->agency, ==, b->agency);
  g_assert_cmpint (a->received_at, ==, b->received_at);
  g_assert_cmpint (a->respond_by, ==, b->respond_by);
  g_assert_cmpint (a->state, ==, b->state);
  g_assert_cmpstr (a->done_by, ==, b->done_by);
  g_assert_cmpint (a->done_at, ==, b->done_at);
  g_assert_cmpstr (a->linked_by, ==, b->linked_by);
}

static gpointer
test_round_trip (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieLetter) letter = make_full_letter ();
  g_autoptr (BalieLetter) read = NULL;
  g_autoptr (BalieLetter) again = NULL;

  g_assert_true (balie_letter_table_insert (db, letter, error));
  read = balie_letter_table_get (db, letter->id, NULL, error);
  assert_equal (read, letter);
  letter->state = BALIE_LETTER_DONE;
  replace (&letter->done_by, "jan");
  letter->done_at = 1774004500;
  letter->respond_by = BALIE_DATE_NONE;
  replace (&letter->order_number, "");
  g_assert_true (balie_letter_table_update (db, letter, error));
  again = balie_letter_table_get (db, letter->id, NULL, error);
  assert_equal (again, letter);
  return NULL;
}

static gpointer
test_twice (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieLetter) second = make_letter ("S-1", "", "");
  g_autoptr (BalieLetter) gone = make_letter ("S-9", "", "");
  g_autoptr (GError) local = NULL;

  put_letter (db, "S-1", "", "");
  g_assert_false (balie_letter_table_insert (db, second, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  g_clear_error (&local);
  gone->id = 77;
  g_assert_false (balie_letter_table_update (db, gone, &local));
  assert_code (local, BALIE_ERROR_NOT_FOUND);
  g_clear_error (&local);
  g_assert_null (balie_letter_table_get (db, 77, NULL, &local));
  assert_code (local, BALIE_ERROR_NOT_FOUND);
  return NULL;
}

/* Every byte, also none at all and zeros, in the order in which they came. */
static gpointer
test_documents (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieLetter) letter = make_letter ("S-1", "", "");
  g_autoptr (BalieLetter) read = NULL;
  g_autofree guint8 *bytes = g_malloc (300000);
  BalieLetterDocument *document;

  for (int i = 0; i < 300000; i++)
    bytes[i] = (guint8) (i * 7);
  add_document (letter, "b.pdf", g_bytes_new (bytes, 300000));
  add_document (letter, "a.pdf", g_bytes_new (NULL, 0));
  g_assert_true (balie_letter_table_insert (db, letter, error));
  read = balie_letter_table_get (db, letter->id, NULL, error);
  g_assert_cmpuint (read->documents->len, ==, 2);
  document = g_ptr_array_index (read->documents, 0);
  g_assert_cmpstr (document->name, ==, "b.pdf");
  g_assert_cmpint (document->n_bytes, ==, 300000);
  g_assert_null (document->data);
  document = balie_letter_table_get_document (db, letter->id, document->id, NULL, error);
  g_assert_cmpmem (g_bytes_get_data (document->data, NULL), g_bytes_get_size (document->data),
                   bytes, 300000);
  balie_letter_document_free (document);
  document = g_ptr_array_index (read->documents, 1);
  document = balie_letter_table_get_document (db, letter->id, document->id, NULL, error);
  g_assert_cmpuint (g_bytes_get_size (document->data), ==, 0);
  balie_letter_document_free (document);
  return NULL;
}

/* A document of another letter is not reached through one that may be seen. */
static gpointer
test_sight (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieUser) viewer = balie_user_new ("rik");
  g_autoptr (BalieLetter) hidden = make_letter ("S-2", "4712", "");
  gint64 seen = put_letter (db, "S-1", " 47 11", "");
  gint64 document_id;
  g_autoptr (BalieLetter) letter = NULL;
  g_autoptr (GError) local = NULL;

  viewer->sight = BALIE_SIGHT_RESTRICTED;
  replace (&viewer->agencies, "4710, 4711");
  add_document (hidden, "x.pdf", g_bytes_new_static ("x", 1));
  g_assert_true (balie_letter_table_insert (db, hidden, error));
  document_id = ((BalieLetterDocument *) g_ptr_array_index (hidden->documents, 0))->id;
  letter = balie_letter_table_get (db, seen, viewer, error);
  g_assert_nonnull (letter);
  g_assert_null (balie_letter_table_get (db, hidden->id, viewer, &local));
  assert_code (local, BALIE_ERROR_NOT_FOUND);
  g_clear_error (&local);
  g_assert_null (balie_letter_table_get_document (db, hidden->id, document_id, viewer, &local));
  assert_code (local, BALIE_ERROR_NOT_FOUND);
  g_clear_error (&local);
  g_assert_null (balie_letter_table_get_document (db, seen, document_id, viewer, &local));
  assert_code (local, BALIE_ERROR_NOT_FOUND);
  return NULL;
}

static char *
list (BalieDb *db, const BalieLetterQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = balie_letter_table_query (db, query, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (out, "%s%u", i > 0 ? " " : "", g_array_index (ids, guint32, i));
  return g_string_free (out, FALSE);
}

static void
assert_list (BalieDb *db, const BalieUser *viewer, BalieLetterFilter filter, const char *expected)
{
  BalieLetterQuery query = { .viewer = viewer,
                             .filter = filter,
                             .insurer = "",
                             .search = "",
                             .sort = BALIE_LETTER_SORT_RECEIVED,
                             .today = balie_date_from_ymd (2026, 3, 20) };
  g_autofree char *found = list (db, &query);
  gint64 counts[BALIE_N_LETTER_FILTERS];
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) items = g_strsplit (expected, " ", -1);

  g_assert_cmpstr (found, ==, expected);
  g_assert_true (balie_letter_table_count (db, viewer, query.today, counts, &error));
  g_assert_cmpint (counts[filter], ==, g_strv_length (items));
}

/* 1: important, linked; 2: a reminder, overdue; 3: done; 4: without an agency, due today. */
static void
put_some (BalieDb *db)
{
  static const char *const agencies[] = { "4711", "4712", "4711", "" };

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *shipment = g_strdup_printf ("S-%d", i);
      g_autoptr (BalieLetter) letter = make_letter (shipment, agencies[i], "");
      g_autoptr (GError) error = NULL;

      letter->received_at = 1000 + i;
      replace (&letter->order_number, i == 0 ? "O-1" : "");
      letter->category = i == 1 ? BALIE_LETTER_REMINDER : BALIE_LETTER_IMPORTANT;
      letter->urgency = i == 1 ? 2 : 0;
      letter->state = i == 2 ? BALIE_LETTER_DONE : BALIE_LETTER_OPEN;
      letter->respond_by =
          i == 0 ? BALIE_DATE_NONE : balie_date_from_ymd (2026, 3, i == 3 ? 20 : 19);
      balie_letter_table_insert (db, letter, &error);
      g_assert_no_error (error);
    }
}

static gpointer
test_filters (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieUser) viewer = balie_user_new ("rik");
  BalieLetterQuery nothing = {
    .viewer = viewer, .filter = BALIE_LETTER_FILTER_ALL, .insurer = "", .search = ""
  };
  g_autofree char *none = NULL;
  g_auto (GStrv) agencies = NULL;

  put_some (db);
  assert_list (db, NULL, BALIE_LETTER_FILTER_ALL, "1 2 3 4");
  assert_list (db, NULL, BALIE_LETTER_FILTER_OPEN, "1 2 4");
  assert_list (db, NULL, BALIE_LETTER_FILTER_IMPORTANT, "1 4");
  assert_list (db, NULL, BALIE_LETTER_FILTER_REMINDERS, "2");
  assert_list (db, NULL, BALIE_LETTER_FILTER_OVERDUE, "2");
  assert_list (db, NULL, BALIE_LETTER_FILTER_UNLINKED, "2 4");
  assert_list (db, NULL, BALIE_LETTER_FILTER_DONE, "3");
  viewer->sight = BALIE_SIGHT_RESTRICTED;
  replace (&viewer->agencies, "4711");
  assert_list (db, viewer, BALIE_LETTER_FILTER_ALL, "1 3");
  assert_list (db, viewer, BALIE_LETTER_FILTER_OPEN, "1");
  viewer->sight = BALIE_SIGHT_NONE;
  none = list (db, &nothing);
  g_assert_cmpstr (none, ==, "");
  agencies = balie_letter_table_get_agencies (db, error);
  g_assert_cmpuint (g_strv_length (agencies), ==, 2);
  return NULL;
}

static gpointer
test_order_and_search (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  BalieLetterQuery query = { .filter = BALIE_LETTER_FILTER_ALL,
                             .insurer = "Norm",
                             .search = "",
                             .sort = BALIE_LETTER_SORT_URGENCY,
                             .descending = TRUE,
                             .today = balie_date_from_ymd (2026, 3, 20) };
  g_autofree char *by_urgency = NULL;
  g_autofree char *by_day = NULL;
  g_autofree char *by_text = NULL;
  g_autofree char *of_other = NULL;

  put_some (db);
  by_urgency = list (db, &query);
  g_assert_cmpstr (by_urgency, ==, "2 4 3 1");
  query.sort = BALIE_LETTER_SORT_RESPOND_BY;
  query.descending = FALSE;
  by_day = list (db, &query);
  g_assert_cmpstr (by_day, ==, "3 2 4 1");
  query.search = "o-1";
  by_text = list (db, &query);
  g_assert_cmpstr (by_text, ==, "1");
  query.search = "";
  query.insurer = "Other";
  of_other = list (db, &query);
  g_assert_cmpstr (of_other, ==, "");
  return NULL;
}

static gpointer
test_found (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id = put_letter (db, "S-1", "", "D-4711");
  g_autoptr (BalieLetter) letter = NULL;
  g_autoptr (GArray) before = balie_find_table_search (db, "4711", 5, error);
  g_autoptr (GArray) after = NULL;

  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpint (g_array_index (before, BalieFindHit, 0).kind, ==, BALIE_FIND_LETTER);
  letter = balie_letter_table_get (db, id, NULL, error);
  replace (&letter->application, "D-5");
  g_assert_true (balie_letter_table_update (db, letter, error));
  after = balie_find_table_search (db, "4711", 5, error);
  g_assert_cmpuint (after->len, ==, 0);
  return NULL;
}

static gpointer
test_related (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) same = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) of_other = NULL;

  put_letter (db, "S-1", "", "D-1");
  put_letter (db, "S-2", "", "D-2");
  put_letter (db, "S-3", "", "D-1");
  put_letter (db, "S-4", "", "");
  same = balie_letter_table_find_related (db, "Norm", "D-1", "", error);
  g_assert_cmpuint (same->len, ==, 2);
  none = balie_letter_table_find_related (db, "Norm", "", "", error);
  g_assert_cmpuint (none->len, ==, 0);
  of_other = balie_letter_table_find_related (db, "Other", "D-1", "", error);
  g_assert_cmpuint (of_other->len, ==, 0);
  return NULL;
}

static gpointer
test_shipments (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) local = NULL;
  gboolean stored = TRUE;

  g_assert_true (balie_letter_table_has_shipment (db, "Norm", "S-1", &stored, error));
  g_assert_false (stored);
  g_assert_true (balie_letter_table_put_shipment (db, "Norm", "S-1", 5, error));
  g_assert_true (balie_letter_table_put_shipment (db, "Other", "S-1", 5, error));
  g_assert_false (balie_letter_table_put_shipment (db, "Norm", "S-1", 6, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  g_assert_true (balie_letter_table_has_shipment (db, "Norm", "S-1", &stored, error));
  g_assert_true (stored);
  open = balie_letter_table_get_unacknowledged (db, "Norm", error);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_true (balie_letter_table_set_acknowledged (db, "Norm", "S-1", error));
  left = balie_letter_table_get_unacknowledged (db, "Norm", error);
  g_assert_cmpuint (left->len, ==, 0);
  return NULL;
}

static gpointer
test_insurers (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieInsurer) insurer = balie_insurer_new ("Norm");
  g_autoptr (BalieInsurer) read = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) local = NULL;

  replace (&insurer->sts_url, "https://a.example/410");
  replace (&insurer->transfer_url, "https://a.example/430");
  replace (&insurer->user, "4711");
  replace (&insurer->profile, "{}");
  g_assert_true (balie_insurer_table_put (db, insurer, error));
  replace (&insurer->locked, "gesperrt");
  replace (&insurer->last_problem, "secret");
  insurer->last_sync_at = 9;
  g_assert_true (balie_insurer_table_put (db, insurer, error));
  read = balie_insurer_table_find (db, "Norm", error);
  g_assert_cmpstr (read->sts_url, ==, insurer->sts_url);
  g_assert_cmpstr (read->transfer_url, ==, insurer->transfer_url);
  g_assert_cmpstr (read->user, ==, "4711");
  g_assert_cmpstr (read->profile, ==, "{}");
  g_assert_cmpstr (read->locked, ==, "gesperrt");
  g_assert_cmpstr (read->last_problem, ==, "secret");
  g_assert_cmpint (read->last_sync_at, ==, 9);
  all = balie_insurer_table_list (db, error);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_true (balie_insurer_table_remove (db, "Norm", error));
  g_assert_false (balie_insurer_table_remove (db, "Norm", &local));
  assert_code (local, BALIE_ERROR_NOT_FOUND);
  g_assert_null (balie_insurer_table_find (db, "Norm", error));
  return NULL;
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_transaction ("/letter/round-trip", test_round_trip);
  fixture_add_transaction ("/letter/twice", test_twice);
  fixture_add_transaction ("/letter/documents", test_documents);
  fixture_add_transaction ("/letter/sight", test_sight);
  fixture_add_transaction ("/letter/filters", test_filters);
  fixture_add_transaction ("/letter/order-and-search", test_order_and_search);
  fixture_add_transaction ("/letter/found", test_found);
  fixture_add_transaction ("/letter/related", test_related);
  fixture_add_transaction ("/letter/shipments", test_shipments);
  fixture_add_transaction ("/letter/insurers", test_insurers);
  return g_test_run ();
}

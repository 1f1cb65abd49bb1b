/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the search over everything: what words find, that it follows every change, and that it says
 * the same as reading everything through. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include <string.h>

#include "balie-party-table.h"
#include "balie-search-words.h"
#include "balie-text.h"
#include "dossier-fixture.h"

#ifdef __SANITIZE_ADDRESS__
/* The sanitizers slow everything down several times. */
#define N_LARGE 10000
#else
#define N_LARGE 100000
#endif
#define N_EDITS 400

static const char kind_letters[BALIE_N_FIND_KINDS] = "ODPL";

/* "O1 D2 P1": kinds and ids in the order in which they come. */
static char *
find (BalieDb *db, const char *search, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) hits = balie_find_table_search (db, search, limit, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      const BalieFindHit *hit = &g_array_index (hits, BalieFindHit, i);

      g_string_append_printf (out, "%s%c%" G_GINT64_FORMAT, i > 0 ? " " : "",
                              kind_letters[hit->kind], hit->id);
    }
  return g_string_free (out, FALSE);
}

static void
assert_found (BalieDb *db, const char *search, const char *expected)
{
  g_autofree char *found = find (db, search, 10);

  g_test_message ("search for %s", search);
  g_assert_cmpstr (found, ==, expected);
}

static void
put_searched (BalieDb *db)
{
  g_autoptr (BalieDossier) first =
      put_dossier (db, "number=2026-0001", "plate=1-ABC-123", "brand=Škoda", "model=Kodiaq", NULL);
  g_autoptr (BalieDossier) second =
      put_dossier (db, "number=2026-0002", "vin=WVWZZZ1KZAW000001", "brand=Volkswagen", NULL);
  g_autoptr (BalieParty) driver = NULL;
  g_autoptr (GError) error = NULL;

  balie_party_free (put_party (db, first->id, BALIE_ENTRY_OWNER, "Goderis", "Thiemen"));
  driver = put_party (db, second->id, BALIE_ENTRY_DRIVER, "Çelik", "Ayşe");
  add_order (db, "N1001", "Goderis, Thiemen", "WVWZZZ1KZAW000001");
  add_order (db, "N1002", "de Vries", "TMBJJ7NE8L0123456");
  set_party (driver, BALIE_PARTY_EMAIL, "ayse@example.com");
  set_party (driver, BALIE_PARTY_MOBILE, "+32470123456");
  balie_party_table_put (db, driver, 2, &error);
  g_assert_no_error (error);
}

static void
assert_searches (BalieDb *db)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "   ", "" },
    { "goderis", "O1 P1" },
    { "GODERIS", "O1 P1" },
    { "oder", "O1 P1" },
    { "thiemen goderis", "O1 P1" },
    { "goderis nobody", "" },
    { "go", "O1 P1" },
    { "th", "" },
    { "celik", "P2" },
    { "Ayşe", "P2" },
    { "ç", "P2" },
    { "skoda", "D1" },
    { "1-abc-123", "D1" },
    { "1ABC123", "D1" },
    { "1-AB", "D1" },
    { "1-a", "D1" },
    { "1 abc", "D1" },
    { "wvwzzz1kzaw000001", "O1 D2" },
    { "WVW", "O1 D2" },
    { "wv", "O1 D2" },
    { "2026-0001", "D1" },
    { "2026", "D2 D1" },
    { "20", "D2 D1" },
    { "n1", "O2 O1" },
    { "N100", "O2 O1" },
    { "d", "O2" },
    { "ayse@example.com", "P2" },
    { "470123456", "P2" },
    { "volkswagen wv", "D2" },
    { "\"", "" },
    { "search:goderis", "" },
    { "goderis OR celik", "" },
    { "%", "" },
    { "🚗🚗🚗", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_found (db, cases[i][0], cases[i][1]);
}

static gpointer
write_searched (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  put_searched (db);
  assert_searches (db);
  return NULL;
}

static gpointer
check_searched (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  assert_searches (db);
  return NULL;
}

/* The same inside the transaction, where orders are read through, and after it, from the index. */
static void
test_words (Fixture *fixture, gconstpointer scheme)
{
  fixture_run (fixture, BALIE_STORE_WRITE, write_searched, NULL);
  fixture_run (fixture, BALIE_STORE_READ, check_searched, NULL);
}

static gpointer
check_follows_edits (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) dossier = put_dossier (db, "number=A1", "brand=Audi", NULL);
  g_autoptr (BalieParty) owner = put_party (db, dossier->id, BALIE_ENTRY_OWNER, "Peeters", "Jan");
  g_autoptr (BalieDossier) again = NULL;

  assert_found (db, "audi", "D1");
  assert_found (db, "peeters", "P1");
  assert_found (db, "pe", "P1");
  set_party (owner, BALIE_PARTY_LAST_NAME, "Janssens");
  g_assert_true (balie_party_table_put (db, owner, 2, error));
  assert_found (db, "peeters", "");
  assert_found (db, "pe", "");
  assert_found (db, "janssens", "P1");
  again = balie_dossier_table_get_by_id (db, dossier->id, error);
  set_dossier (again, BALIE_DOSSIER_BRAND, "SEAT");
  g_assert_true (balie_dossier_table_update (db, again, 3, error));
  assert_found (db, "audi", "");
  assert_found (db, "seat", "D1");
  g_assert_true (balie_party_table_remove (db, owner, 4, error));
  assert_found (db, "janssens", "");
  assert_found (db, "ja", "");
  return NULL;
}

/* The newest of each kind, and no more of each than asked for. */
static gpointer
check_limit (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *found = NULL;
  g_autofree char *short_found = NULL;

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *pair = g_strdup_printf ("number=Jansen-%d", i);
      g_autofree char *number = g_strdup_printf ("N%d", i);
      g_autoptr (BalieDossier) dossier = put_dossier (db, pair, NULL);

      balie_party_free (put_party (db, dossier->id, BALIE_ENTRY_OWNER, "Jansen", ""));
      add_order (db, number, "Jansen", "");
    }
  found = find (db, "jansen", 2);
  g_assert_cmpstr (found, ==, "O5 O4 D5 D4 P5 P4");
  short_found = find (db, "ja", 2);
  g_assert_cmpstr (short_found, ==, "O5 O4 D5 D4 P5 P4");
  return NULL;
}

static void
assert_list (BalieDb *db, const char *search, const char *expected)
{
  BalieDossierQuery query = { BALIE_DOSSIER_FILTER_ALL,  NULL,  search,
                              BALIE_DOSSIER_SORT_NUMBER, FALSE, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = balie_dossier_table_query (db, &query, &error);
  g_autofree char *numbers = NULL;

  g_assert_no_error (error);
  numbers = join_dossiers (db, ids);
  g_assert_cmpstr (numbers, ==, expected);
}

/* In the list, the words may stand in the dossier and in different parties of it. */
static gpointer
check_list (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  put_searched (db);
  assert_list (db, NULL, "2026-0001 2026-0002");
  assert_list (db, "goderis", "2026-0001");
  assert_list (db, "kodiaq goderis", "2026-0001");
  assert_list (db, "go ko", "");
  assert_list (db, "go 20", "2026-0001");
  assert_list (db, "volkswagen goderis", "");
  assert_list (db, "ce", "2026-0002");
  assert_list (db, "1-abc-123", "2026-0001");
  assert_list (db, "x'; DROP TABLE dossier; --", "");
  return NULL;
}

/* Reading everything through, as it is written in the tables. */
static char *
scan (BalieDb *db, const char *word)
{
  g_autofree char *like = balie_sql_dup_like ("%", word, "%");
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "SELECT 'O' || id, 0 AS k, id FROM orders WHERE search LIKE ?1 ESCAPE '\\' UNION ALL "
      "SELECT 'D' || id, 1, id FROM dossier WHERE search LIKE ?1 ESCAPE '\\' UNION ALL "
      "SELECT 'P' || id, 2, id FROM party WHERE search LIKE ?1 ESCAPE '\\' ORDER BY k, 3 DESC",
      &error);
  GString *out = g_string_new (NULL);
  gboolean has_row = FALSE;

  g_assert_no_error (error);
  balie_stmt_bind_text (stmt, 1, like);
  while (balie_stmt_step (stmt, &has_row, &error) && has_row)
    g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", balie_stmt_get_text (stmt, 0));
  g_assert_no_error (error);
  return g_string_free (out, FALSE);
}

static const char *const words[] = { "jansen", "janssens", "peeters", "goderis", "škoda",
                                     "audi",   "golf",     "Zoë",     "ÅÄÖ",     "x-1-y" };

static const char *
pick (void)
{
  return words[g_test_rand_int_range (0, G_N_ELEMENTS (words))];
}

static void
edit_dossier (BalieDb *db, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossier) dossier = balie_dossier_table_get_by_id (db, id, &error);

  g_assert_no_error (error);
  set_dossier (dossier, BALIE_DOSSIER_BRAND, pick ());
  set_dossier (dossier, BALIE_DOSSIER_MODEL, pick ());
  balie_dossier_table_update (db, dossier, 1, &error);
  g_assert_no_error (error);
}

static void
edit_party (BalieDb *db, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieParty) party =
      balie_party_table_get (db, id, (BalieEntry) g_test_rand_int_range (0, 3), &error);

  g_assert_no_error (error);
  if (party->id > 0 && g_test_rand_int_range (0, 4) == 0)
    balie_party_table_remove (db, party, 1, &error);
  else
    {
      set_party (party, BALIE_PARTY_LAST_NAME, pick ());
      set_party (party, BALIE_PARTY_CITY, pick ());
      balie_party_table_put (db, party, 1, &error);
    }
  g_assert_no_error (error);
}

static void
edit_order (BalieDb *db, int i)
{
  g_autofree char *number = g_strdup_printf ("N%d", g_test_rand_int_range (0, i + 1) / 2);
  g_autoptr (GError) error = NULL;
  BalieOrderRow *row = NULL;

  if (!balie_order_table_has (db, number, &row, &error))
    add_order (db, number, pick (), "");
  else
    {
      g_free (row->order->customer_name);
      row->order->customer_name = g_strdup (pick ());
      balie_order_table_update (db, row->order, &row->explanation, 1, &error);
      balie_order_row_free (row);
    }
  g_assert_no_error (error);
}

static gpointer
edit_at_random (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  int i = GPOINTER_TO_INT (data);

  if (i % 10 == 0)
    balie_dossier_free (put_dossier (db, "number=", NULL));
  edit_dossier (db, 1 + g_test_rand_int_range (0, i / 10 + 1));
  edit_party (db, 1 + g_test_rand_int_range (0, i / 10 + 1));
  edit_order (db, i);
  return NULL;
}

static gpointer
compare_with_scan (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *folded = balie_text_fold (words[i]);
      g_autofree char *found = find (db, words[i], 10000);
      g_autofree char *scanned = scan (db, folded);

      g_assert_cmpstr (found, ==, scanned);
    }
  return NULL;
}

/* After any edits, and after those that were undone, the index equals a scan. */
static void
test_equals_scan (Fixture *fixture, gconstpointer scheme)
{
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < N_EDITS; i++)
    fixture_run (fixture, BALIE_STORE_WRITE, edit_at_random, GINT_TO_POINTER (i));
  fixture_run (fixture, BALIE_STORE_READ, compare_with_scan, NULL);
  fixture_close (fixture);
  fixture_open (fixture);
  g_assert_true (balie_store_tidy_sync (fixture->store, &error));
  g_assert_no_error (error);
  fixture_run (fixture, BALIE_STORE_READ, compare_with_scan, NULL);
}

static gpointer
edit_and_fail (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  edit_dossier (db, 1);
  balie_party_free (put_party (db, 1, BALIE_ENTRY_BROKER, "Undone", ""));
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "as the test wants");
  return NULL;
}

static gpointer
check_nothing_undone (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  assert_found (db, "undone", "");
  compare_with_scan (db, NULL, NULL, error);
  return NULL;
}

static void
test_rollback (Fixture *fixture, gconstpointer scheme)
{
  g_autoptr (GError) error = NULL;

  fixture_run (fixture, BALIE_STORE_WRITE, write_searched, NULL);
  balie_store_run_sync (fixture->store, BALIE_STORE_WRITE, edit_and_fail, NULL, NULL, &error);
  g_assert_nonnull (error);
  fixture_run (fixture, BALIE_STORE_READ, check_nothing_undone, NULL);
  fixture_run (fixture, BALIE_STORE_READ, check_searched, NULL);
}

static gpointer
insert_large (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  for (int i = 0; i < N_LARGE; i++)
    {
      g_autofree char *number = g_strdup_printf ("number=2026-%06d", i);
      g_autofree char *plate = g_strdup_printf ("plate=1ABC%03d", i % 1000);
      g_autofree char *name = g_strdup_printf ("%s%d", pick (), i % 977);
      g_autofree char *archived = g_strdup_printf ("archived=%s", i % 5 == 0 ? "yes" : "");
      g_autoptr (BalieDossier) dossier =
          put_dossier (db, number, plate, "brand=Volkswagen", "model=Golf", archived, NULL);

      if (i % 10 != 3)
        balie_party_free (put_party (db, dossier->id, BALIE_ENTRY_OWNER, name, "Jan"));
      balie_party_free (put_party (db, dossier->id, BALIE_ENTRY_DRIVER, name, "Els"));
    }
  return NULL;
}

static void
print_time (const char *what, gint64 begin, guint n)
{
  g_test_message ("%-32s %7.1f ms  %u", what, (double) (g_get_monotonic_time () - begin) / 1000, n);
}

static void
ask_list (BalieDb *db,
          const char *what,
          BalieDossierFilter filter,
          BalieDossierSort sort,
          const char *search)
{
  BalieDossierQuery query = { filter, "jan", search, sort, TRUE, 0 };
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GArray) ids = balie_dossier_table_query (db, &query, &error);

  g_assert_no_error (error);
  print_time (what, begin, ids->len);
}

static gpointer
ask_large (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const searches[] = {
    "j", "jan", "jansen", "jansen12 golf", "1-abc-123", "golf"
  };
  gint64 counts[BALIE_N_DOSSIER_FILTERS];
  gint64 begin;

  ask_list (db, "open by change", BALIE_DOSSIER_FILTER_OPEN, BALIE_DOSSIER_SORT_CHANGED, "");
  ask_list (db, "open by owner", BALIE_DOSSIER_FILTER_OPEN, BALIE_DOSSIER_SORT_OWNER, "");
  ask_list (db, "open by vehicle", BALIE_DOSSIER_FILTER_OPEN, BALIE_DOSSIER_SORT_VEHICLE, "");
  ask_list (db, "all by number", BALIE_DOSSIER_FILTER_ALL, BALIE_DOSSIER_SORT_NUMBER, "");
  ask_list (db, "no owner", BALIE_DOSSIER_FILTER_NO_OWNER, BALIE_DOSSIER_SORT_CHANGED, "");
  ask_list (db, "archived", BALIE_DOSSIER_FILTER_ARCHIVED, BALIE_DOSSIER_SORT_CHANGED, "");
  begin = g_get_monotonic_time ();
  g_assert_true (balie_dossier_table_count (db, "jan", counts, error));
  print_time ("counts", begin, (guint) counts[BALIE_DOSSIER_FILTER_ALL]);
  g_assert_cmpint (counts[BALIE_DOSSIER_FILTER_ALL], ==, N_LARGE);
  g_assert_cmpint (counts[BALIE_DOSSIER_FILTER_ARCHIVED], ==, N_LARGE / 5);
  g_assert_cmpint (counts[BALIE_DOSSIER_FILTER_NO_OWNER], ==, N_LARGE / 10);
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (GPtrArray) parties = NULL;
      g_autoptr (GArray) hits = NULL;
      g_autofree char *what = g_strconcat ("list, ", searches[i], NULL);

      ask_list (db, what, BALIE_DOSSIER_FILTER_OPEN, BALIE_DOSSIER_SORT_CHANGED, searches[i]);
      begin = g_get_monotonic_time ();
      hits = balie_find_table_search (db, searches[i], 20, error);
      print_time ("over everything", begin, hits->len);
      begin = g_get_monotonic_time ();
      parties = balie_party_table_search (db, searches[i], 20, error);
      print_time ("parties", begin, parties->len);
    }
  return NULL;
}

/* How long lists and searches take with many dossiers: printed, because machines differ. */
static void
test_large (Fixture *fixture, gconstpointer scheme)
{
  gint64 begin = g_get_monotonic_time ();

  fixture_run (fixture, BALIE_STORE_WRITE, insert_large, NULL);
  print_time ("inserting", begin, N_LARGE);
  fixture_run (fixture, BALIE_STORE_READ, ask_large, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/find/words", test_words);
  fixture_add_transaction ("/find/follows-edits", check_follows_edits);
  fixture_add_transaction ("/find/limit", check_limit);
  fixture_add_transaction ("/find/list", check_list);
  fixture_add ("/find/equals-scan", test_equals_scan);
  fixture_add ("/find/rollback", test_rollback);
  fixture_add ("/find/large", test_large);
  return g_test_run ();
}

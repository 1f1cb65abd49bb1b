/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of tables "dossier" and "party": what is written comes back, numbers, conflicts, lists. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include <string.h>

#include "balie-error.h"
#include "balie-other-tables.h"
#include "dossier-fixture.h"

static void
assert_party_equal (const BalieParty *a, const BalieParty *b)
{
  g_assert_cmpint (a->id, ==, b->id);
  g_assert_cmpint (a->version, ==, b->version);
  g_assert_cmpint (a->dossier_id, ==, b->dossier_id);
  g_assert_cmpint (a->entry, ==, b->entry);
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    g_assert_cmpstr (a->values[i], ==, b->values[i]);
}

static void
assert_dossier_equal (const BalieDossier *a, const BalieDossier *b)
{
  g_assert_cmpint (a->id, ==, b->id);
  g_assert_cmpint (a->version, ==, b->version);
  g_assert_cmpint (a->created_at, ==, b->created_at);
  g_assert_cmpint (a->changed_at, ==, b->changed_at);
  for (int i = 0; i < BALIE_N_DOSSIER_FIELDS; i++)
    g_assert_cmpstr (a->values[i], ==, b->values[i]);
}

/* A different text in every field, whatever the field is. */
static void
fill_values (char **values, int n)
{
  for (int i = 0; i < n; i++)
    {
      g_free (values[i]);
      values[i] = g_strdup_printf ("v%d’\"%%", i);
    }
}

static gpointer
check_dossier_round_trip (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) dossier = balie_dossier_new ();
  g_autoptr (BalieDossier) read = NULL;
  g_autoptr (BalieDossier) again = NULL;
  g_autoptr (BalieDossier) by_id = NULL;

  fill_values (dossier->values, BALIE_N_DOSSIER_FIELDS);
  g_assert_true (balie_dossier_table_insert (db, dossier, TODAY, 1234, error));
  g_assert_cmpint (dossier->id, >, 0);
  g_assert_cmpint (dossier->version, ==, 1);
  g_assert_cmpint (dossier->created_at, ==, 1234);
  read = balie_dossier_table_get (db, dossier->values[BALIE_DOSSIER_NUMBER], error);
  assert_dossier_equal (dossier, read);
  for (int i = BALIE_DOSSIER_NUMBER + 1; i < BALIE_N_DOSSIER_FIELDS; i++)
    {
      g_free (read->values[i]);
      read->values[i] = g_strdup_printf ("w%d", i);
    }
  g_assert_true (balie_dossier_table_update (db, read, 2345, error));
  g_assert_cmpint (read->version, ==, 2);
  g_assert_cmpint (read->changed_at, ==, 2345);
  again = balie_dossier_table_get (db, dossier->values[BALIE_DOSSIER_NUMBER], error);
  assert_dossier_equal (read, again);
  by_id = balie_dossier_table_get_by_id (db, dossier->id, error);
  assert_dossier_equal (read, by_id);
  return NULL;
}

static gpointer
check_dossier_refusals (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) first = put_dossier (db, "number=A", NULL);
  g_autoptr (BalieDossier) second = put_dossier (db, "number=B", NULL);
  g_autoptr (BalieDossier) twin = make_dossier ("number=A", NULL);
  g_autoptr (BalieDossier) stale = balie_dossier_copy (first);
  g_autoptr (GError) local = NULL;

  g_assert_false (balie_dossier_table_insert (db, twin, TODAY, 1, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  g_clear_error (&local);
  g_assert_true (balie_dossier_table_update (db, first, 2, error));
  g_assert_false (balie_dossier_table_update (db, stale, 3, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  g_clear_error (&local);
  set_dossier (second, BALIE_DOSSIER_NUMBER, "A");
  g_assert_false (balie_dossier_table_update (db, second, 3, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  g_clear_error (&local);
  g_assert_null (balie_dossier_table_get (db, "nothing", &local));
  assert_code (local, BALIE_ERROR_NOT_FOUND);
  g_clear_error (&local);
  g_assert_null (balie_dossier_table_get_by_id (db, 4711, &local));
  assert_code (local, BALIE_ERROR_NOT_FOUND);
  return NULL;
}

static void
assert_next_number (BalieDb *db, BalieDate today, const char *expected)
{
  g_autoptr (BalieDossier) dossier = balie_dossier_new ();
  g_autoptr (GError) error = NULL;

  balie_dossier_table_insert (db, dossier, today, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (dossier->values[BALIE_DOSSIER_NUMBER], ==, expected);
}

static gpointer
check_numbers (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const imported[] = { "number=2026-0007", "number=2026-xx",  "number=2026-",
                                          "number=20260",     "number=2026-9x",  "number=2025-0123",
                                          "number=2028-9999", "number=2026-0009" };

  for (gsize i = 0; i < G_N_ELEMENTS (imported); i++)
    balie_dossier_free (put_dossier (db, imported[i], NULL));
  assert_next_number (db, TODAY, "2026-0010");
  assert_next_number (db, TODAY, "2026-0011");
  balie_dossier_free (put_dossier (db, "number=2026-0012", NULL));
  balie_dossier_free (put_dossier (db, "number=2026-0013", NULL));
  assert_next_number (db, TODAY, "2026-0014");
  assert_next_number (db, balie_date_from_ymd (2027, 1, 1), "2027-0001");
  assert_next_number (db, balie_date_from_ymd (2028, 1, 1), "2028-10000");
  assert_next_number (db, balie_date_from_ymd (2028, 1, 1), "2028-10001");
  assert_next_number (db, TODAY, "2026-0015");
  return NULL;
}

static gpointer
insert_numbered (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) dossier = balie_dossier_new ();
  g_autoptr (BalieParty) party = NULL;

  if (!balie_dossier_table_insert (db, dossier, TODAY, 1, error))
    return NULL;
  party = put_party (db, dossier->id, BALIE_ENTRY_OWNER, "Someone", "");
  return g_strdup_printf ("%s %s", dossier->values[BALIE_DOSSIER_NUMBER],
                          party->values[BALIE_PARTY_CLIENT_NUMBER]);
}

static void
assert_inserted (BalieStore *store, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *got =
      balie_store_run_sync (store, BALIE_STORE_WRITE, insert_numbered, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (got, ==, expected);
}

/* Two desks never give the same number. */
static void
test_two_writers (Fixture *fixture, gconstpointer scheme)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieStore) other = balie_store_open_sync (fixture->uri, &error);

  g_assert_no_error (error);
  assert_inserted (fixture->store, "2026-0001 1");
  assert_inserted (other, "2026-0002 2");
  assert_inserted (fixture->store, "2026-0003 3");
  assert_inserted (other, "2026-0004 4");
}

static void
store_changed_cb (BalieStore *store, const char *table, GArray *ids, gpointer data)
{
  GString *log = data;

  if (strcmp (table, "dossiers") != 0)
    return;
  g_assert_nonnull (ids);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (log, "%" G_GINT64_FORMAT " ", g_array_index (ids, gint64, i));
}

static gpointer
edit_party_only (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  balie_party_free (put_party (db, 2, BALIE_ENTRY_DRIVER, "Peeters", "Jan"));
  return NULL;
}

/* A change of a party is told as one of its dossier. */
static void
test_changed (Fixture *fixture, gconstpointer scheme)
{
  g_autoptr (GString) log = g_string_new (NULL);

  g_signal_connect (fixture->store, "changed", G_CALLBACK (store_changed_cb), log);
  assert_inserted (fixture->store, "2026-0001 1");
  assert_inserted (fixture->store, "2026-0002 2");
  while (strcmp (log->str, "1 2 ") != 0)
    g_main_context_iteration (NULL, TRUE);
  g_string_truncate (log, 0);
  fixture_run (fixture, BALIE_STORE_WRITE, edit_party_only, NULL);
  while (log->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (log->str, ==, "2 ");
}

static gpointer
check_party_round_trip (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) dossier = put_dossier (db, "number=", NULL);
  g_autoptr (BalieParty) party = balie_party_table_get (db, dossier->id, BALIE_ENTRY_DRIVER, error);
  g_autoptr (BalieParty) read = NULL;
  g_autoptr (BalieParty) by_id = NULL;
  g_autoptr (BalieDossier) touched = NULL;

  g_assert_cmpint (party->id, ==, 0);
  g_assert_cmpint (party->dossier_id, ==, dossier->id);
  fill_values (party->values, BALIE_N_PARTY_FIELDS);
  g_assert_true (balie_party_table_put (db, party, 2000, error));
  g_assert_cmpint (party->version, ==, 1);
  read = balie_party_table_get (db, dossier->id, BALIE_ENTRY_DRIVER, error);
  assert_party_equal (party, read);
  set_party (read, BALIE_PARTY_LAST_NAME, "Anders");
  g_assert_true (balie_party_table_put (db, read, 3000, error));
  g_assert_cmpint (read->version, ==, 2);
  by_id = balie_party_table_get_by_id (db, read->id, error);
  assert_party_equal (read, by_id);
  touched = balie_dossier_table_get_by_id (db, dossier->id, error);
  g_assert_cmpint (touched->version, ==, 3);
  g_assert_cmpint (touched->changed_at, ==, 3000);
  g_assert_cmpint (touched->created_at, ==, 1000);
  return NULL;
}

static gpointer
check_party_refusals (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) dossier = put_dossier (db, "number=", NULL);
  g_autoptr (BalieParty) party = put_party (db, dossier->id, BALIE_ENTRY_OWNER, "Peeters", "Jan");
  g_autoptr (BalieParty) stale = balie_party_copy (party);
  g_autoptr (BalieParty) twin = make_party (BALIE_ENTRY_OWNER, "last_name=Jansen", NULL);
  g_autoptr (BalieParty) stray = make_party (BALIE_ENTRY_OWNER, "last_name=Jansen", NULL);
  g_autoptr (GError) local = NULL;

  g_assert_true (balie_party_table_put (db, party, 2, error));
  g_assert_false (balie_party_table_put (db, stale, 3, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  g_clear_error (&local);
  twin->dossier_id = dossier->id;
  g_assert_false (balie_party_table_put (db, twin, 3, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  g_clear_error (&local);
  stray->dossier_id = 4711;
  g_assert_false (balie_party_table_put (db, stray, 3, &local));
  assert_code (local, BALIE_ERROR_NOT_FOUND);
  g_clear_error (&local);
  g_assert_null (balie_party_table_get_by_id (db, 4711, &local));
  assert_code (local, BALIE_ERROR_NOT_FOUND);
  return NULL;
}

static void
assert_put (BalieDb *db, BalieParty *party, const char *client_number)
{
  g_autoptr (GError) error = NULL;

  balie_party_table_put (db, party, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (party->values[BALIE_PARTY_CLIENT_NUMBER], ==, client_number);
}

static gpointer
check_client_numbers (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) dossier = put_dossier (db, "number=", NULL);
  g_autoptr (GPtrArray) parties = balie_party_table_get_of_dossier (db, dossier->id, error);
  BalieParty **party = (BalieParty **) parties->pdata;

  g_assert_cmpuint (parties->len, ==, BALIE_N_PARTIES);
  assert_put (db, party[0], "");
  set_party (party[0], BALIE_PARTY_LAST_NAME, "Peeters");
  assert_put (db, party[0], "1");
  set_party (party[1], BALIE_PARTY_CLIENT_NUMBER, "4375");
  assert_put (db, party[1], "4375");
  set_party (party[2], BALIE_PARTY_EMAIL, "a@example.com");
  assert_put (db, party[2], "4376");
  set_party (party[3], BALIE_PARTY_CLIENT_NUMBER, "99999999999999999999");
  assert_put (db, party[3], "99999999999999999999");
  set_party (party[4], BALIE_PARTY_CLIENT_NUMBER, "K-12");
  assert_put (db, party[4], "K-12");
  set_party (party[5], BALIE_PARTY_LAST_NAME, "Jansen");
  assert_put (db, party[5], "4377");
  set_party (party[5], BALIE_PARTY_LAST_NAME, "");
  assert_put (db, party[5], "4377");
  /* One customer of Driver2 is one person, in whichever dossier. */
  set_party (party[0], BALIE_PARTY_EXTERNAL_REFERENCE, "74050");
  assert_put (db, party[0], "1");
  set_party (party[6], BALIE_PARTY_EXTERNAL_REFERENCE, "74050");
  assert_put (db, party[6], "1");
  set_party (party[7], BALIE_PARTY_EXTERNAL_REFERENCE, "74051");
  assert_put (db, party[7], "4378");
  return NULL;
}

static gpointer
check_of_dossier (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) dossier = put_dossier (db, "number=", NULL);
  g_autoptr (BalieParty) broker =
      put_party (db, dossier->id, BALIE_ENTRY_BROKER, "Makelaardij De Zon", "");
  g_autoptr (BalieParty) owner = put_party (db, dossier->id, BALIE_ENTRY_OWNER, "Peeters", "Jan");
  g_autoptr (GPtrArray) parties = balie_party_table_get_of_dossier (db, dossier->id, error);

  g_assert_cmpuint (parties->len, ==, BALIE_N_PARTIES);
  for (guint i = 0; i < parties->len; i++)
    {
      const BalieParty *party = g_ptr_array_index (parties, i);

      g_assert_cmpint (party->entry, ==, i);
      g_assert_cmpint (party->dossier_id, ==, dossier->id);
      g_assert_cmpint (party->id, ==,
                       i == BALIE_ENTRY_OWNER    ? owner->id
                       : i == BALIE_ENTRY_BROKER ? broker->id
                                                 : 0);
    }
  return NULL;
}

static gpointer
check_by_vehicle_and_order (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) a =
      put_dossier (db, "number=A", "vin=WVWZZZ1KZAW000001", "order_number=N1", NULL);
  g_autoptr (BalieDossier) b =
      put_dossier (db, "number=B", "plate=1-ABC-123", "vin=WVWZZZ1KZAW000001", NULL);
  g_autoptr (BalieDossier) c =
      put_dossier (db, "number=C", "plate=1ABC123", "archived=yes", "order_number=N1", NULL);
  g_autoptr (GPtrArray) by_vin =
      balie_dossier_table_find_by_vehicle (db, "WVWZZZ1KZAW000001", "", error);
  g_autoptr (GPtrArray) by_plate = balie_dossier_table_find_by_vehicle (db, "", "1ABC123", error);
  g_autoptr (GPtrArray) by_nothing = balie_dossier_table_find_by_vehicle (db, "", "", error);
  g_autoptr (GPtrArray) by_order = balie_dossier_table_find_by_order (db, "N1", error);
  g_autoptr (GPtrArray) by_no_order = balie_dossier_table_find_by_order (db, "", error);

  g_assert_cmpuint (by_vin->len, ==, 2);
  assert_dossier_equal (g_ptr_array_index (by_vin, 0), b);
  assert_dossier_equal (g_ptr_array_index (by_vin, 1), a);
  g_assert_cmpuint (by_plate->len, ==, 1);
  assert_dossier_equal (g_ptr_array_index (by_plate, 0), b);
  g_assert_cmpuint (by_nothing->len, ==, 0);
  g_assert_cmpuint (by_order->len, ==, 2);
  assert_dossier_equal (g_ptr_array_index (by_order, 0), c);
  g_assert_cmpuint (by_no_order->len, ==, 0);
  return NULL;
}

static void
assert_list (BalieDb *db, const BalieDossierQuery *query, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = balie_dossier_table_query (db, query, &error);
  g_autofree char *numbers = NULL;

  g_assert_no_error (error);
  numbers = join_dossiers (db, ids);
  g_assert_cmpstr (numbers, ==, expected);
}

static void
put_imported_party (BalieDb *db, gint64 dossier_id)
{
  g_autoptr (BalieParty) party = make_party (BALIE_ENTRY_DRIVER, "last_name=Ceulemans", NULL);
  g_autoptr (GError) error = NULL;

  party->dossier_id = dossier_id;
  g_free (party->values[BALIE_PARTY_IMPORT]);
  party->values[BALIE_PARTY_IMPORT] = g_strdup ("some-key");
  balie_party_table_put (db, party, 1000, &error);
  g_assert_no_error (error);
}

/* A: open, owner; B: open, no owner, manager jan, waits for Driver2; C: archived; D: open, owner. */
static void
put_listed (BalieDb *db)
{
  g_autoptr (BalieDossier) a = put_dossier (db, "number=A", "brand=Volkswagen", "model=Golf", NULL);
  g_autoptr (BalieDossier) b =
      put_dossier (db, "number=B", "manager=jan", "plate=1-ABC-123", "brand=Audi", NULL);
  g_autoptr (BalieDossier) c =
      put_dossier (db, "number=C", "archived=yes", "manager=jan", "plate=1-AAA-111", NULL);
  g_autoptr (BalieDossier) d =
      put_dossier (db, "number=D", "manager=els", "brand=Škoda", "model=Kodiaq", NULL);

  g_assert_cmpint (c->id, ==, 3);
  balie_party_free (put_party (db, a->id, BALIE_ENTRY_OWNER, "Peeters", "Jan"));
  balie_party_free (put_party (db, d->id, BALIE_ENTRY_OWNER, "Ánders", ""));
  put_imported_party (db, b->id);
}

static gpointer
check_filters (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const expected[BALIE_N_DOSSIER_FILTERS] = { "A B D", "B", "B",
                                                                 "B",     "C", "A B C D" };
  gint64 counts[BALIE_N_DOSSIER_FILTERS];

  put_listed (db);
  g_assert_true (balie_dossier_table_count (db, "jan", counts, error));
  for (int i = 0; i < BALIE_N_DOSSIER_FILTERS; i++)
    {
      BalieDossierQuery query = { (BalieDossierFilter) i,    "jan", "",
                                  BALIE_DOSSIER_SORT_NUMBER, FALSE, 0 };
      BalieDossierFilter again;

      assert_list (db, &query, expected[i]);
      g_assert_cmpint (counts[i], ==, (strlen (expected[i]) + 1) / 2);
      g_assert_true (
          balie_dossier_filter_from_code (balie_dossier_filter_to_code (query.filter), &again));
      g_assert_cmpint (again, ==, i);
    }
  g_assert_false (balie_dossier_filter_from_code ("none", &(BalieDossierFilter){ 0 }));
  g_assert_true (balie_dossier_table_count (db, NULL, counts, error));
  g_assert_cmpint (counts[BALIE_DOSSIER_FILTER_MINE], ==, 0);
  return NULL;
}

static gpointer
check_sorting (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const struct
  {
    BalieDossierSort sort;
    gboolean descending;
    const char *expected;
  } cases[] = {
    { BALIE_DOSSIER_SORT_NUMBER, TRUE, "D C B A" },
    { BALIE_DOSSIER_SORT_OWNER, FALSE, "D A B C" },
    { BALIE_DOSSIER_SORT_OWNER, TRUE, "A D C B" },
    { BALIE_DOSSIER_SORT_PLATE, FALSE, "C B A D" },
    { BALIE_DOSSIER_SORT_VEHICLE, FALSE, "B D A C" },
    { BALIE_DOSSIER_SORT_MANAGER, FALSE, "D B C A" },
    { BALIE_DOSSIER_SORT_CHANGED, TRUE, "A D C B" },
  };
  BalieDossierQuery limited = { BALIE_DOSSIER_FILTER_ALL,  NULL,  NULL,
                                BALIE_DOSSIER_SORT_NUMBER, FALSE, 2 };
  g_autoptr (BalieDossier) touched = NULL;

  put_listed (db);
  touched = balie_dossier_table_get (db, "A", error);
  g_assert_true (balie_dossier_table_update (db, touched, 5000, error));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BalieDossierQuery query = { BALIE_DOSSIER_FILTER_ALL, NULL, NULL, cases[i].sort,
                                  cases[i].descending,      0 };

      assert_list (db, &query, cases[i].expected);
    }
  assert_list (db, &limited, "A B");
  return NULL;
}

static void
put_person (BalieDb *db, const char *login, const char *name)
{
  g_autoptr (BalieUser) user = balie_user_new (login);
  g_autoptr (GError) error = NULL;

  g_free (user->name);
  user->name = g_strdup (name);
  g_assert_true (balie_user_table_put (db, user, &error));
}

/* jan is shown as Adriaan, els as Élise, and who is not known by the login. */
static gpointer
check_managers (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  BalieDossierQuery query = { BALIE_DOSSIER_FILTER_ALL,   NULL,  NULL,
                              BALIE_DOSSIER_SORT_MANAGER, FALSE, 0 };

  put_listed (db);
  balie_dossier_free (put_dossier (db, "number=E", "manager=karel", NULL));
  balie_dossier_free (put_dossier (db, "number=F", "manager=els", NULL));
  put_person (db, "jan", "Adriaan");
  put_person (db, "els", "Élise");
  assert_list (db, &query, "B C D F E A");
  query.descending = TRUE;
  assert_list (db, &query, "E F D C B A");
  query.limit = 2;
  assert_list (db, &query, "E F");
  query.filter = BALIE_DOSSIER_FILTER_OPEN;
  query.limit = 0;
  assert_list (db, &query, "E F D B A");
  return NULL;
}

static gpointer
check_rows (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) a = put_dossier (db, "number=A", "remarks=secret", "finance_note=secret",
                                            "direct_order=yes", NULL);
  g_autoptr (BalieParty) owner = put_party (db, a->id, BALIE_ENTRY_OWNER, "Goderis", "Thiemen");
  const guint32 ids[] = { (guint32) a->id, 4711, (guint32) a->id };
  g_autoptr (GPtrArray) rows = balie_dossier_table_get_rows (db, ids, 3, error);
  BalieDossierRow *row = g_ptr_array_index (rows, 0);

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpint (owner->dossier_id, ==, row->dossier->id);
  g_assert_null (g_ptr_array_index (rows, 1));
  g_assert_cmpstr (row->dossier->values[BALIE_DOSSIER_NUMBER], ==, "A");
  g_assert_cmpstr (row->dossier->values[BALIE_DOSSIER_REMARKS], ==, "");
  g_assert_cmpstr (row->dossier->values[BALIE_DOSSIER_FINANCE_NOTE], ==, "");
  g_assert_cmpstr (row->names[BALIE_ENTRY_OWNER], ==, "Goderis, Thiemen");
  g_assert_cmpstr (row->names[BALIE_ENTRY_DRIVER], ==, "");
  g_assert_cmpuint (row->filled, ==,
                    (1u << BALIE_ENTRY_OWNER) | (1u << BALIE_ENTRY_DIRECT_ORDER) |
                        (1u << BALIE_ENTRY_FINANCE));
  g_assert_cmpuint (row->n_not_in_driver2, ==, 0);
  return NULL;
}

/* What the dossier keeps of its parties follows them, and its own entries do not disturb that. */
static gpointer
check_kept (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) a = put_dossier (db, "number=A", NULL);
  g_autoptr (BalieParty) owner = put_party (db, a->id, BALIE_ENTRY_OWNER, "Goderis", "Thiemen");
  g_autoptr (BalieDossier) read = balie_dossier_table_get (db, "A", error);
  g_autoptr (GPtrArray) rows = NULL;
  const guint32 id = (guint32) a->id;
  BalieDossierRow *row;

  put_imported_party (db, a->id);
  set_party (owner, BALIE_PARTY_LAST_NAME, "");
  set_party (owner, BALIE_PARTY_FIRST_NAME, "");
  g_assert_true (balie_party_table_put (db, owner, 2, error));
  balie_dossier_free (read);
  read = balie_dossier_table_get (db, "A", error);
  set_dossier (read, BALIE_DOSSIER_MANAGER, "jan");
  g_assert_true (balie_dossier_table_update (db, read, 3, error));
  rows = balie_dossier_table_get_rows (db, &id, 1, error);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpuint (row->filled, ==, (1u << BALIE_ENTRY_DRIVER) | (1u << BALIE_ENTRY_MANAGER));
  g_assert_cmpuint (row->n_not_in_driver2, ==, 1);
  g_assert_cmpstr (row->manager_name, ==, "jan");
  return NULL;
}

/* A list tells of the manager by name, not by login. */
static gpointer
check_manager (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) a = put_dossier (db, "number=A", "manager=jan", NULL);
  g_autoptr (BalieUser) user = balie_user_new ("jan");
  g_autoptr (GPtrArray) rows = NULL;
  const guint32 id = (guint32) a->id;
  BalieDossierRow *row;

  g_free (user->name);
  user->name = g_strdup ("Jan Peeters");
  g_assert_true (balie_user_table_put (db, user, error));
  rows = balie_dossier_table_get_rows (db, &id, 1, error);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->manager_name, ==, "Jan Peeters");
  g_assert_cmpstr (row->dossier->values[BALIE_DOSSIER_MANAGER], ==, "jan");
  return NULL;
}

static char *
join_names (const GPtrArray *parties)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; parties && i < parties->len; i++)
    {
      const BalieParty *party = g_ptr_array_index (parties, i);

      g_string_append_printf (out, "%s%s/%" G_GINT64_FORMAT, i > 0 ? " " : "",
                              party->values[BALIE_PARTY_LAST_NAME], party->dossier_id);
    }
  return g_string_free (out, FALSE);
}

static void
put_known (BalieDb *db, gint64 dossier_id, BalieEntry entry, gint64 now, const char *pair, ...)
{
  g_autoptr (BalieParty) party = make_party (entry, pair, NULL);
  g_autoptr (GError) error = NULL;
  va_list pairs;
  const char *code;

  va_start (pairs, pair);
  while ((code = va_arg (pairs, const char *)))
    {
      BaliePartyField field;

      g_assert_true (balie_party_find_field (code, &field));
      set_party (party, field, va_arg (pairs, const char *));
    }
  va_end (pairs);
  party->dossier_id = dossier_id;
  balie_party_table_put (db, party, now, &error);
  g_assert_no_error (error);
}

#define assert_parties(expression, expected)                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GPtrArray) parties_ = (expression);                                                 \
    g_autofree char *names_ = join_names (parties_);                                               \
    g_assert_nonnull (parties_);                                                                   \
    g_assert_cmpstr (names_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

static gpointer
check_known_parties (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) a = put_dossier (db, "number=", NULL);
  g_autoptr (BalieDossier) b = put_dossier (db, "number=", NULL);
  g_autoptr (BalieParty) like = NULL;
  g_autoptr (BalieParty) nobody = balie_party_new (BALIE_ENTRY_OWNER);

  put_known (db, a->id, BALIE_ENTRY_OWNER, 10, "last_name=Peeters", "first_name", "Jan",
             "client_number", "7", "email", "Jan@Example.com", NULL);
  put_known (db, b->id, BALIE_ENTRY_OWNER, 30, "last_name=Peeters", "first_name", "Jan",
             "client_number", "7", "city", "Gent", NULL);
  put_known (db, b->id, BALIE_ENTRY_DRIVER, 20, "last_name=Janssens", "mobile", "+32470123456",
             "import", "the-key", NULL);
  put_known (db, b->id, BALIE_ENTRY_INSURED, 40, "last_name=Zon", "external_reference", "74050",
             NULL);
  assert_parties (balie_party_table_find_by_client (db, "7", 0, error), "Peeters/2 Peeters/1");
  assert_parties (balie_party_table_find_by_client (db, "7", 1, error), "Peeters/2");
  assert_parties (balie_party_table_find_by_client (db, "", 0, error), "");
  assert_parties (balie_party_table_find_by_import (db, "the-key", error), "Janssens/2");
  assert_parties (balie_party_table_find_by_import (db, "", error), "");
  assert_parties (balie_party_table_search (db, "", 0, error), "Zon/2 Peeters/2 Janssens/2");
  assert_parties (balie_party_table_search (db, NULL, 2, error), "Zon/2 Peeters/2");
  assert_parties (balie_party_table_search (db, "jan", 0, error), "Peeters/2 Janssens/2");
  assert_parties (balie_party_table_search (db, "ja", 0, error), "Janssens/2");
  assert_parties (balie_party_table_search (db, "74050", 0, error), "Zon/2");
  assert_parties (balie_party_table_search (db, "peeters gent", 0, error), "Peeters/2");
  assert_parties (balie_party_table_search (db, "peeters brugge", 0, error), "");
  assert_parties (balie_party_table_find_like (db, nobody, 0, 0, error), "");
  like = make_party (BALIE_ENTRY_BROKER, "last_name=PEETERS", "first_name=jan",
                     "phone=+32470123456", "external_reference=74050", NULL);
  assert_parties (balie_party_table_find_like (db, like, 0, 0, error),
                  "Zon/2 Peeters/2 Janssens/2 Peeters/1");
  assert_parties (balie_party_table_find_like (db, like, 1, 2, error), "Zon/2 Peeters/2");
  set_party (nobody, BALIE_PARTY_EMAIL, "jan@example.com");
  assert_parties (balie_party_table_find_like (db, nobody, 0, 0, error), "Peeters/1");
  assert_parties (balie_party_table_find_like (db, nobody, 1, 0, error), "");
  return NULL;
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_transaction ("/dossiers/round-trip", check_dossier_round_trip);
  fixture_add_transaction ("/dossiers/refusals", check_dossier_refusals);
  fixture_add_transaction ("/dossiers/numbers", check_numbers);
  fixture_add ("/dossiers/two-writers", test_two_writers);
  fixture_add ("/dossiers/changed", test_changed);
  fixture_add_transaction ("/dossiers/filters", check_filters);
  fixture_add_transaction ("/dossiers/sorting", check_sorting);
  fixture_add_transaction ("/dossiers/managers", check_managers);
  fixture_add_transaction ("/dossiers/rows", check_rows);
  fixture_add_transaction ("/dossiers/kept", check_kept);
  fixture_add_transaction ("/dossiers/manager", check_manager);
  fixture_add_transaction ("/dossiers/by-vehicle", check_by_vehicle_and_order);
  fixture_add_transaction ("/parties/round-trip", check_party_round_trip);
  fixture_add_transaction ("/parties/refusals", check_party_refusals);
  fixture_add_transaction ("/parties/client-numbers", check_client_numbers);
  fixture_add_transaction ("/parties/of-dossier", check_of_dossier);
  fixture_add_transaction ("/parties/known", check_known_parties);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of table "plate_request": one live request per order and car, claims, lists. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "balie-error.h"
#include "store-fixture.h"

#define VIN "WVWZZZ1KZAW000001"

static BaliePlateRequest *
put_request (BalieDb *db, const char *order_number, const char *vin, BalieRequestState state)
{
  BaliePlateRequest *request = make_request (order_number, vin, state);
  g_autoptr (GError) error = NULL;

  balie_request_table_insert (db, request, &error);
  g_assert_no_error (error);
  return request;
}

static void
add_request (BalieDb *db, const char *order_number, const char *vin, BalieRequestState state)
{
  balie_plate_request_free (put_request (db, order_number, vin, state));
}

static void
put_orders (BalieDb *db, int n)
{
  for (int i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("N%d", i);

      add_order (db, number, "Jansen", "");
    }
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static gpointer
check_round_trip (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BaliePlateRequest) request = make_request ("N0", VIN, BALIE_REQUEST_WAITING);
  g_autoptr (BaliePlateRequest) stored = NULL;
  g_autoptr (GError) local = NULL;

  put_orders (db, 1);
  request->origin = BALIE_ORIGIN_AUTOMATIC;
  set_text (&request->origin_rule, "nlv");
  set_text (&request->approved_by, "piet");
  set_text (&request->desk, "balie-1");
  set_text (&request->dealer_number, "12345");
  set_text (&request->request_type, "new");
  request->approved_at = 99;
  request->delivery_date = balie_date_from_ymd (2026, 4, 1);
  request->next_attempt_at = 7;
  g_assert_true (balie_request_table_insert (db, request, error));
  stored = balie_request_table_get (db, request->key, error);
  g_assert_true (balie_plate_request_same_fields (stored, request));
  g_assert_cmpint (stored->origin, ==, BALIE_ORIGIN_AUTOMATIC);
  g_assert_cmpstr (stored->origin_rule, ==, "nlv");
  g_assert_cmpstr (stored->approved_by, ==, "piet");
  g_assert_cmpstr (stored->desk, ==, "balie-1");
  g_assert_cmpint (stored->approved_at, ==, 99);
  g_assert_cmpint (stored->request_date, ==, request->request_date);
  g_assert_cmpint (stored->next_attempt_at, ==, 7);
  g_assert_null (balie_request_table_get (db, "no-such-key", &local));
  assert_code (local, BALIE_ERROR_NOT_FOUND);
  return NULL;
}

static gpointer
check_update (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BaliePlateRequest) request = NULL;
  g_autoptr (BaliePlateRequest) stored = NULL;
  g_autoptr (BaliePlateRequest) by_id = NULL;
  g_autoptr (GError) local = NULL;

  put_orders (db, 1);
  request = put_request (db, "N0", VIN, BALIE_REQUEST_SENDING);
  request->state = BALIE_REQUEST_APPROVED;
  set_text (&request->pon_id, "pon-1");
  set_text (&request->plate, "XX123Y");
  set_text (&request->pon_updated_at, "2026-03-20T07:00:00Z");
  set_text (&request->brand, "changed");
  g_clear_pointer (&request->claimed_by, g_free);
  request->attempts = 3;
  g_assert_false (balie_request_table_update (db, request, BALIE_REQUEST_WAITING, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  g_assert_true (balie_request_table_update (db, request, BALIE_REQUEST_SENDING, error));
  stored = balie_request_table_get (db, request->key, error);
  g_assert_cmpint (stored->state, ==, BALIE_REQUEST_APPROVED);
  g_assert_cmpstr (stored->plate, ==, "XX123Y");
  g_assert_cmpstr (stored->claimed_by, ==, "");
  g_assert_cmpstr (stored->brand, ==, "VW");
  g_assert_cmpint (stored->attempts, ==, 3);
  by_id = balie_request_table_find_by_pon_id (db, "pon-1", error);
  g_assert_cmpstr (by_id->key, ==, request->key);
  g_assert_null (balie_request_table_find_by_pon_id (db, "", error));
  return NULL;
}

/* Whether a second request in state @second may stand beside one in state @first. */
static void
assert_pair (BalieDb *db, BalieRequestState first, BalieRequestState second, gboolean same_order)
{
  gboolean allowed = !balie_request_state_is_live (first) || !balie_request_state_is_live (second);
  g_autoptr (BaliePlateRequest) two =
      make_request (same_order ? "N0" : "N1", same_order ? "WVWZZZ1KZAW000002" : VIN, second);
  g_autoptr (GError) error = NULL;

  add_request (db, "N0", VIN, first);
  g_assert_cmpint (balie_request_table_insert (db, two, &error), ==, allowed);
  if (!allowed)
    assert_code (error, BALIE_ERROR_CONFLICT);
  g_assert_true (balie_db_exec (db, "DELETE FROM plate_request", NULL));
}

static gpointer
check_one_live (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BaliePlateRequest) first = NULL;
  g_autoptr (BaliePlateRequest) second = NULL;

  put_orders (db, 2);
  for (int i = BALIE_REQUEST_WAITING; i < BALIE_REQUEST_N_STATES; i++)
    for (int j = BALIE_REQUEST_WAITING; j < BALIE_REQUEST_N_STATES; j++)
      {
        assert_pair (db, (BalieRequestState) i, (BalieRequestState) j, TRUE);
        assert_pair (db, (BalieRequestState) i, (BalieRequestState) j, FALSE);
      }
  first = put_request (db, "N0", "", BALIE_REQUEST_WAITING);
  second = put_request (db, "N1", "", BALIE_REQUEST_WAITING);
  return NULL;
}

static gpointer
check_becoming_live (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BaliePlateRequest) closed = NULL;
  g_autoptr (BaliePlateRequest) live = NULL;
  g_autoptr (GError) local = NULL;

  put_orders (db, 2);
  closed = put_request (db, "N0", VIN, BALIE_REQUEST_REJECTED);
  live = put_request (db, "N1", VIN, BALIE_REQUEST_WAITING);
  closed->state = BALIE_REQUEST_REQUESTED;
  g_assert_false (balie_request_table_update (db, closed, BALIE_REQUEST_REJECTED, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  return NULL;
}

static gpointer
check_no_order (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BaliePlateRequest) request = make_request ("nowhere", VIN, BALIE_REQUEST_WAITING);
  g_autoptr (GError) local = NULL;

  g_assert_false (balie_request_table_insert (db, request, &local));
  assert_code (local, BALIE_ERROR_NOT_FOUND);
  return NULL;
}

static gpointer
check_finding (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BaliePlateRequest) rejected = NULL;
  g_autoptr (BaliePlateRequest) live = NULL;
  g_autoptr (BaliePlateRequest) by_order = NULL;
  g_autoptr (BaliePlateRequest) by_vin = NULL;
  g_autoptr (BaliePlateRequest) closed = NULL;
  g_autoptr (GPtrArray) all = NULL;

  put_orders (db, 2);
  rejected = put_request (db, "N0", VIN, BALIE_REQUEST_REJECTED);
  g_assert_null (balie_request_table_find_live (db, "N0", VIN, error));
  live = put_request (db, "N0", VIN, BALIE_REQUEST_UNKNOWN);
  by_order = balie_request_table_find_live (db, "N0", "", error);
  by_vin = balie_request_table_find_live (db, "N1", VIN, error);
  g_assert_cmpstr (by_order->key, ==, live->key);
  g_assert_cmpstr (by_vin->key, ==, live->key);
  g_assert_null (balie_request_table_find_live (db, NULL, NULL, error));
  closed = balie_request_table_find_last_closed (db, "N0", error);
  g_assert_cmpstr (closed->key, ==, rejected->key);
  g_assert_null (balie_request_table_find_last_closed (db, "N1", error));
  all = balie_request_table_get_of_order (db, "N0", error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (((BaliePlateRequest *) all->pdata[0])->key, ==, live->key);
  return NULL;
}

static guint
count_listed (BalieDb *db, BalieRequestFilter filter, const char *search)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = balie_request_table_list (db, filter, search, 0, 0, &error);

  g_assert_no_error (error);
  return list->len;
}

static gpointer
check_lists (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const guint expected[] = { 8, 5, 2, 1, 2, 1, 1, 1, 2 };
  gint64 counts[BALIE_REQUEST_N_STATES];
  g_autoptr (GPtrArray) page = NULL;

  put_orders (db, 9);
  for (int i = BALIE_REQUEST_WAITING; i < BALIE_REQUEST_N_STATES; i++)
    {
      g_autofree char *number = g_strdup_printf ("N%d", i);
      g_autoptr (BaliePlateRequest) request = make_request (number, number, (BalieRequestState) i);

      if (i == BALIE_REQUEST_UNKNOWN)
        set_text (&request->problem, "timeout");
      if (i == BALIE_REQUEST_APPROVED)
        set_text (&request->plate, "XX123Y");
      g_assert_true (balie_request_table_insert (db, request, error));
    }
  for (int i = BALIE_REQUEST_FILTER_ALL; i <= BALIE_REQUEST_FILTER_PROBLEM; i++)
    g_assert_cmpuint (count_listed (db, (BalieRequestFilter) i, NULL), ==, expected[i]);
  g_assert_cmpuint (count_listed (db, BALIE_REQUEST_FILTER_ALL, "n3"), ==, 1);
  g_assert_cmpuint (count_listed (db, BALIE_REQUEST_FILTER_ALL, "jansen n3"), ==, 1);
  g_assert_cmpuint (count_listed (db, BALIE_REQUEST_FILTER_ALL, "xx-123"), ==, 1);
  g_assert_cmpuint (count_listed (db, BALIE_REQUEST_FILTER_ALL, "%"), ==, 0);
  g_assert_cmpuint (count_listed (db, BALIE_REQUEST_FILTER_ALL, "' OR 1=1 --"), ==, 0);
  g_assert_true (balie_request_table_count (db, counts, error));
  g_assert_cmpint (counts[BALIE_REQUEST_NONE], ==, 0);
  for (int i = BALIE_REQUEST_WAITING; i < BALIE_REQUEST_N_STATES; i++)
    g_assert_cmpint (counts[i], ==, 1);
  g_assert_cmpint (balie_request_table_count_open (db, error), ==, 5);
  page = balie_request_table_list (db, BALIE_REQUEST_FILTER_ALL, "", 3, 6, error);
  g_assert_cmpuint (page->len, ==, 2);
  return NULL;
}

static gpointer
check_approved_since (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) manual = NULL;
  g_autoptr (GPtrArray) automatic = NULL;

  put_orders (db, 4);
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *number = g_strdup_printf ("N%d", i);
      g_autoptr (BaliePlateRequest) request = make_request (number, "", BALIE_REQUEST_WAITING);

      request->approved_at = 100 + i;
      request->origin = i == 3 ? BALIE_ORIGIN_AUTOMATIC : BALIE_ORIGIN_MANUAL;
      g_assert_true (balie_request_table_insert (db, request, error));
    }
  manual = balie_request_table_get_approved_since (db, BALIE_ORIGIN_MANUAL, 101, error);
  automatic = balie_request_table_get_approved_since (db, BALIE_ORIGIN_AUTOMATIC, 0, error);
  g_assert_cmpuint (manual->len, ==, 2);
  g_assert_cmpstr (((BaliePlateRequest *) manual->pdata[0])->order_number, ==, "N1");
  g_assert_cmpuint (automatic->len, ==, 1);
  return NULL;
}

/* Claims and says what was got: order number and state, joined. */
static char *
claim (BalieDb *db,
       const char *claimer,
       gint64 now,
       gint64 stale_before,
       const char *const *dead,
       guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) got =
      balie_request_table_claim (db, claimer, now, stale_before, dead, limit, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < got->len; i++)
    {
      BaliePlateRequest *request = g_ptr_array_index (got, i);
      g_autoptr (BaliePlateRequest) stored = balie_request_table_get (db, request->key, &error);

      g_assert_cmpstr (request->claimed_by, ==, claimer);
      g_assert_cmpstr (stored->claimed_by, ==, claimer);
      g_assert_cmpint (stored->claimed_at, ==, now);
      g_assert_cmpint (stored->state, ==, request->state);
      g_string_append_printf (out, "%s%s:%s", i > 0 ? " " : "", request->order_number,
                              balie_request_state_to_code (request->state));
    }
  return g_string_free (out, FALSE);
}

static void
assert_claim (BalieDb *db,
              const char *claimer,
              gint64 now,
              gint64 stale_before,
              const char *dead,
              const char *expected)
{
  const char *const dead_claimers[] = { dead, NULL };
  g_autofree char *got = claim (db, claimer, now, stale_before, dead_claimers, 100);

  g_assert_cmpstr (got, ==, expected);
}

static void
put_claimable (BalieDb *db, gint64 next_attempt_at)
{
  put_orders (db, 9);
  for (int i = BALIE_REQUEST_WAITING; i < BALIE_REQUEST_N_STATES; i++)
    {
      g_autofree char *number = g_strdup_printf ("N%d", i);
      g_autoptr (BaliePlateRequest) request = make_request (number, "", (BalieRequestState) i);

      if (i == BALIE_REQUEST_SENDING)
        set_text (&request->claimed_by, "other");
      request->claimed_at = i == BALIE_REQUEST_SENDING ? 500 : 0;
      request->next_attempt_at = next_attempt_at;
      g_assert_true (balie_request_table_insert (db, request, NULL));
    }
}

static gpointer
check_claims (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) claimers = NULL;

  put_claimable (db, 1000);
  g_assert_cmpint (balie_request_table_get_next_attempt (db, error), ==, 1000);
  assert_claim (db, "me", 999, 0, NULL, "");
  assert_claim (db, "me", 1000, 0, NULL, "N1:sending N3:unknown N7:withdrawal-asked");
  g_assert_cmpint (balie_request_table_get_next_attempt (db, error), ==, G_MAXINT64);
  assert_claim (db, "you", 1001, 500, NULL, "");
  claimers = balie_request_table_get_claimers (db, error);
  g_assert_cmpuint (claimers->len, ==, 2);
  return NULL;
}

static gpointer
check_lost_claims (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  put_claimable (db, 0);
  assert_claim (db, "me", 1000, 0, NULL, "N1:sending N3:unknown N7:withdrawal-asked");
  /* "other" claimed at 500: stale now; it was sending, so it is asked after. */
  assert_claim (db, "you", 1100, 501, NULL, "N2:unknown");
  assert_claim (db, "you", 1101, 501, "nobody", "");
  /* "me" is dead, whatever the age of its claims. */
  assert_claim (db, "you", 1102, 0, "me", "N1:unknown N3:unknown N7:withdrawal-asked");
  assert_claim (db, "me", 1103, 1000, NULL, "");
  return NULL;
}

static gpointer
check_release (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  put_claimable (db, 0);
  assert_claim (db, "me", 1000, 0, NULL, "N1:sending N3:unknown N7:withdrawal-asked");
  g_assert_true (balie_request_table_release_claims (db, "me", 1001, error));
  assert_claim (db, "you", 1002, 0, NULL, "N1:unknown N3:unknown N7:withdrawal-asked");
  return NULL;
}

static gpointer
check_limit (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  put_claimable (db, 0);
  first = claim (db, "me", 1000, 0, NULL, 2);
  second = claim (db, "me", 1000, 0, NULL, 2);
  g_assert_cmpstr (first, ==, "N1:sending N3:unknown");
  g_assert_cmpstr (second, ==, "N7:withdrawal-asked");
  return NULL;
}

#define N_CLAIMED 40

typedef struct
{
  const char *uri;
  const char *claimer;
  GHashTable *keys; /* (element-type utf8) */
} Desk;

static gpointer
claim_three (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Desk *desk = data;

  return balie_request_table_claim (db, desk->claimer, 1000, 0, NULL, 3, error);
}

/* A desk with a store of its own claims until nothing is left. */
static gpointer
claim_all (gpointer data)
{
  Desk *desk = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieStore) store = balie_store_open_sync (desk->uri, &error);
  guint n = 1;

  g_assert_no_error (error);
  while (n > 0)
    {
      g_autoptr (GPtrArray) got =
          balie_store_run_sync (store, BALIE_STORE_WRITE, claim_three, desk, NULL, &error);

      g_assert_no_error (error);
      n = got->len;
      for (guint i = 0; i < n; i++)
        g_hash_table_add (desk->keys, g_strdup (((BaliePlateRequest *) got->pdata[i])->key));
    }
  return NULL;
}

static gpointer
put_many_waiting (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  put_orders (db, N_CLAIMED);
  for (int i = 0; i < N_CLAIMED; i++)
    {
      g_autofree char *number = g_strdup_printf ("N%d", i);

      add_request (db, number, "", BALIE_REQUEST_WAITING);
    }
  return NULL;
}

static void
test_two_desks (Fixture *fixture, gconstpointer scheme)
{
  Desk desks[] = { { fixture->uri, "one", NULL }, { fixture->uri, "two", NULL } };
  GThread *threads[2];
  GHashTableIter iter;
  gpointer key;

  fixture_run (fixture, BALIE_STORE_WRITE, put_many_waiting, NULL);
  for (int i = 0; i < 2; i++)
    {
      desks[i].keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      threads[i] = g_thread_new (desks[i].claimer, claim_all, &desks[i]);
    }
  for (int i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (g_hash_table_size (desks[0].keys) + g_hash_table_size (desks[1].keys), ==,
                    N_CLAIMED);
  g_hash_table_iter_init (&iter, desks[0].keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_assert_false (g_hash_table_contains (desks[1].keys, key));
  g_hash_table_unref (desks[0].keys);
  g_hash_table_unref (desks[1].keys);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_transaction ("/requests/round-trip", check_round_trip);
  fixture_add_transaction ("/requests/update", check_update);
  fixture_add_transaction ("/requests/one-live", check_one_live);
  fixture_add_transaction ("/requests/becoming-live", check_becoming_live);
  fixture_add_transaction ("/requests/no-order", check_no_order);
  fixture_add_transaction ("/requests/finding", check_finding);
  fixture_add_transaction ("/requests/lists", check_lists);
  fixture_add_transaction ("/requests/approved-since", check_approved_since);
  fixture_add_transaction ("/requests/claims", check_claims);
  fixture_add_transaction ("/requests/lost-claims", check_lost_claims);
  fixture_add_transaction ("/requests/release", check_release);
  fixture_add_transaction ("/requests/limit", check_limit);
  fixture_add ("/requests/two-desks", test_two_desks);
  return g_test_run ();
}

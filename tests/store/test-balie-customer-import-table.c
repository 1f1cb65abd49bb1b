/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of tables "customer_import", "search_answer" and "remote_wait". */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "balie-answer-table.h"
#include "balie-error.h"
#include "dossier-fixture.h"

static BalieCustomerImport *
make_import (const char *number)
{
  g_autofree char *pair = g_strconcat ("number=", number, NULL);
  g_autoptr (BalieCustomer) customer =
      make_customer (BALIE_SOURCE_KP, pair, "last_name=Peeters", "first_name=Jan",
                     "vat_number=BE0403170701", "email=jan@example.com", NULL);
  BalieCustomerImport *import = balie_customer_import_new (customer);

  import->created_at = import->updated_at = 100;
  return import;
}

static BalieCustomerImport *
put_import (BalieDb *db, const char *number)
{
  BalieCustomerImport *import = make_import (number);
  g_autoptr (GError) error = NULL;

  balie_customer_import_table_insert (db, import, &error);
  g_assert_no_error (error);
  return import;
}

static void
assert_customer_equal (const BalieCustomer *a, const BalieCustomer *b)
{
  g_assert_cmpint (a->source, ==, b->source);
  for (int i = 0; i < BALIE_N_CUSTOMER_FIELDS; i++)
    g_assert_cmpstr (a->values[i], ==, b->values[i]);
}

static void
assert_import_equal (const BalieCustomerImport *a, const BalieCustomerImport *b)
{
  assert_customer_equal (a->customer, b->customer);
  g_assert_cmpstr (a->key, ==, b->key);
  g_assert_cmpint (a->state, ==, b->state);
  g_assert_cmpstr (a->person_key, ==, b->person_key);
  g_assert_cmpstr (a->number, ==, b->number);
  g_assert_cmpstr (a->reason, ==, b->reason);
  g_assert_cmpstr (a->problem, ==, b->problem);
  g_assert_cmpint (a->attempts, ==, b->attempts);
  g_assert_cmpint (a->next_attempt_at, ==, b->next_attempt_at);
  g_assert_cmpstr (a->claimed_by, ==, b->claimed_by);
  g_assert_cmpint (a->claimed_at, ==, b->claimed_at);
  g_assert_cmpstr (a->actor, ==, b->actor);
  g_assert_cmpint (a->created_at, ==, b->created_at);
  g_assert_cmpint (a->updated_at, ==, b->updated_at);
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
  g_autoptr (BalieCustomerImport) import = make_import ("K1");
  g_autoptr (BalieCustomerImport) copy = NULL;
  g_autoptr (BalieCustomerImport) read = NULL;
  g_autoptr (BalieCustomerImport) again = NULL;

  g_assert_cmpstr (import->customer->values[BALIE_CUSTOMER_VAT_NUMBER], ==, "");
  g_assert_true (g_uuid_string_is_valid (import->key));
  set_text (&import->actor, "jan");
  g_assert_true (balie_customer_import_table_insert (db, import, error));
  read = balie_customer_import_table_get (db, import->key, error);
  assert_import_equal (import, read);
  copy = balie_customer_import_copy (read);
  assert_import_equal (import, copy);
  copy->state = BALIE_IMPORT_DONE;
  set_text (&copy->number, "74050");
  set_text (&copy->reason, "said so");
  set_text (&copy->problem, "timeout");
  set_text (&copy->claimed_by, "desk");
  copy->claimed_at = 3;
  copy->attempts = 2;
  copy->next_attempt_at = 4;
  copy->updated_at = 5;
  g_assert_true (balie_customer_import_table_update (db, copy, BALIE_IMPORT_WAITING, error));
  again = balie_customer_import_table_get (db, import->key, error);
  assert_import_equal (copy, again);
  g_assert_null (balie_customer_import_table_get (db, "other", error));
  g_assert_no_error (*error);
  return NULL;
}

/* One person is under way once; after a failure they may be tried anew. */
static gpointer
check_person_once (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieCustomerImport) first = put_import (db, "K1");
  g_autoptr (BalieCustomerImport) twin = make_import ("K1");
  g_autoptr (BalieCustomerImport) other = put_import (db, "K2");
  g_autoptr (BalieCustomerImport) found = NULL;
  g_autoptr (GError) local = NULL;

  g_assert_cmpstr (first->person_key, ==, twin->person_key);
  g_assert_cmpstr (first->person_key, !=, other->person_key);
  g_assert_false (balie_customer_import_table_insert (db, twin, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  g_clear_error (&local);
  found = balie_customer_import_table_find_person (db, twin->person_key, error);
  g_assert_cmpstr (found->key, ==, first->key);
  first->state = BALIE_IMPORT_FAILED;
  g_assert_false (balie_customer_import_table_update (db, first, BALIE_IMPORT_SENDING, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  g_clear_error (&local);
  g_assert_true (balie_customer_import_table_update (db, first, BALIE_IMPORT_WAITING, error));
  g_assert_null (balie_customer_import_table_find_person (db, twin->person_key, error));
  g_assert_true (balie_customer_import_table_insert (db, twin, error));
  first->state = BALIE_IMPORT_WAITING;
  g_assert_false (balie_customer_import_table_update (db, first, BALIE_IMPORT_FAILED, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  twin->state = BALIE_IMPORT_DONE;
  g_assert_true (balie_customer_import_table_update (db, twin, BALIE_IMPORT_WAITING, error));
  g_clear_error (&local);
  g_assert_false (balie_customer_import_table_update (db, first, BALIE_IMPORT_FAILED, &local));
  assert_code (local, BALIE_ERROR_CONFLICT);
  return NULL;
}

/* Without a number the person is told by name and what goes with it. */
static void
test_person_key (void)
{
  g_autoptr (BalieCustomer) a =
      make_customer (BALIE_SOURCE_KP, "last_name=Péeters", "postcode=9000", NULL);
  g_autoptr (BalieCustomer) b =
      make_customer (BALIE_SOURCE_KP, "last_name=PEETERS", "postcode=9000", NULL);
  g_autoptr (BalieCustomer) c =
      make_customer (BALIE_SOURCE_KP, "last_name=Peeters", "postcode=9001", NULL);
  g_autoptr (BalieCustomerImport) first = balie_customer_import_new (a);
  g_autoptr (BalieCustomerImport) same = balie_customer_import_new (b);
  g_autoptr (BalieCustomerImport) other = balie_customer_import_new (c);

  g_assert_cmpstr (first->person_key, ==, same->person_key);
  g_assert_cmpstr (first->person_key, !=, other->person_key);
  g_assert_cmpstr (first->key, !=, same->key);
}

static char *
claim (BalieDb *db, const char *claimer, gint64 now, gint64 stale_before, const char *dead)
{
  const char *const dead_claimers[] = { dead, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) claimed = balie_customer_import_table_claim (
      db, claimer, now, stale_before, dead ? dead_claimers : NULL, 10, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < claimed->len; i++)
    {
      const BalieCustomerImport *import = g_ptr_array_index (claimed, i);
      g_autoptr (BalieCustomerImport) stored =
          balie_customer_import_table_get (db, import->key, &error);

      assert_import_equal (import, stored);
      g_string_append_printf (out, "%s%s:%s", i > 0 ? " " : "",
                              import->customer->values[BALIE_CUSTOMER_NUMBER],
                              balie_import_state_to_code (import->state));
    }
  return g_string_free (out, FALSE);
}

#define assert_claimed(db, claimer, now, stale_before, dead, expected)                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *claimed_ = claim (db, claimer, now, stale_before, dead);                      \
    g_assert_cmpstr (claimed_, ==, expected);                                                      \
  }                                                                                                \
  G_STMT_END

static gpointer
check_claims (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieCustomerImport) b = make_import ("B");
  g_autoptr (BalieCustomerImport) c = make_import ("C");
  g_autoptr (GPtrArray) claimers = NULL;

  balie_customer_import_free (put_import (db, "A"));
  b->next_attempt_at = 50;
  c->state = BALIE_IMPORT_DONE;
  g_assert_true (balie_customer_import_table_insert (db, b, error));
  g_assert_true (balie_customer_import_table_insert (db, c, error));
  g_assert_cmpint (balie_customer_import_table_get_next_attempt (db, error), ==, 0);
  assert_claimed (db, "desk-1", 10, 0, NULL, "A:sending");
  g_assert_cmpint (balie_customer_import_table_get_next_attempt (db, error), ==, 50);
  assert_claimed (db, "desk-2", 10, 0, NULL, "");
  assert_claimed (db, "desk-2", 60, 0, NULL, "B:sending");
  g_assert_cmpint (balie_customer_import_table_get_next_attempt (db, error), ==, G_MAXINT64);
  claimers = balie_customer_import_table_get_claimers (db, error);
  g_assert_cmpuint (claimers->len, ==, 2);
  assert_claimed (db, "desk-3", 70, 20, NULL, "A:unknown");
  assert_claimed (db, "desk-3", 70, 20, "desk-2", "B:unknown");
  assert_claimed (db, "desk-4", 70, 0, "desk-3", "A:unknown B:unknown");
  return NULL;
}

static gpointer
check_list (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieCustomerImport) a = put_import (db, "A");
  g_autoptr (BalieCustomerImport) b = make_import ("B");
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) one = NULL;

  b->created_at = 200;
  b->state = BALIE_IMPORT_FAILED;
  g_assert_true (balie_customer_import_table_insert (db, b, error));
  all = balie_customer_import_table_list (db, FALSE, 0, error);
  open = balie_customer_import_table_list (db, TRUE, 0, error);
  one = balie_customer_import_table_list (db, FALSE, 1, error);
  g_assert_cmpuint (all->len, ==, 2);
  assert_import_equal (g_ptr_array_index (all, 0), b);
  g_assert_cmpuint (open->len, ==, 1);
  assert_import_equal (g_ptr_array_index (open, 0), a);
  g_assert_cmpuint (one->len, ==, 1);
  return NULL;
}

static void
put_answer (BalieDb *db, BalieSource source, const char *key, int page, gint64 at)
{
  g_autoptr (BalieSearchAnswer) answer = balie_search_answer_new ();
  g_autoptr (GError) error = NULL;

  answer->page = page;
  answer->total = 25;
  answer->has_more = TRUE;
  answer->fetched_at = at;
  g_ptr_array_add (answer->customers,
                   make_customer (source, "number=1", "last_name=O’Neill \"x\"", NULL));
  g_ptr_array_add (answer->customers, make_customer (source, "last_name=Peeters", NULL));
  balie_search_answer_table_put (db, source, key, answer, &error);
  g_assert_no_error (error);
}

static gboolean
has_answer (BalieDb *db, BalieSource source, const char *key, int page, gint64 not_before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieSearchAnswer) answer =
      balie_search_answer_table_get (db, source, key, page, not_before, &error);

  g_assert_no_error (error);
  return answer != NULL;
}

static gpointer
check_answers (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieSearchAnswer) answer = NULL;
  g_autoptr (BalieSearchAnswer) copy = NULL;
  g_autoptr (BalieCustomer) first =
      make_customer (BALIE_SOURCE_KP, "number=1", "last_name=O’Neill \"x\"", NULL);

  put_answer (db, BALIE_SOURCE_KP, "k", 1, 100);
  put_answer (db, BALIE_SOURCE_KP, "k", 2, 200);
  put_answer (db, BALIE_SOURCE_DRIVER2, "k", 1, 300);
  put_answer (db, BALIE_SOURCE_DRIVER2, "l", 1, 400);
  put_answer (db, BALIE_SOURCE_KP, "k", 1, 150);
  answer = balie_search_answer_table_get (db, BALIE_SOURCE_KP, "k", 1, 150, error);
  copy = balie_search_answer_copy (answer);
  g_assert_cmpint (copy->page, ==, 1);
  g_assert_cmpint (copy->total, ==, 25);
  g_assert_cmpint (copy->fetched_at, ==, 150);
  g_assert_true (copy->has_more);
  g_assert_cmpuint (copy->customers->len, ==, 2);
  assert_customer_equal (g_ptr_array_index (copy->customers, 0), first);
  g_assert_false (has_answer (db, BALIE_SOURCE_KP, "k", 1, 151));
  g_assert_false (has_answer (db, BALIE_SOURCE_KP, "k", 3, 0));
  g_assert_true (balie_search_answer_table_forget (db, BALIE_SOURCE_KP, "k", error));
  g_assert_false (has_answer (db, BALIE_SOURCE_KP, "k", 2, 0));
  g_assert_true (has_answer (db, BALIE_SOURCE_DRIVER2, "k", 1, 0));
  g_assert_cmpint (balie_search_answer_table_remove_before (db, 301, error), ==, 1);
  g_assert_true (has_answer (db, BALIE_SOURCE_DRIVER2, "l", 1, 0));
  g_assert_true (balie_search_answer_table_forget (db, BALIE_SOURCE_DRIVER2, NULL, error));
  g_assert_false (has_answer (db, BALIE_SOURCE_DRIVER2, "l", 1, 0));
  return NULL;
}

static gpointer
check_waits (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const gint64 waits[] = { 9000, 1000, 5000 };

  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_assert_cmpint (balie_remote_wait_table_get_usual (db, "driver2", error), ==, -1);
      g_assert_true (balie_remote_wait_table_add (db, "driver2", 1, waits[i], error));
    }
  g_assert_cmpint (balie_remote_wait_table_get_usual (db, "driver2", error), ==, 5000);
  g_assert_cmpint (balie_remote_wait_table_get_usual (db, "kp", error), ==, -1);
  for (int i = 0; i < 50; i++)
    g_assert_true (balie_remote_wait_table_add (db, "driver2", 2, 20000, error));
  g_assert_cmpint (balie_remote_wait_table_get_usual (db, "driver2", error), ==, 20000);
  for (int i = 0; i < 26; i++)
    g_assert_true (balie_remote_wait_table_add (db, "driver2", 2, 100, error));
  g_assert_cmpint (balie_remote_wait_table_get_usual (db, "driver2", error), ==, 100);
  return NULL;
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/person-key", test_person_key);
  fixture_add_transaction ("/imports/round-trip", check_round_trip);
  fixture_add_transaction ("/imports/person-once", check_person_once);
  fixture_add_transaction ("/imports/claims", check_claims);
  fixture_add_transaction ("/imports/list", check_list);
  fixture_add_transaction ("/answers", check_answers);
  fixture_add_transaction ("/waits", check_waits);
  return g_test_run ();
}

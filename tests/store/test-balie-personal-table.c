/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of personal data: whose they are, that erasing leaves no trace in the file, and retention. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include <string.h>

#include "balie-answer-table.h"
#include "balie-error.h"
#include "balie-personal-table.h"
#include "balie-sqlite.h"
#include "dossier-fixture.h"

/* Letters that nothing else in the file has, so that even three of them are a trace. */
#define RARE_NAME "ѪѬѨѮѰ"
#define RARE_NAME_FOLDED "ѫѭѩѯѱ"
/* As the index has it: without the byte that it shares with its neighbour. */
#define RARE_TRIGRAM "\xad\xd1\xa9\xd1\xaf"
#define MAIL "qvzxk@example.com"

static BaliePersonKey *
make_key (const char *client_number, const char *last_name, const char *email)
{
  BaliePersonKey *key = balie_person_key_new ();

  g_free (key->client_number);
  g_free (key->last_name);
  g_free (key->email);
  key->client_number = g_strdup (client_number);
  key->last_name = g_strdup (last_name);
  key->email = g_strdup (email);
  return key;
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static void
test_key (void)
{
  g_autoptr (BaliePersonKey) key = make_key ("", "Peeters", "");
  g_autoptr (BaliePersonKey) copy = NULL;
  g_autoptr (GError) error = NULL;

  set_text (&key->first_name, "Jan");
  g_assert_false (balie_person_key_check (key, &error));
  assert_code (error, BALIE_ERROR_INVALID_INPUT);
  set_text (&key->postcode, "9000");
  g_assert_true (balie_person_key_check (key, NULL));
  copy = balie_person_key_copy (key);
  g_assert_cmpstr (copy->postcode, ==, "9000");
  set_text (&copy->last_name, " ");
  g_assert_false (balie_person_key_check (copy, NULL));
  set_text (&copy->external_reference, "74050");
  g_assert_true (balie_person_key_check (copy, NULL));
}

static void
add_history (BalieDb *db,
             const char *dossier,
             const char *entry,
             const char *field,
             const char *old_value,
             const char *new_value)
{
  g_autoptr (BalieActivity) line = balie_activity_new (BALIE_ACTIVITY_FIELD_CHANGED);
  g_autoptr (GError) error = NULL;

  line->at = 1000;
  set_text (&line->dossier_number, dossier);
  set_text (&line->entry, entry);
  set_text (&line->field, field);
  set_text (&line->old_value, old_value);
  set_text (&line->new_value, new_value);
  balie_activity_table_add (db, line, &error);
  g_assert_no_error (error);
}

static void
add_order_history (BalieDb *db, const char *order, const char *old_value, const char *new_value)
{
  g_autoptr (BalieActivity) line = balie_activity_new (BALIE_ACTIVITY_FIELD_CHANGED);
  g_autoptr (GError) error = NULL;

  line->at = 1000;
  set_text (&line->order_number, order);
  set_text (&line->field, "customer_name");
  set_text (&line->old_value, old_value);
  set_text (&line->new_value, new_value);
  balie_activity_table_add (db, line, &error);
  g_assert_no_error (error);
}

static void
put_person (BalieDb *db, gint64 dossier_id, BalieEntry entry, const char *first, const char *email)
{
  g_autoptr (BalieParty) party = make_party (entry, "last_name=" RARE_NAME, NULL);
  g_autoptr (GError) error = NULL;

  party->dossier_id = dossier_id;
  set_party (party, BALIE_PARTY_FIRST_NAME, first);
  set_party (party, BALIE_PARTY_EMAIL, email);
  set_text (&party->values[BALIE_PARTY_LOADED], "{\"last_name\":\"" RARE_NAME "\"}");
  balie_party_table_put (db, party, 1000, &error);
  g_assert_no_error (error);
}

static void
put_import (BalieDb *db, const char *number, BalieImportState state)
{
  g_autofree char *pair = g_strconcat ("number=", number, NULL);
  g_autoptr (BalieCustomer) customer = make_customer (BALIE_SOURCE_KP, pair, "last_name=" RARE_NAME,
                                                      "first_name=Jan", "email=" MAIL, NULL);
  g_autoptr (BalieCustomerImport) import = balie_customer_import_new (customer);
  g_autoptr (GError) error = NULL;

  import->state = state;
  set_text (&import->key, number);
  balie_customer_import_table_insert (db, import, &error);
  g_assert_no_error (error);
}

static void
put_answer (BalieDb *db, const char *question, const char *last_name, const char *email)
{
  g_autoptr (BalieSearchAnswer) answer = balie_search_answer_new ();
  g_autofree char *name = g_strconcat ("last_name=", last_name, NULL);
  g_autofree char *mail = g_strconcat ("email=", email, NULL);
  g_autoptr (GError) error = NULL;

  answer->page = 1;
  g_ptr_array_add (answer->customers,
                   make_customer (BALIE_SOURCE_KP, name, mail, "first_name=Jan", NULL));
  balie_search_answer_table_put (db, BALIE_SOURCE_KP, question, answer, &error);
  g_assert_no_error (error);
}

/* Dossier A: the person as owner, someone of the same name as driver; history of both, and of an entry
 * where the person once was. B: another. */
static gpointer
put_everything (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) a = put_dossier (db, "number=A", NULL);
  g_autoptr (BalieDossier) b = put_dossier (db, "number=B", NULL);

  put_person (db, a->id, BALIE_ENTRY_OWNER, "Jan", MAIL);
  balie_party_free (put_party (db, a->id, BALIE_ENTRY_DRIVER, "Peeters", "Jan"));
  balie_party_free (put_party (db, b->id, BALIE_ENTRY_OWNER, "Janssens", "Els"));
  add_history (db, "A", "owner", "last_name", "", RARE_NAME);
  add_history (db, "A", "owner", "loaded", "", "{\"last_name\":\"" RARE_NAME "\"}");
  add_history (db, "A", "driver", "last_name", "", "Peeters");
  add_history (db, "B", "owner", "last_name", RARE_NAME, "Janssens");
  add_history (db, "B", "owner", "first_name", "Jan", "Els");
  add_history (db, "B", "owner", "email", MAIL, "els@example.com");
  add_order (db, "N1", "Jan " RARE_NAME, "");
  add_order (db, "N2", "Peeters", "");
  add_order_history (db, "N1", "", "Jan " RARE_NAME);
  add_order_history (db, "N2", RARE_NAME ", Jan", "Peeters");
  put_import (db, "K1", BALIE_IMPORT_DONE);
  put_import (db, "K2", BALIE_IMPORT_WAITING);
  put_answer (db, "postcode=9000\n", RARE_NAME, MAIL);
  put_answer (db, "last_name=" RARE_NAME_FOLDED "\n", "Other", "x@example.com");
  put_answer (db, "last_name=peeters\n", "Peeters", "jan@example.com");
  return NULL;
}

static void
assert_places (BalieDb *db,
               const BaliePersonKey *key,
               guint n_parties,
               guint n_activities,
               guint n_orders,
               guint n_imports,
               guint n_answers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePersonPlaces) places = balie_person_places_find (db, key, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (places->party_ids->len, ==, n_parties);
  g_assert_cmpuint (places->activity_ids->len, ==, n_activities);
  g_assert_cmpuint (places->order_ids->len, ==, n_orders);
  g_assert_cmpuint (places->imports->len, ==, n_imports);
  g_assert_cmpuint (places->n_answers, ==, n_answers);
}

static gpointer
check_find (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BaliePersonKey) by_number = make_key ("1", "", "");
  g_autoptr (BaliePersonKey) by_mail = make_key ("", RARE_NAME_FOLDED, "QVZXK@EXAMPLE.COM");
  g_autoptr (BaliePersonKey) other_mail = make_key ("", RARE_NAME, "someone@example.com");
  g_autoptr (BaliePersonKey) peeters = make_key ("2", "", "");
  g_autoptr (BaliePersonKey) nothing = make_key ("", "Jan", "");
  g_autoptr (GError) local = NULL;

  put_everything (db, NULL, NULL, error);
  assert_places (db, by_number, 1, 5, 1, 2, 2);
  assert_places (db, by_mail, 1, 5, 1, 2, 2);
  assert_places (db, other_mail, 0, 0, 0, 0, 1);
  assert_places (db, peeters, 1, 1, 0, 0, 1);
  g_assert_null (balie_person_places_find (db, nothing, &local));
  assert_code (local, BALIE_ERROR_INVALID_INPUT);
  return NULL;
}

/* As a person does: what was found is erased. */
static gpointer
erase (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BaliePersonKey) key = make_key ("", RARE_NAME, MAIL);
  g_autoptr (BaliePersonPlaces) places = balie_person_places_find (db, key, error);

  g_assert_nonnull (places);
  balie_person_places_erase (db, key, places, GPOINTER_TO_INT (data), 5000, error);
  return NULL;
}

static gpointer
check_erased (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BaliePersonKey) key = make_key ("", RARE_NAME, MAIL);
  g_autoptr (BalieDossier) dossier = balie_dossier_table_get (db, "A", error);
  g_autoptr (BalieParty) owner = balie_party_table_get (db, dossier->id, BALIE_ENTRY_OWNER, error);
  g_autoptr (BalieParty) driver =
      balie_party_table_get (db, dossier->id, BALIE_ENTRY_DRIVER, error);
  g_autoptr (GPtrArray) history = balie_activity_table_get_of_dossier (db, "A", 0, error);
  g_autoptr (BalieOrderRow) order = balie_order_table_get (db, "N1", error);
  g_autoptr (GPtrArray) parties = balie_party_table_search (db, RARE_NAME, 0, error);
  g_autoptr (GPtrArray) imports = balie_customer_import_table_list (db, FALSE, 0, error);

  g_assert_cmpint (owner->id, ==, 0);
  g_assert_cmpstr (driver->values[BALIE_PARTY_LAST_NAME], ==, "Peeters");
  g_assert_cmpint (dossier->changed_at, ==, 5000);
  g_assert_cmpuint (history->len, ==, 3);
  for (guint i = 0; i < history->len; i++)
    {
      const BalieActivity *line = g_ptr_array_index (history, i);
      gboolean blank = strcmp (line->entry, "owner") == 0;

      g_assert_cmpint (line->at, ==, 1000);
      g_assert_cmpstr (line->new_value, ==, blank ? "" : "Peeters");
    }
  g_assert_cmpstr (order->order->customer_name, ==, data ? "" : "Jan " RARE_NAME);
  g_assert_cmpuint (parties->len, ==, 0);
  g_assert_cmpuint (imports->len, ==, 0);
  assert_places (db, key, 0, 0, 0, 0, 0);
  return NULL;
}

static gboolean
has_bytes (const char *contents, gsize length, const char *text)
{
  gsize n = strlen (text);

  for (gsize i = 0; i + n <= length; i++)
    if (contents[i] == *text && memcmp (contents + i, text, n) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_trace (const char *path, const char *text)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;
  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return has_bytes (contents, length, text);
}

static gboolean
has_any_trace (Fixture *fixture, const char *text)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

  return has_trace (fixture->path, text) || has_trace (log, text);
}

/* As after a while: what was written long ago is in one large segment. */
static gpointer
merge_index (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  balie_db_exec (db, "INSERT INTO search_fts (search_fts) VALUES ('optimize')", error);
  return NULL;
}

static void
assert_traces (Fixture *fixture, gboolean expected)
{
  static const char *const traces[] = { RARE_NAME, RARE_NAME_FOLDED, RARE_TRIGRAM, MAIL, "qvzxk" };

  for (gsize i = 0; i < G_N_ELEMENTS (traces); i++)
    {
      g_test_message ("looking for trace %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (has_any_trace (fixture, traces[i]), ==, expected);
    }
}

static void
erase_and_look (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  assert_traces (fixture, TRUE);
  fixture_run (fixture, BALIE_STORE_WRITE, erase, GINT_TO_POINTER (TRUE));
  fixture_run (fixture, BALIE_STORE_READ, check_erased, GINT_TO_POINTER (TRUE));
  g_assert_true (balie_store_tidy_sync (fixture->store, &error));
  g_assert_no_error (error);
  assert_traces (fixture, FALSE);
  fixture_run (fixture, BALIE_STORE_READ, check_erased, GINT_TO_POINTER (TRUE));
}

/* Nothing of the name is left in any byte of the file or its log, not even three letters of it in the
 * search index, while the store stays open. */
static void
test_no_trace (Fixture *fixture, gconstpointer scheme)
{
  fixture_run (fixture, BALIE_STORE_WRITE, put_everything, NULL);
  fixture_run (fixture, BALIE_STORE_WRITE, merge_index, NULL);
  fixture_close (fixture);
  fixture_open (fixture);
  erase_and_look (fixture);
}

/* The same when what is erased still stood in the log. */
static void
test_no_trace_in_log (Fixture *fixture, gconstpointer scheme)
{
  fixture_run (fixture, BALIE_STORE_WRITE, put_everything, NULL);
  fixture_run (fixture, BALIE_STORE_WRITE, merge_index, NULL);
  erase_and_look (fixture);
}

static gpointer
is_forgotten (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = balie_meta_table_dup (db, "erased", error);

  return GINT_TO_POINTER (text == NULL);
}

/* The same by itself while the main loop runs, also when the program that erased ended before. */
static void
test_forgotten_in_background (Fixture *fixture, gconstpointer scheme)
{
  fixture_run (fixture, BALIE_STORE_WRITE, put_everything, NULL);
  fixture_run (fixture, BALIE_STORE_WRITE, erase, GINT_TO_POINTER (TRUE));
  fixture_close (fixture);
  fixture_open (fixture);
  g_assert_false (fixture_run (fixture, BALIE_STORE_READ, is_forgotten, NULL) != NULL);
  while (!fixture_run (fixture, BALIE_STORE_READ, is_forgotten, NULL))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (has_any_trace (fixture, RARE_TRIGRAM));
}

/* Without the orders, theirs stay. */
static void
test_keep_orders (Fixture *fixture, gconstpointer scheme)
{
  fixture_run (fixture, BALIE_STORE_WRITE, put_everything, NULL);
  fixture_run (fixture, BALIE_STORE_WRITE, erase, GINT_TO_POINTER (FALSE));
  fixture_run (fixture, BALIE_STORE_READ, check_erased, GINT_TO_POINTER (FALSE));
}

/* While it is not known whether the person was made in Driver2, nothing is erased. */
static gpointer
check_busy (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const BalieImportState states[] = { BALIE_IMPORT_SENDING, BALIE_IMPORT_UNKNOWN };

  put_everything (db, NULL, NULL, error);
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *number = g_strdup_printf ("B%" G_GSIZE_FORMAT, i);
      g_autoptr (GError) local = NULL;
      g_autoptr (BalieCustomerImport) import = NULL;

      put_import (db, number, states[i]);
      erase (db, NULL, NULL, &local);
      assert_code (local, BALIE_ERROR_BUSY);
      import = balie_customer_import_table_get (db, number, error);
      import->state = BALIE_IMPORT_DONE;
      g_assert_true (balie_customer_import_table_update (db, import, states[i], error));
    }
  erase (db, NULL, NULL, error);
  g_assert_no_error (*error);
  return NULL;
}

/* What was found before someone else took the person's place is left alone. */
static gpointer
check_changed_meanwhile (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BaliePersonKey) key = make_key ("", RARE_NAME, MAIL);
  g_autoptr (BaliePersonPlaces) places = NULL;
  g_autoptr (BalieParty) party = NULL;
  g_autoptr (BalieParty) kept = NULL;

  put_everything (db, NULL, NULL, error);
  places = balie_person_places_find (db, key, error);
  party = balie_party_table_get (db, 1, BALIE_ENTRY_OWNER, error);
  set_party (party, BALIE_PARTY_LAST_NAME, "Nieuw");
  g_assert_true (balie_party_table_put (db, party, 2, error));
  g_assert_true (balie_person_places_erase (db, key, places, TRUE, 3, error));
  kept = balie_party_table_get (db, 1, BALIE_ENTRY_OWNER, error);
  g_assert_cmpstr (kept->values[BALIE_PARTY_LAST_NAME], ==, "Nieuw");
  return NULL;
}

static gpointer
check_retention_of_parties (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) a = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) left = NULL;

  put_everything (db, NULL, NULL, error);
  a = balie_dossier_table_get (db, "A", error);
  g_assert_cmpint (balie_retention_erase_parties (db, 9999, 10, 9000, error), ==, 0);
  set_dossier (a, BALIE_DOSSIER_ARCHIVED, "yes");
  g_assert_true (balie_dossier_table_update (db, a, 5000, error));
  g_assert_cmpint (balie_retention_erase_parties (db, 5000, 10, 9000, error), ==, 0);
  g_assert_cmpint (balie_retention_erase_parties (db, 5001, 1, 9000, error), ==, 1);
  g_assert_cmpint (balie_retention_erase_parties (db, 5001, 10, 9000, error), ==, 1);
  g_assert_cmpint (balie_retention_erase_parties (db, 5001, 10, 9000, error), ==, 0);
  history = balie_activity_table_get_of_dossier (db, "A", 0, error);
  for (guint i = 0; i < history->len; i++)
    g_assert_cmpstr (((BalieActivity *) g_ptr_array_index (history, i))->new_value, ==, "");
  left = balie_party_table_search (db, NULL, 0, error);
  g_assert_cmpuint (left->len, ==, 1);
  return NULL;
}

static void
archive (BalieDb *db, const char *number, const char *value, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossier) dossier = balie_dossier_table_get (db, number, &error);

  g_assert_no_error (error);
  set_dossier (dossier, BALIE_DOSSIER_ARCHIVED, value);
  balie_dossier_table_update (db, dossier, now, &error);
  g_assert_no_error (error);
}

/* A change of an archived dossier does not count; archived again later counts from then. */
static gpointer
check_archived_at (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) a = put_dossier (db, "number=A", NULL);
  g_autoptr (BalieDossier) b = put_dossier (db, "number=B", NULL);

  balie_party_free (put_party (db, a->id, BALIE_ENTRY_OWNER, "Peeters", ""));
  balie_party_free (put_party (db, b->id, BALIE_ENTRY_OWNER, "Peeters", ""));
  archive (db, "A", "yes", 2000);
  archive (db, "B", "yes", 2000);
  archive (db, "B", "yes", 3000);
  archive (db, "A", "", 4000);
  archive (db, "A", "yes", 5000);
  g_assert_cmpint (balie_retention_erase_parties (db, 2000, 10, 9000, error), ==, 0);
  g_assert_cmpint (balie_retention_erase_parties (db, 2001, 10, 9000, error), ==, 1);
  g_assert_cmpint (balie_retention_erase_parties (db, 5000, 10, 9000, error), ==, 0);
  g_assert_cmpint (balie_retention_erase_parties (db, 5001, 10, 9000, error), ==, 1);
  return NULL;
}

static gpointer
check_other_retention (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) imports = NULL;

  put_everything (db, NULL, NULL, error);
  add_history (db, "A", "", "remarks", "", "stays");
  g_assert_cmpint (balie_retention_blank_history (db, 1000, 100, error), ==, 0);
  g_assert_cmpint (balie_retention_blank_history (db, 1001, 3, error), ==, 3);
  g_assert_cmpint (balie_retention_blank_history (db, 1001, 100, error), ==, 5);
  g_assert_cmpint (balie_retention_blank_history (db, 1001, 100, error), ==, 0);
  history = balie_activity_table_get_of_dossier (db, "A", 1, error);
  g_assert_cmpstr (((BalieActivity *) g_ptr_array_index (history, 0))->new_value, ==, "stays");
  put_import (db, "K3", BALIE_IMPORT_FAILED);
  g_assert_cmpint (balie_retention_remove_imports (db, 0, 100, error), ==, 0);
  g_assert_cmpint (balie_retention_remove_imports (db, 1, 1, error), ==, 1);
  g_assert_cmpint (balie_retention_remove_imports (db, 1, 100, error), ==, 1);
  imports = balie_customer_import_table_list (db, FALSE, 0, error);
  g_assert_cmpuint (imports->len, ==, 1);
  return NULL;
}

/* A party that shows its import keeps it, and one that waits for it is not erased. */
static gpointer
check_retention_waits (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDossier) a = put_dossier (db, "number=A", "archived=yes", NULL);
  g_autoptr (BalieParty) party = put_party (db, a->id, BALIE_ENTRY_OWNER, "Peeters", "");
  g_autoptr (BalieCustomerImport) import = NULL;

  put_import (db, "K1", BALIE_IMPORT_WAITING);
  set_text (&party->values[BALIE_PARTY_IMPORT], "K1");
  g_assert_true (balie_party_table_put (db, party, 2, error));
  g_assert_cmpint (balie_retention_erase_parties (db, 9999, 10, 9999, error), ==, 0);
  import = balie_customer_import_table_get (db, "K1", error);
  import->state = BALIE_IMPORT_FAILED;
  g_assert_true (balie_customer_import_table_update (db, import, BALIE_IMPORT_WAITING, error));
  g_assert_cmpint (balie_retention_remove_imports (db, 9999, 10, error), ==, 0);
  g_assert_cmpint (balie_retention_erase_parties (db, 9999, 10, 9999, error), ==, 1);
  g_assert_cmpint (balie_retention_remove_imports (db, 9999, 10, error), ==, 1);
  return NULL;
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/person/key", test_key);
  fixture_add_transaction ("/person/find", check_find);
  fixture_add ("/person/no-trace", test_no_trace);
  fixture_add ("/person/no-trace-in-log", test_no_trace_in_log);
  fixture_add ("/person/background", test_forgotten_in_background);
  fixture_add ("/person/keep-orders", test_keep_orders);
  fixture_add_transaction ("/person/busy", check_busy);
  fixture_add_transaction ("/person/changed-meanwhile", check_changed_meanwhile);
  fixture_add_transaction ("/retention/parties", check_retention_of_parties);
  fixture_add_transaction ("/retention/archived-at", check_archived_at);
  fixture_add_transaction ("/retention/others", check_other_retention);
  fixture_add_transaction ("/retention/waits", check_retention_waits);
  return g_test_run ();
}

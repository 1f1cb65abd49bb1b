/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of one person's data: found, exported, erased without a trace, and of retention. */
#include "config.h"

#include "dossier-fixture.h"
#include "letter-fixture.h"

#include "balie-answer-table.h"
#include "balie-customer-import.h"
#include "balie-desk-run.h"
#include "balie-error.h"
#include "balie-json.h"

#include <string.h>

#define DAY (24 * 60 * 60)

/* Words that stand nowhere but in one person's data. */
static const char *const traces[] = { "Xyzzyman",        "Quuxhild", "plugh@example.org",
                                      "85.07.30-033.28", "Frobozz",  "+3292251234" };

static BaliePersonKey *
make_key (const char *client_number)
{
  BaliePersonKey *key = balie_person_key_new ();

  g_free (key->client_number);
  key->client_number = g_strdup (client_number);
  return key;
}

static BaliePersonPlaces *
find_person (BalieDesk *desk, const BaliePersonKey *key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_personal_data_find_async (desk, key, NULL, wait_ended_cb, &result);
  return balie_personal_data_find_finish (desk, wait_for_result (&result), error);
}

static GBytes *
export_person (BalieDesk *desk, const BaliePersonKey *key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_personal_data_export_async (desk, key, NULL, wait_ended_cb, &result);
  return balie_personal_data_export_finish (desk, wait_for_result (&result), error);
}

static BaliePersonPlaces *
erase_person (BalieDesk *desk, const BaliePersonKey *key, gboolean orders, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_personal_data_erase_async (desk, key, orders, NULL, wait_ended_cb, &result);
  return balie_personal_data_erase_finish (desk, wait_for_result (&result), error);
}

static gint64
run_retention (BalieDesk *desk, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_retention_run_async (desk, NULL, wait_ended_cb, &result);
  return balie_retention_run_finish (desk, wait_for_result (&result), error);
}

/* Writing what other services write */

static BalieCustomer *
make_person (void)
{
  return make_customer (BALIE_SOURCE_KP, "lastName", "Xyzzyman", "firstName", "Quuxhild", "email",
                        "plugh@example.org", NULL);
}

static gpointer
run_keep_answer (BalieDb *db,
                 const BalieDeskFacts *facts,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (BalieSearchAnswer) answer = balie_search_answer_new ();

  answer->page = 1;
  answer->total = 1;
  answer->fetched_at = facts->now;
  g_ptr_array_add (answer->customers, make_person ());
  balie_search_answer_table_put (db, BALIE_SOURCE_KP, "xyzzyman", answer, error);
  return NULL;
}

/* An import in the state that @data says. */
static gpointer
run_put_import (BalieDb *db,
                const BalieDeskFacts *facts,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (BalieCustomer) person = make_person ();
  g_autofree char *key = balie_customer_import_queue (db, facts, person, error);
  g_autoptr (BalieCustomerImport) import =
      key != NULL ? balie_customer_import_table_get (db, key, error) : NULL;
  BalieImportState before;

  if (import == NULL)
    return NULL;
  before = import->state;
  import->state = GPOINTER_TO_INT (data);
  import->updated_at = facts->now;
  balie_customer_import_table_update (db, import, before, error);
  return NULL;
}

static void
write_with (BalieDesk *desk, BalieDeskFunc func, gpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, func, data, NULL, NULL, NULL,
                        wait_ended_cb, &result);
  balie_desk_run_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static const ArrivingLetter dossier_letter = { .shipment = "S-1",
                                               .text = "Frau Xyzzyman",
                                               .policy = "Frobozz-7",
                                               .own_application = "2026-0001" };
static const ArrivingLetter order_letter = { .shipment = "S-2",
                                             .text = "Quuxhild wartet",
                                             .own_application = "o1" };
static const ArrivingLetter another_letter = { .shipment = "S-3",
                                               .text = "Herr Somebody",
                                               .own_application = "o2" };

/* Three letters and the mail about them. */
static void
receive_letters (DeskFixture *f)
{
  g_autoptr (BalieUser) me = balie_user_copy (balie_desk_get_user (f->desk));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_free (me->email);
  me->email = g_strdup ("desk@dealer.example");
  g_assert_true (desk_put_user (f->desk, me, &error));
  g_assert_true (desk_set (f->desk, "mail-sender", "balie@dealer.example", &error));
  arrive (f->desk, &dossier_letter);
  arrive (f->desk, &order_letter);
  arrive (f->desk, &another_letter);
  balie_notifications_deliver_async (f->desk, NULL, wait_ended_cb, &result);
  balie_notifications_deliver_finish (f->desk, wait_for_result (&result), NULL);
}

/* A person in two dossiers, in the history, in an order, in a kept answer and in an import that is over. */
static char *
make_customer_traces (DeskFixture *f)
{
  g_autofree char *first =
      DOSSIER_CREATE (f->desk, "owner.last_name", "Xyzzyman", "owner.first_name", "Quuxhild",
                      "owner.email", "plugh@example.org", "owner.national_number",
                      "85.07.30-033.28", "driver.last_name", "Somebody Else", "plate", "K123BB");
  g_autofree char *second = DOSSIER_CREATE (f->desk, "remarks", "x");
  gint64 id = dossier_get_party_id (f->desk, first, BALIE_ENTRY_OWNER);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) used =
      dossier_use (f->desk, second, BALIE_ENTRY_BROKER, id, &error);

  g_assert_nonnull (used);
  g_assert_no_error (error);
  dossier_set (f->desk, first, "owner.city", "Frobozz");
  dossier_set (f->desk, first, "owner.city", "Gent");
  dossier_set (f->desk, first, "owner.phone", "+3292251234");
  dossier_set (f->desk, first, "owner.phone", "");
  desk_import_well (f->desk, "order_number,brand,customer_name\n"
                             "o1,Audi,\"Xyzzyman, Quuxhild\"\no2,Audi,Somebody Else\n");
  balie_order_edit_result_free (desk_edit_one (f->desk, "o1", BALIE_ORDER_FIELD_CUSTOMER_NAME,
                                               "Xyzzyman, Quuxhild", "", &error));
  balie_order_edit_result_free (desk_edit_one (f->desk, "o1", BALIE_ORDER_FIELD_CUSTOMER_NAME, "",
                                               "Xyzzyman, Quuxhild", &error));
  g_assert_no_error (error);
  write_with (f->desk, run_keep_answer, NULL);
  write_with (f->desk, run_put_import, GINT_TO_POINTER (BALIE_IMPORT_FAILED));
  return dossier_dup (f->desk, first, "owner.client_number");
}

/* The same, and in letters and a mail about one of them. */
static char *
make_traces (DeskFixture *f)
{
  char *client = make_customer_traces (f);

  receive_letters (f);
  return client;
}

/* Every text column of every table. */
static guint
count_traces (BalieDesk *desk, const char *needle)
{
  g_autoptr (GPtrArray) columns = desk_query (
      desk, "SELECT 'SELECT ''' || m.name || '.' || p.name || ''' FROM \"' || m.name || '\" WHERE "
            "CAST(\"' || p.name || '\" AS TEXT) LIKE ' FROM sqlite_schema m "
            "JOIN pragma_table_info (m.name) p WHERE m.type = 'table' "
            "AND m.sql NOT LIKE 'CREATE VIRTUAL%'");
  guint n = 0;

  g_assert_cmpuint (columns->len, >, 100);
  for (guint i = 0; i < columns->len; i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("%s '%%%s%%'", (const char *) columns->pdata[i], needle);
      g_autoptr (GPtrArray) rows = desk_query (desk, sql);

      for (guint j = 0; j < rows->len; j++)
        g_test_message ("%s in %s", needle, (const char *) rows->pdata[j]);
      n += rows->len;
    }
  return n;
}

/* What a person who opens the file with another program would find. */
static gboolean
file_has (DeskFixture *f, const char *needle)
{
  g_autofree char *path = desk_fixture_dup_path (f, "balie.db");
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i + strlen (needle) <= length; i++)
    {
      if (memcmp (contents + i, needle, strlen (needle)) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_erase (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *client = make_traces (f);
  g_autoptr (BaliePersonKey) key = make_key (client);
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePersonPlaces) found = NULL;
  g_autoptr (BaliePersonPlaces) erased = NULL;
  g_autoptr (GPtrArray) log = NULL;
  g_autoptr (BalieDossierDetail) detail = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (traces); i++)
    g_assert_cmpuint (count_traces (f->desk, traces[i]), >, 0);
  found = find_person (f->desk, key, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->party_ids->len, ==, 2);
  g_assert_cmpuint (found->order_ids->len, ==, 1);
  g_assert_cmpuint (found->imports->len, ==, 1);
  g_assert_cmpuint (found->n_answers, ==, 1);
  g_assert_cmpuint (found->letter_ids->len, ==, 1);
  g_assert_cmpuint (found->order_letter_ids->len, ==, 1);
  g_assert_cmpuint (found->activity_ids->len, >, 4);
  erased = erase_person (f->desk, key, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (erased->party_ids->len, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (traces); i++)
    g_assert_cmpuint (count_traces (f->desk, traces[i]), ==, 0);
  /* The dossiers and everybody else stay. */
  dossier_assert (f->desk, "2026-0001", "driver.last_name", "Somebody Else");
  dossier_assert (f->desk, "2026-0001", "plate", "K123BB");
  dossier_assert (f->desk, "2026-0002", "remarks", "x");
  desk_assert_value (f->desk, "o2", BALIE_ORDER_FIELD_CUSTOMER_NAME, "Somebody Else");
  detail = dossier_get (f->desk, "2026-0001", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (detail->activity->len, >, 1);
  log =
      desk_query (f->desk, "SELECT actor || '|' || dossier_number || '|' || order_number || '|' || "
                           "entry || '|' || field || '|' || old_value FROM activity WHERE kind = "
                           "'data-erased' AND CAST (new_value AS INTEGER) > 5");
  g_assert_cmpuint (log->len, ==, 1);
  g_assert_true (g_str_has_suffix (g_ptr_array_index (log, 0), "|||||"));
  g_assert_true (g_str_has_prefix (g_ptr_array_index (log, 0), g_get_user_name ()));
}

/* Not even in what the file no longer uses. */
static void
test_erased_file (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *client = make_traces (f);
  g_autoptr (BaliePersonKey) key = make_key (client);
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePersonPlaces) erased = erase_person (f->desk, key, TRUE, &error);
  BalieDesk *desk = g_steal_pointer (&f->desk);
  gpointer weak = desk;

  g_assert_nonnull (erased);
  g_assert_no_error (error);
  balie_store_tidy_sync (balie_desk_get_store (desk), &error);
  g_assert_no_error (error);
  g_object_add_weak_pointer (G_OBJECT (desk), &weak);
  balie_desk_close (desk);
  g_object_unref (desk);
  while (weak != NULL)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (traces); i++)
    g_assert_false (file_has (f, traces[i]));
  f->desk = desk_fixture_open (f, NULL);
}

/* What was erased does not come back by an undo, and the values are said to be gone. */
static void
test_no_undo (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = DOSSIER_CREATE (f->desk, "owner.last_name", "Xyzzyman");
  g_autofree char *client = dossier_dup (f->desk, number, "owner.client_number");
  g_autoptr (BaliePersonKey) key = make_key (client);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) edited =
      dossier_edit (f->desk, number, "owner.city", "", "Frobozz", &error);
  g_autoptr (BaliePersonPlaces) erased = erase_person (f->desk, key, FALSE, &error);
  g_autoptr (BalieDossierDetail) detail = NULL;
  g_autofree char *sentence = NULL;

  g_assert_nonnull (erased);
  g_assert_no_error (error);
  g_assert_null (dossier_undo (f->desk, number, edited->activity_ids, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  detail = dossier_get (f->desk, number, &error);
  sentence = balie_dossiers_dup_sentence (g_ptr_array_index (detail->activity, 0));
  g_assert_nonnull (strstr (sentence, "no longer kept"));
}

/* Orders keep their customer's name unless that is asked for. */
static void
test_orders_stay (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *client = make_traces (f);
  g_autoptr (BaliePersonKey) key = make_key (client);
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePersonPlaces) erased = erase_person (f->desk, key, FALSE, &error);

  g_assert_nonnull (erased);
  g_assert_no_error (error);
  desk_assert_value (f->desk, "o1", BALIE_ORDER_FIELD_CUSTOMER_NAME, "Xyzzyman, Quuxhild");
}

static void
assert_row (DeskFixture *f, const char *sql, const char *expected)
{
  g_autofree char *found = dup_query (f->desk, sql);

  g_assert_cmpstr (found, ==, expected);
}

/* The insurer's letter is empty, and not fetched again; others, and those of orders unless asked for, stay. */
static void
test_letters (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *client = make_traces (f);
  g_autoptr (BaliePersonKey) key = make_key (client);
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePersonPlaces) erased = NULL;
  g_autofree char *before = dup_query (
      f->desk, "SELECT group_concat (insurer || shipment || code || state || received_at "
               "|| dossier_number || order_number) FROM letter");

  assert_row (f, "SELECT count(*) FROM mail WHERE text LIKE '%Reference: 2026-0001%'", "1");
  erased = erase_person (f->desk, key, FALSE, &error);
  g_assert_nonnull (erased);
  assert_row (f,
              "SELECT group_concat (insurer || shipment || code || state || received_at || "
              "dossier_number || order_number) FROM letter",
              before);
  assert_row (f, "SELECT group_concat (letter_id) FROM letter_document", "2,3");
  assert_row (f, "SELECT group_concat (application || policy, '|') FROM letter", "|o1|o2");
  assert_row (f, "SELECT count(*) FROM letter WHERE title LIKE '%Quuxhild%'", "1");
  assert_row (f, "SELECT title = '' FROM letter WHERE id = 1", "0");
  assert_row (f, "SELECT count(*) FROM letter WHERE title || search LIKE '%xyzzyman%'", "0");
  assert_row (f, "SELECT count(*) FROM mail WHERE text || html LIKE '%2026-0001%'", "0");
  assert_row (f, "SELECT count(*) FROM shipment", "3");
  g_assert_false (try_arrival (f->desk, &dossier_letter, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CONFLICT);
}

/* Who merely brokers has no part in the letters of a dossier. */
static void
test_letters_of_others (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number =
      DOSSIER_CREATE (f->desk, "owner.last_name", "Somebody Else", "broker.last_name", "Xyzzyman");
  g_autofree char *client = dossier_dup (f->desk, number, "broker.client_number");
  g_autoptr (BaliePersonKey) key = make_key (client);
  g_autoptr (BaliePersonPlaces) found = NULL;
  g_autoptr (GError) error = NULL;

  arrive (f->desk, &dossier_letter);
  assert_row (f, "SELECT dossier_number FROM letter", number);
  found = find_person (f->desk, key, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->party_ids->len, ==, 1);
  g_assert_cmpuint (found->letter_ids->len, ==, 0);
}

/* On the way to Driver2: not now. Nothing is erased by half. */
static void
test_busy (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *client = make_traces (f);
  g_autoptr (BaliePersonKey) key = make_key (client);
  g_autofree char *before = dossiers_dup_all (f->desk);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  write_with (f->desk, run_put_import, GINT_TO_POINTER (BALIE_IMPORT_SENDING));
  g_assert_null (erase_person (f->desk, key, TRUE, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_BUSY);
  after = dossiers_dup_all (f->desk);
  g_assert_cmpstr (before, ==, after);
}

static void
test_export (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *client = make_traces (f);
  g_autoptr (BaliePersonKey) key = make_key (client);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = export_person (f->desk, key, &error);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) log = NULL;
  JsonObject *root;
  JsonObject *party;

  g_assert_no_error (error);
  node = balie_json_parse_bytes (bytes, &error);
  g_assert_no_error (error);
  root = json_node_get_object (node);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "parties")), ==, 2);
  party = json_array_get_object_element (json_object_get_array_member (root, "parties"), 0);
  g_assert_cmpstr (json_object_get_string_member (party, "national_number"), ==, "85.07.30-033.28");
  g_assert_nonnull (json_object_get_string_member (party, "dossier"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "orders")), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "imports")), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "letters")), ==, 2);
  g_assert_nonnull (strstr (g_bytes_get_data (bytes, NULL), "Frau Xyzzyman"));
  g_assert_nonnull (strstr (g_bytes_get_data (bytes, NULL), "letter.pdf"));
  g_assert_nonnull (strstr (g_bytes_get_data (bytes, NULL), "letter-received"));
  g_assert_null (strstr (g_bytes_get_data (bytes, NULL), "Herr Somebody"));
  g_assert_nonnull (strstr (g_bytes_get_data (bytes, NULL), "Frobozz"));
  g_assert_null (strstr (g_bytes_get_data (bytes, NULL), "Somebody Else"));
  log = desk_query (f->desk, "SELECT dossier_number FROM activity WHERE kind = 'data-exported'");
  g_assert_cmpuint (log->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (log, 0), ==, "");
}

static void
test_permissions (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *client = make_traces (f);
  g_autoptr (BaliePersonKey) key = make_key (client);
  g_autoptr (BaliePersonKey) nobody = balie_person_key_new ();
  g_autofree char *before = dossiers_dup_all (f->desk);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  BalieDesk *desk;

  desk_fixture_add_user (f, "sanne", BALIE_ROLE_SALES_MANAGER_NEW, FALSE);
  desk = desk_fixture_open (f, "sanne");
  g_assert_null (find_person (desk, key, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_error (&error);
  g_assert_null (export_person (desk, key, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_error (&error);
  g_assert_null (erase_person (desk, key, TRUE, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_error (&error);
  g_assert_cmpint (run_retention (desk, &error), ==, -1);
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_error (&error);
  g_assert_null (erase_person (f->desk, nobody, TRUE, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  after = dossiers_dup_all (f->desk);
  g_assert_cmpstr (before, ==, after);
  balie_desk_close (desk);
  g_object_unref (desk);
}

/* Retention */

static void
set_period (DeskFixture *f, const char *code, const char *value)
{
  g_autoptr (GError) error = NULL;

  desk_set (f->desk, code, value, &error);
  g_assert_no_error (error);
}

static gint64
apply_retention (DeskFixture *f)
{
  g_autoptr (GError) error = NULL;
  gint64 n = run_retention (f->desk, &error);

  g_assert_no_error (error);
  return n;
}

static void
pass_days (DeskFixture *f, int days)
{
  balie_clock_set_unix (f->clock, balie_clock_get_unix (f->clock) + (gint64) days * DAY);
}

/* Off until it is set; what is open stays for ever. */
static void
test_retention (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *client = make_customer_traces (f);
  g_autofree char *open = DOSSIER_CREATE (f->desk, "owner.last_name", "Stays");
  g_autoptr (GPtrArray) log = NULL;

  g_assert_cmpstr (client, !=, "");
  dossier_set (f->desk, open, "owner.city", "Plover");
  dossier_set (f->desk, open, "owner.city", "Gent");
  dossier_set (f->desk, "2026-0001", "archived", "yes");
  dossier_set (f->desk, "2026-0002", "archived", "yes");
  pass_days (f, 400);
  g_assert_cmpint (apply_retention (f), ==, 0);
  set_period (f, "retention-dossiers", "500");
  g_assert_cmpint (apply_retention (f), ==, 0);
  set_period (f, "retention-dossiers", "365");
  g_assert_cmpint (apply_retention (f), >, 0);
  dossier_assert (f->desk, "2026-0001", "owner.last_name", "");
  dossier_assert (f->desk, "2026-0001", "driver.last_name", "");
  dossier_assert (f->desk, "2026-0001", "plate", "K123BB");
  dossier_assert (f->desk, open, "owner.last_name", "Stays");
  g_assert_cmpint (apply_retention (f), ==, 0);
  g_assert_cmpuint (count_traces (f->desk, "Plover"), >, 0);
  set_period (f, "retention-history", "100");
  g_assert_cmpint (apply_retention (f), >, 0);
  g_assert_cmpint (apply_retention (f), ==, 0);
  g_assert_cmpuint (count_traces (f->desk, "Frobozz"), ==, 0);
  g_assert_cmpuint (count_traces (f->desk, "Plover"), ==, 0);
  dossier_assert (f->desk, open, "owner.city", "Gent");
  set_period (f, "retention-answers", "10");
  set_period (f, "retention-imports", "10");
  g_assert_cmpint (apply_retention (f), ==, 2);
  g_assert_cmpuint (count_traces (f->desk, "plugh@example.org"), ==, 0);
  log = desk_query (f->desk, "SELECT field || ' ' || dossier_number FROM activity WHERE kind = "
                             "'retention-applied' ORDER BY id");
  g_assert_cmpuint (log->len, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (log, 0), ==, "retention-dossiers ");
  g_assert_cmpstr (g_ptr_array_index (log, 1), ==, "retention-history ");
}

/* More than fits in one transaction. */
static void
test_retention_of_many (DeskFixture *f, gconstpointer unused)
{
  GString *text = g_string_new ("number,archived,owner.last_name,driver.last_name\n");
  g_autofree char *owned = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) left = NULL;

  for (int i = 0; i < 450; i++)
    g_string_append_printf (text, "n%d,yes,Owner %d,Driver %d\n", i, i, i);
  owned = g_string_free (text, FALSE);
  balie_dossier_import_result_free (dossiers_import (f->desk, owned, FALSE, &error));
  g_assert_no_error (error);
  pass_days (f, 2);
  set_period (f, "retention-dossiers", "1");
  g_assert_cmpint (apply_retention (f), ==, 900);
  left = desk_query (f->desk, "SELECT last_name FROM party WHERE last_name <> ''");
  g_assert_cmpuint (left->len, ==, 0);
}

/* By itself, in a program that stays. */
static void
test_retention_in_background (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number =
      DOSSIER_CREATE (f->desk, "owner.last_name", "Xyzzyman", "archived", "yes");

  pass_days (f, 3);
  set_period (f, "retention-dossiers", "2");
  balie_retention_start (f->desk);
  balie_retention_start (f->desk);
  for (;;)
    {
      g_autofree char *name = dossier_dup (f->desk, number, "owner.last_name");

      if (name[0] == '\0')
        break;
    }
  balie_retention_stop (f->desk);
  balie_retention_stop (f->desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/personal-data/erase", test_erase);
  DESK_TEST ("/personal-data/erased-file", test_erased_file);
  DESK_TEST ("/personal-data/no-undo", test_no_undo);
  DESK_TEST ("/personal-data/orders-stay", test_orders_stay);
  DESK_TEST ("/personal-data/letters", test_letters);
  DESK_TEST ("/personal-data/letters-of-others", test_letters_of_others);
  DESK_TEST ("/personal-data/busy", test_busy);
  DESK_TEST ("/personal-data/export", test_export);
  DESK_TEST ("/personal-data/permissions", test_permissions);
  DESK_TEST ("/personal-data/retention", test_retention);
  DESK_TEST ("/personal-data/retention-of-many", test_retention_of_many);
  DESK_TEST ("/personal-data/retention-in-background", test_retention_in_background);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo shows every rule, reason and state, and never says that PON or Driver2 has what it has not. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "delivery-fixture.h"

#include "balie-demo.h"
#include "balie-dossiers.h"
#include "balie-error.h"
#include "balie-morning-run.h"
#include "balie-other-tables.h"
#include "balie-request-table.h"

static int
load (BalieDesk *desk, const char *sim_url, GError **error)
{
  g_autoptr (BalieDemoAddresses) addresses =
      sim_url != NULL ? balie_demo_addresses_new_of_sim (sim_url) : g_new0 (BalieDemoAddresses, 1);
  g_autoptr (GAsyncResult) result = NULL;

  balie_demo_load_async (desk, addresses, NULL, async_ended_cb, &result);
  return balie_demo_load_finish (desk, await (&result), error);
}

static gpointer
read_orders (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return balie_order_table_get_after (db, 0, 1000, error);
}

static gpointer
read_requests (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return balie_request_table_list (db, BALIE_REQUEST_FILTER_ALL, NULL, 1000, 0, error);
}

/* Bits of everything that occurs. */
typedef struct
{
  guint rules_due;
  guint rules_later;
  guint blocking;
  guint attention;
  guint states;
} Seen;

static Seen
look (BalieDesk *desk)
{
  g_autoptr (GPtrArray) rows = delivery_fixture_run (desk, read_orders, NULL);
  BalieDate today = balie_desk_get_today (desk);
  Seen seen = { 0, 0, 0, 0, 0 };

  for (guint i = 0; i < rows->len; i++)
    {
      const BalieOrderRow *row = g_ptr_array_index (rows, i);
      const BalieExplanation *explanation = &row->explanation;

      seen.blocking |= explanation->blocking;
      seen.attention |= 1u << explanation->attention;
      seen.states |= 1u << row->request_state;
      if (!balie_explanation_is_eligible (explanation) ||
          explanation->attention != BALIE_ATTENTION_NONE)
        continue;
      if (balie_explanation_is_due (explanation, today))
        seen.rules_due |= 1u << explanation->rule;
      else
        seen.rules_later |= 1u << explanation->rule;
    }
  return seen;
}

#define ALL_RULES                                                                                  \
  (1u << BALIE_RULE_UNLOADED | 1u << BALIE_RULE_NLV | 1u << BALIE_RULE_PLANNED |                   \
   1u << BALIE_RULE_STOCK)

static void
test_everything_occurs (void)
{
  DeliveryFixture *fixture = delivery_fixture_new (NULL);
  g_autoptr (GError) error = NULL;
  int n = load (fixture->desk, NULL, &error);
  Seen seen;

  g_assert_no_error (error);
  g_assert_cmpint (n, >=, 55);
  seen = look (fixture->desk);
  g_assert_cmphex (seen.rules_due & ALL_RULES, ==, ALL_RULES);
  g_assert_cmphex (seen.rules_later & ALL_RULES, ==, ALL_RULES);
  g_assert_cmphex (seen.blocking, ==, (1u << BALIE_N_CONDITIONS) - 1);
  g_assert_cmphex (seen.attention, ==, (1u << BALIE_N_ATTENTIONS) - 1);
  g_assert_true (seen.states & 1u << BALIE_REQUEST_APPROVED);
  g_assert_true (seen.states & 1u << BALIE_REQUEST_REJECTED);
  g_assert_true (seen.states & 1u << BALIE_REQUEST_WITHDRAWN);
  /* Without PON nothing is said to be there. */
  g_assert_false (seen.states & 1u << BALIE_REQUEST_REQUESTED);
  g_assert_false (seen.states & 1u << BALIE_REQUEST_UNKNOWN);
  delivery_fixture_free (fixture);
}

static gboolean
is_known (JsonArray *at_pon, const char *key)
{
  for (guint i = 0; i < json_array_get_length (at_pon); i++)
    {
      JsonObject *request = json_array_get_object_element (at_pon, i);

      if (g_strcmp0 (json_object_get_string_member (request, "key"), key) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_pon_has_what_is_said_to_be_there (void)
{
  DeliveryFixture *fixture = delivery_fixture_new (NULL);
  SimProcess *sim = sim_process_start ("--decide-after", "never", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (JsonArray) at_pon = NULL;
  guint n_requested = 0, n_unknown = 0;

  load (fixture->desk, sim->url, &error);
  g_assert_no_error (error);
  requests = delivery_fixture_run (fixture->desk, read_requests, NULL);
  at_pon = sim_process_dup_array (sim, "/control/requests");
  for (guint i = 0; i < requests->len; i++)
    {
      const BaliePlateRequest *request = g_ptr_array_index (requests, i);

      n_requested += request->state == BALIE_REQUEST_REQUESTED;
      n_unknown += request->state == BALIE_REQUEST_UNKNOWN;
      if (request->state == BALIE_REQUEST_REQUESTED)
        g_assert_true (is_known (at_pon, request->key));
    }
  g_assert_cmpuint (n_requested, >=, 2);
  g_assert_cmpuint (n_unknown, ==, 1);
  /* And the one whose answer was lost is mended like any other. */
  sync_until_done (fixture->desk, 60);
  delivery_fixture_free (fixture);
  sim_process_stop (sim);
}

static gint64 *
count_dossiers (BalieDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 *counts;

  balie_dossiers_count_async (desk, NULL, async_ended_cb, &result);
  counts = balie_dossiers_count_finish (desk, await (&result), &error);
  g_assert_no_error (error);
  return counts;
}

static GPtrArray *
list_dossiers (BalieDesk *desk)
{
  const BalieDossierQuery query = { BALIE_DOSSIER_FILTER_ALL,  "",    "",
                                    BALIE_DOSSIER_SORT_NUMBER, FALSE, 0 };
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  GPtrArray *rows;

  balie_dossiers_query_async (desk, &query, &query, NULL, async_ended_cb, &found);
  ids = balie_dossiers_query_finish (desk, await (&found), &error);
  g_assert_no_error (error);
  balie_dossiers_get_rows_async (desk, (const guint32 *) ids->data, ids->len, NULL, async_ended_cb,
                                 &read);
  rows = balie_dossiers_get_rows_finish (desk, await (&read), &error);
  g_assert_no_error (error);
  return rows;
}

/* How many parties of the dossier get the invoice, and whether all their numbers are Driver2's. */
static guint
look_at_dossier (BalieDesk *desk, const char *number, GHashTable *at_driver2)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierDetail) detail = NULL;

  balie_dossiers_load_async (desk, number, NULL, async_ended_cb, &result);
  detail = balie_dossiers_load_finish (desk, await (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < detail->parties->len; i++)
    {
      const BalieParty *party = g_ptr_array_index (detail->parties, i);
      const char *reference = party->values[BALIE_PARTY_EXTERNAL_REFERENCE];
      const char *name = g_hash_table_lookup (at_driver2, reference);

      if (reference[0] != '\0')
        g_assert_cmpstr (name, ==, party->values[BALIE_PARTY_LAST_NAME]);
    }
  return detail->n_invoices;
}

/* Number → last name. */
static GHashTable *
index_customers (JsonArray *customers)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (customers); i++)
    {
      JsonObject *customer = json_array_get_object_element (customers, i);

      g_hash_table_insert (names, (gpointer) json_object_get_string_member (customer, "number"),
                           (gpointer) json_object_get_string_member (customer, "lastName"));
    }
  return names;
}

static void
test_dossiers (void)
{
  DeliveryFixture *fixture = delivery_fixture_new (NULL);
  SimProcess *sim = sim_process_start ("--port", "0", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *counts = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (JsonArray) customers = NULL;
  g_autoptr (GHashTable) names = NULL;
  guint n_two_invoices = 0, filled = 0, linked = 0;

  load (fixture->desk, sim->url, &error);
  g_assert_no_error (error);
  counts = count_dossiers (fixture->desk);
  g_assert_cmpint (counts[BALIE_DOSSIER_FILTER_ALL], ==, 25);
  g_assert_cmpint (counts[BALIE_DOSSIER_FILTER_ARCHIVED], ==, 3);
  g_assert_cmpint (counts[BALIE_DOSSIER_FILTER_MINE], >, 2);
  g_assert_cmpint (counts[BALIE_DOSSIER_FILTER_NO_OWNER], >, 2);
  /* Driver2 took two of the three persons whom KP told of. */
  g_assert_cmpint (counts[BALIE_DOSSIER_FILTER_NOT_IN_DRIVER2], ==, 1);
  customers = sim_process_dup_array (sim, "/control/customers");
  names = index_customers (customers);
  rows = list_dossiers (fixture->desk);
  for (guint i = 0; i < rows->len; i++)
    {
      const BalieDossierRow *row = g_ptr_array_index (rows, i);

      n_two_invoices +=
          look_at_dossier (fixture->desk, row->dossier->values[BALIE_DOSSIER_NUMBER], names) > 1;
      filled |= row->filled;
      linked += row->dossier->values[BALIE_DOSSIER_ORDER_NUMBER][0] != '\0';
    }
  g_assert_cmpuint (n_two_invoices, ==, 1);
  g_assert_cmphex (filled, ==, (1u << BALIE_N_ENTRIES) - 1);
  g_assert_cmpuint (linked, >, 12);
  delivery_fixture_free (fixture);
  sim_process_stop (sim);
}

static void
connect_to (BalieDesk *desk, const char *sim_url)
{
  g_autoptr (BalieDemoAddresses) addresses = balie_demo_addresses_new_of_sim (sim_url);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balie_demo_connect_async (desk, addresses, NULL, async_ended_cb, &result);
  g_assert_true (balie_demo_connect_finish (desk, await (&result), &error));
  g_assert_no_error (error);
}

static gpointer
read_letters (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "SELECT count(*) || ' ' || (count(DISTINCT kind) > 4) || ' ' || max(urgency) || ' ' || "
      "(sum(order_number <> '') > 8) || ' ' || (SELECT count(*) FROM letter_notice) FROM letter",
      error);
  gboolean has_row = FALSE;

  if (stmt == NULL || !balie_stmt_step (stmt, &has_row, error))
    return NULL;
  return g_strdup (balie_stmt_get_text (stmt, 0));
}

/* Letters of several kinds and every urgency, most of them linked; no mail is sent about what is made up. */
static void
test_letters (void)
{
  DeliveryFixture *fixture = delivery_fixture_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  load (fixture->desk, NULL, &error);
  g_assert_no_error (error);
  found = delivery_fixture_run (fixture->desk, read_letters, NULL);
  g_assert_cmpstr (found, ==, "18 1 3 1 0");
  delivery_fixture_free (fixture);
}

/* The simulator of another day listens elsewhere. */
static void
test_connect (void)
{
  DeliveryFixture *fixture = delivery_fixture_new (NULL);
  g_autoptr (GError) error = NULL;

  load (fixture->desk, NULL, &error);
  g_assert_no_error (error);
  connect_to (fixture->desk, "http://127.0.0.1:9");
  g_assert_cmpstr (balie_desk_get_remote_config (fixture->desk, "pon")->url, ==,
                   "http://127.0.0.1:9/pon/v1");
  g_assert_cmpstr (balie_desk_get_remote_config (fixture->desk, "driver2")->url, ==,
                   "http://127.0.0.1:9/driver2/v1");
  g_assert_cmpstr (balie_desk_get_remote_config (fixture->desk, "kp")->url, ==,
                   "http://127.0.0.1:9/kp/v1");
  delivery_fixture_free (fixture);
}

static void
test_only_into_an_empty_database (void)
{
  DeliveryFixture *fixture = delivery_fixture_new (NULL);
  g_autoptr (GError) error = NULL;

  add_orders (fixture->desk, 1, 1);
  g_assert_cmpint (load (fixture->desk, NULL, &error), ==, -1);
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CONFLICT);
  delivery_fixture_free (fixture);
}

static void
test_the_run_of_the_demo (void)
{
  DeliveryFixture *fixture = delivery_fixture_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  BalieRunResult *run_result;

  load (fixture->desk, NULL, &error);
  g_assert_no_error (error);
  balie_morning_run_async (fixture->desk, NULL, async_ended_cb, &result);
  run_result = balie_morning_run_finish (fixture->desk, await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (run_result->status, ==, BALIE_RUN_DONE);
  g_assert_cmpint (run_result->run->n_requested, >=, 8);
  g_assert_cmpint (run_result->run->n_attention, >=, 8);
  balie_run_result_free (run_result);
  balie_morning_run_list_async (fixture->desk, 10, NULL, async_ended_cb, &listed);
  runs = balie_morning_run_list_finish (fixture->desk, await (&listed), &error);
  g_assert_cmpuint (runs->len, ==, 4);
  g_clear_object (&result);
  g_clear_object (&listed);
  delivery_fixture_free (fixture);
}

/* The child */

static gboolean
answers (BalieDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  BaliePonClient *pon = balie_desk_get_pon (desk, NULL);

  balie_pon_client_test_async (pon, NULL, async_ended_cb, &result);
  return balie_pon_client_test_finish (pon, await (&result), NULL);
}

static void
test_the_child (void)
{
  DeliveryFixture *fixture = delivery_fixture_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDemoSim) sim = NULL;
  g_autofree char *url = NULL;

  balie_demo_sim_start_async (NULL, FALSE, NULL, async_ended_cb, &result);
  sim = balie_demo_sim_start_finish (await (&result), &error);
  g_assert_no_error (error);
  url = g_strconcat (balie_demo_sim_get_url (sim), "/pon/v1", NULL);
  set_remote (fixture->desk, "pon", url);
  g_assert_true (answers (fixture->desk));
  balie_demo_sim_stop (sim);
  while (answers (fixture->desk))
    g_main_context_iteration (NULL, FALSE);
  delivery_fixture_free (fixture);
}

static void
test_the_child_is_missing (void)
{
  g_autofree char *path = g_strdup (g_getenv ("BALIE_SIM"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_setenv ("BALIE_SIM", "/bin/true", TRUE);
  balie_demo_sim_start_async (NULL, FALSE, NULL, async_ended_cb, &result);
  g_assert_null (balie_demo_sim_start_finish (await (&result), &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR);
  g_setenv ("BALIE_SIM", path, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/everything-occurs", test_everything_occurs);
  g_test_add_func ("/demo/pon-has-it", test_pon_has_what_is_said_to_be_there);
  g_test_add_func ("/demo/dossiers", test_dossiers);
  g_test_add_func ("/demo/letters", test_letters);
  g_test_add_func ("/demo/connect", test_connect);
  g_test_add_func ("/demo/empty-only", test_only_into_an_empty_database);
  g_test_add_func ("/demo/run", test_the_run_of_the_demo);
  g_test_add_func ("/demo/child", test_the_child);
  g_test_add_func ("/demo/child-missing", test_the_child_is_missing);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Persons of KP get into the simulated Driver2 exactly once, and the parties that wait hear of it. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "search-scene.h"

#include "balie-customer-import-outcome.h"
#include "balie-customer-import.h"
#include "balie-error.h"
#include "dossier-fixture.h"

#include <string.h>

/* The person of KP with that name, as a search gives them. */
static BalieCustomer *
find_in_kp (SearchScene *scene, const char *last_name)
{
  g_autoptr (BalieCustomerQuery) query = make_name_query (last_name);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieSearchAnswer) answer = NULL;

  balie_customers_search_async (scene->desk, BALIE_SOURCE_KP, query, 1, FALSE, NULL, async_ended_cb,
                                &result);
  answer = balie_customers_search_finish (scene->desk, await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->customers->len, ==, 1);
  return balie_customer_copy (g_ptr_array_index (answer->customers, 0));
}

/* A dossier whose owner was picked from KP. */
static char *
pick (SearchScene *scene, const char *last_name)
{
  g_autoptr (BalieCustomer) customer = find_in_kp (scene, last_name);
  g_autofree char *number = DOSSIER_CREATE (scene->desk, "plate", "K123BB");
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePartyPlan) plan =
      dossier_plan (scene->desk, number, BALIE_ENTRY_OWNER, customer, &error);
  g_autoptr (BalieDossierResult) result = NULL;

  g_assert_no_error (error);
  result = dossier_load (scene->desk, number, BALIE_ENTRY_OWNER, plan, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&number);
}

static GPtrArray *
list_imports (SearchScene *scene)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *imports;

  balie_customer_imports_list_async (scene->desk, FALSE, 0, NULL, async_ended_cb, &result);
  imports = balie_customer_imports_list_finish (scene->desk, await (&result), &error);
  g_assert_no_error (error);
  return imports;
}

static BalieCustomerImport *
get_only_import (SearchScene *scene)
{
  g_autoptr (GPtrArray) imports = list_imports (scene);

  g_assert_cmpuint (imports->len, ==, 1);
  return balie_customer_import_copy (g_ptr_array_index (imports, 0));
}

static BalieImportState
get_import_state (SearchScene *scene)
{
  g_autoptr (BalieCustomerImport) import = get_only_import (scene);

  return import->state;
}

static void
sync_imports (SearchScene *scene)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balie_customer_imports_sync_async (scene->desk, NULL, NULL, async_ended_cb, &result);
  g_assert_true (balie_customer_imports_sync_finish (scene->desk, await (&result), &error));
  g_assert_no_error (error);
}

static void
retry_key (SearchScene *scene, const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balie_customer_import_retry_async (scene->desk, key, NULL, async_ended_cb, &result);
  g_assert_true (balie_customer_import_retry_finish (scene->desk, await (&result), &error));
  g_assert_no_error (error);
}

static void
retry_import (SearchScene *scene)
{
  g_autoptr (BalieCustomerImport) import = get_only_import (scene);

  retry_key (scene, import->key);
}

/* How many customers the simulator was made to make, and that no VAT number was in a body. */
static guint
count_made (SearchScene *scene)
{
  g_autoptr (JsonArray) made = sim_process_dup_array (scene->sim, "/control/imports");
  g_autoptr (JsonArray) journal = sim_process_dup_array (scene->sim, "/control/journal");

  for (guint i = 0; i < json_array_get_length (journal); i++)
    {
      JsonObject *entry = json_array_get_object_element (journal, i);

      g_assert_null (strstr (json_object_get_string_member (entry, "body"), "vatNumber"));
    }
  return json_array_get_length (made);
}

static void
assert_in_driver2 (SearchScene *scene, const char *number)
{
  g_autofree char *reference = dossier_dup (scene->desk, number, "owner.external_reference");

  g_assert_cmpstr (reference, !=, "");
  dossier_assert (scene->desk, number, "owner.import", "");
}

static guint
count_lines (SearchScene *scene, const char *kind)
{
  g_autofree char *sql = g_strdup_printf ("SELECT kind FROM activity WHERE kind = '%s'", kind);
  g_autoptr (GPtrArray) rows = desk_query (scene->desk, sql);

  return rows->len;
}

/* Loaded at once; in Driver2 a moment later, and the party says so. The VAT number stays here. */
static void
test_picked_and_made (void)
{
  SearchScene scene = search_scene_begin ();
  g_autofree char *number = pick (&scene, "Nieuwkoper Handel");
  g_autofree char *key = dossier_dup (scene.desk, number, "owner.import");
  g_autoptr (BalieCustomerImport) import = NULL;

  dossier_assert (scene.desk, number, "owner.last_name", "Nieuwkoper Handel BV");
  dossier_assert (scene.desk, number, "owner.vat_number", "NL001234572B01");
  g_assert_cmpstr (key, !=, "");
  sync_imports (&scene);
  import = get_only_import (&scene);
  g_assert_cmpint (import->state, ==, BALIE_IMPORT_DONE);
  g_assert_cmpstr (import->key, ==, key);
  assert_in_driver2 (&scene, number);
  dossier_assert (scene.desk, number, "owner.external_reference", import->number);
  dossier_assert (scene.desk, number, "owner.vat_number", "NL001234572B01");
  g_assert_cmpuint (count_made (&scene), ==, 1);
  g_assert_cmpuint (count_lines (&scene, "customer-imported"), ==, 1);
  /* Another round has nothing to do, and the same person needs no other. */
  sync_imports (&scene);
  g_free (number);
  number = pick (&scene, "Nieuwkoper Handel");
  sync_imports (&scene);
  assert_in_driver2 (&scene, number);
  g_assert_cmpuint (count_made (&scene), ==, 1);
  search_scene_end (&scene);
}

/* Two dossiers wait for the same person: both hear of it. */
static void
test_two_dossiers (void)
{
  SearchScene scene = search_scene_begin ();
  g_autofree char *first = pick (&scene, "Kaapstra");
  g_autofree char *second = pick (&scene, "Kaapstra");

  sync_imports (&scene);
  assert_in_driver2 (&scene, first);
  assert_in_driver2 (&scene, second);
  g_assert_cmpuint (count_made (&scene), ==, 1);
  search_scene_end (&scene);
}

/* What Driver2 did is not known: it is asked after, and nobody is made twice. */
static void
test_unclear (gconstpointer fault)
{
  SearchScene scene = search_scene_begin ();
  g_autofree char *number = pick (&scene, "Kaapstra");
  g_autofree char *spec = g_strdup_printf ("driver2.%s:1", (const char *) fault);
  g_autoptr (BalieCustomerImport) import = NULL;
  g_autofree char *sentence = NULL;

  sim_process_set (scene.sim, "faults", spec);
  sync_imports (&scene);
  import = get_only_import (&scene);
  g_assert_cmpint (import->state, ==, BALIE_IMPORT_UNKNOWN);
  g_assert_cmpstr (import->problem, !=, "");
  sentence = balie_customer_import_dup_sentence (import);
  g_assert_nonnull (strstr (sentence, "Not in Driver2 yet"));
  dossier_assert (scene.desk, number, "owner.import", import->key);
  dossier_assert (scene.desk, number, "owner.external_reference", "");
  sim_process_set (scene.sim, "faults", "");
  retry_import (&scene);
  g_assert_cmpint (get_import_state (&scene), ==, BALIE_IMPORT_DONE);
  assert_in_driver2 (&scene, number);
  g_assert_cmpuint (count_made (&scene), ==, 1);
  search_scene_end (&scene);
}

/* Nothing was sent, so it just waits. */
static void
test_offline (void)
{
  SearchScene scene = search_scene_begin ();
  g_autofree char *number = pick (&scene, "Kaapstra");
  g_autofree char *driver2 = g_strconcat (scene.sim->url, "/driver2/v1", NULL);
  g_autoptr (BalieCustomerImport) import = NULL;

  set_remote (scene.desk, "driver2", "http://127.0.0.1:9/driver2/v1");
  sync_imports (&scene);
  import = get_only_import (&scene);
  g_assert_cmpint (import->state, ==, BALIE_IMPORT_WAITING);
  g_assert_cmpstr (import->problem, ==, "offline");
  g_assert_cmpint (import->next_attempt_at, >, 0);
  set_remote (scene.desk, "driver2", driver2);
  sync_imports (&scene);
  assert_in_driver2 (&scene, number);
  g_assert_cmpuint (count_made (&scene), ==, 1);
  search_scene_end (&scene);
}

/* It asks to come back later: nothing is lost and nothing is unclear. */
static void
test_come_back_later (void)
{
  SearchScene scene = search_scene_begin ();
  g_autofree char *number = pick (&scene, "Kaapstra");
  g_autoptr (BalieCustomerImport) import = NULL;

  sim_process_set (scene.sim, "faults", "driver2.429:1");
  sync_imports (&scene);
  import = get_only_import (&scene);
  g_assert_cmpint (import->state, ==, BALIE_IMPORT_WAITING);
  sim_process_set (scene.sim, "faults", "");
  retry_import (&scene);
  assert_in_driver2 (&scene, number);
  g_assert_cmpuint (count_made (&scene), ==, 1);
  search_scene_end (&scene);
}

/* Driver2 says no: the data are there all the same, with the reason and a way to try again. */
static void
test_refused (void)
{
  SearchScene scene = search_scene_begin ();
  g_autofree char *number = pick (&scene, "Onvolledig");
  g_autoptr (BalieCustomerImport) import = NULL;
  g_autofree char *sentence = NULL;

  sync_imports (&scene);
  import = get_only_import (&scene);
  g_assert_cmpint (import->state, ==, BALIE_IMPORT_FAILED);
  g_assert_cmpstr (import->reason, !=, "");
  sentence = balie_customer_import_dup_sentence (import);
  g_assert_nonnull (strstr (sentence, import->reason));
  dossier_assert (scene.desk, number, "owner.last_name", "Onvolledig");
  dossier_assert (scene.desk, number, "owner.import", import->key);
  g_assert_cmpuint (count_lines (&scene, "customer-import-failed"), ==, 1);
  sync_imports (&scene);
  g_assert_cmpuint (count_asked (scene.sim, "/driver2/v1/customers", NULL), ==, 1);
  retry_import (&scene);
  g_assert_cmpuint (count_asked (scene.sim, "/driver2/v1/customers", NULL), ==, 2);
  g_assert_cmpuint (count_made (&scene), ==, 0);
  search_scene_end (&scene);
}

/* An address that is no Driver2 refuses; with the right one trying again works. */
static void
test_retry_works (void)
{
  SearchScene scene = search_scene_begin ();
  g_autofree char *number = pick (&scene, "Kaapstra");
  g_autofree char *wrong = g_strconcat (scene.sim->url, "/elsewhere", NULL);
  g_autofree char *driver2 = g_strconcat (scene.sim->url, "/driver2/v1", NULL);

  set_remote (scene.desk, "driver2", wrong);
  sync_imports (&scene);
  g_assert_cmpint (get_import_state (&scene), ==, BALIE_IMPORT_FAILED);
  set_remote (scene.desk, "driver2", driver2);
  retry_import (&scene);
  assert_in_driver2 (&scene, number);
  g_assert_cmpuint (count_made (&scene), ==, 1);
  search_scene_end (&scene);
}

/* After a failure somebody else picked the same person: one is enough, and both hear of it. */
static void
test_retry_of_a_twin (void)
{
  SearchScene scene = search_scene_begin ();
  g_autofree char *first = pick (&scene, "Kaapstra");
  g_autofree char *key = dossier_dup (scene.desk, first, "owner.import");
  g_autofree char *wrong = g_strconcat (scene.sim->url, "/elsewhere", NULL);
  g_autofree char *driver2 = g_strconcat (scene.sim->url, "/driver2/v1", NULL);
  g_autofree char *second = NULL;

  set_remote (scene.desk, "driver2", wrong);
  sync_imports (&scene);
  set_remote (scene.desk, "driver2", driver2);
  second = pick (&scene, "Kaapstra");
  retry_key (&scene, key);
  assert_in_driver2 (&scene, first);
  assert_in_driver2 (&scene, second);
  g_assert_cmpuint (count_made (&scene), ==, 1);
  search_scene_end (&scene);
}

/* Somebody else's answer takes its time: who tries one again hears at once what came of that one. */
static void
test_retry_ends_by_itself (void)
{
  SearchScene scene = search_scene_begin ();
  g_autofree char *refused = pick (&scene, "Onvolledig");
  g_autofree char *key = dossier_dup (scene.desk, refused, "owner.import");
  g_autofree char *slow = NULL;
  g_autoptr (GAsyncResult) round = NULL;
  g_autoptr (GError) error = NULL;

  sync_imports (&scene);
  slow = pick (&scene, "Kaapstra");
  sim_process_set (scene.sim, "faults", "driver2.hang:1");
  balie_customer_imports_sync_async (scene.desk, NULL, NULL, async_ended_cb, &round);
  while (count_asked (scene.sim, "/driver2/v1/customers", NULL) < 2)
    g_main_context_iteration (NULL, FALSE);
  sim_process_set (scene.sim, "faults", "");
  retry_key (&scene, key);
  g_assert_null (round);
  g_assert_cmpuint (count_asked (scene.sim, "/driver2/v1/customers", NULL), ==, 3);
  dossier_assert (scene.desk, slow, "owner.external_reference", "");
  g_assert_true (balie_customer_imports_sync_finish (scene.desk, await (&round), &error));
  /* It holds the desk. */
  g_clear_object (&round);
  search_scene_end (&scene);
}

/* Somebody typed the person into Driver2 by hand: that is the one. */
static void
test_there_already (void)
{
  SearchScene scene = search_scene_begin ();
  g_autofree char *number = pick (&scene, "Kaapstra");
  g_autoptr (SimReply) reply = sim_process_send (
      scene.sim, "POST", "/driver2/v1/customers",
      "{\"lastName\":\"Kaapstra\",\"firstName\":\"Femke\",\"address\":\"Havenkade 1\","
      "\"postcode\":\"8911 CC\",\"city\":\"Leeuwarden\",\"country\":\"NL\"}");

  g_assert_cmpuint (reply->status, ==, 201);
  sync_imports (&scene);
  g_assert_cmpint (get_import_state (&scene), ==, BALIE_IMPORT_DONE);
  assert_in_driver2 (&scene, number);
  dossier_assert (scene.desk, number, "owner.external_reference", sim_reply_get (reply, "number"));
  g_assert_cmpuint (count_made (&scene), ==, 1);
  search_scene_end (&scene);
}

/* A number that a person typed meanwhile stays. */
static void
test_typed_reference_stays (void)
{
  SearchScene scene = search_scene_begin ();
  g_autofree char *number = pick (&scene, "Kaapstra");

  dossier_set (scene.desk, number, "owner.external_reference", "12345");
  sync_imports (&scene);
  dossier_assert (scene.desk, number, "owner.external_reference", "12345");
  dossier_assert (scene.desk, number, "owner.import", "");
  search_scene_end (&scene);
}

/* A window does it by itself, and again when Driver2 is back. */
static void
test_by_itself (void)
{
  SearchScene scene = search_scene_begin ();
  g_autofree char *number = NULL;

  balie_customer_imports_start (scene.desk);
  sim_process_set (scene.sim, "faults", "driver2.drop-after:1");
  number = pick (&scene, "Kaapstra");
  balie_customer_imports_wake (scene.desk);
  WAIT_UNTIL (get_import_state (&scene) == BALIE_IMPORT_UNKNOWN);
  sim_process_set (scene.sim, "faults", "");
  WAIT_UNTIL (get_import_state (&scene) == BALIE_IMPORT_DONE);
  assert_in_driver2 (&scene, number);
  g_assert_cmpuint (count_made (&scene), ==, 1);
  balie_customer_imports_stop (scene.desk);
  search_scene_end (&scene);
}

/* The table of outcomes: who no longer holds the claim is not heard, but for what is a fact. */
static void
test_outcomes (void)
{
  g_autoptr (BalieCustomer) customer = make_customer (BALIE_SOURCE_KP, "last_name", "Kaapstra",
                                                      "vat_number", "NL001234560B01", NULL);
  g_autoptr (BalieCustomerImport) import = balie_customer_import_new (customer);
  g_autoptr (BalieImportOutcome) late = NULL;
  g_autoptr (BalieImportOutcome) fact = NULL;

  g_assert_cmpstr (import->customer->values[BALIE_CUSTOMER_VAT_NUMBER], ==, "");
  import->state = BALIE_IMPORT_SENDING;
  import->claimed_at = 100;
  late = balie_customer_import_outcome_new (BALIE_OUTCOME_OFFLINE, import);
  fact = balie_customer_import_outcome_new (BALIE_OUTCOME_RECEIVED, import);
  import->state = BALIE_IMPORT_UNKNOWN;
  import->claimed_at = 200;
  g_assert_false (balie_customer_import_apply (import, late, 300, 0));
  g_assert_cmpint (import->state, ==, BALIE_IMPORT_UNKNOWN);
  g_assert_true (balie_customer_import_apply (import, fact, 300, 0));
  g_assert_cmpint (import->state, ==, BALIE_IMPORT_DONE);
  g_assert_false (balie_customer_import_apply (import, fact, 400, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/picked-and-made", test_picked_and_made);
  g_test_add_func ("/import/two-dossiers", test_two_dossiers);
  g_test_add_func ("/import/refused", test_refused);
  g_test_add_func ("/import/retry-works", test_retry_works);
  g_test_add_func ("/import/retry-of-a-twin", test_retry_of_a_twin);
  g_test_add_func ("/import/retry-ends-by-itself", test_retry_ends_by_itself);
  g_test_add_func ("/import/there-already", test_there_already);
  g_test_add_func ("/import/typed-reference-stays", test_typed_reference_stays);
  g_test_add_func ("/import/outcomes", test_outcomes);
  g_test_add_func ("/import/offline", test_offline);
  g_test_add_data_func ("/import/unclear/drop-after", "drop-after", test_unclear);
  g_test_add_data_func ("/import/unclear/hang", "hang", test_unclear);
  g_test_add_data_func ("/import/unclear/500", "500", test_unclear);
  g_test_add_data_func ("/import/unclear/garbage", "garbage", test_unclear);
  g_test_add_func ("/import/come-back-later", test_come_back_later);
  g_test_add_func ("/import/by-itself", test_by_itself);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of loading customers and vehicles, of taking over and merging known persons, and their undo. */
#include "config.h"

#include "dossier-fixture.h"

#include "balie-administration.h"
#include "balie-error.h"

static BalieCustomer *
make_goderis (void)
{
  return make_customer (BALIE_SOURCE_DRIVER2, "number", "74050", "lastName", "Goderis", "firstName",
                        "Thiemen", "address", "Stationsstraat 1", "postcode", "9000", "city",
                        "Gent", "country", "BE", "phone", "+3292251234", "email",
                        "thiemen@example.org", NULL);
}

static BalieCustomer *
make_maes (BalieSource source)
{
  return make_customer (source, "number", source == BALIE_SOURCE_KP ? "KP9" : "81000", "lastName",
                        "Maes", "firstName", "An", "postcode", "3500", "city", "Hasselt", "country",
                        "BE", "email", "an@example.org", "vatNumber", "BE0776091951", NULL);
}

static BalieDossierResult *
plan_and_load (BalieDesk *desk,
               const char *number,
               BalieEntry entry,
               const BalieCustomer *customer,
               GError **error)
{
  g_autoptr (BaliePartyPlan) plan = dossier_plan (desk, number, entry, customer, error);

  return plan != NULL ? dossier_load (desk, number, entry, plan, error) : NULL;
}

static void
configure_driver2 (BalieDesk *desk)
{
  g_autoptr (BalieRemoteConfig) config = balie_remote_config_new ("driver2");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_free (config->url);
  config->url = g_strdup ("http://127.0.0.1:1/driver2/v1");
  balie_administration_put_remote_async (desk, config, NULL, wait_ended_cb, &result);
  balie_administration_put_remote_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static void
assert_all (BalieDesk *desk, const char *expected)
{
  g_autofree char *all = dossiers_dup_all (desk);

  g_assert_cmpstr (all, ==, expected);
}

static void
test_load (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = DOSSIER_CREATE (
      f->desk, "driver.first_name", "Th.", "driver.remarks", "calls late", "driver.discount",
      "10 %", "driver.driving_licence", "B1234", "driver.invoice", "yes", "driver.disabled", "yes",
      "driver.birth_date", "1985-07-30");
  g_autofree char *before = dossiers_dup_all (f->desk);
  g_autoptr (BalieCustomer) goderis = make_goderis ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) loaded =
      plan_and_load (f->desk, number, BALIE_ENTRY_DRIVER, goderis, &error);
  g_autoptr (BalieDossierDetail) detail = NULL;
  g_autoptr (BalieDossierResult) undone = NULL;
  const BalieActivity *line;

  g_assert_no_error (error);
  dossier_assert (f->desk, number, "driver.external_reference", "74050");
  dossier_assert (f->desk, number, "driver.city", "Gent");
  dossier_assert (f->desk, number, "driver.first_name", "Th.");
  dossier_assert (f->desk, number, "driver.remarks", "calls late");
  dossier_assert (f->desk, number, "driver.discount", "10 %");
  dossier_assert (f->desk, number, "driver.driving_licence", "B1234");
  dossier_assert (f->desk, number, "driver.invoice", "yes");
  dossier_assert (f->desk, number, "driver.disabled", "yes");
  dossier_assert (f->desk, number, "driver.birth_date", "1985-07-30");
  dossier_assert (f->desk, number, "driver.pinned", "yes");
  dossier_assert (f->desk, number, "driver.source", "driver2");
  detail = dossier_get (f->desk, number, &error);
  line = g_ptr_array_index (detail->activity, detail->activity->len - 2);
  g_assert_cmpint (line->kind, ==, BALIE_ACTIVITY_PARTY_LOADED);
  g_assert_cmpstr (line->entry, ==, "driver");
  g_assert_cmpstr (line->new_value, ==, "driver2");
  for (guint i = 0; i < detail->activity->len; i++)
    {
      line = g_ptr_array_index (detail->activity, i);
      g_assert_cmpstr (line->field, !=, "loaded");
    }
  undone = dossier_undo (f->desk, number, loaded->activity_ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->conflicts->len, ==, 0);
  assert_all (f->desk, before);
}

/* What a person typed and the customer has otherwise: kept, unless the person takes the new one. */
static void
test_take (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number =
      DOSSIER_CREATE (f->desk, "owner.last_name", "Goderis", "owner.email", "typed@example.org");
  g_autoptr (BalieCustomer) goderis = make_goderis ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePartyPlan) plan =
      dossier_plan (f->desk, number, BALIE_ENTRY_OWNER, goderis, &error);
  g_autoptr (BalieDossierResult) loaded = NULL;

  g_assert_no_error (error);
  g_assert_true (balie_party_plan_needs_asking (plan));
  for (guint i = 0; i < plan->differences->len; i++)
    {
      BaliePartyDifference *difference = g_ptr_array_index (plan->differences, i);

      if (difference->field == BALIE_PARTY_EMAIL)
        {
          g_assert_cmpint (difference->decision, ==, BALIE_LOAD_ASK);
          difference->take = TRUE;
        }
    }
  loaded = dossier_load (f->desk, number, BALIE_ENTRY_OWNER, plan, &error);
  g_assert_no_error (error);
  dossier_assert (f->desk, number, "owner.email", "thiemen@example.org");
}

/* Somebody typed between the plan and the load: nothing is written. */
static void
test_stale_plan (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = DOSSIER_CREATE (f->desk, "owner.last_name", "Goderis");
  g_autoptr (BalieCustomer) goderis = make_goderis ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePartyPlan) plan =
      dossier_plan (f->desk, number, BALIE_ENTRY_OWNER, goderis, &error);
  g_autoptr (BalieDossierResult) loaded = NULL;
  g_autofree char *before = NULL;

  dossier_set (f->desk, number, "owner.email", "typed@example.org");
  before = dossiers_dup_all (f->desk);
  g_assert_null (dossier_load (f->desk, number, BALIE_ENTRY_OWNER, plan, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CONFLICT);
  g_clear_error (&error);
  assert_all (f->desk, before);
  /* A field that loading does not touch is no reason. */
  g_clear_pointer (&plan, balie_party_plan_free);
  plan = dossier_plan (f->desk, number, BALIE_ENTRY_OWNER, goderis, &error);
  dossier_set (f->desk, number, "owner.remarks", "x");
  loaded = dossier_load (f->desk, number, BALIE_ENTRY_OWNER, plan, &error);
  g_assert_no_error (error);
}

/* Only four entries are loaded; the insurer is none of them. */
static void
test_not_loadable (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = DOSSIER_CREATE (f->desk, "remarks", "x");
  g_autoptr (BalieCustomer) goderis = make_goderis ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) loaded = NULL;

  g_assert_null (plan_and_load (f->desk, number, BALIE_ENTRY_INSURER, goderis, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  loaded = plan_and_load (f->desk, number, BALIE_ENTRY_SENT_BY, goderis, &error);
  g_assert_no_error (error);
}

/* A person of KP is loaded at once, and is to be made in Driver2, once, without the VAT number. */
static void
test_kp (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = DOSSIER_CREATE (f->desk, "remarks", "x");
  g_autofree char *other = DOSSIER_CREATE (f->desk, "remarks", "y");
  g_autofree char *before = dossiers_dup_all (f->desk);
  g_autoptr (BalieCustomer) maes = make_maes (BALIE_SOURCE_KP);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) unconfigured =
      plan_and_load (f->desk, number, BALIE_ENTRY_OWNER, maes, &error);
  g_autoptr (BalieDossierResult) undone = NULL;
  g_autoptr (BalieDossierResult) loaded = NULL;
  g_autoptr (BalieDossierResult) again = NULL;
  g_autoptr (BalieDossierDetail) detail = NULL;
  g_autofree char *key = NULL;

  g_assert_no_error (error);
  dossier_assert (f->desk, number, "owner.import", "");
  dossier_assert (f->desk, number, "owner.external_reference", "");
  dossier_assert (f->desk, number, "owner.vat_number", "BE0776091951");
  undone = dossier_undo (f->desk, number, unconfigured->activity_ids, &error);
  assert_all (f->desk, before);
  configure_driver2 (f->desk);
  loaded = plan_and_load (f->desk, number, BALIE_ENTRY_OWNER, maes, &error);
  again = plan_and_load (f->desk, other, BALIE_ENTRY_DRIVER, maes, &error);
  g_assert_no_error (error);
  key = dossier_dup (f->desk, number, "owner.import");
  g_assert_cmpstr (key, !=, "");
  dossier_assert (f->desk, other, "driver.import", key);
  detail = dossier_get (f->desk, number, &error);
  g_assert_no_error (error);
  g_assert_nonnull (detail->imports[BALIE_ENTRY_OWNER]);
  g_assert_cmpint (detail->imports[BALIE_ENTRY_OWNER]->state, ==, BALIE_IMPORT_WAITING);
  g_assert_cmpstr (detail->imports[BALIE_ENTRY_OWNER]->customer->values[BALIE_CUSTOMER_VAT_NUMBER],
                   ==, "");
}

static void
assert_import (BalieDesk *desk, const char *state)
{
  g_autoptr (GPtrArray) states = desk_query (desk, "SELECT state FROM customer_import");

  g_assert_cmpuint (states->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (states, 0), ==, state);
}

/* Undone before anything was sent: the person is not made in Driver2, unless somebody still waits. */
static void
test_kp_undone (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = DOSSIER_CREATE (f->desk, "remarks", "x");
  g_autofree char *other = DOSSIER_CREATE (f->desk, "remarks", "y");
  g_autoptr (BalieCustomer) maes = make_maes (BALIE_SOURCE_KP);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) loaded = NULL;
  g_autoptr (BalieDossierResult) again = NULL;
  g_autoptr (BalieDossierResult) undone = NULL;
  g_autoptr (BalieDossierResult) redone = NULL;
  g_autoptr (BalieDossierResult) cleared = NULL;
  g_autofree char *key = NULL;

  configure_driver2 (f->desk);
  loaded = plan_and_load (f->desk, number, BALIE_ENTRY_OWNER, maes, &error);
  again = plan_and_load (f->desk, other, BALIE_ENTRY_DRIVER, maes, &error);
  g_assert_no_error (error);
  key = dossier_dup (f->desk, number, "owner.import");
  cleared = dossier_clear (f->desk, other, BALIE_ENTRY_DRIVER, &error);
  g_assert_no_error (error);
  assert_import (f->desk, "waiting");
  undone = dossier_undo (f->desk, number, loaded->activity_ids, &error);
  g_assert_no_error (error);
  assert_import (f->desk, "failed");
  redone = dossier_undo (f->desk, number, undone->activity_ids, &error);
  g_assert_no_error (error);
  dossier_assert (f->desk, number, "owner.import", key);
  assert_import (f->desk, "failed");
}

static BalieVehicle *
make_vehicle (void)
{
  BalieVehicle *vehicle = balie_vehicle_new ();

  balie_vehicle_set (vehicle, BALIE_VEHICLE_VIN, "WVWZZZ1KZ8W123456");
  balie_vehicle_set (vehicle, BALIE_VEHICLE_BRAND, "Volkswagen");
  balie_vehicle_set (vehicle, BALIE_VEHICLE_MODEL, "ID.3");
  vehicle->owner = make_goderis ();
  vehicle->driver = make_maes (BALIE_SOURCE_DRIVER2);
  vehicle->insured = make_goderis ();
  return vehicle;
}

static void
test_vehicle (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number =
      DOSSIER_CREATE (f->desk, "plate", "K123BB", "model", "Golf", "owner.remarks", "local",
                      "owner.discount", "5 %", "sent-by.last_name", "Broker & Co");
  g_autoptr (BalieVehicle) vehicle = make_vehicle ();
  g_autoptr (BalieCustomer) maes = make_maes (BALIE_SOURCE_DRIVER2);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) by_hand =
      plan_and_load (f->desk, number, BALIE_ENTRY_INSURED, maes, &error);
  g_autofree char *before = dossiers_dup_all (f->desk);
  g_autoptr (BalieVehiclePlan) plan = dossier_plan_vehicle (f->desk, number, vehicle, &error);
  g_autoptr (BalieDossierResult) loaded = NULL;
  g_autoptr (BalieDossierResult) undone = NULL;

  g_assert_nonnull (by_hand);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->differences->len, ==, 3);
  g_assert_true (plan->take[0] && plan->take[1] && !plan->take[2]);
  g_assert_true (plan->pinned[2]);
  /* Golf would become ID.3. */
  g_assert_true (balie_vehicle_plan_needs_asking (plan));
  loaded = dossier_load_vehicle (f->desk, number, plan, &error);
  g_assert_no_error (error);
  dossier_assert (f->desk, number, "vin", "WVWZZZ1KZ8W123456");
  dossier_assert (f->desk, number, "plate", "K123BB");
  dossier_assert (f->desk, number, "model", "ID.3");
  dossier_assert (f->desk, number, "owner.last_name", "Goderis");
  dossier_assert (f->desk, number, "owner.remarks", "local");
  dossier_assert (f->desk, number, "owner.discount", "5 %");
  dossier_assert (f->desk, number, "owner.pinned", "");
  dossier_assert (f->desk, number, "driver.last_name", "Maes");
  dossier_assert (f->desk, number, "insured.last_name", "Maes");
  dossier_assert (f->desk, number, "sent-by.last_name", "Broker & Co");
  undone = dossier_undo (f->desk, number, loaded->activity_ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->conflicts->len, ==, 0);
  assert_all (f->desk, before);
}

/* What is not taken may change meanwhile; what is taken may not. */
static void
test_stale_vehicle (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = DOSSIER_CREATE (f->desk, "remarks", "x");
  g_autoptr (BalieVehicle) vehicle = make_vehicle ();
  g_autoptr (BalieCustomer) maes = make_maes (BALIE_SOURCE_DRIVER2);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieVehiclePlan) plan = dossier_plan_vehicle (f->desk, number, vehicle, &error);
  g_autoptr (BalieVehiclePlan) partly = balie_vehicle_plan_copy (plan);
  g_autoptr (BalieDossierResult) by_hand = NULL;
  g_autoptr (BalieDossierResult) loaded = NULL;

  g_assert_false (balie_vehicle_plan_needs_asking (plan));
  by_hand = plan_and_load (f->desk, number, BALIE_ENTRY_OWNER, maes, &error);
  g_assert_no_error (error);
  g_assert_null (dossier_load_vehicle (f->desk, number, plan, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CONFLICT);
  g_clear_error (&error);
  dossier_assert (f->desk, number, "vin", "");
  partly->take[0] = FALSE;
  partly->take_vehicle = FALSE;
  dossier_set (f->desk, number, "model", "Polo");
  loaded = dossier_load_vehicle (f->desk, number, partly, &error);
  g_assert_no_error (error);
  dossier_assert (f->desk, number, "owner.last_name", "Maes");
  dossier_assert (f->desk, number, "driver.last_name", "Maes");
  dossier_assert (f->desk, number, "model", "Polo");
}

/* Another person is another client; the one before stays as they were elsewhere. */
static void
test_other_person (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = DOSSIER_CREATE (f->desk, "remarks", "x");
  g_autoptr (BalieCustomer) goderis = make_goderis ();
  g_autoptr (BalieCustomer) maes = make_maes (BALIE_SOURCE_DRIVER2);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) first =
      plan_and_load (f->desk, number, BALIE_ENTRY_OWNER, goderis, &error);
  g_autofree char *client = dossier_dup (f->desk, number, "owner.client_number");
  g_autofree char *before = dossiers_dup_all (f->desk);
  g_autoptr (BalieDossierResult) second =
      plan_and_load (f->desk, number, BALIE_ENTRY_OWNER, maes, &error);
  g_autofree char *other = dossier_dup (f->desk, number, "owner.client_number");
  g_autoptr (BalieDossierResult) undone = NULL;

  g_assert_nonnull (first);
  g_assert_no_error (error);
  g_assert_cmpstr (client, !=, "");
  g_assert_cmpstr (other, !=, "");
  g_assert_cmpstr (client, !=, other);
  dossier_assert (f->desk, number, "owner.address", "");
  undone = dossier_undo (f->desk, number, second->activity_ids, &error);
  g_assert_no_error (error);
  assert_all (f->desk, before);
}

static void
test_use_party (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *from =
      DOSSIER_CREATE (f->desk, "owner.last_name", "Peeters", "owner.city", "Mol", "owner.invoice",
                      "yes", "owner.national_number", "85.07.30-033.28");
  g_autofree char *number =
      DOSSIER_CREATE (f->desk, "driver.last_name", "Typo", "driver.phone", "1");
  g_autofree char *before = dossiers_dup_all (f->desk);
  g_autofree char *client = dossier_dup (f->desk, from, "owner.client_number");
  gint64 id = dossier_get_party_id (f->desk, from, BALIE_ENTRY_OWNER);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) used =
      dossier_use (f->desk, number, BALIE_ENTRY_DRIVER, id, &error);
  g_autoptr (BalieDossierResult) undone = NULL;

  g_assert_no_error (error);
  dossier_assert (f->desk, number, "driver.last_name", "Peeters");
  dossier_assert (f->desk, number, "driver.client_number", client);
  dossier_assert (f->desk, number, "driver.national_number", "85.07.30-033.28");
  dossier_assert (f->desk, number, "driver.invoice", "");
  dossier_assert (f->desk, number, "driver.pinned", "yes");
  dossier_assert (f->desk, number, "driver.phone", "");
  undone = dossier_undo (f->desk, number, used->activity_ids, &error);
  g_assert_no_error (error);
  assert_all (f->desk, before);
}

static void
test_merge (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *first = DOSSIER_CREATE (f->desk, "owner.last_name", "Peeters", "owner.email",
                                           "jan@example.org", "owner.city", "Mol");
  g_autofree char *second =
      DOSSIER_CREATE (f->desk, "owner.last_name", "Peeters", "owner.email", "jan@example.org",
                      "owner.city", "Geel", "owner.address", "Markt 1", "driver.last_name", "X");
  g_autofree char *third = DOSSIER_CREATE (f->desk, "remarks", "z");
  g_autofree char *client = dossier_dup (f->desk, first, "owner.client_number");
  g_autofree char *given_up = dossier_dup (f->desk, second, "owner.client_number");
  gint64 id = dossier_get_party_id (f->desk, second, BALIE_ENTRY_OWNER);
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) used =
      dossier_use (f->desk, third, BALIE_ENTRY_BROKER, id, &error);
  g_autoptr (BalieDossierResult) merged = NULL;
  g_autoptr (BalieDossierResult) undone = NULL;
  g_autoptr (BalieDossierDetail) detail = NULL;
  const BalieActivity *line;

  g_assert_nonnull (used);
  before = dossiers_dup_all (f->desk);
  merged = dossier_merge (f->desk, first, BALIE_ENTRY_OWNER, id, &error);
  g_assert_no_error (error);
  dossier_assert (f->desk, second, "owner.client_number", client);
  dossier_assert (f->desk, third, "broker.client_number", client);
  dossier_assert (f->desk, first, "owner.city", "Mol");
  dossier_assert (f->desk, first, "owner.address", "Markt 1");
  dossier_assert (f->desk, second, "owner.city", "Geel");
  detail = dossier_get (f->desk, first, &error);
  line = g_ptr_array_index (detail->activity, 1);
  g_assert_cmpint (line->kind, ==, BALIE_ACTIVITY_PARTIES_MERGED);
  g_assert_cmpstr (line->old_value, ==, given_up);
  g_assert_cmpstr (line->new_value, ==, client);
  g_assert_null (dossier_merge (f->desk, first, BALIE_ENTRY_OWNER, id, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  undone = dossier_undo (f->desk, first, merged->activity_ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->conflicts->len, ==, 0);
  assert_all (f->desk, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/dossier-load/load", test_load);
  DESK_TEST ("/dossier-load/take", test_take);
  DESK_TEST ("/dossier-load/stale-plan", test_stale_plan);
  DESK_TEST ("/dossier-load/not-loadable", test_not_loadable);
  DESK_TEST ("/dossier-load/kp", test_kp);
  DESK_TEST ("/dossier-load/kp-undone", test_kp_undone);
  DESK_TEST ("/dossier-load/vehicle", test_vehicle);
  DESK_TEST ("/dossier-load/stale-vehicle", test_stale_vehicle);
  DESK_TEST ("/dossier-load/other-person", test_other_person);
  DESK_TEST ("/dossier-load/use-party", test_use_party);
  DESK_TEST ("/dossier-load/merge", test_merge);
  return g_test_run ();
}

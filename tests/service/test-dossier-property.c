/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random edits, loads, merges and undos by two desks: nothing typed by hand is ever lost, and the undo of a
 * deed restores every field. */
#include "config.h"

#include "dossier-fixture.h"

#include "balie-error.h"

#include <string.h>

#define N_DOSSIERS 3
#define N_STEPS 50
#define N_RUNS 4

static const char *const entries[] = { "owner", "driver", "insured", "sent-by" };
static const char *const fields[] = {
  "last_name",       "first_name",         "address",    "city",    "email",
  "phone",           "postcode",           "vat_number", "country", "discount",
  "driving_licence", "external_reference", "remarks",    "invoice",
};

/**
 * World:
 * @desks: two of them on one database
 * @typed: (owned): "dossier|entry|field|value" of all that was typed and written
 */
typedef struct
{
  DeskFixture *f;
  BalieDesk *desks[2];
  char *numbers[N_DOSSIERS];
  GHashTable *typed;
} World;

static const char *
pick (const char *const *texts, guint n)
{
  return texts[g_test_rand_int_range (0, n)];
}

static BalieDesk *
pick_desk (World *world)
{
  return world->desks[g_test_rand_int_range (0, 2)];
}

static const char *
pick_number (World *world)
{
  return world->numbers[g_test_rand_int_range (0, N_DOSSIERS)];
}

static BalieEntry
pick_entry (int n)
{
  BalieEntry entry = BALIE_ENTRY_NONE;

  balie_entry_from_code (entries[g_test_rand_int_range (0, n)], &entry);
  return entry;
}

static const char *
pick_value (const char *field)
{
  static const char *const names[] = { "Maes", "Goderis", "Peeters", "" };
  static const char *const places[] = { "Gent", "Ge", "Hasselt", "" };
  static const char *const numbers[] = { "+3292251234", "+31206241111", "ask Jan", "" };
  static const char *const others[] = { "typed one", "typed two", "81000", "" };

  if (g_str_equal (field, "invoice"))
    return g_test_rand_bit () ? "yes" : "no";
  if (g_str_equal (field, "country"))
    return g_test_rand_bit () ? "BE" : "NL";
  if (strstr (field, "name") != NULL)
    return pick (names, G_N_ELEMENTS (names));
  if (g_str_equal (field, "city") || g_str_equal (field, "address"))
    return pick (places, G_N_ELEMENTS (places));
  if (g_str_equal (field, "phone"))
    return pick (numbers, G_N_ELEMENTS (numbers));
  return pick (others, G_N_ELEMENTS (others));
}

static BalieCustomer *
pick_customer (gboolean only_driver2)
{
  switch (g_test_rand_int_range (0, only_driver2 ? 3 : 5))
    {
    case 0:
      return make_customer (BALIE_SOURCE_DRIVER2, "number", "74050", "lastName", "Goderis",
                            "firstName", "Thiemen", "city", "Gent", "phone", "+3292251234", "email",
                            "t@example.org", "drivingLicence", "B 12", NULL);
    case 1:
      return make_customer (BALIE_SOURCE_DRIVER2, "number", "81000", "lastName", "Maes",
                            "vatNumber", "BE0776091951", "country", "BE", "postcode", "3500", NULL);
    case 2:
      return make_customer (BALIE_SOURCE_DRIVER2, "number", "90001", "lastName", "Peeters",
                            "address", "Gentsesteenweg 1", "city", "Hasselt", NULL);
    case 3:
      return make_customer (BALIE_SOURCE_KP, "lastName", "Goderis", "firstName", "Thiemen", "email",
                            "kp@example.org", "city", "Gent", NULL);
    default:
      return make_customer (BALIE_SOURCE_KP, "lastName", "De Smet", "phone", "+31206241111", NULL);
    }
}

static void
take_at_random (BaliePartyPlan *plan)
{
  for (guint i = 0; plan != NULL && i < plan->differences->len; i++)
    {
      BaliePartyDifference *difference = g_ptr_array_index (plan->differences, i);

      if (g_test_rand_int_range (0, 4) == 0)
        difference->take = !difference->take;
    }
}

/* The deeds */

static BalieDossierResult *
edit_something (World *world, BalieDesk *desk, const char *number, GError **error)
{
  const char *entry = pick (entries, G_N_ELEMENTS (entries));
  const char *field = pick (fields, G_N_ELEMENTS (fields));
  g_autofree char *path = g_strdup_printf ("%s.%s", entry, field);
  /* Now and then from a value that nobody has any more. */
  const char *base = g_test_rand_int_range (0, 5) == 0 ? "stale" : NULL;
  BalieDossierResult *result = dossier_edit (desk, number, path, base, pick_value (field), error);
  g_autofree char *now = dossier_dup (desk, number, path);

  if (result != NULL && result->conflicts->len == 0 && now[0] != '\0')
    g_hash_table_add (world->typed, g_strdup_printf ("%s|%s|%s|%s", number, entry, field, now));
  return result;
}

static BalieDossierResult *
load_someone (BalieDesk *desk, const char *number, GError **error)
{
  g_autoptr (BalieCustomer) customer = pick_customer (FALSE);
  BalieEntry entry = pick_entry (4);
  g_autoptr (BaliePartyPlan) plan = dossier_plan (desk, number, entry, customer, error);

  take_at_random (plan);
  return plan != NULL ? dossier_load (desk, number, entry, plan, error) : NULL;
}

static BalieDossierResult *
load_vehicle (BalieDesk *desk, const char *number, GError **error)
{
  g_autoptr (BalieVehicle) vehicle = balie_vehicle_new ();
  g_autoptr (BalieVehiclePlan) plan = NULL;

  balie_vehicle_set (vehicle, BALIE_VEHICLE_VIN,
                     g_test_rand_bit () ? "WVWZZZ1KZ8W123456" : "WAUZZZGE1PB000001");
  if (g_test_rand_bit ())
    vehicle->owner = pick_customer (TRUE);
  if (g_test_rand_bit ())
    vehicle->driver = pick_customer (TRUE);
  if (g_test_rand_bit ())
    vehicle->insured = pick_customer (TRUE);
  plan = dossier_plan_vehicle (desk, number, vehicle, error);
  for (int i = 0; plan != NULL && i < 3; i++)
    {
      take_at_random (plan->parties[i]);
      if (plan->parties[i] != NULL && g_test_rand_int_range (0, 3) == 0)
        plan->take[i] = !plan->take[i];
    }
  return plan != NULL ? dossier_load_vehicle (desk, number, plan, error) : NULL;
}

/* A party of another dossier, 0 when that one is empty. */
static gint64
pick_party (World *world, BalieDesk *desk)
{
  return dossier_get_party_id (desk, pick_number (world), pick_entry (4));
}

static BalieDossierResult *
do_something (World *world, BalieDesk *desk, const char *number, GError **error)
{
  int deed = g_test_rand_int_range (0, 12);
  gint64 party = deed >= 9 ? pick_party (world, desk) : 0;

  if (deed < 5)
    return edit_something (world, desk, number, error);
  if (deed < 7)
    return load_someone (desk, number, error);
  if (deed == 7)
    return load_vehicle (desk, number, error);
  if (deed == 8)
    return dossier_clear (desk, number, pick_entry (4), error);
  if (party == 0)
    return NULL;
  return deed == 9 ? dossier_use (desk, number, pick_entry (4), party, error)
                   : dossier_merge (desk, number, pick_entry (4), party, error);
}

/* What must hold */

/* It is there, or in the history as an old value, from which it can be restored. */
static void
assert_is_kept (World *world, const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, "|", 4);
  g_autofree char *path = g_strdup_printf ("%s.%s", parts[1], parts[2]);
  g_autofree char *now = dossier_dup (world->desks[0], parts[0], path);
  g_autofree char *sql = NULL;
  g_autoptr (GPtrArray) found = NULL;

  if (g_str_equal (now, parts[3]))
    return;
  sql = g_strdup_printf ("SELECT old_value FROM activity WHERE dossier_number = '%s' AND "
                         "entry = '%s' AND field = '%s' AND old_value = '%s'",
                         parts[0], parts[1], parts[2], parts[3]);
  found = desk_query (world->desks[0], sql);
  if (found->len == 0)
    g_error ("lost: %s", key);
}

static void
assert_nothing_lost (World *world)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, world->typed);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    assert_is_kept (world, key);
}

/* Only what a person may not do is an error here. */
static void
assert_is_expected (const GError *error)
{
  if (error != NULL && !g_error_matches (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT))
    g_error ("%s", error->message);
}

/* Undone at once, by the same or the other desk, everything is as it was; then done again by an undo of
 * the undo. */
static void
assert_undo_restores (World *world, const BalieDossierResult *done, const char *before)
{
  g_autofree char *after = dossiers_dup_all (world->desks[0]);
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) undo =
      dossier_undo (pick_desk (world), done->number, done->activity_ids, &error);
  g_autoptr (BalieDossierResult) redo = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (undo->conflicts->len, ==, 0);
  undone = dossiers_dup_all (world->desks[0]);
  g_assert_cmpstr (undone, ==, before);
  redo = dossier_undo (pick_desk (world), done->number, undo->activity_ids, &error);
  g_assert_no_error (error);
  redone = dossiers_dup_all (world->desks[0]);
  g_assert_cmpstr (redone, ==, after);
}

/* An undo of some time ago may be in conflict, but loses nothing either. */
static void
undo_an_old_one (World *world, GPtrArray *done)
{
  const BalieDossierResult *old;
  g_autoptr (BalieDossierResult) undo = NULL;
  g_autoptr (GError) error = NULL;

  if (done->len == 0)
    return;
  old = g_ptr_array_index (done, g_test_rand_int_range (0, done->len));
  undo = dossier_undo (pick_desk (world), old->number, old->activity_ids, &error);
  g_assert_no_error (error);
}

static void
run_steps (World *world)
{
  g_autoptr (GPtrArray) done =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_dossier_result_free);

  for (int i = 0; i < N_STEPS; i++)
    {
      g_autofree char *before = dossiers_dup_all (world->desks[0]);
      g_autoptr (GError) error = NULL;
      BalieDossierResult *result =
          do_something (world, pick_desk (world), pick_number (world), &error);

      assert_is_expected (error);
      if (result != NULL)
        {
          assert_undo_restores (world, result, before);
          g_ptr_array_add (done, result);
        }
      if (g_test_rand_int_range (0, 4) == 0)
        undo_an_old_one (world, done);
      if (i % 10 == 9)
        assert_nothing_lost (world);
    }
}

/* Whoever is somebody has a client number, nobody has none. */
static void
assert_client_numbers (BalieDesk *desk)
{
  g_autoptr (GPtrArray) nameless = desk_query (
      desk, "SELECT client_number FROM party WHERE client_number = '' AND last_name <> ''");

  g_assert_cmpuint (nameless->len, ==, 0);
}

static void
test_property (DeskFixture *f, gconstpointer unused)
{
  World world = { .f = f };

  desk_fixture_add_user (f, "sanne", BALIE_ROLE_SELLER, FALSE);
  world.desks[0] = f->desk;
  world.desks[1] = desk_fixture_open (f, "sanne");
  world.typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int i = 0; i < N_DOSSIERS; i++)
    world.numbers[i] = DOSSIER_CREATE (f->desk, "owner.last_name", i == 0 ? "Goderis" : "Maes",
                                       "owner.birth_date", "1985-07-30");
  run_steps (&world);
  assert_nothing_lost (&world);
  assert_client_numbers (f->desk);
  balie_desk_close (world.desks[1]);
  g_object_unref (world.desks[1]);
  for (int i = 0; i < N_DOSSIERS; i++)
    g_free (world.numbers[i]);
  g_hash_table_unref (world.typed);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (int i = 0; i < N_RUNS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/dossier-property/%d", i);

      DESK_TEST (path, test_property);
    }
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of creating and changing dossiers: history, conflicts, undo, how values are kept, what is refused. */
#include "config.h"

#include "dossier-fixture.h"

#include "balie-error.h"

#include <string.h>

static void
close_desk (BalieDesk *desk)
{
  balie_desk_close (desk);
  g_object_unref (desk);
}

static char *
create_one (DeskFixture *f)
{
  return DOSSIER_CREATE (f->desk, "vin", "wvwzzz1kz8w123456", "plate", "k-123-bb", "brand",
                         "Volkswagen", "owner.last_name", "Goderis", "owner.first_name", "Thiemen",
                         "owner.country", "BE", "owner.national_number", "85.07.30-033.28");
}

static void
test_create (DeskFixture *f, gconstpointer unused)
{
  const char *const twice[] = { "number", "2026-0001", NULL };
  g_autofree char *first = create_one (f);
  g_autofree char *second = DOSSIER_CREATE (f->desk, "remarks", "a");
  g_autofree char *client = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierDetail) detail = NULL;
  const BalieActivity *line;

  g_assert_cmpstr (first, ==, "2026-0001");
  g_assert_cmpstr (second, ==, "2026-0002");
  dossier_assert (f->desk, first, "vin", "WVWZZZ1KZ8W123456");
  dossier_assert (f->desk, first, "plate", "K123BB");
  client = dossier_dup (f->desk, first, "owner.client_number");
  g_assert_cmpstr (client, !=, "");
  dossier_assert (f->desk, first, "driver.client_number", "");
  detail = dossier_get (f->desk, first, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (detail->activity->len, ==, 1);
  line = g_ptr_array_index (detail->activity, 0);
  g_assert_cmpint (line->kind, ==, BALIE_ACTIVITY_DOSSIER_CREATED);
  g_assert_cmpstr (line->actor, ==, g_get_user_name ());
  g_assert_null (dossier_try_create (f->desk, twice, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CONFLICT);
}

static void
test_history (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = create_one (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) result = NULL;
  g_autoptr (BalieDossierDetail) detail = NULL;
  g_autofree char *sentence = NULL;
  const BalieActivity *line;

  result = dossier_edit (f->desk, number, "owner.city", "", "Gent", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (result->number, ==, number);
  g_assert_cmpuint (result->conflicts->len, ==, 0);
  g_assert_cmpuint (result->activity_ids->len, ==, 1);
  detail = dossier_get (f->desk, number, &error);
  g_assert_no_error (error);
  line = g_ptr_array_index (detail->activity, 0);
  g_assert_cmpint (line->id, ==, g_array_index (result->activity_ids, gint64, 0));
  g_assert_cmpint (line->kind, ==, BALIE_ACTIVITY_FIELD_CHANGED);
  g_assert_cmpstr (line->dossier_number, ==, number);
  g_assert_cmpstr (line->entry, ==, "owner");
  g_assert_cmpstr (line->field, ==, "city");
  g_assert_cmpstr (line->old_value, ==, "");
  g_assert_cmpstr (line->new_value, ==, "Gent");
  g_assert_cmpstr (line->desk, ==, g_get_host_name ());
  sentence = balie_dossiers_dup_sentence (line);
  g_assert_nonnull (strstr (sentence, "Owner"));
  g_assert_nonnull (strstr (sentence, "Gent"));
}

/* The same once more is no change: no line of history, the version stays. */
static void
test_nothing_changed (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = create_one (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierDetail) before = dossier_get (f->desk, number, &error);
  g_autoptr (BalieDossierDetail) after = NULL;
  g_autoptr (BalieDossierResult) result = NULL;

  result = dossier_edit (f->desk, number, "plate", "K123BB", " k-123-BB ", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->activity_ids->len, ==, 0);
  after = dossier_get (f->desk, number, &error);
  g_assert_cmpint (after->dossier->version, ==, before->dossier->version);
  g_assert_cmpuint (after->activity->len, ==, before->activity->len);
}

/* Numbers are kept as everybody writes them where the country says how; what is foreign stays. */
static void
test_kept_values (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = create_one (f);

  dossier_set (f->desk, number, "owner.phone", "09 225 12 34");
  dossier_assert (f->desk, number, "owner.phone", "+3292251234");
  dossier_set (f->desk, number, "owner.mobile", "ask for Jan, ext. 12");
  dossier_assert (f->desk, number, "owner.mobile", "ask for Jan, ext. 12");
  dossier_set (f->desk, number, "owner.country", "Nederland");
  dossier_assert (f->desk, number, "owner.country", "NL");
  dossier_set (f->desk, number, "owner.postcode", "1234ab");
  dossier_assert (f->desk, number, "owner.postcode", "1234 AB");
  dossier_set (f->desk, number, "owner.email", "  jan@example.org ");
  dossier_assert (f->desk, number, "owner.email", "jan@example.org");
  dossier_set (f->desk, number, "owner.country", "JP");
  dossier_set (f->desk, number, "owner.postcode", "100-0001");
  dossier_assert (f->desk, number, "owner.postcode", "100-0001");
  dossier_set (f->desk, number, "owner.vat_number", "nonsense 1");
  dossier_assert (f->desk, number, "owner.vat_number", "nonsense 1");
}

/* A number and the country it is read by, both in one edit, in any order. */
static void
test_country_of_the_same_edit (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = DOSSIER_CREATE (f->desk, "driver.last_name", "Smit");
  g_autoptr (GPtrArray) changes = balie_dossier_changes_new ();
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) result = NULL;

  balie_dossier_changes_add (changes, BALIE_ENTRY_DRIVER, "phone", "", "020 624 1111");
  balie_dossier_changes_add (changes, BALIE_ENTRY_DRIVER, "country", "", "nl");
  balie_dossier_edit_async (f->desk, number, changes, NULL, wait_ended_cb, &done);
  result = balie_dossier_edit_finish (f->desk, wait_for_result (&done), &error);
  g_assert_no_error (error);
  dossier_assert (f->desk, number, "driver.phone", "+31206241111");
}

static void
assert_refused (DeskFixture *f, const char *number, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dossiers_dup_all (f->desk);
  g_autofree char *after = NULL;

  g_assert_null (dossier_edit (f->desk, number, field, NULL, value, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  after = dossiers_dup_all (f->desk);
  g_assert_cmpstr (before, ==, after);
}

static void
test_refused (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = create_one (f);
  g_autoptr (GError) error = NULL;

  assert_refused (f, number, "number", "2026-0009");
  assert_refused (f, number, "manager", "nobody");
  assert_refused (f, number, "order_number", "no-such-order");
  assert_refused (f, number, "first_registration", "31-02-2026");
  assert_refused (f, number, "owner.client_number", "7");
  assert_refused (f, number, "owner.pinned", "yes");
  assert_refused (f, number, "owner.loaded", "{}");
  assert_refused (f, number, "owner.import", "x");
  g_assert_null (dossier_edit (f->desk, "none", "remarks", "", "x", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND);
}

static void
test_manager_and_order (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = create_one (f);
  g_autoptr (BalieDossierDetail) detail = NULL;
  g_autoptr (BalieDossierDetail) linked = NULL;
  g_autoptr (GError) error = NULL;
  const BalieOrderRow *candidate;

  desk_fixture_add_user (f, "sanne", BALIE_ROLE_SELLER, FALSE);
  desk_import_well (f->desk, "order_number,brand,vin,plate\n"
                             "o1,Volkswagen,WVWZZZ1KZ8W123456,\n"
                             "o2,Volkswagen,,K123BB\n"
                             "2026-0001,Audi,,\n"
                             "o4,Audi,WAUZZZGE1PB000001,K124BB\n");
  dossier_set (f->desk, number, "manager", "sanne");
  detail = dossier_get (f->desk, number, &error);
  g_assert_no_error (error);
  g_assert_null (detail->order);
  g_assert_cmpuint (detail->candidates->len, ==, 3);
  candidate = g_ptr_array_index (detail->candidates, 0);
  g_assert_cmpstr (candidate->order->number, ==, "o1");
  dossier_set (f->desk, number, "order_number", "o1");
  linked = dossier_get (f->desk, number, &error);
  g_assert_cmpstr (linked->order->order->number, ==, "o1");
  g_assert_cmpuint (linked->candidates->len, ==, 0);
  dossier_set (f->desk, number, "order_number", "");
  dossier_set (f->desk, number, "manager", "");
}

/* Two desks, one dossier: what does not clash is written, what does comes back with both values. */
static void
test_conflict (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = create_one (f);
  g_autoptr (GPtrArray) changes = balie_dossier_changes_new ();
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) mine = NULL;
  const BalieDossierConflict *conflict;
  BalieDesk *other;

  desk_fixture_add_user (f, "sanne", BALIE_ROLE_SELLER, FALSE);
  other = desk_fixture_open (f, "sanne");
  dossier_set (other, number, "owner.city", "Gent");
  balie_dossier_changes_add (changes, BALIE_ENTRY_OWNER, "city", "", "Brugge");
  balie_dossier_changes_add (changes, BALIE_ENTRY_NONE, "remarks", "", "Calls back");
  balie_dossier_edit_async (f->desk, number, changes, NULL, wait_ended_cb, &done);
  mine = balie_dossier_edit_finish (f->desk, wait_for_result (&done), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mine->conflicts->len, ==, 1);
  conflict = g_ptr_array_index (mine->conflicts, 0);
  g_assert_cmpint (conflict->entry, ==, BALIE_ENTRY_OWNER);
  g_assert_cmpstr (conflict->field, ==, "city");
  g_assert_cmpstr (conflict->mine, ==, "Brugge");
  g_assert_cmpstr (conflict->theirs, ==, "Gent");
  g_assert_cmpstr (conflict->their_actor, ==, "sanne");
  g_assert_cmpint (conflict->their_time, ==, balie_clock_get_unix (f->clock));
  dossier_assert (f->desk, number, "owner.city", "Gent");
  dossier_assert (f->desk, number, "remarks", "Calls back");
  close_desk (other);
}

/* Who was told of the conflict and wants the value all the same gets it written. */
static void
test_decided_conflict (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = create_one (f);
  g_autoptr (GPtrArray) changes = balie_dossier_changes_new ();
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) result = NULL;
  BalieDossierChange *change;

  dossier_set (f->desk, number, "owner.national_number", "93051822361");
  balie_dossier_changes_add (changes, BALIE_ENTRY_OWNER, "national_number", "", "1");
  change = g_ptr_array_index (changes, 0);
  change->decided = TRUE;
  balie_dossier_edit_async (f->desk, number, changes, NULL, wait_ended_cb, &done);
  result = balie_dossier_edit_finish (f->desk, wait_for_result (&done), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->conflicts->len, ==, 0);
  dossier_assert (f->desk, number, "owner.national_number", "1");
}

/* A conflict is no way round the button that shows identity data. */
static void
test_conflict_of_identity (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = create_one (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) result =
      dossier_edit (f->desk, number, "owner.national_number", "", "1", &error);
  const BalieDossierConflict *conflict;

  g_assert_no_error (error);
  g_assert_cmpuint (result->conflicts->len, ==, 1);
  conflict = g_ptr_array_index (result->conflicts, 0);
  g_assert_cmpstr (conflict->theirs, ==, "");
  dossier_assert (f->desk, number, "owner.national_number", "85.07.30-033.28");
}

static void
test_undo_and_restore (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = create_one (f);
  g_autofree char *before = dossiers_dup_all (f->desk);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) first = NULL;
  g_autoptr (BalieDossierResult) second = NULL;
  g_autoptr (BalieDossierResult) undone = NULL;
  g_autoptr (BalieDossierResult) redone = NULL;
  g_autoptr (GArray) both = NULL;

  first = dossier_edit (f->desk, number, "remarks", "", "one", &error);
  second = dossier_edit (f->desk, number, "remarks", "one", "two\nlines", &error);
  g_assert_no_error (error);
  /* The first alone: what stands there is not what it wrote. */
  undone = dossier_undo (f->desk, number, first->activity_ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->conflicts->len, ==, 1);
  dossier_assert (f->desk, number, "remarks", "two\nlines");
  /* Both, named in any order. */
  both = g_array_copy (second->activity_ids);
  g_array_append_vals (both, first->activity_ids->data, first->activity_ids->len);
  redone = dossier_undo (f->desk, number, both, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (redone->conflicts->len, ==, 0);
  after = dossiers_dup_all (f->desk);
  g_assert_cmpstr (before, ==, after);
  /* The undo of an undo. */
  g_clear_pointer (&undone, balie_dossier_result_free);
  undone = dossier_undo (f->desk, number, redone->activity_ids, &error);
  g_assert_no_error (error);
  dossier_assert (f->desk, number, "remarks", "two\nlines");
}

/* Someone typed on: the undo takes back what it may and names the rest; the person stays who they are. */
static void
test_undo_after_another_edit (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = DOSSIER_CREATE (f->desk, "remarks", "x");
  g_autoptr (GPtrArray) changes = balie_dossier_changes_new ();
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) written = NULL;
  g_autoptr (BalieDossierResult) undone = NULL;
  g_autofree char *client = NULL;

  balie_dossier_changes_add (changes, BALIE_ENTRY_BROKER, "last_name", "", "Makelaardij");
  balie_dossier_changes_add (changes, BALIE_ENTRY_BROKER, "city", "", "Hasselt");
  balie_dossier_edit_async (f->desk, number, changes, NULL, wait_ended_cb, &done);
  written = balie_dossier_edit_finish (f->desk, wait_for_result (&done), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (written->activity_ids->len, ==, 3);
  client = dossier_dup (f->desk, number, "broker.client_number");
  dossier_set (f->desk, number, "broker.last_name", "Makelaardij Nord");
  undone = dossier_undo (f->desk, number, written->activity_ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->conflicts->len, ==, 1);
  dossier_assert (f->desk, number, "broker.last_name", "Makelaardij Nord");
  dossier_assert (f->desk, number, "broker.city", "");
  dossier_assert (f->desk, number, "broker.client_number", client);
}

static void
test_clear_party (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = create_one (f);
  g_autofree char *before = dossiers_dup_all (f->desk);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) cleared =
      dossier_clear (f->desk, number, BALIE_ENTRY_OWNER, &error);
  g_autoptr (BalieDossierResult) undone = NULL;

  g_assert_no_error (error);
  dossier_assert (f->desk, number, "owner.last_name", "");
  dossier_assert (f->desk, number, "owner.client_number", "");
  dossier_assert (f->desk, number, "owner.national_number", "");
  undone = dossier_undo (f->desk, number, cleared->activity_ids, &error);
  g_assert_no_error (error);
  after = dossiers_dup_all (f->desk);
  g_assert_cmpstr (before, ==, after);
}

static void
test_archive (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = create_one (f);

  dossier_set (f->desk, number, "archived", "yes");
  dossier_assert (f->desk, number, "archived", "yes");
  dossier_set (f->desk, number, "archived", "no");
  dossier_assert (f->desk, number, "archived", "");
}

/* Only what changed values can be undone, and not what is no longer known. */
static void
test_undo_refused (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = create_one (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierDetail) detail = dossier_get (f->desk, number, &error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const BalieActivity *line = g_ptr_array_index (detail->activity, 0);
  gint64 unknown = 100000;

  g_array_append_val (ids, line->id);
  g_assert_null (dossier_undo (f->desk, number, ids, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_array_index (ids, gint64, 0) = unknown;
  g_assert_null (dossier_undo (f->desk, number, ids, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND);
}

static void
assert_not_permitted (GError **error)
{
  g_assert_error (*error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_error (error);
}

/* Whoever has no role may look, and nothing else. */
static void
test_permissions (DeskFixture *f, gconstpointer unused)
{
  const char *const values[] = { "remarks", "x", NULL };
  g_autofree char *number = create_one (f);
  g_autofree char *before = dossiers_dup_all (f->desk);
  g_autofree char *after = NULL;
  g_autoptr (BalieCustomer) customer = make_customer (BALIE_SOURCE_DRIVER2, "number", "7", NULL);
  g_autoptr (BalieVehicle) vehicle = balie_vehicle_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePartyPlan) plan =
      dossier_plan (f->desk, number, BALIE_ENTRY_OWNER, customer, &error);
  g_autoptr (BalieVehiclePlan) vehicle_plan =
      dossier_plan_vehicle (f->desk, number, vehicle, &error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (BalieDossierDetail) detail = NULL;
  BalieDesk *desk;

  g_assert_no_error (error);
  desk_fixture_add_user (f, "guest", 0, FALSE);
  desk = desk_fixture_open (f, "guest");
  detail = dossier_get (desk, number, &error);
  g_assert_no_error (error);
  g_assert_null (dossier_try_create (desk, values, &error));
  assert_not_permitted (&error);
  g_assert_null (dossier_edit (desk, number, "remarks", "", "x", &error));
  assert_not_permitted (&error);
  g_assert_null (dossier_undo (desk, number, ids, &error));
  assert_not_permitted (&error);
  g_assert_null (dossier_clear (desk, number, BALIE_ENTRY_OWNER, &error));
  assert_not_permitted (&error);
  g_assert_null (dossier_use (desk, number, BALIE_ENTRY_DRIVER, 1, &error));
  assert_not_permitted (&error);
  g_assert_null (dossier_merge (desk, number, BALIE_ENTRY_OWNER, 1, &error));
  assert_not_permitted (&error);
  g_assert_null (dossier_plan (desk, number, BALIE_ENTRY_OWNER, customer, &error));
  assert_not_permitted (&error);
  g_assert_null (dossier_load (desk, number, BALIE_ENTRY_OWNER, plan, &error));
  assert_not_permitted (&error);
  g_assert_null (dossier_load_vehicle (desk, number, vehicle_plan, &error));
  assert_not_permitted (&error);
  g_assert_null (dossier_show_identity (desk, number, BALIE_ENTRY_OWNER, &error));
  assert_not_permitted (&error);
  g_assert_null (dossiers_import (desk, "number\nx\n", FALSE, &error));
  assert_not_permitted (&error);
  after = dossiers_dup_all (f->desk);
  g_assert_cmpstr (before, ==, after);
  close_desk (desk);
}

/* Nobody who is not in the table of users even reads. */
static void
test_stranger (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = create_one (f);
  BalieDesk *desk = desk_fixture_open (f, "stranger");
  g_autoptr (GError) error = NULL;

  g_assert_null (dossier_get (desk, number, &error));
  assert_not_permitted (&error);
  close_desk (desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/dossier-edit/create", test_create);
  DESK_TEST ("/dossier-edit/history", test_history);
  DESK_TEST ("/dossier-edit/nothing-changed", test_nothing_changed);
  DESK_TEST ("/dossier-edit/kept-values", test_kept_values);
  DESK_TEST ("/dossier-edit/country-of-the-same-edit", test_country_of_the_same_edit);
  DESK_TEST ("/dossier-edit/refused", test_refused);
  DESK_TEST ("/dossier-edit/manager-and-order", test_manager_and_order);
  DESK_TEST ("/dossier-edit/conflict", test_conflict);
  DESK_TEST ("/dossier-edit/decided-conflict", test_decided_conflict);
  DESK_TEST ("/dossier-edit/conflict-of-identity", test_conflict_of_identity);
  DESK_TEST ("/dossier-edit/undo-and-restore", test_undo_and_restore);
  DESK_TEST ("/dossier-edit/undo-after-another-edit", test_undo_after_another_edit);
  DESK_TEST ("/dossier-edit/clear-party", test_clear_party);
  DESK_TEST ("/dossier-edit/archive", test_archive);
  DESK_TEST ("/dossier-edit/undo-refused", test_undo_refused);
  DESK_TEST ("/dossier-edit/permissions", test_permissions);
  DESK_TEST ("/dossier-edit/stranger", test_stranger);
  return g_test_run ();
}

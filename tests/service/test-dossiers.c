/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of reading dossiers: lists, one with everything about it, identity data, known persons, twins, and
 * the search over everything. */
#include "config.h"

#include "dossier-fixture.h"

#include "balie-error.h"

#include <string.h>

static GPtrArray *
search_parties (BalieDesk *desk, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *uses;

  balie_parties_search_async (desk, desk, text, 10, NULL, wait_ended_cb, &result);
  uses = balie_parties_search_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
  return uses;
}

static GPtrArray *
find_twins (BalieDesk *desk, const char *number, BalieEntry entry)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *twins;

  balie_parties_find_twins_async (desk, number, entry, NULL, wait_ended_cb, &result);
  twins = balie_parties_find_twins_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
  return twins;
}

static GPtrArray *
find (BalieDesk *desk, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  balie_find_async (desk, desk, text, 5, NULL, wait_ended_cb, &result);
  found = balie_find_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
  return found;
}

static GArray *
query_ids (BalieDesk *desk, BalieDossierFilter filter, const char *text)
{
  const BalieDossierQuery query = { .filter = filter,
                                    .search = text,
                                    .sort = BALIE_DOSSIER_SORT_NUMBER };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GArray *ids;

  balie_dossiers_query_async (desk, desk, &query, NULL, wait_ended_cb, &result);
  ids = balie_dossiers_query_finish (desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
  return ids;
}

static void
test_lists (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *first =
      DOSSIER_CREATE (f->desk, "owner.last_name", "Goderis", "manager", g_get_user_name ());
  g_autofree char *second = DOSSIER_CREATE (f->desk, "driver.last_name", "Maes");
  g_autofree char *third = DOSSIER_CREATE (f->desk, "archived", "yes");
  g_autoptr (GArray) open = query_ids (f->desk, BALIE_DOSSIER_FILTER_OPEN, NULL);
  g_autoptr (GArray) mine = query_ids (f->desk, BALIE_DOSSIER_FILTER_MINE, "");
  g_autoptr (GArray) found = query_ids (f->desk, BALIE_DOSSIER_FILTER_ALL, "maes");
  g_autoptr (GAsyncResult) counted = NULL;
  g_autoptr (GAsyncResult) got = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *counts = NULL;
  guint32 ids[2];
  const BalieDossierRow *row;

  g_assert_cmpstr (first, !=, third);
  g_assert_cmpuint (open->len, ==, 2);
  g_assert_cmpuint (mine->len, ==, 1);
  g_assert_cmpuint (found->len, ==, 1);
  balie_dossiers_count_async (f->desk, NULL, wait_ended_cb, &counted);
  counts = balie_dossiers_count_finish (f->desk, wait_for_result (&counted), &error);
  g_assert_no_error (error);
  g_assert_cmpint (counts[BALIE_DOSSIER_FILTER_OPEN], ==, 2);
  g_assert_cmpint (counts[BALIE_DOSSIER_FILTER_MINE], ==, 1);
  g_assert_cmpint (counts[BALIE_DOSSIER_FILTER_NO_OWNER], ==, 1);
  g_assert_cmpint (counts[BALIE_DOSSIER_FILTER_ARCHIVED], ==, 1);
  g_assert_cmpint (counts[BALIE_DOSSIER_FILTER_ALL], ==, 3);
  ids[0] = g_array_index (found, guint32, 0);
  ids[1] = 12345;
  balie_dossiers_get_rows_async (f->desk, ids, 2, NULL, wait_ended_cb, &got);
  rows = balie_dossiers_get_rows_finish (f->desk, wait_for_result (&got), &error);
  g_assert_no_error (error);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->dossier->values[BALIE_DOSSIER_NUMBER], ==, second);
  g_assert_cmpstr (row->names[BALIE_ENTRY_DRIVER], ==, "Maes");
  g_assert_null (g_ptr_array_index (rows, 1));
}

static void
test_detail (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = DOSSIER_CREATE (
      f->desk, "vin", "WVWZZZ1KZ8W123456", "owner.last_name", "Goderis", "owner.invoice", "yes",
      "broker.invoice", "yes", "owner.country", "BE", "owner.vat_number", "BE0999999999");
  g_autofree char *twin = DOSSIER_CREATE (f->desk, "vin", "WVWZZZ1KZ8W123456");
  g_autofree char *gone = DOSSIER_CREATE (f->desk, "vin", "WVWZZZ1KZ8W123456", "archived", "yes");
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierDetail) detail = dossier_get (f->desk, number, &error);
  const BalieDossier *other;
  GPtrArray *hints;
  const BaliePartyHint *hint;

  g_assert_nonnull (gone);
  g_assert_no_error (error);
  g_assert_cmpuint (detail->parties->len, ==, BALIE_N_PARTIES);
  g_assert_cmpuint (detail->hints->len, ==, BALIE_N_PARTIES);
  g_assert_cmpuint (detail->n_invoices, ==, 2);
  g_assert_cmpuint (detail->same_vehicle->len, ==, 1);
  other = g_ptr_array_index (detail->same_vehicle, 0);
  g_assert_cmpstr (other->values[BALIE_DOSSIER_NUMBER], ==, twin);
  hints = g_ptr_array_index (detail->hints, BALIE_ENTRY_OWNER);
  g_assert_cmpuint (hints->len, >, 0);
  hint = g_ptr_array_index (hints, 0);
  g_assert_cmpint (hint->field, ==, BALIE_PARTY_VAT_NUMBER);
}

/* Nothing that is read shows identity data, but the one call that is logged first. */
static void
test_identity (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = DOSSIER_CREATE (f->desk, "owner.last_name", "Goderis",
                                            "owner.national_number", "85.07.30-033.28");
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierDetail) detail = NULL;
  g_autoptr (BalieDossierDetail) after = NULL;
  g_autoptr (GPtrArray) uses = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (BalieParty) party = NULL;
  g_autofree char *sentence = NULL;
  const BalieActivity *line;

  dossier_set (f->desk, number, "owner.national_number", "85.07.30-033.29");
  detail = dossier_get (f->desk, number, &error);
  g_assert_no_error (error);
  party = balie_party_copy (g_ptr_array_index (detail->parties, BALIE_ENTRY_OWNER));
  g_assert_cmpstr (party->values[BALIE_PARTY_NATIONAL_NUMBER], ==, "");
  line = g_ptr_array_index (detail->activity, 0);
  g_assert_cmpstr (line->field, ==, "national_number");
  g_assert_cmpstr (line->old_value, ==, "");
  g_assert_cmpstr (line->new_value, ==, "");
  sentence = balie_dossiers_dup_sentence (line);
  g_assert_null (strstr (sentence, "85.07"));
  uses = search_parties (f->desk, "goderis");
  g_assert_cmpuint (uses->len, ==, 1);
  g_assert_cmpstr (((BaliePartyUse *) uses->pdata[0])->party->values[BALIE_PARTY_NATIONAL_NUMBER],
                   ==, "");
  found = find (f->desk, "85.07.30");
  g_assert_cmpuint (found->len, ==, 0);
  g_clear_pointer (&party, balie_party_free);
  party = dossier_show_identity (f->desk, number, BALIE_ENTRY_OWNER, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (party->values[BALIE_PARTY_NATIONAL_NUMBER], ==, "85.07.30-033.29");
  after = dossier_get (f->desk, number, &error);
  line = g_ptr_array_index (after->activity, 0);
  g_assert_cmpint (line->kind, ==, BALIE_ACTIVITY_IDENTITY_SHOWN);
  g_assert_cmpstr (line->entry, ==, "owner");
  g_assert_cmpstr (line->actor, ==, g_get_user_name ());
}

static void
test_where_used (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *first =
      DOSSIER_CREATE (f->desk, "owner.last_name", "Goderis", "plate", "K123BB");
  g_autofree char *second = DOSSIER_CREATE (f->desk, "remarks", "x");
  g_autofree char *client = dossier_dup (f->desk, first, "owner.client_number");
  gint64 id = dossier_get_party_id (f->desk, first, BALIE_ENTRY_OWNER);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) used =
      dossier_use (f->desk, second, BALIE_ENTRY_DRIVER, id, &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) uses = NULL;
  g_autoptr (GPtrArray) recent = search_parties (f->desk, "");
  const BaliePartyUse *use;

  g_assert_nonnull (used);
  g_assert_no_error (error);
  balie_parties_where_used_async (f->desk, client, NULL, wait_ended_cb, &result);
  uses = balie_parties_where_used_finish (f->desk, wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (uses->len, ==, 2);
  use = g_ptr_array_index (uses, 0);
  g_assert_cmpstr (use->dossier_number, ==, second);
  g_assert_cmpint (use->party->entry, ==, BALIE_ENTRY_DRIVER);
  use = g_ptr_array_index (uses, 1);
  g_assert_nonnull (strstr (use->vehicle, "K-123-BB"));
  /* One person is offered once. */
  g_assert_cmpuint (recent->len, ==, 1);
}

static void
test_twins (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *sure = DOSSIER_CREATE (f->desk, "owner.last_name", "Goderis", "owner.first_name",
                                          "Thiemen", "owner.email", "t@example.org");
  g_autofree char *likely =
      DOSSIER_CREATE (f->desk, "owner.last_name", "Goderis", "owner.first_name", "Thiemen",
                      "owner.postcode", "9000", "owner.country", "BE");
  g_autofree char *namesake =
      DOSSIER_CREATE (f->desk, "owner.last_name", "Goderis", "owner.first_name", "Thiemen",
                      "owner.postcode", "3500", "owner.country", "BE");
  g_autofree char *mine = DOSSIER_CREATE (
      f->desk, "driver.last_name", "goderis", "driver.first_name", "THIEMEN", "driver.email",
      "t@example.org", "driver.postcode", "9000", "driver.country", "BE");
  g_autoptr (GPtrArray) twins = find_twins (f->desk, mine, BALIE_ENTRY_DRIVER);
  g_autoptr (GPtrArray) none = find_twins (f->desk, mine, BALIE_ENTRY_BROKER);
  const BaliePartyTwin *twin;

  g_assert_nonnull (namesake);
  g_assert_cmpuint (twins->len, ==, 2);
  twin = g_ptr_array_index (twins, 0);
  g_assert_cmpint (twin->likeness, ==, BALIE_LIKENESS_SAME);
  g_assert_cmpstr (twin->use->dossier_number, ==, sure);
  g_assert_cmpstr (twin->reason, !=, "");
  twin = g_ptr_array_index (twins, 1);
  g_assert_cmpint (twin->likeness, ==, BALIE_LIKENESS_LIKELY);
  g_assert_cmpstr (twin->use->dossier_number, ==, likely);
  g_assert_cmpuint (none->len, ==, 0);
}

/* One search finds the order, the dossier and the person, each with what a list shows. */
static void
test_find (DeskFixture *f, gconstpointer unused)
{
  g_autofree char *number = DOSSIER_CREATE (f->desk, "plate", "K123BB", "model", "Goderis edition",
                                            "owner.last_name", "Goderis");
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) nothing = NULL;
  const BalieFound *one;

  desk_import_well (f->desk, "order_number,brand,customer_name\no1,Audi,Goderis\n");
  found = find (f->desk, "goderis");
  nothing = find (f->desk, "nobody of that name");
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (found->len, ==, 3);
  one = g_ptr_array_index (found, 0);
  g_assert_cmpint (one->kind, ==, BALIE_FIND_ORDER);
  g_assert_cmpstr (one->order->order->number, ==, "o1");
  one = g_ptr_array_index (found, 1);
  g_assert_cmpint (one->kind, ==, BALIE_FIND_DOSSIER);
  g_assert_cmpstr (one->dossier->dossier->values[BALIE_DOSSIER_NUMBER], ==, number);
  one = g_ptr_array_index (found, 2);
  g_assert_cmpint (one->kind, ==, BALIE_FIND_PARTY);
  g_assert_cmpstr (one->party->values[BALIE_PARTY_LAST_NAME], ==, "Goderis");
  g_assert_cmpstr (one->dossier->dossier->values[BALIE_DOSSIER_NUMBER], ==, number);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/dossiers/lists", test_lists);
  DESK_TEST ("/dossiers/detail", test_detail);
  DESK_TEST ("/dossiers/identity", test_identity);
  DESK_TEST ("/dossiers/where-used", test_where_used);
  DESK_TEST ("/dossiers/twins", test_twins);
  DESK_TEST ("/dossiers/find", test_find);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Approve directly": who may, for which orders, exactly what was shown, and never twice. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "delivery-fixture.h"

#include "balie-error.h"
#include "balie-other-tables.h"

static GPtrArray *
try_to_approve (BalieDesk *desk, const char *const *numbers, const BaliePlateRequest *expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *results;

  balie_approval_approve_async (desk, numbers, expected, NULL, async_ended_cb, &result);
  results = balie_approval_approve_finish (desk, await (&result), &error);
  g_assert_no_error (error);
  return results;
}

static BaliePlateRequest *
preview (BalieDesk *desk, const char *number)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BaliePlateRequest *request;

  balie_approval_preview_async (desk, number, NULL, async_ended_cb, &result);
  request = balie_approval_preview_finish (desk, await (&result), &error);
  g_assert_no_error (error);
  return request;
}

static gpointer
put_user (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  balie_user_table_put (db, data, error);
  return NULL;
}

static void
add_user (BalieDesk *desk, const char *login, BalieRoles roles, gboolean administrator)
{
  g_autoptr (BalieUser) user = balie_user_new (login);

  user->roles = roles;
  user->administrator = administrator;
  delivery_fixture_run (desk, put_user, user);
}

static void
test_each_order_for_itself (void)
{
  static const char *const numbers[] = { "A-0001", "A-0002", "A-9999", "A-0003", NULL };
  DeliveryFixture *fixture = delivery_fixture_new (NULL);
  BalieOrder *blocked = make_order (2);
  g_autoptr (GPtrArray) results = NULL;
  const BalieApprovalResult *one;
  g_autoptr (BalieOrderRow) row = NULL;

  blocked->approved = FALSE;
  add_order (fixture->desk, blocked);
  add_orders (fixture->desk, 1, 1);
  add_orders (fixture->desk, 3, 1);
  results = try_to_approve (fixture->desk, numbers, NULL);
  g_assert_cmpuint (results->len, ==, 4);
  one = g_ptr_array_index (results, 0);
  g_assert_no_error (one->error);
  g_assert_cmpstr (one->request->vin, ==, "WVWZZZDEMTW000001");
  one = g_ptr_array_index (results, 1);
  g_assert_error (one->error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_assert_cmpuint (one->blocking, ==, 1u << BALIE_CONDITION_APPROVED);
  one = g_ptr_array_index (results, 2);
  g_assert_error (one->error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND);
  one = g_ptr_array_index (results, 3);
  g_assert_no_error (one->error);
  row = get_row (fixture->desk, "A-0001");
  g_assert_cmpint (row->request_state, ==, BALIE_REQUEST_WAITING);
  g_assert_cmpuint (
      count_history (fixture->desk, "A-0001", BALIE_ACTIVITY_REQUEST_APPROVED_BY_PERSON), ==, 1);
  delivery_fixture_free (fixture);
}

static void
test_never_twice (void)
{
  static const char *const first[] = { "A-0001", NULL };
  static const char *const again[] = { "A-0001", "A-0002", NULL };
  DeliveryFixture *fixture = delivery_fixture_new (NULL);
  BalieOrder *same_car = make_order (2);
  g_autoptr (GPtrArray) made = NULL;
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (BalieOrderRow) row = NULL;

  g_free (same_car->vin);
  same_car->vin = g_strdup ("WVWZZZDEMTW000001");
  add_orders (fixture->desk, 1, 1);
  add_order (fixture->desk, same_car);
  made = try_to_approve (fixture->desk, first, NULL);
  refused = try_to_approve (fixture->desk, again, NULL);
  for (guint i = 0; i < refused->len; i++)
    {
      const BalieApprovalResult *one = g_ptr_array_index (refused, i);

      g_assert_error (one->error, BALIE_ERROR, BALIE_ERROR_CONFLICT);
      g_assert_null (one->request);
    }
  row = get_row (fixture->desk, "A-0002");
  g_assert_cmpuint (row->explanation.blocking, ==, 1u << BALIE_CONDITION_REQUESTED);
  delivery_fixture_free (fixture);
}

/* Administrators and sellers may not; each of the four sales roles may. */
static void
test_who_may (void)
{
  static const struct
  {
    BalieRoles roles;
    gboolean administrator;
    gboolean may;
  } people[] = {
    { BALIE_ROLE_SELLER, FALSE, FALSE },           { 0, TRUE, FALSE },
    { BALIE_ROLE_SALES_ADMIN_NEW, FALSE, TRUE },   { BALIE_ROLE_SALES_ADMIN_USED, FALSE, TRUE },
    { BALIE_ROLE_SALES_MANAGER_NEW, FALSE, TRUE }, { BALIE_ROLE_SALES_MANAGER_USED, FALSE, TRUE },
  };
  DeliveryFixture *fixture = delivery_fixture_new (NULL);

  add_orders (fixture->desk, 1, G_N_ELEMENTS (people));
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *login = g_strdup_printf ("person-%u", i);
      g_autofree char *number = g_strdup_printf ("A-%04u", i + 1);
      const char *numbers[] = { number, NULL };
      BalieDesk *desk;
      g_autoptr (GPtrArray) results = NULL;
      const BalieApprovalResult *one;

      add_user (fixture->desk, login, people[i].roles, people[i].administrator);
      desk = delivery_fixture_open (fixture, login, NULL);
      results = try_to_approve (desk, numbers, NULL);
      one = g_ptr_array_index (results, 0);
      if (people[i].may)
        g_assert_no_error (one->error);
      else
        g_assert_error (one->error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
      close_desk (desk);
    }
  delivery_fixture_free (fixture);
}

static gpointer
change_plates (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieOrderRow) row = balie_order_table_get (db, "A-0001", error);

  g_assert_true (balie_plates_parse (data, &row->order->plates, NULL));
  balie_order_table_update (db, row->order, &row->explanation, 1, error);
  return NULL;
}

/* What the dialog showed is what is sent, or nothing is. */
static void
test_only_what_was_shown (void)
{
  static const char *const numbers[] = { "A-0001", NULL };
  DeliveryFixture *fixture = delivery_fixture_new (NULL);
  g_autoptr (BaliePlateRequest) shown = NULL;
  g_autoptr (BaliePlateRequest) shown_again = NULL;
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GPtrArray) made = NULL;
  const BalieApprovalResult *one;

  add_orders (fixture->desk, 1, 1);
  shown = preview (fixture->desk, "A-0001");
  delivery_fixture_run (fixture->desk, change_plates, (gpointer) "long:2+carrier:1");
  refused = try_to_approve (fixture->desk, numbers, shown);
  one = g_ptr_array_index (refused, 0);
  g_assert_error (one->error, BALIE_ERROR, BALIE_ERROR_CONFLICT);
  shown_again = preview (fixture->desk, "A-0001");
  /* The dialog stood open past midnight. */
  shown_again->request_date--;
  made = try_to_approve (fixture->desk, numbers, shown_again);
  one = g_ptr_array_index (made, 0);
  g_assert_no_error (one->error);
  g_assert_true (balie_plates_equal (&one->request->plates, &shown_again->plates));
  delivery_fixture_free (fixture);
}

static void
test_shared_fields_are_eight (void)
{
  DeliveryFixture *fixture = delivery_fixture_new (NULL);
  g_autoptr (BaliePlateRequest) shown = NULL;
  g_auto (GStrv) fields = NULL;

  add_orders (fixture->desk, 1, 1);
  shown = preview (fixture->desk, "A-0001");
  fields = balie_plate_request_dup_shared_fields (shown);
  g_assert_cmpuint (g_strv_length (fields), ==, 16);
  g_assert_true (g_strv_contains ((const char *const *) fields, "WVWZZZDEMTW000001"));
  g_assert_false (g_strv_contains ((const char *const *) fields, "Anna Voorbeeld"));
  delivery_fixture_free (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/approval/each-for-itself", test_each_order_for_itself);
  g_test_add_func ("/approval/never-twice", test_never_twice);
  g_test_add_func ("/approval/who-may", test_who_may);
  g_test_add_func ("/approval/as-shown", test_only_what_was_shown);
  g_test_add_func ("/approval/eight-fields", test_shared_fields_are_eight);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of editing orders: history, conflicts between two desks, undo, and what is not allowed. */
#include "config.h"

#include "desk-fixture.h"

#include "balie-error.h"

#include <string.h>

#define ORDER                                                                                      \
  "order_number,dealer_number,brand,model,vin,approved,unloading_date,plates,customer_name\n"      \
  "e1,02345,Audi,Q4,WAUZZZGE1PB000001,yes,2026-03-06,long:2,Smit\n"

static void
close_desk (BalieDesk *desk)
{
  balie_desk_close (desk);
  g_object_unref (desk);
}

static void
test_history (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderEditResult) result = NULL;
  g_autoptr (BalieOrderDetail) detail = NULL;
  const BalieActivity *line;

  desk_import_well (f->desk, ORDER);
  result = desk_edit_one (f->desk, "e1", BALIE_ORDER_FIELD_UNLOADING_DATE, "2026-03-06",
                          "07-03-2026", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->conflicts->len, ==, 0);
  g_assert_cmpuint (result->activity_ids->len, ==, 1);
  g_assert_cmpint (result->order->unloading_date, ==, balie_date_from_ymd (2026, 3, 7));
  detail = desk_load (f->desk, "e1", &error);
  g_assert_no_error (error);
  line = g_ptr_array_index (detail->activity, 0);
  g_assert_cmpint (line->id, ==, g_array_index (result->activity_ids, gint64, 0));
  g_assert_cmpint (line->kind, ==, BALIE_ACTIVITY_FIELD_CHANGED);
  g_assert_cmpstr (line->field, ==, "unloading_date");
  g_assert_cmpstr (line->old_value, ==, "2026-03-06");
  g_assert_cmpstr (line->new_value, ==, "2026-03-07");
  g_assert_cmpstr (line->actor, ==, g_get_user_name ());
  g_assert_cmpstr (line->desk, ==, g_get_host_name ());
  g_assert_cmpint (line->at, ==, balie_clock_get_unix (f->clock));
  g_assert_cmpint (detail->row->explanation.due_on, ==, balie_date_from_ymd (2026, 3, 21));
}

static void
test_nothing_changed (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderEditResult) result = NULL;

  desk_import_well (f->desk, ORDER);
  result = desk_edit_one (f->desk, "e1", BALIE_ORDER_FIELD_UNLOADING_DATE, "2026-03-06",
                          "06-03-2026", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->activity_ids->len, ==, 0);
  g_assert_cmpint (result->order->version, ==, 1);
}

static void
test_bad_value (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) changes = balie_order_changes_new ();
  g_autoptr (GError) error = NULL;

  desk_import_well (f->desk, ORDER);
  balie_order_changes_add (changes, BALIE_ORDER_FIELD_MODEL, "Q4", "Q5");
  balie_order_changes_add (changes, BALIE_ORDER_FIELD_NLV_DATE, "", "31-02-2026");
  g_assert_null (desk_edit (f->desk, "e1", changes, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "31-02-2026"));
  g_clear_error (&error);
  desk_assert_value (f->desk, "e1", BALIE_ORDER_FIELD_MODEL, "Q4");
  g_assert_null (desk_edit_one (f->desk, "e1", BALIE_ORDER_FIELD_NUMBER, "e1", "e2", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_null (desk_edit_one (f->desk, "none", BALIE_ORDER_FIELD_MODEL, "", "x", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND);
}

/* Two desks, one order: what does not clash is written, what does comes back with both values. */
static void
test_conflict (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) changes = balie_order_changes_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderEditResult) theirs = NULL;
  g_autoptr (BalieOrderEditResult) mine = NULL;
  const BalieOrderConflict *conflict;
  BalieDesk *other;

  desk_import_well (f->desk, ORDER);
  desk_fixture_add_user (f, "sanne", BALIE_ROLE_SALES_ADMIN_NEW, FALSE);
  other = desk_fixture_open (f, "sanne");
  theirs = desk_edit_one (other, "e1", BALIE_ORDER_FIELD_MODEL, "Q4", "Q5", &error);
  g_assert_no_error (error);
  balie_order_changes_add (changes, BALIE_ORDER_FIELD_MODEL, "Q4", "Q6");
  balie_order_changes_add (changes, BALIE_ORDER_FIELD_CUSTOMER_NAME, "Smit", "Smits");
  mine = desk_edit (f->desk, "e1", changes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mine->conflicts->len, ==, 1);
  conflict = g_ptr_array_index (mine->conflicts, 0);
  g_assert_cmpint (conflict->field, ==, BALIE_ORDER_FIELD_MODEL);
  g_assert_cmpstr (conflict->mine, ==, "Q6");
  g_assert_cmpstr (conflict->theirs, ==, "Q5");
  g_assert_cmpstr (conflict->their_actor, ==, "sanne");
  g_assert_cmpint (conflict->their_time, ==, balie_clock_get_unix (f->clock));
  g_assert_cmpuint (mine->activity_ids->len, ==, 1);
  desk_assert_value (f->desk, "e1", BALIE_ORDER_FIELD_MODEL, "Q5");
  desk_assert_value (f->desk, "e1", BALIE_ORDER_FIELD_CUSTOMER_NAME, "Smits");
  close_desk (other);
}

/* Both want the same: that is no conflict. */
static void
test_same_change (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderEditResult) first = NULL;
  g_autoptr (BalieOrderEditResult) second = NULL;
  BalieDesk *other;

  desk_import_well (f->desk, ORDER);
  other = desk_fixture_open (f, NULL);
  first = desk_edit_one (other, "e1", BALIE_ORDER_FIELD_MODEL, "Q4", "Q5", &error);
  g_assert_no_error (error);
  second = desk_edit_one (f->desk, "e1", BALIE_ORDER_FIELD_MODEL, "Q4", "Q5", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->conflicts->len, ==, 0);
  g_assert_cmpuint (second->activity_ids->len, ==, 0);
  close_desk (other);
}

static void
test_planned_on (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  BalieOrderEditResult *result;

  desk_import_well (f->desk, ORDER);
  result = desk_edit_one (f->desk, "e1", BALIE_ORDER_FIELD_DELIVERY_DATE, "", "2026-04-01", &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->order->planned_on, ==, balie_date_from_ymd (2026, 3, 20));
  g_assert_cmpuint (result->activity_ids->len, ==, 2);
  balie_order_edit_result_free (result);
  balie_clock_set_unix (f->clock, balie_clock_get_unix (f->clock) + 3 * 86400);
  result = desk_edit_one (f->desk, "e1", BALIE_ORDER_FIELD_DELIVERY_DATE, "2026-04-01",
                          "2026-04-09", &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->order->planned_on, ==, balie_date_from_ymd (2026, 3, 20));
  balie_order_edit_result_free (result);
  result = desk_edit_one (f->desk, "e1", BALIE_ORDER_FIELD_DELIVERY_DATE, "2026-04-09", "", &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->order->planned_on, ==, BALIE_DATE_NONE);
  balie_order_edit_result_free (result);
}

static void
test_undo (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderEditResult) edit = NULL;
  g_autoptr (BalieOrderEditResult) undo = NULL;
  g_autoptr (BalieOrderEditResult) redo = NULL;

  desk_import_well (f->desk, ORDER);
  edit = desk_edit_one (f->desk, "e1", BALIE_ORDER_FIELD_DELIVERY_DATE, "", "2026-04-01", &error);
  g_assert_no_error (error);
  undo = desk_undo (f->desk, "e1", edit->activity_ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undo->conflicts->len, ==, 0);
  g_assert_cmpint (undo->order->delivery_date, ==, BALIE_DATE_NONE);
  g_assert_cmpint (undo->order->planned_on, ==, BALIE_DATE_NONE);
  redo = desk_undo (f->desk, "e1", undo->activity_ids, &error);
  g_assert_no_error (error);
  g_assert_cmpint (redo->order->delivery_date, ==, balie_date_from_ymd (2026, 4, 1));
  g_assert_cmpint (redo->order->planned_on, ==, balie_date_from_ymd (2026, 3, 20));
}

static void
test_undo_conflict (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderEditResult) edit = NULL;
  g_autoptr (BalieOrderEditResult) later = NULL;
  g_autoptr (BalieOrderEditResult) undo = NULL;
  g_autoptr (GArray) wrong = g_array_new (FALSE, TRUE, sizeof (gint64));
  const BalieOrderConflict *conflict;
  gint64 creation = 1;

  desk_import_well (f->desk, ORDER);
  edit = desk_edit_one (f->desk, "e1", BALIE_ORDER_FIELD_MODEL, "Q4", "Q5", &error);
  g_assert_no_error (error);
  later = desk_edit_one (f->desk, "e1", BALIE_ORDER_FIELD_MODEL, "Q5", "Q6", &error);
  g_assert_no_error (error);
  undo = desk_undo (f->desk, "e1", edit->activity_ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undo->conflicts->len, ==, 1);
  conflict = g_ptr_array_index (undo->conflicts, 0);
  g_assert_cmpstr (conflict->mine, ==, "Q4");
  g_assert_cmpstr (conflict->theirs, ==, "Q6");
  desk_assert_value (f->desk, "e1", BALIE_ORDER_FIELD_MODEL, "Q6");
  /* Both lines together take it back to the start. */
  g_array_append_vals (edit->activity_ids, later->activity_ids->data, 1);
  balie_order_edit_result_free (g_steal_pointer (&undo));
  undo = desk_undo (f->desk, "e1", edit->activity_ids, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (undo->order->model, ==, "Q4");
  g_array_append_val (wrong, creation);
  g_assert_null (desk_undo (f->desk, "e1", wrong, &error));
  g_assert_nonnull (error);
}

static BalieOrder *
create_order (BalieDesk *desk, const char *number, gboolean approved, GError **error)
{
  g_autoptr (BalieOrder) order = balie_order_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_free (order->number);
  order->number = g_strdup (number);
  g_free (order->vin);
  order->vin = g_strdup ("wauzzz ge1pb 000009");
  order->approved = approved;
  order->delivery_date = balie_date_from_ymd (2026, 5, 1);
  balie_order_create_async (desk, order, NULL, wait_ended_cb, &result);
  return balie_order_create_finish (desk, wait_for_result (&result), error);
}

static void
test_create (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrder) order = create_order (f->desk, " n1 ", TRUE, &error);
  g_autoptr (BalieOrderDetail) detail = NULL;
  const BalieActivity *line;

  g_assert_no_error (error);
  g_assert_cmpstr (order->number, ==, "n1");
  g_assert_cmpstr (order->vin, ==, "WAUZZZGE1PB000009");
  g_assert_cmpint (order->planned_on, ==, balie_date_from_ymd (2026, 3, 20));
  g_assert_cmpint (order->id, >, 0);
  detail = desk_load (f->desk, "n1", &error);
  g_assert_no_error (error);
  line = g_ptr_array_index (detail->activity, detail->activity->len - 1);
  g_assert_cmpint (line->kind, ==, BALIE_ACTIVITY_ORDER_CREATED);
  g_assert_null (create_order (f->desk, "n1", FALSE, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (create_order (f->desk, "  ", FALSE, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
}

static void
test_permission (DeskFixture *f, gconstpointer unused)
{
  static const BalieRoles none = 0;
  g_autoptr (GError) error = NULL;
  BalieOrderEditResult *result;
  BalieDesk *seller;
  BalieDesk *guest;
  BalieDesk *stranger;

  desk_import_well (f->desk, ORDER);
  desk_fixture_add_user (f, "sanne", BALIE_ROLE_SELLER, FALSE);
  desk_fixture_add_user (f, "guest", none, FALSE);
  seller = desk_fixture_open (f, "sanne");
  guest = desk_fixture_open (f, "guest");
  stranger = desk_fixture_open (f, "stranger");
  result = desk_edit_one (seller, "e1", BALIE_ORDER_FIELD_MODEL, "Q4", "Q5", &error);
  g_assert_no_error (error);
  balie_order_edit_result_free (result);
  g_assert_null (desk_edit_one (seller, "e1", BALIE_ORDER_FIELD_APPROVED, "yes", "no", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_error (&error);
  g_assert_null (create_order (seller, "n2", TRUE, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_error (&error);
  g_assert_null (desk_edit_one (guest, "e1", BALIE_ORDER_FIELD_MODEL, "Q5", "Q6", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  g_clear_error (&error);
  balie_order_detail_free (desk_load (guest, "e1", &error));
  g_assert_no_error (error);
  g_assert_null (desk_load (stranger, "e1", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  close_desk (stranger);
  close_desk (guest);
  close_desk (seller);
}

/* A right that was taken away meanwhile is gone, whatever the desk still shows. */
static void
test_right_taken_away (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  BalieDesk *seller;

  desk_import_well (f->desk, ORDER);
  desk_fixture_add_user (f, "sanne", BALIE_ROLE_SELLER, FALSE);
  seller = desk_fixture_open (f, "sanne");
  g_assert_true (balie_desk_check (seller, BALIE_DEED_EDIT_ORDER, NULL));
  desk_fixture_add_user (f, "sanne", 0, FALSE);
  g_assert_null (desk_edit_one (seller, "e1", BALIE_ORDER_FIELD_MODEL, "Q4", "Q5", &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED);
  close_desk (seller);
}

static void
test_while_sending (DeskFixture *f, gconstpointer unused)
{
  static const struct
  {
    BalieOrderField field;
    const char *base;
    const char *value;
  } shared[] = {
    { BALIE_ORDER_FIELD_VIN, "WAUZZZGE1PB000001", "WAUZZZGE1PB000002" },
    { BALIE_ORDER_FIELD_BRAND, "Audi", "SEAT" },
    { BALIE_ORDER_FIELD_DEALER_NUMBER, "02345", "02346" },
    { BALIE_ORDER_FIELD_PLATES, "long:2", "long:1" },
  };
  g_autoptr (GError) error = NULL;
  BalieOrderEditResult *result;

  desk_import_well (f->desk, ORDER);
  desk_put_request (f->desk, "e1", BALIE_REQUEST_SENDING, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (shared); i++)
    {
      g_assert_null (
          desk_edit_one (f->desk, "e1", shared[i].field, shared[i].base, shared[i].value, &error));
      g_assert_error (error, BALIE_ERROR, BALIE_ERROR_BUSY);
      g_clear_error (&error);
    }
  result = desk_edit_one (f->desk, "e1", BALIE_ORDER_FIELD_MODEL, "Q4", "Q5", &error);
  g_assert_no_error (error);
  balie_order_edit_result_free (result);
}

static gboolean
has_hint (const BalieOrderDetail *detail, BalieOrderField field, const char *part)
{
  for (guint i = 0; i < detail->hints->len; i++)
    {
      const BalieHint *hint = g_ptr_array_index (detail->hints, i);

      if (hint->field == field && strstr (hint->text, part) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* After PON has it, a change is allowed, and said at the field. */
static void
test_after_requested (DeskFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderDetail) before = NULL;
  g_autoptr (BalieOrderDetail) after = NULL;
  g_autoptr (GPtrArray) changes = balie_order_changes_new ();
  BalieOrderEditResult *result;

  desk_import_well (f->desk, ORDER);
  desk_put_request (f->desk, "e1", BALIE_REQUEST_REQUESTED, NULL);
  before = desk_load (f->desk, "e1", &error);
  g_assert_no_error (error);
  g_assert_false (has_hint (before, BALIE_ORDER_FIELD_VIN, "WAUZZZGE1PB000001"));
  balie_order_changes_add (changes, BALIE_ORDER_FIELD_VIN, "WAUZZZGE1PB000001",
                           "WAUZZZGE1PB000002");
  balie_order_changes_add (changes, BALIE_ORDER_FIELD_BRAND, "Audi", "SEAT");
  balie_order_changes_add (changes, BALIE_ORDER_FIELD_DEALER_NUMBER, "02345", "02346");
  balie_order_changes_add (changes, BALIE_ORDER_FIELD_PLATES, "long:2", "long:1");
  result = desk_edit (f->desk, "e1", changes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->activity_ids->len, ==, 4);
  balie_order_edit_result_free (result);
  after = desk_load (f->desk, "e1", &error);
  g_assert_no_error (error);
  g_assert_true (has_hint (after, BALIE_ORDER_FIELD_VIN, "WAUZZZGE1PB000001"));
  g_assert_true (has_hint (after, BALIE_ORDER_FIELD_BRAND, "Audi"));
  g_assert_true (has_hint (after, BALIE_ORDER_FIELD_DEALER_NUMBER, "02345"));
  g_assert_true (has_hint (after, BALIE_ORDER_FIELD_PLATES, "2"));
  g_assert_true (after->row->explanation.blocking & (1 << BALIE_CONDITION_REQUESTED));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/order-edit/history", test_history);
  DESK_TEST ("/order-edit/nothing-changed", test_nothing_changed);
  DESK_TEST ("/order-edit/bad-value", test_bad_value);
  DESK_TEST ("/order-edit/conflict", test_conflict);
  DESK_TEST ("/order-edit/same-change", test_same_change);
  DESK_TEST ("/order-edit/planned-on", test_planned_on);
  DESK_TEST ("/order-edit/undo", test_undo);
  DESK_TEST ("/order-edit/undo-conflict", test_undo_conflict);
  DESK_TEST ("/order-edit/create", test_create);
  DESK_TEST ("/order-edit/permission", test_permission);
  DESK_TEST ("/order-edit/right-taken-away", test_right_taken_away);
  DESK_TEST ("/order-edit/while-sending", test_while_sending);
  DESK_TEST ("/order-edit/after-requested", test_after_requested);
  return g_test_run ();
}

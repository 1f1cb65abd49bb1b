/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lazy list of orders on a real store: placeholders, pages, newest wins, removal and addition
 * apart, refresh in place, and the selection that stays with its orders. */
#define G_LOG_DOMAIN "balie-test"
#include "config.h"

#include "orders-fixture.h"

#include "balie-order-list.h"
#include "balie-lazy-selection.h"

#define N_ORDERS 3000

typedef struct
{
  OrdersFixture orders;
  BalieLazyList *list;
  guint n_queried;
  guint n_both;     /* signals that removed and added at once */
  guint n_mismatch; /* signals after which the number of items was not what they said */
  guint n_items;
  guint n_whole; /* signals that removed everything */
} Fixture;

static void
queried_cb (Fixture *fixture)
{
  fixture->n_queried++;
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  fixture->n_both += removed > 0 && added > 0;
  fixture->n_whole += removed > 0 && removed == fixture->n_items;
  fixture->n_items = fixture->n_items - removed + added;
  fixture->n_mismatch += g_list_model_get_n_items (model) != fixture->n_items;
}

static gboolean
is_queried (gpointer data)
{
  return ((Fixture *) data)->n_queried > 0;
}

static void
query (Fixture *fixture, BalieOrderFilter filter, const char *search, gboolean descending)
{
  fixture->n_queried = 0;
  balie_order_list_set_query (fixture->list, filter, search, BALIE_ORDER_SORT_NUMBER, descending);
  wait_for (is_queried, fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  orders_fixture_open (&fixture->orders);
  fixture->list = balie_order_list_new (fixture->orders.desk);
  g_signal_connect_swapped (fixture->list, "queried", G_CALLBACK (queried_cb), fixture);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->list), (gpointer *) &fixture->list);
  g_object_unref (fixture->list);
  g_assert_null (fixture->list);
  orders_fixture_close (&fixture->orders);
}

static gboolean
is_loaded (gpointer data)
{
  return balie_lazy_item_is_loaded (data);
}

static BalieLazyItem *
dup_item (Fixture *fixture, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (fixture->list), position);
}

static void
test_placeholders (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieLazyItem) item = NULL;
  g_autoptr (BalieLazyItem) again = NULL;

  query (fixture, BALIE_ORDER_FILTER_ALL, NULL, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, N_ORDERS);
  g_assert_cmpuint (balie_lazy_list_get_n_pages (fixture->list), ==, 0);
  item = dup_item (fixture, 1500);
  g_assert_null (balie_lazy_item_get_row (item));
  g_assert_false (balie_lazy_item_is_loaded (item));
  wait_for (is_loaded, item);
  g_assert_cmpstr (((const BalieOrderRow *) balie_lazy_item_get_row (item))->order->number, ==,
                   "T01501");
  /* The whole page came with it, and the same place is the same object. */
  again = dup_item (fixture, 1500);
  g_assert_true (again == item);
  g_assert_cmpuint (balie_lazy_list_get_n_pages (fixture->list), ==, 1);
  g_assert_null (dup_item (fixture, N_ORDERS));
}

static void
test_pages_are_bounded (Fixture *fixture, gconstpointer data)
{
  BalieLazyItem *last = NULL;

  query (fixture, BALIE_ORDER_FILTER_ALL, NULL, FALSE);
  for (guint i = 0; i < N_ORDERS; i++)
    {
      g_clear_object (&last);
      last = dup_item (fixture, i);
    }
  g_assert_cmpuint (balie_lazy_list_get_n_pages (fixture->list), ==, (N_ORDERS + 127) / 128);
  g_assert_cmpuint (balie_lazy_list_get_n_pages (fixture->list), <=, BALIE_LAZY_LIST_MAX_PAGES);
  /* What came into view last is not last in the queue. */
  wait_for (is_loaded, last);
  g_assert_cmpstr (((const BalieOrderRow *) balie_lazy_item_get_row (last))->order->number, ==,
                   "T03000");
  g_object_unref (last);
}

static void
test_newest_wins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieLazyItem) item = NULL;

  fixture->n_queried = 0;
  balie_order_list_set_query (fixture->list, BALIE_ORDER_FILTER_ALL, NULL, BALIE_ORDER_SORT_NUMBER,
                              FALSE);
  balie_order_list_set_query (fixture->list, BALIE_ORDER_FILTER_ALL, "T0000",
                              BALIE_ORDER_SORT_NUMBER, FALSE);
  balie_order_list_set_query (fixture->list, BALIE_ORDER_FILTER_ALL, "T00042",
                              BALIE_ORDER_SORT_NUMBER, FALSE);
  wait_for (is_queried, fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);
  item = dup_item (fixture, 0);
  wait_for (is_loaded, item);
  g_assert_cmpstr (((const BalieOrderRow *) balie_lazy_item_get_row (item))->order->number, ==,
                   "T00042");
  g_assert_cmpuint (fixture->n_queried, ==, 1);
}

static void
test_told_apart (Fixture *fixture, gconstpointer data)
{
  query (fixture, BALIE_ORDER_FILTER_ALL, NULL, FALSE);
  query (fixture, BALIE_ORDER_FILTER_ALL, NULL, TRUE);
  query (fixture, BALIE_ORDER_FILTER_DUE, NULL, TRUE);
  query (fixture, BALIE_ORDER_FILTER_ALL, "no such order", TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
  g_assert_cmpuint (fixture->n_both, ==, 0);
  g_assert_cmpuint (fixture->n_mismatch, ==, 0);
}

static gboolean
has_new_name (gpointer data)
{
  const BalieOrderRow *row = balie_lazy_item_get_row (data);

  return row != NULL && g_str_equal (row->order->customer_name, "Someone else");
}

static void
test_refreshed_in_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieLazyItem) item = NULL;
  g_autoptr (BalieLazyItem) after = NULL;

  query (fixture, BALIE_ORDER_FILTER_ALL, NULL, FALSE);
  item = dup_item (fixture, 9);
  wait_for (is_loaded, item);
  fixture->n_whole = 0;
  orders_fixture_edit (&fixture->orders, "T00010", BALIE_ORDER_FIELD_CUSTOMER_NAME, "Someone else");
  wait_for (has_new_name, item);
  after = dup_item (fixture, 9);
  g_assert_true (after == item);
  g_assert_cmpuint (fixture->n_whole, ==, 0);
}

static gboolean
is_one_less (gpointer data)
{
  return g_list_model_get_n_items (data) == N_ORDERS - 1;
}

static gboolean
is_one_more (gpointer data)
{
  return g_list_model_get_n_items (data) == N_ORDERS + 1;
}

static void
test_refresh_keeps_selection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieLazySelection) selection = balie_lazy_selection_new (fixture->list);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);
  guint32 id;
  guint position;

  query (fixture, BALIE_ORDER_FILTER_ALL, NULL, FALSE);
  gtk_selection_model_select_item (model, 2000, TRUE);
  id = balie_lazy_list_get_id (fixture->list, 2000);
  fixture->n_whole = 0;
  orders_fixture_import (&fixture->orders,
                         "T00000,new,unloaded,51001,Volkswagen,Golf,WVWZZZ1KZ8W900000,2026-03-01,,"
                         "yes,First,long:2\n");
  wait_for (is_one_more, fixture->list);
  g_assert_true (balie_lazy_selection_get_single (selection, &position));
  g_assert_cmpuint (position, ==, 2001);
  g_assert_cmpuint (balie_lazy_list_get_id (fixture->list, position), ==, id);
  g_assert_cmpuint (fixture->n_whole, ==, 0);
  g_assert_cmpuint (fixture->n_both, ==, 0);
  g_assert_cmpuint (fixture->n_mismatch, ==, 0);
}

static gboolean
is_at_the_end (gpointer data)
{
  guint position;

  return balie_lazy_selection_get_single (data, &position) && position == N_ORDERS - 1;
}

static void
test_selection_moves_along (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieLazySelection) selection = balie_lazy_selection_new (fixture->list);
  guint32 id;

  fixture->n_queried = 0;
  balie_order_list_set_query (fixture->list, BALIE_ORDER_FILTER_ALL, NULL,
                              BALIE_ORDER_SORT_CUSTOMER, FALSE);
  wait_for (is_queried, fixture);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 0, TRUE);
  id = balie_lazy_list_get_id (fixture->list, 0);
  /* The first by name becomes the last. */
  orders_fixture_edit (&fixture->orders, "T00001", BALIE_ORDER_FIELD_CUSTOMER_NAME, "Zoë");
  wait_for (is_at_the_end, selection);
  g_assert_cmpuint (balie_lazy_list_get_id (fixture->list, N_ORDERS - 1), ==, id);
}

static void
test_leaves_filter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieLazySelection) selection = balie_lazy_selection_new (fixture->list);

  query (fixture, BALIE_ORDER_FILTER_ALL, "Customer", FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, N_ORDERS);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 4, TRUE);
  orders_fixture_edit (&fixture->orders, "T00005", BALIE_ORDER_FIELD_CUSTOMER_NAME, "Someone else");
  wait_for (is_one_less, fixture->list);
  g_assert_cmpuint (balie_lazy_selection_get_n (selection), ==, 0);
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieLazySelection) selection = balie_lazy_selection_new (fixture->list);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);
  guint position;

  query (fixture, BALIE_ORDER_FILTER_ALL, NULL, FALSE);
  gtk_selection_model_select_item (model, 3, TRUE);
  g_assert_true (balie_lazy_selection_get_single (selection, &position));
  g_assert_cmpuint (position, ==, 3);
  gtk_selection_model_select_item (model, 7, FALSE);
  g_assert_true (gtk_selection_model_is_selected (model, 3));
  g_assert_true (gtk_selection_model_is_selected (model, 7));
  g_assert_cmpuint (balie_lazy_selection_get_n (selection), ==, 2);
  gtk_selection_model_unselect_item (model, 3);
  g_assert_false (gtk_selection_model_is_selected (model, 3));
  gtk_selection_model_select_range (model, 10, 5, FALSE);
  g_assert_cmpuint (balie_lazy_selection_get_n (selection), ==, 6);
  /* All of them, without a single row being fetched. */
  g_assert_true (gtk_selection_model_select_all (model));
  g_assert_cmpuint (balie_lazy_selection_get_n (selection), ==, N_ORDERS);
  g_assert_cmpuint (balie_lazy_list_get_n_pages (fixture->list), ==, 0);
  g_assert_true (gtk_selection_model_unselect_all (model));
  g_assert_cmpuint (balie_lazy_selection_get_n (selection), ==, 0);
}

static void
test_goes_while_busy (Fixture *fixture, gconstpointer data)
{
  BalieLazyList *list = balie_order_list_new (fixture->orders.desk);

  /* Dropped with a query and a page under way: nothing may touch it afterwards. */
  query (fixture, BALIE_ORDER_FILTER_ALL, NULL, FALSE);
  balie_order_list_set_query (list, BALIE_ORDER_FILTER_ALL, NULL, BALIE_ORDER_SORT_NUMBER, FALSE);
  g_object_unref (dup_item (fixture, 100));
  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *) &list);
  g_object_unref (list);
  g_assert_null (list);
  query (fixture, BALIE_ORDER_FILTER_ALL, NULL, TRUE);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  orders_fixture_prepare (N_ORDERS);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/orders-list/placeholders", test_placeholders);
  ADD ("/orders-list/pages-are-bounded", test_pages_are_bounded);
  ADD ("/orders-list/newest-wins", test_newest_wins);
  ADD ("/orders-list/told-apart", test_told_apart);
  ADD ("/orders-list/refreshed-in-place", test_refreshed_in_place);
  ADD ("/orders-list/refresh-keeps-selection", test_refresh_keeps_selection);
  ADD ("/orders-list/selection-moves-along", test_selection_moves_along);
  ADD ("/orders-list/leaves-filter", test_leaves_filter);
  ADD ("/orders-list/selection", test_selection);
  ADD ("/orders-list/goes-while-busy", test_goes_while_busy);
  status = g_test_run ();
  orders_fixture_forget_prepared ();
  return status;
}

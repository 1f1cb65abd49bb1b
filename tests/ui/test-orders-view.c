/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page and the tabs of an order on a real desk: what is shown, hinted, saved, kept and refused;
 * and nothing of it left behind. */
#define G_LOG_DOMAIN "balie-test"
#include "config.h"

#include "orders-fixture.h"

#include "balie-approval.h"
#include "balie-order-field-row.h"
#include "balie-order-draft.h"
#include "balie-order-view.h"
#include "balie-orders-memory.h"
#include "balie-orders-page.h"

typedef struct
{
  OrdersFixture orders;
  GtkWindow *window;
  BalieOrderView *view;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  orders_fixture_open (&fixture->orders);
  orders_fixture_import (
      &fixture->orders,
      "A1,new,unloaded,51001,Volkswagen,Golf,WVWZZZ1KZ8W123456,2026-03-06,,yes,Ann,long:2\n"
      "A2,new,unloaded,51001,Audi,A3,WAUZZZ8V5KA123457,2026-03-06,,no,Bob,\n");
  fixture->window = GTK_WINDOW (g_object_ref_sink (gtk_window_new ()));
  gtk_window_set_default_size (fixture->window, 900, 700);
}

static void
show_view (Fixture *fixture, const char *number)
{
  fixture->view = BALIE_ORDER_VIEW (balie_order_view_new (fixture->orders.desk));
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->view));
  gtk_window_present (fixture->window);
  balie_order_view_set_number (fixture->view, number);
  wait_to_find (GTK_WIDGET (fixture->view), match_label, number);
}

/* The window and everything in it go, whatever a test did; then the desk can. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *child = gtk_window_get_child (fixture->window);

  g_object_add_weak_pointer (G_OBJECT (child), (gpointer *) &child);
  gtk_window_destroy (fixture->window);
  g_clear_object (&fixture->window);
  wait_for (is_null, &child);
  g_assert_null (child);
  orders_fixture_close (&fixture->orders);
}

typedef struct
{
  GtkWidget *root;
  BalieOrderField field;
  BalieOrderFieldRow *found;
} FieldSearch;

static void
search_field (FieldSearch *search, GtkWidget *widget)
{
  if (BALIE_IS_ORDER_FIELD_ROW (widget) &&
      balie_order_field_row_get_field (BALIE_ORDER_FIELD_ROW (widget)) == search->field)
    search->found = BALIE_ORDER_FIELD_ROW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    search_field (search, child);
}

static BalieOrderFieldRow *
find_field (Fixture *fixture, BalieOrderField field)
{
  FieldSearch search = { GTK_WIDGET (fixture->view), field, NULL };

  search_field (&search, search.root);
  g_assert_nonnull (search.found);
  return search.found;
}

static gboolean
match_editable (GtkWidget *widget, const char *text)
{
  return GTK_IS_ENTRY (widget);
}

/* As a person types it. */
static void
type (Fixture *fixture, BalieOrderField field, const char *text)
{
  GtkWidget *entry = find_widget (GTK_WIDGET (find_field (fixture, field)), match_editable, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
assert_value (Fixture *fixture, BalieOrderField field, const char *expected)
{
  g_autofree char *value = balie_order_field_row_dup_value (find_field (fixture, field));

  g_assert_cmpstr (value, ==, expected);
}

typedef struct
{
  Fixture *fixture;
  const char *number;
  BalieOrderField field;
  const char *expected;
} Stored;

static gboolean
is_stored (gpointer data)
{
  Stored *stored = data;
  g_autoptr (BalieOrderRow) row = orders_fixture_dup_row (&stored->fixture->orders, stored->number);
  g_autofree char *value = balie_order_dup_value (row->order, stored->field);

  return g_str_equal (value, stored->expected);
}

static void
test_shows_and_saves (Fixture *fixture, gconstpointer data)
{
  Stored stored = { fixture, "A1", BALIE_ORDER_FIELD_DELIVERY_DATE, "2026-04-01" };

  show_view (fixture, "A1");
  assert_value (fixture, BALIE_ORDER_FIELD_CUSTOMER_NAME, "Ann");
  assert_value (fixture, BALIE_ORDER_FIELD_UNLOADING_DATE, "2026-03-06");
  /* A date as it is written in Dutch. */
  type (fixture, BALIE_ORDER_FIELD_DELIVERY_DATE, "1-4-2026");
  wait_to_find (GTK_WIDGET (fixture->view), match_label, "1 unsaved change");
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "order.save", NULL);
  wait_for (is_stored, &stored);
}

static void
test_hints_at_the_field (Fixture *fixture, gconstpointer data)
{
  BalieOrderFieldRow *vin, *date;
  GtkWidget *save;

  show_view (fixture, "A1");
  vin = find_field (fixture, BALIE_ORDER_FIELD_VIN);
  date = find_field (fixture, BALIE_ORDER_FIELD_NLV_DATE);
  g_assert_cmpstr (balie_order_field_row_get_hint (vin), ==, "");
  type (fixture, BALIE_ORDER_FIELD_VIN, "WVWZZZ1KZ8W12345");
  g_assert_cmpstr (balie_order_field_row_get_hint (vin), !=, "");
  /* An ill-formed VIN may be saved; a date that can't be read may not. */
  save = wait_to_find (GTK_WIDGET (fixture->view), match_button, "_Save");
  g_assert_true (gtk_widget_get_sensitive (save));
  type (fixture, BALIE_ORDER_FIELD_NLV_DATE, "32-13-2026");
  g_assert_cmpstr (balie_order_field_row_get_hint (date), !=, "");
  g_assert_false (gtk_widget_get_sensitive (save));
  assert_value (fixture, BALIE_ORDER_FIELD_NLV_DATE, "32-13-2026");
}

static void
test_unsaved_is_kept (Fixture *fixture, gconstpointer data)
{
  show_view (fixture, "A1");
  type (fixture, BALIE_ORDER_FIELD_CUSTOMER_NAME, "Anna");
  g_assert_cmpuint (balie_order_view_get_n_unsaved (fixture->view), ==, 1);
  balie_order_view_set_number (fixture->view, "A2");
  wait_to_find (GTK_WIDGET (fixture->view), match_label, "A2");
  assert_value (fixture, BALIE_ORDER_FIELD_CUSTOMER_NAME, "Bob");
  g_assert_cmpuint (balie_order_view_get_n_unsaved (fixture->view), ==, 1);
  balie_order_view_set_number (fixture->view, "A1");
  wait_to_find (GTK_WIDGET (fixture->view), match_label, "1 unsaved change");
  assert_value (fixture, BALIE_ORDER_FIELD_CUSTOMER_NAME, "Anna");
  g_signal_emit_by_name (wait_to_find (GTK_WIDGET (fixture->view), match_button, "_Revert"),
                         "clicked");
  assert_value (fixture, BALIE_ORDER_FIELD_CUSTOMER_NAME, "Ann");
  g_assert_cmpuint (balie_order_view_get_n_unsaved (fixture->view), ==, 0);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }
  return NULL;
}

static gboolean
is_dialog_there (gpointer data)
{
  return find_dialog () != NULL;
}

static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  Stored stored = { fixture, "A1", BALIE_ORDER_FIELD_SELLER, "Mine too" };
  GtkWidget *dialog;

  show_view (fixture, "A1");
  type (fixture, BALIE_ORDER_FIELD_CUSTOMER_NAME, "Mine");
  type (fixture, BALIE_ORDER_FIELD_SELLER, "Mine too");
  orders_fixture_edit (&fixture->orders, "A1", BALIE_ORDER_FIELD_CUSTOMER_NAME, "Theirs");
  /* The order was read anew meanwhile; what mine started from is not forgotten. */
  wait_to_find (GTK_WIDGET (fixture->view), match_label, "Theirs");
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "order.save", NULL);
  wait_for (is_dialog_there, NULL);
  /* What both did not touch is saved, and neither value is lost. */
  wait_for (is_stored, &stored);
  stored.field = BALIE_ORDER_FIELD_CUSTOMER_NAME;
  stored.expected = "Theirs";
  g_assert_true (is_stored (&stored));
  assert_value (fixture, BALIE_ORDER_FIELD_CUSTOMER_NAME, "Mine");
  dialog = find_dialog ();
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (wait_to_find (dialog, match_type, "GtkCheckButton")), TRUE);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "apply");
  stored.expected = "Mine";
  wait_for (is_stored, &stored);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
match_check (GtkWidget *widget, const char *text)
{
  return GTK_IS_CHECK_BUTTON (widget) &&
         g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), text) == 0;
}

static void
test_approve_asks (Fixture *fixture, gconstpointer data)
{
  GtkWidget *tick, *dialog;

  show_view (fixture, "A1");
  balie_order_view_show_tab (fixture->view, "sales-admin");
  tick = wait_to_find (GTK_WIDGET (fixture->view), match_check, "Approve _directly");
  g_assert_true (gtk_widget_is_sensitive (tick));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), TRUE);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (tick)));
  wait_for (is_dialog_there, NULL);
  dialog = find_dialog ();
  g_assert_cmpstr (adw_message_dialog_get_default_response (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "cancel");
  g_assert_cmpstr (adw_message_dialog_get_close_response (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "cancel");
  wait_to_find (dialog, match_label, "WVWZZZ1KZ8W123456");
  wait_to_find (dialog, match_label, "51001");
  g_assert_null (find_widget (dialog, match_label, "Ann"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "request");
  gtk_window_destroy (GTK_WINDOW (dialog));
  /* Read-only from now on, and shown on the timeline. */
  while (gtk_widget_is_sensitive (tick))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (tick)));
  balie_order_view_show_tab (fixture->view, "requests");
  wait_to_find (GTK_WIDGET (fixture->view), match_label, "Waiting to send");
  wait_to_find (GTK_WIDGET (fixture->view), match_button, "_Withdraw…");
}

static void
test_says_why_not (Fixture *fixture, gconstpointer data)
{
  GtkWidget *tick;

  show_view (fixture, "A2");
  balie_order_view_show_tab (fixture->view, "sales-admin");
  tick = wait_to_find (GTK_WIDGET (fixture->view), match_check, "Approve _directly");
  g_assert_false (gtk_widget_is_sensitive (tick));
  g_assert_nonnull (gtk_widget_get_tooltip_text (tick));
  gtk_test_accessible_assert_property (tick, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       gtk_widget_get_tooltip_text (tick));
  wait_to_find (GTK_WIDGET (fixture->view), match_label, "not met");
  /* The order's own tick is saved at once. */
  gtk_check_button_set_active (GTK_CHECK_BUTTON (wait_to_find (GTK_WIDGET (fixture->view),
                                                               match_check, "_Approved (order)")),
                               TRUE);
  wait_for (is_stored, &(Stored){ fixture, "A2", BALIE_ORDER_FIELD_APPROVED, "yes" });
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  Stored stored = { fixture, "A1", BALIE_ORDER_FIELD_CUSTOMER_NAME, "Ann" };

  show_view (fixture, "A1");
  balie_order_view_show_tab (fixture->view, "activity");
  orders_fixture_edit (&fixture->orders, "A1", BALIE_ORDER_FIELD_CUSTOMER_NAME, "Anna");
  wait_to_find (GTK_WIDGET (fixture->view), match_label, "Ann → Anna");
  g_signal_emit_by_name (
      wait_to_find (wait_to_find (GTK_WIDGET (fixture->view), match_type, "BalieOrderActivityTab"),
                    match_type, "GtkButton"),
      "clicked");
  wait_for (is_stored, &stored);
}

static void
test_page_goes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = balie_orders_page_new (fixture->orders.desk);

  gtk_window_set_child (fixture->window, page);
  gtk_window_present (fixture->window);
  wait_to_find (page, match_label, "due today");
  balie_orders_page_open (BALIE_ORDERS_PAGE (page), "A1", "requests");
  wait_to_find (page, match_label, "No Plate Request Yet");
  balie_orders_page_set_filter (BALIE_ORDERS_PAGE (page), BALIE_ORDER_FILTER_REJECTED);
  wait_to_find (page, match_label, "No Order Matches");
  balie_orders_page_focus_search (BALIE_ORDERS_PAGE (page));
}

static void
test_memory (void)
{
  BalieSavedFilter filter = { (char *) "“Urgent”", BALIE_ORDER_FILTER_ATTENTION, (char *) "golf",
                              BALIE_ORDER_SORT_DUE, TRUE };
  g_autofree char *text = balie_saved_filter_to_json (&filter);
  g_autoptr (BalieSavedFilter) read = balie_saved_filter_from_json (text);

  g_assert_nonnull (read);
  g_assert_cmpstr (read->name, ==, filter.name);
  g_assert_cmpint (read->filter, ==, filter.filter);
  g_assert_cmpstr (read->search, ==, filter.search);
  g_assert_cmpint (read->sort, ==, filter.sort);
  g_assert_true (read->descending);
  g_assert_null (balie_saved_filter_from_json ("{\"name\":\"x\"}"));
  g_assert_null (balie_saved_filter_from_json ("no JSON"));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/orders-view/shows-and-saves", test_shows_and_saves);
  ADD ("/orders-view/hints-at-the-field", test_hints_at_the_field);
  ADD ("/orders-view/unsaved-is-kept", test_unsaved_is_kept);
  ADD ("/orders-view/conflict", test_conflict);
  ADD ("/orders-view/approve-asks", test_approve_asks);
  ADD ("/orders-view/says-why-not", test_says_why_not);
  ADD ("/orders-view/history", test_history);
  ADD ("/orders-view/page-goes", test_page_goes);
  g_test_add_func ("/orders-view/memory", test_memory);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading what was found into a dossier, as a person does it: pick, the question before anything typed by hand
 * goes, KP's people, vehicles, undo. */
#define G_LOG_DOMAIN "balie-test"
#include "config.h"

#include "customers-fixture.h"

typedef CustomersFixture Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  customers_fixture_open (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  customers_fixture_close (fixture);
}

/* Searches by the name that was carried over and picks the first row, as Enter on it does. */
static GtkWidget *
pick_first (Fixture *fixture, BalieEntry entry, const char *name)
{
  GtkWidget *dialog = customers_fixture_ask (fixture, entry, name);
  GtkWidget *view;

  activate (dialog, "search.start");
  wait_to_find (dialog, match_label, "Page 1 of ");
  view = wait_to_find (dialog, match_type, "GtkColumnView");
  g_signal_emit_by_name (view, "activate", 0);
  return dialog;
}

static void
wait_until_gone (GtkWidget *widget)
{
  g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &widget);
  wait_for (is_null, &widget);
}

/* The button ends the window it stands in. */
static void
click_and_wait (GtkWidget *window, const char *label)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  click (window, label);
  wait_for (is_null, &window);
}

static void
close_and_wait (GtkWidget *window)
{
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  wait_for (is_null, &window);
}

static void
test_picked (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autoptr (BalieParty) loaded = NULL;
  g_autoptr (BalieParty) undone = NULL;

  wait_until_gone (pick_first (fixture, BALIE_ENTRY_DRIVER, "Goderis"));
  g_assert_null (find_toplevel ("BalieDifferenceDialog"));
  wait_to_find (window, match_label, "Loaded from Driver2");
  loaded = customers_fixture_dup_party (fixture, BALIE_ENTRY_DRIVER);
  g_assert_cmpstr (loaded->values[BALIE_PARTY_FIRST_NAME], ==, "Thiemen");
  g_assert_cmpstr (loaded->values[BALIE_PARTY_EXTERNAL_REFERENCE], ==, "74050");

  click (window, "Undo");
  wait_to_find (window, match_label, "Undone");
  undone = customers_fixture_dup_party (fixture, BALIE_ENTRY_DRIVER);
  g_assert_false (balie_party_is_filled (undone));
}

/* What was typed by hand is asked about, stays unless ticked, and nothing is hidden. */
static void
test_asked (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog, *question, *phone, *name;
  g_autoptr (BalieParty) untouched = NULL;
  g_autoptr (BalieParty) loaded = NULL;

  customers_fixture_type (fixture, BALIE_ENTRY_DRIVER, BALIE_PARTY_LAST_NAME, "Goderis");
  customers_fixture_type (fixture, BALIE_ENTRY_DRIVER, BALIE_PARTY_PHONE, "+3215999999");
  customers_fixture_type (fixture, BALIE_ENTRY_DRIVER, BALIE_PARTY_EMAIL, "typed@example.org");
  dialog = pick_first (fixture, BALIE_ENTRY_DRIVER, "Goderis");
  question = wait_for_toplevel ("BalieDifferenceDialog");
  phone = wait_to_find (question, match_check, "Phone");
  name = wait_to_find (question, match_check, "First name");
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (phone)));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (name)));
  wait_to_find (question, match_label, "typed by hand");

  /* Thought better of: nothing was written, the results are still there. */
  click_and_wait (question, "_Cancel");
  untouched = customers_fixture_dup_party (fixture, BALIE_ENTRY_DRIVER);
  g_assert_cmpstr (untouched->values[BALIE_PARTY_FIRST_NAME], ==, "");
  g_signal_emit_by_name (wait_to_find (dialog, match_type, "GtkColumnView"), "activate", 0);
  question = wait_for_toplevel ("BalieDifferenceDialog");
  phone = wait_to_find (question, match_check, "Phone");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (phone), TRUE);
  click_and_wait (question, "_Load");
  wait_until_gone (dialog);
  loaded = customers_fixture_dup_party (fixture, BALIE_ENTRY_DRIVER);
  g_assert_cmpstr (loaded->values[BALIE_PARTY_PHONE], ==, "+3215000012");
  g_assert_cmpstr (loaded->values[BALIE_PARTY_EMAIL], ==, "typed@example.org");
  g_assert_cmpstr (loaded->values[BALIE_PARTY_FIRST_NAME], ==, "Thiemen");
}

static void
test_kp_person (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BalieParty) loaded = NULL;

  wait_until_gone (pick_first (fixture, BALIE_ENTRY_OWNER, "Kaapstra"));
  wait_to_find (GTK_WIDGET (fixture->window), match_label, "Loaded; being added to Driver2");
  loaded = customers_fixture_dup_party (fixture, BALIE_ENTRY_OWNER);
  g_assert_cmpstr (loaded->values[BALIE_PARTY_FIRST_NAME], ==, "Femke");
}

static GtkWidget *
search_vehicle (Fixture *fixture, const char *vin)
{
  GtkWidget *dialog;

  balie_shell_search_vehicle (BALIE_SHELL (fixture->window), fixture->dossier, vin, "");
  dialog = wait_for_toplevel ("BalieVehicleDialog");
  activate (dialog, "search.start");
  return dialog;
}

/* The difference is shown first; what a person chose by hand is left alone. */
static void
test_vehicle (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog, *driver;
  GtkWidget *list;
  g_autoptr (BalieDossierDetail) detail = NULL;
  const BalieParty *owner, *kept;

  wait_until_gone (pick_first (fixture, BALIE_ENTRY_DRIVER, "Tweezijde"));
  dialog = search_vehicle (fixture, "WVWZZZTSTTW000001");
  list = wait_to_find (dialog, match_type, "GtkListBox");
  wait_to_find (list, match_label, "ID.3 Pro");
  wait_to_find (list, match_label, "Owner: Goderis, Thiemen");
  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  driver = wait_to_find (dialog, match_check, "Driver: Goderis, Thiemen");
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (driver)));
  wait_to_find (dialog, match_label, "Chosen by hand: left alone unless ticked");
  g_assert_null (find_widget (dialog, match_label, "Sent by"));
  click (dialog, "_Load");
  wait_until_gone (dialog);

  detail = customers_fixture_dup_dossier (fixture);
  owner = g_ptr_array_index (detail->parties, BALIE_ENTRY_OWNER);
  kept = g_ptr_array_index (detail->parties, BALIE_ENTRY_DRIVER);
  g_assert_cmpstr (detail->dossier->values[BALIE_DOSSIER_MODEL], ==, "ID.3 Pro");
  g_assert_cmpstr (owner->values[BALIE_PARTY_LAST_NAME], ==, "Goderis");
  g_assert_cmpstr (kept->values[BALIE_PARTY_LAST_NAME], ==, "Tweezijde");
}

/* Closed before there was anything to ask: nothing is written, and one hears of it. */
static void
test_closed_before_asked (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autoptr (BalieParty) untouched = NULL;

  customers_fixture_type (fixture, BALIE_ENTRY_DRIVER, BALIE_PARTY_LAST_NAME, "Goderis");
  customers_fixture_type (fixture, BALIE_ENTRY_DRIVER, BALIE_PARTY_PHONE, "+3215999999");
  close_and_wait (pick_first (fixture, BALIE_ENTRY_DRIVER, "Goderis"));
  wait_to_find (window, match_label, "The customer was not loaded");
  untouched = customers_fixture_dup_party (fixture, BALIE_ENTRY_DRIVER);
  g_assert_cmpstr (untouched->values[BALIE_PARTY_FIRST_NAME], ==, "");
  g_assert_null (find_toplevel ("BalieDifferenceDialog"));
}

static void
test_vehicle_closed_before_asked (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = search_vehicle (fixture, "WVWZZZTSTTW000001");
  GtkWidget *list = wait_to_find (dialog, match_type, "GtkListBox");

  wait_to_find (list, match_label, "ID.3 Pro");
  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  gtk_window_close (GTK_WINDOW (dialog));
  wait_to_find (GTK_WIDGET (fixture->window), match_label, "The customer was not loaded");
}

/* Nobody is kept waiting for an answer that nobody will see: without being given up, the question would
 * keep the dialog for the 15 seconds that it may take here. */
static void
test_vehicle_closed_while_asking (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  gint64 closed_at;

  sim_process_set (fixture->sim, "faults", "driver2.hang:1");
  dialog = search_vehicle (fixture, "WVWZZZTSTTW000001");
  wait_to_find (dialog, match_label, "Searching Driver2");
  closed_at = g_get_monotonic_time ();
  close_and_wait (dialog);
  g_assert_cmpint (g_get_monotonic_time () - closed_at, <, 10 * G_USEC_PER_SEC);
}

static void
test_no_vehicle (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = search_vehicle (fixture, "WVWZZZTSTTW999999");

  wait_to_find (dialog, match_label, "Driver2 knows no such vehicle");
  sim_process_set (fixture->sim, "faults", "driver2.garbage:1");
  activate (dialog, "search.start");
  wait_to_find (dialog, match_label, "Driver2 gave no usable answer");
  g_assert_true (is_offered (dialog, "search.try-again"));
  close_and_wait (dialog);
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  application = GTK_APPLICATION (
      adw_application_new ("io.github.baliedesk.Balie.Test", G_APPLICATION_NON_UNIQUE));
  g_application_register (G_APPLICATION (application), NULL, NULL);
  customers_fixture_prepare (application);

#define ADD(name, func) g_test_add ("/load/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("picked", test_picked);
  ADD ("asked", test_asked);
  ADD ("kp-person", test_kp_person);
  ADD ("vehicle", test_vehicle);
  ADD ("closed-before-asked", test_closed_before_asked);
  ADD ("vehicle-closed-before-asked", test_vehicle_closed_before_asked);
  ADD ("vehicle-closed-while-asking", test_vehicle_closed_while_asking);
  ADD ("no-vehicle", test_no_vehicle);
#undef ADD
  return g_test_run ();
}

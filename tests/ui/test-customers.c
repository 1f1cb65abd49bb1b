/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer search as a person uses it, in process on the real simulator: criteria, results, pages, KP,
 * slow lines, faults, parking, and what an old answer may not do. */
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

static void
press_enter (GtkWidget *dialog, const char *entry)
{
  g_signal_emit_by_name (wait_to_find (dialog, match_entry, entry), "activate");
}

static gboolean
is_visible_label (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

/* In the table's rows, not in the entries. */
static void
wait_for_row (GtkWidget *dialog, const char *text)
{
  GtkWidget *table = wait_to_find (dialog, match_type, "BalieCustomerTable");

  g_test_message ("waiting for the row of “%s”", text);
  wait_to_find (table, is_visible_label, text);
}

static gboolean
has_row (GtkWidget *dialog, const char *text)
{
  GtkWidget *table = find_widget (dialog, match_type, "BalieCustomerTable");

  return table != NULL && find_widget (table, is_visible_label, text) != NULL;
}

static guint
count_asked (Fixture *fixture, const char *path)
{
  g_autoptr (JsonArray) journal = sim_process_dup_array (fixture->sim, "/control/journal");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (journal); i++)
    {
      JsonObject *line = json_array_get_object_element (journal, i);

      n += g_str_has_prefix (json_object_get_string_member (line, "path"), path);
    }
  return n;
}

/* Closes it as Escape does; it must be gone, whatever it showed. */
static void
close_dialog (GtkWidget *dialog)
{
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  wait_for (is_null, &dialog);
}

/* What was typed in the party is carried over; nothing is asked before the person says so. */
static void
test_prefilled (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = customers_fixture_ask (fixture, BALIE_ENTRY_DRIVER, "Goderis");
  GtkWidget *name = wait_to_find (dialog, match_entry, "Name");

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Search driver");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "Goderis");
  g_assert_false (gtk_window_get_modal (GTK_WINDOW (dialog)));
  wait_to_find (dialog, is_visible_label, "Fill in what you know");
  g_assert_null (find_widget (dialog, match_action, "search.kp"));
  g_assert_cmpuint (count_asked (fixture, "/driver2"), ==, 0);

  type_text (dialog, "Name", "");
  activate (dialog, "search.start");
  wait_to_find (dialog, is_visible_label, "Fill in at least one thing");
  g_assert_cmpuint (count_asked (fixture, "/driver2"), ==, 0);
  close_dialog (dialog);
}

static void
test_found (Fixture *fixture, gconstpointer data)
{
  static const char *const titles[] = { "Name",  "First name", "Number",     "Postcode",
                                        "Phone", "E-mail",     "VAT number", "Origin" };
  static const char *const values[] = {
    "Goderis", "Thiemen", "74050", "2800", "thiemen.goderis@example.org", "Driver2"
  };
  GtkWidget *dialog = customers_fixture_ask (fixture, BALIE_ENTRY_DRIVER, "Goderis");

  press_enter (dialog, "Name");
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    wait_for_row (dialog, values[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    g_assert_true (has_row (dialog, titles[i]));
  wait_to_find (dialog, is_visible_label, "1 found in Driver2");
  wait_to_find (dialog, is_visible_label, "Page 1 of 1 · 1 in all");
  g_assert_cmpuint (count_asked (fixture, "/kp"), ==, 0);
  close_dialog (dialog);
}

static gboolean
next_page_works (gpointer data)
{
  return is_offered (data, "search.next-page");
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = customers_fixture_ask (fixture, BALIE_ENTRY_OWNER, "Peeters");

  press_enter (dialog, "Name");
  wait_to_find (dialog, is_visible_label, "Page 1 of ");
  g_assert_false (is_offered (dialog, "search.previous-page"));
  wait_for (next_page_works, dialog);
  activate (dialog, "search.next-page");
  wait_to_find (dialog, is_visible_label, "Page 2 of ");
  g_assert_true (is_offered (dialog, "search.previous-page"));
  activate (dialog, "search.previous-page");
  wait_to_find (dialog, is_visible_label, "Page 1 of ");
  close_dialog (dialog);
}

/* The button is there once Driver2 has ended; without a last name it says why it does not work. */
static void
test_kp_button (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = customers_fixture_ask (fixture, BALIE_ENTRY_DRIVER, "");
  GtkWidget *kp;

  type_text (dialog, "E-mail", "an.tweezijde@example.org");
  press_enter (dialog, "E-mail");
  wait_for_row (dialog, "Tweezijde");
  kp = wait_to_find (dialog, match_action, "search.kp");
  g_assert_false (gtk_widget_is_sensitive (kp));
  wait_to_find (dialog, is_visible_label, "last name");
  g_assert_null (find_widget (dialog, is_visible_label, "not used by KP"));

  type_text (dialog, "Name", "Tweezijde");
  g_assert_true (gtk_widget_is_sensitive (kp));
  activate (dialog, "search.kp");
  wait_for_row (dialog, "Driver2 and KP");
  wait_to_find (dialog, is_visible_label, "1 found in KP");
  wait_to_find (dialog, is_visible_label, "not used by KP");
  close_dialog (dialog);
}

static void
test_kp_automatic (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  sim_process_set (fixture->sim, "latency", "0ms,kp=400ms");
  dialog = customers_fixture_ask (fixture, BALIE_ENTRY_DRIVER, "Kaapstra");
  press_enter (dialog, "Name");
  wait_to_find (dialog, is_visible_label, "Driver2 knows nobody; searching KP…");
  wait_for_row (dialog, "Kaapstra");
  wait_for_row (dialog, "KP");
  close_dialog (dialog);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = customers_fixture_ask (fixture, BALIE_ENTRY_DRIVER, "Xyzzyplugh");

  press_enter (dialog, "Name");
  wait_to_find (dialog, is_visible_label, "No items found");
  wait_to_find (dialog, is_visible_label, "KP knows nobody with this name.");
  close_dialog (dialog);
}

/* Time runs fast in these tests: sixty seconds pass in three. */
static void
test_slow (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  sim_process_set (fixture->sim, "faults", "driver2.hang:1");
  dialog = customers_fixture_ask (fixture, BALIE_ENTRY_DRIVER, "Tweezijde");
  press_enter (dialog, "Name");
  wait_to_find (dialog, is_visible_label, "Searching Driver2…");
  g_assert_true (is_offered (dialog, "search.cancel"));
  g_assert_false (is_offered (dialog, "search.keep-waiting"));

  wait_to_find (dialog, match_action, "search.keep-waiting");
  g_assert_true (is_offered (dialog, "search.try-again"));
  g_assert_true (is_offered (dialog, "search.kp"));
  g_assert_true (is_offered (dialog, "search.cancel"));
  activate (dialog, "search.keep-waiting");
  settle ();
  g_assert_null (find_widget (dialog, match_action, "search.keep-waiting"));
  wait_to_find (dialog, is_visible_label, "Searching Driver2…");

  activate (dialog, "search.cancel");
  wait_to_find (dialog, is_visible_label, "The search in Driver2 was cancelled.");
  g_assert_cmpuint (count_asked (fixture, "/kp"), ==, 0);
  activate (dialog, "search.try-again");
  wait_to_find (dialog, match_action, "search.keep-waiting");
  activate (dialog, "search.kp");
  wait_for_row (dialog, "Tweezijde");
  wait_to_find (dialog, is_visible_label, "1 found in KP");
  close_dialog (dialog);
}

/* Closing ends nothing: a line in the window, then the results again. */
static void
test_parked (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *dialog;

  sim_process_set (fixture->sim, "latency", "0ms,driver2=700ms");
  dialog = customers_fixture_ask (fixture, BALIE_ENTRY_DRIVER, "Goderis");
  press_enter (dialog, "Name");
  wait_to_find (dialog, is_visible_label, "Searching Driver2…");
  close_dialog (dialog);
  wait_to_find (window, is_visible_label, "Search for “Goderis” in Driver2 is running");
  g_assert_null (find_toplevel ("BalieCustomerDialog"));

  wait_to_find (window, is_visible_label, "Search for “Goderis” has ended: 1 found");
  wait_to_find (window, match_button, "Show");
  click (window, "S_how");
  dialog = wait_for_toplevel ("BalieCustomerDialog");
  wait_for_row (dialog, "74050");
  g_assert_cmpuint (count_asked (fixture, "/driver2"), ==, 1);
  settle ();
  g_assert_null (find_widget (window, match_button, "S_how"));

  /* What was seen can still be had again, from where it was asked for. */
  close_dialog (dialog);
  g_assert_null (find_widget (window, match_button, "S_how"));
  dialog = customers_fixture_ask (fixture, BALIE_ENTRY_DRIVER, "Goderis");
  wait_for_row (dialog, "74050");
  g_assert_cmpuint (count_asked (fixture, "/driver2"), ==, 1);
  close_dialog (dialog);
}

/* One dialog at a time: the other search goes on, parked. */
static void
test_one_dialog (Fixture *fixture, gconstpointer data)
{
  GtkWidget *first, *second;

  sim_process_set (fixture->sim, "latency", "0ms,driver2=500ms");
  first = customers_fixture_ask (fixture, BALIE_ENTRY_DRIVER, "Goderis");
  press_enter (first, "Name");
  wait_to_find (first, is_visible_label, "Searching Driver2…");
  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *) &first);
  second = customers_fixture_ask (fixture, BALIE_ENTRY_OWNER, "Tweezijde");
  wait_for (is_null, &first);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (second)), ==, "Search owner");
  wait_to_find (GTK_WIDGET (fixture->window), is_visible_label,
                "Search for “Goderis” has ended: 1 found");
  close_dialog (second);
}

/* The first answer is on its way when the second question is put: it changes nothing. */
static void
test_old_answer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  sim_process_set (fixture->sim, "latency", "0ms,driver2=600ms");
  dialog = customers_fixture_ask (fixture, BALIE_ENTRY_DRIVER, "Goderis");
  press_enter (dialog, "Name");
  wait_to_find (dialog, is_visible_label, "Searching Driver2…");
  type_text (dialog, "Name", "Tweezijde");
  press_enter (dialog, "Name");
  wait_for_row (dialog, "Tweezijde");
  settle ();
  g_assert_false (has_row (dialog, "Goderis"));
  wait_to_find (dialog, is_visible_label, "Page 1 of 1 · 1 in all");
  close_dialog (dialog);
}

/* Each fault: its own sentence and a way on; nobody is looked for in KP by itself. */
static void
test_faults (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    const char *sentence;
  } rows[] = {
    { "driver2.garbage:1", "Driver2 gave no usable answer" },
    { "driver2.truncate:1", "Driver2 gave no usable answer" },
    { "driver2.wrong-type:1", "Driver2 gave no usable answer" },
    { "driver2.503:1", "Driver2 is too busy at the moment" },
    { "driver2.hang:1", "Driver2 did not answer in time" },
  };
  GtkWidget *dialog = customers_fixture_ask (fixture, BALIE_ENTRY_DRIVER, "Tweezijde");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("fault %s", rows[i].fault);
      balie_desk_reset_remote (fixture->desk.desk, "driver2");
      sim_process_set (fixture->sim, "faults", rows[i].fault);
      press_enter (dialog, "Name");
      wait_to_find (dialog, is_visible_label, "Searching Driver2…");
      wait_to_find (dialog, is_visible_label, rows[i].sentence);
      g_assert_true (is_offered (dialog, "search.try-again"));
      g_assert_true (is_offered (dialog, "search.kp"));
    }
  g_assert_cmpuint (count_asked (fixture, "/kp"), ==, 0);
  sim_process_set (fixture->sim, "faults", "");
  activate (dialog, "search.try-again");
  wait_for_row (dialog, "Tweezijde");
  close_dialog (dialog);
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  application = GTK_APPLICATION (
      adw_application_new ("io.github.baliedesk.Balie.Test", G_APPLICATION_NON_UNIQUE));
  g_application_register (G_APPLICATION (application), NULL, NULL);
  customers_fixture_prepare (application);

#define ADD(name, func) g_test_add ("/customers/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("prefilled", test_prefilled);
  ADD ("found", test_found);
  ADD ("pages", test_pages);
  ADD ("kp-button", test_kp_button);
  ADD ("kp-automatic", test_kp_automatic);
  ADD ("nothing", test_nothing);
  ADD ("slow", test_slow);
  ADD ("parked", test_parked);
  ADD ("one-dialog", test_one_dialog);
  ADD ("old-answer", test_old_answer);
  ADD ("faults", test_faults);
#undef ADD
  status = g_test_run ();
  return status;
}

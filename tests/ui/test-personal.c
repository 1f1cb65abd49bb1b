/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People in the window beyond one dossier: the search over everything, one person's data, and how long data are
 * kept. */
#define G_LOG_DOMAIN "balie-test"
#include "config.h"

#include "customers-fixture.h"

#include "balie-setting-row.h"

typedef CustomersFixture Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  customers_fixture_open (fixture);
  customers_fixture_type (fixture, BALIE_ENTRY_DRIVER, BALIE_PARTY_LAST_NAME, "Voorbeeld");
  customers_fixture_type (fixture, BALIE_ENTRY_DRIVER, BALIE_PARTY_EMAIL, "an@example.org");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  customers_fixture_close (fixture);
}

static gboolean
match_search_entry (GtkWidget *widget, const char *text)
{
  return GTK_IS_SEARCH_ENTRY (widget);
}

static gboolean
match_row (GtkWidget *widget, const char *title)
{
  return ADW_IS_PREFERENCES_ROW (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

/* A party is found by its name and leads to its dossier, at its entry. */
static void
test_find (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autofree char *role = g_strdup_printf ("Driver of dossier %s", fixture->dossier);
  GtkWidget *search, *entry;

  activate (window, "win.search");
  search = wait_for_toplevel ("BalieSearchWindow");
  g_object_add_weak_pointer (G_OBJECT (search), (gpointer *) &search);
  entry = find_widget (search, match_search_entry, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "voorbeeld");
  wait_to_find (search, match_label, "Parties");
  wait_to_find (search, match_label, role);
  gtk_editable_set_text (GTK_EDITABLE (entry), "WVWZZZTSTTW000001");
  wait_to_find (search, match_label, "Dossiers");
  g_assert_null (find_widget (search, match_label, role));
  gtk_editable_set_text (GTK_EDITABLE (entry), "an@example.org");
  wait_to_find (search, match_label, role);
  g_signal_emit_by_name (entry, "activate");
  wait_for (is_null, &search);
  wait_to_find (window, match_type, "BalieDossiersPage");
  g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (window)), "Dossiers"));
}

/* Nothing is erased before it was shown and asked for; then the party is empty and the dossier still there. */
static void
test_erase (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog, *name, *question;
  g_autoptr (BalieParty) kept = NULL;
  g_autoptr (BalieParty) erased = NULL;

  activate (GTK_WIDGET (fixture->window), "win.personal-data");
  dialog = wait_for_toplevel ("BaliePersonalDialog");
  name = wait_to_find (dialog, match_row, "Name");
  g_assert_false (gtk_widget_is_sensitive (wait_to_find (dialog, match_button, "_Erase…")));
  gtk_editable_set_text (GTK_EDITABLE (name), "Voorbeeld");
  click (dialog, "_Find");
  wait_to_find (dialog, match_label, "Nothing was done with the personal data");
  gtk_editable_set_text (GTK_EDITABLE (wait_to_find (dialog, match_row, "E-mail")),
                         "an@example.org");
  click (dialog, "_Find");
  wait_to_find (wait_to_find (dialog, match_row, "Parties of dossiers"), match_label, "1");

  click (dialog, "_Erase…");
  question = wait_for_toplevel ("AdwMessageDialog");
  kept = customers_fixture_dup_party (fixture, BALIE_ENTRY_DRIVER);
  g_assert_true (balie_party_is_filled (kept));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "erase");
  wait_to_find (dialog, match_label, "The person’s data are erased");
  wait_to_find (wait_to_find (dialog, match_row, "Parties of dossiers"), match_label, "0");
  erased = customers_fixture_dup_party (fixture, BALIE_ENTRY_DRIVER);
  g_assert_false (balie_party_is_filled (erased));
  gtk_window_destroy (GTK_WINDOW (question));
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  wait_for (is_null, &dialog);
}

static gboolean
is_kept_shortly (gpointer data)
{
  return balie_settings_get_period (balie_desk_get_settings (data),
                                    BALIE_SETTING_RETENTION_HISTORY) == 730;
}

static gboolean
match_drop_down (GtkWidget *widget, const char *text)
{
  return GTK_IS_DROP_DOWN (widget);
}

static gboolean
match_apply (GtkWidget *widget, const char *icon)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_visible (widget) &&
         g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), icon) == 0;
}

/* Choosing days writes nothing yet: what they remove does not come back. */
static void
test_period (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row =
      balie_setting_row_new (fixture->desk.desk, BALIE_SETTING_RETENTION_HISTORY, NULL);
  GtkWidget *apply;

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  wait_to_find (window, match_row, "Keep values in the history of dossiers");
  g_assert_null (find_widget (row, match_apply, "object-select-symbolic"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_widget (row, match_drop_down, NULL)), 1);
  apply = wait_to_find (row, match_apply, "object-select-symbolic");
  settle ();
  g_assert_false (is_kept_shortly (fixture->desk.desk));
  g_signal_emit_by_name (apply, "clicked");
  wait_for (is_kept_shortly, fixture->desk.desk);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  wait_for (is_null, &window);
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

#define ADD(name, func) g_test_add ("/personal/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("find", test_find);
  ADD ("erase", test_erase);
  ADD ("period", test_period);
#undef ADD
  return g_test_run ();
}

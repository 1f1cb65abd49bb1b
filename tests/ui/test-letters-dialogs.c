/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogs around letters in the window, against the simulated insurers: an insurer is added, tested and
 * asked, quiet hours and a hand-over are typed. */
#define G_LOG_DOMAIN "balie-test"
#include "config.h"

#include "customers-fixture.h"

#include "balie-administration.h"
#include "balie-date-entry.h"
#include "balie-insurer-dialog.h"
#include "balie-letter-sync.h"
#include "balie-notification-dialog.h"
#include "balie-notifications.h"
#include "balie-secrets.h"

#define PASSWORD "geheim"

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
set_up (CustomersFixture *fixture, gconstpointer data)
{
  customers_fixture_open (fixture);
}

static void
tear_down (CustomersFixture *fixture, gconstpointer data)
{
  customers_fixture_close (fixture);
}

static gboolean
match_row (GtkWidget *widget, const char *title)
{
  return ADW_IS_PREFERENCES_ROW (widget) &&
         g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static GtkWidget *
type_row (GtkWidget *dialog, const char *title, const char *text)
{
  GtkWidget *row = wait_to_find (dialog, match_row, title);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  return row;
}

static void
press (GtkWidget *root, const char *label)
{
  g_signal_emit_by_name (wait_to_find (root, match_button, label), "clicked");
}

/* The insurers */

static GtkWidget *
open_insurer (CustomersFixture *fixture, const char *name, const char *path)
{
  BalieInsurerDialog *dialog =
      balie_insurer_dialog_present (fixture->desk.desk, GTK_WINDOW (fixture->window), NULL);
  g_autofree char *sts = g_strdup_printf ("%s%s/410", fixture->sim->url, path);
  g_autofree char *transfer = g_strdup_printf ("%s%s/430", fixture->sim->url, path);

  type_row (GTK_WIDGET (dialog), "Name", name);
  type_row (GTK_WIDGET (dialog), "Address of the login", sts);
  type_row (GTK_WIDGET (dialog), "Address of the letters", transfer);
  type_row (GTK_WIDGET (dialog), "User name", "4711");
  return GTK_WIDGET (dialog);
}

static GPtrArray *
list_insurers (CustomersFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *insurers;

  balie_insurers_list_async (fixture->desk.desk, NULL, finished_cb, &result);
  wait_for (is_not_null, &result);
  insurers = balie_insurers_list_finish (fixture->desk.desk, result, &error);
  g_assert_no_error (error);
  return insurers;
}

/* Tested, saved, and then its letters are fetched by the button of the page. */
static void
test_insurer (CustomersFixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  gpointer dialog = open_insurer (fixture, "Nordlicht", "/bipro/nordlicht");
  g_autoptr (GPtrArray) insurers = NULL;

  balie_secrets_keep_in_memory ("bipro-nordlicht", PASSWORD);
  press (dialog, "_Test Login");
  wait_to_find (dialog, match_label, "The insurer answers and lets us in");
  g_object_add_weak_pointer (dialog, &dialog);
  press (dialog, "_Save");
  wait_for (is_null, &dialog);
  insurers = list_insurers (fixture);
  g_assert_cmpuint (insurers->len, ==, 1);
  balie_shell_show_page (BALIE_SHELL (window), "letters");
  press (window, "_Fetch Now");
  wait_to_find (window, match_label, "3 new letters");
  g_clear_pointer (&insurers, g_ptr_array_unref);
  insurers = list_insurers (fixture);
  g_assert_cmpint (((BalieInsurer *) insurers->pdata[0])->last_sync_at, >, 0);
}

/* A wrong password is said; an address without a host keeps the dialog open. */
static void
test_insurer_refused (CustomersFixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = open_insurer (fixture, "Pool", "/bipro/nordlicht");
  g_autoptr (GPtrArray) insurers = NULL;

  balie_secrets_keep_in_memory ("bipro-pool", "wrong");
  press (dialog, "_Test Login");
  wait_to_find (dialog, match_label, "00961");
  type_row (dialog, "Address of the letters", "nonsense");
  press (dialog, "_Save");
  wait_to_find (dialog, match_label, "The insurer was not saved");
  insurers = list_insurers (fixture);
  g_assert_cmpuint (insurers->len, ==, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* When somebody is not to be told */

static BalieAvailability *
get_availability (CustomersFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BalieAvailability *availability;

  balie_notifications_get_availability_async (fixture->desk.desk, NULL, NULL, finished_cb, &result);
  wait_for (is_not_null, &result);
  availability = balie_notifications_get_availability_finish (fixture->desk.desk, result, &error);
  g_assert_no_error (error);
  return availability;
}

static GtkWidget *
open_notifications (CustomersFixture *fixture)
{
  BalieDesk *desk = fixture->desk.desk;
  GtkWidget *dialog = GTK_WIDGET (balie_notification_dialog_present (
      desk, GTK_WINDOW (fixture->window), balie_desk_get_user (desk)->login));

  wait_to_find (dialog, match_row, "Every letter is told about at once");
  return dialog;
}

static void
test_quiet_hours (CustomersFixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = open_notifications (fixture);
  g_autoptr (BalieAvailability) availability = NULL;

  type_row (dialog, "From", "25:00");
  g_signal_emit_by_name (type_row (dialog, "Until", "7"), "apply");
  wait_to_find (dialog, match_label, "A time of day is written as 18:00.");
  g_signal_emit_by_name (type_row (dialog, "From", "18.30"), "apply");
  wait_to_find (dialog, match_row, "What arrives between 18:30 and 07:00");
  availability = get_availability (fixture);
  g_assert_cmpint (availability->quiet_from, ==, 18 * 60 + 30);
  g_assert_cmpint (availability->quiet_until, ==, 7 * 60);
  press (dialog, "No _Quiet Hours");
  wait_to_find (dialog, match_row, "Every letter is told about at once");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
add_colleague (CustomersFixture *fixture)
{
  g_autoptr (BalieUser) user = balie_user_new ("fien");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  user->sight = BALIE_SIGHT_FULL;
  balie_administration_put_user_async (fixture->desk.desk, user, NULL, finished_cb, &result);
  wait_for (is_not_null, &result);
  balie_administration_put_user_finish (fixture->desk.desk, result, &error);
  g_assert_no_error (error);
}

static void
type_day (GtkWidget *dialog, const char *title, const char *day)
{
  GtkWidget *row = wait_to_find (dialog, match_row, title);

  balie_date_entry_set_value (BALIE_DATE_ENTRY (wait_to_find (row, match_type, "BalieDateEntry")),
                              day);
}

/* Without an end nothing is handed over; with one it is, and it can be ended. */
static void
test_hand_over (CustomersFixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *deputy;
  g_autoptr (BalieAvailability) refused = NULL;
  g_autoptr (BalieAvailability) set = NULL;

  add_colleague (fixture);
  dialog = open_notifications (fixture);
  deputy = wait_to_find (dialog, match_row, "Deputy");
  adw_combo_row_set_selected (ADW_COMBO_ROW (deputy), 1);
  type_day (dialog, "First day", "2026-03-23");
  press (dialog, "_Hand Over");
  wait_to_find (dialog, match_label, "An absence has a first and a last day.");
  refused = get_availability (fixture);
  g_assert_cmpstr (refused->deputy, ==, "");
  type_day (dialog, "Last day", "2026-03-27");
  press (dialog, "_Hand Over");
  do
    {
      g_clear_pointer (&set, balie_availability_free);
      set = get_availability (fixture);
    }
  while (*set->deputy == '\0');
  g_assert_cmpstr (set->deputy, ==, "fien");
  g_assert_cmpint (set->absent_until - set->absent_from, ==, 4);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int argc, char *argv[])
{
  GtkApplication *application;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  application = GTK_APPLICATION (
      adw_application_new ("io.github.baliedesk.Balie.Test", G_APPLICATION_NON_UNIQUE));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  customers_fixture_prepare (application);
#define ADD(name, func) g_test_add (name, CustomersFixture, NULL, set_up, func, tear_down)
  ADD ("/letters-dialogs/insurer", test_insurer);
  ADD ("/letters-dialogs/insurer-refused", test_insurer_refused);
  ADD ("/letters-dialogs/quiet-hours", test_quiet_hours);
  ADD ("/letters-dialogs/hand-over", test_hand_over);
  status = g_test_run ();
  g_clear_object (&application);
  return status;
}

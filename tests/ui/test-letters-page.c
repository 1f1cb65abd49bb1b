/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters, users and notification preferences in the window on a real desk: what is shown, marked, undone,
 * allowed and refused; and nothing of it left behind. */
#define G_LOG_DOMAIN "balie-test"
#include "config.h"

#include "orders-fixture.h"

#include "balie-administration.h"
#include "balie-desk-run.h"
#include "balie-letter-arrival.h"
#include "balie-letter-list-view.h"
#include "balie-letters-export.h"
#include "balie-letters.h"
#include "balie-notification-dialog.h"
#include "balie-notifications.h"
#include "balie-private-file.h"
#include "balie-user-dialog.h"
#include "balie-window.h"

#define PDF "%PDF-1.4 letter"

typedef struct
{
  OrdersFixture orders;
  BalieWindow *window;
} Fixture;

static GtkApplication *application;

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  orders_fixture_open (&fixture->orders);
  fixture->window = BALIE_WINDOW (g_object_ref_sink (balie_window_new (application)));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1240, 800);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &fixture->window);
  gtk_window_destroy (window);
  g_object_unref (window);
  wait_for (is_null, &fixture->window);
  orders_fixture_close (&fixture->orders);
}

/* What an insurer sent. */
typedef struct
{
  const char *id;
  const char *code;
  const char *application;
  const char *agency;
} Sent;

static void
replace (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static BalieTransfer *
make_transfer (const Sent *sent)
{
  BalieTransfer *transfer = balie_transfer_new ();
  BalieLetterDocument *document = balie_letter_document_new ();

  replace (&transfer->code, sent->code);
  replace (&transfer->application, sent->application);
  replace (&transfer->agency, sent->agency);
  replace (&document->name, "letter.pdf");
  replace (&document->type, "application/pdf");
  document->data = g_bytes_new_static (PDF, strlen (PDF));
  document->n_bytes = (gint64) strlen (PDF);
  g_ptr_array_add (transfer->documents, document);
  return transfer;
}

static gpointer
run_store (BalieDb *db,
           const BalieDeskFacts *facts,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  const Sent *sent = data;
  BalieShipmentContent content = { (char *) sent->id, 1773991800, NULL };
  int n_new;

  content.transfers = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_transfer_free);
  g_ptr_array_add (content.transfers, make_transfer (sent));
  balie_letter_arrival_store (db, facts, "Beispiel Versicherung", &content, &n_new, error);
  g_ptr_array_unref (content.transfers);
  return NULL;
}

static void
receive (Fixture *fixture, const Sent *sent)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balie_desk_run_async (fixture->orders.desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, run_store,
                        (gpointer) sent, NULL, NULL, NULL, finished_cb, &result);
  wait_for (is_not_null, &result);
  balie_desk_run_finish (fixture->orders.desk, result, &error);
  g_assert_no_error (error);
}

static const Sent request = { "S1", "100005100", "A-2026-1", "4711" };
static const Sent other = { "S2", "999888777", "A-2026-2", "4712" };

static void
put_user (Fixture *fixture, const BalieUser *user)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balie_administration_put_user_async (fixture->orders.desk, user, NULL, finished_cb, &result);
  wait_for (is_not_null, &result);
  balie_administration_put_user_finish (fixture->orders.desk, result, &error);
  g_assert_no_error (error);
}

static void
show_page (Fixture *fixture, const char *page)
{
  balie_window_set_desk (fixture->window, fixture->orders.desk, TRUE);
  balie_shell_show_page (BALIE_SHELL (fixture->window), page);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static gboolean
match_inscription (GtkWidget *widget, const char *text)
{
  return GTK_IS_INSCRIPTION (widget) &&
         g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0;
}

static void
press (GtkWidget *root, const char *label)
{
  g_signal_emit_by_name (wait_to_find (root, match_button, label), "clicked");
}

static void
test_first_steps (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, "letters");
  wait_to_find (GTK_WIDGET (fixture->window), match_label, "No Insurer Yet");
  press (GTK_WIDGET (fixture->window), "_Add an Insurer…");
  g_assert_cmpstr (balie_window_get_page (fixture->window), ==, "administration");
}

/* Listed, opened, filed, undone; a code nobody knows is shown as it came. */
static void
test_handles_letters (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  receive (fixture, &request);
  receive (fixture, &other);
  show_page (fixture, "letters");
  wait_to_find (window, match_inscription, "A-2026-1");
  wait_to_find (window, match_inscription, "A-2026-2");
  balie_shell_open_letter (BALIE_SHELL (window), 2);
  wait_to_find (window, match_label, "999888777");
  balie_shell_open_letter (BALIE_SHELL (window), 1);
  wait_to_find (window, match_label, "letter.pdf");
  press (window, "Application _Filed");
  wait_to_find (window, match_label, "Done by");
  press (window, "_Undo");
  wait_to_find (window, match_button, "Application _Filed");
  wait_to_find (window, match_label, "Letter received");
}

static gboolean
is_revealed (gpointer data)
{
  return gtk_action_bar_get_revealed (GTK_ACTION_BAR (data));
}

static GListModel *
get_model (GtkWidget *window)
{
  GtkWidget *list = wait_to_find (window, match_type, "BalieLetterListView");
  GtkWidget *view = wait_to_find (list, match_type, "GtkColumnView");

  return G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));
}

static gboolean
is_empty (gpointer data)
{
  return g_list_model_get_n_items (data) == 0;
}

static void
test_marks_many (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *list;

  receive (fixture, &request);
  receive (fixture, &other);
  show_page (fixture, "letters");
  wait_to_find (window, match_inscription, "A-2026-2");
  list = wait_to_find (window, match_type, "BalieLetterListView");
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (get_model (window)));
  wait_for (is_revealed, wait_to_find (list, match_type, "GtkActionBar"));
  gtk_widget_activate_action (list, "letters.mark-done", NULL);
  wait_for (is_empty, get_model (window));
  press (window, "_Undo");
  wait_to_find (window, match_inscription, "A-2026-2");
}

/* Who may not see letters is told why; who sees one agency sees its letters only. */
static void
test_sight (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  BalieUser *user = balie_user_copy (balie_desk_get_user (fixture->orders.desk));

  receive (fixture, &request);
  receive (fixture, &other);
  user->sight = BALIE_SIGHT_NONE;
  put_user (fixture, user);
  show_page (fixture, "letters");
  wait_to_find (window, match_label, "No Letters for You");
  user->sight = BALIE_SIGHT_RESTRICTED;
  replace (&user->agencies, "4712");
  put_user (fixture, user);
  wait_to_find (window, match_inscription, "A-2026-2");
  g_assert_null (find_widget (window, match_inscription, "A-2026-1"));
  balie_user_free (user);
}

static void
test_export_is_safe (void)
{
  g_autoptr (GPtrArray) letters =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_letter_free);
  BalieLetter *letter = balie_letter_new ();
  g_autofree char *csv = NULL;

  replace (&letter->insurer, "=cmd|' /C calc'!A0");
  replace (&letter->application, "A \"1\"; 2");
  g_ptr_array_add (letters, letter);
  csv = balie_letters_export_dup_csv (letters);
  g_assert_true (g_str_has_prefix (csv, "\xef\xbb\xbf"));
  g_assert_nonnull (strstr (csv, "\"'=cmd"));
  g_assert_nonnull (strstr (csv, "\"A \"\"1\"\"; 2\""));
}

static void
test_private_file (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (PDF, strlen (PDF));
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = balie_private_file_write ("../../letter.pdf", bytes, &error);
  g_autofree char *name = NULL;
  g_autoptr (GFileInfo) info = NULL;

  g_assert_no_error (error);
  name = g_file_get_basename (file);
  g_assert_cmpstr (name, ==, "letter.pdf");
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_UNIX_MODE, G_FILE_QUERY_INFO_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_UNIX_MODE) & 0777, ==,
                    0400);
  balie_private_file_clear ();
  g_assert_false (g_file_query_exists (file, NULL));
  g_assert_false (balie_private_file_may_open ("application/octet-stream"));
  g_assert_false (balie_private_file_may_open ("text/html"));
  g_assert_true (balie_private_file_may_open ("application/pdf"));
}

static void
close_dialog (gpointer dialog)
{
  g_object_add_weak_pointer (G_OBJECT (dialog), &dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  wait_for (is_null, &dialog);
}

/* The last administrator stays, with the reason; a new user arrives in the list. */
static void
test_users (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  BalieDesk *desk = fixture->orders.desk;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BalieUserDialog *dialog;
  BalieUser *user = balie_user_new ("bea");

  show_page (fixture, "administration");
  dialog = balie_user_dialog_present (desk, GTK_WINDOW (window), balie_desk_get_user (desk));
  g_signal_emit_by_name (wait_to_find (GTK_WIDGET (dialog), match_button, "_Save"), "clicked");
  wait_for (is_not_null, &dialog);
  settle ();
  balie_administration_remove_user_async (desk, balie_desk_get_user (desk)->login, NULL,
                                          finished_cb, &result);
  wait_for (is_not_null, &result);
  g_assert_false (balie_administration_remove_user_finish (desk, result, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  replace (&user->name, "Bea Bakker");
  replace (&user->language, "nl");
  put_user (fixture, user);
  wait_to_find (window, match_label, "Bea Bakker (bea)");
  balie_user_free (user);
}

/* An administrator chooses; what a default comes to and who chose are said. */
static void
test_notifications (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  BalieDesk *desk = fixture->orders.desk;
  BalieUser *user = balie_user_copy (balie_desk_get_user (desk));
  BalieNotificationDialog *dialog;
  GtkWidget *row;

  replace (&user->email, "ann@example.com");
  put_user (fixture, user);
  balie_user_free (user);
  show_page (fixture, "orders");
  dialog = balie_notification_dialog_present (desk, GTK_WINDOW (window),
                                              balie_desk_get_user (desk)->login);
  wait_to_find (GTK_WIDGET (dialog), match_label, "Default (yes)");
  row = wait_to_find (GTK_WIDGET (dialog), match_type, "AdwComboRow");
  g_assert_true (gtk_widget_get_sensitive (row));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), BALIE_CHOICE_NO);
  wait_to_find (GTK_WIDGET (dialog), match_label, "set by");
  close_dialog (dialog);
}

static void
test_notifications_read_only (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  BalieDesk *desk = fixture->orders.desk;
  BalieUser *user = balie_user_copy (balie_desk_get_user (desk));
  BalieUser *boss = balie_user_new ("boss");
  BalieNotificationDialog *dialog;

  boss->administrator = TRUE;
  replace (&boss->language, "en");
  put_user (fixture, boss);
  user->administrator = FALSE;
  put_user (fixture, user);
  show_page (fixture, "administration");
  g_assert_cmpstr (balie_window_get_page (fixture->window), !=, "administration");
  dialog = balie_notification_dialog_present (desk, GTK_WINDOW (window), user->login);
  wait_to_find (GTK_WIDGET (dialog), match_label, "Only administrators may do this.");
  g_assert_false (
      gtk_widget_get_sensitive (wait_to_find (GTK_WIDGET (dialog), match_type, "AdwComboRow")));
  close_dialog (dialog);
  balie_user_free (user);
  balie_user_free (boss);
}

int
main (int argc, char *argv[])
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  application = GTK_APPLICATION (
      adw_application_new ("io.github.baliedesk.Balie.Test", G_APPLICATION_NON_UNIQUE));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  g_test_add_func ("/letters/export-is-safe", test_export_is_safe);
  g_test_add_func ("/letters/private-file", test_private_file);
  ADD ("/letters/first-steps", test_first_steps);
  ADD ("/letters/handles-letters", test_handles_letters);
  ADD ("/letters/marks-many", test_marks_many);
  ADD ("/letters/sight", test_sight);
  ADD ("/letters/users", test_users);
  ADD ("/letters/notifications", test_notifications);
  ADD ("/letters/notifications-read-only", test_notifications_read_only);
  status = g_test_run ();
  g_clear_object (&application);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window in process: frame without a desk, problems with their ways out, pages made when shown,
 * first run to the end, search; and nothing of it left behind. */
#define G_LOG_DOMAIN "balie-test"
#include "config.h"

#include "balie-administration.h"
#include "balie-error.h"
#include "balie-order-edit.h"
#include "balie-window.h"

#include <glib/gstdio.h>

#define WAIT_SECONDS 20

typedef struct
{
  char *folder;
  BalieDesk *desk;
  BalieWindow *window;
} Fixture;

typedef gboolean (*Condition) (gpointer data);

static GtkApplication *application;

/* Waits for an effect, never for time. */
static void
wait_for (Condition condition, gpointer data)
{
  gint64 until = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (!condition (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
}

static gboolean
is_shown (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_child_visible (widget);
}

typedef gboolean (*Match) (GtkWidget *widget, const char *text);

static GtkWidget *
find (GtkWidget *root, Match match, const char *text)
{
  GtkWidget *found = match (root, text) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, match, text);
  return found;
}

static gboolean
match_button (GtkWidget *widget, const char *text)
{
  return GTK_IS_BUTTON (widget) && is_shown (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0;
}

static gboolean
match_label (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) && is_shown (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

static gboolean
match_entry_row (GtkWidget *widget, const char *text)
{
  return ADW_IS_ENTRY_ROW (widget) && is_shown (widget) &&
         g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), text);
}

static gboolean
match_type (GtkWidget *widget, const char *text)
{
  return g_strcmp0 (G_OBJECT_TYPE_NAME (widget), text) == 0;
}

typedef struct
{
  GtkWidget *root;
  Match match;
  const char *text;
  GtkWidget *found;
} Search;

static gboolean
is_found (gpointer data)
{
  Search *search = data;

  search->found = find (search->root, search->match, search->text);
  return search->found != NULL;
}

static GtkWidget *
wait_to_find (gpointer root, Match match, const char *text)
{
  Search search = { GTK_WIDGET (root), match, text, NULL };

  g_test_message ("waiting for “%s”", text);
  wait_for (is_found, &search);
  return search.found;
}

static gboolean
frame_begun_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  int *n_left = user_data;

  return --*n_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
is_zero (gpointer data)
{
  return *(int *) data == 0;
}

/* As a person would see it: GTK moves the focus of what was hidden with the next frame. */
static void
wait_for_frames (gpointer widget)
{
  int n_left = 2;

  gtk_widget_add_tick_callback (GTK_WIDGET (widget), frame_begun_cb, &n_left, NULL);
  wait_for (is_zero, &n_left);
}

static void
click (gpointer root, const char *label)
{
  g_signal_emit_by_name (wait_to_find (root, match_button, label), "clicked");
  wait_for_frames (root);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  fixture->folder = g_dir_make_tmp ("balie-window-XXXXXX", &error);
  g_assert_no_error (error);
  uri = g_strdup_printf ("sqlite:%s/balie.db", fixture->folder);
  fixture->desk = balie_desk_open_sync (uri, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->window = BALIE_WINDOW (balie_window_new (application));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Whatever a test did: window and desk are gone afterwards. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->desk), (gpointer *) &fixture->desk);
  if (fixture->window != NULL)
    {
      g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
      gtk_window_destroy (GTK_WINDOW (fixture->window));
    }
  g_test_message ("waiting for the window to go");
  wait_for (is_null, &fixture->window);
  g_assert_null (fixture->window);
  balie_desk_close (fixture->desk);
  g_object_unref (fixture->desk);
  g_test_message ("waiting for the desk to go");
  wait_for (is_null, &fixture->desk);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static gboolean
run_is_over (gpointer data)
{
  return !balie_desk_is_first_run (data);
}

static void
skip_first_run (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balie_administration_finish_first_run_async (fixture->desk, NULL, finished_cb, &result);
  wait_for (is_set, &result);
  balie_administration_finish_first_run_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
  wait_for (run_is_over, fixture->desk);
}

static void
make_order (Fixture *fixture, const char *number, const char *customer)
{
  g_autoptr (BalieOrder) order = balie_order_new ();
  g_autoptr (BalieOrder) created = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balie_order_set_value (order, BALIE_ORDER_FIELD_NUMBER, number, &error);
  g_assert_no_error (error);
  balie_order_set_value (order, BALIE_ORDER_FIELD_CUSTOMER_NAME, customer, &error);
  g_assert_no_error (error);
  balie_order_create_async (fixture->desk, order, NULL, finished_cb, &result);
  wait_for (is_set, &result);
  created = balie_order_create_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
}

static void
test_frame (Fixture *fixture, gconstpointer data)
{
  g_assert_false (balie_window_is_ready (fixture->window));
  g_assert_null (balie_window_ensure_page (fixture->window, "orders"));
  g_assert_null (find (GTK_WIDGET (fixture->window), match_type, "BalieOrdersPage"));
  wait_to_find (fixture->window, match_label, "Plate requests");
}

static void
test_problems (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) damaged = g_error_new_literal (BALIE_ERROR, BALIE_ERROR_DAMAGED, "page 7");
  g_autoptr (GError) unknown =
      g_error_new_literal (BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED, "“jan” is not known here");

  balie_window_show_problem (fixture->window, BALIE_ACTION_OPEN_DATABASE, damaged);
  wait_to_find (fixture->window, match_label, "The database is damaged");
  wait_to_find (fixture->window, match_button, "_Repair (Keeps the Damaged File)");

  balie_window_show_problem (fixture->window, BALIE_ACTION_OPEN_DATABASE, unknown);
  wait_to_find (fixture->window, match_label, "“jan” is not known here");
  wait_to_find (fixture->window, match_button, "_Choose Another Database…");
  g_assert_null (
      find (GTK_WIDGET (fixture->window), match_button, "_Repair (Keeps the Damaged File)"));
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  GtkWidget *root = GTK_WIDGET (fixture->window);

  skip_first_run (fixture);
  balie_window_set_desk (fixture->window, fixture->desk, FALSE);
  g_assert_true (balie_window_is_ready (fixture->window));
  gtk_widget_activate_action (root, "win.show-page", "s", "orders");
  g_assert_nonnull (find (root, match_type, "BalieOrdersPage"));
  g_assert_null (find (root, match_type, "BalieRequestsPage"));

  gtk_widget_activate_action (root, "win.show-page", "s", "runs");
  g_assert_nonnull (find (root, match_type, "BalieRunsPage"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (root)), ==, "Morning run – Balie");

  balie_window_set_desk (fixture->window, NULL, FALSE);
  g_assert_null (find (root, match_type, "BalieOrdersPage"));
  g_assert_null (find (root, match_type, "BalieRunsPage"));
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  skip_first_run (fixture);
  balie_window_set_desk (fixture->window, fixture->desk, FALSE);
  wait_to_find (fixture->window, match_label, "PON is not set up yet");
  make_order (fixture, "20261", "Jansen");
  make_order (fixture, "20262", "de Vries");
  wait_to_find (find (GTK_WIDGET (fixture->window), match_type, "BalieSidebar"), match_label, "2");
}

static gboolean
is_ready (gpointer data)
{
  return balie_window_is_ready (data);
}

static void
test_first_run (Fixture *fixture, gconstpointer data)
{
  GtkWidget *name;
  const BalieUser *user;

  balie_window_set_desk (fixture->window, fixture->desk, FALSE);
  g_assert_false (balie_window_is_ready (fixture->window));
  click (fixture->window, "_Set Up My Dealership");

  name = wait_to_find (fixture->window, match_entry_row, "Name");
  gtk_editable_set_text (GTK_EDITABLE (name), "  ");
  click (fixture->window, "_Next");
  wait_to_find (fixture->window, match_label, "Fill in the name of the dealership.");
  gtk_editable_set_text (GTK_EDITABLE (name), "Autohuis & Zoon");
  gtk_editable_set_text (
      GTK_EDITABLE (find (GTK_WIDGET (fixture->window), match_entry_row, "Locations")),
      "Tilburg, Breda");
  click (fixture->window, "_Next");

  name = wait_to_find (fixture->window, match_entry_row, "Audi");
  gtk_editable_set_text (GTK_EDITABLE (name), "12345");
  click (fixture->window, "_Next");

  name = wait_to_find (fixture->window, match_entry_row, "Your name");
  gtk_editable_set_text (GTK_EDITABLE (name), "An Peeters");
  click (fixture->window, "_Next");

  wait_to_find (fixture->window, match_label, "Autohuis & Zoon (Tilburg, Breda)");
  click (fixture->window, "_Start Working");
  wait_for (is_ready, fixture->window);
  g_assert_false (balie_desk_is_first_run (fixture->desk));
  user = balie_desk_get_user (fixture->desk);
  g_assert_cmpstr (user->name, ==, "An Peeters");
  g_assert_true (user->administrator);
  g_assert_cmpstr (
      balie_brand_table_find (balie_desk_get_brands (fixture->desk), "Audi")->dealer_number, ==,
      "12345");
  g_assert_cmpstr (
      balie_settings_get_text (balie_desk_get_settings (fixture->desk), BALIE_SETTING_LOCATIONS),
      ==, "Tilburg\nBreda");
}

/* Closed in the middle: the next start goes on where the person left, with what was filled in. */
static void
test_resumed (Fixture *fixture, gconstpointer data)
{
  GtkWidget *name;

  balie_window_set_desk (fixture->window, fixture->desk, FALSE);
  click (fixture->window, "_Set Up My Dealership");
  name = wait_to_find (fixture->window, match_entry_row, "Name");
  gtk_editable_set_text (GTK_EDITABLE (name), "Autohuis");
  click (fixture->window, "_Next");
  wait_to_find (fixture->window, match_entry_row, "Audi");

  balie_window_set_desk (fixture->window, NULL, FALSE);
  balie_window_set_desk (fixture->window, fixture->desk, FALSE);
  wait_to_find (fixture->window, match_entry_row, "Audi");
  click (fixture->window, "_Back");
  name = wait_to_find (fixture->window, match_entry_row, "Name");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "Autohuis");
}

static void
order_opened_cb (BalieWindow *window, const char *number, gpointer user_data)
{
  char **opened = user_data;

  g_free (*opened);
  *opened = g_strdup (number);
}

static GtkWidget *
find_toplevel (const char *type)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (match_type (window, type))
        found = window;
    }
  return found;
}

static gboolean
match_editable (GtkWidget *widget, const char *text)
{
  return GTK_IS_SEARCH_ENTRY (widget);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autofree char *opened = NULL;
  GtkWidget *search, *entry;

  skip_first_run (fixture);
  make_order (fixture, "20261", "Jansen");
  make_order (fixture, "20262", "de Vries");
  balie_window_set_desk (fixture->window, fixture->desk, FALSE);
  g_signal_connect (fixture->window, "order-opened", G_CALLBACK (order_opened_cb), &opened);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.search", NULL);
  search = find_toplevel ("BalieSearchWindow");
  g_assert_nonnull (search);
  g_object_add_weak_pointer (G_OBJECT (search), (gpointer *) &search);

  entry = find (search, match_editable, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody at all");
  wait_to_find (search, match_label, "Nothing Found");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Vries");
  wait_to_find (search, match_label, "20262 · de Vries");
  g_signal_emit_by_name (entry, "activate");
  wait_for (is_null, &search);
  g_assert_cmpstr (opened, ==, "20262");
}

/* A failure is told with its details; what the person cancelled is not. */
static void
test_failures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) cancelled = g_error_new_literal (BALIE_ERROR, BALIE_ERROR_CANCELLED, "");
  g_autoptr (GError) storage = g_error_new_literal (BALIE_ERROR, BALIE_ERROR_STORAGE, "disk <1>");
  BalieShell *shell = BALIE_SHELL (fixture->window);
  GtkWidget *dialog;

  g_assert_true (balie_shell_find (gtk_window_get_focus (GTK_WINDOW (shell)) != NULL
                                       ? gtk_window_get_focus (GTK_WINDOW (shell))
                                       : GTK_WIDGET (shell)) == shell);
  balie_shell_show_error (shell, BALIE_ACTION_EXPORT, cancelled);
  g_assert_null (find (GTK_WIDGET (shell), match_type, "AdwToastWidget"));

  balie_shell_show_error (shell, BALIE_ACTION_EXPORT, storage);
  wait_to_find (shell, match_label, "The orders were not exported");
  click (shell, "Details");
  dialog = find_toplevel ("AdwMessageDialog");
  g_assert_nonnull (dialog);
  wait_to_find (dialog, match_label, "disk <1>");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int argc, char **argv)
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  application = GTK_APPLICATION (
      adw_application_new ("io.github.baliedesk.Balie.Test", G_APPLICATION_NON_UNIQUE));
  g_application_register (G_APPLICATION (application), NULL, NULL);

  g_test_add ("/window/frame", Fixture, NULL, set_up, test_frame, tear_down);
  g_test_add ("/window/problems", Fixture, NULL, set_up, test_problems, tear_down);
  g_test_add ("/window/pages", Fixture, NULL, set_up, test_pages, tear_down);
  g_test_add ("/window/counts", Fixture, NULL, set_up, test_counts, tear_down);
  g_test_add ("/window/first-run", Fixture, NULL, set_up, test_first_run, tear_down);
  g_test_add ("/window/resumed", Fixture, NULL, set_up, test_resumed, tear_down);
  g_test_add ("/window/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/window/failures", Fixture, NULL, set_up, test_failures, tear_down);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}

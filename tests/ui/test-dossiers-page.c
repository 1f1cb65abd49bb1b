/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dossiers in the window on a real desk: list, panel, forms; what is shown, hinted, saved, undone, kept and
 * hidden; and nothing of it left behind. */
#define G_LOG_DOMAIN "balie-test"
#include "config.h"

#include "orders-fixture.h"

#include "balie-dossier-edit.h"
#include "balie-dossier-columns.h"
#include "balie-dossier-list-view.h"
#include "balie-dossier-panel.h"
#include "balie-dossier-view.h"
#include "balie-form-line.h"
#include "balie-party-form.h"
#include "balie-value-input.h"
#include "balie-window.h"

typedef struct
{
  OrdersFixture orders;
  BalieWindow *window;
  GtkWidget *view;
} Fixture;

static GtkApplication *application;

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* As another desk would. @entry: "" for the dossier itself; triples until NULL. */
static GPtrArray *
read_values (const char *const *values)
{
  GPtrArray *changes = balie_dossier_changes_new ();

  for (; *values != NULL; values += 3)
    {
      BalieEntry entry = BALIE_ENTRY_NONE;

      balie_entry_from_code (values[0], &entry);
      balie_dossier_changes_add (changes, entry, values[1], "", values[2]);
    }
  return changes;
}

static void
create (Fixture *fixture, const char *const *values)
{
  g_autoptr (GPtrArray) changes = read_values (values);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) created = NULL;

  balie_dossier_create_async (fixture->orders.desk, changes, NULL, finished_cb, &result);
  wait_for (is_not_null, &result);
  created = balie_dossier_edit_finish (fixture->orders.desk, result, &error);
  g_assert_no_error (error);
}

static void
edit (Fixture *fixture,
      const char *number,
      BalieEntry entry,
      const char *field,
      const char *base,
      const char *value)
{
  g_autoptr (GPtrArray) changes = balie_dossier_changes_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDossierResult) edited = NULL;

  balie_dossier_changes_add (changes, entry, field, base, value);
  balie_dossier_edit_async (fixture->orders.desk, number, changes, NULL, finished_cb, &result);
  wait_for (is_not_null, &result);
  edited = balie_dossier_edit_finish (fixture->orders.desk, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (edited->conflicts->len, ==, 0);
}

static BalieDossierDetail *
dup_detail (Fixture *fixture, const char *number)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BalieDossierDetail *detail;

  balie_dossiers_load_async (fixture->orders.desk, number, NULL, finished_cb, &result);
  wait_for (is_not_null, &result);
  detail = balie_dossiers_load_finish (fixture->orders.desk, result, &error);
  g_assert_no_error (error);
  return detail;
}

typedef struct
{
  Fixture *fixture;
  const char *number;
  BalieEntry entry; /* BALIE_ENTRY_NONE: of the dossier */
  guint field;
  const char *expected;
} Stored;

static gboolean
is_stored (gpointer data)
{
  Stored *stored = data;
  g_autoptr (BalieDossierDetail) detail = dup_detail (stored->fixture, stored->number);
  const BalieParty *party;

  if (stored->entry == BALIE_ENTRY_NONE)
    return g_str_equal (detail->dossier->values[stored->field], stored->expected);
  party = g_ptr_array_index (detail->parties, stored->entry);
  return g_str_equal (party->values[stored->field], stored->expected);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  orders_fixture_open (&fixture->orders);
  fixture->window = BALIE_WINDOW (g_object_ref_sink (balie_window_new (application)));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1240, 800);
}

static void
show_window (Fixture *fixture)
{
  balie_window_set_desk (fixture->window, fixture->orders.desk, TRUE);
  balie_shell_show_page (BALIE_SHELL (fixture->window), "dossiers");
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->view = wait_to_find (GTK_WIDGET (fixture->window), match_type, "BalieDossierView");
}

/* Two dossiers: 2026-0001 of Goderis with a driver, 2026-0002 without anybody. */
static void
show_dossiers (Fixture *fixture)
{
  static const char *const first[] = {
    "",           "plate",           "K123BB",          "",          "brand",
    "Volkswagen", "owner",           "last_name",       "Goderis",   "owner",
    "email",      "t@goderis.be",    "driver",          "last_name", "Peeters",
    "owner",      "national_number", "85.07.30-033.28", NULL,
  };
  static const char *const second[] = { "", "brand", "Audi", NULL };

  create (fixture, first);
  create (fixture, second);
  show_window (fixture);
}

static gboolean
match_title (GtkWidget *widget, const char *text)
{
  return match_label (widget, text) && gtk_widget_has_css_class (widget, "title-3");
}

static void
open_dossier (Fixture *fixture, const char *number, BalieEntry entry)
{
  balie_shell_open_dossier (BALIE_SHELL (fixture->window), number, entry);
  wait_to_find (fixture->view, match_title, number);
}

static gboolean
match_input (GtkWidget *widget, const char *code)
{
  return BALIE_IS_VALUE_INPUT (widget) && gtk_widget_get_mapped (widget) &&
         g_str_equal (balie_value_input_get_spec (BALIE_VALUE_INPUT (widget))->code, code);
}

static BalieValueInput *
find_input (Fixture *fixture, const char *code)
{
  return BALIE_VALUE_INPUT (wait_to_find (fixture->view, match_input, code));
}

static void
type (Fixture *fixture, const char *code, const char *text)
{
  GtkWidget *entry = balie_value_input_get_control (find_input (fixture, code));

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
assert_value (Fixture *fixture, const char *code, const char *expected)
{
  g_autofree char *value = balie_value_input_dup_value (find_input (fixture, code));

  g_assert_cmpstr (value, ==, expected);
}

static void
press (Fixture *fixture, const char *label)
{
  g_signal_emit_by_name (wait_to_find (GTK_WIDGET (fixture->window), match_button, label),
                         "clicked");
}

static void
show_place (Fixture *fixture, guint place)
{
  balie_dossier_view_show_place (BALIE_DOSSIER_VIEW (fixture->view), place);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = fixture->view;
  gpointer window = fixture->window;

  if (view != NULL)
    g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &view);
  g_object_add_weak_pointer (G_OBJECT (window), &window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->window);
  wait_for (is_null, &view);
  wait_for (is_null, &window);
  g_assert_null (view);
  orders_fixture_close (&fixture->orders);
}

static gboolean
finds_question (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget **dialog = data;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        *dialog = window;
    }
  return *dialog != NULL;
}

static GtkWidget *
wait_for_question (void)
{
  GtkWidget *dialog = NULL;

  wait_for (finds_question, &dialog);
  g_assert_nonnull (dialog);
  return dialog;
}

static GtkEditable *
find_answer (GtkWidget *dialog, const char *code)
{
  GtkWidget *input = wait_to_find (dialog, match_input, code);

  return GTK_EDITABLE (balie_value_input_get_control (BALIE_VALUE_INPUT (input)));
}

static void
answer_create (GtkWidget *dialog)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "create");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* A number that is taken: what was typed is there again, to be put right. */
static void
test_refused_is_asked_again (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  show_dossiers (fixture);
  press (fixture, "_New Dossier…");
  dialog = wait_for_question ();
  gtk_editable_set_text (find_answer (dialog, "number"), "2026-0001");
  gtk_editable_set_text (find_answer (dialog, "plate"), "1-dem-099");
  answer_create (dialog);
  dialog = wait_for_question ();
  g_assert_cmpstr (gtk_editable_get_text (find_answer (dialog, "plate")), !=, "");
  gtk_editable_set_text (find_answer (dialog, "number"), "");
  answer_create (dialog);
  wait_to_find (fixture->view, match_title, "2026-0003");
  assert_value (fixture, "plate", "1DEM099");
}

static void
test_first_steps (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  show_window (fixture);
  wait_to_find (GTK_WIDGET (fixture->window), match_label, "No Dossiers Yet");
  press (fixture, "_New Dossier…");
  dialog = wait_for_question ();
  gtk_editable_set_text (find_answer (dialog, "plate"), "gb-003-f");
  answer_create (dialog);
  /* It opens, with its vehicle first. */
  wait_to_find (fixture->view, match_title, "2026-0001");
  wait_to_find (fixture->view, match_label, "Search the vehicle first");
  assert_value (fixture, "plate", "GB003F");
}

static GtkWidget *
find_place (Fixture *fixture, guint place)
{
  GtkWidget *panel = wait_to_find (fixture->view, match_type, "BalieDossierPanel");
  GtkWidget *label = wait_to_find (panel, match_label, balie_dossier_panel_get_title (place));

  return gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW);
}

static void
test_panel_tells_filled_from_empty (Fixture *fixture, gconstpointer data)
{
  show_dossiers (fixture);
  open_dossier (fixture, "2026-0001", BALIE_ENTRY_OWNER);
  gtk_test_accessible_assert_property (find_place (fixture, BALIE_ENTRY_OWNER),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Owner, filled in: Goderis");
  gtk_test_accessible_assert_property (find_place (fixture, BALIE_ENTRY_BROKER),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Broker, empty");
  find_widget (find_place (fixture, BALIE_ENTRY_BROKER), match_label, "empty");
  /* All thirteen, in their order. */
  for (guint i = 0; i < BALIE_N_ENTRIES; i++)
    g_assert_cmpint (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (find_place (fixture, i))), ==,
                     (int) i);
  /* What is typed is told, saved or not. */
  show_place (fixture, BALIE_ENTRY_BROKER);
  type (fixture, "last_name", "Makelaars");
  gtk_test_accessible_assert_property (find_place (fixture, BALIE_ENTRY_BROKER),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Broker, filled in: Makelaars, Not saved yet");
}

static void
test_saves_and_undoes (Fixture *fixture, gconstpointer data)
{
  Stored stored = { fixture, "2026-0001", BALIE_ENTRY_OWNER, BALIE_PARTY_CITY, "Gent" };

  show_dossiers (fixture);
  open_dossier (fixture, "2026-0001", BALIE_ENTRY_OWNER);
  assert_value (fixture, "last_name", "Goderis");
  /* The space in the middle of a name is not taken away while one types. */
  type (fixture, "last_name", "Goderis ");
  assert_value (fixture, "last_name", "Goderis ");
  type (fixture, "city", "Gent");
  wait_to_find (fixture->view, match_label, "1 unsaved change");
  gtk_widget_activate_action (fixture->view, "dossier.save", NULL);
  wait_for (is_stored, &stored);
  press (fixture, "_Undo");
  stored.expected = "";
  wait_for (is_stored, &stored);
}

static void
test_unsaved_is_kept (Fixture *fixture, gconstpointer data)
{
  show_dossiers (fixture);
  open_dossier (fixture, "2026-0001", BALIE_ENTRY_OWNER);
  type (fixture, "city", "Gent");
  show_place (fixture, BALIE_ENTRY_DRIVER);
  assert_value (fixture, "last_name", "Peeters");
  assert_value (fixture, "city", "");
  type (fixture, "city", "Brugge");
  open_dossier (fixture, "2026-0002", BALIE_ENTRY_OWNER);
  assert_value (fixture, "city", "");
  g_assert_cmpuint (balie_dossier_view_get_n_unsaved (BALIE_DOSSIER_VIEW (fixture->view)), ==, 1);
  open_dossier (fixture, "2026-0001", BALIE_ENTRY_DRIVER);
  wait_to_find (fixture->view, match_label, "2 unsaved changes");
  assert_value (fixture, "city", "Brugge");
  show_place (fixture, BALIE_ENTRY_OWNER);
  assert_value (fixture, "city", "Gent");
  /* Reverted by mistake, it comes back. */
  gtk_widget_activate_action (fixture->view, "dossier.revert", NULL);
  assert_value (fixture, "city", "");
  press (fixture, "_Undo");
  assert_value (fixture, "city", "Gent");
}

static void
test_two_invoices (Fixture *fixture, gconstpointer data)
{
  Stored stored = { fixture, "2026-0001", BALIE_ENTRY_DRIVER, BALIE_PARTY_INVOICE, "yes" };

  show_dossiers (fixture);
  edit (fixture, "2026-0001", BALIE_ENTRY_OWNER, "invoice", "", "yes");
  open_dossier (fixture, "2026-0001", BALIE_ENTRY_OWNER);
  g_assert_null (find_widget (fixture->view, match_label, "More than one party"));
  show_place (fixture, BALIE_ENTRY_DRIVER);
  gtk_switch_set_active (
      GTK_SWITCH (balie_value_input_get_control (find_input (fixture, "invoice"))), TRUE);
  wait_to_find (fixture->view, match_label,
                "More than one party would get the invoice: Owner, Driver");
  /* Warned, not refused. */
  gtk_widget_activate_action (fixture->view, "dossier.save", NULL);
  wait_for (is_stored, &stored);
}

static void
test_identity_is_hidden (Fixture *fixture, gconstpointer data)
{
  show_dossiers (fixture);
  open_dossier (fixture, "2026-0001", BALIE_ENTRY_OWNER);
  assert_value (fixture, "last_name", "Goderis");
  g_assert_null (find_widget (fixture->view, match_input, "national_number"));
  press (fixture, "Show _Identity Data");
  assert_value (fixture, "national_number", "85.07.30-033.28");
  /* Leaving hides it again, and nothing of it stays in a hidden entry. */
  show_place (fixture, BALIE_ENTRY_DRIVER);
  show_place (fixture, BALIE_ENTRY_OWNER);
  g_assert_null (find_widget (fixture->view, match_input, "national_number"));
  wait_to_find (fixture->view, match_button, "Show _Identity Data");
  show_place (fixture, BALIE_PLACE_HISTORY);
  wait_to_find (fixture->view, match_label, "Identity data shown");
  g_assert_null (find_widget (fixture->view, match_label, "85.07"));
}

static gboolean
is_new_number_shown (gpointer data)
{
  g_autofree char *value = balie_value_input_dup_value (find_input (data, "national_number"));

  return g_str_equal (value, "90.01.01-001.23");
}

/* Another desk mends them while they are looked at. */
static void
test_identity_is_kept_fresh (Fixture *fixture, gconstpointer data)
{
  show_dossiers (fixture);
  open_dossier (fixture, "2026-0001", BALIE_ENTRY_OWNER);
  press (fixture, "Show _Identity Data");
  assert_value (fixture, "national_number", "85.07.30-033.28");
  edit (fixture, "2026-0001", BALIE_ENTRY_OWNER, "national_number", "85.07.30-033.28",
        "90.01.01-001.23");
  wait_for (is_new_number_shown, fixture);
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
  Stored stored = { fixture, "2026-0001", BALIE_ENTRY_OWNER, BALIE_PARTY_ADDRESS, "Kerkstraat 1" };
  GtkWidget *dialog;

  show_dossiers (fixture);
  open_dossier (fixture, "2026-0001", BALIE_ENTRY_OWNER);
  type (fixture, "city", "Mine");
  type (fixture, "address", "Kerkstraat 1");
  edit (fixture, "2026-0001", BALIE_ENTRY_OWNER, "city", "", "Theirs");
  gtk_widget_activate_action (fixture->view, "dossier.save", NULL);
  wait_for (is_dialog_there, NULL);
  /* What both did not touch is saved, and neither value is lost. */
  wait_for (is_stored, &stored);
  stored.field = BALIE_PARTY_CITY;
  stored.expected = "Theirs";
  g_assert_true (is_stored (&stored));
  assert_value (fixture, "city", "Mine");
  dialog = find_dialog ();
  wait_to_find (dialog, match_label, "Mine: Mine");
  wait_to_find (dialog, match_label, "Theirs: Theirs");
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (wait_to_find (dialog, match_type, "GtkCheckButton")), TRUE);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "apply");
  stored.expected = "Mine";
  wait_for (is_stored, &stored);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static char *
dup_client_number (Fixture *fixture, const char *number)
{
  g_autoptr (BalieDossierDetail) detail = dup_detail (fixture, number);
  const BalieParty *owner = g_ptr_array_index (detail->parties, BALIE_ENTRY_OWNER);

  return g_strdup (owner->values[BALIE_PARTY_CLIENT_NUMBER]);
}

static gboolean
is_one_person (gpointer data)
{
  g_autofree char *first = dup_client_number (data, "2026-0001");
  g_autofree char *second = dup_client_number (data, "2026-0002");

  return *first != '\0' && g_str_equal (first, second);
}

static gboolean
are_two_persons (gpointer data)
{
  return !is_one_person (data);
}

static void
test_recognises_twins (Fixture *fixture, gconstpointer data)
{
  show_dossiers (fixture);
  open_dossier (fixture, "2026-0002", BALIE_ENTRY_OWNER);
  type (fixture, "last_name", "goderis");
  type (fixture, "email", "t@goderis.be");
  gtk_widget_activate_action (fixture->view, "dossier.save", NULL);
  wait_to_find (fixture->view, match_label, "This looks like Goderis");
  g_assert_false (is_one_person (fixture));
  press (fixture, "Same Pe_rson");
  wait_for (is_one_person, fixture);
  g_assert_null (find_widget (fixture->view, match_label, "This looks like"));
  /* The toast of the merge comes after that of the save. */
  wait_to_find (GTK_WIDGET (fixture->window), match_label, "Recognised as Goderis");
  press (fixture, "_Undo");
  wait_for (are_two_persons, fixture);
}

static void
test_archives_and_links (Fixture *fixture, gconstpointer data)
{
  Stored archived = { fixture, "2026-0001", BALIE_ENTRY_NONE, BALIE_DOSSIER_ARCHIVED, "yes" };
  Stored linked = { fixture, "2026-0001", BALIE_ENTRY_NONE, BALIE_DOSSIER_ORDER_NUMBER, "A1" };

  orders_fixture_import (&fixture->orders, "A1,new,unloaded,51001,Volkswagen,Golf,"
                                           "WVWZZZ1KZ8W123456,2026-03-06,,yes,Ann,long:2\n");
  show_dossiers (fixture);
  edit (fixture, "2026-0001", BALIE_ENTRY_NONE, "vin", "", "WVWZZZ1KZ8W123456");
  edit (fixture, "2026-0002", BALIE_ENTRY_NONE, "vin", "", "WVWZZZ1KZ8W123456");
  open_dossier (fixture, "2026-0001", BALIE_ENTRY_OWNER);
  wait_to_find (fixture->view, match_label, "Dossier 2026-0002 is open for the same vehicle.");
  show_place (fixture, BALIE_ENTRY_NONE);
  wait_to_find (fixture->view, match_label, "Order A1 has the same car");
  press (fixture, "_Link");
  wait_for (is_stored, &linked);
  wait_to_find (fixture->view, match_button, "_Unlink");
  gtk_widget_activate_action (fixture->view, "dossier.archive", NULL);
  wait_for (is_stored, &archived);
  wait_to_find (fixture->view, match_label, "This dossier is archived.");
  press (fixture, "Reop_en");
  archived.expected = "";
  wait_for (is_stored, &archived);
}

static void
test_small_entries (Fixture *fixture, gconstpointer data)
{
  Stored stored = { fixture, "2026-0002", BALIE_ENTRY_NONE, BALIE_DOSSIER_REPLACEMENT_UNTIL,
                    "2026-12-20" };

  show_dossiers (fixture);
  open_dossier (fixture, "2026-0002", BALIE_ENTRY_REPLACEMENT_CAR);
  gtk_switch_set_active (
      GTK_SWITCH (balie_value_input_get_control (find_input (fixture, "replacement_car"))), TRUE);
  type (fixture, "replacement_until", "20-12-2026");
  /* What can't be a date stands in the way of saving, and is kept. */
  type (fixture, "replacement_from", "never");
  g_assert_false (gtk_widget_is_sensitive (wait_to_find (fixture->view, match_button, "_Save")));
  type (fixture, "replacement_from", "");
  gtk_widget_activate_action (fixture->view, "dossier.save", NULL);
  wait_for (is_stored, &stored);
  show_place (fixture, BALIE_ENTRY_MANAGER);
  find_input (fixture, "manager");
  show_place (fixture, BALIE_PLACE_HISTORY);
  wait_to_find (fixture->view, match_label, "Replacement car wanted");
}

static gboolean
match_inscription (GtkWidget *widget, const char *text)
{
  return GTK_IS_INSCRIPTION (widget) &&
         g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0;
}

static void
test_list_is_alive (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  show_dossiers (fixture);
  wait_to_find (window, match_inscription, "Goderis");
  wait_to_find (window, match_label, "1 without an owner");
  edit (fixture, "2026-0002", BALIE_ENTRY_OWNER, "last_name", "", "Jansen");
  wait_to_find (window, match_inscription, "Jansen");
  wait_to_find (window, match_label, "Nothing needs you now");
}

static GtkColumnViewColumn *
dup_column (GtkWidget *view, const char *title)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
        return g_steal_pointer (&column);
    }
  return NULL;
}

static gboolean
is_plate_hidden (gpointer data)
{
  GtkWidget *list = find_widget (data, match_type, "BalieDossierListView");
  GtkWidget *view = find_widget (list, match_type, "GtkColumnView");
  g_autoptr (GtkColumnViewColumn) plate = dup_column (view, "Licence plate");
  g_autoptr (GtkColumnViewColumn) owner = dup_column (view, "Owner");

  return !gtk_column_view_column_get_visible (plate) && gtk_column_view_column_get_visible (owner);
}

/* The next window has the filter, the sorting and the columns of the last one. */
static void
test_list_is_remembered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (BALIE_APPLICATION_ID);
  g_autofree char *filter = NULL;
  g_autofree char *sort = NULL;
  BalieDossierSort by = BALIE_DOSSIER_SORT_CHANGED;
  gboolean descending = FALSE;
  GtkWidget *list, *view;
  g_autoptr (GtkColumnViewColumn) owner = NULL;

  show_dossiers (fixture);
  list = wait_to_find (GTK_WIDGET (fixture->window), match_type, "BalieDossierListView");
  view = find_widget (list, match_type, "GtkColumnView");
  owner = dup_column (view, "Owner");
  balie_dossier_list_view_set_filter (BALIE_DOSSIER_LIST_VIEW (list), BALIE_DOSSIER_FILTER_ALL);
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (view), owner, GTK_SORT_DESCENDING);
  gtk_widget_activate_action (view, "columns.plate", NULL);
  wait_for (is_plate_hidden, fixture->window);
  g_clear_object (&owner);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->window);
  settle ();
  fixture->window = BALIE_WINDOW (g_object_ref_sink (balie_window_new (application)));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1240, 800);
  show_window (fixture);
  list = wait_to_find (GTK_WIDGET (fixture->window), match_type, "BalieDossierListView");
  wait_for (is_plate_hidden, fixture->window);
  view = find_widget (list, match_type, "GtkColumnView");
  g_assert_true (balie_dossier_columns_get_sort (GTK_COLUMN_VIEW (view), &by, &descending));
  g_assert_cmpint (by, ==, BALIE_DOSSIER_SORT_OWNER);
  g_assert_true (descending);
  filter = g_settings_get_string (settings, "dossiers-filter");
  sort = g_settings_get_string (settings, "dossiers-sort");
  g_assert_cmpstr (filter, ==, "all");
  g_assert_cmpstr (sort, ==, "-owner");
  g_settings_reset (settings, "dossiers-filter");
  g_settings_reset (settings, "dossiers-sort");
  g_settings_reset (settings, "dossiers-columns");
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
  ADD ("/dossiers/first-steps", test_first_steps);
  ADD ("/dossiers/refused-is-asked-again", test_refused_is_asked_again);
  ADD ("/dossiers/panel-tells-filled-from-empty", test_panel_tells_filled_from_empty);
  ADD ("/dossiers/saves-and-undoes", test_saves_and_undoes);
  ADD ("/dossiers/unsaved-is-kept", test_unsaved_is_kept);
  ADD ("/dossiers/two-invoices", test_two_invoices);
  ADD ("/dossiers/identity-is-hidden", test_identity_is_hidden);
  ADD ("/dossiers/identity-is-kept-fresh", test_identity_is_kept_fresh);
  ADD ("/dossiers/conflict", test_conflict);
  ADD ("/dossiers/recognises-twins", test_recognises_twins);
  ADD ("/dossiers/archives-and-links", test_archives_and_links);
  ADD ("/dossiers/small-entries", test_small_entries);
  ADD ("/dossiers/list-is-alive", test_list_is_alive);
  ADD ("/dossiers/list-is-remembered", test_list_is_remembered);
  status = g_test_run ();
  g_clear_object (&application);
  return status;
}

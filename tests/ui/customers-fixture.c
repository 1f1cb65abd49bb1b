/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the customer search's window share: a real simulator, a desk that asks it, a dossier and
 * the window; and waiting for effects. */
#define G_LOG_DOMAIN "balie-test"
#include "config.h"

#include "customers-fixture.h"

#include "balie-administration.h"

static GtkApplication *application;

void
customers_fixture_prepare (GtkApplication *the_application)
{
  application = the_application;
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
set_remote (CustomersFixture *self, const char *name)
{
  g_autoptr (BalieRemoteConfig) config = balie_remote_config_new (name);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_free (config->url);
  config->url = g_strdup_printf ("%s/%s/v1", self->sim->url, name);
  balie_administration_put_remote_async (self->desk.desk, config, NULL, finished_cb, &result);
  wait_for (is_not_null, &result);
  balie_administration_put_remote_finish (self->desk.desk, result, &error);
  g_assert_no_error (error);
}

static void
make_dossier (CustomersFixture *self)
{
  g_autoptr (GPtrArray) values = balie_dossier_changes_new ();
  g_autoptr (BalieDossierResult) created = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balie_dossier_changes_add (values, BALIE_ENTRY_NONE, "vin", "", "WVWZZZTSTTW000001");
  balie_dossier_create_async (self->desk.desk, values, NULL, finished_cb, &result);
  wait_for (is_not_null, &result);
  created = balie_dossier_edit_finish (self->desk.desk, result, &error);
  g_assert_no_error (error);
  self->dossier = g_strdup (created->number);
}

static gboolean
run_is_over (gpointer data)
{
  return !balie_desk_is_first_run (data);
}

static void
skip_first_run (BalieDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;

  balie_administration_finish_first_run_async (desk, NULL, finished_cb, &result);
  wait_for (is_not_null, &result);
  g_assert_true (balie_administration_finish_first_run_finish (desk, result, NULL));
  wait_for (run_is_over, desk);
}

void
customers_fixture_open (CustomersFixture *self)
{
  self->sim = sim_process_start ("--latency", "0ms", NULL);
  orders_fixture_open (&self->desk);
  set_remote (self, "driver2");
  set_remote (self, "kp");
  skip_first_run (self->desk.desk);
  make_dossier (self);
  self->window = BALIE_WINDOW (balie_window_new (application));
  gtk_window_present (GTK_WINDOW (self->window));
  balie_window_set_desk (self->window, self->desk.desk, FALSE);
}

void
customers_fixture_close (CustomersFixture *self)
{
  if (self->window != NULL)
    {
      g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
      gtk_window_destroy (GTK_WINDOW (self->window));
    }
  g_test_message ("waiting for the window to go");
  wait_for (is_null, &self->window);
  g_test_message ("waiting for the desk to go");
  orders_fixture_close (&self->desk);
  sim_process_stop (self->sim);
  g_free (self->dossier);
}

GtkWidget *
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
toplevel_is_there (gpointer data)
{
  return find_toplevel (data) != NULL;
}

GtkWidget *
wait_for_toplevel (const char *type)
{
  g_test_message ("waiting for a %s", type);
  wait_for (toplevel_is_there, (gpointer) type);
  return find_toplevel (type);
}

GtkWidget *
customers_fixture_ask (CustomersFixture *self, BalieEntry entry, const char *last_name)
{
  g_autoptr (BalieCustomerSearch) search =
      balie_customer_search_new (self->desk.desk, self->dossier, entry);
  g_autoptr (BalieCustomerQuery) query = balie_customer_query_new ();

  balie_customer_query_set (query, BALIE_CRITERION_LAST_NAME, last_name);
  balie_customer_search_set_query (search, query);
  balie_shell_search_customers (BALIE_SHELL (self->window), search);
  return wait_for_toplevel ("BalieCustomerDialog");
}

void
customers_fixture_type (CustomersFixture *self,
                        BalieEntry entry,
                        BaliePartyField field,
                        const char *value)
{
  g_autoptr (GPtrArray) changes = balie_dossier_changes_new ();
  g_autoptr (BalieDossierResult) edited = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balie_dossier_changes_add (changes, entry, balie_party_get_spec (field)->code, "", value);
  balie_dossier_edit_async (self->desk.desk, self->dossier, changes, NULL, finished_cb, &result);
  wait_for (is_not_null, &result);
  edited = balie_dossier_edit_finish (self->desk.desk, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (edited->conflicts->len, ==, 0);
}

BalieDossierDetail *
customers_fixture_dup_dossier (CustomersFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BalieDossierDetail *detail;

  balie_dossiers_load_async (self->desk.desk, self->dossier, NULL, finished_cb, &result);
  wait_for (is_not_null, &result);
  detail = balie_dossiers_load_finish (self->desk.desk, result, &error);
  g_assert_no_error (error);
  return detail;
}

BalieParty *
customers_fixture_dup_party (CustomersFixture *self, BalieEntry entry)
{
  g_autoptr (BalieDossierDetail) detail = customers_fixture_dup_dossier (self);

  return balie_party_copy (g_ptr_array_index (detail->parties, entry));
}

static gboolean
is_shown (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_child_visible (widget);
}

/* By the label beside it, as a person finds it. */
gboolean
match_entry (GtkWidget *widget, const char *label)
{
  GtkWidget *before = GTK_IS_ENTRY (widget) ? gtk_widget_get_prev_sibling (widget) : NULL;

  return before != NULL && find_widget (before, match_label, label) != NULL;
}

gboolean
match_action (GtkWidget *widget, const char *action)
{
  return GTK_IS_BUTTON (widget) && is_shown (widget) &&
         g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0;
}

gboolean
match_check (GtkWidget *widget, const char *label)
{
  return GTK_IS_CHECK_BUTTON (widget) && is_shown (widget) &&
         find_widget (widget, match_label, label) != NULL;
}

gboolean
is_offered (GtkWidget *root, const char *action)
{
  GtkWidget *button = find_widget (root, match_action, action);

  return button != NULL && gtk_widget_is_sensitive (button);
}

void
click (GtkWidget *root, const char *label)
{
  g_test_message ("clicking “%s”", label);
  g_signal_emit_by_name (wait_to_find (root, match_button, label), "clicked");
}

void
activate (GtkWidget *window, const char *action)
{
  g_test_message ("activating %s", action);
  g_assert_true (gtk_widget_activate_action (window, action, NULL));
}

void
type_text (GtkWidget *root, const char *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (wait_to_find (root, match_entry, entry)), text);
}

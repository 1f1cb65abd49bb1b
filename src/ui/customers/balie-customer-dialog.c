/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of a customer search. It shows the search and is not the search: closing it ends nothing.
 *
 * Not modal: the dossier behind it can be worked on. Everything shown is derived in one place, update(), from
 * the search. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-customer-dialog.h"

#include "balie-accessible.h"
#include "balie-criteria.h"
#include "balie-customer-pick.h"
#include "balie-customer-table.h"
#include "balie-answer-box.h"
#include "balie-search-texts.h"
#include "balie-shell.h"
#include "balie-wait-line.h"

#include <glib/gi18n-lib.h>

/* How often "as of 5 minutes ago" is said anew. */
#define AGE_SECONDS 20

struct _BalieCustomerDialog
{
  AdwWindow parent_instance;

  /* Template */
  AdwWindowTitle *heading;
  BalieCriteria *criteria;
  GtkWidget *kp_button;
  GtkLabel *obstacle;
  BalieWaitLine *wait;
  BalieAnswerBox *outcomes;
  GtkStack *stack;
  BalieCustomerTable *table;
  GtkWidget *pager;
  GtkLabel *page_label;
  GtkSpinner *page_spinner;

  /* Owned */
  BalieDesk *desk;
  BalieCustomerSearch *search;
  char *missing;      /* (nullable): why the search did not start */
  GError *pick_error; /* (nullable): why the last pick was not loaded */

  /* State */
  guint age_id;
  gboolean picking;
};

enum
{
  LOADED,
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieCustomerDialog, balie_customer_dialog, ADW_TYPE_WINDOW)

static void
set_enabled (BalieCustomerDialog *self, const char *action, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

static void
update_wait (BalieCustomerDialog *self)
{
  BalieSource source = balie_customer_search_get_waiting_for (self->search);
  BalieWait wait = { 0 };

  wait.text = balie_search_texts_get_running (self->search);
  if (wait.text == NULL)
    {
      balie_wait_line_show (self->wait, NULL);
      return;
    }
  wait.elapsed = balie_customer_search_get_elapsed (self->search);
  wait.usual = balie_customer_search_get_usual_wait (self->search, source);
  wait.overdue = balie_customer_search_is_overdue (self->search);
  wait.offers_kp =
      source == BALIE_SOURCE_DRIVER2 && balie_customer_search_can_start_kp (self->search, NULL);
  balie_wait_line_show (self->wait, &wait);
}

/* Which of "hint", "waiting", "nothing" and "results" is to be seen. */
static const char *
get_stack_page (BalieCustomerDialog *self)
{
  const BalieSearchLeg *driver2 =
      balie_customer_search_get_leg (self->search, BALIE_SOURCE_DRIVER2);
  const BalieSearchLeg *kp = balie_customer_search_get_leg (self->search, BALIE_SOURCE_KP);

  if (balie_customer_search_get_page (self->search) > 0)
    return "results";
  if (balie_customer_search_is_running (self->search))
    return "waiting";
  if (driver2->state == BALIE_LEG_NOTHING || kp->state == BALIE_LEG_NOTHING)
    return "nothing";
  return driver2->state == BALIE_LEG_IDLE && kp->state == BALIE_LEG_IDLE ? "hint" : "waiting";
}

static void
update_pager (BalieCustomerDialog *self)
{
  g_autofree char *text = balie_search_texts_dup_pager (self->search);
  int page = balie_customer_search_get_page (self->search);
  gboolean loading = balie_customer_search_is_page_loading (self->search);

  gtk_label_set_label (self->page_label, text);
  gtk_widget_set_visible (self->pager, page > 0);
  gtk_spinner_set_spinning (self->page_spinner, loading);
  gtk_widget_set_visible (GTK_WIDGET (self->page_spinner), loading);
  set_enabled (self, "search.previous-page", page > 1);
  set_enabled (self, "search.next-page", balie_customer_search_has_next (self->search));
}

static void
update_outcomes (BalieCustomerDialog *self)
{
  g_autoptr (GPtrArray) outcomes =
      balie_search_texts_dup_outcomes (self->search, balie_desk_get_now (self->desk));

  if (self->missing != NULL)
    g_ptr_array_insert (outcomes, 0,
                        balie_answer_line_new (BALIE_ANSWER_TROUBLE, self->missing, 0));
  if (self->pick_error != NULL)
    g_ptr_array_insert (
        outcomes, 0,
        balie_search_texts_new_trouble (BALIE_ACTION_LOAD_CUSTOMER, self->pick_error, 0));
  balie_answer_box_show (self->outcomes, outcomes);
}

static void
update_kp (BalieCustomerDialog *self)
{
  g_autofree char *reason = NULL;
  gboolean offered = balie_customer_search_offers_kp (self->search);
  gboolean can = balie_customer_search_can_start_kp (self->search, &reason);
  const BalieSearchLeg *leg = balie_customer_search_get_leg (self->search, BALIE_SOURCE_KP);
  gboolean shows_reason = offered && !can && reason != NULL && leg->state != BALIE_LEG_RUNNING;

  gtk_widget_set_visible (self->kp_button, offered);
  gtk_widget_set_visible (GTK_WIDGET (self->obstacle), shows_reason);
  gtk_label_set_label (self->obstacle, shows_reason ? reason : "");
  balie_accessible_set_tooltip (self->kp_button, can ? _ ("Search in KP") : reason);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kp_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  can              ? _ ("Search in KP")
                                  : reason != NULL ? reason
                                                   : "",
                                  -1);
  set_enabled (self, "search.kp", can && leg->state != BALIE_LEG_RUNNING);
  balie_criteria_set_for_kp (self->criteria, leg->state != BALIE_LEG_IDLE);
}

static void
update (BalieCustomerDialog *self)
{
  gboolean running = balie_customer_search_get_waiting_for (self->search) != BALIE_SOURCE_NONE;

  update_wait (self);
  update_kp (self);
  update_outcomes (self);
  balie_customer_table_set_rows (self->table, balie_customer_search_get_rows (self->search));
  gtk_stack_set_visible_child_name (self->stack, get_stack_page (self));
  update_pager (self);
  set_enabled (self, "search.cancel", running);
  set_enabled (self, "search.keep-waiting", running);
}

/* The focus goes to the results when it stood where nothing is left to do. */
static void
search_ended_cb (BalieCustomerDialog *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (balie_customer_table_get_n_rows (self->table) > 0 &&
      (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->wait))))
    balie_customer_table_focus_first (self->table);
}

static gboolean
age_due_cb (gpointer user_data)
{
  update_outcomes (user_data);
  return G_SOURCE_CONTINUE;
}

static void
criteria_changed_cb (BalieCustomerDialog *self)
{
  g_autoptr (BalieCustomerQuery) query = balie_criteria_dup_query (self->criteria);

  g_clear_pointer (&self->missing, g_free);
  balie_customer_search_set_query (self->search, query);
}

static void
start (BalieCustomerDialog *self, gboolean refresh)
{
  g_autoptr (BalieCustomerQuery) query = balie_criteria_dup_query (self->criteria);

  g_clear_pointer (&self->missing, g_free);
  g_clear_error (&self->pick_error);
  if (balie_customer_query_is_empty (query))
    {
      self->missing = g_strdup (_ ("Fill in at least one thing to search by."));
      update_outcomes (self);
      balie_criteria_focus (self->criteria, BALIE_CRITERION_LAST_NAME);
      return;
    }
  balie_customer_search_start (self->search, query, refresh);
}

static void
criteria_activated_cb (BalieCustomerDialog *self)
{
  start (self, FALSE);
}

static void
criteria_left_cb (BalieCustomerDialog *self)
{
  balie_customer_table_focus_first (self->table);
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieCustomerDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean loaded = balie_customer_pick_finish (result, &error);

  self->picking = FALSE;
  /* Closed meanwhile: what became of it was told by the window. */
  if (self->search == NULL)
    return;
  if (loaded)
    {
      g_signal_emit (self, signals[LOADED], 0);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->table), TRUE);
  if (!balie_error_is_cancelled (error))
    self->pick_error = g_steal_pointer (&error);
  update_outcomes (self);
}

static void
row_picked_cb (BalieCustomerDialog *self, BalieFoundItem *item)
{
  if (self->picking)
    return;
  self->picking = TRUE;
  g_clear_error (&self->pick_error);
  update_outcomes (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->table), FALSE);
  balie_customer_pick_async (GTK_WINDOW (self), self->desk,
                             balie_customer_search_get_dossier_number (self->search),
                             balie_customer_search_get_entry (self->search),
                             balie_found_item_get_customer (item), picked_cb, g_object_ref (self));
}

static void
turn_page (BalieCustomerDialog *self, int step)
{
  int page = balie_customer_search_get_page (self->search) + step;

  if (page >= 1 && (step < 0 || balie_customer_search_has_next (self->search)))
    balie_customer_search_set_page (self->search, page);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                gpointer user_data)
{
  BalieCustomerDialog *self = user_data;

  if (key == GDK_KEY_Page_Down || key == GDK_KEY_KP_Page_Down)
    turn_page (self, 1);
  else if (key == GDK_KEY_Page_Up || key == GDK_KEY_KP_Page_Up)
    turn_page (self, -1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
action_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieCustomerDialog *self = BALIE_CUSTOMER_DIALOG (widget);

  if (g_str_equal (action, "search.start"))
    start (self, FALSE);
  else if (g_str_equal (action, "search.kp"))
    balie_customer_search_start_kp (self->search);
  else if (g_str_equal (action, "search.cancel"))
    balie_customer_search_cancel (self->search);
  else if (g_str_equal (action, "search.keep-waiting"))
    balie_customer_search_keep_waiting (self->search);
  else if (g_str_equal (action, "search.try-again"))
    balie_customer_search_try_again (self->search);
  else if (g_str_equal (action, "search.refresh"))
    start (self, TRUE);
  else if (g_str_equal (action, "search.set-up"))
    gtk_widget_activate_action (GTK_WIDGET (balie_shell_find (widget)), "win.preferences-page", "s",
                                "customers");
  else
    turn_page (self, g_str_equal (action, "search.next-page") ? 1 : -1);
}

static gboolean
balie_customer_dialog_close_request (GtkWindow *window)
{
  g_signal_emit (window, signals[CLOSED], 0);

  return GTK_WINDOW_CLASS (balie_customer_dialog_parent_class)->close_request (window);
}

static void
balie_customer_dialog_dispose (GObject *object)
{
  BalieCustomerDialog *self = BALIE_CUSTOMER_DIALOG (object);

  g_clear_handle_id (&self->age_id, g_source_remove);
  if (self->search != NULL)
    g_signal_handlers_disconnect_by_data (self->search, self);
  g_clear_object (&self->search);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (balie_customer_dialog_parent_class)->dispose (object);
}

static void
balie_customer_dialog_finalize (GObject *object)
{
  BalieCustomerDialog *self = BALIE_CUSTOMER_DIALOG (object);

  g_free (self->missing);
  g_clear_error (&self->pick_error);

  G_OBJECT_CLASS (balie_customer_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/customers/balie-customer-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieCustomerDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, BalieCustomerDialog, criteria);
  gtk_widget_class_bind_template_child (widget_class, BalieCustomerDialog, kp_button);
  gtk_widget_class_bind_template_child (widget_class, BalieCustomerDialog, obstacle);
  gtk_widget_class_bind_template_child (widget_class, BalieCustomerDialog, wait);
  gtk_widget_class_bind_template_child (widget_class, BalieCustomerDialog, outcomes);
  gtk_widget_class_bind_template_child (widget_class, BalieCustomerDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BalieCustomerDialog, table);
  gtk_widget_class_bind_template_child (widget_class, BalieCustomerDialog, pager);
  gtk_widget_class_bind_template_child (widget_class, BalieCustomerDialog, page_label);
  gtk_widget_class_bind_template_child (widget_class, BalieCustomerDialog, page_spinner);
  gtk_widget_class_bind_template_callback (widget_class, criteria_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, criteria_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, criteria_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_wait);
}

static void
balie_customer_dialog_class_init (BalieCustomerDialogClass *klass)
{
  static const char *const actions[] = {
    "search.start",        "search.kp",        "search.cancel",
    "search.keep-waiting", "search.try-again", "search.refresh",
    "search.set-up",       "search.next-page", "search.previous-page",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = balie_customer_dialog_dispose;
  object_class->finalize = balie_customer_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = balie_customer_dialog_close_request;

  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (BALIE_TYPE_CRITERIA);
  g_type_ensure (BALIE_TYPE_WAIT_LINE);
  g_type_ensure (BALIE_TYPE_ANSWER_BOX);
  g_type_ensure (BALIE_TYPE_CUSTOMER_TABLE);
  bind_template (widget_class);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, action_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
balie_customer_dialog_init (BalieCustomerDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->age_id = g_timeout_add_seconds (AGE_SECONDS, age_due_cb, self);
}

/**
 * balie_customer_dialog_new:
 * @desk: the desk
 * @parent: the window that is the shell
 * @search: what to show
 *
 * Returns: (transfer none): the dialog, not yet presented
 */
GtkWidget *
balie_customer_dialog_new (BalieDesk *desk, GtkWindow *parent, BalieCustomerSearch *search)
{
  BalieCustomerDialog *self =
      g_object_new (BALIE_TYPE_CUSTOMER_DIALOG, "transient-for", parent, NULL);
  const char *title = balie_search_texts_get_title (balie_customer_search_get_entry (search));
  /* Translators: %s is the number of a dossier. */
  g_autofree char *subtitle =
      g_strdup_printf (_ ("Dossier %s"), balie_customer_search_get_dossier_number (search));

  self->desk = g_object_ref (desk);
  self->search = g_object_ref (search);
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (self->heading, subtitle);
  balie_criteria_set_query (self->criteria, balie_customer_search_get_query (search));
  g_signal_connect_swapped (search, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (search, "ended", G_CALLBACK (search_ended_cb), self);
  update (self);
  balie_criteria_focus (self->criteria, BALIE_CRITERION_LAST_NAME);
  return GTK_WIDGET (self);
}

/**
 * balie_customer_dialog_get_search:
 * @self: the dialog
 *
 * Returns: (transfer none): what it shows
 */
BalieCustomerSearch *
balie_customer_dialog_get_search (BalieCustomerDialog *self)
{
  return self->search;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application's window: header, sidebar, bars and pages; the shell the pages stand in.
 *
 * It is drawn before a database is open: the frame comes first, a page is made when it is first
 * shown, and nothing is computed at start that need not be. One desk at a time; another desk means
 * other pages. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-window.h"

#include "balie-administration-page.h"
#include "balie-bars.h"
#include "balie-dossiers-page.h"
#include "balie-error-details.h"
#include "balie-first-run.h"
#include "balie-letters-page.h"
#include "balie-live-counts.h"
#include "balie-orders-page.h"
#include "balie-problem-page.h"
#include "balie-requests-page.h"
#include "balie-runs-page.h"
#include "balie-sidebar.h"
#include "balie-window-actions.h"
#include "balie-window-customers.h"

#include <glib/gi18n-lib.h>

#define ERROR_TOAST_SECONDS 8
/* Somebody who reads slowly, or hears it read, must still reach the button. */
#define UNDO_TOAST_SECONDS 10
#define SPINNER_DELAY_MS 500

struct _BalieWindow
{
  AdwApplicationWindow parent_instance;

  /* Template */
  AdwToastOverlay *toasts;
  AdwFlap *flap;
  GtkWidget *sidebar_button;
  BalieSidebar *sidebar;
  BalieBars *bars;
  BalieParkBar *park_bar;
  GtkStack *stack;
  GtkSpinner *spinner;
  AdwWindowTitle *heading;

  /* Owned */
  GSettings *settings;
  BalieDesk *desk;                 /* (nullable) */
  BalieLiveCounts *counts;         /* (nullable): while ready */
  BalieWindowCustomers *customers; /* (nullable): while ready */

  /* State */
  guint spinner_id;
  gboolean demo;
  gboolean ready; /* desk open, first run done */
};

static const struct
{
  const char *name;
  const char *title;
  GtkWidget *(*make) (BalieDesk *desk);
} pages[] = {
  { "orders", N_ ("Orders"), balie_orders_page_new },
  { "requests", N_ ("Plate requests"), balie_requests_page_new },
  { "dossiers", N_ ("Dossiers"), balie_dossiers_page_new },
  { "letters", N_ ("Letters"), balie_letters_page_new },
  { "runs", N_ ("Morning run"), balie_runs_page_new },
  { "administration", N_ ("Administration"), balie_administration_page_new },
};

enum
{
  ORDER_OPENED,
  LETTER_OPENED,
  SEARCH_ENDED,
  SEARCH_SHOWN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void balie_window_shell_init (BalieShellInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BalieWindow,
                               balie_window,
                               ADW_TYPE_APPLICATION_WINDOW,
                               G_IMPLEMENT_INTERFACE (BALIE_TYPE_SHELL, balie_window_shell_init))

/* Title of page and dealership: in the header and for the window list. */
static void
update_titles (BalieWindow *self)
{
  const char *shown = gtk_stack_get_visible_child_name (self->stack);
  const char *dealership = "", *page = "Balie";
  g_autofree char *title = NULL;

  if (self->desk != NULL)
    dealership = balie_settings_get_text (balie_desk_get_settings (self->desk),
                                          BALIE_SETTING_DEALERSHIP_NAME);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].name, shown) == 0)
      page = _ (pages[i].title);
  if (self->demo)
    title = g_strdup_printf ("%s – %s – Balie", page, _ ("Demo"));
  else if (self->ready)
    title = g_strdup_printf ("%s – Balie", page);
  else
    title = g_strdup ("Balie");

  adw_window_title_set_title (self->heading, page);
  adw_window_title_set_subtitle (self->heading, self->demo ? _ ("Demo") : dealership);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
stop_spinner (BalieWindow *self)
{
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
}

static gboolean
opening_slow_cb (gpointer user_data)
{
  BalieWindow *self = user_data;

  self->spinner_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
  return G_SOURCE_REMOVE;
}

/* Focus and default go first: GTK 4.8 moves the one only with the next frame, and would keep hold of
 * the other when it is gone. */
static void
remove_page (BalieWindow *self, const char *name)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, name);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (page == NULL)
    return;
  if (focus != NULL && gtk_widget_is_ancestor (focus, page))
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_window_set_default_widget (GTK_WINDOW (self), NULL);
  gtk_stack_remove (self->stack, page);
}

/* Back to the bare frame: nothing of a desk remains. */
static void
reset (BalieWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "opening");
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    remove_page (self, pages[i].name);
  remove_page (self, "problem");
  remove_page (self, "first-run");
  stop_spinner (self);
  if (self->customers != NULL)
    balie_window_customers_close (self->customers);
  g_clear_object (&self->customers);
  if (self->counts != NULL)
    g_signal_handlers_disconnect_by_data (self->counts, self);
  g_clear_object (&self->counts);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  self->demo = FALSE;
  self->ready = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->sidebar), TRUE);
  balie_bars_set_desk (self->bars, NULL, FALSE);
  balie_sidebar_set_user (self->sidebar, NULL);
  balie_sidebar_select (self->sidebar, NULL);
}

static void
counted_cb (BalieLiveCounts *counts, gpointer user_data)
{
  BalieWindow *self = user_data;

  balie_sidebar_set_counts (self->sidebar, balie_live_counts_get (counts));
  balie_sidebar_set_dossiers (self->sidebar, balie_live_counts_get_dossiers (counts));
  balie_sidebar_set_letters (self->sidebar, balie_live_counts_get_letters (counts));
  balie_bars_set_database_error (self->bars, balie_live_counts_get_error (counts));
}

/* The right may be taken away while the page is shown. */
static void
leave_administration (BalieWindow *self)
{
  if (!self->ready || balie_desk_get_user (self->desk)->administrator)
    return;
  if (g_strcmp0 (balie_window_get_page (self), "administration") == 0)
    balie_shell_show_page (BALIE_SHELL (self), "orders");
  remove_page (self, "administration");
}

static void
desk_changed_cb (BalieDesk *desk, const char *table, GArray *ids, gpointer user_data)
{
  BalieWindow *self = user_data;

  if (g_strcmp0 (table, "users") == 0)
    {
      balie_sidebar_set_user (self->sidebar, balie_desk_get_user (desk));
      balie_window_actions_update (self);
      leave_administration (self);
    }
  else if (g_strcmp0 (table, "settings") == 0)
    {
      update_titles (self);
    }
}

static void
search_ended_cb (BalieWindow *self, BalieCustomerSearch *search)
{
  g_signal_emit (self, signals[SEARCH_ENDED], 0, search);
}

static void
search_shown_cb (BalieWindow *self, guint id)
{
  g_signal_emit (self, signals[SEARCH_SHOWN], 0, id);
}

/* The desk can be used: counts, bars and the page that was last shown. */
static void
become_ready (BalieWindow *self)
{
  g_autofree char *page = g_settings_get_string (self->settings, "page");

  remove_page (self, "first-run");
  gtk_widget_set_sensitive (GTK_WIDGET (self->sidebar), TRUE);
  self->ready = TRUE;
  self->counts = balie_live_counts_new (self->desk);
  g_signal_connect (self->counts, "counted", G_CALLBACK (counted_cb), self);
  self->customers = balie_window_customers_new (GTK_WINDOW (self), self->desk, self->park_bar);
  g_signal_connect_object (self->customers, "search-ended", G_CALLBACK (search_ended_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->customers, "search-shown", G_CALLBACK (search_shown_cb), self,
                           G_CONNECT_SWAPPED);
  balie_bars_set_desk (self->bars, self->desk, self->demo);
  balie_sidebar_set_user (self->sidebar, balie_desk_get_user (self->desk));
  balie_window_actions_update (self);
  if (balie_window_ensure_page (self, page) == NULL)
    balie_shell_show_page (BALIE_SHELL (self), "orders");
  else
    balie_shell_show_page (BALIE_SHELL (self), page);
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
first_run_finished_cb (BalieFirstRun *first_run, gpointer user_data)
{
  become_ready (user_data);
}

static void
show_first_run (BalieWindow *self)
{
  GtkWidget *first_run = balie_first_run_new (self->desk);

  g_signal_connect_object (first_run, "finished", G_CALLBACK (first_run_finished_cb), self, 0);
  gtk_stack_add_named (self->stack, first_run, "first-run");
  gtk_stack_set_visible_child_name (self->stack, "first-run");
  gtk_widget_set_sensitive (GTK_WIDGET (self->sidebar), FALSE);
  update_titles (self);
}

static void
toggle_sidebar_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieWindow *self = BALIE_WINDOW (widget);

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

/* What is wide enough for two columns shows the sidebar; a narrow window hides it after a choice. */
static void
fold_after_choice (BalieWindow *self)
{
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
button_clicked_cb (AdwToast *toast, gpointer user_data)
{
  BalieShellUndoFunc func = g_object_get_data (G_OBJECT (toast), "func");

  func (g_object_get_data (G_OBJECT (toast), "data"));
}

static void
balie_window_toast (BalieShell *shell,
                    const char *text,
                    const char *button,
                    BalieShellUndoFunc func,
                    gpointer data,
                    GDestroyNotify data_free)
{
  BalieWindow *self = BALIE_WINDOW (shell);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  g_object_set_data_full (G_OBJECT (toast), "data", data, data_free);
  if (button != NULL && func != NULL)
    {
      /* What was done last is what one wants to take back: it does not wait for older toasts. */
      adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
      adw_toast_set_button_label (toast, button);
      adw_toast_set_timeout (toast, UNDO_TOAST_SECONDS);
      g_object_set_data (G_OBJECT (toast), "func", func);
      g_signal_connect (toast, "button-clicked", G_CALLBACK (button_clicked_cb), NULL);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* A failure that a toast tells of, for its details. */
typedef struct
{
  BalieWindow *window; /* borrowed: the toast lives in it */
  BalieAction action;
  GError *error;
} Failure;

static void
free_failure (gpointer data)
{
  Failure *failure = data;

  g_error_free (failure->error);
  g_free (failure);
}

static void
show_details (gpointer data)
{
  Failure *failure = data;

  balie_error_details_show (GTK_WINDOW (failure->window), failure->action, failure->error);
}

static void
balie_window_show_error (BalieShell *shell, BalieAction action, const GError *error)
{
  BalieWindow *self = BALIE_WINDOW (shell);
  g_autofree char *text = balie_sentence_dup_text (action, error);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);
  Failure *failure = g_new0 (Failure, 1);

  failure->window = self;
  failure->action = action;
  failure->error = g_error_copy (error);
  g_object_set_data_full (G_OBJECT (toast), "data", failure, free_failure);
  g_object_set_data (G_OBJECT (toast), "func", show_details);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (button_clicked_cb), NULL);
  adw_toast_set_button_label (toast, _ ("Details"));
  adw_toast_set_timeout (toast, ERROR_TOAST_SECONDS);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
balie_window_show_page (BalieShell *shell, const char *page)
{
  BalieWindow *self = BALIE_WINDOW (shell);

  if (balie_window_ensure_page (self, page) == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, page);
  balie_sidebar_select (self->sidebar, page);
  g_settings_set_string (self->settings, "page", page);
  fold_after_choice (self);
  update_titles (self);
}

static void
balie_window_open_order (BalieShell *shell, const char *number, const char *tab)
{
  GtkWidget *page = balie_window_ensure_page (BALIE_WINDOW (shell), "orders");

  if (page == NULL)
    return;
  balie_window_show_page (shell, "orders");
  balie_orders_page_open (BALIE_ORDERS_PAGE (page), number, tab);
  g_signal_emit (shell, signals[ORDER_OPENED], 0, number);
}

static void
balie_window_open_dossier (BalieShell *shell, const char *number, BalieEntry entry)
{
  GtkWidget *page = balie_window_ensure_page (BALIE_WINDOW (shell), "dossiers");

  if (page == NULL)
    return;
  balie_window_show_page (shell, "dossiers");
  balie_dossiers_page_open (BALIE_DOSSIERS_PAGE (page), number, entry);
}

static void
balie_window_open_letter (BalieShell *shell, gint64 id)
{
  GtkWidget *page = balie_window_ensure_page (BALIE_WINDOW (shell), "letters");

  if (page == NULL)
    return;
  balie_window_show_page (shell, "letters");
  balie_letters_page_open (BALIE_LETTERS_PAGE (page), id);
  g_signal_emit (shell, signals[LETTER_OPENED], 0, id);
}

static void
balie_window_show_orders (BalieShell *shell, BalieOrderFilter filter)
{
  GtkWidget *page = balie_window_ensure_page (BALIE_WINDOW (shell), "orders");

  if (page == NULL)
    return;
  balie_window_show_page (shell, "orders");
  balie_orders_page_set_filter (BALIE_ORDERS_PAGE (page), filter);
}

static void
balie_window_search_customers (BalieShell *shell, BalieCustomerSearch *search)
{
  BalieWindow *self = BALIE_WINDOW (shell);

  if (self->customers != NULL)
    balie_window_customers_search (self->customers, search);
}

static void
balie_window_search_vehicle (BalieShell *shell,
                             const char *dossier_number,
                             const char *vin,
                             const char *plate)
{
  BalieWindow *self = BALIE_WINDOW (shell);

  if (self->customers != NULL)
    balie_window_customers_search_vehicle (self->customers, dossier_number, vin, plate);
}

static void
balie_window_shell_init (BalieShellInterface *iface)
{
  iface->toast = balie_window_toast;
  iface->show_error = balie_window_show_error;
  iface->open_order = balie_window_open_order;
  iface->open_dossier = balie_window_open_dossier;
  iface->open_letter = balie_window_open_letter;
  iface->search_customers = balie_window_search_customers;
  iface->search_vehicle = balie_window_search_vehicle;
  iface->show_orders = balie_window_show_orders;
  iface->show_page = balie_window_show_page;
}

/* Saved when the window goes: a write per step of a resize would be many. */
static void
save_size (BalieWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  if (width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
  if (!adw_flap_get_folded (self->flap))
    g_settings_set_boolean (self->settings, "sidebar", adw_flap_get_reveal_flap (self->flap));
}

static void
close_answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  if (g_strcmp0 (response, "close") == 0)
    gtk_window_destroy (GTK_WINDOW (user_data));
}

/* “2 orders and 1 dossier”; NULL when all is saved. */
static char *
dup_unsaved (BalieWindow *self)
{
  GtkWidget *orders = gtk_stack_get_child_by_name (self->stack, "orders");
  GtkWidget *dossiers = gtk_stack_get_child_by_name (self->stack, "dossiers");
  guint n_orders =
      orders != NULL ? balie_orders_page_get_n_unsaved (BALIE_ORDERS_PAGE (orders)) : 0;
  guint n_dossiers =
      dossiers != NULL ? balie_dossiers_page_get_n_unsaved (BALIE_DOSSIERS_PAGE (dossiers)) : 0;
  g_autofree char *of_orders = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "The changes of %u order are not saved and would be lost.",
                   "The changes of %u orders are not saved and would be lost.", n_orders),
      n_orders);
  g_autofree char *of_dossiers = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "The changes of %u dossier are not saved and would be lost.",
                   "The changes of %u dossiers are not saved and would be lost.", n_dossiers),
      n_dossiers);

  if (n_orders > 0 && n_dossiers > 0)
    return g_strdup_printf ("%s\n%s", of_orders, of_dossiers);
  if (n_orders > 0)
    return g_steal_pointer (&of_orders);
  return n_dossiers > 0 ? g_steal_pointer (&of_dossiers) : NULL;
}

/* What was typed and not saved would be lost: that is worth a question. */
static gboolean
balie_window_close_request (GtkWindow *window)
{
  BalieWindow *self = BALIE_WINDOW (window);
  g_autofree char *body = dup_unsaved (self);
  GtkWidget *dialog;

  if (body == NULL)
    return GTK_WINDOW_CLASS (balie_window_parent_class)->close_request (window);
  dialog = adw_message_dialog_new (window, _ ("Close Without Saving?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Keep Open"),
                                    "close", _ ("_Close Without Saving"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

static void
balie_window_unmap (GtkWidget *widget)
{
  save_size (BALIE_WINDOW (widget));

  GTK_WIDGET_CLASS (balie_window_parent_class)->unmap (widget);
}

static void
balie_window_dispose (GObject *object)
{
  BalieWindow *self = BALIE_WINDOW (object);

  if (self->settings != NULL)
    reset (self);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (balie_window_parent_class)->dispose (object);
}

static void
balie_window_class_init (BalieWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_window_dispose;
  widget_class->unmap = balie_window_unmap;
  GTK_WINDOW_CLASS (klass)->close_request = balie_window_close_request;

  signals[ORDER_OPENED] =
      g_signal_new ("order-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LETTER_OPENED] =
      g_signal_new ("letter-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SEARCH_ENDED] =
      g_signal_new ("search-ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, BALIE_TYPE_CUSTOMER_SEARCH);
  signals[SEARCH_SHOWN] =
      g_signal_new ("search-shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (BALIE_TYPE_SIDEBAR);
  g_type_ensure (BALIE_TYPE_BARS);
  g_type_ensure (BALIE_TYPE_PARK_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/window/balie-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BalieWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, BalieWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, BalieWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, BalieWindow, bars);
  gtk_widget_class_bind_template_child (widget_class, BalieWindow, park_bar);
  gtk_widget_class_bind_template_child (widget_class, BalieWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, BalieWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, BalieWindow, heading);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar_cb);
  balie_window_actions_install (widget_class);
}

static void
balie_window_init (BalieWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->settings = g_settings_new (BALIE_APPLICATION_ID);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  adw_flap_set_reveal_flap (self->flap, g_settings_get_boolean (self->settings, "sidebar"));
  balie_window_actions_update (self);
  update_titles (self);
}

/**
 * balie_window_new:
 * @application: whose window it is
 *
 * Returns: (transfer none): the frame, without a desk
 */
GtkWidget *
balie_window_new (GtkApplication *application)
{
  return g_object_new (BALIE_TYPE_WINDOW, "application", application, NULL);
}

/**
 * balie_window_show_opening:
 * @self: the window
 *
 * Empties the window; a spinner comes only when opening takes long.
 */
void
balie_window_show_opening (BalieWindow *self)
{
  g_return_if_fail (BALIE_IS_WINDOW (self));

  reset (self);
  self->spinner_id = g_timeout_add (SPINNER_DELAY_MS, opening_slow_cb, self);
  balie_window_actions_update (self);
  update_titles (self);
}

/**
 * balie_window_show_problem:
 * @self: the window
 * @action: what was being done
 * @error: why it failed
 */
void
balie_window_show_problem (BalieWindow *self, BalieAction action, const GError *error)
{
  GtkWidget *page;

  g_return_if_fail (BALIE_IS_WINDOW (self));

  reset (self);
  page = balie_problem_page_new (action, error);
  gtk_stack_add_named (self->stack, page, "problem");
  gtk_stack_set_visible_child_name (self->stack, "problem");
  gtk_widget_set_sensitive (GTK_WIDGET (self->sidebar), FALSE);
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
  balie_window_actions_update (self);
  update_titles (self);
}

/**
 * balie_window_set_desk:
 * @self: the window
 * @desk: (nullable): the open desk
 * @demo: whether it is the demo dealership
 *
 * Shows the desk's pages, or the first steps where the dealership is not set up yet.
 */
void
balie_window_set_desk (BalieWindow *self, BalieDesk *desk, gboolean demo)
{
  g_return_if_fail (BALIE_IS_WINDOW (self));

  reset (self);
  if (desk == NULL)
    return;
  self->desk = g_object_ref (desk);
  self->demo = demo;
  g_signal_connect (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  if (balie_desk_is_first_run (desk) && !demo)
    show_first_run (self);
  else
    become_ready (self);
}

/**
 * balie_window_get_desk:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the open desk
 */
BalieDesk *
balie_window_get_desk (BalieWindow *self)
{
  return self->desk;
}

/**
 * balie_window_is_ready:
 * @self: the window
 *
 * Returns: whether a desk is open and set up
 */
gboolean
balie_window_is_ready (BalieWindow *self)
{
  return self->ready;
}

/**
 * balie_window_get_page:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the name of the page shown
 */
const char *
balie_window_get_page (BalieWindow *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * balie_window_ensure_page:
 * @self: the window
 * @page: "orders", "requests", "dossiers", "letters", "runs" or "administration"
 *
 * Returns: (transfer none) (nullable): the page, made when it was not shown yet
 */
GtkWidget *
balie_window_ensure_page (BalieWindow *self, const char *page)
{
  GtkWidget *widget;

  for (gsize i = 0; self->ready && i < G_N_ELEMENTS (pages); i++)
    {
      if (g_strcmp0 (pages[i].name, page) != 0)
        continue;
      if (g_str_equal (page, "administration") && !balie_desk_get_user (self->desk)->administrator)
        return NULL;
      widget = gtk_stack_get_child_by_name (self->stack, page);
      if (widget == NULL)
        {
          widget = pages[i].make (self->desk);
          gtk_stack_add_named (self->stack, widget, page);
        }
      return widget;
    }
  return NULL;
}

/**
 * balie_window_get_search_id:
 * @self: the window
 * @search: one of its searches
 *
 * Returns: by what balie_window_show_search() finds it; 0 when it is not known
 */
guint
balie_window_get_search_id (BalieWindow *self, BalieCustomerSearch *search)
{
  return self->customers != NULL ? balie_window_customers_get_id (self->customers, search) : 0;
}

/**
 * balie_window_show_search:
 * @self: the window
 * @id: of one of its searches; nothing happens when it is not known any more
 */
void
balie_window_show_search (BalieWindow *self, guint id)
{
  if (self->customers != NULL)
    balie_window_customers_show_id (self->customers, id);
}

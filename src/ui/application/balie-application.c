/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: command line, one window, one session at a time, notifications.
 *
 * The window is drawn first; only then is the database opened. Whatever opening ends in (a desk, a
 * problem page with ways out) can lead to another session: another database, the demo, a repair. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-application.h"

#include "balie-about.h"
#include "balie-application-options.h"
#include "balie-customer-import.h"
#include "balie-delivery.h"
#include "balie-letter-sync.h"
#include "balie-desktop-notifier.h"
#include "balie-private-file.h"
#include "balie-error.h"
#include "balie-personal-data.h"
#include "balie-repair.h"
#include "balie-search-texts.h"
#include "balie-session.h"
#include "balie-window.h"

#include <glib/gi18n-lib.h>

/* A window that is never drawn (minimized at once) gets its database all the same. */
#define FIRST_FRAME_LIMIT_MS 1000

struct _BalieApplication
{
  AdwApplication parent_instance;

  /* Owned */
  GSettings *settings;            /* (nullable): since startup */
  BalieLaunch *launch;            /* (nullable): what to open */
  BalieSession *session;          /* (nullable) */
  BalieDesktopNotifier *notifier; /* (nullable): while a desk is open */
  GCancellable *cancellable;      /* of the opening under way */
  char *pending_order;            /* (nullable): to be shown when the desk is open */

  /* Borrowed */
  BalieWindow *window; /* (nullable), weak */

  /* State */
  guint open_id;
};

G_DEFINE_FINAL_TYPE (BalieApplication, balie_application, ADW_TYPE_APPLICATION)

static void open_session (BalieApplication *self);

static void
set_action_enabled (BalieApplication *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
show_pending (BalieApplication *self)
{
  g_autofree char *number = g_steal_pointer (&self->pending_order);

  if (number != NULL)
    balie_shell_open_order (BALIE_SHELL (self->window), number, NULL);
}

static void
open_order (BalieApplication *self, const char *number)
{
  g_free (self->pending_order);
  self->pending_order = g_strdup (number);
  g_application_activate (G_APPLICATION (self));
  if (self->window != NULL && balie_window_is_ready (self->window))
    show_pending (self);
}

static void
notice_activated_cb (BalieDesktopNotifier *notifier,
                     const char *order_number,
                     const char *token,
                     gpointer user_data)
{
  BalieApplication *self = user_data;

  if (self->window != NULL && token != NULL)
    gtk_window_set_startup_id (GTK_WINDOW (self->window), token);
  if (*order_number != '\0')
    open_order (self, order_number);
  else
    g_application_activate (G_APPLICATION (self));
}

static void
search_activated_cb (BalieDesktopNotifier *notifier,
                     guint id,
                     const char *token,
                     gpointer user_data)
{
  BalieApplication *self = user_data;

  if (self->window != NULL && token != NULL)
    gtk_window_set_startup_id (GTK_WINDOW (self->window), token);
  g_application_activate (G_APPLICATION (self));
  if (self->window != NULL)
    balie_window_show_search (self->window, id);
}

static void
letter_activated_cb (BalieDesktopNotifier *notifier,
                     gint64 id,
                     const char *token,
                     gpointer user_data)
{
  BalieApplication *self = user_data;

  if (self->window != NULL && token != NULL)
    gtk_window_set_startup_id (GTK_WINDOW (self->window), token);
  g_application_activate (G_APPLICATION (self));
  if (self->window == NULL || !balie_window_is_ready (self->window))
    return;
  if (id == BALIE_NOTICE_LETTERS)
    balie_shell_show_page (BALIE_SHELL (self->window), "letters");
  else
    balie_shell_open_letter (BALIE_SHELL (self->window), id);
}

static void
letter_opened_cb (BalieWindow *window, gint64 id, gpointer user_data)
{
  BalieApplication *self = user_data;

  if (self->notifier != NULL)
    balie_desktop_notifier_withdraw_letter (self->notifier, id);
}

static gboolean
person_is_looking (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean looking = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      looking = looking || gtk_window_is_active (window);
    }
  return looking;
}

/* A toast tells who is looking at a window. */
static void
search_ended_cb (BalieWindow *window, BalieCustomerSearch *search, gpointer user_data)
{
  BalieApplication *self = user_data;
  g_autofree char *end = NULL;
  BalieNotice *notice;

  if (self->notifier == NULL || person_is_looking ())
    return;
  end = balie_search_texts_dup_end (search);
  notice = balie_notice_new_search (balie_customer_search_get_entry (search),
                                    balie_customer_search_get_dossier_number (search), end);
  balie_desktop_notifier_tell_search (self->notifier, balie_window_get_search_id (window, search),
                                      notice);
  balie_notice_free (notice);
}

static void
search_shown_cb (BalieWindow *window, guint id, gpointer user_data)
{
  BalieApplication *self = user_data;

  if (self->notifier != NULL)
    balie_desktop_notifier_withdraw_search (self->notifier, id);
}

static void
order_opened_cb (BalieWindow *window, const char *number, gpointer user_data)
{
  BalieApplication *self = user_data;

  if (self->notifier != NULL)
    balie_desktop_notifier_withdraw (self->notifier, number);
}

static void
close_session (BalieApplication *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->open_id, g_source_remove);
  if (self->notifier != NULL)
    balie_desktop_notifier_stop (self->notifier);
  g_clear_object (&self->notifier);
  if (self->session != NULL)
    balie_session_close (self->session);
  g_clear_object (&self->session);
  balie_private_file_clear ();
}

static void
use_desk (BalieApplication *self)
{
  BalieDesk *desk = balie_session_get_desk (self->session);
  const BalieLaunch *launch = balie_session_get_launch (self->session);

  set_action_enabled (self, "slow-line", launch->demo);
  g_action_group_change_action_state (G_ACTION_GROUP (self), "slow-line",
                                      g_variant_new_boolean (launch->slow_line));
  balie_window_set_desk (self->window, desk, launch->demo);
  balie_delivery_start (desk);
  balie_customer_imports_start (desk);
  balie_retention_start (desk);
  balie_letter_sync_start (desk);
  self->notifier = balie_desktop_notifier_new (desk);
  g_signal_connect (self->notifier, "activated", G_CALLBACK (notice_activated_cb), self);
  g_signal_connect (self->notifier, "search-activated", G_CALLBACK (search_activated_cb), self);
  g_signal_connect (self->notifier, "letter-activated", G_CALLBACK (letter_activated_cb), self);
  show_pending (self);
}

static void
session_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  BalieSession *session = BALIE_SESSION (source);

  balie_session_open_finish (session, result, &error);
  if (session != self->session || self->window == NULL || balie_error_is_cancelled (error))
    return;
  g_clear_object (&self->cancellable);
  if (error == NULL)
    {
      use_desk (self);
      return;
    }
  balie_session_close (session);
  balie_window_show_problem (self->window, balie_session_get_action (session), error);
}

static void
open_session (BalieApplication *self)
{
  close_session (self);
  set_action_enabled (self, "slow-line", FALSE);
  balie_window_show_opening (self->window);
  self->cancellable = g_cancellable_new ();
  self->session = balie_session_new (self->launch);
  balie_session_open_async (self->session, self->cancellable, session_opened_cb,
                            g_object_ref (self));
}

/* Keeps who acts and which day it is; only what is opened changes. */
static void
open_other (BalieApplication *self, const char *database, gboolean demo)
{
  if (self->window == NULL || self->launch == NULL)
    return;
  g_free (self->launch->database);
  self->launch->database = g_strdup (database);
  self->launch->demo = demo;
  open_session (self);
}

static gboolean
first_frame_over_cb (gpointer user_data)
{
  BalieApplication *self = user_data;

  self->open_id = 0;
  if (self->window != NULL)
    open_session (self);
  return G_SOURCE_REMOVE;
}

static gboolean
frame_begun_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  BalieApplication *self = user_data;

  if (self->open_id != 0)
    {
      g_source_remove (self->open_id);
      self->open_id = g_idle_add (first_frame_over_cb, self);
    }
  return G_SOURCE_REMOVE;
}

static void
make_window (BalieApplication *self)
{
  self->window = BALIE_WINDOW (balie_window_new (GTK_APPLICATION (self)));
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  g_signal_connect_object (self->window, "order-opened", G_CALLBACK (order_opened_cb), self, 0);
  g_signal_connect_object (self->window, "letter-opened", G_CALLBACK (letter_opened_cb), self, 0);
  g_signal_connect_object (self->window, "search-ended", G_CALLBACK (search_ended_cb), self, 0);
  g_signal_connect_object (self->window, "search-shown", G_CALLBACK (search_shown_cb), self, 0);
  self->open_id = g_timeout_add (FIRST_FRAME_LIMIT_MS, first_frame_over_cb, self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self->window), frame_begun_cb, self, NULL);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BalieApplication *self = user_data;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  else
    g_application_quit (G_APPLICATION (self));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BalieApplication *self = user_data;

  if (self->window != NULL)
    balie_about_show (GTK_WINDOW (self->window), balie_window_get_desk (self->window));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BalieApplication *self = user_data;
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWindow *window;

  if (self->window == NULL)
    return;
  builder = gtk_builder_new_from_resource (
      "/io/github/baliedesk/Balie/ui/window/balie-shortcuts-window.ui");
  window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));
  gtk_window_set_transient_for (window, GTK_WINDOW (self->window));
  gtk_window_present (window);
}

static void
open_order_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_order (BALIE_APPLICATION (user_data), g_variant_get_string (parameter, NULL));
}

static void
open_database_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BalieApplication *self = user_data;
  const char *uri = g_variant_get_string (parameter, NULL);

  g_settings_set_string (self->settings, "database", uri);
  open_other (self, *uri == '\0' ? NULL : uri, FALSE);
}

static void
retry_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BalieApplication *self = user_data;

  if (self->window != NULL && self->launch != NULL)
    open_session (self);
}

static void
try_demo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BalieApplication *self = user_data;

  if (self->launch != NULL)
    open_other (self, self->launch->database, TRUE);
}

/* What became of the data is worth more than a toast. */
static void
show_repaired (BalieApplication *self, const char *sentence)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (self->window), _ ("The database was repaired"), sentence);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
repaired_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = balie_repair_finish (result, &error);

  if (self->window == NULL || balie_error_is_cancelled (error))
    return;
  if (error != NULL)
    {
      balie_window_show_problem (self->window, BALIE_ACTION_OPEN_DATABASE, error);
      return;
    }
  open_session (self);
  show_repaired (self, sentence);
}

static void
repair_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BalieApplication *self = user_data;
  g_autofree char *uri = NULL;

  if (self->window == NULL || self->session == NULL)
    return;
  uri = g_strdup (balie_session_get_launch (self->session)->database);
  close_session (self);
  balie_window_show_opening (self->window);
  self->cancellable = g_cancellable_new ();
  balie_repair_async (uri, self->cancellable, repaired_cb, g_object_ref (self));
}

static void
slow_line_changed_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  BalieApplication *self = user_data;

  g_simple_action_set_state (action, value);
  if (self->session != NULL)
    balie_session_set_slow_line (self->session, g_variant_get_boolean (value));
}

static const GActionEntry action_entries[] = {
  { "quit", quit_cb, NULL, NULL, NULL, { 0 } },
  { "about", about_cb, NULL, NULL, NULL, { 0 } },
  { "shortcuts", shortcuts_cb, NULL, NULL, NULL, { 0 } },
  { "open-order", open_order_cb, "s", NULL, NULL, { 0 } },
  { "open-database", open_database_cb, "s", NULL, NULL, { 0 } },
  { "retry", retry_cb, NULL, NULL, NULL, { 0 } },
  { "repair", repair_cb, NULL, NULL, NULL, { 0 } },
  { "try-demo", try_demo_cb, NULL, NULL, NULL, { 0 } },
  { "slow-line", NULL, NULL, "false", slow_line_changed_cb, { 0 } },
};

static void
show_page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BalieApplication *self = user_data;
  const char *page = g_action_get_name (G_ACTION (action)) + strlen ("show-");

  g_settings_set_string (self->settings, "page", page);
  g_application_activate (G_APPLICATION (self));
  if (self->window != NULL)
    balie_shell_show_page (BALIE_SHELL (self->window), page);
}

/* The desktop file's actions, by the names the session bus asks for. */
static const GActionEntry page_entries[] = {
  { "show-orders", show_page_cb, NULL, NULL, NULL, { 0 } },
  { "show-requests", show_page_cb, NULL, NULL, NULL, { 0 } },
  { "show-runs", show_page_cb, NULL, NULL, NULL, { 0 } },
};

static void
add_keys (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *keys[3];
  } rows[] = {
    { "win.show-page('orders')", { "<Control>1", NULL } },
    { "win.show-page('requests')", { "<Control>2", NULL } },
    { "win.show-page('dossiers')", { "<Control>3", NULL } },
    { "win.show-page('runs')", { "<Control>4", NULL } },
    { "win.show-page('letters')", { "<Control>5", NULL } },
    { "win.show-page('administration')", { "<Control>6", NULL } },
    { "win.toggle-sidebar", { "F9", NULL } },
    { "win.search", { "<Control>k", NULL } },
    { "win.find", { "<Control>f", NULL } },
    { "win.import", { "<Control>o", NULL } },
    { "win.export", { "<Control>e", NULL } },
    { "win.preferences", { "<Control>comma", NULL } },
    { "app.shortcuts", { "<Control>question", NULL } },
    { "app.quit", { "<Control>q", NULL } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_application_set_accels_for_action (application, rows[i].action, rows[i].keys);
}

static void
balie_application_startup (GApplication *application)
{
  BalieApplication *self = BALIE_APPLICATION (application);

  G_APPLICATION_CLASS (balie_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (BALIE_APPLICATION_ID);
  self->settings = g_settings_new (BALIE_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), action_entries,
                                   G_N_ELEMENTS (action_entries), self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), page_entries, G_N_ELEMENTS (page_entries),
                                   self);
  set_action_enabled (self, "slow-line", FALSE);
  add_keys (GTK_APPLICATION (self));
}

static void
balie_application_activate (GApplication *application)
{
  BalieApplication *self = BALIE_APPLICATION (application);

  if (self->launch == NULL)
    {
      g_autoptr (GVariantDict) none = g_variant_dict_new (NULL);

      self->launch = balie_application_options_read (none, self->settings, NULL);
    }
  if (self->window == NULL)
    make_window (self);
  gtk_window_present (GTK_WINDOW (self->window));
}

static int
balie_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  BalieApplication *self = BALIE_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  g_autoptr (GError) error = NULL;
  const char *page;

  if (self->launch != NULL && balie_application_options_ask_other (options))
    {
      g_application_command_line_printerr (
          line, "%s\n", _ ("Balie is open already; close it to open another database."));
      g_application_activate (application);
      return 1;
    }
  if (self->launch == NULL)
    self->launch = balie_application_options_read (options, self->settings, &error);
  if (self->launch == NULL)
    {
      g_application_command_line_printerr (line, "%s\n", error->message);
      return 2;
    }
  if (g_variant_dict_lookup (options, "page", "&s", &page))
    {
      g_autofree char *action = g_strconcat ("show-", page, NULL);

      g_action_group_activate_action (G_ACTION_GROUP (self), action, NULL);
    }
  g_application_activate (application);
  return 0;
}

static int
balie_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("balie %s\n", BALIE_VERSION);
  return 0;
}

static void
balie_application_shutdown (GApplication *application)
{
  close_session (BALIE_APPLICATION (application));

  G_APPLICATION_CLASS (balie_application_parent_class)->shutdown (application);
}

static void
balie_application_finalize (GObject *object)
{
  BalieApplication *self = BALIE_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->settings);
  balie_launch_free (self->launch);
  g_free (self->pending_order);

  G_OBJECT_CLASS (balie_application_parent_class)->finalize (object);
}

static void
balie_application_class_init (BalieApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = balie_application_finalize;
  application_class->startup = balie_application_startup;
  application_class->activate = balie_application_activate;
  application_class->command_line = balie_application_command_line;
  application_class->handle_local_options = balie_application_handle_local_options;
  application_class->shutdown = balie_application_shutdown;
}

static void
balie_application_init (BalieApplication *self)
{
  balie_application_options_add (G_APPLICATION (self));
}

/**
 * balie_application_new:
 *
 * Returns: (transfer full): the application, to be run
 */
BalieApplication *
balie_application_new (void)
{
  return g_object_new (BALIE_TYPE_APPLICATION, "application-id", BALIE_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_CAN_OVERRIDE_APP_ID,
                       NULL);
}

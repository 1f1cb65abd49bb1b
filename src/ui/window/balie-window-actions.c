/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window's menu and keys do: search, import, export, preferences, personal data, another
 * database. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-window-actions.h"

#include "balie-dossiers-page.h"
#include "balie-letters-page.h"
#include "balie-notification-dialog.h"
#include "balie-orders-export.h"
#include "balie-orders-page.h"
#include "balie-personal-dialog.h"
#include "balie-preferences-window.h"
#include "balie-profile-dialog.h"
#include "balie-search-window.h"

#include <glib/gi18n-lib.h>

static void
show_page_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  balie_shell_show_page (BALIE_SHELL (widget), g_variant_get_string (parameter, NULL));
}

static void
search_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieDesk *desk = balie_window_get_desk (BALIE_WINDOW (widget));

  if (desk != NULL)
    gtk_window_present (GTK_WINDOW (balie_search_window_new (desk, GTK_WINDOW (widget))));
}

static void
find_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *shown = balie_window_get_page (BALIE_WINDOW (widget));
  gboolean other = g_strcmp0 (shown, "dossiers") == 0 || g_strcmp0 (shown, "letters") == 0;
  const char *name = other ? shown : "orders";
  GtkWidget *page = balie_window_ensure_page (BALIE_WINDOW (widget), name);

  if (page == NULL)
    return;
  balie_shell_show_page (BALIE_SHELL (widget), name);
  if (BALIE_IS_DOSSIERS_PAGE (page))
    balie_dossiers_page_focus_search (BALIE_DOSSIERS_PAGE (page));
  else if (BALIE_IS_LETTERS_PAGE (page))
    balie_letters_page_focus_search (BALIE_LETTERS_PAGE (page));
  else
    balie_orders_page_focus_search (BALIE_ORDERS_PAGE (page));
}

static void
show_preferences (BalieWindow *self, const char *page)
{
  BalieDesk *desk = balie_window_get_desk (self);
  GtkWidget *window;

  if (desk == NULL)
    return;
  window = balie_preferences_window_new (desk, GTK_WINDOW (self));
  if (page != NULL)
    balie_preferences_window_show_page (BALIE_PREFERENCES_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
}

static void
preferences_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_preferences (BALIE_WINDOW (widget), NULL);
}

static void
preferences_page_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_preferences (BALIE_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
personal_data_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieDesk *desk = balie_window_get_desk (BALIE_WINDOW (widget));

  if (desk != NULL)
    gtk_window_present (GTK_WINDOW (balie_personal_dialog_new (desk, GTK_WINDOW (widget))));
}

static void
notifications_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieDesk *desk = balie_window_get_desk (BALIE_WINDOW (widget));

  if (desk != NULL)
    balie_notification_dialog_present (desk, GTK_WINDOW (widget),
                                       balie_desk_get_user (desk)->login);
}

static void
profile_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieDesk *desk = balie_window_get_desk (BALIE_WINDOW (widget));

  if (desk != NULL)
    balie_profile_dialog_present (desk, GTK_WINDOW (widget));
}

/* The window owns its one file dialog until the answer. */
static void
drop_dialog (GtkWidget *window)
{
  g_object_set_data (G_OBJECT (window), "file-dialog", NULL);
}

static GtkFileChooserNative *
make_open_dialog (GtkWidget *widget, const char *title, const char *accept)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, GTK_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_OPEN, accept, _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (widget), "file-dialog", dialog, g_object_unref);
  return dialog;
}

static void
import_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  BalieWindow *self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      GtkWidget *page = balie_window_ensure_page (self, "orders");

      if (file != NULL && page != NULL)
        {
          balie_shell_show_page (BALIE_SHELL (self), "orders");
          balie_orders_page_import (BALIE_ORDERS_PAGE (page), file);
        }
    }
  drop_dialog (GTK_WIDGET (self));
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *first, const char *second)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, first);
  if (second != NULL)
    gtk_file_filter_add_pattern (filter, second);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
import_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkFileChooserNative *dialog = make_open_dialog (widget, _ ("Import Orders"), _ ("_Open"));

  add_filter (GTK_FILE_CHOOSER (dialog), _ ("Order files (CSV)"), "*.csv", "*.CSV");
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("All files"), "*", NULL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (import_chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* All orders; the page itself exports what its list shows. */
static void
export_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieDesk *desk = balie_window_get_desk (BALIE_WINDOW (widget));
  g_autoptr (BalieOrderQuery) query = NULL;

  if (desk == NULL)
    return;
  query = balie_order_query_new (BALIE_ORDER_FILTER_ALL, NULL, balie_desk_get_today (desk));
  balie_orders_export_present (widget, desk, query);
}

static void
database_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = file == NULL ? NULL : g_file_get_path (file);
      g_autofree char *uri = path == NULL ? NULL : g_strdup_printf ("sqlite:%s", path);

      if (uri != NULL)
        gtk_widget_activate_action (GTK_WIDGET (user_data), "app.open-database", "s", uri);
    }
  drop_dialog (GTK_WIDGET (user_data));
}

static void
choose_database_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkFileChooserNative *dialog =
      make_open_dialog (widget, _ ("Choose Another Database"), _ ("_Open"));

  add_filter (GTK_FILE_CHOOSER (dialog), _ ("Databases of Balie"), "*.db", NULL);
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("All files"), "*", NULL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (database_chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * balie_window_actions_install:
 * @widget_class: the window's class
 */
void
balie_window_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_cb);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_cb);
  gtk_widget_class_install_action (widget_class, "win.preferences-page", "s", preferences_page_cb);
  gtk_widget_class_install_action (widget_class, "win.personal-data", NULL, personal_data_cb);
  gtk_widget_class_install_action (widget_class, "win.notifications", NULL, notifications_cb);
  gtk_widget_class_install_action (widget_class, "win.profile", NULL, profile_cb);
  gtk_widget_class_install_action (widget_class, "win.choose-database", NULL, choose_database_cb);
}

/**
 * balie_window_actions_update:
 * @self: the window
 *
 * Enables what can be done now: what needs an open desk, by what the person may do.
 */
void
balie_window_actions_update (BalieWindow *self)
{
  static const struct
  {
    const char *action;
    BalieDeed deed;
  } rows[] = {
    { "win.show-page", BALIE_DEED_READ },
    { "win.search", BALIE_DEED_READ },
    { "win.find", BALIE_DEED_READ },
    { "win.export", BALIE_DEED_READ },
    { "win.import", BALIE_DEED_IMPORT_ORDERS },
    { "win.preferences", BALIE_DEED_READ },
    { "win.preferences-page", BALIE_DEED_READ },
    { "win.notifications", BALIE_DEED_READ },
    { "win.profile", BALIE_DEED_READ },
    { "win.personal-data", BALIE_DEED_PERSONAL_DATA },
  };
  BalieDesk *desk = balie_window_is_ready (self) ? balie_window_get_desk (self) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), rows[i].action,
                                   desk != NULL && balie_desk_check (desk, rows[i].deed, NULL));
}

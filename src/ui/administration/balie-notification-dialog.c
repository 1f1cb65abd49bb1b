/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notification preferences of one user: e-mail per category, the desktop, quiet hours, absence.
 *
 * E-mail is set by administrators only, also their own; for everybody else it is shown, with the reason.
 * The default shows what it comes to for this user. The desktop column is the user's own. A choice acts at
 * once. Source: seed 001, SCREENS.md. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-notification-dialog.h"

#include "balie-availability-group.h"
#include "balie-error.h"
#include "balie-moment.h"
#include "balie-notifications.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

struct _BalieNotificationDialog
{
  BalieDialogFrame parent_instance;

  /* Borrowed: children */
  AdwPreferencesGroup *email_group;
  AdwComboRow *email[BALIE_N_LETTER_CATEGORIES];
  GtkSwitch *desktop[BALIE_N_LETTER_CATEGORIES];

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  BalieAvailabilityGroup *availability;
  char *login;

  /* State */
  gboolean showing; /* not a person's choice */
};

G_DEFINE_FINAL_TYPE (BalieNotificationDialog, balie_notification_dialog, BALIE_TYPE_DIALOG_FRAME)

static void load (BalieNotificationDialog *self);

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieNotificationDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  balie_notifications_set_finish (BALIE_DESK (source), result, &error);
  if (self->desk == NULL)
    return;
  balie_dialog_frame_show_error (BALIE_DIALOG_FRAME (self), BALIE_ACTION_SAVE_NOTIFICATIONS, error);
  load (self);
}

static BalieLetterCategory
find_category (BalieNotificationDialog *self, gpointer widget)
{
  for (int i = 0; i < BALIE_N_LETTER_CATEGORIES; i++)
    if (widget == (gpointer) self->email[i] || widget == (gpointer) self->desktop[i])
      return (BalieLetterCategory) i;
  g_return_val_if_reached (BALIE_LETTER_IMPORTANT);
}

static void
email_chosen_cb (AdwComboRow *row, GParamSpec *pspec, BalieNotificationDialog *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (self->showing || selected >= BALIE_N_CHOICES)
    return;
  balie_notifications_set_email_async (self->desk, self->login, find_category (self, row),
                                       (BalieMailChoice) selected, NULL, set_cb,
                                       g_object_ref (self));
}

static void
desktop_chosen_cb (GtkSwitch *toggle, GParamSpec *pspec, BalieNotificationDialog *self)
{
  if (!self->showing)
    balie_notifications_set_desktop_async (self->desk, find_category (self, toggle),
                                           gtk_switch_get_active (toggle), NULL, set_cb,
                                           g_object_ref (self));
}

/* In the order of BalieMailChoice. */
static GListModel *
make_choices (const BalieUser *user)
{
  BalieNotificationVerdict verdict = balie_notification_preview (user, BALIE_CHOICE_DEFAULT);
  const char *const choices[] = {
    verdict.email ? _ ("Default (yes)") : _ ("Default (no)"),
    C_ ("e-mail notification", "Yes"),
    C_ ("e-mail notification", "No"),
    NULL,
  };

  return G_LIST_MODEL (gtk_string_list_new (choices));
}

/* New choices would take the focus from who just chose. */
static gboolean
offers (AdwComboRow *row, GListModel *choices)
{
  GtkStringList *now = GTK_STRING_LIST (adw_combo_row_get_model (row));

  return g_strcmp0 (gtk_string_list_get_string (now, 0),
                    gtk_string_list_get_string (GTK_STRING_LIST (choices), 0)) == 0;
}

/* What it comes to and why; who set it. */
static char *
dup_line (const BalieNotificationRow *row)
{
  const BalieNotificationPreference *preference = row->preference;
  g_autofree char *reason = balie_notification_reason_dup_text (row->verdict.reason);
  g_autofree char *effect = g_strdup_printf (
      "%s: %s", row->verdict.email ? _ ("Gets mails") : _ ("Gets no mails"), reason);
  g_autofree char *when = balie_moment_dup_text (preference->set_at);
  g_autofree char *set_by = NULL;

  if (balie_text_is_empty (preference->set_by))
    return g_steal_pointer (&effect);
  set_by = g_strdup_printf (_ ("set by %s, %s"), preference->set_by, when);
  return g_strdup_printf ("%s · %s", effect, set_by);
}

static void
show_row (BalieNotificationDialog *self, const BalieNotificationRow *row)
{
  BalieLetterCategory category = row->preference->category;
  g_autoptr (GListModel) choices = make_choices (row->user);
  g_autofree char *line = dup_line (row);

  if (!offers (self->email[category], choices))
    adw_combo_row_set_model (self->email[category], choices);
  adw_combo_row_set_selected (self->email[category], row->preference->email);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->email[category]), line);
  gtk_switch_set_active (self->desktop[category], row->preference->desktop);
}

static void
show_title (BalieNotificationDialog *self, const BalieUser *user)
{
  g_autofree char *title = g_strdup_printf (_ ("Notification Preferences – %s"),
                                            *user->name != '\0' ? user->name : user->login);

  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* Who may not change it reads why. */
static void
apply_permission (BalieNotificationDialog *self)
{
  const BalieUser *user = balie_desk_get_user (self->desk);
  g_autofree char *reason = balie_permission_dup_reason (user, BALIE_DEED_CHANGE_USERS);
  gboolean own = g_str_equal (user->login, self->login);

  adw_preferences_group_set_description (self->email_group, reason);
  for (int i = 0; i < BALIE_N_LETTER_CATEGORIES; i++)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->email[i]), reason == NULL);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->email[i]), reason);
      if (reason != NULL)
        gtk_accessible_update_property (GTK_ACCESSIBLE (self->email[i]),
                                        GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason, -1);
      gtk_widget_set_sensitive (GTK_WIDGET (self->desktop[i]), own);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->desktop[i]),
                                   own ? NULL : _ ("Everybody sets this for themselves"));
    }
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      balie_notifications_list_finish (BALIE_DESK (source), result, &error);
  BalieNotificationDialog *self = user_data;

  if (balie_error_is_cancelled (error))
    return;
  if (rows == NULL)
    {
      balie_dialog_frame_show_error (BALIE_DIALOG_FRAME (self), BALIE_ACTION_LOAD_NOTIFICATIONS,
                                     error);
      return;
    }
  self->showing = TRUE;
  for (guint i = 0; i < rows->len; i++)
    show_row (self, g_ptr_array_index (rows, i));
  if (rows->len > 0)
    show_title (self, ((const BalieNotificationRow *) g_ptr_array_index (rows, 0))->user);
  self->showing = FALSE;
  apply_permission (self);
}

static void
load (BalieNotificationDialog *self)
{
  balie_notifications_list_async (self->desk, self->login, self->cancellable, listed_cb, self);
}

/* A change of role or sight changes what a default comes to. */
static void
desk_changed_cb (BalieNotificationDialog *self, const char *table)
{
  if (g_strcmp0 (table, "users") == 0 || g_strcmp0 (table, "notifications") == 0)
    load (self);
}

static void
balie_notification_dialog_dispose (GObject *object)
{
  BalieNotificationDialog *self = BALIE_NOTIFICATION_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  if (self->availability != NULL)
    g_object_run_dispose (G_OBJECT (self->availability));
  g_clear_object (&self->availability);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_notification_dialog_parent_class)->dispose (object);
}

static void
balie_notification_dialog_finalize (GObject *object)
{
  BalieNotificationDialog *self = BALIE_NOTIFICATION_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->login);
  G_OBJECT_CLASS (balie_notification_dialog_parent_class)->finalize (object);
}

static void
balie_notification_dialog_class_init (BalieNotificationDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_notification_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = balie_notification_dialog_finalize;
}

static void
build (BalieNotificationDialog *self)
{
  const char *const waiting[] = { "…", NULL };
  static const char *const hints[BALIE_N_LETTER_CATEGORIES] = {
    [BALIE_LETTER_IMPORTANT] = N_ ("Such as the application request itself"),
    [BALIE_LETTER_REMINDER] = N_ ("Reminders of rising urgency while no application has come"),
  };
  AdwPreferencesGroup *desktop;

  self->email_group =
      balie_dialog_frame_add_group (BALIE_DIALOG_FRAME (self), _ ("E-mail Notifications"), NULL);
  desktop = balie_dialog_frame_add_group (BALIE_DIALOG_FRAME (self),
                                          _ ("Notifications on the Desktop"), NULL);
  for (int i = 0; i < BALIE_N_LETTER_CATEGORIES; i++)
    {
      const char *title = balie_letter_category_to_label ((BalieLetterCategory) i);

      self->email[i] = balie_dialog_add_choice (self->email_group, title, waiting);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->email[i]), FALSE);
      self->desktop[i] = balie_dialog_add_switch (desktop, title, _ (hints[i]));
      g_signal_connect_object (self->email[i], "notify::selected", G_CALLBACK (email_chosen_cb),
                               self, 0);
      g_signal_connect_object (self->desktop[i], "notify::active", G_CALLBACK (desktop_chosen_cb),
                               self, 0);
    }
}

static void
balie_notification_dialog_init (BalieNotificationDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->showing = TRUE;
  build (self);
  self->showing = FALSE;
}

/**
 * balie_notification_dialog_present:
 * @desk: the desk
 * @parent: the window it belongs to
 * @login: whose preferences
 *
 * Returns: (transfer none): the dialog, already shown
 */
BalieNotificationDialog *
balie_notification_dialog_present (BalieDesk *desk, GtkWindow *parent, const char *login)
{
  BalieNotificationDialog *self = g_object_new (BALIE_TYPE_NOTIFICATION_DIALOG, NULL);

  self->desk = g_object_ref (desk);
  self->login = g_strdup (login);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Notification Preferences"));
  balie_dialog_frame_set_parent (BALIE_DIALOG_FRAME (self), parent);
  self->availability = balie_availability_group_new (desk, BALIE_DIALOG_FRAME (self), login);
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  apply_permission (self);
  load (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

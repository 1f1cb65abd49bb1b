/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A user of the dealership: added, changed or removed; and who is told what.
 *
 * The service decides what is allowed; a refusal is shown with its reason and everything typed stays.
 * Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-user-dialog.h"

#include "balie-administration.h"
#include "balie-error.h"
#include "balie-notification-dialog.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

#define N_ROLES 5

struct _BalieUserDialog
{
  BalieDialogFrame parent_instance;

  /* Borrowed: children */
  AdwEntryRow *login;
  AdwEntryRow *name;
  AdwEntryRow *email;
  AdwComboRow *language;
  GtkSwitch *roles[N_ROLES];
  GtkSwitch *administrator;
  AdwComboRow *sight;
  AdwEntryRow *agencies;
  GtkWidget *save_button;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable; /* of waiting, never of the deed */
  BalieUser *user;           /* (nullable): as it was; NULL: a new one */
};

G_DEFINE_FINAL_TYPE (BalieUserDialog, balie_user_dialog, BALIE_TYPE_DIALOG_FRAME)

static const char *const languages[] = { "nl", "de", "en" };
/* In the order of the choices. */
static const BalieSight sights[] = { BALIE_SIGHT_NONE, BALIE_SIGHT_FULL, BALIE_SIGHT_RESTRICTED };

static BalieUser *
dup_typed (BalieUserDialog *self)
{
  g_autofree char *login =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->login))));
  BalieUser *user = balie_user_new (self->user != NULL ? self->user->login : login);

  g_free (user->name);
  g_free (user->email);
  g_free (user->language);
  g_free (user->agencies);
  user->name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));
  user->email = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->email)));
  user->agencies = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->agencies)));
  user->language = g_strdup (languages[adw_combo_row_get_selected (self->language)]);
  user->sight = sights[adw_combo_row_get_selected (self->sight)];
  user->administrator = gtk_switch_get_active (self->administrator);
  user->roles = 0;
  for (int i = 0; i < N_ROLES; i++)
    if (gtk_switch_get_active (self->roles[i]))
      user->roles = (BalieRoles) (user->roles | 1 << i);
  return user;
}

static void
update (BalieUserDialog *self)
{
  gboolean restricted = sights[adw_combo_row_get_selected (self->sight)] == BALIE_SIGHT_RESTRICTED;
  gboolean login = !balie_text_is_empty (gtk_editable_get_text (GTK_EDITABLE (self->login)));

  gtk_widget_set_visible (GTK_WIDGET (self->agencies), restricted);
  gtk_widget_set_sensitive (self->save_button, login);
  gtk_widget_set_tooltip_text (self->save_button, login ? NULL : _ ("A login is needed"));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieUserDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (balie_administration_put_user_finish (BALIE_DESK (source), result, &error))
    gtk_window_close (GTK_WINDOW (self));
  else if (self->desk != NULL)
    balie_dialog_frame_show_error (BALIE_DIALOG_FRAME (self), BALIE_ACTION_SAVE_USER, error);
}

static void
save (BalieUserDialog *self)
{
  BalieUser *user = dup_typed (self);

  balie_administration_put_user_async (self->desk, user, NULL, written_cb, g_object_ref (self));
  balie_user_free (user);
}

/* A new user gets no login that another has: that would write over them. */
static void
users_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users =
      balie_administration_list_users_finish (BALIE_DESK (source), result, &error);
  g_autofree char *login = NULL;
  BalieUserDialog *self = user_data;

  if (balie_error_is_cancelled (error))
    return;
  if (users == NULL)
    {
      balie_dialog_frame_show_error (BALIE_DIALOG_FRAME (self), BALIE_ACTION_SAVE_USER, error);
      return;
    }
  login = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->login))));
  for (guint i = 0; i < users->len; i++)
    if (g_str_equal (((const BalieUser *) g_ptr_array_index (users, i))->login, login))
      {
        balie_dialog_frame_show_problem (BALIE_DIALOG_FRAME (self),
                                         _ ("There is a user with this login already."));
        return;
      }
  save (self);
}

static void
save_clicked_cb (BalieUserDialog *self)
{
  balie_dialog_frame_show_problem (BALIE_DIALOG_FRAME (self), NULL);
  if (self->user != NULL)
    save (self);
  else
    balie_administration_list_users_async (self->desk, self->cancellable, users_listed_cb, self);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieUserDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (balie_administration_remove_user_finish (BALIE_DESK (source), result, &error))
    gtk_window_close (GTK_WINDOW (self));
  else if (self->desk != NULL)
    balie_dialog_frame_show_error (BALIE_DIALOG_FRAME (self), BALIE_ACTION_REMOVE_USER, error);
}

static void
remove_answered_cb (AdwMessageDialog *dialog, const char *response, BalieUserDialog *self)
{
  if (g_str_equal (response, "remove"))
    balie_administration_remove_user_async (self->desk, self->user->login, NULL, removed_cb,
                                            g_object_ref (self));
}

static void
remove_clicked_cb (BalieUserDialog *self)
{
  g_autofree char *body = g_strdup_printf (
      _ ("%s can’t work with Balie any more. What this person did stays in the history."),
      *self->user->name != '\0' ? self->user->name : self->user->login);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Remove This User?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                    _ ("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
notifications_clicked_cb (BalieUserDialog *self)
{
  balie_notification_dialog_present (self->desk, GTK_WINDOW (self), self->user->login);
}

static void
balie_user_dialog_dispose (GObject *object)
{
  BalieUserDialog *self = BALIE_USER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->user, balie_user_free);
  G_OBJECT_CLASS (balie_user_dialog_parent_class)->dispose (object);
}

static void
balie_user_dialog_class_init (BalieUserDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_user_dialog_dispose;
}

static void
build_person (BalieUserDialog *self)
{
  const char *const names[] = { "Nederlands", "Deutsch", "English", NULL };
  AdwPreferencesGroup *group = balie_dialog_frame_add_group (
      BALIE_DIALOG_FRAME (self), _ ("Person"),
      _ ("The login is the name with which the person signs in to the computer."));

  self->login = balie_dialog_add_entry (group, _ ("Login"));
  self->name = balie_dialog_add_entry (group, _ ("Name"));
  self->email = balie_dialog_add_entry (group, _ ("E-mail"));
  self->language = balie_dialog_add_choice (group, _ ("Language"), names);
}

static void
build_rights (BalieUserDialog *self)
{
  const char *const names[] = { _ ("None"), _ ("Full"), _ ("Restricted to agencies"), NULL };
  BalieDialogFrame *frame = BALIE_DIALOG_FRAME (self);
  AdwPreferencesGroup *roles = balie_dialog_frame_add_group (frame, _ ("Roles"), NULL);
  AdwPreferencesGroup *sight = balie_dialog_frame_add_group (
      frame, _ ("Right to See the Portfolio"),
      _ ("Decides which letters the person sees and may be told about."));

  for (int i = 0; i < N_ROLES; i++)
    {
      g_autofree char *label = balie_roles_dup_label ((BalieRoles) (1 << i));

      self->roles[i] = balie_dialog_add_switch (roles, label, NULL);
    }
  self->administrator = balie_dialog_add_switch (roles, _ ("Administrator"),
                                                 _ ("Users, insurers, settings, notifications"));
  self->sight = balie_dialog_add_choice (sight, _ ("Sight"), names);
  self->agencies = balie_dialog_add_entry (sight, _ ("Agencies, such as 4711, 4712"));
}

static void
add_deed (AdwPreferencesGroup *group,
          const char *title,
          const char *label,
          GCallback clicked,
          BalieUserDialog *self,
          const char *css_class)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (group, row);
}

static void
build_deeds (BalieUserDialog *self)
{
  AdwPreferencesGroup *group = balie_dialog_frame_add_group (BALIE_DIALOG_FRAME (self), NULL, NULL);

  add_deed (group, _ ("E-mail notifications"), _ ("C_hange…"),
            G_CALLBACK (notifications_clicked_cb), self, NULL);
  group = balie_dialog_frame_add_group (BALIE_DIALOG_FRAME (self), NULL, NULL);
  add_deed (group, _ ("Remove this user"), _ ("_Remove…"), G_CALLBACK (remove_clicked_cb), self,
            "destructive-action");
}

static void
balie_user_dialog_init (BalieUserDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->save_button = balie_dialog_frame_add_button (BALIE_DIALOG_FRAME (self), _ ("_Save"));
  build_person (self);
  build_rights (self);
  g_signal_connect_object (self->save_button, "clicked", G_CALLBACK (save_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->login, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sight, "notify::selected", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

static void
show_user (BalieUserDialog *self, const BalieUser *user)
{
  gtk_editable_set_text (GTK_EDITABLE (self->login), user->login);
  gtk_editable_set_text (GTK_EDITABLE (self->name), user->name);
  gtk_editable_set_text (GTK_EDITABLE (self->email), user->email);
  gtk_editable_set_text (GTK_EDITABLE (self->agencies), user->agencies);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i], user->language))
      adw_combo_row_set_selected (self->language, i);
  for (guint i = 0; i < G_N_ELEMENTS (sights); i++)
    if (sights[i] == user->sight)
      adw_combo_row_set_selected (self->sight, i);
  for (int i = 0; i < N_ROLES; i++)
    gtk_switch_set_active (self->roles[i], (user->roles & (1 << i)) != 0);
  gtk_switch_set_active (self->administrator, user->administrator);
}

/**
 * balie_user_dialog_present:
 * @desk: the desk
 * @parent: the window it belongs to
 * @user: (nullable): who, %NULL adds a user
 *
 * Returns: (transfer none): the dialog, already shown
 */
BalieUserDialog *
balie_user_dialog_present (BalieDesk *desk, GtkWindow *parent, const BalieUser *user)
{
  BalieUserDialog *self = g_object_new (BALIE_TYPE_USER_DIALOG, NULL);

  self->desk = g_object_ref (desk);
  self->user = user != NULL ? balie_user_copy (user) : NULL;
  if (user != NULL)
    {
      show_user (self, user);
      build_deeds (self);
    }
  gtk_editable_set_editable (GTK_EDITABLE (self->login), user == NULL);
  gtk_window_set_title (GTK_WINDOW (self), user != NULL ? _ ("User") : _ ("Add User"));
  balie_dialog_frame_set_parent (BALIE_DIALOG_FRAME (self), parent);
  update (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

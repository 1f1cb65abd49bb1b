/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The users of the dealership, each with roles and sight; a row opens the user.
 *
 * Read anew when they change. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-users-group.h"

#include "balie-administration.h"
#include "balie-error.h"
#include "balie-list-group.h"
#include "balie-shell.h"
#include "balie-user-dialog.h"

#include <glib/gi18n-lib.h>

struct _BalieUsersGroup
{
  AdwPreferencesGroup parent_instance;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  GPtrArray *rows; /* of borrowed GtkWidget */
};

G_DEFINE_FINAL_TYPE (BalieUsersGroup, balie_users_group, ADW_TYPE_PREFERENCES_GROUP)

static void
free_user (gpointer data)
{
  balie_user_free (data);
}

static GtkWindow *
get_window (BalieUsersGroup *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
row_activated_cb (GtkWidget *row, BalieUsersGroup *self)
{
  balie_user_dialog_present (self->desk, get_window (self),
                             g_object_get_data (G_OBJECT (row), "user"));
}

static void
add_clicked_cb (BalieUsersGroup *self)
{
  balie_user_dialog_present (self->desk, get_window (self), NULL);
}

static char *
dup_sight (const BalieUser *user)
{
  if (user->sight == BALIE_SIGHT_FULL)
    return g_strdup (_ ("Sees the whole portfolio"));
  if (user->sight == BALIE_SIGHT_RESTRICTED)
    return g_strdup_printf (_ ("Sees agencies %s"), user->agencies);
  return g_strdup (_ ("Does not see the portfolio"));
}

static void
add_user (BalieUsersGroup *self, const BalieUser *user)
{
  g_autofree char *title = *user->name != '\0'
                               ? g_strdup_printf ("%s (%s)", user->name, user->login)
                               : g_strdup (user->login);
  g_autofree char *roles = balie_roles_dup_label (user->roles);
  g_autofree char *sight = dup_sight (user);
  g_autofree char *line =
      g_strdup_printf ("%s%s%s · %s", user->administrator ? _ ("Administrator") : "",
                       user->administrator ? " · " : "", roles, sight);
  GtkWidget *row = balie_list_group_add (ADW_PREFERENCES_GROUP (self), self->rows, title, line,
                                         G_CALLBACK (row_activated_cb), self);

  g_object_set_data_full (G_OBJECT (row), "user", balie_user_copy (user), free_user);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users =
      balie_administration_list_users_finish (BALIE_DESK (source), result, &error);
  BalieUsersGroup *self = user_data;

  if (balie_error_is_cancelled (error))
    return;
  if (users == NULL)
    {
      balie_shell_show_error (balie_shell_find (GTK_WIDGET (self)), BALIE_ACTION_LOAD_USERS, error);
      return;
    }
  balie_list_group_clear (ADW_PREFERENCES_GROUP (self), self->rows);
  for (guint i = 0; i < users->len; i++)
    add_user (self, g_ptr_array_index (users, i));
}

static void
load (BalieUsersGroup *self)
{
  balie_administration_list_users_async (self->desk, self->cancellable, listed_cb, self);
}

static void
desk_changed_cb (BalieUsersGroup *self, const char *table)
{
  if (g_strcmp0 (table, "users") == 0)
    load (self);
}

static void
balie_users_group_dispose (GObject *object)
{
  BalieUsersGroup *self = BALIE_USERS_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_users_group_parent_class)->dispose (object);
}

static void
balie_users_group_finalize (GObject *object)
{
  BalieUsersGroup *self = BALIE_USERS_GROUP (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (balie_users_group_parent_class)->finalize (object);
}

static void
balie_users_group_class_init (BalieUsersGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_users_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = balie_users_group_finalize;
}

static void
balie_users_group_init (BalieUsersGroup *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Users"));
  balie_list_group_add_button (ADW_PREFERENCES_GROUP (self), _ ("_Add User…"),
                               G_CALLBACK (add_clicked_cb), self);
}

/**
 * balie_users_group_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the group, being filled
 */
GtkWidget *
balie_users_group_new (BalieDesk *desk)
{
  BalieUsersGroup *self = g_object_new (BALIE_TYPE_USERS_GROUP, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  load (self);
  return GTK_WIDGET (self);
}

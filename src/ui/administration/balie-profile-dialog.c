/* SPDX-License-Identifier: GPL-3.0-or-later */
/* My profile: who one is here, and the way to one's e-mail notifications. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-profile-dialog.h"

#include "balie-notification-dialog.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

static void
add_fact (AdwPreferencesGroup *group, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), balie_text_is_empty (value) ? "—" : value);
  adw_preferences_group_add (group, row);
}

static const char *
get_language_name (const char *code)
{
  if (g_str_equal (code, "nl"))
    return "Nederlands";
  return g_str_equal (code, "de") ? "Deutsch" : "English";
}

static char *
dup_sight (const BalieUser *user)
{
  if (user->sight == BALIE_SIGHT_RESTRICTED)
    return g_strdup_printf (_ ("Agencies %s"), user->agencies);
  return g_strdup (user->sight == BALIE_SIGHT_FULL ? _ ("Full") : _ ("None"));
}

static void
add_facts (AdwPreferencesGroup *group, const BalieUser *user)
{
  g_autofree char *roles = balie_roles_dup_label (user->roles);
  g_autofree char *all = user->administrator
                             ? g_strdup_printf ("%s, %s", _ ("Administrator"), roles)
                             : g_strdup (roles);
  g_autofree char *sight = dup_sight (user);

  add_fact (group, _ ("Login"), user->login);
  add_fact (group, _ ("Name"), user->name);
  add_fact (group, _ ("E-mail"), user->email);
  add_fact (group, _ ("Language"), get_language_name (user->language));
  add_fact (group, _ ("Roles"), all);
  add_fact (group, _ ("Right to see the portfolio"), sight);
}

static void
change_clicked_cb (GtkWidget *button, BalieDesk *desk)
{
  balie_notification_dialog_present (desk, GTK_WINDOW (gtk_widget_get_root (button)),
                                     balie_desk_get_user (desk)->login);
}

/**
 * balie_profile_dialog_present:
 * @desk: the desk
 * @parent: the window it belongs to
 *
 * Returns: (transfer none): the dialog, already shown
 */
GtkWindow *
balie_profile_dialog_present (BalieDesk *desk, GtkWindow *parent)
{
  BalieDialogFrame *frame = g_object_new (BALIE_TYPE_DIALOG_FRAME, NULL);
  AdwPreferencesGroup *group = balie_dialog_frame_add_group (
      frame, NULL, _ ("An administrator changes these under Administration."));
  AdwPreferencesGroup *more = balie_dialog_frame_add_group (frame, NULL, NULL);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("C_hange E-mail Notifications"));

  add_facts (group, balie_desk_get_user (desk));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (change_clicked_cb), desk, 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Notifications"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (more, row);
  gtk_window_set_title (GTK_WINDOW (frame), _ ("My Profile"));
  balie_dialog_frame_set_parent (frame, parent);
  gtk_window_present (GTK_WINDOW (frame));
  return GTK_WINDOW (frame);
}

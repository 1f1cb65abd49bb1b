/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lists of the administration share: rows that open something, and their removal. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-list-group.h"

/**
 * balie_list_group_add:
 * @group: a group
 * @rows: (element-type GtkWidget): its rows, borrowed; the new one is appended
 * @title: plain text
 * @subtitle: plain text
 * @activated: (nullable): called with the row and @data
 * @data: a GObject, for @activated
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
balie_list_group_add (AdwPreferencesGroup *group,
                      GPtrArray *rows,
                      const char *title,
                      const char *subtitle,
                      GCallback activated,
                      gpointer data)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (activated != NULL)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", activated, data, 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
    }
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
  return row;
}

/**
 * balie_list_group_clear:
 * @group: a group
 * @rows: (element-type GtkWidget): its rows, empty afterwards
 */
void
balie_list_group_clear (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

/**
 * balie_list_group_add_button:
 * @group: a group
 * @label: with a mnemonic
 * @clicked: called with @data alone
 * @data: a GObject, for @clicked
 *
 * Returns: (transfer none): the button
 */
GtkWidget *
balie_list_group_add_button (AdwPreferencesGroup *group,
                             const char *label,
                             GCallback clicked,
                             gpointer data)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, data, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (group, button);
  return button;
}

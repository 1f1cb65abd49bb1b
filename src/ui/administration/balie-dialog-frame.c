/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame of the administration's dialogs: header, a page of groups, and what went wrong on top of it.
 * Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-dialog-frame.h"

#include "balie-accessible.h"
#include "balie-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  /* Borrowed: children */
  GtkWidget *header;
  GtkLabel *problem;
  AdwPreferencesPage *page;
} BalieDialogFramePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (BalieDialogFrame, balie_dialog_frame, ADW_TYPE_WINDOW)

static BalieDialogFramePrivate *
get_private (BalieDialogFrame *self)
{
  return balie_dialog_frame_get_instance_private (self);
}

static void
balie_dialog_frame_class_init (BalieDialogFrameClass *klass)
{
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
balie_dialog_frame_init (BalieDialogFrame *self)
{
  BalieDialogFramePrivate *priv = get_private (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  priv->header = adw_header_bar_new ();
  priv->problem = GTK_LABEL (gtk_label_new (NULL));
  priv->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (priv->page), TRUE);
  gtk_label_set_wrap (priv->problem, TRUE);
  gtk_label_set_xalign (priv->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (priv->problem), "error");
  gtk_widget_add_css_class (GTK_WIDGET (priv->problem), "balie-note");
  gtk_widget_set_visible (GTK_WIDGET (priv->problem), FALSE);
  gtk_box_append (GTK_BOX (box), priv->header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (priv->problem));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (priv->page));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 640);
}

/**
 * balie_dialog_frame_add_group:
 * @self: the frame
 * @title: (nullable): above the group
 * @description: (nullable): below the title
 *
 * Returns: (transfer none): the group
 */
AdwPreferencesGroup *
balie_dialog_frame_add_group (BalieDialogFrame *self, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title != NULL ? title : "");
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (get_private (self)->page, group);
  return group;
}

/**
 * balie_dialog_frame_add_button:
 * @self: the frame
 * @label: with a mnemonic
 *
 * Returns: (transfer none): the button, the window's default
 */
GtkWidget *
balie_dialog_frame_add_button (BalieDialogFrame *self, const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "suggested-action");
  adw_header_bar_pack_end (ADW_HEADER_BAR (get_private (self)->header), button);
  gtk_window_set_default_widget (GTK_WINDOW (self), button);
  return button;
}

/**
 * balie_dialog_frame_set_parent:
 * @self: the frame
 * @parent: the window it belongs to
 */
void
balie_dialog_frame_set_parent (BalieDialogFrame *self, GtkWindow *parent)
{
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
}

/**
 * balie_dialog_frame_show_problem:
 * @self: the frame
 * @text: (nullable): plain text, %NULL takes it away
 */
void
balie_dialog_frame_show_problem (BalieDialogFrame *self, const char *text)
{
  BalieDialogFramePrivate *priv = get_private (self);

  gtk_label_set_text (priv->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->problem), text != NULL);
}

/**
 * balie_dialog_frame_show_error:
 * @self: the frame
 * @action: what was being done
 * @error: (nullable): %NULL takes away what was shown
 */
void
balie_dialog_frame_show_error (BalieDialogFrame *self, BalieAction action, const GError *error)
{
  g_autofree char *text = NULL;
  g_autofree char *hint = NULL;
  g_autofree char *both = NULL;

  if (error != NULL && balie_error_is_cancelled (error))
    return;
  if (error != NULL)
    {
      text = balie_sentence_dup_text (action, error);
      hint = balie_sentence_dup_hint (action, error);
      both = g_strdup_printf ("%s\n%s", text, hint);
    }
  balie_dialog_frame_show_problem (self, both);
}

/**
 * balie_dialog_add_entry:
 * @group: a group
 * @title: translated
 *
 * Returns: (transfer none): the row
 */
AdwEntryRow *
balie_dialog_add_entry (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  balie_accessible_set_label (row, title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (group, row);
  return ADW_ENTRY_ROW (row);
}

/**
 * balie_dialog_add_switch:
 * @group: a group
 * @title: translated
 * @subtitle: (nullable): translated
 *
 * Returns: (transfer none): the switch in its row
 */
GtkSwitch *
balie_dialog_add_switch (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  balie_accessible_set_label (toggle, title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (group, row);
  return GTK_SWITCH (toggle);
}

/**
 * balie_dialog_add_choice:
 * @group: a group
 * @title: translated
 * @choices: (array zero-terminated=1): translated
 *
 * Returns: (transfer none): the row
 */
AdwComboRow *
balie_dialog_add_choice (AdwPreferencesGroup *group, const char *title, const char *const *choices)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  balie_accessible_set_label (row, title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_preferences_group_add (group, row);
  return ADW_COMBO_ROW (row);
}

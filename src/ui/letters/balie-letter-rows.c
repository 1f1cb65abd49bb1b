/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of rows that tell about a letter: its facts, related letters, its history. What insurers and people
 * gave is plain text here, never markup. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-letter-rows.h"

#include "balie-letter-rules.h"
#include "balie-moment.h"
#include "balie-shell.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * balie_letter_rows_begin:
 * @bin: whose child it becomes
 * @title: above the list
 *
 * Returns: (transfer none): the list, empty
 */
GtkListBox *
balie_letter_rows_begin (AdwBin *bin, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), list);
  adw_bin_set_child (bin, box);
  return GTK_LIST_BOX (list);
}

/**
 * balie_letter_rows_add:
 * @list: a list
 * @title: plain text
 * @subtitle: plain text, may be ""
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
balie_letter_rows_add (GtkListBox *list, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (row, "numeric");
  gtk_list_box_append (list, row);
  return row;
}

/**
 * balie_letter_rows_add_button:
 * @row: a row
 * @label: with a mnemonic
 * @clicked: (scope forever): called with the button and @data
 * @data: a GObject, for @clicked
 *
 * Returns: (transfer none): the button, at the end of the row; named by label and row
 */
GtkWidget *
balie_letter_rows_add_button (GtkWidget *row, const char *label, GCallback clicked, gpointer data)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
  g_signal_connect_object (button, "clicked", clicked, data, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static void
add_fact (GtkListBox *list, const char *title, const char *value)
{
  GtkWidget *row, *label;

  if (balie_text_is_empty (value))
    return;
  row = balie_letter_rows_add (list, title, "");
  label = gtk_label_new (value);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, value, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

/**
 * balie_letter_rows_show_facts:
 * @bin: whose child they become
 * @letter: the letter
 *
 * What the insurer told, with its code even when nobody knows it.
 */
void
balie_letter_rows_show_facts (AdwBin *bin, const BalieLetter *letter)
{
  GtkListBox *list = balie_letter_rows_begin (bin, _ ("About This Letter"));
  g_autofree char *code = balie_letter_code_dup_label (letter->code);
  g_autofree char *both = strstr (code, letter->code) != NULL
                              ? g_strdup (code)
                              : g_strdup_printf ("%s (%s)", code, letter->code);
  g_autofree char *received = balie_moment_dup_text (letter->received_at);

  add_fact (list, _ ("Subject"), letter->title);
  add_fact (list, _ ("Category"), balie_letter_category_to_label (letter->category));
  add_fact (list, _ ("The insurer’s code"), both);
  add_fact (list, _ ("Application number"), letter->application);
  add_fact (list, _ ("Policy number"), letter->policy);
  add_fact (list, _ ("Insurance confirmation (eVB)"), letter->evb);
  add_fact (list, _ ("Partner number"), letter->partner);
  add_fact (list, _ ("Agency"), letter->agency);
  add_fact (list, _ ("Received"), received);
}

static void
related_clicked_cb (GtkWidget *button, gpointer user_data)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "letter");

  balie_shell_open_letter (balie_shell_find (button), *id);
}

static char *
dup_related_line (const BalieLetter *letter)
{
  g_autofree char *received = balie_moment_dup_text (letter->received_at);
  const char *urgency = balie_urgency_to_label (letter->urgency);
  const char *state = letter->state == BALIE_LETTER_DONE ? C_ ("letter", "Done") : "";

  return g_strdup_printf ("%s%s%s%s%s", received, *urgency != '\0' ? " · " : "", urgency,
                          *state != '\0' ? " · " : "", state);
}

/**
 * balie_letter_rows_show_related:
 * @bin: whose child they become
 * @detail: the letter with those of the same application or policy
 *
 * Nothing when there is no other.
 */
void
balie_letter_rows_show_related (AdwBin *bin, const BalieLetterDetail *detail)
{
  GtkListBox *list = balie_letter_rows_begin (bin, _ ("Letters of the Same Application or Policy"));

  for (guint i = 0; i < detail->related->len; i++)
    {
      const BalieLetter *other = g_ptr_array_index (detail->related, i);
      g_autofree char *line = dup_related_line (other);
      GtkWidget *row, *button;

      if (other->id == detail->letter->id)
        continue;
      row = balie_letter_rows_add (list, balie_letter_kind_to_label (other->kind), line);
      button =
          balie_letter_rows_add_button (row, _ ("O_pen"), G_CALLBACK (related_clicked_cb), bin);
      g_object_set_data_full (G_OBJECT (button), "letter", g_memdup2 (&other->id, sizeof other->id),
                              g_free);
    }
  gtk_widget_set_visible (GTK_WIDGET (bin), gtk_list_box_get_row_at_index (list, 0) != NULL);
}

/**
 * balie_letter_rows_show_history:
 * @bin: whose child it becomes
 * @activity: (element-type BalieActivity): newest first
 */
void
balie_letter_rows_show_history (AdwBin *bin, GPtrArray *activity)
{
  GtkListBox *list = balie_letter_rows_begin (bin, _ ("History"));

  for (guint i = 0; i < activity->len; i++)
    {
      const BalieActivity *entry = g_ptr_array_index (activity, i);
      g_autofree char *what = balie_activity_dup_sentence (entry);
      g_autofree char *line = balie_moment_dup_line (entry->at, entry->actor, entry->desk);

      balie_letter_rows_add (list, what, line);
    }
  gtk_widget_set_visible (GTK_WIDGET (bin), activity->len > 0);
}

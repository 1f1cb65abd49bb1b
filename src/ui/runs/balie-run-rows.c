/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that name an order and open it; shared by the groups of the page "Morning run". */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-run-rows.h"

#include "balie-plate-rules.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

static void
row_activated_cb (GtkWidget *row)
{
  BalieShell *shell = balie_shell_find (row);

  if (shell != NULL)
    balie_shell_open_order (shell, g_object_get_data (G_OBJECT (row), "balie-order"),
                            g_object_get_data (G_OBJECT (row), "balie-tab"));
}

/**
 * balie_expander_new:
 * @group: where it goes
 * @title: plain text
 *
 * Returns: (transfer none): the expander, owned by the group
 */
AdwExpanderRow *
balie_expander_new (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), FALSE);
  adw_preferences_group_add (group, row);
  return ADW_EXPANDER_ROW (row);
}

/**
 * balie_expander_show_count:
 * @row: the expander
 * @subtitle: plain text that says how much there is
 * @any: whether there is anything to unfold
 *
 * Enabling an expander unfolds it; only the person does that here.
 */
void
balie_expander_show_count (AdwExpanderRow *row, const char *subtitle, gboolean any)
{
  gboolean expanded = any && adw_expander_row_get_expanded (row);

  adw_expander_row_set_subtitle (row, subtitle);
  if (any == adw_expander_row_get_enable_expansion (row))
    return;
  adw_expander_row_set_enable_expansion (row, any);
  adw_expander_row_set_expanded (row, expanded);
}

/**
 * balie_text_row_new:
 * @title: plain text
 * @subtitle: (nullable): plain text
 *
 * Returns: (transfer floating): a row without a deed
 */
GtkWidget *
balie_text_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe_subtitle = g_markup_escape_text (subtitle != NULL ? subtitle : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe_subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_add_css_class (row, "numeric");
  return row;
}

/**
 * balie_order_row_widget_new:
 * @number: the order's number
 * @tab: the tab to open
 * @title: plain text
 * @subtitle: plain text
 * @icon_name: (nullable): before the title
 *
 * Returns: (transfer floating): a row that opens the order
 */
GtkWidget *
balie_order_row_widget_new (const char *number,
                            const char *tab,
                            const char *title,
                            const char *subtitle,
                            const char *icon_name)
{
  GtkWidget *row = balie_text_row_new (title, subtitle);

  if (icon_name != NULL)
    adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon_name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "balie-order", g_strdup (number), g_free);
  g_object_set_data_full (G_OBJECT (row), "balie-tab", g_strdup (tab), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (row_activated_cb), NULL);
  return row;
}

/**
 * balie_outcome_row_new:
 * @outcome: of a run
 * @run_date: the run's day
 * @settings: for the rule's periods
 *
 * Returns: (transfer floating): a row that says what the run did with the order, and opens it
 */
GtkWidget *
balie_outcome_row_new (const BalieRunOutcome *outcome, BalieDate run_date, BalieSettings *settings)
{
  g_autofree char *subtitle = NULL;
  BalieAttention attention;
  BalieRule rule;

  if (balie_attention_from_code (outcome->attention, &attention) &&
      attention != BALIE_ATTENTION_NONE)
    {
      subtitle = balie_attention_dup_label (attention);
      return balie_order_row_widget_new (outcome->order_number, "sales-admin",
                                         outcome->order_number, subtitle,
                                         "dialog-question-symbolic");
    }
  if (balie_rule_from_code (outcome->rule, &rule))
    {
      g_autofree char *label = balie_rule_dup_label (rule, settings);
      g_autofree char *due = balie_date_dup_local (outcome->due_on);

      subtitle = outcome->due_on < run_date
                     ? g_strdup_printf (_ ("%s – due on %s, caught up"), label, due)
                     : g_strdup_printf (_ ("%s – due on %s"), label, due);
    }
  return balie_order_row_widget_new (outcome->order_number, "requests", outcome->order_number,
                                     subtitle != NULL ? subtitle : "", "mail-send-symbolic");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why / why not: every condition with ✓ or ✗, the rule, the date, what would release it. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-order-reasons.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  MARK_MET,
  MARK_UNMET,
  MARK_NOTE,
} Mark;

static const char *const mark_icons[] = {
  [MARK_MET] = "object-select-symbolic",
  [MARK_UNMET] = "window-close-symbolic",
  [MARK_NOTE] = "dialog-information-symbolic",
};

static const char *const mark_styles[] = {
  [MARK_MET] = "success",
  [MARK_UNMET] = "error",
  [MARK_NOTE] = "accent",
};

static GtkWidget *
build_label (const char *text, const char *style)
{
  /* What comes from an order is plain text, never markup. */
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  for (guint i = 0; style != NULL && i < 2; i++)
    gtk_widget_add_css_class (label, i == 0 ? style : "dim-label");
  return label;
}

static void
append_row (GtkListBox *list, Mark mark, const char *title, const char *subtitle)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *image = gtk_image_new_from_icon_name (mark_icons[mark]);
  const char *word = mark == MARK_MET     ? C_ ("condition", "met")
                     : mark == MARK_UNMET ? C_ ("condition", "not met")
                                          : "";
  g_autofree char *spoken =
      *word != '\0' ? g_strdup_printf ("%s: %s", title, word) : g_strdup (title);

  gtk_widget_add_css_class (image, mark_styles[mark]);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
  gtk_box_append (GTK_BOX (texts), build_label (title, NULL));
  if (subtitle != NULL && *subtitle != '\0')
    gtk_box_append (GTK_BOX (texts), build_label (subtitle, "caption"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), texts);
  if (*word != '\0')
    {
      GtkWidget *label = build_label (word, "caption");

      gtk_label_set_wrap (GTK_LABEL (label), FALSE);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (list, row);
}

static void
append_conditions (GtkListBox *list, const BalieOrderRow *row)
{
  for (int i = 0; i < BALIE_N_CONDITIONS; i++)
    {
      BalieCondition condition = (BalieCondition) i;
      gboolean unmet = (row->explanation.blocking & (1u << i)) != 0;
      g_autofree char *release = unmet ? balie_condition_dup_release (condition, row->order) : NULL;

      append_row (list, unmet ? MARK_UNMET : MARK_MET, balie_condition_to_label (condition),
                  release);
    }
}

static void
append_rule (GtkListBox *list, BalieDesk *desk, const BalieOrderRow *row)
{
  const BalieExplanation *explanation = &row->explanation;
  BalieSettings *settings = balie_desk_get_settings (desk);

  if (explanation->attention != BALIE_ATTENTION_NONE)
    {
      g_autofree char *label = balie_attention_dup_label (explanation->attention);
      g_autofree char *release =
          balie_attention_dup_release (explanation->attention, row->order, settings);

      append_row (list, MARK_NOTE, label, release);
    }
  if (explanation->rule != BALIE_RULE_NONE)
    {
      g_autofree char *rule = balie_rule_dup_label (explanation->rule, settings);
      g_autofree char *date = balie_date_dup_local (explanation->due_on);
      g_autofree char *subtitle = g_strdup_printf (_ ("Automatic on %s"), date);

      append_row (list, MARK_NOTE, rule, subtitle);
    }
}

static void
append_other (GtkListBox *list, const BalieOrderDetail *detail)
{
  g_autofree char *title = NULL;

  if (detail->other_live == NULL)
    return;
  title = g_strdup_printf (_ ("Order %s has a live request for this chassis number"),
                           detail->other_live->order_number);
  append_row (list, MARK_NOTE, title, balie_request_state_to_label (detail->other_live->state));
}

/**
 * balie_order_reasons_fill:
 * @list: filled anew
 * @desk: the desk
 * @detail: the order
 */
void
balie_order_reasons_fill (GtkListBox *list, BalieDesk *desk, const BalieOrderDetail *detail)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
  append_rule (list, desk, detail->row);
  append_other (list, detail);
  append_conditions (list, detail->row);
}

/**
 * balie_order_reasons_dup_conclusion:
 * @desk: the desk
 * @row: the order
 *
 * Returns: (transfer full): what will happen by itself, in one sentence
 */
char *
balie_order_reasons_dup_conclusion (BalieDesk *desk, const BalieOrderRow *row)
{
  const BalieExplanation *explanation = &row->explanation;
  gboolean automatic =
      balie_settings_get_switch (balie_desk_get_settings (desk), BALIE_SETTING_AUTOMATIC_APPROVAL);
  g_autofree char *date = balie_date_dup_local (explanation->due_on);

  if (balie_request_state_is_live (row->request_state))
    return g_strdup (_ ("A plate request exists; see the tab “Plate requests”."));
  if (!balie_explanation_is_eligible (explanation))
    return g_strdup (_ ("Nothing is requested until every condition is met."));
  if (explanation->rule == BALIE_RULE_NONE)
    return g_strdup (
        _ ("No rule will ever pick this order up as it stands: a person must decide."));
  if (!automatic)
    return g_strdup (
        _ ("Automatic approval is switched off, so only “Approve directly” requests the plate."));
  if (balie_explanation_is_due (explanation, balie_desk_get_today (desk)))
    return g_strdup (_ ("The next morning run requests the plate."));
  return g_strdup_printf (_ ("The morning run of %s requests the plate."), date);
}

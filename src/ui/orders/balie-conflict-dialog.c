/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two people changed the same fields: shows mine and theirs and asks for each. Nothing is lost:
 * until it is answered, mine stays in the draft and theirs in the database. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-conflict-dialog.h"

#include "balie-moment.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  BalieOrderField field;
  char *theirs;
  GtkCheckButton *mine; /* borrowed from the dialog */
} Choice;

typedef struct
{
  GWeakRef widget;
  BalieOrderDraft *draft;
  GPtrArray *choices;
  BalieConflictDecidedFunc decided;
} Question;

static void
free_choice (gpointer data)
{
  Choice *choice = data;

  g_free (choice->theirs);
  g_free (choice);
}

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_weak_ref_clear (&question->widget);
  g_object_unref (question->draft);
  g_ptr_array_unref (question->choices);
  g_free (question);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&question->widget);

  if (!g_str_equal (response, "apply") || widget == NULL)
    return;
  for (guint i = 0; i < question->choices->len; i++)
    {
      const Choice *choice = g_ptr_array_index (question->choices, i);

      if (gtk_check_button_get_active (choice->mine))
        balie_order_draft_rebase_field (question->draft, choice->field, choice->theirs);
      else
        balie_order_draft_revert_field (question->draft, choice->field);
    }
  question->decided (widget, question->draft);
}

static char *
dup_display (BalieOrderField field, const char *value)
{
  g_autoptr (BalieOrder) order = balie_order_new ();

  if (*value == '\0')
    return g_strdup (C_ ("empty value", "nothing"));
  if (!balie_order_set_value (order, field, value, NULL))
    return g_strdup (value);
  return balie_order_dup_display (order, field);
}

static GtkWidget *
build_conflict (const BalieOrderConflict *conflict, Choice *choice)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = gtk_label_new (
      g_dgettext (GETTEXT_PACKAGE, balie_order_field_get_info (conflict->field)->label));
  g_autofree char *mine = dup_display (conflict->field, conflict->mine);
  g_autofree char *theirs = dup_display (conflict->field, conflict->theirs);
  g_autofree char *when = balie_moment_dup_text (conflict->their_time);
  g_autofree char *mine_text = g_strdup_printf (_ ("Mine: %s"), mine);
  g_autofree char *theirs_text = g_strdup_printf (
      C_ ("value, person, moment", "Theirs: %s (%s, %s)"), theirs, conflict->their_actor, when);
  GtkWidget *mine_button = gtk_check_button_new_with_label (mine_text);
  GtkWidget *theirs_button = gtk_check_button_new_with_label (theirs_text);

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_add_css_class (title, "heading");
  gtk_check_button_set_group (GTK_CHECK_BUTTON (theirs_button), GTK_CHECK_BUTTON (mine_button));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (theirs_button), TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), mine_button);
  gtk_box_append (GTK_BOX (box), theirs_button);
  choice->mine = GTK_CHECK_BUTTON (mine_button);
  return box;
}

/**
 * balie_conflict_dialog_ask:
 * @widget: who asks; nothing is decided after it is gone
 * @draft: my unsaved values
 * @conflicts: (element-type BalieOrderConflict): the fields both changed
 * @decided: told when the draft is what is to be saved
 */
void
balie_conflict_dialog_ask (GtkWidget *widget,
                           BalieOrderDraft *draft,
                           GPtrArray *conflicts,
                           BalieConflictDecidedFunc decided)
{
  Question *question = g_new0 (Question, 1);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("Someone Else Changed the Same Fields"),
      _ ("Choose for each field which value stays. What you changed elsewhere is saved."));

  g_weak_ref_init (&question->widget, widget);
  question->draft = g_object_ref (draft);
  question->choices = g_ptr_array_new_with_free_func (free_choice);
  question->decided = decided;
  for (guint i = 0; i < conflicts->len; i++)
    {
      const BalieOrderConflict *conflict = g_ptr_array_index (conflicts, i);
      Choice *choice = g_new0 (Choice, 1);

      choice->field = conflict->field;
      choice->theirs = g_strdup (conflict->theirs);
      g_ptr_array_add (question->choices, choice);
      gtk_box_append (GTK_BOX (box), build_conflict (conflict, choice));
    }
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Decide Later"),
                                    "apply", _ ("_Keep the Chosen Values"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "apply",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

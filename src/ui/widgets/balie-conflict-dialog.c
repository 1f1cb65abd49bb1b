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
  GWeakRef widget;
  GPtrArray *mine; /* of GtkCheckButton, borrowed from the dialog */
  BalieConflictDecidedFunc decided;
  gpointer data;
  GDestroyNotify data_free;
} Question;

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_weak_ref_clear (&question->widget);
  g_ptr_array_unref (question->mine);
  if (question->data_free != NULL)
    question->data_free (question->data);
  g_free (question);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&question->widget);
  g_autofree gboolean *keep_mine = NULL;

  if (!g_str_equal (response, "apply") || widget == NULL)
    return;
  keep_mine = g_new0 (gboolean, question->mine->len);
  for (guint i = 0; i < question->mine->len; i++)
    keep_mine[i] = gtk_check_button_get_active (g_ptr_array_index (question->mine, i));
  question->decided (widget, keep_mine, question->data);
}

static GtkWidget *
build_choice (const char *text)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return button;
}

static GtkWidget *
build_conflict (const BalieConflict *conflict, GPtrArray *mine)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = gtk_label_new (conflict->title);
  g_autofree char *when = balie_moment_dup_text (conflict->time);
  g_autofree char *mine_text = g_strdup_printf (_ ("Mine: %s"), conflict->mine);
  g_autofree char *theirs_text = g_strdup_printf (
      C_ ("value, person, moment", "Theirs: %s (%s, %s)"), conflict->theirs, conflict->actor, when);
  GtkWidget *mine_button = build_choice (mine_text);
  GtkWidget *theirs_button = build_choice (theirs_text);

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_add_css_class (title, "heading");
  gtk_check_button_set_group (GTK_CHECK_BUTTON (theirs_button), GTK_CHECK_BUTTON (mine_button));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (theirs_button), TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), mine_button);
  gtk_box_append (GTK_BOX (box), theirs_button);
  g_ptr_array_add (mine, mine_button);
  return box;
}

/**
 * balie_conflict_free:
 * @data: (nullable) (transfer full): a #BalieConflict
 */
void
balie_conflict_free (gpointer data)
{
  BalieConflict *self = data;

  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->mine);
  g_free (self->theirs);
  g_free (self->actor);
  g_free (self);
}

/**
 * balie_conflict_dialog_ask:
 * @widget: who asks; nothing is decided after it is gone
 * @conflicts: (element-type BalieConflict): the fields both changed
 * @decided: told for each whether mine is kept
 * @data: (nullable): for @decided
 * @data_free: (nullable): frees @data, always once
 */
void
balie_conflict_dialog_ask (GtkWidget *widget,
                           GPtrArray *conflicts,
                           BalieConflictDecidedFunc decided,
                           gpointer data,
                           GDestroyNotify data_free)
{
  Question *question = g_new0 (Question, 1);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("Someone Else Changed the Same Fields"),
      _ ("Choose for each field which value stays. What you changed elsewhere is saved."));

  g_weak_ref_init (&question->widget, widget);
  question->mine = g_ptr_array_new ();
  question->decided = decided;
  question->data = data;
  question->data_free = data_free;
  for (guint i = 0; i < conflicts->len; i++)
    gtk_box_append (GTK_BOX (box),
                    build_conflict (g_ptr_array_index (conflicts, i), question->mine));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Decide Later"),
                                    "apply", _ ("_Keep the Chosen Values"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "apply",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

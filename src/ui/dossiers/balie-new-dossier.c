/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question before a new dossier: of which vehicle. Everything may stay empty; the number is given
 * then. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-new-dossier.h"

#include "balie-dossier-deed.h"
#include "balie-form-line.h"

#include <glib/gi18n-lib.h>

static const BalieDossierField fields[] = { BALIE_DOSSIER_PLATE, BALIE_DOSSIER_VIN,
                                            BALIE_DOSSIER_NUMBER };

typedef struct
{
  GWeakRef widget;
  BalieDesk *desk;
  BalieValueInput *inputs[G_N_ELEMENTS (fields)]; /* borrowed from the dialog */
} Question;

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_weak_ref_clear (&question->widget);
  g_object_unref (question->desk);
  g_free (question);
}

/* What was typed, for as long as it is not written. */
typedef struct
{
  BalieDesk *desk; /* owned */
  char *values[G_N_ELEMENTS (fields)];
} Typed;

static void
free_typed (gpointer data)
{
  Typed *typed = data;

  g_object_unref (typed->desk);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_free (typed->values[i]);
  g_free (typed);
}

static void ask (GtkWidget *widget, BalieDesk *desk, char *const *values);

/* What was refused is asked for again: nobody types it twice. */
static void
created_cb (GtkWidget *widget, const BalieDossierResult *result, gpointer user_data)
{
  const Typed *typed = user_data;
  BalieShell *shell = balie_shell_find (widget);

  if (shell != NULL && result != NULL)
    balie_shell_open_dossier (shell, result->number, BALIE_ENTRY_NONE);
  else if (shell != NULL)
    ask (widget, typed->desk, typed->values);
}

static void
add_value (GPtrArray *values, BalieDossierField field, const char *value)
{
  if (*value != '\0')
    balie_dossier_changes_add (values, BALIE_ENTRY_NONE, balie_dossier_get_spec (field)->code, "",
                               value);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&question->widget);
  g_autoptr (GPtrArray) values = NULL;
  BalieDossierDeed *deed;
  Typed *typed;

  if (!g_str_equal (response, "create") || widget == NULL)
    return;
  values = balie_dossier_changes_new ();
  typed = g_new0 (Typed, 1);
  typed->desk = g_object_ref (question->desk);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      typed->values[i] = balie_value_input_dup_value (question->inputs[i]);
      add_value (values, fields[i], g_strstrip (typed->values[i]));
    }
  add_value (values, BALIE_DOSSIER_MANAGER, balie_desk_get_user (question->desk)->login);
  deed = balie_dossier_deed_new (widget, BALIE_ACTION_SAVE_DOSSIER, "");
  balie_dossier_create_async (question->desk, values, NULL, balie_dossier_deed_ended_cb,
                              balie_dossier_deed_then (deed, created_cb, typed, free_typed));
}

static GtkWidget *
build_lines (Question *question)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const BalieFieldSpec *spec = balie_dossier_get_spec (fields[i]);
      GtkWidget *line = balie_form_line_new (g_dgettext (GETTEXT_PACKAGE, spec->label), group);
      GtkWidget *input = balie_value_input_new (spec);
      GtkWidget *entry = balie_value_input_get_control (BALIE_VALUE_INPUT (input));

      gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
      if (fields[i] == BALIE_DOSSIER_NUMBER)
        gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("The next number"));
      balie_form_line_add (BALIE_FORM_LINE (line), input, entry);
      gtk_box_append (GTK_BOX (box), line);
      question->inputs[i] = BALIE_VALUE_INPUT (input);
    }
  return box;
}

/* @values: (nullable): to begin with, as @fields */
static void
ask (GtkWidget *widget, BalieDesk *desk, char *const *values)
{
  Question *question = g_new0 (Question, 1);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("New Dossier"),
                              _ ("Driver2 can be asked for the vehicle next."));

  g_weak_ref_init (&question->widget, widget);
  question->desk = g_object_ref (desk);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), build_lines (question));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "create",
                                    _ ("C_reate"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "create",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "create");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, free_question, 0);
  for (gsize i = 0; values != NULL && i < G_N_ELEMENTS (fields); i++)
    balie_value_input_set_value (question->inputs[i], values[i]);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (balie_value_input_get_control (question->inputs[0]));
}

/**
 * balie_new_dossier_ask:
 * @widget: who asks, in the window
 * @desk: the desk
 */
void
balie_new_dossier_ask (GtkWidget *widget, BalieDesk *desk)
{
  ask (widget, desk, NULL);
}

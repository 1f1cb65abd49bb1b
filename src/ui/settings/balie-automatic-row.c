/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The switch "Automatic approval": turning it on first shows what would go today. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-automatic-row.h"

#include "balie-accessible.h"
#include "balie-administration.h"
#include "balie-morning-run.h"
#include "balie-setting-row.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

/* So many orders are named in the question; the rest is counted. */
#define N_NAMED 12

struct _BalieAutomaticRow
{
  AdwActionRow parent;

  /* Template: none, a single switch made in init */
  GtkSwitch *control;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;

  /* State */
  gulong changed_id;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (BalieAutomaticRow, balie_automatic_row, ADW_TYPE_ACTION_ROW)

static void
show_value (BalieAutomaticRow *self)
{
  gboolean on = balie_settings_get_switch (balie_desk_get_settings (self->desk),
                                           BALIE_SETTING_AUTOMATIC_APPROVAL);

  self->showing = TRUE;
  gtk_switch_set_active (self->control, on);
  gtk_switch_set_state (self->control, on);
  self->showing = FALSE;
}

static void
set_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieAutomaticRow *self = user_data;
  g_autoptr (GError) error = NULL;

  balie_administration_set_finish (BALIE_DESK (source), result, &error);
  if (balie_error_is_cancelled (error))
    return;
  if (error != NULL)
    {
      g_autofree char *text = balie_sentence_dup_text (BALIE_ACTION_SAVE_SETTINGS, error);

      balie_preferences_toast (GTK_WIDGET (self), text);
    }
  show_value (self);
}

static void
save (BalieAutomaticRow *self, gboolean on)
{
  const char *pair[] = { "automatic-approval", on ? "on" : "off", NULL };

  balie_administration_set_async (self->desk, pair, NULL, NULL, self->cancellable, set_saved_cb,
                                  self);
}

static void
question_answered_cb (BalieAutomaticRow *self, const char *response)
{
  if (g_str_equal (response, "on"))
    save (self, TRUE);
  else
    show_value (self);
}

static char *
dup_question (const BalieRun *run)
{
  GString *text = g_string_new (NULL);
  int named = 0;

  if (run->n_requested == 0)
    return g_string_free (g_string_append (text, _ ("No order is due today.")), FALSE);
  g_string_append_printf (
      text,
      g_dngettext (GETTEXT_PACKAGE,
                   "%d order is due today; the next run requests its plates at the importer. A "
                   "request costs money and can’t be taken back.",
                   "%d orders are due today; the next run requests their plates at the importer. A "
                   "request costs money and can’t be taken back.",
                   (gulong) run->n_requested),
      run->n_requested);
  g_string_append (text, "\n\n");
  for (guint i = 0; i < run->outcomes->len && named < N_NAMED; i++)
    {
      const BalieRunOutcome *outcome = g_ptr_array_index (run->outcomes, i);

      if (*outcome->rule == '\0')
        continue;
      g_string_append_printf (text, "%s%s", named > 0 ? ", " : "", outcome->order_number);
      named++;
    }
  if (run->n_requested > named)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "and %d more", "and %d more",
                                           (gulong) (run->n_requested - named)),
                              run->n_requested - named);
    }
  return g_string_free (text, FALSE);
}

static void
ask (BalieAutomaticRow *self, const BalieRun *run)
{
  g_autofree char *body = dup_question (run);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (root), _ ("Turn On Automatic Approval?"), NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "on",
                                    _ ("_Turn On"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (question_answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
preview_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieAutomaticRow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieRun) run = balie_morning_run_preview_finish (BALIE_DESK (source), result, &error);

  if (balie_error_is_cancelled (error))
    return;
  if (run == NULL)
    {
      g_autofree char *text = balie_sentence_dup_text (BALIE_ACTION_LOAD_RUNS, error);

      balie_preferences_toast (GTK_WIDGET (self), text);
      show_value (self);
      return;
    }
  ask (self, run);
}

/* The switch moves its knob at once; its state follows when the database has it. */
static gboolean
state_set_cb (BalieAutomaticRow *self, gboolean on)
{
  if (self->showing)
    return FALSE;
  if (on)
    balie_morning_run_preview_async (self->desk, balie_desk_get_today (self->desk),
                                     self->cancellable, preview_loaded_cb, self);
  else
    save (self, FALSE);
  return TRUE;
}

static void
desk_changed_cb (BalieAutomaticRow *self, const char *table)
{
  if (g_str_equal (table, "settings"))
    show_value (self);
}

static void
balie_automatic_row_dispose (GObject *object)
{
  BalieAutomaticRow *self = BALIE_AUTOMATIC_ROW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->desk != NULL)
    g_clear_signal_handler (&self->changed_id, self->desk);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_automatic_row_parent_class)->dispose (object);
}

static void
balie_automatic_row_finalize (GObject *object)
{
  g_clear_object (&BALIE_AUTOMATIC_ROW (object)->cancellable);
  G_OBJECT_CLASS (balie_automatic_row_parent_class)->finalize (object);
}

static void
balie_automatic_row_class_init (BalieAutomaticRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_automatic_row_dispose;
  object_class->finalize = balie_automatic_row_finalize;
}

static void
balie_automatic_row_init (BalieAutomaticRow *self)
{
  self->cancellable = g_cancellable_new ();
  self->control = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->control), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Automatic approval"));
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (self),
      _ ("The morning run requests the plates of every order that is due, without asking"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->control));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->control));
  balie_accessible_set_label (GTK_WIDGET (self->control), _ ("Automatic approval"));
  g_signal_connect_swapped (self->control, "state-set", G_CALLBACK (state_set_cb), self);
}

/**
 * balie_automatic_row_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
balie_automatic_row_new (BalieDesk *desk)
{
  BalieAutomaticRow *self = g_object_new (BALIE_TYPE_AUTOMATIC_ROW, NULL);

  self->desk = g_object_ref (desk);
  self->changed_id = g_signal_connect_swapped (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  show_value (self);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next run: when, on which desk, what it would do; and running it now. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-next-run-group.h"

#include "balie-morning-run.h"
#include "balie-row-list.h"
#include "balie-run-rows.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

/* A preview longer than this is counted, not listed. */
#define MAX_ROWS 200

struct _BalieNextRunGroup
{
  AdwPreferencesGroup parent;

  /* Owned by the group as children */
  AdwActionRow *next_row;
  GtkButton *run_button;
  AdwExpanderRow *today_row;
  AdwExpanderRow *tomorrow_row;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  BalieRowList *today;
  BalieRowList *tomorrow;

  /* State */
  BalieDate last_run;
  gboolean running;
};

G_DEFINE_FINAL_TYPE (BalieNextRunGroup, balie_next_run_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_next_sentence (BalieNextRunGroup *self)
{
  BalieSettings *settings = balie_desk_get_settings (self->desk);
  gint64 now = balie_desk_get_now (self->desk);
  gint64 at = balie_morning_run_get_next (settings, self->last_run, now);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at);
  g_autoptr (GDateTime) local =
      utc != NULL ? g_date_time_to_timezone (utc, balie_settings_get_zone (settings)) : NULL;
  g_autofree char *date =
      balie_date_dup_local (balie_date_from_unix (at, balie_settings_get_zone (settings)));
  g_autofree char *time = local != NULL ? g_date_time_format (local, "%H:%M") : g_strdup ("");

  if (!balie_settings_get_switch (settings, BALIE_SETTING_AUTOMATIC_APPROVAL))
    return g_strdup (_ ("Automatic approval is off: nothing is requested by itself"));
  if (at <= now)
    return g_strdup (_ ("Today’s run is due and has not been done yet"));
  /* Translators: date, time */
  return g_strdup_printf (_ ("%s at %s; a timer starts it, or Run Now"), date, time);
}

/* Everything that depends on settings, rights and what runs, in one place. */
static void
apply_state (BalieNextRunGroup *self)
{
  const BalieUser *user = balie_desk_get_user (self->desk);
  gboolean may = balie_permission_allows (user, BALIE_DEED_RUN_NOW);
  gboolean on = balie_settings_get_switch (balie_desk_get_settings (self->desk),
                                           BALIE_SETTING_AUTOMATIC_APPROVAL);
  gboolean done = self->last_run == balie_desk_get_today (self->desk);
  g_autofree char *sentence = dup_next_sentence (self);
  g_autofree char *safe = g_markup_escape_text (sentence, -1);
  g_autofree char *reason = balie_permission_dup_reason (user, BALIE_DEED_RUN_NOW);
  const char *tooltip = NULL;

  if (!may)
    tooltip = reason;
  else if (!on)
    tooltip = _ ("Turn on automatic approval in the preferences first");
  else if (done)
    tooltip = _ ("Today’s run has been done");
  adw_action_row_set_subtitle (self->next_row, safe);
  gtk_widget_set_sensitive (GTK_WIDGET (self->run_button), may && on && !done && !self->running);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->run_button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->run_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  tooltip != NULL ? tooltip : "", -1);
}

static void
show_preview (BalieNextRunGroup *self, AdwExpanderRow *row, BalieRowList *rows, const BalieRun *run)
{
  BalieSettings *settings = balie_desk_get_settings (self->desk);
  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d order would be requested",
                                    "%d orders would be requested", (gulong) run->n_requested),
                       run->n_requested);
  guint shown = 0;

  balie_row_list_clear (rows);
  balie_expander_show_count (row, text, run->n_requested > 0);
  for (guint i = 0; i < run->outcomes->len && shown < MAX_ROWS; i++)
    {
      const BalieRunOutcome *outcome = g_ptr_array_index (run->outcomes, i);

      if (*outcome->rule == '\0')
        continue;
      balie_row_list_add (rows, balie_outcome_row_new (outcome, run->date, settings));
      shown++;
    }
  if ((guint) run->n_requested > shown)
    {
      int n = run->n_requested - (int) shown;
      g_autofree char *more = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "and %d more", "and %d more", (gulong) n), n);

      balie_row_list_add (rows, balie_text_row_new (more, NULL));
    }
}

static void
preview_loaded (BalieNextRunGroup *self, BalieDesk *desk, GAsyncResult *result, gboolean tomorrow)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieRun) run = balie_morning_run_preview_finish (desk, result, &error);
  BalieShell *shell;

  if (balie_error_is_cancelled (error))
    return;
  shell = balie_shell_find (GTK_WIDGET (self));
  if (run != NULL && tomorrow)
    show_preview (self, self->tomorrow_row, self->tomorrow, run);
  else if (run != NULL)
    show_preview (self, self->today_row, self->today, run);
  else if (shell != NULL)
    balie_shell_show_error (shell, BALIE_ACTION_LOAD_RUNS, error);
}

static void
today_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  preview_loaded (user_data, BALIE_DESK (source), result, FALSE);
}

static void
tomorrow_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  preview_loaded (user_data, BALIE_DESK (source), result, TRUE);
}

static void
last_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieNextRunGroup *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = balie_morning_run_list_finish (BALIE_DESK (source), result, &error);

  if (runs == NULL)
    return;
  self->last_run = BALIE_DATE_NONE;
  if (runs->len > 0)
    self->last_run = ((const BalieRun *) g_ptr_array_index (runs, 0))->date;
  apply_state (self);
}

/**
 * balie_next_run_group_refresh:
 * @self: the group
 *
 * Reads everything anew.
 */
void
balie_next_run_group_refresh (BalieNextRunGroup *self)
{
  BalieDate today = balie_desk_get_today (self->desk);

  apply_state (self);
  balie_morning_run_list_async (self->desk, 1, self->cancellable, last_listed_cb, self);
  balie_morning_run_preview_async (self->desk, today, self->cancellable, today_loaded_cb, self);
  balie_morning_run_preview_async (self->desk, today + 1, self->cancellable, tomorrow_loaded_cb,
                                   self);
}

static void
tell_result (BalieShell *shell, const BalieRunResult *result)
{
  g_autofree char *text = NULL;

  if (result->status == BALIE_RUN_ALREADY_DONE)
    text = g_strdup (_ ("Today’s run has been done already"));
  else if (result->status == BALIE_RUN_OFF)
    text = g_strdup (_ ("Automatic approval is off"));
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The run requested plates for %d order",
                                         "The run requested plates for %d orders",
                                         (gulong) result->run->n_requested),
                            result->run->n_requested);
  balie_shell_toast (shell, text);
}

static void
run_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieNextRunGroup *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieRunResult) run = balie_morning_run_finish (BALIE_DESK (source), result, &error);
  BalieShell *shell;

  if (balie_error_is_cancelled (error))
    return;
  self->running = FALSE;
  shell = balie_shell_find (GTK_WIDGET (self));
  if (shell != NULL && run != NULL)
    tell_result (shell, run);
  else if (shell != NULL)
    balie_shell_show_error (shell, BALIE_ACTION_RUN, error);
  balie_next_run_group_refresh (self);
}

static void
question_answered_cb (BalieNextRunGroup *self, const char *response)
{
  if (!g_str_equal (response, "run"))
    return;
  self->running = TRUE;
  apply_state (self);
  balie_morning_run_async (self->desk, self->cancellable, run_done_cb, self);
}

static void
run_clicked_cb (BalieNextRunGroup *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              _ ("Run Today’s Morning Run Now?"), NULL);
  g_autofree char *body = g_strdup_printf (_ ("%s. A request costs money and can’t be taken back."),
                                           adw_expander_row_get_subtitle (self->today_row));

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "run",
                                    _ ("_Run Now"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (question_answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
balie_next_run_group_dispose (GObject *object)
{
  BalieNextRunGroup *self = BALIE_NEXT_RUN_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_next_run_group_parent_class)->dispose (object);
}

static void
balie_next_run_group_finalize (GObject *object)
{
  BalieNextRunGroup *self = BALIE_NEXT_RUN_GROUP (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->today, balie_row_list_free);
  g_clear_pointer (&self->tomorrow, balie_row_list_free);
  G_OBJECT_CLASS (balie_next_run_group_parent_class)->finalize (object);
}

static void
balie_next_run_group_class_init (BalieNextRunGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_next_run_group_dispose;
  object_class->finalize = balie_next_run_group_finalize;
}

static void
balie_next_run_group_init (BalieNextRunGroup *self)
{
  self->cancellable = g_cancellable_new ();
  self->last_run = BALIE_DATE_NONE;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Next Run"));
  self->next_row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->next_row), _ ("Morning run"));
  adw_action_row_set_subtitle_lines (self->next_row, 2);
  self->run_button = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("_Run Now…")));
  gtk_widget_set_valign (GTK_WIDGET (self->run_button), GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->run_button, "clicked", G_CALLBACK (run_clicked_cb), self);
  adw_action_row_add_suffix (self->next_row, GTK_WIDGET (self->run_button));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->next_row));
  self->today_row =
      balie_expander_new (ADW_PREFERENCES_GROUP (self), _ ("Today’s run, with what is caught up"));
  self->tomorrow_row = balie_expander_new (ADW_PREFERENCES_GROUP (self), _ ("Tomorrow’s run"));
  self->today = balie_row_list_new (GTK_WIDGET (self->today_row));
  self->tomorrow = balie_row_list_new (GTK_WIDGET (self->tomorrow_row));
}

/**
 * balie_next_run_group_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the group, being filled
 */
GtkWidget *
balie_next_run_group_new (BalieDesk *desk)
{
  BalieNextRunGroup *self = g_object_new (BALIE_TYPE_NEXT_RUN_GROUP, NULL);

  self->desk = g_object_ref (desk);
  balie_next_run_group_refresh (self);
  return GTK_WIDGET (self);
}

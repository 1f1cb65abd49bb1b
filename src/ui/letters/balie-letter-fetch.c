/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fetching letters on a person's word: a button, then what runs, for how long, and a way to stop it.
 * What was stored before a stop stays. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-letter-fetch.h"

#include "balie-error.h"
#include "balie-letter-sync.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

struct _BalieLetterFetch
{
  AdwBin parent_instance;

  /* Borrowed: children */
  GtkWidget *button;
  GtkWidget *running;
  GtkSpinner *spinner;
  GtkLabel *seconds;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable; /* (nullable): of what runs */

  /* State */
  gint64 started_at; /* monotonic */
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (BalieLetterFetch, balie_letter_fetch, ADW_TYPE_BIN)

static void
show_seconds (BalieLetterFetch *self)
{
  int seconds = (int) ((g_get_monotonic_time () - self->started_at) / G_USEC_PER_SEC);
  g_autofree char *text = g_strdup_printf (_ ("%d s"), seconds);

  /* At once what runs, its seconds only when it takes its time. */
  gtk_label_set_label (self->seconds, seconds >= 3 ? text : _ ("Fetching…"));
}

static gboolean
second_passed_cb (gpointer user_data)
{
  show_seconds (user_data);
  return G_SOURCE_CONTINUE;
}

static void
show_running (BalieLetterFetch *self, gboolean running)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (running)
    {
      self->started_at = g_get_monotonic_time ();
      self->tick_id = g_timeout_add_seconds (1, second_passed_cb, self);
      show_seconds (self);
    }
  gtk_spinner_set_spinning (self->spinner, running);
  gtk_widget_set_visible (self->button, !running);
  gtk_widget_set_visible (self->running, running);
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
tell (BalieLetterFetch *self, const BalieLetterSyncSummary *summary)
{
  BalieShell *shell = balie_shell_find (GTK_WIDGET (self));
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d new letter", "%d new letters", (gulong) summary->n_new),
      summary->n_new);
  g_autofree char *failed = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d could not be read and is tried again",
                   "%d could not be read and are tried again", (gulong) summary->n_failed),
      summary->n_failed);
  g_autofree char *both = g_strdup_printf ("%s · %s", text, failed);

  if (summary->n_failed > 0)
    balie_shell_toast (shell, both);
  else if (summary->n_new > 0 || summary->problem == NULL)
    balie_shell_toast (shell, summary->n_new > 0 ? text : _ ("No new letters"));
  if (summary->problem != NULL)
    balie_shell_show_error (shell, BALIE_ACTION_FETCH_LETTERS, summary->problem);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieLetterFetch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieLetterSyncSummary) summary =
      balie_letter_sync_finish (BALIE_DESK (source), result, &error);

  if (self->desk == NULL)
    return;
  g_clear_object (&self->cancellable);
  show_running (self, FALSE);
  if (summary != NULL)
    tell (self, summary);
  else
    balie_shell_show_error (balie_shell_find (GTK_WIDGET (self)), BALIE_ACTION_FETCH_LETTERS,
                            error);
}

static void
cancel_clicked_cb (BalieLetterFetch *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* What was begun goes on without the window: nothing of it is lost. */
static void
balie_letter_fetch_dispose (GObject *object)
{
  BalieLetterFetch *self = BALIE_LETTER_FETCH (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_letter_fetch_parent_class)->dispose (object);
}

static void
balie_letter_fetch_class_init (BalieLetterFetchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_letter_fetch_dispose;
}

static void
balie_letter_fetch_init (BalieLetterFetch *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->button = gtk_button_new_with_mnemonic (_ ("_Fetch Now"));
  self->running = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->seconds = GTK_LABEL (gtk_label_new (NULL));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "letters.fetch");
  gtk_widget_set_tooltip_text (self->button, _ ("Ask the insurers for letters (F5)"));
  gtk_widget_add_css_class (GTK_WIDGET (self->seconds), "numeric");
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (cancel_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->running), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (self->running), GTK_WIDGET (self->seconds));
  gtk_box_append (GTK_BOX (self->running), cancel);
  gtk_widget_set_visible (self->running, FALSE);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_box_append (GTK_BOX (box), self->running);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * balie_letter_fetch_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the button, which activates letters.fetch
 */
GtkWidget *
balie_letter_fetch_new (BalieDesk *desk)
{
  BalieLetterFetch *self = g_object_new (BALIE_TYPE_LETTER_FETCH, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/**
 * balie_letter_fetch_start:
 * @self: the button
 * @insurer: (nullable): only this one: a person mended its login, its lock is lifted
 * @again: also what was fetched before
 *
 * Nothing happens while something runs.
 */
void
balie_letter_fetch_start (BalieLetterFetch *self, const char *insurer, gboolean again)
{
  g_return_if_fail (BALIE_IS_LETTER_FETCH (self));

  if (self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  show_running (self, TRUE);
  balie_letter_sync_async (self->desk, insurer, again, insurer != NULL, self->cancellable,
                           fetched_cb, g_object_ref (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run as a row that unfolds into every order it touched; the orders are read when it is unfolded. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-run-row.h"

#include "balie-morning-run.h"
#include "balie-row-list.h"
#include "balie-run-rows.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

/* The row lists so many; the rest is counted. */
#define MAX_ROWS 500

struct _BalieRunRow
{
  AdwExpanderRow parent;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  BalieRowList *rows;

  /* State */
  BalieDate date;
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (BalieRunRow, balie_run_row, ADW_TYPE_EXPANDER_ROW)

static const char *
get_mail_label (BalieMailState state)
{
  switch (state)
    {
    case BALIE_MAIL_QUEUED:
      return _ ("mail waiting to be sent");
    case BALIE_MAIL_SENT:
      return _ ("mail sent");
    case BALIE_MAIL_FAILED:
      return _ ("mail failed");
    case BALIE_MAIL_OFF:
    default:
      return _ ("no mail");
    }
}

static char *
dup_subtitle (const BalieRun *run)
{
  g_autofree char *requested = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d request", "%d requests", (gulong) run->n_requested),
      run->n_requested);
  g_autofree char *attention =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d needs attention", "%d need attention",
                                    (gulong) run->n_attention),
                       run->n_attention);

  /* Translators: requests, attention, mail, name of the desk */
  return g_strdup_printf (_ ("%s · %s · %s · desk %s"), requested, attention,
                          get_mail_label (run->mail), run->desk);
}

static void
show_outcomes (BalieRunRow *self, const BalieRun *run)
{
  BalieSettings *settings = balie_desk_get_settings (self->desk);
  guint n = MIN (run->outcomes->len, MAX_ROWS);

  balie_row_list_clear (self->rows);
  for (guint i = 0; i < n; i++)
    balie_row_list_add (self->rows, balie_outcome_row_new (g_ptr_array_index (run->outcomes, i),
                                                           run->date, settings));
  if (run->outcomes->len > n)
    {
      guint rest = run->outcomes->len - n;
      g_autofree char *more = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "and %d more", "and %d more", rest), (int) rest);

      balie_row_list_add (self->rows, balie_text_row_new (more, NULL));
    }
  if (run->outcomes->len == 0)
    balie_row_list_add (self->rows, balie_text_row_new (_ ("Nothing was due"), NULL));
}

static void
run_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieRunRow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieRun) run = balie_morning_run_load_finish (BALIE_DESK (source), result, &error);
  BalieShell *shell;

  if (balie_error_is_cancelled (error))
    return;
  shell = balie_shell_find (GTK_WIDGET (self));
  if (run != NULL)
    show_outcomes (self, run);
  else if (shell != NULL && error != NULL)
    balie_shell_show_error (shell, BALIE_ACTION_LOAD_RUNS, error);
}

static void
expanded_changed_cb (BalieRunRow *self)
{
  if (self->loaded || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;
  self->loaded = TRUE;
  balie_morning_run_load_async (self->desk, self->date, self->cancellable, run_loaded_cb, self);
}

static void
balie_run_row_dispose (GObject *object)
{
  BalieRunRow *self = BALIE_RUN_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_run_row_parent_class)->dispose (object);
}

static void
balie_run_row_finalize (GObject *object)
{
  BalieRunRow *self = BALIE_RUN_ROW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, balie_row_list_free);
  G_OBJECT_CLASS (balie_run_row_parent_class)->finalize (object);
}

static void
balie_run_row_class_init (BalieRunRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_run_row_dispose;
  object_class->finalize = balie_run_row_finalize;
}

static void
balie_run_row_init (BalieRunRow *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = balie_row_list_new (GTK_WIDGET (self));
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_changed_cb), NULL);
}

/**
 * balie_run_row_new:
 * @desk: the desk
 * @run: the run, outcomes not needed
 *
 * Returns: (transfer floating): the row, folded
 */
GtkWidget *
balie_run_row_new (BalieDesk *desk, const BalieRun *run)
{
  BalieRunRow *self = g_object_new (BALIE_TYPE_RUN_ROW, NULL);
  g_autofree char *title = balie_date_dup_local (run->date);
  g_autofree char *subtitle = dup_subtitle (run);
  g_autofree char *safe = g_markup_escape_text (subtitle, -1);

  self->desk = g_object_ref (desk);
  self->date = run->date;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), safe);
  return GTK_WIDGET (self);
}

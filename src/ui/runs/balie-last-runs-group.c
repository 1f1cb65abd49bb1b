/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last runs, each with every order it touched. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-last-runs-group.h"

#include "balie-morning-run.h"
#include "balie-row-list.h"
#include "balie-run-row.h"
#include "balie-run-rows.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

#define N_RUNS 30

struct _BalieLastRunsGroup
{
  AdwPreferencesGroup parent;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  BalieRowList *rows;

  /* State: what is shown, so that an unfolded row stays unfolded while nothing changed */
  char *shown;
};

G_DEFINE_FINAL_TYPE (BalieLastRunsGroup, balie_last_runs_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_fingerprint (GPtrArray *runs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const BalieRun *run = g_ptr_array_index (runs, i);

      g_string_append_printf (text, "%d:%d:%d;", run->date, run->n_requested, (int) run->mail);
    }
  return g_string_free (text, FALSE);
}

static void
show_runs (BalieLastRunsGroup *self, GPtrArray *runs)
{
  g_autofree char *fingerprint = dup_fingerprint (runs);

  if (g_strcmp0 (fingerprint, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&fingerprint);
  balie_row_list_clear (self->rows);
  for (guint i = 0; i < runs->len; i++)
    balie_row_list_add (self->rows, balie_run_row_new (self->desk, g_ptr_array_index (runs, i)));
  if (runs->len == 0)
    balie_row_list_add (self->rows,
                        balie_text_row_new (_ ("No run yet"),
                                            _ ("Runs appear here with every order they touched")));
}

static void
runs_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieLastRunsGroup *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = balie_morning_run_list_finish (BALIE_DESK (source), result, &error);
  BalieShell *shell;

  if (balie_error_is_cancelled (error))
    return;
  shell = balie_shell_find (GTK_WIDGET (self));
  if (runs != NULL)
    show_runs (self, runs);
  else if (shell != NULL)
    balie_shell_show_error (shell, BALIE_ACTION_LOAD_RUNS, error);
}

/**
 * balie_last_runs_group_refresh:
 * @self: the group
 *
 * Reads the runs anew.
 */
void
balie_last_runs_group_refresh (BalieLastRunsGroup *self)
{
  balie_morning_run_list_async (self->desk, N_RUNS, self->cancellable, runs_listed_cb, self);
}

static void
balie_last_runs_group_dispose (GObject *object)
{
  BalieLastRunsGroup *self = BALIE_LAST_RUNS_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_last_runs_group_parent_class)->dispose (object);
}

static void
balie_last_runs_group_finalize (GObject *object)
{
  BalieLastRunsGroup *self = BALIE_LAST_RUNS_GROUP (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, balie_row_list_free);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (balie_last_runs_group_parent_class)->finalize (object);
}

static void
balie_last_runs_group_class_init (BalieLastRunsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_last_runs_group_dispose;
  object_class->finalize = balie_last_runs_group_finalize;
}

static void
balie_last_runs_group_init (BalieLastRunsGroup *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = balie_row_list_new (GTK_WIDGET (self));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Last Runs"));
}

/**
 * balie_last_runs_group_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the group, being filled
 */
GtkWidget *
balie_last_runs_group_new (BalieDesk *desk)
{
  BalieLastRunsGroup *self = g_object_new (BALIE_TYPE_LAST_RUNS_GROUP, NULL);

  self->desk = g_object_ref (desk);
  balie_last_runs_group_refresh (self);
  return GTK_WIDGET (self);
}

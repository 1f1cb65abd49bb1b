/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Retention: what is past its period goes, in small transactions that are logged; off until set. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-personal-data.h"

#include "balie-answer-table.h"
#include "balie-desk-run.h"
#include "balie-history.h"

/* So many in one transaction, so that nobody waits for it. */
#define AT_ONCE 200

#define DAY_SECONDS (24 * 60 * 60)
#define INTERVAL_SECONDS (60 * 60)

typedef gint64 (*BalieRetentionFunc) (BalieDb *db, gint64 before, gint64 now, GError **error);

static gint64
erase_parties (BalieDb *db, gint64 before, gint64 now, GError **error)
{
  return balie_retention_erase_parties (db, before, AT_ONCE, now, error);
}

static gint64
blank_history (BalieDb *db, gint64 before, gint64 now, GError **error)
{
  return balie_retention_blank_history (db, before, AT_ONCE, error);
}

static gint64
remove_answers (BalieDb *db, gint64 before, gint64 now, GError **error)
{
  return balie_search_answer_table_remove_before (db, before, error);
}

static gint64
remove_imports (BalieDb *db, gint64 before, gint64 now, GError **error)
{
  return balie_retention_remove_imports (db, before, AT_ONCE, error);
}

static const struct
{
  BalieSettingKey setting;
  BalieRetentionFunc func;
} kinds[] = {
  { BALIE_SETTING_RETENTION_DOSSIERS, erase_parties },
  { BALIE_SETTING_RETENTION_HISTORY, blank_history },
  { BALIE_SETTING_RETENTION_ANSWERS, remove_answers },
  { BALIE_SETTING_RETENTION_IMPORTS, remove_imports },
};

/**
 * BalieRetentionStep:
 * @kind: in @kinds
 * @n_removed: by this step
 *
 * One small transaction; owned by the run while it is under way.
 */
typedef struct
{
  guint kind;
  gint64 n_removed;
} BalieRetentionStep;

/**
 * BalieRetentionRun:
 * @deed: what the user must be allowed
 * @step: the present one
 * @n_removed: by all of them
 */
typedef struct
{
  BalieDeed deed;
  BalieRetentionStep step;
  gint64 n_removed;
} BalieRetentionRun;

static gboolean
add_to_log (BalieDb *db,
            const BalieDeskFacts *facts,
            const BalieRetentionStep *step,
            GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, step->n_removed);

  return balie_history_add (db, facts, BALIE_ACTIVITY_RETENTION_APPLIED, "",
                            balie_setting_get_info (kinds[step->kind].setting)->code, "", number,
                            error);
}

static gpointer
run_step (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BalieRetentionStep *step = data;
  int days = balie_settings_get_period (facts->settings, kinds[step->kind].setting);
  gint64 before = facts->now - (gint64) days * DAY_SECONDS;

  step->n_removed = 0;
  if (days == 0)
    return NULL;
  step->n_removed = kinds[step->kind].func (db, before, facts->now, error);
  if (step->n_removed > 0)
    add_to_log (db, facts, step, error);
  return NULL;
}

static void step_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
begin_step (GTask *task)
{
  BalieRetentionRun *run = g_task_get_task_data (task);

  balie_desk_run_async (g_task_get_source_object (task), BALIE_STORE_WRITE, run->deed, run_step,
                        &run->step, NULL, NULL, NULL, step_ended_cb, task);
}

static void
step_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BalieRetentionRun *run = g_task_get_task_data (task);
  GError *error = NULL;

  balie_desk_run_finish (BALIE_DESK (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  run->n_removed += run->step.n_removed;
  if (run->step.n_removed == 0)
    run->step.kind++;
  if (run->step.kind < G_N_ELEMENTS (kinds))
    begin_step (g_steal_pointer (&task));
  else
    g_task_return_int (task, run->n_removed);
}

static void
run_all (BalieDesk *desk,
         BalieDeed deed,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);
  BalieRetentionRun *run = g_new0 (BalieRetentionRun, 1);

  g_task_set_source_tag (task, run_all);
  run->deed = deed;
  g_task_set_task_data (task, run, g_free);
  begin_step (task);
}

void
balie_retention_run_async (BalieDesk *desk,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  run_all (desk, BALIE_DEED_PERSONAL_DATA, cancellable, callback, user_data);
}

/**
 * balie_retention_run_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, STORAGE; what was removed before stays removed
 *
 * Returns: how many things were removed, -1 on error
 */
gint64
balie_retention_run_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

/* In the background of a program that stays */

/**
 * BalieRetention:
 * @timer: 0 while stopped
 * @cancellable: (owned): of the present run
 */
typedef struct
{
  BalieDesk *desk; /* (unowned): owns this */
  guint timer;
  GCancellable *cancellable;
} BalieRetention;

static void
stop (BalieRetention *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
}

static void
free_retention (gpointer data)
{
  BalieRetention *self = data;

  stop (self);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static void
run_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (balie_retention_run_finish (BALIE_DESK (source), result, &error) < 0 &&
      !balie_error_is_cancelled (error))
    g_warning ("Retention could not be applied: %s", error->message);
}

/* The periods are the dealership's: whoever's desk it is that stays open applies them. */
static void
run_in_background (BalieRetention *self)
{
  run_all (self->desk, BALIE_DEED_READ, self->cancellable, run_ended_cb, NULL);
}

static gboolean
hour_passed_cb (gpointer user_data)
{
  run_in_background (user_data);
  return G_SOURCE_CONTINUE;
}

static void
desk_closing_cb (BalieDesk *desk, gpointer user_data)
{
  stop (user_data);
}

static BalieRetention *
get_retention (BalieDesk *desk)
{
  static const char key[] = "balie-retention";
  BalieRetention *self = g_object_get_data (G_OBJECT (desk), key);

  if (self != NULL)
    return self;
  self = g_new0 (BalieRetention, 1);
  self->desk = desk;
  g_object_set_data_full (G_OBJECT (desk), key, self, free_retention);
  g_signal_connect (desk, "closing", G_CALLBACK (desk_closing_cb), self);
  return self;
}

void
balie_retention_start (BalieDesk *desk)
{
  BalieRetention *self = get_retention (desk);

  if (self->timer != 0)
    return;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->timer = g_timeout_add_seconds (INTERVAL_SECONDS, hour_passed_cb, self);
  run_in_background (self);
}

void
balie_retention_stop (BalieDesk *desk)
{
  stop (get_retention (desk));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fetching the letters of all insurers side by side, now or every quarter of an hour. One object per desk, made
 * at first use; one fetch at a time, who asks meanwhile for the same joins it, who asks for something else is
 * next. What is to be told goes out before it ends. Main thread only. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-letter-sync.h"

#include "balie-desk-run.h"
#include "balie-letter-sync-round.h"
#include "balie-letter-table.h"
#include "balie-notifications.h"

#include <glib/gi18n-lib.h>

#define SECONDS (15 * 60)
#define SECONDS_LONGEST (4 * 60 * 60)

/**
 * Wish:
 * @insurer: (owned) (nullable): only this one
 * @task: (owned) (nullable): who waits
 *
 * What somebody wants fetched.
 */
typedef struct
{
  char *insurer;
  gboolean again;
  gboolean unlock;
  GTask *task;
} Wish;

/**
 * BalieLetterSync:
 * @desk: (unowned): owns this
 * @cancellable: (owned): of what runs; cancelled when the desk closes
 * @running: (owned) (element-type Wish): what is being fetched, for all of these
 * @waiting: (owned) (element-type Wish): what is next
 * @summary: (owned) (nullable): of what runs
 * @error: (owned) (nullable): why nothing could be fetched at all
 * @n_rounds: insurers not done yet
 * @timer: source id, 0 for none
 */
typedef struct
{
  BalieDesk *desk;
  GCancellable *cancellable;
  GPtrArray *running;
  GPtrArray *waiting;
  BalieLetterSyncSummary *summary;
  GError *error;
  int n_rounds;
  guint timer;
  int seconds;
  gboolean is_started;
  gboolean is_closed;
} BalieLetterSync;

static void begin_next (BalieLetterSync *self);

void
balie_letter_sync_summary_free (BalieLetterSyncSummary *self)
{
  if (self == NULL)
    return;
  g_clear_error (&self->problem);
  g_free (self);
}

static BalieLetterSyncSummary *
copy_summary (const BalieLetterSyncSummary *summary)
{
  BalieLetterSyncSummary *copy = g_memdup2 (summary, sizeof *summary);

  if (summary->problem != NULL)
    copy->problem = g_error_copy (summary->problem);
  return copy;
}

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_clear_object (&wish->task);
  g_free (wish->insurer);
  g_free (wish);
}

static Wish *
make_wish (const char *insurer, gboolean again, gboolean unlock)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->insurer = g_strdup (insurer);
  wish->again = again;
  wish->unlock = unlock;
  return wish;
}

static gboolean
is_same (const Wish *a, const Wish *b)
{
  return a->again == b->again && a->unlock == b->unlock && g_strcmp0 (a->insurer, b->insurer) == 0;
}

static void
free_sync (gpointer data)
{
  BalieLetterSync *self = data;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->running);
  g_ptr_array_unref (self->waiting);
  g_clear_pointer (&self->summary, balie_letter_sync_summary_free);
  g_clear_error (&self->error);
  g_free (self);
}

static void
desk_closing_cb (BalieDesk *desk, gpointer user_data)
{
  BalieLetterSync *self = user_data;

  self->is_started = FALSE;
  self->is_closed = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
}

static BalieLetterSync *
get_sync (BalieDesk *desk)
{
  static const char key[] = "balie-letter-sync";
  BalieLetterSync *self = g_object_get_data (G_OBJECT (desk), key);

  if (self != NULL)
    return self;
  self = g_new0 (BalieLetterSync, 1);
  self->desk = desk;
  self->cancellable = g_cancellable_new ();
  self->running = g_ptr_array_new_with_free_func (free_wish);
  self->waiting = g_ptr_array_new_with_free_func (free_wish);
  self->seconds = SECONDS;
  g_object_set_data_full (G_OBJECT (desk), key, self, free_sync);
  g_signal_connect (desk, "closing", G_CALLBACK (desk_closing_cb), self);
  return self;
}

/* The timer */

static void
ask (BalieLetterSync *self, Wish *wish)
{
  const Wish *running = self->running->len > 0 ? self->running->pdata[0] : NULL;

  /* What was given up may not fetch all that is wanted now. */
  if (running != NULL && is_same (running, wish) && !g_cancellable_is_cancelled (self->cancellable))
    {
      g_ptr_array_add (self->running, wish);
      return;
    }
  g_ptr_array_add (self->waiting, wish);
  if (running == NULL)
    begin_next (self);
}

static gboolean
timer_fired_cb (gpointer user_data)
{
  BalieLetterSync *self = user_data;

  self->timer = 0;
  ask (self, make_wish (NULL, FALSE, FALSE));
  return G_SOURCE_REMOVE;
}

static void
arm (BalieLetterSync *self, gboolean has_problem)
{
  if (!self->is_started)
    return;
  self->seconds = has_problem ? MIN (self->seconds * 2, SECONDS_LONGEST) : SECONDS;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add ((guint) (self->seconds * 1000 * balie_clock_get_time_scale ()),
                               timer_fired_cb, self);
}

/* A fetch: insurers → rounds → deliver → end */

/* Each waiter may let go of the desk. */
static void
end (BalieLetterSync *self)
{
  BalieDesk *desk = g_object_ref (self->desk);
  g_autoptr (GPtrArray) wishes = g_steal_pointer (&self->running);
  g_autoptr (BalieLetterSyncSummary) summary = g_steal_pointer (&self->summary);
  g_autoptr (GError) error = g_steal_pointer (&self->error);

  self->running = g_ptr_array_new_with_free_func (free_wish);
  for (guint i = 0; i < wishes->len; i++)
    {
      Wish *wish = wishes->pdata[i];

      if (wish->task == NULL)
        continue;
      if (error != NULL)
        g_task_return_error (wish->task, g_error_copy (error));
      else
        g_task_return_pointer (wish->task, copy_summary (summary),
                               (GDestroyNotify) balie_letter_sync_summary_free);
    }
  arm (self, error != NULL || summary->problem != NULL);
  begin_next (self);
  g_object_unref (desk);
}

static void
delivered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieDesk *desk = BALIE_DESK (source);
  g_autoptr (GError) error = NULL;

  balie_notifications_deliver_finish (desk, result, &error);
  if (error != NULL && !balie_error_is_cancelled (error))
    g_info ("A mail about letters was not sent: %s", balie_error_code_to_string (error->code));
  end (get_sync (desk));
}

static void
deliver (BalieLetterSync *self)
{
  balie_notifications_deliver_async (self->desk, self->cancellable, delivered_cb, NULL);
}

static void
round_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieDesk *desk = BALIE_DESK (source);
  BalieLetterSync *self = get_sync (desk);
  g_autoptr (BalieLetterSyncSummary) summary = balie_letter_round_finish (desk, result);

  self->summary->n_new += summary->n_new;
  self->summary->n_failed += summary->n_failed;
  if (summary->problem != NULL)
    {
      g_clear_error (&self->summary->problem);
      self->summary->problem = g_steal_pointer (&summary->problem);
    }
  if (--self->n_rounds == 0)
    deliver (self);
}

static void
note_locked (BalieLetterSync *self, const BalieInsurer *insurer)
{
  g_clear_error (&self->summary->problem);
  self->summary->problem =
      g_error_new (BALIE_ERROR, BALIE_ERROR_SECRET, _ ("%1$s does not let Balie in: %2$s"),
                   insurer->name, insurer->locked);
}

static gboolean
is_wanted (const Wish *wish, const BalieInsurer *insurer)
{
  return wish->insurer == NULL || g_str_equal (wish->insurer, insurer->name);
}

static void
insurers_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieDesk *desk = BALIE_DESK (source);
  BalieLetterSync *self = get_sync (desk);
  const Wish *wish = self->running->pdata[0];
  g_autoptr (GPtrArray) insurers = balie_desk_run_finish (desk, result, &self->error);

  self->n_rounds = 1;
  for (guint i = 0; insurers != NULL && i < insurers->len; i++)
    {
      const BalieInsurer *insurer = insurers->pdata[i];

      if (!is_wanted (wish, insurer))
        continue;
      if (*insurer->locked != '\0')
        {
          note_locked (self, insurer);
          continue;
        }
      self->n_rounds++;
      balie_letter_round_async (desk, insurer, wish->again, self->cancellable, round_ended_cb,
                                NULL);
    }
  if (--self->n_rounds > 0)
    return;
  if (self->error != NULL)
    end (self);
  else
    deliver (self);
}

static gboolean
unlock (BalieDb *db, const BalieDeskFacts *facts, BalieInsurer *insurer, GError **error)
{
  if (*insurer->locked == '\0')
    return TRUE;
  if (!balie_desk_facts_check (facts, BALIE_DEED_CHANGE_SETTINGS, error))
    return FALSE;
  g_free (insurer->locked);
  insurer->locked = g_strdup ("");
  return balie_insurer_table_put (db, insurer, error);
}

/* @data: the wish; it stays until the fetch ends. */
static gpointer
find_insurers (BalieDb *db,
               const BalieDeskFacts *facts,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  const Wish *wish = data;
  g_autoptr (GPtrArray) insurers = balie_insurer_table_list (db, error);
  gboolean is_found = wish->insurer == NULL;

  for (guint i = 0; insurers != NULL && i < insurers->len; i++)
    {
      BalieInsurer *insurer = insurers->pdata[i];

      if (!is_wanted (wish, insurer))
        continue;
      is_found = TRUE;
      if (wish->unlock && !unlock (db, facts, insurer, error))
        return NULL;
    }
  if (insurers == NULL || is_found)
    return g_steal_pointer (&insurers);
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND, _ ("There is no insurer “%s”."),
               wish->insurer);
  return NULL;
}

static Wish *
dup_wish (const Wish *wish)
{
  return make_wish (wish->insurer, wish->again, wish->unlock);
}

/* The first that waits, and all who want the same. */
static void
begin_next (BalieLetterSync *self)
{
  Wish *wish;

  if (self->waiting->len == 0 || self->running->len > 0)
    return;
  wish = g_ptr_array_steal_index (self->waiting, 0);
  g_ptr_array_add (self->running, wish);
  for (guint i = self->waiting->len; i > 0; i--)
    {
      if (is_same (wish, self->waiting->pdata[i - 1]))
        g_ptr_array_add (self->running, g_ptr_array_steal_index (self->waiting, i - 1));
    }
  if (!self->is_closed && g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_object (&self->cancellable);
      self->cancellable = g_cancellable_new ();
    }
  self->summary = g_new0 (BalieLetterSyncSummary, 1);
  balie_desk_run_async (self->desk, wish->unlock ? BALIE_STORE_WRITE : BALIE_STORE_READ,
                        BALIE_DEED_READ, find_insurers, dup_wish (wish), free_wish,
                        (GDestroyNotify) g_ptr_array_unref, NULL, insurers_found_cb, NULL);
}

/* Public functions */

/* It goes on for others; with nobody left it stops after what is being stored. */
static void
task_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  BalieLetterSync *self = get_sync (g_task_get_source_object (task));
  GPtrArray *const lists[] = { self->running, self->waiting };
  gboolean is_wanted_still = self->is_started;

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++)
      {
        Wish *wish = lists[i]->pdata[j];

        if (wish->task == task)
          {
            g_clear_object (&wish->task);
            g_task_return_new_error (task, BALIE_ERROR, BALIE_ERROR_CANCELLED, "Cancelled");
          }
        is_wanted_still |= wish->task != NULL;
      }
  if (!is_wanted_still)
    g_cancellable_cancel (self->cancellable);
}

/**
 * balie_letter_sync_async:
 * @desk: the desk
 * @insurer: (nullable): only this one
 * @again: also what was acknowledged before
 * @unlock: also those whose login is locked; CHANGE_SETTINGS
 *
 * Unreachable insurers are no error but a summary that says so.
 */
void
balie_letter_sync_async (BalieDesk *desk,
                         const char *insurer,
                         gboolean again,
                         gboolean unlock,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  BalieLetterSync *self = get_sync (desk);
  GTask *task = g_task_new (desk, NULL, callback, user_data);
  Wish *wish;

  g_task_set_source_tag (task, balie_letter_sync_async);
  if (balie_desk_get_store (desk) == NULL || g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_new_error (task, BALIE_ERROR, BALIE_ERROR_CANCELLED, "Cancelled");
      g_object_unref (task);
      return;
    }
  wish = make_wish (insurer, again, unlock);
  wish->task = task;
  ask (self, wish);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (task_cancelled_cb), task,
                             G_CONNECT_DEFAULT);
}

/**
 * balie_letter_sync_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, NOT_FOUND for an insurer that is not there, CANCELLED
 *
 * Returns: (transfer full): what was fetched, and the last problem
 */
BalieLetterSyncSummary *
balie_letter_sync_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
balie_letter_sync_start (BalieDesk *desk)
{
  BalieLetterSync *self = get_sync (desk);

  if (self->is_started)
    return;
  self->is_started = TRUE;
  self->seconds = SECONDS;
  ask (self, make_wish (NULL, FALSE, FALSE));
}

void
balie_letter_sync_stop (BalieDesk *desk)
{
  BalieLetterSync *self = get_sync (desk);

  self->is_started = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
}

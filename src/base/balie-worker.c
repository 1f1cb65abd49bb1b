/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One named thread with a queue of blocking jobs, lowest priority number first, then in order of
 * arrival. The object may be used from any thread; the thread itself only holds the lane, so the
 * last reference may go anywhere. Jobs, their data and their results change hands: the caller gives
 * the data to the job, gets the result back in its own main context, and there the data is freed. */
#define G_LOG_DOMAIN "balie-base"

#include "config.h"

#include "balie-worker.h"

#include <glib/gi18n-lib.h>

#include "balie-error.h"

typedef struct
{
  int priority;
  BalieWorkerFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  GAsyncReadyCallback callback; /* (nullable) the caller's */
  gpointer user_data;
  GCancellable *cancellable; /* (owned) (nullable) */
  GTask *task;               /* (owned) NULL for a synchronous job */

  /* Of a synchronous job; guarded by the lane's mutex */
  gboolean done;
  gpointer result;
  GError *error;
} Job;

typedef struct
{
  gatomicrefcount ref_count;
  GMutex mutex;
  GCond changed;
  GQueue jobs; /* (element-type Job) guarded by mutex */
  gboolean closing;
  GThread *thread;   /* (owned) NULL once joined */
  gpointer identity; /* (borrowed) the thread itself, set by it before its first job */
} Lane;

struct _BalieWorker
{
  GObject parent_instance;

  Lane *lane; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BalieWorker, balie_worker, G_TYPE_OBJECT)

static void
unref_lane (Lane *lane)
{
  if (!g_atomic_ref_count_dec (&lane->ref_count))
    return;
  g_warn_if_fail (g_queue_is_empty (&lane->jobs));
  g_mutex_clear (&lane->mutex);
  g_cond_clear (&lane->changed);
  g_free (lane);
}

static void
free_job (Job *job)
{
  if (job->data_free && job->data)
    job->data_free (job->data);
  g_clear_object (&job->cancellable);
  g_free (job);
}

static void
set_cancelled (GError **error)
{
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CANCELLED, _ ("Cancelled"));
}

/* Puts the job behind those of its own priority; FALSE once the worker is shut down. */
static gboolean
enqueue (Lane *lane, Job *job)
{
  GList *after;
  gboolean open;

  g_mutex_lock (&lane->mutex);
  open = !lane->closing;
  if (open)
    {
      after = lane->jobs.tail;
      while (after && ((Job *) after->data)->priority > job->priority)
        after = after->prev;
      g_queue_insert_after (&lane->jobs, after, job);
      g_cond_broadcast (&lane->changed);
    }
  g_mutex_unlock (&lane->mutex);
  return open;
}

/* Waits for the next job; NULL when the worker is shut down and all are done. */
static Job *
dequeue (Lane *lane)
{
  Job *job;

  g_mutex_lock (&lane->mutex);
  while (g_queue_is_empty (&lane->jobs) && !lane->closing)
    g_cond_wait (&lane->changed, &lane->mutex);
  job = g_queue_pop_head (&lane->jobs);
  g_mutex_unlock (&lane->mutex);
  return job;
}

static void
finish_sync (Lane *lane, Job *job, gpointer result, GError *error)
{
  g_mutex_lock (&lane->mutex);
  job->result = result;
  job->error = error;
  job->done = TRUE;
  g_cond_broadcast (&lane->changed);
  g_mutex_unlock (&lane->mutex);
}

/* The job belongs to the caller's context once the task has returned. */
static void
finish_async (Job *job, gpointer result, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&job->task);

  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, job->result_free);
}

static void
run_job (Lane *lane, Job *job)
{
  gpointer result = NULL;
  GError *error = NULL;

  if (g_cancellable_is_cancelled (job->cancellable))
    set_cancelled (&error);
  else
    result = job->func (job->data, job->cancellable, &error);
  g_warn_if_fail (!result || !error);
  if (job->task)
    finish_async (job, result, error);
  else
    finish_sync (lane, job, result, error);
}

static gpointer
run_lane (gpointer data)
{
  Lane *lane = data;
  Job *job;

  g_atomic_pointer_set (&lane->identity, g_thread_self ());
  while ((job = dequeue (lane)))
    run_job (lane, job);
  unref_lane (lane);
  return NULL;
}

static void
job_returned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  GAsyncReadyCallback callback = job->callback;
  gpointer callback_data = job->user_data;

  free_job (job);
  if (callback)
    callback (source, result, callback_data);
}

static void
balie_worker_finalize (GObject *object)
{
  BalieWorker *self = BALIE_WORKER (object);

  balie_worker_shutdown (self);
  unref_lane (self->lane);
  G_OBJECT_CLASS (balie_worker_parent_class)->finalize (object);
}

static void
balie_worker_class_init (BalieWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_worker_finalize;
}

static void
balie_worker_init (BalieWorker *self)
{
  self->lane = g_new0 (Lane, 1);
  g_atomic_ref_count_init (&self->lane->ref_count);
  g_mutex_init (&self->lane->mutex);
  g_cond_init (&self->lane->changed);
  g_queue_init (&self->lane->jobs);
}

/**
 * balie_worker_new:
 * @name: of the thread, as debuggers show it (15 characters)
 *
 * Returns: (transfer full): a worker whose thread waits for work
 */
BalieWorker *
balie_worker_new (const char *name)
{
  BalieWorker *self = g_object_new (BALIE_TYPE_WORKER, NULL);

  g_atomic_ref_count_inc (&self->lane->ref_count);
  self->lane->thread = g_thread_new (name, run_lane, self->lane);
  return self;
}

/**
 * balie_worker_run_async:
 * @self: a worker
 * @priority: e.g. %G_PRIORITY_DEFAULT; a lower number goes first, equal ones in order
 * @func: what to do on the worker's thread
 * @data: (transfer full): for @func
 * @data_free: (nullable): frees @data, in the caller's context
 * @result_free: (nullable): frees a result that nobody took
 * @cancellable: (nullable): a job cancelled while it waits in the queue never runs
 * @callback: (nullable): called in the caller's thread-default main context
 * @user_data: for @callback
 *
 * After balie_worker_shutdown() the job ends with %BALIE_ERROR_CANCELLED.
 */
void
balie_worker_run_async (BalieWorker *self,
                        int priority,
                        BalieWorkerFunc func,
                        gpointer data,
                        GDestroyNotify data_free,
                        GDestroyNotify result_free,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Job *job;

  g_return_if_fail (BALIE_IS_WORKER (self));
  g_return_if_fail (func);

  job = g_new0 (Job, 1);
  job->priority = priority;
  job->func = func;
  job->data = data;
  job->data_free = data_free;
  job->result_free = result_free;
  job->callback = callback;
  job->user_data = user_data;
  g_set_object (&job->cancellable, cancellable);
  job->task = g_task_new (self, cancellable, job_returned_cb, job);
  g_task_set_source_tag (job->task, balie_worker_run_async);
  g_task_set_priority (job->task, priority);
  if (!enqueue (self->lane, job))
    {
      GError *error = NULL;

      set_cancelled (&error);
      finish_async (job, NULL, error);
    }
}

/**
 * balie_worker_run_finish:
 * @self: a worker
 * @result: what the callback got
 * @error: return location; %BALIE_ERROR_CANCELLED if the cancellable was triggered at any time
 *   before, even if the job had ended
 *
 * Returns: (transfer full) (nullable): the job's result
 */
gpointer
balie_worker_run_finish (BalieWorker *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local = NULL;
  gpointer value;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  value = g_task_propagate_pointer (G_TASK (result), &local);
  if (local && local->domain == G_IO_ERROR && local->code == G_IO_ERROR_CANCELLED)
    set_cancelled (error);
  else if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  return value;
}

/**
 * balie_worker_run_sync:
 * @self: a worker
 * @func: what to do on the worker's thread
 * @data: for @func, stays the caller's
 * @cancellable: (nullable): a job cancelled while it waits in the queue never runs
 * @error: return location
 *
 * Waits until the job is done. For threads other than the worker's own, and not for the main loop.
 *
 * Returns: (transfer full) (nullable): the job's result
 */
gpointer
balie_worker_run_sync (BalieWorker *self,
                       BalieWorkerFunc func,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  Job job = { .priority = G_PRIORITY_DEFAULT, .func = func, .data = data };
  Lane *lane;

  g_return_val_if_fail (BALIE_IS_WORKER (self), NULL);
  g_return_val_if_fail (func, NULL);
  g_assert (!balie_worker_is_current_thread (self));

  lane = self->lane;
  job.cancellable = cancellable;
  if (!enqueue (lane, &job))
    {
      set_cancelled (error);
      return NULL;
    }
  g_mutex_lock (&lane->mutex);
  while (!job.done)
    g_cond_wait (&lane->changed, &lane->mutex);
  g_mutex_unlock (&lane->mutex);
  if (job.error)
    g_propagate_error (error, job.error);
  return job.result;
}

/**
 * balie_worker_is_current_thread:
 * @self: a worker
 *
 * Returns: whether the caller runs on the worker's thread, for assertions
 */
gboolean
balie_worker_is_current_thread (BalieWorker *self)
{
  g_return_val_if_fail (BALIE_IS_WORKER (self), FALSE);

  return g_atomic_pointer_get (&self->lane->identity) == g_thread_self ();
}

/**
 * balie_worker_shutdown:
 * @self: a worker
 *
 * Does what is queued (so that no write is lost), takes nothing more, and waits for the thread to
 * end. Cancel long jobs before. Harmless when called twice.
 */
void
balie_worker_shutdown (BalieWorker *self)
{
  Lane *lane;
  GThread *thread;

  g_return_if_fail (BALIE_IS_WORKER (self));

  lane = self->lane;
  g_mutex_lock (&lane->mutex);
  lane->closing = TRUE;
  thread = g_steal_pointer (&lane->thread);
  g_cond_broadcast (&lane->changed);
  g_mutex_unlock (&lane->mutex);
  if (!thread)
    return;
  if (thread == g_thread_self ())
    g_thread_unref (thread);
  else
    g_thread_join (thread);
}

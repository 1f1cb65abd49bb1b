/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the worker thread: order, priority, cancelling, contexts, shutdown and ownership. */
#include "config.h"

#include "balie-error.h"
#include "balie-worker.h"

/* A door at which the worker waits, so that the queue behind it fills in a known order. */
typedef struct
{
  GMutex mutex;
  GCond changed;
  gboolean open;
} Door;

static void
init_door (Door *door)
{
  g_mutex_init (&door->mutex);
  g_cond_init (&door->changed);
  door->open = FALSE;
}

static void
open_door (Door *door)
{
  g_mutex_lock (&door->mutex);
  door->open = TRUE;
  g_cond_broadcast (&door->changed);
  g_mutex_unlock (&door->mutex);
}

static void
clear_door (Door *door)
{
  g_mutex_clear (&door->mutex);
  g_cond_clear (&door->changed);
}

static gpointer
wait_at_door (gpointer data, GCancellable *cancellable, GError **error)
{
  Door *door = data;

  g_mutex_lock (&door->mutex);
  while (!door->open)
    g_cond_wait (&door->changed, &door->mutex);
  g_mutex_unlock (&door->mutex);
  return NULL;
}

typedef struct
{
  GString *log; /* written by the worker only */
  char letter;
} Note;

static gpointer
write_note (gpointer data, GCancellable *cancellable, GError **error)
{
  Note *note = data;

  g_string_append_c (note->log, note->letter);
  return g_strdup_printf ("%c", note->letter);
}

static void
add_note (BalieWorker *worker, GString *log, char letter, int priority, GCancellable *cancellable)
{
  Note *note = g_new (Note, 1);

  *note = (Note){ log, letter };
  balie_worker_run_async (worker, priority, write_note, note, g_free, g_free, cancellable, NULL,
                          NULL);
}

static gpointer
do_nothing (gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

/* Jobs of one priority run in order; a lower number overtakes; a cancelled one never runs. */
static void
test_order (void)
{
  g_autoptr (BalieWorker) worker = balie_worker_new ("test");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GString) log = g_string_new (NULL);
  Door door;

  init_door (&door);
  balie_worker_run_async (worker, -100, wait_at_door, &door, NULL, NULL, NULL, NULL, NULL);
  add_note (worker, log, 'c', 0, NULL);
  add_note (worker, log, 'd', 0, NULL);
  add_note (worker, log, 'x', 0, cancellable);
  add_note (worker, log, 'f', 10, NULL);
  add_note (worker, log, 'a', -10, NULL);
  add_note (worker, log, 'e', 0, NULL);
  add_note (worker, log, 'b', -10, NULL);
  g_cancellable_cancel (cancellable);
  open_door (&door);
  balie_worker_shutdown (worker);
  g_assert_cmpstr (log->str, ==, "abcdef");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  clear_door (&door);
}

typedef struct
{
  GMainLoop *loop;
  GThread *thread; /* where the callback ran */
  char *result;
  GError *error;
  gboolean take;
} Answer;

static void
job_finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->thread = g_thread_self ();
  if (answer->take)
    answer->result = balie_worker_run_finish (BALIE_WORKER (source), result, &answer->error);
  g_main_loop_quit (answer->loop);
}

static void
ask (BalieWorker *worker,
     BalieWorkerFunc func,
     gpointer data,
     GDestroyNotify data_free,
     GCancellable *cancellable,
     Answer *answer)
{
  balie_worker_run_async (worker, 0, func, data, data_free, g_free, cancellable, job_finished_cb,
                          answer);
  g_main_loop_run (answer->loop);
}

static gpointer
fail_job (gpointer data, GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_STORAGE, "full");
  return NULL;
}

static gpointer
check_thread (gpointer data, GCancellable *cancellable, GError **error)
{
  return g_strdup (balie_worker_is_current_thread (data) ? "own" : "other");
}

static void
test_results (void)
{
  g_autoptr (BalieWorker) worker = balie_worker_new ("test");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Answer own = { .loop = loop, .take = TRUE };
  Answer failed = { .loop = loop, .take = TRUE };
  Answer nothing = { .loop = loop, .take = TRUE };
  Answer untaken = { .loop = loop };

  ask (worker, check_thread, worker, NULL, NULL, &own);
  g_assert_cmpstr (own.result, ==, "own");
  g_assert_true (own.thread == g_thread_self ());
  g_assert_false (balie_worker_is_current_thread (worker));
  g_free (own.result);
  ask (worker, fail_job, NULL, NULL, NULL, &failed);
  g_assert_error (failed.error, BALIE_ERROR, BALIE_ERROR_STORAGE);
  g_assert_null (failed.result);
  g_clear_error (&failed.error);
  ask (worker, do_nothing, NULL, NULL, NULL, &nothing);
  g_assert_no_error (nothing.error);
  g_assert_null (nothing.result);
  /* Nobody takes this one: the leak checker tells if it is not freed. */
  ask (worker, check_thread, worker, NULL, NULL, &untaken);
}

static gpointer
cancel_itself (gpointer data, GCancellable *cancellable, GError **error)
{
  g_cancellable_cancel (cancellable);
  return g_strdup ("done all the same");
}

static void
test_cancelled (void)
{
  g_autoptr (BalieWorker) worker = balie_worker_new ("test");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) during = g_cancellable_new ();
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Note note = { log, 'x' };
  Answer answer = { .loop = loop, .take = TRUE };

  ask (worker, cancel_itself, NULL, NULL, during, &answer);
  g_assert_error (answer.error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
  g_assert_null (answer.result);
  g_clear_error (&answer.error);
  g_cancellable_cancel (before);
  ask (worker, write_note, &note, NULL, before, &answer);
  g_assert_error (answer.error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
  g_clear_error (&answer.error);
  g_assert_null (balie_worker_run_sync (worker, write_note, &note, before, &error));
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
  g_assert_cmpuint (log->len, ==, 0);
}

static void
free_in_caller (gpointer data)
{
  GThread **thread = data;

  *thread = g_thread_self ();
}

/* The result arrives in the caller's own context, and its data is freed there. */
static gpointer
ask_elsewhere (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  Answer answer = { .loop = loop, .take = TRUE };
  GThread *freed_in = NULL;

  g_main_context_push_thread_default (context);
  ask (data, do_nothing, &freed_in, free_in_caller, NULL, &answer);
  g_main_context_pop_thread_default (context);
  g_assert_true (answer.thread == g_thread_self ());
  g_assert_true (freed_in == g_thread_self ());
  return NULL;
}

static void
test_context (void)
{
  g_autoptr (BalieWorker) worker = balie_worker_new ("test");

  g_thread_join (g_thread_new ("elsewhere", ask_elsewhere, worker));
}

static gpointer
count_up (gpointer data, GCancellable *cancellable, GError **error)
{
  (*(int *) data)++; /* not atomic: only the worker writes */
  return NULL;
}

typedef struct
{
  BalieWorker *worker;
  int *count;
} Counter;

static gpointer
count_often (gpointer data)
{
  Counter *counter = data;

  for (int i = 0; i < 500; i++)
    balie_worker_run_sync (counter->worker, count_up, counter->count, NULL, NULL);
  return NULL;
}

static void
test_sync_from_many (void)
{
  g_autoptr (BalieWorker) worker = balie_worker_new ("test");
  g_autoptr (GError) error = NULL;
  GThread *threads[4];
  int count = 0;
  Counter counter = { worker, &count };

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("counter", count_often, &counter);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (count, ==, 2000);
  balie_worker_run_sync (worker, fail_job, NULL, NULL, &error);
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_STORAGE);
}

static void
test_after_shutdown (void)
{
  g_autoptr (BalieWorker) worker = balie_worker_new ("test");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  Answer answer = { .loop = loop, .take = TRUE };
  int count = 0;

  balie_worker_run_async (worker, 0, count_up, &count, NULL, NULL, NULL, NULL, NULL);
  balie_worker_shutdown (worker);
  balie_worker_shutdown (worker);
  g_assert_cmpint (count, ==, 1);
  ask (worker, count_up, &count, NULL, NULL, &answer);
  g_assert_error (answer.error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
  g_clear_error (&answer.error);
  balie_worker_run_sync (worker, count_up, &count, NULL, &error);
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_CANCELLED);
  g_assert_cmpint (count, ==, 1);
}

/* The caller lets go at once; the job's own reference is dropped wherever it is. */
static void
test_dropped_early (void)
{
  for (int i = 0; i < 200; i++)
    {
      BalieWorker *worker = balie_worker_new ("test");

      balie_worker_run_async (worker, 0, do_nothing, NULL, NULL, NULL, NULL, NULL, NULL);
      g_object_unref (worker);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

static gpointer
wait_for_itself (gpointer data, GCancellable *cancellable, GError **error)
{
  return balie_worker_run_sync (data, do_nothing, NULL, NULL, NULL);
}

static void
test_own_thread_asserts (void)
{
  if (g_test_subprocess ())
    {
      BalieWorker *worker = balie_worker_new ("test");

      balie_worker_run_sync (worker, wait_for_itself, worker, NULL, NULL);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*is_current_thread*");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/order", test_order);
  g_test_add_func ("/worker/results", test_results);
  g_test_add_func ("/worker/cancelled", test_cancelled);
  g_test_add_func ("/worker/context", test_context);
  g_test_add_func ("/worker/sync-from-many", test_sync_from_many);
  g_test_add_func ("/worker/after-shutdown", test_after_shutdown);
  g_test_add_func ("/worker/dropped-early", test_dropped_early);
  g_test_add_func ("/worker/own-thread-asserts", test_own_thread_asserts);
  return g_test_run ();
}

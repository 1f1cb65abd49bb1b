/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing orders from CSV: read and written line by line on the store's thread, in one transaction,
 * so that memory stays bounded and either all good lines land or none. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-order-import.h"

#include "balie-desk-run.h"
#include "balie-error.h"
#include "balie-import-run.h"

#include <glib/gi18n-lib.h>

/* A progress bar needs no more. */
#define PROGRESS_INTERVAL_US (G_USEC_PER_SEC / 10)

/**
 * BalieImportJob:
 * @context: (owned): the caller's, where @progress is called
 * @report: (owned) (nullable): set by the store's thread when it has ended well
 * @rolled_back: that was a dry run: its transaction failed on purpose
 * @told_at: monotonic time of the last progress, store's thread only
 * @mutex: guards @done_bytes and @is_telling
 * @is_over: the answer was given, nobody wants progress any more; caller's thread only
 *
 * One import, shared by the caller's thread, the store's, and progress on its way (a reference each).
 */
typedef struct
{
  GFile *file;
  gboolean dry_run;
  GCancellable *cancellable;
  BalieProgressFunc progress;
  gpointer progress_data;
  GMainContext *context;

  BalieImportReport *report;
  gboolean rolled_back;

  gint64 told_at;
  gint64 total_bytes;
  GMutex mutex;
  gint64 done_bytes;
  gboolean is_telling;
  gboolean is_over;
} BalieImportJob;

static void
clear_job (gpointer data)
{
  BalieImportJob *job = data;

  g_clear_object (&job->file);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_clear_pointer (&job->report, balie_import_report_free);
  g_mutex_clear (&job->mutex);
}

static void
unref_job (gpointer job)
{
  g_atomic_rc_box_release_full (job, clear_job);
}

static gboolean
progress_told_cb (gpointer user_data)
{
  BalieImportJob *job = user_data;
  gint64 done;

  g_mutex_lock (&job->mutex);
  done = job->done_bytes;
  job->is_telling = FALSE;
  g_mutex_unlock (&job->mutex);
  if (!job->is_over)
    job->progress (done, job->total_bytes, job->progress_data);
  return G_SOURCE_REMOVE;
}

/* Never g_main_context_invoke(): that may run the callback here when the loop is at rest. */
static void
attach_progress (BalieImportJob *job)
{
  GSource *source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, progress_told_cb, g_atomic_rc_box_acquire (job), unref_job);
  g_source_attach (source, job->context);
  g_source_unref (source);
}

/* On the store's thread: leaves word for the caller's, at most one at a time. */
static void
tell_progress (gint64 done_bytes, gpointer user_data)
{
  BalieImportJob *job = user_data;
  gint64 now = g_get_monotonic_time ();
  gboolean is_telling;

  if (job->progress == NULL || now - job->told_at < PROGRESS_INTERVAL_US)
    return;
  job->told_at = now;
  g_mutex_lock (&job->mutex);
  is_telling = job->is_telling;
  job->done_bytes = done_bytes;
  job->is_telling = TRUE;
  g_mutex_unlock (&job->mutex);
  if (!is_telling)
    attach_progress (job);
}

static gint64
find_size (GFile *file, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, NULL);

  if (info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_STANDARD_SIZE))
    return -1;
  return g_file_info_get_size (info);
}

static GInputStream *
open_file (BalieImportJob *job, GError **error)
{
  g_autoptr (GError) local = NULL;
  GFileInputStream *stream = g_file_read (job->file, job->cancellable, &local);

  if (stream == NULL)
    {
      g_propagate_error (error, balie_error_from_gio (local));
      return NULL;
    }
  job->total_bytes = find_size (job->file, job->cancellable);
  return G_INPUT_STREAM (stream);
}

static gpointer
run_import (BalieDb *db,
            const BalieDeskFacts *facts,
            gpointer data,
            GCancellable *unused,
            GError **error)
{
  BalieImportJob *job = data;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (BalieImportReport) report = NULL;

  if (g_cancellable_is_cancelled (job->cancellable))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CANCELLED, "Cancelled");
      return NULL;
    }
  stream = open_file (job, error);
  if (stream == NULL)
    return NULL;
  report = balie_import_run (db, facts, stream, tell_progress, job, job->cancellable, error);
  if (report == NULL)
    return NULL;
  report->dry_run = job->dry_run;
  job->report = g_steal_pointer (&report);
  job->rolled_back = job->dry_run;
  /* An error is how a transaction is rolled back; this one is taken away again on arrival. */
  if (job->dry_run)
    g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CANCELLED, "Dry run");
  return NULL;
}

static void
import_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BalieImportJob *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  balie_desk_run_finish (BALIE_DESK (source), result, &error);
  job->is_over = TRUE;
  if (error != NULL && !job->rolled_back)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&job->report),
                           (GDestroyNotify) balie_import_report_free);
}

void
balie_import_report_free (BalieImportReport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->refusals, g_ptr_array_unref);
  g_clear_pointer (&self->sample, g_ptr_array_unref);
  g_strfreev (self->ignored_columns);
  g_free (self);
}

/* The caller's cancellable stays out of the store's hands, which would call an import cancelled that
 * was committed a moment before: here cancelled means that nothing was written. */
void
balie_order_import_async (BalieDesk *desk,
                          GFile *file,
                          gboolean dry_run,
                          BalieProgressFunc progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (desk, NULL, callback, user_data);
  BalieImportJob *job = g_atomic_rc_box_new0 (BalieImportJob);

  g_task_set_source_tag (task, balie_order_import_async);
  job->file = g_object_ref (file);
  job->dry_run = dry_run;
  g_set_object (&job->cancellable, cancellable);
  job->progress = progress;
  job->progress_data = progress_data;
  job->context = g_main_context_ref_thread_default ();
  job->total_bytes = -1;
  g_mutex_init (&job->mutex);
  g_task_set_task_data (task, job, unref_job);
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_IMPORT_ORDERS, run_import,
                        g_atomic_rc_box_acquire (job), unref_job, NULL, NULL, import_ended_cb,
                        task);
}

/**
 * balie_order_import_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, INVALID_INPUT (the file as a whole), NOT_FOUND, STORAGE,
 *   CANCELLED (nothing was written)
 *
 * Returns: (transfer full): what was done with which line
 */
BalieImportReport *
balie_order_import_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

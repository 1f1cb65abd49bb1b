/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing a file on the store's thread, in one transaction, with word of its progress. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-import-job.h"

#include "balie-desk-run.h"
#include "balie-error.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A progress bar needs no more. */
#define PROGRESS_INTERVAL_US (G_USEC_PER_SEC / 10)

/**
 * BalieImportJob:
 * @call: its file (owned) and data (owned)
 * @cancellable: (owned) (nullable)
 * @context: (owned): the caller's, where word of the progress is given
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
  BalieImportCall call;
  GCancellable *cancellable;
  GMainContext *context;

  gpointer report;
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

  g_clear_object (&job->call.file);
  if (job->call.data != NULL && job->call.data_free != NULL)
    job->call.data_free (job->call.data);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->context, g_main_context_unref);
  if (job->report != NULL)
    job->call.report_free (job->report);
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
    job->call.told (done, job->total_bytes, job->call.told_data);
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

  if (job->call.told == NULL || now - job->told_at < PROGRESS_INTERVAL_US)
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
  GFileInputStream *stream = g_file_read (job->call.file, job->cancellable, &local);

  if (stream == NULL)
    {
      g_propagate_error (error, balie_error_from_gio (local));
      return NULL;
    }
  job->total_bytes = find_size (job->call.file, job->cancellable);
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

  if (g_cancellable_is_cancelled (job->cancellable))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CANCELLED, "Cancelled");
      return NULL;
    }
  stream = open_file (job, error);
  if (stream == NULL)
    return NULL;
  job->report = job->call.work (db, facts, job->call.data, stream, tell_progress, job,
                                job->cancellable, error);
  if (job->report == NULL)
    return NULL;
  job->rolled_back = job->call.dry_run;
  /* An error is how a transaction is rolled back; this one is taken away again on arrival. */
  if (job->call.dry_run)
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
    g_task_return_pointer (task, g_steal_pointer (&job->report), job->call.report_free);
}

/* The caller's cancellable stays out of the store's hands, which would call an import cancelled that
 * was committed a moment before: here cancelled means that nothing was written. */
void
balie_import_job_async (BalieDesk *desk,
                        const BalieImportCall *call,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (desk, NULL, callback, user_data);
  BalieImportJob *job = g_atomic_rc_box_new0 (BalieImportJob);

  g_task_set_source_tag (task, balie_import_job_async);
  job->call = *call;
  g_object_ref (job->call.file);
  g_set_object (&job->cancellable, cancellable);
  job->context = g_main_context_ref_thread_default ();
  job->total_bytes = -1;
  g_mutex_init (&job->mutex);
  g_task_set_task_data (task, job, unref_job);
  balie_desk_run_async (desk, BALIE_STORE_WRITE, call->deed, run_import,
                        g_atomic_rc_box_acquire (job), unref_job, NULL, NULL, import_ended_cb,
                        task);
}

gpointer
balie_import_job_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What the lines of all files have in common */

gboolean
balie_import_read_header (BalieCsvReader *reader, GCancellable *cancellable, GError **error)
{
  BalieCsvStatus status = balie_csv_reader_next (reader, cancellable, error);

  if (status == BALIE_CSV_RECORD)
    return TRUE;
  if (status != BALIE_CSV_FAILED)
    g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                         status == BALIE_CSV_END
                             ? _ ("The file is empty; its first line must name the columns.")
                             : _ ("The first line can’t be read; it must name the columns."));
  return FALSE;
}

const char *
balie_import_get_record_reason (BalieCsvStatus status)
{
  if (status == BALIE_CSV_TOO_LONG)
    return _ ("The line is longer than 64 KiB. Perhaps a quotation mark that begins in it is "
              "not closed.");
  if (status == BALIE_CSV_BAD_QUOTE)
    return _ ("There is text between a closing quotation mark and the next separator. Write a "
              "quotation mark inside a text twice.");
  return _ ("A quotation mark that begins in this line is never closed; everything after it "
            "was left out.");
}

static gboolean
is_blank_from (BalieCsvReader *row, guint first)
{
  for (guint i = first; i < balie_csv_reader_get_n_fields (row); i++)
    {
      if (!balie_text_is_empty (balie_csv_reader_get_field (row, i)))
        return FALSE;
    }
  return TRUE;
}

gboolean
balie_import_row_is_blank (BalieCsvReader *row)
{
  return is_blank_from (row, 0);
}

/* A short line is half a line more often than not; taking it would empty the fields it lacks. */
gboolean
balie_import_row_check_size (BalieCsvReader *row, guint n_columns, GError **error)
{
  guint n_fields = balie_csv_reader_get_n_fields (row);

  if (n_fields == n_columns || (n_fields > n_columns && is_blank_from (row, n_columns)))
    return TRUE;
  g_set_error (
      error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
      _ ("The line has %u columns, the header line has %u. Put text that holds a separator "
         "between quotation marks."),
      n_fields, n_columns);
  return FALSE;
}

gboolean
balie_import_ids_add (GByteArray *ids, gint64 id)
{
  guint index = id / 8;
  guint8 bit = 1 << (id % 8);
  gboolean was_there;

  if (index >= ids->len)
    {
      guint old = ids->len;

      g_byte_array_set_size (ids, MAX (index + 1, old * 2));
      memset (ids->data + old, 0, ids->len - old);
    }
  was_there = (ids->data[index] & bit) != 0;
  ids->data[index] |= bit;
  return was_there;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting orders as CSV: a page at a time between the other reads, into a file that takes the place
 * of the old one only when it is whole. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-order-import.h"

#include "balie-desk-run.h"
#include "balie-error.h"
#include "balie-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows per read: the reading lane is free for lists in between. */
#define PAGE_SIZE 1000

/**
 * BalieExportJob:
 * @query: (owned)
 * @ids: (owned) (nullable): row ids in the order of the file, once queried
 * @file: (owned)
 * @stream: (owned) (nullable): replaces @file when closed
 * @is_new: there was no such file before; then GIO writes under the final name
 *
 * One export. Made by the caller's thread and worked on by the reading lane, never by both at once.
 */
typedef struct
{
  BalieOrderQuery *query;
  GArray *ids;
  guint next;
  GFile *file;
  GFileOutputStream *stream;
  gboolean is_new;
  BalieExportFormat format;
  BalieProgressFunc progress;
  gpointer progress_data;
  gint64 n_rows;
} BalieExportJob;

static void export_next_page (GTask *task);

static void
free_job (gpointer data)
{
  BalieExportJob *job = data;

  balie_order_query_free (job->query);
  g_clear_pointer (&job->ids, g_array_unref);
  g_clear_object (&job->file);
  g_clear_object (&job->stream);
  g_free (job);
}

static char
get_separator (const BalieExportJob *job)
{
  return job->format == BALIE_EXPORT_EXCEL ? ';' : ',';
}

/* A spreadsheet takes such a cell for a formula, which may do harm on somebody else's machine. */
static gboolean
looks_like_formula (const char *text)
{
  return text[0] != '\0' && strchr ("=+-@\t\r", text[0]) != NULL;
}

static void
append_cell (GString *out, const BalieExportJob *job, const char *text)
{
  gboolean defuse = job->format == BALIE_EXPORT_EXCEL && looks_like_formula (text);
  gboolean quote = strpbrk (text, "\",;\r\n") != NULL || text[0] == ' ' || defuse;

  if (quote)
    g_string_append_c (out, '"');
  if (defuse)
    g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  if (quote)
    g_string_append_c (out, '"');
}

static char *
dup_header (const BalieExportJob *job, BalieOrderField field)
{
  const BalieOrderFieldInfo *info = balie_order_field_get_info (field);

  if (job->format == BALIE_EXPORT_EXCHANGE)
    return g_strdup (info->code);
  if (g_str_equal (balie_language_get (), "nl"))
    return g_strdup (info->dutch_headers[0]);
  return g_strdup (_ (info->label));
}

/* Plates stay "long:2+carrier:1" for people too: that is what an import reads back. */
static char *
dup_cell (const BalieExportJob *job, const BalieOrder *order, BalieOrderField field)
{
  if (job->format == BALIE_EXPORT_EXCHANGE || field == BALIE_ORDER_FIELD_PLATES)
    return balie_order_dup_value (order, field);
  return balie_order_dup_display (order, field);
}

static void
append_header_line (GString *out, const BalieExportJob *job)
{
  if (job->format == BALIE_EXPORT_EXCEL)
    g_string_append (out, "\xef\xbb\xbf");
  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      g_autofree char *header = dup_header (job, i);

      if (i > 0)
        g_string_append_c (out, get_separator (job));
      append_cell (out, job, header);
    }
  g_string_append (out, "\r\n");
}

static void
append_order_line (GString *out, const BalieExportJob *job, const BalieOrder *order)
{
  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      g_autofree char *cell = dup_cell (job, order, i);

      if (i > 0)
        g_string_append_c (out, get_separator (job));
      append_cell (out, job, cell);
    }
  g_string_append (out, "\r\n");
}

static gboolean
write_text (BalieExportJob *job, const GString *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (g_output_stream_write_all (G_OUTPUT_STREAM (job->stream), text->str, text->len, NULL,
                                 cancellable, &local))
    return TRUE;
  g_propagate_error (error, balie_error_from_gio (local));
  return FALSE;
}

static gboolean
begin_export (BalieDb *db, BalieExportJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (GError) local = NULL;

  job->ids = balie_order_table_query_ids (db, job->query, cancellable, error);
  if (job->ids == NULL)
    return FALSE;
  job->is_new = !g_file_query_exists (job->file, cancellable);
  job->stream = g_file_replace (job->file, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, &local);
  if (job->stream == NULL)
    {
      g_propagate_error (error, balie_error_from_gio (local));
      return FALSE;
    }
  append_header_line (header, job);
  return write_text (job, header, cancellable, error);
}

static gboolean
export_page (BalieDb *db, BalieExportJob *job, GCancellable *cancellable, GError **error)
{
  guint n = MIN (PAGE_SIZE, job->ids->len - job->next);
  const guint32 *ids = &g_array_index (job->ids, guint32, job->next);
  g_autoptr (GPtrArray) rows = balie_order_table_get_rows (db, ids, n, error);
  g_autoptr (GString) text = g_string_sized_new (PAGE_SIZE * 200);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const BalieOrderRow *row = g_ptr_array_index (rows, i);

      if (row == NULL)
        continue;
      append_order_line (text, job, row->order);
      job->n_rows++;
    }
  job->next += n;
  return write_text (job, text, cancellable, error);
}

/* Closing moves the new file into place; with a cancelled cancellable it is thrown away instead. */
static gboolean
close_file (BalieExportJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (g_output_stream_close (G_OUTPUT_STREAM (job->stream), cancellable, &local))
    return TRUE;
  g_propagate_error (error, balie_error_from_gio (local));
  return FALSE;
}

static void
drop_file (BalieExportJob *job)
{
  g_autoptr (GCancellable) cancelled = NULL;

  if (job->stream == NULL || g_output_stream_is_closed (G_OUTPUT_STREAM (job->stream)))
    return;
  cancelled = g_cancellable_new ();
  g_cancellable_cancel (cancelled);
  g_output_stream_close (G_OUTPUT_STREAM (job->stream), cancelled, NULL);
  if (job->is_new)
    g_file_delete (job->file, NULL, NULL);
}

static gpointer
run_page (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BalieExportJob *job = data;
  gboolean done = job->ids != NULL || begin_export (db, job, cancellable, error);

  if (done && job->ids->len > job->next)
    done = export_page (db, job, cancellable, error);
  if (done && job->next == job->ids->len)
    done = close_file (job, cancellable, error);
  if (!done)
    drop_file (job);
  return NULL;
}

static void
page_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BalieExportJob *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  balie_desk_run_finish (BALIE_DESK (source), result, &error);
  if (error != NULL)
    {
      /* Cancelled between two pages: the lane never saw it. */
      drop_file (job);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (job->progress != NULL)
    job->progress (job->next, job->ids->len, job->progress_data);
  if (job->next < job->ids->len)
    export_next_page (g_steal_pointer (&task));
  else
    g_task_return_int (task, job->n_rows);
}

static void
export_next_page (GTask *task)
{
  balie_desk_run_async (g_task_get_source_object (task), BALIE_STORE_READ, BALIE_DEED_READ,
                        run_page, g_task_get_task_data (task), NULL, NULL,
                        g_task_get_cancellable (task), page_ended_cb, task);
}

/* @progress counts rows here, done and all. */
void
balie_order_export_async (BalieDesk *desk,
                          const BalieOrderQuery *query,
                          GFile *file,
                          BalieExportFormat format,
                          BalieProgressFunc progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);
  BalieExportJob *job = g_new0 (BalieExportJob, 1);

  g_task_set_source_tag (task, balie_order_export_async);
  g_task_set_check_cancellable (task, FALSE);
  job->query = balie_order_query_copy (query);
  job->file = g_object_ref (file);
  job->format = format;
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_task_data (task, job, free_job);
  export_next_page (task);
}

/**
 * balie_order_export_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location; after an error the file is as it was before
 *
 * Returns: number of orders written, -1 on error
 */
gint64
balie_order_export_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

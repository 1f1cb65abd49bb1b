/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing orders from CSV: either all good lines land or none. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-order-import.h"

#include "balie-import-job.h"
#include "balie-import-run.h"

static gpointer
import_orders (BalieDb *db,
               const BalieDeskFacts *facts,
               gpointer data,
               GInputStream *stream,
               BalieImportProgress progress,
               gpointer progress_data,
               GCancellable *cancellable,
               GError **error)
{
  BalieImportReport *report =
      balie_import_run (db, facts, stream, progress, progress_data, cancellable, error);

  if (report != NULL)
    report->dry_run = GPOINTER_TO_INT (data);
  return report;
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
  const BalieImportCall call = {
    .file = file,
    .dry_run = dry_run,
    .deed = BALIE_DEED_IMPORT_ORDERS,
    .work = import_orders,
    .report_free = (GDestroyNotify) balie_import_report_free,
    .data = GINT_TO_POINTER (dry_run),
    .told = progress,
    .told_data = progress_data,
  };

  balie_import_job_async (desk, &call, cancellable, callback, user_data);
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
  return balie_import_job_finish (desk, result, error);
}

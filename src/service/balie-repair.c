/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way out of a damaged database file: repairing it without waiting on the main thread. */
#define G_LOG_DOMAIN "balie-service"
#include "config.h"

#include "balie-repair.h"

#include "balie-store.h"
#include "balie-worker.h"

static gpointer
repair (gpointer data, GCancellable *cancellable, GError **error)
{
  return balie_store_repair_sync (data, error);
}

static void
repaired_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *sentence = balie_worker_run_finish (BALIE_WORKER (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, sentence, g_free);
}

/**
 * balie_repair_async:
 * @uri: (nullable): database, %NULL for the default place
 * @cancellable: (nullable): cancels waiting
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Moves the damaged file aside and puts the newest good backup, or what could be read, in its place.
 */
void
balie_repair_async (const char *uri,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  BalieWorker *worker = balie_worker_new ("balie-repair");

  g_task_set_source_tag (task, balie_repair_async);
  g_task_set_task_data (task, worker, g_object_unref);
  balie_worker_run_async (worker, G_PRIORITY_DEFAULT, repair,
                          uri == NULL ? balie_store_dup_default_uri () : g_strdup (uri), g_free,
                          g_free, cancellable, repaired_cb, task);
}

/**
 * balie_repair_finish:
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full): a sentence of what was done, %NULL on failure
 */
char *
balie_repair_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

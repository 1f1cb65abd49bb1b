/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One named thread that does blocking work in order, and hands results back to the caller's main
 * context. The only place in Balie where work moves to another thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BALIE_TYPE_WORKER (balie_worker_get_type ())
G_DECLARE_FINAL_TYPE (BalieWorker, balie_worker, BALIE, WORKER, GObject)

/**
 * BalieWorkerFunc:
 * @data: what was given to balie_worker_run_async()
 * @cancellable: (nullable): the caller's
 * @error: return location
 *
 * Runs on the worker's thread. Result is a pointer (owned, freed with the result_free given) or
 * %NULL with @error set, or %NULL without for "done, nothing to say".
 */
typedef gpointer (*BalieWorkerFunc) (gpointer data, GCancellable *cancellable, GError **error);

BalieWorker *balie_worker_new (const char *name);
void balie_worker_run_async (BalieWorker *self,
                             int priority,
                             BalieWorkerFunc func,
                             gpointer data,
                             GDestroyNotify data_free,
                             GDestroyNotify result_free,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gpointer balie_worker_run_finish (BalieWorker *self, GAsyncResult *result, GError **error);
gpointer balie_worker_run_sync (BalieWorker *self,
                                BalieWorkerFunc func,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);
gboolean balie_worker_is_current_thread (BalieWorker *self);
void balie_worker_shutdown (BalieWorker *self);

G_END_DECLS

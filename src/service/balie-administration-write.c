/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes an administrator's change and sees it through to the last order explained anew. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-administration-write.h"

#include "balie-desk-snapshot.h"
#include "balie-error.h"
#include "balie-explain.h"

/**
 * BalieAdministrationCall:
 * @data: (owned) by @data_free
 *
 * What has to be written, on its way to the store's thread.
 */
typedef struct
{
  BalieAdministrationFunc func;
  gpointer data;
  GDestroyNotify data_free;
} BalieAdministrationCall;

/**
 * BalieAdministrationWait:
 *
 * Who waits for it.
 */
typedef struct
{
  BalieCountFunc progress;
  gpointer progress_data;
} BalieAdministrationWait;

static void
free_call (gpointer data)
{
  BalieAdministrationCall *call = data;

  if (call->data_free != NULL && call->data != NULL)
    call->data_free (call->data);
  g_free (call);
}

static gpointer
run_write (BalieDb *db,
           const BalieDeskFacts *facts,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  BalieAdministrationCall *call = data;

  if (!call->func (db, facts, call->data, error))
    return NULL;
  return balie_desk_snapshot_load (db, facts->user->login, error);
}

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* The change itself is committed. What is not explained yet is at the next open. */
  if (!balie_explain_pending_finish (BALIE_DESK (source), result, &error) &&
      !balie_error_is_cancelled (error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieDesk *desk = BALIE_DESK (source);
  g_autoptr (GTask) task = user_data;
  BalieAdministrationWait *wait = g_task_get_task_data (task);
  GError *error = NULL;
  BalieDeskSnapshot *snapshot = balie_desk_run_finish (desk, result, &error);
  gboolean is_pending;

  if (snapshot == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  is_pending = snapshot->explain_is_pending;
  balie_desk_take_snapshot (desk, snapshot);
  if (!is_pending)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  balie_explain_pending_async (desk, wait->progress, wait->progress_data,
                               g_task_get_cancellable (task), explained_cb, g_object_ref (task));
}

void
balie_administration_write_async (BalieDesk *desk,
                                  BalieDeed deed,
                                  BalieAdministrationFunc func,
                                  gpointer data,
                                  GDestroyNotify data_free,
                                  BalieCountFunc progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);
  BalieAdministrationCall *call = g_new0 (BalieAdministrationCall, 1);
  BalieAdministrationWait *wait = g_new0 (BalieAdministrationWait, 1);

  g_task_set_source_tag (task, balie_administration_write_async);
  g_task_set_check_cancellable (task, FALSE);
  wait->progress = progress;
  wait->progress_data = progress_data;
  g_task_set_task_data (task, wait, g_free);
  call->func = func;
  call->data = data;
  call->data_free = data_free;
  balie_desk_run_async (desk, BALIE_STORE_WRITE, deed, run_write, call, free_call,
                        (GDestroyNotify) balie_desk_snapshot_free, cancellable, written_cb, task);
}

gboolean
balie_administration_write_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

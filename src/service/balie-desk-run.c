/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs store functions for a desk, with fresh facts and the permission checked in the transaction. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-desk-run.h"

#include "balie-error.h"

/**
 * BalieDeskCall:
 * @facts: (owned): as the desk knew them when the call was made
 * @data: (owned) by @data_free
 *
 * One call on its way to the store's thread; freed there or on the caller's, by the store.
 */
typedef struct
{
  BalieDeskFacts *facts;
  BalieDeed deed;
  BalieDeskFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
} BalieDeskCall;

static void
free_call (gpointer data)
{
  BalieDeskCall *call = data;

  balie_desk_facts_free (call->facts);
  if (call->data_free != NULL && call->data != NULL)
    call->data_free (call->data);
  g_free (call);
}

static gpointer
run_call (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  BalieDeskCall *call = data;
  g_autoptr (BalieDeskFacts) facts = balie_desk_facts_reload (call->facts, db, error);
  g_autoptr (GError) local = NULL;
  gpointer result;

  if (facts == NULL)
    return NULL;
  if (call->deed != BALIE_DEED_NONE && !balie_desk_facts_check (facts, call->deed, error))
    return NULL;
  result = call->func (db, facts, call->data, cancellable, &local);
  /* What the caller hears as cancelled must not be committed. */
  if (local == NULL && g_cancellable_is_cancelled (cancellable))
    {
      if (result != NULL && call->result_free != NULL)
        call->result_free (result);
      g_set_error_literal (&local, BALIE_ERROR, BALIE_ERROR_CANCELLED, "Cancelled");
      result = NULL;
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return result;
}

static BalieDeskCall *
make_call (BalieDesk *self,
           BalieDeed deed,
           BalieDeskFunc func,
           gpointer data,
           GDestroyNotify data_free,
           GDestroyNotify result_free)
{
  BalieDeskCall *call = g_new0 (BalieDeskCall, 1);

  call->facts = balie_desk_dup_facts (self);
  call->deed = deed;
  call->func = func;
  call->data = data;
  call->data_free = data_free;
  call->result_free = result_free;
  return call;
}

static void
store_run_finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GDestroyNotify result_free = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = balie_store_run_finish (BALIE_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, result_free);
}

/* The desk is closed: there is no store left to ask. */
static gboolean
refuse_closed (BalieDesk *self, GTask *task, gpointer data, GDestroyNotify data_free)
{
  if (balie_desk_get_store (self) != NULL)
    return FALSE;
  if (data_free != NULL && data != NULL)
    data_free (data);
  g_task_return_new_error (task, BALIE_ERROR, BALIE_ERROR_CANCELLED, "The desk is closed");
  g_object_unref (task);
  return TRUE;
}

void
balie_desk_run_async (BalieDesk *self,
                      BalieStoreLane lane,
                      BalieDeed deed,
                      BalieDeskFunc func,
                      gpointer data,
                      GDestroyNotify data_free,
                      GDestroyNotify result_free,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, balie_desk_run_async);
  g_task_set_task_data (task, result_free, NULL);
  if (refuse_closed (self, task, data, data_free))
    return;
  balie_store_run_async (balie_desk_get_store (self), lane, run_call,
                         make_call (self, deed, func, data, data_free, result_free), free_call,
                         result_free, cancellable, store_run_finished_cb, task);
}

void
balie_desk_run_newest_async (BalieDesk *self,
                             gconstpointer slot,
                             BalieDeskFunc func,
                             gpointer data,
                             GDestroyNotify data_free,
                             GDestroyNotify result_free,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, balie_desk_run_newest_async);
  g_task_set_task_data (task, result_free, NULL);
  if (refuse_closed (self, task, data, data_free))
    return;
  balie_store_query_newest_async (
      balie_desk_get_store (self), slot, run_call,
      make_call (self, BALIE_DEED_READ, func, data, data_free, result_free), free_call, result_free,
      cancellable, store_run_finished_cb, task);
}

gpointer
balie_desk_run_finish (BalieDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
balie_desk_run_finish_done (BalieDesk *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local = NULL;

  balie_desk_run_finish (self, result, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

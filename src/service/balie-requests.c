/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading plate requests: lists by state and search, for the window and the command line. */

#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-requests.h"

typedef struct
{
  BalieRequestFilter filter;
  char *search;
  guint limit;
  guint offset;
} ListData;

static void
free_list_data (gpointer data)
{
  ListData *self = data;

  g_free (self->search);
  g_free (self);
}

static gpointer
list_in_store (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  ListData *self = data;

  return balie_request_table_list (db, self->filter, self->search, self->limit, self->offset,
                                   error);
}

static void
list_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *requests = balie_store_run_finish (BALIE_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, requests, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * balie_requests_list_async:
 * @desk: the desk
 * @filter: which states
 * @search: (nullable): part of an order number, VIN, plate or PON's id
 * @limit: how many at most, 0 for all
 * @offset: how many to leave out first
 * @cancellable: (nullable): to stop it
 * @callback: when done
 * @user_data: for @callback
 *
 * Lists requests, newest first.
 */
void
balie_requests_list_async (BalieDesk *desk,
                           BalieRequestFilter filter,
                           const char *search,
                           guint limit,
                           guint offset,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (desk, cancellable, callback, user_data);
  ListData *data = g_new0 (ListData, 1);
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, balie_requests_list_async);
  data->filter = filter;
  data->search = g_strdup (search);
  data->limit = limit;
  data->offset = offset;
  if (!balie_desk_check (desk, BALIE_DEED_READ, &error))
    {
      free_list_data (data);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  balie_store_run_async (balie_desk_get_store (desk), BALIE_STORE_READ, list_in_store, data,
                         free_list_data, (GDestroyNotify) g_ptr_array_unref, cancellable,
                         list_read_cb, g_steal_pointer (&task));
}

/**
 * balie_requests_list_finish:
 * @desk: the desk
 * @result: what the callback got
 * @error: return location: NOT_PERMITTED, STORAGE, CANCELLED
 *
 * Returns: (transfer full) (element-type BaliePlateRequest) (nullable): the requests
 */
GPtrArray *
balie_requests_list_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading plate requests: lists by state and search, for the window and the command line. */

#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-requests.h"

#include "balie-desk-run.h"

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
list_in_store (BalieDb *db,
               const BalieDeskFacts *facts,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  ListData *self = data;

  return balie_request_table_list (db, self->filter, self->search, self->limit, self->offset,
                                   error);
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
  ListData *data = g_new0 (ListData, 1);

  data->filter = filter;
  data->search = g_strdup (search);
  data->limit = limit;
  data->offset = offset;
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, list_in_store, data,
                        free_list_data, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                        user_data);
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
  return balie_desk_run_finish (desk, result, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading orders for lists, counts, search and the forecast. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-orders.h"

#include "balie-desk-run.h"
#include "balie-request-table.h"

/**
 * BalieRowsQuery:
 * @ids: (owned): row ids
 */
typedef struct
{
  gsize n_ids;
  guint32 *ids;
} BalieRowsQuery;

static void
free_rows_query (gpointer data)
{
  BalieRowsQuery *query = data;

  g_free (query->ids);
  g_free (query);
}

static gpointer
run_query (BalieDb *db,
           const BalieDeskFacts *facts,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  return balie_order_table_query_ids (db, data, cancellable, error);
}

static gpointer
run_get_rows (BalieDb *db,
              const BalieDeskFacts *facts,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  BalieRowsQuery *query = data;

  return balie_order_table_get_rows (db, query->ids, query->n_ids, error);
}

static gpointer
run_count (BalieDb *db,
           const BalieDeskFacts *facts,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree BalieCounts *counts = g_new0 (BalieCounts, 1);

  if (!balie_order_table_count (db, facts->today, counts->orders, error) ||
      !balie_request_table_count (db, counts->requests, error))
    return NULL;
  return g_steal_pointer (&counts);
}

static gpointer
run_find (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GArray) ids = balie_order_table_query_ids (db, data, cancellable, error);

  if (ids == NULL)
    return NULL;
  return balie_order_table_get_rows (db, (const guint32 *) (gpointer) ids->data, ids->len, error);
}

static gpointer
run_forecast (BalieDb *db,
              const BalieDeskFacts *facts,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  int n_days = GPOINTER_TO_INT (data);
  g_autoptr (GArray) counts = g_array_sized_new (FALSE, TRUE, sizeof (gint64), n_days);

  g_array_set_size (counts, n_days);
  if (!balie_order_table_count_per_day (db, facts->today, n_days,
                                        (gint64 *) (gpointer) counts->data, error))
    return NULL;
  return g_steal_pointer (&counts);
}

void
balie_orders_query_async (BalieDesk *desk,
                          gconstpointer slot,
                          const BalieOrderQuery *query,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  balie_desk_run_newest_async (desk, slot, run_query, balie_order_query_copy (query),
                               (GDestroyNotify) balie_order_query_free,
                               (GDestroyNotify) g_array_unref, cancellable, callback, user_data);
}

/**
 * balie_orders_query_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location; CANCELLED when a newer query of the same slot was made
 *
 * Returns: (transfer full) (element-type guint32): row ids in display order
 */
GArray *
balie_orders_query_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_orders_get_rows_async (BalieDesk *desk,
                             const guint32 *ids,
                             gsize n_ids,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  BalieRowsQuery *query = g_new0 (BalieRowsQuery, 1);

  query->n_ids = n_ids;
  query->ids = g_memdup2 (ids, n_ids * sizeof *ids);
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_get_rows, query,
                        free_rows_query, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                        user_data);
}

/**
 * balie_orders_get_rows_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (element-type BalieOrderRow): in the order asked for, %NULL where the
 *   order is gone
 */
GPtrArray *
balie_orders_get_rows_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_orders_count_async (BalieDesk *desk,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_count, NULL, NULL, g_free,
                        cancellable, callback, user_data);
}

BalieCounts *
balie_orders_count_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_orders_find_async (BalieDesk *desk,
                         gconstpointer slot,
                         const char *text,
                         guint limit,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  BalieOrderQuery *query =
      balie_order_query_new (BALIE_ORDER_FILTER_ALL, text, balie_desk_get_today (desk));

  query->limit = limit;
  balie_desk_run_newest_async (desk, slot, run_find, query, (GDestroyNotify) balie_order_query_free,
                               (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                               user_data);
}

/**
 * balie_orders_find_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location; CANCELLED when a newer search of the same slot was made
 *
 * Returns: (transfer full) (element-type BalieOrderRow): what matches
 */
GPtrArray *
balie_orders_find_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_orders_forecast_async (BalieDesk *desk,
                             int n_days,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (n_days > 0);

  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_forecast,
                        GINT_TO_POINTER (n_days), NULL, (GDestroyNotify) g_array_unref, cancellable,
                        callback, user_data);
}

GArray *
balie_orders_forecast_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

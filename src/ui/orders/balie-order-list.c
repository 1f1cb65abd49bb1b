/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lazy list of orders: where its ids and rows come from. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-order-list.h"

#include "balie-orders.h"

static void
query_orders (BalieDesk *desk,
              gconstpointer slot,
              gpointer data,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  BalieOrderQuery *query = data;

  query->today = balie_desk_get_today (desk);
  balie_orders_query_async (desk, slot, query, cancellable, callback, user_data);
}

static void
free_query (gpointer data)
{
  balie_order_query_free (data);
}

static void
free_row (gpointer data)
{
  balie_order_row_free (data);
}

/* A request's change is also its order's: the state is kept there; settings explain anew. */
static const BalieLazySource source = {
  .table = "orders",
  .query = query_orders,
  .query_finish = balie_orders_query_finish,
  .get_rows = balie_orders_get_rows_async,
  .get_rows_finish = balie_orders_get_rows_finish,
  .free_query = free_query,
  .free_row = free_row,
};

/**
 * balie_order_list_new:
 * @desk: the desk
 *
 * Returns: (transfer full): a list that is empty until its first query
 */
BalieLazyList *
balie_order_list_new (BalieDesk *desk)
{
  return balie_lazy_list_new (desk, &source);
}

/**
 * balie_order_list_set_query:
 * @self: the list
 * @filter: which orders
 * @search: (nullable): text as typed
 * @sort: by which column
 * @descending: whether largest first
 *
 * Asks for the ids; the list changes when they arrive, "queried" tells.
 */
void
balie_order_list_set_query (BalieLazyList *self,
                            BalieOrderFilter filter,
                            const char *search,
                            BalieOrderSort sort,
                            gboolean descending)
{
  BalieOrderQuery *query = balie_order_query_new (filter, search, BALIE_DATE_NONE);

  query->sort = sort;
  query->descending = descending;
  balie_lazy_list_take_query (self, query);
}

/**
 * balie_order_list_get_query:
 * @self: the list
 *
 * Returns: (nullable) (transfer none): what is shown
 */
const BalieOrderQuery *
balie_order_list_get_query (BalieLazyList *self)
{
  return balie_lazy_list_get_query (self);
}

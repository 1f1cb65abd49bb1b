/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going through the orders that a query finds, page by page, so that a million need little memory. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-order-pages.h"

#include "balie-orders.h"

#include <glib/gi18n-lib.h>

#define PAGE 500

static GArray *
find_ids (BalieCli *cli, const BalieOrderQuery *query, GError **error)
{
  g_auto (BalieWait) wait = { 0 };

  balie_orders_query_async (cli->desk, cli, query, cli->cancellable, balie_wait_done_cb, &wait);
  return balie_orders_query_finish (cli->desk, balie_wait_for (&wait), error);
}

static GPtrArray *
load_page (BalieCli *cli, GArray *ids, guint first, GError **error)
{
  g_auto (BalieWait) wait = { 0 };
  const guint32 *page = &g_array_index (ids, guint32, first);

  balie_orders_get_rows_async (cli->desk, page, MIN (PAGE, ids->len - first), cli->cancellable,
                               balie_wait_done_cb, &wait);
  return balie_orders_get_rows_finish (cli->desk, balie_wait_for (&wait), error);
}

/**
 * balie_order_pages_each:
 * @cli: the call
 * @query: which orders
 * @func: (scope call): gets each row; orders that went meanwhile are left out
 * @user_data: for @func
 * @error: return location
 *
 * Returns: whether all could be read
 */
gboolean
balie_order_pages_each (BalieCli *cli,
                        const BalieOrderQuery *query,
                        BalieOrderRowFunc func,
                        gpointer user_data,
                        GError **error)
{
  g_autoptr (GArray) ids = find_ids (cli, query, error);

  if (ids == NULL)
    return FALSE;
  for (guint first = 0; first < ids->len; first += PAGE)
    {
      g_autoptr (GPtrArray) rows = load_page (cli, ids, first, error);

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        if (rows->pdata[i] != NULL)
          func (rows->pdata[i], user_data);
    }
  return TRUE;
}

/**
 * balie_order_pages_read_query:
 * @cli: the call, with its desk open
 *
 * Returns: (transfer full) (nullable): the query of --filter and --search, %NULL after it was said that
 *   there is no such filter
 */
BalieOrderQuery *
balie_order_pages_read_query (BalieCli *cli)
{
  const char *code = balie_cli_get_option (cli, "filter");
  BalieOrderFilter filter = BALIE_ORDER_FILTER_ALL;

  if (code != NULL && !balie_order_filter_from_code (code, &filter))
    {
      balie_cli_refuse_usage (_ ("“%s” is not a filter."), code);
      return NULL;
    }
  return balie_order_query_new (filter, balie_cli_get_option (cli, "search"),
                                balie_desk_get_today (cli->desk));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inserting very many orders in one transaction.
 *
 * Keeping every index sorted row by row costs more than the rows once the indexes outgrow the cache.
 * So when a transaction has added many orders, and more than there were before, the indexes other
 * than that of the order number are dropped and made anew before the commit, in one sorting each.
 * Nobody else sees the time between: it is one transaction, and a rollback brings the old ones back. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-order-bulk.h"

#include "balie-db-private.h"

#define KEY "order-bulk"
#define MANY 5000

typedef struct
{
  gint64 n_inserted;
  gboolean over;      /* not, or not again, in this transaction */
  GPtrArray *to_make; /* (element-type utf8) (nullable) SQL that makes the dropped indexes */
} Bulk;

static void
free_bulk (gpointer data)
{
  Bulk *bulk = data;

  g_clear_pointer (&bulk->to_make, g_ptr_array_unref);
  g_free (bulk);
}

static Bulk *
get_bulk (BalieDb *db)
{
  Bulk *bulk = balie_db_get_scratch (db, KEY);

  if (bulk)
    return bulk;
  bulk = g_new0 (Bulk, 1);
  balie_db_set_scratch (db, KEY, bulk, free_bulk);
  return bulk;
}

gboolean
balie_order_bulk_count (BalieDb *db, gint64 id, GError **error)
{
  const BalieDbDriver *driver = balie_db_get_driver (db);
  Bulk *bulk = get_bulk (db);
  gint64 n_before;

  bulk->n_inserted++;
  if (bulk->over || bulk->n_inserted < MANY)
    return TRUE;
  bulk->over = TRUE;
  n_before = id - bulk->n_inserted;
  if (n_before > bulk->n_inserted || !driver->drop_indexes)
    return TRUE;
  bulk->to_make = driver->drop_indexes (balie_db_get_connection (db), "orders", error);
  return bulk->to_make != NULL;
}

gboolean
balie_order_bulk_end (BalieDb *db, GError **error)
{
  Bulk *bulk = balie_db_get_scratch (db, KEY);
  g_autoptr (GPtrArray) to_make = NULL;

  if (!bulk || !bulk->to_make)
    return TRUE;
  to_make = g_steal_pointer (&bulk->to_make);
  for (guint i = 0; i < to_make->len; i++)
    if (!balie_db_exec (db, g_ptr_array_index (to_make, i), error))
      return FALSE;
  return TRUE;
}

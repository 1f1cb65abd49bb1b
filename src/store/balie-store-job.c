/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the store does on its threads: opening, transactions, and looking after the database. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-store-job.h"

#include "balie-error.h"
#include "balie-migration.h"
#include "balie-order-bulk.h"
#include "balie-personal-erase.h"
#include "balie-search-index.h"

/* So many new orders are indexed before the commit (some 30 ms); more are left for afterwards, in
 * steps short enough that a person's own change does not wait for one. */
#define MAX_INDEXED_AT_ONCE 2000
#define INDEXED_PER_STEP 10000
/* Pages of the search index merged in one step: some 0.1 s, in which nobody else can write, and some
 * 15 s in all for a million orders. */
#define MERGED_PER_STEP 250

static gboolean
open_writer (const BalieDbDriver *driver, const char *target, BalieStorePair *pair, GError **error)
{
  g_autoptr (GPtrArray) migrations = balie_migrations_load (driver, error);

  if (!migrations || !driver->prepare_target (target, error))
    return FALSE;
  pair->write_db = balie_db_open (driver, target, TRUE, error);
  if (!pair->write_db)
    return FALSE;
  if (balie_migrations_run (pair->write_db, migrations, &pair->is_fresh, error))
    return TRUE;
  g_clear_pointer (&pair->write_db, balie_db_close);
  return FALSE;
}

gboolean
balie_store_pair_open (const char *uri, BalieStorePair *pair, GError **error)
{
  const char *target;
  const BalieDbDriver *driver = balie_db_driver_find (uri, &target, error);

  if (!driver || !open_writer (driver, target, pair, error))
    return FALSE;
  pair->read_db = balie_db_open (driver, target, FALSE, error);
  if (!pair->read_db)
    {
      g_clear_pointer (&pair->write_db, balie_db_close);
      return FALSE;
    }
  balie_db_release_thread (pair->write_db);
  balie_db_release_thread (pair->read_db);
  return TRUE;
}

/* Part of the transaction: all indexes are there, and a small one leaves the search complete. */
static gboolean
complete_indexes (BalieDb *db, GError **error)
{
  gint64 n_pending;

  if (!balie_db_is_writable (db) || !balie_db_has_note (db, "orders"))
    return TRUE;
  if (!balie_order_bulk_end (db, error))
    return FALSE;
  n_pending = balie_search_index_count_pending (db, error);
  if (n_pending <= 0 || n_pending > MAX_INDEXED_AT_ONCE)
    return n_pending >= 0;
  return balie_search_index_catch_up (db, n_pending, error);
}

static void
trim_after_large (BalieDb *db, const GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    {
      const BalieDbNote *note = g_ptr_array_index (notes, i);

      if (note->ids)
        continue;
      balie_db_get_driver (db)->trim (balie_db_get_connection (db));
      return;
    }
}

gpointer
balie_store_transact (BalieDb *db,
                      BalieStoreFunc func,
                      gpointer data,
                      GDestroyNotify result_free,
                      GCancellable *cancellable,
                      GPtrArray **notes,
                      GError **error)
{
  g_autoptr (GError) local = NULL;
  gpointer result;

  *notes = NULL;
  if (!balie_db_begin (db, cancellable, error))
    return NULL;
  result = func (db, data, cancellable, &local);
  if (!local)
    complete_indexes (db, &local);
  if (local)
    balie_db_rollback (db);
  else
    balie_db_commit (db, notes, &local);
  if (!local)
    {
      trim_after_large (db, *notes);
      return result;
    }
  if (result && result_free)
    result_free (result);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gpointer
index_step (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *n_pending = data;

  *n_pending = balie_search_index_count_pending (db, error);
  if (*n_pending > 0)
    balie_search_index_catch_up (db, INDEXED_PER_STEP, error);
  return NULL;
}

gboolean
balie_store_catch_up (BalieDb *db, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GError) local = NULL;
  gint64 n_pending = 0;

  balie_store_transact (db, index_step, &n_pending, NULL, cancellable, &notes, &local);
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (n_pending > INDEXED_PER_STEP)
    return TRUE;
  if (n_pending > 0)
    balie_db_get_driver (db)->trim (balie_db_get_connection (db));
  return FALSE;
}

static gpointer
forget_step (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  BalieStoreProgress *progress = data;
  gboolean has, more = FALSE;

  if (!balie_personal_has_erased (db, &has, error))
    return NULL;
  *progress = has ? BALIE_STORE_LATER : BALIE_STORE_DONE;
  if (!has || !balie_search_index_forget (db, MERGED_PER_STEP, &more, error))
    return NULL;
  if (more)
    *progress = BALIE_STORE_MORE;
  return NULL;
}

static gpointer
clear_erased (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  balie_personal_clear_erased (db, error);
  return NULL;
}

static gboolean
run_job (BalieDb *db, BalieStoreFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GError) local = NULL;

  balie_store_transact (db, func, data, NULL, cancellable, &notes, &local);
  if (!local)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
balie_store_forget (BalieDb *db,
                    GCancellable *cancellable,
                    BalieStoreProgress *progress,
                    GError **error)
{
  *progress = BALIE_STORE_DONE;
  if (!run_job (db, forget_step, progress, cancellable, error))
    return FALSE;
  if (*progress != BALIE_STORE_LATER ||
      !balie_db_get_driver (db)->empty_log (balie_db_get_connection (db)))
    return TRUE;
  *progress = BALIE_STORE_DONE;
  return run_job (db, clear_erased, NULL, cancellable, error);
}

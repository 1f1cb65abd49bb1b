/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "customer_import": whose turn it is to work on an import. A claim is a short transaction: two
 * desks never have the same one, and what a dead one was sending is searched for, not sent. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-customer-import-row-sql.h"
#include "balie-sql.h"

/* One that was being sent when its desk died may have reached Driver2: unknown. */
static const char adopt_sql[] =
    "UPDATE customer_import SET state = CASE WHEN state = 'sending' THEN 'unknown' ELSE state END, "
    "claimed_by = '', claimed_at = 0, updated_at = ?3 WHERE claimed_by <> '' AND "
    "(claimed_by = ?1 OR claimed_at < ?2) AND state IN ('waiting', 'sending', 'unknown')";

static const char orphan_sql[] =
    "UPDATE customer_import SET state = 'unknown', updated_at = ?1 WHERE state = 'sending' AND "
    "claimed_by = ''";

static const char candidates_sql[] = BALIE_IMPORT_SELECT
    "WHERE claimed_by = '' AND (state = 'waiting' OR state = 'unknown') AND next_attempt_at <= ?1 "
    "ORDER BY next_attempt_at, created_at, key LIMIT ?2";

static const char take_sql[] =
    "UPDATE customer_import SET state = CASE WHEN state = 'waiting' THEN 'sending' ELSE state END, "
    "claimed_by = ?1, claimed_at = ?2, updated_at = ?2 WHERE key = ?3";

/* Frees claims of @claimer, and those older than @stale_before. */
static gboolean
adopt (BalieDb *db, const char *claimer, gint64 stale_before, gint64 now, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, adopt_sql, error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, claimer);
  balie_stmt_bind_int (stmt, 2, stale_before);
  balie_stmt_bind_int (stmt, 3, now);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  if (balie_db_get_n_changed (db) > 0)
    balie_db_note_change (db, "imports", 0);
  return TRUE;
}

static gboolean
adopt_orphans (BalieDb *db, gint64 now, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, orphan_sql, error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, now);
  return balie_stmt_run (stmt, error);
}

/**
 * balie_customer_import_table_free_claims:
 * @db: a connection, in a writing transaction
 * @now: Unix seconds
 * @stale_before: claims made before are lost
 * @dead_claimers: (nullable) (array zero-terminated=1): whose claims are lost whatever their age
 * @error: return location
 *
 * Frees every lost claim; what was being sent then becomes unknown.
 */
gboolean
balie_customer_import_table_free_claims (BalieDb *db,
                                         gint64 now,
                                         gint64 stale_before,
                                         const char *const *dead_claimers,
                                         GError **error)
{
  if (!adopt (db, "", stale_before, now, error) || !adopt_orphans (db, now, error))
    return FALSE;
  for (; dead_claimers && *dead_claimers; dead_claimers++)
    if (!adopt (db, *dead_claimers, G_MININT64, now, error))
      return FALSE;
  return TRUE;
}

static gboolean
take (BalieDb *db, BalieCustomerImport *import, const char *claimer, gint64 now, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, take_sql, error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, claimer);
  balie_stmt_bind_int (stmt, 2, now);
  balie_stmt_bind_text (stmt, 3, import->key);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  if (import->state == BALIE_IMPORT_WAITING)
    import->state = BALIE_IMPORT_SENDING;
  g_free (import->claimed_by);
  import->claimed_by = g_strdup (claimer);
  import->claimed_at = now;
  import->updated_at = now;
  balie_db_note_change (db, "imports", 0);
  return TRUE;
}

static GPtrArray *
find_candidates (BalieDb *db, gint64 now, guint limit, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, candidates_sql, error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, now);
  balie_stmt_bind_int (stmt, 2, limit ? (gint64) limit : G_MAXINT64);
  return balie_customer_imports_read (stmt, error);
}

/**
 * balie_customer_import_table_claim:
 * @db: a connection, in a writing transaction
 * @claimer: desk and process, not empty
 * @now: Unix seconds
 * @stale_before: claims made before are lost
 * @dead_claimers: (nullable) (array zero-terminated=1): whose claims are lost whatever their age
 * @limit: the most taken, 0 for all
 * @error: return location
 *
 * First every lost claim is freed; what was being sent then becomes unknown. Then those whose time
 * has come are taken: a waiting one becomes sending, in this transaction; an unknown one keeps its
 * state.
 *
 * Returns: (transfer full) (nullable) (element-type BalieCustomerImport): as they are now
 */
GPtrArray *
balie_customer_import_table_claim (BalieDb *db,
                                   const char *claimer,
                                   gint64 now,
                                   gint64 stale_before,
                                   const char *const *dead_claimers,
                                   guint limit,
                                   GError **error)
{
  g_autoptr (GPtrArray) imports = NULL;

  g_return_val_if_fail (claimer && *claimer, NULL);

  if (!balie_customer_import_table_free_claims (db, now, stale_before, dead_claimers, error))
    return NULL;
  imports = find_candidates (db, now, limit, error);
  if (!imports)
    return NULL;
  for (guint i = 0; i < imports->len; i++)
    if (!take (db, g_ptr_array_index (imports, i), claimer, now, error))
      return NULL;
  return g_steal_pointer (&imports);
}

/**
 * balie_customer_import_table_get_claimers:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type utf8): who has claims
 */
GPtrArray *
balie_customer_import_table_get_claimers (BalieDb *db, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db, "SELECT DISTINCT claimed_by FROM customer_import WHERE claimed_by <> ''", error);
  g_autoptr (GPtrArray) claimers = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  while (balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&claimers);
      g_ptr_array_add (claimers, g_strdup (balie_stmt_get_text (stmt, 0)));
    }
  return NULL;
}

/**
 * balie_customer_import_table_get_next_attempt:
 * @db: a connection
 * @error: return location
 *
 * Returns: Unix seconds at which the next unclaimed import may be worked on, %G_MAXINT64 when none
 *   waits, -1 on failure
 */
gint64
balie_customer_import_table_get_next_attempt (BalieDb *db, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        "SELECT min(next_attempt_at) FROM customer_import WHERE claimed_by = '' "
                        "AND (state = 'waiting' OR state = 'unknown')",
                        error);
  gint64 next;

  return stmt && balie_stmt_read_number (stmt, G_MAXINT64, &next, error) ? next : -1;
}

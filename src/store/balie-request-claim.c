/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "plate_request": whose turn it is to work on a request. A claim is a short transaction: two
 * desks never have the same request, and what a dead one was sending is asked after, not sent. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include <string.h>

#include "balie-request-row-sql.h"
#include "balie-request-table.h"

/* One that was being sent when its desk died may have reached PON: unknown. */
static const char adopt_sql[] =
    "UPDATE plate_request SET state = CASE WHEN state = 'sending' THEN 'unknown' ELSE state END, "
    "claimed_by = '', claimed_at = 0, updated_at = ?3 WHERE claimed_by <> '' AND "
    "(claimed_by = ?1 OR claimed_at < ?2) AND "
    "state IN ('waiting', 'sending', 'unknown', 'withdrawal-asked')";

static const char orphan_sql[] =
    "UPDATE plate_request SET state = 'unknown', updated_at = ?1 WHERE state = 'sending' AND "
    "claimed_by = ''";

static const char take_sql[] =
    "UPDATE plate_request SET state = CASE WHEN state = 'waiting' THEN 'sending' ELSE state END, "
    "claimed_by = ?1, claimed_at = ?2, updated_at = ?2 WHERE key = ?3";

static const char candidates_sql[] = BALIE_REQUEST_SELECT
    "WHERE r.claimed_by = '' AND r.state IN ('waiting', 'unknown', 'withdrawal-asked') "
    "AND r.next_attempt_at <= ?1 ORDER BY r.next_attempt_at, r.id LIMIT ?2";

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
    balie_db_note_change (db, "requests", 0);
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

static gboolean
free_lost_claims (BalieDb *db,
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
take (BalieDb *db, BaliePlateRequest *request, const char *claimer, gint64 now, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, take_sql, error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, claimer);
  balie_stmt_bind_int (stmt, 2, now);
  balie_stmt_bind_text (stmt, 3, request->key);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  if (request->state == BALIE_REQUEST_WAITING)
    request->state = BALIE_REQUEST_SENDING;
  g_free (request->claimed_by);
  request->claimed_by = g_strdup (claimer);
  request->claimed_at = now;
  request->updated_at = now;
  return balie_request_note_change (db, request->key, error);
}

static GPtrArray *
find_candidates (BalieDb *db, gint64 now, guint limit, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, candidates_sql, error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, now);
  balie_stmt_bind_int (stmt, 2, limit);
  return balie_requests_read (stmt, error);
}

/**
 * balie_request_table_claim:
 * @db: a connection, in a writing transaction
 * @claimer: desk and process, not empty
 * @now: Unix seconds
 * @stale_before: claims made before are lost
 * @dead_claimers: (nullable) (array zero-terminated=1): whose claims are lost whatever their age
 * @limit: the most taken
 * @error: return location
 *
 * First every lost claim is freed; what was being sent then becomes unknown. Then those whose time
 * has come are taken, the longest waiting first: a waiting one becomes sending, in this transaction;
 * unknown and withdrawal-asked ones keep their state.
 *
 * Returns: (transfer full) (nullable) (element-type BaliePlateRequest): as they are now
 */
GPtrArray *
balie_request_table_claim (BalieDb *db,
                           const char *claimer,
                           gint64 now,
                           gint64 stale_before,
                           const char *const *dead_claimers,
                           guint limit,
                           GError **error)
{
  g_autoptr (GPtrArray) requests = NULL;

  g_return_val_if_fail (claimer && *claimer, NULL);

  if (!free_lost_claims (db, now, stale_before, dead_claimers, error))
    return NULL;
  requests = find_candidates (db, now, limit, error);
  if (!requests)
    return NULL;
  for (guint i = 0; i < requests->len; i++)
    if (!take (db, g_ptr_array_index (requests, i), claimer, now, error))
      return NULL;
  return g_steal_pointer (&requests);
}

/**
 * balie_request_table_make_due:
 * @db: a connection, in a writing transaction
 * @now: Unix seconds
 * @error: return location
 *
 * What waits for a later attempt may be tried now, but for what PON asked to wait.
 *
 * Returns: whether it was written
 */
gboolean
balie_request_table_make_due (BalieDb *db, gint64 now, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        "UPDATE plate_request SET next_attempt_at = 0 WHERE claimed_by = '' AND "
                        "state IN ('waiting', 'unknown', 'withdrawal-asked') AND "
                        "next_attempt_at > ?1 AND problem <> 'unavailable'",
                        error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, now);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  if (balie_db_get_n_changed (db) > 0)
    balie_db_note_change (db, "requests", 0);
  return TRUE;
}

/**
 * balie_request_table_release_claims:
 * @db: a connection, in a writing transaction
 * @claimer: who works on nothing any more
 * @now: Unix seconds
 * @error: return location
 *
 * What it was sending becomes unknown.
 *
 * Returns: whether it was written
 */
gboolean
balie_request_table_release_claims (BalieDb *db, const char *claimer, gint64 now, GError **error)
{
  return adopt (db, claimer, G_MININT64, now, error);
}

/**
 * balie_request_table_get_claimers:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type utf8): who has claims
 */
GPtrArray *
balie_request_table_get_claimers (BalieDb *db, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db, "SELECT DISTINCT claimed_by FROM plate_request WHERE claimed_by <> ''", error);
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

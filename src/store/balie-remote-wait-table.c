/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "remote_wait": how long the latest answers of each remote took. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-answer-table.h"
#include "balie-sql.h"

#define N_KEPT 50
#define N_NEEDED 3

static gboolean
remove_older (BalieDb *db, const char *remote, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        "DELETE FROM remote_wait WHERE remote = ?1 AND id NOT IN (SELECT id FROM "
                        "remote_wait WHERE remote = ?1 ORDER BY id DESC LIMIT ?2)",
                        error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, remote);
  balie_stmt_bind_int (stmt, 2, N_KEPT);
  return balie_stmt_run (stmt, error);
}

/**
 * balie_remote_wait_table_add:
 * @db: a connection, in a writing transaction
 * @remote: its name
 * @at: Unix seconds
 * @milliseconds: how long an answered call took
 * @error: return location
 *
 * Keeps the newest fifty.
 *
 * Returns: whether it was written
 */
gboolean
balie_remote_wait_table_add (BalieDb *db,
                             const char *remote,
                             gint64 at,
                             gint64 milliseconds,
                             GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db, "INSERT INTO remote_wait (remote, at, milliseconds) VALUES (?1, ?2, ?3)", error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, remote);
  balie_stmt_bind_int (stmt, 2, at);
  balie_stmt_bind_int (stmt, 3, MAX (milliseconds, 0));
  return balie_stmt_run (stmt, error) && remove_older (db, remote, error);
}

/**
 * balie_remote_wait_table_get_usual:
 * @db: a connection
 * @remote: its name
 * @error: return location
 *
 * Returns: the median in milliseconds, -1 while fewer than three answers are known or on failure
 */
gint64
balie_remote_wait_table_get_usual (BalieDb *db, const char *remote, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        "SELECT milliseconds FROM remote_wait WHERE remote = ?1 "
                        "ORDER BY milliseconds",
                        error);
  g_autoptr (GArray) waits = NULL;

  if (!stmt)
    return -1;
  balie_stmt_bind_text (stmt, 1, remote);
  waits = balie_stmt_read_ids (stmt, error);
  if (!waits || waits->len < N_NEEDED)
    return -1;
  return g_array_index (waits, gint64, waits->len / 2);
}

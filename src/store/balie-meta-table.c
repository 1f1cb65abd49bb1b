/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "meta": small facts the program keeps for itself. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-other-tables.h"

/**
 * balie_meta_table_dup:
 * @db: a connection
 * @key: name of the fact
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its value; %NULL without error when there is none
 */
char *
balie_meta_table_dup (BalieDb *db, const char *key, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "SELECT value FROM meta WHERE key = ?1", error);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, key);
  if (!balie_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  return g_strdup (balie_stmt_get_text (stmt, 0));
}

static gboolean
delete_fact (BalieDb *db, const char *key, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, "DELETE FROM meta WHERE key = ?1", error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, key);
  return balie_stmt_run (stmt, error);
}

/**
 * balie_meta_table_set:
 * @db: a connection, in a writing transaction
 * @key: name of the fact
 * @value: (nullable): %NULL forgets it
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
balie_meta_table_set (BalieDb *db, const char *key, const char *value, GError **error)
{
  g_autoptr (BalieStmt) stmt = NULL;

  if (!value)
    return delete_fact (db, key, error);
  stmt = balie_db_prepare (db,
                           "INSERT INTO meta (key, value) VALUES (?1, ?2) "
                           "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                           error);
  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, key);
  balie_stmt_bind_text (stmt, 2, value);
  return balie_stmt_run (stmt, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Retention: what is past its period goes, a little at a time. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-dossier-row-sql.h"
#include "balie-party-table.h"
#include "balie-personal-erase.h"
#include "balie-personal-table.h"
#include "balie-sql.h"

/* A party whose import is not closed is waited for. */
static const char parties_sql[] =
    "WHERE dossier_id IN (SELECT id FROM dossier WHERE archived = 'yes' AND archived_at < ?1) "
    "AND NOT EXISTS (SELECT 1 FROM customer_import i WHERE party.import <> '' AND "
    "i.key = party.import AND i.state IN ('waiting', 'sending', 'unknown')) ORDER BY id LIMIT ?2";

static GPtrArray *
read_parties (BalieDb *db, gint64 archived_before, guint limit, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare_joined (db, balie_party_get_select (), parties_sql, error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, archived_before);
  balie_stmt_bind_int (stmt, 2, limit);
  return balie_parties_read (stmt, error);
}

static gboolean
erase_party (BalieDb *db, const BalieParty *party, gint64 now, GError **error)
{
  g_autoptr (BalieDossier) dossier = balie_dossier_table_get_by_id (db, party->dossier_id, error);

  return dossier && balie_party_table_remove (db, party, now, error) &&
         balie_personal_blank_entry (db, dossier->values[BALIE_DOSSIER_NUMBER],
                                     balie_entry_to_code (party->entry), error);
}

/**
 * balie_retention_erase_parties:
 * @db: a connection, in a writing transaction
 * @archived_before: Unix seconds
 * @limit: the most in this transaction
 * @now: Unix seconds
 * @error: return location
 *
 * Parties of dossiers that were archived before, with their history; the dossiers stay.
 *
 * Returns: how many were removed, -1 on failure
 */
gint64
balie_retention_erase_parties (BalieDb *db,
                               gint64 archived_before,
                               guint limit,
                               gint64 now,
                               GError **error)
{
  g_autoptr (GPtrArray) parties = read_parties (db, archived_before, limit, error);

  if (!parties)
    return -1;
  for (guint i = 0; i < parties->len; i++)
    if (!erase_party (db, g_ptr_array_index (parties, i), now, error))
      return -1;
  if (parties->len > 0 && !balie_personal_note_erased (db, error))
    return -1;
  return parties->len;
}

/* Runs a statement with a moment and a limit; how many rows it wrote. */
static gint64
run_limited (BalieDb *db, const char *sql, gint64 before, guint limit, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, sql, error);
  gint64 n;

  if (!stmt)
    return -1;
  balie_stmt_bind_int (stmt, 1, before);
  balie_stmt_bind_int (stmt, 2, limit);
  if (!balie_stmt_run (stmt, error))
    return -1;
  n = balie_db_get_n_changed (db);
  return n == 0 || balie_personal_note_erased (db, error) ? n : -1;
}

/**
 * balie_retention_blank_history:
 * @db: a connection, in a writing transaction
 * @before: Unix seconds
 * @limit: the most in this transaction
 * @error: return location
 *
 * What parties and the customers of orders had before then; that they were changed, when and by whom
 * stays. Costs what is blanked: the index "activity_personal" has only what is left.
 *
 * Returns: how many lines were blanked, -1 on failure
 */
gint64
balie_retention_blank_history (BalieDb *db, gint64 before, guint limit, GError **error)
{
  gint64 n = run_limited (db,
                          "UPDATE activity SET old_value = '', new_value = '' WHERE id IN (SELECT "
                          "id FROM activity WHERE (entry <> '' OR field = 'customer_name') AND "
                          "(old_value <> '' OR new_value <> '') AND at < ?1 ORDER BY at LIMIT ?2)",
                          before, limit, error);

  if (n > 0)
    balie_db_note_change (db, "activity", 0);
  return n;
}

/**
 * balie_retention_remove_imports:
 * @db: a connection, in a writing transaction
 * @before: Unix seconds
 * @limit: the most in this transaction
 * @error: return location
 *
 * Imports that ended before then, but for those that a party still shows.
 *
 * Returns: how many were removed, -1 on failure
 */
gint64
balie_retention_remove_imports (BalieDb *db, gint64 before, guint limit, GError **error)
{
  gint64 n =
      run_limited (db,
                   "DELETE FROM customer_import WHERE key IN (SELECT key FROM customer_import i "
                   "WHERE state IN ('done', 'failed') AND updated_at < ?1 AND NOT EXISTS (SELECT 1 "
                   "FROM party WHERE party.import <> '' AND party.import = i.key) LIMIT ?2)",
                   before, limit, error);

  if (n > 0)
    balie_db_note_change (db, "imports", 0);
  return n;
}

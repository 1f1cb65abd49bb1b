/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables "insurer" and "shipment": where letters come from, and what insurers were told of theirs. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-letter-table.h"

#include <glib/gi18n-lib.h>

#include "balie-error.h"

#define SELECT_INSURERS                                                                            \
  "SELECT name, sts_url, transfer_url, user_name, profile, locked, last_sync_at, last_problem "    \
  "FROM insurer "

static void
read_text (BalieStmt *stmt, int column, char **text)
{
  g_free (*text);
  *text = g_strdup (balie_stmt_get_text (stmt, column));
}

static BalieInsurer *
read_insurer (BalieStmt *stmt)
{
  BalieInsurer *insurer = balie_insurer_new (balie_stmt_get_text (stmt, 0));

  read_text (stmt, 1, &insurer->sts_url);
  read_text (stmt, 2, &insurer->transfer_url);
  read_text (stmt, 3, &insurer->user);
  read_text (stmt, 4, &insurer->profile);
  read_text (stmt, 5, &insurer->locked);
  insurer->last_sync_at = balie_stmt_get_int (stmt, 6);
  read_text (stmt, 7, &insurer->last_problem);
  return insurer;
}

/**
 * balie_insurer_table_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieInsurer): by name
 */
GPtrArray *
balie_insurer_table_list (BalieDb *db, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, SELECT_INSURERS "ORDER BY name", error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_insurer_free);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  while (balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, read_insurer (stmt));
    }
  return NULL;
}

/**
 * balie_insurer_table_find:
 * @db: a connection
 * @name: of the insurer
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the insurer; %NULL without error when there is none
 */
BalieInsurer *
balie_insurer_table_find (BalieDb *db, const char *name, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, SELECT_INSURERS "WHERE name = ?1", error);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, name);
  if (!balie_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  return read_insurer (stmt);
}

/**
 * balie_insurer_table_put:
 * @db: a connection, in a writing transaction
 * @insurer: added, or written over the one of the same name
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
balie_insurer_table_put (BalieDb *db, const BalieInsurer *insurer, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "INSERT INTO insurer (name, sts_url, transfer_url, user_name, profile, locked, last_sync_at, "
      "last_problem) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (name) DO UPDATE SET "
      "sts_url = excluded.sts_url, transfer_url = excluded.transfer_url, "
      "user_name = excluded.user_name, profile = excluded.profile, locked = excluded.locked, "
      "last_sync_at = excluded.last_sync_at, last_problem = excluded.last_problem",
      error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, insurer->name);
  balie_stmt_bind_text (stmt, 2, insurer->sts_url);
  balie_stmt_bind_text (stmt, 3, insurer->transfer_url);
  balie_stmt_bind_text (stmt, 4, insurer->user);
  balie_stmt_bind_text (stmt, 5, insurer->profile);
  balie_stmt_bind_text (stmt, 6, insurer->locked);
  balie_stmt_bind_int (stmt, 7, insurer->last_sync_at);
  balie_stmt_bind_text (stmt, 8, insurer->last_problem);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  balie_db_note_change (db, "insurers", 0);
  return TRUE;
}

/**
 * balie_insurer_table_remove:
 * @db: a connection, in a writing transaction
 * @name: of the insurer; its letters stay
 * @error: return location; NOT_FOUND
 *
 * Returns: whether it was removed
 */
gboolean
balie_insurer_table_remove (BalieDb *db, const char *name, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, "DELETE FROM insurer WHERE name = ?1", error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, name);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  if (balie_db_get_n_changed (db) == 0)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND, _ ("There is no insurer “%s”."),
                   name);
      return FALSE;
    }
  balie_db_note_change (db, "insurers", 0);
  return TRUE;
}

/**
 * balie_letter_table_has_shipment:
 * @db: a connection
 * @insurer: name of the insurer
 * @shipment: the insurer's id
 * @stored: (out): whether all of it is stored
 * @error: return location
 *
 * Returns: whether it could be looked up
 */
gboolean
balie_letter_table_has_shipment (BalieDb *db,
                                 const char *insurer,
                                 const char *shipment,
                                 gboolean *stored,
                                 GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "SELECT 1 FROM shipment WHERE insurer = ?1 AND shipment = ?2", error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, insurer);
  balie_stmt_bind_text (stmt, 2, shipment);
  return balie_stmt_step (stmt, stored, error);
}

/**
 * balie_letter_table_put_shipment:
 * @db: a connection, in the transaction that stores its letters
 * @insurer: name of the insurer
 * @shipment: the insurer's id
 * @now: seconds since 1970
 * @error: return location; CONFLICT when it is stored already
 *
 * Returns: whether it was noted as stored and not yet acknowledged
 */
gboolean
balie_letter_table_put_shipment (BalieDb *db,
                                 const char *insurer,
                                 const char *shipment,
                                 gint64 now,
                                 GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "INSERT INTO shipment (insurer, shipment, stored_at, acknowledged) VALUES (?1, ?2, ?3, 0)",
      error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, insurer);
  balie_stmt_bind_text (stmt, 2, shipment);
  balie_stmt_bind_int (stmt, 3, now);
  return balie_stmt_run (stmt, error);
}

/**
 * balie_letter_table_get_unacknowledged:
 * @db: a connection
 * @insurer: name of the insurer
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type utf8): shipments stored and not yet acknowledged
 */
GPtrArray *
balie_letter_table_get_unacknowledged (BalieDb *db, const char *insurer, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "SELECT shipment FROM shipment WHERE insurer = ?1 AND acknowledged = 0 ORDER BY stored_at",
      error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, insurer);
  while (balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, g_strdup (balie_stmt_get_text (stmt, 0)));
    }
  return NULL;
}

/**
 * balie_letter_table_set_acknowledged:
 * @db: a connection, in a writing transaction
 * @insurer: name of the insurer
 * @shipment: the insurer's id
 * @error: return location
 *
 * Returns: whether it was noted
 */
gboolean
balie_letter_table_set_acknowledged (BalieDb *db,
                                     const char *insurer,
                                     const char *shipment,
                                     GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db, "UPDATE shipment SET acknowledged = 1 WHERE insurer = ?1 AND shipment = ?2", error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, insurer);
  balie_stmt_bind_text (stmt, 2, shipment);
  return balie_stmt_run (stmt, error);
}

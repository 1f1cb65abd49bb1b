/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "activity": the history, only ever added to. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balie-error.h"
#include "balie-other-tables.h"

#define SELECT_ACTIVITY                                                                            \
  "SELECT id, at, kind, order_number, request_key, actor, desk, field, old_value, new_value, "     \
  "dossier_number, entry, letter_id FROM activity "

static const char *
or_empty (const char *text)
{
  return text ? text : "";
}

/**
 * balie_activity_table_add:
 * @db: a connection, in a writing transaction
 * @activity: a line; its id is given by the database
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
balie_activity_table_add (BalieDb *db, const BalieActivity *activity, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "INSERT INTO activity (at, kind, order_number, request_key, actor, desk, field, old_value, "
      "new_value, dossier_number, entry, letter_id) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
      error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, activity->at);
  balie_stmt_bind_text (stmt, 2, balie_activity_kind_to_code (activity->kind));
  balie_stmt_bind_text (stmt, 3, or_empty (activity->order_number));
  balie_stmt_bind_text (stmt, 4, or_empty (activity->request_key));
  balie_stmt_bind_text (stmt, 5, or_empty (activity->actor));
  balie_stmt_bind_text (stmt, 6, or_empty (activity->desk));
  balie_stmt_bind_text (stmt, 7, or_empty (activity->field));
  balie_stmt_bind_text (stmt, 8, or_empty (activity->old_value));
  balie_stmt_bind_text (stmt, 9, or_empty (activity->new_value));
  balie_stmt_bind_text (stmt, 10, or_empty (activity->dossier_number));
  balie_stmt_bind_text (stmt, 11, or_empty (activity->entry));
  balie_stmt_bind_int (stmt, 12, activity->letter_id);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  balie_db_note_change (db, "activity", balie_db_get_last_id (db));
  return TRUE;
}

static void
read_text (BalieStmt *stmt, int column, char **text)
{
  g_free (*text);
  *text = g_strdup (balie_stmt_get_text (stmt, column));
}

static BalieActivity *
read_activity (BalieStmt *stmt)
{
  BalieActivityKind kind;
  BalieActivity *activity;

  if (!balie_activity_kind_from_code (balie_stmt_get_text (stmt, 2), &kind))
    kind = BALIE_ACTIVITY_FIELD_CHANGED;
  activity = balie_activity_new (kind);
  activity->id = balie_stmt_get_int (stmt, 0);
  activity->at = balie_stmt_get_int (stmt, 1);
  read_text (stmt, 3, &activity->order_number);
  read_text (stmt, 4, &activity->request_key);
  read_text (stmt, 5, &activity->actor);
  read_text (stmt, 6, &activity->desk);
  read_text (stmt, 7, &activity->field);
  read_text (stmt, 8, &activity->old_value);
  read_text (stmt, 9, &activity->new_value);
  read_text (stmt, 10, &activity->dossier_number);
  read_text (stmt, 11, &activity->entry);
  activity->letter_id = balie_stmt_get_int (stmt, 12);
  return activity;
}

static GPtrArray *
read_all (BalieStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) lines =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_activity_free);
  gboolean has_row = FALSE;

  while (balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&lines);
      g_ptr_array_add (lines, read_activity (stmt));
    }
  return NULL;
}

/**
 * balie_activity_table_get_of_order:
 * @db: a connection
 * @order_number: an order
 * @limit: 0 for all
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieActivity): newest first
 */
GPtrArray *
balie_activity_table_get_of_order (BalieDb *db,
                                   const char *order_number,
                                   guint limit,
                                   GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      SELECT_ACTIVITY "WHERE order_number = ?1 AND order_number <> '' ORDER BY id DESC LIMIT ?2",
      error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, order_number);
  balie_stmt_bind_int (stmt, 2, limit ? (gint64) limit : G_MAXINT64);
  return read_all (stmt, error);
}

/**
 * balie_activity_table_get_of_dossier:
 * @db: a connection
 * @dossier_number: a dossier
 * @limit: 0 for all
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieActivity): newest first
 */
GPtrArray *
balie_activity_table_get_of_dossier (BalieDb *db,
                                     const char *dossier_number,
                                     guint limit,
                                     GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        SELECT_ACTIVITY "WHERE dossier_number = ?1 AND dossier_number <> '' "
                                        "ORDER BY id DESC LIMIT ?2",
                        error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, dossier_number);
  balie_stmt_bind_int (stmt, 2, limit ? (gint64) limit : G_MAXINT64);
  return read_all (stmt, error);
}

/**
 * balie_activity_table_get_of_letter:
 * @db: a connection
 * @letter_id: a letter
 * @limit: 0 for all
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieActivity): newest first
 */
GPtrArray *
balie_activity_table_get_of_letter (BalieDb *db, gint64 letter_id, guint limit, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db, SELECT_ACTIVITY "WHERE letter_id = ?1 AND letter_id <> 0 ORDER BY id DESC LIMIT ?2",
      error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, letter_id);
  balie_stmt_bind_int (stmt, 2, limit ? (gint64) limit : G_MAXINT64);
  return read_all (stmt, error);
}

/**
 * balie_activity_table_get_after:
 * @db: a connection
 * @after_id: the last one seen
 * @limit: 0 for all
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieActivity): what came since, oldest first
 */
GPtrArray *
balie_activity_table_get_after (BalieDb *db, gint64 after_id, guint limit, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, SELECT_ACTIVITY "WHERE id > ?1 ORDER BY id LIMIT ?2", error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, after_id);
  balie_stmt_bind_int (stmt, 2, limit ? (gint64) limit : G_MAXINT64);
  return read_all (stmt, error);
}

/**
 * balie_activity_table_get:
 * @db: a connection
 * @id: a line's id
 * @error: return location; NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the line
 */
BalieActivity *
balie_activity_table_get (BalieDb *db, gint64 id, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, SELECT_ACTIVITY "WHERE id = ?1", error);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, id);
  if (!balie_stmt_step (stmt, &has_row, error))
    return NULL;
  if (has_row)
    return read_activity (stmt);
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND,
                       _ ("There is no such line in the history"));
  return NULL;
}

/**
 * balie_activity_table_get_last_id:
 * @db: a connection
 * @error: return location
 *
 * Returns: the newest line's id, 0 without any, -1 on failure
 */
gint64
balie_activity_table_get_last_id (BalieDb *db, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, "SELECT max(id) FROM activity", error);
  gboolean has_row = FALSE;

  if (!stmt || !balie_stmt_step (stmt, &has_row, error))
    return -1;
  return balie_stmt_get_int (stmt, 0);
}

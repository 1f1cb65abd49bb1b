/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "person": the dealership's users. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-other-tables.h"

#include <glib/gi18n-lib.h>

#include "balie-error.h"

#define SELECT_USERS                                                                               \
  "SELECT login, name, email, language, roles, sight, agencies, administrator FROM person "

static void
read_text (BalieStmt *stmt, int column, char **text)
{
  g_free (*text);
  *text = g_strdup (balie_stmt_get_text (stmt, column));
}

/* Roles that this program does not know give nothing. */
static BalieUser *
read_user (BalieStmt *stmt)
{
  BalieUser *user = balie_user_new (balie_stmt_get_text (stmt, 0));

  read_text (stmt, 1, &user->name);
  read_text (stmt, 2, &user->email);
  read_text (stmt, 3, &user->language);
  if (!balie_roles_parse (balie_stmt_get_text (stmt, 4), &user->roles, NULL))
    user->roles = 0;
  if (!balie_sight_from_code (balie_stmt_get_text (stmt, 5), &user->sight))
    user->sight = BALIE_SIGHT_NONE;
  read_text (stmt, 6, &user->agencies);
  user->administrator = balie_stmt_get_int (stmt, 7) != 0;
  return user;
}

/**
 * balie_user_table_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieUser): by login
 */
GPtrArray *
balie_user_table_list (BalieDb *db, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, SELECT_USERS "ORDER BY login", error);
  g_autoptr (GPtrArray) users = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_user_free);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  while (balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&users);
      g_ptr_array_add (users, read_user (stmt));
    }
  return NULL;
}

/**
 * balie_user_table_find:
 * @db: a connection
 * @login: exactly as the system has it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the user; %NULL without error when there is none
 */
BalieUser *
balie_user_table_find (BalieDb *db, const char *login, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, SELECT_USERS "WHERE login = ?1", error);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, login);
  if (!balie_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  return read_user (stmt);
}

/**
 * balie_user_table_put:
 * @db: a connection, in a writing transaction
 * @user: added, or written over the one of the same login
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
balie_user_table_put (BalieDb *db, const BalieUser *user, GError **error)
{
  g_autofree char *roles = balie_roles_dup_text (user->roles);
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "INSERT INTO person (login, name, email, language, roles, sight, agencies, administrator) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (login) DO UPDATE SET "
      "name = excluded.name, email = excluded.email, language = excluded.language, "
      "roles = excluded.roles, sight = excluded.sight, agencies = excluded.agencies, "
      "administrator = excluded.administrator",
      error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, user->login);
  balie_stmt_bind_text (stmt, 2, user->name);
  balie_stmt_bind_text (stmt, 3, user->email);
  balie_stmt_bind_text (stmt, 4, user->language);
  balie_stmt_bind_text (stmt, 5, roles);
  balie_stmt_bind_text (stmt, 6, balie_sight_to_code (user->sight));
  balie_stmt_bind_text (stmt, 7, user->agencies);
  balie_stmt_bind_int (stmt, 8, user->administrator != FALSE);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  balie_db_note_change (db, "users", 0);
  return TRUE;
}

static gboolean
run_with_login (BalieDb *db, const char *sql, const char *login, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, sql, error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, login);
  return balie_stmt_run (stmt, error);
}

/**
 * balie_user_table_remove:
 * @db: a connection, in a writing transaction
 * @login: whose
 * @error: return location; NOT_FOUND
 *
 * Removes the user, what was chosen for them, and what they were still to be told; nobody has them as a
 * deputy any more. The history stays.
 *
 * Returns: whether the user was removed
 */
gboolean
balie_user_table_remove (BalieDb *db, const char *login, GError **error)
{
  static const char *const leftovers[] = {
    "DELETE FROM notification_preference WHERE login = ?1",
    "DELETE FROM availability WHERE login = ?1",
    "UPDATE availability SET deputy = '' WHERE deputy = ?1",
    "DELETE FROM letter_notice WHERE login = ?1 AND mail_id = 0",
  };

  if (!run_with_login (db, "DELETE FROM person WHERE login = ?1", login, error))
    return FALSE;
  if (balie_db_get_n_changed (db) == 0)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND, _ ("There is no user “%s”."), login);
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (leftovers); i++)
    {
      if (!run_with_login (db, leftovers[i], login, error))
        return FALSE;
    }
  balie_db_note_change (db, "users", 0);
  balie_db_note_change (db, "notifications", 0);
  return TRUE;
}

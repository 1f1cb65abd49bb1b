/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "remote": where the remote systems are. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-other-tables.h"

static gboolean
read_remote (BalieDb *db, BalieRemoteConfig *remote, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "SELECT url, user_name, profile FROM remote WHERE name = ?1", error);
  gboolean has_row = FALSE;

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, remote->name);
  if (!balie_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  g_free (remote->url);
  remote->url = g_strdup (balie_stmt_get_text (stmt, 0));
  g_free (remote->user);
  remote->user = g_strdup (balie_stmt_get_text (stmt, 1));
  g_free (remote->profile);
  remote->profile = g_strdup (balie_stmt_get_text (stmt, 2));
  return TRUE;
}

/**
 * balie_remote_table_get:
 * @db: a connection
 * @name: one of balie_remote_config_get_names()
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its configuration, with empty texts when none was set; %NULL
 *   only with an error
 */
BalieRemoteConfig *
balie_remote_table_get (BalieDb *db, const char *name, GError **error)
{
  g_autoptr (BalieRemoteConfig) remote = balie_remote_config_new (name);

  if (!read_remote (db, remote, error))
    return NULL;
  return g_steal_pointer (&remote);
}

/**
 * balie_remote_table_list:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieRemoteConfig): all that can be configured,
 *   set or not
 */
GPtrArray *
balie_remote_table_list (BalieDb *db, GError **error)
{
  g_autoptr (GPtrArray) remotes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_remote_config_free);
  const char *const *names = balie_remote_config_get_names ();

  for (; *names; names++)
    {
      BalieRemoteConfig *remote = balie_remote_table_get (db, *names, error);

      if (!remote)
        return NULL;
      g_ptr_array_add (remotes, remote);
    }
  return g_steal_pointer (&remotes);
}

/**
 * balie_remote_table_put:
 * @db: a connection, in a writing transaction
 * @remote: what replaces the one of its name
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
balie_remote_table_put (BalieDb *db, const BalieRemoteConfig *remote, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        "INSERT INTO remote (name, url, user_name, profile) "
                        "VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name) DO UPDATE SET "
                        "url = excluded.url, user_name = excluded.user_name, "
                        "profile = excluded.profile",
                        error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, remote->name);
  balie_stmt_bind_text (stmt, 2, remote->url);
  balie_stmt_bind_text (stmt, 3, remote->user);
  balie_stmt_bind_text (stmt, 4, remote->profile);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  balie_db_note_change (db, "remotes", 0);
  return TRUE;
}

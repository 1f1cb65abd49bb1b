/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "setting": the dealership's settings that differ from their defaults. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-other-tables.h"

/**
 * balie_setting_table_load:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a snapshot of all settings
 */
BalieSettings *
balie_setting_table_load (BalieDb *db, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, "SELECT code, value FROM setting", error);
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  while (balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return balie_settings_new (values);
      g_hash_table_replace (values, g_strdup (balie_stmt_get_text (stmt, 0)),
                            g_strdup (balie_stmt_get_text (stmt, 1)));
    }
  return NULL;
}

/**
 * balie_setting_table_set:
 * @db: a connection, in a writing transaction
 * @key: which setting
 * @canonical: (nullable): its checked value, %NULL for the default
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
balie_setting_table_set (BalieDb *db, BalieSettingKey key, const char *canonical, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        canonical ? "INSERT INTO setting (code, value) VALUES (?1, ?2) "
                                    "ON CONFLICT (code) DO UPDATE SET value = excluded.value"
                                  : "DELETE FROM setting WHERE code = ?1",
                        error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, balie_setting_get_info (key)->code);
  if (canonical)
    balie_stmt_bind_text (stmt, 2, canonical);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  balie_db_note_change (db, "settings", 0);
  return TRUE;
}

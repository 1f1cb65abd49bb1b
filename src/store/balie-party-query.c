/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parties over all dossiers: of one client number, those like another, those that words find. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-dossier-row-sql.h"
#include "balie-search-words.h"

/**
 * balie_party_table_find_by_client:
 * @db: a connection
 * @client_number: a client number; "" finds none
 * @limit: 0 for all
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieParty): newest dossier first
 */
GPtrArray *
balie_party_table_find_by_client (BalieDb *db,
                                  const char *client_number,
                                  guint limit,
                                  GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare_joined (db, balie_party_get_select (),
                               "WHERE client_number <> '' AND client_number = ?1 "
                               "ORDER BY dossier_id DESC, id LIMIT ?2",
                               error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, client_number);
  balie_stmt_bind_int (stmt, 2, limit ? (gint64) limit : G_MAXINT64);
  return balie_parties_read (stmt, error);
}

static void
append_equal (BalieSql *sql, const char *column, const char *value)
{
  if (!value || !*value)
    return;
  g_string_append_printf (sql->text, " UNION SELECT id FROM party WHERE %s <> '' AND %s = ", column,
                          column);
  balie_sql_append_parameter (sql, g_strdup (value));
}

/* Phone and mobile are mixed up by people. */
static void
append_like (BalieSql *sql, const BalieParty *party, const BaliePartyTexts *texts)
{
  append_equal (sql, "external_reference", party->values[BALIE_PARTY_EXTERNAL_REFERENCE]);
  append_equal (sql, "vat_number", party->values[BALIE_PARTY_VAT_NUMBER]);
  append_equal (sql, "national_number", party->values[BALIE_PARTY_NATIONAL_NUMBER]);
  append_equal (sql, "email_key", texts->email_key);
  append_equal (sql, "phone", party->values[BALIE_PARTY_PHONE]);
  append_equal (sql, "phone", party->values[BALIE_PARTY_MOBILE]);
  append_equal (sql, "mobile", party->values[BALIE_PARTY_PHONE]);
  append_equal (sql, "mobile", party->values[BALIE_PARTY_MOBILE]);
  append_equal (sql, "name_key", texts->name_key);
}

/**
 * balie_party_table_find_like:
 * @db: a connection
 * @party: a party, stored or not
 * @but_id: one that is not wanted, 0 for none
 * @limit: 0 for all
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieParty): parties that may be the same person,
 *   the most recently used first
 */
GPtrArray *
balie_party_table_find_like (BalieDb *db,
                             const BalieParty *party,
                             gint64 but_id,
                             guint limit,
                             GError **error)
{
  g_auto (BaliePartyTexts) texts = { 0 };
  g_auto (BalieSql) sql = { 0 };
  g_autoptr (BalieStmt) stmt = NULL;

  balie_party_texts_init (&texts, party);
  balie_sql_init (&sql, balie_party_get_select ());
  g_string_append_printf (sql.text, "WHERE id <> %" G_GINT64_FORMAT " AND id IN (SELECT 0", but_id);
  append_like (&sql, party, &texts);
  g_string_append (sql.text, ") ORDER BY changed_at DESC, id DESC");
  if (limit > 0)
    g_string_append_printf (sql.text, " LIMIT %u", limit);
  stmt = balie_sql_prepare (&sql, db, error);
  return stmt ? balie_parties_read (stmt, error) : NULL;
}

/* The first id of each client number, until there are enough. */
static GArray *
read_one_per_client (BalieStmt *stmt, guint limit, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean has_row = FALSE;

  while (limit == 0 || ids->len < limit)
    {
      gint64 id;

      if (!balie_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      id = balie_stmt_get_int (stmt, 0);
      if (g_hash_table_add (seen, g_strdup (balie_stmt_get_text (stmt, 1))))
        g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

static GPtrArray *
get_all (BalieDb *db, const GArray *ids, GError **error)
{
  g_autoptr (GPtrArray) parties =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_party_free);

  for (guint i = 0; i < ids->len; i++)
    {
      BalieParty *party = balie_party_table_get_by_id (db, g_array_index (ids, gint64, i), error);

      if (!party)
        return NULL;
      g_ptr_array_add (parties, party);
    }
  return g_steal_pointer (&parties);
}

/**
 * balie_party_table_search:
 * @db: a connection
 * @search: (nullable): words as typed
 * @limit: 0 for all
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieParty): one per client number, the most
 *   recently used first; of all when there are no words
 */
GPtrArray *
balie_party_table_search (BalieDb *db, const char *search, guint limit, GError **error)
{
  g_auto (GStrv) words = balie_search_split (search);
  g_auto (BalieSql) sql = { 0 };
  g_autoptr (BalieStmt) stmt = NULL;
  g_autoptr (GArray) ids = NULL;

  balie_sql_init (&sql, "SELECT id, client_number FROM party WHERE client_number <> ''");
  if (words[0])
    {
      g_string_append (sql.text, " AND id IN (");
      if (!balie_search_append_hits (&sql, db, BALIE_FIND_PARTY, search, error))
        return NULL;
      g_string_append_c (sql.text, ')');
    }
  g_string_append (sql.text, " ORDER BY changed_at DESC, id DESC");
  stmt = balie_sql_prepare (&sql, db, error);
  ids = stmt ? read_one_per_client (stmt, limit, error) : NULL;
  return ids ? get_all (db, ids, error) : NULL;
}

/**
 * balie_party_table_find_by_import:
 * @db: a connection
 * @key: an import's key; "" finds none
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieParty): those that wait for it
 */
GPtrArray *
balie_party_table_find_by_import (BalieDb *db, const char *key, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare_joined (
      db, balie_party_get_select (), "WHERE import <> '' AND import = ?1 ORDER BY id", error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, key);
  return balie_parties_read (stmt, error);
}

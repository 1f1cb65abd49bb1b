/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "brand": which brands there are, which are served. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-brand-ship.h"
#include "balie-other-tables.h"
#include "balie-text.h"

static BalieBrand *
read_brand (BalieStmt *stmt)
{
  BalieBrand *brand =
      balie_brand_new (balie_stmt_get_text (stmt, 0), balie_stmt_get_text (stmt, 1),
                       balie_stmt_get_int (stmt, 2) != 0, balie_stmt_get_int (stmt, 3) != 0);

  g_free (brand->dealer_number);
  brand->dealer_number = g_strdup (balie_stmt_get_text (stmt, 4));
  return brand;
}

/**
 * balie_brand_table_load:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable): all brands, in the order in which they were added
 */
BalieBrandTable *
balie_brand_table_load (BalieDb *db, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db, "SELECT name, aliases, vag, served, dealer_number FROM brand ORDER BY position, name_key",
      error);
  g_autoptr (GPtrArray) brands = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_brand_free);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  while (balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return balie_brand_table_new (brands);
      g_ptr_array_add (brands, read_brand (stmt));
    }
  return NULL;
}

/**
 * balie_brand_table_put:
 * @db: a connection, in a writing transaction
 * @brand: added, or written over the one whose name folds to the same
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
balie_brand_table_put (BalieDb *db, const BalieBrand *brand, GError **error)
{
  g_autofree char *key = balie_text_fold (brand->name);
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "INSERT INTO brand (name_key, position, name, aliases, vag, served, dealer_number) "
      "VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM brand), ?2, ?3, ?4, ?5, ?6) "
      "ON CONFLICT (name_key) DO UPDATE SET name = excluded.name, aliases = excluded.aliases, "
      "vag = excluded.vag, served = excluded.served, dealer_number = excluded.dealer_number",
      error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, key);
  balie_stmt_bind_text (stmt, 2, brand->name);
  balie_stmt_bind_text (stmt, 3, brand->aliases);
  balie_stmt_bind_int (stmt, 4, brand->vag != FALSE);
  balie_stmt_bind_int (stmt, 5, brand->served != FALSE);
  balie_stmt_bind_text (stmt, 6, brand->dealer_number);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  balie_db_note_change (db, "brands", 0);
  return TRUE;
}

/**
 * balie_brand_table_remove:
 * @db: a connection, in a writing transaction
 * @name: the brand's name, however it is written
 * @error: return location
 *
 * Returns: %FALSE on failure; a brand that is not there is as good as removed
 */
gboolean
balie_brand_table_remove (BalieDb *db, const char *name, GError **error)
{
  g_autofree char *key = balie_text_fold (name);
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "DELETE FROM brand WHERE name_key = ?1", error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, key);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  balie_db_note_change (db, "brands", 0);
  return TRUE;
}

/* The model says once which brands ship (RULES.md, section 1); an administrator may change them. */
gboolean
balie_brand_table_ship (BalieDb *db, GError **error)
{
  g_autoptr (BalieBrandTable) shipped = balie_brand_table_new_shipped ();

  for (guint i = 0; i < balie_brand_table_get_n (shipped); i++)
    if (!balie_brand_table_put (db, balie_brand_table_get (shipped, i), error))
      return FALSE;
  return TRUE;
}

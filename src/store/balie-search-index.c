/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one search index, over orders, dossiers and parties.
 *
 * A trigram index (FTS5) over folded search texts. It keeps no texts of its own: each table has its
 * row's text in the column "search", and what is taken out of the index is told by it. A row's number
 * in the index is its kind's range plus its id.
 * Feeding it costs more than everything else about an order together, so a large import does not
 * wait for it: orders are indexed in the order of their ids up to the id in meta "search-upto", the
 * few of a small transaction before its commit, those of a large one afterwards in the background.
 * Dossiers and parties are indexed in the transaction that writes them. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-search-index.h"

#include "balie-db-private.h"
#include "balie-other-tables.h"
#include "balie-sql.h"

#define KEY_UPTO "search-upto"

static gboolean
read_upto (BalieDb *db, gint64 *upto, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = balie_meta_table_dup (db, KEY_UPTO, &local);

  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *upto = text ? g_ascii_strtoll (text, NULL, 10) : 0;
  return TRUE;
}

gboolean
balie_search_index_get_upto (BalieDb *db, gint64 *upto, gint64 *last, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, "SELECT max(id) FROM orders", error);

  return stmt && balie_stmt_read_number (stmt, 0, last, error) && read_upto (db, upto, error);
}

gboolean
balie_search_index_dup_text (BalieDb *db,
                             BalieFindKind kind,
                             gint64 id,
                             char **text,
                             GError **error)
{
  static const char *const selects[] = {
    [BALIE_FIND_ORDER] = "SELECT search FROM orders WHERE id = ?1",
    [BALIE_FIND_DOSSIER] = "SELECT search FROM dossier WHERE id = ?1",
    [BALIE_FIND_PARTY] = "SELECT search FROM party WHERE id = ?1",
    [BALIE_FIND_LETTER] = "SELECT search FROM letter WHERE id = ?1",
  };
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, selects[kind], error);
  gboolean has_row = FALSE;

  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, id);
  if (!balie_stmt_step (stmt, &has_row, error))
    return FALSE;
  *text = has_row ? g_strdup (balie_stmt_get_text (stmt, 0)) : NULL;
  return TRUE;
}

static gboolean
run_on_row (BalieDb *db, const char *sql, gint64 id, const char *text, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, sql, error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, id);
  balie_stmt_bind_text (stmt, 2, text);
  return balie_stmt_run (stmt, error);
}

gboolean
balie_search_index_replace (BalieDb *db,
                            BalieFindKind kind,
                            gint64 id,
                            const char *old_text,
                            const char *new_text,
                            GError **error)
{
  gint64 row = BALIE_SEARCH_BASE (kind) + id;
  gint64 upto;

  if (g_strcmp0 (old_text, new_text) == 0)
    return TRUE;
  if (kind == BALIE_FIND_ORDER)
    {
      if (!read_upto (db, &upto, error))
        return FALSE;
      if (id > upto)
        return TRUE;
    }
  if (old_text &&
      !run_on_row (db,
                   "INSERT INTO search_fts (search_fts, rowid, search) VALUES ('delete', ?1, ?2)",
                   row, old_text, error))
    return FALSE;
  return !new_text || run_on_row (db, "INSERT INTO search_fts (rowid, search) VALUES (?1, ?2)", row,
                                  new_text, error);
}

gint64
balie_search_index_count_pending (BalieDb *db, GError **error)
{
  gint64 upto, last;

  if (!balie_search_index_get_upto (db, &upto, &last, error))
    return -1;
  return MAX (last - upto, 0);
}

gboolean
balie_search_index_catch_up (BalieDb *db, gint64 limit, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (BalieStmt) stmt = NULL;
  gint64 upto, last;

  if (!balie_search_index_get_upto (db, &upto, &last, error))
    return FALSE;
  last = MIN (last, upto + limit);
  stmt = balie_db_prepare (db,
                           "INSERT INTO search_fts (rowid, search) SELECT id, search FROM orders "
                           "WHERE id > ?1 AND id <= ?2 ORDER BY id",
                           error);
  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, upto);
  balie_stmt_bind_int (stmt, 2, last);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, last);
  return balie_stmt_run (stmt, error) && balie_meta_table_set (db, KEY_UPTO, text, error);
}

static gboolean
count_segments (BalieDb *db, gint64 *n, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "SELECT count(DISTINCT segid) FROM search_fts_idx", error);

  return stmt && balie_stmt_read_number (stmt, 0, n, error);
}

/* A deletion is only noted beside the old entry until both are merged; when all segments have become
 * one, neither is left. A negative number of pages gathers all segments for that and goes on with
 * it, call by call. */
gboolean
balie_search_index_forget (BalieDb *db, gint64 n_pages, gboolean *more, GError **error)
{
  g_autoptr (BalieStmt) stmt = NULL;
  gint64 n = 0;

  *more = FALSE;
  if (!count_segments (db, &n, error))
    return FALSE;
  if (n < 2)
    return TRUE;
  stmt = balie_db_prepare (db, "INSERT INTO search_fts (search_fts, rank) VALUES ('merge', ?1)",
                           error);
  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, -n_pages);
  if (!balie_stmt_run (stmt, error) || !count_segments (db, &n, error))
    return FALSE;
  *more = n > 1;
  return TRUE;
}

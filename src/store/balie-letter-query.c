/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists and counts of letters, within the sight of who looks. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-letter-row.h"
#include "balie-letter-table.h"
#include "balie-search-words.h"
#include "balie-text.h"

static const struct
{
  const char *code;
  const char *condition; /* ?1 is today */
} filters[BALIE_N_LETTER_FILTERS] = {
  [BALIE_LETTER_FILTER_OPEN] = { "open", "state = 'open'" },
  [BALIE_LETTER_FILTER_IMPORTANT] = { "important", "state = 'open' AND category = 'important'" },
  [BALIE_LETTER_FILTER_REMINDERS] = { "reminders", "state = 'open' AND category = 'reminder'" },
  [BALIE_LETTER_FILTER_OVERDUE] = { "overdue", "state = 'open' AND respond_by < ?1" },
  [BALIE_LETTER_FILTER_UNLINKED] = { "unlinked", "state = 'open' AND order_number = '' AND "
                                                 "dossier_number = ''" },
  [BALIE_LETTER_FILTER_DONE] = { "done", "state = 'done'" },
  [BALIE_LETTER_FILTER_ALL] = { "all", "1" },
};

static const char *const sort_columns[] = {
  [BALIE_LETTER_SORT_RECEIVED] = "received_at",
  [BALIE_LETTER_SORT_RESPOND_BY] = "coalesce (respond_by, '9999')",
  [BALIE_LETTER_SORT_URGENCY] = "urgency",
  [BALIE_LETTER_SORT_INSURER] = "insurer",
  [BALIE_LETTER_SORT_REFERENCE] = "application || policy",
};

const char *
balie_letter_filter_to_code (BalieLetterFilter filter)
{
  g_return_val_if_fail ((guint) filter < BALIE_N_LETTER_FILTERS, "open");

  return filters[filter].code;
}

gboolean
balie_letter_filter_from_code (const char *code, BalieLetterFilter *filter)
{
  for (int i = 0; i < BALIE_N_LETTER_FILTERS; i++)
    {
      if (g_strcmp0 (code, filters[i].code) != 0)
        continue;
      *filter = (BalieLetterFilter) i;
      return TRUE;
    }
  return FALSE;
}

/* Agencies are kept as they came and compared without blanks, in upper case. */
static void
append_sight (BalieSql *sql, const BalieUser *viewer)
{
  g_auto (GStrv) own = NULL;

  if (!viewer || viewer->sight == BALIE_SIGHT_FULL)
    return;
  g_string_append (sql->text, " AND agency <> '' AND upper (replace (agency, ' ', '')) IN (''");
  own = g_strsplit (viewer->sight == BALIE_SIGHT_RESTRICTED ? viewer->agencies : "", ",", -1);
  for (char **item = own; *item; item++)
    {
      g_string_append (sql->text, ", ");
      balie_sql_append_parameter (sql, balie_text_dup_code (*item));
    }
  g_string_append_c (sql->text, ')');
}

/**
 * balie_letter_table_query:
 * @db: a connection
 * @query: which, and in which order
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type guint32): their ids
 */
GArray *
balie_letter_table_query (BalieDb *db, const BalieLetterQuery *query, GError **error)
{
  g_auto (BalieSql) sql = { 0 };
  g_autoptr (BalieStmt) stmt = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean has_row = FALSE;

  balie_sql_init (&sql, "SELECT id FROM letter WHERE ");
  g_ptr_array_add (sql.parameters, balie_date_dup_iso (query->today));
  g_string_append_printf (sql.text, "?1 IS NOT NULL AND %s", filters[query->filter].condition);
  append_sight (&sql, query->viewer);
  if (!balie_text_is_empty (query->insurer))
    {
      g_string_append (sql.text, " AND insurer = ");
      balie_sql_append_parameter (&sql, g_strdup (query->insurer));
    }
  if (!balie_text_is_empty (query->search))
    {
      g_string_append (sql.text, " AND id IN (");
      if (!balie_search_append_hits (&sql, db, BALIE_FIND_LETTER, query->search, error))
        return NULL;
      g_string_append_c (sql.text, ')');
    }
  g_string_append_printf (sql.text, " ORDER BY %s%s, id DESC", sort_columns[query->sort],
                          query->descending ? " DESC" : "");
  if (query->limit > 0)
    g_string_append_printf (sql.text, " LIMIT %u", query->limit);
  stmt = balie_sql_prepare (&sql, db, error);
  while (stmt && balie_stmt_step (stmt, &has_row, error))
    {
      guint32 id;

      if (!has_row)
        return g_steal_pointer (&ids);
      id = (guint32) balie_stmt_get_int (stmt, 0);
      g_array_append_val (ids, id);
    }
  return NULL;
}

static int
find_id (const guint32 *ids, gsize n_ids, gint64 id)
{
  for (gsize i = 0; i < n_ids; i++)
    {
      if (ids[i] == id)
        return (int) i;
    }
  return -1;
}

/**
 * balie_letter_table_get_rows:
 * @db: a connection
 * @ids: (array length=n_ids): letters
 * @n_ids: how many
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieLetter): in the order of @ids, %NULL for one
 *   that is gone; without documents
 */
GPtrArray *
balie_letter_table_get_rows (BalieDb *db, const guint32 *ids, gsize n_ids, GError **error)
{
  g_autoptr (GString) text =
      g_string_new ("SELECT " BALIE_LETTER_COLUMNS " FROM letter WHERE id IN (0");
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_letter_free);
  g_autoptr (BalieStmt) stmt = NULL;
  gboolean has_row = FALSE;

  for (gsize i = 0; i < n_ids; i++)
    g_string_append_printf (text, ", %u", ids[i]);
  g_string_append_c (text, ')');
  g_ptr_array_set_size (rows, (int) n_ids);
  stmt = balie_db_prepare (db, text->str, error);
  while (stmt && balie_stmt_step (stmt, &has_row, error))
    {
      int at;

      if (!has_row)
        return g_steal_pointer (&rows);
      at = find_id (ids, n_ids, balie_stmt_get_int (stmt, 0));
      if (at >= 0 && !rows->pdata[at])
        rows->pdata[at] = balie_letter_row_read (stmt);
    }
  return NULL;
}

static gboolean
count_filter (BalieDb *db,
              const BalieUser *viewer,
              BalieDate today,
              BalieLetterFilter filter,
              gint64 *count,
              GError **error)
{
  g_auto (BalieSql) sql = { 0 };
  g_autoptr (BalieStmt) stmt = NULL;
  gboolean has_row = FALSE;

  balie_sql_init (&sql, "SELECT count(*) FROM letter WHERE ?1 IS NOT NULL AND ");
  g_ptr_array_add (sql.parameters, balie_date_dup_iso (today));
  g_string_append (sql.text, filters[filter].condition);
  append_sight (&sql, viewer);
  stmt = balie_sql_prepare (&sql, db, error);
  if (!stmt || !balie_stmt_step (stmt, &has_row, error))
    return FALSE;
  *count = balie_stmt_get_int (stmt, 0);
  return TRUE;
}

/**
 * balie_letter_table_count:
 * @db: a connection
 * @viewer: (nullable): whose sight limits it
 * @today: the dealership's day
 * @counts: (out): per filter
 * @error: return location
 *
 * Returns: whether they were counted
 */
gboolean
balie_letter_table_count (BalieDb *db,
                          const BalieUser *viewer,
                          BalieDate today,
                          gint64 counts[BALIE_N_LETTER_FILTERS],
                          GError **error)
{
  for (int i = 0; i < BALIE_N_LETTER_FILTERS; i++)
    {
      if (!count_filter (db, viewer, today, (BalieLetterFilter) i, &counts[i], error))
        return FALSE;
    }
  return TRUE;
}

/**
 * balie_letter_table_get_agencies:
 * @db: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): all agencies that letters name
 */
char **
balie_letter_table_get_agencies (BalieDb *db, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db, "SELECT DISTINCT agency FROM letter WHERE agency <> '' ORDER BY agency", error);
  g_autoptr (GStrvBuilder) agencies = g_strv_builder_new ();
  gboolean has_row = FALSE;

  while (stmt && balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return g_strv_builder_end (agencies);
      g_strv_builder_add (agencies, balie_stmt_get_text (stmt, 0));
    }
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of dossiers: filter, search and sort as row ids in display order, their rows, how many. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include <string.h>

#include "balie-dossier-row-sql.h"
#include "balie-search-words.h"
#include "balie-text.h"

/* Spelled as the partial indexes of table "dossier" are. */
#define OPEN "archived <> 'yes'"

static const char *const filter_codes[BALIE_N_DOSSIER_FILTERS] = {
  [BALIE_DOSSIER_FILTER_OPEN] = "open",
  [BALIE_DOSSIER_FILTER_MINE] = "mine",
  [BALIE_DOSSIER_FILTER_NO_OWNER] = "no-owner",
  [BALIE_DOSSIER_FILTER_NOT_IN_DRIVER2] = "not-in-driver2",
  [BALIE_DOSSIER_FILTER_ARCHIVED] = "archived",
  [BALIE_DOSSIER_FILTER_ALL] = "all",
};

/* The login of "mine" follows. */
static const char *const conditions[BALIE_N_DOSSIER_FILTERS] = {
  [BALIE_DOSSIER_FILTER_OPEN] = OPEN,
  [BALIE_DOSSIER_FILTER_MINE] = OPEN " AND manager <> '' AND manager = ",
  [BALIE_DOSSIER_FILTER_NO_OWNER] = OPEN " AND filled & 1 = 0",
  [BALIE_DOSSIER_FILTER_NOT_IN_DRIVER2] = OPEN " AND n_not_in_driver2 > 0",
  [BALIE_DOSSIER_FILTER_ARCHIVED] = "archived = 'yes'",
  [BALIE_DOSSIER_FILTER_ALL] = "1 = 1",
};

/* %s is the direction; what is empty comes last either way. */
static const char *const orderings[] = {
  [BALIE_DOSSIER_SORT_CHANGED] = "changed_at %s, id %s",
  [BALIE_DOSSIER_SORT_NUMBER] = "number %s",
  [BALIE_DOSSIER_SORT_OWNER] = "owner_key = '', owner_key %s, id %s",
  [BALIE_DOSSIER_SORT_PLATE] = "plate = '', plate %s, id %s",
  [BALIE_DOSSIER_SORT_VEHICLE] = "vehicle_key = '', vehicle_key %s, id %s",
  [BALIE_DOSSIER_SORT_MANAGER] = "manager = '', manager %s, id %s",
};

/**
 * balie_dossier_filter_to_code:
 * @filter: a filter
 *
 * Returns: its name on the command line
 */
const char *
balie_dossier_filter_to_code (BalieDossierFilter filter)
{
  g_return_val_if_fail ((guint) filter < BALIE_N_DOSSIER_FILTERS, "all");

  return filter_codes[filter];
}

/**
 * balie_dossier_filter_from_code:
 * @code: (nullable): a name
 * @filter: (out): the filter
 *
 * Returns: whether there is such a filter
 */
gboolean
balie_dossier_filter_from_code (const char *code, BalieDossierFilter *filter)
{
  for (int i = 0; i < BALIE_N_DOSSIER_FILTERS; i++)
    {
      if (g_strcmp0 (code, filter_codes[i]) != 0)
        continue;
      *filter = (BalieDossierFilter) i;
      return TRUE;
    }
  return FALSE;
}

static void
append_filter (BalieSql *sql, BalieDossierFilter filter, const char *manager)
{
  g_string_append (sql->text, conditions[filter]);
  if (filter == BALIE_DOSSIER_FILTER_MINE)
    balie_sql_append_parameter (sql, g_strdup (manager ? manager : ""));
}

/* Each word stands in the dossier or in one of its parties. */
static gboolean
append_words (BalieSql *sql, BalieDb *db, const char *search, GError **error)
{
  g_auto (GStrv) words = balie_search_split (search);

  for (char **word = words; *word; word++)
    {
      g_string_append (sql->text, " AND id IN (");
      if (!balie_search_append_hits (sql, db, BALIE_FIND_DOSSIER, *word, error))
        return FALSE;
      g_string_append (sql->text, " UNION ALL SELECT dossier_id FROM party WHERE party.id IN (");
      if (!balie_search_append_hits (sql, db, BALIE_FIND_PARTY, *word, error))
        return FALSE;
      g_string_append (sql->text, "))");
    }
  return TRUE;
}

static void
append_ordering (BalieSql *sql, const BalieDossierQuery *query)
{
  g_auto (GStrv) parts = g_strsplit (orderings[query->sort], "%s", -1);
  g_autofree char *joined = g_strjoinv (query->descending ? "DESC" : "ASC", parts);

  g_string_append_printf (sql->text, " ORDER BY %s", joined);
  if (query->limit > 0 && query->sort != BALIE_DOSSIER_SORT_MANAGER)
    g_string_append_printf (sql->text, " LIMIT %u", query->limit);
}

/* The dossiers of one manager, in a row of what the statement gives. */
typedef struct
{
  char *key; /* owned: the folded name, as the lists show it */
  char *login;
  guint first;
  guint n;
} Run;

static void
free_run (gpointer data)
{
  Run *run = data;

  g_free (run->key);
  g_free (run->login);
  g_free (run);
}

static int
compare_runs (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Run *run = *(const Run *const *) a;
  const Run *other = *(const Run *const *) b;
  const gboolean *descending = user_data;
  int order;

  /* Nobody comes last either way. */
  if (*run->login == '\0' || *other->login == '\0')
    return (*run->login == '\0') - (*other->login == '\0');
  order = strcmp (run->key, other->key);
  if (order == 0)
    order = strcmp (run->login, other->login);
  return *descending ? -order : order;
}

/* (nullable): %NULL on failure, with error */
static char *
dup_manager_key (BalieDb *db, const char *login, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "SELECT name FROM person WHERE login = ?1 AND name <> ''", error);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, login);
  if (!balie_stmt_step (stmt, &has_row, error))
    return NULL;
  return balie_text_fold (has_row ? balie_stmt_get_text (stmt, 0) : login);
}

/* @stmt: id and manager, the same manager's in a row */
static GPtrArray *
read_runs (BalieDb *db, BalieStmt *stmt, GArray *ids, GError **error)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (free_run);
  gboolean has_row = FALSE;
  gboolean ok;
  Run *run = NULL;

  while ((ok = balie_stmt_step (stmt, &has_row, error)) && has_row)
    {
      guint32 id = (guint32) balie_stmt_get_int (stmt, 0);

      if (run == NULL || !g_str_equal (run->login, balie_stmt_get_text (stmt, 1)))
        {
          run = g_new0 (Run, 1);
          run->login = g_strdup (balie_stmt_get_text (stmt, 1));
          run->first = ids->len;
          g_ptr_array_add (runs, run);
        }
      run->n++;
      g_array_append_val (ids, id);
    }
  for (guint i = 0; ok && i < runs->len; i++)
    {
      run = g_ptr_array_index (runs, i);
      run->key = dup_manager_key (db, run->login, error);
      ok = run->key != NULL;
    }
  return ok ? g_steal_pointer (&runs) : NULL;
}

/* Lists show managers by their names, which the table of dossiers does not know: the database puts each
 * manager's dossiers together, and here the managers are put in order. */
static GArray *
read_by_manager (BalieDb *db, BalieStmt *stmt, const BalieDossierQuery *query, GError **error)
{
  g_autoptr (GArray) read = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GPtrArray) runs = read_runs (db, stmt, read, error);
  gboolean descending = query->descending;
  GArray *ids;

  if (!runs)
    return NULL;
  g_ptr_array_sort_with_data (runs, compare_runs, &descending);
  ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), read->len);
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = g_ptr_array_index (runs, i);

      g_array_append_vals (ids, &g_array_index (read, guint32, run->first), run->n);
    }
  if (query->limit > 0 && ids->len > query->limit)
    g_array_set_size (ids, query->limit);
  return ids;
}

static GArray *
read_ids (BalieStmt *stmt, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean has_row = FALSE;

  while (balie_stmt_step (stmt, &has_row, error))
    {
      guint32 id;

      if (!has_row)
        return g_steal_pointer (&ids);
      id = (guint32) balie_stmt_get_int (stmt, 0);
      g_array_append_val (ids, id);
    }
  return NULL;
}

/**
 * balie_dossier_table_query:
 * @db: a connection
 * @query: what is asked
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type guint32): row ids in display order
 */
GArray *
balie_dossier_table_query (BalieDb *db, const BalieDossierQuery *query, GError **error)
{
  g_auto (BalieSql) sql = { 0 };
  g_autoptr (BalieStmt) stmt = NULL;

  g_return_val_if_fail ((guint) query->filter < BALIE_N_DOSSIER_FILTERS, NULL);
  g_return_val_if_fail ((gsize) query->sort < G_N_ELEMENTS (orderings), NULL);

  balie_sql_init (&sql, query->sort == BALIE_DOSSIER_SORT_MANAGER
                            ? "SELECT id, manager FROM dossier WHERE "
                            : "SELECT id FROM dossier WHERE ");
  append_filter (&sql, query->filter, query->manager);
  if (!append_words (&sql, db, query->search, error))
    return NULL;
  append_ordering (&sql, query);
  stmt = balie_sql_prepare (&sql, db, error);
  if (!stmt)
    return NULL;
  if (query->sort == BALIE_DOSSIER_SORT_MANAGER)
    return read_by_manager (db, stmt, query, error);
  return read_ids (stmt, error);
}

/**
 * balie_dossier_table_count:
 * @db: a connection
 * @manager: (nullable): login for %BALIE_DOSSIER_FILTER_MINE
 * @counts: (out): how many dossiers each filter has
 * @error: return location
 *
 * Each filter counts the entries of its own index.
 *
 * Returns: %FALSE on failure
 */
gboolean
balie_dossier_table_count (BalieDb *db,
                           const char *manager,
                           gint64 counts[BALIE_N_DOSSIER_FILTERS],
                           GError **error)
{
  for (int i = 0; i < BALIE_N_DOSSIER_FILTERS; i++)
    {
      g_auto (BalieSql) sql = { 0 };
      g_autoptr (BalieStmt) stmt = NULL;

      balie_sql_init (&sql, "SELECT count(*) FROM dossier");
      if (i != BALIE_DOSSIER_FILTER_ALL)
        {
          g_string_append (sql.text, " WHERE ");
          append_filter (&sql, (BalieDossierFilter) i, manager);
        }
      stmt = balie_sql_prepare (&sql, db, error);
      if (!stmt || !balie_stmt_read_number (stmt, 0, &counts[i], error))
        return FALSE;
    }
  return TRUE;
}

/**
 * balie_dossier_row_free:
 * @self: (nullable) (transfer full): a row
 */
void
balie_dossier_row_free (BalieDossierRow *self)
{
  if (!self)
    return;
  balie_dossier_free (self->dossier);
  for (int i = 0; i < BALIE_N_PARTIES; i++)
    g_free (self->names[i]);
  g_free (self->manager_name);
  g_free (self);
}

static void
blank (BalieDossier *dossier, BalieDossierField field)
{
  g_free (dossier->values[field]);
  dossier->values[field] = g_strdup ("");
}

static void
blank_texts (BalieDossier *dossier)
{
  blank (dossier, BALIE_DOSSIER_REMARKS);
  blank (dossier, BALIE_DOSSIER_DIRECT_ORDER_NOTE);
  blank (dossier, BALIE_DOSSIER_PARTS_IN_NOTE);
  blank (dossier, BALIE_DOSSIER_REPLACEMENT_NOTE);
  blank (dossier, BALIE_DOSSIER_FINANCE_NOTE);
}

static gboolean
read_kept (BalieDb *db, BalieDossierRow *row, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db,
      "SELECT filled, n_not_in_driver2, coalesce((SELECT nullif(name, '') FROM person WHERE "
      "login = manager), manager) FROM dossier WHERE id = ?1",
      error);
  gboolean has_row = FALSE;

  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, row->dossier->id);
  if (!balie_stmt_step (stmt, &has_row, error))
    return FALSE;
  row->filled = (guint) balie_stmt_get_int (stmt, 0);
  row->n_not_in_driver2 = (guint) balie_stmt_get_int (stmt, 1);
  row->manager_name = g_strdup (balie_stmt_get_text (stmt, 2));
  return TRUE;
}

static gboolean
read_names (BalieDb *db, BalieDossierRow *row, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare_joined (db, balie_party_get_select (), "WHERE dossier_id = ?1", error);
  gboolean has_row = FALSE;

  if (!stmt)
    return FALSE;
  balie_stmt_bind_int (stmt, 1, row->dossier->id);
  while (balie_stmt_step (stmt, &has_row, error))
    {
      g_autoptr (BalieParty) party = NULL;

      if (!has_row)
        break;
      party = balie_party_read (stmt);
      g_free (row->names[party->entry]);
      row->names[party->entry] = balie_party_dup_name (party);
    }
  for (int i = 0; i < BALIE_N_PARTIES; i++)
    if (!row->names[i])
      row->names[i] = g_strdup ("");
  return !has_row;
}

/* NULL with @found FALSE: there is no such dossier. */
static BalieDossierRow *
read_row (BalieDb *db, BalieStmt *stmt, guint32 id, gboolean *found, GError **error)
{
  g_autoptr (BalieDossierRow) row = NULL;

  balie_stmt_bind_int (stmt, 1, id);
  if (!balie_stmt_step (stmt, found, error))
    return NULL;
  if (*found)
    {
      row = g_new0 (BalieDossierRow, 1);
      row->dossier = balie_dossier_read (stmt);
      blank_texts (row->dossier);
    }
  balie_stmt_rewind (stmt);
  if (row && (!read_kept (db, row, error) || !read_names (db, row, error)))
    return NULL;
  return g_steal_pointer (&row);
}

/**
 * balie_dossier_table_get_rows:
 * @db: a connection
 * @ids: (array length=n_ids): ids
 * @n_ids: how many
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieDossierRow): in the order of @ids, %NULL
 *   elements for ids that are gone
 */
GPtrArray *
balie_dossier_table_get_rows (BalieDb *db, const guint32 *ids, gsize n_ids, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare_joined (db, balie_dossier_get_select (), "WHERE id = ?1", error);
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_dossier_row_free);
  g_autoptr (GError) local = NULL;

  if (!stmt)
    return NULL;
  for (gsize i = 0; i < n_ids; i++)
    {
      gboolean found = FALSE;
      BalieDossierRow *row = read_row (db, stmt, ids[i], &found, &local);

      if (local)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

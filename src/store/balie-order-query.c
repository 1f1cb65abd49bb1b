/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of orders: filter, search and sort as row ids in display order, and how many there are. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include <string.h>

#include "balie-db-private.h"
#include "balie-error.h"
#include "balie-order-bulk.h"
#include "balie-order-row-sql.h"
#include "balie-order-table.h"
#include "balie-search-words.h"

#define DAYS_UPCOMING 14
/* When a search finds more than one in so many orders, the list is made by walking an index that has
 * the order and leaving out what was not found: reading and sorting the rows found takes longer. */
#define WALK_WHEN_FOUND_ONE_IN 20
#define LOOK_AT_CANCELLABLE_EVERY 4096

static const char *const filter_codes[BALIE_N_ORDER_FILTERS] = {
  [BALIE_ORDER_FILTER_ALL] = "all",
  [BALIE_ORDER_FILTER_DUE] = "due",
  [BALIE_ORDER_FILTER_UPCOMING] = "upcoming",
  [BALIE_ORDER_FILTER_ATTENTION] = "attention",
  [BALIE_ORDER_FILTER_REQUESTED] = "requested",
  [BALIE_ORDER_FILTER_APPROVED] = "approved",
  [BALIE_ORDER_FILTER_REJECTED] = "rejected",
};

/* What a person reads first: decisions, then what is on its way, then what is done. */
#define STATE_RANK                                                                                 \
  "CASE WHEN attention IS NOT NULL THEN 1 WHEN request_state = 'unknown' THEN 2 "                  \
  "WHEN request_state = 'rejected' THEN 3 WHEN request_state = 'waiting' THEN 4 "                  \
  "WHEN request_state = 'sending' THEN 5 WHEN request_state = 'requested' THEN 6 "                 \
  "WHEN request_state = 'withdrawal-asked' THEN 7 WHEN blocking = 0 THEN 8 "                       \
  "WHEN request_state = 'approved' THEN 10 WHEN request_state = 'withdrawn' THEN 11 ELSE 9 END"
#define DUE_IF_ELIGIBLE "CASE WHEN blocking = 0 AND attention IS NULL THEN due_on END"

/* %s is the direction. Unknown dates come last either way. */
static const char *const orderings[] = {
  [BALIE_ORDER_SORT_NUMBER] = "order_number %s",
  [BALIE_ORDER_SORT_CUSTOMER] = "customer_key %s, id %s",
  [BALIE_ORDER_SORT_BRAND] = "brand %s, model %s, id %s",
  [BALIE_ORDER_SORT_VIN] = "vin %s, id %s",
  [BALIE_ORDER_SORT_UNLOADING] = "unloading_date %s NULLS LAST, id %s",
  [BALIE_ORDER_SORT_NLV] = "nlv_date %s NULLS LAST, id %s",
  [BALIE_ORDER_SORT_DELIVERY] = "delivery_date %s NULLS LAST, id %s",
  [BALIE_ORDER_SORT_STATE] = STATE_RANK " %s, due_on %s NULLS LAST, id %s",
  [BALIE_ORDER_SORT_DUE] = DUE_IF_ELIGIBLE " %s NULLS LAST, id %s",
};

/**
 * balie_order_query_new:
 * @filter: which orders
 * @search: (nullable): text as typed
 * @today: today
 *
 * Returns: (transfer full): a query sorted by order number, without a limit
 */
BalieOrderQuery *
balie_order_query_new (BalieOrderFilter filter, const char *search, BalieDate today)
{
  BalieOrderQuery *self = g_new0 (BalieOrderQuery, 1);

  self->filter = filter;
  self->search = g_strdup (search);
  self->today = today;
  return self;
}

/**
 * balie_order_query_copy:
 * @self: (nullable): a query
 *
 * Returns: (transfer full) (nullable): the same once more
 */
BalieOrderQuery *
balie_order_query_copy (const BalieOrderQuery *self)
{
  BalieOrderQuery *copy;

  if (!self)
    return NULL;
  copy = g_new (BalieOrderQuery, 1);
  *copy = *self;
  copy->search = g_strdup (self->search);
  return copy;
}

/**
 * balie_order_query_free:
 * @self: (nullable) (transfer full): a query
 */
void
balie_order_query_free (BalieOrderQuery *self)
{
  if (!self)
    return;
  g_free (self->search);
  g_free (self);
}

/**
 * balie_order_filter_to_code:
 * @filter: a filter
 *
 * Returns: its name on the command line
 */
const char *
balie_order_filter_to_code (BalieOrderFilter filter)
{
  g_return_val_if_fail ((guint) filter < BALIE_N_ORDER_FILTERS, "all");

  return filter_codes[filter];
}

/**
 * balie_order_filter_from_code:
 * @code: (nullable): a name
 * @filter: (out): the filter
 *
 * Returns: whether there is such a filter
 */
gboolean
balie_order_filter_from_code (const char *code, BalieOrderFilter *filter)
{
  for (int i = 0; i < BALIE_N_ORDER_FILTERS; i++)
    {
      if (g_strcmp0 (code, filter_codes[i]) != 0)
        continue;
      *filter = (BalieOrderFilter) i;
      return TRUE;
    }
  return FALSE;
}

static void
append_date (BalieSql *sql, const char *before, BalieDate date)
{
  g_string_append (sql->text, before);
  balie_sql_append_parameter (sql, balie_date_dup_iso (date));
}

static void
append_filter (BalieSql *sql, BalieOrderFilter filter, BalieDate today)
{
  switch (filter)
    {
    case BALIE_ORDER_FILTER_DUE:
      append_date (sql, " AND " BALIE_ORDER_ELIGIBLE " AND due_on <= ", today);
      break;
    case BALIE_ORDER_FILTER_UPCOMING:
      append_date (sql, " AND " BALIE_ORDER_ELIGIBLE " AND due_on > ", today);
      append_date (sql, " AND due_on <= ", today + DAYS_UPCOMING);
      break;
    case BALIE_ORDER_FILTER_ATTENTION:
      g_string_append (sql->text, " AND attention IS NOT NULL");
      break;
    case BALIE_ORDER_FILTER_REQUESTED:
      g_string_append (sql->text,
                       " AND request_state IN ('waiting', 'sending', 'unknown', 'requested', "
                       "'withdrawal-asked')");
      break;
    case BALIE_ORDER_FILTER_APPROVED:
      g_string_append (sql->text, " AND request_state = 'approved'");
      break;
    case BALIE_ORDER_FILTER_REJECTED:
      g_string_append (sql->text, " AND request_state = 'rejected'");
      break;
    case BALIE_ORDER_FILTER_ALL:
    default:
      break;
    }
}

/* Whether an index of the filter's own rows has them in this order already. */
static gboolean
has_ordered_index (const BalieOrderQuery *query)
{
  switch (query->filter)
    {
    case BALIE_ORDER_FILTER_ALL:
      return query->sort == BALIE_ORDER_SORT_NUMBER || query->sort == BALIE_ORDER_SORT_CUSTOMER ||
             query->sort == BALIE_ORDER_SORT_VIN;
    case BALIE_ORDER_FILTER_APPROVED:
    case BALIE_ORDER_FILTER_REJECTED:
      return query->sort == BALIE_ORDER_SORT_NUMBER;
    default:
      return FALSE;
    }
}

/* Concatenating nothing keeps SQLite from walking the whole index of order numbers, a row at a time,
 * when the filter's index leaves few to sort. */
static void
append_ordering (BalieSql *sql, const BalieOrderQuery *query, gboolean whole_list)
{
  const char *direction = query->descending ? "DESC" : "ASC";
  g_auto (GStrv) parts = g_strsplit (orderings[query->sort], "%s", -1);
  g_autofree char *joined = g_strjoinv (direction, parts);

  if (query->sort == BALIE_ORDER_SORT_NUMBER && !(whole_list && has_ordered_index (query)))
    g_string_append_printf (sql->text, " ORDER BY order_number || '' %s", direction);
  else
    g_string_append_printf (sql->text, " ORDER BY %s", joined);
  if (query->limit > 0)
    g_string_append_printf (sql->text, " LIMIT %u", query->limit);
}

static gboolean
stop_if_cancelled (GCancellable *cancellable, guint n, GError **error)
{
  if (n % LOOK_AT_CANCELLABLE_EVERY != 0 || !g_cancellable_is_cancelled (cancellable))
    return FALSE;
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CANCELLED, "Cancelled");
  return TRUE;
}

/* @only: (nullable): bits by id; the others are left out. */
static GArray *
read_ids (BalieStmt *stmt,
          const guint8 *only,
          gsize n_only,
          guint limit,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean has_row = FALSE;

  for (guint n = 1; balie_stmt_step (stmt, &has_row, error); n++)
    {
      guint32 id;

      if (!has_row || (limit > 0 && ids->len == limit))
        return g_steal_pointer (&ids);
      if (stop_if_cancelled (cancellable, n, error))
        return NULL;
      id = (guint32) balie_stmt_get_int (stmt, 0);
      if (!only || (id / 8 < n_only && (only[id / 8] & (1 << id % 8))))
        g_array_append_val (ids, id);
    }
  return NULL;
}

static GArray *
run_ids (BalieDb *db,
         const BalieSql *sql,
         const guint8 *only,
         gsize n_only,
         guint limit,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_sql_prepare (sql, db, error);

  if (!stmt)
    return NULL;
  return read_ids (stmt, only, n_only, limit, cancellable, error);
}

static GArray *
query_plain (BalieDb *db, const BalieOrderQuery *query, GCancellable *cancellable, GError **error)
{
  g_auto (BalieSql) sql = { 0 };

  balie_sql_init (&sql, "SELECT id FROM orders WHERE 1 = 1");
  append_filter (&sql, query->filter, query->today);
  append_ordering (&sql, query, TRUE);
  return run_ids (db, &sql, NULL, 0, 0, cancellable, error);
}

static GArray *
query_hits (BalieDb *db, const BalieOrderQuery *query, GCancellable *cancellable, GError **error)
{
  g_auto (BalieSql) sql = { 0 };

  balie_sql_init (&sql, "SELECT id FROM orders WHERE 1 = 1");
  append_filter (&sql, query->filter, query->today);
  g_string_append (sql.text, " AND id IN (");
  if (!balie_search_append_hits (&sql, db, BALIE_FIND_ORDER, query->search, error))
    return NULL;
  g_string_append_c (sql.text, ')');
  append_ordering (&sql, query, FALSE);
  return run_ids (db, &sql, NULL, 0, 0, cancellable, error);
}

/* The hits in no order, whatever the filter. */
static GArray *
find_hits (BalieDb *db, const BalieOrderQuery *query, GCancellable *cancellable, GError **error)
{
  g_auto (BalieSql) sql = { 0 };

  balie_sql_init (&sql, "");
  if (!balie_search_append_hits (&sql, db, BALIE_FIND_ORDER, query->search, error))
    return NULL;
  return run_ids (db, &sql, NULL, 0, 0, cancellable, error);
}

static guint32
find_last (const GArray *hits)
{
  guint32 last = 0;

  for (guint i = 0; i < hits->len; i++)
    last = MAX (last, g_array_index (hits, guint32, i));
  return last;
}

static guint8 *
mark_hits (const GArray *hits, gsize *n_bytes)
{
  guint8 *marks;

  *n_bytes = (gsize) find_last (hits) / 8 + 1;
  marks = g_malloc0 (*n_bytes);
  for (guint i = 0; i < hits->len; i++)
    {
      guint32 id = g_array_index (hits, guint32, i);

      marks[id / 8] |= (guint8) (1 << id % 8);
    }
  return marks;
}

static GArray *
walk_marked (BalieDb *db,
             const BalieOrderQuery *query,
             const GArray *hits,
             GCancellable *cancellable,
             GError **error)
{
  BalieOrderQuery whole = *query;
  gsize n_bytes;
  g_autofree guint8 *marks = mark_hits (hits, &n_bytes);
  g_auto (BalieSql) sql = { 0 };

  whole.limit = 0;
  balie_sql_init (&sql, "SELECT id FROM orders WHERE 1 = 1");
  append_filter (&sql, whole.filter, whole.today);
  append_ordering (&sql, &whole, TRUE);
  return run_ids (db, &sql, marks, n_bytes, query->limit, cancellable, error);
}

/**
 * balie_order_table_query_ids:
 * @db: a connection
 * @query: what is asked
 * @cancellable: (nullable): looked at while it runs
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type guint32): row ids in display order
 */
GArray *
balie_order_table_query_ids (BalieDb *db,
                             const BalieOrderQuery *query,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *words = g_strstrip (g_strdup (query->search ? query->search : ""));
  g_autoptr (GArray) hits = NULL;

  if (!balie_order_bulk_end (db, error))
    return NULL;
  if (*words == '\0')
    return query_plain (db, query, cancellable, error);
  if (!has_ordered_index (query))
    return query_hits (db, query, cancellable, error);
  hits = find_hits (db, query, cancellable, error);
  if (!hits)
    return NULL;
  if (hits->len > find_last (hits) / WALK_WHEN_FOUND_ONE_IN)
    return walk_marked (db, query, hits, cancellable, error);
  return query_hits (db, query, cancellable, error);
}

static gboolean
count_where (BalieDb *db, const BalieSql *sql, gint64 *count, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_sql_prepare (sql, db, error);
  gboolean has_row = FALSE;

  if (!stmt || !balie_stmt_step (stmt, &has_row, error))
    return FALSE;
  *count = balie_stmt_get_int (stmt, 0);
  return TRUE;
}

/**
 * balie_order_table_count:
 * @db: a connection
 * @today: today
 * @counts: (out): how many orders each filter has
 * @error: return location
 *
 * Each filter counts entries of its own index and reads no row; "all" is SQLite's count of the
 * smallest index, which adds up the sizes of its pages.
 *
 * Returns: %FALSE on failure
 */
gboolean
balie_order_table_count (BalieDb *db,
                         BalieDate today,
                         gint64 counts[BALIE_N_ORDER_FILTERS],
                         GError **error)
{
  for (int i = 0; i < BALIE_N_ORDER_FILTERS; i++)
    {
      g_auto (BalieSql) sql = { 0 };

      balie_sql_init (&sql, i == BALIE_ORDER_FILTER_ALL
                                ? "SELECT count(*) FROM orders"
                                : "SELECT count(*) FROM orders WHERE 1 = 1");
      append_filter (&sql, (BalieOrderFilter) i, today);
      if (!count_where (db, &sql, &counts[i], error))
        return FALSE;
    }
  return TRUE;
}

/**
 * balie_order_table_count_per_day:
 * @db: a connection
 * @today: the first day
 * @n_days: how many
 * @counts: (array length=n_days) (out caller-allocates): eligible orders per day; what is overdue
 *   counts for today
 * @error: return location
 *
 * Returns: %FALSE on failure
 */
gboolean
balie_order_table_count_per_day (BalieDb *db,
                                 BalieDate today,
                                 int n_days,
                                 gint64 *counts,
                                 GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        "SELECT due_on, count(*) FROM orders WHERE " BALIE_ORDER_ELIGIBLE
                        " AND due_on < ?1 GROUP BY due_on",
                        error);
  gboolean has_row = FALSE;

  memset (counts, 0, sizeof *counts * (gsize) n_days);
  if (!stmt)
    return FALSE;
  balie_stmt_bind_date (stmt, 1, today + n_days);
  while (balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      counts[MAX (balie_stmt_get_date (stmt, 0) - today, 0)] += balie_stmt_get_int (stmt, 1);
    }
  return FALSE;
}

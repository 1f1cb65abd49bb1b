/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "orders": one order at a time, and the short lists that the morning run asks for. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-order-table.h"

#include <glib/gi18n-lib.h>

#include "balie-error.h"
#include "balie-order-bulk.h"
#include "balie-order-row-sql.h"
#include "balie-search-index.h"

#define SELECT_ROWS "SELECT " BALIE_ORDER_ROW_COLUMNS " FROM orders "

static const char insert_sql[] =
    "INSERT INTO orders (version, " BALIE_ORDER_FIELD_COLUMNS
    ", blocking, rule, due_on, attention, changed_at, customer_key, search) "
    "VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
    "?19, ?20, ?21, ?22, ?23, ?24, ?25)";

static const char update_sql[] =
    "UPDATE orders SET version = version + 1, order_number = ?1, order_kind = ?2, status = ?3, "
    "dealer_number = ?4, brand = ?5, model = ?6, vin = ?7, plate = ?8, stock = ?9, "
    "unloading_date = ?10, delivery_date = ?11, planned_on = ?12, nlv_date = ?13, "
    "k_code_date = ?14, approved = ?15, customer_name = ?16, seller = ?17, plates = ?18, "
    "blocking = ?19, rule = ?20, due_on = ?21, attention = ?22, changed_at = ?23, "
    "customer_key = ?24, search = ?25 WHERE id = ?26 AND version = ?27";

/* Only a row that differs is written: explaining a million orders anew touches what changed. */
static const char explain_sql[] =
    "UPDATE orders SET blocking = ?1, rule = ?2, due_on = ?3, attention = ?4, request_state = ?5, "
    "changed_at = CASE WHEN request_state IS DISTINCT FROM ?5 THEN ?6 ELSE changed_at END "
    "WHERE id = ?7 AND (blocking <> ?1 OR rule IS DISTINCT FROM ?2 OR due_on IS DISTINCT FROM ?3 "
    "OR attention IS DISTINCT FROM ?4 OR request_state IS DISTINCT FROM ?5)";

/* For what would read every row without its index. */
static BalieStmt *
prepare_indexed (BalieDb *db, const char *sql, GError **error)
{
  return balie_order_bulk_end (db, error) ? balie_db_prepare (db, sql, error) : NULL;
}

/* Binds what insert and update have in common: parameters 1 to 25. */
static void
bind_row (BalieStmt *stmt,
          const BalieOrder *order,
          const BalieOrderTexts *texts,
          const BalieExplanation *explanation,
          gint64 now)
{
  int i = balie_order_bind_fields (stmt, 1, order, texts);

  i = balie_order_bind_explanation (stmt, i, explanation);
  balie_stmt_bind_int (stmt, i++, now);
  balie_stmt_bind_text (stmt, i++, texts->customer_key);
  balie_stmt_bind_text (stmt, i++, texts->search);
}

/**
 * balie_order_table_insert:
 * @db: a connection, in a writing transaction
 * @order: without an id; gets its id and version
 * @explanation: what the rules make of it
 * @now: Unix seconds
 * @error: return location; CONFLICT when the order number exists
 *
 * Returns: whether it was written
 */
gboolean
balie_order_table_insert (BalieDb *db,
                          BalieOrder *order,
                          const BalieExplanation *explanation,
                          gint64 now,
                          GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, insert_sql, error);
  g_auto (BalieOrderTexts) texts = { 0 };

  if (!stmt)
    return FALSE;
  balie_order_texts_init (&texts, order);
  bind_row (stmt, order, &texts, explanation, now);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  order->id = balie_db_get_last_id (db);
  order->version = 1;
  balie_db_note_change (db, "orders", order->id);
  return balie_order_bulk_count (db, order->id, error);
}

/**
 * balie_order_table_update:
 * @db: a connection, in a writing transaction
 * @order: as it shall be; its version is the one it was read with and counts up
 * @explanation: what the rules make of it
 * @now: Unix seconds
 * @error: return location; CONFLICT when it was changed since, or has another order's number
 *
 * Returns: whether it was written
 */
gboolean
balie_order_table_update (BalieDb *db,
                          BalieOrder *order,
                          const BalieExplanation *explanation,
                          gint64 now,
                          GError **error)
{
  g_autofree char *old_search = NULL;
  g_autoptr (BalieStmt) stmt = NULL;
  g_auto (BalieOrderTexts) texts = { 0 };

  if (!balie_search_index_dup_text (db, BALIE_FIND_ORDER, order->id, &old_search, error))
    return FALSE;
  stmt = balie_db_prepare (db, update_sql, error);
  if (!stmt)
    return FALSE;
  balie_order_texts_init (&texts, order);
  bind_row (stmt, order, &texts, explanation, now);
  balie_stmt_bind_int (stmt, 26, order->id);
  balie_stmt_bind_int (stmt, 27, order->version);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  if (balie_db_get_n_changed (db) == 0)
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CONFLICT,
                           _ ("The order was changed by someone else meanwhile"));
      return FALSE;
    }
  if (!balie_search_index_replace (db, BALIE_FIND_ORDER, order->id, old_search, texts.search,
                                   error))
    return FALSE;
  order->version++;
  balie_db_note_change (db, "orders", order->id);
  return TRUE;
}

/**
 * balie_order_table_set_explanation:
 * @db: a connection, in a writing transaction
 * @id: the order's id
 * @explanation: what the rules make of it now
 * @request_state: state of its newest request
 * @now: Unix seconds; counts as a change of the order only when @request_state is new
 * @error: return location
 *
 * The order's version stays: a person who edits the order meanwhile has no conflict with this.
 *
 * Returns: %FALSE on failure; a row that says so already is left alone
 */
gboolean
balie_order_table_set_explanation (BalieDb *db,
                                   gint64 id,
                                   const BalieExplanation *explanation,
                                   BalieRequestState request_state,
                                   gint64 now,
                                   GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, explain_sql, error);
  int i;

  if (!stmt)
    return FALSE;
  i = balie_order_bind_explanation (stmt, 1, explanation);
  balie_stmt_bind_text (stmt, i++, balie_order_get_state_code (request_state));
  balie_stmt_bind_int (stmt, i++, now);
  balie_stmt_bind_int (stmt, i++, id);
  if (!balie_stmt_run (stmt, error))
    return FALSE;
  if (balie_db_get_n_changed (db) > 0)
    balie_db_note_change (db, "orders", id);
  return TRUE;
}

/**
 * balie_order_table_has:
 * @db: a connection
 * @number: order number
 * @row: (out) (optional) (nullable): the order, %NULL if there is none
 * @error: return location
 *
 * Returns: whether there is such an order; look at @error to tell "no" from a failure
 */
gboolean
balie_order_table_has (BalieDb *db, const char *number, BalieOrderRow **row, GError **error)
{
  g_autoptr (BalieStmt) stmt = NULL;
  gboolean has_row = FALSE;

  if (row)
    *row = NULL;
  stmt = balie_db_prepare (db, SELECT_ROWS "WHERE order_number = ?1", error);
  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, number);
  if (!balie_stmt_step (stmt, &has_row, error) || !has_row)
    return FALSE;
  if (row)
    *row = balie_order_row_read (stmt);
  return TRUE;
}

/**
 * balie_order_table_get:
 * @db: a connection
 * @number: order number
 * @error: return location; NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the order
 */
BalieOrderRow *
balie_order_table_get (BalieDb *db, const char *number, GError **error)
{
  g_autoptr (GError) local = NULL;
  BalieOrderRow *row;

  if (balie_order_table_has (db, number, &row, &local))
    return row;
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND, _ ("There is no order “%s”"), number);
  return NULL;
}

/**
 * balie_order_table_get_rows:
 * @db: a connection
 * @ids: (array length=n_ids): ids
 * @n_ids: how many
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieOrderRow): in the order of @ids, %NULL
 *   elements for ids that are gone
 */
GPtrArray *
balie_order_table_get_rows (BalieDb *db, const guint32 *ids, gsize n_ids, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, SELECT_ROWS "WHERE id = ?1", error);
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_order_row_free);
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  for (gsize i = 0; i < n_ids; i++)
    {
      balie_stmt_bind_int (stmt, 1, ids[i]);
      if (!balie_stmt_step (stmt, &has_row, error))
        return NULL;
      g_ptr_array_add (rows, has_row ? balie_order_row_read (stmt) : NULL);
      balie_stmt_rewind (stmt);
    }
  return g_steal_pointer (&rows);
}

/**
 * balie_order_table_get_due:
 * @db: a connection
 * @today: today
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieOrderRow): eligible orders due today or
 *   before, the longest overdue first; costs what is due, not what is stored
 */
GPtrArray *
balie_order_table_get_due (BalieDb *db, BalieDate today, GError **error)
{
  g_autoptr (BalieStmt) stmt = prepare_indexed (
      db,
      SELECT_ROWS "WHERE " BALIE_ORDER_ELIGIBLE " AND due_on <= ?1 ORDER BY due_on, order_number",
      error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_date (stmt, 1, today);
  return balie_order_rows_read (stmt, error);
}

/**
 * balie_order_table_get_attention:
 * @db: a connection
 * @limit: 0 for all
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieOrderRow): orders that need a decision
 */
GPtrArray *
balie_order_table_get_attention (BalieDb *db, guint limit, GError **error)
{
  g_autoptr (BalieStmt) stmt = prepare_indexed (
      db, SELECT_ROWS "WHERE attention IS NOT NULL ORDER BY attention, order_number LIMIT ?1",
      error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, limit ? (gint64) limit : G_MAXINT64);
  return balie_order_rows_read (stmt, error);
}

/**
 * balie_order_table_get_after:
 * @db: a connection
 * @after_id: 0 at first, then the last one's id
 * @limit: size of a page
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieOrderRow): the next orders by id
 */
GPtrArray *
balie_order_table_get_after (BalieDb *db, gint64 after_id, guint limit, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, SELECT_ROWS "WHERE id > ?1 ORDER BY id LIMIT ?2", error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_int (stmt, 1, after_id);
  balie_stmt_bind_int (stmt, 2, limit);
  return balie_order_rows_read (stmt, error);
}

/**
 * balie_order_table_get_by_vin:
 * @db: a connection
 * @vin: clean VIN
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieOrderRow): all orders of the car
 */
GPtrArray *
balie_order_table_get_by_vin (BalieDb *db, const char *vin, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      prepare_indexed (db, SELECT_ROWS "WHERE vin = ?1 ORDER BY id", error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, vin);
  return balie_order_rows_read (stmt, error);
}

#define NEAR_DELIVERY                                                                              \
  "FROM orders WHERE plate = '' AND status <> 'delivered' AND status <> 'cancelled' "              \
  "AND delivery_date <= ?1 "

/**
 * balie_order_table_get_near_delivery:
 * @db: a connection
 * @until: last day looked at
 * @limit: the most rows returned
 * @n_all: (out) (optional): how many there are
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BalieOrderRow): orders to be delivered until
 *   then (or overdue) that have no plate, the earliest first
 */
GPtrArray *
balie_order_table_get_near_delivery (BalieDb *db,
                                     BalieDate until,
                                     guint limit,
                                     gint64 *n_all,
                                     GError **error)
{
  g_autoptr (BalieStmt) counting = prepare_indexed (db, "SELECT count(*) " NEAR_DELIVERY, error);
  g_autoptr (BalieStmt) stmt = NULL;
  gboolean has_row = FALSE;

  if (!counting)
    return NULL;
  balie_stmt_bind_date (counting, 1, until);
  if (!balie_stmt_step (counting, &has_row, error))
    return NULL;
  if (n_all)
    *n_all = balie_stmt_get_int (counting, 0);
  stmt = balie_db_prepare (
      db, "SELECT " BALIE_ORDER_ROW_COLUMNS " " NEAR_DELIVERY "ORDER BY delivery_date, id LIMIT ?2",
      error);
  if (!stmt)
    return NULL;
  balie_stmt_bind_date (stmt, 1, until);
  balie_stmt_bind_int (stmt, 2, limit);
  return balie_order_rows_read (stmt, error);
}

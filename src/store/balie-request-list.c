/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "plate_request": rows as objects, lists and counts. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include <string.h>

#include "balie-request-row-sql.h"
#include "balie-request-table.h"
#include "balie-sql.h"
#include "balie-text.h"

#define OPEN_STATES "('waiting', 'sending', 'unknown', 'requested', 'withdrawal-asked')"

static const char *const conditions[] = {
  [BALIE_REQUEST_FILTER_ALL] = "1 = 1",
  [BALIE_REQUEST_FILTER_OPEN] = "r.state IN " OPEN_STATES,
  [BALIE_REQUEST_FILTER_WAITING] = "r.state IN ('waiting', 'sending')",
  [BALIE_REQUEST_FILTER_UNKNOWN] = "r.state = 'unknown'",
  [BALIE_REQUEST_FILTER_REQUESTED] = "r.state IN ('requested', 'withdrawal-asked')",
  [BALIE_REQUEST_FILTER_APPROVED] = "r.state = 'approved'",
  [BALIE_REQUEST_FILTER_REJECTED] = "r.state = 'rejected'",
  [BALIE_REQUEST_FILTER_WITHDRAWN] = "r.state = 'withdrawn'",
  [BALIE_REQUEST_FILTER_PROBLEM] =
      "(r.state = 'rejected' OR (r.problem <> '' AND r.state IN " OPEN_STATES "))",
};

const char *
balie_request_get_origin_code (BalieRequestOrigin origin)
{
  return origin == BALIE_ORIGIN_AUTOMATIC ? "automatic" : "manual";
}

static void
read_text (BalieStmt *stmt, int column, char **text)
{
  g_free (*text);
  *text = g_strdup (balie_stmt_get_text (stmt, column));
}

static int
read_approved (BalieStmt *stmt, int first, BaliePlateRequest *request)
{
  int i = first;

  read_text (stmt, i++, &request->key);
  read_text (stmt, i++, &request->order_number);
  if (!balie_request_state_from_code (balie_stmt_get_text (stmt, i++), &request->state))
    request->state = BALIE_REQUEST_UNKNOWN;
  request->origin = strcmp (balie_stmt_get_text (stmt, i++), "automatic") == 0
                        ? BALIE_ORIGIN_AUTOMATIC
                        : BALIE_ORIGIN_MANUAL;
  read_text (stmt, i++, &request->origin_rule);
  read_text (stmt, i++, &request->approved_by);
  request->approved_at = balie_stmt_get_int (stmt, i++);
  read_text (stmt, i++, &request->desk);
  read_text (stmt, i++, &request->brand);
  read_text (stmt, i++, &request->dealer_number);
  read_text (stmt, i++, &request->vin);
  read_text (stmt, i++, &request->request_type);
  request->request_date = balie_stmt_get_date (stmt, i++);
  request->delivery_date = balie_stmt_get_date (stmt, i++);
  if (!balie_plates_parse (balie_stmt_get_text (stmt, i++), &request->plates, NULL))
    memset (&request->plates, 0, sizeof request->plates);
  return i;
}

BaliePlateRequest *
balie_request_read (BalieStmt *stmt)
{
  BaliePlateRequest *request = balie_plate_request_new ();
  int i = read_approved (stmt, 0, request);

  read_text (stmt, i++, &request->pon_id);
  read_text (stmt, i++, &request->plate);
  read_text (stmt, i++, &request->reason);
  read_text (stmt, i++, &request->problem);
  request->attempts = (int) balie_stmt_get_int (stmt, i++);
  request->next_attempt_at = balie_stmt_get_int (stmt, i++);
  read_text (stmt, i++, &request->claimed_by);
  request->claimed_at = balie_stmt_get_int (stmt, i++);
  read_text (stmt, i++, &request->pon_updated_at);
  request->updated_at = balie_stmt_get_int (stmt, i++);
  return request;
}

GPtrArray *
balie_requests_read (BalieStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) requests =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_plate_request_free);
  gboolean has_row = FALSE;

  while (balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&requests);
      g_ptr_array_add (requests, balie_request_read (stmt));
    }
  return NULL;
}

/**
 * balie_request_table_get_of_order:
 * @db: a connection
 * @order_number: an order
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BaliePlateRequest): newest first
 */
GPtrArray *
balie_request_table_get_of_order (BalieDb *db, const char *order_number, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (
      db, BALIE_REQUEST_SELECT "WHERE r.order_number = ?1 ORDER BY r.id DESC", error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, order_number);
  return balie_requests_read (stmt, error);
}

/* Every word stands somewhere in the order's search text or begins the key or the plate. */
static void
append_search (BalieSql *sql, const char *search)
{
  g_autofree char *folded = balie_text_fold (search);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (char **word = words; *word; word++)
    {
      g_autofree char *upper = balie_text_dup_alnum_upper (*word);
      g_autofree char *code = balie_text_fold (upper);

      g_string_append (sql->text, " AND (o.search LIKE ");
      balie_sql_append_parameter (sql, balie_sql_dup_like ("%", *word, "%"));
      g_string_append (sql->text, " ESCAPE '\\' OR r.key LIKE ");
      balie_sql_append_parameter (sql, balie_sql_dup_like ("", *word, "%"));
      g_string_append (sql->text, " ESCAPE '\\'");
      if (*code)
        {
          g_string_append (sql->text, " OR o.search LIKE ");
          balie_sql_append_parameter (sql, balie_sql_dup_like ("%", code, "%"));
          g_string_append (sql->text, " ESCAPE '\\' OR r.plate LIKE ");
          balie_sql_append_parameter (sql, balie_sql_dup_like ("", upper, "%"));
          g_string_append (sql->text, " ESCAPE '\\'");
        }
      g_string_append_c (sql->text, ')');
    }
}

/**
 * balie_request_table_list:
 * @db: a connection
 * @filter: which
 * @search: (nullable): words, each of which the order or the request must have
 * @limit: the most returned, 0 for all
 * @offset: how many are left out first
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BaliePlateRequest): newest first
 */
GPtrArray *
balie_request_table_list (BalieDb *db,
                          BalieRequestFilter filter,
                          const char *search,
                          guint limit,
                          guint offset,
                          GError **error)
{
  g_auto (BalieSql) sql = { 0 };
  g_autoptr (BalieStmt) stmt = NULL;

  g_return_val_if_fail ((gsize) filter < G_N_ELEMENTS (conditions), NULL);

  balie_sql_init (&sql, BALIE_REQUEST_SELECT);
  if (search && *search)
    g_string_append (sql.text, "JOIN orders o ON o.order_number = r.order_number ");
  g_string_append_printf (sql.text, "WHERE %s", conditions[filter]);
  if (search && *search)
    append_search (&sql, search);
  g_string_append (sql.text, " ORDER BY r.id DESC");
  if (limit > 0)
    g_string_append_printf (sql.text, " LIMIT %u OFFSET %u", limit, offset);
  stmt = balie_sql_prepare (&sql, db, error);
  return stmt ? balie_requests_read (stmt, error) : NULL;
}

/**
 * balie_request_table_count:
 * @db: a connection
 * @counts: (out): how many requests are in each state
 * @error: return location
 *
 * Returns: %FALSE on failure
 */
gboolean
balie_request_table_count (BalieDb *db, gint64 counts[BALIE_REQUEST_N_STATES], GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "SELECT state, count(*) FROM plate_request GROUP BY state", error);
  gboolean has_row = FALSE;

  memset (counts, 0, sizeof *counts * BALIE_REQUEST_N_STATES);
  if (!stmt)
    return FALSE;
  while (balie_stmt_step (stmt, &has_row, error))
    {
      BalieRequestState state;

      if (!has_row)
        return TRUE;
      if (balie_request_state_from_code (balie_stmt_get_text (stmt, 0), &state))
        counts[state] = balie_stmt_get_int (stmt, 1);
    }
  return FALSE;
}

/* The first column of the one row; @missing when it is NULL, -1 on failure. */
static gint64
read_number (BalieDb *db, const char *sql, gint64 missing, GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, sql, error);
  gboolean has_row = FALSE;

  if (!stmt || !balie_stmt_step (stmt, &has_row, error))
    return -1;
  if (!has_row || balie_stmt_is_null (stmt, 0))
    return missing;
  return balie_stmt_get_int (stmt, 0);
}

/**
 * balie_request_table_get_next_attempt:
 * @db: a connection
 * @error: return location
 *
 * Returns: Unix seconds at which the next unclaimed request may be worked on, %G_MAXINT64 when none
 *   waits, -1 on failure
 */
gint64
balie_request_table_get_next_attempt (BalieDb *db, GError **error)
{
  return read_number (db,
                      "SELECT min(next_attempt_at) FROM plate_request WHERE claimed_by = '' AND "
                      "state IN ('waiting', 'unknown', 'withdrawal-asked')",
                      G_MAXINT64, error);
}

/**
 * balie_request_table_count_open:
 * @db: a connection
 * @error: return location
 *
 * Returns: how many requests are open (as %BALIE_REQUEST_FILTER_OPEN), -1 on failure
 */
gint64
balie_request_table_count_open (BalieDb *db, GError **error)
{
  return read_number (db, "SELECT count(*) FROM plate_request WHERE state IN " OPEN_STATES, 0,
                      error);
}

/**
 * balie_request_table_get_approved_since:
 * @db: a connection
 * @origin: by a person or by the run
 * @since: Unix seconds, included
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BaliePlateRequest): those that the person or the
 *   run approved from then on, in whatever state they are now, the oldest first
 */
GPtrArray *
balie_request_table_get_approved_since (BalieDb *db,
                                        BalieRequestOrigin origin,
                                        gint64 since,
                                        GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        BALIE_REQUEST_SELECT "WHERE r.origin = ?1 AND r.approved_at >= ?2 "
                                             "ORDER BY r.approved_at, r.id",
                        error);

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, balie_request_get_origin_code (origin));
  balie_stmt_bind_int (stmt, 2, since);
  return balie_requests_read (stmt, error);
}

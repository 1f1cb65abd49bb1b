/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "plate_request", the outbox: writing requests and finding them. Claims and lists are in
 * balie-request-claim.c and balie-request-list.c. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-request-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-error.h"
#include "balie-request-row-sql.h"

static const char insert_sql[] =
    "INSERT INTO plate_request (key, order_number, state, origin, origin_rule, approved_by, "
    "approved_at, desk, brand, dealer_number, vin, request_type, request_date, delivery_date, "
    "plates, pon_id, plate, reason, problem, attempts, next_attempt_at, claimed_by, claimed_at, "
    "pon_updated_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
    "?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)";

/* What is sent to PON is never rewritten: it is what the person or the rule approved. */
static const char update_sql[] =
    "UPDATE plate_request SET state = ?1, pon_id = ?2, plate = ?3, reason = ?4, problem = ?5, "
    "attempts = ?6, next_attempt_at = ?7, claimed_by = ?8, claimed_at = ?9, "
    "pon_updated_at = ?10, updated_at = ?11 WHERE key = ?12 AND state = ?13";

static const char *
or_empty (const char *text)
{
  return text ? text : "";
}

static int
bind_approved (BalieStmt *stmt, int first, const BaliePlateRequest *request, const char *plates)
{
  int i = first;

  balie_stmt_bind_text (stmt, i++, request->key);
  balie_stmt_bind_text (stmt, i++, request->order_number);
  balie_stmt_bind_text (stmt, i++, balie_request_state_to_code (request->state));
  balie_stmt_bind_text (stmt, i++, balie_request_get_origin_code (request->origin));
  balie_stmt_bind_text (stmt, i++, or_empty (request->origin_rule));
  balie_stmt_bind_text (stmt, i++, or_empty (request->approved_by));
  balie_stmt_bind_int (stmt, i++, request->approved_at);
  balie_stmt_bind_text (stmt, i++, or_empty (request->desk));
  balie_stmt_bind_text (stmt, i++, or_empty (request->brand));
  balie_stmt_bind_text (stmt, i++, or_empty (request->dealer_number));
  balie_stmt_bind_text (stmt, i++, or_empty (request->vin));
  balie_stmt_bind_text (stmt, i++, or_empty (request->request_type));
  balie_stmt_bind_date (stmt, i++, request->request_date);
  balie_stmt_bind_date (stmt, i++, request->delivery_date);
  balie_stmt_bind_text (stmt, i++, plates);
  return i;
}

static int
bind_progress (BalieStmt *stmt, int first, const BaliePlateRequest *request)
{
  int i = first;

  balie_stmt_bind_text (stmt, i++, or_empty (request->pon_id));
  balie_stmt_bind_text (stmt, i++, or_empty (request->plate));
  balie_stmt_bind_text (stmt, i++, or_empty (request->reason));
  balie_stmt_bind_text (stmt, i++, or_empty (request->problem));
  balie_stmt_bind_int (stmt, i++, request->attempts);
  balie_stmt_bind_int (stmt, i++, request->next_attempt_at);
  balie_stmt_bind_text (stmt, i++, or_empty (request->claimed_by));
  balie_stmt_bind_int (stmt, i++, request->claimed_at);
  balie_stmt_bind_text (stmt, i++, or_empty (request->pon_updated_at));
  balie_stmt_bind_int (stmt, i++, request->updated_at);
  return i;
}

static gboolean
refuse_double (GError **error, GError *cause)
{
  if (cause->code == BALIE_ERROR_CONFLICT)
    g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CONFLICT,
                         _ ("There is a live plate request for this order or chassis number"));
  else
    g_propagate_error (error, g_error_copy (cause));
  return FALSE;
}

/**
 * balie_request_table_insert:
 * @db: a connection, in a writing transaction
 * @request: a new request
 * @error: return location; CONFLICT when the order or the VIN has a live request, NOT_FOUND when
 *   there is no such order
 *
 * Returns: whether it was written
 */
gboolean
balie_request_table_insert (BalieDb *db, const BaliePlateRequest *request, GError **error)
{
  g_autofree char *plates = balie_plates_dup_text (&request->plates);
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, insert_sql, error);
  g_autoptr (GError) local = NULL;

  if (!stmt)
    return FALSE;
  bind_progress (stmt, bind_approved (stmt, 1, request, plates), request);
  if (!balie_stmt_run (stmt, &local))
    return refuse_double (error, local);
  balie_db_note_change (db, "requests", balie_db_get_last_id (db));
  return TRUE;
}

/**
 * balie_request_table_update:
 * @db: a connection, in a writing transaction
 * @request: as it shall be; a %NULL or empty claim releases it
 * @expected: the state it must still be in
 * @error: return location; CONFLICT when it is not, or another live request took its place
 *
 * Writes the state and everything after the plates; what was approved stays as it is.
 *
 * Returns: whether it was written
 */
gboolean
balie_request_table_update (BalieDb *db,
                            const BaliePlateRequest *request,
                            BalieRequestState expected,
                            GError **error)
{
  g_autoptr (BalieStmt) stmt = balie_db_prepare (db, update_sql, error);
  g_autoptr (GError) local = NULL;
  int i;

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, balie_request_state_to_code (request->state));
  i = bind_progress (stmt, 2, request);
  balie_stmt_bind_text (stmt, i++, request->key);
  balie_stmt_bind_text (stmt, i++, balie_request_state_to_code (expected));
  if (!balie_stmt_run (stmt, &local))
    return refuse_double (error, local);
  if (balie_db_get_n_changed (db) == 0)
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CONFLICT,
                           _ ("The plate request has moved on meanwhile"));
      return FALSE;
    }
  return balie_request_note_change (db, request->key, error);
}

gboolean
balie_request_note_change (BalieDb *db, const char *key, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "SELECT id FROM plate_request WHERE key = ?1", error);
  gboolean has_row = FALSE;

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, key);
  if (!balie_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    balie_db_note_change (db, "requests", balie_stmt_get_int (stmt, 0));
  return TRUE;
}

/* One request by one text, NULL without error if there is none. */
static BaliePlateRequest *
find_by_text (BalieDb *db, const char *sql, const char *value, GError **error)
{
  g_autoptr (BalieStmt) stmt = NULL;
  gboolean has_row = FALSE;

  if (!value || !*value)
    return NULL;
  stmt = balie_db_prepare (db, sql, error);
  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, value);
  if (!balie_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  return balie_request_read (stmt);
}

/**
 * balie_request_table_get:
 * @db: a connection
 * @key: its UUID
 * @error: return location; NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the request
 */
BaliePlateRequest *
balie_request_table_get (BalieDb *db, const char *key, GError **error)
{
  g_autoptr (GError) local = NULL;
  BaliePlateRequest *request =
      find_by_text (db, BALIE_REQUEST_SELECT "WHERE r.key = ?1", key, &local);

  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (!request)
    g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND, _ ("There is no request “%s”"), key);
  return request;
}

/**
 * balie_request_table_find_by_pon_id:
 * @db: a connection
 * @pon_id: PON's id
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the request; %NULL without error when there is none
 */
BaliePlateRequest *
balie_request_table_find_by_pon_id (BalieDb *db, const char *pon_id, GError **error)
{
  return find_by_text (
      db, BALIE_REQUEST_SELECT "WHERE r.pon_id = ?1 AND r.pon_id <> '' ORDER BY r.id DESC LIMIT 1",
      pon_id, error);
}

/**
 * balie_request_table_find_live:
 * @db: a connection
 * @order_number: (nullable): an order
 * @vin: (nullable): a clean VIN
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the live request of the order, else of the car; %NULL without
 *   error when there is none
 */
BaliePlateRequest *
balie_request_table_find_live (BalieDb *db,
                               const char *order_number,
                               const char *vin,
                               GError **error)
{
  g_autoptr (GError) local = NULL;
  BaliePlateRequest *request = find_by_text (
      db, BALIE_REQUEST_SELECT "WHERE r.order_number = ?1 AND r.state IN " BALIE_REQUEST_LIVE,
      order_number, &local);

  if (!request && !local)
    request =
        find_by_text (db,
                      BALIE_REQUEST_SELECT "WHERE r.vin = ?1 AND r.state IN " BALIE_REQUEST_LIVE
                                           " AND r.vin <> ''",
                      vin, &local);
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  return request;
}

/**
 * balie_request_table_find_last_closed:
 * @db: a connection
 * @order_number: an order
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its newest request that was rejected or withdrawn; %NULL
 *   without error when there is none
 */
BaliePlateRequest *
balie_request_table_find_last_closed (BalieDb *db, const char *order_number, GError **error)
{
  return find_by_text (db,
                       BALIE_REQUEST_SELECT
                       "WHERE r.order_number = ?1 AND r.state IN ('rejected', 'withdrawn') "
                       "ORDER BY r.id DESC LIMIT 1",
                       order_number, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "search_answer": answers of Driver2 and KP, kept for a while by their question and page. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-answer-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-error.h"
#include "balie-json.h"

/**
 * balie_search_answer_new:
 *
 * Returns: (transfer full): an answer without customers
 */
BalieSearchAnswer *
balie_search_answer_new (void)
{
  BalieSearchAnswer *self = g_new0 (BalieSearchAnswer, 1);

  self->total = -1;
  self->customers = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_customer_free);
  return self;
}

/**
 * balie_search_answer_copy:
 * @self: (nullable): an answer
 *
 * Returns: (transfer full) (nullable): the same once more
 */
BalieSearchAnswer *
balie_search_answer_copy (const BalieSearchAnswer *self)
{
  BalieSearchAnswer *copy;

  if (!self)
    return NULL;
  copy = balie_search_answer_new ();
  copy->page = self->page;
  copy->total = self->total;
  copy->has_more = self->has_more;
  copy->fetched_at = self->fetched_at;
  for (guint i = 0; i < self->customers->len; i++)
    g_ptr_array_add (copy->customers, balie_customer_copy (g_ptr_array_index (self->customers, i)));
  return copy;
}

/**
 * balie_search_answer_free:
 * @self: (nullable) (transfer full): an answer
 */
void
balie_search_answer_free (BalieSearchAnswer *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->customers, g_ptr_array_unref);
  g_free (self);
}

static char *
dup_customers_json (const GPtrArray *customers)
{
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < customers->len; i++)
    json_array_add_object_element (array,
                                   balie_customer_to_json (g_ptr_array_index (customers, i)));
  json_node_init_array (node, array);
  return balie_json_to_text (node, FALSE);
}

static gboolean
add_customer (GPtrArray *customers, JsonNode *node, BalieSource source, GError **error)
{
  BalieCustomer *customer;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_DAMAGED,
                           _ ("The database file is damaged"));
      return FALSE;
    }
  customer = balie_customer_from_json (json_node_get_object (node), source, error);
  if (customer)
    g_ptr_array_add (customers, customer);
  return customer != NULL;
}

static gboolean
read_customers (GPtrArray *customers, const char *json, BalieSource source, GError **error)
{
  g_autoptr (JsonNode) node = balie_json_parse (json, strlen (json), error);
  JsonArray *array;

  if (!node)
    return FALSE;
  array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    if (!add_customer (customers, json_array_get_element (array, i), source, error))
      return FALSE;
  return TRUE;
}

/**
 * balie_search_answer_table_get:
 * @db: a connection
 * @source: who answered
 * @key: the question, by balie_customer_query_dup_key()
 * @page: from 1
 * @not_before: Unix seconds; an older answer does not count
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the answer; %NULL without error when there is none
 */
BalieSearchAnswer *
balie_search_answer_table_get (BalieDb *db,
                               BalieSource source,
                               const char *key,
                               int page,
                               gint64 not_before,
                               GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        "SELECT total, has_more, fetched_at, customers FROM search_answer WHERE "
                        "source = ?1 AND question = ?2 AND page = ?3 AND fetched_at >= ?4",
                        error);
  g_autoptr (BalieSearchAnswer) answer = NULL;
  gboolean has_row = FALSE;

  if (!stmt)
    return NULL;
  balie_stmt_bind_text (stmt, 1, balie_source_to_code (source));
  balie_stmt_bind_text (stmt, 2, key);
  balie_stmt_bind_int (stmt, 3, page);
  balie_stmt_bind_int (stmt, 4, not_before);
  if (!balie_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  answer = balie_search_answer_new ();
  answer->page = page;
  answer->total = balie_stmt_get_int (stmt, 0);
  answer->has_more = balie_stmt_get_int (stmt, 1) != 0;
  answer->fetched_at = balie_stmt_get_int (stmt, 2);
  if (!read_customers (answer->customers, balie_stmt_get_text (stmt, 3), source, error))
    return NULL;
  return g_steal_pointer (&answer);
}

/**
 * balie_search_answer_table_put:
 * @db: a connection, in a writing transaction
 * @source: who answered
 * @key: the question
 * @answer: the answer; replaces the one of its page
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
balie_search_answer_table_put (BalieDb *db,
                               BalieSource source,
                               const char *key,
                               const BalieSearchAnswer *answer,
                               GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        "INSERT OR REPLACE INTO search_answer (source, question, page, total, "
                        "has_more, customers, fetched_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                        error);
  g_autofree char *customers = NULL;

  if (!stmt)
    return FALSE;
  customers = dup_customers_json (answer->customers);
  balie_stmt_bind_text (stmt, 1, balie_source_to_code (source));
  balie_stmt_bind_text (stmt, 2, key);
  balie_stmt_bind_int (stmt, 3, answer->page);
  balie_stmt_bind_int (stmt, 4, answer->total);
  balie_stmt_bind_int (stmt, 5, answer->has_more != FALSE);
  balie_stmt_bind_text (stmt, 6, customers);
  balie_stmt_bind_int (stmt, 7, answer->fetched_at);
  balie_db_note_change (db, "answers", 0);
  return balie_stmt_run (stmt, error);
}

/**
 * balie_search_answer_table_forget:
 * @db: a connection, in a writing transaction
 * @source: who answered
 * @key: (nullable): the question, %NULL for all
 * @error: return location
 *
 * Returns: whether all pages are gone
 */
gboolean
balie_search_answer_table_forget (BalieDb *db, BalieSource source, const char *key, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db,
                        key ? "DELETE FROM search_answer WHERE source = ?1 AND question = ?2"
                            : "DELETE FROM search_answer WHERE source = ?1",
                        error);

  if (!stmt)
    return FALSE;
  balie_stmt_bind_text (stmt, 1, balie_source_to_code (source));
  if (key)
    balie_stmt_bind_text (stmt, 2, key);
  balie_db_note_change (db, "answers", 0);
  return balie_stmt_run (stmt, error);
}

/**
 * balie_search_answer_table_remove_before:
 * @db: a connection, in a writing transaction
 * @fetched_before: Unix seconds
 * @error: return location
 *
 * Returns: how many older answers were removed, -1 on failure
 */
gint64
balie_search_answer_table_remove_before (BalieDb *db, gint64 fetched_before, GError **error)
{
  g_autoptr (BalieStmt) stmt =
      balie_db_prepare (db, "DELETE FROM search_answer WHERE fetched_at < ?1", error);
  gint64 n;

  if (!stmt)
    return -1;
  balie_stmt_bind_int (stmt, 1, fetched_before);
  if (!balie_stmt_run (stmt, error))
    return -1;
  n = balie_db_get_n_changed (db);
  if (n > 0)
    balie_db_note_change (db, "answers", 0);
  return n;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An order with its explanation as a row of table "orders", there and back. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-order-row-sql.h"

#include <string.h>

#include "balie-text.h"

void
balie_order_texts_init (BalieOrderTexts *self, const BalieOrder *order)
{
  self->plates = balie_plates_dup_text (&order->plates);
  self->customer_key = balie_text_fold (order->customer_name);
  self->search = balie_order_dup_search_text (order);
}

void
balie_order_texts_clear (BalieOrderTexts *self)
{
  g_free (self->plates);
  g_free (self->customer_key);
  g_free (self->search);
}

int
balie_order_bind_fields (BalieStmt *stmt,
                         int first,
                         const BalieOrder *order,
                         const BalieOrderTexts *texts)
{
  int i = first;

  balie_stmt_bind_text (stmt, i++, order->number);
  balie_stmt_bind_text (stmt, i++, balie_order_kind_to_code (order->kind));
  balie_stmt_bind_text (stmt, i++, balie_order_status_to_code (order->status));
  balie_stmt_bind_text (stmt, i++, order->dealer_number);
  balie_stmt_bind_text (stmt, i++, order->brand);
  balie_stmt_bind_text (stmt, i++, order->model);
  balie_stmt_bind_text (stmt, i++, order->vin);
  balie_stmt_bind_text (stmt, i++, order->plate);
  balie_stmt_bind_int (stmt, i++, order->stock != FALSE);
  balie_stmt_bind_date (stmt, i++, order->unloading_date);
  balie_stmt_bind_date (stmt, i++, order->delivery_date);
  balie_stmt_bind_date (stmt, i++, order->planned_on);
  balie_stmt_bind_date (stmt, i++, order->nlv_date);
  balie_stmt_bind_date (stmt, i++, order->k_code_date);
  balie_stmt_bind_int (stmt, i++, order->approved != FALSE);
  balie_stmt_bind_text (stmt, i++, order->customer_name);
  balie_stmt_bind_text (stmt, i++, order->seller);
  balie_stmt_bind_text (stmt, i++, texts->plates);
  return i;
}

int
balie_order_bind_explanation (BalieStmt *stmt, int first, const BalieExplanation *explanation)
{
  int i = first;

  balie_stmt_bind_int (stmt, i++, explanation->blocking);
  balie_stmt_bind_text (
      stmt, i++,
      explanation->rule == BALIE_RULE_NONE ? NULL : balie_rule_to_code (explanation->rule));
  balie_stmt_bind_date (stmt, i++, explanation->due_on);
  balie_stmt_bind_text (stmt, i++,
                        explanation->attention == BALIE_ATTENTION_NONE
                            ? NULL
                            : balie_attention_to_code (explanation->attention));
  return i;
}

const char *
balie_order_get_state_code (BalieRequestState state)
{
  return state == BALIE_REQUEST_NONE ? NULL : balie_request_state_to_code (state);
}

static void
read_text (BalieStmt *stmt, int column, char **text)
{
  g_free (*text);
  *text = g_strdup (balie_stmt_get_text (stmt, column));
}

static BalieOrderKind
read_kind (BalieStmt *stmt, int column)
{
  return strcmp (balie_stmt_get_text (stmt, column), "used") == 0 ? BALIE_ORDER_KIND_USED
                                                                  : BALIE_ORDER_KIND_NEW;
}

static BalieOrderStatus
read_status (BalieStmt *stmt, int column)
{
  const char *code = balie_stmt_get_text (stmt, column);

  for (int i = BALIE_ORDER_STATUS_ORDERED; i <= BALIE_ORDER_STATUS_CANCELLED; i++)
    if (strcmp (code, balie_order_status_to_code ((BalieOrderStatus) i)) == 0)
      return (BalieOrderStatus) i;
  return BALIE_ORDER_STATUS_ORDERED;
}

static int
read_fields (BalieStmt *stmt, int first, BalieOrder *order)
{
  int i = first;

  read_text (stmt, i++, &order->number);
  order->kind = read_kind (stmt, i++);
  order->status = read_status (stmt, i++);
  read_text (stmt, i++, &order->dealer_number);
  read_text (stmt, i++, &order->brand);
  read_text (stmt, i++, &order->model);
  read_text (stmt, i++, &order->vin);
  read_text (stmt, i++, &order->plate);
  order->stock = balie_stmt_get_int (stmt, i++) != 0;
  order->unloading_date = balie_stmt_get_date (stmt, i++);
  order->delivery_date = balie_stmt_get_date (stmt, i++);
  order->planned_on = balie_stmt_get_date (stmt, i++);
  order->nlv_date = balie_stmt_get_date (stmt, i++);
  order->k_code_date = balie_stmt_get_date (stmt, i++);
  order->approved = balie_stmt_get_int (stmt, i++) != 0;
  read_text (stmt, i++, &order->customer_name);
  read_text (stmt, i++, &order->seller);
  if (!balie_plates_parse (balie_stmt_get_text (stmt, i++), &order->plates, NULL))
    memset (&order->plates, 0, sizeof order->plates);
  return i;
}

BalieOrderRow *
balie_order_row_read (BalieStmt *stmt)
{
  BalieOrderRow *row = balie_order_row_new ();
  int i = 0;

  row->order->id = balie_stmt_get_int (stmt, i++);
  row->order->version = balie_stmt_get_int (stmt, i++);
  i = read_fields (stmt, i, row->order);
  row->explanation.blocking = (guint) balie_stmt_get_int (stmt, i++);
  if (!balie_rule_from_code (balie_stmt_get_text (stmt, i++), &row->explanation.rule))
    row->explanation.rule = BALIE_RULE_NONE;
  row->explanation.due_on = balie_stmt_get_date (stmt, i++);
  if (!balie_attention_from_code (balie_stmt_get_text (stmt, i++), &row->explanation.attention))
    row->explanation.attention = BALIE_ATTENTION_NONE;
  if (!balie_request_state_from_code (balie_stmt_get_text (stmt, i++), &row->request_state))
    row->request_state = BALIE_REQUEST_NONE;
  row->changed_at = balie_stmt_get_int (stmt, i++);
  return row;
}

GPtrArray *
balie_order_rows_read (BalieStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_order_row_free);
  gboolean has_row = FALSE;

  while (balie_stmt_step (stmt, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&rows);
      g_ptr_array_add (rows, balie_order_row_read (stmt));
    }
  return NULL;
}

/**
 * balie_order_row_new:
 *
 * Returns: (transfer full): a row with an empty order and nothing to explain
 */
BalieOrderRow *
balie_order_row_new (void)
{
  BalieOrderRow *self = g_new0 (BalieOrderRow, 1);

  self->order = balie_order_new ();
  self->explanation.due_on = BALIE_DATE_NONE;
  return self;
}

/**
 * balie_order_row_copy:
 * @self: (nullable): a row
 *
 * Returns: (transfer full) (nullable): the same once more
 */
BalieOrderRow *
balie_order_row_copy (const BalieOrderRow *self)
{
  BalieOrderRow *copy;

  if (!self)
    return NULL;
  copy = g_new (BalieOrderRow, 1);
  *copy = *self;
  copy->order = balie_order_copy (self->order);
  return copy;
}

/**
 * balie_order_row_free:
 * @self: (nullable) (transfer full): a row
 */
void
balie_order_row_free (BalieOrderRow *self)
{
  if (!self)
    return;
  balie_order_free (self->order);
  g_free (self);
}

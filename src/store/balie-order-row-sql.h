/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of table "orders" and their way into and out of a row; shared by its files only. */
#pragma once

#include "balie-order-table.h"

G_BEGIN_DECLS

/* The codes of the 18 fields, in their order. */
#define BALIE_ORDER_FIELD_COLUMNS                                                                  \
  "order_number, order_kind, status, dealer_number, brand, model, vin, plate, stock, "             \
  "unloading_date, delivery_date, planned_on, nlv_date, k_code_date, approved, customer_name, "    \
  "seller, plates"
#define BALIE_ORDER_ROW_COLUMNS                                                                    \
  "id, version, " BALIE_ORDER_FIELD_COLUMNS                                                        \
  ", blocking, rule, due_on, attention, request_state, changed_at"
/* What the index "orders_due" holds, word by word. */
#define BALIE_ORDER_ELIGIBLE "blocking = 0 AND attention IS NULL AND due_on IS NOT NULL"

/**
 * BalieOrderTexts:
 *
 * Texts made for binding; they stay until the statement ran.
 */
typedef struct
{
  char *plates;
  char *customer_key;
  char *search;
} BalieOrderTexts;

void balie_order_texts_init (BalieOrderTexts *self, const BalieOrder *order);
void balie_order_texts_clear (BalieOrderTexts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BalieOrderTexts, balie_order_texts_clear)

/* Binds the fields from @first on; returns the next index. */
int balie_order_bind_fields (BalieStmt *stmt,
                             int first,
                             const BalieOrder *order,
                             const BalieOrderTexts *texts);
/* Binds blocking, rule, due_on, attention. */
int balie_order_bind_explanation (BalieStmt *stmt, int first, const BalieExplanation *explanation);
const char *balie_order_get_state_code (BalieRequestState state);
/* Reads BALIE_ORDER_ROW_COLUMNS. */
BalieOrderRow *balie_order_row_read (BalieStmt *stmt);
/* All rows that a statement gives. */
GPtrArray *balie_order_rows_read (BalieStmt *stmt, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of found customers: the seven columns and the origin; with little room one column of three lines. */
#pragma once

#include <adwaita.h>

#include "balie-found-item.h"

G_BEGIN_DECLS

#define BALIE_TYPE_CUSTOMER_TABLE (balie_customer_table_get_type ())
G_DECLARE_FINAL_TYPE (BalieCustomerTable, balie_customer_table, BALIE, CUSTOMER_TABLE, AdwBin)

/* signal "picked" (BalieFoundItem *item): a click or Enter on a row */

/* @rows: (element-type BalieFoundCustomer): of the page; nothing happens when they are the same. */
void balie_customer_table_set_rows (BalieCustomerTable *self, GPtrArray *rows);
guint balie_customer_table_get_n_rows (BalieCustomerTable *self);
void balie_customer_table_focus_first (BalieCustomerTable *self);

G_END_DECLS

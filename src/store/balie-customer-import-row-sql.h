/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of table "customer_import"; shared by its files only. */
#pragma once

#include "balie-customer-import-table.h"

G_BEGIN_DECLS

#define BALIE_IMPORT_SELECT                                                                        \
  "SELECT key, state, source, customer, person_key, number, reason, problem, attempts, "           \
  "next_attempt_at, claimed_by, claimed_at, actor, created_at, updated_at FROM customer_import "

/* (element-type BalieCustomerImport): all that a statement gives. */
GPtrArray *balie_customer_imports_read (BalieStmt *stmt, GError **error);

G_END_DECLS

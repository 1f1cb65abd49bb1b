/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of table "letter", for the files that read and write it. */
#pragma once

#include "balie-letter-table.h"

G_BEGIN_DECLS

#define BALIE_LETTER_COLUMNS                                                                       \
  "id, insurer, shipment, transfer, code, title, kind, category, urgency, application, policy, "   \
  "partner, agency, evb, plate, received_at, respond_by, state, done_by, done_at, order_number, "  \
  "dossier_number, linked_by"

/* (transfer full): of the columns above, from 0; without documents. */
BalieLetter *balie_letter_row_read (BalieStmt *stmt);
/* (nullable) (element-type BalieLetter): all rows. */
GPtrArray *balie_letter_rows_read (BalieStmt *stmt, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of table "plate_request" and their way out of a row; shared by its files only. */
#pragma once

#include "balie-request-table.h"

G_BEGIN_DECLS

#define BALIE_REQUEST_SELECT                                                                       \
  "SELECT r.key, r.order_number, r.state, r.origin, r.origin_rule, r.approved_by, "                \
  "r.approved_at, r.desk, r.brand, r.dealer_number, r.vin, r.request_type, r.request_date, "       \
  "r.delivery_date, r.plates, r.pon_id, r.plate, r.reason, r.problem, r.attempts, "                \
  "r.next_attempt_at, r.claimed_by, r.claimed_at, r.pon_updated_at, r.updated_at "                 \
  "FROM plate_request r "

/* Word by word what the unique indexes say (0001-foundation.sql). */
#define BALIE_REQUEST_LIVE                                                                         \
  "('waiting', 'sending', 'unknown', 'requested', 'approved', 'withdrawal-asked')"

const char *balie_request_get_origin_code (BalieRequestOrigin origin);
BaliePlateRequest *balie_request_read (BalieStmt *stmt);
GPtrArray *balie_requests_read (BalieStmt *stmt, GError **error);
gboolean balie_request_note_change (BalieDb *db, const char *key, GError **error);

G_END_DECLS

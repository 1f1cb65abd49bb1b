/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "plate_request": the outbox; unique indexes allow one live request per order and per VIN. */
#pragma once

#include "balie-db.h"
#include "balie-plate-request.h"

G_BEGIN_DECLS

typedef enum
{
  BALIE_REQUEST_FILTER_ALL,
  BALIE_REQUEST_FILTER_OPEN, /* waiting, sending, unknown, requested, withdrawal-asked */
  BALIE_REQUEST_FILTER_WAITING,
  BALIE_REQUEST_FILTER_UNKNOWN,
  BALIE_REQUEST_FILTER_REQUESTED,
  BALIE_REQUEST_FILTER_APPROVED,
  BALIE_REQUEST_FILTER_REJECTED,
  BALIE_REQUEST_FILTER_WITHDRAWN,
  BALIE_REQUEST_FILTER_PROBLEM, /* open with a problem code, or rejected */
} BalieRequestFilter;

/* BALIE_ERROR_CONFLICT when the order or the VIN has a live request. */
gboolean balie_request_table_insert (BalieDb *db, const BaliePlateRequest *request, GError **error);
/* Writes all changeable columns if the row is still in @expected, else CONFLICT. */
gboolean balie_request_table_update (BalieDb *db,
                                     const BaliePlateRequest *request,
                                     BalieRequestState expected,
                                     GError **error);
BaliePlateRequest *balie_request_table_get (BalieDb *db, const char *key, GError **error);
BaliePlateRequest *
balie_request_table_find_by_pon_id (BalieDb *db,
                                    const char *pon_id,
                                    GError **error); /* NULL without error: none */
BaliePlateRequest *balie_request_table_find_live (BalieDb *db,
                                                  const char *order_number,
                                                  const char *vin,
                                                  GError **error);
BaliePlateRequest *
balie_request_table_find_last_closed (BalieDb *db, const char *order_number, GError **error);
GPtrArray *balie_request_table_get_of_order (BalieDb *db, const char *order_number, GError **error);
GPtrArray *balie_request_table_list (BalieDb *db,
                                     BalieRequestFilter filter,
                                     const char *search,
                                     guint limit,
                                     guint offset,
                                     GError **error);
gboolean
balie_request_table_count (BalieDb *db, gint64 counts[BALIE_REQUEST_N_STATES], GError **error);
/* Takes up to @limit that may be worked on now (waiting, unknown, withdrawal-asked, or sending with
 * a claim older than @stale_before or by one of @dead_claimers) and marks them claimed by @claimer. */
GPtrArray *balie_request_table_claim (BalieDb *db,
                                      const char *claimer,
                                      gint64 now,
                                      gint64 stale_before,
                                      const char *const *dead_claimers,
                                      guint limit,
                                      GError **error);
gboolean
balie_request_table_release_claims (BalieDb *db, const char *claimer, gint64 now, GError **error);
GPtrArray *balie_request_table_get_claimers (BalieDb *db, GError **error);
/* G_MAXINT64 when none waits. */
gint64 balie_request_table_get_next_attempt (BalieDb *db, GError **error);
/* What waits for a later attempt may be tried now, but for what PON asked to wait ("unavailable"). */
gboolean balie_request_table_make_due (BalieDb *db, gint64 now, GError **error);
gint64 balie_request_table_count_open (BalieDb *db, GError **error);
GPtrArray *balie_request_table_get_approved_since (BalieDb *db,
                                                   BalieRequestOrigin origin,
                                                   gint64 since,
                                                   GError **error);

G_END_DECLS

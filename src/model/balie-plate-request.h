/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A request for licence plates: the eight shared fields, its states and its origin. */
#pragma once

#include <gio/gio.h>

#include "balie-order.h"

G_BEGIN_DECLS

/**
 * BalieRequestState:
 * @BALIE_REQUEST_NONE: the order never had a request
 * @BALIE_REQUEST_WAITING: committed here, not sent
 * @BALIE_REQUEST_SENDING: a desk has claimed it and may be sending
 * @BALIE_REQUEST_UNKNOWN: sent, outcome unknown; PON is asked after it by its key
 * @BALIE_REQUEST_REQUESTED: PON has it ("received")
 * @BALIE_REQUEST_APPROVED: PON issued the plate
 * @BALIE_REQUEST_REJECTED: PON said no; closed
 * @BALIE_REQUEST_WITHDRAWAL_ASKED: PON is asked to withdraw
 * @BALIE_REQUEST_WITHDRAWN: closed, the order and the VIN are free
 *
 * Live (it blocks order and VIN): waiting, sending, unknown, requested, approved, withdrawal-asked.
 */
typedef enum
{
  BALIE_REQUEST_NONE,
  BALIE_REQUEST_WAITING,
  BALIE_REQUEST_SENDING,
  BALIE_REQUEST_UNKNOWN,
  BALIE_REQUEST_REQUESTED,
  BALIE_REQUEST_APPROVED,
  BALIE_REQUEST_REJECTED,
  BALIE_REQUEST_WITHDRAWAL_ASKED,
  BALIE_REQUEST_WITHDRAWN,
  BALIE_REQUEST_N_STATES,
} BalieRequestState;

typedef enum
{
  BALIE_ORIGIN_MANUAL,
  BALIE_ORIGIN_AUTOMATIC,
} BalieRequestOrigin;

/**
 * BaliePlateRequest:
 * @key: UUID, the idempotency key and the primary key
 * @origin_rule: the rule's code when automatic, else ""
 * @approved_by: login of the person, or of the run's desk user
 * @approved_at: Unix seconds
 * @request_date: day of the request in the dealer's zone
 * @pon_id: PON's id, "" while unknown
 * @plate: plate issued, without dashes, "" until approved
 * @reason: PON's reason or our sentence's cause, plain text, "" if none
 * @problem: stable code of the last failed attempt ("offline", "timeout", "unclear",
 *   "unavailable", "refused", "conflict", "not-configured", "secret"), "" if none
 * @attempts: how many times it was sent or asked after since the last success
 * @next_attempt_at: Unix seconds before which it is left alone, 0 for now
 * @claimed_by: desk and process that sends it, "" if none
 * @claimed_at: Unix seconds
 * @pon_updated_at: PON's own time stamp, ISO 8601, "" if none
 *
 * Brand to plates are a copy made at approval: exactly what is sent.
 */
typedef struct
{
  char *key;
  char *order_number;
  BalieRequestState state;
  BalieRequestOrigin origin;
  char *origin_rule;
  char *approved_by;
  gint64 approved_at;
  char *desk;
  char *brand;
  char *dealer_number;
  char *vin;
  char *request_type;
  BalieDate request_date;
  BalieDate delivery_date;
  BaliePlates plates;
  char *pon_id;
  char *plate;
  char *reason;
  char *problem;
  int attempts;
  gint64 next_attempt_at;
  char *claimed_by;
  gint64 claimed_at;
  char *pon_updated_at;
  gint64 updated_at;
} BaliePlateRequest;

BaliePlateRequest *balie_plate_request_new (void);
BaliePlateRequest *balie_plate_request_new_for_order (const BalieOrder *order,
                                                      const char *request_type,
                                                      BalieDate request_date);
BaliePlateRequest *balie_plate_request_copy (const BaliePlateRequest *self);
void balie_plate_request_free (BaliePlateRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaliePlateRequest, balie_plate_request_free)

gboolean balie_plate_request_same_fields (const BaliePlateRequest *a, const BaliePlateRequest *b);
gboolean balie_request_state_is_live (BalieRequestState state);
gboolean balie_request_state_can_become (BalieRequestState from, BalieRequestState to);
const char *balie_request_state_to_code (BalieRequestState state);
gboolean balie_request_state_from_code (const char *code, BalieRequestState *state);
const char *balie_request_state_to_label (BalieRequestState state);

G_END_DECLS

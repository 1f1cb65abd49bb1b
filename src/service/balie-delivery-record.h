/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an outcome of talking to PON makes of a request: from value to value, without a clock, chance
 * or a store, so that every state meets every outcome in one table. Internal to the service layer. */
#pragma once

#include "balie-activity.h"
#include "balie-plate-request.h"

G_BEGIN_DECLS

/**
 * BalieOutcomeKind:
 * @BALIE_OUTCOME_RECEIVED: PON has it and has not decided
 * @BALIE_OUTCOME_ISSUED: PON issued the plate
 * @BALIE_OUTCOME_REJECTED: PON decided against it
 * @BALIE_OUTCOME_WITHDRAWN: it is withdrawn at PON
 * @BALIE_OUTCOME_ABSENT: PON was asked and does not have it
 * @BALIE_OUTCOME_WITHDRAWAL_REFUSED: PON will not withdraw it
 * @BALIE_OUTCOME_OFFLINE: nothing was sent (also: no secret, no address)
 * @BALIE_OUTCOME_UNCLEAR: bytes left, no usable answer came
 * @BALIE_OUTCOME_UNAVAILABLE: PON asked to come back later
 * @BALIE_OUTCOME_LOCKED_OUT: PON does not let us in (401, 403)
 * @BALIE_OUTCOME_CONFLICT: PON refused to make it: another live request for the VIN
 * @BALIE_OUTCOME_REFUSED: PON refused to make it: not valid
 * @BALIE_OUTCOME_NOT_TRIED: the claim was given back, nothing was done
 *
 * The first four are facts about PON's side and count whoever learned them; the others only for the
 * holder of the claim, because somebody else may have taken over since.
 */
typedef enum
{
  BALIE_OUTCOME_RECEIVED,
  BALIE_OUTCOME_ISSUED,
  BALIE_OUTCOME_REJECTED,
  BALIE_OUTCOME_WITHDRAWN,
  BALIE_OUTCOME_ABSENT,
  BALIE_OUTCOME_WITHDRAWAL_REFUSED,
  BALIE_OUTCOME_OFFLINE,
  BALIE_OUTCOME_UNCLEAR,
  BALIE_OUTCOME_UNAVAILABLE,
  BALIE_OUTCOME_LOCKED_OUT,
  BALIE_OUTCOME_CONFLICT,
  BALIE_OUTCOME_REFUSED,
  BALIE_OUTCOME_NOT_TRIED,
  BALIE_N_OUTCOMES,
} BalieOutcomeKind;

/**
 * BalieOutcome:
 * @key: of our request, "" when only @pon_id is known
 * @claimed_by: claim under which it was learned, "" for a fetched state
 * @claimed_at: time of that claim
 * @problem: stable code, "" for success
 * @retry_after: seconds PON asked for, -1 if not said
 * @tries: how many times this was tried in a row, this one included; 0 = as the request counts
 * @sent_at: when the request itself left, 0 if it did not
 * @error: (nullable): what failed
 * @pon_id: "" if not told, as the other texts
 */
typedef struct
{
  BalieOutcomeKind kind;
  char *key;
  char *claimed_by;
  gint64 claimed_at;
  const char *problem;
  gint64 retry_after;
  int tries;
  gint64 sent_at;
  GError *error;
  char *pon_id;
  char *plate;
  char *reason;
  char *pon_updated_at;
} BalieOutcome;

BalieOutcome *balie_outcome_new (BalieOutcomeKind kind);
BalieOutcome *balie_outcome_new_for (BalieOutcomeKind kind, const BaliePlateRequest *claimed);
void balie_outcome_free (BalieOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieOutcome, balie_outcome_free)

/**
 * BalieTransition:
 * @changed: the request must be written
 * @activity: (nullable): what history tells of it, without order, desk and actor's default
 * @reopened: it was closed here and is live again
 */
typedef struct
{
  gboolean changed;
  BalieActivity *activity;
  gboolean reopened;
} BalieTransition;

void balie_transition_clear (BalieTransition *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BalieTransition, balie_transition_clear)

/* Changes @request. @chance is from 0 up to 1 and spreads the time of the next attempt. */
BalieTransition balie_delivery_apply (BaliePlateRequest *request,
                                      const BalieOutcome *outcome,
                                      gint64 now,
                                      double chance);
/* Seconds until the next attempt after @tries failures in a row of that kind. */
gint64
balie_delivery_back_off (BalieOutcomeKind kind, int tries, gint64 retry_after, double chance);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an error means for something that is to be done exactly once at a remote. Internal to the
 * deliveries. */
#pragma once

#include "balie-delivery-record.h"

G_BEGIN_DECLS

/* What was being done when it came. */
typedef enum
{
  BALIE_OUTBOX_SEND,
  BALIE_OUTBOX_ASK,
  BALIE_OUTBOX_WITHDRAW,
  BALIE_OUTBOX_N_DEEDS,
} BalieOutboxDeed;

BalieOutcomeKind balie_outcome_kind_from_error (const GError *error, BalieOutboxDeed deed);
/* Stable code, "" for none. (transfer none) */
const char *balie_outcome_get_problem (BalieOutcomeKind kind, const GError *error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an error means for something that is to be done exactly once at a remote: one table. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-outbox-meaning.h"

#include "balie-error.h"

/* What an error of each kind means while sending, while asking, and while withdrawing. */
typedef struct
{
  int code;
  BalieOutcomeKind kinds[BALIE_OUTBOX_N_DEEDS];
  const char *problem;
} ErrorMeaning;

/* Only a request that is being sent can be refused itself; a question or withdrawal that is not
 * accepted says nothing about it but that we are not let in. */
static const ErrorMeaning meanings[] = {
  { BALIE_ERROR_OFFLINE,
    { BALIE_OUTCOME_OFFLINE, BALIE_OUTCOME_OFFLINE, BALIE_OUTCOME_OFFLINE },
    "offline" },
  { BALIE_ERROR_TIMEOUT,
    { BALIE_OUTCOME_UNCLEAR, BALIE_OUTCOME_UNCLEAR, BALIE_OUTCOME_UNCLEAR },
    "timeout" },
  { BALIE_ERROR_UNAVAILABLE,
    { BALIE_OUTCOME_UNAVAILABLE, BALIE_OUTCOME_UNAVAILABLE, BALIE_OUTCOME_UNAVAILABLE },
    "unavailable" },
  { BALIE_ERROR_CONFLICT,
    { BALIE_OUTCOME_CONFLICT, BALIE_OUTCOME_LOCKED_OUT, BALIE_OUTCOME_WITHDRAWAL_REFUSED },
    "conflict" },
  { BALIE_ERROR_REFUSED,
    { BALIE_OUTCOME_REFUSED, BALIE_OUTCOME_LOCKED_OUT, BALIE_OUTCOME_WITHDRAWAL_REFUSED },
    "refused" },
  { BALIE_ERROR_NOT_FOUND,
    { BALIE_OUTCOME_REFUSED, BALIE_OUTCOME_ABSENT, BALIE_OUTCOME_ABSENT },
    "" },
  { BALIE_ERROR_NOT_PERMITTED,
    { BALIE_OUTCOME_LOCKED_OUT, BALIE_OUTCOME_LOCKED_OUT, BALIE_OUTCOME_LOCKED_OUT },
    "refused" },
  { BALIE_ERROR_SECRET,
    { BALIE_OUTCOME_LOCKED_OUT, BALIE_OUTCOME_LOCKED_OUT, BALIE_OUTCOME_LOCKED_OUT },
    "secret" },
  { BALIE_ERROR_NOT_CONFIGURED,
    { BALIE_OUTCOME_OFFLINE, BALIE_OUTCOME_OFFLINE, BALIE_OUTCOME_OFFLINE },
    "not-configured" },
  { BALIE_ERROR_INVALID_INPUT,
    { BALIE_OUTCOME_OFFLINE, BALIE_OUTCOME_OFFLINE, BALIE_OUTCOME_OFFLINE },
    "not-configured" },
  { BALIE_ERROR_CANCELLED,
    { BALIE_OUTCOME_UNCLEAR, BALIE_OUTCOME_NOT_TRIED, BALIE_OUTCOME_UNCLEAR },
    "unclear" },
};

/* Whatever is not in the table may have arrived. */
static const ErrorMeaning unclear = {
  BALIE_ERROR_UNCLEAR,
  { BALIE_OUTCOME_UNCLEAR, BALIE_OUTCOME_UNCLEAR, BALIE_OUTCOME_UNCLEAR },
  "unclear",
};

static const ErrorMeaning *
find_meaning (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    {
      if (g_error_matches (error, BALIE_ERROR, meanings[i].code))
        return &meanings[i];
    }
  return &unclear;
}

BalieOutcomeKind
balie_outcome_kind_from_error (const GError *error, BalieOutboxDeed deed)
{
  return find_meaning (error)->kinds[deed];
}

const char *
balie_outcome_get_problem (BalieOutcomeKind kind, const GError *error)
{
  const ErrorMeaning *meaning = find_meaning (error);

  if (kind == BALIE_OUTCOME_REFUSED || kind == BALIE_OUTCOME_WITHDRAWAL_REFUSED ||
      kind == BALIE_OUTCOME_ABSENT || kind == BALIE_OUTCOME_NOT_TRIED)
    return "";
  return g_str_equal (meaning->problem, "conflict") && kind == BALIE_OUTCOME_LOCKED_OUT
             ? "refused"
             : meaning->problem;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of what becomes of a request: a row per outcome, a column per state. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-delivery-record.h"

/* What a cell asks for besides the new state. */
typedef enum
{
  CELL_NOTHING = 0,
  CELL_ANSWER = 1 << 0,   /* take over PON's id, time, plate and reason */
  CELL_IF_NEWER = 1 << 1, /* only if PON's time stamp is later than the one we know */
  CELL_RETRY = 1 << 2,    /* count the failure, keep its problem, come back later */
  CELL_NOW = 1 << 3,      /* may be worked on again at once */
  CELL_DONE = 1 << 4,     /* the attempts are over: forget problem and count */
  CELL_PUT_OFF = 1 << 5,  /* not counted; at once, or when the outcome says */
} CellFlags;

typedef struct
{
  BalieRequestState to; /* NONE: stays as it is */
  int activity;         /* -1: none */
  CellFlags flags;
} Cell;

#define STAYS                                                                                      \
  {                                                                                                \
    BALIE_REQUEST_NONE, -1, CELL_NOTHING                                                           \
  }
#define CELL(state, kind, cell_flags)                                                              \
  {                                                                                                \
    BALIE_REQUEST_##state, BALIE_ACTIVITY_##kind, (cell_flags)                                     \
  }
#define QUIET(state, cell_flags)                                                                   \
  {                                                                                                \
    BALIE_REQUEST_##state, -1, (cell_flags)                                                        \
  }

#define TAKEN (CELL_ANSWER | CELL_DONE)
#define AGAIN (CELL_RETRY)

/* PON's decision on a request that is closed here is never lost: what was rejected or withdrawn here
 * and is issued there becomes approved again, and what was withdrawn here but has arrived there is
 * withdrawn there too. An issued plate is final: older and other answers do not take it away. */
static const Cell cells[BALIE_N_OUTCOMES][BALIE_REQUEST_N_STATES] = {
  [BALIE_OUTCOME_RECEIVED] = {
    [BALIE_REQUEST_WAITING] = CELL (REQUESTED, REQUEST_RECEIVED, TAKEN),
    [BALIE_REQUEST_SENDING] = CELL (REQUESTED, REQUEST_RECEIVED, TAKEN),
    [BALIE_REQUEST_UNKNOWN] = CELL (REQUESTED, REQUEST_RECEIVED, TAKEN),
    [BALIE_REQUEST_REQUESTED] = QUIET (REQUESTED, TAKEN | CELL_IF_NEWER),
    [BALIE_REQUEST_APPROVED] = STAYS,
    [BALIE_REQUEST_REJECTED] = CELL (REQUESTED, REQUEST_RECEIVED, TAKEN | CELL_IF_NEWER),
    [BALIE_REQUEST_WITHDRAWAL_ASKED]
        = QUIET (WITHDRAWAL_ASKED, CELL_ANSWER | CELL_IF_NEWER | CELL_NOW),
    [BALIE_REQUEST_WITHDRAWN]
        = CELL (WITHDRAWAL_ASKED, WITHDRAWAL_ASKED, CELL_ANSWER | CELL_IF_NEWER | CELL_NOW),
  },
  [BALIE_OUTCOME_ISSUED] = {
    [BALIE_REQUEST_WAITING] = CELL (APPROVED, PLATE_ISSUED, TAKEN),
    [BALIE_REQUEST_SENDING] = CELL (APPROVED, PLATE_ISSUED, TAKEN),
    [BALIE_REQUEST_UNKNOWN] = CELL (APPROVED, PLATE_ISSUED, TAKEN),
    [BALIE_REQUEST_REQUESTED] = CELL (APPROVED, PLATE_ISSUED, TAKEN),
    [BALIE_REQUEST_APPROVED] = CELL (APPROVED, PLATE_ISSUED, TAKEN | CELL_IF_NEWER),
    [BALIE_REQUEST_REJECTED] = CELL (APPROVED, PLATE_ISSUED, TAKEN),
    [BALIE_REQUEST_WITHDRAWAL_ASKED] = CELL (APPROVED, PLATE_ISSUED, TAKEN),
    [BALIE_REQUEST_WITHDRAWN] = CELL (APPROVED, PLATE_ISSUED, TAKEN),
  },
  [BALIE_OUTCOME_REJECTED] = {
    [BALIE_REQUEST_WAITING] = CELL (REJECTED, REQUEST_REJECTED, TAKEN),
    [BALIE_REQUEST_SENDING] = CELL (REJECTED, REQUEST_REJECTED, TAKEN),
    [BALIE_REQUEST_UNKNOWN] = CELL (REJECTED, REQUEST_REJECTED, TAKEN),
    [BALIE_REQUEST_REQUESTED] = CELL (REJECTED, REQUEST_REJECTED, TAKEN),
    [BALIE_REQUEST_APPROVED] = STAYS,
    [BALIE_REQUEST_REJECTED] = STAYS,
    [BALIE_REQUEST_WITHDRAWAL_ASKED] = CELL (REJECTED, REQUEST_REJECTED, TAKEN),
    [BALIE_REQUEST_WITHDRAWN] = STAYS,
  },
  [BALIE_OUTCOME_WITHDRAWN] = {
    [BALIE_REQUEST_WAITING] = CELL (WITHDRAWN, REQUEST_WITHDRAWN, TAKEN),
    [BALIE_REQUEST_SENDING] = CELL (WITHDRAWN, REQUEST_WITHDRAWN, TAKEN),
    [BALIE_REQUEST_UNKNOWN] = CELL (WITHDRAWN, REQUEST_WITHDRAWN, TAKEN),
    [BALIE_REQUEST_REQUESTED] = CELL (WITHDRAWN, REQUEST_WITHDRAWN, TAKEN),
    [BALIE_REQUEST_APPROVED] = STAYS,
    [BALIE_REQUEST_REJECTED] = STAYS,
    [BALIE_REQUEST_WITHDRAWAL_ASKED] = CELL (WITHDRAWN, REQUEST_WITHDRAWN, TAKEN),
    [BALIE_REQUEST_WITHDRAWN] = QUIET (WITHDRAWN, CELL_ANSWER | CELL_IF_NEWER),
  },
  /* Not there means that nothing was done: the same key may be sent again, or a withdrawal is over. */
  [BALIE_OUTCOME_ABSENT] = {
    [BALIE_REQUEST_WAITING] = QUIET (WAITING, CELL_NOW),
    [BALIE_REQUEST_SENDING] = QUIET (WAITING, CELL_NOW),
    [BALIE_REQUEST_UNKNOWN] = QUIET (WAITING, CELL_NOW),
    [BALIE_REQUEST_REQUESTED] = STAYS,
    [BALIE_REQUEST_APPROVED] = STAYS,
    [BALIE_REQUEST_REJECTED] = STAYS,
    [BALIE_REQUEST_WITHDRAWAL_ASKED] = CELL (WITHDRAWN, REQUEST_WITHDRAWN, CELL_DONE),
    [BALIE_REQUEST_WITHDRAWN] = STAYS,
  },
  [BALIE_OUTCOME_WITHDRAWAL_REFUSED] = {
    [BALIE_REQUEST_WAITING] = STAYS,
    [BALIE_REQUEST_SENDING] = STAYS,
    [BALIE_REQUEST_UNKNOWN] = STAYS,
    [BALIE_REQUEST_REQUESTED] = STAYS,
    [BALIE_REQUEST_APPROVED] = STAYS,
    [BALIE_REQUEST_REJECTED] = STAYS,
    [BALIE_REQUEST_WITHDRAWAL_ASKED] = CELL (REQUESTED, WITHDRAWAL_REFUSED, TAKEN),
    [BALIE_REQUEST_WITHDRAWN] = STAYS,
  },
  [BALIE_OUTCOME_OFFLINE] = {
    [BALIE_REQUEST_WAITING] = QUIET (WAITING, AGAIN),
    [BALIE_REQUEST_SENDING] = QUIET (WAITING, AGAIN),
    [BALIE_REQUEST_UNKNOWN] = QUIET (UNKNOWN, AGAIN),
    [BALIE_REQUEST_REQUESTED] = STAYS,
    [BALIE_REQUEST_APPROVED] = STAYS,
    [BALIE_REQUEST_REJECTED] = STAYS,
    [BALIE_REQUEST_WITHDRAWAL_ASKED] = QUIET (WITHDRAWAL_ASKED, AGAIN),
    [BALIE_REQUEST_WITHDRAWN] = STAYS,
  },
  [BALIE_OUTCOME_UNCLEAR] = {
    [BALIE_REQUEST_WAITING] = CELL (UNKNOWN, REQUEST_UNCLEAR, AGAIN),
    [BALIE_REQUEST_SENDING] = CELL (UNKNOWN, REQUEST_UNCLEAR, AGAIN),
    [BALIE_REQUEST_UNKNOWN] = QUIET (UNKNOWN, AGAIN),
    [BALIE_REQUEST_REQUESTED] = STAYS,
    [BALIE_REQUEST_APPROVED] = STAYS,
    [BALIE_REQUEST_REJECTED] = STAYS,
    [BALIE_REQUEST_WITHDRAWAL_ASKED] = QUIET (WITHDRAWAL_ASKED, AGAIN),
    [BALIE_REQUEST_WITHDRAWN] = STAYS,
  },
  [BALIE_OUTCOME_UNAVAILABLE] = {
    [BALIE_REQUEST_WAITING] = QUIET (WAITING, AGAIN),
    [BALIE_REQUEST_SENDING] = QUIET (WAITING, AGAIN),
    [BALIE_REQUEST_UNKNOWN] = QUIET (UNKNOWN, AGAIN),
    [BALIE_REQUEST_REQUESTED] = STAYS,
    [BALIE_REQUEST_APPROVED] = STAYS,
    [BALIE_REQUEST_REJECTED] = STAYS,
    [BALIE_REQUEST_WITHDRAWAL_ASKED] = QUIET (WITHDRAWAL_ASKED, AGAIN),
    [BALIE_REQUEST_WITHDRAWN] = STAYS,
  },
  [BALIE_OUTCOME_LOCKED_OUT] = {
    [BALIE_REQUEST_WAITING] = QUIET (WAITING, AGAIN),
    [BALIE_REQUEST_SENDING] = QUIET (WAITING, AGAIN),
    [BALIE_REQUEST_UNKNOWN] = QUIET (UNKNOWN, AGAIN),
    [BALIE_REQUEST_REQUESTED] = STAYS,
    [BALIE_REQUEST_APPROVED] = STAYS,
    [BALIE_REQUEST_REJECTED] = STAYS,
    [BALIE_REQUEST_WITHDRAWAL_ASKED] = QUIET (WITHDRAWAL_ASKED, AGAIN),
    [BALIE_REQUEST_WITHDRAWN] = STAYS,
  },
  /* The same key is answered with its request: a refusal to make it says that there is none. */
  [BALIE_OUTCOME_CONFLICT] = {
    [BALIE_REQUEST_WAITING] = CELL (REJECTED, REQUEST_REJECTED, TAKEN),
    [BALIE_REQUEST_SENDING] = CELL (REJECTED, REQUEST_REJECTED, TAKEN),
    [BALIE_REQUEST_UNKNOWN] = CELL (REJECTED, REQUEST_REJECTED, TAKEN),
    [BALIE_REQUEST_REQUESTED] = STAYS,
    [BALIE_REQUEST_APPROVED] = STAYS,
    [BALIE_REQUEST_REJECTED] = STAYS,
    [BALIE_REQUEST_WITHDRAWAL_ASKED] = CELL (WITHDRAWN, REQUEST_WITHDRAWN, CELL_DONE),
    [BALIE_REQUEST_WITHDRAWN] = STAYS,
  },
  [BALIE_OUTCOME_REFUSED] = {
    [BALIE_REQUEST_WAITING] = CELL (REJECTED, REQUEST_REJECTED, TAKEN),
    [BALIE_REQUEST_SENDING] = CELL (REJECTED, REQUEST_REJECTED, TAKEN),
    [BALIE_REQUEST_UNKNOWN] = CELL (REJECTED, REQUEST_REJECTED, TAKEN),
    [BALIE_REQUEST_REQUESTED] = STAYS,
    [BALIE_REQUEST_APPROVED] = STAYS,
    [BALIE_REQUEST_REJECTED] = STAYS,
    [BALIE_REQUEST_WITHDRAWAL_ASKED] = CELL (WITHDRAWN, REQUEST_WITHDRAWN, CELL_DONE),
    [BALIE_REQUEST_WITHDRAWN] = STAYS,
  },
  [BALIE_OUTCOME_NOT_TRIED] = {
    [BALIE_REQUEST_WAITING] = STAYS,
    [BALIE_REQUEST_SENDING] = QUIET (WAITING, CELL_PUT_OFF),
    [BALIE_REQUEST_UNKNOWN] = QUIET (UNKNOWN, CELL_PUT_OFF),
    [BALIE_REQUEST_REQUESTED] = STAYS,
    [BALIE_REQUEST_APPROVED] = STAYS,
    [BALIE_REQUEST_REJECTED] = STAYS,
    [BALIE_REQUEST_WITHDRAWAL_ASKED] = QUIET (WITHDRAWAL_ASKED, CELL_PUT_OFF),
    [BALIE_REQUEST_WITHDRAWN] = STAYS,
  },
};

/* So often PON's own Retry-After counts alone. */
#define TRUSTED_TRIES 3

/* First wait, longest wait. */
static const struct
{
  int first;
  int longest;
} back_offs[BALIE_N_OUTCOMES] = {
  [BALIE_OUTCOME_OFFLINE] = { 5, 300 },
  [BALIE_OUTCOME_UNCLEAR] = { 1, 300 },
  [BALIE_OUTCOME_UNAVAILABLE] = { 1, 300 },
  [BALIE_OUTCOME_LOCKED_OUT] = { 30, 300 },
};

BalieOutcome *
balie_outcome_new (BalieOutcomeKind kind)
{
  BalieOutcome *self = g_new0 (BalieOutcome, 1);

  self->kind = kind;
  self->key = g_strdup ("");
  self->claimed_by = g_strdup ("");
  self->problem = "";
  self->retry_after = -1;
  self->pon_id = g_strdup ("");
  self->plate = g_strdup ("");
  self->reason = g_strdup ("");
  self->pon_updated_at = g_strdup ("");
  return self;
}

/**
 * balie_outcome_new_for:
 * @kind: what came of it
 * @claimed: the request as it was claimed
 *
 * Returns: (transfer full): an outcome under that claim
 */
BalieOutcome *
balie_outcome_new_for (BalieOutcomeKind kind, const BaliePlateRequest *claimed)
{
  BalieOutcome *self = balie_outcome_new (kind);

  g_free (self->key);
  self->key = g_strdup (claimed->key);
  g_free (self->claimed_by);
  self->claimed_by = g_strdup (claimed->claimed_by);
  self->claimed_at = claimed->claimed_at;
  return self;
}

void
balie_outcome_free (BalieOutcome *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_free (self->claimed_by);
  g_clear_error (&self->error);
  g_free (self->pon_id);
  g_free (self->plate);
  g_free (self->reason);
  g_free (self->pon_updated_at);
  g_free (self);
}

void
balie_transition_clear (BalieTransition *self)
{
  g_clear_pointer (&self->activity, balie_activity_free);
}

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

static void
replace_if_told (char **target, const char *value)
{
  if (value[0] != '\0')
    replace (target, value);
}

static gboolean
is_fact (BalieOutcomeKind kind)
{
  return kind <= BALIE_OUTCOME_WITHDRAWN;
}

static gboolean
holds_claim (const BaliePlateRequest *request, const BalieOutcome *outcome)
{
  return g_str_equal (request->claimed_by, outcome->claimed_by) &&
         request->claimed_at == outcome->claimed_at;
}

/* Whatever PON tells first is news. Later, without a time stamp nothing can be said, and what is known
 * stays. */
static gboolean
is_newer (const BaliePlateRequest *request, const BalieOutcome *outcome)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) known = NULL;
  g_autoptr (GDateTime) told = NULL;

  if (request->pon_id[0] == '\0' && outcome->pon_id[0] != '\0')
    return TRUE;
  told = g_date_time_new_from_iso8601 (outcome->pon_updated_at, utc);
  if (told == NULL)
    return FALSE;
  known = g_date_time_new_from_iso8601 (request->pon_updated_at, utc);
  return known == NULL || g_date_time_compare (told, known) > 0;
}

/**
 * balie_delivery_back_off:
 * @kind: what failed
 * @tries: failures in a row, this one included
 * @retry_after: seconds PON asked for, or -1
 * @chance: 0 up to 1
 *
 * Doubles with each try up to a longest wait and is never shorter than what PON asked for, which is
 * taken at its word the first times; the chance makes the longer waits up to a quarter longer, so that desks do not return all at once.
 *
 * Returns: seconds
 */
gint64
balie_delivery_back_off (BalieOutcomeKind kind, int tries, gint64 retry_after, double chance)
{
  int doublings = CLAMP (tries - 1, 0, 10);
  gint64 wait = MIN ((gint64) back_offs[kind].first << doublings, back_offs[kind].longest);

  if (retry_after >= 0 && tries <= TRUSTED_TRIES)
    wait = MAX (retry_after, 1);
  wait = MAX (wait, retry_after);
  if (wait >= 5)
    wait += (gint64) (chance * (double) (wait / 4 + 1));
  return wait;
}

static BalieActivity *
make_activity (const BaliePlateRequest *request, const BalieOutcome *outcome, int kind, gint64 now)
{
  BalieActivity *activity = balie_activity_new (kind);

  activity->at = now;
  replace (&activity->order_number, request->order_number);
  replace (&activity->request_key, request->key);
  if (kind == BALIE_ACTIVITY_PLATE_ISSUED)
    replace (&activity->new_value, request->plate);
  else if (kind == BALIE_ACTIVITY_REQUEST_UNCLEAR)
    replace (&activity->new_value, outcome->problem);
  else if (kind == BALIE_ACTIVITY_REQUEST_RECEIVED)
    replace (&activity->new_value, request->pon_id);
  else
    replace (&activity->new_value, outcome->reason);
  return activity;
}

static void
take_answer (BaliePlateRequest *request, const BalieOutcome *outcome)
{
  replace_if_told (&request->pon_id, outcome->pon_id);
  replace_if_told (&request->plate, outcome->plate);
  replace_if_told (&request->pon_updated_at, outcome->pon_updated_at);
  replace (&request->reason, outcome->reason);
}

static void
count_failure (BaliePlateRequest *request, const BalieOutcome *outcome, gint64 now, double chance)
{
  int tries;

  request->attempts++;
  tries = outcome->tries > 0 ? outcome->tries : request->attempts;
  replace (&request->problem, outcome->problem);
  request->next_attempt_at =
      now + balie_delivery_back_off (outcome->kind, tries, outcome->retry_after, chance);
}

/* Within one round even this comes to an end. */
static gint64
get_put_off_until (const BalieOutcome *outcome, gint64 now, double chance)
{
  if (outcome->retry_after <= 0)
    return 0;
  return now + balie_delivery_back_off (BALIE_OUTCOME_UNAVAILABLE, outcome->tries,
                                        outcome->retry_after, chance);
}

static void
write_cell (BaliePlateRequest *request,
            const BalieOutcome *outcome,
            const Cell *cell,
            gint64 now,
            double chance)
{
  request->state = cell->to;
  request->updated_at = now;
  replace (&request->claimed_by, "");
  request->claimed_at = 0;
  if (cell->flags & CELL_ANSWER)
    take_answer (request, outcome);
  if (cell->flags & CELL_RETRY)
    count_failure (request, outcome, now, chance);
  if (cell->flags & CELL_NOW)
    {
      request->next_attempt_at = 0;
      replace (&request->problem, "");
    }
  if (cell->flags & CELL_PUT_OFF)
    request->next_attempt_at = get_put_off_until (outcome, now, chance);
  if (cell->flags & CELL_DONE)
    {
      request->attempts = 0;
      request->next_attempt_at = 0;
      replace (&request->problem, outcome->problem);
    }
}

/* A request that is only told to be where it was is not written, unless its claim is to be given back. */
static gboolean
is_quiet (const BaliePlateRequest *request, const BalieOutcome *outcome, const Cell *cell)
{
  if (cell->to == BALIE_REQUEST_NONE)
    return TRUE;
  if (!is_fact (outcome->kind) && !holds_claim (request, outcome))
    return TRUE;
  /* The plate of a request that had to stay closed is known already. */
  if (outcome->kind == BALIE_OUTCOME_ISSUED && !balie_request_state_is_live (request->state) &&
      outcome->plate[0] != '\0' && g_str_equal (request->plate, outcome->plate))
    return TRUE;
  return (cell->flags & CELL_IF_NEWER) && !is_newer (request, outcome);
}

/* The same plate told anew is nothing new. */
static gboolean
is_told_already (const BaliePlateRequest *request, BalieRequestState from, const char *old_plate)
{
  return from == BALIE_REQUEST_APPROVED && g_str_equal (old_plate, request->plate);
}

/**
 * balie_delivery_apply:
 * @request: as it stands in the database; changed in place
 * @outcome: what was learned
 * @now: Unix seconds
 * @chance: 0 up to 1
 *
 * Returns: what has to be written and told; clear it with balie_transition_clear()
 */
BalieTransition
balie_delivery_apply (BaliePlateRequest *request,
                      const BalieOutcome *outcome,
                      gint64 now,
                      double chance)
{
  BalieTransition transition = { FALSE, NULL, FALSE };
  BalieRequestState from = request->state;
  const Cell *cell = &cells[outcome->kind][from];
  g_autofree char *old_plate = g_strdup (request->plate);

  if (is_quiet (request, outcome, cell))
    return transition;
  write_cell (request, outcome, cell, now, chance);
  transition.changed = TRUE;
  transition.reopened =
      !balie_request_state_is_live (from) && balie_request_state_is_live (request->state);
  if (cell->activity >= 0 && !is_told_already (request, from, old_plate))
    transition.activity = make_activity (request, outcome, cell->activity, now);
  return transition;
}

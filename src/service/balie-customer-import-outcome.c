/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an outcome of talking to Driver2 makes of an import. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-customer-import-outcome.h"

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

BalieImportOutcome *
balie_customer_import_outcome_new (BalieOutcomeKind kind, const BalieCustomerImport *claimed)
{
  BalieImportOutcome *self = g_new0 (BalieImportOutcome, 1);

  self->kind = kind;
  self->key = g_strdup (claimed->key);
  self->claimed_by = g_strdup (claimed->claimed_by);
  self->claimed_at = claimed->claimed_at;
  self->number = g_strdup ("");
  self->reason = g_strdup ("");
  self->problem = "";
  self->retry_after = -1;
  return self;
}

void
balie_customer_import_outcome_free (BalieImportOutcome *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_free (self->claimed_by);
  g_free (self->number);
  g_free (self->reason);
  g_free (self);
}

/* That Driver2 has the person counts whoever learned it; the rest only from the holder of the claim,
 * because somebody else may have taken over since. */
static gboolean
is_heard (const BalieCustomerImport *import, const BalieImportOutcome *outcome)
{
  if (import->state == BALIE_IMPORT_DONE)
    return FALSE;
  if (outcome->kind == BALIE_OUTCOME_RECEIVED)
    return TRUE;
  return import->claimed_at == outcome->claimed_at &&
         g_str_equal (import->claimed_by, outcome->claimed_by);
}

static void
close_import (BalieCustomerImport *import,
              BalieImportState state,
              const BalieImportOutcome *outcome)
{
  import->state = state;
  import->attempts = 0;
  import->next_attempt_at = 0;
  replace (&import->number, outcome->number);
  replace (&import->reason, outcome->reason);
  replace (&import->problem, outcome->problem);
}

/* What was not sent for sure waits again; what was once unclear stays so until it was asked after. */
static void
put_back (BalieCustomerImport *import)
{
  if (import->state == BALIE_IMPORT_SENDING)
    import->state = BALIE_IMPORT_WAITING;
}

static void
count_failure (BalieCustomerImport *import,
               const BalieImportOutcome *outcome,
               gint64 now,
               double chance)
{
  int tries;

  import->attempts++;
  tries = outcome->tries > 0 ? outcome->tries : import->attempts;
  replace (&import->problem, outcome->problem);
  import->next_attempt_at =
      now + balie_delivery_back_off (outcome->kind, tries, outcome->retry_after, chance);
}

static void
put_off (BalieCustomerImport *import, const BalieImportOutcome *outcome, gint64 now, double chance)
{
  put_back (import);
  import->next_attempt_at = 0;
  if (outcome->retry_after > 0)
    import->next_attempt_at =
        now + balie_delivery_back_off (BALIE_OUTCOME_UNAVAILABLE, MAX (outcome->tries, 1),
                                       outcome->retry_after, chance);
}

/**
 * balie_customer_import_apply:
 * @import: as it stands in the database; changed in place
 * @outcome: what was learned
 * @now: Unix seconds
 * @chance: 0 up to 1
 *
 * Returns: whether it has to be written
 */
gboolean
balie_customer_import_apply (BalieCustomerImport *import,
                             const BalieImportOutcome *outcome,
                             gint64 now,
                             double chance)
{
  if (!is_heard (import, outcome))
    return FALSE;
  switch (outcome->kind)
    {
    case BALIE_OUTCOME_RECEIVED:
      close_import (import, BALIE_IMPORT_DONE, outcome);
      break;
    case BALIE_OUTCOME_CONFLICT:
    case BALIE_OUTCOME_REFUSED:
      close_import (import, BALIE_IMPORT_FAILED, outcome);
      break;
    case BALIE_OUTCOME_ABSENT:
      import->state = BALIE_IMPORT_WAITING;
      import->next_attempt_at = 0;
      replace (&import->problem, "");
      break;
    case BALIE_OUTCOME_UNCLEAR:
      import->state = BALIE_IMPORT_UNKNOWN;
      count_failure (import, outcome, now, chance);
      break;
    case BALIE_OUTCOME_NOT_TRIED:
      put_off (import, outcome, now, chance);
      break;
    case BALIE_OUTCOME_OFFLINE:
    case BALIE_OUTCOME_UNAVAILABLE:
    case BALIE_OUTCOME_LOCKED_OUT:
      put_back (import);
      count_failure (import, outcome, now, chance);
      break;
    case BALIE_OUTCOME_ISSUED:
    case BALIE_OUTCOME_REJECTED:
    case BALIE_OUTCOME_WITHDRAWN:
    case BALIE_OUTCOME_WITHDRAWAL_REFUSED:
    case BALIE_N_OUTCOMES:
    default:
      g_return_val_if_reached (FALSE);
    }
  replace (&import->claimed_by, "");
  import->claimed_at = 0;
  import->updated_at = now;
  return TRUE;
}

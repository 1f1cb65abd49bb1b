/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an outcome of talking to Driver2 makes of an import: from value to value, without a clock, chance or
 * a store. Internal to the imports. */
#pragma once

#include "balie-customer-import-table.h"
#include "balie-delivery-record.h"

G_BEGIN_DECLS

/**
 * BalieImportOutcome:
 * @kind: RECEIVED: Driver2 has the person under @number; ABSENT: it was asked and has not; CONFLICT and
 *   REFUSED: it will not; OFFLINE, UNCLEAR, UNAVAILABLE, LOCKED_OUT, NOT_TRIED as for plate requests
 * @claimed_by: claim under which it was learned
 * @problem: stable code, "" for none
 * @retry_after: seconds Driver2 asked for, -1 if not said
 * @tries: how often this was tried in a row, this one included; 0: as the import counts
 */
typedef struct
{
  BalieOutcomeKind kind;
  char *key;
  char *claimed_by;
  gint64 claimed_at;
  char *number;
  char *reason;
  const char *problem;
  gint64 retry_after;
  int tries;
} BalieImportOutcome;

BalieImportOutcome *balie_customer_import_outcome_new (BalieOutcomeKind kind,
                                                       const BalieCustomerImport *claimed);
void balie_customer_import_outcome_free (BalieImportOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieImportOutcome, balie_customer_import_outcome_free)

/* Changes @import; FALSE when the outcome says nothing new about it. @chance is from 0 up to 1 and spreads
 * the time of the next attempt. */
gboolean balie_customer_import_apply (BalieCustomerImport *import,
                                      const BalieImportOutcome *outcome,
                                      gint64 now,
                                      double chance);

G_END_DECLS

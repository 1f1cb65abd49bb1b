/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The eight criteria of the customer search, in two columns or, with little room, in one. */
#pragma once

#include <adwaita.h>

#include "balie-customer.h"

G_BEGIN_DECLS

#define BALIE_TYPE_CRITERIA (balie_criteria_get_type ())
G_DECLARE_FINAL_TYPE (BalieCriteria, balie_criteria, BALIE, CRITERIA, AdwBin)

/* signals: "activated" (): Enter in a field; "changed" (): something was typed; "left" (): the arrow
 * down, towards the results */

void balie_criteria_set_query (BalieCriteria *self, const BalieCustomerQuery *query);
BalieCustomerQuery *balie_criteria_dup_query (BalieCriteria *self);
/* Shows which ones KP does not use. */
void balie_criteria_set_for_kp (BalieCriteria *self, gboolean for_kp);
void balie_criteria_focus (BalieCriteria *self, BalieCriterion criterion);

G_END_DECLS

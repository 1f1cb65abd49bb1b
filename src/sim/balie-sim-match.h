/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What customers are searched by, and whether one matches. */
#pragma once

#include "balie-sim-customer.h"

G_BEGIN_DECLS

/* @values: (owned): made comparable, "" where nothing is asked. */
typedef struct
{
  char *values[BALIE_SIM_N_FIELDS];
} BalieSimCriteria;

BalieSimCriteria *balie_sim_criteria_new (GHashTable *query);
gboolean balie_sim_criteria_is_empty (const BalieSimCriteria *self);
/* Whether @field is the only one that is given. */
gboolean balie_sim_criteria_has_only (const BalieSimCriteria *self, BalieSimField field);
gboolean balie_sim_criteria_match (const BalieSimCriteria *self, const BalieSimCustomer *customer);
void balie_sim_criteria_free (BalieSimCriteria *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSimCriteria, balie_sim_criteria_free)

G_END_DECLS

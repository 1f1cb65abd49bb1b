/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading a customer into a party of a draft: shared by loading one party and loading a vehicle. Runs inside a
 * transaction of the caller. Internal to the service layer. */
#pragma once

#include "balie-dossier-draft.h"
#include "balie-party-load.h"

G_BEGIN_DECLS

/* Whether the plan would be made the same way from the party as it stands now. */
gboolean balie_party_plan_is_current (const BaliePartyPlan *plan, const BalieParty *party);
/* CONFLICT: plan again. */
void balie_dossier_set_plan_is_stale (GError **error);
/* Writes what the plan takes into the draft, queues an import into Driver2 where one is due, and a line of
 * history. @pin: chosen by a person. */
gboolean balie_dossier_draft_load (BalieDossierDraft *draft,
                                   BalieDb *db,
                                   const BalieDeskFacts *facts,
                                   BalieEntry entry,
                                   const BaliePartyPlan *plan,
                                   gboolean pin,
                                   GError **error);

G_END_DECLS

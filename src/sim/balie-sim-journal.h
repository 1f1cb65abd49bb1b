/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the simulator was really asked, in order, for tests. */
#pragma once

#include <json-glib/json-glib.h>

#include "balie-sim-answer.h"
#include "balie-sim-faults.h"
#include "balie-sim-state.h"

G_BEGIN_DECLS

typedef struct _BalieSimJournal BalieSimJournal;

BalieSimJournal *balie_sim_journal_new (BalieSimState *state);
/* @status: what left, 0 when nothing did; @result: what the work itself came to, 0 when not done. */
void balie_sim_journal_note (BalieSimJournal *self,
                             gint64 time,
                             const BalieSimAsk *ask,
                             const BalieSimAnswer *answer,
                             guint status,
                             guint result,
                             BalieSimFault fault);
void balie_sim_journal_restore (BalieSimJournal *self, JsonObject *entry);
JsonNode *balie_sim_journal_to_json (BalieSimJournal *self);
void balie_sim_journal_free (BalieSimJournal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSimJournal, balie_sim_journal_free)

G_END_DECLS

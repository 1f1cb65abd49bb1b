/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated PON: plate requests under /pon/v1. */
#pragma once

#include "balie-sim-answer.h"
#include "balie-sim-requests.h"

G_BEGIN_DECLS

typedef struct _BalieSimPon BalieSimPon;

BalieSimPon *balie_sim_pon_new (BalieSimRequests *requests);
/* @path: what follows the prefix, e.g. "/plate-requests". */
BalieSimAnswer *balie_sim_pon_answer (BalieSimPon *self, const BalieSimAsk *ask, const char *path);
void balie_sim_pon_free (BalieSimPon *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSimPon, balie_sim_pon_free)

G_END_DECLS

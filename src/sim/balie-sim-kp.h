/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated KP (KundenPortal): persons under /kp/v1. */
#pragma once

#include "balie-sim-answer.h"
#include "balie-sim-register.h"

G_BEGIN_DECLS

/* @path: what follows the prefix. */
BalieSimAnswer *
balie_sim_kp_answer (BalieSimRegister *who, const BalieSimAsk *ask, const char *path);

G_END_DECLS

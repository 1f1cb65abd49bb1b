/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated Driver2: customers and vehicles under /driver2/v1. */
#pragma once

#include "balie-sim-answer.h"
#include "balie-sim-register.h"

G_BEGIN_DECLS

/* @path: what follows the prefix. */
BalieSimAnswer *
balie_sim_driver2_answer (BalieSimRegister *who, const BalieSimAsk *ask, const char *path);

G_END_DECLS

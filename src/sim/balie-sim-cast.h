/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fixed cast: fictional customers, persons and vehicles that are there whatever the seed. */
#pragma once

#include "balie-sim-register.h"

G_BEGIN_DECLS

void balie_sim_cast_fill (BalieSimRegister *cast);

G_END_DECLS

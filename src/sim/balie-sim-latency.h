/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How slow each remote system is. */
#pragma once

#include "balie-sim-duration.h"
#include "balie-sim-remote.h"

G_BEGIN_DECLS

/**
 * BalieSimLatency:
 * @all: of every remote …
 * @own: … but for those that have their own
 *
 * A plain value.
 */
typedef struct
{
  BalieSimRange all;
  BalieSimRange own[BALIE_SIM_N_REMOTES];
  gboolean has_own[BALIE_SIM_N_REMOTES];
} BalieSimLatency;

gboolean balie_sim_latency_parse (const char *text, BalieSimLatency *latency, GError **error);
char *balie_sim_latency_dup_text (const BalieSimLatency *latency);
gint64 balie_sim_latency_draw (const BalieSimLatency *latency, BalieSimRemote remote, GRand *dice);

G_END_DECLS

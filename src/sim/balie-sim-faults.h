/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which fault, if any, meets a request: drawn from a seed by the probability of each kind. */
#pragma once

#include <gio/gio.h>

#include "balie-sim-answer.h"
#include "balie-sim-remote.h"

G_BEGIN_DECLS

/* In the order in which they are drawn; the first that hits is taken. */
typedef enum
{
  BALIE_SIM_FAULT_NONE,
  BALIE_SIM_FAULT_DROP_BEFORE,
  BALIE_SIM_FAULT_DROP_AFTER,
  BALIE_SIM_FAULT_HANG,
  BALIE_SIM_FAULT_500,
  BALIE_SIM_FAULT_503,
  BALIE_SIM_FAULT_429,
  BALIE_SIM_FAULT_GARBAGE,
  BALIE_SIM_FAULT_TRUNCATE,
  BALIE_SIM_FAULT_WRONG_TYPE,
  BALIE_SIM_FAULT_HUGE,
  BALIE_SIM_FAULT_SLOW,
  BALIE_SIM_N_FAULTS,
} BalieSimFault;

typedef struct
{
  double probability[BALIE_SIM_N_FAULTS];
} BalieSimOdds;

/**
 * BalieSimFaults:
 * @all: of every remote …
 * @own: … but for those that have their own, which have only these
 *
 * A plain value.
 */
typedef struct
{
  BalieSimOdds all;
  BalieSimOdds own[BALIE_SIM_N_REMOTES];
  gboolean has_own[BALIE_SIM_N_REMOTES];
} BalieSimFaults;

gboolean balie_sim_faults_parse (const char *text, BalieSimFaults *faults, GError **error);
char *balie_sim_faults_dup_text (const BalieSimFaults *faults);
BalieSimFault
balie_sim_faults_draw (const BalieSimFaults *faults, BalieSimRemote remote, GRand *dice);

const char *balie_sim_fault_to_code (BalieSimFault fault);
gboolean balie_sim_fault_does_work (BalieSimFault fault, GRand *dice);
BalieSimAnswer *balie_sim_fault_apply (BalieSimFault fault, BalieSimAnswer *answer);

G_END_DECLS

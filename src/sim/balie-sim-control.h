/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulator's own side, /control: what it was asked, what it has, and how it behaves. */
#pragma once

#include "balie-sim-answer.h"
#include "balie-sim-faults.h"
#include "balie-sim-journal.h"
#include "balie-sim-requests.h"

G_BEGIN_DECLS

/**
 * BalieSimBehaviour:
 * @bearer: (nullable): the token that the remotes ask for, %NULL for none
 *
 * How the simulator behaves besides its work; may be changed while it runs.
 */
typedef struct
{
  BalieSimFaults faults;
  BalieSimRange latency;
  char *bearer;
} BalieSimBehaviour;

/* @path: what follows the prefix, e.g. "/journal". */
BalieSimAnswer *balie_sim_control_answer (BalieSimJournal *journal,
                                          BalieSimRequests *requests,
                                          BalieSimBehaviour *behaviour,
                                          const BalieSimAsk *ask,
                                          const char *path);

G_END_DECLS

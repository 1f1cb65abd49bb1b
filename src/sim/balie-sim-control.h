/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulator's own side, /control: what it was asked, what it has, and how it behaves. */
#pragma once

#include "balie-sim-answer.h"
#include "balie-sim-faults.h"
#include "balie-sim-journal.h"
#include "balie-sim-latency.h"
#include "balie-sim-letters.h"
#include "balie-sim-logins.h"
#include "balie-sim-register.h"
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
  BalieSimLatency latency;
  char *bearer;
} BalieSimBehaviour;

/**
 * BalieSimParts:
 *
 * What the simulator is made of; all is borrowed.
 */
typedef struct
{
  BalieSimJournal *journal;
  BalieSimRequests *requests;
  BalieSimRegister *who;
  BalieSimBehaviour *behaviour;
  BalieSimLetters *letters;
  BalieSimLogins *logins;
} BalieSimParts;

/* @path: what follows the prefix, e.g. "/journal". */
BalieSimAnswer *
balie_sim_control_answer (const BalieSimParts *parts, const BalieSimAsk *ask, const char *path);

G_END_DECLS

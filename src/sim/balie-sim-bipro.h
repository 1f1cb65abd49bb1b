/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated insurers: BiPRO 410 (token) and 430 (transfer of letters) under /bipro. */
#pragma once

#include "balie-sim-letters.h"
#include "balie-sim-logins.h"
#include "balie-sim-soap.h"

G_BEGIN_DECLS

/* All is borrowed. */
typedef struct
{
  BalieSimLetters *letters;
  BalieSimLogins *logins;
} BalieSimBipro;

/* @path: what follows the prefix: "/410", "/autohaus/430" … */
BalieSimAnswer *
balie_sim_bipro_answer (const BalieSimBipro *self, const BalieSimAsk *ask, const char *path);

/* Inside: one call of a service. */
typedef struct
{
  const BalieSimBipro *bipro;
  const BalieSimInsurer *insurer;
  const BalieSimSoap *soap;
} BalieSimBiproCall;

BalieSimAnswer *balie_sim_bipro_give_token (const BalieSimBiproCall *call);
BalieSimAnswer *balie_sim_bipro_transfer (const BalieSimBiproCall *call);
void balie_sim_bipro_write_shipment (BalieSimEnvelope *envelope,
                                     const BalieSimLetter *letter,
                                     gboolean with_transfers);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letters of data/demo/letters.txt and the insurer they come from. Internal to the demo. */
#pragma once

#include "balie-desk.h"

G_BEGIN_DECLS

/* In the transaction that fills the database, after orders and dossiers: letters as they arrived day by day. */
gboolean balie_demo_letters_write (BalieDb *db, const BalieDeskFacts *facts, GError **error);
/* @url: of the simulated insurers, without the norm's number. */
gboolean balie_demo_insurer_write (BalieDb *db, const char *url, GError **error);
/* Main thread only: the simulator's password is no secret and goes into nobody's keyring. */
void balie_demo_insurer_know_password (void);

G_END_DECLS

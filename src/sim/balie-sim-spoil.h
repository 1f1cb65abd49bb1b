/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults that need the bare connection: closing it, holding it, cutting, swelling or dripping. */
#pragma once

#include <gio/gio.h>

#include "balie-sim-answer.h"
#include "balie-sim-faults.h"

G_BEGIN_DECLS

gboolean balie_sim_spoil_needs_connection (BalieSimFault fault);
/* Takes the connection over and lets go of it by itself; cancelling ends it early. */
void balie_sim_spoil_begin (GIOStream *connection,
                            BalieSimFault fault,
                            const BalieSimAnswer *answer,
                            GCancellable *cancellable);
/* How many connections are being spoilt now. */
guint balie_sim_spoil_get_n_running (void);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulator's HTTP side: loopback only, limits, latency, faults, journal. */
#pragma once

#include "balie-sim-control.h"

G_BEGIN_DECLS

typedef struct _BalieSimServer BalieSimServer;

BalieSimServer *balie_sim_server_new (const BalieSimParts *parts, guint32 seed);
gboolean balie_sim_server_listen (BalieSimServer *self, guint port, GError **error);
char *balie_sim_server_dup_url (BalieSimServer *self);
/* Ends all connections, also those that hang, and frees it. */
void balie_sim_server_free (BalieSimServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSimServer, balie_sim_server_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo dealership: fictional orders of every rule and state, and dossiers, relative to today. */
#pragma once

#include "balie-desk.h"

G_BEGIN_DECLS

/**
 * BalieDemoAddresses:
 *
 * Where the remote systems are, mostly the simulator's; %NULL leaves one as it is.
 */
typedef struct
{
  char *pon;
  char *driver2;
  char *kp;
  char *bipro;
} BalieDemoAddresses;

/* Those of a simulator: @url is without a path. */
BalieDemoAddresses *balie_demo_addresses_new_of_sim (const char *url);
BalieDemoAddresses *balie_demo_addresses_copy (const BalieDemoAddresses *self);
void balie_demo_addresses_free (BalieDemoAddresses *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieDemoAddresses, balie_demo_addresses_free)

/* Refuses a database that is not empty (CONFLICT). */
void balie_demo_load_async (BalieDesk *desk,
                            const BalieDemoAddresses *addresses,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
int balie_demo_load_finish (BalieDesk *desk,
                            GAsyncResult *result,
                            GError **error); /* number of orders, -1 */

/* The demo of an earlier day: only the addresses are others. */
void balie_demo_connect_async (BalieDesk *desk,
                               const BalieDemoAddresses *addresses,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean balie_demo_connect_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* A balie-sim child process on loopback that ends with this program. */
#define BALIE_TYPE_DEMO_SIM (balie_demo_sim_get_type ())
G_DECLARE_FINAL_TYPE (BalieDemoSim, balie_demo_sim, BALIE, DEMO_SIM, GObject)
void balie_demo_sim_start_async (const char *state_file,
                                 gboolean slow_line,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
BalieDemoSim *balie_demo_sim_start_finish (GAsyncResult *result, GError **error);
const char *
balie_demo_sim_get_url (BalieDemoSim *self); /* without a path: "http://127.0.0.1:PORT" */
void balie_demo_sim_set_slow_line (BalieDemoSim *self, gboolean slow);
void balie_demo_sim_stop (BalieDemoSim *self);

G_END_DECLS

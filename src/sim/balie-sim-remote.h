/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The remote systems that are simulated, each under an address of its own. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BALIE_SIM_REMOTE_DRIVER2,
  BALIE_SIM_REMOTE_KP,
  BALIE_SIM_REMOTE_PON,
  BALIE_SIM_REMOTE_BIPRO,
  BALIE_SIM_N_REMOTES,
} BalieSimRemote;

/* Where a remote is asked for and it is none of them. */
#define BALIE_SIM_REMOTE_NONE BALIE_SIM_N_REMOTES

const char *balie_sim_remote_get_code (BalieSimRemote remote);
const char *balie_sim_remote_get_prefix (BalieSimRemote remote);
/* Of the first @length bytes. */
BalieSimRemote balie_sim_remote_from_code (const char *code, gsize length);
BalieSimRemote balie_sim_remote_from_path (const char *path);

G_END_DECLS

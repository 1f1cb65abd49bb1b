/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The remote systems that are simulated, each under an address of its own. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-remote.h"

#include <string.h>

static const struct
{
  const char *code;
  const char *prefix;
} remotes[BALIE_SIM_N_REMOTES] = {
  { "driver2", "/driver2/v1" },
  { "kp", "/kp/v1" },
  { "pon", "/pon/v1" },
  { "bipro", "/bipro" },
};

/**
 * balie_sim_remote_get_code:
 * @remote: a remote
 *
 * Returns: its name in options and controls
 */
const char *
balie_sim_remote_get_code (BalieSimRemote remote)
{
  return remotes[remote].code;
}

/**
 * balie_sim_remote_get_prefix:
 * @remote: a remote
 *
 * Returns: what its addresses begin with
 */
const char *
balie_sim_remote_get_prefix (BalieSimRemote remote)
{
  return remotes[remote].prefix;
}

/**
 * balie_sim_remote_from_code:
 * @code: begins with a name
 * @length: of the name
 *
 * Returns: the remote, or %BALIE_SIM_REMOTE_NONE
 */
BalieSimRemote
balie_sim_remote_from_code (const char *code, gsize length)
{
  for (int i = 0; i < BALIE_SIM_N_REMOTES; i++)
    if (strlen (remotes[i].code) == length && strncmp (remotes[i].code, code, length) == 0)
      return i;
  return BALIE_SIM_REMOTE_NONE;
}

/**
 * balie_sim_remote_from_path:
 * @path: of an address
 *
 * Returns: whose it is, or %BALIE_SIM_REMOTE_NONE
 */
BalieSimRemote
balie_sim_remote_from_path (const char *path)
{
  for (int i = 0; i < BALIE_SIM_N_REMOTES; i++)
    {
      gsize length = strlen (remotes[i].prefix);

      if (strncmp (path, remotes[i].prefix, length) == 0 &&
          (path[length] == '/' || path[length] == '\0'))
        return i;
    }
  return BALIE_SIM_REMOTE_NONE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fictional insurers, each under a path of its own with habits that were seen in the field. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-insurer.h"

#include <string.h>

static const BalieSimInsurer insurers[] = {
  { "", "2.6.1.1.0", "xf", "nachr", "gevo", "allg", 0 },
  { "nordlicht", "2.6.1.1.0", "tran", "nac", "gevo", "all", BALIE_SIM_NO_CATEGORY_FILTER },
  { "pool", "2.6.1.1.0", "t", "n", "g", "a",
    BALIE_SIM_WANTS_ACTION | BALIE_SIM_WANTS_CONSUMER | BALIE_SIM_NO_SHOW_AGAIN |
        BALIE_SIM_NOTHING_IS_NOK | BALIE_SIM_ZIPPED },
  { "autohaus", "2.6.1.0.0", "transfer", "ns2", "ns4", "ns3",
    BALIE_SIM_INLINE | BALIE_SIM_NIL | BALIE_SIM_UMBRELLA | BALIE_SIM_ZONELESS },
  { "altwerk", "2.5.0.1.0", "xf", "nac", "ns5", "ns6",
    BALIE_SIM_NO_CATEGORY | BALIE_SIM_ONLY_FAULTS | BALIE_SIM_ONCE | BALIE_SIM_ZONELESS },
};

/**
 * balie_sim_insurer_get:
 * @index: from 0
 *
 * Returns: (nullable): an insurer
 */
const BalieSimInsurer *
balie_sim_insurer_get (guint index)
{
  return index < G_N_ELEMENTS (insurers) ? &insurers[index] : NULL;
}

/**
 * balie_sim_insurer_find:
 * @code: its part of the path
 *
 * Returns: (nullable): the insurer
 */
const BalieSimInsurer *
balie_sim_insurer_find (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (insurers); i++)
    if (g_str_equal (insurers[i].code, code))
      return &insurers[i];
  return NULL;
}

/**
 * balie_sim_insurer_from_path:
 * @path: what follows /bipro
 * @rest: (out): what follows the insurer's part: "/410" or "/430"
 *
 * Returns: (nullable): whose it is
 */
const BalieSimInsurer *
balie_sim_insurer_from_path (const char *path, const char **rest)
{
  const char *slash = *path == '/' ? strchr (path + 1, '/') : NULL;
  g_autofree char *code =
      slash != NULL ? g_strndup (path + 1, (gsize) (slash - path - 1)) : g_strdup ("");

  *rest = slash != NULL ? slash : path;
  return balie_sim_insurer_find (code);
}

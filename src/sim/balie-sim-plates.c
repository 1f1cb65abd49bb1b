/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Licence plates of the series that cars and vans get now, each once. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-plates.h"

/* Of the sixteen letters of RDW's present series those with which no combination that RDW leaves
 * out (KKK, KVT, SS, BBB, LPF …) can be formed. */
static const char letters[] = "DFGHJNPRTXZ";

#define N_LETTERS (sizeof letters - 1)
/* Three letters are drawn, and two digits. */
#define N_PLATES (N_LETTERS * N_LETTERS * N_LETTERS * 100)

/**
 * balie_sim_plate_dup:
 * @seed: of the simulator
 * @ordinal: which request this is; the first 133,100 all get another plate
 * @van: %TRUE for the series of vans (V-99-XXX), %FALSE for that of cars (KXX-99-X)
 *
 * Returns: (transfer full): a plate with its dashes
 */
char *
balie_sim_plate_dup (guint32 seed, guint ordinal, gboolean van)
{
  /* The stride is a prime, so it has no divisor in common with N_PLATES and visits each number once. */
  guint64 number = ((guint64) seed * 7919 + (guint64) ordinal * 104729) % N_PLATES;
  guint digits = number % 100;
  char a = letters[number / 100 % N_LETTERS];
  char b = letters[number / 100 / N_LETTERS % N_LETTERS];
  char c = letters[number / 100 / N_LETTERS / N_LETTERS];

  return van ? g_strdup_printf ("V-%02u-%c%c%c", digits, a, b, c)
             : g_strdup_printf ("K%c%c-%02u-%c", a, b, digits, c);
}

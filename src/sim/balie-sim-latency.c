/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How slow each remote system is. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-latency.h"

#include "balie-error.h"

#include <string.h>

static gboolean
parse_part (const char *part, BalieSimLatency *latency, GError **error)
{
  const char *equals = strchr (part, '=');
  BalieSimRemote remote;

  if (equals == NULL)
    return balie_sim_range_parse (part, &latency->all, error);
  remote = balie_sim_remote_from_code (part, equals - part);
  if (remote == BALIE_SIM_REMOTE_NONE)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                   "“%.40s”: the remotes are driver2, kp, pon and bipro", part);
      return FALSE;
    }
  latency->has_own[remote] = TRUE;
  return balie_sim_range_parse (equals + 1, &latency->own[remote], error);
}

/**
 * balie_sim_latency_parse:
 * @text: a range, or a comma list of ranges, each with or without “REMOTE=” before it
 * @latency: (out): how slow they are
 * @error: return location
 *
 * Returns: %FALSE with %BALIE_ERROR_INVALID_INPUT when it can't be read
 */
gboolean
balie_sim_latency_parse (const char *text, BalieSimLatency *latency, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  BalieSimLatency read = { 0 };

  if (parts[0] == NULL)
    return parse_part ("", &read, error);
  for (char **part = parts; *part != NULL; part++)
    if (!parse_part (g_strstrip (*part), &read, error))
      return FALSE;
  *latency = read;
  return TRUE;
}

/**
 * balie_sim_latency_dup_text:
 * @latency: how slow they are
 *
 * Returns: (transfer full): as balie_sim_latency_parse() reads it
 */
char *
balie_sim_latency_dup_text (const BalieSimLatency *latency)
{
  g_autofree char *all = balie_sim_range_dup_text (&latency->all);
  GString *text = g_string_new (all);

  for (int remote = 0; remote < BALIE_SIM_N_REMOTES; remote++)
    if (latency->has_own[remote])
      {
        g_autofree char *own = balie_sim_range_dup_text (&latency->own[remote]);

        g_string_append_printf (text, ",%s=%s", balie_sim_remote_get_code (remote), own);
      }
  return g_string_free (text, FALSE);
}

/**
 * balie_sim_latency_draw:
 * @latency: how slow they are
 * @remote: who is asked
 * @dice: the seeded source of chance
 *
 * Returns: microseconds
 */
gint64
balie_sim_latency_draw (const BalieSimLatency *latency, BalieSimRemote remote, GRand *dice)
{
  BalieSimRange range = remote < BALIE_SIM_N_REMOTES && latency->has_own[remote]
                            ? latency->own[remote]
                            : latency->all;

  if (range.max == range.min)
    return range.min;
  return range.min + (gint64) (g_rand_double (dice) * (double) (range.max - range.min));
}

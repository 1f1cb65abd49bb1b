/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Durations as the options write them ("100ms", "2s", "2s..8s") and moments as text. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-duration.h"

#include "balie-error.h"

#include <string.h>

#define LONGEST (G_TIME_SPAN_HOUR)

static const struct
{
  const char *suffix;
  gint64 factor;
} units[] = {
  { "ms", G_TIME_SPAN_MILLISECOND },
  { "s", G_TIME_SPAN_SECOND },
  { "m", G_TIME_SPAN_MINUTE },
};

/**
 * balie_sim_duration_parse:
 * @text: a number with the unit ms, s or m, or just 0
 * @microseconds: (out): the duration, at most an hour
 * @error: return location
 *
 * Returns: %FALSE with %BALIE_ERROR_INVALID_INPUT when it can't be read
 */
gboolean
balie_sim_duration_parse (const char *text, gint64 *microseconds, GError **error)
{
  char *end = NULL;
  double number = g_ascii_strtod (text, &end);

  if (end != text && number >= 0 && g_ascii_isdigit (text[0]))
    {
      if (*end == '\0' && number == 0)
        {
          *microseconds = 0;
          return TRUE;
        }
      for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
        if (g_str_equal (end, units[i].suffix) && number * units[i].factor <= LONGEST)
          {
            *microseconds = (gint64) (number * units[i].factor);
            return TRUE;
          }
    }
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
               "“%.40s” is not a duration such as 100ms, 2s or 1m (an hour at most)", text);
  return FALSE;
}

/**
 * balie_sim_duration_dup_text:
 * @microseconds: a duration
 *
 * Returns: (transfer full): as balie_sim_duration_parse() reads it, or "never"
 */
char *
balie_sim_duration_dup_text (gint64 microseconds)
{
  if (microseconds == BALIE_SIM_NEVER)
    return g_strdup ("never");
  return g_strdup_printf ("%" G_GINT64_FORMAT "ms", microseconds / G_TIME_SPAN_MILLISECOND);
}

/**
 * balie_sim_range_parse:
 * @text: one duration, or two joined by ".."
 * @range: (out): shortest and longest
 * @error: return location
 *
 * Returns: %FALSE with %BALIE_ERROR_INVALID_INPUT when it can't be read
 */
gboolean
balie_sim_range_parse (const char *text, BalieSimRange *range, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "..", 2);
  BalieSimRange read = { 0, 0 };

  if (!balie_sim_duration_parse (parts[0] != NULL ? parts[0] : "", &read.min, error))
    return FALSE;
  read.max = read.min;
  if (parts[1] != NULL && !balie_sim_duration_parse (parts[1], &read.max, error))
    return FALSE;
  if (read.max < read.min)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, "“%.40s” ends before it begins",
                   text);
      return FALSE;
    }
  *range = read;
  return TRUE;
}

/**
 * balie_sim_range_dup_text:
 * @range: a range
 *
 * Returns: (transfer full): as balie_sim_range_parse() reads it
 */
char *
balie_sim_range_dup_text (const BalieSimRange *range)
{
  g_autofree char *min = balie_sim_duration_dup_text (range->min);
  g_autofree char *max = balie_sim_duration_dup_text (range->max);

  return range->min == range->max ? g_steal_pointer (&min) : g_strconcat (min, "..", max, NULL);
}

/**
 * balie_sim_moment_dup_text:
 * @microseconds: since 1970 in UTC
 *
 * Returns: (transfer full): ISO 8601 with microseconds
 */
char *
balie_sim_moment_dup_text (gint64 microseconds)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (microseconds / G_TIME_SPAN_SECOND);
  g_autofree char *seconds = g_date_time_format (moment, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%06dZ", seconds, (int) (microseconds % G_TIME_SPAN_SECOND));
}

/**
 * balie_sim_moment_parse:
 * @text: ISO 8601; UTC when it names no zone
 * @microseconds: (out): since 1970
 *
 * Returns: whether it could be read
 */
gboolean
balie_sim_moment_parse (const char *text, gint64 *microseconds)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (text, utc);

  if (moment == NULL)
    return FALSE;
  *microseconds =
      g_date_time_to_unix (moment) * G_TIME_SPAN_SECOND + g_date_time_get_microsecond (moment);
  return TRUE;
}

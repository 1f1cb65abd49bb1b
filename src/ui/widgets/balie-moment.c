/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A moment as people read it: day by locale and time of day, in the desk's own zone. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-moment.h"

#include "balie-date.h"

#include <glib/gi18n-lib.h>

/**
 * balie_moment_dup_text:
 * @unix_seconds: Unix seconds, 0 for none
 *
 * Returns: (transfer full): "20-03-2026 07:00", "" for none
 */
char *
balie_moment_dup_text (gint64 unix_seconds)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *day = NULL;

  if (unix_seconds == 0)
    return g_strdup ("");
  moment = g_date_time_new_from_unix_local (unix_seconds);
  if (moment == NULL)
    return g_strdup ("");
  day = balie_date_dup_local (balie_date_from_ymd (g_date_time_get_year (moment),
                                                   g_date_time_get_month (moment),
                                                   g_date_time_get_day_of_month (moment)));
  return g_strdup_printf ("%s %02d:%02d", day, g_date_time_get_hour (moment),
                          g_date_time_get_minute (moment));
}

/**
 * balie_moment_dup_line:
 * @unix_seconds: Unix seconds
 * @actor: who, "" if the program itself
 * @desk: where, "" if not known
 *
 * Returns: (transfer full): when, who and at which desk
 */
char *
balie_moment_dup_line (gint64 unix_seconds, const char *actor, const char *desk)
{
  g_autofree char *when = balie_moment_dup_text (unix_seconds);
  g_autofree char *who = NULL;

  if (*actor != '\0' && *desk != '\0')
    who = g_strdup_printf (C_ ("person at desk", "%s at %s"), actor, desk);
  else
    who = g_strconcat (actor, desk, NULL);
  return *who != '\0' ? g_strdup_printf ("%s · %s", when, who) : g_steal_pointer (&when);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who has claimed a row of an outbox, so that a dead claimer can be told from a living one. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-claimer.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Field 22 of /proc/<pid>/stat: when the process started, in ticks since boot. The second field is the
 * program's name in parentheses and may itself hold blanks and parentheses. */
static char *
dup_start_time (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;
  const char *rest;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  rest = strrchr (text, ')');
  if (rest == NULL)
    return NULL;
  fields = g_strsplit (rest + 1, " ", 0);
  return g_strv_length (fields) > 20 ? g_strdup (fields[20]) : NULL;
}

char *
balie_claimer_dup (const char *desk_name)
{
  g_autofree char *start = dup_start_time (getpid ());

  return g_strdup_printf ("%s/%d/%s", desk_name, (int) getpid (), start != NULL ? start : "0");
}

/**
 * balie_claimer_is_alive:
 * @claimer: text of a claim
 * @desk_name: this desk
 *
 * Of another desk nothing is known: its claims end by their age.
 *
 * Returns: %FALSE when the process that claimed is surely gone
 */
gboolean
balie_claimer_is_alive (const char *claimer, const char *desk_name)
{
  g_autofree char *start = NULL;
  g_auto (GStrv) parts = NULL;
  gint64 pid;

  if (!g_str_has_prefix (claimer, desk_name) || claimer[strlen (desk_name)] != '/')
    return TRUE;
  parts = g_strsplit (claimer + strlen (desk_name) + 1, "/", 2);
  if (parts[0] == NULL || parts[1] == NULL ||
      !g_ascii_string_to_signed (parts[0], 10, 1, G_MAXINT, &pid, NULL))
    return TRUE;
  if (kill ((pid_t) pid, 0) != 0 && errno == ESRCH)
    return FALSE;
  start = dup_start_time ((int) pid);
  return start == NULL || g_str_equal (start, parts[1]);
}

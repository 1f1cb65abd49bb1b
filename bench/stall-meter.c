/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into a GLib program: writes to $BALIE_STALL_FILE how long the main loop was away from
 * polling each time that took longer than any time before since the last "mark", in microseconds: by
 * the clock, and in processor time of its own, which what else runs on the machine lengthens less. */

#include <fcntl.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static GPollFunc real_poll;
static gint64 left_at;
static gint64 left_at_cpu;
static gint64 longest;
static gint64 longest_cpu;
static struct timespec marked_at;

/* Touching the file's ".mark" starts a new measurement. */
static gboolean
is_marked_anew (const char *path)
{
  g_autofree char *mark = g_strconcat (path, ".mark", NULL);
  struct stat status;

  if (stat (mark, &status) != 0 ||
      (status.st_mtim.tv_sec == marked_at.tv_sec && status.st_mtim.tv_nsec == marked_at.tv_nsec))
    return FALSE;
  marked_at = status.st_mtim;
  return TRUE;
}

/* In place and of one length, so that a reader never sees half of it. */
static void
write_longest (const char *path)
{
  static int fd = -1;
  char text[64];
  int length = g_snprintf (text, sizeof text, "%20" G_GINT64_FORMAT " %20" G_GINT64_FORMAT "\n",
                           longest, longest_cpu);

  if (fd < 0)
    fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (pwrite (fd, text, (size_t) length, 0) != length)
    g_warning ("%s can't be written", path);
}

static gint64
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
note (gint64 away, gint64 away_cpu)
{
  const char *path = g_getenv ("BALIE_STALL_FILE");

  if (path == NULL)
    return;
  if (is_marked_anew (path))
    longest = longest_cpu = 0;
  else if (away > longest || away_cpu > longest_cpu)
    {
      longest = MAX (longest, away);
      longest_cpu = MAX (longest_cpu, away_cpu);
    }
  else
    return;
  write_longest (path);
}

static gint
measure_poll (GPollFD *fds, guint n_fds, gint timeout)
{
  gint result;

  if (left_at != 0)
    note (g_get_monotonic_time () - left_at, get_cpu_time () - left_at_cpu);
  result = real_poll (fds, n_fds, timeout);
  left_at = g_get_monotonic_time ();
  left_at_cpu = get_cpu_time ();
  return result;
}

__attribute__ ((constructor)) static void
install (void)
{
  GMainContext *context = g_main_context_default ();

  real_poll = g_main_context_get_poll_func (context);
  g_main_context_set_poll_func (context, measure_poll);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times the morning run alone, without starting a program, opening a database or sending anything.
 * Usage: bench-morning-run DATABASE-URI YYYY-MM-DD DAYS
 * Runs the run of each of the days in turn; prints a line "milliseconds requests" for each. */
#define G_LOG_DOMAIN "balie-bench"

#include "config.h"

#include <stdlib.h>

#include "balie-morning-run.h"

typedef struct
{
  GMainLoop *loop;
  BalieRunResult *result;
} Waiting;

static void
run_finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (GError) error = NULL;

  waiting->result = balie_morning_run_finish (BALIE_DESK (source), result, &error);
  if (waiting->result == NULL)
    g_error ("%s", error->message);
  g_main_loop_quit (waiting->loop);
}

static void
measure (const char *uri, BalieDate date)
{
  g_autoptr (BalieClock) clock = balie_clock_new_on_date (date);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDesk) desk = balie_desk_open_sync (uri, NULL, clock, &error);
  Waiting waiting = { loop, NULL };
  gint64 begin;

  if (desk == NULL)
    g_error ("%s", error->message);
  begin = g_get_monotonic_time ();
  balie_morning_run_async (desk, NULL, run_finished_cb, &waiting);
  g_main_loop_run (loop);
  g_print ("%.2f %d\n", (double) (g_get_monotonic_time () - begin) / 1000.0,
           waiting.result->status == BALIE_RUN_DONE ? waiting.result->run->n_requested : -1);
  balie_run_result_free (waiting.result);
  balie_desk_close (desk);
}

int
main (int argc, char **argv)
{
  BalieDate first;

  if (argc != 4 || !balie_date_parse (argv[2], &first))
    g_error ("usage: bench-morning-run DATABASE-URI YYYY-MM-DD DAYS");
  for (int day = 0; day < atoi (argv[3]); day++)
    measure (argv[1], first + day);
  return 0;
}

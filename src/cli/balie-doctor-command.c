/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl doctor. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-doctor.h"

#include <glib/gi18n-lib.h>

static const BalieColumn columns[] = {
  { "check", N_ ("Check"), BALIE_COLUMN_TEXT },
  { "ok", N_ ("All well"), BALIE_COLUMN_SWITCH },
  { "text", N_ ("Found"), BALIE_COLUMN_TEXT },
};

/**
 * balie_doctor_command_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_doctor_command_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (BalieOutput) output = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  balie_doctor_run_async (cli->desk, cli->cancellable, balie_wait_done_cb, &wait);
  lines = balie_doctor_run_finish (cli->desk, balie_wait_for (&wait), &error);
  if (lines == NULL)
    return balie_cli_fail (error);
  output = balie_output_begin (cli->format, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < lines->len; i++)
    {
      const BalieDoctorLine *line = lines->pdata[i];
      const char *values[] = { line->check, balie_output_yes_no (line->ok), line->text };

      balie_output_add (output, values);
      if (!line->ok)
        status = BALIE_EXIT_ITEMS_FAILED;
    }
  return status;
}

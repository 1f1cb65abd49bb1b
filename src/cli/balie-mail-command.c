/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl mail send and test. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-mail-queue.h"

#include <glib/gi18n-lib.h>

/**
 * balie_mail_send_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_mail_send_run (BalieCli *cli)
{
  static const BalieColumn columns[] = { { "sent", N_ ("Sent"), BALIE_COLUMN_NUMBER } };
  BalieExit status = balie_cli_open (cli);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;
  int n;

  if (status != BALIE_EXIT_OK)
    return status;
  balie_mail_queue_retry_async (cli->desk, cli->cancellable, balie_wait_done_cb, &wait);
  n = balie_mail_queue_send_finish (cli->desk, balie_wait_for (&wait), &error);
  number = balie_output_dup_number (MAX (n, 0));
  balie_output_record (cli->format, columns, 1, (const char *const[]){ number });
  if (error == NULL)
    return BALIE_EXIT_OK;
  return balie_cli_fail_hinting (error,
                                 _ ("The mail stays queued; “baliectl mail send” tries again."));
}

/**
 * balie_mail_test_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_mail_test_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  balie_mail_queue_test_async (cli->desk, cli->cancellable, balie_wait_done_cb, &wait);
  if (!balie_mail_queue_test_finish (cli->desk, balie_wait_for (&wait), &error))
    return balie_cli_fail_hinting (error, NULL);
  if (cli->format == BALIE_OUTPUT_TABLE)
    balie_output_line (_ ("The test mail was sent."));
  return BALIE_EXIT_OK;
}

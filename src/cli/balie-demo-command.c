/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl demo load. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-demo.h"

#include <glib/gi18n-lib.h>

/* --sim says where all are, --pon only where PON is. */
static BalieDemoAddresses *
make_addresses (BalieCli *cli)
{
  const char *sim = balie_cli_get_option (cli, "sim");
  const char *pon = balie_cli_get_option (cli, "pon");
  BalieDemoAddresses *addresses =
      sim != NULL ? balie_demo_addresses_new_of_sim (sim) : g_new0 (BalieDemoAddresses, 1);

  /* A later call would not know the insurer's password, which only a running demo has. */
  g_clear_pointer (&addresses->bipro, g_free);
  if (pon != NULL)
    {
      g_free (addresses->pon);
      addresses->pon = g_strdup (pon);
    }
  return addresses;
}

/**
 * balie_demo_load_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_demo_load_run (BalieCli *cli)
{
  static const BalieColumn columns[] = { { "orders", N_ ("Orders"), BALIE_COLUMN_NUMBER } };
  BalieExit status = balie_cli_open (cli);
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDemoAddresses) addresses = NULL;
  g_autofree char *number = NULL;
  int n;

  if (status != BALIE_EXIT_OK)
    return status;
  addresses = make_addresses (cli);
  balie_demo_load_async (cli->desk, addresses, cli->cancellable, balie_wait_done_cb, &wait);
  n = balie_demo_load_finish (cli->desk, balie_wait_for (&wait), &error);
  if (n < 0)
    return balie_cli_fail (error);
  number = balie_output_dup_number (n);
  balie_output_record (cli->format, columns, 1, (const char *const[]){ number });
  return BALIE_EXIT_OK;
}

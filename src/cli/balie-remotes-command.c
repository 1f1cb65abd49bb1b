/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl remotes list and set. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-administration.h"
#include "balie-option-values.h"
#include "balie-password-option.h"

#include <glib/gi18n-lib.h>

static const BalieColumn columns[] = {
  { "name", N_ ("Name"), BALIE_COLUMN_TEXT },
  { "url", N_ ("Address"), BALIE_COLUMN_TEXT },
  { "user", N_ ("User"), BALIE_COLUMN_TEXT },
  { "profile", N_ ("Profile"), BALIE_COLUMN_TEXT },
};

/**
 * balie_remotes_list_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_remotes_list_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *const *names = balie_remote_config_get_names ();
  g_autoptr (BalieOutput) output = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  output = balie_output_begin (cli->format, columns, G_N_ELEMENTS (columns));
  for (; *names != NULL; names++)
    {
      const BalieRemoteConfig *config = balie_desk_get_remote_config (cli->desk, *names);
      const char *values[] = { *names, config->url, config->user,
                               *config->profile != '\0' ? "own" : "shipped" };

      balie_output_add (output, values);
    }
  return BALIE_EXIT_OK;
}

static BalieExit
put_remote (BalieCli *cli, const BalieRemoteConfig *config)
{
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  balie_administration_put_remote_async (cli->desk, config, cli->cancellable, balie_wait_done_cb,
                                         &wait);
  if (!balie_administration_put_remote_finish (cli->desk, balie_wait_for (&wait), &error))
    return balie_cli_fail (error);
  return BALIE_EXIT_OK;
}

/**
 * balie_remotes_set_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_remotes_set_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *name = balie_cli_get_operand (cli, 0);
  const char *url = balie_cli_get_operand (cli, 1);
  g_autoptr (BalieRemoteConfig) config = NULL;

  if (status == BALIE_EXIT_OK)
    status = balie_cli_check (cli, BALIE_DEED_CHANGE_SETTINGS);
  if (status != BALIE_EXIT_OK)
    return status;
  if (!g_strv_contains (balie_remote_config_get_names (), name))
    return balie_cli_refuse_usage (_ ("“%s” is not a remote system."), name);
  config = balie_remote_config_copy (balie_desk_get_remote_config (cli->desk, name));
  if (url != NULL)
    {
      g_free (config->url);
      config->url = g_strdup (url);
    }
  balie_option_values_take_text (cli, "user", &config->user);
  if (!balie_option_values_take_file (cli, "profile", &config->profile))
    return BALIE_EXIT_ITEMS_FAILED;
  status = put_remote (cli, config);
  return status == BALIE_EXIT_OK
             ? balie_password_option_store (cli, config->name, config->user, FALSE)
             : status;
}

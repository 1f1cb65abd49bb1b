/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl settings list, get and set. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-cli.h"

#include "balie-administration.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static const BalieColumn columns[] = {
  { "key", N_ ("Key"), BALIE_COLUMN_TEXT },
  { "value", N_ ("Value"), BALIE_COLUMN_TEXT },
  { "default", N_ ("Default"), BALIE_COLUMN_TEXT },
  { "label", N_ ("Meaning"), BALIE_COLUMN_TEXT },
};

/**
 * balie_settings_list_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_settings_list_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  g_autoptr (BalieOutput) output = NULL;

  if (status != BALIE_EXIT_OK)
    return status;
  output = balie_output_begin (cli->format, columns, G_N_ELEMENTS (columns));
  for (int key = 0; key < BALIE_N_SETTINGS; key++)
    {
      const BalieSettingInfo *info = balie_setting_get_info (key);
      const char *values[] = { info->code,
                               balie_settings_get_text (balie_desk_get_settings (cli->desk), key),
                               info->default_value, _ (info->label) };

      balie_output_add (output, values);
    }
  return BALIE_EXIT_OK;
}

static gboolean
find_key (BalieCli *cli, BalieSettingKey *key)
{
  const char *code = balie_cli_get_operand (cli, 0);

  if (balie_setting_find (code, key))
    return TRUE;
  balie_cli_say (_ ("“%s” is not a setting; “baliectl settings list” lists them."), code);
  return FALSE;
}

/**
 * balie_settings_get_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_settings_get_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  BalieSettingKey key;
  const char *value;

  if (status != BALIE_EXIT_OK)
    return status;
  if (!find_key (cli, &key))
    return BALIE_EXIT_USAGE;
  value = balie_settings_get_text (balie_desk_get_settings (cli->desk), key);
  if (cli->format == BALIE_OUTPUT_TABLE)
    balie_output_line (value);
  else
    {
      const char *values[] = { balie_setting_get_info (key)->code, value };

      balie_output_record (cli->format, columns, 2, values);
    }
  return BALIE_EXIT_OK;
}

/**
 * balie_settings_set_run:
 * @cli: the call
 *
 * Returns: the exit status
 */
int
balie_settings_set_run (BalieCli *cli)
{
  BalieExit status = balie_cli_open (cli);
  const char *codes_and_values[] = { balie_cli_get_operand (cli, 0), balie_cli_get_operand (cli, 1),
                                     NULL };
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;
  BalieSettingKey key;

  if (status != BALIE_EXIT_OK)
    return status;
  if (!find_key (cli, &key))
    return BALIE_EXIT_USAGE;
  balie_administration_set_async (cli->desk, codes_and_values, NULL, NULL, cli->cancellable,
                                  balie_wait_done_cb, &wait);
  if (!balie_administration_set_finish (cli->desk, balie_wait_for (&wait), &error))
    return balie_cli_fail (error);
  return BALIE_EXIT_OK;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options of a command as fields of what it changes: one that was not given leaves its field alone. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-option-values.h"

#include <glib/gi18n-lib.h>

/**
 * balie_option_values_take_text:
 * @cli: the call
 * @name: an option
 * @field: (inout): an owned text
 *
 * Replaces the text by the option's value, if it was given.
 */
void
balie_option_values_take_text (BalieCli *cli, const char *name, char **field)
{
  const char *value = balie_cli_get_option (cli, name);

  if (value == NULL)
    return;
  g_free (*field);
  *field = g_strdup (value);
}

/**
 * balie_option_values_take_switch:
 * @cli: the call
 * @name: an option
 * @field: (inout): a switch
 *
 * Sets the switch by the option's value, if it was given.
 *
 * Returns: %FALSE after it was said that the value is neither yes nor no
 */
gboolean
balie_option_values_take_switch (BalieCli *cli, const char *name, gboolean *field)
{
  const char *value = balie_cli_get_option (cli, name);

  if (value == NULL)
    return TRUE;
  if (!g_str_equal (value, "yes") && !g_str_equal (value, "no"))
    {
      balie_cli_refuse_usage (_ ("--%s is yes or no, not “%s”."), name, value);
      return FALSE;
    }
  *field = g_str_equal (value, "yes");
  return TRUE;
}

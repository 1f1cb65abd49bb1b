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

/**
 * balie_option_values_take_file:
 * @cli: the call
 * @name: an option whose value is a file, or "" for no text
 * @field: (inout): an owned text
 *
 * Returns: %FALSE after it was said that the file can't be read
 */
gboolean
balie_option_values_take_file (BalieCli *cli, const char *name, char **field)
{
  const char *path = balie_cli_get_option (cli, name);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (path == NULL)
    return TRUE;
  if (*path == '\0')
    text = g_strdup ("");
  else if (!g_file_get_contents (path, &text, NULL, &error))
    {
      balie_cli_say ("%s", error->message);
      return FALSE;
    }
  g_free (*field);
  *field = g_steal_pointer (&text);
  return TRUE;
}

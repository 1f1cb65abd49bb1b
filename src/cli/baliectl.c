/* SPDX-License-Identifier: GPL-3.0-or-later */
/* baliectl: Balie without a window, for servers, scripts and support. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-command-line.h"
#include "balie-language.h"

int
main (int argc, char **argv)
{
  BalieCli cli = { 0 };
  BalieExit status;

  balie_language_init (balie_command_line_find_language (argc, argv));
  cli.options = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  cli.operands = g_ptr_array_new_with_free_func (g_free);
  cli.cancellable = g_cancellable_new ();
  if (balie_command_line_read (argc, argv, &cli, &status))
    status = cli.command->run (&cli);
  if (cli.desk != NULL)
    balie_desk_close (cli.desk);
  g_clear_object (&cli.desk);
  if (!balie_output_flush ())
    status = balie_cli_worse (status, BALIE_EXIT_ITEMS_FAILED);
  g_object_unref (cli.cancellable);
  g_ptr_array_unref (cli.operands);
  g_hash_table_unref (cli.options);
  return (int) status;
}

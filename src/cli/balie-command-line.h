/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the command line: common options stand before or after the command. */
#pragma once

#include "balie-cli.h"

G_BEGIN_DECLS

/* Fills @cli; FALSE when there is nothing to run: @status is what to end with. */
gboolean balie_command_line_read (int argc, char **argv, BalieCli *cli, BalieExit *status);
/* The value of --lang, wherever it stands; looked for before anything is said. */
const char *balie_command_line_find_language (int argc, char **argv);

G_END_DECLS

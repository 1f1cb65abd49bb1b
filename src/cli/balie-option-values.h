/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options of a command as fields of what it changes: one that was not given leaves its field alone. */
#pragma once

#include "balie-cli.h"

G_BEGIN_DECLS

void balie_option_values_take_text (BalieCli *cli, const char *name, char **field);
/* FALSE after it was said that the value is neither yes nor no. */
gboolean balie_option_values_take_switch (BalieCli *cli, const char *name, gboolean *field);
/* The contents of the file named; an empty name empties the field. FALSE after it was said that the file can't
 * be read. */
gboolean balie_option_values_take_file (BalieCli *cli, const char *name, char **field);

G_END_DECLS

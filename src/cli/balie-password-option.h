/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --password-file: keeps its first line where secrets are kept. */
#pragma once

#include "balie-cli.h"

G_BEGIN_DECLS

/* @file_too: where there is no Secret Service, as on a server, in a file that only its owner can read. */
BalieExit balie_password_option_store (BalieCli *cli,
                                       const char *secret_name,
                                       const char *user,
                                       gboolean file_too);

G_END_DECLS

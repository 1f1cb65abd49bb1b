/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of the window: what it takes and what it means. */
#pragma once

#include "balie-session.h"

G_BEGIN_DECLS

void balie_application_options_add (GApplication *application);
/* INVALID_INPUT when --date or --page can't be read. The database: --database, $BALIE_DATABASE, this
 * desk's setting, the standard place. */
BalieLaunch *
balie_application_options_read (GVariantDict *options, GSettings *settings, GError **error);
/* Whether anything was asked that a desk already open can't give. */
gboolean balie_application_options_ask_other (GVariantDict *options);

G_END_DECLS

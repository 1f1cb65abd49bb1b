/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog behind a toast's "Details": what happened, what to do, and the cause for support. */
#pragma once

#include <adwaita.h>

#include "balie-shell.h"

G_BEGIN_DECLS

void balie_error_details_show (GtkWindow *parent, BalieAction action, const GError *error);
char *balie_error_details_dup_cause (const GError *error);

G_END_DECLS

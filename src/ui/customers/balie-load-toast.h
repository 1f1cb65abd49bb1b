/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A toast that says what was loaded into a dossier, with Undo. */
#pragma once

#include "balie-dossier-edit.h"
#include "balie-shell.h"

G_BEGIN_DECLS

/* @result: what the load wrote; Undo takes all of it back in one step. */
void balie_load_toast_show (BalieShell *shell,
                            BalieDesk *desk,
                            const char *text,
                            const BalieDossierResult *result);
/* Says that nothing was loaded because the window with the question was closed. */
void balie_load_toast_show_unasked (BalieShell *shell);

G_END_DECLS

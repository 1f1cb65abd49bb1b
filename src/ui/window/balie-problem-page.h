/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the window when the database can't be used, with the ways out. */
#pragma once

#include <adwaita.h>

#include "balie-shell.h"

G_BEGIN_DECLS

#define BALIE_TYPE_PROBLEM_PAGE (balie_problem_page_get_type ())
G_DECLARE_FINAL_TYPE (BalieProblemPage, balie_problem_page, BALIE, PROBLEM_PAGE, AdwBin)

GtkWidget *balie_problem_page_new (BalieAction action, const GError *error);

G_END_DECLS

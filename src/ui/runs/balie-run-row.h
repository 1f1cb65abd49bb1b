/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run as a row that unfolds into every order it touched; the orders are read when it is unfolded. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"
#include "balie-run.h"

G_BEGIN_DECLS

#define BALIE_TYPE_RUN_ROW (balie_run_row_get_type ())
G_DECLARE_FINAL_TYPE (BalieRunRow, balie_run_row, BALIE, RUN_ROW, AdwExpanderRow)

GtkWidget *balie_run_row_new (BalieDesk *desk, const BalieRun *run);

G_END_DECLS

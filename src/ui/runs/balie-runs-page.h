/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Morning run": what needs me now, next run, preview, forecast, last runs. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_RUNS_PAGE (balie_runs_page_get_type ())
G_DECLARE_FINAL_TYPE (BalieRunsPage, balie_runs_page, BALIE, RUNS_PAGE, AdwBin)

GtkWidget *balie_runs_page_new (BalieDesk *desk);

G_END_DECLS

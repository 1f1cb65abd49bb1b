/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first steps on a fresh database: the dealership, its numbers, the person; or the demo. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_FIRST_RUN (balie_first_run_get_type ())
G_DECLARE_FINAL_TYPE (BalieFirstRun, balie_first_run, BALIE, FIRST_RUN, AdwBin)

/* signal "finished" (): everything is written and the first run is over */
GtkWidget *balie_first_run_new (BalieDesk *desk);

G_END_DECLS

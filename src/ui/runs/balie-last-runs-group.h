/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last runs, each with every order it touched. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_LAST_RUNS_GROUP (balie_last_runs_group_get_type ())
G_DECLARE_FINAL_TYPE (BalieLastRunsGroup,
                      balie_last_runs_group,
                      BALIE,
                      LAST_RUNS_GROUP,
                      AdwPreferencesGroup)

GtkWidget *balie_last_runs_group_new (BalieDesk *desk);
void balie_last_runs_group_refresh (BalieLastRunsGroup *self);

G_END_DECLS

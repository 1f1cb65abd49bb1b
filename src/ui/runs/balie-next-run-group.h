/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next run: when, on which desk, what it would do; and running it now. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_NEXT_RUN_GROUP (balie_next_run_group_get_type ())
G_DECLARE_FINAL_TYPE (BalieNextRunGroup,
                      balie_next_run_group,
                      BALIE,
                      NEXT_RUN_GROUP,
                      AdwPreferencesGroup)

GtkWidget *balie_next_run_group_new (BalieDesk *desk);
void balie_next_run_group_refresh (BalieNextRunGroup *self);

G_END_DECLS

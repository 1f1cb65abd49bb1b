/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The coverage check: the agencies for which nobody gets urgent reminders. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_COVERAGE_GROUP (balie_coverage_group_get_type ())
G_DECLARE_FINAL_TYPE (BalieCoverageGroup,
                      balie_coverage_group,
                      BALIE,
                      COVERAGE_GROUP,
                      AdwPreferencesGroup)

GtkWidget *balie_coverage_group_new (BalieDesk *desk);

G_END_DECLS

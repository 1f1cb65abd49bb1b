/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What needs me now: decisions, unclear outcomes, deliveries without a plate. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_NEEDS_GROUP (balie_needs_group_get_type ())
G_DECLARE_FINAL_TYPE (BalieNeedsGroup, balie_needs_group, BALIE, NEEDS_GROUP, AdwPreferencesGroup)

GtkWidget *balie_needs_group_new (BalieDesk *desk);
void balie_needs_group_refresh (BalieNeedsGroup *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the next 14 days will bring, as a chart and as a list. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_FORECAST_GROUP (balie_forecast_group_get_type ())
G_DECLARE_FINAL_TYPE (BalieForecastGroup,
                      balie_forecast_group,
                      BALIE,
                      FORECAST_GROUP,
                      AdwPreferencesGroup)

GtkWidget *balie_forecast_group_new (BalieDesk *desk);
void balie_forecast_group_refresh (BalieForecastGroup *self);

G_END_DECLS

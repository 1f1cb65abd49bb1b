/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bar a day: how many orders fall due. */
#pragma once

#include <gtk/gtk.h>

#include "balie-date.h"

G_BEGIN_DECLS

#define BALIE_TYPE_FORECAST_CHART (balie_forecast_chart_get_type ())
G_DECLARE_FINAL_TYPE (BalieForecastChart, balie_forecast_chart, BALIE, FORECAST_CHART, GtkWidget)

GtkWidget *balie_forecast_chart_new (void);
/* @counts: (element-type gint64): one per day from @first on */
void balie_forecast_chart_set_counts (BalieForecastChart *self, BalieDate first, GArray *counts);

G_END_DECLS

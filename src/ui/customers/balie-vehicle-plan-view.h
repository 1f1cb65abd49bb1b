/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What loading a vehicle would change in a dossier, per field and per party. */
#pragma once

#include <gtk/gtk.h>

#include "balie-dossier-edit.h"

G_BEGIN_DECLS

/* @plan outlives the widget; the ticks change it. */
GtkWidget *balie_vehicle_plan_view_new (BalieVehiclePlan *plan);

G_END_DECLS

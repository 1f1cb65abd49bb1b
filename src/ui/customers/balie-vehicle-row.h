/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row for a vehicle that Driver2 knows, with its owner, driver and insured. */
#pragma once

#include <gtk/gtk.h>

#include "balie-vehicle.h"

G_BEGIN_DECLS

GtkWidget *balie_vehicle_row_new (const BalieVehicle *vehicle);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking a vehicle up in Driver2 for a dossier: by chassis number or plate, what was found with its people,
 * and the difference per field before anything is loaded. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_VEHICLE_DIALOG (balie_vehicle_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BalieVehicleDialog, balie_vehicle_dialog, BALIE, VEHICLE_DIALOG, AdwWindow)

GtkWidget *balie_vehicle_dialog_new (BalieDesk *desk,
                                     GtkWindow *parent,
                                     const char *dossier_number,
                                     const char *vin,
                                     const char *plate);
const char *balie_vehicle_dialog_get_dossier_number (BalieVehicleDialog *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a dossier's vehicle, order and remarks, with the look-up in Driver2. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_VEHICLE_FORM (balie_vehicle_form_get_type ())
G_DECLARE_FINAL_TYPE (BalieVehicleForm, balie_vehicle_form, BALIE, VEHICLE_FORM, AdwBin)

GtkWidget *balie_vehicle_form_new (BalieDesk *desk);
void balie_vehicle_form_focus_first (BalieVehicleForm *self);

G_END_DECLS

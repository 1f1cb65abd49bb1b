/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes fictional customers and vehicles: the same ones for the same seed and ordinal. */
#pragma once

#include "balie-sim-customer.h"
#include "balie-sim-vehicle.h"

G_BEGIN_DECLS

/* Every so manieth of a country has its common last name (Jansen, Peeters, Müller) … */
#define BALIE_SIM_COMMON_EVERY 8
/* … and every so manieth is a company. */
#define BALIE_SIM_COMPANY_EVERY 11

BalieSimCustomer *balie_sim_people_make (guint32 seed, guint ordinal);
/* As a person, and with this last name. */
BalieSimCustomer *balie_sim_people_make_person (guint32 seed, guint ordinal, const char *last_name);
/* Without customers. */
BalieSimVehicle *balie_sim_people_make_vehicle (guint32 seed, guint ordinal);

G_END_DECLS

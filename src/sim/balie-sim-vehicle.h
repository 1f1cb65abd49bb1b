/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vehicle as the simulated Driver2 has one, with the numbers of the customers that belong to it. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* In the order of the wire. */
typedef enum
{
  BALIE_SIM_VIN,
  BALIE_SIM_PLATE,
  BALIE_SIM_BRAND,
  BALIE_SIM_MODEL,
  BALIE_SIM_COLOUR,
  BALIE_SIM_FIRST_REGISTRATION,
  BALIE_SIM_N_VEHICLE_FIELDS,
} BalieSimVehicleField;

typedef enum
{
  BALIE_SIM_OWNER,
  BALIE_SIM_DRIVER,
  BALIE_SIM_INSURED,
  BALIE_SIM_N_ROLES,
} BalieSimRole;

/* @values: (owned): "" is null on the wire; @people: (owned): numbers of customers, "" for nobody. */
typedef struct
{
  char *values[BALIE_SIM_N_VEHICLE_FIELDS];
  char *people[BALIE_SIM_N_ROLES];
} BalieSimVehicle;

BalieSimVehicle *balie_sim_vehicle_new (void);
void balie_sim_vehicle_free (BalieSimVehicle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSimVehicle, balie_sim_vehicle_free)

void balie_sim_vehicle_take (BalieSimVehicle *self, BalieSimVehicleField field, char *value);
void balie_sim_vehicle_set_person (BalieSimVehicle *self, BalieSimRole role, const char *number);
/* @vin and @plate: (nullable): as somebody writes them; one of both. */
gboolean balie_sim_vehicle_match (const BalieSimVehicle *self, const char *vin, const char *plate);
JsonObject *balie_sim_vehicle_to_json (const BalieSimVehicle *self);
const char *balie_sim_role_get_name (BalieSimRole role);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vehicle as the simulated Driver2 has one, with the numbers of the customers that belong to it. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-vehicle.h"

#include "balie-text.h"

static const char *const names[BALIE_SIM_N_VEHICLE_FIELDS] = { "vin",    "plate",
                                                               "brand",  "model",
                                                               "colour", "firstRegistration" };

static const char *const roles[BALIE_SIM_N_ROLES] = { "owner", "driver", "insured" };

/**
 * balie_sim_vehicle_new:
 *
 * Returns: (transfer full): a vehicle of which nothing is known
 */
BalieSimVehicle *
balie_sim_vehicle_new (void)
{
  BalieSimVehicle *self = g_new0 (BalieSimVehicle, 1);

  for (int i = 0; i < BALIE_SIM_N_VEHICLE_FIELDS; i++)
    self->values[i] = g_strdup ("");
  for (int i = 0; i < BALIE_SIM_N_ROLES; i++)
    self->people[i] = g_strdup ("");
  return self;
}

/**
 * balie_sim_vehicle_free:
 * @self: (transfer full): a vehicle
 *
 * Frees it.
 */
void
balie_sim_vehicle_free (BalieSimVehicle *self)
{
  for (int i = 0; i < BALIE_SIM_N_VEHICLE_FIELDS; i++)
    g_free (self->values[i]);
  for (int i = 0; i < BALIE_SIM_N_ROLES; i++)
    g_free (self->people[i]);
  g_free (self);
}

/**
 * balie_sim_vehicle_take:
 * @self: a vehicle
 * @field: a field
 * @value: (transfer full): its value
 *
 * Sets it.
 */
void
balie_sim_vehicle_take (BalieSimVehicle *self, BalieSimVehicleField field, char *value)
{
  g_free (self->values[field]);
  self->values[field] = value;
}

/**
 * balie_sim_vehicle_set_person:
 * @self: a vehicle
 * @role: what the customer is to it
 * @number: the customer's number, "" for nobody
 *
 * Sets it.
 */
void
balie_sim_vehicle_set_person (BalieSimVehicle *self, BalieSimRole role, const char *number)
{
  g_free (self->people[role]);
  self->people[role] = g_strdup (number);
}

static gboolean
equal_codes (const char *value, const char *wanted)
{
  g_autofree char *a = balie_text_dup_alnum_upper (value);
  g_autofree char *b = balie_text_dup_alnum_upper (wanted);

  return a[0] != '\0' && g_str_equal (a, b);
}

/**
 * balie_sim_vehicle_match:
 * @self: a vehicle
 * @vin: (nullable): a chassis number, separators and case do not matter
 * @plate: (nullable): a plate, likewise
 *
 * Returns: whether it is the vehicle
 */
gboolean
balie_sim_vehicle_match (const BalieSimVehicle *self, const char *vin, const char *plate)
{
  if (vin != NULL && !equal_codes (self->values[BALIE_SIM_VIN], vin))
    return FALSE;
  return plate == NULL || equal_codes (self->values[BALIE_SIM_PLATE], plate);
}

/**
 * balie_sim_vehicle_to_json:
 * @self: a vehicle
 *
 * Returns: (transfer full): its own members as on the wire
 */
JsonObject *
balie_sim_vehicle_to_json (const BalieSimVehicle *self)
{
  JsonObject *object = json_object_new ();

  for (int i = 0; i < BALIE_SIM_N_VEHICLE_FIELDS; i++)
    if (self->values[i][0] != '\0')
      json_object_set_string_member (object, names[i], self->values[i]);
    else
      json_object_set_null_member (object, names[i]);
  return object;
}

/**
 * balie_sim_role_get_name:
 * @role: a role
 *
 * Returns: its name on the wire
 */
const char *
balie_sim_role_get_name (BalieSimRole role)
{
  return roles[role];
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vehicle as Driver2 knows one, with the customers that belong to it: a plain value. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-vehicle.h"

#include <glib/gi18n-lib.h>

#include "balie-text.h"

/* clang-format off */
static const BalieFieldSpec specs[BALIE_N_VEHICLE_FIELDS] = {
  [BALIE_VEHICLE_VIN] = { "vin", "vin", N_ ("Chassis number"), BALIE_VALUE_CODE, 40, NULL, FALSE, FALSE },
  [BALIE_VEHICLE_PLATE] = { "plate", "plate", N_ ("Licence plate"), BALIE_VALUE_CODE, 24, NULL, FALSE, FALSE },
  [BALIE_VEHICLE_BRAND] = { "brand", "brand", N_ ("Brand"), BALIE_VALUE_TEXT, 80, NULL, FALSE, FALSE },
  [BALIE_VEHICLE_MODEL] = { "model", "model", N_ ("Model"), BALIE_VALUE_TEXT, 160, NULL, FALSE, FALSE },
  [BALIE_VEHICLE_COLOUR] = { "colour", "colour", N_ ("Colour"), BALIE_VALUE_TEXT, 80, NULL, FALSE, FALSE },
  [BALIE_VEHICLE_FIRST_REGISTRATION] = { "first_registration", "firstRegistration", N_ ("First registration"), BALIE_VALUE_DATE, 40, NULL, FALSE, FALSE },
};
/* clang-format on */

/**
 * balie_vehicle_new:
 *
 * Returns: (transfer full): an empty one
 */
BalieVehicle *
balie_vehicle_new (void)
{
  BalieVehicle *self = g_new0 (BalieVehicle, 1);

  for (int i = 0; i < BALIE_N_VEHICLE_FIELDS; i++)
    self->values[i] = g_strdup ("");
  return self;
}

static BalieCustomer *
copy_customer (const BalieCustomer *customer)
{
  return customer ? balie_customer_copy (customer) : NULL;
}

/**
 * balie_vehicle_copy:
 * @self: a vehicle
 *
 * Returns: (transfer full): the same, with its customers
 */
BalieVehicle *
balie_vehicle_copy (const BalieVehicle *self)
{
  BalieVehicle *copy = g_new0 (BalieVehicle, 1);

  g_return_val_if_fail (self, copy);

  for (int i = 0; i < BALIE_N_VEHICLE_FIELDS; i++)
    copy->values[i] = g_strdup (self->values[i]);
  copy->owner = copy_customer (self->owner);
  copy->driver = copy_customer (self->driver);
  copy->insured = copy_customer (self->insured);
  return copy;
}

/**
 * balie_vehicle_free:
 * @self: (nullable): a vehicle
 */
void
balie_vehicle_free (BalieVehicle *self)
{
  if (!self)
    return;
  for (int i = 0; i < BALIE_N_VEHICLE_FIELDS; i++)
    g_free (self->values[i]);
  balie_customer_free (self->owner);
  balie_customer_free (self->driver);
  balie_customer_free (self->insured);
  g_free (self);
}

/**
 * balie_vehicle_get_spec:
 * @field: which field
 *
 * Returns: (transfer none): what it is
 */
const BalieFieldSpec *
balie_vehicle_get_spec (BalieVehicleField field)
{
  g_return_val_if_fail ((guint) field < BALIE_N_VEHICLE_FIELDS, &specs[0]);

  return &specs[field];
}

/**
 * balie_vehicle_set:
 * @self: a vehicle
 * @field: which field
 * @text: (nullable): any bytes
 *
 * A date that can't be read is dropped: a remote is not refused, and a dossier could not keep it.
 */
void
balie_vehicle_set (BalieVehicle *self, BalieVehicleField field, const char *text)
{
  char *value;

  g_return_if_fail (self && (guint) field < BALIE_N_VEHICLE_FIELDS);

  value = balie_field_dup_canonical (&specs[field], text, NULL);
  g_free (self->values[field]);
  self->values[field] = value ? value : g_strdup ("");
}

static void
set_customer (JsonObject *object, const char *name, const BalieCustomer *customer)
{
  if (customer)
    json_object_set_object_member (object, name, balie_customer_to_json (customer));
  else
    json_object_set_null_member (object, name);
}

/**
 * balie_vehicle_to_json:
 * @self: a vehicle
 *
 * Returns: (transfer full): {"vehicle","owner","driver","insured"} as on the wire
 */
JsonObject *
balie_vehicle_to_json (const BalieVehicle *self)
{
  JsonObject *object = json_object_new ();
  JsonObject *vehicle = json_object_new ();

  json_object_set_object_member (object, "vehicle", vehicle);
  g_return_val_if_fail (self, object);

  for (int i = 0; i < BALIE_N_VEHICLE_FIELDS; i++)
    {
      if (*self->values[i])
        json_object_set_string_member (vehicle, specs[i].wire, self->values[i]);
      else
        json_object_set_null_member (vehicle, specs[i].wire);
    }
  set_customer (object, "owner", self->owner);
  set_customer (object, "driver", self->driver);
  set_customer (object, "insured", self->insured);
  return object;
}

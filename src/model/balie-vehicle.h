/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vehicle as Driver2 knows one, with the customers that belong to it. */
#pragma once

#include "balie-customer.h"

G_BEGIN_DECLS

typedef enum
{
  BALIE_VEHICLE_VIN,
  BALIE_VEHICLE_PLATE,
  BALIE_VEHICLE_BRAND,
  BALIE_VEHICLE_MODEL,
  BALIE_VEHICLE_COLOUR,
  BALIE_VEHICLE_FIRST_REGISTRATION,
  BALIE_N_VEHICLE_FIELDS,
} BalieVehicleField;

/**
 * BalieVehicle:
 * @values: canonical texts, never %NULL
 * @owner: (nullable)
 * @driver: (nullable)
 * @insured: (nullable)
 */
typedef struct
{
  char *values[BALIE_N_VEHICLE_FIELDS];
  BalieCustomer *owner;
  BalieCustomer *driver;
  BalieCustomer *insured;
} BalieVehicle;

BalieVehicle *balie_vehicle_new (void);
BalieVehicle *balie_vehicle_copy (const BalieVehicle *self);
void balie_vehicle_free (BalieVehicle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieVehicle, balie_vehicle_free)

const BalieFieldSpec *balie_vehicle_get_spec (BalieVehicleField field);
void balie_vehicle_set (BalieVehicle *self, BalieVehicleField field, const char *text);
/* {"vehicle","owner","driver","insured"} as on the wire. */
JsonObject *balie_vehicle_to_json (const BalieVehicle *self);

G_END_DECLS

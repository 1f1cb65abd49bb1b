/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the simulated Driver2 and KP have: customers, persons and vehicles, and customers made since. */
#pragma once

#include "balie-sim-match.h"
#include "balie-sim-state.h"
#include "balie-sim-vehicle.h"

G_BEGIN_DECLS

/* A search for this last name alone finds so many in Driver2, made when they are asked for. */
#define BALIE_SIM_MANY_NAME "Zoveel"
#define BALIE_SIM_MANY 10000

/**
 * BalieSimMade:
 * @key: the Idempotency-Key it came with, "" if none
 * @body: as it came, parsed
 * @created_at: microseconds since 1970
 * @customer: what became of it
 *
 * A customer that was made by a POST.
 */
typedef struct
{
  char *key;
  JsonNode *body;
  gint64 created_at;
  BalieSimCustomer *customer;
} BalieSimMade;

/**
 * BalieSimFound:
 * @total: how many there are in all
 * @items: (owned): (element-type BalieSimCustomer): those of the page
 */
typedef struct
{
  guint64 total;
  GPtrArray *items;
} BalieSimFound;

void balie_sim_found_clear (BalieSimFound *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BalieSimFound, balie_sim_found_clear)

/**
 * BalieSimRegister:
 *
 * The same customers, persons and vehicles for the same seed; what is made is in the state before the
 * call that makes it returns.
 */
typedef struct _BalieSimRegister BalieSimRegister;

BalieSimRegister *balie_sim_register_new (BalieSimState *state, guint32 seed);
gboolean balie_sim_register_restore (BalieSimRegister *self, JsonObject *line, GError **error);
void balie_sim_register_free (BalieSimRegister *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSimRegister, balie_sim_register_free)

/* For filling it; what is given becomes its own. */
void balie_sim_register_take_customer (BalieSimRegister *self, BalieSimCustomer *customer);
void balie_sim_register_take_person (BalieSimRegister *self, BalieSimCustomer *person);
void balie_sim_register_take_vehicle (BalieSimRegister *self, BalieSimVehicle *vehicle);

/* Driver2's; @first counts from 0. */
void balie_sim_register_search (BalieSimRegister *self,
                                const BalieSimCriteria *criteria,
                                guint64 first,
                                guint64 limit,
                                BalieSimFound *found);
/* KP's; with @private_only companies are left out. */
void balie_sim_register_search_persons (BalieSimRegister *self,
                                        const BalieSimCriteria *criteria,
                                        gboolean private_only,
                                        guint64 first,
                                        guint64 limit,
                                        BalieSimFound *found);
BalieSimCustomer *balie_sim_register_dup_customer (BalieSimRegister *self, const char *number);
BalieSimCustomer *balie_sim_register_find_same (BalieSimRegister *self,
                                                const BalieSimCustomer *customer);
BalieSimMade *balie_sim_register_find_made (BalieSimRegister *self, const char *key);
BalieSimMade *balie_sim_register_make (BalieSimRegister *self,
                                       const char *key,
                                       JsonNode *body,
                                       const BalieSimCustomer *customer);
/* {"items": […]} is made of these. */
JsonArray *
balie_sim_register_find_vehicles (BalieSimRegister *self, const char *vin, const char *plate);

/* All there is, for tests. */
JsonNode *balie_sim_register_customers_to_json (BalieSimRegister *self);
JsonNode *balie_sim_register_persons_to_json (BalieSimRegister *self);
JsonNode *balie_sim_register_made_to_json (BalieSimRegister *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the simulated Driver2 and KP have: customers, persons and vehicles, and customers made since. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-register.h"

#include "balie-json.h"
#include "balie-sim-cast.h"
#include "balie-sim-duration.h"
#include "balie-sim-people.h"
#include "balie-text.h"

#define N_CUSTOMERS 3000
#define N_ONLY_IN_KP 600
/* So many of Driver2's customers are known to KP, too. */
#define IN_BOTH_EVERY 4
#define N_VEHICLES 2400
/* Where numbers of customers begin: generated, made by a POST, one of very many, and persons of KP. */
#define FIRST_NUMBER 10000
#define FIRST_MADE 90001
#define FIRST_OF_MANY 200000
#define FIRST_PERSON 100000

/**
 * BalieSimRegister:
 * @customers: (owned): (element-type BalieSimCustomer): of Driver2; made ones last
 * @by_number: (owned): number → customer of @customers
 * @persons: (owned): (element-type BalieSimCustomer): of KP
 * @vehicles: (owned): (element-type BalieSimVehicle)
 * @made: (owned): (element-type BalieSimMade): in the order in which they came
 * @by_key: (owned): Idempotency-Key → element of @made
 * @state: (borrowed): where changes are kept
 * @is_filled: whether everybody is there; who only asks for plates does not wait for them
 */
struct _BalieSimRegister
{
  GPtrArray *customers;
  GHashTable *by_number;
  GPtrArray *persons;
  GPtrArray *vehicles;
  GPtrArray *made;
  GHashTable *by_key;
  BalieSimState *state;
  guint32 seed;
  gboolean is_filled;
};

static void
free_made (gpointer data)
{
  BalieSimMade *made = data;

  g_free (made->key);
  g_clear_pointer (&made->body, json_node_unref);
  g_clear_pointer (&made->customer, balie_sim_customer_free);
  g_free (made);
}

/**
 * balie_sim_found_clear:
 * @self: what was found
 *
 * Frees what is in it.
 */
void
balie_sim_found_clear (BalieSimFound *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
}

/* Filling it */

/**
 * balie_sim_register_take_customer:
 * @self: the register
 * @customer: (transfer full): one of Driver2, with a number that is free
 *
 * Adds it.
 */
void
balie_sim_register_take_customer (BalieSimRegister *self, BalieSimCustomer *customer)
{
  g_ptr_array_add (self->customers, customer);
  g_hash_table_insert (self->by_number, customer->values[BALIE_SIM_NUMBER], customer);
}

/**
 * balie_sim_register_take_person:
 * @self: the register
 * @person: (transfer full): one of KP
 *
 * Adds it.
 */
void
balie_sim_register_take_person (BalieSimRegister *self, BalieSimCustomer *person)
{
  g_ptr_array_add (self->persons, person);
}

/**
 * balie_sim_register_take_vehicle:
 * @self: the register
 * @vehicle: (transfer full): a vehicle
 *
 * Adds it.
 */
void
balie_sim_register_take_vehicle (BalieSimRegister *self, BalieSimVehicle *vehicle)
{
  g_ptr_array_add (self->vehicles, vehicle);
}

static void
add_person (BalieSimRegister *self, BalieSimCustomer *person, guint ordinal)
{
  balie_sim_customer_take (person, BALIE_SIM_NUMBER,
                           g_strdup_printf ("K%u", FIRST_PERSON + ordinal));
  /* KP does not know it. */
  balie_sim_customer_set (person, BALIE_SIM_DRIVING_LICENCE, "");
  balie_sim_register_take_person (self, person);
}

static void
fill_customers (BalieSimRegister *self)
{
  for (guint i = 0; i < N_CUSTOMERS; i++)
    {
      BalieSimCustomer *customer = balie_sim_people_make (self->seed, i);

      balie_sim_customer_take (customer, BALIE_SIM_NUMBER,
                               g_strdup_printf ("%u", FIRST_NUMBER + i));
      balie_sim_register_take_customer (self, customer);
      if (i % IN_BOTH_EVERY == 0)
        add_person (self, balie_sim_customer_copy (customer), i);
    }
  for (guint i = N_CUSTOMERS; i < N_CUSTOMERS + N_ONLY_IN_KP; i++)
    add_person (self, balie_sim_people_make (self->seed, i), i);
}

/* Mostly its owner drives it; every fifth is another's, every seventh is insured by a third. */
static void
fill_vehicles (BalieSimRegister *self)
{
  for (guint i = 0; i < N_VEHICLES; i++)
    {
      BalieSimVehicle *vehicle = balie_sim_people_make_vehicle (self->seed, i);
      g_autofree char *owner = g_strdup_printf ("%u", FIRST_NUMBER + i);
      g_autofree char *other = g_strdup_printf ("%u", FIRST_NUMBER + (i * 7 + 1) % N_CUSTOMERS);
      g_autofree char *third = g_strdup_printf ("%u", FIRST_NUMBER + (i * 11 + 5) % N_CUSTOMERS);

      balie_sim_vehicle_set_person (vehicle, BALIE_SIM_OWNER, owner);
      balie_sim_vehicle_set_person (vehicle, BALIE_SIM_DRIVER, i % 5 == 0 ? other : owner);
      if (i % 3 != 0)
        balie_sim_vehicle_set_person (vehicle, BALIE_SIM_INSURED, i % 7 == 0 ? third : owner);
      balie_sim_register_take_vehicle (self, vehicle);
    }
}

/* At the first question. Who was made by a POST comes last. */
static void
fill (BalieSimRegister *self)
{
  if (self->is_filled)
    return;
  self->is_filled = TRUE;
  balie_sim_cast_fill (self);
  fill_customers (self);
  fill_vehicles (self);
  for (guint i = 0; i < self->made->len; i++)
    {
      const BalieSimMade *made = self->made->pdata[i];

      balie_sim_register_take_customer (self, balie_sim_customer_copy (made->customer));
    }
}

/**
 * balie_sim_register_new:
 * @state: where changes are kept; must outlive this
 * @seed: decides who there is, besides the fixed cast
 *
 * Returns: (transfer full): the register
 */
BalieSimRegister *
balie_sim_register_new (BalieSimState *state, guint32 seed)
{
  BalieSimRegister *self = g_new0 (BalieSimRegister, 1);

  self->customers = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_sim_customer_free);
  self->by_number = g_hash_table_new (g_str_hash, g_str_equal);
  self->persons = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_sim_customer_free);
  self->vehicles = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_sim_vehicle_free);
  self->made = g_ptr_array_new_with_free_func (free_made);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->state = state;
  self->seed = seed;
  return self;
}

/**
 * balie_sim_register_free:
 * @self: (transfer full): the register
 *
 * Frees it.
 */
void
balie_sim_register_free (BalieSimRegister *self)
{
  g_hash_table_unref (self->by_number);
  g_hash_table_unref (self->by_key);
  g_ptr_array_unref (self->customers);
  g_ptr_array_unref (self->persons);
  g_ptr_array_unref (self->vehicles);
  g_ptr_array_unref (self->made);
  g_free (self);
}

/* Searching */

static BalieSimCustomer *
make_one_of_many (BalieSimRegister *self, guint ordinal)
{
  BalieSimCustomer *customer =
      balie_sim_people_make_person (self->seed, ordinal, BALIE_SIM_MANY_NAME);

  balie_sim_customer_take (customer, BALIE_SIM_NUMBER,
                           g_strdup_printf ("%u", FIRST_OF_MANY + ordinal));
  return customer;
}

static void
begin (BalieSimFound *found)
{
  found->total = 0;
  found->items = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_sim_customer_free);
}

/* Counts it, and keeps a copy when it is on the page. */
static void
meet (BalieSimFound *found, const BalieSimCustomer *customer, guint64 first, guint64 limit)
{
  if (found->total >= first && found->total - first < limit)
    g_ptr_array_add (found->items, balie_sim_customer_copy (customer));
  found->total++;
}

static void
search_many (BalieSimRegister *self,
             const BalieSimCriteria *criteria,
             guint64 first,
             guint64 limit,
             BalieSimFound *found)
{
  gboolean all = balie_sim_criteria_has_only (criteria, BALIE_SIM_LAST_NAME);

  for (guint i = 0; i < BALIE_SIM_MANY; i++)
    {
      g_autoptr (BalieSimCustomer) one = NULL;

      if (all && (found->total < first || found->total - first >= limit))
        {
          found->total++;
          continue;
        }
      one = make_one_of_many (self, i);
      if (balie_sim_criteria_match (criteria, one))
        meet (found, one, first, limit);
    }
}

/**
 * balie_sim_register_search:
 * @self: the register
 * @criteria: what is asked for
 * @first: how many to pass over
 * @limit: how many to give at most
 * @found: (out): what was found, to be cleared
 *
 * Searches Driver2.
 */
void
balie_sim_register_search (BalieSimRegister *self,
                           const BalieSimCriteria *criteria,
                           guint64 first,
                           guint64 limit,
                           BalieSimFound *found)
{
  fill (self);
  begin (found);
  for (guint i = 0; i < self->customers->len; i++)
    if (balie_sim_criteria_match (criteria, self->customers->pdata[i]))
      meet (found, self->customers->pdata[i], first, limit);
  if (balie_text_equal_folded (criteria->values[BALIE_SIM_LAST_NAME], BALIE_SIM_MANY_NAME))
    search_many (self, criteria, first, limit, found);
}

/**
 * balie_sim_register_search_persons:
 * @self: the register
 * @criteria: what is asked for
 * @private_only: whether companies are left out
 * @first: how many to pass over
 * @limit: how many to give at most
 * @found: (out): what was found, to be cleared
 *
 * Searches KP.
 */
void
balie_sim_register_search_persons (BalieSimRegister *self,
                                   const BalieSimCriteria *criteria,
                                   gboolean private_only,
                                   guint64 first,
                                   guint64 limit,
                                   BalieSimFound *found)
{
  fill (self);
  begin (found);
  for (guint i = 0; i < self->persons->len; i++)
    {
      const BalieSimCustomer *person = self->persons->pdata[i];

      if ((!private_only || balie_sim_customer_is_private (person)) &&
          balie_sim_criteria_match (criteria, person))
        meet (found, person, first, limit);
    }
}

/**
 * balie_sim_register_dup_customer:
 * @self: the register
 * @number: a customer's number
 *
 * Returns: (transfer full) (nullable): Driver2's customer
 */
BalieSimCustomer *
balie_sim_register_dup_customer (BalieSimRegister *self, const char *number)
{
  const BalieSimCustomer *customer;
  guint64 ordinal;

  fill (self);
  customer = g_hash_table_lookup (self->by_number, number);
  if (customer != NULL)
    return balie_sim_customer_copy (customer);
  if (!g_ascii_string_to_unsigned (number, 10, FIRST_OF_MANY, FIRST_OF_MANY + BALIE_SIM_MANY - 1,
                                   &ordinal, NULL))
    return NULL;
  return make_one_of_many (self, (guint) ordinal - FIRST_OF_MANY);
}

/**
 * balie_sim_register_find_vehicles:
 * @self: the register
 * @vin: (nullable): a chassis number
 * @plate: (nullable): a plate; one of both
 *
 * Returns: (transfer full): objects with "vehicle", "owner", "driver" and "insured"
 */
JsonArray *
balie_sim_register_find_vehicles (BalieSimRegister *self, const char *vin, const char *plate)
{
  JsonArray *items = json_array_new ();

  fill (self);
  for (guint i = 0; i < self->vehicles->len; i++)
    {
      const BalieSimVehicle *vehicle = self->vehicles->pdata[i];
      JsonObject *item;

      if (!balie_sim_vehicle_match (vehicle, vin, plate))
        continue;
      item = json_object_new ();
      json_object_set_object_member (item, "vehicle", balie_sim_vehicle_to_json (vehicle));
      for (int role = 0; role < BALIE_SIM_N_ROLES; role++)
        {
          const BalieSimCustomer *customer =
              g_hash_table_lookup (self->by_number, vehicle->people[role]);

          if (customer != NULL)
            json_object_set_object_member (item, balie_sim_role_get_name (role),
                                           balie_sim_customer_to_json (customer));
          else
            json_object_set_null_member (item, balie_sim_role_get_name (role));
        }
      json_array_add_object_element (items, item);
    }
  return items;
}

/* Making customers */

/**
 * balie_sim_register_find_same:
 * @self: the register
 * @customer: somebody
 *
 * Returns: (transfer none) (nullable): Driver2's customer who is the same person
 */
BalieSimCustomer *
balie_sim_register_find_same (BalieSimRegister *self, const BalieSimCustomer *customer)
{
  fill (self);
  for (guint i = 0; i < self->customers->len; i++)
    if (balie_sim_customer_is_same_person (self->customers->pdata[i], customer))
      return self->customers->pdata[i];
  return NULL;
}

/**
 * balie_sim_register_find_made:
 * @self: the register
 * @key: an Idempotency-Key
 *
 * Returns: (transfer none) (nullable): what was made by it
 */
BalieSimMade *
balie_sim_register_find_made (BalieSimRegister *self, const char *key)
{
  return g_hash_table_lookup (self->by_key, key);
}

static void
keep (BalieSimRegister *self, BalieSimMade *made)
{
  g_ptr_array_add (self->made, made);
  if (made->key[0] != '\0')
    g_hash_table_insert (self->by_key, made->key, made);
  if (self->is_filled)
    balie_sim_register_take_customer (self, balie_sim_customer_copy (made->customer));
}

/**
 * balie_sim_register_make:
 * @self: the register
 * @key: the Idempotency-Key, not known yet; "" for none
 * @body: as it came
 * @customer: what it says
 *
 * Returns: (transfer none): the new customer, safely kept
 */
BalieSimMade *
balie_sim_register_make (BalieSimRegister *self,
                         const char *key,
                         JsonNode *body,
                         const BalieSimCustomer *customer)
{
  BalieSimMade *made = g_new0 (BalieSimMade, 1);
  JsonObject *line = json_object_new ();

  made->key = g_strdup (key);
  made->body = json_node_ref (body);
  made->created_at = g_get_real_time ();
  made->customer = balie_sim_customer_copy (customer);
  balie_sim_customer_take (made->customer, BALIE_SIM_NUMBER,
                           g_strdup_printf ("%u", FIRST_MADE + self->made->len));
  keep (self, made);
  json_object_set_string_member (line, "line", "customer");
  json_object_set_string_member (line, "key", key);
  json_object_set_int_member (line, "created", made->created_at);
  json_object_set_member (line, "body", json_node_ref (body));
  json_object_set_object_member (line, "customer", balie_sim_customer_to_json (made->customer));
  balie_sim_state_add (self->state, line, TRUE);
  return made;
}

/**
 * balie_sim_register_restore:
 * @self: the register
 * @line: one that this class once added to the state
 * @error: return location
 *
 * Makes the customer again.
 *
 * Returns: %FALSE with %BALIE_ERROR_INVALID_INPUT when it makes no sense
 */
gboolean
balie_sim_register_restore (BalieSimRegister *self, JsonObject *line, GError **error)
{
  g_autoptr (BalieSimCustomer) customer = NULL;
  BalieSimMade *made;
  JsonObject *object;
  JsonObject *body;
  const char *key;
  gint64 created;

  if (!balie_json_get_text (line, "key", &key, error) ||
      !balie_json_get_int (line, "created", 0, G_MAXINT64, &created, error) ||
      !balie_json_get_object (line, "body", &body, error) ||
      !balie_json_get_object (line, "customer", &object, error))
    return FALSE;
  customer = balie_sim_customer_restore (object, error);
  if (customer == NULL)
    return FALSE;
  made = g_new0 (BalieSimMade, 1);
  made->key = g_strdup (key);
  made->body = json_node_ref (json_object_get_member (line, "body"));
  made->created_at = created;
  made->customer = g_steal_pointer (&customer);
  keep (self, made);
  return TRUE;
}

/* For tests */

static JsonNode *
list_customers (GPtrArray *customers)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < customers->len; i++)
    json_array_add_object_element (array, balie_sim_customer_to_json (customers->pdata[i]));
  json_node_take_array (node, array);
  return node;
}

/**
 * balie_sim_register_customers_to_json:
 * @self: the register
 *
 * Returns: (transfer full): an array of Driver2's customers, but for the very many
 */
JsonNode *
balie_sim_register_customers_to_json (BalieSimRegister *self)
{
  fill (self);
  return list_customers (self->customers);
}

/**
 * balie_sim_register_persons_to_json:
 * @self: the register
 *
 * Returns: (transfer full): an array of KP's persons
 */
JsonNode *
balie_sim_register_persons_to_json (BalieSimRegister *self)
{
  fill (self);
  return list_customers (self->persons);
}

/**
 * balie_sim_register_made_to_json:
 * @self: the register
 *
 * Returns: (transfer full): an array of objects with "key", "createdAt" and "customer", in the order
 *   in which they were made
 */
JsonNode *
balie_sim_register_made_to_json (BalieSimRegister *self)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->made->len; i++)
    {
      const BalieSimMade *made = self->made->pdata[i];
      JsonObject *object = json_object_new ();
      g_autofree char *moment = balie_sim_moment_dup_text (made->created_at);

      json_object_set_string_member (object, "key", made->key);
      json_object_set_string_member (object, "createdAt", moment);
      json_object_set_object_member (object, "customer",
                                     balie_sim_customer_to_json (made->customer));
      json_array_add_object_element (array, object);
    }
  json_node_take_array (node, array);
  return node;
}

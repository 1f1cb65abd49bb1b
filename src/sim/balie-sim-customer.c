/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer as the simulated Driver2 and KP have one, with the names that its members have on the wire. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-customer.h"

#include "balie-json.h"
#include "balie-text.h"

static const char *const names[BALIE_SIM_N_FIELDS] = {
  "number",   "lastName", "firstName", "legalForm", "salutation",   "address",        "address2",
  "postcode", "city",     "province",  "country",   "language",     "phone",          "fax",
  "mobile",   "email",    "vatNumber", "vatLiable", "customerType", "drivingLicence",
};

/* What most values are: not worth an allocation each. */
static char nothing[] = "";

static char *
dup_value (const char *value)
{
  return value == NULL || *value == '\0' ? nothing : g_strdup (value);
}

static void
free_value (char *value)
{
  if (value != nothing)
    g_free (value);
}

/**
 * balie_sim_field_get_name:
 * @field: a field
 *
 * Returns: its name on the wire
 */
const char *
balie_sim_field_get_name (BalieSimField field)
{
  return names[field];
}

/**
 * balie_sim_field_find:
 * @name: a name on the wire
 * @field: (out): its field
 *
 * Returns: whether there is such a field
 */
gboolean
balie_sim_field_find (const char *name, BalieSimField *field)
{
  for (int i = 0; i < BALIE_SIM_N_FIELDS; i++)
    if (g_str_equal (names[i], name))
      {
        *field = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * balie_sim_customer_new:
 *
 * Returns: (transfer full): a customer of whom nothing is known
 */
BalieSimCustomer *
balie_sim_customer_new (void)
{
  BalieSimCustomer *self = g_new0 (BalieSimCustomer, 1);

  for (int i = 0; i < BALIE_SIM_N_FIELDS; i++)
    self->values[i] = nothing;
  return self;
}

/**
 * balie_sim_customer_copy:
 * @self: a customer
 *
 * Returns: (transfer full): the same
 */
BalieSimCustomer *
balie_sim_customer_copy (const BalieSimCustomer *self)
{
  BalieSimCustomer *copy = g_new0 (BalieSimCustomer, 1);

  for (int i = 0; i < BALIE_SIM_N_FIELDS; i++)
    copy->values[i] = dup_value (self->values[i]);
  return copy;
}

/**
 * balie_sim_customer_free:
 * @self: (transfer full): a customer
 *
 * Frees it.
 */
void
balie_sim_customer_free (BalieSimCustomer *self)
{
  for (int i = 0; i < BALIE_SIM_N_FIELDS; i++)
    free_value (self->values[i]);
  g_free (self);
}

/**
 * balie_sim_customer_set:
 * @self: a customer
 * @field: a field
 * @value: (nullable): its value, %NULL for ""
 *
 * Sets it.
 */
void
balie_sim_customer_set (BalieSimCustomer *self, BalieSimField field, const char *value)
{
  free_value (self->values[field]);
  self->values[field] = dup_value (value);
}

/**
 * balie_sim_customer_take:
 * @self: a customer
 * @field: a field
 * @value: (transfer full): its value
 *
 * Sets it.
 */
void
balie_sim_customer_take (BalieSimCustomer *self, BalieSimField field, char *value)
{
  free_value (self->values[field]);
  self->values[field] = value;
}

/**
 * balie_sim_customer_is_private:
 * @self: a customer
 *
 * Returns: whether it is a person and no company
 */
gboolean
balie_sim_customer_is_private (const BalieSimCustomer *self)
{
  return g_str_equal (self->values[BALIE_SIM_CUSTOMER_TYPE], BALIE_SIM_PRIVATE);
}

static gboolean
share (const BalieSimCustomer *a, const BalieSimCustomer *b, BalieSimField field)
{
  return a->values[field][0] != '\0' &&
         balie_text_equal_folded (a->values[field], b->values[field]);
}

/**
 * balie_sim_customer_is_same_person:
 * @a: a customer
 * @b: another
 *
 * Returns: whether Driver2 takes them for one: the same name, and the same mail address, telephone or
 *   postcode with address
 */
gboolean
balie_sim_customer_is_same_person (const BalieSimCustomer *a, const BalieSimCustomer *b)
{
  if (!share (a, b, BALIE_SIM_LAST_NAME) ||
      !balie_text_equal_folded (a->values[BALIE_SIM_FIRST_NAME], b->values[BALIE_SIM_FIRST_NAME]))
    return FALSE;
  return share (a, b, BALIE_SIM_EMAIL) || share (a, b, BALIE_SIM_PHONE) ||
         share (a, b, BALIE_SIM_MOBILE) ||
         (share (a, b, BALIE_SIM_POSTCODE) && share (a, b, BALIE_SIM_ADDRESS));
}

/**
 * balie_sim_customer_to_json:
 * @self: a customer
 *
 * Returns: (transfer full): as on the wire
 */
JsonObject *
balie_sim_customer_to_json (const BalieSimCustomer *self)
{
  JsonObject *object = json_object_new ();

  for (int i = 0; i < BALIE_SIM_N_FIELDS; i++)
    {
      if (self->values[i][0] == '\0')
        json_object_set_null_member (object, names[i]);
      else if (i == BALIE_SIM_VAT_LIABLE)
        json_object_set_boolean_member (object, names[i], g_str_equal (self->values[i], "yes"));
      else
        json_object_set_string_member (object, names[i], self->values[i]);
    }
  return object;
}

/**
 * balie_sim_customer_restore:
 * @object: what balie_sim_customer_to_json() gave
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the customer; %NULL with %BALIE_ERROR_INVALID_INPUT
 */
BalieSimCustomer *
balie_sim_customer_restore (JsonObject *object, GError **error)
{
  g_autoptr (BalieSimCustomer) self = balie_sim_customer_new ();

  for (int i = 0; i < BALIE_SIM_N_FIELDS; i++)
    {
      const char *text = NULL;
      gboolean yes;

      if (i != BALIE_SIM_VAT_LIABLE)
        {
          if (!balie_json_get_optional_text (object, names[i], &text, error))
            return NULL;
        }
      else if (json_object_has_member (object, names[i]) &&
               !json_object_get_null_member (object, names[i]))
        {
          if (!balie_json_get_bool (object, names[i], &yes, error))
            return NULL;
          text = yes ? "yes" : "no";
        }
      balie_sim_customer_set (self, i, text);
    }
  return g_steal_pointer (&self);
}

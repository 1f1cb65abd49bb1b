/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer as Driver2 and KP know one: a plain value, its fields, and how it goes over the wire. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-customer.h"

#include <glib/gi18n-lib.h>

#include "balie-choices.h"
#include "balie-error.h"
#include "balie-json.h"
#include "balie-person.h"
#include "balie-text.h"

static const char *const source_codes[BALIE_N_SOURCES] = { "", "driver2", "kp" };
static const char *const source_labels[BALIE_N_SOURCES] = { "", "Driver2", "KP" };

/* clang-format off */
static const BalieFieldSpec specs[BALIE_N_CUSTOMER_FIELDS] = {
  [BALIE_CUSTOMER_NUMBER] = { "number", "number", N_ ("Number"), BALIE_VALUE_TEXT, 64, NULL, FALSE, FALSE },
  [BALIE_CUSTOMER_LAST_NAME] = { "last_name", "lastName", N_ ("Name"), BALIE_VALUE_TEXT, 160, NULL, FALSE, FALSE },
  [BALIE_CUSTOMER_FIRST_NAME] = { "first_name", "firstName", N_ ("First name"), BALIE_VALUE_TEXT, 120, NULL, FALSE, FALSE },
  [BALIE_CUSTOMER_LEGAL_FORM] = { "legal_form", "legalForm", N_ ("Legal form"), BALIE_VALUE_CHOICE, 80, balie_legal_forms, FALSE, FALSE },
  [BALIE_CUSTOMER_SALUTATION] = { "salutation", "salutation", N_ ("Salutation"), BALIE_VALUE_CHOICE, 80, balie_salutations, FALSE, FALSE },
  [BALIE_CUSTOMER_ADDRESS] = { "address", "address", N_ ("Address"), BALIE_VALUE_TEXT, 200, NULL, FALSE, FALSE },
  [BALIE_CUSTOMER_ADDRESS2] = { "address2", "address2", N_ ("Address 2"), BALIE_VALUE_TEXT, 200, NULL, FALSE, FALSE },
  [BALIE_CUSTOMER_POSTCODE] = { "postcode", "postcode", N_ ("Postcode"), BALIE_VALUE_TEXT, 24, NULL, FALSE, FALSE },
  [BALIE_CUSTOMER_CITY] = { "city", "city", N_ ("Town"), BALIE_VALUE_TEXT, 120, NULL, FALSE, FALSE },
  [BALIE_CUSTOMER_PROVINCE] = { "province", "province", N_ ("Province"), BALIE_VALUE_TEXT, 120, NULL, FALSE, FALSE },
  [BALIE_CUSTOMER_COUNTRY] = { "country", "country", N_ ("Country"), BALIE_VALUE_COUNTRY, 80, NULL, FALSE, FALSE },
  [BALIE_CUSTOMER_LANGUAGE] = { "language", "language", N_ ("Language"), BALIE_VALUE_LANGUAGE, 80, NULL, FALSE, FALSE },
  [BALIE_CUSTOMER_PHONE] = { "phone", "phone", N_ ("Phone"), BALIE_VALUE_TEXT, 64, NULL, FALSE, FALSE },
  [BALIE_CUSTOMER_FAX] = { "fax", "fax", N_ ("Fax"), BALIE_VALUE_TEXT, 64, NULL, FALSE, FALSE },
  [BALIE_CUSTOMER_MOBILE] = { "mobile", "mobile", N_ ("Mobile"), BALIE_VALUE_TEXT, 64, NULL, FALSE, FALSE },
  [BALIE_CUSTOMER_EMAIL] = { "email", "email", N_ ("E-mail"), BALIE_VALUE_TEXT, 254, NULL, FALSE, FALSE },
  [BALIE_CUSTOMER_VAT_NUMBER] = { "vat_number", "vatNumber", N_ ("VAT number"), BALIE_VALUE_TEXT, 40, NULL, FALSE, FALSE },
  [BALIE_CUSTOMER_VAT_LIABLE] = { "vat_liable", "vatLiable", N_ ("VAT liable"), BALIE_VALUE_SWITCH, 40, NULL, FALSE, FALSE },
  [BALIE_CUSTOMER_CUSTOMER_TYPE] = { "customer_type", "customerType", N_ ("Client type"), BALIE_VALUE_CHOICE, 80, balie_customer_types, FALSE, FALSE },
  [BALIE_CUSTOMER_DRIVING_LICENCE] = { "driving_licence", "drivingLicence", N_ ("Driving licence"), BALIE_VALUE_TEXT, 64, NULL, FALSE, FALSE },
};
/* clang-format on */

/**
 * balie_source_to_code:
 * @source: a source
 *
 * Returns: "", "driver2" or "kp"
 */
const char *
balie_source_to_code (BalieSource source)
{
  g_return_val_if_fail ((guint) source < BALIE_N_SOURCES, "");

  return source_codes[source];
}

/**
 * balie_source_from_code:
 * @code: (nullable): "", "driver2" or "kp"
 * @source: (out): the source, untouched if not read
 *
 * Returns: whether it is one
 */
gboolean
balie_source_from_code (const char *code, BalieSource *source)
{
  for (int i = 0; code && i < BALIE_N_SOURCES; i++)
    {
      if (!g_str_equal (code, source_codes[i]))
        continue;
      *source = (BalieSource) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * balie_source_to_label:
 * @source: a source
 *
 * Returns: its name, which is the same in every language
 */
const char *
balie_source_to_label (BalieSource source)
{
  g_return_val_if_fail ((guint) source < BALIE_N_SOURCES, "");

  return source_labels[source];
}

/**
 * balie_customer_new:
 * @source: who tells it
 *
 * Returns: (transfer full): an empty one
 */
BalieCustomer *
balie_customer_new (BalieSource source)
{
  BalieCustomer *self = g_new0 (BalieCustomer, 1);

  self->source = source;
  for (int i = 0; i < BALIE_N_CUSTOMER_FIELDS; i++)
    self->values[i] = g_strdup ("");
  return self;
}

/**
 * balie_customer_copy:
 * @self: a customer
 *
 * Returns: (transfer full): the same
 */
BalieCustomer *
balie_customer_copy (const BalieCustomer *self)
{
  BalieCustomer *copy = g_new0 (BalieCustomer, 1);

  g_return_val_if_fail (self, copy);

  copy->source = self->source;
  for (int i = 0; i < BALIE_N_CUSTOMER_FIELDS; i++)
    copy->values[i] = g_strdup (self->values[i]);
  return copy;
}

/**
 * balie_customer_free:
 * @self: (nullable): a customer
 */
void
balie_customer_free (BalieCustomer *self)
{
  if (!self)
    return;
  for (int i = 0; i < BALIE_N_CUSTOMER_FIELDS; i++)
    g_free (self->values[i]);
  g_free (self);
}

/**
 * balie_customer_get_spec:
 * @field: which field
 *
 * Returns: (transfer none): what it is
 */
const BalieFieldSpec *
balie_customer_get_spec (BalieCustomerField field)
{
  g_return_val_if_fail ((guint) field < BALIE_N_CUSTOMER_FIELDS, &specs[0]);

  return &specs[field];
}

/**
 * balie_customer_find_field:
 * @code_or_wire: (nullable): "last_name" or "lastName"
 * @field: (out): the field, untouched if there is none
 *
 * Returns: whether there is one
 */
gboolean
balie_customer_find_field (const char *code_or_wire, BalieCustomerField *field)
{
  for (int i = 0; code_or_wire && i < BALIE_N_CUSTOMER_FIELDS; i++)
    {
      if (!g_str_equal (specs[i].code, code_or_wire) && !g_str_equal (specs[i].wire, code_or_wire))
        continue;
      *field = (BalieCustomerField) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * balie_customer_set:
 * @self: a customer
 * @field: which field
 * @text: (nullable): any bytes
 *
 * What can't be read as the field's type is kept as it came, cleaned: a remote is not refused.
 */
void
balie_customer_set (BalieCustomer *self, BalieCustomerField field, const char *text)
{
  char *value;

  g_return_if_fail (self && (guint) field < BALIE_N_CUSTOMER_FIELDS);

  value = balie_field_dup_canonical (&specs[field], text, NULL);
  if (!value)
    value = balie_text_dup_clean (text, specs[field].max_bytes);
  g_free (self->values[field]);
  self->values[field] = value;
}

/**
 * balie_customer_dup_name:
 * @self: a customer
 *
 * Returns: (transfer full): “Peeters, Jan” or the company's name; "" when there is none
 */
char *
balie_customer_dup_name (const BalieCustomer *self)
{
  g_return_val_if_fail (self, g_strdup (""));

  return balie_person_dup_name (self->values[BALIE_CUSTOMER_LAST_NAME],
                                self->values[BALIE_CUSTOMER_FIRST_NAME]);
}

static gboolean
share_phone (const BalieCustomer *a, const BalieCustomer *b)
{
  static const BalieCustomerField phones[] = { BALIE_CUSTOMER_PHONE, BALIE_CUSTOMER_MOBILE };

  for (gsize i = 0; i < G_N_ELEMENTS (phones); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (phones); j++)
        {
          if (balie_person_keys_meet (balie_person_dup_phone_key (a->values[phones[i]]),
                                      balie_person_dup_phone_key (b->values[phones[j]])))
            return TRUE;
        }
    }
  return FALSE;
}

/**
 * balie_customer_is_same_person:
 * @a: a customer
 * @b: another
 *
 * Returns: whether both are surely one: an equal number at the same source, or an equal name with an
 *   equal e-mail address, phone, VAT number, or postcode and address; never by name alone
 */
gboolean
balie_customer_is_same_person (const BalieCustomer *a, const BalieCustomer *b)
{
  g_return_val_if_fail (a && b, FALSE);

  if (a->source == b->source && a->source != BALIE_SOURCE_NONE &&
      *a->values[BALIE_CUSTOMER_NUMBER] &&
      g_str_equal (a->values[BALIE_CUSTOMER_NUMBER], b->values[BALIE_CUSTOMER_NUMBER]))
    return TRUE;
  if (!balie_person_keys_meet (balie_person_dup_name_key (a->values[BALIE_CUSTOMER_LAST_NAME],
                                                          a->values[BALIE_CUSTOMER_FIRST_NAME]),
                               balie_person_dup_name_key (b->values[BALIE_CUSTOMER_LAST_NAME],
                                                          b->values[BALIE_CUSTOMER_FIRST_NAME])))
    return FALSE;
  return balie_person_keys_meet (balie_text_fold (a->values[BALIE_CUSTOMER_EMAIL]),
                                 balie_text_fold (b->values[BALIE_CUSTOMER_EMAIL])) ||
         balie_person_keys_meet (
             balie_person_dup_code_key (a->values[BALIE_CUSTOMER_VAT_NUMBER]),
             balie_person_dup_code_key (b->values[BALIE_CUSTOMER_VAT_NUMBER])) ||
         balie_person_keys_meet (balie_person_dup_house_key (a->values[BALIE_CUSTOMER_POSTCODE],
                                                             a->values[BALIE_CUSTOMER_ADDRESS]),
                                 balie_person_dup_house_key (b->values[BALIE_CUSTOMER_POSTCODE],
                                                             b->values[BALIE_CUSTOMER_ADDRESS])) ||
         share_phone (a, b);
}

static JsonNode *
build_member (const BalieFieldSpec *spec, const char *value)
{
  JsonNode *node = json_node_alloc ();

  if (!*value)
    return json_node_init_null (node);
  if (spec->type == BALIE_VALUE_SWITCH && g_str_equal (value, "yes"))
    return json_node_init_boolean (node, TRUE);
  if (spec->type == BALIE_VALUE_SWITCH && g_str_equal (value, "no"))
    return json_node_init_boolean (node, FALSE);
  return json_node_init_string (node, value);
}

/**
 * balie_customer_to_json:
 * @self: a customer
 *
 * Returns: (transfer full): it as on the wire: every member, %NULL for what is not known
 */
JsonObject *
balie_customer_to_json (const BalieCustomer *self)
{
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (self, object);

  for (int i = 0; i < BALIE_N_CUSTOMER_FIELDS; i++)
    json_object_set_member (object, specs[i].wire, build_member (&specs[i], self->values[i]));
  return object;
}

/* Text, a number or true and false as text; %FALSE for anything else. */
static gboolean
read_member (JsonNode *node, char **text)
{
  GType type;

  *text = NULL;
  if (!node || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    *text = json_node_dup_string (node);
  else if (type == G_TYPE_BOOLEAN)
    *text = g_strdup (json_node_get_boolean (node) ? "yes" : "no");
  else if (type == G_TYPE_INT64)
    *text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return *text != NULL;
}

/**
 * balie_customer_from_json:
 * @object: as on the wire; members may lack
 * @source: who told it
 * @error: return location, %BALIE_ERROR_INVALID_INPUT: names the member that is no text
 *
 * Returns: (transfer full): the customer, %NULL on error
 */
BalieCustomer *
balie_customer_from_json (JsonObject *object, BalieSource source, GError **error)
{
  g_autoptr (BalieCustomer) self = balie_customer_new (source);

  g_return_val_if_fail (object, NULL);

  for (int i = 0; i < BALIE_N_CUSTOMER_FIELDS; i++)
    {
      g_autofree char *text = NULL;

      if (!read_member (json_object_get_member (object, specs[i].wire), &text))
        {
          g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                       /* Translators: %s is a member of a JSON object. */
                       _ ("“%s” is not a text."), specs[i].wire);
          return NULL;
        }
      balie_customer_set (self, (BalieCustomerField) i, text);
    }
  return g_steal_pointer (&self);
}

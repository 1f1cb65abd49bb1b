/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A party of a dossier: a plain value, its fields, and what a search finds it by. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-party.h"

#include <glib/gi18n-lib.h>
#include "balie-choices.h"
#include "balie-person.h"
#include "balie-text.h"

#define MAX_LOADED 65536
#define LOCAL BALIE_N_CUSTOMER_FIELDS

/* @from: the customer's field that fills it. */
typedef struct
{
  BalieFieldSpec spec;
  BalieCustomerField from;
} Field;

/* clang-format off */
static const Field fields[BALIE_N_PARTY_FIELDS] = {
  [BALIE_PARTY_CLIENT_NUMBER] = { { "client_number", NULL, N_ ("Client number"), BALIE_VALUE_TEXT, 64, NULL, FALSE, FALSE }, LOCAL },
  [BALIE_PARTY_LAST_NAME] = { { "last_name", "lastName", N_ ("Name"), BALIE_VALUE_TEXT, 160, NULL, FALSE, FALSE }, BALIE_CUSTOMER_LAST_NAME },
  [BALIE_PARTY_FIRST_NAME] = { { "first_name", "firstName", N_ ("First name"), BALIE_VALUE_TEXT, 120, NULL, FALSE, FALSE }, BALIE_CUSTOMER_FIRST_NAME },
  [BALIE_PARTY_LEGAL_FORM] = { { "legal_form", "legalForm", N_ ("Legal form"), BALIE_VALUE_CHOICE, 80, balie_legal_forms, FALSE, FALSE }, BALIE_CUSTOMER_LEGAL_FORM },
  [BALIE_PARTY_SALUTATION] = { { "salutation", "salutation", N_ ("Salutation"), BALIE_VALUE_CHOICE, 80, balie_salutations, FALSE, FALSE }, BALIE_CUSTOMER_SALUTATION },
  [BALIE_PARTY_ADDRESS] = { { "address", "address", N_ ("Address"), BALIE_VALUE_TEXT, 200, NULL, FALSE, FALSE }, BALIE_CUSTOMER_ADDRESS },
  [BALIE_PARTY_ADDRESS2] = { { "address2", "address2", N_ ("Address 2"), BALIE_VALUE_TEXT, 200, NULL, FALSE, FALSE }, BALIE_CUSTOMER_ADDRESS2 },
  [BALIE_PARTY_POSTCODE] = { { "postcode", "postcode", N_ ("Postcode"), BALIE_VALUE_TEXT, 24, NULL, FALSE, FALSE }, BALIE_CUSTOMER_POSTCODE },
  [BALIE_PARTY_CITY] = { { "city", "city", N_ ("Town"), BALIE_VALUE_TEXT, 120, NULL, FALSE, FALSE }, BALIE_CUSTOMER_CITY },
  [BALIE_PARTY_PROVINCE] = { { "province", "province", N_ ("Province"), BALIE_VALUE_TEXT, 120, NULL, FALSE, FALSE }, BALIE_CUSTOMER_PROVINCE },
  [BALIE_PARTY_PHONE] = { { "phone", "phone", N_ ("Phone"), BALIE_VALUE_TEXT, 64, NULL, FALSE, FALSE }, BALIE_CUSTOMER_PHONE },
  [BALIE_PARTY_FAX] = { { "fax", "fax", N_ ("Fax"), BALIE_VALUE_TEXT, 64, NULL, FALSE, FALSE }, BALIE_CUSTOMER_FAX },
  [BALIE_PARTY_MOBILE] = { { "mobile", "mobile", N_ ("Mobile"), BALIE_VALUE_TEXT, 64, NULL, FALSE, FALSE }, BALIE_CUSTOMER_MOBILE },
  [BALIE_PARTY_EMAIL] = { { "email", "email", N_ ("E-mail"), BALIE_VALUE_TEXT, 254, NULL, FALSE, FALSE }, BALIE_CUSTOMER_EMAIL },
  [BALIE_PARTY_VAT_LIABLE] = { { "vat_liable", "vatLiable", N_ ("VAT liable"), BALIE_VALUE_SWITCH, 40, NULL, FALSE, FALSE }, BALIE_CUSTOMER_VAT_LIABLE },
  [BALIE_PARTY_VAT_NUMBER] = { { "vat_number", "vatNumber", N_ ("VAT number"), BALIE_VALUE_TEXT, 40, NULL, FALSE, FALSE }, BALIE_CUSTOMER_VAT_NUMBER },
  [BALIE_PARTY_LANGUAGE] = { { "language", "language", N_ ("Language"), BALIE_VALUE_LANGUAGE, 80, NULL, FALSE, FALSE }, BALIE_CUSTOMER_LANGUAGE },
  [BALIE_PARTY_COUNTRY] = { { "country", "country", N_ ("Country"), BALIE_VALUE_COUNTRY, 80, NULL, FALSE, FALSE }, BALIE_CUSTOMER_COUNTRY },
  [BALIE_PARTY_CUSTOMER_TYPE] = { { "customer_type", "customerType", N_ ("Client type"), BALIE_VALUE_CHOICE, 80, balie_customer_types, FALSE, FALSE }, BALIE_CUSTOMER_CUSTOMER_TYPE },
  [BALIE_PARTY_DISABLED] = { { "disabled", NULL, N_ ("Disabled"), BALIE_VALUE_SWITCH, 40, NULL, FALSE, FALSE }, LOCAL },
  [BALIE_PARTY_DISCOUNT] = { { "discount", NULL, N_ ("Discount"), BALIE_VALUE_TEXT, 120, NULL, FALSE, FALSE }, LOCAL },
  [BALIE_PARTY_DRIVING_LICENCE] = { { "driving_licence", "drivingLicence", N_ ("Driving licence"), BALIE_VALUE_TEXT, 64, NULL, FALSE, FALSE }, BALIE_CUSTOMER_DRIVING_LICENCE },
  [BALIE_PARTY_EXTERNAL_REFERENCE] = { { "external_reference", "number", N_ ("External reference"), BALIE_VALUE_TEXT, 64, NULL, FALSE, FALSE }, BALIE_CUSTOMER_NUMBER },
  [BALIE_PARTY_REMARKS] = { { "remarks", NULL, N_ ("Remarks"), BALIE_VALUE_LINES, 4000, NULL, FALSE, FALSE }, LOCAL },
  [BALIE_PARTY_INVOICE] = { { "invoice", NULL, N_ ("Send the invoice to this party"), BALIE_VALUE_SWITCH, 40, NULL, FALSE, FALSE }, LOCAL },
  [BALIE_PARTY_BIRTH_DATE] = { { "birth_date", NULL, N_ ("Date of birth"), BALIE_VALUE_DATE, 40, NULL, FALSE, TRUE }, LOCAL },
  [BALIE_PARTY_BIRTH_PLACE] = { { "birth_place", NULL, N_ ("Place of birth"), BALIE_VALUE_TEXT, 120, NULL, FALSE, TRUE }, LOCAL },
  [BALIE_PARTY_NATIONALITY] = { { "nationality", NULL, N_ ("Nationality"), BALIE_VALUE_COUNTRY, 80, NULL, FALSE, TRUE }, LOCAL },
  [BALIE_PARTY_IDENTITY_CARD] = { { "identity_card", NULL, N_ ("Identity card number"), BALIE_VALUE_TEXT, 64, NULL, FALSE, TRUE }, LOCAL },
  [BALIE_PARTY_NATIONAL_NUMBER] = { { "national_number", NULL, N_ ("National number"), BALIE_VALUE_TEXT, 64, NULL, FALSE, TRUE }, LOCAL },
  [BALIE_PARTY_SOURCE] = { { "source", NULL, N_ ("Loaded from"), BALIE_VALUE_TEXT, 16, NULL, TRUE, FALSE }, LOCAL },
  [BALIE_PARTY_PINNED] = { { "pinned", NULL, N_ ("Pinned"), BALIE_VALUE_SWITCH, 40, NULL, TRUE, FALSE }, LOCAL },
  [BALIE_PARTY_LOADED] = { { "loaded", NULL, N_ ("Values as loaded"), BALIE_VALUE_TEXT, MAX_LOADED, NULL, TRUE, FALSE }, LOCAL },
  [BALIE_PARTY_LOADED_AT] = { { "loaded_at", NULL, N_ ("Loaded at"), BALIE_VALUE_MOMENT, 24, NULL, TRUE, FALSE }, LOCAL },
  [BALIE_PARTY_IMPORT] = { { "import", NULL, N_ ("Import into Driver2"), BALIE_VALUE_TEXT, 64, NULL, TRUE, FALSE }, LOCAL },
};
/* clang-format on */

/**
 * balie_party_new:
 * @entry: which of the first eight
 *
 * Returns: (transfer full): an empty one
 */
BalieParty *
balie_party_new (BalieEntry entry)
{
  BalieParty *self = g_new0 (BalieParty, 1);

  self->entry = entry;
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    self->values[i] = g_strdup ("");
  return self;
}

/**
 * balie_party_copy:
 * @self: a party
 *
 * Returns: (transfer full): the same
 */
BalieParty *
balie_party_copy (const BalieParty *self)
{
  BalieParty *copy = g_new0 (BalieParty, 1);

  g_return_val_if_fail (self, copy);

  *copy = *self;
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    copy->values[i] = g_strdup (self->values[i]);
  return copy;
}

/**
 * balie_party_free:
 * @self: (nullable): a party
 */
void
balie_party_free (BalieParty *self)
{
  if (!self)
    return;
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    g_free (self->values[i]);
  g_free (self);
}

/**
 * balie_party_get_spec:
 * @field: which field
 *
 * Returns: (transfer none): what it is
 */
const BalieFieldSpec *
balie_party_get_spec (BaliePartyField field)
{
  g_return_val_if_fail ((guint) field < BALIE_N_PARTY_FIELDS, &fields[0].spec);

  return &fields[field].spec;
}

/**
 * balie_party_find_field:
 * @code: (nullable): "last_name" …
 * @field: (out): the field, untouched if there is none
 *
 * Returns: whether there is one
 */
gboolean
balie_party_find_field (const char *code, BaliePartyField *field)
{
  for (int i = 0; code && i < BALIE_N_PARTY_FIELDS; i++)
    {
      if (!g_str_equal (fields[i].spec.code, code))
        continue;
      *field = (BaliePartyField) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * balie_party_set:
 * @self: a party
 * @field: which field
 * @text: (nullable): any bytes
 * @error: return location, %BALIE_ERROR_INVALID_INPUT
 *
 * Returns: whether it was set; untouched on error
 */
gboolean
balie_party_set (BalieParty *self, BaliePartyField field, const char *text, GError **error)
{
  char *value;

  g_return_val_if_fail (self && (guint) field < BALIE_N_PARTY_FIELDS, FALSE);

  value = balie_field_dup_canonical (&fields[field].spec, text, error);
  if (!value)
    return FALSE;
  g_free (self->values[field]);
  self->values[field] = value;
  return TRUE;
}

/**
 * balie_party_is:
 * @self: a party
 * @field: a switch
 *
 * Returns: whether it is "yes"
 */
gboolean
balie_party_is (const BalieParty *self, BaliePartyField field)
{
  g_return_val_if_fail (self && (guint) field < BALIE_N_PARTY_FIELDS, FALSE);

  return g_str_equal (self->values[field], "yes");
}

/**
 * balie_party_is_filled:
 * @self: a party
 *
 * Returns: whether anything a person would see is there; the client number, which Balie gives, and
 *   an invoice that does not go here are nothing
 */
gboolean
balie_party_is_filled (const BalieParty *self)
{
  g_return_val_if_fail (self, FALSE);

  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      if (fields[i].spec.hidden || i == BALIE_PARTY_CLIENT_NUMBER)
        continue;
      if (i == BALIE_PARTY_INVOICE ? balie_party_is (self, BALIE_PARTY_INVOICE)
                                   : *self->values[i] != '\0')
        return TRUE;
    }
  return FALSE;
}

/**
 * balie_party_dup_name:
 * @self: a party
 *
 * Returns: (transfer full): “Goderis, Thiemen”; "" when there is none
 */
char *
balie_party_dup_name (const BalieParty *self)
{
  g_return_val_if_fail (self, g_strdup (""));

  return balie_person_dup_name (self->values[BALIE_PARTY_LAST_NAME],
                                self->values[BALIE_PARTY_FIRST_NAME]);
}

/**
 * balie_party_field_get_customer_field:
 * @field: which field
 * @from: (out) (optional): the customer's field that fills it
 *
 * Returns: %FALSE for local ones, which no remote knows
 */
gboolean
balie_party_field_get_customer_field (BaliePartyField field, BalieCustomerField *from)
{
  g_return_val_if_fail ((guint) field < BALIE_N_PARTY_FIELDS, FALSE);

  if (fields[field].from == LOCAL)
    return FALSE;
  if (from)
    *from = fields[field].from;
  return TRUE;
}

/**
 * balie_party_to_customer:
 * @self: a party
 *
 * Its number is the external reference, which is Driver2's; so a party that has one is a customer of
 * Driver2.
 *
 * Returns: (transfer full): the party as a customer
 */
BalieCustomer *
balie_party_to_customer (const BalieParty *self)
{
  BalieSource source = BALIE_SOURCE_NONE;
  BalieCustomer *customer;

  g_return_val_if_fail (self, NULL);

  balie_source_from_code (self->values[BALIE_PARTY_SOURCE], &source);
  if (*self->values[BALIE_PARTY_EXTERNAL_REFERENCE])
    source = BALIE_SOURCE_DRIVER2;
  customer = balie_customer_new (source);
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      if (fields[i].from != LOCAL)
        balie_customer_set (customer, fields[i].from, self->values[i]);
    }
  return customer;
}

static void
append_words (GString *out, const char *text)
{
  g_autofree char *words = balie_text_fold (text);

  if (*words)
    g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", words);
}

/**
 * balie_party_dup_search_text:
 * @self: a party
 *
 * Returns: (transfer full): folded words of all that a search should find it by; phone numbers, VAT
 *   numbers and postcodes also without what separates their parts
 */
char *
balie_party_dup_search_text (const BalieParty *self)
{
  static const BaliePartyField searched[] = {
    BALIE_PARTY_LAST_NAME,     BALIE_PARTY_FIRST_NAME,
    BALIE_PARTY_CLIENT_NUMBER, BALIE_PARTY_EXTERNAL_REFERENCE,
    BALIE_PARTY_ADDRESS,       BALIE_PARTY_ADDRESS2,
    BALIE_PARTY_POSTCODE,      BALIE_PARTY_CITY,
    BALIE_PARTY_PHONE,         BALIE_PARTY_MOBILE,
    BALIE_PARTY_FAX,           BALIE_PARTY_EMAIL,
    BALIE_PARTY_VAT_NUMBER,
  };
  static const BaliePartyField codes[] = { BALIE_PARTY_POSTCODE, BALIE_PARTY_PHONE,
                                           BALIE_PARTY_MOBILE, BALIE_PARTY_FAX,
                                           BALIE_PARTY_VAT_NUMBER };
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (self, g_string_free (out, FALSE));

  for (gsize i = 0; i < G_N_ELEMENTS (searched); i++)
    append_words (out, self->values[searched[i]]);
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *plain = balie_text_dup_alnum_upper (self->values[codes[i]]);

      if (!g_str_equal (plain, self->values[codes[i]]))
        append_words (out, plain);
    }
  return g_string_free (out, FALSE);
}

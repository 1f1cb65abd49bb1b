/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the values of parties, customers, vehicles and dossiers: what is kept, read, shown and sent. */
#include "config.h"

#include <string.h>

#include "balie-dossier.h"
#include "balie-error.h"
#include "balie-json.h"
#include "balie-vehicle.h"

static const struct
{
  BaliePartyField field;
  const char *given;
  const char *stored; /* NULL: refused */
} rows[] = {
  { BALIE_PARTY_LAST_NAME, "  Goderis\n", "Goderis" },
  { BALIE_PARTY_LAST_NAME, NULL, "" },
  { BALIE_PARTY_LAST_NAME, "Jan\xff", "Jan\xef\xbf\xbd" },
  { BALIE_PARTY_LEGAL_FORM, "Natuurlijk persoon", "natural-person" },
  { BALIE_PARTY_LEGAL_FORM, "B.V.", "company" },
  { BALIE_PARTY_LEGAL_FORM, "GmbH", "company" },
  { BALIE_PARTY_LEGAL_FORM, "SRL", "company" },
  { BALIE_PARTY_LEGAL_FORM, "NV", "public-limited" },
  { BALIE_PARTY_LEGAL_FORM, "Aktiengesellschaft", "public-limited" },
  { BALIE_PARTY_LEGAL_FORM, "V.O.F.", "partnership" },
  { BALIE_PARTY_LEGAL_FORM, "Eenmanszaak", "sole-trader" },
  { BALIE_PARTY_LEGAL_FORM, "e.V.", "association" },
  { BALIE_PARTY_LEGAL_FORM, "natürliche Person", "natural-person" },
  { BALIE_PARTY_LEGAL_FORM, "Rechtspersoon", "Rechtspersoon" },
  { BALIE_PARTY_SALUTATION, "De heer", "mr" },
  { BALIE_PARTY_SALUTATION, "Dhr.", "mr" },
  { BALIE_PARTY_SALUTATION, "Herr", "mr" },
  { BALIE_PARTY_SALUTATION, "MEVROUW", "mrs" },
  { BALIE_PARTY_SALUTATION, "Frau", "mrs" },
  { BALIE_PARTY_SALUTATION, "Firma", "company" },
  { BALIE_PARTY_SALUTATION, "Familie", "family" },
  { BALIE_PARTY_SALUTATION, "Graaf", "Graaf" },
  { BALIE_PARTY_CUSTOMER_TYPE, "Particulier", "private" },
  { BALIE_PARTY_CUSTOMER_TYPE, "Privat", "private" },
  { BALIE_PARTY_CUSTOMER_TYPE, "zakelijk", "business" },
  { BALIE_PARTY_CUSTOMER_TYPE, "Private customer", "private" },
  { BALIE_PARTY_COUNTRY, "België", "BE" },
  { BALIE_PARTY_COUNTRY, "Utopia", "Utopia" },
  { BALIE_PARTY_LANGUAGE, "Nederlands (BE)", "nl-BE" },
  { BALIE_PARTY_VAT_LIABLE, "Ja", "yes" },
  { BALIE_PARTY_VAT_LIABLE, "nein", "no" },
  { BALIE_PARTY_VAT_LIABLE, "true", "yes" },
  { BALIE_PARTY_VAT_LIABLE, "", "" },
  { BALIE_PARTY_VAT_LIABLE, "perhaps", NULL },
  { BALIE_PARTY_BIRTH_DATE, "6-3-1980", "1980-03-06" },
  { BALIE_PARTY_BIRTH_DATE, "06.03.1980", "1980-03-06" },
  { BALIE_PARTY_BIRTH_DATE, "1980-03-06T00:00:00Z", "1980-03-06" },
  { BALIE_PARTY_BIRTH_DATE, "31-02-1980", NULL },
  { BALIE_PARTY_REMARKS, "\r\n one \r\n\r\n two\x01 \n\n", "one\n\ntwo" },
  { BALIE_PARTY_LOADED_AT, "1700000000", "1700000000" },
  { BALIE_PARTY_LOADED_AT, "now", NULL },
};

static void
test_values (void)
{
  g_autoptr (BalieParty) party = balie_party_new (BALIE_ENTRY_OWNER);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      const BalieFieldSpec *spec = balie_party_get_spec (rows[i].field);
      gboolean set = balie_party_set (party, rows[i].field, rows[i].given, &error);

      g_test_message ("%s: “%s”", spec->code, rows[i].given ? rows[i].given : "(null)");
      g_assert_cmpint (set, ==, rows[i].stored != NULL);
      if (rows[i].stored)
        g_assert_cmpstr (party->values[rows[i].field], ==, rows[i].stored);
      else
        g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
    }
}

/* Whatever is stored is stored the same when it is given again. */
static void
test_canonical_is_stable (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const BalieFieldSpec *spec = balie_party_get_spec (rows[i].field);
      g_autofree char *again =
          rows[i].stored ? balie_field_dup_canonical (spec, rows[i].stored, NULL) : NULL;

      g_assert_cmpstr (again, ==, rows[i].stored);
    }
}

static void
test_lengths (void)
{
  g_autofree char *longest = g_strnfill (100000, 'x');
  g_autoptr (BalieParty) party = balie_party_new (BALIE_ENTRY_OWNER);

  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      const BalieFieldSpec *spec = balie_party_get_spec ((BaliePartyField) i);

      if (balie_party_set (party, (BaliePartyField) i, longest, NULL))
        g_assert_cmpuint (strlen (party->values[i]), <=, spec->max_bytes);
    }
}

/* Codes are columns: known to the database, without doubles, found again. */
static void
test_codes (void)
{
  BaliePartyField party_field;
  BalieCustomerField customer_field;
  BalieDossierField dossier_field;
  BalieEntry entry;

  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      g_assert_true (
          balie_party_find_field (balie_party_get_spec ((BaliePartyField) i)->code, &party_field));
      g_assert_cmpint (party_field, ==, i);
    }
  for (int i = 0; i < BALIE_N_CUSTOMER_FIELDS; i++)
    {
      const BalieFieldSpec *spec = balie_customer_get_spec ((BalieCustomerField) i);

      g_assert_true (balie_customer_find_field (spec->code, &customer_field));
      g_assert_cmpint (customer_field, ==, i);
      g_assert_true (balie_customer_find_field (spec->wire, &customer_field));
      g_assert_cmpint (customer_field, ==, i);
    }
  for (int i = 0; i < BALIE_N_DOSSIER_FIELDS; i++)
    {
      const char *code = balie_dossier_get_spec ((BalieDossierField) i)->code;

      g_assert_true (balie_dossier_find_field (code, &dossier_field));
      g_assert_cmpint (dossier_field, ==, i);
    }
  for (int i = 0; i <= BALIE_N_ENTRIES; i++)
    {
      g_assert_true (balie_entry_from_code (balie_entry_to_code ((BalieEntry) i), &entry));
      g_assert_cmpint (entry, ==, i);
      g_assert_cmpint (balie_entry_is_party (entry), ==, i < 8);
      g_assert_cmpint (balie_entry_is_loadable (entry), ==, i < 4);
      g_assert_cmpint (balie_entry_comes_with_vehicle (entry), ==, i < 3);
      g_assert_cmpint (*balie_entry_to_label (entry) != '\0', ==, i < BALIE_N_ENTRIES);
    }
  g_assert_false (balie_entry_from_code ("x", &entry));
}

static void
test_display (void)
{
  g_autofree char *country =
      balie_field_dup_display (balie_party_get_spec (BALIE_PARTY_COUNTRY), "BE");
  g_autofree char *salutation =
      balie_field_dup_display (balie_party_get_spec (BALIE_PARTY_SALUTATION), "mr");
  g_autofree char *unknown =
      balie_field_dup_display (balie_party_get_spec (BALIE_PARTY_SALUTATION), "Graaf");
  g_autofree char *liable =
      balie_field_dup_display (balie_party_get_spec (BALIE_PARTY_VAT_LIABLE), "yes");
  g_autofree char *nothing =
      balie_field_dup_display (balie_party_get_spec (BALIE_PARTY_VAT_LIABLE), "");

  g_assert_cmpstr (country, ==, "Belgium");
  g_assert_cmpstr (salutation, ==, "Mr");
  g_assert_cmpstr (unknown, ==, "Graaf");
  g_assert_cmpstr (liable, ==, "Yes");
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_party (void)
{
  g_autoptr (BalieParty) party = balie_party_new (BALIE_ENTRY_DRIVER);
  g_autofree char *none = balie_party_dup_name (party);
  g_autofree char *name = NULL;
  g_autofree char *search = NULL;
  g_autoptr (BalieCustomer) customer = NULL;

  g_assert_cmpstr (none, ==, "");
  g_assert_false (balie_party_is_filled (party));
  balie_party_set (party, BALIE_PARTY_CLIENT_NUMBER, "4375", NULL);
  balie_party_set (party, BALIE_PARTY_INVOICE, "no", NULL);
  balie_party_set (party, BALIE_PARTY_SOURCE, "kp", NULL);
  g_assert_false (balie_party_is_filled (party));
  balie_party_set (party, BALIE_PARTY_LAST_NAME, "Goderis", NULL);
  balie_party_set (party, BALIE_PARTY_FIRST_NAME, "Thiemen", NULL);
  balie_party_set (party, BALIE_PARTY_PHONE, "+32 3 123.45.67", NULL);
  balie_party_set (party, BALIE_PARTY_NATIONAL_NUMBER, "85073003328", NULL);
  balie_party_set (party, BALIE_PARTY_REMARKS, "secretive", NULL);
  g_assert_true (balie_party_is_filled (party));
  name = balie_party_dup_name (party);
  g_assert_cmpstr (name, ==, "Goderis, Thiemen");
  search = balie_party_dup_search_text (party);
  g_assert_nonnull (strstr (search, "goderis thiemen 4375"));
  g_assert_nonnull (strstr (search, "3231234567"));
  g_assert_null (strstr (search, "85073003328"));
  g_assert_null (strstr (search, "secretive"));
  customer = balie_party_to_customer (party);
  g_assert_cmpint (customer->source, ==, BALIE_SOURCE_KP);
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_LAST_NAME], ==, "Goderis");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_NUMBER], ==, "");
}

static void
test_loaded (void)
{
  g_autoptr (BalieParty) party = balie_party_new (BALIE_ENTRY_DRIVER);
  g_autofree char *loaded = NULL;
  g_autofree char *broken = NULL;

  balie_party_set (party, BALIE_PARTY_LAST_NAME, "Goderis \"x\" ë", NULL);
  g_assert_true (balie_party_is_typed_by_hand (party, BALIE_PARTY_LAST_NAME));
  g_assert_false (balie_party_is_typed_by_hand (party, BALIE_PARTY_FIRST_NAME));
  balie_party_record_loaded (party, BALIE_PARTY_LAST_NAME, "Goderis \"x\" ë");
  balie_party_record_loaded (party, BALIE_PARTY_PHONE, "1");
  balie_party_record_loaded (party, BALIE_PARTY_PHONE, "");
  g_assert_false (balie_party_is_typed_by_hand (party, BALIE_PARTY_LAST_NAME));
  balie_party_set (party, BALIE_PARTY_LAST_NAME, "Goderis", NULL);
  g_assert_true (balie_party_is_typed_by_hand (party, BALIE_PARTY_LAST_NAME));
  loaded = balie_party_dup_loaded (party, BALIE_PARTY_LAST_NAME);
  g_assert_cmpstr (loaded, ==, "Goderis \"x\" ë");
  g_assert_null (strstr (party->values[BALIE_PARTY_LOADED], "phone"));
  balie_party_set (party, BALIE_PARTY_LOADED, "{\"last_name\":3", NULL);
  broken = balie_party_dup_loaded (party, BALIE_PARTY_LAST_NAME);
  g_assert_cmpstr (broken, ==, "");
  balie_party_set (party, BALIE_PARTY_CLIENT_NUMBER, "1", NULL);
  g_assert_false (balie_party_is_typed_by_hand (party, BALIE_PARTY_CLIENT_NUMBER));
}

static BalieCustomer *
parse_customer (const char *text, GError **error)
{
  g_autoptr (JsonNode) root = balie_json_parse (text, strlen (text), NULL);

  g_assert_nonnull (root);
  return balie_customer_from_json (json_node_get_object (root), BALIE_SOURCE_DRIVER2, error);
}

static void
test_wire (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieCustomer) customer = parse_customer (
      "{\"number\":74050,\"lastName\":\"Goderis\",\"firstName\":null,\"legalForm\":\"Natuurlijk "
      "persoon\",\"salutation\":\"Jonkheer\",\"country\":\"België\",\"language\":\"nl_be\","
      "\"vatLiable\":true,\"unknown\":[1]}",
      &error);
  g_autoptr (BalieCustomer) spoken = parse_customer ("{\"vatLiable\":\"Nee\"}", NULL);
  g_autoptr (BalieCustomer) wrong = parse_customer ("{\"city\":{\"a\":1}}", &error);
  g_autoptr (JsonObject) object = balie_customer_to_json (customer);
  g_autofree char *name = balie_customer_dup_name (customer);

  g_assert_null (wrong);
  g_assert_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "city"));
  g_assert_cmpstr (name, ==, "Goderis");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_LEGAL_FORM], ==, "natural-person");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_SALUTATION], ==, "Jonkheer");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_COUNTRY], ==, "BE");
  g_assert_cmpstr (customer->values[BALIE_CUSTOMER_LANGUAGE], ==, "nl-BE");
  g_assert_cmpstr (spoken->values[BALIE_CUSTOMER_VAT_LIABLE], ==, "no");
  g_assert_cmpuint (json_object_get_size (object), ==, BALIE_N_CUSTOMER_FIELDS);
  g_assert_true (json_object_get_boolean_member (object, "vatLiable"));
  g_assert_true (json_object_get_null_member (object, "firstName"));
  g_assert_cmpstr (json_object_get_string_member (object, "number"), ==, "74050");
}

static void
test_vehicle (void)
{
  g_autoptr (BalieVehicle) vehicle = balie_vehicle_new ();
  g_autoptr (BalieVehicle) copy = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonObject *car, *owner;

  balie_vehicle_set (vehicle, BALIE_VEHICLE_PLATE, "k-123-bb");
  balie_vehicle_set (vehicle, BALIE_VEHICLE_FIRST_REGISTRATION, "2024-02-01T00:00:00");
  vehicle->owner = balie_customer_new (BALIE_SOURCE_DRIVER2);
  balie_customer_set (vehicle->owner, BALIE_CUSTOMER_LAST_NAME, "Peeters");
  copy = balie_vehicle_copy (vehicle);
  object = balie_vehicle_to_json (copy);
  g_assert_true (json_object_get_null_member (object, "driver"));
  owner = json_object_get_object_member (object, "owner");
  car = json_object_get_object_member (object, "vehicle");
  g_assert_cmpstr (json_object_get_string_member (owner, "lastName"), ==, "Peeters");
  g_assert_cmpstr (json_object_get_string_member (car, "plate"), ==, "K123BB");
  g_assert_cmpstr (json_object_get_string_member (car, "firstRegistration"), ==, "2024-02-01");
  g_assert_true (json_object_get_null_member (car, "vin"));
  balie_vehicle_set (vehicle, BALIE_VEHICLE_FIRST_REGISTRATION, "soon");
  g_assert_cmpstr (vehicle->values[BALIE_VEHICLE_FIRST_REGISTRATION], ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/party/values", test_values);
  g_test_add_func ("/party/canonical-is-stable", test_canonical_is_stable);
  g_test_add_func ("/party/lengths", test_lengths);
  g_test_add_func ("/party/codes", test_codes);
  g_test_add_func ("/party/display", test_display);
  g_test_add_func ("/party/party", test_party);
  g_test_add_func ("/party/loaded", test_loaded);
  g_test_add_func ("/party/wire", test_wire);
  g_test_add_func ("/party/vehicle", test_vehicle);
  return g_test_run ();
}

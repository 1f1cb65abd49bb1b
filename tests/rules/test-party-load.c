/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests by examples what a load does to a party, how a merge fills it, and who counts as one person. */
#include "config.h"

#include "balie-party-load.h"

static BalieParty *
make_party (const char *values)
{
  BalieParty *party = balie_party_new (BALIE_ENTRY_OWNER);
  g_auto (GStrv) pairs = g_strsplit (values, ";", -1);

  for (guint i = 0; pairs[i] && *pairs[i]; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
      BaliePartyField field;

      g_assert_true (balie_party_find_field (pair[0], &field));
      g_assert_true (balie_party_set (party, field, pair[1], NULL));
    }
  return party;
}

/* "kp;last_name=…" or "driver2;…". */
static BalieCustomer *
make_customer (const char *values)
{
  g_auto (GStrv) pairs = g_strsplit (values, ";", -1);
  BalieSource source = BALIE_SOURCE_NONE;
  BalieCustomer *customer;

  g_assert_true (balie_source_from_code (pairs[0], &source));
  customer = balie_customer_new (source);
  for (guint i = 1; pairs[i]; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
      BalieCustomerField field;

      g_assert_true (balie_customer_find_field (pair[0], &field));
      balie_customer_set (customer, field, pair[1]);
    }
  return customer;
}

/* "field:decision" in order; a + for what is taken. */
static char *
dup_text (GPtrArray *differences)
{
  static const char *const decisions[] = { "fill", "replace", "ask", "clear" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      const BaliePartyDifference *difference = g_ptr_array_index (differences, i);

      g_string_append_printf (out, "%s%s:%s", i > 0 ? " " : "",
                              balie_party_get_spec (difference->field)->code,
                              decisions[difference->decision]);
      g_assert_cmpint (difference->take, ==, difference->decision != BALIE_LOAD_ASK);
    }
  return g_string_free (out, FALSE);
}

#define JAN "driver2;number=7;last_name=Peeters;first_name=Jan;phone=+3231234567;city=Gent"
#define AN "driver2;number=8;last_name=Claes;first_name=An"

/* @loaded: what the party was loaded from before @values were typed, "" for nothing. */
static const struct
{
  const char *loaded;
  const char *values;
  const char *customer;
  const char *plan;
  gboolean asks;
} rows[] = {
  { "", "", AN, "last_name:fill first_name:fill external_reference:fill", FALSE },
  /* What was typed to search by is contained in what was found. */
  { "", "last_name=CLAES", AN, "last_name:replace first_name:fill external_reference:fill", FALSE },
  { "", "last_name=Cla;first_name=an", AN,
    "last_name:replace first_name:replace external_reference:fill", FALSE },
  { "", "last_name=Claes;first_name=Anna", AN, "first_name:ask external_reference:fill", TRUE },
  { "", "last_name=Müller", "kp;last_name=Muller", "last_name:replace", FALSE },
  { "", "address=Kerkstraat", "kp;address=kerkstraat 12", "address:replace", FALSE },
  { "", "address=Kerkstraat 1", "kp;address=Kerkstraat 12", "address:ask", TRUE },
  { "", "address=Kerkstraat 12 bus 3", "kp;address=Kerkstraat 12", "address:ask", TRUE },
  { "", "country=BE;phone=03/123.45.67", "kp;phone=+32 3 123 45 67", "phone:replace", FALSE },
  { "", "country=NL;phone=03/123.45.67", "kp;phone=+32 3 123 45 67", "phone:ask", TRUE },
  { "", "vat_number=BE 403.170.701", "kp;vat_number=BE0403170701", "vat_number:replace", FALSE },
  { "", "postcode=1234ab;country=NL", "kp;postcode=1234 AB", "postcode:replace", FALSE },
  { "", "email=a@example.be", "kp;email=b@example.be", "email:ask", TRUE },
  { "", "email=a@example.be", "kp;email=A@example.be", "email:replace", FALSE },
  { "", "salutation=mr", "kp;salutation=Mevrouw", "salutation:ask", TRUE },
  { "", "salutation=mr", "kp;salutation=De heer", "", FALSE },
  { "", "email=a@example.be;phone=1", "kp", "", FALSE },
  /* Local fields and a licence that is there. */
  { "", "driving_licence=1", "kp;driving_licence=2", "", FALSE },
  { "", "", "kp;driving_licence=2", "driving_licence:fill", FALSE },
  /* KP's own number is not Driver2's. */
  { "", "", "kp;number=9;city=Gent", "city:fill", FALSE },
  { "", "external_reference=5", "driver2;number=6", "external_reference:ask", TRUE },
  /* The same person again. */
  { JAN, "", JAN, "", FALSE },
  { JAN, "phone=+32471", JAN, "phone:ask", TRUE },
  { JAN, "city=", JAN, "city:fill", FALSE },
  { JAN, "", "driver2;number=7;last_name=Peeters;first_name=Jan;city=Brugge", "city:replace",
    FALSE },
  { JAN, "", "kp;number=99;last_name=PEETERS;first_name=jan",
    "last_name:replace first_name:replace", FALSE },
  /* Another person: what was loaded goes, what was typed stays or is asked. */
  { JAN, "", AN,
    "last_name:replace first_name:replace city:clear phone:clear external_reference:replace",
    TRUE },
  { JAN, "client_number=4375;phone=+32471", AN,
    "client_number:clear last_name:replace first_name:replace city:clear "
    "external_reference:replace",
    TRUE },
  { JAN, "", "kp;last_name=Claes",
    "last_name:replace first_name:clear city:clear phone:clear external_reference:clear", TRUE },
  { "kp;last_name=Peeters", "external_reference=7", "kp;last_name=Claes",
    "last_name:replace external_reference:ask", TRUE },
  { "kp;last_name=Peeters;vat_number=BE0403170701", "", "kp;last_name=Claes",
    "last_name:replace vat_number:ask", TRUE },
  { "kp;last_name=Peeters", "vat_number=BE0403170701", "kp;last_name=Claes", "last_name:replace",
    TRUE },
  { "kp;last_name=Peeters;driving_licence=1", "", "kp;last_name=Claes;driving_licence=2",
    "last_name:replace driving_licence:replace", TRUE },
  { "kp;last_name=Peeters;driving_licence=1", "", "kp;last_name=Claes",
    "last_name:replace driving_licence:clear", TRUE },
  { "kp;last_name=Peeters", "driving_licence=1", "kp;last_name=Claes;driving_licence=2",
    "last_name:replace", TRUE },
  { JAN, "", "driver2;number=8;last_name=Peeters;first_name=Jan",
    "city:clear phone:clear external_reference:replace", TRUE },
};

static void
load (BalieParty *party, const char *customer_values)
{
  g_autoptr (BalieCustomer) customer = make_customer (customer_values);
  g_autoptr (BaliePartyPlan) plan = balie_party_plan_new (party, customer);

  balie_party_plan_apply (plan, party, TRUE, 1000);
}

static void
type (BalieParty *party, const char *values)
{
  g_autoptr (BalieParty) typed = make_party (values);
  g_auto (GStrv) pairs = g_strsplit (values, ";", -1);

  for (guint i = 0; pairs[i] && *pairs[i]; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
      BaliePartyField field;

      g_assert_true (balie_party_find_field (pair[0], &field));
      balie_party_set (party, field, typed->values[field], NULL);
    }
}

static void
test_plans (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BalieParty) party = balie_party_new (BALIE_ENTRY_OWNER);
      g_autoptr (BalieCustomer) customer = make_customer (rows[i].customer);
      g_autoptr (BaliePartyPlan) plan = NULL;
      g_autofree char *text = NULL;

      if (*rows[i].loaded)
        load (party, rows[i].loaded);
      type (party, rows[i].values);
      plan = balie_party_plan_new (party, customer);
      text = dup_text (plan->differences);
      g_test_message ("%s + %s + %s", rows[i].loaded, rows[i].values, rows[i].customer);
      g_assert_cmpstr (text, ==, rows[i].plan);
      g_assert_cmpint (balie_party_plan_needs_asking (plan), ==, rows[i].asks);
    }
}

static void
test_apply (void)
{
  g_autoptr (BalieParty) party = make_party ("last_name=Pee;email=a@example.be;import=key");
  g_autoptr (BalieCustomer) jan = make_customer (JAN ";email=b@example.be");
  g_autoptr (BaliePartyPlan) plan = balie_party_plan_new (party, jan);
  g_autoptr (BaliePartyPlan) copy = balie_party_plan_copy (plan);

  balie_party_plan_apply (copy, party, TRUE, 1000);
  g_assert_cmpstr (party->values[BALIE_PARTY_LAST_NAME], ==, "Peeters");
  g_assert_cmpstr (party->values[BALIE_PARTY_EMAIL], ==, "a@example.be");
  g_assert_cmpstr (party->values[BALIE_PARTY_EXTERNAL_REFERENCE], ==, "7");
  g_assert_cmpstr (party->values[BALIE_PARTY_SOURCE], ==, "driver2");
  g_assert_cmpstr (party->values[BALIE_PARTY_PINNED], ==, "yes");
  g_assert_cmpstr (party->values[BALIE_PARTY_LOADED_AT], ==, "1000");
  g_assert_cmpstr (party->values[BALIE_PARTY_IMPORT], ==, "");
  g_assert_true (balie_party_is_typed_by_hand (party, BALIE_PARTY_EMAIL));
  g_assert_false (balie_party_is_typed_by_hand (party, BALIE_PARTY_LAST_NAME));
  balie_party_plan_apply (copy, party, FALSE, 1001);
  g_assert_cmpstr (party->values[BALIE_PARTY_PINNED], ==, "");
}

/* A number that an import gave is Driver2's: with another person it goes. */
static void
test_imported_number (void)
{
  g_autoptr (BalieParty) party = balie_party_new (BALIE_ENTRY_DRIVER);
  g_autoptr (BalieCustomer) other = make_customer ("kp;last_name=Claes");
  g_autoptr (BaliePartyPlan) plan = NULL;

  load (party, "kp;last_name=Peeters");
  balie_party_set (party, BALIE_PARTY_EXTERNAL_REFERENCE, "7", NULL);
  balie_party_record_loaded (party, BALIE_PARTY_EXTERNAL_REFERENCE, "7");
  plan = balie_party_plan_new (party, other);
  balie_party_plan_apply (plan, party, TRUE, 1);
  g_assert_cmpstr (party->values[BALIE_PARTY_EXTERNAL_REFERENCE], ==, "");
}

static const struct
{
  const char *kept;
  const char *other;
  const char *plan;
} merges[] = {
  { "last_name=A", "last_name=A;phone=1;remarks=r;birth_date=1980-01-01",
    "phone:fill remarks:fill birth_date:fill" },
  { "last_name=A;phone=1;remarks=x", "phone=2;remarks=r", "phone:ask remarks:ask" },
  { "last_name=A;phone=1", "last_name=A", "" },
  { "", "client_number=1;invoice=yes;source=kp;pinned=yes;import=k;external_reference=7",
    "external_reference:fill" },
};

static void
test_merges (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (merges); i++)
    {
      g_autoptr (BalieParty) kept = make_party (merges[i].kept);
      g_autoptr (BalieParty) other = make_party (merges[i].other);
      g_autoptr (GPtrArray) differences = balie_party_plan_merge (kept, other);
      g_autofree char *text = dup_text (differences);

      g_test_message ("%s + %s", merges[i].kept, merges[i].other);
      g_assert_cmpstr (text, ==, merges[i].plan);
    }
}

#define HOUSE "postcode=2000;address=Meir 1"

static const struct
{
  const char *a;
  const char *b;
  BalieLikeness likeness;
  const char *reason;
} people[] = {
  { "", "", BALIE_LIKENESS_NONE, NULL },
  { "last_name=A", "last_name=A", BALIE_LIKENESS_NONE, NULL },
  { "external_reference=7", "external_reference=7;last_name=B", BALIE_LIKENESS_SAME,
    "the same external reference" },
  { "vat_number=BE 0403.170.701", "vat_number=BE0403170701", BALIE_LIKENESS_SAME,
    "the same VAT number" },
  { "national_number=85.07.30-033 28", "national_number=85073003328", BALIE_LIKENESS_SAME,
    "the same national number" },
  { "last_name=Peeters;first_name=Jan;email=J@x.be", "last_name=jan peeters;email=j@x.be",
    BALIE_LIKENESS_SAME, "the same name and e-mail address" },
  { "last_name=A;mobile=0470 12 34 56", "last_name=a;mobile=+32470123456", BALIE_LIKENESS_SAME,
    "the same name and mobile number" },
  { "last_name=A;phone=0470 12 34 56", "last_name=a;mobile=+32470123456", BALIE_LIKENESS_SAME,
    "the same name and mobile number" },
  { "last_name=A;phone=03/123.45.67", "last_name=a;phone=+32 (0)3 1234567", BALIE_LIKENESS_SAME,
    "the same name and phone number" },
  { "last_name=A;" HOUSE, "last_name=A;postcode=2000;address=meir 1", BALIE_LIKENESS_SAME,
    "the same name and address" },
  { "last_name=A;postcode=2000", "last_name=A;postcode=2000;address=x", BALIE_LIKENESS_LIKELY,
    "the same name and postcode" },
  { "last_name=A;email=a@x.be;" HOUSE, "last_name=B;email=a@x.be;" HOUSE, BALIE_LIKENESS_LIKELY,
    "the same e-mail address and house" },
  { "last_name=A;mobile=0470123456;" HOUSE, "last_name=B;mobile=0470123456;" HOUSE,
    BALIE_LIKENESS_LIKELY, "the same mobile number and house" },
  { "last_name=A;email=a@x.be", "last_name=B;email=a@x.be", BALIE_LIKENESS_NONE, NULL },
  { "last_name=A;" HOUSE, "last_name=B;" HOUSE, BALIE_LIKENESS_NONE, NULL },
  /* Father and son. */
  { "last_name=A;birth_date=1950-01-01;" HOUSE, "last_name=A;birth_date=1980-01-01;" HOUSE,
    BALIE_LIKENESS_NONE, NULL },
  { "last_name=A;national_number=1;email=a@x.be", "last_name=A;national_number=2;email=a@x.be",
    BALIE_LIKENESS_NONE, NULL },
  /* Driver2 says that they are two; it may be wrong. */
  { "last_name=A;external_reference=1;" HOUSE, "last_name=A;external_reference=2;" HOUSE,
    BALIE_LIKENESS_LIKELY, "the same name and address" },
  { "last_name=D’Hoore;email=a@x.be", "last_name=d'hoore;email=a@x.be", BALIE_LIKENESS_SAME,
    "the same name and e-mail address" },
};

static void
test_people (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (BalieParty) a = make_party (people[i].a);
      g_autoptr (BalieParty) b = make_party (people[i].b);
      g_autofree char *reason = balie_party_dup_likeness_reason (a, b);

      g_test_message ("%s, %s", people[i].a, people[i].b);
      g_assert_cmpint (balie_party_compare (a, b), ==, people[i].likeness);
      g_assert_cmpint (balie_party_compare (b, a), ==, people[i].likeness);
      g_assert_cmpstr (reason, ==, people[i].reason);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/party-load/plans", test_plans);
  g_test_add_func ("/party-load/apply", test_apply);
  g_test_add_func ("/party-load/imported-number", test_imported_number);
  g_test_add_func ("/party-load/merges", test_merges);
  g_test_add_func ("/party-load/people", test_people);
  return g_test_run ();
}

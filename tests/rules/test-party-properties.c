/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what holds for every load and merge with thousands of random parties and customers: above all
 * that nothing typed by hand is ever lost. The judgement here is written anew, not taken from rules. */
#include "config.h"

#include <string.h>

#include "balie-party-load.h"
#include "balie-text.h"

#define N_CASES 1500
#define MAX_STEPS 4

/* Few values, so that equal, nearly equal and contained ones meet often. */
static const char *const names[] = { "Peeters", "peeters",       "Peeters-Claes", "Müller",
                                     "Muller",  "De \"Wit\" \\", "Пётр",          "P" };
static const char *const addresses[] = { "Kerkstraat", "Kerkstraat 1", "Kerkstraat 12",
                                         "kerkstraat 12 bus 3", "Meir 1" };
static const char *const towns[] = { "Gent", "gent", "Gentbrugge", "Sint-Niklaas" };
static const char *const codes[] = { "2000", "B-2000", "1234 AB", "1234ab", "01067" };
static const char *const phones[] = { "03/123.45.67", "+3231234567",  "0032 3 123 45 67",
                                      "020-1234567",  "+31201234567", "112" };
static const char *const mails[] = { "a@example.be", "A@example.be", "b@example.be" };
static const char *const vats[] = { "BE 0403.170.701", "BE0403170701", "403170701",
                                    "NL004495445B01" };
static const char *const countries[] = { "BE", "NL", "DE", "Utopia" };
static const char *const languages[] = { "nl-BE", "fr-BE", "de" };
static const char *const switches[] = { "yes", "no" };
static const char *const choices[] = { "mr", "mrs", "company", "private", "Graaf" };
static const char *const numbers[] = { "1", "2", "3" };
static const char *const dates[] = { "1950-01-01", "1980-02-03" };

#define PICK(dice, list) list[g_rand_int_range (dice, 0, G_N_ELEMENTS (list))]

static const char *
pick_value (GRand *dice, BaliePartyField field)
{
  switch (balie_party_get_spec (field)->type)
    {
    case BALIE_VALUE_SWITCH:
      return PICK (dice, switches);
    case BALIE_VALUE_CHOICE:
      return PICK (dice, choices);
    case BALIE_VALUE_COUNTRY:
      return PICK (dice, countries);
    case BALIE_VALUE_LANGUAGE:
      return PICK (dice, languages);
    case BALIE_VALUE_DATE:
      return PICK (dice, dates);
    default:
      break;
    }
  switch ((int) field)
    {
    case BALIE_PARTY_ADDRESS:
    case BALIE_PARTY_ADDRESS2:
      return PICK (dice, addresses);
    case BALIE_PARTY_CITY:
    case BALIE_PARTY_PROVINCE:
      return PICK (dice, towns);
    case BALIE_PARTY_POSTCODE:
      return PICK (dice, codes);
    case BALIE_PARTY_PHONE:
    case BALIE_PARTY_FAX:
    case BALIE_PARTY_MOBILE:
      return PICK (dice, phones);
    case BALIE_PARTY_EMAIL:
      return PICK (dice, mails);
    case BALIE_PARTY_VAT_NUMBER:
      return PICK (dice, vats);
    case BALIE_PARTY_LAST_NAME:
    case BALIE_PARTY_FIRST_NAME:
      return PICK (dice, names);
    default:
      return PICK (dice, numbers);
    }
}

static BalieCustomer *
make_customer (GRand *dice)
{
  BalieCustomer *customer =
      balie_customer_new (g_rand_boolean (dice) ? BALIE_SOURCE_DRIVER2 : BALIE_SOURCE_KP);
  int filled = g_rand_int_range (dice, 1, 11);

  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      BalieCustomerField field;

      if (balie_party_field_get_customer_field ((BaliePartyField) i, &field) &&
          g_rand_int_range (dice, 0, 10) < filled)
        balie_customer_set (customer, field, pick_value (dice, (BaliePartyField) i));
    }
  return customer;
}

static gboolean
is_meta (int field)
{
  return balie_party_get_spec ((BaliePartyField) field)->hidden;
}

/* Types, over or without what is there. */
static void
type (GRand *dice, BalieParty *party)
{
  int filled = g_rand_int_range (dice, 0, 11);

  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      if (is_meta (i) || g_rand_int_range (dice, 0, 10) >= filled)
        continue;
      g_assert_true (balie_party_set (
          party, (BaliePartyField) i,
          g_rand_int_range (dice, 0, 6) == 0 ? "" : pick_value (dice, (BaliePartyField) i), NULL));
    }
}

static void
load_anyhow (GRand *dice, BalieParty *party)
{
  g_autoptr (BalieCustomer) customer = make_customer (dice);
  g_autoptr (BaliePartyPlan) plan = balie_party_plan_new (party, customer);
  gboolean by_default = g_rand_boolean (dice);

  for (guint i = 0; i < plan->differences->len && !by_default; i++)
    {
      BaliePartyDifference *difference = g_ptr_array_index (plan->differences, i);

      difference->take = g_rand_boolean (dice);
    }
  balie_party_plan_apply (plan, party, g_rand_boolean (dice), 1);
}

/* Empty, typed, loaded, and any mix of both. */
static BalieParty *
make_party (GRand *dice)
{
  BalieParty *party = balie_party_new (BALIE_ENTRY_OWNER);
  int n_steps = g_rand_int_range (dice, 0, MAX_STEPS);

  for (int i = 0; i < n_steps; i++)
    {
      if (g_rand_boolean (dice))
        type (dice, party);
      else
        load_anyhow (dice, party);
    }
  return party;
}

static char *
dup_digits (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text; text++)
    {
      if (g_ascii_isalnum (*text) && !(out->len == 0 && *text == '0'))
        g_string_append_c (out, g_ascii_toupper (*text));
    }
  return g_string_free (out, FALSE);
}

/* Whether a person would say that what they typed is still there. */
static gboolean
is_kept (int field, const char *typed, const char *now)
{
  g_autofree char *folded = balie_text_fold (typed);
  g_autofree char *folded_now = balie_text_fold (now);
  g_autofree char *digits = dup_digits (typed);
  g_autofree char *digits_now = dup_digits (now);

  if (g_str_equal (folded, folded_now))
    return TRUE;
  switch (field)
    {
    case BALIE_PARTY_ADDRESS:
      /* Not another house number. */
      return g_str_has_prefix (folded_now, folded) &&
             !(g_ascii_isdigit (folded[strlen (folded) - 1]) &&
               g_ascii_isdigit (folded_now[strlen (folded)]));
    case BALIE_PARTY_LAST_NAME:
    case BALIE_PARTY_FIRST_NAME:
    case BALIE_PARTY_CITY:
      return g_str_has_prefix (folded_now, folded);
    case BALIE_PARTY_PHONE:
    case BALIE_PARTY_FAX:
    case BALIE_PARTY_MOBILE:
    case BALIE_PARTY_VAT_NUMBER:
    case BALIE_PARTY_POSTCODE:
      return g_str_has_suffix (digits_now, digits) || g_str_has_suffix (digits, digits_now);
    default:
      return FALSE;
    }
}

static const BaliePartyDifference *
find_difference (GPtrArray *differences, int field)
{
  for (guint i = 0; i < differences->len; i++)
    {
      const BaliePartyDifference *difference = g_ptr_array_index (differences, i);

      if ((int) difference->field == field)
        return difference;
    }
  return NULL;
}

typedef struct
{
  BalieParty *before;
  BaliePartyPlan *plan;
  BalieParty *after;
  char **told;       /* what a remote had told before */
  char **told_after; /* and after */
} Case;

static void
free_case (gpointer data)
{
  Case *c = data;

  balie_party_free (c->before);
  balie_party_plan_free (c->plan);
  balie_party_free (c->after);
  g_strfreev (c->told);
  g_strfreev (c->told_after);
  g_free (c);
}

/* (transfer full): loads by the default decisions, made once for all who look at them. */
static GPtrArray *
make_cases (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (20260320);
  GPtrArray *cases = g_ptr_array_new_with_free_func (free_case);

  for (int i = 0; i < N_CASES; i++)
    {
      g_autoptr (BalieCustomer) customer = make_customer (dice);
      Case *c = g_new0 (Case, 1);

      c->before = make_party (dice);
      c->plan = balie_party_plan_new (c->before, customer);
      c->after = balie_party_copy (c->before);
      balie_party_plan_apply (c->plan, c->after, TRUE, 2);
      c->told = balie_party_dup_all_loaded (c->before);
      c->told_after = balie_party_dup_all_loaded (c->after);
      g_ptr_array_add (cases, c);
    }
  return cases;
}

typedef void (*Property) (const Case *c,
                          const BalieParty *before,
                          const BaliePartyPlan *plan,
                          const BalieParty *after);

/* As a person would say: it is there, and no remote told it. */
static gboolean
was_typed (const Case *c, int field)
{
  return *c->before->values[field] && !balie_party_get_spec ((BaliePartyField) field)->hidden &&
         field != BALIE_PARTY_CLIENT_NUMBER &&
         !g_str_equal (c->before->values[field], c->told[field]);
}

static GPtrArray *cases;

static void
check_loads (Property property)
{
  for (guint i = 0; i < cases->len; i++)
    {
      const Case *c = g_ptr_array_index (cases, i);

      property (c, c->before, c->plan, c->after);
    }
}

static gboolean
was_offered (const BalieCustomer *customer, int field, const char *value)
{
  BalieCustomerField from;

  return balie_party_field_get_customer_field ((BaliePartyField) field, &from) &&
         g_str_equal (customer->values[from], value);
}

static void
check_typed_stays (const Case *c,
                   const BalieParty *before,
                   const BaliePartyPlan *plan,
                   const BalieParty *after)
{
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      if (!was_typed (c, i))
        continue;
      if (!is_kept (i, before->values[i], after->values[i]))
        g_test_message ("%s: “%s” → “%s”", balie_party_get_spec ((BaliePartyField) i)->code,
                        before->values[i], after->values[i]);
      g_assert_true (is_kept (i, before->values[i], after->values[i]));
      /* And it still counts as typed, so that the next load keeps it too. */
      if (g_str_equal (before->values[i], after->values[i]))
        g_assert_true (!g_str_equal (c->told_after[i], after->values[i]) ||
                       was_offered (plan->customer, i, after->values[i]));
    }
}

static void
test_typed_stays (void)
{
  check_loads (check_typed_stays);
}

static void
check_local_stays (const Case *c,
                   const BalieParty *before,
                   const BaliePartyPlan *plan,
                   const BalieParty *after)
{
  static const BaliePartyField local[] = {
    BALIE_PARTY_DISABLED,    BALIE_PARTY_DISCOUNT,      BALIE_PARTY_REMARKS,
    BALIE_PARTY_INVOICE,     BALIE_PARTY_BIRTH_DATE,    BALIE_PARTY_BIRTH_PLACE,
    BALIE_PARTY_NATIONALITY, BALIE_PARTY_IDENTITY_CARD, BALIE_PARTY_NATIONAL_NUMBER,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (local); i++)
    {
      g_assert_cmpstr (after->values[local[i]], ==, before->values[local[i]]);
      g_assert_null (find_difference (plan->differences, local[i]));
    }
  if (was_typed (c, BALIE_PARTY_DRIVING_LICENCE) ||
      (*before->values[BALIE_PARTY_DRIVING_LICENCE] && !plan->other_person))
    g_assert_cmpstr (after->values[BALIE_PARTY_DRIVING_LICENCE], ==,
                     before->values[BALIE_PARTY_DRIVING_LICENCE]);
}

static void
test_local_stays (void)
{
  check_loads (check_local_stays);
}

static void
check_vat_stays (const Case *c,
                 const BalieParty *before,
                 const BaliePartyPlan *plan,
                 const BalieParty *after)
{
  if (!*plan->customer->values[BALIE_CUSTOMER_VAT_NUMBER])
    g_assert_cmpstr (after->values[BALIE_PARTY_VAT_NUMBER], ==,
                     before->values[BALIE_PARTY_VAT_NUMBER]);
}

static void
test_vat_stays (void)
{
  check_loads (check_vat_stays);
}

/* What changes was announced, with its old and new value, and what was announced changes. */
static void
check_announced (const Case *c,
                 const BalieParty *before,
                 const BaliePartyPlan *plan,
                 const BalieParty *after)
{
  guint n_ask = 0;

  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      const BaliePartyDifference *difference = find_difference (plan->differences, i);

      if (is_meta (i))
        {
          g_assert_null (difference);
          continue;
        }
      if (!difference)
        {
          g_assert_cmpstr (after->values[i], ==, before->values[i]);
          continue;
        }
      g_assert_cmpstr (difference->old_value, ==, before->values[i]);
      g_assert_cmpstr (difference->old_value, !=, difference->new_value);
      g_assert_cmpstr (after->values[i], ==,
                       difference->take ? difference->new_value : difference->old_value);
      g_assert_cmpint (difference->take, ==, difference->decision != BALIE_LOAD_ASK);
      n_ask += difference->decision == BALIE_LOAD_ASK ? 1 : 0;
    }
  g_assert_cmpuint (plan->n_ask, ==, n_ask);
  g_assert_true (n_ask == 0 || balie_party_plan_needs_asking (plan));
}

static void
test_announced (void)
{
  check_loads (check_announced);
}

/* Whatever a remote told of another person is gone, or was shown to stay. */
static void
check_no_mixture (const Case *c,
                  const BalieParty *before,
                  const BaliePartyPlan *plan,
                  const BalieParty *after)
{
  if (!plan->other_person)
    return;
  g_assert_cmpint (balie_party_plan_needs_asking (plan), ==, plan->differences->len > 0);
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      BalieCustomerField from;

      if (!balie_party_field_get_customer_field ((BaliePartyField) i, &from) ||
          !*before->values[i] || was_typed (c, i) ||
          !g_str_equal (after->values[i], before->values[i]))
        continue;
      if (g_str_equal (after->values[i], plan->customer->values[from]) &&
          (from != BALIE_CUSTOMER_NUMBER || plan->customer->source == BALIE_SOURCE_DRIVER2))
        continue;
      g_assert_nonnull (find_difference (plan->differences, i));
      g_assert_true (balie_party_plan_needs_asking (plan));
    }
  g_assert_cmpstr (after->values[BALIE_PARTY_CLIENT_NUMBER], ==, "");
}

static void
test_no_mixture (void)
{
  check_loads (check_no_mixture);
}

/* Another person is one whose number or name is another than what was loaded last. */
static void
check_other_person (const Case *c,
                    const BalieParty *before,
                    const BaliePartyPlan *plan,
                    const BalieParty *after)
{
  const char *last_name = c->told[BALIE_PARTY_LAST_NAME];
  const char *number = c->told[BALIE_PARTY_EXTERNAL_REFERENCE];
  const BalieCustomer *customer = plan->customer;
  gboolean renamed =
      !balie_text_equal_folded (last_name, customer->values[BALIE_CUSTOMER_LAST_NAME]);
  gboolean renumbered = customer->source == BALIE_SOURCE_DRIVER2 && *number &&
                        *customer->values[BALIE_CUSTOMER_NUMBER] &&
                        !g_str_equal (number, customer->values[BALIE_CUSTOMER_NUMBER]);

  if (!*before->values[BALIE_PARTY_SOURCE])
    g_assert_false (plan->other_person);
  else if (renamed || renumbered)
    g_assert_true (plan->other_person);
}

static void
test_other_person (void)
{
  check_loads (check_other_person);
}

static void
test_taking_nothing (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (7);

  for (int i = 0; i < N_CASES; i++)
    {
      g_autoptr (BalieParty) before = make_party (dice);
      g_autoptr (BalieParty) after = balie_party_copy (before);
      g_autoptr (BalieCustomer) customer = make_customer (dice);
      g_autoptr (BaliePartyPlan) plan = balie_party_plan_new (before, customer);

      for (guint j = 0; j < plan->differences->len; j++)
        ((BaliePartyDifference *) g_ptr_array_index (plan->differences, j))->take = FALSE;
      balie_party_plan_apply (plan, after, TRUE, 2);
      for (int f = 0; f < BALIE_N_PARTY_FIELDS; f++)
        g_assert_true (is_meta (f) || g_str_equal (after->values[f], before->values[f]));
    }
}

/* Taking all leaves nothing to do; by default only what was declined, and that changes nothing. */
static void
test_again (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (8);

  for (int i = 0; i < N_CASES; i++)
    {
      g_autoptr (BalieParty) party = make_party (dice);
      g_autoptr (BalieCustomer) customer = make_customer (dice);
      g_autoptr (BaliePartyPlan) plan = balie_party_plan_new (party, customer);
      g_autoptr (BaliePartyPlan) again = NULL;
      g_autoptr (BalieParty) twice = NULL;
      gboolean all = g_rand_boolean (dice);

      for (guint j = 0; j < plan->differences->len && all; j++)
        ((BaliePartyDifference *) g_ptr_array_index (plan->differences, j))->take = TRUE;
      balie_party_plan_apply (plan, party, TRUE, 2);
      again = balie_party_plan_new (party, customer);
      g_assert_false (again->other_person);
      g_assert_cmpuint (again->differences->len, ==, again->n_ask);
      g_assert_true (!all || again->n_ask == 0);
      twice = balie_party_copy (party);
      balie_party_plan_apply (again, twice, TRUE, 2);
      for (int f = 0; f < BALIE_N_PARTY_FIELDS; f++)
        g_assert_cmpstr (twice->values[f], ==, party->values[f]);
    }
}

/* A value that no remote tells survives any row of loads by default decisions. */
static void
test_long_rows (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (9);

  for (int i = 0; i < N_CASES / 10; i++)
    {
      g_autoptr (BalieParty) party = make_party (dice);

      balie_party_set (party, BALIE_PARTY_EMAIL, "typed@example.nl", NULL);
      balie_party_set (party, BALIE_PARTY_ADDRESS2, "Typed behind", NULL);
      for (int j = 0; j < 8; j++)
        {
          g_autoptr (BalieCustomer) customer = make_customer (dice);
          g_autoptr (BaliePartyPlan) plan = balie_party_plan_new (party, customer);

          balie_party_plan_apply (plan, party, g_rand_boolean (dice), j);
          g_assert_cmpstr (party->values[BALIE_PARTY_EMAIL], ==, "typed@example.nl");
          g_assert_cmpstr (party->values[BALIE_PARTY_ADDRESS2], ==, "Typed behind");
        }
    }
}

static void
check_merge (const BalieParty *kept, const BalieParty *other)
{
  g_autoptr (GPtrArray) differences = balie_party_plan_merge (kept, other);
  g_autoptr (BalieParty) merged = balie_party_copy (kept);

  for (guint i = 0; i < differences->len; i++)
    {
      const BaliePartyDifference *difference = g_ptr_array_index (differences, i);

      if (difference->take)
        balie_party_set (merged, difference->field, difference->new_value, NULL);
    }
  for (int f = 0; f < BALIE_N_PARTY_FIELDS; f++)
    {
      gboolean shared = !is_meta (f) && f != BALIE_PARTY_CLIENT_NUMBER && f != BALIE_PARTY_INVOICE;
      gboolean differs = *other->values[f] && !g_str_equal (kept->values[f], other->values[f]);

      if (*kept->values[f] || !shared)
        g_assert_cmpstr (merged->values[f], ==, kept->values[f]);
      else
        g_assert_cmpstr (merged->values[f], ==, other->values[f]);
      /* What the other one had and is not taken over is listed. */
      g_assert_cmpint (find_difference (differences, f) != NULL, ==, shared && differs);
    }
}

static void
test_merge (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (10);

  for (int i = 0; i < N_CASES; i++)
    {
      g_autoptr (BalieParty) kept = make_party (dice);
      g_autoptr (BalieParty) other = make_party (dice);
      g_autofree char *reason = balie_party_dup_likeness_reason (kept, other);
      BalieLikeness likeness = balie_party_compare (kept, other);

      check_merge (kept, other);
      g_assert_cmpint (likeness, ==, balie_party_compare (other, kept));
      g_assert_cmpint (reason != NULL, ==, likeness != BALIE_LIKENESS_NONE);
    }
}

int
main (int argc, char *argv[])
{
  int outcome;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/party-properties/typed-stays", test_typed_stays);
  g_test_add_func ("/party-properties/local-stays", test_local_stays);
  g_test_add_func ("/party-properties/vat-stays", test_vat_stays);
  g_test_add_func ("/party-properties/announced", test_announced);
  g_test_add_func ("/party-properties/no-mixture", test_no_mixture);
  g_test_add_func ("/party-properties/other-person", test_other_person);
  g_test_add_func ("/party-properties/taking-nothing", test_taking_nothing);
  g_test_add_func ("/party-properties/again", test_again);
  g_test_add_func ("/party-properties/long-rows", test_long_rows);
  g_test_add_func ("/party-properties/merge", test_merge);
  cases = make_cases ();
  outcome = g_test_run ();
  g_ptr_array_unref (cases);
  return outcome;
}

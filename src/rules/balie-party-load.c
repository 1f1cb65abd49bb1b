/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What loading a customer into a party does to each field: planned, shown, then applied. What a person
 * typed stays unless they say otherwise; what a remote told of another person does not stay unseen. */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include "balie-party-load.h"

#include <string.h>

#include "balie-check.h"
#include "balie-person.h"
#include "balie-text.h"

/* What a plan is made of. @loaded: what each field of the party had as a remote told it. */
typedef struct
{
  const BalieParty *party;
  const BalieCustomer *customer;
  char **loaded;
  gboolean other_person;
} Load;

/**
 * balie_party_difference_free:
 * @self: (nullable): a difference
 */
void
balie_party_difference_free (BaliePartyDifference *self)
{
  if (!self)
    return;
  g_free (self->old_value);
  g_free (self->new_value);
  g_free (self);
}

static GPtrArray *
make_differences (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) balie_party_difference_free);
}

/* How the party would keep what the customer has: "" when it has nothing that can be kept, and for the
 * number of anything but Driver2, because the external reference is Driver2's. */
static char *
dup_offered (const BalieCustomer *customer, BaliePartyField field)
{
  BalieCustomerField from;
  char *value;

  if (!balie_party_field_get_customer_field (field, &from) ||
      (from == BALIE_CUSTOMER_NUMBER && customer->source != BALIE_SOURCE_DRIVER2))
    return g_strdup ("");
  value = balie_field_dup_canonical (balie_party_get_spec (field), customer->values[from], NULL);
  return value ? value : g_strdup ("");
}

/* As balie_party_is_typed_by_hand(), for a customer's field. */
static gboolean
is_by_hand (const Load *load, BaliePartyField field)
{
  return *load->party->values[field] &&
         !g_str_equal (load->party->values[field], load->loaded[field]);
}

/* Whether the party was loaded from somebody else before. */
static gboolean
is_other_person (const Load *load)
{
  const char *const *now = (const char *const *) load->party->values;
  const char *const *told = (const char *const *) load->customer->values;
  g_autofree char *number = dup_offered (load->customer, BALIE_PARTY_EXTERNAL_REFERENCE);
  const char *known = load->loaded[BALIE_PARTY_EXTERNAL_REFERENCE];

  if (!*now[BALIE_PARTY_SOURCE])
    return FALSE;
  if (!*known)
    known = now[BALIE_PARTY_EXTERNAL_REFERENCE];
  if (*known && *number && !g_str_equal (known, number))
    return TRUE;
  return !balie_text_equal_folded (load->loaded[BALIE_PARTY_LAST_NAME],
                                   told[BALIE_CUSTOMER_LAST_NAME]) ||
         !balie_text_equal_folded (load->loaded[BALIE_PARTY_FIRST_NAME],
                                   told[BALIE_CUSTOMER_FIRST_NAME]);
}

/* "Kerkstraat" begins "Kerkstraat 12", but "Kerkstraat 1" is another house than "Kerkstraat 12". */
static gboolean
is_beginning (const char *old_value, const char *new_value)
{
  g_autofree char *old_folded = balie_text_fold (old_value);
  g_autofree char *new_folded = balie_text_fold (new_value);
  gsize length = strlen (old_folded);

  if (length == 0 || !g_str_has_prefix (new_folded, old_folded))
    return FALSE;
  return !g_ascii_isdigit (old_folded[length - 1]) || !g_ascii_isdigit (new_folded[length]);
}

/* Whether both are one number written in two ways. */
static gboolean
is_same_number (BalieCheck (*check) (const char *, const char *),
                const char *a,
                const char *country_a,
                const char *b,
                const char *country_b)
{
  g_auto (BalieCheck) check_a = check (a, country_a);
  g_auto (BalieCheck) check_b = check (b, country_b);

  return check_a.level == BALIE_CHECK_OK && check_b.level == BALIE_CHECK_OK &&
         g_str_equal (check_a.canonical, check_b.canonical);
}

/* The country that the party has once the rest is loaded: national numbers are read by it, so that a
 * second look comes to the same. */
static const char *
get_country_after (const Load *load)
{
  const char *old_country = load->party->values[BALIE_PARTY_COUNTRY];
  const char *new_country = load->customer->values[BALIE_CUSTOMER_COUNTRY];
  gboolean by_hand = is_by_hand (load, BALIE_PARTY_COUNTRY);

  if (!*new_country)
    return load->other_person && !by_hand ? "" : old_country;
  return by_hand && !balie_text_equal_folded (old_country, new_country) ? old_country : new_country;
}

static gboolean
is_number_contained (const Load *load, BaliePartyField field, const char *new_value)
{
  const char *old_value = load->party->values[field];
  const char *country = get_country_after (load);
  const char *told = load->customer->values[BALIE_CUSTOMER_COUNTRY];

  if (!*told)
    told = country;
  if (field == BALIE_PARTY_VAT_NUMBER)
    return is_same_number (balie_check_vat_number, old_value, country, new_value, told);
  if (field == BALIE_PARTY_POSTCODE)
    return is_same_number (balie_check_postcode, old_value, country, new_value, told);
  return is_same_number (balie_check_phone, old_value, country, new_value, told);
}

/* Whether nothing of what stands there is lost when the new value takes its place. */
static gboolean
is_contained (const Load *load, BaliePartyField field, const char *new_value)
{
  const char *old_value = load->party->values[field];

  if (balie_text_equal_folded (old_value, new_value))
    return TRUE;
  switch ((int) field)
    {
    case BALIE_PARTY_LAST_NAME:
    case BALIE_PARTY_FIRST_NAME:
    case BALIE_PARTY_ADDRESS:
    case BALIE_PARTY_CITY:
      return is_beginning (old_value, new_value);
    case BALIE_PARTY_PHONE:
    case BALIE_PARTY_FAX:
    case BALIE_PARTY_MOBILE:
    case BALIE_PARTY_VAT_NUMBER:
    case BALIE_PARTY_POSTCODE:
      return is_number_contained (load, field, new_value);
    default:
      return FALSE;
    }
}

/* What another person's data are, when the new person has none of the kind. Only a question for a VAT
 * number, which an empty one never wipes, and for a Driver2 number that was typed. */
static gboolean
decide_without_new (const Load *load, BaliePartyField field, BalieLoadDecision *decision)
{
  gboolean by_hand = is_by_hand (load, field);

  if (!load->other_person || (by_hand && field != BALIE_PARTY_EXTERNAL_REFERENCE))
    return FALSE;
  *decision = by_hand || field == BALIE_PARTY_VAT_NUMBER ? BALIE_LOAD_ASK : BALIE_LOAD_CLEAR;
  return TRUE;
}

/* %FALSE when the field stays as it is. */
static gboolean
decide (const Load *load, BaliePartyField field, const char *new_value, BalieLoadDecision *decision)
{
  const char *old_value = load->party->values[field];
  gboolean by_hand = is_by_hand (load, field);

  if (g_str_equal (old_value, new_value))
    return FALSE;
  /* A licence that is there stays, unless it is another person's. */
  if (field == BALIE_PARTY_DRIVING_LICENCE && *old_value && (by_hand || !load->other_person))
    return FALSE;
  if (!*new_value)
    return decide_without_new (load, field, decision);
  if (!*old_value)
    *decision = BALIE_LOAD_FILL;
  else if (!by_hand || is_contained (load, field, new_value))
    *decision = BALIE_LOAD_REPLACE;
  else
    *decision = BALIE_LOAD_ASK;
  return TRUE;
}

static void
add_difference (GPtrArray *differences,
                BaliePartyField field,
                BalieLoadDecision decision,
                const char *old_value,
                const char *new_value)
{
  BaliePartyDifference *difference = g_new0 (BaliePartyDifference, 1);

  difference->field = field;
  difference->decision = decision;
  difference->old_value = g_strdup (old_value);
  difference->new_value = g_strdup (new_value);
  difference->take = decision != BALIE_LOAD_ASK;
  g_ptr_array_add (differences, difference);
}

/**
 * balie_party_plan_new:
 * @party: as it stands now
 * @customer: what would be loaded
 *
 * Returns: (transfer full): what would happen with every field that differs
 */
BaliePartyPlan *
balie_party_plan_new (const BalieParty *party, const BalieCustomer *customer)
{
  g_auto (GStrv) loaded = NULL;
  Load load = { party, customer, NULL, FALSE };
  BaliePartyPlan *self;

  g_return_val_if_fail (party && customer, NULL);

  self = g_new0 (BaliePartyPlan, 1);
  self->customer = balie_customer_copy (customer);
  load.loaded = loaded = balie_party_dup_all_loaded (party);
  load.other_person = self->other_person = is_other_person (&load);
  self->differences = make_differences ();
  /* The client number says who it is: another person gets another one. */
  if (self->other_person && *party->values[BALIE_PARTY_CLIENT_NUMBER])
    add_difference (self->differences, BALIE_PARTY_CLIENT_NUMBER, BALIE_LOAD_CLEAR,
                    party->values[BALIE_PARTY_CLIENT_NUMBER], "");
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      BaliePartyField field = (BaliePartyField) i;
      g_autofree char *new_value = dup_offered (customer, field);
      BalieLoadDecision decision;

      if (!balie_party_field_get_customer_field (field, NULL) ||
          !decide (&load, field, new_value, &decision))
        continue;
      add_difference (self->differences, field, decision, party->values[field], new_value);
      self->n_ask += decision == BALIE_LOAD_ASK ? 1 : 0;
    }
  return self;
}

/**
 * balie_party_plan_copy:
 * @self: a plan
 *
 * Returns: (transfer full): the same, with what was taken
 */
BaliePartyPlan *
balie_party_plan_copy (const BaliePartyPlan *self)
{
  BaliePartyPlan *copy;

  g_return_val_if_fail (self, NULL);

  copy = g_new0 (BaliePartyPlan, 1);
  *copy = *self;
  copy->customer = balie_customer_copy (self->customer);
  copy->differences = make_differences ();
  for (guint i = 0; i < self->differences->len; i++)
    {
      const BaliePartyDifference *from = g_ptr_array_index (self->differences, i);
      BaliePartyDifference *to;

      add_difference (copy->differences, from->field, from->decision, from->old_value,
                      from->new_value);
      to = g_ptr_array_index (copy->differences, i);
      to->take = from->take;
    }
  return copy;
}

/**
 * balie_party_plan_free:
 * @self: (nullable): a plan
 */
void
balie_party_plan_free (BaliePartyPlan *self)
{
  if (!self)
    return;
  balie_customer_free (self->customer);
  g_ptr_array_unref (self->differences);
  g_free (self);
}

/**
 * balie_party_plan_needs_asking:
 * @self: a plan
 *
 * Returns: whether the person has to see the differences before anything is written
 */
gboolean
balie_party_plan_needs_asking (const BaliePartyPlan *self)
{
  g_return_val_if_fail (self, FALSE);

  return self->n_ask > 0 || (self->other_person && self->differences->len > 0);
}

static void
set_value (BalieParty *party, BaliePartyField field, const char *value)
{
  if (g_str_equal (party->values[field], value))
    return;
  g_free (party->values[field]);
  party->values[field] = g_strdup (value);
}

/* What the customer has not, but stands there as a remote told it before, stays a remote's. */
static void
record_loaded (const BaliePartyPlan *self, BalieParty *party)
{
  g_auto (GStrv) values = balie_party_dup_all_loaded (party);

  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      g_autofree char *offered = dup_offered (self->customer, (BaliePartyField) i);

      if (!*offered && g_str_equal (values[i], party->values[i]))
        continue;
      g_free (values[i]);
      values[i] = g_steal_pointer (&offered);
    }
  balie_party_record_all_loaded (party, (const char *const *) values);
}

/**
 * balie_party_plan_apply:
 * @self: a plan of this party
 * @party: the party
 * @pin: whether a person chose the customer, so that a vehicle does not overwrite the party
 * @now: seconds since 1970
 *
 * Writes what is taken, and source, pin, what was loaded and when. An import into Driver2 that was still
 * open ends with the person it was for.
 */
void
balie_party_plan_apply (const BaliePartyPlan *self, BalieParty *party, gboolean pin, gint64 now)
{
  g_autofree char *moment = g_strdup_printf ("%" G_GINT64_FORMAT, now);

  g_return_if_fail (self && party);

  for (guint i = 0; i < self->differences->len; i++)
    {
      const BaliePartyDifference *difference = g_ptr_array_index (self->differences, i);

      if (difference->take)
        set_value (party, difference->field, difference->new_value);
    }
  record_loaded (self, party);
  set_value (party, BALIE_PARTY_SOURCE, balie_source_to_code (self->customer->source));
  set_value (party, BALIE_PARTY_PINNED, pin ? "yes" : "");
  set_value (party, BALIE_PARTY_LOADED_AT, moment);
  if (self->other_person || self->customer->source == BALIE_SOURCE_DRIVER2)
    set_value (party, BALIE_PARTY_IMPORT, "");
}

/* What belongs to the party of this dossier and not to the person. */
static gboolean
is_of_the_dossier (BaliePartyField field)
{
  return balie_party_get_spec (field)->hidden || field == BALIE_PARTY_CLIENT_NUMBER ||
         field == BALIE_PARTY_INVOICE;
}

/**
 * balie_party_plan_merge:
 * @kept: a party
 * @other: another that is the same person
 *
 * Returns: (transfer full) (element-type BaliePartyDifference): what @kept lacks, to be filled, and what
 *   differs, which stays as @kept has it
 */
GPtrArray *
balie_party_plan_merge (const BalieParty *kept, const BalieParty *other)
{
  GPtrArray *differences = make_differences ();

  g_return_val_if_fail (kept && other, differences);

  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      const char *old_value = kept->values[i];
      const char *new_value = other->values[i];

      if (is_of_the_dossier ((BaliePartyField) i) || !*new_value ||
          g_str_equal (old_value, new_value))
        continue;
      add_difference (differences, (BaliePartyField) i,
                      *old_value ? BALIE_LOAD_ASK : BALIE_LOAD_FILL, old_value, new_value);
    }
  return differences;
}

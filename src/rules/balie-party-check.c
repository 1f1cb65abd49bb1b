/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hints at the fields of a party. None ever blocks: addresses abroad are as good as ours. */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balie-check.h"
#include "balie-date.h"
#include "balie-iso-codes.h"
#include "balie-party-load.h"

#define OLDEST_YEARS 120

/**
 * balie_party_hint_free:
 * @self: (nullable): a hint
 */
void
balie_party_hint_free (BaliePartyHint *self)
{
  if (!self)
    return;
  g_free (self->text);
  g_free (self);
}

static void
add_hint (GPtrArray *hints, BaliePartyField field, BalieCheckLevel level, const char *text)
{
  BaliePartyHint *hint = g_new0 (BaliePartyHint, 1);

  hint->field = field;
  hint->level = (int) level;
  hint->text = g_strdup (text);
  g_ptr_array_add (hints, hint);
}

static void
take_check (GPtrArray *hints, BaliePartyField field, BalieCheck take_check)
{
  if (take_check.level == BALIE_CHECK_SUSPECT || take_check.level == BALIE_CHECK_INVALID)
    add_hint (hints, field, take_check.level, take_check.hint);
  balie_check_clear (&take_check);
}

static void
check_vat (GPtrArray *hints, const BalieParty *party, const char *country)
{
  const char *number = party->values[BALIE_PARTY_VAT_NUMBER];

  take_check (hints, BALIE_PARTY_VAT_NUMBER, balie_check_vat_number (number, country));
  if (balie_party_is (party, BALIE_PARTY_VAT_LIABLE) && !*number)
    add_hint (hints, BALIE_PARTY_VAT_NUMBER, BALIE_CHECK_SUSPECT,
              _ ("Liable to VAT, but without a VAT number."));
  if (g_str_equal (party->values[BALIE_PARTY_VAT_LIABLE], "no") && *number)
    add_hint (hints, BALIE_PARTY_VAT_LIABLE, BALIE_CHECK_SUSPECT,
              _ ("There is a VAT number, but liable to VAT says no."));
}

/* A text that is no code is kept, but nothing can be checked by it. */
static void
check_known (GPtrArray *hints, const BalieParty *party)
{
  g_autofree char *country = balie_country_dup_code (party->values[BALIE_PARTY_COUNTRY]);
  g_autofree char *language = balie_language_dup_code (party->values[BALIE_PARTY_LANGUAGE]);

  if (*party->values[BALIE_PARTY_COUNTRY] && !country)
    add_hint (hints, BALIE_PARTY_COUNTRY, BALIE_CHECK_SUSPECT,
              _ ("Balie knows no country of this name."));
  if (*party->values[BALIE_PARTY_LANGUAGE] && !language)
    add_hint (hints, BALIE_PARTY_LANGUAGE, BALIE_CHECK_SUSPECT,
              _ ("Balie knows no language of this name."));
}

static void
check_birth_date (GPtrArray *hints, const BalieParty *party, BalieDate today)
{
  BalieDate birth;

  if (today == BALIE_DATE_NONE || !balie_date_parse (party->values[BALIE_PARTY_BIRTH_DATE], &birth))
    return;
  if (birth > today)
    add_hint (hints, BALIE_PARTY_BIRTH_DATE, BALIE_CHECK_INVALID,
              _ ("The date of birth is in the future."));
  else if (birth < today - OLDEST_YEARS * 366)
    add_hint (hints, BALIE_PARTY_BIRTH_DATE, BALIE_CHECK_SUSPECT,
              _ ("The date of birth is very long ago. Please check."));
}

static int
compare_fields (gconstpointer a, gconstpointer b)
{
  const BaliePartyHint *const *left = a;
  const BaliePartyHint *const *right = b;

  return (int) (*left)->field - (int) (*right)->field;
}

/**
 * balie_party_check_on:
 * @party: a party
 * @today: for the date of birth; %BALIE_DATE_NONE leaves that out
 *
 * Returns: (transfer full) (element-type BaliePartyHint): hints in the order of the fields
 */
GPtrArray *
balie_party_check_on (const BalieParty *party, gint32 today)
{
  static const BaliePartyField phones[] = { BALIE_PARTY_PHONE, BALIE_PARTY_FAX,
                                            BALIE_PARTY_MOBILE };
  GPtrArray *hints = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_party_hint_free);
  const char *country;

  g_return_val_if_fail (party, hints);

  country = party->values[BALIE_PARTY_COUNTRY];
  if (balie_party_is_filled (party) && !*party->values[BALIE_PARTY_LAST_NAME])
    add_hint (hints, BALIE_PARTY_LAST_NAME, BALIE_CHECK_SUSPECT, _ ("The name is missing."));
  take_check (hints, BALIE_PARTY_POSTCODE,
              balie_check_postcode (party->values[BALIE_PARTY_POSTCODE], country));
  for (gsize i = 0; i < G_N_ELEMENTS (phones); i++)
    take_check (hints, phones[i], balie_check_phone (party->values[phones[i]], country));
  take_check (hints, BALIE_PARTY_EMAIL, balie_check_email (party->values[BALIE_PARTY_EMAIL]));
  check_vat (hints, party, country);
  check_known (hints, party);
  check_birth_date (hints, party, today);
  g_ptr_array_sort (hints, compare_fields);
  return hints;
}

/**
 * balie_party_check:
 * @party: a party
 *
 * Returns: (transfer full) (element-type BaliePartyHint): as balie_party_check_on() without a day
 */
GPtrArray *
balie_party_check (const BalieParty *party)
{
  return balie_party_check_on (party, BALIE_DATE_NONE);
}

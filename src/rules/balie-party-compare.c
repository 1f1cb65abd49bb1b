/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether two parties are one person, and what speaks for it. */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balie-party-load.h"
#include "balie-person.h"
#include "balie-text.h"

/* What both parties have and share. */
typedef struct
{
  gboolean reference;
  gboolean vat;
  gboolean national;
  gboolean name;
  gboolean email;
  gboolean mobile;
  gboolean phone;
  gboolean house;
  gboolean postcode;
} Shared;

/* Whether both have the field and it differs. */
static gboolean
contradicts (const BalieParty *a, const BalieParty *b, BaliePartyField field)
{
  g_autofree char *key_a = balie_person_dup_code_key (a->values[field]);
  g_autofree char *key_b = balie_person_dup_code_key (b->values[field]);

  return *key_a && *key_b && !g_str_equal (key_a, key_b);
}

static gboolean
share_code (const BalieParty *a, const BalieParty *b, BaliePartyField field)
{
  return balie_person_keys_meet (balie_person_dup_code_key (a->values[field]),
                                 balie_person_dup_code_key (b->values[field]));
}

/* People write a mobile into either field. */
static gboolean
share_phone (const BalieParty *a, BaliePartyField field_a, const BalieParty *b)
{
  static const BaliePartyField fields[] = { BALIE_PARTY_PHONE, BALIE_PARTY_MOBILE };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (balie_person_keys_meet (balie_person_dup_phone_key (a->values[field_a]),
                                  balie_person_dup_phone_key (b->values[fields[i]])))
        return TRUE;
    }
  return FALSE;
}

static Shared
find_shared (const BalieParty *a, const BalieParty *b)
{
  Shared shared = { FALSE };

  shared.reference = share_code (a, b, BALIE_PARTY_EXTERNAL_REFERENCE);
  shared.vat = share_code (a, b, BALIE_PARTY_VAT_NUMBER);
  shared.national = share_code (a, b, BALIE_PARTY_NATIONAL_NUMBER);
  shared.postcode = share_code (a, b, BALIE_PARTY_POSTCODE);
  shared.name =
      balie_person_keys_meet (balie_person_dup_name_key (a->values[BALIE_PARTY_LAST_NAME],
                                                         a->values[BALIE_PARTY_FIRST_NAME]),
                              balie_person_dup_name_key (b->values[BALIE_PARTY_LAST_NAME],
                                                         b->values[BALIE_PARTY_FIRST_NAME]));
  shared.email = balie_person_keys_meet (balie_text_fold (a->values[BALIE_PARTY_EMAIL]),
                                         balie_text_fold (b->values[BALIE_PARTY_EMAIL]));
  shared.house = balie_person_keys_meet (
      balie_person_dup_house_key (a->values[BALIE_PARTY_POSTCODE], a->values[BALIE_PARTY_ADDRESS]),
      balie_person_dup_house_key (b->values[BALIE_PARTY_POSTCODE], b->values[BALIE_PARTY_ADDRESS]));
  shared.mobile = share_phone (a, BALIE_PARTY_MOBILE, b) || share_phone (b, BALIE_PARTY_MOBILE, a);
  shared.phone = share_phone (a, BALIE_PARTY_PHONE, b);
  return shared;
}

/* Two people who share a name and a house, such as father and son, are told apart by these. */
static gboolean
are_two_people (const BalieParty *a, const BalieParty *b)
{
  return contradicts (a, b, BALIE_PARTY_NATIONAL_NUMBER) ||
         contradicts (a, b, BALIE_PARTY_BIRTH_DATE);
}

static BalieLikeness
judge (const BalieParty *a, const BalieParty *b, const Shared *shared)
{
  if (shared->reference || shared->national)
    return BALIE_LIKENESS_SAME;
  if (are_two_people (a, b))
    return BALIE_LIKENESS_NONE;
  if (shared->vat)
    return BALIE_LIKENESS_SAME;
  if (shared->name && (shared->email || shared->mobile || shared->phone || shared->house))
    return contradicts (a, b, BALIE_PARTY_EXTERNAL_REFERENCE) ? BALIE_LIKENESS_LIKELY
                                                              : BALIE_LIKENESS_SAME;
  if (shared->name && shared->postcode)
    return BALIE_LIKENESS_LIKELY;
  return (shared->email || shared->mobile) && shared->house ? BALIE_LIKENESS_LIKELY
                                                            : BALIE_LIKENESS_NONE;
}

/**
 * balie_party_compare:
 * @a: a party
 * @b: another
 *
 * Returns: whether both are one person
 */
BalieLikeness
balie_party_compare (const BalieParty *a, const BalieParty *b)
{
  Shared shared;

  g_return_val_if_fail (a && b, BALIE_LIKENESS_NONE);

  shared = find_shared (a, b);
  return judge (a, b, &shared);
}

static const char *
get_reason (const Shared *shared)
{
  if (shared->reference)
    return _ ("the same external reference");
  if (shared->national)
    return _ ("the same national number");
  if (shared->vat)
    return _ ("the same VAT number");
  if (shared->name && shared->email)
    return _ ("the same name and e-mail address");
  if (shared->name && shared->mobile)
    return _ ("the same name and mobile number");
  if (shared->name && shared->phone)
    return _ ("the same name and phone number");
  if (shared->name && shared->house)
    return _ ("the same name and address");
  if (shared->name)
    return _ ("the same name and postcode");
  if (shared->email)
    return _ ("the same e-mail address and house");
  return _ ("the same mobile number and house");
}

/**
 * balie_party_dup_likeness_reason:
 * @a: a party
 * @b: another
 *
 * Returns: (nullable) (transfer full): what speaks for one person: “the same name and e-mail address”;
 *   %NULL when nothing does
 */
char *
balie_party_dup_likeness_reason (const BalieParty *a, const BalieParty *b)
{
  Shared shared;

  g_return_val_if_fail (a && b, NULL);

  shared = find_shared (a, b);
  if (judge (a, b, &shared) == BALIE_LIKENESS_NONE)
    return NULL;
  return g_strdup (get_reason (&shared));
}

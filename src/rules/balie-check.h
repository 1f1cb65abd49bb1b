/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of plates, VINs, dealer numbers and dates: ok, suspect or invalid, with the canonical text. */
#pragma once

#include "balie-brand.h"
#include "balie-order.h"
#include "balie-settings.h"

G_BEGIN_DECLS

/**
 * BalieCheckLevel:
 * @BALIE_CHECK_EMPTY: nothing given
 * @BALIE_CHECK_OK: fine
 * @BALIE_CHECK_SUSPECT: possible but unusual: warn, let the person go on
 * @BALIE_CHECK_INVALID: can't be
 */
typedef enum
{
  BALIE_CHECK_EMPTY,
  BALIE_CHECK_OK,
  BALIE_CHECK_SUSPECT,
  BALIE_CHECK_INVALID,
} BalieCheckLevel;

/**
 * BalieCheck:
 * @level: outcome
 * @canonical: how it is stored, "" if invalid or empty
 * @hint: translated sentence why it is suspect or invalid and how to mend it, "" when ok
 */
typedef struct
{
  BalieCheckLevel level;
  char *canonical;
  char *hint;
} BalieCheck;

void balie_check_clear (BalieCheck *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BalieCheck, balie_check_clear)

/* VIN: 17 of A-Z0-9 without I O Q; spaces and hyphens dropped; check digit only a hint for 1-5. */
BalieCheck balie_check_vin (const char *vin);
gboolean balie_vin_is_well_formed (const char *vin);
const char *balie_vin_get_maker (const char *vin);
int balie_vin_get_model_year (const char *vin);

/* Dutch plate. Canonical has no dashes. */
BalieCheck balie_check_plate (const char *plate);
int balie_plate_get_sidecode (const char *plate);
gboolean balie_plate_is_dutch (const char *plate);
char *balie_plate_dup_dashed (const char *plate);
char *balie_plate_dup_spoken (const char *plate);

BalieCheck balie_check_dealer_number (const char *number, const char *pattern);
BalieCheck balie_check_email (const char *address);

/* VAT number: BE, NL, DE, LU, FR by check digits, others by shape only (suspect at worst). With or
 * without prefix when @country (ISO code, may be "") is known. Canonical: prefix and number. */
BalieCheck balie_check_vat_number (const char *number, const char *country);
/* Postcode of NL, BE, DE, LU, FR; another country's is always ok. Canonical "1234 AB". */
BalieCheck balie_check_postcode (const char *postcode, const char *country);
/* Phone number: canonical E.164 (+31201234567); national numbers by @country. */
BalieCheck balie_check_phone (const char *number, const char *country);

/**
 * BalieHint:
 * @field: the field it stands at
 * @text: translated sentence
 */
typedef struct
{
  BalieOrderField field;
  BalieCheckLevel level;
  char *text;
} BalieHint;

void balie_hint_free (BalieHint *self);
GPtrArray *balie_order_check (const BalieOrder *order,
                              BalieBrandTable *brands,
                              BalieSettings *settings,
                              BalieDate today);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chassis numbers: shape, check digit as a hint, maker and model year. */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-check.h"
#include "balie-text.h"

#define VIN_LENGTH 17

typedef struct
{
  const char *wmi;
  const char *maker;
} Wmi;

/* World manufacturer identifiers of the group's makers. SEAT and CUPRA share VSS. */
static const Wmi wmis[] = {
  { "WVW", "Volkswagen" },
  { "WVG", "Volkswagen" },
  { "VWV", "Volkswagen" },
  { "1VW", "Volkswagen" },
  { "3VW", "Volkswagen" },
  { "3VV", "Volkswagen" },
  { "9BW", "Volkswagen" },
  { "8AW", "Volkswagen" },
  { "XW8", "Volkswagen" },
  { "AAV", "Volkswagen" },
  { "LFV", "Volkswagen" },
  { "LSV", "Volkswagen" },
  { "YBW", "Volkswagen" },
  { "VW2", "Volkswagen" },
  { "WV1", "Volkswagen Bedrijfswagens" },
  { "WV2", "Volkswagen Bedrijfswagens" },
  { "WV3", "Volkswagen Bedrijfswagens" },
  { "WV4", "Volkswagen Bedrijfswagens" },
  { "WV5", "Volkswagen Bedrijfswagens" },
  { "WAU", "Audi" },
  { "WA1", "Audi" },
  { "WUA", "Audi" },
  { "TRU", "Audi" },
  { "93U", "Audi" },
  { "93V", "Audi" },
  { "99A", "Audi" },
  { "AAA", "Audi" },
  { "VSS", "SEAT" },
  { "TMB", "Škoda" },
  { "TMP", "Škoda" },
  { "TM9", "Škoda" },
  { "WP0", "Porsche" },
  { "WP1", "Porsche" },
  { "SCB", "Bentley" },
  { "SJA", "Bentley" },
  { "ZHW", "Lamborghini" },
  { "ZPB", "Lamborghini" },
  { "ZDM", "Ducati" },
  { "WMA", "MAN" },
  { "VAN", "MAN" },
  { "LZM", "MAN" },
  { "6AB", "MAN" },
  { "YS2", "Scania" },
  { "YS4", "Scania" },
  { "XLE", "Scania" },
  { "VLU", "Scania" },
  { "9BS", "Scania" },
};

static gboolean
is_vin_character (char c)
{
  return g_ascii_isdigit (c) || (g_ascii_isupper (c) && c != 'I' && c != 'O' && c != 'Q');
}

/**
 * balie_vin_is_well_formed:
 * @vin: (nullable): a chassis number as stored: upper case, no separators
 *
 * Returns: whether it has 17 characters of A to Z and 0 to 9 without I, O and Q
 */
gboolean
balie_vin_is_well_formed (const char *vin)
{
  gsize n = 0;

  if (!vin)
    return FALSE;
  for (; vin[n]; n++)
    {
      if (n == VIN_LENGTH || !is_vin_character (vin[n]))
        return FALSE;
    }
  return n == VIN_LENGTH;
}

/* The North American check digit at position 9. */
static gboolean
check_digit_fits (const char *vin)
{
  /* Values of A to Z; 0 where the letter does not occur. */
  static const int letters[] = { 1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4,
                                 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9 };
  static const int weights[VIN_LENGTH] = { 8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2 };
  int sum = 0;

  for (int i = 0; i < VIN_LENGTH; i++)
    sum += weights[i] * (g_ascii_isdigit (vin[i]) ? vin[i] - '0' : letters[vin[i] - 'A']);
  return vin[8] == (sum % 11 == 10 ? 'X' : (char) ('0' + sum % 11));
}

/* The same text with 1 for I and 0 for O and Q: what was probably meant. */
static char *
dup_suggestion (const char *vin)
{
  char *suggestion = g_strdup (vin);

  for (char *p = suggestion; *p; p++)
    {
      if (*p == 'I')
        *p = '1';
      else if (*p == 'O' || *p == 'Q')
        *p = '0';
    }
  return suggestion;
}

static char *
dup_invalid_hint (const char *vin)
{
  g_autofree char *suggestion = dup_suggestion (vin);
  glong length = g_utf8_strlen (vin, -1);

  if (length != VIN_LENGTH)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "A chassis number has 17 characters; this one has %ld.",
                     "A chassis number has 17 characters; this one has %ld.", (gulong) length),
        length);
  if (balie_vin_is_well_formed (suggestion))
    return g_strdup_printf (
        _ ("The letters I, O and Q never occur in a chassis number. Is %s meant?"), suggestion);
  return g_strdup (_ ("A chassis number has only letters and digits, and never I, O or Q."));
}

/**
 * balie_check_vin:
 * @vin: (nullable): as a person wrote it; case, blanks and hyphens do not matter
 *
 * The check digit is a North American rule: for a number that begins with 1 to 5 a wrong one is
 * suspect, elsewhere it means nothing.
 *
 * Returns: (transfer full): the outcome
 */
BalieCheck
balie_check_vin (const char *vin)
{
  g_autofree char *code = balie_text_dup_code (vin);

  if (!*code)
    return (BalieCheck){ BALIE_CHECK_EMPTY, g_strdup (""), g_strdup ("") };
  if (!balie_vin_is_well_formed (code))
    return (BalieCheck){ BALIE_CHECK_INVALID, g_strdup (""), dup_invalid_hint (code) };
  if (strspn (code, (char[]){ code[0], '\0' }) == VIN_LENGTH)
    return (BalieCheck){ BALIE_CHECK_SUSPECT, g_steal_pointer (&code),
                         g_strdup (_ ("All characters are the same. Please check.")) };
  if (code[0] >= '1' && code[0] <= '5' && !check_digit_fits (code))
    return (BalieCheck){ BALIE_CHECK_SUSPECT, g_steal_pointer (&code),
                         g_strdup (_ ("The check digit (the 9th character) does not fit. Please "
                                      "check for a typing error.")) };
  return (BalieCheck){ BALIE_CHECK_OK, g_steal_pointer (&code), g_strdup ("") };
}

/* VF9 is shared by small French makers; type codes tell the models that only CUPRA has. */
static const char *
refine_maker (const char *vin, const char *maker)
{
  static const char *const cupra_types[] = { "KM", "K1", "KR", "KP" };

  if (g_strcmp0 (maker, "SEAT") == 0)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (cupra_types); i++)
        {
          if (strncmp (vin + 6, cupra_types[i], 2) == 0)
            return "CUPRA";
        }
    }
  if (!maker && strncmp (vin, "VF9", 3) == 0 && strncmp (vin + 11, "795", 3) == 0)
    return "Bugatti";
  return maker;
}

/**
 * balie_vin_get_maker:
 * @vin: (nullable): a chassis number as stored
 *
 * Returns: (nullable): the maker's name if it is one of the group; "SEAT" may also be CUPRA
 */
const char *
balie_vin_get_maker (const char *vin)
{
  if (!balie_vin_is_well_formed (vin))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (wmis); i++)
    {
      if (strncmp (vin, wmis[i].wmi, 3) == 0)
        return refine_maker (vin, wmis[i].maker);
    }
  return refine_maker (vin, NULL);
}

/**
 * balie_vin_get_model_year:
 * @vin: (nullable): a chassis number as stored
 *
 * Position 10 by the group's habit; the letters repeat every 30 years, the years 2001 to 2030 are
 * taken.
 *
 * Returns: the year, 0 if the character is none
 */
int
balie_vin_get_model_year (const char *vin)
{
  static const char years[] = "123456789ABCDEFGHJKLMNPRSTVWXY";
  const char *found;

  if (!balie_vin_is_well_formed (vin))
    return 0;
  found = strchr (years, vin[9]);
  return found ? 2001 + (int) (found - years) : 0;
}

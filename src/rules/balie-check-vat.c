/* SPDX-License-Identifier: GPL-3.0-or-later */
/* VAT numbers: BE, NL, DE, LU and FR by their check digits, the others by their shape. Whether a number
 * was ever given out only VIES knows. */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-check.h"
#include "balie-text.h"

#define MAX_NUMBER 80

typedef gboolean (*Test) (const char *number);

/* @country: ISO code; @shape: of what follows the prefix; @test: (nullable): of its check digits. */
typedef struct
{
  const char *prefix;
  const char *country;
  const char *shape;
  Test test;
} Kind;

static guint
read_digits (const char *text, gsize n)
{
  guint value = 0;

  for (gsize i = 0; i < n; i++)
    value = value * 10 + (guint) (text[i] - '0');
  return value;
}

/* The last two digits are 97 less the first eight modulo 97. Remainder 0 makes 97, never 00. */
static gboolean
test_belgian (const char *number)
{
  return read_digits (number + 8, 2) == 97 - read_digits (number, 8) % 97;
}

/* Companies and RSIN: weights 9 to 2 modulo 11. */
static gboolean
test_dutch_eleven (const char *number)
{
  guint sum = 0;

  for (guint i = 0; i < 8; i++)
    sum += (9 - i) * (guint) (number[i] - '0');
  return sum > 0 && sum % 11 == (guint) (number[8] - '0');
}

/* Sole traders since 2020: "NL123456789B01" with A = 10 … Z = 35 is 1 modulo 97. */
static gboolean
test_dutch_whole (const char *number)
{
  g_autofree char *whole = g_strconcat ("NL", number, NULL);
  guint rest = 0;

  for (const char *p = whole; *p; p++)
    {
      if (g_ascii_isdigit (*p))
        rest = (rest * 10 + (guint) (*p - '0')) % 97;
      else
        rest = (rest * 100 + (guint) (*p - 'A') + 10) % 97;
    }
  return rest == 1;
}

static gboolean
test_dutch (const char *number)
{
  if (g_str_has_suffix (number, "00"))
    return FALSE;
  return test_dutch_eleven (number) || test_dutch_whole (number);
}

/* ISO 7064 modulo 11, 10. */
static gboolean
test_german (const char *number)
{
  guint product = 10;

  for (guint i = 0; i < 8; i++)
    {
      guint sum = ((guint) (number[i] - '0') + product) % 10;

      product = 2 * (sum == 0 ? 10 : sum) % 11;
    }
  return (guint) (number[8] - '0') == (11 - product) % 10;
}

static gboolean
test_luxembourgish (const char *number)
{
  return read_digits (number + 6, 2) == read_digits (number, 6) % 89;
}

/* Two characters and a SIREN by Luhn; Monaco's 000… is no SIREN. */
static gboolean
test_french (const char *number)
{
  const char *siren = number + 2;
  guint sum = 0;

  if (g_str_has_prefix (siren, "000"))
    return TRUE;
  for (guint i = 0; i < 9; i++)
    {
      guint digit = (guint) (siren[i] - '0') * (i % 2 == 1 ? 2 : 1);

      sum += digit > 9 ? digit - 9 : digit;
    }
  return sum % 10 == 0;
}

/* clang-format off */
static const Kind kinds[] = {
  { "BE", "BE", "^[01][0-9]{9}$", test_belgian },
  { "NL", "NL", "^[0-9]{9}B[0-9]{2}$", test_dutch },
  { "DE", "DE", "^[1-9][0-9]{8}$", test_german },
  { "LU", "LU", "^[0-9]{8}$", test_luxembourgish },
  { "FR", "FR", "^[0-9A-Z]{2}[0-9]{9}$", test_french },
  { "AT", "AT", "^U[0-9]{8}$", NULL },
  { "BG", "BG", "^[0-9]{9,10}$", NULL },
  { "CHE", "CH", "^[0-9]{9}(MWST|TVA|IVA)?$", NULL },
  { "CY", "CY", "^[0-9]{8}[A-Z]$", NULL },
  { "CZ", "CZ", "^[0-9]{8,10}$", NULL },
  { "DK", "DK", "^[0-9]{8}$", NULL },
  { "EE", "EE", "^[0-9]{9}$", NULL },
  { "EL", "GR", "^[0-9]{9}$", NULL },
  { "GR", "GR", "^[0-9]{9}$", NULL },
  { "ES", "ES", "^[0-9A-Z][0-9]{7}[0-9A-Z]$", NULL },
  { "FI", "FI", "^[0-9]{8}$", NULL },
  { "GB", "GB", "^([0-9]{9}|[0-9]{12}|(GD|HA)[0-9]{3})$", NULL },
  { "HR", "HR", "^[0-9]{11}$", NULL },
  { "HU", "HU", "^[0-9]{8}$", NULL },
  { "IE", "IE", "^[0-9][0-9A-Z+*][0-9]{5}[A-Z]{1,2}$", NULL },
  { "IT", "IT", "^[0-9]{11}$", NULL },
  { "LT", "LT", "^([0-9]{9}|[0-9]{12})$", NULL },
  { "LV", "LV", "^[0-9]{11}$", NULL },
  { "MT", "MT", "^[0-9]{8}$", NULL },
  { "NO", "NO", "^[0-9]{9}(MVA)?$", NULL },
  { "PL", "PL", "^[0-9]{10}$", NULL },
  { "PT", "PT", "^[0-9]{9}$", NULL },
  { "RO", "RO", "^[0-9]{2,10}$", NULL },
  { "SE", "SE", "^[0-9]{12}$", NULL },
  { "SI", "SI", "^[0-9]{8}$", NULL },
  { "SK", "SK", "^[0-9]{10}$", NULL },
  { "XI", "GB", "^([0-9]{9}|[0-9]{12}|(GD|HA)[0-9]{3})$", NULL },
};
/* clang-format on */

static BalieCheck
make_check (BalieCheckLevel level, const char *canonical, const char *hint)
{
  return (BalieCheck){ level, g_strdup (canonical), g_strdup (hint) };
}

/* Upper case, without what separates the parts, and without the word for VAT in front of it. */
static char *
dup_bare (const char *number)
{
  static const char *const words[] = { "BTW", "TVA", "VAT", "MWST", "USTIDNR", "USTID", "UST" };
  g_autofree char *clean = balie_text_dup_clean (number, MAX_NUMBER);
  g_autofree char *upper = g_utf8_strup (clean, -1);
  g_autoptr (GString) bare = g_string_new (NULL);

  for (const char *p = upper; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && g_unichar_type (c) != G_UNICODE_DASH_PUNCTUATION &&
          !(c < 0x80 && strchr ("./():", (int) c)))
        g_string_append_unichar (bare, c);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (!g_str_has_prefix (bare->str, words[i]))
        continue;
      g_string_erase (bare, 0, (gssize) strlen (words[i]));
      break;
    }
  return g_string_free (g_steal_pointer (&bare), FALSE);
}

/* (nullable): by its prefix, else the country's; @rest is what follows the prefix. */
static const Kind *
find_kind (const char *bare, const char *country, const char **rest)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *after = bare + strlen (kinds[i].prefix);

      if (!g_str_has_prefix (bare, kinds[i].prefix) || !*after)
        continue;
      *rest = after;
      return &kinds[i];
    }
  *rest = bare;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].country, country))
        return &kinds[i];
    }
  return NULL;
}

/* A number of a country whose numbers are not known here, or of nobody knows which. */
static BalieCheck
check_unknown (const char *bare, const char *country)
{
  if (!*country && strspn (bare, "0123456789") == strlen (bare))
    return make_check (
        BALIE_CHECK_SUSPECT, bare,
        _ ("Please write the VAT number with its country, such as BE 0123.456.749."));
  if (!g_regex_match_simple ("^[0-9A-Z]{4,20}$", bare, 0, 0))
    return make_check (BALIE_CHECK_SUSPECT, bare,
                       _ ("This does not look like a VAT number. Please check."));
  return make_check (BALIE_CHECK_OK, bare, "");
}

/**
 * balie_check_vat_number:
 * @number: (nullable): as a person wrote it, with or without the prefix when the country is known
 * @country: (nullable): ISO code of the party's country, may be ""
 *
 * The prefix goes before the country: a company may be registered for VAT elsewhere. Numbers of BE, NL,
 * DE, LU and FR are invalid when their check digits say so; those of others at worst suspect.
 *
 * Returns: (transfer full): the outcome; canonical is prefix and number without separators
 */
BalieCheck
balie_check_vat_number (const char *number, const char *country)
{
  g_autofree char *bare = dup_bare (number);
  g_autofree char *padded = NULL;
  g_autofree char *canonical = NULL;
  const char *rest;
  const Kind *kind;

  if (!*bare)
    return make_check (BALIE_CHECK_EMPTY, "", "");
  kind = find_kind (bare, country ? country : "", &rest);
  if (!kind)
    return check_unknown (bare, country ? country : "");
  /* Belgian numbers had nine digits until 2008. */
  if (kind->test == test_belgian && strlen (rest) == 9)
    rest = padded = g_strconcat ("0", rest, NULL);
  canonical = g_strconcat (g_str_equal (kind->prefix, "GR") ? "EL" : kind->prefix, rest, NULL);
  if (!g_regex_match_simple (kind->shape, rest, 0, 0))
    return make_check (kind->test ? BALIE_CHECK_INVALID : BALIE_CHECK_SUSPECT,
                       kind->test ? "" : canonical,
                       _ ("A VAT number of this country looks different. Please check."));
  if (kind->test && !kind->test (rest))
    return make_check (BALIE_CHECK_INVALID, "",
                       _ ("The check digits of this VAT number do not fit. Probably a digit is "
                          "wrong or two are swapped."));
  return make_check (BALIE_CHECK_OK, canonical, "");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Postcodes by country and phone numbers. Both only warn: an address abroad must not block anything. */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-check.h"
#include "balie-text.h"

#define MAX_POSTCODE 24
#define MAX_PHONE 80
#define MIN_E164 7
#define MAX_E164 15

static BalieCheck
make_check (BalieCheckLevel level, const char *canonical, const char *hint)
{
  return (BalieCheck){ level, g_strdup (canonical), g_strdup (hint) };
}

/* @mark: what may stand before a postcode; @shape: of the postcode without blanks; @example */
static const struct
{
  const char *country;
  const char *mark;
  const char *shape;
  const char *example;
} postcodes[] = {
  { "NL", "NL", "^[1-9][0-9]{3}(?!SA|SD|SS)[A-Z]{2}$", "1234 AB" },
  { "BE", "B", "^[1-9][0-9]{3}$", "2000" },
  { "DE", "D", "^(?!00)[0-9]{5}$", "01067" },
  { "LU", "L", "^[1-9][0-9]{3}$", "4750" },
  { "FR", "F", "^(0[1-9]|[1-8][0-9]|9[0-578])[0-9]{3}$", "75001" },
};

/* Past "L-", "LU-" or "L " in front of the digits; %NULL when there is none. */
static const char *
skip_mark (const char *text, gsize kind)
{
  const char *const marks[] = { postcodes[kind].country, postcodes[kind].mark };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *after = text + strlen (marks[i]);

      if (!g_str_has_prefix (text, marks[i]))
        continue;
      after += strspn (after, " -");
      if (g_ascii_isdigit (*after))
        return after;
    }
  return NULL;
}

static char *
dup_without_blanks (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  return g_strjoinv (NULL, parts);
}

static BalieCheck
check_postcode_of (gsize kind, const char *text)
{
  const char *after = skip_mark (text, kind);
  g_autofree char *bare = dup_without_blanks (after ? after : text);
  g_autofree char *hint = NULL;

  if (g_regex_match_simple (postcodes[kind].shape, bare, 0, 0))
    {
      g_autofree char *canonical =
          kind == 0 ? g_strdup_printf ("%.4s %s", bare, bare + 4) : g_strdup (bare);

      return make_check (BALIE_CHECK_OK, canonical, "");
    }
  /* Translators: %s is an example. */
  hint = g_strdup_printf (_ ("A postcode of this country looks like %s."), postcodes[kind].example);
  return make_check (BALIE_CHECK_INVALID, "", hint);
}

/**
 * balie_check_postcode:
 * @postcode: (nullable): as a person wrote it
 * @country: (nullable): ISO code, may be ""
 *
 * Returns: (transfer full): the outcome; another country's than NL, BE, DE, LU and FR is always ok
 */
BalieCheck
balie_check_postcode (const char *postcode, const char *country)
{
  g_autofree char *clean = balie_text_dup_clean (postcode, MAX_POSTCODE);
  g_autofree char *upper = g_utf8_strup (clean, -1);

  if (!*clean)
    return make_check (BALIE_CHECK_EMPTY, "", "");
  for (gsize i = 0; i < G_N_ELEMENTS (postcodes); i++)
    {
      if (country && *country ? g_str_equal (country, postcodes[i].country)
                              : skip_mark (upper, i) != NULL)
        return check_postcode_of (i, upper);
    }
  return make_check (BALIE_CHECK_OK, clean, "");
}

/* @trunk: a national number begins with 0 */
typedef struct
{
  const char *country;
  const char *prefix;
  gboolean trunk;
  const char *shape; /* of what follows the prefix */
} Plan;

static const Plan plans[] = {
  { "NL", "31", TRUE, "^([1-9][0-9]{8}|(800|90[069])[0-9]{4}|(800|90[069])[0-9]{7}|97[0-9]{9})$" },
  { "BE", "32", TRUE, "^([1-9][0-9]{7}|4[0-9]{8})$" },
  { "DE", "49", TRUE, "^[1-9][0-9]{2,12}$" },
  { "LU", "352", FALSE, "^[1-9][0-9]{3,10}$" },
  { "FR", "33", TRUE, "^[1-9][0-9]{8}$" },
};

static const Plan *
find_plan (const char *country)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      if (g_strcmp0 (country, plans[i].country) == 0)
        return &plans[i];
    }
  return NULL;
}

static const Plan *
find_plan_of (const char *digits)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      if (g_str_has_prefix (digits, plans[i].prefix))
        return &plans[i];
    }
  return NULL;
}

/* A slash also stands inside one number, as in 03/123.45.67: only two long parts are two numbers. */
static gboolean
is_two_numbers (const char *clean)
{
  g_auto (GStrv) parts =
      g_regex_split_simple ("[;,/|&]|\\b(?:of|or|en|and|und|oder|et|ou)\\b|(?<=[0-9])\\s*\\+",
                            clean, G_REGEX_CASELESS, 0);
  guint n = 0;

  for (guint i = 0; parts[i]; i++)
    {
      guint digits = 0;

      for (const char *p = parts[i]; *p; p++)
        digits += g_ascii_isdigit (*p) ? 1 : 0;
      n += digits >= 7 ? 1 : 0;
    }
  return n > 1;
}

/* Digits with a + before them if it is international; "" when there is something else in it. */
static char *
dup_dialled (const char *clean)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = clean; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* The 0 of +31 (0)20 is not dialled from abroad. */
      if (g_str_has_prefix (p, "(0)") && (*out->str == '+' || g_str_has_prefix (out->str, "00")))
        p += 2;
      else if (g_ascii_isdigit (*p) || (c == '+' && out->len == 0))
        g_string_append_c (out, *p);
      else if (!g_unichar_isspace (c) && g_unichar_type (c) != G_UNICODE_DASH_PUNCTUATION &&
               !(c < 0x80 && strchr ("/.()", (int) c)))
        return g_strdup ("");
    }
  if (g_str_has_prefix (out->str, "00"))
    {
      g_string_erase (out, 0, 2);
      g_string_prepend_c (out, '+');
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static BalieCheck
check_by_plan (const Plan *plan, const char *rest)
{
  gboolean doubled = plan->trunk && *rest == '0';
  g_autofree char *canonical = g_strconcat ("+", plan->prefix, rest + doubled, NULL);

  if (!g_regex_match_simple (plan->shape, rest + doubled, 0, 0))
    return make_check (BALIE_CHECK_INVALID, "",
                       _ ("A phone number of this country has another length. Please check."));
  if (doubled)
    return make_check (BALIE_CHECK_SUSPECT, canonical,
                       _ ("After the country’s prefix a phone number has no 0."));
  return make_check (BALIE_CHECK_OK, canonical, "");
}

static BalieCheck
check_international (const char *digits)
{
  const Plan *plan = find_plan_of (digits);
  g_autofree char *canonical = g_strconcat ("+", digits, NULL);
  gsize length = strlen (digits);

  if (plan)
    return check_by_plan (plan, digits + strlen (plan->prefix));
  if (*digits == '0' || length < MIN_E164 || length > MAX_E164)
    return make_check (BALIE_CHECK_INVALID, "", _ ("This is not a phone number with its country."));
  return make_check (BALIE_CHECK_OK, canonical, "");
}

/**
 * balie_check_phone:
 * @number: (nullable): as a person wrote it
 * @country: (nullable): ISO code of the country for a number without one, may be ""
 *
 * Returns: (transfer full): the outcome; canonical is E.164 (+31201234567), or what was given when
 *   the country is not known
 */
BalieCheck
balie_check_phone (const char *number, const char *country)
{
  g_autofree char *clean = balie_text_dup_clean (number, MAX_PHONE);
  g_autofree char *dialled = dup_dialled (clean);
  const Plan *plan = find_plan (country);

  if (!*clean)
    return make_check (BALIE_CHECK_EMPTY, "", "");
  if (is_two_numbers (clean))
    return make_check (BALIE_CHECK_INVALID, "",
                       _ ("These are two phone numbers. Please write one in each field."));
  if (!*dialled || g_str_equal (dialled, "+"))
    return make_check (BALIE_CHECK_INVALID, "", _ ("This is not a phone number."));
  if (*dialled == '+')
    return check_international (dialled + 1);
  if (plan && (*dialled == '0') == plan->trunk)
    return check_by_plan (plan, dialled + plan->trunk);
  if (plan)
    return make_check (BALIE_CHECK_SUSPECT, clean,
                       plan->trunk ? _ ("A phone number of this country begins with 0 or +.")
                                   : _ ("A phone number of this country does not begin with 0."));
  return make_check (
      BALIE_CHECK_SUSPECT, clean,
      _ ("Please write the phone number with its country, such as +31 20 123 45 67."));
}

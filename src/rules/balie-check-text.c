/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dealer numbers and e-mail addresses, and the end of a check's outcome. */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <idn2.h>
#include <string.h>

#include "balie-check.h"
#include "balie-text.h"

#define MAX_ADDRESS 254
#define MAX_LOCAL_PART 64
#define MAX_DEALER_NUMBER 32

/**
 * balie_check_clear:
 * @self: an outcome
 *
 * Frees what is in it.
 */
void
balie_check_clear (BalieCheck *self)
{
  g_clear_pointer (&self->canonical, g_free);
  g_clear_pointer (&self->hint, g_free);
}

static gboolean
matches_pattern (const char *text, const char *pattern)
{
  g_autoptr (GRegex) regex = NULL;

  if (balie_text_is_empty (pattern))
    return TRUE;
  regex = g_regex_new (pattern, 0, 0, NULL);
  return !regex || g_regex_match (regex, text, 0, NULL);
}

/**
 * balie_check_dealer_number:
 * @number: (nullable): as a person wrote it
 * @pattern: (nullable): the dealership's pattern; empty accepts everything
 *
 * There is no public norm, so a number that does not match is only suspect.
 *
 * Returns: (transfer full): the outcome
 */
BalieCheck
balie_check_dealer_number (const char *number, const char *pattern)
{
  g_autofree char *clean = balie_text_dup_clean (number, MAX_DEALER_NUMBER);

  if (!*clean)
    return (BalieCheck){ BALIE_CHECK_EMPTY, g_strdup (""), g_strdup ("") };
  if (!matches_pattern (clean, pattern))
    return (BalieCheck){ BALIE_CHECK_SUSPECT, g_steal_pointer (&clean),
                         g_strdup (_ ("This does not look like a dealer number of this "
                                      "dealership. Please check.")) };
  return (BalieCheck){ BALIE_CHECK_OK, g_steal_pointer (&clean), g_strdup ("") };
}

/* RFC 5321 dot-atom in ASCII: no quotes, no dot at an end, no two in a row. */
static gboolean
local_part_fits (const char *text, gsize length)
{
  char before = '.';

  if (length == 0 || length > MAX_LOCAL_PART)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) && (!text[i] || !strchr ("!#$%&'*+-/=?^_`{|}~.", text[i])))
        return FALSE;
      if (text[i] == '.' && before == '.')
        return FALSE;
      before = text[i];
    }
  return before != '.';
}

static gboolean
label_is_letters (const char *label)
{
  for (const char *p = label; *p; p++)
    {
      if (!g_ascii_isalpha (*p))
        return FALSE;
    }
  return *label != '\0';
}

/* libidn2 drops some ASCII characters that a domain can't have instead of refusing them. */
static gboolean
ascii_fits (const char *text)
{
  for (const char *p = text; *p; p++)
    {
      if ((guchar) *p < 0x80 && !g_ascii_isalnum (*p) && *p != '-' && *p != '.')
        return FALSE;
    }
  return TRUE;
}

/* The domain in ASCII, NULL unless it has two good labels or more. */
static char *
dup_domain (const char *text)
{
  char *ascii = NULL;
  g_autofree char *domain = NULL;
  g_auto (GStrv) labels = NULL;
  int flags = IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL | IDN2_USE_STD3_ASCII_RULES;
  guint n;

  if (!ascii_fits (text) || idn2_to_ascii_8z (text, &ascii, flags) != IDN2_OK)
    return NULL;
  domain = g_ascii_strdown (ascii, -1);
  idn2_free (ascii);
  labels = g_strsplit (domain, ".", -1);
  n = g_strv_length (labels);
  if (n < 2)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      gsize length = strlen (labels[i]);

      if (length == 0 || length > 63 || labels[i][0] == '-' || labels[i][length - 1] == '-' ||
          strspn (labels[i], "abcdefghijklmnopqrstuvwxyz0123456789-") != length)
        return NULL;
    }
  if (!label_is_letters (labels[n - 1]) && !g_str_has_prefix (labels[n - 1], "xn--"))
    return NULL;
  return g_steal_pointer (&domain);
}

static char *
dup_address (const char *text)
{
  const char *at = strrchr (text, '@');
  g_autofree char *domain = NULL;
  g_autofree char *address = NULL;

  if (!at || !local_part_fits (text, (gsize) (at - text)))
    return NULL;
  domain = dup_domain (at + 1);
  if (!domain)
    return NULL;
  address = g_strdup_printf ("%.*s@%s", (int) (at - text), text, domain);
  return strlen (address) <= MAX_ADDRESS ? g_steal_pointer (&address) : NULL;
}

/**
 * balie_check_email:
 * @address: (nullable): one address without a name, as a person wrote it
 *
 * Returns: (transfer full): the outcome; canonical has the domain in lower-case ASCII, the part
 *   before the @ is kept as it is
 */
BalieCheck
balie_check_email (const char *address)
{
  g_autofree char *stripped = g_strstrip (g_strdup (address ? address : ""));
  char *canonical;

  if (!*stripped)
    return (BalieCheck){ BALIE_CHECK_EMPTY, g_strdup (""), g_strdup ("") };
  canonical = g_utf8_validate (stripped, -1, NULL) ? dup_address (stripped) : NULL;
  if (!canonical)
    return (BalieCheck){ BALIE_CHECK_INVALID, g_strdup (""),
                         g_strdup (_ ("This is not an e-mail address such as name@example.com.")) };
  return (BalieCheck){ BALIE_CHECK_OK, canonical, g_strdup ("") };
}

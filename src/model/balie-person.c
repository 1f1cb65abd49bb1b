/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes names, numbers and addresses of persons comparable. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-person.h"

#include <string.h>

#include "balie-text.h"

/**
 * balie_person_dup_name:
 * @last_name: last name, or a company's
 * @first_name: first name
 *
 * Returns: (transfer full): “Goderis, Thiemen”, or the one that there is
 */
char *
balie_person_dup_name (const char *last_name, const char *first_name)
{
  if (!*last_name || !*first_name)
    return g_strconcat (last_name, first_name, NULL);
  /* The same in every language that Balie speaks: as in a card index. */
  return g_strconcat (last_name, ", ", first_name, NULL);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * balie_person_dup_name_key:
 * @last_name: last name, or a company's
 * @first_name: first name
 *
 * Returns: (transfer full): the folded words of the name in an order of their own, so that a name
 *   typed in one field is equal to one in two; "" without a last name
 */
char *
balie_person_dup_name_key (const char *last_name, const char *first_name)
{
  g_autofree char *whole = g_strconcat (last_name, " ", first_name, NULL);
  g_autofree char *folded = balie_text_fold (whole);
  g_autoptr (GString) spaced = g_string_new (NULL);
  g_autoptr (GString) key = g_string_new (NULL);
  g_auto (GStrv) words = NULL;

  if (balie_text_is_empty (last_name))
    return g_strdup ("");
  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (spaced, g_unichar_isalnum (c) ? c : ' ');
    }
  words = g_strsplit (spaced->str, " ", -1);
  qsort (words, g_strv_length (words), sizeof *words, compare_words);
  for (guint i = 0; words[i]; i++)
    {
      if (*words[i])
        g_string_append_printf (key, "%s%s", key->len > 0 ? " " : "", words[i]);
    }
  return g_string_free (g_steal_pointer (&key), FALSE);
}

/* Past the prefix of a country whose numbers are known here. */
static const char *
skip_country (const char *digits)
{
  static const char *const prefixes[] = { "31", "32", "33", "49", "352" };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      if (g_str_has_prefix (digits, prefixes[i]))
        return digits + strlen (prefixes[i]);
    }
  return digits;
}

/**
 * balie_person_dup_phone_key:
 * @number: a phone number as anybody writes it
 *
 * Returns: (transfer full): its digits without prefix of the country and without leading zeros, so
 *   that "+31 20 123 45 67" and "020-1234567" are equal; "" when it is too short to tell anything
 */
char *
balie_person_dup_phone_key (const char *number)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gboolean international = FALSE;
  const char *rest;

  for (const char *p = number; *p; p++)
    {
      if (*p == '+' && digits->len == 0)
        international = TRUE;
      else if (g_str_has_prefix (p, "(0)") && digits->len > 0)
        p += 2;
      else if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
    }
  rest = digits->str;
  if (!international && g_str_has_prefix (rest, "00"))
    {
      rest += 2;
      international = TRUE;
    }
  if (international)
    rest = skip_country (rest);
  while (*rest == '0')
    rest++;
  return g_strdup (strlen (rest) >= 6 ? rest : "");
}

/**
 * balie_person_dup_code_key:
 * @code: a VAT number, national number, card number or postcode as anybody writes it
 *
 * Returns: (transfer full): letters and digits only, upper case
 */
char *
balie_person_dup_code_key (const char *code)
{
  return balie_text_dup_alnum_upper (code);
}

/**
 * balie_person_dup_house_key:
 * @postcode: a postcode
 * @address: street and number
 *
 * Returns: (transfer full): comparable; "" unless both are there
 */
char *
balie_person_dup_house_key (const char *postcode, const char *address)
{
  g_autofree char *code = balie_text_dup_alnum_upper (postcode);
  g_autofree char *folded = balie_text_fold (address);
  g_autofree char *street = balie_text_dup_alnum_upper (folded);

  return *code && *street ? g_strconcat (code, "|", street, NULL) : g_strdup ("");
}

/**
 * balie_person_keys_meet:
 * @take_a: (transfer full): a key
 * @take_b: (transfer full): another
 *
 * Returns: whether both are equal and tell anything
 */
gboolean
balie_person_keys_meet (char *take_a, char *take_b)
{
  gboolean meet = *take_a && g_str_equal (take_a, take_b);

  g_free (take_a);
  g_free (take_b);
  return meet;
}

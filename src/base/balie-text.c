/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding and cleaning of text from people and remote systems. */
#define G_LOG_DOMAIN "balie-base"

#include "config.h"

#include "balie-text.h"

#include <string.h>

/* Appends @c; white space only as a single blank between two other characters. */
static void
append_collapsed (GString *out, gunichar c)
{
  if (!g_unichar_isspace (c))
    g_string_append_unichar (out, c);
  else if (out->len > 0 && out->str[out->len - 1] != ' ')
    g_string_append_c (out, ' ');
}

static void
trim_end (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
}

/* The common case without tables: ASCII only. NULL if the text is not. */
static char *
fold_ascii (const char *text)
{
  GString *out;

  if (!g_str_is_ascii (text))
    return NULL;
  out = g_string_sized_new (strlen (text));
  for (const char *p = text; *p; p++)
    {
      if (!g_ascii_isspace (*p) && *p != '\v')
        g_string_append_c (out, g_ascii_tolower (*p));
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  trim_end (out);
  return g_string_free (out, FALSE);
}

/* Whether cleaning would change nothing: printable ASCII, short enough, no blank at either end. */
static gboolean
is_clean (const char *text, gsize max_bytes)
{
  gsize n = 0;

  for (; text[n]; n++)
    {
      if (n == max_bytes || text[n] < 0x20 || text[n] > 0x7e)
        return FALSE;
    }
  return n == 0 || (text[0] != ' ' && text[n - 1] != ' ');
}

/**
 * balie_text_fold:
 * @text: (nullable): any bytes
 *
 * Makes texts comparable: compatibility decomposition, no combining marks, no case, no space around,
 * single blanks inside. "  Škoda " becomes "skoda".
 *
 * Returns: (transfer full): never %NULL
 */
char *
balie_text_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *decomposed = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *again = NULL;
  char *ascii;
  GString *out;

  if (!text || !*text)
    return g_strdup ("");
  ascii = fold_ascii (text);
  if (ascii)
    return ascii;
  valid = g_utf8_make_valid (text, -1);
  decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  folded = g_utf8_casefold (decomposed, -1);
  again = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  out = g_string_sized_new (strlen (again));
  for (const char *p = again; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_ismark (c))
        append_collapsed (out, c);
    }
  trim_end (out);
  return g_string_free (out, FALSE);
}

/**
 * balie_text_equal_folded:
 * @a: (nullable): a text
 * @b: (nullable): another
 *
 * Returns: whether both fold to the same
 */
gboolean
balie_text_equal_folded (const char *a, const char *b)
{
  g_autofree char *folded_a = balie_text_fold (a);
  g_autofree char *folded_b = balie_text_fold (b);

  return g_str_equal (folded_a, folded_b);
}

/* Marks that turn the direction of the text after them, and the byte order mark: never wanted. */
static gboolean
is_hostile (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

/**
 * balie_text_dup_clean:
 * @text: (nullable): any bytes
 * @max_bytes: the longest result
 *
 * Makes valid UTF-8, turns line breaks and tabs into blanks, drops other control characters and
 * direction overrides, trims, and cuts on a character boundary.
 *
 * Returns: (transfer full): never %NULL
 */
char *
balie_text_dup_clean (const char *text, gsize max_bytes)
{
  g_autofree char *valid = NULL;
  GString *out;

  if (!text || is_clean (text, max_bytes))
    return g_strdup (text ? text : "");
  out = g_string_new (NULL);
  valid = g_utf8_make_valid (text, -1);
  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean breaks = c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029;
      gsize before = out->len;

      if (breaks)
        c = ' ';
      if ((g_unichar_iscntrl (c) || is_hostile (c)) || (c == ' ' && out->len == 0))
        continue;
      g_string_append_unichar (out, c);
      if (out->len > max_bytes)
        {
          g_string_truncate (out, before);
          break;
        }
    }
  trim_end (out);
  return g_string_free (out, FALSE);
}

/**
 * balie_text_dup_alnum_upper:
 * @text: (nullable): any bytes
 *
 * Returns: (transfer full): letters and digits only, upper case; never %NULL
 */
char *
balie_text_dup_alnum_upper (const char *text)
{
  g_autofree char *valid = NULL;
  GString *out = g_string_new (NULL);

  if (!text)
    return g_string_free (out, FALSE);
  valid = g_utf8_make_valid (text, -1);
  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (out, g_unichar_toupper (c));
    }
  return g_string_free (out, FALSE);
}

/**
 * balie_text_dup_code:
 * @text: (nullable): a VIN or plate as written by a person
 *
 * Drops white space, dashes and dots between the characters and writes upper case. Anything else
 * stays, so that an ill-formed code is not mended by accident.
 *
 * Returns: (transfer full): never %NULL
 */
char *
balie_text_dup_code (const char *text)
{
  g_autofree char *valid = NULL;
  GString *out = g_string_new (NULL);

  if (!text)
    return g_string_free (out, FALSE);
  valid = g_utf8_make_valid (text, -1);
  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean separator = g_unichar_isspace (c) || g_unichar_iscntrl (c) || is_hostile (c) ||
                           g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == '.' ||
                           c == 0xb7 || c == 0x2212;

      if (!separator)
        g_string_append_unichar (out, g_unichar_toupper (c));
    }
  return g_string_free (out, FALSE);
}

/**
 * balie_text_is_empty:
 * @text: (nullable): a text
 *
 * Returns: whether it is %NULL or nothing but white space
 */
gboolean
balie_text_is_empty (const char *text)
{
  if (!text)
    return TRUE;
  for (; *text; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char_validated (text, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2 || !g_unichar_isspace (c))
        return FALSE;
    }
  return TRUE;
}

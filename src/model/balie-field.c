/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A described field: how the text of a value is cleaned, read and shown. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-choices.h"
#include "balie-date.h"
#include "balie-error.h"
#include "balie-iso-codes.h"
#include "balie-text.h"

#define MAX_QUOTED 60

static char *
fail_value (const BalieFieldSpec *self, const char *text, const char *expected, GError **error)
{
  g_autofree char *clean = balie_text_dup_clean (text, MAX_QUOTED);

  g_set_error (
      error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
      /* Translators: %1$s is a field's name, %2$s what was given, %3$s what is expected. */
      _ ("%1$s: “%2$s” can’t be read; expected is %3$s."), _ (self->label), clean, expected);
  return NULL;
}

/* Each line cleaned, no empty ones at either end, at most @max_bytes. */
static char *
dup_lines (const char *text, gsize max_bytes)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) lines = NULL;
  GString *out = g_string_new (NULL);

  for (char *p = valid; *p; p++)
    {
      if (p[0] == '\r')
        p[0] = p[1] == '\n' ? ' ' : '\n';
    }
  lines = g_strsplit (valid, "\n", -1);
  for (guint i = 0; lines[i] && out->len < max_bytes; i++)
    {
      g_autofree char *line = balie_text_dup_clean (lines[i], max_bytes - out->len);

      if (*line || out->len > 0)
        g_string_append (out, line);
      if (out->len > 0)
        g_string_append_c (out, '\n');
    }
  while (out->len > 0 && strchr ("\n ", out->str[out->len - 1]))
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

/* "2026-03-06", "06-03-2026", "6.3.2026" and "2026-03-06T00:00:00Z". */
static char *
dup_date (const BalieFieldSpec *self, const char *clean, GError **error)
{
  g_autofree char *text = g_strdup (clean);
  BalieDate date;

  if (!*text)
    return g_steal_pointer (&text);
  if (strlen (text) > 10 && text[10] == 'T')
    text[10] = '\0';
  if (balie_date_parse (g_strdelimit (text, ".", '-'), &date))
    return balie_date_dup_iso (date);
  return fail_value (self, clean, _ ("a date such as 2026-03-06 or 06-03-2026"), error);
}

static char *
dup_moment (const BalieFieldSpec *self, const char *clean, GError **error)
{
  gint64 moment;

  if (!*clean)
    return g_strdup ("");
  if (g_ascii_string_to_signed (clean, 10, G_MININT64, G_MAXINT64, &moment, NULL))
    return g_strdup_printf ("%" G_GINT64_FORMAT, moment);
  return fail_value (self, clean, _ ("a number of seconds"), error);
}

static char *
dup_switch (const BalieFieldSpec *self, const char *clean, GError **error)
{
  static const char *const yes[] = { "yes", "y",    "ja", "j",    "oui",  "o",
                                     "1",   "true", "on", "waar", "wahr", NULL };
  static const char *const no[] = { "no",    "n",   "nee",    "nein",   "neen", "non",
                                    "false", "off", "onwaar", "falsch", "0",    NULL };
  g_autofree char *folded = balie_text_fold (clean);

  if (!*folded)
    return g_steal_pointer (&folded);
  if (g_strv_contains (yes, folded))
    return g_strdup ("yes");
  if (g_strv_contains (no, folded))
    return g_strdup ("no");
  return fail_value (self, clean, _ ("yes or no"), error);
}

static char *
dup_known_or_clean (char *known, const char *clean)
{
  return known ? known : g_strdup (clean);
}

/**
 * balie_field_dup_canonical:
 * @self: a field
 * @text: (nullable): what a person typed or a remote told; any bytes
 * @error: return location, %BALIE_ERROR_INVALID_INPUT: names field, value and what is expected
 *
 * Returns: (transfer full) (nullable): how it is stored, %NULL on error; texts, choices, countries
 *   and languages are never refused
 */
char *
balie_field_dup_canonical (const BalieFieldSpec *self, const char *text, GError **error)
{
  g_autofree char *clean = NULL;
  g_autofree char *code = NULL;

  g_return_val_if_fail (self, NULL);

  if (self->type == BALIE_VALUE_LINES)
    return dup_lines (text ? text : "", self->max_bytes);
  clean = balie_text_dup_clean (text, self->max_bytes);
  switch (self->type)
    {
    case BALIE_VALUE_DATE:
      return dup_date (self, clean, error);
    case BALIE_VALUE_MOMENT:
      return dup_moment (self, clean, error);
    case BALIE_VALUE_SWITCH:
      return dup_switch (self, clean, error);
    case BALIE_VALUE_CHOICE:
      return dup_known_or_clean (g_strdup (balie_choices_find (self->choices, clean)), clean);
    case BALIE_VALUE_COUNTRY:
      return dup_known_or_clean (balie_country_dup_code (clean), clean);
    case BALIE_VALUE_LANGUAGE:
      return dup_known_or_clean (balie_language_dup_code (clean), clean);
    case BALIE_VALUE_CODE:
      code = balie_text_dup_code (text);
      return balie_text_dup_clean (code, self->max_bytes);
    case BALIE_VALUE_TEXT:
    case BALIE_VALUE_LINES:
    default:
      return g_steal_pointer (&clean);
    }
}

static char *
dup_moment_display (const char *value)
{
  gint64 seconds = g_ascii_strtoll (value, NULL, 10);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (seconds);
  g_autofree char *day = NULL;

  if (!moment)
    return g_strdup (value);
  day = balie_date_dup_local (balie_date_from_ymd (g_date_time_get_year (moment),
                                                   g_date_time_get_month (moment),
                                                   g_date_time_get_day_of_month (moment)));
  return g_strdup_printf ("%s %02d:%02d", day, g_date_time_get_hour (moment),
                          g_date_time_get_minute (moment));
}

/**
 * balie_field_dup_display:
 * @self: a field
 * @value: (nullable): its canonical text
 *
 * Returns: (transfer full): as a person reads it; "" for ""
 */
char *
balie_field_dup_display (const BalieFieldSpec *self, const char *value)
{
  BalieDate date;

  g_return_val_if_fail (self, g_strdup (""));

  if (!value || !*value)
    return g_strdup ("");
  switch (self->type)
    {
    case BALIE_VALUE_DATE:
      return balie_date_parse (value, &date) ? balie_date_dup_local (date) : g_strdup (value);
    case BALIE_VALUE_MOMENT:
      return dup_moment_display (value);
    case BALIE_VALUE_SWITCH:
      if (g_str_equal (value, "yes"))
        return g_strdup (_ ("Yes"));
      return g_strdup (g_str_equal (value, "no") ? _ ("No") : value);
    case BALIE_VALUE_CHOICE:
      return g_strdup (balie_field_get_choice_label (self, value));
    case BALIE_VALUE_COUNTRY:
      return balie_country_dup_name (value);
    case BALIE_VALUE_LANGUAGE:
      return balie_language_dup_name (value);
    case BALIE_VALUE_TEXT:
    case BALIE_VALUE_LINES:
    case BALIE_VALUE_CODE:
    default:
      return g_strdup (value);
    }
}

/**
 * balie_field_get_choice_label:
 * @self: a field
 * @code: a value of it
 *
 * Returns: (transfer none): the translated label of the choice, or @code itself
 */
const char *
balie_field_get_choice_label (const BalieFieldSpec *self, const char *code)
{
  g_return_val_if_fail (self && code, "");

  for (const BalieChoice *choice = self->choices; choice && choice->code; choice++)
    {
      if (g_str_equal (choice->code, code))
        return balie_choice_to_label (choice);
    }
  return code;
}

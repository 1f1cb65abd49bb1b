/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of settings' values by type: what is accepted, and how it is stored. */
#define G_LOG_DOMAIN "balie-model"

#include "config.h"

#include "balie-settings-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-text.h"

#define MAX_TEXT 1000
#define MAX_REGEX 200
#define MAX_PERIOD 36500
#define MAX_ADDRESS 254
#define MAX_DAYS 365

static char *
dup_lines (const char *value)
{
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);
  GString *out = g_string_new (NULL);

  for (char **line = lines; *line; line++)
    {
      g_autofree char *clean = balie_text_dup_clean (*line, MAX_TEXT);

      if (*clean && out->len + strlen (clean) < MAX_TEXT)
        g_string_append_printf (out, "%s%s", out->len ? "\n" : "", clean);
    }
  return g_string_free (out, FALSE);
}

static char *
dup_switch (const char *value)
{
  g_autofree char *folded = balie_text_fold (value);

  if (g_str_equal (folded, "on") || g_str_equal (folded, "off"))
    return g_steal_pointer (&folded);
  return NULL;
}

static char *
dup_days (const char *value)
{
  g_autofree char *clean = balie_text_dup_clean (value, 16);
  guint64 days;

  if (!g_ascii_string_to_unsigned (clean, 10, 0, MAX_DAYS, &days, NULL))
    return NULL;
  return g_strdup_printf ("%" G_GUINT64_FORMAT, days);
}

static char *
dup_time (const char *value)
{
  g_autofree char *clean = balie_text_dup_clean (value, 16);
  g_auto (GStrv) parts = g_strsplit (clean, ":", 3);
  guint64 hour, minute;

  if (g_strv_length (parts) != 2 || strlen (parts[0]) > 2 || strlen (parts[1]) != 2)
    return NULL;
  if (!g_ascii_string_to_unsigned (parts[0], 10, 0, 23, &hour, NULL) ||
      !g_ascii_string_to_unsigned (parts[1], 10, 0, 59, &minute, NULL))
    return NULL;
  return g_strdup_printf ("%02u:%02u", (guint) hour, (guint) minute);
}

/* Only names: no offsets, no paths, no POSIX rules. */
static char *
dup_zone (const char *value)
{
  g_autofree char *clean = balie_text_dup_clean (value, 64);
  g_autoptr (GTimeZone) zone = NULL;

  if (!g_ascii_isalpha (clean[0]) || strstr (clean, ".."))
    return NULL;
  for (const char *p = clean; *p; p++)
    {
      if (!g_ascii_isalnum (*p) && !strchr ("/_+-", *p))
        return NULL;
    }
  if (!strchr (clean, '/') && !g_str_equal (clean, "UTC"))
    return NULL;
  zone = g_time_zone_new_identifier (clean);
  return zone ? g_steal_pointer (&clean) : NULL;
}

static char *
dup_regex (const char *value)
{
  g_autofree char *clean = balie_text_dup_clean (value, MAX_REGEX + 1);
  g_autoptr (GRegex) regex = NULL;

  if (strlen (clean) > MAX_REGEX)
    return NULL;
  regex = g_regex_new (clean, 0, 0, NULL);
  return regex ? g_steal_pointer (&clean) : NULL;
}

/* Whether it could be an address at all and is safe in a header; the rules judge it in full. */
static char *
dup_address (const char *value)
{
  g_autofree char *stripped = g_strstrip (g_strdup (value));
  const char *at = strchr (stripped, '@');

  if (!*stripped)
    return g_steal_pointer (&stripped);
  if (strlen (stripped) > MAX_ADDRESS || !g_utf8_validate (stripped, -1, NULL))
    return NULL;
  if (!at || at == stripped || !at[1] || strchr (at + 1, '@'))
    return NULL;
  for (const char *p = stripped; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || !g_unichar_isprint (c) ||
          (c < 0x80 && strchr (",;<>\"()", (int) c)))
        return NULL;
    }
  return g_steal_pointer (&stripped);
}

static char *
dup_addresses (const char *value)
{
  g_autofree char *unified = g_strdelimit (g_strdup (value), ";\n", ',');
  g_auto (GStrv) parts = g_strsplit (unified, ",", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  for (char **part = parts; *part; part++)
    {
      g_autofree char *address = dup_address (*part);

      if (!address)
        return NULL;
      if (*address && g_hash_table_add (seen, balie_text_fold (address)))
        g_string_append_printf (out, "%s%s", out->len ? ", " : "", address);
    }
  return g_strdup (out->str);
}

/* "off", or days without leading zeros. */
static char *
dup_period (const char *value)
{
  g_autofree char *folded = balie_text_fold (value);
  guint64 days;

  if (g_str_equal (folded, "off") || g_str_equal (folded, "0"))
    return g_strdup ("off");
  if (!g_ascii_string_to_unsigned (folded, 10, 1, MAX_PERIOD, &days, NULL))
    return NULL;
  return g_strdup_printf ("%u", (guint) days);
}

/**
 * balie_setting_dup_canonical:
 * @type: what kind of value; a choice is checked by its own list
 * @multiline: whether line breaks of a text stay
 * @value: what was given
 *
 * Returns: (transfer full) (nullable): how it is stored, %NULL if it can't be read
 */
char *
balie_setting_dup_canonical (BalieSettingType type, gboolean multiline, const char *value)
{
  switch (type)
    {
    case BALIE_SETTING_TYPE_TEXT:
      return multiline ? dup_lines (value) : balie_text_dup_clean (value, MAX_TEXT);
    case BALIE_SETTING_TYPE_SWITCH:
      return dup_switch (value);
    case BALIE_SETTING_TYPE_DAYS:
      return dup_days (value);
    case BALIE_SETTING_TYPE_TIME:
      return dup_time (value);
    case BALIE_SETTING_TYPE_ZONE:
      return dup_zone (value);
    case BALIE_SETTING_TYPE_CHOICE:
      return balie_text_fold (value);
    case BALIE_SETTING_TYPE_REGEX:
      return dup_regex (value);
    case BALIE_SETTING_TYPE_ADDRESS:
      return dup_address (value);
    case BALIE_SETTING_TYPE_ADDRESSES:
      return dup_addresses (value);
    case BALIE_SETTING_TYPE_PERIOD:
      return dup_period (value);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * balie_setting_dup_expected:
 * @info: a setting
 *
 * Returns: (transfer full): what it takes, for "expected is …"
 */
char *
balie_setting_dup_expected (const BalieSettingInfo *info)
{
  switch (info->type)
    {
    case BALIE_SETTING_TYPE_SWITCH:
      return g_strdup (_ ("on or off"));
    case BALIE_SETTING_TYPE_DAYS:
      return g_strdup (_ ("a number of days from 0 to 365"));
    case BALIE_SETTING_TYPE_TIME:
      return g_strdup (_ ("a time such as 07:00"));
    case BALIE_SETTING_TYPE_ZONE:
      return g_strdup (_ ("a time zone such as Europe/Amsterdam"));
    case BALIE_SETTING_TYPE_CHOICE:
      return g_strjoinv (", ", (char **) info->choices);
    case BALIE_SETTING_TYPE_REGEX:
      return g_strdup (_ ("a pattern such as ^[0-9]{5}$"));
    case BALIE_SETTING_TYPE_ADDRESS:
      return g_strdup (_ ("an e-mail address"));
    case BALIE_SETTING_TYPE_ADDRESSES:
      return g_strdup (_ ("e-mail addresses separated by commas"));
    case BALIE_SETTING_TYPE_PERIOD:
      return g_strdup (_ ("off, or a number of days from 1 to 36500"));
    case BALIE_SETTING_TYPE_TEXT:
    default:
      return g_strdup (_ ("a text"));
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of the process, and writing a text in another one. */
#define G_LOG_DOMAIN "balie-base"

#include "config.h"

#include "balie-language.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "balie-date.h"

/* glibc's counter of catalogue changes: a new value makes gettext() look at LANGUAGE again. */
extern int _nl_msg_cat_cntr;

/* (element-type utf8) values of LANGUAGE to return to, newest first; "\001" for "was not set".
 * Main thread only. */
static GSList *pushed;

#define WAS_UNSET "\001"

static const char *const known_languages[] = { "nl", "de", "en" };

/* "nl-NL", "NL" and "nl_NL.UTF-8" are "nl"; what is not known is English. */
static const char *
find_language (const char *text)
{
  for (gsize i = 0; text && i < G_N_ELEMENTS (known_languages); i++)
    {
      if (g_ascii_strncasecmp (text, known_languages[i], 2) == 0 && !g_ascii_isalpha (text[2]))
        return known_languages[i];
    }
  return NULL;
}

static void
set_language (const char *language)
{
  if (language)
    g_setenv ("LANGUAGE", language, TRUE);
  else
    g_unsetenv ("LANGUAGE");
  _nl_msg_cat_cntr++;
}

/* What the environment asks for where its locale is not installed. */
static const char *
get_wanted_language (void)
{
  static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = g_getenv (names[i]);

      if (value && *value)
        return find_language (value);
    }
  return NULL;
}

/**
 * balie_language_init:
 * @override: (nullable): "nl", "de" or "en"; %NULL for the environment's
 *
 * Call once, before threads start. Catalogues also work where the locale is C or not installed.
 */
void
balie_language_init (const char *override)
{
  const char *directory = g_getenv ("BALIE_LOCALEDIR");
  gboolean installed = setlocale (LC_ALL, "") != NULL;
  const char *messages = setlocale (LC_MESSAGES, NULL);
  const char *language = override ? find_language (override) : NULL;

  if (!installed || !messages || g_str_equal (messages, "C") || g_str_equal (messages, "POSIX"))
    {
      setlocale (LC_CTYPE, "C.UTF-8");
      setlocale (LC_MESSAGES, "C.UTF-8");
      if (!installed && !language && !g_getenv ("LANGUAGE"))
        language = get_wanted_language ();
    }
  if (language)
    set_language (language);
  bindtextdomain (GETTEXT_PACKAGE, directory && *directory ? directory : BALIE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

/**
 * balie_language_get:
 *
 * Returns: "nl", "de" or "en": the language messages are shown in
 */
const char *
balie_language_get (void)
{
  const char *const *names = g_get_language_names ();

  for (gsize i = 0; names[i]; i++)
    {
      const char *language = find_language (names[i]);

      if (language)
        return language;
    }
  return "en";
}

/**
 * balie_language_push:
 * @language: "nl", "de" or "en", also with a country
 *
 * From here to balie_language_pop() gettext() answers in @language. Main thread only, with no main
 * loop in between.
 */
void
balie_language_push (const char *language)
{
  const char *found = find_language (language);
  const char *before = g_getenv ("LANGUAGE");

  pushed = g_slist_prepend (pushed, g_strdup (before ? before : WAS_UNSET));
  set_language (found ? found : "en");
}

/**
 * balie_language_pop:
 *
 * Ends the newest balie_language_push().
 */
void
balie_language_pop (void)
{
  g_autofree char *before = NULL;

  g_return_if_fail (pushed);

  before = pushed->data;
  pushed = g_slist_delete_link (pushed, pushed);
  set_language (g_str_equal (before, WAS_UNSET) ? NULL : before);
}

/**
 * balie_language_dup_date:
 * @date: a #BalieDate
 *
 * Returns: (transfer full): the day in the manner of the current (pushed) language, not of the
 *   locale; "" for %BALIE_DATE_NONE
 */
char *
balie_language_dup_date (gint32 date)
{
  /* Translators: how a day is written with digits. Only %Y (year), %m (month) and %d (day) may be
   * used, each once. */
  const char *format = C_ ("date format", "%Y-%m-%d");
  GString *out = g_string_new (NULL);
  int year, month, day;

  if (date == BALIE_DATE_NONE)
    return g_string_free (out, FALSE);
  balie_date_to_ymd (date, &year, &month, &day);
  for (const char *p = format; *p; p++)
    {
      if (p[0] == '%' && p[1] == 'Y')
        g_string_append_printf (out, "%04d", year);
      else if (p[0] == '%' && p[1] == 'm')
        g_string_append_printf (out, "%02d", month);
      else if (p[0] == '%' && p[1] == 'd')
        g_string_append_printf (out, "%02d", day);
      else
        {
          g_string_append_c (out, *p);
          continue;
        }
      p++;
    }
  return g_string_free (out, FALSE);
}

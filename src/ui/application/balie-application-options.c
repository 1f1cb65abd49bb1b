/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of the window: what it takes and what it means. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-application-options.h"

#include "balie-error.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

static const char *const page_names[] = {
  "orders", "requests", "dossiers", "runs", "letters", NULL
};

/**
 * balie_application_options_add:
 * @application: the application
 *
 * Tells GLib which options there are.
 */
void
balie_application_options_add (GApplication *application)
{
  static GOptionEntry entries[] = {
    { "database", 'd', 0, G_OPTION_ARG_STRING, NULL, N_ ("Database to work on"), N_ ("URI") },
    { "as", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Act as this user"), N_ ("LOGIN") },
    { "date", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Take this day for today"), N_ ("YYYY-MM-DD") },
    { "page", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_ ("Page to show: orders, requests, dossiers, letters or runs"), N_ ("PAGE") },
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the demo dealership"), NULL },
    { "slow-line", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("With --demo: slow answers"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { NULL },
  };

  /* GApplication would look them up in the catalogue of no domain. */
  for (GOptionEntry *entry = entries; entry->long_name; entry++)
    {
      entry->description = _ (entry->description);
      if (entry->arg_description)
        entry->arg_description = _ (entry->arg_description);
    }
  g_application_add_main_option_entries (application, entries);
}

static gboolean
check_page (GVariantDict *options, GError **error)
{
  const char *page;

  if (!g_variant_dict_lookup (options, "page", "&s", &page) || g_strv_contains (page_names, page))
    return TRUE;
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, _ ("There is no page “%s”"), page);
  return FALSE;
}

static char *
dup_database (GVariantDict *options, GSettings *settings)
{
  const char *option;
  g_autofree char *setting = NULL;

  if (g_variant_dict_lookup (options, "database", "&s", &option))
    return g_strdup (option);
  if (!balie_text_is_empty (g_getenv ("BALIE_DATABASE")))
    return g_strdup (g_getenv ("BALIE_DATABASE"));
  setting = g_settings_get_string (settings, "database");
  return balie_text_is_empty (setting) ? NULL : g_steal_pointer (&setting);
}

/**
 * balie_application_options_read:
 * @options: the command line's
 * @settings: this desk's
 * @error: return location
 *
 * Returns: (transfer full): what to open, %NULL when an option can't be read
 */
BalieLaunch *
balie_application_options_read (GVariantDict *options, GSettings *settings, GError **error)
{
  g_autoptr (BalieLaunch) launch = g_new0 (BalieLaunch, 1);
  const char *text;

  launch->date = BALIE_DATE_NONE;
  if (!check_page (options, error))
    return NULL;
  if (g_variant_dict_lookup (options, "date", "&s", &text) &&
      !balie_date_parse (text, &launch->date))
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                   _ ("“%s” is not a date such as 2026-03-20"), text);
      return NULL;
    }
  if (g_variant_dict_lookup (options, "as", "&s", &text))
    launch->login = g_strdup (text);
  launch->database = dup_database (options, settings);
  launch->demo = g_variant_dict_contains (options, "demo");
  launch->slow_line = g_variant_dict_contains (options, "slow-line");
  return g_steal_pointer (&launch);
}

/**
 * balie_application_options_ask_other:
 * @options: a later command line's
 *
 * Returns: whether it asks for another desk than the one that is open
 */
gboolean
balie_application_options_ask_other (GVariantDict *options)
{
  return g_variant_dict_contains (options, "database") || g_variant_dict_contains (options, "as") ||
         g_variant_dict_contains (options, "date") || g_variant_dict_contains (options, "demo");
}

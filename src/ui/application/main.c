/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program balie: language, settings' schema, application. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-application.h"
#include "balie-language.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

/* Without its schema GSettings would abort: a sentence is kinder. */
static gboolean
schema_is_installed (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  GSettingsSchema *schema =
      source == NULL ? NULL : g_settings_schema_source_lookup (source, BALIE_APPLICATION_ID, TRUE);

  if (schema == NULL)
    return FALSE;
  g_settings_schema_unref (schema);
  return TRUE;
}

/* The end of the session: the database is closed as by a person, so the next start need not look it
 * over as after a crash. */
static gboolean
terminated_cb (gpointer user_data)
{
  GtkApplication *application = GTK_APPLICATION (user_data);
  GList *windows;

  while ((windows = gtk_application_get_windows (application)) != NULL)
    gtk_window_destroy (windows->data);
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (BalieApplication) application = NULL;

  balie_language_init (NULL);
  g_set_application_name ("Balie");
  if (!schema_is_installed ())
    {
      g_printerr ("%s\n",
                  _ ("Balie is not installed completely: its settings are missing. Run it with "
                     "“./dev run”, or install it."));
      return 1;
    }
  application = balie_application_new ();
  g_unix_signal_add (SIGTERM, terminated_cb, application);
  g_unix_signal_add (SIGINT, terminated_cb, application);
  return g_application_run (G_APPLICATION (application), argc, argv);
}

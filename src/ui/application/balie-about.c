/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The About window, with debugging information that holds no personal data. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-about.h"

#include "balie-language.h"
#include "balie-remote-config.h"

#include <glib/gi18n-lib.h>

static const char *
get_state_name (BalieRemoteState state)
{
  switch (state)
    {
    case BALIE_REMOTE_UP:
      return "up";
    case BALIE_REMOTE_DOWN:
      return "down";
    case BALIE_REMOTE_BROKEN:
      return "breaker open";
    case BALIE_REMOTE_UNUSED:
    default:
      return "not used yet";
    }
}

/* Only the kind: a path or an address may hold a name. */
static char *
dup_database_kind (BalieDesk *desk)
{
  const char *uri = desk == NULL ? NULL : balie_store_get_uri (balie_desk_get_store (desk));

  if (uri == NULL || strchr (uri, ':') == NULL)
    return g_strdup ("not open");
  return g_strndup (uri, (gsize) (strchr (uri, ':') - uri));
}

/**
 * balie_about_dup_debug_info:
 * @desk: (nullable): the open desk
 *
 * Returns: (transfer full): versions, kind of database and the remotes' states; English, for support
 */
char *
balie_about_dup_debug_info (BalieDesk *desk)
{
  GString *text = g_string_new (NULL);
  g_autofree char *kind = dup_database_kind (desk);
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  const char *const *names = balie_remote_config_get_names ();

  g_string_append_printf (text, "Balie %s\n", BALIE_VERSION);
  g_string_append_printf (text, "GTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u\n",
                          gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (), adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version (), glib_major_version,
                          glib_minor_version, glib_micro_version);
  g_string_append_printf (text, "System: %s\n", system == NULL ? "unknown" : system);
  g_string_append_printf (text, "Language: %s\n", balie_language_get ());
  g_string_append_printf (text, "Database: %s\n", kind);
  for (int i = 0; desk != NULL && names[i] != NULL; i++)
    g_string_append_printf (text, "Remote %s: %s\n", names[i],
                            get_state_name (balie_desk_get_remote_state (desk, names[i])));
  return g_string_free (text, FALSE);
}

/**
 * balie_about_show:
 * @parent: (nullable): the window it stands before
 * @desk: (nullable): the open desk
 */
void
balie_about_show (GtkWindow *parent, BalieDesk *desk)
{
  g_autofree char *debug_info = balie_about_dup_debug_info (desk);
  GtkWidget *about = adw_about_window_new ();

  g_object_set (about, "transient-for", parent, "modal", TRUE, "application-name", "Balie",
                "application-icon", BALIE_APPLICATION_ID, "developer-name",
                _ ("The Balie developers"), "version", BALIE_VERSION, "comments",
                _ ("Licence plates for new cars, requested on time and exactly once."),
                "license-type", GTK_LICENSE_GPL_3_0, "website",
                "https://github.com/baliedesk/balie", "issue-url",
                "https://github.com/baliedesk/balie/issues", "debug-info", debug_info,
                "debug-info-filename", "balie-debug-info.txt",
                /* Translators: your name or names, one per line. */
                "translator-credits", _ ("translator-credits"), NULL);
  gtk_window_present (GTK_WINDOW (about));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --password-file: keeps its first line in the Secret Service; on a server without one, in a file that only its
 * owner can read. */
#define G_LOG_DOMAIN "balie-cli"

#include "config.h"

#include "balie-password-option.h"

#include "balie-secrets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The first line of the file, in memory that is wiped when it is freed. */
static char *
read_password (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &error))
    {
      balie_cli_say ("%s", error->message);
      return NULL;
    }
  text[strcspn (text, "\r\n")] = '\0';
  if (*text != '\0')
    return text;
  balie_cli_say (_ ("%s: there is no password in the first line"), path);
  g_free (text);
  return NULL;
}

static gboolean
write_file (const char *secret_name, const char *password)
{
  g_autofree char *folder = balie_secrets_dup_folder ();
  g_autofree char *path = g_build_filename (folder, secret_name, NULL);
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (folder, 0700) == 0 &&
      g_file_set_contents_full (path, password, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &error))
    {
      balie_cli_say (_ ("There is no Secret Service here; the password is kept in %s."), path);
      return TRUE;
    }
  if (error != NULL)
    balie_cli_say ("%s", error->message);
  return FALSE;
}

static BalieExit
store (BalieCli *cli,
       const char *secret_name,
       const char *user,
       const char *password,
       gboolean file_too)
{
  g_auto (BalieWait) wait = { 0 };
  g_autoptr (GError) error = NULL;

  balie_secrets_store_async (secret_name, user, password, cli->cancellable, balie_wait_done_cb,
                             &wait);
  if (balie_secrets_store_finish (balie_wait_for (&wait), &error))
    return BALIE_EXIT_OK;
  if (file_too && error->code == BALIE_ERROR_SECRET && write_file (secret_name, password))
    return BALIE_EXIT_OK;
  return balie_cli_fail (error);
}

/**
 * balie_password_option_store:
 * @cli: the call
 * @secret_name: under which it is looked up
 * @user: whose password
 * @file_too: keep it in a file where there is no Secret Service
 *
 * Returns: what to end with; all well when the option was not given
 */
BalieExit
balie_password_option_store (BalieCli *cli,
                             const char *secret_name,
                             const char *user,
                             gboolean file_too)
{
  const char *path = balie_cli_get_option (cli, "password-file");
  char *password;
  BalieExit status;

  if (path == NULL)
    return BALIE_EXIT_OK;
  password = read_password (path);
  if (password == NULL)
    return BALIE_EXIT_ITEMS_FAILED;
  status = store (cli, secret_name, user, password, file_too);
  explicit_bzero (password, strlen (password));
  g_free (password);
  return status;
}

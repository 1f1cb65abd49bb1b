/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secrets from a systemd credential or from a file that only its owner can read. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-secrets-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "balie-error.h"
#include "balie-secrets.h"

#define MAX_BYTES (64 * 1024)

static gboolean
fail (GError **error, const char *path, const char *why)
{
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_SECRET,
               /* Translators: %1$s is a file, %2$s what is wrong with it. */
               _ ("The password can’t be read from %1$s: %2$s"), path, why);
  return FALSE;
}

/* systemd gives a credential to the service by an access list of its own; the directory is private. */
static gboolean
check_file (int fd, const char *path, gboolean credential, GError **error)
{
  struct stat info;

  if (fstat (fd, &info) != 0)
    return fail (error, path, g_strerror (errno));
  if (!S_ISREG (info.st_mode))
    return fail (error, path, _ ("it is not a plain file"));
  if (info.st_size > MAX_BYTES)
    return fail (error, path, _ ("it is too large"));
  if (credential)
    return TRUE;
  if (info.st_uid != geteuid ())
    return fail (error, path, _ ("it belongs to another user"));
  if ((info.st_mode & 07777) != 0600 && (info.st_mode & 07777) != 0400)
    return fail (error, path, _ ("others could read it; its mode must be 0600 or 0400"));
  return TRUE;
}

/* One secret on one line; the line's end does not belong to it. */
static gboolean
accept_secret (char *text, gsize length, const char *path, char **secret, GError **error)
{
  if (length > 0 && text[length - 1] == '\n')
    text[--length] = '\0';
  if (length > 0 && text[length - 1] == '\r')
    text[--length] = '\0';
  if (length == 0)
    return fail (error, path, _ ("it is empty"));
  if (strlen (text) != length || strchr (text, '\n') || !g_utf8_validate (text, -1, NULL))
    return fail (error, path, _ ("it is not one line of text"));
  *secret = g_strdup (text);
  return TRUE;
}

static gboolean
read_secret (int fd, const char *path, char **secret, GError **error)
{
  g_autofree char *buffer = g_malloc0 (MAX_BYTES + 1);
  gsize length = 0;
  gboolean done;

  while (length < MAX_BYTES)
    {
      gssize n = read (fd, buffer + length, MAX_BYTES - length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (error, path, g_strerror (errno));
      if (n == 0)
        break;
      length += (gsize) n;
    }
  done = accept_secret (buffer, length, path, secret, error);
  explicit_bzero (buffer, MAX_BYTES);
  return done;
}

/* TRUE with no secret: there is no such file. */
static gboolean
lookup_file (const char *directory,
             const char *name,
             gboolean credential,
             char **secret,
             GError **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  int fd = g_open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
  gboolean done;

  if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
    return TRUE;
  if (fd < 0 && errno == ELOOP)
    return fail (error, path, _ ("it is not a plain file"));
  if (fd < 0)
    return fail (error, path, g_strerror (errno));
  done = check_file (fd, path, credential, error) && read_secret (fd, path, secret, error);
  close (fd);
  return done;
}

/**
 * balie_secrets_dup_folder:
 *
 * Returns: (transfer full): the folder of files with secrets
 */
char *
balie_secrets_dup_folder (void)
{
  const char *folder = g_getenv ("BALIE_SECRETS_DIR");

  return folder && *folder ? g_strdup (folder)
                           : g_build_filename (g_get_user_config_dir (), "balie", "secrets", NULL);
}

/**
 * balie_secrets_file_lookup:
 * @remote_name: e.g. "pon"
 * @secret: (out) (nullable): the secret, %NULL if there is no file for it
 * @error: return location, %BALIE_ERROR_SECRET; a file that is there but can't be trusted is an error
 *
 * Looks for $CREDENTIALS_DIRECTORY/balie-<remote>, then <remote> in balie_secrets_dup_folder().
 *
 * Returns: %FALSE on error
 */
gboolean
balie_secrets_file_lookup (const char *remote_name, char **secret, GError **error)
{
  const char *credentials = g_getenv ("CREDENTIALS_DIRECTORY");
  g_autofree char *directory = balie_secrets_dup_folder ();
  g_autofree char *credential = g_strconcat ("balie-", remote_name, NULL);

  *secret = NULL;
  if (strchr (remote_name, '/') || *remote_name == '.' || !*remote_name)
    return TRUE;
  if (credentials && *credentials && !lookup_file (credentials, credential, TRUE, secret, error))
    return FALSE;
  if (!*secret)
    return lookup_file (directory, remote_name, FALSE, secret, error);
  return TRUE;
}

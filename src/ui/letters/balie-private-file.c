/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document in a folder that only this person can read, for as long as the program runs.
 *
 * The folder is in the runtime directory, which is in memory and private where there is one, else in the
 * cache. Each document has a folder of its own with a name nobody can guess, so that a name from outside
 * can't meet another file. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-private-file.h"

#include "balie-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_runtime_dir (), "balie-documents", NULL);
}

static void
set_error (GError **error, const char *path)
{
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_STORAGE, _ ("The document can’t be written: %s"),
               g_strerror (errno));
}

/* (transfer full): a new folder below ours, NULL on failure. */
static char *
make_folder (GError **error)
{
  g_autofree char *all = dup_folder ();
  g_autofree char *pattern = g_build_filename (all, "XXXXXX", NULL);

  if (g_mkdir_with_parents (all, 0700) != 0 || g_chmod (all, 0700) != 0 ||
      g_mkdtemp_full (pattern, 0700) == NULL)
    {
      set_error (error, all);
      return NULL;
    }
  return g_steal_pointer (&pattern);
}

/**
 * balie_private_file_write:
 * @name: only a file name, made safe
 * @data: the document
 * @error: return location: STORAGE
 *
 * Returns: (transfer full): the file, which only this person can read and nobody changes by mistake
 */
GFile *
balie_private_file_write (const char *name, GBytes *data, GError **error)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *folder = make_folder (error);
  g_autofree char *path = NULL;
  gsize size;
  const char *bytes = g_bytes_get_data (data, &size);
  GError *local = NULL;

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, base, NULL);
  if (!g_file_set_contents_full (path, size > 0 ? bytes : "", (gssize) size,
                                 G_FILE_SET_CONTENTS_NONE, 0400, &local))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_STORAGE, local->message);
      g_clear_error (&local);
      return NULL;
    }
  return g_file_new_for_path (path);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

/**
 * balie_private_file_clear:
 *
 * Removes what was written; a program that shows a document has it open and keeps it.
 */
void
balie_private_file_clear (void)
{
  g_autofree char *all = dup_folder ();
  g_autoptr (GDir) folder = g_dir_open (all, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (all, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_folder (path);
    }
  if (folder != NULL)
    g_rmdir (all);
}

/**
 * balie_private_file_may_open:
 * @type: by the document's first bytes
 *
 * Returns: whether a program is started for it; what could run or hide something is only saved
 */
gboolean
balie_private_file_may_open (const char *type)
{
  static const char *const types[] = {
    "application/pdf", "image/jpeg", "image/png", "image/tiff", "text/plain", NULL,
  };

  return g_strv_contains (types, type);
}

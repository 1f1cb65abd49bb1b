/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way out of a damaged file: it is kept under another name, and what could be read of it takes
 * its place, or the newest good backup when that holds more orders and requests. A backup may be
 * months old, so reading the damaged file comes first. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-sqlite.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "balie-error.h"
#include "balie-sqlite-salvage.h"

typedef struct
{
  char *name;
  gint64 changed_at;
} Backup;

static void
free_backup (Backup *backup)
{
  g_free (backup->name);
  g_free (backup);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const Backup *const *first = a;
  const Backup *const *second = b;

  if ((*first)->changed_at != (*second)->changed_at)
    return (*first)->changed_at < (*second)->changed_at ? 1 : -1;
  return g_strcmp0 ((*second)->name, (*first)->name);
}

static gboolean
is_backup_name (const char *name, const char *prefix)
{
  static const char *const besides[] = { ".part", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (besides); i++)
    if (g_str_has_suffix (name, besides[i]))
      return FALSE;
  return g_str_has_prefix (name, prefix);
}

static GPtrArray *
list_backups (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *prefix = g_strconcat (base, ".backup-v", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) free_backup);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      Backup *backup;
      GStatBuf info;

      if (!is_backup_name (name, prefix))
        continue;
      backup = g_new0 (Backup, 1);
      backup->name = g_build_filename (folder, name, NULL);
      backup->changed_at = g_stat (backup->name, &info) == 0 ? info.st_mtime : 0;
      g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_newest_first);
  return backups;
}

/* The newest backup that is whole; NULL if there is none. */
static sqlite3 *
open_good_backup (const char *path, char **name)
{
  g_autoptr (GPtrArray) backups = list_backups (path);

  for (guint i = 0; i < backups->len; i++)
    {
      Backup *backup = g_ptr_array_index (backups, i);
      sqlite3 *handle = NULL;

      if (sqlite3_open_v2 (backup->name, &handle, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
          balie_sqlite_check (handle, NULL) && balie_sqlite_count_rows (handle) >= 0)
        {
          *name = g_strdup (backup->name);
          return handle;
        }
      sqlite3_close (handle);
    }
  return NULL;
}

static gboolean
move (const char *from, const char *to, const char *suffix, gboolean must_exist, GError **error)
{
  g_autofree char *source = g_strconcat (from, suffix, NULL);
  g_autofree char *target = g_strconcat (to, suffix, NULL);

  if (g_rename (source, target) == 0 || (errno == ENOENT && !must_exist))
    return TRUE;
  g_set_error (error, BALIE_ERROR, errno == ENOENT ? BALIE_ERROR_NOT_FOUND : BALIE_ERROR_STORAGE,
               _ ("“%s” can’t be used: %s"), source, g_strerror (errno));
  return FALSE;
}

/* The log goes along: it may hold what the file does not. */
static gboolean
move_aside (const char *path, const char *aside, GError **error)
{
  return move (path, aside, "", TRUE, error) && move (path, aside, "-wal", FALSE, error) &&
         move (path, aside, "-shm", FALSE, error);
}

static void
remove_file (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

static char *
dup_sentence (const char *aside, gint64 n_salvaged, const char *backup)
{
  if (backup)
    return g_strdup_printf (
        _ ("The damaged file was kept as “%s”. The backup “%s” is in its place."), aside, backup);
  if (n_salvaged > 0)
    return g_strdup_printf (_ ("The damaged file was kept as “%s”. What could be read of it is in "
                               "its place."),
                            aside);
  return g_strdup_printf (_ ("The damaged file was kept as “%s”. Nothing could be read of it and "
                             "there is no good backup, so Balie begins with an empty database."),
                          aside);
}

static gboolean
put_in_place (const char *path,
              const char *salvaged,
              gint64 n_salvaged,
              char **backup,
              GError **error)
{
  sqlite3 *handle = open_good_backup (path, backup);
  gboolean ok;

  if (handle && balie_sqlite_count_rows (handle) > n_salvaged)
    ok = balie_sqlite_copy (handle, path, error);
  else
    {
      g_clear_pointer (backup, g_free);
      ok = n_salvaged < 0 || move (salvaged, path, "", TRUE, error);
    }
  sqlite3_close (handle);
  return ok;
}

char *
balie_sqlite_repair (const char *path, GError **error)
{
  g_autofree char *aside = balie_sqlite_dup_stamped (path, "damaged");
  g_autofree char *salvaged = g_strconcat (path, ".salvaged", NULL);
  g_autofree char *backup = NULL;
  g_autoptr (GError) ignored = NULL;
  gint64 n_salvaged;
  gboolean ok;

  if (!move_aside (path, aside, error))
    return NULL;
  remove_file (salvaged);
  n_salvaged = balie_sqlite_salvage (aside, salvaged, &ignored);
  if (ignored)
    g_message ("The damaged database could not be read: %s", ignored->message);
  ok = put_in_place (path, salvaged, n_salvaged, &backup, error);
  remove_file (salvaged);
  return ok ? dup_sentence (aside, n_salvaged, backup) : NULL;
}

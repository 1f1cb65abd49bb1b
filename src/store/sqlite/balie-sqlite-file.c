/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The care of the database file: private to its owner, looked over before it is used, copied while
 * it is in use.
 *
 * The file is never opened but through SQLite: closing any other descriptor of it would drop the
 * locks that SQLite holds for the whole process. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "balie-error.h"

/* Looking every page over costs about 2 ms per MiB, so up to this size it is done at each start
 * (below 0.1 s). A larger file is looked over when a write-ahead log is left behind and no program
 * has the file open: SQLite removes the log when the last program closes, so it means that a
 * program that had written did not end cleanly (a kill, a power failure). That mark costs no write
 * and can't be forgotten, unlike one of our own. */
#define ALWAYS_CHECKED_BYTES (32 * 1024 * 1024)
#define COPY_STEP_PAGES 4096

static void
set_file_error (GError **error, const char *path, int number)
{
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_STORAGE,
               /* TRANSLATORS: name of a file, then the system's reason */
               _ ("“%s” can’t be used: %s"), path, g_strerror (number));
}

static void
set_damaged (GError **error, const char *finding)
{
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_DAMAGED, "%s (%s)",
               _ ("The database file is damaged"), finding);
}

gboolean
balie_sqlite_create_private (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      set_file_error (error, path, errno);
      return FALSE;
    }
  close (fd);
  return TRUE;
}

static gint64
get_size (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? info.st_size : -1;
}

static gint64
get_log_size (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  return get_size (log);
}

/* SQLite's own verdict on every page, without the slow comparison of indexes with tables. */
gboolean
balie_sqlite_check (sqlite3 *handle, GError **error)
{
  g_autofree char *finding = balie_sqlite_dup_text (handle, "PRAGMA quick_check(1)", error);

  if (!finding)
    return FALSE;
  if (g_str_equal (finding, "ok"))
    return TRUE;
  set_damaged (error, finding);
  return FALSE;
}

/* Whether the file is as long as its header says; only sure while no log holds newer pages. */
static gboolean
check_length (sqlite3 *handle, const char *path, GError **error)
{
  gint64 n_pages, page_size;

  if (!balie_sqlite_get_number (handle, "PRAGMA page_count", &n_pages, error) ||
      !balie_sqlite_get_number (handle, "PRAGMA page_size", &page_size, error))
    return FALSE;
  if (get_size (path) >= n_pages * page_size)
    return TRUE;
  set_damaged (error, "the file is shorter than its header says");
  return FALSE;
}

/* TRUE when no other connection has the file: nobody else may then come in until it is closed. */
static gboolean
is_alone (sqlite3 *handle)
{
  gint64 ignored;

  return sqlite3_exec (handle, "PRAGMA locking_mode = EXCLUSIVE", NULL, NULL, NULL) == SQLITE_OK &&
         balie_sqlite_get_number (handle, "SELECT count(*) FROM sqlite_schema", &ignored, NULL);
}

static gboolean
look_over (sqlite3 *handle, const char *path, gboolean has_log, GError **error)
{
  gint64 ignored;

  if (has_log && is_alone (handle))
    return balie_sqlite_check (handle, error);
  sqlite3_exec (handle, "PRAGMA locking_mode = NORMAL", NULL, NULL, NULL);
  sqlite3_busy_timeout (handle, 60000);
  if (!balie_sqlite_get_number (handle, "SELECT count(*) FROM sqlite_schema", &ignored, error))
    return FALSE;
  if (get_size (path) <= ALWAYS_CHECKED_BYTES)
    return balie_sqlite_check (handle, error);
  return has_log || check_length (handle, path, error);
}

static gboolean
look_over_file (const char *path, GError **error)
{
  gboolean has_log = get_log_size (path) > 0;
  sqlite3 *handle = NULL;
  int result = sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
  gboolean ok = result == SQLITE_OK;

  if (ok)
    ok = look_over (handle, path, has_log, error);
  else
    balie_sqlite_set_error (error, handle, result);
  sqlite3_close (handle);
  return ok;
}

static gboolean
make_private (const char *path, const GStatBuf *info, GError **error)
{
  if ((info->st_mode & 077) == 0 || info->st_uid != geteuid ())
    return TRUE;
  if (g_chmod (path, 0600) == 0)
    return TRUE;
  set_file_error (error, path, errno);
  return FALSE;
}

gboolean
balie_sqlite_prepare_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    {
      if (errno == ENOENT && g_mkdir_with_parents (folder, 0700) == 0)
        return balie_sqlite_create_private (path, error);
      set_file_error (error, path, errno);
      return FALSE;
    }
  if (!S_ISREG (info.st_mode))
    {
      set_file_error (error, path, S_ISDIR (info.st_mode) ? EISDIR : EINVAL);
      return FALSE;
    }
  return make_private (path, &info, error) && (info.st_size == 0 || look_over_file (path, error));
}

/* "<file>.<what>-<time>", with a number behind it when that is taken. */
char *
balie_sqlite_dup_stamped (const char *path, const char *what)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char *name = g_strdup_printf ("%s.%s-%s", path, what, time);

  for (int i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.%s-%s-%d", path, what, time, i);
    }
  return name;
}

static gboolean
copy_pages (sqlite3 *from, sqlite3 *to, GError **error)
{
  sqlite3_backup *copy = sqlite3_backup_init (to, "main", from, "main");
  int result = SQLITE_OK;

  if (!copy)
    {
      balie_sqlite_set_error (error, to, sqlite3_errcode (to));
      return FALSE;
    }
  while (result == SQLITE_OK || result == SQLITE_BUSY || result == SQLITE_LOCKED)
    {
      result = sqlite3_backup_step (copy, COPY_STEP_PAGES);
      if (result == SQLITE_BUSY || result == SQLITE_LOCKED)
        g_usleep (10000);
    }
  sqlite3_backup_finish (copy);
  if (result != SQLITE_DONE)
    balie_sqlite_set_error (error, NULL, result);
  return result == SQLITE_DONE;
}

/* Makes @path a consistent copy, under another name until it is whole and on the disk. */
gboolean
balie_sqlite_copy (sqlite3 *from, const char *path, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  sqlite3 *to = NULL;
  gboolean ok;

  g_unlink (part);
  if (!balie_sqlite_create_private (part, error))
    return FALSE;
  ok = sqlite3_open_v2 (part, &to, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK;
  if (!ok)
    balie_sqlite_set_error (error, to, sqlite3_errcode (to));
  ok = ok && copy_pages (from, to, error);
  sqlite3_close (to);
  if (ok && g_rename (part, path) != 0)
    {
      set_file_error (error, path, errno);
      ok = FALSE;
    }
  if (!ok)
    g_unlink (part);
  return ok;
}

char *
balie_sqlite_backup (sqlite3 *handle, const char *path, int version, GError **error)
{
  g_autofree char *what = g_strdup_printf ("backup-v%d", version);
  g_autofree char *name = balie_sqlite_dup_stamped (path, what);

  if (!balie_sqlite_copy (handle, name, error))
    return NULL;
  return g_steal_pointer (&name);
}

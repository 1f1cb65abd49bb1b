/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps other programs from thinking that nobody has the database open.
 *
 * SQLite holds POSIX locks, and a process loses those of a file as soon as any part of it closes any
 * descriptor of that file. A file chooser does just that: it reads the beginning of every file of the
 * folder it shows to find out its kind. The next program that opens and closes the database would then
 * take itself for the only one, remove the write-ahead log under us, and changes would be lost.
 *
 * So each database open in this process is also held by two locks of the other kind (open file
 * description locks, Linux), which nobody else's close can take away: on the bytes that SQLite locks
 * while a program has the file open, and on the byte that it locks while the shared memory is in use.
 * They are shared locks and disturb no reader and no writer. One guard per file and process, counted;
 * its descriptors are closed last, because closing them drops SQLite's own locks too. Any thread. */
#define G_LOG_DOMAIN "balie-store"
#define _GNU_SOURCE

#include "config.h"

#include "balie-sqlite-guard.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Of SQLite's file format and its "unix" VFS: the shared range of the database file, and the "dead
 * man's switch" of the shared memory. */
#define SHARED_FIRST (0x40000000 + 2)
#define SHARED_SIZE 510
#define SWITCH_BYTE 128

struct _BalieSqliteGuard
{
  char *path;
  int file;
  int memory;
  guint n_users;
};

static GMutex guards_mutex;
static GPtrArray *guards;

static void
set_lock (int fd, short type, off_t start, off_t length)
{
  struct flock lock = { .l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length };

  if (fd >= 0 && fcntl (fd, F_OFD_SETLK, &lock) != 0)
    g_debug ("The database can’t be guarded: %s", g_strerror (errno));
}

/* The shared memory comes into being with the first use of the database. */
static void
hold (BalieSqliteGuard *self)
{
  g_autofree char *memory = g_strconcat (self->path, "-shm", NULL);

  if (self->file < 0)
    self->file = g_open (self->path, O_RDONLY | O_CLOEXEC, 0);
  if (self->memory < 0)
    self->memory = g_open (memory, O_RDONLY | O_CLOEXEC, 0);
  set_lock (self->file, F_RDLCK, SHARED_FIRST, SHARED_SIZE);
  set_lock (self->memory, F_RDLCK, SWITCH_BYTE, 1);
}

static BalieSqliteGuard *
find_guard (const char *path)
{
  for (guint i = 0; guards && i < guards->len; i++)
    {
      BalieSqliteGuard *guard = g_ptr_array_index (guards, i);

      if (g_str_equal (guard->path, path))
        return guard;
    }
  return NULL;
}

static void
free_guard (BalieSqliteGuard *self)
{
  if (self->file >= 0)
    close (self->file);
  if (self->memory >= 0)
    close (self->memory);
  g_free (self->path);
  g_free (self);
}

/**
 * balie_sqlite_guard_acquire:
 * @path: a database that this process has just opened and used
 *
 * Returns: (transfer full): the file's guard; give it back with balie_sqlite_guard_release()
 */
BalieSqliteGuard *
balie_sqlite_guard_acquire (const char *path)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  BalieSqliteGuard *self;

  g_mutex_lock (&guards_mutex);
  self = find_guard (canonical);
  if (!self)
    {
      self = g_new0 (BalieSqliteGuard, 1);
      self->path = g_steal_pointer (&canonical);
      self->file = self->memory = -1;
      if (!guards)
        guards = g_ptr_array_new ();
      g_ptr_array_add (guards, self);
    }
  self->n_users++;
  hold (self);
  g_mutex_unlock (&guards_mutex);
  return self;
}

/**
 * balie_sqlite_guard_unlock:
 * @self: (nullable): a guard
 *
 * Before the last user closes its connection: SQLite then tidies up and must be able to see that it
 * is alone.
 */
void
balie_sqlite_guard_unlock (BalieSqliteGuard *self)
{
  if (!self)
    return;
  g_mutex_lock (&guards_mutex);
  if (self->n_users == 1)
    {
      set_lock (self->file, F_UNLCK, SHARED_FIRST, SHARED_SIZE);
      set_lock (self->memory, F_UNLCK, SWITCH_BYTE, 1);
    }
  g_mutex_unlock (&guards_mutex);
}

/**
 * balie_sqlite_guard_release:
 * @self: (nullable) (transfer full): a guard, after the connection was closed
 */
void
balie_sqlite_guard_release (BalieSqliteGuard *self)
{
  if (!self)
    return;
  g_mutex_lock (&guards_mutex);
  if (--self->n_users == 0)
    {
      g_ptr_array_remove (guards, self);
      if (guards->len == 0)
        g_clear_pointer (&guards, g_ptr_array_unref);
      free_guard (self);
    }
  g_mutex_unlock (&guards_mutex);
}

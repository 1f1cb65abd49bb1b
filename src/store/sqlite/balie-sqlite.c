/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQLite driver: connections in WAL mode, statements, and SQLite's results as Balie's errors. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-sqlite.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-error.h"

/* "Bali": tells our files from other programs'. */
#define APPLICATION_ID 0x42616c69
/* How long another program may hold the file (an import of a million lines) before we give up. */
#define MAX_WAIT_SECONDS 120
#define MAX_NAP_MICROSECONDS 20000
/* In pages of 4 KiB: worth working in, and not to be passed (journal_size_limit). */
#define LONG_LOG_PAGES 1000
#define MOST_LOG_PAGES 16384

/* What is deleted is overwritten (secure_delete), so that erased personal data leave no trace in the
 * file; Debian's SQLite does so anyway.
 * The writer keeps the pages that a large import touches again and again; the reader's cache stays
 * small, because the system keeps the file's pages anyway. Memory goes back after a large one. */
#define PRAGMAS_OF_BOTH                                                                            \
  "PRAGMA foreign_keys = ON;"                                                                      \
  "PRAGMA trusted_schema = OFF;"                                                                   \
  "PRAGMA synchronous = FULL;"
#define PRAGMAS_OF_WRITER                                                                          \
  PRAGMAS_OF_BOTH                                                                                  \
  "PRAGMA secure_delete = ON;"                                                                     \
  "PRAGMA journal_mode = WAL;"                                                                     \
  "PRAGMA journal_size_limit = 67108864;"                                                          \
  "PRAGMA cache_size = -131072;"
#define PRAGMAS_OF_READER                                                                          \
  PRAGMAS_OF_BOTH                                                                                  \
  "PRAGMA query_only = ON;"                                                                        \
  "PRAGMA cache_size = -8192;"

static BalieError
convert_constraint (int result)
{
  switch (result)
    {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return BALIE_ERROR_CONFLICT;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return BALIE_ERROR_NOT_FOUND;
    default:
      return BALIE_ERROR_BUG;
    }
}

static BalieError
convert_result (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_CONSTRAINT:
      return convert_constraint (result);
    case SQLITE_INTERRUPT:
      return BALIE_ERROR_CANCELLED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return BALIE_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return BALIE_ERROR_DAMAGED;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_TOOBIG:
    case SQLITE_NOMEM:
    case SQLITE_PROTOCOL:
      return BALIE_ERROR_STORAGE;
    default:
      return BALIE_ERROR_BUG;
    }
}

static const char *
get_sentence (BalieError code)
{
  switch (code)
    {
    case BALIE_ERROR_CONFLICT:
      return _ ("This exists already");
    case BALIE_ERROR_NOT_FOUND:
      return _ ("This refers to something that does not exist");
    case BALIE_ERROR_CANCELLED:
      return _ ("Cancelled");
    case BALIE_ERROR_BUSY:
      return _ ("Another program is busy with the database");
    case BALIE_ERROR_DAMAGED:
      return _ ("The database file is damaged");
    case BALIE_ERROR_STORAGE:
      return _ ("The database can’t be read or written");
    default:
      return _ ("The database refused a statement");
    }
}

/* SQLite's own words name tables and columns, never values. */
void
balie_sqlite_set_error (GError **error, sqlite3 *handle, int result)
{
  int extended = handle ? sqlite3_extended_errcode (handle) : result;
  BalieError code;

  if ((extended & 0xff) != (result & 0xff))
    extended = result;
  code = convert_result (extended);
  if (code == BALIE_ERROR_CANCELLED)
    g_set_error_literal (error, BALIE_ERROR, code, get_sentence (code));
  else
    g_set_error (error, BALIE_ERROR, code, "%s (%s)", get_sentence (code),
                 handle && extended != SQLITE_NOMEM ? sqlite3_errmsg (handle)
                                                    : sqlite3_errstr (extended));
}

static sqlite3_stmt *
step_once (sqlite3 *handle, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (stmt);
  if (result == SQLITE_ROW)
    return stmt;
  balie_sqlite_set_error (error, handle, result == SQLITE_DONE ? SQLITE_INTERNAL : result);
  sqlite3_finalize (stmt);
  return NULL;
}

gboolean
balie_sqlite_get_number (sqlite3 *handle, const char *sql, gint64 *number, GError **error)
{
  sqlite3_stmt *stmt = step_once (handle, sql, error);

  if (!stmt)
    return FALSE;
  *number = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return TRUE;
}

char *
balie_sqlite_dup_text (sqlite3 *handle, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = step_once (handle, sql, error);
  char *text;

  if (!stmt)
    return NULL;
  text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  return text ? text : g_strdup ("");
}

/* The store's threads may wait; the person can cancel. */
static int
lock_refused_cb (void *data, int n_tries)
{
  BalieSqlite *self = data;
  gint64 now = g_get_monotonic_time ();

  if (n_tries == 0)
    self->waiting_since = now;
  if (g_cancellable_is_cancelled (self->cancellable) ||
      now - self->waiting_since > (gint64) MAX_WAIT_SECONDS * G_USEC_PER_SEC)
    return 0;
  g_usleep (MIN (500u << MIN (n_tries, 8), MAX_NAP_MICROSECONDS));
  return 1;
}

static gboolean
run_sql (gpointer connection, const char *sql, GError **error)
{
  BalieSqlite *self = connection;
  int result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (result == SQLITE_BUSY && g_cancellable_is_cancelled (self->cancellable))
    result = SQLITE_INTERRUPT;
  if (result != SQLITE_OK)
    balie_sqlite_set_error (error, self->handle, result);
  return result == SQLITE_OK;
}

static void
close_connection (gpointer connection)
{
  BalieSqlite *self = connection;

  balie_sqlite_guard_unlock (self->guard);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_warning ("The database was not closed: %s", sqlite3_errmsg (self->handle));
  balie_sqlite_guard_release (self->guard);
  g_free (self->path);
  g_free (self);
}

/* A commit does not wait for the log to be worked in, unless it has grown out of all bounds. */
static int
log_grown_cb (void *data, sqlite3 *handle, const char *schema, int n_pages)
{
  BalieSqlite *self = data;

  self->n_log_pages = n_pages;
  if (n_pages >= MOST_LOG_PAGES)
    sqlite3_wal_checkpoint_v2 (handle, schema, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  return SQLITE_OK;
}

/* Passive: waits for nobody; what a reader still needs is left for the next time. */
static void
shorten_log (gpointer connection)
{
  BalieSqlite *self = connection;

  if (self->n_log_pages < LONG_LOG_PAGES)
    return;
  self->n_log_pages = 0;
  sqlite3_wal_checkpoint_v2 (self->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

/* Refused at once while another connection reads or writes. */
static gboolean
empty_log (gpointer connection)
{
  BalieSqlite *self = connection;
  int result;

  sqlite3_busy_handler (self->handle, NULL, NULL);
  result = sqlite3_wal_checkpoint_v2 (self->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  sqlite3_busy_handler (self->handle, lock_refused_cb, self);
  return result == SQLITE_OK;
}

static gpointer
open_connection (const char *target, gboolean writable, GError **error)
{
  BalieSqlite *self = g_new0 (BalieSqlite, 1);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int result = sqlite3_open_v2 (target, &self->handle, flags, NULL);

  self->path = g_strdup (target);
  if (result != SQLITE_OK)
    {
      balie_sqlite_set_error (error, self->handle, result);
      close_connection (self);
      return NULL;
    }
  sqlite3_busy_handler (self->handle, lock_refused_cb, self);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (!run_sql (self, writable ? PRAGMAS_OF_WRITER : PRAGMAS_OF_READER, error))
    {
      close_connection (self);
      return NULL;
    }
  if (writable)
    sqlite3_wal_hook (self->handle, log_grown_cb, self);
  self->guard = balie_sqlite_guard_acquire (target);
  return self;
}

static void
interrupt (gpointer connection)
{
  BalieSqlite *self = connection;

  sqlite3_interrupt (self->handle);
}

static void
set_cancellable (gpointer connection, GCancellable *cancellable)
{
  BalieSqlite *self = connection;

  self->cancellable = cancellable;
}

static void
trim (gpointer connection)
{
  BalieSqlite *self = connection;

  sqlite3_db_release_memory (self->handle);
}

static gpointer
prepare (gpointer connection, const char *sql, GError **error)
{
  BalieSqlite *self = connection;
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);

  if (result != SQLITE_OK)
    balie_sqlite_set_error (error, self->handle, result);
  return stmt;
}

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

static gboolean
step (gpointer statement, gboolean *has_row, GError **error)
{
  int result = sqlite3_step (statement);

  *has_row = result == SQLITE_ROW;
  if (result == SQLITE_ROW || result == SQLITE_DONE)
    return TRUE;
  balie_sqlite_set_error (error, sqlite3_db_handle (statement), result);
  return FALSE;
}

static void
reset (gpointer statement)
{
  sqlite3_reset (statement);
}

static void
bind_text (gpointer statement, int index, const char *value)
{
  if (value)
    sqlite3_bind_text (statement, index, value, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (statement, index);
}

static void
bind_int (gpointer statement, int index, gint64 value)
{
  sqlite3_bind_int64 (statement, index, value);
}

static void
bind_date (gpointer statement, int index, BalieDate value)
{
  char text[BALIE_DATE_TEXT_SIZE];

  if (value == BALIE_DATE_NONE)
    sqlite3_bind_null (statement, index);
  else
    sqlite3_bind_text (statement, index, balie_date_write_iso (value, text), -1, SQLITE_TRANSIENT);
}

static void
bind_bytes (gpointer statement, int index, GBytes *value)
{
  gsize length;
  const void *data = g_bytes_get_data (value, &length);

  sqlite3_bind_blob64 (statement, index, data ? data : "", length, SQLITE_STATIC);
}

static GBytes *
dup_bytes (gpointer statement, int column)
{
  const void *data = sqlite3_column_blob (statement, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (statement, column));
}

static const char *
get_text (gpointer statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

static gint64
get_int (gpointer statement, int column)
{
  return sqlite3_column_int64 (statement, column);
}

static gboolean
is_null (gpointer statement, int column)
{
  return sqlite3_column_type (statement, column) == SQLITE_NULL;
}

static gint64
get_last_id (gpointer connection)
{
  BalieSqlite *self = connection;

  return sqlite3_last_insert_rowid (self->handle);
}

static gint64
get_n_changed (gpointer connection)
{
  BalieSqlite *self = connection;

  return sqlite3_changes64 (self->handle);
}

/* A file of another program is told by the application id: its tables are not ours to change. */
static int
get_version (gpointer connection, GError **error)
{
  BalieSqlite *self = connection;
  gint64 version, application, n_tables;

  if (!balie_sqlite_get_number (self->handle, "PRAGMA user_version", &version, error) ||
      !balie_sqlite_get_number (self->handle, "PRAGMA application_id", &application, error) ||
      !balie_sqlite_get_number (self->handle, "SELECT count(*) FROM sqlite_schema", &n_tables,
                                error))
    return -1;
  if (application == APPLICATION_ID || (n_tables == 0 && version == 0))
    return version;
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                       _ ("This file is a database of another program"));
  return -1;
}

static gboolean
set_version (gpointer connection, int version, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d;",
                                          version, APPLICATION_ID);

  return run_sql (connection, sql, error);
}

/* Differs when another connection committed: the reading one never does, so another program did. */
static gboolean
get_changes_by_others (gpointer connection, gint64 *number, GError **error)
{
  BalieSqlite *self = connection;

  return balie_sqlite_get_number (self->handle, "PRAGMA data_version", number, error);
}

/* The names and SQL of a table's indexes that are not part of its definition. */
static sqlite3_stmt *
select_indexes (BalieSqlite *self, const char *table, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (self->handle,
                                   "SELECT name, sql FROM sqlite_schema WHERE type = 'index' "
                                   "AND tbl_name = ?1 AND sql LIKE 'CREATE INDEX %'",
                                   -1, &stmt, NULL);

  if (result == SQLITE_OK)
    sqlite3_bind_text (stmt, 1, table, -1, SQLITE_TRANSIENT);
  else
    balie_sqlite_set_error (error, self->handle, result);
  return stmt;
}

static GPtrArray *
drop_indexes (gpointer connection, const char *table, GError **error)
{
  BalieSqlite *self = connection;
  sqlite3_stmt *stmt = select_indexes (self, table, error);
  g_autoptr (GPtrArray) to_make = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) drops = g_string_new (NULL);

  if (!stmt)
    return NULL;
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      g_string_append_printf (drops, "DROP INDEX %s;", sqlite3_column_text (stmt, 0));
      g_ptr_array_add (to_make, g_strdup ((const char *) sqlite3_column_text (stmt, 1)));
    }
  sqlite3_finalize (stmt);
  return run_sql (self, drops->str, error) ? g_steal_pointer (&to_make) : NULL;
}

static gboolean
check (gpointer connection, GError **error)
{
  BalieSqlite *self = connection;

  return balie_sqlite_check (self->handle, error);
}

static char *
backup (gpointer connection, int version, GError **error)
{
  BalieSqlite *self = connection;

  return balie_sqlite_backup (self->handle, self->path, version, error);
}

static const BalieDbDriver sqlite_driver = {
  .scheme = "sqlite",
  .begin_read = "BEGIN",
  .begin_write = "BEGIN IMMEDIATE",
  .prepare_target = balie_sqlite_prepare_file,
  .open = open_connection,
  .close = close_connection,
  .interrupt = interrupt,
  .set_cancellable = set_cancellable,
  .trim = trim,
  .shorten_log = shorten_log,
  .empty_log = empty_log,
  .prepare = prepare,
  .finalize = finalize,
  .step = step,
  .reset = reset,
  .bind_bytes = bind_bytes,
  .bind_text = bind_text,
  .bind_int = bind_int,
  .bind_date = bind_date,
  .dup_bytes = dup_bytes,
  .get_text = get_text,
  .get_int = get_int,
  .is_null = is_null,
  .exec = run_sql,
  .get_last_id = get_last_id,
  .get_n_changed = get_n_changed,
  .get_version = get_version,
  .set_version = set_version,
  .get_changes_by_others = get_changes_by_others,
  .drop_indexes = drop_indexes,
  .check = check,
  .backup = backup,
  .repair = balie_sqlite_repair,
};

/* Without its statistics of memory, SQLite's threads do not wait for each other at every malloc. Too
 * late, and ignored, when something else in the process began to use SQLite before. */
static gpointer
configure_once (gpointer data)
{
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  return NULL;
}

const BalieDbDriver *
balie_sqlite_get_driver (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, configure_once, NULL);
  return &sqlite_driver;
}

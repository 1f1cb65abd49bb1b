/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The driver-neutral half of a database connection: it keeps prepared statements, asserts the
 * thread, brackets transactions, turns a cancellable into an interruption and collects what changed.
 * A connection belongs to the thread that first uses it. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-db-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-error.h"
#include "balie-sqlite.h"

/* Statements kept ready. Those made anew each time (queries of lists) push none of the fixed ones
 * out, because the whole cache is emptied when it is full and refills in a few calls. */
#define MAX_KEPT_STATEMENTS 128
/* More changed rows than this are told as "many". */
#define MAX_NOTED_IDS 500
#define N_PREPARE_TRIES 3

struct _BalieDb
{
  /* Borrowed */
  const BalieDbDriver *driver;
  GCancellable *cancellable; /* (nullable) of the transaction that runs */
  GThread *thread;           /* (nullable) NULL until first used */

  /* Owned */
  gpointer connection;
  GHashTable *statements; /* (element-type utf8 BalieStmt) by their SQL */
  GPtrArray *notes;       /* (element-type BalieDbNote) of the transaction that runs */
  GHashTable *scratch;    /* (element-type utf8 Scratch) of the transaction that runs */

  /* State */
  gboolean writable;
  gboolean in_transaction;
  gulong cancelled_id;
};

struct _BalieStmt
{
  BalieDb *db;       /* (borrowed) */
  gpointer prepared; /* (owned) the driver's */
  char *sql;         /* (owned) */
  gboolean in_use;
  gboolean kept;
};

typedef struct
{
  gpointer data;
  GDestroyNotify free_data;
} Scratch;

static const char *const noted_tables[] = {
  "orders",   "requests", "runs",    "settings", "brands",  "users",    "remotes",       "mails",
  "activity", "dossiers", "imports", "answers",  "letters", "insurers", "notifications", NULL,
};

static void
free_scratch (Scratch *scratch)
{
  if (scratch->free_data && scratch->data)
    scratch->free_data (scratch->data);
  g_free (scratch);
}

static void
free_statement (BalieStmt *stmt)
{
  stmt->db->driver->finalize (stmt->prepared);
  g_free (stmt->sql);
  g_free (stmt);
}

static void
assert_thread (BalieDb *self)
{
  if (!self->thread)
    self->thread = g_thread_self ();
  g_assert (self->thread == g_thread_self ());
}

static void
set_cancelled (GError **error)
{
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CANCELLED, _ ("Cancelled"));
}

static gboolean
is_idle_statement (gpointer key, gpointer value, gpointer data)
{
  BalieStmt *stmt = value;

  return !stmt->in_use;
}

/* An interruption may hit the preparing too, which then fails in odd words ("vtable constructor
 * failed"): cancelled when this transaction was, else tried again. */
static gpointer
prepare_patiently (BalieDb *self, const char *sql, GError **error)
{
  for (int try = 1;; try++)
    {
      g_autoptr (GError) local = NULL;
      gpointer prepared = self->driver->prepare (self->connection, sql, &local);

      if (prepared)
        return prepared;
      if (balie_db_is_interrupted (self))
        {
          set_cancelled (error);
          return NULL;
        }
      if (try == N_PREPARE_TRIES)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  BalieDb *self = data;

  self->driver->interrupt (self->connection);
}

/* Disconnecting waits for a callback that runs, so no interruption reaches the next transaction. */
static void
forget_transaction (BalieDb *self)
{
  g_cancellable_disconnect (self->cancellable, self->cancelled_id);
  self->cancelled_id = 0;
  self->cancellable = NULL;
  self->driver->set_cancellable (self->connection, NULL);
  self->in_transaction = FALSE;
  g_hash_table_remove_all (self->scratch);
}

void
balie_db_note_free (BalieDbNote *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self);
}

static BalieDbNote *
find_note (const GPtrArray *notes, const char *table)
{
  for (guint i = 0; i < notes->len; i++)
    {
      BalieDbNote *note = g_ptr_array_index (notes, i);

      if (strcmp (note->table, table) == 0)
        return note;
    }
  return NULL;
}

static gboolean
has_id (const GArray *ids, gint64 id)
{
  for (guint i = ids->len; i > 0; i--)
    if (g_array_index (ids, gint64, i - 1) == id)
      return TRUE;
  return FALSE;
}

void
balie_db_notes_add (GPtrArray *notes, const char *table, gint64 id)
{
  BalieDbNote *note = find_note (notes, table);

  if (!note)
    {
      note = g_new0 (BalieDbNote, 1);
      note->table = g_intern_string (table);
      note->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_ptr_array_add (notes, note);
    }
  if (!note->ids || (id != 0 && has_id (note->ids, id)))
    return;
  if (id == 0 || note->ids->len == MAX_NOTED_IDS)
    g_clear_pointer (&note->ids, g_array_unref);
  else
    g_array_append_val (note->ids, id);
}

void
balie_db_notes_merge (GPtrArray *notes, const GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    {
      const BalieDbNote *note = g_ptr_array_index (more, i);

      if (!note->ids)
        balie_db_notes_add (notes, note->table, 0);
      else
        for (guint j = 0; j < note->ids->len; j++)
          balie_db_notes_add (notes, note->table, g_array_index (note->ids, gint64, j));
    }
}

const char *const *
balie_db_get_noted_tables (void)
{
  return noted_tables;
}

const BalieDbDriver *
balie_db_driver_find (const char *uri, const char **target, GError **error)
{
  const BalieDbDriver *const drivers[] = { balie_sqlite_get_driver () };

  for (gsize i = 0; i < G_N_ELEMENTS (drivers); i++)
    {
      gsize length = strlen (drivers[i]->scheme);

      if (strncmp (uri, drivers[i]->scheme, length) != 0 || uri[length] != ':')
        continue;
      if (uri[length + 1] == '\0')
        break;
      *target = uri + length + 1;
      return drivers[i];
    }
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                       _ ("A database is named by sqlite: and the path of a file"));
  return NULL;
}

BalieDb *
balie_db_open (const BalieDbDriver *driver, const char *target, gboolean writable, GError **error)
{
  gpointer connection = driver->open (target, writable, error);
  BalieDb *self;

  if (!connection)
    return NULL;
  self = g_new0 (BalieDb, 1);
  self->driver = driver;
  self->connection = connection;
  self->writable = writable;
  self->statements =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) free_statement);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_db_note_free);
  self->scratch =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) free_scratch);
  return self;
}

void
balie_db_close (BalieDb *self)
{
  assert_thread (self);
  if (self->in_transaction)
    balie_db_rollback (self);
  g_hash_table_unref (self->statements);
  g_hash_table_unref (self->scratch);
  g_ptr_array_unref (self->notes);
  self->driver->close (self->connection);
  g_free (self);
}

void
balie_db_release_thread (BalieDb *self)
{
  assert_thread (self);
  self->thread = NULL;
}

const BalieDbDriver *
balie_db_get_driver (BalieDb *self)
{
  return self->driver;
}

gpointer
balie_db_get_connection (BalieDb *self)
{
  assert_thread (self);
  return self->connection;
}

gboolean
balie_db_is_writable (BalieDb *self)
{
  return self->writable;
}

gboolean
balie_db_begin (BalieDb *self, GCancellable *cancellable, GError **error)
{
  assert_thread (self);
  g_assert (!self->in_transaction);
  if (g_cancellable_is_cancelled (cancellable))
    {
      set_cancelled (error);
      return FALSE;
    }
  self->cancellable = cancellable;
  self->driver->set_cancellable (self->connection, cancellable);
  g_ptr_array_set_size (self->notes, 0);
  if (!self->driver->exec (self->connection,
                           self->writable ? self->driver->begin_write : self->driver->begin_read,
                           error))
    {
      forget_transaction (self);
      return FALSE;
    }
  self->in_transaction = TRUE;
  if (cancellable)
    self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  return TRUE;
}

/* From here on it can't be cancelled any more: what was asked for before still counts, what comes
 * later comes too late. */
gboolean
balie_db_commit (BalieDb *self, GPtrArray **notes, GError **error)
{
  gboolean cancelled;

  assert_thread (self);
  g_assert (self->in_transaction);
  cancelled = balie_db_is_interrupted (self);
  forget_transaction (self);
  if (cancelled)
    set_cancelled (error);
  if (cancelled || !self->driver->exec (self->connection, "COMMIT", error))
    {
      self->in_transaction = TRUE;
      balie_db_rollback (self);
      return FALSE;
    }
  if (notes)
    *notes = g_steal_pointer (&self->notes);
  else
    g_clear_pointer (&self->notes, g_ptr_array_unref);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_db_note_free);
  return TRUE;
}

/* A failed statement may have ended the transaction by itself; then there is nothing to undo. */
void
balie_db_rollback (BalieDb *self)
{
  g_autoptr (GError) error = NULL;

  assert_thread (self);
  forget_transaction (self);
  g_ptr_array_set_size (self->notes, 0);
  if (!self->driver->exec (self->connection, "ROLLBACK", &error))
    g_debug ("Nothing to roll back: %s", error->message);
}

gboolean
balie_db_has_note (BalieDb *self, const char *table)
{
  return find_note (self->notes, table) != NULL;
}

gpointer
balie_db_get_scratch (BalieDb *self, const char *key)
{
  Scratch *scratch = g_hash_table_lookup (self->scratch, key);

  return scratch ? scratch->data : NULL;
}

void
balie_db_set_scratch (BalieDb *self, const char *key, gpointer data, GDestroyNotify free_data)
{
  Scratch *scratch = g_new0 (Scratch, 1);

  scratch->data = data;
  scratch->free_data = free_data;
  g_hash_table_replace (self->scratch, (gpointer) g_intern_string (key), scratch);
}

/**
 * balie_db_prepare:
 * @self: a connection
 * @sql: one statement with parameters ?1, ?2 …
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the statement, kept and reused by its text; give it back by
 *   balie_stmt_done()
 */
BalieStmt *
balie_db_prepare (BalieDb *self, const char *sql, GError **error)
{
  BalieStmt *stmt = g_hash_table_lookup (self->statements, sql);
  gboolean taken = stmt && stmt->in_use;
  gpointer prepared;

  assert_thread (self);
  if (stmt && !taken)
    {
      stmt->in_use = TRUE;
      return stmt;
    }
  prepared = prepare_patiently (self, sql, error);
  if (!prepared)
    return NULL;
  stmt = g_new0 (BalieStmt, 1);
  stmt->db = self;
  stmt->prepared = prepared;
  stmt->sql = g_strdup (sql);
  stmt->in_use = TRUE;
  stmt->kept = !taken;
  if (!taken && g_hash_table_size (self->statements) >= MAX_KEPT_STATEMENTS)
    g_hash_table_foreach_remove (self->statements, is_idle_statement, NULL);
  if (!taken)
    g_hash_table_insert (self->statements, stmt->sql, stmt);
  return stmt;
}

/**
 * balie_db_exec:
 * @self: a connection
 * @sql: one or more statements without parameters or results
 * @error: return location
 *
 * Returns: whether all ran
 */
gboolean
balie_db_exec (BalieDb *self, const char *sql, GError **error)
{
  assert_thread (self);
  return self->driver->exec (self->connection, sql, error);
}

/**
 * balie_db_get_last_id:
 * @self: a connection
 *
 * Returns: the id that the last insert gave
 */
gint64
balie_db_get_last_id (BalieDb *self)
{
  assert_thread (self);
  return self->driver->get_last_id (self->connection);
}

/**
 * balie_db_get_n_changed:
 * @self: a connection
 *
 * Returns: how many rows the last statement wrote
 */
gint64
balie_db_get_n_changed (BalieDb *self)
{
  assert_thread (self);
  return self->driver->get_n_changed (self->connection);
}

/**
 * balie_db_is_interrupted:
 * @self: a connection
 *
 * Returns: whether the transaction that runs was cancelled; long loops end then
 */
gboolean
balie_db_is_interrupted (BalieDb *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

/**
 * balie_db_note_change:
 * @self: a connection, in a writing transaction
 * @table: one of the names of BalieStore's signal "changed"
 * @id: the row's id, 0 for many or for rows without one
 */
void
balie_db_note_change (BalieDb *self, const char *table, gint64 id)
{
  assert_thread (self);
  balie_db_notes_add (self->notes, table, id);
}

/**
 * balie_stmt_bind_text:
 * @self: a statement
 * @index: parameter, from 1
 * @value: (nullable): not copied: it must stay until the statement ran or is done; %NULL binds NULL
 */
void
balie_stmt_bind_text (BalieStmt *self, int index, const char *value)
{
  self->db->driver->bind_text (self->prepared, index, value);
}

/**
 * balie_stmt_bind_int:
 * @self: a statement
 * @index: parameter, from 1
 * @value: any number
 */
void
balie_stmt_bind_int (BalieStmt *self, int index, gint64 value)
{
  self->db->driver->bind_int (self->prepared, index, value);
}

/**
 * balie_stmt_bind_date:
 * @self: a statement
 * @index: parameter, from 1
 * @value: a day as ISO text, or %BALIE_DATE_NONE as NULL
 */
void
balie_stmt_bind_date (BalieStmt *self, int index, BalieDate value)
{
  self->db->driver->bind_date (self->prepared, index, value);
}

/**
 * balie_stmt_bind_bytes:
 * @self: a statement
 * @index: parameter, from 1
 * @value: not copied: it must stay until the statement ran or is done
 */
void
balie_stmt_bind_bytes (BalieStmt *self, int index, GBytes *value)
{
  self->db->driver->bind_bytes (self->prepared, index, value);
}

/**
 * balie_stmt_bind_null:
 * @self: a statement
 * @index: parameter, from 1
 */
void
balie_stmt_bind_null (BalieStmt *self, int index)
{
  self->db->driver->bind_text (self->prepared, index, NULL);
}

/**
 * balie_stmt_step:
 * @self: a statement
 * @has_row: (out): whether there is a row to read
 * @error: return location
 *
 * Returns: %FALSE on failure
 */
gboolean
balie_stmt_step (BalieStmt *self, gboolean *has_row, GError **error)
{
  assert_thread (self->db);
  return self->db->driver->step (self->prepared, has_row, error);
}

/**
 * balie_stmt_run:
 * @self: a statement without results
 * @error: return location
 *
 * Runs it and makes it ready to be bound and run again; the parameters stay bound.
 *
 * Returns: whether it ran
 */
gboolean
balie_stmt_run (BalieStmt *self, GError **error)
{
  gboolean has_row = TRUE;
  gboolean ok = TRUE;

  while (ok && has_row)
    ok = balie_stmt_step (self, &has_row, error);
  self->db->driver->reset (self->prepared);
  return ok;
}

/**
 * balie_stmt_rewind:
 * @self: a statement
 *
 * Makes it ready to be bound and stepped again; the parameters stay bound.
 */
void
balie_stmt_rewind (BalieStmt *self)
{
  self->db->driver->reset (self->prepared);
}

/**
 * balie_stmt_get_text:
 * @self: a statement that has a row
 * @column: from 0
 *
 * Returns: (transfer none): until the next step; "" for NULL
 */
const char *
balie_stmt_get_text (BalieStmt *self, int column)
{
  const char *text = self->db->driver->get_text (self->prepared, column);

  return text ? text : "";
}

/**
 * balie_stmt_dup_bytes:
 * @self: a statement that has a row
 * @column: from 0
 *
 * Returns: (transfer full): the bytes, empty for NULL
 */
GBytes *
balie_stmt_dup_bytes (BalieStmt *self, int column)
{
  return self->db->driver->dup_bytes (self->prepared, column);
}

/**
 * balie_stmt_get_int:
 * @self: a statement that has a row
 * @column: from 0
 *
 * Returns: the number, 0 for NULL
 */
gint64
balie_stmt_get_int (BalieStmt *self, int column)
{
  return self->db->driver->get_int (self->prepared, column);
}

/**
 * balie_stmt_get_date:
 * @self: a statement that has a row
 * @column: from 0
 *
 * Returns: the day, %BALIE_DATE_NONE for NULL
 */
BalieDate
balie_stmt_get_date (BalieStmt *self, int column)
{
  const char *text = self->db->driver->get_text (self->prepared, column);
  BalieDate date = BALIE_DATE_NONE;

  if (text && !balie_date_parse (text, &date))
    return BALIE_DATE_NONE;
  return date;
}

/**
 * balie_stmt_is_null:
 * @self: a statement that has a row
 * @column: from 0
 *
 * Returns: whether the value is NULL
 */
gboolean
balie_stmt_is_null (BalieStmt *self, int column)
{
  return self->db->driver->is_null (self->prepared, column);
}

/**
 * balie_stmt_done:
 * @self: (transfer full): a statement
 *
 * Gives it back; what was read from it is gone.
 */
void
balie_stmt_done (BalieStmt *self)
{
  assert_thread (self->db);
  self->db->driver->reset (self->prepared);
  self->in_use = FALSE;
  if (!self->kept)
    free_statement (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store: opens a database, runs transactions on its own threads, tells what changed.
 *
 * Belongs to the thread and main context in which it is opened, where it must also be dropped. Two
 * lanes, each a thread with its own connection: everything that writes goes in turn through the one,
 * everything that only reads through the other, so that lists go on during an import. Functions run
 * on a lane's thread inside a transaction; what they return must be plain data. While the context
 * runs, the store looks once a second whether another program changed the database, and feeds the
 * search index what a large import left. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-store.h"

#include <glib/gi18n-lib.h>

#include "balie-error.h"
#include "balie-notifier.h"
#include "balie-store-job.h"
#include "balie-worker.h"

#define LOOK_EVERY_SECONDS 1

struct _BalieStore
{
  GObject parent_instance;

  /* Owned */
  char *uri;
  BalieWorker *write_worker;
  BalieWorker *read_worker;
  BalieStorePair pair; /* the connections, used on their workers' threads only */
  BalieNotifier *notifier;
  GSource *look_source;
  GCancellable *closing;
  GHashTable *newest; /* (element-type pointer GCancellable) by slot: its query that runs */

  /* State */
  int looking;           /* atomic: whether a look is queued or runs */
  int is_untidy;         /* atomic: whether orders may be left to index, or traces to wipe */
  gint64 others_changes; /* of the writing thread: the number last seen */
};

G_DEFINE_FINAL_TYPE (BalieStore, balie_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * Operation:
 * @inner: (owned) (nullable): of a newest-wins query: ends when the caller's does, or a newer comes
 */
typedef struct
{
  BalieStore *store; /* (borrowed) the task holds it */
  BalieStoreLane lane;
  BalieStoreFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  GCancellable *cancellable; /* (borrowed) (nullable) what the function sees */
  gconstpointer slot;
  GCancellable *inner;
  gulong outer_id;
} Operation;

static void
free_operation (Operation *operation)
{
  if (operation->data_free && operation->data)
    operation->data_free (operation->data);
  g_clear_object (&operation->inner);
  g_free (operation);
}

static BalieWorker *
get_worker (BalieStore *self, BalieStoreLane lane)
{
  return lane == BALIE_STORE_WRITE ? self->write_worker : self->read_worker;
}

static void
set_cancelled (GError **error)
{
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CANCELLED, _ ("Cancelled"));
}

static void
emit_note (const BalieDbNote *note, gpointer data)
{
  g_signal_emit (data, signals[CHANGED], 0, note->table, note->ids);
}

static void
tell_everything (BalieStore *self)
{
  g_autoptr (GPtrArray) notes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_db_note_free);

  for (const char *const *table = balie_db_get_noted_tables (); *table; table++)
    balie_db_notes_add (notes, *table, 0);
  balie_notifier_add (self->notifier, notes);
}

/* On a lane's thread. */
static gpointer
run_operation (gpointer data, GCancellable *unused, GError **error)
{
  Operation *operation = data;
  BalieStore *self = operation->store;
  BalieDb *db = operation->lane == BALIE_STORE_WRITE ? self->pair.write_db : self->pair.read_db;
  g_autoptr (GPtrArray) notes = NULL;
  gpointer result =
      balie_store_transact (db, operation->func, operation->data, operation->result_free,
                            operation->cancellable, &notes, error);

  if (notes && notes->len > 0)
    {
      g_atomic_int_set (&self->is_untidy, TRUE);
      balie_notifier_add (self->notifier, notes);
    }
  return result;
}

/* On the writing thread: did another program write? */
static void
look_for_changes (BalieStore *self)
{
  BalieDb *db = self->pair.write_db;
  g_autoptr (GError) error = NULL;
  gint64 number;

  if (!balie_db_get_driver (db)->get_changes_by_others (balie_db_get_connection (db), &number,
                                                        &error))
    {
      g_debug ("The database can’t be looked at: %s", error->message);
      return;
    }
  if (number == self->others_changes)
    return;
  self->others_changes = number;
  g_atomic_int_set (&self->is_untidy, TRUE);
  tell_everything (self);
}

/* What a large import, or erasing personal data, left to do: a little of it. */
static BalieStoreProgress
tidy (BalieStore *self, GError **error)
{
  BalieDb *db = self->pair.write_db;
  BalieStoreProgress progress = BALIE_STORE_DONE;

  if (balie_store_catch_up (db, self->closing, error))
    return BALIE_STORE_MORE;
  if (!*error)
    balie_store_forget (db, self->closing, &progress, error);
  return *error ? BALIE_STORE_DONE : progress;
}

/* On the writing thread, behind everything that waits there. */
static gpointer
look_after_database (gpointer data, GCancellable *unused, GError **error)
{
  BalieStore *self = data;
  BalieDb *db = self->pair.write_db;
  g_autoptr (GError) local = NULL;
  BalieStoreProgress progress = BALIE_STORE_DONE;

  if (g_cancellable_is_cancelled (self->closing))
    return NULL;
  look_for_changes (self);
  balie_db_get_driver (db)->shorten_log (balie_db_get_connection (db));
  if (g_atomic_int_compare_and_exchange (&self->is_untidy, TRUE, FALSE))
    progress = tidy (self, &local);
  if (local)
    g_debug ("The search index was not completed: %s", local->message);
  if (progress != BALIE_STORE_DONE)
    g_atomic_int_set (&self->is_untidy, TRUE);
  if (progress == BALIE_STORE_MORE)
    {
      balie_worker_run_async (self->write_worker, G_PRIORITY_LOW, look_after_database, self, NULL,
                              NULL, NULL, NULL, NULL);
    }
  else
    g_atomic_int_set (&self->looking, FALSE);
  return NULL;
}

/* The job needs no reference: closing waits for the thread. */
static gboolean
second_passed_cb (gpointer data)
{
  BalieStore *self = data;

  if (g_atomic_int_compare_and_exchange (&self->looking, FALSE, TRUE))
    balie_worker_run_async (self->write_worker, G_PRIORITY_LOW, look_after_database, self, NULL,
                            NULL, NULL, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

static void
outer_cancelled_cb (GCancellable *outer, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
end_newest (Operation *operation, GCancellable *outer)
{
  BalieStore *self = operation->store;

  g_cancellable_disconnect (outer, operation->outer_id);
  if (g_hash_table_lookup (self->newest, operation->slot) == operation->inner)
    g_hash_table_remove (self->newest, operation->slot);
}

/* A result that came although it was cancelled, or a newer query has begun, is stale. */
static void
operation_run_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Operation *operation = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = balie_worker_run_finish (BALIE_WORKER (source), result, &error);

  if (operation->inner)
    {
      end_newest (operation, g_task_get_cancellable (task));
      if (!error && g_cancellable_is_cancelled (operation->inner))
        set_cancelled (&error);
    }
  if (!error)
    {
      g_task_return_pointer (task, value, operation->result_free);
      return;
    }
  if (value && operation->result_free)
    operation->result_free (value);
  g_task_return_error (task, error);
}

static void
start_operation (GTask *task, Operation *operation)
{
  BalieStore *self = g_task_get_source_object (task);

  operation->store = self;
  g_task_set_task_data (task, operation, (GDestroyNotify) free_operation);
  balie_worker_run_async (get_worker (self, operation->lane), G_PRIORITY_DEFAULT, run_operation,
                          operation, NULL, operation->result_free, NULL, operation_run_cb, task);
}

static gpointer
close_db (gpointer data, GCancellable *unused, GError **error)
{
  BalieDb **db = data;

  g_clear_pointer (db, balie_db_close);
  return NULL;
}

static BalieStore *
new_closed (const char *uri)
{
  BalieStore *self = g_object_new (BALIE_TYPE_STORE, NULL);
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  self->uri = g_strdup (uri);
  self->notifier = balie_notifier_new (context, emit_note, self);
  self->write_worker = balie_worker_new ("balie-write");
  self->read_worker = balie_worker_new ("balie-read");
  return self;
}

/* On the writing thread. The number is read before anyone else can write through this store. */
static gpointer
open_pair (gpointer data, GCancellable *unused, GError **error)
{
  BalieStore *self = data;
  BalieDb *db;

  if (!balie_store_pair_open (self->uri, &self->pair, error))
    return NULL;
  db = self->pair.write_db;
  balie_db_get_driver (db)->get_changes_by_others (balie_db_get_connection (db),
                                                   &self->others_changes, NULL);
  return NULL;
}

static void
start_looking (BalieStore *self)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  self->is_untidy = TRUE;
  self->look_source = g_timeout_source_new_seconds (LOOK_EVERY_SECONDS);
  g_source_set_priority (self->look_source, G_PRIORITY_LOW);
  g_source_set_callback (self->look_source, second_passed_cb, self, NULL);
  g_source_attach (self->look_source, context);
}

static void
store_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BalieStore *self = g_task_get_task_data (task);
  GError *error = NULL;

  balie_worker_run_finish (BALIE_WORKER (source), result, &error);
  if (error)
    {
      g_task_return_error (task, error);
      return;
    }
  start_looking (self);
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static void
stop_worker (BalieWorker **worker, BalieDb **db)
{
  if (!*worker)
    return;
  balie_worker_run_sync (*worker, close_db, db, NULL, NULL);
  balie_worker_shutdown (*worker);
  g_clear_object (worker);
}

/* The writing connection goes last: it leaves one file behind, without a log. */
static void
balie_store_dispose (GObject *object)
{
  BalieStore *self = BALIE_STORE (object);

  g_cancellable_cancel (self->closing);
  if (self->look_source)
    g_source_destroy (self->look_source);
  g_clear_pointer (&self->look_source, g_source_unref);
  stop_worker (&self->read_worker, &self->pair.read_db);
  stop_worker (&self->write_worker, &self->pair.write_db);
  g_clear_pointer (&self->notifier, balie_notifier_free);
  G_OBJECT_CLASS (balie_store_parent_class)->dispose (object);
}

static void
balie_store_finalize (GObject *object)
{
  BalieStore *self = BALIE_STORE (object);

  g_hash_table_unref (self->newest);
  g_object_unref (self->closing);
  g_free (self->uri);
  G_OBJECT_CLASS (balie_store_parent_class)->finalize (object);
}

static void
balie_store_class_init (BalieStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_store_dispose;
  object_class->finalize = balie_store_finalize;

  /**
   * BalieStore::changed:
   * @self: the store
   * @table: which table
   * @ids: (nullable) (element-type gint64): rows, %NULL for many or by another program
   *
   * Something was committed.
   */
  signals[CHANGED] = g_signal_new ("changed", BALIE_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ARRAY);
}

static void
balie_store_init (BalieStore *self)
{
  self->closing = g_cancellable_new ();
  self->newest = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}

/**
 * balie_store_open_async:
 * @uri: "sqlite:" and a path
 * @cancellable: (nullable): cancels the waiting; the database is then closed again
 * @callback: called in the thread-default main context, which gets the signals too
 * @user_data: for @callback
 *
 * Makes the database if it is missing, looks it over, and brings it up to date (with a backup).
 */
void
balie_store_open_async (const char *uri,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  BalieStore *self = new_closed (uri);
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, balie_store_open_async);
  g_task_set_task_data (task, self, g_object_unref);
  balie_worker_run_async (self->write_worker, G_PRIORITY_DEFAULT, open_pair, self, NULL, NULL, NULL,
                          store_opened_cb, task);
}

static gpointer
finish_task (GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local = NULL;
  gpointer value = g_task_propagate_pointer (G_TASK (result), &local);

  if (!local)
    return value;
  if (balie_error_is_cancelled (local))
    set_cancelled (error);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * balie_store_open_finish:
 * @result: what the callback got
 * @error: return location; INVALID_INPUT, STORAGE, DAMAGED (balie_store_repair_sync() helps),
 *   NEWER, BUSY
 *
 * Returns: (transfer full) (nullable): the store
 */
BalieStore *
balie_store_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return finish_task (result, error);
}

/**
 * balie_store_open_sync:
 * @uri: "sqlite:" and a path
 * @error: return location, as balie_store_open_finish()
 *
 * Returns: (transfer full) (nullable): the store
 */
BalieStore *
balie_store_open_sync (const char *uri, GError **error)
{
  g_autoptr (BalieStore) self = new_closed (uri);
  g_autoptr (GError) local = NULL;

  balie_worker_run_sync (self->write_worker, open_pair, self, NULL, &local);
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  start_looking (self);
  return g_steal_pointer (&self);
}

/**
 * balie_store_run_async:
 * @self: a store
 * @lane: reading or writing
 * @func: what to do
 * @data: (transfer full): for @func
 * @data_free: (nullable): frees @data, in the caller's context
 * @result_free: (nullable): frees a result that nobody takes
 * @cancellable: (nullable): interrupts the statement that runs and undoes the transaction
 * @callback: (nullable): called in the thread-default main context
 * @user_data: for @callback
 *
 * Runs a transaction. Cancelled too late it stays committed, but the callback is told CANCELLED all
 * the same, so that it need not touch what may be gone.
 */
void
balie_store_run_async (BalieStore *self,
                       BalieStoreLane lane,
                       BalieStoreFunc func,
                       gpointer data,
                       GDestroyNotify data_free,
                       GDestroyNotify result_free,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Operation *operation = g_new0 (Operation, 1);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, balie_store_run_async);
  operation->lane = lane;
  operation->func = func;
  operation->data = data;
  operation->data_free = data_free;
  operation->result_free = result_free;
  operation->cancellable = cancellable;
  start_operation (task, operation);
}

/**
 * balie_store_run_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location; look at it, as a result may be %NULL without one
 *
 * Also ends balie_store_query_newest_async().
 *
 * Returns: (transfer full) (nullable): what the function returned
 */
gpointer
balie_store_run_finish (BalieStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return finish_task (result, error);
}

/**
 * balie_store_run_sync:
 * @self: a store
 * @lane: reading or writing
 * @func: what to do
 * @data: for @func, stays the caller's
 * @cancellable: (nullable): interrupts the statement that runs and undoes the transaction
 * @error: return location
 *
 * As balie_store_run_async(), but waits. For programs without a main loop; not on a lane's thread.
 *
 * Returns: (transfer full) (nullable): what the function returned
 */
gpointer
balie_store_run_sync (BalieStore *self,
                      BalieStoreLane lane,
                      BalieStoreFunc func,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  Operation operation = {
    .store = self, .lane = lane, .func = func, .data = data, .cancellable = cancellable
  };

  g_return_val_if_fail (BALIE_IS_STORE (self), NULL);

  return balie_worker_run_sync (get_worker (self, lane), run_operation, &operation, NULL, error);
}

/**
 * balie_store_query_newest_async:
 * @self: a store
 * @slot: address of anything the list owns
 * @func: what to ask, on the reading lane
 * @data: (transfer full): for @func
 * @data_free: (nullable): frees @data, in the caller's context
 * @result_free: (nullable): frees a result that nobody takes
 * @cancellable: (nullable): interrupts the query
 * @callback: (nullable): called in the thread-default main context
 * @user_data: for @callback
 *
 * The newest query of a slot wins: an older one is interrupted and ends in CANCELLED, even if it had
 * its answer but had not delivered it. End it with balie_store_run_finish().
 */
void
balie_store_query_newest_async (BalieStore *self,
                                gconstpointer slot,
                                BalieStoreFunc func,
                                gpointer data,
                                GDestroyNotify data_free,
                                GDestroyNotify result_free,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Operation *operation = g_new0 (Operation, 1);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GCancellable *older = g_hash_table_lookup (self->newest, slot);

  if (older)
    g_cancellable_cancel (older);
  g_task_set_source_tag (task, balie_store_query_newest_async);
  operation->lane = BALIE_STORE_READ;
  operation->func = func;
  operation->data = data;
  operation->data_free = data_free;
  operation->result_free = result_free;
  operation->slot = slot;
  operation->inner = g_cancellable_new ();
  operation->cancellable = operation->inner;
  g_hash_table_replace (self->newest, (gpointer) slot, g_object_ref (operation->inner));
  if (cancellable)
    operation->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb),
                                                 g_object_ref (operation->inner), g_object_unref);
  start_operation (task, operation);
}

/**
 * balie_store_get_uri:
 * @self: a store
 *
 * Returns: what it was opened with
 */
const char *
balie_store_get_uri (BalieStore *self)
{
  return self->uri;
}

/**
 * balie_store_is_fresh:
 * @self: a store
 *
 * Returns: whether the database was made by opening it
 */
gboolean
balie_store_is_fresh (BalieStore *self)
{
  return self->pair.is_fresh;
}

/**
 * balie_store_dup_default_uri:
 *
 * Returns: (transfer full): $BALIE_DATABASE, else the database in the person's data folder
 */
char *
balie_store_dup_default_uri (void)
{
  const char *given = g_getenv ("BALIE_DATABASE");
  g_autofree char *path = NULL;

  if (given && *given)
    return g_strdup (given);
  path = g_build_filename (g_get_user_data_dir (), "balie", "balie.db", NULL);
  return g_strconcat ("sqlite:", path, NULL);
}

static gpointer
check_integrity (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  balie_db_get_driver (db)->check (balie_db_get_connection (db), error);
  return NULL;
}

/**
 * balie_store_check_integrity:
 * @self: a store
 * @error: return location; DAMAGED
 *
 * Looks every page over; takes about a second for a million orders. Waits.
 *
 * Returns: whether the database is whole
 */
gboolean
balie_store_check_integrity (BalieStore *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  balie_store_run_sync (self, BALIE_STORE_READ, check_integrity, NULL, NULL, &local);
  if (!local)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* On the writing thread. */
static gpointer
tidy_all (gpointer data, GCancellable *unused, GError **error)
{
  BalieStore *self = data;
  g_autoptr (GError) local = NULL;
  BalieStoreProgress progress = BALIE_STORE_MORE;

  while (progress == BALIE_STORE_MORE)
    progress = tidy (self, &local);
  if (progress == BALIE_STORE_LATER)
    g_set_error_literal (&local, BALIE_ERROR, BALIE_ERROR_BUSY,
                         _ ("Another program is busy with the database"));
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * balie_store_tidy_sync:
 * @self: a store
 * @error: return location; BUSY when another program reads or writes just now
 *
 * Does at once what is otherwise done in the background while the main loop runs: completes the search
 * index, and wipes the traces of erased personal data. For programs that end at once. Waits.
 *
 * Returns: whether nothing is left to do; what is left, the next program does
 */
gboolean
balie_store_tidy_sync (BalieStore *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (BALIE_IS_STORE (self), FALSE);

  balie_worker_run_sync (self->write_worker, tidy_all, self, NULL, &local);
  if (!local)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gpointer
back_up (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const BalieDbDriver *driver = balie_db_get_driver (db);
  gpointer connection = balie_db_get_connection (db);
  int version = driver->get_version (connection, error);

  return version < 0 ? NULL : driver->backup (connection, version, error);
}

/**
 * balie_store_backup_sync:
 * @self: a store
 * @error: return location
 *
 * Writes a consistent copy beside the database while others go on writing. Waits.
 *
 * Returns: (transfer full) (nullable): name of the copy
 */
char *
balie_store_backup_sync (BalieStore *self, GError **error)
{
  return balie_store_run_sync (self, BALIE_STORE_READ, back_up, NULL, NULL, error);
}

/**
 * balie_store_repair_sync:
 * @uri: the database that could not be opened; no program may have it open
 * @error: return location
 *
 * Moves the damaged file aside and puts what could be read of it, or the newest good backup if that
 * holds more, in its place. Waits.
 *
 * Returns: (transfer full) (nullable): a translated sentence of what was done
 */
char *
balie_store_repair_sync (const char *uri, GError **error)
{
  const char *target;
  const BalieDbDriver *driver = balie_db_driver_find (uri, &target, error);

  return driver ? driver->repair (target, error) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The running desk. It keeps a snapshot of settings, brands, user and remotes on the main thread and
 * reads it anew when the store says that one of them changed; everything that works for the desk is
 * called on the main thread, and reaches the store's threads with a copy of the facts. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-desk.h"

#include "balie-desk-remotes.h"
#include "balie-desk-snapshot.h"
#include "balie-error.h"
#include "balie-explain.h"

struct _BalieDesk
{
  GObject parent_instance;

  /* Owned */
  BalieStore *store; /* (nullable): NULL once closed */
  BalieClock *clock;
  char *login;
  char *name;
  BalieDeskSnapshot *snapshot;
  BalieDeskRemotes *remotes;
  GCancellable *cancellable; /* of work that nobody waits for */

  /* State */
  GHashTable *changed_tables; /* (owned): names told by the store and not yet read */
  gboolean is_reloading;
  guint n_taken; /* snapshots so far: a reading that began before the newest one is stale */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_REMOTE_CHANGED,
  SIGNAL_DELIVERY_CHANGED,
  SIGNAL_CLOSING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieDesk, balie_desk, G_TYPE_OBJECT)

static const char *const snapshot_tables[] = { "settings", "brands", "users", "remotes", NULL };

/**
 * BalieDeskReload:
 * @tables: (owned): names whose change is told on once the snapshot is there
 * @n_taken: the desk's when the reading began
 */
typedef struct
{
  BalieDesk *desk; /* (owned) */
  GHashTable *tables;
  guint n_taken;
} BalieDeskReload;

/**
 * BalieDeskOpening:
 * @login: (owned): who acts
 * @store: (owned) (nullable): once it is open
 *
 * An opening on its way.
 */
typedef struct
{
  char *login;
  BalieClock *clock; /* (owned) */
  BalieStore *store;
} BalieDeskOpening;

static void reload_snapshot (BalieDesk *self);

static gpointer
load_snapshot (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return balie_desk_snapshot_load (db, data, error);
}

/* Looks again inside the writing transaction: another desk may have been first. */
static gpointer
prepare_database (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDeskSnapshot) snapshot = balie_desk_snapshot_load (db, data, error);

  if (snapshot == NULL || !balie_desk_snapshot_prepare (db, snapshot, error))
    return NULL;
  return balie_desk_snapshot_load (db, data, error);
}

static gboolean
needs_preparing (const BalieDeskSnapshot *snapshot)
{
  return snapshot->needs_first_user || snapshot->needs_rules_version;
}

static void
remote_changed_cb (const char *remote_name, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_REMOTE_CHANGED], 0, remote_name);
}

static void
free_reload (BalieDeskReload *reload)
{
  g_object_unref (reload->desk);
  g_hash_table_unref (reload->tables);
  g_free (reload);
}

static void
tell_tables (BalieDesk *self, GHashTable *tables)
{
  GHashTableIter iter;
  gpointer table;

  g_hash_table_iter_init (&iter, tables);
  while (g_hash_table_iter_next (&iter, &table, NULL))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, table, NULL);
}

/* What this desk wrote meanwhile is newer than what was read: a stale answer never wins. */
static void
read_once_more (BalieDesk *self, BalieDeskReload *reload, BalieDeskSnapshot *stale)
{
  GHashTableIter iter;
  gpointer table;

  balie_desk_snapshot_free (stale);
  g_hash_table_iter_init (&iter, reload->tables);
  while (g_hash_table_iter_next (&iter, &table, NULL))
    g_hash_table_add (self->changed_tables, table);
  reload_snapshot (self);
  free_reload (reload);
}

static void
snapshot_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieDeskReload *reload = user_data;
  BalieDesk *self = reload->desk;
  g_autoptr (GError) error = NULL;
  BalieDeskSnapshot *snapshot = balie_store_run_finish (BALIE_STORE (source), result, &error);

  self->is_reloading = FALSE;
  if (self->store == NULL)
    {
      balie_desk_snapshot_free (snapshot);
      free_reload (reload);
      return;
    }
  if (snapshot != NULL && reload->n_taken != self->n_taken)
    {
      read_once_more (self, reload, snapshot);
      return;
    }
  if (snapshot != NULL)
    balie_desk_take_snapshot (self, snapshot);
  else
    g_warning ("Settings could not be read anew: %s", error->message);
  tell_tables (self, reload->tables);
  if (self->store != NULL && !self->is_reloading && g_hash_table_size (self->changed_tables) > 0)
    reload_snapshot (self);
  free_reload (reload);
}

/* One reading at a time: what changes meanwhile is read once more afterwards. */
static void
reload_snapshot (BalieDesk *self)
{
  BalieDeskReload *reload = g_new0 (BalieDeskReload, 1);

  self->is_reloading = TRUE;
  reload->desk = g_object_ref (self);
  reload->n_taken = self->n_taken;
  reload->tables = g_steal_pointer (&self->changed_tables);
  self->changed_tables = g_hash_table_new (g_str_hash, g_str_equal);
  balie_store_run_async (self->store, BALIE_STORE_READ, load_snapshot, g_strdup (self->login),
                         g_free, (GDestroyNotify) balie_desk_snapshot_free, NULL,
                         snapshot_loaded_cb, reload);
}

static void
store_changed_cb (BalieStore *store, const char *table, GArray *ids, gpointer user_data)
{
  BalieDesk *self = user_data;

  if (!g_strv_contains (snapshot_tables, table))
    {
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0, table, ids);
      return;
    }
  g_hash_table_add (self->changed_tables, (gpointer) g_intern_string (table));
  if (!self->is_reloading)
    reload_snapshot (self);
}

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!balie_explain_pending_finish (BALIE_DESK (source), result, &error) &&
      !balie_error_is_cancelled (error))
    g_warning ("Orders could not be explained anew: %s", error->message);
}

/* Takes over @store and @snapshot. */
static BalieDesk *
make_desk (BalieStore *store, BalieDeskSnapshot *snapshot, const char *login, BalieClock *clock)
{
  BalieDesk *self = g_object_new (BALIE_TYPE_DESK, NULL);

  self->store = store;
  self->clock = balie_clock_ref (clock);
  self->login = g_strdup (login);
  self->name = g_strdup (g_get_host_name ());
  balie_desk_take_snapshot (self, snapshot);
  g_signal_connect (self->store, "changed", G_CALLBACK (store_changed_cb), self);
  return self;
}

static void
free_opening (gpointer data)
{
  BalieDeskOpening *opening = data;

  g_free (opening->login);
  balie_clock_unref (opening->clock);
  g_clear_object (&opening->store);
  g_free (opening);
}

static BalieDeskOpening *
make_opening (const char *login, BalieClock *clock)
{
  BalieDeskOpening *opening = g_new0 (BalieDeskOpening, 1);

  opening->login = g_strdup (login != NULL ? login : g_get_user_name ());
  opening->clock = clock != NULL ? balie_clock_ref (clock) : balie_clock_new_system ();
  return opening;
}

static void
open_prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BalieDeskOpening *opening = g_task_get_task_data (task);
  GError *error = NULL;
  BalieDeskSnapshot *snapshot = balie_store_run_finish (BALIE_STORE (source), result, &error);
  BalieDesk *desk;

  if (snapshot == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (needs_preparing (snapshot))
    {
      balie_desk_snapshot_free (snapshot);
      balie_store_run_async (opening->store, BALIE_STORE_WRITE, prepare_database,
                             g_strdup (opening->login), g_free,
                             (GDestroyNotify) balie_desk_snapshot_free,
                             g_task_get_cancellable (task), open_prepared_cb, g_object_ref (task));
      return;
    }
  desk = make_desk (g_steal_pointer (&opening->store), snapshot, opening->login, opening->clock);
  if (desk->snapshot->explain_is_pending)
    balie_explain_pending_async (desk, NULL, NULL, desk->cancellable, explained_cb, NULL);
  g_task_return_pointer (task, desk, g_object_unref);
}

static void
store_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BalieDeskOpening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  opening->store = balie_store_open_finish (result, &error);
  if (opening->store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  balie_store_run_async (opening->store, BALIE_STORE_READ, load_snapshot, g_strdup (opening->login),
                         g_free, (GDestroyNotify) balie_desk_snapshot_free,
                         g_task_get_cancellable (task), open_prepared_cb, g_object_ref (task));
}

/* For the program that does its one deed and ends: nothing would be left to go on with it. */
static gpointer
explain_some (BalieDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieDeskFacts) facts = balie_desk_facts_reload (data, db, error);
  gint64 n_done;
  gboolean more;

  if (facts == NULL || !balie_explain_chunk (db, facts, cancellable, &n_done, &more, error))
    return NULL;
  return GINT_TO_POINTER (more);
}

static gboolean
explain_pending_sync (BalieDesk *self, GError **error)
{
  g_autoptr (BalieDeskFacts) facts = balie_desk_dup_facts (self);
  g_autoptr (GError) local = NULL;
  gpointer more;

  do
    more = balie_store_run_sync (self->store, BALIE_STORE_WRITE, explain_some, facts, NULL, &local);
  while (more != NULL && local == NULL);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
balie_desk_dispose (GObject *object)
{
  balie_desk_close (BALIE_DESK (object));
  G_OBJECT_CLASS (balie_desk_parent_class)->dispose (object);
}

static void
balie_desk_finalize (GObject *object)
{
  BalieDesk *self = BALIE_DESK (object);

  g_clear_pointer (&self->clock, balie_clock_unref);
  g_clear_pointer (&self->snapshot, balie_desk_snapshot_free);
  g_clear_pointer (&self->remotes, balie_desk_remotes_free);
  g_clear_pointer (&self->changed_tables, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  g_free (self->login);
  g_free (self->name);
  G_OBJECT_CLASS (balie_desk_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n_params, GType first, GType second)
{
  return g_signal_new (name, BALIE_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_params, first, second);
}

static void
balie_desk_class_init (BalieDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_desk_dispose;
  object_class->finalize = balie_desk_finalize;
  signals[SIGNAL_CHANGED] = add_signal ("changed", 2, G_TYPE_STRING, G_TYPE_ARRAY);
  signals[SIGNAL_REMOTE_CHANGED] = add_signal ("remote-changed", 1, G_TYPE_STRING, G_TYPE_NONE);
  signals[SIGNAL_DELIVERY_CHANGED] = add_signal ("delivery-changed", 0, G_TYPE_NONE, G_TYPE_NONE);
  signals[SIGNAL_CLOSING] = add_signal ("closing", 0, G_TYPE_NONE, G_TYPE_NONE);
}

static void
balie_desk_init (BalieDesk *self)
{
  self->remotes = balie_desk_remotes_new (remote_changed_cb, self);
  self->changed_tables = g_hash_table_new (g_str_hash, g_str_equal);
  self->cancellable = g_cancellable_new ();
}

void
balie_desk_open_async (const char *uri,
                       const char *login,
                       BalieClock *clock,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *default_uri = NULL;

  g_task_set_source_tag (task, balie_desk_open_async);
  g_task_set_task_data (task, make_opening (login, clock), free_opening);
  if (uri == NULL)
    uri = default_uri = balie_store_dup_default_uri ();
  balie_store_open_async (uri, cancellable, store_opened_cb, task);
}

/**
 * balie_desk_open_finish:
 * @result: what the callback was given
 * @error: return location: STORAGE, DAMAGED, NEWER, CANCELLED
 *
 * Orders that have to be explained anew are so in the background from now on.
 *
 * Returns: (transfer full): the desk
 */
BalieDesk *
balie_desk_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * balie_desk_open_sync:
 * @uri: (nullable): database
 * @login: (nullable): acts as this user
 * @clock: (nullable): %NULL for the system's
 * @error: return location
 *
 * As balie_desk_open_async(), but every order that has to be explained anew is so when it returns.
 *
 * Returns: (transfer full): the desk
 */
BalieDesk *
balie_desk_open_sync (const char *uri, const char *login, BalieClock *clock, GError **error)
{
  BalieDeskOpening *opening = make_opening (login, clock);
  g_autofree char *default_uri = NULL;
  g_autoptr (BalieDesk) desk = NULL;
  BalieDeskSnapshot *snapshot = NULL;

  if (uri == NULL)
    uri = default_uri = balie_store_dup_default_uri ();
  opening->store = balie_store_open_sync (uri, error);
  if (opening->store != NULL)
    snapshot = balie_store_run_sync (opening->store, BALIE_STORE_READ, load_snapshot,
                                     opening->login, NULL, error);
  if (snapshot != NULL && needs_preparing (snapshot))
    {
      balie_desk_snapshot_free (snapshot);
      snapshot = balie_store_run_sync (opening->store, BALIE_STORE_WRITE, prepare_database,
                                       opening->login, NULL, error);
    }
  if (snapshot != NULL)
    desk = make_desk (g_steal_pointer (&opening->store), snapshot, opening->login, opening->clock);
  free_opening (opening);
  if (desk != NULL && desk->snapshot->explain_is_pending && !explain_pending_sync (desk, error))
    return NULL;
  return g_steal_pointer (&desk);
}

/**
 * balie_desk_close:
 * @self: the desk
 *
 * Tells "closing", ends what runs in the background and lets the database go. Calls after it end
 * in BALIE_ERROR_CANCELLED. May be called twice.
 */
void
balie_desk_close (BalieDesk *self)
{
  if (self->store == NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_CLOSING], 0);
  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
}

/* (nullable): NULL once closed. */
BalieStore *
balie_desk_get_store (BalieDesk *self)
{
  return self->store;
}

BalieClock *
balie_desk_get_clock (BalieDesk *self)
{
  return self->clock;
}

BalieSettings *
balie_desk_get_settings (BalieDesk *self)
{
  return self->snapshot->settings;
}

BalieBrandTable *
balie_desk_get_brands (BalieDesk *self)
{
  return self->snapshot->brands;
}

const BalieUser *
balie_desk_get_user (BalieDesk *self)
{
  return self->snapshot->user;
}

const char *
balie_desk_get_name (BalieDesk *self)
{
  return self->name;
}

BalieDate
balie_desk_get_today (BalieDesk *self)
{
  return balie_clock_get_today (self->clock, balie_settings_get_zone (self->snapshot->settings));
}

gint64
balie_desk_get_now (BalieDesk *self)
{
  return balie_clock_get_unix (self->clock);
}

gboolean
balie_desk_is_first_run (BalieDesk *self)
{
  return self->snapshot->is_first_run;
}

/**
 * balie_desk_check:
 * @self: the desk
 * @deed: what is about to be done
 * @error: return location for BALIE_ERROR_NOT_PERMITTED
 *
 * For a screen that shows beforehand what may be done; the deed itself checks again.
 *
 * Returns: whether who is signed in may
 */
gboolean
balie_desk_check (BalieDesk *self, BalieDeed deed, GError **error)
{
  const BalieDeskSnapshot *snapshot = self->snapshot;

  return balie_permission_check (snapshot->user_is_known ? snapshot->user : NULL, deed, error);
}

BaliePonClient *
balie_desk_get_pon (BalieDesk *self, GError **error)
{
  return balie_desk_remotes_get_pon (self->remotes, error);
}

BalieDriver2Client *
balie_desk_get_driver2 (BalieDesk *self, GError **error)
{
  return balie_desk_remotes_get_driver2 (self->remotes, error);
}

BalieKpClient *
balie_desk_get_kp (BalieDesk *self, GError **error)
{
  return balie_desk_remotes_get_kp (self->remotes, error);
}

const BalieRemoteConfig *
balie_desk_get_remote_config (BalieDesk *self, const char *remote_name)
{
  return balie_desk_remotes_get_config (self->remotes, remote_name);
}

BalieRemoteState
balie_desk_get_remote_state (BalieDesk *self, const char *remote_name)
{
  BalieHttp *http = balie_desk_remotes_get_http (self->remotes, remote_name);

  return http != NULL ? balie_http_get_state (http) : BALIE_REMOTE_UNUSED;
}

void
balie_desk_reset_remote (BalieDesk *self, const char *remote_name)
{
  BalieHttp *http = balie_desk_remotes_get_http (self->remotes, remote_name);

  if (http != NULL)
    balie_http_reset_breaker (http);
}

/* Unix seconds; 0 while nothing is held back. */
gint64
balie_desk_get_remote_retry_at (BalieDesk *self, const char *remote_name)
{
  BalieHttp *http = balie_desk_remotes_get_http (self->remotes, remote_name);

  return http != NULL ? balie_http_get_retry_at (http) : 0;
}

/**
 * balie_desk_dup_facts:
 * @self: the desk
 *
 * Returns: (transfer full): what a store function needs of the desk, as it is now
 */
BalieDeskFacts *
balie_desk_dup_facts (BalieDesk *self)
{
  BalieDeskFacts *facts = g_new0 (BalieDeskFacts, 1);

  facts->settings = balie_settings_ref (self->snapshot->settings);
  facts->brands = balie_brand_table_ref (self->snapshot->brands);
  facts->user = balie_user_copy (self->snapshot->user);
  facts->user_is_known = self->snapshot->user_is_known;
  facts->desk_name = g_strdup (self->name);
  facts->clock = balie_clock_ref (self->clock);
  facts->now = balie_desk_get_now (self);
  facts->today = balie_desk_get_today (self);
  return facts;
}

void
balie_desk_take_snapshot (BalieDesk *self, BalieDeskSnapshot *snapshot)
{
  balie_desk_snapshot_free (self->snapshot);
  self->snapshot = snapshot;
  self->n_taken++;
  balie_desk_remotes_update (self->remotes, snapshot->remotes);
}

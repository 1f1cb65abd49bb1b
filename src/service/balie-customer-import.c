/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rounds of making persons in Driver2, and when they happen. One object per desk, made at first use: a
 * round claims a few, sends or asks after each, records what came of it, and ends when nothing more can be
 * done now. A program that stays has one timer for the next one due. Main thread only. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-customer-import.h"

#include "balie-customer-import-job.h"
#include "balie-customer-import-outbox.h"
#include "balie-desk-run.h"
#include "balie-error.h"

#include <glib/gi18n-lib.h>

/* A person seldom brings more than one at a time. */
#define MAX_IN_FLIGHT 4
/* A round that was asked for waits for what can be tried again within this. */
#define PATIENCE_SECONDS 5
/* Waits in a row that found nothing to claim before the round ends all the same. */
#define MAX_WAITS 30
/* After a failure of the database. */
#define FAILED_SECONDS 30
/* Datum of a task that waits for one import only: its key. */
#define AWAITED "balie-awaited-import"

typedef enum
{
  RUNS_ROUND = 1 << 0,
  RUNS_BEGIN = 1 << 1,
  RUNS_CLAIM = 1 << 2,
  RUNS_LOOK = 1 << 3,
} BalieImportsCalls;

/**
 * BalieImports:
 * @desk: (unowned): owns this
 * @cancellable: (owned): cancelled when the desk closes
 * @tasks: (owned) (element-type GTask): who waits for the round
 * @keys: (owned) (nullable): set of the only ones worked on
 * @tries: (owned): key → how often it failed in this round
 * @error: (owned) (nullable): the database failed in this round
 * @timer: source id of the next round, or of going on with the one that runs; 0 for none
 * @n_in_flight: jobs that run or are being recorded
 * @must_begin: somebody asked for more while the round ran
 * @is_drained: the last claim found nothing
 */
typedef struct
{
  BalieDesk *desk;
  GCancellable *cancellable;
  GPtrArray *tasks;
  GHashTable *keys;
  GHashTable *tries;
  GError *error;
  guint timer;
  guint n_in_flight;
  guint n_waits;
  BalieImportsCalls running;
  gboolean explicit;
  gboolean must_begin;
  gboolean is_drained;
  gboolean is_started;
} BalieImports;

static void arm (BalieImports *self);
static void pump (BalieImports *self);
static void run_round (BalieImports *self, gboolean explicit, const char *const *keys);

static void
free_imports (gpointer data)
{
  BalieImports *self = data;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->tasks);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_hash_table_unref (self->tries);
  g_clear_error (&self->error);
  g_free (self);
}

static void
desk_closing_cb (BalieDesk *desk, gpointer user_data)
{
  BalieImports *self = user_data;

  self->is_started = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  pump (self);
}

static void
desk_changed_cb (BalieDesk *desk, const char *table, GArray *ids, gpointer user_data)
{
  if (g_str_equal (table, "imports"))
    arm (user_data);
}

static void
desk_remote_changed_cb (BalieDesk *desk, const char *remote_name, gpointer user_data)
{
  if (g_str_equal (remote_name, "driver2"))
    arm (user_data);
}

static BalieImports *
get_imports (BalieDesk *desk)
{
  static const char key[] = "balie-customer-imports";
  BalieImports *self = g_object_get_data (G_OBJECT (desk), key);

  if (self != NULL)
    return self;
  self = g_new0 (BalieImports, 1);
  self->desk = desk;
  self->cancellable = g_cancellable_new ();
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->tries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_object_set_data_full (G_OBJECT (desk), key, self, free_imports);
  g_signal_connect (desk, "closing", G_CALLBACK (desk_closing_cb), self);
  g_signal_connect (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  g_signal_connect (desk, "remote-changed", G_CALLBACK (desk_remote_changed_cb), self);
  return self;
}

static gboolean
is_configured (BalieImports *self)
{
  return balie_desk_get_remote_config (self->desk, "driver2")->url[0] != '\0';
}

/* The database failed: nothing can be claimed or recorded. Claims that were not given back end by their
 * age, and are asked after. */
static void
give_up (BalieImports *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

static gboolean
is_stopping (BalieImports *self)
{
  return self->error != NULL || g_cancellable_is_cancelled (self->cancellable) ||
         (!self->is_started && self->tasks->len == 0);
}

static char **
dup_keys (BalieImports *self)
{
  g_autofree gpointer *keys = NULL;

  if (self->keys == NULL)
    return NULL;
  keys = g_hash_table_get_keys_as_array (self->keys, NULL);
  return g_strdupv ((char **) keys);
}

/* The timer */

static gboolean
timer_fired_cb (gpointer user_data)
{
  BalieImports *self = user_data;

  self->timer = 0;
  if (self->running & RUNS_ROUND)
    {
      self->is_drained = FALSE;
      pump (self);
    }
  else
    run_round (self, FALSE, NULL);
  return G_SOURCE_REMOVE;
}

static void
set_timer (BalieImports *self, gint64 milliseconds)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add ((guint) CLAMP (milliseconds, 100, G_MAXINT), timer_fired_cb, self);
}

/* While the breaker is open nothing gets out. */
static gint64
get_time_left (BalieImports *self, gint64 next)
{
  if (balie_desk_get_remote_state (self->desk, "driver2") == BALIE_REMOTE_BROKEN)
    next = MAX (next, balie_desk_get_remote_retry_at (self->desk, "driver2"));
  return MAX (next - balie_desk_get_now (self->desk), 0);
}

static void end_round (BalieImports *self);

static void
looked_in_round (BalieImports *self, gint64 next)
{
  gint64 left = next != 0 ? get_time_left (self, next) : G_MAXINT64;

  if (!self->explicit || self->must_begin || is_stopping (self) || left >= PATIENCE_SECONDS ||
      self->n_waits++ >= MAX_WAITS)
    end_round (self);
  else
    set_timer (self, left * 1000);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieImports *self = get_imports (BALIE_DESK (source));
  GError *error = NULL;
  gint64 next = balie_customer_import_outbox_look_finish (self->desk, result, &error);

  self->running &= ~RUNS_LOOK;
  if (self->running & RUNS_ROUND)
    {
      if (error != NULL)
        give_up (self, error);
      if (self->is_drained && self->n_in_flight == 0 && (self->running & RUNS_CLAIM) == 0)
        looked_in_round (self, next);
      return;
    }
  if (self->is_started && error != NULL)
    set_timer (self, FAILED_SECONDS * 1000);
  else if (self->is_started && next != 0)
    set_timer (self, get_time_left (self, next) * 1000);
  g_clear_error (&error);
}

static void
look (BalieImports *self)
{
  g_auto (GStrv) keys = self->running & RUNS_ROUND ? dup_keys (self) : NULL;

  if (self->running & RUNS_LOOK)
    return;
  self->running |= RUNS_LOOK;
  balie_customer_import_outbox_look_async (self->desk, (const char *const *) keys,
                                           self->cancellable, looked_cb, NULL);
}

/* Finds out when the next round is; a read only, so that it may follow every change. */
static void
arm (BalieImports *self)
{
  if (self->is_started && (self->running & RUNS_ROUND) == 0 && is_configured (self))
    look (self);
}

/* Rounds */

/* Who asked for one person need not wait for the others of the round. */
static void
answer_awaiting (BalieImports *self, const char *key)
{
  g_autoptr (GPtrArray) answered = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = self->tasks->len; i > 0; i--)
    {
      GTask *task = g_ptr_array_index (self->tasks, i - 1);

      if (g_strcmp0 (g_object_get_data (G_OBJECT (task), AWAITED), key) != 0)
        continue;
      g_ptr_array_add (answered, g_object_ref (task));
      g_ptr_array_remove_index (self->tasks, i - 1);
    }
  for (guint i = 0; i < answered->len; i++)
    g_task_return_boolean (g_ptr_array_index (answered, i), TRUE);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *key = user_data;
  /* Who is answered may hold the last references to it. */
  g_autoptr (BalieDesk) desk = g_object_ref (BALIE_DESK (source));
  BalieImports *self = get_imports (desk);
  GError *error = NULL;

  self->n_in_flight--;
  self->is_drained = FALSE;
  if (balie_customer_import_outbox_record_finish (self->desk, result, &error))
    answer_awaiting (self, key);
  else
    give_up (self, error);
  pump (self);
}

/* In a round that was asked for the waits begin anew: what failed all night may work now. */
static void
count_try (BalieImports *self, BalieImportOutcome *outcome)
{
  int tries;

  if (!self->explicit || outcome->kind == BALIE_OUTCOME_RECEIVED)
    return;
  tries = GPOINTER_TO_INT (g_hash_table_lookup (self->tries, outcome->key)) + 1;
  g_hash_table_replace (self->tries, g_strdup (outcome->key), GINT_TO_POINTER (tries));
  outcome->tries = tries;
}

static void
job_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieImports *self = get_imports (BALIE_DESK (source));
  BalieImportOutcome *outcome = balie_customer_import_job_finish (self->desk, result);
  char *key = g_strdup (outcome->key);

  count_try (self, outcome);
  balie_customer_import_outbox_record_async (self->desk, outcome, recorded_cb, key);
}

static void
claimed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieImports *self = get_imports (BALIE_DESK (source));
  GError *error = NULL;
  g_autoptr (GPtrArray) claimed =
      balie_customer_import_outbox_claim_finish (self->desk, result, &error);

  self->running &= ~RUNS_CLAIM;
  if (claimed == NULL)
    give_up (self, error);
  else
    self->is_drained = claimed->len == 0;
  for (guint i = 0; claimed != NULL && i < claimed->len; i++)
    {
      self->n_in_flight++;
      self->n_waits = 0;
      balie_customer_import_job_async (self->desk, g_ptr_array_index (claimed, i),
                                       self->cancellable, job_ended_cb, NULL);
    }
  pump (self);
}

static void
claim (BalieImports *self)
{
  g_auto (GStrv) keys = dup_keys (self);

  self->running |= RUNS_CLAIM;
  balie_customer_import_outbox_claim_async (self->desk, (const char *const *) keys,
                                            MAX_IN_FLIGHT - self->n_in_flight, self->cancellable,
                                            claimed_cb, NULL);
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieImports *self = get_imports (BALIE_DESK (source));
  GError *error = NULL;

  self->running &= ~RUNS_BEGIN;
  self->is_drained = FALSE;
  if (!balie_customer_import_outbox_begin_finish (self->desk, result, &error))
    give_up (self, error);
  pump (self);
}

static void
begin (BalieImports *self)
{
  g_auto (GStrv) keys = dup_keys (self);

  self->must_begin = FALSE;
  self->running |= RUNS_BEGIN;
  balie_customer_import_outbox_begin_async (self->desk, self->explicit, (const char *const *) keys,
                                            self->cancellable, begun_cb, NULL);
}

static void
answer_tasks (BalieImports *self, const GError *error)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->tasks);

  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static void
end_round (BalieImports *self)
{
  g_autoptr (GError) error = g_steal_pointer (&self->error);
  BalieDesk *desk;

  if (self->must_begin && error == NULL && !is_stopping (self))
    {
      begin (self);
      return;
    }
  /* Who waits may hold the last references to it. */
  desk = g_object_ref (self->desk);
  self->running &= ~RUNS_ROUND;
  self->explicit = FALSE;
  self->must_begin = FALSE;
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_hash_table_remove_all (self->tries);
  if (error != NULL && !balie_error_is_cancelled (error))
    g_warning ("Adding to Driver2 stopped: %s", balie_error_code_to_string (error->code));
  answer_tasks (self, error);
  if (error != NULL && self->is_started)
    set_timer (self, FAILED_SECONDS * 1000);
  else
    arm (self);
  g_object_unref (desk);
}

/* The only place that decides what is done next in a round. */
static void
pump (BalieImports *self)
{
  const BalieImportsCalls busy = RUNS_BEGIN | RUNS_CLAIM;

  if ((self->running & RUNS_ROUND) == 0 || (self->running & busy) != 0)
    return;
  if (!is_stopping (self) && is_configured (self) && !self->is_drained &&
      self->n_in_flight < MAX_IN_FLIGHT)
    claim (self);
  else if (self->n_in_flight > 0 || self->timer != 0)
    return;
  else if (is_stopping (self) || !is_configured (self))
    end_round (self);
  else
    look (self);
}

static void
add_keys (BalieImports *self, const char *const *keys)
{
  if (keys == NULL)
    g_clear_pointer (&self->keys, g_hash_table_unref);
  for (gsize i = 0; self->keys != NULL && keys != NULL && keys[i] != NULL; i++)
    g_hash_table_add (self->keys, g_strdup (keys[i]));
}

static void
run_round (BalieImports *self, gboolean explicit, const char *const *keys)
{
  gboolean runs = (self->running & RUNS_ROUND) != 0;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!runs && keys != NULL)
    self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_keys (self, keys);
  self->explicit = self->explicit || explicit;
  self->n_waits = 0;
  self->running |= RUNS_ROUND;
  if (!runs)
    begin (self);
  else
    {
      self->must_begin = TRUE;
      self->is_drained = FALSE;
      pump (self);
    }
}

/* Public functions */

/* The round goes on for others, and what is in flight is seen through. */
static void
task_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  BalieImports *self = get_imports (g_task_get_source_object (task));

  if (g_ptr_array_remove (self->tasks, task))
    g_task_return_new_error (task, BALIE_ERROR, BALIE_ERROR_CANCELLED, "Cancelled");
  if (is_stopping (self))
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      pump (self);
    }
}

/* Takes over @task: it ends with the round. */
static void
join_round (GTask *task, gboolean explicit, const char *const *keys, GCancellable *cancellable)
{
  BalieDesk *desk = g_task_get_source_object (task);
  BalieImports *self = get_imports (desk);

  if (balie_desk_get_store (desk) == NULL || g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_new_error (task, BALIE_ERROR, BALIE_ERROR_CANCELLED, "Cancelled");
      g_object_unref (task);
      return;
    }
  g_ptr_array_add (self->tasks, task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (task_cancelled_cb), task,
                             G_CONNECT_DEFAULT);
  run_round (self, explicit, keys);
}

/**
 * balie_customer_imports_sync_async:
 * @desk: the desk
 * @keys: (nullable) (array zero-terminated=1): only these
 *
 * Everything that waits gets its try now, what is unclear is asked after a few times within seconds. That
 * Driver2 can't be reached is no error: the imports say so.
 */
void
balie_customer_imports_sync_async (BalieDesk *desk,
                                   const char *const *keys,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (desk, NULL, callback, user_data);

  g_task_set_source_tag (task, balie_customer_imports_sync_async);
  join_round (task, TRUE, keys, cancellable);
}

gboolean
balie_customer_imports_sync_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
retry_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieDesk *desk = BALIE_DESK (source);
  GError *error = NULL;
  char *key = balie_customer_import_outbox_retry_finish (desk, result, &error);

  if (key == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_object_set_data_full (G_OBJECT (task), AWAITED, key, g_free);
  balie_desk_reset_remote (desk, "driver2");
  join_round (task, FALSE, NULL, g_task_get_task_data (task));
}

void
balie_customer_import_retry_async (BalieDesk *desk,
                                   const char *key,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (desk, NULL, callback, user_data);

  g_task_set_source_tag (task, balie_customer_import_retry_async);
  if (cancellable != NULL)
    g_task_set_task_data (task, g_object_ref (cancellable), g_object_unref);
  balie_customer_import_outbox_retry_async (desk, key, cancellable, retry_noted_cb, task);
}

/**
 * balie_customer_import_retry_finish:
 * @desk: the desk
 * @result: of balie_customer_import_retry_async()
 * @error: return location
 *
 * Ends as soon as the outcome of this import is recorded, whatever else the round is doing.
 *
 * Returns: %FALSE when it could not be tried; that Driver2 said no is no error
 */
gboolean
balie_customer_import_retry_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gpointer
list_in_store (BalieDb *db,
               const BalieDeskFacts *facts,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  const guint *wish = data;

  return balie_customer_import_table_list (db, wish[0] != 0, wish[1], error);
}

void
balie_customer_imports_list_async (BalieDesk *desk,
                                   gboolean open_only,
                                   guint limit,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  guint *wish = g_new (guint, 2);

  wish[0] = open_only;
  wish[1] = limit;
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, list_in_store, wish, g_free,
                        (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
balie_customer_imports_list_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_customer_imports_start (BalieDesk *desk)
{
  BalieImports *self = get_imports (desk);

  if (self->is_started)
    return;
  self->is_started = TRUE;
  run_round (self, FALSE, NULL);
}

void
balie_customer_imports_stop (BalieDesk *desk)
{
  BalieImports *self = get_imports (desk);

  self->is_started = FALSE;
  if ((self->running & RUNS_ROUND) == 0)
    g_clear_handle_id (&self->timer, g_source_remove);
}

void
balie_customer_imports_wake (BalieDesk *desk)
{
  BalieImports *self = get_imports (desk);

  if (self->is_started)
    run_round (self, FALSE, NULL);
}

/* Why it waits, by the code of the problem. */
static const char *
get_problem_sentence (const char *problem)
{
  static const struct
  {
    const char *code;
    const char *sentence;
  } sentences[] = {
    { "offline", N_ ("Not in Driver2 yet: it can’t be reached; Balie tries again by itself") },
    { "timeout", N_ ("Not in Driver2 yet: no answer came in time; Balie asks after it") },
    { "unclear", N_ ("Not in Driver2 yet: no clear answer came; Balie asks after it") },
    { "unavailable", N_ ("Not in Driver2 yet: it asked to come back later") },
    { "refused", N_ ("Not in Driver2 yet: it does not let Balie in") },
    { "secret", N_ ("Not in Driver2 yet: its password is missing or not accepted") },
    { "not-configured", N_ ("Not in Driver2 yet: its address is missing or can’t be used") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      if (g_str_equal (sentences[i].code, problem))
        return _ (sentences[i].sentence);
    }
  return _ ("Being added to Driver2");
}

/**
 * balie_customer_import_dup_sentence:
 * @import: an import
 *
 * Returns: (transfer full): where it stands, translated
 */
char *
balie_customer_import_dup_sentence (const BalieCustomerImport *import)
{
  switch (import->state)
    {
    case BALIE_IMPORT_DONE:
      return g_strdup_printf (_ ("In Driver2 as number %s"), import->number);
    case BALIE_IMPORT_FAILED:
      if (g_str_equal (import->problem, "conflict"))
        return g_strdup (_ ("Not in Driver2 yet: somebody like this is there already"));
      if (g_str_equal (import->problem, "cancelled"))
        return g_strdup (_ ("Not in Driver2 yet: the load was undone before it was added"));
      /* TRANSLATORS: %s is what Driver2 said */
      return g_strdup_printf (_ ("Not in Driver2 yet: %s"), import->reason);
    case BALIE_IMPORT_SENDING:
      return g_strdup (_ ("Being added to Driver2"));
    case BALIE_IMPORT_WAITING:
    case BALIE_IMPORT_UNKNOWN:
    case BALIE_N_IMPORT_STATES:
    default:
      return g_strdup (get_problem_sentence (import->problem));
    }
}

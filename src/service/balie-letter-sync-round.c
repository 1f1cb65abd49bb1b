/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One insurer's turn. Several shipments may be on their way at once, but they are stored one after the other
 * in the order in which they were provided, because a reminder is told by what came before it. A shipment is
 * acknowledged only after its transaction was committed; what a crash left unacknowledged is first. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-letter-sync-round.h"

#include "balie-desk-run.h"
#include "balie-error.h"
#include "balie-letter-arrival.h"
#include "balie-letter-table.h"

typedef enum
{
  JOB_WAITS,
  JOB_GETTING,
  JOB_FETCHED,
  JOB_STORING,
  JOB_ACKNOWLEDGING,
  JOB_DONE,
} JobState;

/**
 * Job:
 * @is_stored: only to be acknowledged
 * @content: (owned) (nullable): while fetched and not stored
 *
 * One shipment.
 */
typedef struct
{
  char *shipment;
  gint64 provided_at;
  gboolean is_stored;
  JobState state;
  BalieShipmentContent *content;
} Job;

/**
 * Round:
 * @jobs: (owned) (element-type Job): in the order of storing
 * @next: index of the first job not begun
 * @n_busy: begun and not done
 * @is_storing: one of them is being stored
 * @is_stopped: no more is begun
 * @locked: (owned) (nullable): what the insurer said of the login
 */
typedef struct
{
  BalieInsurer *insurer;
  BalieBiproClient *client;
  GPtrArray *jobs;
  guint next;
  int n_busy;
  gboolean is_storing;
  gboolean is_stopped;
  char *locked;
  BalieLetterSyncSummary *summary;
} Round;

/* A callback's job and round. */
typedef struct
{
  GTask *task;
  Job *job;
} Step;

static void pump (GTask *task);

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->shipment);
  g_clear_pointer (&job->content, balie_shipment_content_free);
  g_free (job);
}

static void
free_round (gpointer data)
{
  Round *round = data;

  balie_insurer_free (round->insurer);
  g_clear_object (&round->client);
  g_clear_pointer (&round->jobs, g_ptr_array_unref);
  g_clear_pointer (&round->summary, balie_letter_sync_summary_free);
  g_free (round->locked);
  g_free (round);
}

static Job *
make_job (const char *shipment, gint64 provided_at, gboolean is_stored)
{
  Job *job = g_new0 (Job, 1);

  job->shipment = g_strdup (shipment);
  job->provided_at = provided_at;
  job->is_stored = is_stored;
  return job;
}

static Step *
make_step (GTask *task, Job *job)
{
  Step *step = g_new0 (Step, 1);

  step->task = task;
  step->job = job;
  return step;
}

/* Takes over @error. What stops the insurer, and what only one shipment. */
static void
take_problem (Round *round, GError *error)
{
  gboolean only_this = g_error_matches (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR) ||
                       g_error_matches (error, BALIE_ERROR, BALIE_ERROR_REFUSED) ||
                       g_error_matches (error, BALIE_ERROR, BALIE_ERROR_TIMEOUT);

  if (balie_bipro_error_is_lockout (error))
    {
      g_free (round->locked);
      round->locked = g_strdup (error->message);
      only_this = FALSE;
    }
  round->is_stopped |= !only_this;
  g_clear_error (&round->summary->problem);
  round->summary->problem = error;
}

/* Recording how it went */

typedef struct
{
  char *name;
  char *locked;
  char *problem;
} Outcome;

static void
free_outcome (gpointer data)
{
  Outcome *outcome = data;

  g_free (outcome->name);
  g_free (outcome->locked);
  g_free (outcome->problem);
  g_free (outcome);
}

static gpointer
record_in_store (BalieDb *db,
                 const BalieDeskFacts *facts,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  Outcome *outcome = data;
  g_autoptr (BalieInsurer) insurer = balie_insurer_table_find (db, outcome->name, error);

  if (insurer == NULL)
    return NULL;
  if (*outcome->problem == '\0')
    insurer->last_sync_at = facts->now;
  g_free (insurer->last_problem);
  insurer->last_problem = g_strdup (outcome->problem);
  if (outcome->locked != NULL)
    {
      g_free (insurer->locked);
      insurer->locked = g_strdup (outcome->locked);
    }
  balie_insurer_table_put (db, insurer, error);
  return NULL;
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  balie_desk_run_finish (BALIE_DESK (source), result, &error);
  if (error != NULL && round->summary->problem == NULL)
    round->summary->problem = g_steal_pointer (&error);
  g_task_return_pointer (task, g_steal_pointer (&round->summary),
                         (GDestroyNotify) balie_letter_sync_summary_free);
}

/* Takes over @task. */
static void
end (GTask *task)
{
  Round *round = g_task_get_task_data (task);
  const GError *problem = round->summary->problem;
  Outcome *outcome = g_new0 (Outcome, 1);

  outcome->name = g_strdup (round->insurer->name);
  outcome->locked = g_strdup (round->locked);
  outcome->problem =
      g_strdup (problem == NULL                  ? ""
                : problem->domain == BALIE_ERROR ? balie_error_code_to_string (problem->code)
                                                 : "unclear");
  balie_desk_run_async (g_task_get_source_object (task), BALIE_STORE_WRITE, BALIE_DEED_NONE,
                        record_in_store, outcome, free_outcome, NULL, NULL, recorded_cb, task);
}

/* Acknowledging */

static void
end_job (GTask *task, Job *job)
{
  Round *round = g_task_get_task_data (task);

  job->state = JOB_DONE;
  g_clear_pointer (&job->content, balie_shipment_content_free);
  round->n_busy--;
  pump (task);
}

typedef struct
{
  char *insurer;
  char *shipment;
} Acknowledged;

static void
free_acknowledged (gpointer data)
{
  Acknowledged *acknowledged = data;

  g_free (acknowledged->insurer);
  g_free (acknowledged->shipment);
  g_free (acknowledged);
}

static gpointer
note_acknowledged (BalieDb *db,
                   const BalieDeskFacts *facts,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  Acknowledged *acknowledged = data;

  balie_letter_table_set_acknowledged (db, acknowledged->insurer, acknowledged->shipment, error);
  return NULL;
}

static void
acknowledgement_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Step *step = user_data;
  Round *round = g_task_get_task_data (step->task);
  GError *error = NULL;

  balie_desk_run_finish (BALIE_DESK (source), result, &error);
  if (error != NULL)
    take_problem (round, error);
  end_job (step->task, step->job);
}

static void
acknowledged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Step *step = user_data;
  Round *round = g_task_get_task_data (step->task);
  Acknowledged *acknowledged;
  GError *error = NULL;

  balie_bipro_client_acknowledge_finish (BALIE_BIPRO_CLIENT (source), result, &error);
  /* What is not there any more needs no acknowledgement. */
  if (error != NULL && !g_error_matches (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND))
    {
      take_problem (round, error);
      end_job (step->task, step->job);
      g_free (step);
      return;
    }
  g_clear_error (&error);
  acknowledged = g_new0 (Acknowledged, 1);
  acknowledged->insurer = g_strdup (round->insurer->name);
  acknowledged->shipment = g_strdup (step->job->shipment);
  balie_desk_run_async (g_task_get_source_object (step->task), BALIE_STORE_WRITE, BALIE_DEED_NONE,
                        note_acknowledged, acknowledged, free_acknowledged, NULL, NULL,
                        acknowledgement_noted_cb, step);
}

static void
acknowledge (GTask *task, Job *job)
{
  Round *round = g_task_get_task_data (task);

  if (round->is_stopped || !balie_bipro_client_acknowledges (round->client))
    {
      end_job (task, job);
      return;
    }
  job->state = JOB_ACKNOWLEDGING;
  balie_bipro_client_acknowledge_async (round->client, job->shipment, g_task_get_cancellable (task),
                                        acknowledged_cb, make_step (task, job));
}

/* Storing */

/* Borrowed: the round waits for it. */
typedef struct
{
  const char *insurer;
  const BalieShipmentContent *content;
} Arrival;

static gpointer
store_arrival (BalieDb *db,
               const BalieDeskFacts *facts,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  Arrival *arrival = data;
  int n_new = 0;

  balie_letter_arrival_store (db, facts, arrival->insurer, arrival->content, &n_new, error);
  return GINT_TO_POINTER (n_new);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Step *step = user_data;
  Round *round = g_task_get_task_data (step->task);
  GError *error = NULL;
  int n_new = GPOINTER_TO_INT (balie_desk_run_finish (BALIE_DESK (source), result, &error));

  round->is_storing = FALSE;
  g_clear_pointer (&step->job->content, balie_shipment_content_free);
  /* Another desk was quicker: it is stored all the same. */
  if (error == NULL || g_error_matches (error, BALIE_ERROR, BALIE_ERROR_CONFLICT))
    {
      round->summary->n_new += error == NULL ? n_new : 0;
      g_clear_error (&error);
      acknowledge (step->task, step->job);
      return;
    }
  round->summary->n_failed++;
  take_problem (round, error);
  end_job (step->task, step->job);
}

static void
store (GTask *task, Job *job)
{
  Round *round = g_task_get_task_data (task);
  Arrival *arrival = g_new0 (Arrival, 1);

  round->is_storing = TRUE;
  job->state = JOB_STORING;
  arrival->insurer = round->insurer->name;
  arrival->content = job->content;
  balie_desk_run_async (g_task_get_source_object (task), BALIE_STORE_WRITE, BALIE_DEED_NONE,
                        store_arrival, arrival, g_free, NULL, NULL, stored_cb,
                        make_step (task, job));
}

/* The oldest that is not stored yet, once it is here; TRUE when the round went on by that. */
static gboolean
store_next (GTask *task)
{
  Round *round = g_task_get_task_data (task);

  for (guint i = 0; i < round->next && !round->is_storing; i++)
    {
      Job *job = round->jobs->pdata[i];

      if (job->state == JOB_GETTING)
        return FALSE;
      if (job->state != JOB_FETCHED)
        continue;
      store (task, job);
      return TRUE;
    }
  return FALSE;
}

/* Getting */

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Step *step = user_data;
  Round *round = g_task_get_task_data (step->task);
  Job *job = step->job;
  GError *error = NULL;

  job->content = balie_bipro_client_get_finish (BALIE_BIPRO_CLIENT (source), result, &error);
  if (job->content != NULL)
    {
      /* Under the name by which it was asked for, whatever stands in it. */
      g_free (job->content->id);
      job->content->id = g_strdup (job->shipment);
      if (job->content->provided_at == 0)
        job->content->provided_at = job->provided_at;
      job->state = JOB_FETCHED;
      pump (step->task);
      return;
    }
  /* Withdrawn, or fetched and acknowledged by someone else: nothing is lost. */
  if (g_error_matches (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND))
    {
      g_error_free (error);
    }
  else
    {
      round->summary->n_failed += !balie_error_is_cancelled (error);
      take_problem (round, error);
    }
  end_job (step->task, job);
}

static void
begin_job (GTask *task, Job *job)
{
  Round *round = g_task_get_task_data (task);

  round->n_busy++;
  if (job->is_stored)
    {
      acknowledge (task, job);
      return;
    }
  job->state = JOB_GETTING;
  balie_bipro_client_get_async (round->client, job->shipment, g_task_get_cancellable (task), got_cb,
                                make_step (task, job));
}

static gboolean
may_begin (GTask *task)
{
  Round *round = g_task_get_task_data (task);

  return !round->is_stopped && round->next < round->jobs->len &&
         round->n_busy < balie_bipro_client_get_max_in_flight (round->client) &&
         !g_cancellable_is_cancelled (g_task_get_cancellable (task));
}

/* Does whatever can be done now; the last to end ends the round. */
static void
pump (GTask *task)
{
  Round *round = g_task_get_task_data (task);

  store_next (task);
  while (may_begin (task))
    begin_job (task, round->jobs->pdata[round->next++]);
  if (round->n_busy == 0)
    end (task);
}

/* Listing */

/**
 * Sorting:
 * @listed: (owned) (element-type BalieShipment)
 *
 * What the insurer has, compared with what is stored.
 */
typedef struct
{
  char *insurer;
  gboolean acknowledges;
  GPtrArray *listed;
} Sorting;

static void
free_sorting (gpointer data)
{
  Sorting *sorting = data;

  g_free (sorting->insurer);
  g_ptr_array_unref (sorting->listed);
  g_free (sorting);
}

static int
compare_jobs (gconstpointer a, gconstpointer b)
{
  const Job *first = *(Job *const *) a;
  const Job *second = *(Job *const *) b;

  if (first->is_stored != second->is_stored)
    return first->is_stored ? -1 : 1;
  if (first->provided_at != second->provided_at)
    return first->provided_at < second->provided_at ? -1 : 1;
  return g_strcmp0 (first->shipment, second->shipment);
}

static gboolean
add_unacknowledged (BalieDb *db, const Sorting *sorting, GPtrArray *jobs, GError **error)
{
  g_autoptr (GPtrArray) shipments =
      balie_letter_table_get_unacknowledged (db, sorting->insurer, error);

  for (guint i = 0; shipments != NULL && i < shipments->len; i++)
    g_ptr_array_add (jobs, make_job (shipments->pdata[i], 0, TRUE));
  return shipments != NULL;
}

static gpointer
sort_in_store (BalieDb *db,
               const BalieDeskFacts *facts,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  Sorting *sorting = data;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (free_job);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sorting->listed->len; i++)
    {
      const BalieShipment *shipment = sorting->listed->pdata[i];
      gboolean is_stored;

      if (*shipment->id == '\0' || !g_hash_table_add (seen, shipment->id))
        continue;
      if (!balie_letter_table_has_shipment (db, sorting->insurer, shipment->id, &is_stored, error))
        return NULL;
      if (!is_stored)
        g_ptr_array_add (jobs, make_job (shipment->id, shipment->provided_at, FALSE));
    }
  if (sorting->acknowledges && !add_unacknowledged (db, sorting, jobs, error))
    return NULL;
  g_ptr_array_sort (jobs, compare_jobs);
  return g_steal_pointer (&jobs);
}

static void
sorted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Round *round = g_task_get_task_data (task);
  GError *error = NULL;

  round->jobs = balie_desk_run_finish (BALIE_DESK (source), result, &error);
  if (error == NULL)
    {
      pump (task);
      return;
    }
  take_problem (round, error);
  end (task);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Round *round = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *listed = balie_bipro_client_list_finish (BALIE_BIPRO_CLIENT (source), result, &error);
  Sorting *sorting;

  if (listed == NULL)
    {
      take_problem (round, error);
      end (task);
      return;
    }
  sorting = g_new0 (Sorting, 1);
  sorting->insurer = g_strdup (round->insurer->name);
  sorting->acknowledges = balie_bipro_client_acknowledges (round->client);
  sorting->listed = listed;
  balie_desk_run_async (g_task_get_source_object (task), BALIE_STORE_READ, BALIE_DEED_NONE,
                        sort_in_store, sorting, free_sorting, (GDestroyNotify) g_ptr_array_unref,
                        NULL, sorted_cb, task);
}

void
balie_letter_round_async (BalieDesk *desk,
                          const BalieInsurer *insurer,
                          gboolean again,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);
  Round *round = g_new0 (Round, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, balie_letter_round_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, round, free_round);
  round->insurer = balie_insurer_copy (insurer);
  round->summary = g_new0 (BalieLetterSyncSummary, 1);
  round->client = balie_bipro_client_new (insurer, &error);
  if (round->client == NULL)
    {
      take_problem (round, error);
      end (task);
      return;
    }
  balie_bipro_client_list_async (round->client, again, cancellable, listed_cb, task);
}

BalieLetterSyncSummary *
balie_letter_round_finish (BalieDesk *desk, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

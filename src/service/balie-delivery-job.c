/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of one claimed request: send it, ask after it, or withdraw it; every end is an outcome. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-delivery-job.h"

#include "balie-claimer.h"
#include "balie-error.h"
#include "balie-outbox-meaning.h"

/**
 * BalieDeliveryJob:
 * @pon: (owned): the client at the time of the claim
 * @request: (owned): as claimed
 * @sent_at: when it was sent, 0 when it was not
 */
typedef struct
{
  BaliePonClient *pon;
  BaliePlateRequest *request;
  gint64 sent_at;
} BalieDeliveryJob;

static void
free_job (gpointer data)
{
  BalieDeliveryJob *job = data;

  g_clear_object (&job->pon);
  g_clear_pointer (&job->request, balie_plate_request_free);
  g_free (job);
}

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

static gboolean
tells_reason (BalieOutcomeKind kind)
{
  return kind == BALIE_OUTCOME_CONFLICT || kind == BALIE_OUTCOME_REFUSED ||
         kind == BALIE_OUTCOME_WITHDRAWAL_REFUSED;
}

/* The breaker let nothing out: that is no try, and PON did not ask for it. */
static gboolean
was_held_back (BalieDesk *desk, const GError *error)
{
  return g_error_matches (error, BALIE_ERROR, BALIE_ERROR_UNAVAILABLE) &&
         balie_desk_get_remote_state (desk, "pon") == BALIE_REMOTE_BROKEN;
}

/* Takes over @error. */
static BalieOutcome *
make_failure (GTask *task, BalieOutboxDeed deed, GError *error)
{
  const BalieDeliveryJob *job = g_task_get_task_data (task);
  BalieOutcomeKind kind = was_held_back (g_task_get_source_object (task), error)
                              ? BALIE_OUTCOME_NOT_TRIED
                              : balie_outcome_kind_from_error (error, deed);
  BalieOutcome *outcome = balie_outcome_new_for (kind, job->request);

  outcome->problem = balie_outcome_get_problem (kind, error);
  if (tells_reason (kind))
    replace (&outcome->reason, error->message);
  if (kind == BALIE_OUTCOME_UNAVAILABLE || kind == BALIE_OUTCOME_NOT_TRIED)
    outcome->retry_after = balie_pon_error_get_retry_after (error);
  if (kind == BALIE_OUTCOME_NOT_TRIED)
    outcome->retry_after = MAX (outcome->retry_after, 1);
  outcome->error = error;
  return outcome;
}

/**
 * balie_outcome_new_from_answer:
 * @answer: what PON tells of a request
 *
 * Returns: (transfer full): it as an outcome
 */
BalieOutcome *
balie_outcome_new_from_answer (const BaliePonAnswer *answer)
{
  BalieOutcomeKind kind = BALIE_OUTCOME_RECEIVED;
  BalieOutcome *outcome;

  if (answer->status == BALIE_REQUEST_APPROVED)
    kind = BALIE_OUTCOME_ISSUED;
  else if (answer->status == BALIE_REQUEST_REJECTED)
    kind = BALIE_OUTCOME_REJECTED;
  else if (answer->status == BALIE_REQUEST_WITHDRAWN)
    kind = BALIE_OUTCOME_WITHDRAWN;
  outcome = balie_outcome_new (kind);
  replace (&outcome->key, answer->key);
  replace (&outcome->pon_id, answer->id);
  replace (&outcome->plate, answer->plate);
  replace (&outcome->reason, answer->reason);
  replace (&outcome->pon_updated_at, answer->updated_at);
  return outcome;
}

/* Asked for by our key, so it is about our request whatever key it tells. */
static BalieOutcome *
make_success (const BalieDeliveryJob *job, const BaliePonAnswer *answer)
{
  BalieOutcome *outcome = balie_outcome_new_from_answer (answer);

  replace (&outcome->key, job->request->key);
  replace (&outcome->claimed_by, job->request->claimed_by);
  outcome->claimed_at = job->request->claimed_at;
  return outcome;
}

static gboolean
has_left (BalieOutcomeKind kind)
{
  return kind != BALIE_OUTCOME_OFFLINE && kind != BALIE_OUTCOME_UNAVAILABLE &&
         kind != BALIE_OUTCOME_LOCKED_OUT && kind != BALIE_OUTCOME_NOT_TRIED;
}

/* Takes over @task and @outcome. */
static void
end (GTask *task, BalieOutcome *outcome)
{
  BalieDeliveryJob *job = g_task_get_task_data (task);

  if (job->sent_at != 0 && has_left (outcome->kind))
    outcome->sent_at = job->sent_at;
  g_task_return_pointer (task, outcome, (GDestroyNotify) balie_outcome_free);
  g_object_unref (task);
}

static void
withdrawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieDeliveryJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (balie_pon_client_withdraw_finish (job->pon, result, &error))
    end (task, balie_outcome_new_for (BALIE_OUTCOME_WITHDRAWN, job->request));
  else
    end (task, make_failure (task, BALIE_OUTBOX_WITHDRAW, error));
}

static void
withdraw (GTask *task)
{
  BalieDeliveryJob *job = g_task_get_task_data (task);

  balie_pon_client_withdraw_async (job->pon, job->request->pon_id, g_task_get_cancellable (task),
                                   withdrawn_cb, task);
}

/* A withdrawal tried before is only tried again when PON still has the request undecided. */
static gboolean
must_withdraw (const BalieDeliveryJob *job, const BaliePonAnswer *answer)
{
  return job->request->state == BALIE_REQUEST_WITHDRAWAL_ASKED && job->request->pon_id[0] != '\0' &&
         answer->status == BALIE_REQUEST_REQUESTED;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieDeliveryJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BaliePonAnswer) answer = balie_pon_client_find_finish (job->pon, result, &error);

  if (error != NULL)
    end (task, make_failure (task, BALIE_OUTBOX_ASK, error));
  else if (answer == NULL)
    end (task, balie_outcome_new_for (BALIE_OUTCOME_ABSENT, job->request));
  else if (must_withdraw (job, answer))
    withdraw (task);
  else
    end (task, make_success (job, answer));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieDeliveryJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BaliePonAnswer) answer = balie_pon_client_create_finish (job->pon, result, &error);

  if (answer == NULL)
    end (task, make_failure (task, BALIE_OUTBOX_SEND, error));
  else
    end (task, make_success (job, answer));
}

static void
start (GTask *task, gint64 now)
{
  BalieDeliveryJob *job = g_task_get_task_data (task);
  const BaliePlateRequest *request = job->request;
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (request->state == BALIE_REQUEST_SENDING)
    {
      job->sent_at = now;
      balie_pon_client_create_async (job->pon, request, cancellable, sent_cb, task);
    }
  else if (request->state == BALIE_REQUEST_WITHDRAWAL_ASKED && request->pon_id[0] != '\0' &&
           request->attempts == 0)
    withdraw (task);
  else
    balie_pon_client_find_async (job->pon, request->key, cancellable, asked_cb, task);
}

void
balie_delivery_job_async (BalieDesk *desk,
                          const BaliePlateRequest *claimed,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);
  BalieDeliveryJob *job = g_new0 (BalieDeliveryJob, 1);
  GError *error = NULL;
  BaliePonClient *pon = balie_desk_get_pon (desk, &error);
  gint64 now = balie_desk_get_now (desk);

  g_task_set_source_tag (task, balie_delivery_job_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, free_job);
  job->request = balie_plate_request_copy (claimed);
  if (pon == NULL)
    {
      end (task, make_failure (task, BALIE_OUTBOX_ASK, error));
      return;
    }
  job->pon = g_object_ref (pon);
  if (now - claimed->claimed_at > BALIE_CLAIM_FRESH_SECONDS ||
      g_cancellable_is_cancelled (cancellable))
    end (task, balie_outcome_new_for (BALIE_OUTCOME_NOT_TRIED, claimed));
  else
    start (task, now);
}

BalieOutcome *
balie_delivery_job_finish (BalieDesk *desk, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

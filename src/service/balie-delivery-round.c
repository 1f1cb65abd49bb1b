/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One round of delivery. Everything that ends calls pump(), the only place that decides what is started
 * next: sending, recording, claiming, and when none of these is left, waiting, fetching or ending. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-delivery-round.h"

#include "balie-delivery-job.h"
#include "balie-delivery-states.h"
#include "balie-error.h"

/* An explicit round waits for what can be tried again within this. */
#define PATIENCE_SECONDS 5
#define DEFAULT_LIMIT 8

/**
 * BalieDeliveryRoundPhase:
 * @PHASE_BEGIN: dead claims are to be freed first
 * @PHASE_WORK: claims, sends and records
 * @PHASE_FETCH: nothing is left to send, states are to be fetched
 * @PHASE_COUNT: what is left is to be counted
 * @PHASE_END: over
 */
typedef enum
{
  PHASE_BEGIN,
  PHASE_WORK,
  PHASE_FETCH,
  PHASE_COUNT,
  PHASE_END,
} BalieDeliveryRoundPhase;

typedef enum
{
  RUNS_BEGIN = 1 << 0,
  RUNS_CLAIM = 1 << 1,
  RUNS_RECORD = 1 << 2,
  RUNS_LOOK = 1 << 3,
  RUNS_FETCH = 1 << 4,
  RUNS_TRY_NOW = 1 << 5, /* the beginning that runs makes everything due */
} BalieDeliveryRoundCalls;

typedef enum
{
  HAPPENED_FETCH = 1 << 0,
  HAPPENED_FETCH_FAILED = 1 << 1,
  HAPPENED_MOVE = 1 << 2,
} BalieDeliveryRoundEvents;

/* Waits in a row that found nothing to claim before the round ends all the same. */
#define MAX_WAITS 30

/**
 * BalieDeliveryRound:
 * @desk: (owned)
 * @cancellable: (owned): of the desk: everything ends when it closes
 * @keys: (owned) (nullable): set of the only requests worked on
 * @queue: (owned) (element-type BaliePlateRequest): claimed, not started
 * @outcomes: (owned) (element-type BalieOutcome): learned, not yet recorded
 * @tries: (owned): key → how often it failed in this round
 * @wait: source id of the time until the next attempt, or until the end is told
 * @n_in_flight: jobs that run
 * @running: calls that run besides
 * @is_drained: the last claim found nothing more
 */
struct _BalieDeliveryRound
{
  BalieDesk *desk;
  GCancellable *cancellable;
  GHashTable *keys;
  GQueue queue;
  GPtrArray *outcomes;
  GHashTable *tries;
  BalieDeliveryRoundFunc ended;
  gpointer user_data;
  BalieDeliverySummary summary;
  GError *error;
  BalieDeliveryRoundPhase phase;
  guint wait;
  guint n_waits;
  guint n_in_flight;
  BalieDeliveryRoundCalls running;
  BalieDeliveryRoundEvents happened;
  gboolean explicit;
  gboolean must_fetch;
  gboolean is_stopping;
  gboolean is_drained;
};

static void pump (BalieDeliveryRound *self);

static void
keep_problem (BalieDeliveryRound *self, const GError *error)
{
  if (error == NULL || balie_error_is_cancelled (error))
    return;
  g_clear_error (&self->summary.problem);
  self->summary.problem = g_error_copy (error);
}

/* The database failed: nothing can be claimed or recorded, so the round is over. Claims that were not
 * given back end by their age, and are asked after. */
static void
give_up (BalieDeliveryRound *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
  self->is_stopping = TRUE;
  self->phase = MAX (self->phase, PHASE_COUNT);
}

static char **
dup_keys (BalieDeliveryRound *self)
{
  g_autofree gpointer *keys = NULL;

  if (self->keys == NULL)
    return NULL;
  keys = g_hash_table_get_keys_as_array (self->keys, NULL);
  return g_strdupv ((char **) keys);
}

static guint
get_limit (BalieDeliveryRound *self)
{
  BaliePonClient *pon = balie_desk_get_pon (self->desk, NULL);

  return pon != NULL ? (guint) balie_pon_client_get_max_in_flight (pon) : DEFAULT_LIMIT;
}

/* Until when the breaker keeps us from PON, 0 when it does not. */
static gint64
get_closed_until (BalieDeliveryRound *self)
{
  gint64 until;

  if (balie_desk_get_remote_state (self->desk, "pon") != BALIE_REMOTE_BROKEN)
    return 0;
  until = balie_desk_get_remote_retry_at (self->desk, "pon");
  return until > balie_desk_get_now (self->desk) ? until : 0;
}

/* Beginning */

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieDeliveryRound *self = user_data;
  GError *error = NULL;
  gboolean tried_now = (self->running & RUNS_TRY_NOW) != 0;

  self->running &= ~(RUNS_BEGIN | RUNS_TRY_NOW);
  if (!balie_outbox_begin_finish (self->desk, result, &error))
    give_up (self, error);
  else if (self->phase == PHASE_BEGIN && (tried_now || !self->explicit))
    self->phase = PHASE_WORK;
  pump (self);
}

static void
begin (BalieDeliveryRound *self)
{
  g_auto (GStrv) keys = NULL;

  if (self->running & RUNS_BEGIN)
    return;
  keys = dup_keys (self);
  self->running |= self->explicit ? RUNS_BEGIN | RUNS_TRY_NOW : RUNS_BEGIN;
  balie_outbox_begin_async (self->desk, self->explicit, (const char *const *) keys,
                            self->cancellable, begun_cb, self);
}

/* Sending */

static gboolean
is_failure (BalieOutcomeKind kind)
{
  return kind == BALIE_OUTCOME_OFFLINE || kind == BALIE_OUTCOME_UNCLEAR ||
         kind == BALIE_OUTCOME_UNAVAILABLE || kind == BALIE_OUTCOME_LOCKED_OUT;
}

static gboolean
was_held_back (const BalieOutcome *outcome)
{
  return outcome->kind == BALIE_OUTCOME_NOT_TRIED && outcome->retry_after > 0;
}

/* In an explicit round the waits begin anew: a person asked, and what failed all night may work now. */
static void
count_try (BalieDeliveryRound *self, BalieOutcome *outcome)
{
  int tries;

  if (!self->explicit || !(is_failure (outcome->kind) || was_held_back (outcome)))
    return;
  tries = GPOINTER_TO_INT (g_hash_table_lookup (self->tries, outcome->key)) + 1;
  g_hash_table_replace (self->tries, g_strdup (outcome->key), GINT_TO_POINTER (tries));
  outcome->tries = tries;
}

static void
job_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieDeliveryRound *self = user_data;
  BalieOutcome *outcome = balie_delivery_job_finish (self->desk, result);

  self->n_in_flight--;
  self->summary.n_sent += outcome->sent_at != 0;
  if (is_failure (outcome->kind) || was_held_back (outcome))
    keep_problem (self, outcome->error);
  count_try (self, outcome);
  g_ptr_array_add (self->outcomes, outcome);
  pump (self);
}

static void
start_jobs (BalieDeliveryRound *self)
{
  guint limit = get_limit (self);

  while (!self->is_stopping && self->n_in_flight < limit && !g_queue_is_empty (&self->queue))
    {
      g_autoptr (BaliePlateRequest) request = g_queue_pop_head (&self->queue);

      self->n_in_flight++;
      balie_delivery_job_async (self->desk, request, self->cancellable, job_ended_cb, self);
    }
}

static void
give_back (BalieDeliveryRound *self)
{
  BaliePlateRequest *request;

  while ((request = g_queue_pop_head (&self->queue)) != NULL)
    {
      g_ptr_array_add (self->outcomes, balie_outcome_new_for (BALIE_OUTCOME_NOT_TRIED, request));
      balie_plate_request_free (request);
    }
}

/* Recording: whatever arrived while the last transaction ran goes into the next. */

static void
add_report (BalieDeliveryRound *self, const BalieOutboxReport *report)
{
  self->summary.n_received += report->n_received;
  self->summary.n_approved += report->n_approved;
  self->summary.n_rejected += report->n_rejected;
  self->summary.n_withdrawn += report->n_withdrawn;
  if (report->n_due_now > 0)
    self->is_drained = FALSE;
  if (report->n_received + report->n_approved + report->n_rejected + report->n_withdrawn > 0)
    self->happened |= HAPPENED_MOVE;
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieDeliveryRound *self = user_data;
  GError *error = NULL;
  g_autofree BalieOutboxReport *report = balie_outbox_record_finish (self->desk, result, &error);

  self->running &= ~RUNS_RECORD;
  if (report == NULL)
    give_up (self, error);
  else
    add_report (self, report);
  pump (self);
}

static void
record (BalieDeliveryRound *self)
{
  g_autoptr (GPtrArray) outcomes = NULL;

  if ((self->running & RUNS_RECORD) || self->outcomes->len == 0)
    return;
  if (self->error != NULL)
    {
      g_ptr_array_set_size (self->outcomes, 0);
      return;
    }
  outcomes = g_steal_pointer (&self->outcomes);
  self->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_outcome_free);
  self->running |= RUNS_RECORD;
  /* Not cancelled with the desk: what was learned should be kept as long as the database is open. */
  balie_outbox_record_async (self->desk, outcomes, NULL, NULL, recorded_cb, self);
}

/* Claiming */

static void
claimed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieDeliveryRound *self = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) claimed = balie_outbox_claim_finish (self->desk, result, &error);

  self->running &= ~RUNS_CLAIM;
  if (claimed == NULL)
    give_up (self, error);
  else
    self->is_drained = claimed->len == 0;
  if (claimed != NULL && claimed->len > 0)
    self->n_waits = 0;
  for (guint i = 0; claimed != NULL && i < claimed->len; i++)
    g_queue_push_tail (&self->queue, balie_plate_request_copy (g_ptr_array_index (claimed, i)));
  pump (self);
}

static void
claim (BalieDeliveryRound *self)
{
  guint limit = get_limit (self);
  guint n_mine = self->n_in_flight + g_queue_get_length (&self->queue);
  g_auto (GStrv) keys = NULL;
  g_autoptr (GError) error = NULL;

  if (self->is_stopping || (self->running & RUNS_CLAIM) || self->is_drained || n_mine > limit)
    return;
  if (balie_desk_get_pon (self->desk, &error) == NULL)
    {
      keep_problem (self, error);
      self->must_fetch = FALSE;
      self->is_drained = TRUE;
      return;
    }
  if (get_closed_until (self) != 0)
    {
      self->is_drained = TRUE;
      return;
    }
  keys = dup_keys (self);
  self->running |= RUNS_CLAIM;
  balie_outbox_claim_async (self->desk, (const char *const *) keys, 2 * limit - n_mine,
                            self->cancellable, claimed_cb, self);
}

/* Waiting, fetching, ending */

static gboolean
wait_over_cb (gpointer user_data)
{
  BalieDeliveryRound *self = user_data;

  self->wait = 0;
  self->is_drained = FALSE;
  pump (self);
  return G_SOURCE_REMOVE;
}

/* What is left without having been tried waits because PON, or its failing too often, asked for it. */
static void
note_put_off (BalieDeliveryRound *self)
{
  g_autoptr (GError) error = NULL;

  if (self->summary.problem != NULL || self->summary.n_left == 0 || !self->explicit)
    return;
  error = g_error_new_literal (BALIE_ERROR, BALIE_ERROR_UNAVAILABLE,
                               "PON is to be asked again a little later");
  keep_problem (self, error);
}

/* -1 when there is nothing to wait for. */
static gint64
get_wait (BalieDeliveryRound *self, const BalieOutboxView *view)
{
  gint64 now = balie_desk_get_now (self->desk);
  gint64 next = view->next_attempt_at;

  if (!self->explicit || self->is_stopping || next == 0)
    return -1;
  if (balie_desk_get_pon (self->desk, NULL) == NULL)
    return -1;
  next = MAX (next, get_closed_until (self));
  return next - now < PATIENCE_SECONDS ? MAX (next - now, 0) : -1;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieDeliveryRound *self = user_data;
  GError *error = NULL;
  g_autofree BalieOutboxView *view = balie_outbox_look_finish (self->desk, result, &error);
  gint64 wait = -1;

  self->running &= ~RUNS_LOOK;
  if (view == NULL)
    give_up (self, error);
  else if (self->phase == PHASE_WORK && self->is_drained)
    wait = get_wait (self, view);
  if (view != NULL)
    self->summary.n_left = (int) view->n_undelivered;
  if (wait >= 0 && self->n_waits++ < MAX_WAITS)
    self->wait = g_timeout_add ((guint) MAX (wait * 1000, 100), wait_over_cb, self);
  else if (self->phase == PHASE_WORK && self->is_drained)
    self->phase = self->must_fetch ? PHASE_FETCH : PHASE_END;
  else if (self->phase == PHASE_COUNT)
    self->phase = PHASE_END;
  pump (self);
}

static void
look (BalieDeliveryRound *self)
{
  g_auto (GStrv) keys = dup_keys (self);

  self->running |= RUNS_LOOK;
  balie_outbox_look_async (self->desk, (const char *const *) keys, self->cancellable, looked_cb,
                           self);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieDeliveryRound *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree BalieOutboxReport *report = balie_delivery_states_finish (self->desk, result, &error);

  self->running &= ~RUNS_FETCH;
  self->happened |= error != NULL ? HAPPENED_FETCH_FAILED : HAPPENED_FETCH;
  keep_problem (self, error);
  if (report != NULL)
    add_report (self, report);
  /* A state may have brought back a withdrawal that can go on at once. */
  if (self->phase == PHASE_FETCH)
    self->phase = self->is_drained ? PHASE_COUNT : PHASE_WORK;
  pump (self);
}

static void
fetch (BalieDeliveryRound *self)
{
  self->must_fetch = FALSE;
  self->running |= RUNS_FETCH;
  balie_delivery_states_async (self->desk, self->cancellable, fetched_cb, self);
}

static gboolean
ended_cb (gpointer user_data)
{
  BalieDeliveryRound *self = user_data;

  self->wait = 0;
  self->ended (self, self->user_data);
  return G_SOURCE_REMOVE;
}

static void
end (BalieDeliveryRound *self)
{
  /* What failed and was mended within the round is no problem any more. */
  if (self->summary.n_left == 0 && !(self->happened & HAPPENED_FETCH_FAILED) &&
      !g_error_matches (self->summary.problem, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED))
    g_clear_error (&self->summary.problem);
  note_put_off (self);
  self->wait = g_idle_add (ended_cb, self);
}

static void
go_on (BalieDeliveryRound *self)
{
  switch (self->phase)
    {
    case PHASE_BEGIN:
    case PHASE_WORK:
      look (self);
      break;
    case PHASE_FETCH:
      fetch (self);
      break;
    case PHASE_COUNT:
      if (self->error == NULL)
        {
          look (self);
          break;
        }
      self->phase = PHASE_END;
      end (self);
      break;
    case PHASE_END:
    default:
      end (self);
      break;
    }
}

static void
pump (BalieDeliveryRound *self)
{
  if (self->is_stopping)
    {
      give_back (self);
      self->is_drained = TRUE;
      self->must_fetch = FALSE;
    }
  start_jobs (self);
  record (self);
  if (self->phase == PHASE_BEGIN)
    begin (self);
  else if (self->phase == PHASE_WORK)
    claim (self);
  if (self->n_in_flight == 0 && self->running == 0 && self->wait == 0 &&
      g_queue_is_empty (&self->queue) && self->outcomes->len == 0)
    go_on (self);
}

/* Functions of the header */

static GHashTable *
make_set (const char *const *keys)
{
  GHashTable *set;

  if (keys == NULL)
    return NULL;
  set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; keys[i] != NULL; i++)
    g_hash_table_add (set, g_strdup (keys[i]));
  return set;
}

BalieDeliveryRound *
balie_delivery_round_new (BalieDesk *desk,
                          gboolean explicit,
                          const char *const *keys,
                          gboolean fetch_states,
                          GCancellable *cancellable,
                          BalieDeliveryRoundFunc ended,
                          gpointer user_data)
{
  BalieDeliveryRound *self = g_new0 (BalieDeliveryRound, 1);

  self->desk = g_object_ref (desk);
  self->cancellable = g_object_ref (cancellable);
  self->keys = make_set (keys);
  self->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_outcome_free);
  self->tries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ended = ended;
  self->user_data = user_data;
  self->explicit = explicit;
  self->must_fetch = fetch_states;
  g_queue_init (&self->queue);
  return self;
}

void
balie_delivery_round_free (BalieDeliveryRound *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->wait, g_source_remove);
  g_queue_clear_full (&self->queue, (GDestroyNotify) balie_plate_request_free);
  g_ptr_array_unref (self->outcomes);
  g_hash_table_unref (self->tries);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_error (&self->error);
  g_clear_error (&self->summary.problem);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_free (self);
}

void
balie_delivery_round_start (BalieDeliveryRound *self)
{
  pump (self);
}

void
balie_delivery_round_widen (BalieDeliveryRound *self,
                            gboolean explicit,
                            const char *const *keys,
                            gboolean fetch_states)
{
  if (keys == NULL)
    g_clear_pointer (&self->keys, g_hash_table_unref);
  for (gsize i = 0; self->keys != NULL && keys[i] != NULL; i++)
    g_hash_table_add (self->keys, g_strdup (keys[i]));
  self->explicit = self->explicit || explicit;
  self->must_fetch = self->must_fetch || fetch_states;
  self->is_drained = FALSE;
  g_clear_handle_id (&self->wait, g_source_remove);
  if (self->error == NULL)
    self->phase = explicit ? PHASE_BEGIN : MIN (self->phase, PHASE_WORK);
  pump (self);
}

void
balie_delivery_round_stop (BalieDeliveryRound *self)
{
  if (self->is_stopping)
    return;
  self->is_stopping = TRUE;
  if (self->phase != PHASE_END)
    g_clear_handle_id (&self->wait, g_source_remove);
  pump (self);
}

const BalieDeliverySummary *
balie_delivery_round_get_summary (BalieDeliveryRound *self)
{
  return &self->summary;
}

const GError *
balie_delivery_round_get_error (BalieDeliveryRound *self)
{
  return self->error;
}

gboolean
balie_delivery_round_has_fetched (BalieDeliveryRound *self)
{
  return (self->happened & (HAPPENED_FETCH | HAPPENED_FETCH_FAILED)) != 0;
}

gboolean
balie_delivery_round_has_moved (BalieDeliveryRound *self)
{
  return (self->happened & HAPPENED_MOVE) != 0;
}

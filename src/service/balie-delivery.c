/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rounds of delivery and when they happen. One object per desk, made at first use: a round claims
 * small batches, keeps up to the profile's limit of requests in flight, records what arrived, and ends
 * when nothing more can be done now. A program that stays has one timer for the next thing due. Main
 * thread only. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-delivery.h"

#include "balie-delivery-round.h"
#include "balie-error.h"
#include "balie-mail-queue.h"

/* States are fetched this often, less and less while nothing changes, and a few times sooner after
 * something moved: that is when answers come. */
#define POLL_SECONDS_SHORTEST 5
#define POLL_SECONDS 60
#define POLL_SECONDS_LONGEST 900
/* After a failure that says nothing about when to come back. */
#define FAILED_SECONDS 30
/* Never oftener than this by itself. */
#define SHORTEST_SECONDS 1
/* A timer stands still while the machine sleeps: never longer without a look at the clock. */
#define LOOK_SECONDS 60

/**
 * BalieDelivery:
 * @desk: (unowned): owns this
 * @cancellable: (owned): cancelled when the desk closes
 * @round: (owned) (nullable): the round that runs
 * @tasks: (owned) (element-type GTask): who waits for it
 * @timer: source id of the next round, or of the next look at the clock; 0 for none
 * @seconds_left: until the next round, by the timer alone
 * @due_at: the same by the clock
 * @next_mail_at: when mails are sent again, 0 for never
 * @next_poll_at: when states are fetched again
 */
typedef struct
{
  BalieDesk *desk;
  GCancellable *cancellable;
  BalieDeliveryRound *round;
  GPtrArray *tasks;
  guint timer;
  gint64 seconds_left;
  gint64 due_at;
  gint64 next_mail_at;
  gint64 next_poll_at;
  gint64 poll_seconds;
  gboolean is_started;
  gboolean is_looking;
  gboolean must_look_again;
  gboolean is_sending_mails;
} BalieDelivery;

static void arm (BalieDelivery *self);
static void run_round (BalieDelivery *self, gboolean explicit, const char *const *keys);

void
balie_delivery_summary_free (BalieDeliverySummary *self)
{
  if (self == NULL)
    return;
  g_clear_error (&self->problem);
  g_free (self);
}

static BalieDeliverySummary *
copy_summary (const BalieDeliverySummary *summary)
{
  BalieDeliverySummary *copy = g_memdup2 (summary, sizeof *summary);

  if (summary->problem != NULL)
    copy->problem = g_error_copy (summary->problem);
  return copy;
}

static void
disarm (BalieDelivery *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
}

static void
free_delivery (gpointer data)
{
  BalieDelivery *self = data;

  disarm (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->round, balie_delivery_round_free);
  g_ptr_array_unref (self->tasks);
  g_free (self);
}

static void
desk_closing_cb (BalieDesk *desk, gpointer user_data)
{
  BalieDelivery *self = user_data;

  self->is_started = FALSE;
  disarm (self);
  g_cancellable_cancel (self->cancellable);
  if (self->round != NULL)
    balie_delivery_round_stop (self->round);
}

static void
desk_changed_cb (BalieDesk *desk, const char *table, GArray *ids, gpointer user_data)
{
  BalieDelivery *self = user_data;

  if (g_str_equal (table, "requests") || g_str_equal (table, "mails") ||
      g_str_equal (table, "notifications"))
    arm (self);
}

static void
desk_remote_changed_cb (BalieDesk *desk, const char *remote_name, gpointer user_data)
{
  if (g_str_equal (remote_name, "pon") || g_str_equal (remote_name, "smtp"))
    arm (user_data);
}

static BalieDelivery *
get_delivery (BalieDesk *desk)
{
  static const char key[] = "balie-delivery";
  BalieDelivery *self = g_object_get_data (G_OBJECT (desk), key);

  if (self != NULL)
    return self;
  self = g_new0 (BalieDelivery, 1);
  self->desk = desk;
  self->cancellable = g_cancellable_new ();
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->poll_seconds = POLL_SECONDS;
  g_object_set_data_full (G_OBJECT (desk), key, self, free_delivery);
  g_signal_connect (desk, "closing", G_CALLBACK (desk_closing_cb), self);
  g_signal_connect (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  g_signal_connect (desk, "remote-changed", G_CALLBACK (desk_remote_changed_cb), self);
  return self;
}

/* The timer */

static void
mails_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieDesk *desk = BALIE_DESK (source);
  BalieDelivery *self = get_delivery (desk);
  g_autoptr (GError) error = NULL;

  self->is_sending_mails = FALSE;
  balie_mail_queue_send_finish (desk, result, &error);
  if (error != NULL && !balie_error_is_cancelled (error))
    g_info ("A mail was not sent: %s", balie_error_code_to_string (error->code));
  arm (self);
}

static void
send_mails (BalieDelivery *self)
{
  if (self->is_sending_mails)
    return;
  self->is_sending_mails = TRUE;
  balie_mail_queue_send_async (self->desk, self->cancellable, mails_sent_cb, NULL);
}

static void wait_on (BalieDelivery *self);

static gboolean
timer_fired_cb (gpointer user_data)
{
  BalieDelivery *self = user_data;
  gint64 now = balie_desk_get_now (self->desk);

  self->timer = 0;
  if (self->seconds_left > 0 && now < self->due_at)
    {
      wait_on (self);
      return G_SOURCE_REMOVE;
    }
  /* Mails don't wait for PON. */
  if (self->next_mail_at != 0 && self->next_mail_at <= now)
    send_mails (self);
  run_round (self, FALSE, NULL);
  return G_SOURCE_REMOVE;
}

static void
wait_on (BalieDelivery *self)
{
  gint64 seconds = MIN (self->seconds_left, LOOK_SECONDS);

  self->seconds_left -= seconds;
  self->timer = g_timeout_add_seconds ((guint) seconds, timer_fired_cb, self);
}

static void
set_timer (BalieDelivery *self, gint64 seconds)
{
  disarm (self);
  self->seconds_left = MAX (seconds, SHORTEST_SECONDS);
  self->due_at = balie_desk_get_now (self->desk) + self->seconds_left;
  wait_on (self);
}

static gint64
earlier (gint64 a, gint64 b)
{
  if (a == 0)
    return b;
  return b == 0 ? a : MIN (a, b);
}

static gint64
get_retry_at (BalieDelivery *self)
{
  if (balie_desk_get_remote_state (self->desk, "pon") != BALIE_REMOTE_BROKEN)
    return 0;
  return balie_desk_get_remote_retry_at (self->desk, "pon");
}

static gboolean
pon_is_configured (BalieDelivery *self)
{
  return balie_desk_get_remote_config (self->desk, "pon")->url[0] != '\0';
}

static gint64
get_next_round (BalieDelivery *self, const BalieOutboxView *view)
{
  gint64 attempt = view->next_attempt_at;

  if (!pon_is_configured (self))
    return 0;
  /* What others have claimed may have been left behind by them. */
  if (attempt == 0 && view->n_undelivered > 0)
    attempt = balie_desk_get_now (self->desk) + POLL_SECONDS;
  if (attempt != 0)
    attempt = MAX (attempt, get_retry_at (self));
  if (view->n_requested == 0 && view->n_undelivered == 0)
    return MAX (self->next_poll_at, balie_desk_get_now (self->desk) + POLL_SECONDS_LONGEST);
  return earlier (attempt, MAX (self->next_poll_at, get_retry_at (self)));
}

static void
act_on_view (BalieDelivery *self, const BalieOutboxView *view)
{
  gint64 now = balie_desk_get_now (self->desk);
  gint64 due = get_next_round (self, view);

  self->next_mail_at = view->next_mail_at;
  if (view->next_mail_at != 0 && view->next_mail_at <= now)
    send_mails (self);
  else
    due = earlier (due, view->next_mail_at);
  if (due != 0)
    set_timer (self, due - now);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieDesk *desk = BALIE_DESK (source);
  BalieDelivery *self = get_delivery (desk);
  g_autofree BalieOutboxView *view = balie_outbox_look_finish (desk, result, NULL);

  self->is_looking = FALSE;
  if (!self->is_started || self->round != NULL)
    return;
  if (view == NULL)
    set_timer (self, FAILED_SECONDS);
  else
    act_on_view (self, view);
  if (self->must_look_again)
    arm (self);
}

/* Finds out when the next round is; a read only, so that it may follow every change. */
static void
arm (BalieDelivery *self)
{
  if (!self->is_started || self->round != NULL)
    return;
  self->must_look_again = self->is_looking;
  if (self->is_looking)
    return;
  self->is_looking = TRUE;
  balie_outbox_look_async (self->desk, NULL, self->cancellable, looked_cb, NULL);
}

/* Rounds */

static void
plan_next_poll (BalieDelivery *self, gboolean changed)
{
  if (changed)
    self->poll_seconds = POLL_SECONDS_SHORTEST;
  else if (self->poll_seconds < POLL_SECONDS)
    self->poll_seconds = MIN (self->poll_seconds * 2, POLL_SECONDS);
  else
    self->poll_seconds = MIN (self->poll_seconds * 3 / 2, POLL_SECONDS_LONGEST);
  self->next_poll_at = balie_desk_get_now (self->desk) + self->poll_seconds;
}

static void
answer_tasks (BalieDelivery *self, const BalieDeliverySummary *summary, const GError *error)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->tasks);

  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_pointer (task, copy_summary (summary),
                               (GDestroyNotify) balie_delivery_summary_free);
    }
}

static void
round_ended_cb (BalieDeliveryRound *round, gpointer user_data)
{
  BalieDelivery *self = user_data;
  g_autoptr (BalieDesk) desk = g_object_ref (self->desk);
  const BalieDeliverySummary *summary = balie_delivery_round_get_summary (round);
  const GError *error = balie_delivery_round_get_error (round);
  gboolean moved = balie_delivery_round_has_moved (round);

  self->round = NULL;
  if (balie_delivery_round_has_fetched (round) || moved)
    plan_next_poll (self, moved);
  if (error != NULL && !balie_error_is_cancelled (error))
    g_warning ("Delivery stopped: %s", balie_error_code_to_string (error->code));
  answer_tasks (self, summary, error);
  balie_delivery_round_free (round);
  g_signal_emit_by_name (desk, "delivery-changed");
  if (error != NULL && self->is_started)
    set_timer (self, FAILED_SECONDS);
  else
    arm (self);
}

static void
run_round (BalieDelivery *self, gboolean explicit, const char *const *keys)
{
  gboolean fetch = (explicit && keys == NULL) ||
                   (!explicit && self->next_poll_at <= balie_desk_get_now (self->desk));

  disarm (self);
  if (self->round != NULL)
    {
      balie_delivery_round_widen (self->round, explicit, keys, fetch);
      return;
    }
  self->round = balie_delivery_round_new (self->desk, explicit, keys, fetch, self->cancellable,
                                          round_ended_cb, self);
  balie_delivery_round_start (self->round);
  g_signal_emit_by_name (self->desk, "delivery-changed");
}

/* Public functions */

/* The round goes on for others, and what is in flight is seen through. */
static void
task_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  BalieDelivery *self = get_delivery (g_task_get_source_object (task));

  g_object_ref (task);
  if (g_ptr_array_remove (self->tasks, task))
    g_task_return_new_error (task, BALIE_ERROR, BALIE_ERROR_CANCELLED, "Cancelled");
  if (self->tasks->len == 0 && !self->is_started && self->round != NULL)
    balie_delivery_round_stop (self->round);
  g_object_unref (task);
}

/**
 * balie_delivery_sync_async:
 * @desk: the desk
 * @keys: (nullable) (array zero-terminated=1): only these requests
 *
 * Everything that waits gets its try now, what is unclear is asked after a few times within seconds,
 * then new states are fetched. Unreachable systems are no error but a summary that says so.
 */
void
balie_delivery_sync_async (BalieDesk *desk,
                           const char *const *keys,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  BalieDelivery *self = get_delivery (desk);
  GTask *task = g_task_new (desk, NULL, callback, user_data);

  g_task_set_source_tag (task, balie_delivery_sync_async);
  if (balie_desk_get_store (desk) == NULL || g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_new_error (task, BALIE_ERROR, BALIE_ERROR_CANCELLED, "Cancelled");
      g_object_unref (task);
      return;
    }
  g_ptr_array_add (self->tasks, task);
  run_round (self, TRUE, keys);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (task_cancelled_cb), task,
                             G_CONNECT_DEFAULT);
}

BalieDeliverySummary *
balie_delivery_sync_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
balie_delivery_start (BalieDesk *desk)
{
  BalieDelivery *self = get_delivery (desk);

  if (self->is_started)
    return;
  self->is_started = TRUE;
  run_round (self, FALSE, NULL);
}

void
balie_delivery_stop (BalieDesk *desk)
{
  BalieDelivery *self = get_delivery (desk);

  self->is_started = FALSE;
  disarm (self);
  if (self->round != NULL && self->tasks->len == 0)
    balie_delivery_round_stop (self->round);
}

void
balie_delivery_wake (BalieDesk *desk)
{
  BalieDelivery *self = get_delivery (desk);

  if (self->is_started)
    run_round (self, FALSE, NULL);
}

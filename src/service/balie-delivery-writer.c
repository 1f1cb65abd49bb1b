/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes outcomes: the request, the order's plate, the explanation and the history in one transaction. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-delivery-outbox.h"

#include "balie-desk-run.h"
#include "balie-error.h"
#include "balie-explain.h"
#include "balie-order-table.h"
#include "balie-other-tables.h"
#include "balie-request-table.h"

/**
 * BalieRecordCall:
 * @outcomes: (owned) (element-type BalieOutcome): shared with the caller, who waits
 * @cursor_key: (owned): name of the fact
 * @cursor: (owned) (nullable): its new value
 */
typedef struct
{
  GPtrArray *outcomes;
  char *cursor_key;
  char *cursor;
} BalieRecordCall;

static void
free_call (gpointer data)
{
  BalieRecordCall *call = data;

  g_ptr_array_unref (call->outcomes);
  g_free (call->cursor_key);
  g_free (call->cursor);
  g_free (call);
}

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

/* NULL without error: not one of ours. */
static BaliePlateRequest *
find_request (BalieDb *db, const BalieOutcome *outcome, GError **error)
{
  g_autoptr (GError) local = NULL;
  BaliePlateRequest *request = NULL;

  if (outcome->key[0] != '\0')
    request = balie_request_table_get (db, outcome->key, &local);
  if (g_error_matches (local, BALIE_ERROR, BALIE_ERROR_NOT_FOUND))
    g_clear_error (&local);
  if (local == NULL && request == NULL && outcome->pon_id[0] != '\0')
    request = balie_request_table_find_by_pon_id (db, outcome->pon_id, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return request;
}

static gboolean
add_activity (BalieDb *db, const BalieDeskFacts *facts, BalieActivity *activity, GError **error)
{
  replace (&activity->desk, facts->desk_name);
  return balie_activity_table_add (db, activity, error);
}

static gboolean
add_sent (BalieDb *db,
          const BalieDeskFacts *facts,
          const BaliePlateRequest *request,
          const BalieOutcome *outcome,
          GError **error)
{
  g_autoptr (BalieActivity) activity = NULL;

  if (outcome->sent_at == 0)
    return TRUE;
  activity = balie_activity_new (BALIE_ACTIVITY_REQUEST_SENT);
  activity->at = outcome->sent_at;
  replace (&activity->order_number, request->order_number);
  replace (&activity->request_key, request->key);
  return add_activity (db, facts, activity, error);
}

/* The plate goes to the order unless another one stands there, which stays; history names both. */
static gboolean
give_plate (BalieDb *db,
            const BalieDeskFacts *facts,
            const BaliePlateRequest *request,
            BalieActivity *activity,
            GError **error)
{
  g_autoptr (BalieOrderRow) row = NULL;
  BalieExplained explained;

  if (request->plate[0] == '\0')
    return TRUE;
  row = balie_order_table_get (db, request->order_number, error);
  if (row == NULL)
    return FALSE;
  if (g_str_equal (row->order->plate, request->plate))
    return TRUE;
  if (row->order->plate[0] != '\0')
    {
      if (activity != NULL)
        replace (&activity->old_value, row->order->plate);
      return TRUE;
    }
  replace (&row->order->plate, request->plate);
  return balie_explain_compute (db, facts, row->order, &explained, error) &&
         balie_order_table_update (db, row->order, &explained.explanation, facts->now, error);
}

/* A closed request that turns out to be alive at PON can't be live here beside another one of the same
 * order or car. One that was never sent makes room; otherwise the request stays closed here, but its
 * plate and the history are kept: nothing PON decided is lost. */
static gboolean
make_room (BalieDb *db,
           const BalieDeskFacts *facts,
           BaliePlateRequest *request,
           BalieRequestState from,
           GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (BaliePlateRequest) other =
      balie_request_table_find_live (db, request->order_number, request->vin, &local);
  g_autoptr (BalieActivity) activity = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (other == NULL)
    return TRUE;
  if (other->state != BALIE_REQUEST_WAITING || other->attempts > 0)
    {
      request->state = from;
      return TRUE;
    }
  other->state = BALIE_REQUEST_WITHDRAWN;
  other->updated_at = facts->now;
  activity = balie_activity_new (BALIE_ACTIVITY_REQUEST_WITHDRAWN);
  activity->at = facts->now;
  replace (&activity->order_number, other->order_number);
  replace (&activity->request_key, other->key);
  return balie_request_table_update (db, other, BALIE_REQUEST_WAITING, error) &&
         add_activity (db, facts, activity, error) &&
         balie_explain_request (db, facts, other, error);
}

static void
count_change (BalieOutboxReport *report, const BaliePlateRequest *request, BalieRequestState from)
{
  report->n_changed++;
  if (request->next_attempt_at == 0 &&
      (request->state == BALIE_REQUEST_WAITING || request->state == BALIE_REQUEST_UNKNOWN ||
       request->state == BALIE_REQUEST_WITHDRAWAL_ASKED))
    report->n_due_now++;
  if (request->state == from)
    return;
  report->n_received += request->state == BALIE_REQUEST_REQUESTED;
  report->n_approved += request->state == BALIE_REQUEST_APPROVED;
  report->n_rejected += request->state == BALIE_REQUEST_REJECTED;
  report->n_withdrawn += request->state == BALIE_REQUEST_WITHDRAWN;
}

static gboolean
write_transition (BalieDb *db,
                  const BalieDeskFacts *facts,
                  BaliePlateRequest *request,
                  BalieRequestState from,
                  BalieTransition *transition,
                  GError **error)
{
  if (transition->reopened && !make_room (db, facts, request, from, error))
    return FALSE;
  if (!balie_request_table_update (db, request, from, error) ||
      !give_plate (db, facts, request, transition->activity, error))
    return FALSE;
  if (transition->activity != NULL && !add_activity (db, facts, transition->activity, error))
    return FALSE;
  return balie_explain_request (db, facts, request, error);
}

static gboolean
record_one (BalieDb *db,
            const BalieDeskFacts *facts,
            const BalieOutcome *outcome,
            BalieOutboxReport *report,
            GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (BaliePlateRequest) request = find_request (db, outcome, &local);
  g_auto (BalieTransition) transition = { FALSE, NULL, FALSE };
  BalieRequestState from;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (request == NULL)
    return TRUE;
  if (!add_sent (db, facts, request, outcome, error))
    return FALSE;
  from = request->state;
  transition = balie_delivery_apply (request, outcome, facts->now, g_random_double ());
  if (!transition.changed)
    return TRUE;
  if (!write_transition (db, facts, request, from, &transition, error))
    return FALSE;
  count_change (report, request, from);
  return TRUE;
}

static gpointer
record_in_store (BalieDb *db,
                 const BalieDeskFacts *facts,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  BalieRecordCall *call = data;
  g_autofree BalieOutboxReport *report = g_new0 (BalieOutboxReport, 1);

  for (guint i = 0; i < call->outcomes->len; i++)
    {
      if (!record_one (db, facts, g_ptr_array_index (call->outcomes, i), report, error))
        return NULL;
    }
  if (call->cursor != NULL && !balie_meta_table_set (db, call->cursor_key, call->cursor, error))
    return NULL;
  return g_steal_pointer (&report);
}

/**
 * balie_outbox_record_async:
 * @desk: the desk
 * @outcomes: (element-type BalieOutcome): not changed until the call is over
 * @cursor: (nullable): new cursor
 *
 * See the header.
 */
void
balie_outbox_record_async (BalieDesk *desk,
                           GPtrArray *outcomes,
                           const char *cursor,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  BalieRecordCall *call = g_new0 (BalieRecordCall, 1);

  call->outcomes = g_ptr_array_ref (outcomes);
  call->cursor = g_strdup (cursor);
  call->cursor_key = balie_outbox_dup_cursor_key (desk);
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, record_in_store, call, free_call,
                        g_free, cancellable, callback, user_data);
}

BalieOutboxReport *
balie_outbox_record_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

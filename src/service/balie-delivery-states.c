/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fetching what became of requests at PON since the last time, page by page. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-delivery-states.h"

#include "balie-delivery-job.h"
#include "balie-error.h"

/* PON's clock and commits need not be in the same order: look this far back again. */
#define OVERLAP_SECONDS 5
/* A gateway that always has a next page must not keep us for ever. */
#define MAX_PAGES 10000

/**
 * BalieDeliveryStates:
 * @pon: (owned): the client all pages are asked of
 * @since: (owned): what is asked for
 * @newest: (owned) (nullable): latest time stamp seen
 * @newest_text: (owned): the same as PON wrote it, "" if none
 */
typedef struct
{
  BaliePonClient *pon;
  char *since;
  GDateTime *newest;
  char *newest_text;
  int page;
  int next;
  BalieOutboxReport sum;
} BalieDeliveryStates;

static void
free_states (gpointer data)
{
  BalieDeliveryStates *states = data;

  g_clear_object (&states->pon);
  g_clear_pointer (&states->newest, g_date_time_unref);
  g_free (states->newest_text);
  g_free (states->since);
  g_free (states);
}

/* Takes over both. */
static void
fail (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static GDateTime *
parse_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return g_date_time_new_from_iso8601 (text, utc);
}

/**
 * balie_delivery_states_dup_since:
 * @cursor: time stamp as PON wrote it, "" for none
 *
 * Returns: (transfer full): the time to ask for
 */
char *
balie_delivery_states_dup_since (const char *cursor)
{
  g_autoptr (GDateTime) time = parse_time (cursor);
  g_autoptr (GDateTime) earlier = NULL;
  g_autoptr (GDateTime) utc = NULL;

  if (time == NULL)
    return g_strdup (cursor);
  earlier = g_date_time_add_seconds (time, -OVERLAP_SECONDS);
  utc = g_date_time_to_utc (earlier);
  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

static void
note_time (BalieDeliveryStates *states, const char *text)
{
  g_autoptr (GDateTime) time = parse_time (text);

  if (time == NULL)
    return;
  if (states->newest != NULL && g_date_time_compare (time, states->newest) <= 0)
    return;
  g_clear_pointer (&states->newest, g_date_time_unref);
  states->newest = g_steal_pointer (&time);
  g_free (states->newest_text);
  states->newest_text = g_strdup (text);
}

static GPtrArray *
make_outcomes (BalieDeliveryStates *states, const BaliePonPage *page)
{
  GPtrArray *outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_outcome_free);

  for (guint i = 0; i < page->items->len; i++)
    {
      const BaliePonAnswer *answer = g_ptr_array_index (page->items, i);

      note_time (states, answer->updated_at);
      g_ptr_array_add (outcomes, balie_outcome_new_from_answer (answer));
    }
  return outcomes;
}

static void ask_for_page (GTask *task);

static void
page_recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieDeliveryStates *states = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree BalieOutboxReport *report =
      balie_outbox_record_finish (BALIE_DESK (source), result, &error);

  if (report == NULL)
    {
      fail (task, error);
      return;
    }
  states->sum.n_changed += report->n_changed;
  states->sum.n_received += report->n_received;
  states->sum.n_approved += report->n_approved;
  states->sum.n_rejected += report->n_rejected;
  states->sum.n_withdrawn += report->n_withdrawn;
  states->sum.n_due_now += report->n_due_now;
  states->page = states->next;
  if (states->next != 0)
    {
      ask_for_page (task);
      return;
    }
  g_task_return_pointer (task, g_memdup2 (&states->sum, sizeof states->sum), g_free);
  g_object_unref (task);
}

static void
page_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieDeliveryStates *states = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BaliePonPage) page = balie_pon_client_list_finish (states->pon, result, &error);
  g_autoptr (GPtrArray) outcomes = NULL;
  const char *cursor = NULL;

  if (page == NULL)
    {
      fail (task, error);
      return;
    }
  outcomes = make_outcomes (states, page);
  states->next = page->next > states->page && states->page < MAX_PAGES ? page->next : 0;
  if (states->next == 0 && states->newest != NULL)
    cursor = states->newest_text;
  balie_outbox_record_async (g_task_get_source_object (task), outcomes, cursor,
                             g_task_get_cancellable (task), page_recorded_cb, task);
}

static void
ask_for_page (GTask *task)
{
  BalieDeliveryStates *states = g_task_get_task_data (task);

  balie_pon_client_list_async (states->pon, states->since, states->page,
                               g_task_get_cancellable (task), page_fetched_cb, task);
}

static void
cursor_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieDeliveryStates *states = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *cursor = balie_outbox_get_cursor_finish (BALIE_DESK (source), result, &error);

  if (cursor == NULL)
    {
      fail (task, error);
      return;
    }
  states->since = balie_delivery_states_dup_since (cursor);
  states->page = 1;
  note_time (states, cursor);
  ask_for_page (task);
}

void
balie_delivery_states_async (BalieDesk *desk,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);
  BalieDeliveryStates *states = g_new0 (BalieDeliveryStates, 1);
  GError *error = NULL;
  BaliePonClient *pon = balie_desk_get_pon (desk, &error);

  g_task_set_source_tag (task, balie_delivery_states_async);
  g_task_set_task_data (task, states, free_states);
  states->newest_text = g_strdup ("");
  if (pon == NULL)
    {
      fail (task, error);
      return;
    }
  states->pon = g_object_ref (pon);
  balie_outbox_get_cursor_async (desk, cancellable, cursor_read_cb, task);
}

BalieOutboxReport *
balie_delivery_states_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The morning run: the date's claim, its requests, outcomes and mail are one transaction, so that a crash
 * at any instruction leaves either no run or the whole run; sending is the delivery's. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-morning-run.h"

#include "balie-approval.h"
#include "balie-daily-mail.h"
#include "balie-delivery.h"
#include "balie-desk-run.h"
#include "balie-error.h"
#include "balie-explain.h"
#include "balie-order-table.h"
#include "balie-other-tables.h"

/* More orders than this in need of a person are counted by nobody. */
#define MAX_ATTENTION 10000
#define SATURDAY 6

void
balie_run_result_free (BalieRunResult *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->run, balie_run_free);
  g_free (self);
}

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

static BalieRun *
make_run (const BalieDeskFacts *facts, BalieDate date)
{
  BalieRun *run = balie_run_new (date);

  run->started_at = facts->now;
  replace (&run->desk, facts->desk_name);
  replace (&run->actor, facts->user->login);
  g_clear_pointer (&run->outcomes, g_ptr_array_unref);
  run->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_run_outcome_free);
  return run;
}

static void
add_requested (BalieRun *run, const BalieOrderRow *row, const char *key)
{
  BalieRunOutcome *outcome = balie_run_outcome_new ();

  replace (&outcome->order_number, row->order->number);
  replace (&outcome->request_key, key);
  replace (&outcome->rule, balie_rule_to_code (row->explanation.rule));
  outcome->due_on = row->explanation.due_on;
  g_ptr_array_add (run->outcomes, outcome);
  run->n_requested++;
}

static void
add_attention (BalieRun *run, const BalieOrderRow *row)
{
  BalieRunOutcome *outcome = balie_run_outcome_new ();

  replace (&outcome->order_number, row->order->number);
  replace (&outcome->attention, balie_attention_to_code (row->explanation.attention));
  outcome->due_on = BALIE_DATE_NONE;
  g_ptr_array_add (run->outcomes, outcome);
  run->n_attention++;
}

static gboolean
list_attention (BalieDb *db, BalieRun *run, GError **error)
{
  g_autoptr (GPtrArray) rows = balie_order_table_get_attention (db, MAX_ATTENTION, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    add_attention (run, g_ptr_array_index (rows, i));
  return TRUE;
}

/* The kept explanation brought the order here; before a request leaves, the rules are asked once more. */
static gboolean
is_surely_due (const BalieDeskFacts *facts, const BalieOrderRow *row, BalieDate date)
{
  const BaliePlateFacts none = { NULL, NULL };
  BalieExplanation explanation =
      balie_plate_rules_explain (row->order, &none, facts->brands, facts->settings, date);

  return balie_explanation_is_eligible (&explanation) &&
         balie_explanation_is_due (&explanation, date) && explanation.rule == row->explanation.rule;
}

/* Two orders for one car: the first one took it, and says so on the second. */
static gboolean
request_one (BalieDb *db,
             const BalieDeskFacts *facts,
             const BalieOrderRow *row,
             BalieRun *run,
             GError **error)
{
  g_autoptr (BaliePlateRequest) request = NULL;
  g_autoptr (GError) local = NULL;

  if (balie_approval_make_request (db, facts, row->order, BALIE_ORIGIN_AUTOMATIC,
                                   balie_rule_to_code (row->explanation.rule), &request, &local))
    add_requested (run, row, request->key);
  else if (!g_error_matches (local, BALIE_ERROR, BALIE_ERROR_CONFLICT))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

static gboolean
request_due (BalieDb *db,
             const BalieDeskFacts *facts,
             BalieRun *run,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) due = balie_order_table_get_due (db, run->date, error);

  if (due == NULL)
    return FALSE;
  for (guint i = 0; i < due->len; i++)
    {
      const BalieOrderRow *row = g_ptr_array_index (due, i);

      if (is_surely_due (facts, row, run->date) && !request_one (db, facts, row, run, error))
        return FALSE;
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CANCELLED, "Cancelled");
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_history (BalieDb *db, const BalieDeskFacts *facts, const BalieRun *run, GError **error)
{
  g_autoptr (BalieActivity) activity = balie_activity_new (BALIE_ACTIVITY_RUN_FINISHED);

  activity->at = facts->now;
  replace (&activity->actor, facts->user->login);
  replace (&activity->desk, facts->desk_name);
  g_free (activity->old_value);
  activity->old_value = balie_date_dup_iso (run->date);
  g_free (activity->new_value);
  activity->new_value = g_strdup_printf ("%d", run->n_requested);
  return balie_activity_table_add (db, activity, error);
}

static BalieRunResult *
make_result (BalieRunStatus status, BalieDate date, BalieRun *run)
{
  BalieRunResult *result = g_new0 (BalieRunResult, 1);

  result->status = status;
  result->date = date;
  result->run = run;
  return result;
}

static BalieRun *
do_run (BalieDb *db, const BalieDeskFacts *facts, GCancellable *cancellable, GError **error)
{
  g_autoptr (BalieRun) run = make_run (facts, facts->today);

  /* After a change of settings the explanations may lag behind. */
  if (!balie_explain_catch_up (db, facts, cancellable, error) ||
      !request_due (db, facts, run, cancellable, error) || !list_attention (db, run, error))
    return NULL;
  if (!balie_daily_mail_queue (db, facts, run, error))
    return NULL;
  run->finished_at = facts->now;
  if (!balie_run_table_insert (db, run, error) || !add_history (db, facts, run, error))
    return NULL;
  return g_steal_pointer (&run);
}

static gpointer
run_in_store (BalieDb *db,
              const BalieDeskFacts *facts,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GError) local = NULL;
  BalieRun *run;

  if (!balie_settings_get_switch (facts->settings, BALIE_SETTING_AUTOMATIC_APPROVAL))
    return make_result (BALIE_RUN_OFF, facts->today, NULL);
  run = balie_run_table_get (db, facts->today, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (run != NULL)
    return make_result (BALIE_RUN_ALREADY_DONE, facts->today, run);
  run = do_run (db, facts, cancellable, error);
  return run != NULL ? make_result (BALIE_RUN_DONE, facts->today, run) : NULL;
}

static void
drop_second_of_a_vin (GHashTable *vins, const BalieOrderRow *row, BalieRun *run)
{
  if (g_hash_table_add (vins, g_strdup (row->order->vin)))
    add_requested (run, row, "");
}

static gpointer
preview_in_store (BalieDb *db,
                  const BalieDeskFacts *facts,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  BalieDate date = GPOINTER_TO_INT (data);
  g_autoptr (BalieRun) run = make_run (facts, date);
  g_autoptr (GPtrArray) due = balie_order_table_get_due (db, date, error);
  g_autoptr (GHashTable) vins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (due == NULL)
    return NULL;
  for (guint i = 0; i < due->len; i++)
    {
      const BalieOrderRow *row = g_ptr_array_index (due, i);

      if (is_surely_due (facts, row, date))
        drop_second_of_a_vin (vins, row, run);
    }
  return list_attention (db, run, error) ? g_steal_pointer (&run) : NULL;
}

static gpointer
list_in_store (BalieDb *db,
               const BalieDeskFacts *facts,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  return balie_run_table_list (db, GPOINTER_TO_UINT (data), error);
}

static gpointer
load_in_store (BalieDb *db,
               const BalieDeskFacts *facts,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GError) local = NULL;
  BalieRun *run = balie_run_table_get (db, GPOINTER_TO_INT (data), &local);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (run == NULL)
    g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND, "There was no run on that day");
  return run;
}

/* Public functions */

/**
 * balie_morning_run_async:
 * @desk: the desk
 *
 * The run of today, by the dealer's zone. Needs the right to run (RULES.md §2 for the roles).
 */
void
balie_morning_run_async (BalieDesk *desk,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_RUN_NOW, run_in_store, NULL, NULL,
                        (GDestroyNotify) balie_run_result_free, cancellable, callback, user_data);
}

BalieRunResult *
balie_morning_run_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  BalieRunResult *run_result = balie_desk_run_finish (desk, result, error);

  if (run_result != NULL && run_result->status == BALIE_RUN_DONE)
    balie_delivery_wake (desk);
  return run_result;
}

void
balie_morning_run_preview_async (BalieDesk *desk,
                                 BalieDate date,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, preview_in_store,
                        GINT_TO_POINTER (date), NULL, (GDestroyNotify) balie_run_free, cancellable,
                        callback, user_data);
}

BalieRun *
balie_morning_run_preview_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_morning_run_list_async (BalieDesk *desk,
                              guint limit,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, list_in_store,
                        GUINT_TO_POINTER (limit), NULL, (GDestroyNotify) g_ptr_array_unref,
                        cancellable, callback, user_data);
}

GPtrArray *
balie_morning_run_list_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_morning_run_load_async (BalieDesk *desk,
                              BalieDate date,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, load_in_store,
                        GINT_TO_POINTER (date), NULL, (GDestroyNotify) balie_run_free, cancellable,
                        callback, user_data);
}

BalieRun *
balie_morning_run_load_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

/* A time that the change to summer time skips becomes one soon after it. */
static gint64
get_moment (BalieSettings *settings, BalieDate date)
{
  GTimeZone *zone = balie_settings_get_zone (settings);
  g_autoptr (GDateTime) moment = NULL;
  int year, month, day, hour, minute;

  balie_date_to_ymd (date, &year, &month, &day);
  balie_settings_get_time (settings, BALIE_SETTING_RUN_TIME, &hour, &minute);
  moment = g_date_time_new (zone, year, month, day, hour, minute, 0);
  return moment != NULL ? g_date_time_to_unix (moment) : 0;
}

/**
 * balie_morning_run_get_next:
 * @settings: the schedule
 * @last_run: date of the last run, or %BALIE_DATE_NONE
 * @now: Unix seconds
 *
 * A run that today still lacks is due at its time of today, be that past: then it is to be caught up
 * now. Working days are Monday to Friday.
 *
 * Returns: Unix seconds, 0 when automatic approval is off
 */
gint64
balie_morning_run_get_next (BalieSettings *settings, BalieDate last_run, gint64 now)
{
  BalieDate date = balie_date_from_unix (now, balie_settings_get_zone (settings));

  if (!balie_settings_get_switch (settings, BALIE_SETTING_AUTOMATIC_APPROVAL))
    return 0;
  if (last_run != BALIE_DATE_NONE)
    date = MAX (date, last_run + 1);
  while (balie_settings_get_switch (settings, BALIE_SETTING_WORKING_DAYS_ONLY) &&
         balie_date_get_weekday (date) >= SATURDAY)
    date++;
  return get_moment (settings, date);
}

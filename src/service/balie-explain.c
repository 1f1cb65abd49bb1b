/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps each order's explanation up to date, one order at a time or all of them in chunks. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-explain.h"

#include "balie-desk-run.h"
#include "balie-error.h"
#include "balie-other-tables.h"
#include "balie-request-table.h"

/* Explaining a million orders takes about as long as writing them: too long for one transaction,
 * which would keep every other writer waiting (a second desk's edit, a request's outcome). So it goes
 * in chunks, and this mark in the same transactions says how far it got: the id of the last order
 * done, absent or empty when none is left. After a crash it is gone on with; a setting changed
 * meanwhile puts it back to 0. */
static const char meta_explained_until[] = "explained-until";

/**
 * BalieExplainStep:
 * @total: orders there are, -1 when not counted
 * @n_done: orders explained in this step
 * @more: whether there may be some left
 */
typedef struct
{
  gint64 total;
  gint64 n_done;
  gboolean more;
} BalieExplainStep;

/* Looks for what is live for the order itself first, then for its VIN. */
static gboolean
find_live (BalieDb *db,
           const BalieOrder *order,
           BaliePlateRequest **own,
           BaliePlateRequest **other,
           GError **error)
{
  g_autoptr (GError) local = NULL;

  *own = balie_request_table_find_live (db, order->number, "", &local);
  if (local == NULL && *own == NULL && order->vin[0] != '\0')
    *other = balie_request_table_find_live (db, "", order->vin, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

gboolean
balie_explain_compute (BalieDb *db,
                       const BalieDeskFacts *facts,
                       const BalieOrder *order,
                       BalieExplained *explained,
                       GError **error)
{
  g_autoptr (BaliePlateRequest) own = NULL;
  g_autoptr (BaliePlateRequest) other = NULL;
  g_autoptr (BaliePlateRequest) closed = NULL;
  g_autoptr (GError) local = NULL;
  BaliePlateFacts plate_facts = { NULL, NULL };

  if (!find_live (db, order, &own, &other, error))
    return FALSE;
  if (own == NULL)
    closed = balie_request_table_find_last_closed (db, order->number, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  plate_facts.live_request = own != NULL ? own : other;
  plate_facts.last_closed = closed;
  explained->explanation =
      balie_plate_rules_explain (order, &plate_facts, facts->brands, facts->settings, facts->today);
  explained->request_state = BALIE_REQUEST_NONE;
  if (own != NULL)
    explained->request_state = own->state;
  else if (closed != NULL)
    explained->request_state = closed->state;
  return TRUE;
}

gboolean
balie_explain_compute_first (BalieDb *db,
                             const BalieDeskFacts *facts,
                             const BalieOrder *order,
                             gboolean any_live,
                             BalieExplained *explained,
                             GError **error)
{
  g_autoptr (BaliePlateRequest) other = NULL;
  g_autoptr (GError) local = NULL;
  BaliePlateFacts plate_facts = { NULL, NULL };

  if (any_live && order->vin[0] != '\0')
    other = balie_request_table_find_live (db, "", order->vin, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  plate_facts.live_request = other;
  explained->request_state = BALIE_REQUEST_NONE;
  explained->explanation =
      balie_plate_rules_explain (order, &plate_facts, facts->brands, facts->settings, facts->today);
  return TRUE;
}

gboolean
balie_explain_order (BalieDb *db,
                     const BalieDeskFacts *facts,
                     const BalieOrder *order,
                     BalieExplained *explained,
                     GError **error)
{
  BalieExplained local;

  g_return_val_if_fail (order->id != 0, FALSE);

  if (explained == NULL)
    explained = &local;
  if (!balie_explain_compute (db, facts, order, explained, error))
    return FALSE;
  return balie_order_table_set_explanation (db, order->id, &explained->explanation,
                                            explained->request_state, facts->now, error);
}

static gboolean
is_same (const BalieOrderRow *row, const BalieExplained *explained)
{
  const BalieExplanation *a = &row->explanation;
  const BalieExplanation *b = &explained->explanation;

  return a->blocking == b->blocking && a->rule == b->rule && a->due_on == b->due_on &&
         a->attention == b->attention && row->request_state == explained->request_state;
}

/* Writes only what differs: explaining a million orders anew mostly finds nothing to do. */
static gboolean
explain_row (BalieDb *db, const BalieDeskFacts *facts, const BalieOrderRow *row, GError **error)
{
  BalieExplained explained;

  if (!balie_explain_compute (db, facts, row->order, &explained, error))
    return FALSE;
  if (is_same (row, &explained))
    return TRUE;
  return balie_order_table_set_explanation (db, row->order->id, &explained.explanation,
                                            explained.request_state, facts->now, error);
}

gboolean
balie_explain_vin (BalieDb *db,
                   const BalieDeskFacts *facts,
                   const char *vin,
                   const char *except,
                   GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (vin == NULL || vin[0] == '\0')
    return TRUE;
  rows = balie_order_table_get_by_vin (db, vin, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const BalieOrderRow *row = g_ptr_array_index (rows, i);

      if (g_strcmp0 (row->order->number, except) != 0 && !explain_row (db, facts, row, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
balie_explain_request (BalieDb *db,
                       const BalieDeskFacts *facts,
                       const BaliePlateRequest *request,
                       GError **error)
{
  g_autoptr (BalieOrderRow) row = balie_order_table_get (db, request->order_number, error);

  return row != NULL && explain_row (db, facts, row, error) &&
         balie_explain_vin (db, facts, request->vin, request->order_number, error);
}

static gboolean
set_mark (BalieDb *db, gint64 until, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, until);

  return balie_meta_table_set (db, meta_explained_until, text, error);
}

/* -1 when nothing is pending. */
static gboolean
get_mark (BalieDb *db, gint64 *until, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = balie_meta_table_dup (db, meta_explained_until, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *until = -1;
  if (text != NULL && text[0] != '\0')
    *until = MAX (g_ascii_strtoll (text, NULL, 10), 0);
  return TRUE;
}

gboolean
balie_explain_mark_all (BalieDb *db, GError **error)
{
  return set_mark (db, 0, error);
}

gboolean
balie_explain_is_pending (BalieDb *db, gboolean *pending, GError **error)
{
  gint64 until;

  if (!get_mark (db, &until, error))
    return FALSE;
  *pending = until >= 0;
  return TRUE;
}

gboolean
balie_explain_chunk (BalieDb *db,
                     const BalieDeskFacts *facts,
                     GCancellable *cancellable,
                     gint64 *n_done,
                     gboolean *more,
                     GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  const BalieOrderRow *row = NULL;
  gint64 until;

  *n_done = 0;
  *more = FALSE;
  if (!get_mark (db, &until, error))
    return FALSE;
  if (until < 0)
    return TRUE;
  rows = balie_order_table_get_after (db, until, BALIE_EXPLAIN_CHUNK, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      row = g_ptr_array_index (rows, i);
      if (!explain_row (db, facts, row, error))
        return FALSE;
    }
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CANCELLED, "Cancelled");
      return FALSE;
    }
  *n_done = rows->len;
  *more = rows->len == BALIE_EXPLAIN_CHUNK;
  if (!*more)
    return balie_meta_table_set (db, meta_explained_until, "", error);
  return set_mark (db, row->order->id, error);
}

gboolean
balie_explain_catch_up (BalieDb *db,
                        const BalieDeskFacts *facts,
                        GCancellable *cancellable,
                        GError **error)
{
  gboolean more = TRUE;
  gint64 n_done;

  while (more)
    {
      if (!balie_explain_chunk (db, facts, cancellable, &n_done, &more, error))
        return FALSE;
    }
  return TRUE;
}

/* The same loop from the main thread. */

typedef struct
{
  BalieCountFunc progress;
  gpointer progress_data;
  gint64 n_done;
  gint64 total;
} BalieExplainJob;

static void run_next_chunk (GTask *task);

static gpointer
run_step (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  gboolean must_count = GPOINTER_TO_INT (data);
  g_autofree BalieExplainStep *step = g_new0 (BalieExplainStep, 1);

  step->total = -1;
  if (!balie_explain_chunk (db, facts, cancellable, &step->n_done, &step->more, error))
    return NULL;
  if (must_count && step->more)
    {
      gint64 counts[BALIE_N_ORDER_FILTERS];

      if (!balie_order_table_count (db, facts->today, counts, error))
        return NULL;
      step->total = counts[BALIE_ORDER_FILTER_ALL];
    }
  return g_steal_pointer (&step);
}

static void
step_finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BalieExplainJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree BalieExplainStep *step = balie_desk_run_finish (BALIE_DESK (source), result, &error);

  if (step == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  job->n_done += step->n_done;
  if (step->total >= 0)
    job->total = step->total;
  if (job->progress != NULL)
    job->progress (job->n_done, MAX (job->n_done, job->total), job->progress_data);
  if (step->more)
    run_next_chunk (g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
run_next_chunk (GTask *task)
{
  BalieExplainJob *job = g_task_get_task_data (task);

  balie_desk_run_async (g_task_get_source_object (task), BALIE_STORE_WRITE, BALIE_DEED_NONE,
                        run_step, GINT_TO_POINTER (job->progress != NULL && job->n_done == 0), NULL,
                        g_free, g_task_get_cancellable (task), step_finished_cb, task);
}

void
balie_explain_pending_async (BalieDesk *desk,
                             BalieCountFunc progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);
  BalieExplainJob *job = g_new0 (BalieExplainJob, 1);

  g_task_set_source_tag (task, balie_explain_pending_async);
  g_task_set_check_cancellable (task, FALSE);
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_task_data (task, job, g_free);
  run_next_chunk (task);
}

gboolean
balie_explain_pending_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

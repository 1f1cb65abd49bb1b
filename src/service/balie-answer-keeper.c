/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of Driver2 and KP kept for a while, and how long such answers usually take. One object per
 * desk, made at first use; what was kept is removed when it is too old to be shown, even when nobody
 * searches any more. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-answer-keeper.h"

#include "balie-customers.h"
#include "balie-desk-run.h"
#include "balie-error.h"

/**
 * BalieAnswerKeeper:
 * @desk: (unowned): owns this
 * @usual: milliseconds by source, -1 while unknown
 * @sweep: source id of the removal of what is too old, 0 for none
 */
typedef struct
{
  BalieDesk *desk;
  gint64 usual[BALIE_N_SOURCES];
  guint sweep;
} BalieAnswerKeeper;

/**
 * BalieKeeperCall:
 * @question: (owned)
 * @answer: (owned) (nullable): to be kept
 * @page: asked for, 0 for none
 */
typedef struct
{
  BalieSource source;
  char *question;
  int page;
  BalieSearchAnswer *answer;
  gint64 milliseconds;
} BalieKeeperCall;

/**
 * BalieKeeperView:
 * @answer: (owned) (nullable): what is kept
 * @usual: milliseconds, -1 while unknown
 */
typedef struct
{
  BalieSource source;
  BalieSearchAnswer *answer;
  gint64 usual;
} BalieKeeperView;

static void
free_call (gpointer data)
{
  BalieKeeperCall *call = data;

  g_free (call->question);
  g_clear_pointer (&call->answer, balie_search_answer_free);
  g_free (call);
}

static void
free_view (gpointer data)
{
  BalieKeeperView *view = data;

  g_clear_pointer (&view->answer, balie_search_answer_free);
  g_free (view);
}

static void
free_keeper (gpointer data)
{
  BalieAnswerKeeper *self = data;

  g_clear_handle_id (&self->sweep, g_source_remove);
  g_free (self);
}

static void
desk_closing_cb (BalieDesk *desk, gpointer user_data)
{
  BalieAnswerKeeper *self = user_data;

  g_clear_handle_id (&self->sweep, g_source_remove);
}

static BalieAnswerKeeper *
get_keeper (BalieDesk *desk)
{
  static const char key[] = "balie-answer-keeper";
  BalieAnswerKeeper *self = g_object_get_data (G_OBJECT (desk), key);

  if (self != NULL)
    return self;
  self = g_new0 (BalieAnswerKeeper, 1);
  self->desk = desk;
  for (int i = 0; i < BALIE_N_SOURCES; i++)
    self->usual[i] = -1;
  g_object_set_data_full (G_OBJECT (desk), key, self, free_keeper);
  g_signal_connect (desk, "closing", G_CALLBACK (desk_closing_cb), self);
  return self;
}

/* In the store */

static gint64
get_oldest (const BalieDeskFacts *facts)
{
  return facts->now - BALIE_CUSTOMERS_KEEP_SECONDS;
}

static gpointer
look_in_store (BalieDb *db,
               const BalieDeskFacts *facts,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  BalieKeeperCall *call = data;
  BalieKeeperView *view = g_new0 (BalieKeeperView, 1);
  g_autoptr (GError) local = NULL;

  view->source = call->source;
  view->usual = balie_remote_wait_table_get_usual (db, balie_source_to_code (call->source), &local);
  if (local == NULL && call->page > 0)
    view->answer = balie_search_answer_table_get (db, call->source, call->question, call->page,
                                                  get_oldest (facts), &local);
  if (local == NULL)
    return view;
  free_view (view);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
keep_answer (BalieDb *db, const BalieKeeperCall *call, GError **error)
{
  if (call->answer == NULL)
    return TRUE;
  /* What the list was before is of no use beside a new first page. */
  if (call->answer->page == 1 &&
      !balie_search_answer_table_forget (db, call->source, call->question, error))
    return FALSE;
  return balie_search_answer_table_put (db, call->source, call->question, call->answer, error);
}

static gpointer
keep_in_store (BalieDb *db,
               const BalieDeskFacts *facts,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  BalieKeeperCall *call = data;
  const char *remote = balie_source_to_code (call->source);
  BalieKeeperView *view;
  g_autoptr (GError) local = NULL;
  gint64 usual;

  if (!keep_answer (db, call, error) ||
      !balie_remote_wait_table_add (db, remote, facts->now, call->milliseconds, error) ||
      balie_search_answer_table_remove_before (db, get_oldest (facts), error) < 0)
    return NULL;
  usual = balie_remote_wait_table_get_usual (db, remote, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  view = g_new0 (BalieKeeperView, 1);
  view->source = call->source;
  view->usual = usual;
  return view;
}

static gpointer
sweep_in_store (BalieDb *db,
                const BalieDeskFacts *facts,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  balie_search_answer_table_remove_before (db, get_oldest (facts), error);
  return NULL;
}

/* On the main thread */

static void
swept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  balie_desk_run_finish (BALIE_DESK (source), result, &error);
  if (error != NULL && !balie_error_is_cancelled (error))
    g_info ("Old answers were not removed: %s", balie_error_code_to_string (error->code));
}

static gboolean
sweep_due_cb (gpointer user_data)
{
  BalieAnswerKeeper *self = user_data;

  self->sweep = 0;
  balie_desk_run_async (self->desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, sweep_in_store, NULL, NULL,
                        NULL, NULL, swept_cb, NULL);
  return G_SOURCE_REMOVE;
}

/* Takes over the view and gives its answer. */
static BalieSearchAnswer *
take_view (BalieAnswerKeeper *self, BalieKeeperView *view)
{
  BalieSearchAnswer *answer = g_steal_pointer (&view->answer);

  self->usual[view->source] = view->usual;
  free_view (view);
  return answer;
}

static BalieKeeperCall *
make_call (BalieSource source, const char *question)
{
  BalieKeeperCall *call = g_new0 (BalieKeeperCall, 1);

  call->source = source;
  call->question = g_strdup (question);
  return call;
}

/* Functions of the header */

void
balie_answer_keeper_look_async (BalieDesk *desk,
                                BalieSource source,
                                const char *question,
                                int page,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  BalieKeeperCall *call = make_call (source, question);

  call->page = page;
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_EDIT_DOSSIER, look_in_store, call,
                        free_call, free_view, cancellable, callback, user_data);
}

BalieSearchAnswer *
balie_answer_keeper_look_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  BalieKeeperView *view = balie_desk_run_finish (desk, result, error);

  return view != NULL ? take_view (get_keeper (desk), view) : NULL;
}

void
balie_answer_keeper_keep_async (BalieDesk *desk,
                                BalieSource source,
                                const char *question,
                                const BalieSearchAnswer *answer,
                                gint64 milliseconds,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  BalieAnswerKeeper *self = get_keeper (desk);
  BalieKeeperCall *call = make_call (source, question);

  call->milliseconds = milliseconds;
  if (answer != NULL)
    call->answer = balie_search_answer_copy (answer);
  if (answer != NULL && balie_desk_get_store (desk) != NULL)
    {
      g_clear_handle_id (&self->sweep, g_source_remove);
      self->sweep = g_timeout_add_seconds (BALIE_CUSTOMERS_KEEP_SECONDS + 1, sweep_due_cb, self);
    }
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_NONE, keep_in_store, call, free_call,
                        free_view, NULL, callback, user_data);
}

gboolean
balie_answer_keeper_keep_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  BalieKeeperView *view = balie_desk_run_finish (desk, result, error);

  if (view == NULL)
    return FALSE;
  balie_search_answer_free (take_view (get_keeper (desk), view));
  return TRUE;
}

char *
balie_answer_keeper_dup_question (BalieDesk *desk,
                                  BalieSource source,
                                  const BalieCustomerQuery *query)
{
  const char *remote = balie_source_to_code (source);
  g_autofree char *key = balie_customer_query_dup_key (query);

  return g_strconcat (balie_desk_get_remote_config (desk, remote)->url, " ", key, NULL);
}

double
balie_answer_keeper_get_usual (BalieDesk *desk, BalieSource source)
{
  gint64 usual = get_keeper (desk)->usual[source];

  return usual > 0 ? (double) usual / 1000 : 0;
}

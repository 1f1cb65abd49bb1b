/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching customers and vehicles: from what is kept, else from the remote; an answer is given at the
 * latest a moment after it came, whatever else the database is doing. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-customers.h"

#include "balie-answer-keeper.h"
#include "balie-error.h"

#include <glib/gi18n-lib.h>

/* Keeping an answer is waited for that long, so that a program that ends at once has kept it. */
#define KEEP_PATIENCE_MS 300

/**
 * BalieCustomersCall:
 * @query: (owned) (nullable): what is sent; %NULL of vehicles
 * @question: (owned): what is kept under
 * @inner: (owned): ends the call to the remote when the caller cancels or the desk closes
 * @client: (owned): Driver2's or KP's, while it is asked
 * @answer: (owned) (nullable): once it is there
 * @started_at: monotonic µs when the remote was asked
 * @patience: source id while keeping is waited for
 */
typedef struct
{
  BalieSource source;
  BalieCustomerQuery *query;
  char *question;
  char *vin;
  char *plate;
  int page;
  gboolean refresh;
  GCancellable *inner;
  GObject *client;
  BalieSearchAnswer *answer;
  gint64 started_at;
  guint patience;
} BalieCustomersCall;

static void
free_call (gpointer data)
{
  BalieCustomersCall *call = data;

  g_clear_handle_id (&call->patience, g_source_remove);
  g_clear_pointer (&call->query, balie_customer_query_free);
  g_clear_pointer (&call->answer, balie_search_answer_free);
  g_clear_object (&call->inner);
  g_clear_object (&call->client);
  g_free (call->question);
  g_free (call->vin);
  g_free (call->plate);
  g_free (call);
}

/* What stands in the way */

static gboolean
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, text);
  return FALSE;
}

static gboolean
is_configured (BalieDesk *desk, BalieSource source, GError **error)
{
  if (balie_desk_get_remote_config (desk, balie_source_to_code (source))->url[0] != '\0')
    return TRUE;
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED,
               /* TRANSLATORS: %s is the name of a system: Driver2 or KP */
               _ ("%s has no address yet."), balie_source_to_label (source));
  return FALSE;
}

/* What was filled in may be nothing that this gateway is asked by: that would list everybody. */
static gboolean
is_taken (BalieDesk *desk, const BalieCustomerQuery *query, GError **error)
{
  BalieDriver2Client *client = balie_desk_get_driver2 (desk, error);

  if (client == NULL)
    return FALSE;
  for (int i = 0; i < BALIE_N_CRITERIA; i++)
    {
      if (query->values[i][0] != '\0' && balie_driver2_client_takes (client, i))
        return TRUE;
    }
  return refuse (error, _ ("Driver2 can’t be searched here by what is filled in."));
}

static gboolean
check (BalieDesk *desk, BalieSource source, const BalieCustomerQuery *query, GError **error)
{
  if (balie_customer_query_is_empty (query))
    return refuse (error, _ ("Fill in something to search for."));
  if (source == BALIE_SOURCE_KP && query->values[BALIE_CRITERION_LAST_NAME][0] == '\0')
    return refuse (error, _ ("KP can only be searched with a last name."));
  if (!is_configured (desk, source, error))
    return FALSE;
  return source == BALIE_SOURCE_KP || is_taken (desk, query, error);
}

/**
 * balie_customers_dup_obstacle:
 * @desk: the desk
 * @source: Driver2 or KP
 * @query: what to search by
 *
 * Returns: (transfer full) (nullable): why not, as a sentence
 */
char *
balie_customers_dup_obstacle (BalieDesk *desk, BalieSource source, const BalieCustomerQuery *query)
{
  g_autoptr (GError) error = NULL;

  return check (desk, source, query, &error) ? NULL : g_strdup (error->message);
}

/**
 * balie_customers_kp_follows:
 * @query: what Driver2 was searched by
 * @driver2_total: how many it found, -1 when it does not say
 *
 * The seed: “Wanneer er geen resultaten in Driver2 zijn gevonden zal er automatisch een opzoeking gebeuren
 * in KP indien er voldoende zoekgegevens zijn”: the last name.
 *
 * Returns: whether KP is searched by itself
 */
gboolean
balie_customers_kp_follows (const BalieCustomerQuery *query, gint64 driver2_total)
{
  return driver2_total == 0 && query->values[BALIE_CRITERION_LAST_NAME][0] != '\0';
}

/* One page of one source */

static void
return_answer (GTask *task)
{
  BalieCustomersCall *call = g_task_get_task_data (task);

  if (call->answer != NULL)
    g_task_return_pointer (task, g_steal_pointer (&call->answer),
                           (GDestroyNotify) balie_search_answer_free);
}

static gboolean
patience_ended_cb (gpointer user_data)
{
  GTask *task = user_data;
  BalieCustomersCall *call = g_task_get_task_data (task);

  call->patience = 0;
  return_answer (task);
  return G_SOURCE_REMOVE;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BalieCustomersCall *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!balie_answer_keeper_keep_finish (BALIE_DESK (source), result, &error) &&
      !balie_error_is_cancelled (error))
    g_info ("An answer was not kept: %s", balie_error_code_to_string (error->code));
  g_clear_handle_id (&call->patience, g_source_remove);
  return_answer (task);
}

/* How many there are is known when there is no page after this one, whatever the gateway says. */
static gint64
get_total (const BalieCustomerPage *page)
{
  gint64 n_known = (gint64) (page->page - 1) * BALIE_CUSTOMER_PAGE_SIZE + page->customers->len;

  if (page->customers->len == 0)
    return page->total >= 0 || page->page > 1 ? page->total : page->has_more ? -1 : 0;
  if (page->total < 0)
    return page->has_more ? -1 : n_known;
  return MAX (page->total, n_known);
}

static BalieSearchAnswer *
make_answer (const BalieCustomerPage *page, gint64 now)
{
  BalieSearchAnswer *answer = balie_search_answer_new ();

  answer->page = page->page;
  answer->total = get_total (page);
  answer->has_more = page->has_more;
  g_clear_pointer (&answer->customers, g_ptr_array_unref);
  answer->customers = g_ptr_array_ref (page->customers);
  answer->fetched_at = now;
  return answer;
}

static gint64
get_milliseconds (const BalieCustomersCall *call)
{
  return (g_get_monotonic_time () - call->started_at) / 1000;
}

/* Takes over all but @page. */
static void
take_page (GTask *task, const BalieCustomerPage *page, GError *error)
{
  BalieDesk *desk = g_task_get_source_object (task);
  BalieCustomersCall *call = g_task_get_task_data (task);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  call->answer = make_answer (page, balie_desk_get_now (desk));
  call->answer->page = call->page;
  call->patience = g_timeout_add (KEEP_PATIENCE_MS, patience_ended_cb, task);
  balie_answer_keeper_keep_async (desk, call->source, call->question, call->answer,
                                  get_milliseconds (call), kept_cb, task);
}

static void
driver2_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (BalieCustomerPage) page =
      balie_driver2_client_search_finish (BALIE_DRIVER2_CLIENT (source), result, &error);

  take_page (user_data, page, error);
}

static void
kp_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (BalieCustomerPage) page =
      balie_kp_client_search_finish (BALIE_KP_CLIENT (source), result, &error);

  take_page (user_data, page, error);
}

/* Takes over @task. */
static void
ask_remote (GTask *task)
{
  BalieDesk *desk = g_task_get_source_object (task);
  BalieCustomersCall *call = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer client;

  if (call->source == BALIE_SOURCE_KP)
    client = balie_desk_get_kp (desk, &error);
  else
    client = balie_desk_get_driver2 (desk, &error);
  if (client == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  call->client = g_object_ref (client);
  call->started_at = g_get_monotonic_time ();
  if (call->source == BALIE_SOURCE_KP)
    balie_kp_client_search_async (client, call->query, call->page, call->inner, kp_answered_cb,
                                  task);
  else
    balie_driver2_client_search_async (client, call->query, call->page, call->inner,
                                       driver2_answered_cb, task);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  BalieSearchAnswer *answer = balie_answer_keeper_look_finish (BALIE_DESK (source), result, &error);

  if (answer == NULL && error == NULL)
    {
      ask_remote (task);
      return;
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, (GDestroyNotify) balie_search_answer_free);
  g_object_unref (task);
}

/* Ends when the caller cancels, and when the desk closes. */
static GTask *
make_task (BalieDesk *desk,
           BalieCustomersCall *call,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (desk, NULL, callback, user_data);

  call->inner = g_cancellable_new ();
  if (g_cancellable_is_cancelled (cancellable))
    g_cancellable_cancel (call->inner);
  else if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (g_cancellable_cancel),
                             call->inner, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "closing", G_CALLBACK (g_cancellable_cancel), call->inner,
                           G_CONNECT_SWAPPED);
  g_task_set_task_data (task, call, free_call);
  return task;
}

/**
 * balie_customers_search_async:
 * @desk: the desk
 * @source: Driver2 or KP
 * @query: what to search by; KP only gets what it takes
 * @page: from 1
 * @refresh: asks the remote even when an answer is kept
 *
 * See the header.
 */
void
balie_customers_search_async (BalieDesk *desk,
                              BalieSource source,
                              const BalieCustomerQuery *query,
                              int page,
                              gboolean refresh,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  BalieCustomersCall *call = g_new0 (BalieCustomersCall, 1);
  GTask *task = make_task (desk, call, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, balie_customers_search_async);
  call->source = source;
  call->query = source == BALIE_SOURCE_KP ? balie_customer_query_dup_for_kp (query)
                                          : balie_customer_query_copy (query);
  call->page = MAX (page, 1);
  if (!check (desk, source, query, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  call->question = balie_answer_keeper_dup_question (desk, source, call->query);
  balie_answer_keeper_look_async (desk, source, call->question, refresh ? 0 : call->page,
                                  call->inner, looked_cb, task);
}

/**
 * balie_customers_search_finish:
 *
 * Returns: (transfer full) (nullable): the page, %NULL with error
 */
BalieSearchAnswer *
balie_customers_search_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Driver2, then KP */

/**
 * BalieAutoCall:
 * @query: (owned)
 * @cancellable: (owned) (nullable): the caller's
 * @source: who is being asked
 */
typedef struct
{
  BalieCustomerQuery *query;
  GCancellable *cancellable;
  BalieSource source;
  int page;
} BalieAutoCall;

static void
free_auto (gpointer data)
{
  BalieAutoCall *call = data;

  balie_customer_query_free (call->query);
  g_clear_object (&call->cancellable);
  g_free (call);
}

void
balie_customers_outcome_free (BalieCustomersOutcome *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->answer, balie_search_answer_free);
  g_free (self);
}

static gboolean
kp_is_next (BalieDesk *desk, const BalieAutoCall *call, const BalieSearchAnswer *answer)
{
  return call->source == BALIE_SOURCE_DRIVER2 &&
         balie_customers_kp_follows (call->query, answer->total) &&
         check (desk, BALIE_SOURCE_KP, call->query, NULL);
}

/* Of two that were asked, which one it is about. Takes over @error and gives it back. */
static GError *
name_source (GError *error, BalieSource source)
{
  if (error->code != BALIE_ERROR_INVALID_INPUT && error->code != BALIE_ERROR_NOT_CONFIGURED &&
      error->code != BALIE_ERROR_NOT_PERMITTED && !balie_error_is_cancelled (error))
    g_prefix_error (&error, "%s: ", balie_source_to_label (source));
  return error;
}

static void
auto_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BalieDesk *desk = BALIE_DESK (source);
  BalieAutoCall *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BalieSearchAnswer) answer = balie_customers_search_finish (desk, result, &error);
  BalieCustomersOutcome *outcome;

  if (answer == NULL)
    {
      g_task_return_error (task, name_source (error, call->source));
      return;
    }
  if (kp_is_next (desk, call, answer))
    {
      call->source = BALIE_SOURCE_KP;
      balie_customers_search_async (desk, BALIE_SOURCE_KP, call->query, call->page, TRUE,
                                    call->cancellable, auto_answered_cb, g_steal_pointer (&task));
      return;
    }
  outcome = g_new0 (BalieCustomersOutcome, 1);
  outcome->source = call->source;
  outcome->automatic = call->source == BALIE_SOURCE_KP;
  outcome->answer = g_steal_pointer (&answer);
  g_task_return_pointer (task, outcome, (GDestroyNotify) balie_customers_outcome_free);
}

/**
 * balie_customers_search_auto_async:
 * @desk: the desk
 * @query: what to search by
 * @page: from 1
 *
 * The seed's way, always asking the remotes: a program without a window can't show how old an answer is.
 * KP is left out when it is not configured.
 */
void
balie_customers_search_auto_async (BalieDesk *desk,
                                   const BalieCustomerQuery *query,
                                   int page,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (desk, NULL, callback, user_data);
  BalieAutoCall *call = g_new0 (BalieAutoCall, 1);

  g_task_set_source_tag (task, balie_customers_search_auto_async);
  g_task_set_task_data (task, call, free_auto);
  call->query = balie_customer_query_copy (query);
  call->page = page;
  call->source = BALIE_SOURCE_DRIVER2;
  g_set_object (&call->cancellable, cancellable);
  balie_customers_search_async (desk, BALIE_SOURCE_DRIVER2, query, page, TRUE, cancellable,
                                auto_answered_cb, task);
}

/**
 * balie_customers_search_auto_finish:
 *
 * Returns: (transfer full) (nullable): who answered what, %NULL with error
 */
BalieCustomersOutcome *
balie_customers_search_auto_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Vehicles */

static void
wait_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  balie_answer_keeper_keep_finish (BALIE_DESK (source), result, NULL);
}

static void
vehicles_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BalieCustomersCall *call = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *vehicles =
      balie_driver2_client_find_vehicles_finish (BALIE_DRIVER2_CLIENT (source), result, &error);

  if (vehicles == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  balie_answer_keeper_keep_async (g_task_get_source_object (task), BALIE_SOURCE_DRIVER2, "", NULL,
                                  get_milliseconds (call), wait_noted_cb, NULL);
  g_task_return_pointer (task, vehicles, (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
check_vehicles (BalieDesk *desk, const BalieCustomersCall *call, GError **error)
{
  BalieDriver2Client *client;

  if (call->vin[0] == '\0' && call->plate[0] == '\0')
    return refuse (error, _ ("Fill in a chassis number or a licence plate."));
  if (!is_configured (desk, BALIE_SOURCE_DRIVER2, error))
    return FALSE;
  client = balie_desk_get_driver2 (desk, error);
  if (client == NULL)
    return FALSE;
  if (balie_driver2_client_can_find_vehicles (client))
    return TRUE;
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED,
                       _ ("Driver2 can’t be searched for vehicles here."));
  return FALSE;
}

static void
may_search_vehicles_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieDesk *desk = BALIE_DESK (source);
  BalieCustomersCall *call = g_task_get_task_data (task);
  GError *error = NULL;
  BalieDriver2Client *client = NULL;

  balie_search_answer_free (balie_answer_keeper_look_finish (desk, result, &error));
  if (error == NULL)
    client = balie_desk_get_driver2 (desk, &error);
  if (client == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  call->client = G_OBJECT (g_object_ref (client));
  call->started_at = g_get_monotonic_time ();
  balie_driver2_client_find_vehicles_async (client, call->vin, call->plate, call->inner,
                                            vehicles_answered_cb, task);
}

/**
 * balie_vehicles_search_async:
 * @desk: the desk
 * @vin: chassis number, "" to search by plate
 * @plate: licence plate, "" to search by chassis number, which counts when both are given
 *
 * See the header.
 */
void
balie_vehicles_search_async (BalieDesk *desk,
                             const char *vin,
                             const char *plate,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  BalieCustomersCall *call = g_new0 (BalieCustomersCall, 1);
  GTask *task = make_task (desk, call, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, balie_vehicles_search_async);
  call->source = BALIE_SOURCE_DRIVER2;
  call->vin = g_strdup (vin != NULL ? vin : "");
  call->plate = g_strdup (plate == NULL || call->vin[0] != '\0' ? "" : plate);
  if (!check_vehicles (desk, call, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  balie_answer_keeper_look_async (desk, call->source, "", 0, call->inner, may_search_vehicles_cb,
                                  task);
}

/**
 * balie_vehicles_search_finish:
 *
 * Returns: (transfer full) (nullable) (element-type BalieVehicle): what was found, %NULL with error
 */
GPtrArray *
balie_vehicles_search_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * balie_customers_get_usual_wait:
 * @desk: the desk
 * @source: Driver2 or KP
 *
 * Returns: seconds that an answer usually takes here, 0 while too little is known
 */
double
balie_customers_get_usual_wait (BalieDesk *desk, BalieSource source)
{
  return balie_answer_keeper_get_usual (desk, source);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question to Driver2 or KP. A person waits for the answer: reads are sent once more only if no
 * answer began, and everything else ends in a sentence of its own. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-customer-call.h"

#include <glib/gi18n-lib.h>

#include "balie-error.h"
#include "balie-profile-private.h"
#include "balie-worker.h"

#define READ_TRIES 2
/* These systems are slow; the person's own patience ends a call earlier. */
#define TOTAL_SECONDS 300

struct _BalieCustomerCaller
{
  BalieRemoteSession *session; /* (owned) */
  BalieSource source;
  BalieWorker *worker; /* (owned) reads answers */
};

/* One call: data of its task. */
typedef struct
{
  BalieCustomerCaller *caller; /* (unowned) of the task's source object */
  BalieCustomerQuestion question;
} Call;

/* What the worker is given. */
typedef struct
{
  BalieProfile *profile;       /* (owned) */
  BalieHttpResponse *response; /* (owned) */
  BalieSource source;
  int page;
  BalieCustomerReadFunc read;
} Reading;

static void
free_call (Call *call)
{
  g_clear_pointer (&call->question.values, g_hash_table_unref);
  g_clear_pointer (&call->question.nodes, g_hash_table_unref);
  g_free (call);
}

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  balie_profile_unref (reading->profile);
  balie_http_response_free (reading->response);
  g_free (reading);
}

static void
return_error (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* What a status other than 2xx means. */
static BalieError
choose_code (const char *operation, guint status)
{
  if (status == 401 || status == 403 || status == 407)
    return BALIE_ERROR_SECRET;
  if (status == 409 && g_str_equal (operation, "create"))
    return BALIE_ERROR_CONFLICT;
  if (status == 425 || status == 429 || status == 503)
    return BALIE_ERROR_UNAVAILABLE;
  if (status == 408 || status < 400 || status >= 500)
    return BALIE_ERROR_UNCLEAR;
  return BALIE_ERROR_REFUSED;
}

static char *
describe_unavailable (guint status, gint64 seconds)
{
  if (status == 429 && seconds >= 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "The server was asked too often: it asks to come back in %d second.",
                     "The server was asked too often: it asks to come back in %d seconds.",
                     (gulong) seconds),
        (int) seconds);
  if (seconds >= 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "The server is not available now: it asks to come back in %d second.",
                     "The server is not available now: it asks to come back in %d seconds.",
                     (gulong) seconds),
        (int) seconds);
  return g_strdup (status == 429
                       ? _ ("The server was asked too often: it asks to come back later.")
                       : _ ("The server is not available now: it asks to come back later."));
}

/* @problem: (nullable): the server's own words, untrusted plain text. */
static char *
describe_refusal (BalieError code, guint status, const char *problem)
{
  if (code == BALIE_ERROR_SECRET)
    return g_strdup_printf (_ ("The server does not accept the user name or password (status %u)."),
                            status);
  if (code == BALIE_ERROR_CONFLICT)
    return problem ? g_strdup_printf (_ ("The server has this customer already: %s"), problem)
                   : g_strdup (_ ("The server has this customer already."));
  if (code == BALIE_ERROR_REFUSED && problem)
    return g_strdup_printf (_ ("The server refused what was asked: %s"), problem);
  if (code == BALIE_ERROR_REFUSED && status == 404)
    return g_strdup (_ ("The server does not know what was asked for (status 404): the address of "
                        "the remote may be wrong."));
  if (code == BALIE_ERROR_REFUSED)
    return g_strdup_printf (_ ("The server refused what was asked (status %u)."), status);
  if (status >= 500 && problem)
    return g_strdup_printf (_ ("The server failed (status %1$u): %2$s"), status, problem);
  if (status >= 500)
    return g_strdup_printf (_ ("The server failed (status %u)."), status);
  return g_strdup_printf (_ ("The server gave an answer that can’t be used (status %u)."), status);
}

static GError *
make_status_error (const char *operation, const BalieHttpResponse *response)
{
  BalieError code = choose_code (operation, response->status);
  g_autofree char *problem = balie_http_response_dup_problem (response);
  g_autofree char *text = code == BALIE_ERROR_UNAVAILABLE
                              ? describe_unavailable (response->status, response->retry_after)
                              : describe_refusal (code, response->status, problem);
  GError *error = g_error_new_literal (BALIE_ERROR, code, text);

  balie_error_set_retry_after (error, response->retry_after);
  return error;
}

static gpointer
read_answer (gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  return reading->read (reading->profile, reading->response, reading->source, reading->page, error);
}

static void
answer_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = balie_worker_run_finish (BALIE_WORKER (source), result, &error);

  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, call->question.result_free);
}

static void
read_on_worker (GTask *task, BalieHttpResponse *response)
{
  Call *call = g_task_get_task_data (task);
  BalieCustomerCaller *self = call->caller;
  Reading *reading = g_new0 (Reading, 1);

  reading->profile = balie_profile_ref (balie_customer_caller_get_profile (self));
  reading->response = response;
  reading->source = self->source;
  reading->page = call->question.page;
  reading->read = call->question.read;
  balie_worker_run_async (self->worker, G_PRIORITY_DEFAULT, read_answer, reading, free_reading,
                          call->question.result_free, g_task_get_cancellable (task), answer_read_cb,
                          task);
}

static void
answer_received_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BalieHttpResponse) response =
      balie_remote_session_send_finish (BALIE_REMOTE_SESSION (source), result, &error);

  if (response && response->status == 404 && call->question.absent_is_none)
    {
      g_task_return_pointer (task, NULL, NULL);
      g_object_unref (task);
      return;
    }
  if (response && response->status / 100 != 2)
    error = make_status_error (call->question.operation, response);
  if (error)
    return_error (task, error);
  else
    read_on_worker (task, g_steal_pointer (&response));
}

static void
set_headers (BalieHttpRequest *request, GHashTable *headers)
{
  GHashTableIter iter;
  gpointer name, value;

  balie_http_request_set_header (request, "Accept", "application/json");
  if (!headers)
    return;
  g_hash_table_iter_init (&iter, headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    balie_http_request_set_header (request, name, value);
}

static BalieHttpRequest *
create_request (BalieCustomerCaller *self, const BalieCustomerQuestion *question, GError **error)
{
  BalieProfile *profile = balie_customer_caller_get_profile (self);
  const char *operation = question->operation;
  g_autoptr (BalieHttpRequest) request = NULL;
  g_autoptr (GHashTable) headers = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *url = NULL;
  g_autofree char *body = NULL;

  if (!balie_profile_has_operation (profile, operation))
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED,
                   _ ("The connector profile does not know the operation “%s”."), operation);
      return NULL;
    }
  url = balie_profile_dup_url (profile, operation, balie_remote_session_get_url (self->session),
                               question->values, error);
  if (!url)
    return NULL;
  body = balie_profile_dup_body (profile, operation, question->nodes, &local);
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  request = balie_http_request_new (balie_profile_get_method (profile, operation), url);
  headers = balie_profile_dup_headers (profile, operation, question->values);
  set_headers (request, headers);
  if (body)
    balie_http_request_set_json (request, body);
  request->idempotent = g_str_equal (request->method, "GET");
  request->until_answered = TRUE;
  request->max_tries = request->idempotent ? READ_TRIES : 1;
  request->total_seconds = TOTAL_SECONDS;
  return g_steal_pointer (&request);
}

/**
 * balie_customer_caller_new:
 * @session: of the remote
 * @source: which one it is
 *
 * Returns: (transfer full): a caller
 */
BalieCustomerCaller *
balie_customer_caller_new (BalieRemoteSession *session, BalieSource source)
{
  BalieCustomerCaller *self = g_new0 (BalieCustomerCaller, 1);

  self->session = g_object_ref (session);
  self->source = source;
  self->worker = balie_worker_new ("balie-answers");
  return self;
}

void
balie_customer_caller_free (BalieCustomerCaller *self)
{
  if (!self)
    return;
  g_clear_object (&self->session);
  g_clear_object (&self->worker);
  g_free (self);
}

BalieProfile *
balie_customer_caller_get_profile (BalieCustomerCaller *self)
{
  return balie_remote_session_get_profile (self->session);
}

/**
 * balie_customer_caller_ask:
 * @self: a caller
 * @task: (transfer full): returns what the question's read function gives; its source object keeps
 *   @self alive
 * @question: what is asked; its tables are taken over
 */
void
balie_customer_caller_ask (BalieCustomerCaller *self,
                           GTask *task,
                           const BalieCustomerQuestion *question)
{
  Call *call = g_new0 (Call, 1);
  GError *error = NULL;
  g_autoptr (BalieHttpRequest) request = NULL;

  call->caller = self;
  call->question = *question;
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, call, (GDestroyNotify) free_call);
  request = create_request (self, question, &error);
  if (request)
    balie_remote_session_send_async (self->session, request, g_task_get_cancellable (task),
                                     answer_received_cb, task);
  else
    return_error (task, error);
}

/**
 * balie_customer_caller_takes:
 * @self: a caller
 * @criterion: what a customer may be searched by
 *
 * Returns: whether the profile sends it
 */
gboolean
balie_customer_caller_takes (BalieCustomerCaller *self, BalieCriterion criterion)
{
  return balie_profile_uses (balie_customer_caller_get_profile (self), "search",
                             balie_criterion_get_spec (criterion)->wire);
}

static gpointer
read_page (BalieProfile *profile,
           const BalieHttpResponse *response,
           BalieSource source,
           int page,
           GError **error)
{
  return balie_customer_page_read (profile, response, source, page, error);
}

/* What the profile can send of the query, by the names of the placeholders. */
static GHashTable *
create_values (BalieCustomerCaller *self, const BalieCustomerQuery *query)
{
  BalieProfile *profile = balie_customer_caller_get_profile (self);
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (int i = 0; i < BALIE_N_CRITERIA; i++)
    {
      const char *value = query->values[i];
      const char *theirs = NULL;

      if (!*value || !balie_customer_caller_takes (self, i))
        continue;
      if (i == BALIE_CRITERION_COUNTRY)
        theirs = balie_profile_map_code (profile, "countries", value);
      g_hash_table_insert (values, g_strdup (balie_criterion_get_spec (i)->wire),
                           g_strdup (theirs ? theirs : value));
    }
  return values;
}

/**
 * balie_customer_caller_search:
 * @self: a caller
 * @task: (transfer full): returns a #BalieCustomerPage
 * @query: what is sought; what the profile does not send is left out
 * @page: from 1
 *
 * Ends with %BALIE_ERROR_INVALID_INPUT if nothing of the query can be sent: everybody would be found.
 */
void
balie_customer_caller_search (BalieCustomerCaller *self,
                              GTask *task,
                              const BalieCustomerQuery *query,
                              int page)
{
  BalieCustomerQuestion question = {
    .operation = "search",
    .values = create_values (self, query),
    .page = page,
    .read = read_page,
    .result_free = (GDestroyNotify) balie_customer_page_free,
  };

  if (g_hash_table_size (question.values) == 0 && !balie_customer_query_is_empty (query))
    {
      g_hash_table_unref (question.values);
      return_error (task, g_error_new_literal (BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                                               _ ("The server can’t search by what was given.")));
      return;
    }
  balie_customer_page_fill_values (balie_customer_caller_get_profile (self), page, question.values);
  balie_customer_caller_ask (self, task, &question);
}

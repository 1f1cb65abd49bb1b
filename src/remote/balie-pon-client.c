/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The importer's gateway for licence plates, through a connector profile. Each call is one request;
 * repeating what may have had an effect is the caller's decision. Main thread only. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-pon-client.h"

#include <glib/gi18n-lib.h>

#include "balie-error.h"
#include "balie-pon-answer.h"
#include "balie-pon-body.h"
#include "balie-profile-private.h"

#define READ_TRIES 3

struct _BaliePonClient
{
  GObject parent_instance;

  BalieRemoteSession *session; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BaliePonClient, balie_pon_client, G_TYPE_OBJECT)

/* What an answer with a good status becomes: (nullable), NULL without error for "none". */
typedef gpointer (*ReadFunc) (BalieProfile *profile, GTask *task, GBytes *body, GError **error);

/* One call. */
typedef struct
{
  const char *operation;
  ReadFunc read;
  GDestroyNotify result_free;
  char *key;
  char *vin;
  int page;
} Call;

static void
free_call (Call *call)
{
  g_free (call->key);
  g_free (call->vin);
  g_free (call);
}

static void
balie_pon_client_finalize (GObject *object)
{
  BaliePonClient *self = BALIE_PON_CLIENT (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (balie_pon_client_parent_class)->finalize (object);
}

static void
balie_pon_client_class_init (BaliePonClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_pon_client_finalize;
}

static void
balie_pon_client_init (BaliePonClient *self)
{
}

/**
 * balie_pon_client_new:
 * @session: of the remote "pon"
 *
 * Returns: (transfer full): a client
 */
BaliePonClient *
balie_pon_client_new (BalieRemoteSession *session)
{
  BaliePonClient *self = g_object_new (BALIE_TYPE_PON_CLIENT, NULL);

  self->session = g_object_ref (session);
  return self;
}

/**
 * balie_pon_client_get_max_in_flight:
 * @self: a client
 *
 * Returns: how many requests at once the gateway takes, by its profile
 */
int
balie_pon_client_get_max_in_flight (BaliePonClient *self)
{
  g_return_val_if_fail (BALIE_IS_PON_CLIENT (self), 1);

  return MAX (balie_profile_get_max_in_flight (balie_remote_session_get_profile (self->session)),
              1);
}

/* What a status other than 2xx means. */
static BalieError
choose_code (const char *operation, guint status)
{
  if (status == 401 || status == 403 || status == 407)
    return BALIE_ERROR_SECRET;
  if (status == 409 && g_str_equal (operation, "create"))
    return BALIE_ERROR_CONFLICT;
  if ((status == 404 || status == 410) && g_str_equal (operation, "withdraw"))
    return BALIE_ERROR_NOT_FOUND;
  if (status == 425 || status == 429 || status == 503)
    return BALIE_ERROR_UNAVAILABLE;
  if (status == 408 || status < 400 || status >= 500)
    return BALIE_ERROR_UNCLEAR;
  return BALIE_ERROR_REFUSED;
}

static GError *
make_status_error (const char *operation, const BalieHttpResponse *response)
{
  g_autofree char *problem = balie_http_response_dup_problem (response);
  BalieError code = choose_code (operation, response->status);
  GError *error;

  if (problem)
    error = g_error_new_literal (BALIE_ERROR, code, problem);
  else
    error = g_error_new (BALIE_ERROR, code,
                         /* Translators: %u is the number of an HTTP status, e.g. 503. */
                         _ ("The server answered with status %u."), response->status);
  balie_error_set_retry_after (error, response->retry_after);
  return error;
}

static void
answer_received_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BaliePonClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = NULL;
  g_autoptr (BalieHttpResponse) response =
      balie_remote_session_send_finish (BALIE_REMOTE_SESSION (source), result, &error);

  if (response && response->status == 404 && g_str_equal (call->operation, "find-by-key"))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  if (response && response->status / 100 != 2)
    error = make_status_error (call->operation, response);
  if (!error)
    value =
        call->read (balie_remote_session_get_profile (self->session), task, response->body, &error);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, call->result_free);
}

static GTask *
create_task (BaliePonClient *self,
             const char *operation,
             ReadFunc read,
             GDestroyNotify result_free,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->operation = operation;
  call->read = read;
  call->result_free = result_free;
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, call, (GDestroyNotify) free_call);
  return task;
}

static gboolean
has_operation (BaliePonClient *self, const char *operation, GError **error)
{
  if (balie_profile_has_operation (balie_remote_session_get_profile (self->session), operation))
    return TRUE;
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED,
               _ ("The connector profile does not know the operation “%s”."), operation);
  return FALSE;
}

static BalieHttpRequest *
create_request (BaliePonClient *self, Call *call, GHashTable *values, GError **error)
{
  BalieProfile *profile = balie_remote_session_get_profile (self->session);
  g_autofree char *url = NULL;
  g_autoptr (GHashTable) headers = NULL;
  BalieHttpRequest *request;
  GHashTableIter iter;
  gpointer name, value;

  if (!has_operation (self, call->operation, error))
    return NULL;
  url = balie_profile_dup_url (profile, call->operation,
                               balie_remote_session_get_url (self->session), values, error);
  if (!url)
    return NULL;
  request = balie_http_request_new (balie_profile_get_method (profile, call->operation), url);
  balie_http_request_set_header (request, "Accept", "application/json");
  headers = balie_profile_dup_headers (profile, call->operation, values);
  if (headers)
    g_hash_table_iter_init (&iter, headers);
  while (headers && g_hash_table_iter_next (&iter, &name, &value))
    balie_http_request_set_header (request, name, value);
  request->idempotent = g_str_equal (request->method, "GET");
  request->max_tries = request->idempotent ? READ_TRIES : 1;
  return request;
}

/* Sends with @values for address and headers and @nodes for the body; takes @task. */
static void
send (BaliePonClient *self, GTask *task, GHashTable *values, GHashTable *nodes)
{
  Call *call = g_task_get_task_data (task);
  BalieProfile *profile = balie_remote_session_get_profile (self->session);
  GError *error = NULL;
  g_autofree char *body = NULL;
  g_autoptr (BalieHttpRequest) request = create_request (self, call, values, &error);

  if (request)
    body = balie_profile_dup_body (profile, call->operation, nodes, &error);
  if (error)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (body)
    balie_http_request_set_json (request, body);
  balie_remote_session_send_async (self->session, request, g_task_get_cancellable (task),
                                   answer_received_cb, task);
}

static GHashTable *
create_values (const char *name, const char *value)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (value && *value)
    g_hash_table_insert (values, g_strdup (name), g_strdup (value));
  return values;
}

static gpointer
read_created (BalieProfile *profile, GTask *task, GBytes *body, GError **error)
{
  Call *call = g_task_get_task_data (task);

  return balie_pon_answer_read_body (profile, body, call->key, call->vin, error);
}

static gpointer
read_found (BalieProfile *profile, GTask *task, GBytes *body, GError **error)
{
  Call *call = g_task_get_task_data (task);
  BaliePonAnswer *found;

  balie_pon_answer_find (profile, balie_profile_get_answer (profile, call->operation), body,
                         call->key, &found, error);
  return found;
}

static gpointer
read_list (BalieProfile *profile, GTask *task, GBytes *body, GError **error)
{
  Call *call = g_task_get_task_data (task);

  return balie_pon_page_read_body (profile, body, call->page, error);
}

/* A yes needs no body; one that is there must not say otherwise. */
static gpointer
read_withdrawn (BalieProfile *profile, GTask *task, GBytes *body, GError **error)
{
  g_autoptr (BaliePonAnswer) answer = NULL;

  if (g_bytes_get_size (body) == 0)
    return GINT_TO_POINTER (TRUE);
  answer = balie_pon_answer_read_body (profile, body, NULL, NULL, error);
  if (!answer)
    return NULL;
  if (answer->status == BALIE_REQUEST_WITHDRAWN)
    return GINT_TO_POINTER (TRUE);
  if (answer->status == BALIE_REQUEST_REQUESTED)
    g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR,
                         _ ("The withdrawal has not been decided yet."));
  else
    g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_REFUSED,
                         *answer->reason ? answer->reason
                                         : _ ("The request can’t be withdrawn any more."));
  return NULL;
}

/**
 * balie_pon_client_create_async:
 * @self: a client
 * @request: its eight fields and its key leave, nothing else
 * @cancellable: (nullable): frees the connection at once; what PON did is then unknown
 * @callback: called when it ended
 * @user_data: for @callback
 */
void
balie_pon_client_create_async (BaliePonClient *self,
                               const BaliePlateRequest *request,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;
  Call *call;
  g_autoptr (GHashTable) nodes = NULL;
  g_autoptr (GHashTable) values = NULL;
  GError *error = NULL;

  g_return_if_fail (BALIE_IS_PON_CLIENT (self));
  g_return_if_fail (request);

  task = create_task (self, "create", read_created, (GDestroyNotify) balie_pon_answer_free,
                      cancellable, callback, user_data);
  g_task_set_source_tag (task, balie_pon_client_create_async);
  call = g_task_get_task_data (task);
  call->key = g_strdup (request->key);
  call->vin = g_strdup (request->vin);
  nodes = balie_pon_body_create_nodes (balie_remote_session_get_profile (self->session), request,
                                       &error);
  if (!nodes)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  values = balie_pon_body_create_values (nodes);
  send (self, task, values, nodes);
}

BaliePonAnswer *
balie_pon_client_create_finish (BaliePonClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * balie_pon_client_find_async:
 * @self: a client
 * @key: the idempotency key asked after
 * @cancellable: (nullable): stops it
 * @callback: called when it ended
 * @user_data: for @callback
 */
void
balie_pon_client_find_async (BaliePonClient *self,
                             const char *key,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  Call *call;
  g_autoptr (GHashTable) values = create_values ("key", key);

  g_return_if_fail (BALIE_IS_PON_CLIENT (self));
  g_return_if_fail (key && *key);

  task = create_task (self, "find-by-key", read_found, (GDestroyNotify) balie_pon_answer_free,
                      cancellable, callback, user_data);
  g_task_set_source_tag (task, balie_pon_client_find_async);
  call = g_task_get_task_data (task);
  call->key = g_strdup (key);
  send (self, task, values, NULL);
}

BaliePonAnswer *
balie_pon_client_find_finish (BaliePonClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * balie_pon_client_list_async:
 * @self: a client
 * @updated_since: (nullable): PON's time stamp from which changes are wanted, "" for all
 * @page: from 1
 * @cancellable: (nullable): stops it
 * @callback: called when it ended
 * @user_data: for @callback
 */
void
balie_pon_client_list_async (BaliePonClient *self,
                             const char *updated_since,
                             int page,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  Call *call;
  g_autoptr (GHashTable) values = create_values ("updatedSince", updated_since);

  g_return_if_fail (BALIE_IS_PON_CLIENT (self));
  g_return_if_fail (page >= 1);

  task = create_task (self, "list", read_list, (GDestroyNotify) balie_pon_page_free, cancellable,
                      callback, user_data);
  g_task_set_source_tag (task, balie_pon_client_list_async);
  call = g_task_get_task_data (task);
  call->page = page;
  g_hash_table_insert (values, g_strdup ("page"), g_strdup_printf ("%d", page));
  send (self, task, values, NULL);
}

BaliePonPage *
balie_pon_client_list_finish (BaliePonClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * balie_pon_client_withdraw_async:
 * @self: a client
 * @pon_id: PON's id
 * @cancellable: (nullable): frees the connection at once; what PON did is then unknown
 * @callback: called when it ended
 * @user_data: for @callback
 */
void
balie_pon_client_withdraw_async (BaliePonClient *self,
                                 const char *pon_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;
  g_autoptr (GHashTable) values = create_values ("id", pon_id);

  g_return_if_fail (BALIE_IS_PON_CLIENT (self));

  task = create_task (self, "withdraw", read_withdrawn, NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, balie_pon_client_withdraw_async);
  send (self, task, values, NULL);
}

gboolean
balie_pon_client_withdraw_finish (BaliePonClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return GPOINTER_TO_INT (g_task_propagate_pointer (G_TASK (result), error));
}

/**
 * balie_pon_client_test_async:
 * @self: a client
 * @cancellable: (nullable): stops it
 * @callback: called when it ended
 * @user_data: for @callback
 *
 * Asks for what changed since now.
 */
void
balie_pon_client_test_async (BaliePonClient *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *since = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  balie_pon_client_list_async (self, since, 1, cancellable, callback, user_data);
}

gboolean
balie_pon_client_test_finish (BaliePonClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (BaliePonPage) page = balie_pon_client_list_finish (self, result, error);

  return page != NULL;
}

/**
 * balie_pon_error_get_retry_after:
 * @error: (nullable): what a call ended with
 *
 * Returns: seconds after which PON asked to be tried again, at most a day; -1 if it did not say
 */
gint64
balie_pon_error_get_retry_after (const GError *error)
{
  return balie_error_get_retry_after (error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An insurer's BiPRO services. A call is: token (kept until a minute before it ends), request, answer read on
 * the client's own thread; a token that the insurer no longer knows is fetched anew once. Calls that need a
 * token at the same time wait for one login, so that a wrong password is tried once. After a wrong or locked
 * login nothing is tried by itself. Main thread only. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-bipro-client.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-bipro-message.h"
#include "balie-bipro-profile.h"
#include "balie-error.h"
#include "balie-secrets.h"
#include "balie-worker.h"

#define TOTAL_SECONDS 300
/* A token is not used in its last minute, nor longer than this when its end is not known. */
#define SPARE_SECONDS 60
#define KEEP_SECONDS (8 * 60)

struct _BalieBiproClient
{
  GObject parent_instance;

  BalieInsurer *insurer;      /* (owned) */
  BalieBiproProfile *profile; /* (owned) */
  BalieHttp *http;            /* (owned) */
  BalieWorker *worker;        /* (owned): reads answers */
  char *token;                /* (owned) (nullable) */
  gint64 token_until;         /* seconds since 1970 */
  guint token_number;         /* counts the tokens that came */
  gboolean is_fetching;       /* a call asks for a token */
  GQueue waiting;             /* (owned) (element-type GTask): calls that wait for it */
};

G_DEFINE_FINAL_TYPE (BalieBiproClient, balie_bipro_client, G_TYPE_OBJECT)

/**
 * Call:
 * @operation: what is asked in the end
 * @asking: what is under way: the token, or @operation
 * @shipment: (nullable)
 * @again: of a list: acknowledged ones too
 * @renewed: the token was fetched anew for this call
 * @token_number: which token it was sent with
 */
typedef struct
{
  BalieBiproOperation operation;
  BalieBiproOperation asking;
  char *shipment;
  gboolean again;
  gboolean renewed;
  guint token_number;
} Call;

/**
 * Reading:
 * @response: (owned)
 * @shipment: (owned) (nullable): the one asked for
 * @token: (owned) (nullable): result of a token request, with @expires
 * @list: (owned) (nullable): result of a list
 * @content: (owned) (nullable): result of a get
 *
 * One answer on its way through the worker.
 */
typedef struct
{
  BalieBiproOperation operation;
  BalieHttpResponse *response;
  char *shipment;
  char *token;
  gint64 expires;
  GPtrArray *list;
  BalieShipmentContent *content;
} Reading;

static void ask (GTask *task, gboolean anew);
static void send_request (GTask *task);

static void
free_call (gpointer data)
{
  Call *call = data;

  g_free (call->shipment);
  g_free (call);
}

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->response, balie_http_response_free);
  g_free (reading->shipment);
  balie_secrets_free (reading->token);
  g_clear_pointer (&reading->list, g_ptr_array_unref);
  g_clear_pointer (&reading->content, balie_shipment_content_free);
  g_free (reading);
}

static void
forget_token (BalieBiproClient *self)
{
  g_clear_pointer (&self->token, balie_secrets_free);
  self->token_until = 0;
}

static void
return_error (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* Those who waited for the token share what became of it; who asked for it being cancelled is not theirs. */
static void
end_fetching (BalieBiproClient *self, const GError *error)
{
  GQueue waiting = self->waiting;
  GTask *task;

  g_queue_init (&self->waiting);
  self->is_fetching = FALSE;
  while ((task = g_queue_pop_head (&waiting)) != NULL)
    {
      const Call *call = g_task_get_task_data (task);

      if (error && error->code == BALIE_ERROR_CANCELLED)
        ask (task, FALSE);
      else if (error)
        return_error (task, g_error_copy (error));
      else if (call->operation == BALIE_BIPRO_TOKEN)
        {
          g_task_return_boolean (task, TRUE);
          g_object_unref (task);
        }
      else
        send_request (task);
    }
}

static void
fail (GTask *task, GError *error)
{
  g_autoptr (BalieBiproClient) self = g_object_ref (g_task_get_source_object (task));
  const Call *call = g_task_get_task_data (task);
  g_autoptr (GError) shared = NULL;

  if (call->asking == BALIE_BIPRO_TOKEN)
    shared = g_error_copy (error);
  return_error (task, error);
  if (shared)
    end_fetching (self, shared);
}

static void
succeed (GTask *task, Reading *reading)
{
  Call *call = g_task_get_task_data (task);

  if (call->operation == BALIE_BIPRO_LIST)
    g_task_return_pointer (task, g_steal_pointer (&reading->list),
                           (GDestroyNotify) g_ptr_array_unref);
  else if (call->operation == BALIE_BIPRO_GET)
    g_task_return_pointer (task, g_steal_pointer (&reading->content),
                           (GDestroyNotify) balie_shipment_content_free);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* Another's letter would be kept, and acknowledged, under a wrong number. */
static BalieShipmentContent *
read_content (Reading *reading, const BalieBiproAnswer *answer, GError **error)
{
  g_autoptr (BalieShipmentContent) content = balie_bipro_answer_read_shipment (answer, error);

  if (!content)
    return NULL;
  if (*content->id == '\0')
    {
      g_free (content->id);
      content->id = g_strdup (reading->shipment);
    }
  if (g_str_equal (content->id, reading->shipment))
    return g_steal_pointer (&content);
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR,
                       _ ("The insurer’s answer is not the one to this question."));
  return NULL;
}

/* On the worker's thread. */
static gpointer
read_answer (gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;
  BalieHttpResponse *response = reading->response;
  g_autoptr (BalieBiproAnswer) answer = balie_bipro_answer_read (
      reading->operation, response->status,
      balie_http_response_get_header (response, "content-type"), response->body, error);

  if (!answer)
    return NULL;
  if (reading->operation == BALIE_BIPRO_TOKEN)
    reading->token = balie_bipro_answer_read_token (answer, &reading->expires, error);
  else if (reading->operation == BALIE_BIPRO_LIST)
    reading->list = balie_bipro_answer_read_list (answer, error);
  else if (reading->operation == BALIE_BIPRO_GET)
    reading->content = read_content (reading, answer, error);
  return NULL;
}

static void
keep_token (BalieBiproClient *self, Reading *reading)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  forget_token (self);
  self->token_number++;
  self->token = g_steal_pointer (&reading->token);
  self->token_until =
      reading->expires > now ? reading->expires - SPARE_SECONDS : now + KEEP_SECONDS;
}

static gboolean
must_renew (const Call *call, const GError *error)
{
  const char *code = balie_bipro_error_get_code (error);

  return call->asking != BALIE_BIPRO_TOKEN && !call->renewed &&
         (g_str_equal (code, "00960") || g_str_equal (code, "00962"));
}

typedef struct
{
  GTask *task;
  Reading *reading;
} ReadingStep;

static void
use_token (GTask *task, Reading *reading)
{
  g_autoptr (BalieBiproClient) self = g_object_ref (g_task_get_source_object (task));
  const Call *call = g_task_get_task_data (task);

  keep_token (self, reading);
  if (call->operation == BALIE_BIPRO_TOKEN)
    succeed (task, reading);
  else
    send_request (task);
  end_fetching (self, NULL);
}

static void
answer_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree ReadingStep *step = user_data;
  GTask *task = step->task;
  BalieBiproClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  balie_worker_run_finish (BALIE_WORKER (source), result, &error);
  if (error && must_renew (call, error))
    {
      g_clear_error (&error);
      call->renewed = TRUE;
      /* Another call may have fetched a new one in the meantime. */
      if (call->token_number == self->token_number)
        forget_token (self);
      ask (task, FALSE);
    }
  else if (error)
    {
      fail (task, error);
    }
  else if (call->asking == BALIE_BIPRO_TOKEN)
    {
      use_token (task, step->reading);
    }
  else
    {
      succeed (task, step->reading);
    }
  free_reading (step->reading);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieBiproClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  BalieHttpResponse *response = balie_http_send_finish (BALIE_HTTP (source), result, &error);
  ReadingStep *step;

  if (!response)
    {
      fail (task, error);
      return;
    }
  step = g_new0 (ReadingStep, 1);
  step->task = task;
  step->reading = g_new0 (Reading, 1);
  step->reading->operation = call->asking;
  step->reading->response = response;
  step->reading->shipment = g_strdup (call->shipment);
  balie_worker_run_async (self->worker, G_PRIORITY_DEFAULT, read_answer, step->reading, NULL, NULL,
                          g_task_get_cancellable (task), answer_read_cb, step);
}

static void
send (GTask *task, const char *url, const char *envelope)
{
  BalieBiproClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (BalieHttpRequest) request = balie_http_request_new ("POST", url);
  g_autofree char *action =
      g_strdup_printf ("\"%s\"", balie_bipro_get_action (self->profile, call->asking));

  balie_http_request_set_header (request, "SOAPAction", action);
  request->content_type = g_strdup (balie_bipro_get_content_type (self->profile));
  request->body = g_bytes_new (envelope, strlen (envelope));
  request->total_seconds = TOTAL_SECONDS;
  balie_http_send_async (self->http, request, g_task_get_cancellable (task), answered_cb, task);
}

static void
secret_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  BalieBiproClient *self = g_task_get_source_object (task);
  GError *error = NULL;
  char *secret = balie_secrets_lookup_finish (result, &error);
  char *envelope;

  if (!secret)
    {
      fail (task, error);
      return;
    }
  envelope = balie_bipro_write_token_request (self->profile, self->insurer->user, secret);
  balie_secrets_free (secret);
  send (task, self->insurer->sts_url, envelope);
  balie_secrets_free (envelope);
}

static char *
write_request (BalieBiproClient *self, const Call *call)
{
  if (call->asking == BALIE_BIPRO_LIST)
    return balie_bipro_write_list (self->profile, self->token, call->again);
  return balie_bipro_write_shipment_request (self->profile, call->asking, self->token,
                                             call->shipment);
}

static gboolean
has_token (BalieBiproClient *self)
{
  return self->token && g_get_real_time () / G_USEC_PER_SEC < self->token_until;
}

/* What was asked in the first place, with the token there is, however short it lasts. */
static void
send_request (GTask *task)
{
  BalieBiproClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  char *envelope;

  call->asking = call->operation;
  call->token_number = self->token_number;
  envelope = write_request (self, call);
  send (task, self->insurer->transfer_url, envelope);
  balie_secrets_free (envelope);
}

/* The token first, where there is none that lasts or @anew. */
static void
ask (GTask *task, gboolean anew)
{
  BalieBiproClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autofree char *name = NULL;

  if (!anew && call->operation != BALIE_BIPRO_TOKEN && has_token (self))
    {
      send_request (task);
      return;
    }
  if (self->is_fetching)
    {
      g_queue_push_tail (&self->waiting, task);
      return;
    }
  self->is_fetching = TRUE;
  call->asking = BALIE_BIPRO_TOKEN;
  name = balie_insurer_dup_secret_name (self->insurer);
  balie_secrets_lookup_async (name, self->insurer->user, g_task_get_cancellable (task),
                              secret_found_cb, task);
}

static void
begin (BalieBiproClient *self,
       BalieBiproOperation operation,
       const char *shipment,
       gboolean again,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->operation = operation;
  call->shipment = g_strdup (shipment);
  call->again = again;
  g_task_set_task_data (task, call, free_call);
  g_task_set_check_cancellable (task, FALSE);
  ask (task, operation == BALIE_BIPRO_TOKEN);
}

static void
balie_bipro_client_dispose (GObject *object)
{
  BalieBiproClient *self = BALIE_BIPRO_CLIENT (object);

  if (self->worker)
    balie_worker_shutdown (self->worker);
  g_clear_object (&self->worker);
  g_clear_object (&self->http);
  G_OBJECT_CLASS (balie_bipro_client_parent_class)->dispose (object);
}

static void
balie_bipro_client_finalize (GObject *object)
{
  BalieBiproClient *self = BALIE_BIPRO_CLIENT (object);

  forget_token (self);
  g_clear_pointer (&self->profile, balie_bipro_profile_unref);
  balie_insurer_free (self->insurer);
  G_OBJECT_CLASS (balie_bipro_client_parent_class)->finalize (object);
}

static void
balie_bipro_client_class_init (BalieBiproClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_bipro_client_dispose;
  object_class->finalize = balie_bipro_client_finalize;
}

static void
balie_bipro_client_init (BalieBiproClient *self)
{
}

/**
 * balie_bipro_client_new:
 * @insurer: where it is; copied
 * @error: return location: INVALID_INPUT, NOT_CONFIGURED
 *
 * Returns: (transfer full) (nullable): a client that has sent nothing yet
 */
BalieBiproClient *
balie_bipro_client_new (const BalieInsurer *insurer, GError **error)
{
  g_autoptr (BalieBiproClient) self = NULL;
  const char *ca = g_getenv ("BALIE_CA_FILE");

  if (!*insurer->sts_url || !*insurer->transfer_url)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED,
                   _ ("No address is set for “%s”."), insurer->name);
      return NULL;
    }
  if (!balie_http_check_url (insurer->sts_url, error) ||
      !balie_http_check_url (insurer->transfer_url, error))
    return NULL;
  self = g_object_new (BALIE_TYPE_BIPRO_CLIENT, NULL);
  self->insurer = balie_insurer_copy (insurer);
  self->profile = *insurer->profile
                      ? balie_bipro_profile_parse (insurer->profile, insurer->name, error)
                      : balie_bipro_profile_load_shipped (error);
  if (!self->profile)
    return NULL;
  self->http = balie_http_new ("bipro");
  if (ca)
    balie_http_set_authority_file (self->http, ca);
  self->worker = balie_worker_new ("balie-bipro");
  return g_steal_pointer (&self);
}

BalieHttp *
balie_bipro_client_get_http (BalieBiproClient *self)
{
  return self->http;
}

int
balie_bipro_client_get_max_in_flight (BalieBiproClient *self)
{
  return balie_bipro_profile_get_max_in_flight (self->profile);
}

gboolean
balie_bipro_client_acknowledges (BalieBiproClient *self)
{
  return balie_bipro_profile_acknowledges (self->profile);
}

void
balie_bipro_client_list_async (BalieBiproClient *self,
                               gboolean again,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  begin (self, BALIE_BIPRO_LIST, NULL, again, cancellable, callback, user_data);
}

GPtrArray *
balie_bipro_client_list_finish (BalieBiproClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
balie_bipro_client_get_async (BalieBiproClient *self,
                              const char *shipment,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  begin (self, BALIE_BIPRO_GET, shipment, FALSE, cancellable, callback, user_data);
}

BalieShipmentContent *
balie_bipro_client_get_finish (BalieBiproClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
balie_bipro_client_acknowledge_async (BalieBiproClient *self,
                                      const char *shipment,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  begin (self, BALIE_BIPRO_ACKNOWLEDGE, shipment, FALSE, cancellable, callback, user_data);
}

gboolean
balie_bipro_client_acknowledge_finish (BalieBiproClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
balie_bipro_client_test_async (BalieBiproClient *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  begin (self, BALIE_BIPRO_TOKEN, NULL, FALSE, cancellable, callback, user_data);
}

gboolean
balie_bipro_client_test_finish (BalieBiproClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

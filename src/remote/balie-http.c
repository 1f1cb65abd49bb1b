/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTTP core of one remote: lets a limited number of requests out at a time, repeats idempotent
 * ones with full-jitter back-off, and keeps the breaker. Main thread only; a request under way holds
 * a reference on it. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-http.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "balie-breaker.h"
#include "balie-clock.h"
#include "balie-error.h"
#include "balie-http-limits.h"
#include "balie-http-message.h"
#include "balie-http-try.h"
#include "balie-http-url.h"
#include "balie-tls-database.h"

#define DEFAULT_MAX_IN_FLIGHT 8
#define BACKOFF_BASE_SECONDS 0.5
#define BACKOFF_CAP_SECONDS 30.0
/* Idle connections are closed before servers usually close them. */
#define IDLE_SECONDS 4

struct _BalieHttp
{
  GObject parent_instance;

  /* Owned */
  char *remote_name;
  char *ca_path;                /* (nullable) */
  GTlsCertificate *certificate; /* (nullable) */
  SoupSession *session;         /* (nullable) made at the first need */
  SoupSession *local_session;   /* (nullable) the same for loopback: never through a proxy */
  GQueue waiting;               /* (element-type GTask) borrowed from those under way */

  /* State */
  BalieBreaker breaker;
  gboolean used;
  gboolean last_failed;
  BalieRemoteState told_state;
  gint64 told_retry_at;
  guint in_flight;
  guint max_in_flight;
  guint connect_ms;
  gsize max_body;
  double time_scale;
  double total_scale;
};

enum
{
  SIGNAL_STATE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieHttp, balie_http, G_TYPE_OBJECT)

/* One call of balie_http_send_async(), over all its tries. */
typedef struct
{
  BalieHttpRequest *request; /* (owned) */
  guint n_tries;
  gboolean loopback;
  GSource *delay_source;  /* (owned) (nullable) waits for the next try */
  GSource *cancel_source; /* (owned) (nullable) only while no try is under way */
} Send;

static void pump (BalieHttp *self);
static void enqueue (GTask *task);

static void
clear_source (GSource **source)
{
  if (*source)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
free_send (Send *send)
{
  clear_source (&send->delay_source);
  clear_source (&send->cancel_source);
  balie_http_request_free (send->request);
  g_free (send);
}

static void
tell_state (BalieHttp *self)
{
  BalieRemoteState state = balie_http_get_state (self);

  if (state == self->told_state && self->breaker.open_until == self->told_retry_at)
    return;
  self->told_state = state;
  self->told_retry_at = self->breaker.open_until;
  g_signal_emit (self, signals[SIGNAL_STATE_CHANGED], 0);
}

static SoupSession *
create_session (BalieHttp *self, gboolean loopback, GError **error)
{
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) cause = NULL;
  SoupSession *session;

  if (self->ca_path)
    {
      database = balie_tls_database_new (self->ca_path, &cause);
      if (!database)
        {
          g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED,
                       _ ("The file of certification authorities can’t be read: %s"),
                       cause->message);
          return NULL;
        }
    }
  session = soup_session_new_with_options (
      "max-conns", (int) self->max_in_flight, "max-conns-per-host", (int) self->max_in_flight,
      "timeout", 0, "idle-timeout", IDLE_SECONDS, "user-agent", "Balie/" BALIE_VERSION, NULL);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  if (database)
    soup_session_set_tls_database (session, database);
  if (loopback)
    soup_session_set_proxy_resolver (session, NULL);
  return session;
}

static SoupSession *
ensure_session (BalieHttp *self, gboolean loopback, GError **error)
{
  SoupSession **session = loopback ? &self->local_session : &self->session;

  if (!*session)
    *session = create_session (self, loopback, error);
  return *session;
}

static void
drop_sessions (BalieHttp *self)
{
  g_clear_object (&self->session);
  g_clear_object (&self->local_session);
}

static void
return_error (GTask *task, GError *error)
{
  Send *send = g_task_get_task_data (task);

  clear_source (&send->delay_source);
  clear_source (&send->cancel_source);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static GError *
make_broken_error (BalieHttp *self)
{
  gint64 left = MAX (0, self->breaker.open_until - g_get_monotonic_time ());
  GError *error = g_error_new_literal (
      BALIE_ERROR, BALIE_ERROR_UNAVAILABLE,
      _ ("The server failed several times in a row and is left alone for a while."));

  balie_error_set_retry_after (error, (left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  return error;
}

static void
record_outcome (BalieHttp *self, const BalieHttpResponse *response, const GError *error)
{
  gboolean answered = error && error->code == BALIE_ERROR_INVALID_INPUT;

  if (error && error->code == BALIE_ERROR_CANCELLED)
    {
      balie_breaker_abandon (&self->breaker);
      return;
    }
  self->used = TRUE;
  self->last_failed = response ? response->status >= 500 : !answered;
  if (self->last_failed)
    balie_breaker_fail (&self->breaker, g_get_monotonic_time (), self->time_scale);
  else
    balie_breaker_succeed (&self->breaker);
}

/* Seconds until the next try, -1 if there should be none. */
static double
choose_delay (BalieHttp *self, Send *send, const BalieHttpResponse *response, gboolean transient)
{
  double limit;

  if (!send->request->idempotent || send->n_tries >= send->request->max_tries)
    return -1;
  if (response && send->request->until_answered)
    return -1;
  if (!response && !transient)
    return -1;
  if (response && response->status != 429 && response->status < 500)
    return -1;
  if (response && response->retry_after > BACKOFF_CAP_SECONDS)
    return -1;
  if (response && response->retry_after >= 0)
    return (double) response->retry_after * self->time_scale;
  limit = BACKOFF_BASE_SECONDS * (double) (1u << MIN (send->n_tries - 1, 10));
  return g_random_double_range (0, MIN (limit, BACKOFF_CAP_SECONDS)) * self->time_scale;
}

static gboolean
delay_passed_cb (gpointer user_data)
{
  GTask *task = user_data;
  BalieHttp *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);

  clear_source (&send->delay_source);
  enqueue (task);
  pump (self);
  return G_SOURCE_REMOVE;
}

/* While a try is under way it watches the cancellable itself. */
static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  BalieHttp *self = g_task_get_source_object (task);

  g_queue_remove (&self->waiting, task);
  return_error (task, g_error_new_literal (BALIE_ERROR, BALIE_ERROR_CANCELLED, _ ("Cancelled")));
  return G_SOURCE_REMOVE;
}

static void
watch_cancellable (GTask *task)
{
  Send *send = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (!cancellable || send->cancel_source)
    return;
  send->cancel_source = g_cancellable_source_new (cancellable);
  g_source_set_callback (send->cancel_source, G_SOURCE_FUNC (cancelled_cb), task, NULL);
  g_source_attach (send->cancel_source, g_main_context_get_thread_default ());
}

static void
wait_for_next_try (GTask *task, double seconds)
{
  Send *send = g_task_get_task_data (task);

  send->delay_source = g_timeout_source_new ((guint) (seconds * 1000));
  g_source_set_callback (send->delay_source, delay_passed_cb, task, NULL);
  g_source_attach (send->delay_source, g_main_context_get_thread_default ());
  watch_cancellable (task);
}

static void
try_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (BalieHttp) self = g_object_ref (g_task_get_source_object (task));
  GError *error = NULL;
  gboolean transient = FALSE;
  BalieHttpResponse *response = balie_http_try_finish (result, &transient, &error);
  double delay = -1;

  self->in_flight--;
  record_outcome (self, response, error);
  if (response || error->code != BALIE_ERROR_CANCELLED)
    delay = choose_delay (self, g_task_get_task_data (task), response, transient);
  if (delay >= 0)
    {
      g_clear_pointer (&response, balie_http_response_free);
      g_clear_error (&error);
      wait_for_next_try (task, delay);
    }
  else if (response)
    {
      g_task_return_pointer (task, response, (GDestroyNotify) balie_http_response_free);
      g_object_unref (task);
    }
  else
    return_error (task, error);
  tell_state (self);
  pump (self);
}

static void
begin_try (BalieHttp *self, GTask *task)
{
  Send *send = g_task_get_task_data (task);
  guint seconds =
      send->request->total_seconds ? send->request->total_seconds : BALIE_HTTP_TOTAL_SECONDS;
  guint total_ms = (guint) (seconds * 1000.0 * self->total_scale);
  BalieHttpLimits limits = { self->connect_ms, total_ms, self->max_body };
  GError *error = NULL;
  SoupSession *session = ensure_session (self, send->loopback, &error);

  clear_source (&send->cancel_source);
  if (!session)
    {
      return_error (task, error);
      return;
    }
  if (!balie_breaker_allow (&self->breaker, g_get_monotonic_time ()))
    {
      return_error (task, make_broken_error (self));
      return;
    }
  self->in_flight++;
  send->n_tries++;
  balie_http_try_async (session, send->request, self->certificate, &limits,
                        g_task_get_cancellable (task), try_ended_cb, task);
}

static void
pump (BalieHttp *self)
{
  /* A task that ends here may hold the last reference. */
  g_object_ref (self);
  while (self->in_flight < self->max_in_flight && !g_queue_is_empty (&self->waiting))
    begin_try (self, g_queue_pop_head (&self->waiting));
  g_object_unref (self);
}

static void
enqueue (GTask *task)
{
  BalieHttp *self = g_task_get_source_object (task);

  watch_cancellable (task);
  g_queue_push_tail (&self->waiting, task);
}

static void
balie_http_finalize (GObject *object)
{
  BalieHttp *self = BALIE_HTTP (object);

  drop_sessions (self);
  g_clear_object (&self->certificate);
  g_free (self->ca_path);
  g_free (self->remote_name);
  g_queue_clear (&self->waiting);
  G_OBJECT_CLASS (balie_http_parent_class)->finalize (object);
}

static void
balie_http_class_init (BalieHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_http_finalize;
  /**
   * BalieHttp::state-changed:
   *
   * What balie_http_get_state() or balie_http_get_retry_at() says has changed.
   */
  signals[SIGNAL_STATE_CHANGED] =
      g_signal_new ("state-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
balie_http_init (BalieHttp *self)
{
  g_queue_init (&self->waiting);
  self->max_in_flight = DEFAULT_MAX_IN_FLIGHT;
  self->connect_ms = BALIE_HTTP_CONNECT_SECONDS * 1000;
  self->max_body = BALIE_HTTP_MAX_BODY;
  self->time_scale = balie_clock_get_time_scale ();
  self->total_scale = self->time_scale;
}

/**
 * balie_http_new:
 * @remote_name: e.g. "pon"
 *
 * Returns: (transfer full): a core that has asked nothing yet
 */
BalieHttp *
balie_http_new (const char *remote_name)
{
  BalieHttp *self = g_object_new (BALIE_TYPE_HTTP, NULL);

  self->remote_name = g_strdup (remote_name);
  return self;
}

/**
 * balie_http_set_authority_file:
 * @self: a core
 * @ca_path: (nullable): a PEM file of authorities trusted besides the system's
 *
 * A file that can't be read makes every request fail with %BALIE_ERROR_NOT_CONFIGURED.
 */
void
balie_http_set_authority_file (BalieHttp *self, const char *ca_path)
{
  g_return_if_fail (BALIE_IS_HTTP (self));

  g_free (self->ca_path);
  self->ca_path = g_strdup (ca_path);
  drop_sessions (self);
}

/**
 * balie_http_set_client_certificate:
 * @self: a core
 * @path: a PEM file with certificate and private key
 * @error: return location, %BALIE_ERROR_NOT_CONFIGURED
 *
 * Returns: whether it could be read
 */
gboolean
balie_http_set_client_certificate (BalieHttp *self, const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &cause);

  g_return_val_if_fail (BALIE_IS_HTTP (self), FALSE);

  if (!certificate)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED,
                   _ ("The client certificate can’t be read: %s"), cause->message);
      return FALSE;
    }
  g_set_object (&self->certificate, certificate);
  drop_sessions (self);
  return TRUE;
}

/**
 * balie_http_set_time_scale:
 * @self: a core
 * @scale: factor of all waiting between tries and of the breaker's open time, for tests
 */
void
balie_http_set_time_scale (BalieHttp *self, double scale)
{
  g_return_if_fail (BALIE_IS_HTTP (self));
  g_return_if_fail (scale >= 0);

  self->time_scale = scale;
}

/**
 * balie_http_set_max_in_flight:
 * @self: a core
 * @n: how many requests may be under way at a time, others wait
 */
void
balie_http_set_max_in_flight (BalieHttp *self, guint n)
{
  g_return_if_fail (BALIE_IS_HTTP (self));
  g_return_if_fail (n > 0);

  self->max_in_flight = n;
  drop_sessions (self);
}

/**
 * balie_http_set_limits:
 * @self: a core
 * @connect_ms: connect limit in milliseconds
 * @max_body: longest answer in bytes
 *
 * For tests only.
 */
void
balie_http_set_limits (BalieHttp *self, guint connect_ms, gsize max_body)
{
  g_return_if_fail (BALIE_IS_HTTP (self));

  self->connect_ms = connect_ms;
  self->max_body = max_body;
}

/**
 * balie_http_send_async:
 * @self: a core
 * @request: what to send; copied
 * @cancellable: (nullable): frees the connection at once
 * @callback: (nullable): called when it ended
 * @user_data: for @callback
 */
void
balie_http_send_async (BalieHttp *self,
                       BalieHttpRequest *request,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task;
  Send *send;
  g_autoptr (GUri) uri = NULL;
  GError *error = NULL;

  g_return_if_fail (BALIE_IS_HTTP (self));
  g_return_if_fail (request);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, balie_http_send_async);
  g_task_set_check_cancellable (task, FALSE);
  send = g_new0 (Send, 1);
  send->request = balie_http_request_copy (request);
  g_task_set_task_data (task, send, (GDestroyNotify) free_send);
  uri = balie_http_url_parse (request->url, &error);
  if (!uri)
    {
      return_error (task, error);
      return;
    }
  send->loopback = balie_http_url_is_loopback (uri);
  enqueue (task);
  pump (self);
}

/**
 * balie_http_send_finish:
 * @self: a core
 * @result: what the callback got
 * @error: return location, see #BalieHttpResponse; also %BALIE_ERROR_NOT_CONFIGURED when the file of
 *   authorities can't be read
 *
 * Returns: (transfer full): the answer, whatever its status
 */
BalieHttpResponse *
balie_http_send_finish (BalieHttp *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * balie_http_get_state:
 * @self: a core
 *
 * Returns: how the remote is doing
 */
BalieRemoteState
balie_http_get_state (BalieHttp *self)
{
  g_return_val_if_fail (BALIE_IS_HTTP (self), BALIE_REMOTE_UNUSED);

  if (!self->used)
    return BALIE_REMOTE_UNUSED;
  if (balie_breaker_is_open (&self->breaker, g_get_monotonic_time ()))
    return BALIE_REMOTE_BROKEN;
  return self->last_failed ? BALIE_REMOTE_DOWN : BALIE_REMOTE_UP;
}

/**
 * balie_http_get_retry_at:
 * @self: a core
 *
 * Returns: Unix seconds from which a call is let through again, 0 if the breaker is not open
 */
gint64
balie_http_get_retry_at (BalieHttp *self)
{
  gint64 left;

  g_return_val_if_fail (BALIE_IS_HTTP (self), 0);

  if (self->breaker.open_until == 0)
    return 0;
  left = MAX (0, self->breaker.open_until - g_get_monotonic_time ());
  return (g_get_real_time () + left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
}

const char *
balie_http_get_remote_name (BalieHttp *self)
{
  g_return_val_if_fail (BALIE_IS_HTTP (self), NULL);

  return self->remote_name;
}

/**
 * balie_http_reset_breaker:
 * @self: a core
 *
 * A person wants to try now: closes the breaker.
 */
void
balie_http_reset_breaker (BalieHttp *self)
{
  g_return_if_fail (BALIE_IS_HTTP (self));

  balie_breaker_succeed (&self->breaker);
  tell_state (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One try of one HTTP request. A failure before libsoup starts to write means that nothing was sent;
 * from then on bytes may have arrived. Everything ends through return_error() or return_response(),
 * which free the connection at once. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-http-try.h"

#include <glib/gi18n-lib.h>

#include "balie-error.h"
#include "balie-http-message.h"
#include "balie-http-url.h"

#define MAX_REDIRECTS 5
#define CHUNK_BYTES (64 * 1024)

typedef enum
{
  STOP_NONE,
  STOP_CANCELLED,
  STOP_CONNECT_TIMEOUT,
  STOP_TOTAL_TIMEOUT,
} StopReason;

typedef struct
{
  SoupSession *session;         /* (owned) */
  BalieHttpRequest *request;    /* (owned) */
  GTlsCertificate *certificate; /* (owned) (nullable) */
  BalieHttpLimits limits;

  /* State */
  GCancellable *inner;    /* (owned) stops this try, whoever asked for it */
  GSource *cancel_source; /* (owned) (nullable) the caller's cancellable */
  GSource *connect_source;
  GSource *total_source;
  StopReason stop;
  gboolean started; /* bytes may have left */
  gboolean permanent;
  guint n_redirects;
  SoupMessage *message; /* (owned) the present hop */
  GInputStream *stream; /* (owned) (nullable) */
  GByteArray *body;     /* (owned) (nullable) */
} Try;

static void send_hop (GTask *task, GUri *uri);

static void
clear_source (GSource **source)
{
  if (*source)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
free_try (Try *self)
{
  clear_source (&self->cancel_source);
  clear_source (&self->connect_source);
  clear_source (&self->total_source);
  if (self->message)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  g_clear_pointer (&self->request, balie_http_request_free);
  g_clear_object (&self->certificate);
  g_clear_object (&self->inner);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_free (self);
}

/* Timers and cancelling end with the try, not with the task's last reference. */
static void
settle (Try *self)
{
  clear_source (&self->cancel_source);
  clear_source (&self->connect_source);
  clear_source (&self->total_source);
  g_clear_object (&self->stream);
}

static void
return_error (GTask *task, GError *error)
{
  settle (g_task_get_task_data (task));
  g_task_return_error (task, error);
  g_object_unref (task);
}

static const char *
describe_certificate (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _ ("The server’s certificate was issued by an unknown authority.");
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _ ("The server’s certificate belongs to another server.");
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return _ ("The server’s certificate has expired.");
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _ ("The server’s certificate is not valid yet.");
  return _ ("The server’s certificate is not valid.");
}

static GError *
make_offline_error (Try *self, const GError *cause)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (self->message);

  self->permanent = cause->domain == G_TLS_ERROR;
  if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return g_error_new_literal (BALIE_ERROR, BALIE_ERROR_OFFLINE, describe_certificate (flags));
  if (cause->domain == G_TLS_ERROR)
    return g_error_new (BALIE_ERROR, BALIE_ERROR_OFFLINE,
                        _ ("A secure connection to the server can’t be made: %s"), cause->message);
  if (cause->domain == G_RESOLVER_ERROR)
    return g_error_new (BALIE_ERROR, BALIE_ERROR_OFFLINE,
                        _ ("There is no server of the name “%s”, or the network is down."),
                        g_uri_get_host (soup_message_get_uri (self->message)));
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return g_error_new_literal (
        BALIE_ERROR, BALIE_ERROR_OFFLINE,
        _ ("The server refused the connection: it is not running, or the address is wrong."));
  return g_error_new (BALIE_ERROR, BALIE_ERROR_OFFLINE, _ ("The server can’t be reached: %s"),
                      cause->message);
}

static GError *
make_cut_error (Try *self)
{
  self->permanent = self->request->until_answered;
  return g_error_new_literal (BALIE_ERROR, BALIE_ERROR_UNCLEAR,
                              _ ("The answer was cut off before its end."));
}

/* The request has left: the answer did not come, or not all of it. */
static GError *
make_unclear_error (Try *self, const GError *cause)
{
  if (self->stream)
    return make_cut_error (self);
  if (soup_message_get_status (self->message) == SOUP_STATUS_NONE &&
      (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
       g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED)))
    return g_error_new_literal (BALIE_ERROR, BALIE_ERROR_UNCLEAR,
                                _ ("The server closed the connection without an answer."));
  return g_error_new (BALIE_ERROR, BALIE_ERROR_UNCLEAR, _ ("The answer did not arrive: %s"),
                      cause->message);
}

/* What a failure of libsoup or GIO means for the caller. */
static GError *
make_error (Try *self, const GError *cause)
{
  switch (self->stop)
    {
    case STOP_CANCELLED:
      return g_error_new_literal (BALIE_ERROR, BALIE_ERROR_CANCELLED, _ ("Cancelled"));
    case STOP_CONNECT_TIMEOUT:
      return g_error_new_literal (BALIE_ERROR, BALIE_ERROR_OFFLINE,
                                  _ ("The server can’t be reached: no connection in time."));
    case STOP_TOTAL_TIMEOUT:
      if (!self->started)
        return g_error_new_literal (BALIE_ERROR, BALIE_ERROR_OFFLINE,
                                    _ ("The server can’t be reached: no connection in time."));
      self->permanent = TRUE;
      return g_error_new_literal (BALIE_ERROR, BALIE_ERROR_TIMEOUT,
                                  _ ("The server did not answer in time."));
    case STOP_NONE:
    default:
      if (!self->started)
        return make_offline_error (self, cause);
      return make_unclear_error (self, cause);
    }
}

static void
return_failure (GTask *task, GError *cause)
{
  GError *error = make_error (g_task_get_task_data (task), cause);

  g_error_free (cause);
  return_error (task, error);
}

static void
return_too_large (GTask *task)
{
  Try *self = g_task_get_task_data (task);

  self->permanent = TRUE;
  g_cancellable_cancel (self->inner);
  return_error (
      task, g_error_new_literal (BALIE_ERROR, BALIE_ERROR_UNCLEAR, _ ("The answer is too large.")));
}

static void
keep_header (const char *name, const char *value, gpointer headers)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (!g_hash_table_contains (headers, lower))
    g_hash_table_insert (headers, g_steal_pointer (&lower), g_strdup (value));
}

static void
return_response (GTask *task)
{
  Try *self = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  BalieHttpResponse *response = g_new0 (BalieHttpResponse, 1);

  response->status = soup_message_get_status (self->message);
  response->content_type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  response->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_message_headers_foreach (headers, keep_header, response->headers);
  response->body = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
  response->retry_after = balie_http_parse_retry_after (
      soup_message_headers_get_one (headers, "Retry-After"), g_get_real_time () / G_USEC_PER_SEC);
  settle (self);
  g_task_return_pointer (task, response, (GDestroyNotify) balie_http_response_free);
  g_object_unref (task);
}

static void
stop (Try *self, StopReason reason)
{
  if (self->stop == STOP_NONE)
    self->stop = reason;
  g_cancellable_cancel (self->inner);
}

static gboolean
caller_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  stop (user_data, STOP_CANCELLED);
  return G_SOURCE_REMOVE;
}

static gboolean
connect_limit_reached_cb (gpointer user_data)
{
  stop (user_data, STOP_CONNECT_TIMEOUT);
  return G_SOURCE_REMOVE;
}

static gboolean
total_limit_reached_cb (gpointer user_data)
{
  stop (user_data, STOP_TOTAL_TIMEOUT);
  return G_SOURCE_REMOVE;
}

/* libsoup reads what says "Connection: close" to its end, however short that is. */
static gboolean
is_cut (Try *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  return soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
         !soup_message_headers_get_one (headers, "Content-Encoding") &&
         (goffset) self->body->len < soup_message_headers_get_content_length (headers);
}

/* The connection is up and the request is about to be written. */
static void
message_starting_cb (SoupMessage *message, gpointer user_data)
{
  Try *self = user_data;

  self->started = TRUE;
  clear_source (&self->connect_source);
}

static void
chunk_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Try *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) chunk =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize size;

  if (!chunk)
    {
      return_failure (task, error);
      return;
    }
  size = g_bytes_get_size (chunk);
  if (size == 0)
    {
      if (is_cut (self))
        return_error (task, make_cut_error (self));
      else
        return_response (task);
      return;
    }
  if (self->body->len + size > self->limits.max_body)
    {
      return_too_large (task);
      return;
    }
  g_byte_array_append (self->body, g_bytes_get_data (chunk, NULL), size);
  g_input_stream_read_bytes_async (self->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, self->inner,
                                   chunk_read_cb, task);
}

/* The address a GET is sent on to: (transfer full), NULL without error if it isn't. */
static GUri *
find_redirect (Try *self, GError **error)
{
  guint status = soup_message_get_status (self->message);
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  GUri *here = soup_message_get_uri (self->message);
  g_autoptr (GUri) uri = NULL;

  if (!g_str_equal (self->request->method, "GET") || !SOUP_STATUS_IS_REDIRECTION (status) ||
      status == SOUP_STATUS_NOT_MODIFIED || !location)
    return NULL;
  self->permanent = TRUE;
  uri = g_uri_parse_relative (here, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (!uri || !g_uri_get_host (uri) || !balie_http_url_same_origin (here, uri))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           _ ("The server sends on to another server; that is not followed."));
      return NULL;
    }
  if (++self->n_redirects > MAX_REDIRECTS)
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR,
                           _ ("The server sends on again and again."));
      return NULL;
    }
  return g_steal_pointer (&uri);
}

static void
read_body (GTask *task)
{
  Try *self = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_content_length (headers) > (goffset) self->limits.max_body)
    {
      return_too_large (task);
      return;
    }
  self->body = g_byte_array_new ();
  g_input_stream_read_bytes_async (self->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, self->inner,
                                   chunk_read_cb, task);
}

static void
headers_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Try *self = g_task_get_task_data (task);
  g_autoptr (GUri) redirect = NULL;
  GError *error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (!self->stream)
    {
      return_failure (task, error);
      return;
    }
  redirect = find_redirect (self, &error);
  if (error)
    return_error (task, error);
  else if (redirect)
    {
      g_clear_object (&self->stream);
      send_hop (task, redirect);
    }
  else
    read_body (task);
}

static SoupMessage *
create_message (Try *self, GUri *uri)
{
  SoupMessage *message = soup_message_new_from_uri (self->request->method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  GHashTableIter iter;
  gpointer name, value;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  /* On a new connection libsoup does not send again by itself when it is closed unanswered. */
  if (!self->request->idempotent)
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  if (self->request->headers)
    {
      g_hash_table_iter_init (&iter, self->request->headers);
      while (g_hash_table_iter_next (&iter, &name, &value))
        soup_message_headers_replace (headers, name, value);
    }
  if (self->request->body)
    soup_message_set_request_body_from_bytes (message, self->request->content_type,
                                              self->request->body);
  if (self->certificate)
    soup_message_set_tls_client_certificate (message, self->certificate);
  return message;
}

static void
send_hop (GTask *task, GUri *uri)
{
  Try *self = g_task_get_task_data (task);

  if (self->message)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  self->message = create_message (self, uri);
  g_signal_connect (self->message, "starting", G_CALLBACK (message_starting_cb), self);
  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT, self->inner,
                           headers_read_cb, task);
}

static GSource *
attach_timer (guint milliseconds, GSourceFunc func, gpointer data)
{
  GSource *source = g_timeout_source_new (milliseconds);

  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

static void
watch_limits (Try *self, GCancellable *cancellable)
{
  self->connect_source = attach_timer (self->limits.connect_ms, connect_limit_reached_cb, self);
  self->total_source = attach_timer (self->limits.total_ms, total_limit_reached_cb, self);
  if (!cancellable)
    return;
  self->cancel_source = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->cancel_source, G_SOURCE_FUNC (caller_cancelled_cb), self, NULL);
  g_source_attach (self->cancel_source, g_main_context_get_thread_default ());
}

/**
 * balie_http_try_async:
 * @session: with TLS and proxy settings
 * @request: what to send; copied
 * @client_certificate: (nullable): shown when the server asks for one
 * @limits: what is put up with
 * @cancellable: (nullable): frees the connection at once
 * @callback: called when it ended
 * @user_data: for @callback
 */
void
balie_http_try_async (SoupSession *session,
                      const BalieHttpRequest *request,
                      GTlsCertificate *client_certificate,
                      const BalieHttpLimits *limits,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (session, NULL, callback, user_data);
  Try *self = g_new0 (Try, 1);
  g_autoptr (GUri) uri = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, balie_http_try_async);
  g_task_set_task_data (task, self, (GDestroyNotify) free_try);
  self->session = g_object_ref (session);
  self->request = balie_http_request_copy (request);
  g_set_object (&self->certificate, client_certificate);
  self->limits = *limits;
  self->inner = g_cancellable_new ();
  uri = balie_http_url_parse (request->url, &error);
  if (!uri)
    {
      self->permanent = TRUE;
      return_error (task, error);
      return;
    }
  watch_limits (self, cancellable);
  send_hop (task, uri);
}

/**
 * balie_http_try_finish:
 * @result: what the callback got
 * @transient: (out) (optional): whether another try may end better
 * @error: return location; the codes of balie_http_send_finish()
 *
 * Returns: (transfer full): the answer, whatever its status
 */
BalieHttpResponse *
balie_http_try_finish (GAsyncResult *result, gboolean *transient, GError **error)
{
  Try *self = g_task_get_task_data (G_TASK (result));

  if (transient)
    *transient = !self->permanent;
  return g_task_propagate_pointer (G_TASK (result), error);
}

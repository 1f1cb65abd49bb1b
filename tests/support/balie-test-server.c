/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A real HTTP server on loopback for tests, with a thread per connection. */
#include "config.h"

#include "balie-test-server.h"

#include <string.h>

struct _BalieTestServer
{
  GSocketListener *listener;
  GCancellable *stopping;
  GTlsCertificate *certificate;
  BalieTestHandler handler;
  gpointer user_data;
  GThread *thread;
  guint16 port;

  GMutex mutex;
  GPtrArray *connections; /* (element-type GThread) guarded */
  int n_requests;         /* guarded, like all below */
  int n_connections;
  int n_open;
  int most_open;
};

typedef struct
{
  BalieTestServer *server;
  GSocketConnection *socket;
} Connection;

static void
free_exchange (BalieTestExchange *exchange)
{
  g_free (exchange->method);
  g_free (exchange->path);
  g_free (exchange->body);
  g_hash_table_unref (exchange->headers);
}

static gboolean
read_head (GDataInputStream *in, BalieTestExchange *exchange)
{
  GCancellable *stopping = exchange->server->stopping;
  g_autofree char *line = g_data_input_stream_read_line (in, NULL, stopping, NULL);
  g_auto (GStrv) words = line ? g_strsplit (line, " ", 3) : NULL;

  if (!words || g_strv_length (words) != 3)
    return FALSE;
  exchange->method = g_strdup (words[0]);
  exchange->path = g_strdup (words[1]);
  for (;;)
    {
      g_autofree char *header = g_data_input_stream_read_line (in, NULL, stopping, NULL);
      char *colon = header ? strchr (header, ':') : NULL;

      if (!header)
        return FALSE;
      if (!*header)
        return TRUE;
      if (!colon)
        return FALSE;
      *colon = '\0';
      g_hash_table_replace (exchange->headers, g_ascii_strdown (header, -1),
                            g_strstrip (g_strdup (colon + 1)));
    }
}

static gboolean
read_body (GDataInputStream *in, BalieTestExchange *exchange)
{
  const char *length = balie_test_exchange_get_header (exchange, "content-length");
  gsize size = length ? g_ascii_strtoull (length, NULL, 10) : 0;
  gsize done;

  exchange->body = g_malloc0 (size + 1);
  return g_input_stream_read_all (G_INPUT_STREAM (in), exchange->body, size, &done,
                                  exchange->server->stopping, NULL) &&
         done == size;
}

static gboolean
serve_one (BalieTestServer *self, GIOStream *stream, GDataInputStream *in)
{
  BalieTestExchange exchange = {
    .server = self,
    .out = g_io_stream_get_output_stream (stream),
    .in = g_io_stream_get_input_stream (stream),
    .headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };

  if (read_head (in, &exchange) && read_body (in, &exchange))
    {
      g_mutex_lock (&self->mutex);
      exchange.number = ++self->n_requests;
      g_mutex_unlock (&self->mutex);
      if (G_IS_TLS_CONNECTION (stream))
        exchange.peer = g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (stream));
      self->handler (&exchange, self->user_data);
    }
  free_exchange (&exchange);
  return exchange.keep;
}

static void
serve (BalieTestServer *self, GIOStream *stream)
{
  g_autoptr (GDataInputStream) in = g_data_input_stream_new (g_io_stream_get_input_stream (stream));

  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  while (serve_one (self, stream, in))
    ;
}

static void
count_open (BalieTestServer *self, int change)
{
  g_mutex_lock (&self->mutex);
  self->n_open += change;
  self->n_connections += change > 0;
  self->most_open = MAX (self->most_open, self->n_open);
  g_mutex_unlock (&self->mutex);
}

static gboolean
accept_any_cb (GTlsConnection *connection,
               GTlsCertificate *peer,
               GTlsCertificateFlags errors,
               gpointer user_data)
{
  return TRUE;
}

static GIOStream *
create_tls (Connection *connection)
{
  GIOStream *stream = g_tls_server_connection_new (G_IO_STREAM (connection->socket),
                                                   connection->server->certificate, NULL);

  g_object_set (stream, "authentication-mode", G_TLS_AUTHENTICATION_REQUESTED, NULL);
  g_signal_connect (stream, "accept-certificate", G_CALLBACK (accept_any_cb), NULL);
  return stream;
}

static gpointer
run_connection (gpointer data)
{
  Connection *connection = data;
  BalieTestServer *self = connection->server;
  g_autoptr (GIOStream) stream = NULL;

  count_open (self, +1);
  if (self->certificate)
    stream = create_tls (connection);
  else
    stream = g_object_ref (G_IO_STREAM (connection->socket));
  serve (self, stream);
  g_io_stream_close (stream, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection->socket), NULL, NULL);
  count_open (self, -1);
  g_object_unref (connection->socket);
  g_free (connection);
  return NULL;
}

static gpointer
run_server (gpointer data)
{
  BalieTestServer *self = data;

  for (;;)
    {
      GSocketConnection *socket =
          g_socket_listener_accept (self->listener, NULL, self->stopping, NULL);
      Connection *connection;

      if (!socket)
        return NULL;
      connection = g_new0 (Connection, 1);
      connection->server = self;
      connection->socket = socket;
      g_mutex_lock (&self->mutex);
      g_ptr_array_add (self->connections,
                       g_thread_new ("test-connection", run_connection, connection));
      g_mutex_unlock (&self->mutex);
    }
}

/**
 * balie_test_server_new:
 * @handler: answers, on a thread of its own
 * @user_data: for @handler
 * @certificate: (nullable): for TLS
 *
 * Returns: (transfer full): a server that listens on 127.0.0.1
 */
BalieTestServer *
balie_test_server_new (BalieTestHandler handler, gpointer user_data, GTlsCertificate *certificate)
{
  BalieTestServer *self = g_new0 (BalieTestServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  self->listener = g_socket_listener_new ();
  self->stopping = g_cancellable_new ();
  self->handler = handler;
  self->user_data = user_data;
  g_set_object (&self->certificate, certificate);
  self->connections = g_ptr_array_new ();
  g_mutex_init (&self->mutex);
  g_assert_true (g_socket_listener_add_address (self->listener, address, G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_TCP, NULL, &bound, NULL));
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  self->thread = g_thread_new ("test-server", run_server, self);
  return self;
}

void
balie_test_server_free (BalieTestServer *self)
{
  if (!self)
    return;
  g_cancellable_cancel (self->stopping);
  g_thread_join (self->thread);
  for (guint i = 0; i < self->connections->len; i++)
    g_thread_join (g_ptr_array_index (self->connections, i));
  g_ptr_array_unref (self->connections);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_object_unref (self->stopping);
  g_clear_object (&self->certificate);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * balie_test_server_dup_url:
 * @self: a server
 * @host: e.g. "127.0.0.1"
 * @path: e.g. "/a"
 *
 * Returns: (transfer full): the address of @path
 */
char *
balie_test_server_dup_url (BalieTestServer *self, const char *host, const char *path)
{
  return g_strdup_printf ("%s://%s:%u%s", self->certificate ? "https" : "http", host, self->port,
                          path);
}

guint16
balie_test_server_get_port (BalieTestServer *self)
{
  return self->port;
}

static int
read_counter (BalieTestServer *self, const int *counter)
{
  int value;

  g_mutex_lock (&self->mutex);
  value = *counter;
  g_mutex_unlock (&self->mutex);
  return value;
}

int
balie_test_server_get_n_requests (BalieTestServer *self)
{
  return read_counter (self, &self->n_requests);
}

int
balie_test_server_get_n_connections (BalieTestServer *self)
{
  return read_counter (self, &self->n_connections);
}

int
balie_test_server_get_n_open (BalieTestServer *self)
{
  return read_counter (self, &self->n_open);
}

int
balie_test_server_get_most_open (BalieTestServer *self)
{
  return read_counter (self, &self->most_open);
}

const char *
balie_test_exchange_get_header (BalieTestExchange *exchange, const char *name)
{
  return g_hash_table_lookup (exchange->headers, name);
}

gboolean
balie_test_exchange_write (BalieTestExchange *exchange, const char *text)
{
  return g_output_stream_write_all (exchange->out, text, strlen (text), NULL,
                                    exchange->server->stopping, NULL);
}

/**
 * balie_test_exchange_reply:
 * @exchange: an exchange
 * @status: of HTTP
 * @extra_headers: (nullable): lines that end in CRLF
 * @content_type: (nullable): of the body
 * @body: the answer
 *
 * A whole, good answer; the connection is closed after it unless it is to be kept.
 */
void
balie_test_exchange_reply (BalieTestExchange *exchange,
                           int status,
                           const char *extra_headers,
                           const char *content_type,
                           const char *body)
{
  g_autofree char *type =
      content_type ? g_strdup_printf ("Content-Type: %s\r\n", content_type) : g_strdup ("");
  g_autofree char *text = g_strdup_printf (
      "HTTP/1.1 %d Test\r\n%s%sContent-Length: %" G_GSIZE_FORMAT "\r\nConnection: %s\r\n\r\n%s",
      status, extra_headers ? extra_headers : "", type, strlen (body),
      exchange->keep ? "keep-alive" : "close", body);

  balie_test_exchange_write (exchange, text);
}

/**
 * balie_test_exchange_hang:
 * @exchange: an exchange
 *
 * Says nothing until the other side goes away or the server ends.
 */
void
balie_test_exchange_hang (BalieTestExchange *exchange)
{
  char byte;

  g_input_stream_read (exchange->in, &byte, 1, exchange->server->stopping, NULL);
}

/**
 * balie_test_exchange_pause:
 * @exchange: an exchange
 * @milliseconds: how long
 *
 * Returns: %FALSE if the server ends meanwhile
 */
gboolean
balie_test_exchange_pause (BalieTestExchange *exchange, int milliseconds)
{
  GPollFD poll_fd;

  if (!g_cancellable_make_pollfd (exchange->server->stopping, &poll_fd))
    return FALSE;
  g_poll (&poll_fd, 1, milliseconds);
  g_cancellable_release_fd (exchange->server->stopping);
  return !g_cancellable_is_cancelled (exchange->server->stopping);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A real HTTP server on loopback for tests, with a thread per connection, whose handler may answer
 * well or badly: hang, drop, truncate, drip, flood. With or without TLS. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BalieTestServer BalieTestServer;

/**
 * BalieTestExchange:
 * @path: path and query as sent
 * @headers: (element-type utf8 utf8): names in lower case
 * @body: as sent, "" if none
 * @peer: (nullable): the client's certificate, which TLS asks for
 * @keep: set it before answering to serve further requests on this connection
 * @number: counts the server's requests from 1
 *
 * One request and the way to its sender; lives as long as the handler runs, on the connection's own
 * thread.
 */
typedef struct
{
  BalieTestServer *server;
  GOutputStream *out;
  GInputStream *in;
  char *method;
  char *path;
  GHashTable *headers;
  GTlsCertificate *peer;
  char *body;
  gboolean keep;
  int number;
} BalieTestExchange;

typedef void (*BalieTestHandler) (BalieTestExchange *exchange, gpointer user_data);

BalieTestServer *
balie_test_server_new (BalieTestHandler handler, gpointer user_data, GTlsCertificate *certificate);
void balie_test_server_free (BalieTestServer *self);
char *balie_test_server_dup_url (BalieTestServer *self, const char *host, const char *path);
guint16 balie_test_server_get_port (BalieTestServer *self);
int balie_test_server_get_n_requests (BalieTestServer *self);
int balie_test_server_get_n_connections (BalieTestServer *self);
int balie_test_server_get_n_open (BalieTestServer *self);
int balie_test_server_get_most_open (BalieTestServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieTestServer, balie_test_server_free)

/* For handlers. */
const char *balie_test_exchange_get_header (BalieTestExchange *exchange, const char *name);
gboolean balie_test_exchange_write (BalieTestExchange *exchange, const char *text);
void balie_test_exchange_reply (BalieTestExchange *exchange,
                                int status,
                                const char *extra_headers,
                                const char *content_type,
                                const char *body);
void balie_test_exchange_hang (BalieTestExchange *exchange);
gboolean balie_test_exchange_pause (BalieTestExchange *exchange, int milliseconds);

G_END_DECLS

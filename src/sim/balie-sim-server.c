/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulator's HTTP side: loopback only, limits, latency, faults, journal. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-server.h"

#include "balie-sim-bipro.h"
#include "balie-sim-driver2.h"
#include "balie-sim-kp.h"
#include "balie-sim-pon.h"
#include "balie-sim-spoil.h"

#include <libsoup/soup.h>

#define MAX_BODY (1024 * 1024)
#define CALL "balie-sim-call"

/**
 * BalieSimServer:
 * @soup: (owned): the HTTP server
 * @pon: (owned): the simulated PON
 * @parts: (borrowed): what it shows
 * @dice: (owned): source of chance for faults and latency
 * @cancellable: (owned): cancelled at the end
 * @calls: (owned): (element-type Call): set of those under way
 */
struct _BalieSimServer
{
  SoupServer *soup;
  BalieSimPon *pon;
  BalieSimParts parts;
  GRand *dice;
  GCancellable *cancellable;
  GHashTable *calls;
};

/**
 * Call:
 * @server: (borrowed): the server
 * @message: (owned): the HTTP message
 * @fault: what meets it
 * @n_body: bytes of the body so far
 * @delay: (nullable): the latency that still runs
 * @is_gone: the client has left or the connection is no longer libsoup's
 *
 * One request on its way through the simulator; belongs to the server's @calls.
 */
typedef struct
{
  BalieSimServer *server;
  SoupServerMessage *message;
  BalieSimFault fault;
  gsize n_body;
  guint delay;
  gboolean is_gone;
} Call;

static void
free_call (gpointer data)
{
  Call *call = data;

  if (call->delay != 0)
    g_source_remove (call->delay);
  g_signal_handlers_disconnect_by_data (call->message, call);
  g_object_unref (call->message);
  g_free (call);
}

static void
end_call (Call *call)
{
  g_object_set_data (G_OBJECT (call->message), CALL, NULL);
  g_hash_table_remove (call->server->calls, call);
}

/* From here on the connection is no longer libsoup's; the caller ends the call. */
static GIOStream *
take_connection (Call *call)
{
  g_signal_handlers_disconnect_by_data (call->message, call);
  call->is_gone = TRUE;
  return soup_server_message_steal_connection (call->message);
}

static const char *
get_header (SoupServerMessage *message, const char *name)
{
  const char *value =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), name);

  return value != NULL ? value : "";
}

static BalieSimAsk *
make_ask (SoupServerMessage *message, GHashTable *query)
{
  BalieSimAsk *ask = g_new0 (BalieSimAsk, 1);
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  ask->method = g_strdup (soup_server_message_get_method (message));
  ask->path = g_strdup (g_uri_get_path (soup_server_message_get_uri (message)));
  ask->query = query != NULL ? g_hash_table_ref (query) : NULL;
  ask->key = g_strdup (get_header (message, "Idempotency-Key"));
  ask->content_type = g_strdup (get_header (message, "Content-Type"));
  ask->authorization = g_strdup (get_header (message, "Authorization"));
  ask->host = g_strdup (get_header (message, "Host"));
  ask->body = soup_message_body_flatten (body);
  return ask;
}

static BalieSimAnswer *
do_work (BalieSimServer *self, const BalieSimAsk *ask)
{
  BalieSimRemote remote = balie_sim_remote_from_path (ask->path);
  const char *path;

  /* An insurer's tokens are in the envelope. */
  if (self->parts.behaviour->bearer != NULL && remote != BALIE_SIM_REMOTE_BIPRO)
    {
      g_autofree char *expected = g_strconcat ("Bearer ", self->parts.behaviour->bearer, NULL);

      if (!g_str_equal (ask->authorization, expected))
        return balie_sim_answer_new_problem (401, "A bearer token is asked for.");
    }
  if (remote == BALIE_SIM_REMOTE_NONE)
    return balie_sim_answer_new_problem (404, "There is nothing at this address.");
  path = ask->path + strlen (balie_sim_remote_get_prefix (remote));
  if (remote == BALIE_SIM_REMOTE_DRIVER2)
    return balie_sim_driver2_answer (self->parts.who, ask, path);
  if (remote == BALIE_SIM_REMOTE_KP)
    return balie_sim_kp_answer (self->parts.who, ask, path);
  if (remote == BALIE_SIM_REMOTE_PON)
    return balie_sim_pon_answer (self->pon, ask, path);
  return balie_sim_bipro_answer (&(BalieSimBipro){ self->parts.letters, self->parts.logins }, ask,
                                 path);
}

static void
send_answer (SoupServerMessage *message, const BalieSimAnswer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gsize length;
  const char *data = g_bytes_get_data (answer->body, &length);

  soup_server_message_set_status (message, answer->status,
                                  balie_sim_status_get_phrase (answer->status));
  if (answer->content_type != NULL)
    soup_server_message_set_response (message, answer->content_type, SOUP_MEMORY_COPY, data,
                                      length);
  if (answer->location != NULL)
    soup_message_headers_replace (headers, "Location", answer->location);
  if (answer->allow != NULL)
    soup_message_headers_replace (headers, "Allow", answer->allow);
  if (answer->status == 401)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer");
  if (answer->retry_after >= 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%d", answer->retry_after);

      soup_message_headers_replace (headers, "Retry-After", seconds);
    }
}

static void
let_answer_go (Call *call, const BalieSimAnswer *answer)
{
  if (call->is_gone)
    return;
  if (balie_sim_spoil_needs_connection (call->fault))
    balie_sim_spoil_begin (take_connection (call), call->fault, answer, call->server->cancellable);
  else
    send_answer (call->message, answer);
}

/* What status reaches the client; 0 when none does. */
static guint
get_sent_status (BalieSimFault fault, const BalieSimAnswer *answer)
{
  switch (fault)
    {
    case BALIE_SIM_FAULT_DROP_BEFORE:
    case BALIE_SIM_FAULT_DROP_AFTER:
    case BALIE_SIM_FAULT_HANG:
      return 0;
    default:
      return answer->status;
    }
}

/* The work and its answer, spoilt or not; noted before it leaves. */
static void
answer_call (Call *call, const BalieSimAsk *ask)
{
  BalieSimServer *self = call->server;
  gboolean works = balie_sim_fault_does_work (call->fault, self->dice);
  g_autoptr (BalieSimAnswer) answer =
      works ? do_work (self, ask) : balie_sim_answer_new_problem (500, "Not done.");
  guint result = works ? answer->status : 0;

  answer = balie_sim_fault_apply (call->fault, g_steal_pointer (&answer));
  balie_sim_journal_note (self->parts.journal, balie_sim_requests_now (self->parts.requests), ask,
                          answer, get_sent_status (call->fault, answer), result, call->fault);
  let_answer_go (call, answer);
}

/* Keeps what the handler needs until the latency has passed. */
typedef struct
{
  Call *call;
  BalieSimAsk *ask;
} Delayed;

static void
free_delayed (gpointer data)
{
  Delayed *delayed = data;

  balie_sim_ask_free (delayed->ask);
  g_free (delayed);
}

static gboolean
latency_passed_cb (gpointer user_data)
{
  Delayed *delayed = user_data;
  Call *call = delayed->call;

  call->delay = 0;
  answer_call (call, delayed->ask);
  if (call->is_gone)
    end_call (call);
  else
    soup_server_message_unpause (call->message);
  return G_SOURCE_REMOVE;
}

static void
answer_after_latency (Call *call, BalieSimAsk *ask)
{
  BalieSimServer *self = call->server;
  gint64 latency = balie_sim_latency_draw (&self->parts.behaviour->latency,
                                           balie_sim_remote_from_path (ask->path), self->dice);
  Delayed *delayed;

  if (latency == 0)
    {
      answer_call (call, ask);
      balie_sim_ask_free (ask);
      if (call->is_gone)
        end_call (call);
      return;
    }
  delayed = g_new (Delayed, 1);
  delayed->call = call;
  delayed->ask = ask;
  soup_server_message_pause (call->message);
  call->delay = g_timeout_add_full (G_PRIORITY_DEFAULT, (guint) (latency / G_TIME_SPAN_MILLISECOND),
                                    latency_passed_cb, delayed, free_delayed);
}

static void
finished_cb (SoupServerMessage *message, gpointer user_data)
{
  Call *call = user_data;

  call->is_gone = TRUE;
  /* A client that gave up during the latency does not undo what it asked for. */
  if (call->delay == 0)
    end_call (call);
}

/* The connection is closed at once; of the request only the head was read. */
static void
refuse_early (Call *call, BalieSimFault fault, guint status, const char *detail)
{
  g_autoptr (BalieSimAsk) ask = make_ask (call->message, NULL);
  g_autoptr (BalieSimAnswer) answer = balie_sim_answer_new_problem (status, detail);
  BalieSimServer *self = call->server;
  GIOStream *connection = take_connection (call);

  balie_sim_journal_note (self->parts.journal, balie_sim_requests_now (self->parts.requests), ask,
                          NULL, fault == BALIE_SIM_FAULT_DROP_BEFORE ? 0 : status, 0, fault);
  balie_sim_spoil_begin (connection, fault, answer, self->cancellable);
  end_call (call);
}

static void
chunk_got_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  Call *call = user_data;

  call->n_body += g_bytes_get_size (chunk);
  if (call->n_body > MAX_BODY)
    refuse_early (call, BALIE_SIM_FAULT_NONE, 413, "The body is larger than 1 MiB.");
}

static void
headers_got_cb (SoupServer *soup,
                SoupServerMessage *message,
                const char *path,
                GHashTable *query,
                gpointer user_data)
{
  BalieSimServer *self = user_data;
  Call *call = g_new0 (Call, 1);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  call->server = self;
  call->message = g_object_ref (message);
  g_hash_table_add (self->calls, call);
  g_object_set_data (G_OBJECT (message), CALL, call);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), call);
  g_signal_connect (message, "got-chunk", G_CALLBACK (chunk_got_cb), call);
  if (!g_str_has_prefix (path, "/control"))
    call->fault = balie_sim_faults_draw (&self->parts.behaviour->faults,
                                         balie_sim_remote_from_path (path), self->dice);
  if (call->fault == BALIE_SIM_FAULT_DROP_BEFORE)
    refuse_early (call, call->fault, 500, "");
  else if (soup_message_headers_get_content_length (headers) > MAX_BODY)
    refuse_early (call, BALIE_SIM_FAULT_NONE, 413, "The body is larger than 1 MiB.");
}

static void
message_read_cb (SoupServer *soup,
                 SoupServerMessage *message,
                 const char *path,
                 GHashTable *query,
                 gpointer user_data)
{
  BalieSimServer *self = user_data;
  Call *call = g_object_get_data (G_OBJECT (message), CALL);
  BalieSimAsk *ask;

  if (call == NULL || call->is_gone)
    return;
  ask = make_ask (message, query);
  if (g_str_has_prefix (path, "/control/"))
    {
      g_autoptr (BalieSimAnswer) answer =
          balie_sim_control_answer (&self->parts, ask, path + strlen ("/control"));

      send_answer (message, answer);
      balie_sim_ask_free (ask);
    }
  else
    answer_after_latency (call, ask);
}

/**
 * balie_sim_server_new:
 * @parts: what it shows; must outlive it
 * @seed: decides faults and latency
 *
 * Returns: (transfer full): a server that does not listen yet
 */
BalieSimServer *
balie_sim_server_new (const BalieSimParts *parts, guint32 seed)
{
  BalieSimServer *self = g_new0 (BalieSimServer, 1);

  self->parts = *parts;
  self->pon = balie_sim_pon_new (parts->requests);
  self->dice = g_rand_new_with_seed (seed);
  self->cancellable = g_cancellable_new ();
  self->calls = g_hash_table_new_full (NULL, NULL, free_call, NULL);
  self->soup = soup_server_new ("server-header", "balie-sim", NULL);
  soup_server_add_early_handler (self->soup, NULL, headers_got_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, message_read_cb, self, NULL);
  return self;
}

/**
 * balie_sim_server_listen:
 * @self: the server
 * @port: a port, 0 for any that is free
 * @error: return location
 *
 * Listens on 127.0.0.1.
 *
 * Returns: whether it does
 */
gboolean
balie_sim_server_listen (BalieSimServer *self, guint port, GError **error)
{
  return soup_server_listen_local (self->soup, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error);
}

/**
 * balie_sim_server_dup_url:
 * @self: a server that listens
 *
 * Returns: (transfer full): its address without a path
 */
char *
balie_sim_server_dup_url (BalieSimServer *self)
{
  GSList *uris = soup_server_get_uris (self->soup);
  char *url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return url;
}

/**
 * balie_sim_server_free:
 * @self: (transfer full): the server
 *
 * Ends all connections and frees it.
 */
void
balie_sim_server_free (BalieSimServer *self)
{
  g_cancellable_cancel (self->cancellable);
  soup_server_disconnect (self->soup);
  while (balie_sim_spoil_get_n_running () > 0)
    g_main_context_iteration (NULL, TRUE);
  g_hash_table_remove_all (self->calls);
  g_hash_table_unref (self->calls);
  g_object_unref (self->soup);
  balie_sim_pon_free (self->pon);
  g_rand_free (self->dice);
  g_object_unref (self->cancellable);
  g_free (self);
}

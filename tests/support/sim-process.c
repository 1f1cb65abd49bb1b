/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts the real balie-sim ($BALIE_SIM) for a test and talks to it over loopback. */
#define G_LOG_DOMAIN "balie-test"

#include "config.h"

#include "sim-process.h"

#include <signal.h>

SimProcess *
sim_process_start (const char *option, ...)
{
  SimProcess *self = g_new0 (SimProcess, 1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  va_list options;

  g_ptr_array_add (argv, (gpointer) g_getenv ("BALIE_SIM"));
  /* So that it does not outlive a test that fails. */
  g_ptr_array_add (argv, (gpointer) "--exit-with-stdin");
  va_start (options, option);
  for (; option != NULL; option = va_arg (options, const char *))
    g_ptr_array_add (argv, (gpointer) option);
  va_end (options);
  g_ptr_array_add (argv, NULL);
  self->process =
      g_subprocess_newv ((const char *const *) argv->pdata,
                         G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE, &error);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "listening http://127.0.0.1:"));
  self->url = g_strdup (line + strlen ("listening "));
  /* As many at once as fit into the queue of a listening libsoup server (10): more may be reset. */
  self->session = soup_session_new_with_options ("max-conns", 8, "max-conns-per-host", 8, NULL);
  return self;
}

SoupMessage *
sim_process_new_message (SimProcess *self, const char *method, const char *path, const char *body)
{
  g_autofree char *url = g_strconcat (self->url, path, NULL);
  SoupMessage *message = soup_message_new (method, url);

  g_assert_nonnull (message);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  return message;
}

static SimReply *
send_message (SimProcess *self, SoupMessage *message)
{
  SimReply *reply = g_new0 (SimReply, 1);

  reply->body = soup_session_send_and_read (self->session, message, NULL, &reply->error);
  reply->status = soup_message_get_status (message);
  reply->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  if (reply->body != NULL && g_bytes_get_size (reply->body) > 0 &&
      g_bytes_get_size (reply->body) < 8 * 1024 * 1024)
    {
      gsize length;
      const char *data = g_bytes_get_data (reply->body, &length);
      g_autoptr (JsonParser) parser = json_parser_new ();

      if (json_parser_load_from_data (parser, data, length, NULL))
        reply->json = json_parser_steal_root (parser);
    }
  return reply;
}

SimReply *
sim_process_send (SimProcess *self, const char *method, const char *path, const char *body)
{
  g_autoptr (SoupMessage) message = sim_process_new_message (self, method, path, body);

  return send_message (self, message);
}

static SimReply *
post_with_key (SimProcess *self, const char *path, const char *key, const char *body)
{
  g_autoptr (SoupMessage) message = sim_process_new_message (self, "POST", path, body);

  if (key != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "Idempotency-Key",
                                 key);
  return send_message (self, message);
}

SimReply *
sim_process_post_request (SimProcess *self, const char *key, const char *body)
{
  return post_with_key (self, "/pon/v1/plate-requests", key, body);
}

SimReply *
sim_process_post_customer (SimProcess *self, const char *key, const char *body)
{
  return post_with_key (self, "/driver2/v1/customers", key, body);
}

void
sim_process_set (SimProcess *self, const char *knob, const char *value)
{
  g_autofree char *path = g_strconcat ("/control/", knob, NULL);
  g_autoptr (SimReply) reply = sim_process_send (self, "PUT", path, value);

  g_assert_no_error (reply->error);
  g_assert_cmpuint (reply->status, ==, 200);
}

JsonArray *
sim_process_dup_array (SimProcess *self, const char *path)
{
  g_autoptr (SimReply) reply = sim_process_send (self, "GET", path, NULL);

  g_assert_no_error (reply->error);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (reply->json));
  return json_array_ref (json_node_get_array (reply->json));
}

static void
free_process (SimProcess *self)
{
  soup_session_abort (self->session);
  g_object_unref (self->session);
  g_object_unref (self->process);
  g_free (self->url);
  g_free (self);
}

void
sim_process_stop (SimProcess *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (self->process));
  free_process (self);
}

void
sim_process_kill (SimProcess *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  free_process (self);
}

void
sim_reply_free (SimReply *self)
{
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->json, json_node_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/* A text member of the answer's object; NULL when it is null. */
const char *
sim_reply_get (SimReply *self, const char *member)
{
  JsonObject *object;

  g_assert_no_error (self->error);
  g_assert_nonnull (self->json);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (self->json));
  object = json_node_get_object (self->json);
  g_assert_true (json_object_has_member (object, member));
  if (json_object_get_null_member (object, member))
    return NULL;
  return json_object_get_string_member (object, member);
}

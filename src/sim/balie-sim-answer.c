/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the simulator is asked and what it answers, free of any HTTP library. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-answer.h"

#include "balie-json.h"

#include <libsoup/soup.h>

/**
 * balie_sim_ask_free:
 * @self: (transfer full): a request
 *
 * Frees it.
 */
void
balie_sim_ask_free (BalieSimAsk *self)
{
  g_free (self->method);
  g_free (self->path);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_free (self->key);
  g_free (self->content_type);
  g_free (self->authorization);
  g_free (self->host);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/**
 * balie_sim_answer_new_json:
 * @status: HTTP status
 * @node: (transfer full): the body
 *
 * Returns: (transfer full): an answer of type application/json
 */
BalieSimAnswer *
balie_sim_answer_new_json (guint status, JsonNode *node)
{
  BalieSimAnswer *self = balie_sim_answer_new_empty (status);
  char *text = balie_json_to_text (node, FALSE);

  self->content_type = "application/json";
  g_bytes_unref (self->body);
  self->body = g_bytes_new_take (text, strlen (text));
  json_node_unref (node);
  return self;
}

/**
 * balie_sim_answer_new_object:
 * @status: HTTP status
 * @object: (transfer full): the body
 *
 * Returns: (transfer full): an answer of type application/json
 */
BalieSimAnswer *
balie_sim_answer_new_object (guint status, JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return balie_sim_answer_new_json (status, node);
}

/**
 * balie_sim_answer_new_empty:
 * @status: HTTP status
 *
 * Returns: (transfer full): an answer without a body
 */
BalieSimAnswer *
balie_sim_answer_new_empty (guint status)
{
  BalieSimAnswer *self = g_new0 (BalieSimAnswer, 1);

  self->status = status;
  self->content_type = NULL;
  self->body = g_bytes_new (NULL, 0);
  self->retry_after = -1;
  return self;
}

/**
 * balie_sim_status_get_phrase:
 * @status: HTTP status
 *
 * Returns: its name
 */
const char *
balie_sim_status_get_phrase (guint status)
{
  /* RFC 6585; libsoup has no name for it. */
  return status == 429 ? "Too Many Requests" : soup_status_get_phrase (status);
}

/**
 * balie_sim_answer_new_problem:
 * @status: HTTP status
 * @detail: one sentence for the reader of the problem
 *
 * Returns: (transfer full): a problem answer as RFC 9457 has it
 */
BalieSimAnswer *
balie_sim_answer_new_problem (guint status, const char *detail)
{
  JsonObject *object = json_object_new ();
  BalieSimAnswer *self;

  json_object_set_string_member (object, "type", "about:blank");
  json_object_set_string_member (object, "title", balie_sim_status_get_phrase (status));
  json_object_set_int_member (object, "status", status);
  json_object_set_string_member (object, "detail", detail);
  self = balie_sim_answer_new_object (status, object);
  self->content_type = "application/problem+json";
  return self;
}

/**
 * balie_sim_answer_new_not_allowed:
 * @allow: the methods that are
 *
 * Returns: (transfer full): a 405
 */
BalieSimAnswer *
balie_sim_answer_new_not_allowed (const char *allow)
{
  BalieSimAnswer *self = balie_sim_answer_new_problem (405, "Not a method of this address.");

  self->allow = g_strdup (allow);
  return self;
}

/**
 * balie_sim_answer_free:
 * @self: (transfer full): an answer
 *
 * Frees it.
 */
void
balie_sim_answer_free (BalieSimAnswer *self)
{
  g_bytes_unref (self->body);
  g_free (self->location);
  g_free (self->allow);
  g_free (self->vin);
  g_free (self->operation);
  g_free (self);
}

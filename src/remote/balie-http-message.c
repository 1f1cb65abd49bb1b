/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests and responses of the HTTP core as plain values. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-http-message.h"

#include <libsoup/soup.h>
#include <string.h>

#include "balie-error.h"
#include "balie-json.h"
#include "balie-text.h"

#define MAX_PROBLEM_BYTES 500
/* What is longer is no reason for a person, and not worth the reading. */
#define MAX_PROBLEM_BODY (64 * 1024)

/**
 * balie_http_request_new:
 * @method: e.g. "GET"
 * @url: an absolute address
 *
 * Returns: (transfer full): a request that is tried once
 */
BalieHttpRequest *
balie_http_request_new (const char *method, const char *url)
{
  BalieHttpRequest *self = g_new0 (BalieHttpRequest, 1);

  self->method = g_strdup (method);
  self->url = g_strdup (url);
  self->max_tries = 1;
  return self;
}

/**
 * balie_http_request_copy:
 * @self: a request
 *
 * Returns: (transfer full): a copy
 */
BalieHttpRequest *
balie_http_request_copy (const BalieHttpRequest *self)
{
  BalieHttpRequest *copy = balie_http_request_new (self->method, self->url);
  GHashTableIter iter;
  gpointer name, value;

  if (self->headers)
    {
      g_hash_table_iter_init (&iter, self->headers);
      while (g_hash_table_iter_next (&iter, &name, &value))
        balie_http_request_set_header (copy, name, value);
    }
  copy->body = self->body ? g_bytes_ref (self->body) : NULL;
  copy->content_type = g_strdup (self->content_type);
  copy->idempotent = self->idempotent;
  copy->until_answered = self->until_answered;
  copy->max_tries = self->max_tries;
  copy->total_seconds = self->total_seconds;
  return copy;
}

/**
 * balie_http_request_set_header:
 * @self: a request
 * @name: a header's name
 * @value: (nullable): its value, %NULL removes it
 */
void
balie_http_request_set_header (BalieHttpRequest *self, const char *name, const char *value)
{
  if (!self->headers)
    self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (value)
    g_hash_table_replace (self->headers, g_strdup (name), g_strdup (value));
  else
    g_hash_table_remove (self->headers, name);
}

/**
 * balie_http_request_set_json:
 * @self: a request
 * @json: its body
 */
void
balie_http_request_set_json (BalieHttpRequest *self, const char *json)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_new (json, strlen (json));
  g_free (self->content_type);
  self->content_type = g_strdup ("application/json");
}

void
balie_http_request_free (BalieHttpRequest *self)
{
  if (!self)
    return;
  g_free (self->method);
  g_free (self->url);
  g_clear_pointer (&self->headers, g_hash_table_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->content_type);
  g_free (self);
}

void
balie_http_response_free (BalieHttpResponse *self)
{
  if (!self)
    return;
  g_free (self->content_type);
  g_clear_pointer (&self->headers, g_hash_table_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/**
 * balie_http_response_get_header:
 * @self: an answer
 * @name: a header's name, in any case
 *
 * Returns: (nullable): its value, the first of several; %NULL if it was not sent
 */
const char *
balie_http_response_get_header (const BalieHttpResponse *self, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return self->headers ? g_hash_table_lookup (self->headers, lower) : NULL;
}

static gint64
parse_retry_date (const char *value, gint64 now_unix)
{
  g_autoptr (GDateTime) date = soup_date_time_new_from_http_string (value);

  return date ? MAX (0, g_date_time_to_unix (date) - now_unix) : -1;
}

/**
 * balie_http_parse_retry_after:
 * @value: (nullable): the header as sent, seconds or an HTTP date
 * @now_unix: the present
 *
 * Returns: seconds from now, at most a day; -1 if nothing usable was said
 */
gint64
balie_http_parse_retry_after (const char *value, gint64 now_unix)
{
  g_autofree char *text = value ? g_strstrip (g_strdup (value)) : NULL;
  guint64 seconds;
  gint64 after;

  if (!text || !*text)
    return -1;
  if (strspn (text, "0123456789") == strlen (text))
    after = g_ascii_string_to_unsigned (text, 10, 0, BALIE_HTTP_MAX_RETRY_AFTER, &seconds, NULL)
                ? (gint64) seconds
                : BALIE_HTTP_MAX_RETRY_AFTER;
  else
    after = parse_retry_date (text, now_unix);
  return MIN (after, BALIE_HTTP_MAX_RETRY_AFTER);
}

/* The member when it is a text with something in it. */
static const char *
get_sentence (JsonObject *object, const char *name)
{
  const char *text = NULL;

  if (!balie_json_get_optional_text (object, name, &text, NULL) || balie_text_is_empty (text))
    return NULL;
  return text;
}

/**
 * balie_http_response_dup_problem:
 * @response: an answer
 *
 * Reads title and detail of RFC 9457; any JSON object will do, whatever its content type says.
 *
 * Returns: (transfer full) (nullable): untrusted plain text of at most 500 bytes
 */
char *
balie_http_response_dup_problem (const BalieHttpResponse *response)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *clean = NULL;
  const char *title, *detail;

  if ((response->content_type && !strstr (response->content_type, "json")) ||
      g_bytes_get_size (response->body) > MAX_PROBLEM_BODY)
    return NULL;
  root = balie_json_parse_bytes (response->body, NULL);
  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  title = get_sentence (json_node_get_object (root), "title");
  detail = get_sentence (json_node_get_object (root), "detail");
  if (title && detail && !g_str_equal (title, detail))
    joined = g_strdup_printf ("%s: %s", title, detail);
  else
    joined = g_strdup (title ? title : detail);
  clean = balie_text_dup_clean (joined, MAX_PROBLEM_BYTES);
  return *clean ? g_steal_pointer (&clean) : NULL;
}

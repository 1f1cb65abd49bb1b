/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated PON: plate requests under /pon/v1. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-pon.h"

#include "balie-json.h"
#include "balie-sim-pon-check.h"

#define COLLECTION "/plate-requests"
#define PAGE_SIZE 100
#define MAX_SWEEPS 1000

/**
 * BalieSimPon:
 * @requests: (borrowed): what PON has
 * @sweeps: (owned): value of updatedSince → the moment its first page was asked for (gint64*), so
 *   that the pages after it show the same moment and nothing slips from one page to another
 */
struct _BalieSimPon
{
  BalieSimRequests *requests;
  GHashTable *sweeps;
};

/**
 * balie_sim_pon_new:
 * @requests: what PON has; must outlive this
 *
 * Returns: (transfer full): the simulated PON
 */
BalieSimPon *
balie_sim_pon_new (BalieSimRequests *requests)
{
  BalieSimPon *self = g_new0 (BalieSimPon, 1);

  self->requests = requests;
  self->sweeps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * balie_sim_pon_free:
 * @self: (transfer full): the simulated PON
 *
 * Frees it.
 */
void
balie_sim_pon_free (BalieSimPon *self)
{
  g_hash_table_unref (self->sweeps);
  g_free (self);
}

static BalieSimAnswer *
answer_request (BalieSimPon *self, guint status, const BalieSimRequest *request)
{
  gint64 now = balie_sim_requests_now (self->requests);
  BalieSimAnswer *answer =
      balie_sim_answer_new_object (status, balie_sim_request_to_json (request, now));

  answer->vin = g_strdup (request->vin);
  return answer;
}

static BalieSimAnswer *
refuse (const char *vin, guint status, const char *detail)
{
  BalieSimAnswer *answer = balie_sim_answer_new_problem (status, detail);

  answer->vin = g_strdup (vin);
  return answer;
}

/* The same key once more: the same request if it asks the same. */
static BalieSimAnswer *
answer_again (BalieSimPon *self, const BalieSimRequest *known, JsonNode *body)
{
  if (json_node_equal (known->body, body))
    return answer_request (self, 200, known);
  return refuse (known->vin, 422, "This Idempotency-Key was used for another request.");
}

static BalieSimAnswer *
answer_valid (BalieSimPon *self, const char *key, JsonNode *body, gboolean van)
{
  JsonObject *object = json_node_get_object (body);
  const char *vin = json_object_get_string_member (object, "chassisNumber");
  BalieSimAnswer *answer;
  BalieSimRequest *request;

  if (balie_sim_requests_find_live (self->requests, vin) != NULL)
    return refuse (vin, 409, "There is another live request for this chassis number.");
  request = balie_sim_requests_add (self->requests, key, body, van);
  answer = answer_request (self, 201, request);
  answer->location = g_strconcat ("/pon/v1" COLLECTION "/", request->id, NULL);
  return answer;
}

static gboolean
is_json (const char *content_type)
{
  g_auto (GStrv) parts = g_strsplit (content_type, ";", 2);

  return parts[0] != NULL && g_ascii_strcasecmp (g_strstrip (parts[0]), "application/json") == 0;
}

static BalieSimAnswer *
answer_post (BalieSimPon *self, const BalieSimAsk *ask)
{
  g_autofree char *key = g_ascii_strdown (ask->key, -1);
  g_autofree char *wrong = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) body = NULL;
  BalieSimRequest *known;
  gboolean van;

  if (!g_uuid_string_is_valid (key))
    return refuse (NULL, 400, "The header Idempotency-Key must be a UUID.");
  if (!is_json (ask->content_type))
    return refuse (NULL, 415, "The body must be application/json.");
  body = balie_json_parse_bytes (ask->body, &error);
  if (body == NULL)
    return refuse (NULL, 400, "The body is not JSON.");
  known = balie_sim_requests_find_by_key (self->requests, key);
  if (known != NULL)
    return answer_again (self, known, body);
  wrong = balie_sim_pon_check (body, &van);
  if (wrong != NULL)
    return refuse (NULL, 422, wrong);
  return answer_valid (self, key, body, van);
}

static JsonArray *
write_items (GPtrArray *list, guint first, gint64 now)
{
  JsonArray *items = json_array_new ();

  for (guint i = first; i < list->len && i < first + PAGE_SIZE; i++)
    json_array_add_object_element (items, balie_sim_request_to_json (list->pdata[i], now));
  return items;
}

static BalieSimAnswer *
answer_page (GPtrArray *list, guint64 page, gint64 now)
{
  JsonObject *object = json_object_new ();
  guint64 first = (page - 1) * PAGE_SIZE;

  json_object_set_array_member (object, "items",
                                write_items (list, (guint) MIN (first, list->len), now));
  if (first + PAGE_SIZE < list->len)
    json_object_set_int_member (object, "next", page + 1);
  else
    json_object_set_null_member (object, "next");
  return balie_sim_answer_new_object (200, object);
}

static gint64
begin_or_follow_sweep (BalieSimPon *self, const char *since, guint64 page)
{
  gint64 *moment = page > 1 ? g_hash_table_lookup (self->sweeps, since) : NULL;

  if (moment == NULL)
    {
      if (g_hash_table_size (self->sweeps) >= MAX_SWEEPS)
        g_hash_table_remove_all (self->sweeps);
      moment = g_new (gint64, 1);
      *moment = balie_sim_requests_now (self->requests);
      g_hash_table_replace (self->sweeps, g_strdup (since), moment);
    }
  return *moment;
}

static BalieSimAnswer *
answer_by_key (BalieSimPon *self, const char *text)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autofree char *key = g_ascii_strdown (text, -1);
  BalieSimRequest *request = balie_sim_requests_find_by_key (self->requests, key);
  BalieSimAnswer *answer;

  if (!g_uuid_string_is_valid (key))
    return balie_sim_answer_new_problem (400, "idempotencyKey must be a UUID.");
  if (request != NULL)
    g_ptr_array_add (list, request);
  answer = answer_page (list, 1, balie_sim_requests_now (self->requests));
  if (request != NULL)
    answer->vin = g_strdup (request->vin);
  return answer;
}

static const char *
find_unknown_parameter (GHashTable *query)
{
  static const char *const known[] = { "idempotencyKey", "updatedSince", "page", NULL };
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (known, name))
      return name;
  return NULL;
}

static BalieSimAnswer *
answer_list (BalieSimPon *self, const BalieSimAsk *ask)
{
  g_autoptr (GPtrArray) list = NULL;
  const char *key = ask->query ? g_hash_table_lookup (ask->query, "idempotencyKey") : NULL;
  const char *since = ask->query ? g_hash_table_lookup (ask->query, "updatedSince") : NULL;
  const char *page_text = ask->query ? g_hash_table_lookup (ask->query, "page") : NULL;
  guint64 page = 1;
  gint64 moment = 0;
  gint64 now;

  if (ask->query != NULL && find_unknown_parameter (ask->query) != NULL)
    return balie_sim_answer_new_problem (
        400, "Parameters are idempotencyKey, or updatedSince and page.");
  if (page_text != NULL && !g_ascii_string_to_unsigned (page_text, 10, 1, G_MAXINT32, &page, NULL))
    return balie_sim_answer_new_problem (400, "page must be a number from 1.");
  if (since != NULL && !balie_sim_moment_parse (since, &moment))
    return balie_sim_answer_new_problem (400, "updatedSince must be an ISO 8601 time.");
  if (key != NULL)
    return answer_by_key (self, key);
  now = begin_or_follow_sweep (self, since != NULL ? since : "", page);
  list = balie_sim_requests_list (self->requests, moment, now);
  return answer_page (list, page, now);
}

static BalieSimAnswer *
answer_delete (BalieSimPon *self, BalieSimRequest *request)
{
  BalieSimAnswer *answer;

  switch (balie_sim_request_get_status (request, balie_sim_requests_now (self->requests)))
    {
    case BALIE_SIM_APPROVED:
      return refuse (request->vin, 409, "The plate is already issued.");
    case BALIE_SIM_REJECTED:
      return refuse (request->vin, 409, "The request is already rejected.");
    case BALIE_SIM_RECEIVED:
      balie_sim_requests_withdraw (self->requests, request);
      break;
    case BALIE_SIM_WITHDRAWN:
    default:
      break;
    }
  answer = balie_sim_answer_new_empty (204);
  answer->vin = g_strdup (request->vin);
  return answer;
}

static BalieSimAnswer *
answer_one (BalieSimPon *self, const BalieSimAsk *ask, const char *id)
{
  BalieSimRequest *request = balie_sim_requests_find (self->requests, id);

  if (!g_str_equal (ask->method, "GET") && !g_str_equal (ask->method, "DELETE"))
    return balie_sim_answer_new_not_allowed ("GET, DELETE");
  if (request == NULL)
    return balie_sim_answer_new_problem (404, "There is no such plate request.");
  if (g_str_equal (ask->method, "DELETE"))
    return answer_delete (self, request);
  return answer_request (self, 200, request);
}

/**
 * balie_sim_pon_answer:
 * @self: the simulated PON
 * @ask: what is asked
 * @path: the path after the prefix
 *
 * Does it.
 *
 * Returns: (transfer full): the answer
 */
BalieSimAnswer *
balie_sim_pon_answer (BalieSimPon *self, const BalieSimAsk *ask, const char *path)
{
  if (g_str_has_prefix (path, COLLECTION "/"))
    return answer_one (self, ask, path + strlen (COLLECTION "/"));
  if (!g_str_equal (path, COLLECTION))
    return balie_sim_answer_new_problem (404, "There is nothing at this address.");
  if (g_str_equal (ask->method, "POST"))
    return answer_post (self, ask);
  if (g_str_equal (ask->method, "GET"))
    return answer_list (self, ask);
  return balie_sim_answer_new_not_allowed ("GET, POST");
}

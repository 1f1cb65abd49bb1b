/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plate requests that the simulated PON has, and how they advance with time. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-requests.h"

#include "balie-error.h"
#include "balie-json.h"
#include "balie-sim-plates.h"

/**
 * BalieSimRequests:
 * @all: (owned): (element-type BalieSimRequest): in the order in which they came
 * @by_key: (owned): idempotency key → request of @all
 * @by_vin: (owned): chassis number → newest request of @all
 * @state: (borrowed): where changes are kept
 * @decide_after: how long a request waits for its verdict
 * @last_now: so that no two moments given out are the same
 */
struct _BalieSimRequests
{
  GPtrArray *all;
  GHashTable *by_key;
  GHashTable *by_vin;
  BalieSimState *state;
  guint32 seed;
  gint64 decide_after;
  gint64 last_now;
};

/* Which serial numbers (the end of the VIN) get which verdict; the rest are approved. */
static const struct
{
  const char *serial;
  BalieSimStatus verdict;
  gboolean at_once;
  const char *reason;
} patterns[] = {
  { "999", BALIE_SIM_REJECTED, FALSE, "The importer does not know this chassis number." },
  { "998", BALIE_SIM_REJECTED, TRUE, "This car is not registered for this dealer." },
  { "997", BALIE_SIM_APPROVED, TRUE, "" },
};

static void
free_request (gpointer data)
{
  BalieSimRequest *self = data;

  g_free (self->id);
  g_free (self->key);
  g_free (self->vin);
  g_clear_pointer (&self->body, json_node_unref);
  g_free (self->plate);
  g_free (self->reason);
  g_free (self);
}

static gint64
add_times (gint64 moment, gint64 duration)
{
  return duration == BALIE_SIM_NEVER ? BALIE_SIM_NEVER : moment + duration;
}

/**
 * balie_sim_requests_new:
 * @state: where changes are kept; must outlive this
 * @seed: decides the plates
 * @decide_after: microseconds from received to the verdict
 *
 * Returns: (transfer full): no requests yet
 */
BalieSimRequests *
balie_sim_requests_new (BalieSimState *state, guint32 seed, gint64 decide_after)
{
  BalieSimRequests *self = g_new0 (BalieSimRequests, 1);

  self->all = g_ptr_array_new_with_free_func (free_request);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_vin = g_hash_table_new (g_str_hash, g_str_equal);
  self->state = state;
  self->seed = seed;
  self->decide_after = decide_after;
  return self;
}

/**
 * balie_sim_requests_free:
 * @self: (transfer full): all requests
 *
 * Frees them.
 */
void
balie_sim_requests_free (BalieSimRequests *self)
{
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->by_vin);
  g_ptr_array_unref (self->all);
  g_free (self);
}

/**
 * balie_sim_requests_now:
 * @self: all requests
 *
 * Returns: microseconds since 1970, never the same twice
 */
gint64
balie_sim_requests_now (BalieSimRequests *self)
{
  self->last_now = MAX (g_get_real_time (), self->last_now + 1);
  return self->last_now;
}

static void
reschedule (BalieSimRequests *self, gint64 now, gint64 decide_after)
{
  self->decide_after = decide_after;
  for (guint i = 0; i < self->all->len; i++)
    {
      BalieSimRequest *request = self->all->pdata[i];

      if (balie_sim_request_get_status (request, now) == BALIE_SIM_RECEIVED)
        request->decide_at = MAX (now, add_times (request->created_at, decide_after));
    }
}

/**
 * balie_sim_requests_set_decide_after:
 * @self: all requests
 * @decide_after: microseconds, or %BALIE_SIM_NEVER
 *
 * Sets it for requests to come and for those that still wait.
 */
void
balie_sim_requests_set_decide_after (BalieSimRequests *self, gint64 decide_after)
{
  JsonObject *line = json_object_new ();
  gint64 now = balie_sim_requests_now (self);

  reschedule (self, now, decide_after);
  json_object_set_string_member (line, "line", "decide");
  json_object_set_int_member (line, "at", now);
  json_object_set_int_member (line, "after", decide_after);
  balie_sim_state_add (self->state, line, TRUE);
}

/**
 * balie_sim_requests_get_decide_after:
 * @self: all requests
 *
 * Returns: microseconds, or %BALIE_SIM_NEVER
 */
gint64
balie_sim_requests_get_decide_after (BalieSimRequests *self)
{
  return self->decide_after;
}

static void
keep (BalieSimRequests *self, BalieSimRequest *request)
{
  g_ptr_array_add (self->all, request);
  g_hash_table_replace (self->by_key, request->key, request);
  g_hash_table_replace (self->by_vin, request->vin, request);
}

static void
decide (BalieSimRequests *self, BalieSimRequest *request)
{
  request->verdict = BALIE_SIM_APPROVED;
  request->reason = NULL;
  request->decide_at = add_times (request->created_at, self->decide_after);
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (g_str_has_suffix (request->vin, patterns[i].serial))
      {
        request->verdict = patterns[i].verdict;
        request->reason = g_strdup (patterns[i].reason);
        if (patterns[i].at_once)
          request->decide_at = request->created_at;
      }
  if (request->reason == NULL)
    request->reason = g_strdup ("");
}

static void
remember (BalieSimRequests *self, const BalieSimRequest *request)
{
  JsonObject *line = json_object_new ();

  json_object_set_string_member (line, "line", "request");
  json_object_set_string_member (line, "id", request->id);
  json_object_set_string_member (line, "key", request->key);
  json_object_set_string_member (line, "vin", request->vin);
  json_object_set_member (line, "body", json_node_ref (request->body));
  json_object_set_int_member (line, "created", request->created_at);
  json_object_set_int_member (line, "decide", request->decide_at);
  json_object_set_boolean_member (line, "approved", request->verdict == BALIE_SIM_APPROVED);
  json_object_set_string_member (line, "plate", request->plate);
  json_object_set_string_member (line, "reason", request->reason);
  balie_sim_state_add (self->state, line, TRUE);
}

/**
 * balie_sim_requests_add:
 * @self: all requests
 * @key: the idempotency key, not known yet
 * @body: a valid body
 * @van: whether it gets a plate of the series of vans
 *
 * Returns: (transfer none): the new request, safely kept
 */
BalieSimRequest *
balie_sim_requests_add (BalieSimRequests *self, const char *key, JsonNode *body, gboolean van)
{
  BalieSimRequest *request = g_new0 (BalieSimRequest, 1);
  guint ordinal = self->all->len + 1;

  request->id = g_strdup_printf ("PR-%06u", ordinal);
  request->key = g_strdup (key);
  request->body = json_node_ref (body);
  request->vin =
      g_strdup (json_object_get_string_member (json_node_get_object (body), "chassisNumber"));
  request->created_at = balie_sim_requests_now (self);
  request->plate = balie_sim_plate_dup (self->seed, ordinal, van);
  decide (self, request);
  keep (self, request);
  remember (self, request);
  return request;
}

/**
 * balie_sim_requests_withdraw:
 * @self: all requests
 * @request: one that is still received
 *
 * Withdraws it.
 */
void
balie_sim_requests_withdraw (BalieSimRequests *self, BalieSimRequest *request)
{
  JsonObject *line = json_object_new ();

  request->withdrawn_at = balie_sim_requests_now (self);
  json_object_set_string_member (line, "line", "withdrawn");
  json_object_set_string_member (line, "id", request->id);
  json_object_set_int_member (line, "at", request->withdrawn_at);
  balie_sim_state_add (self->state, line, TRUE);
}

static gboolean
restore_request (BalieSimRequests *self, JsonObject *line, GError **error)
{
  g_autofree BalieSimRequest *request = g_new0 (BalieSimRequest, 1);
  const char *id, *key, *vin, *plate, *reason;
  JsonObject *body;
  gboolean approved;

  if (!balie_json_get_text (line, "id", &id, error) ||
      !balie_json_get_text (line, "key", &key, error) ||
      !balie_json_get_text (line, "vin", &vin, error) ||
      !balie_json_get_text (line, "plate", &plate, error) ||
      !balie_json_get_text (line, "reason", &reason, error) ||
      !balie_json_get_object (line, "body", &body, error) ||
      !balie_json_get_bool (line, "approved", &approved, error) ||
      !balie_json_get_int (line, "created", 0, G_MAXINT64, &request->created_at, error) ||
      !balie_json_get_int (line, "decide", 0, G_MAXINT64, &request->decide_at, error))
    return FALSE;
  request->id = g_strdup (id);
  request->key = g_strdup (key);
  request->vin = g_strdup (vin);
  request->plate = g_strdup (plate);
  request->reason = g_strdup (reason);
  request->body = json_node_ref (json_object_get_member (line, "body"));
  request->verdict = approved ? BALIE_SIM_APPROVED : BALIE_SIM_REJECTED;
  self->last_now = MAX (self->last_now, request->created_at);
  keep (self, g_steal_pointer (&request));
  return TRUE;
}

static gboolean
restore_withdrawal (BalieSimRequests *self, JsonObject *line, GError **error)
{
  BalieSimRequest *request;
  const char *id;
  gint64 at;

  if (!balie_json_get_text (line, "id", &id, error) ||
      !balie_json_get_int (line, "at", 1, G_MAXINT64, &at, error))
    return FALSE;
  request = balie_sim_requests_find (self, id);
  if (request == NULL)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, "no request %.40s", id);
      return FALSE;
    }
  request->withdrawn_at = at;
  self->last_now = MAX (self->last_now, at);
  return TRUE;
}

/**
 * balie_sim_requests_restore:
 * @self: all requests
 * @line: one that this class once added to the state
 * @error: return location
 *
 * Does again what the line tells.
 *
 * Returns: %FALSE with %BALIE_ERROR_INVALID_INPUT when it makes no sense
 */
gboolean
balie_sim_requests_restore (BalieSimRequests *self, JsonObject *line, GError **error)
{
  const char *kind;
  gint64 at;
  gint64 after;

  if (!balie_json_get_text (line, "line", &kind, error))
    return FALSE;
  if (g_str_equal (kind, "request"))
    return restore_request (self, line, error);
  if (g_str_equal (kind, "withdrawn"))
    return restore_withdrawal (self, line, error);
  if (!g_str_equal (kind, "decide"))
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, "unknown kind “%.40s”", kind);
      return FALSE;
    }
  if (!balie_json_get_int (line, "at", 0, G_MAXINT64, &at, error) ||
      !balie_json_get_int (line, "after", 0, G_MAXINT64, &after, error))
    return FALSE;
  reschedule (self, at, after);
  self->last_now = MAX (self->last_now, at);
  return TRUE;
}

/**
 * balie_sim_requests_find:
 * @self: all requests
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the request
 */
BalieSimRequest *
balie_sim_requests_find (BalieSimRequests *self, const char *id)
{
  guint64 ordinal;

  if (!g_str_has_prefix (id, "PR-") ||
      !g_ascii_string_to_unsigned (id + 3, 10, 1, G_MAXUINT, &ordinal, NULL) ||
      ordinal > self->all->len)
    return NULL;
  return self->all->pdata[ordinal - 1];
}

/**
 * balie_sim_requests_find_by_key:
 * @self: all requests
 * @key: an idempotency key
 *
 * Returns: (transfer none) (nullable): the request
 */
BalieSimRequest *
balie_sim_requests_find_by_key (BalieSimRequests *self, const char *key)
{
  return g_hash_table_lookup (self->by_key, key);
}

/**
 * balie_sim_requests_find_live:
 * @self: all requests
 * @vin: a chassis number
 *
 * Returns: (transfer none) (nullable): the request for it that is received or approved
 */
BalieSimRequest *
balie_sim_requests_find_live (BalieSimRequests *self, const char *vin)
{
  BalieSimRequest *request = g_hash_table_lookup (self->by_vin, vin);
  BalieSimStatus status;

  if (request == NULL)
    return NULL;
  status = balie_sim_request_get_status (request, balie_sim_requests_now (self));
  return status == BALIE_SIM_RECEIVED || status == BALIE_SIM_APPROVED ? request : NULL;
}

static int
compare_updates (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gint64 now = *(const gint64 *) user_data;
  gint64 at = balie_sim_request_get_updated_at (*(BalieSimRequest *const *) a, now);
  gint64 bt = balie_sim_request_get_updated_at (*(BalieSimRequest *const *) b, now);

  return at < bt ? -1 : at > bt;
}

/**
 * balie_sim_requests_list:
 * @self: all requests
 * @updated_since: microseconds since 1970, 0 for all
 * @now: the moment as of which
 *
 * Returns: (transfer container) (element-type BalieSimRequest): those that changed from
 *   @updated_since to @now, the longest unchanged first
 */
GPtrArray *
balie_sim_requests_list (BalieSimRequests *self, gint64 updated_since, gint64 now)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->all->len; i++)
    {
      BalieSimRequest *request = self->all->pdata[i];

      if (request->created_at <= now &&
          balie_sim_request_get_updated_at (request, now) >= updated_since)
        g_ptr_array_add (list, request);
    }
  g_ptr_array_sort_with_data (list, compare_updates, &now);
  return list;
}

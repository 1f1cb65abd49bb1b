/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One plate request of the simulated PON: what it is at a moment, and how that is written. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-requests.h"

static const char *const codes[] = { "received", "approved", "rejected", "withdrawn" };

/**
 * balie_sim_request_get_status:
 * @self: a request
 * @now: microseconds since 1970
 *
 * Returns: what it is at @now
 */
BalieSimStatus
balie_sim_request_get_status (const BalieSimRequest *self, gint64 now)
{
  if (self->withdrawn_at != 0 && self->withdrawn_at <= now)
    return BALIE_SIM_WITHDRAWN;
  return self->decide_at <= now ? self->verdict : BALIE_SIM_RECEIVED;
}

/**
 * balie_sim_request_get_updated_at:
 * @self: a request
 * @now: microseconds since 1970
 *
 * Returns: when it became what it is at @now
 */
gint64
balie_sim_request_get_updated_at (const BalieSimRequest *self, gint64 now)
{
  if (self->withdrawn_at != 0 && self->withdrawn_at <= now)
    return self->withdrawn_at;
  return self->decide_at <= now ? self->decide_at : self->created_at;
}

static void
set_text_or_null (JsonObject *object, const char *name, const char *text, gboolean known)
{
  if (known)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

/**
 * balie_sim_request_to_json:
 * @self: a request
 * @now: microseconds since 1970
 *
 * Returns: (transfer full): as the contract has it on the wire
 */
JsonObject *
balie_sim_request_to_json (const BalieSimRequest *self, gint64 now)
{
  JsonObject *object = json_object_new ();
  BalieSimStatus status = balie_sim_request_get_status (self, now);
  g_autofree char *updated =
      balie_sim_moment_dup_text (balie_sim_request_get_updated_at (self, now));

  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "status", codes[status]);
  set_text_or_null (object, "plate", self->plate, status == BALIE_SIM_APPROVED);
  set_text_or_null (object, "reason", self->reason, status == BALIE_SIM_REJECTED);
  json_object_set_string_member (object, "updatedAt", updated);
  return object;
}

static void
add_step (JsonArray *history, gint64 at, BalieSimStatus status)
{
  JsonObject *step = json_object_new ();
  g_autofree char *moment = balie_sim_moment_dup_text (at);

  json_object_set_string_member (step, "at", moment);
  json_object_set_string_member (step, "status", codes[status]);
  json_array_add_object_element (history, step);
}

/**
 * balie_sim_request_to_history:
 * @self: a request
 * @now: microseconds since 1970
 *
 * Returns: (transfer full): everything about it, for /control/requests
 */
JsonObject *
balie_sim_request_to_history (const BalieSimRequest *self, gint64 now)
{
  JsonObject *object = balie_sim_request_to_json (self, now);
  JsonArray *history = json_array_new ();

  json_object_set_string_member (object, "key", self->key);
  json_object_set_string_member (object, "vin", self->vin);
  json_object_set_member (object, "body", json_node_copy (self->body));
  add_step (history, self->created_at, BALIE_SIM_RECEIVED);
  if (self->withdrawn_at != 0 && self->withdrawn_at <= now)
    add_step (history, self->withdrawn_at, BALIE_SIM_WITHDRAWN);
  else if (self->decide_at <= now)
    add_step (history, self->decide_at, self->verdict);
  json_object_set_array_member (object, "history", history);
  return object;
}

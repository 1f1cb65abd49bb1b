/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plate requests that the simulated PON has, and how they advance with time. */
#pragma once

#include <json-glib/json-glib.h>

#include "balie-sim-duration.h"
#include "balie-sim-state.h"

G_BEGIN_DECLS

typedef enum
{
  BALIE_SIM_RECEIVED,
  BALIE_SIM_APPROVED,
  BALIE_SIM_REJECTED,
  BALIE_SIM_WITHDRAWN,
} BalieSimStatus;

/**
 * BalieSimRequest:
 * @key: the idempotency key it came with
 * @body: as it came, parsed
 * @created_at: microseconds since 1970, as all times here
 * @decide_at: when it gets its verdict, %BALIE_SIM_NEVER for not by itself
 * @verdict: approved or rejected; known from the beginning, shown from @decide_at
 * @plate: what it gets when approved
 * @reason: why it is rejected, "" if it isn't
 * @withdrawn_at: 0 unless withdrawn
 */
typedef struct
{
  char *id;
  char *key;
  char *vin;
  JsonNode *body;
  gint64 created_at;
  gint64 decide_at;
  BalieSimStatus verdict;
  char *plate;
  char *reason;
  gint64 withdrawn_at;
} BalieSimRequest;

/**
 * BalieSimRequests:
 *
 * All requests. What a request is now follows from its times alone, so nothing has to run for it to
 * advance; every change is in the state before the call that makes it returns.
 */
typedef struct _BalieSimRequests BalieSimRequests;

BalieSimRequests *balie_sim_requests_new (BalieSimState *state, guint32 seed, gint64 decide_after);
gboolean balie_sim_requests_restore (BalieSimRequests *self, JsonObject *line, GError **error);
void balie_sim_requests_free (BalieSimRequests *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSimRequests, balie_sim_requests_free)

gint64 balie_sim_requests_now (BalieSimRequests *self);
void balie_sim_requests_set_decide_after (BalieSimRequests *self, gint64 decide_after);
gint64 balie_sim_requests_get_decide_after (BalieSimRequests *self);

BalieSimRequest *
balie_sim_requests_add (BalieSimRequests *self, const char *key, JsonNode *body, gboolean van);
void balie_sim_requests_withdraw (BalieSimRequests *self, BalieSimRequest *request);
BalieSimRequest *balie_sim_requests_find (BalieSimRequests *self, const char *id);
BalieSimRequest *balie_sim_requests_find_by_key (BalieSimRequests *self, const char *key);
BalieSimRequest *balie_sim_requests_find_live (BalieSimRequests *self, const char *vin);
GPtrArray *balie_sim_requests_list (BalieSimRequests *self, gint64 updated_since, gint64 now);

BalieSimStatus balie_sim_request_get_status (const BalieSimRequest *self, gint64 now);
gint64 balie_sim_request_get_updated_at (const BalieSimRequest *self, gint64 now);
JsonObject *balie_sim_request_to_json (const BalieSimRequest *self, gint64 now);
JsonObject *balie_sim_request_to_history (const BalieSimRequest *self, gint64 now);

G_END_DECLS

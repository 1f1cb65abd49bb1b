/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the simulator is asked and what it answers, free of any HTTP library. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BalieSimAsk:
 * @query: (nullable): char* → char*
 * @key: the header Idempotency-Key, "" if none
 * @authorization: the header, "" if none
 * @host: the header
 *
 * One request as it came in.
 */
typedef struct
{
  char *method;
  char *path;
  GHashTable *query;
  char *key;
  char *content_type;
  char *authorization;
  char *host;
  GBytes *body;
} BalieSimAsk;

/**
 * BalieSimAnswer:
 * @location: (nullable): header of a 201
 * @allow: (nullable): header of a 405
 * @vin: (nullable): the chassis number it was about, for the journal
 * @operation: (nullable): what was asked of an insurer, for the journal
 * @retry_after: seconds, -1 for no such header
 *
 * One answer as it would leave if no fault spoils it.
 */
typedef struct
{
  guint status;
  const char *content_type;
  GBytes *body;
  char *location;
  char *allow;
  char *vin;
  char *operation;
  int retry_after;
} BalieSimAnswer;

void balie_sim_ask_free (BalieSimAsk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSimAsk, balie_sim_ask_free)

const char *balie_sim_status_get_phrase (guint status);
BalieSimAnswer *balie_sim_answer_new_json (guint status, JsonNode *node);
BalieSimAnswer *balie_sim_answer_new_object (guint status, JsonObject *object);
BalieSimAnswer *balie_sim_answer_new_empty (guint status);
BalieSimAnswer *balie_sim_answer_new_problem (guint status, const char *detail);
BalieSimAnswer *balie_sim_answer_new_not_allowed (const char *allow);
void balie_sim_answer_free (BalieSimAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieSimAnswer, balie_sim_answer_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulator's own side, /control: what it was asked, what it has, and how it behaves. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-control.h"

#include "balie-error.h"
#include "balie-json.h"

static char *
dup_faults (const BalieSimParts *parts)
{
  return balie_sim_faults_dup_text (&parts->behaviour->faults);
}

static gboolean
set_faults (const BalieSimParts *parts, const char *text, GError **error)
{
  return balie_sim_faults_parse (text, &parts->behaviour->faults, error);
}

static char *
dup_latency (const BalieSimParts *parts)
{
  return balie_sim_latency_dup_text (&parts->behaviour->latency);
}

static gboolean
set_latency (const BalieSimParts *parts, const char *text, GError **error)
{
  return balie_sim_latency_parse (text, &parts->behaviour->latency, error);
}

static char *
dup_decide (const BalieSimParts *parts)
{
  return balie_sim_duration_dup_text (balie_sim_requests_get_decide_after (parts->requests));
}

static gboolean
set_decide (const BalieSimParts *parts, const char *text, GError **error)
{
  gint64 after = BALIE_SIM_NEVER;

  if (!g_str_equal (text, "never") && !balie_sim_duration_parse (text, &after, error))
    return FALSE;
  balie_sim_requests_set_decide_after (parts->requests, after);
  return TRUE;
}

static char *
dup_lifetime (const BalieSimParts *parts)
{
  return balie_sim_duration_dup_text (balie_sim_logins_get_lifetime (parts->logins));
}

static gboolean
set_lifetime (const BalieSimParts *parts, const char *text, GError **error)
{
  gint64 lifetime;

  if (!balie_sim_duration_parse (text, &lifetime, error))
    return FALSE;
  balie_sim_logins_set_lifetime (parts->logins, lifetime);
  return TRUE;
}

static char *
dup_locked (const BalieSimParts *parts)
{
  return balie_sim_logins_dup_locked (parts->logins);
}

static gboolean
set_locked (const BalieSimParts *parts, const char *text, GError **error)
{
  if (*text != '\0')
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           "Put \"\" to unlock all logins.");
      return FALSE;
    }
  balie_sim_logins_unlock_all (parts->logins);
  return TRUE;
}

/* What can be read and put; the value stands in the member of an object. */
static const struct
{
  const char *path;
  const char *member;
  char *(*dup) (const BalieSimParts *parts);
  gboolean (*set) (const BalieSimParts *parts, const char *text, GError **error);
} knobs[] = {
  { "/faults", "faults", dup_faults, set_faults },
  { "/latency", "latency", dup_latency, set_latency },
  { "/decide", "after", dup_decide, set_decide },
  { "/tokens", "lifetime", dup_lifetime, set_lifetime },
  { "/logins", "locked", dup_locked, set_locked },
};

static JsonNode *
list_journal (const BalieSimParts *parts)
{
  return balie_sim_journal_to_json (parts->journal);
}

static JsonNode *
list_requests (const BalieSimParts *parts)
{
  gint64 now = balie_sim_requests_now (parts->requests);
  g_autoptr (GPtrArray) list = balie_sim_requests_list (parts->requests, 0, now);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < list->len; i++)
    json_array_add_object_element (array, balie_sim_request_to_history (list->pdata[i], now));
  json_node_take_array (node, array);
  return node;
}

static JsonNode *
list_customers (const BalieSimParts *parts)
{
  return balie_sim_register_customers_to_json (parts->who);
}

static JsonNode *
list_persons (const BalieSimParts *parts)
{
  return balie_sim_register_persons_to_json (parts->who);
}

static JsonNode *
list_vehicles (const BalieSimParts *parts)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, balie_sim_register_find_vehicles (parts->who, NULL, NULL));
  return node;
}

static JsonNode *
list_imports (const BalieSimParts *parts)
{
  return balie_sim_register_made_to_json (parts->who);
}

static JsonNode *
list_letters (const BalieSimParts *parts)
{
  return balie_sim_letters_to_json (parts->letters);
}

static BalieSimAnswer *
add_letter (const BalieSimParts *parts, const BalieSimAsk *ask)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = balie_json_parse_bytes (ask->body, &error);
  JsonObject *made = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    made = balie_sim_letters_add (parts->letters, json_node_get_object (node), &error);
  if (made != NULL)
    return balie_sim_answer_new_object (201, made);
  return balie_sim_answer_new_problem (422, error != NULL ? error->message : "Not an object.");
}

/* What can only be read. */
static const struct
{
  const char *path;
  JsonNode *(*list) (const BalieSimParts *parts);
} lists[] = {
  { "/journal", list_journal }, { "/requests", list_requests }, { "/customers", list_customers },
  { "/persons", list_persons }, { "/vehicles", list_vehicles }, { "/imports", list_imports },
  { "/letters", list_letters },
};

/* The value put: {"faults": "…"} or just the text. */
static char *
dup_value (const BalieSimAsk *ask, const char *member)
{
  gsize length;
  const char *data = g_bytes_get_data (ask->body, &length);
  g_autofree char *text = g_strstrip (g_strndup (data != NULL ? data : "", length));
  g_autoptr (JsonNode) node = NULL;
  const char *value;

  if (*text != '{')
    return g_steal_pointer (&text);
  node = balie_json_parse_bytes (ask->body, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
      !balie_json_get_text (json_node_get_object (node), member, &value, NULL))
    return NULL;
  return g_strdup (value);
}

static BalieSimAnswer *
answer_knob (const BalieSimParts *parts, const BalieSimAsk *ask, gsize knob)
{
  JsonObject *object;
  g_autofree char *text = NULL;

  if (g_str_equal (ask->method, "PUT"))
    {
      g_autofree char *value = dup_value (ask, knobs[knob].member);
      g_autoptr (GError) error = NULL;

      if (value == NULL)
        {
          g_autofree char *detail =
              g_strdup_printf ("Put {\"%s\": TEXT} or the text alone.", knobs[knob].member);

          return balie_sim_answer_new_problem (422, detail);
        }
      if (!knobs[knob].set (parts, value, &error))
        return balie_sim_answer_new_problem (422, error->message);
    }
  else if (!g_str_equal (ask->method, "GET"))
    return balie_sim_answer_new_not_allowed ("GET, PUT");
  object = json_object_new ();
  text = knobs[knob].dup (parts);
  json_object_set_string_member (object, knobs[knob].member, text);
  return balie_sim_answer_new_object (200, object);
}

/**
 * balie_sim_control_answer:
 * @parts: what the simulator is made of
 * @ask: what is asked
 * @path: the path after the prefix
 *
 * Does it. Neither faults nor latency nor authentication apply here.
 *
 * Returns: (transfer full): the answer
 */
BalieSimAnswer *
balie_sim_control_answer (const BalieSimParts *parts, const BalieSimAsk *ask, const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (knobs); i++)
    if (g_str_equal (path, knobs[i].path))
      return answer_knob (parts, ask, i);
  if (g_str_equal (path, "/letters") && g_str_equal (ask->method, "POST"))
    return add_letter (parts, ask);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (!g_str_equal (path, lists[i].path))
        continue;
      if (!g_str_equal (ask->method, "GET"))
        return balie_sim_answer_new_not_allowed ("GET");
      return balie_sim_answer_new_json (200, lists[i].list (parts));
    }
  return balie_sim_answer_new_problem (404, "There is nothing at this address.");
}

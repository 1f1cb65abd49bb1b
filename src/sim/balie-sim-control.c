/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulator's own side, /control: what it was asked, what it has, and how it behaves. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-control.h"

#include "balie-json.h"

/* Borrowed for the time of one call. */
typedef struct
{
  BalieSimJournal *journal;
  BalieSimRequests *requests;
  BalieSimBehaviour *behaviour;
} Control;

static char *
dup_faults (Control *control)
{
  return balie_sim_faults_dup_text (&control->behaviour->faults);
}

static gboolean
set_faults (Control *control, const char *text, GError **error)
{
  return balie_sim_faults_parse (text, &control->behaviour->faults, error);
}

static char *
dup_latency (Control *control)
{
  return balie_sim_range_dup_text (&control->behaviour->latency);
}

static gboolean
set_latency (Control *control, const char *text, GError **error)
{
  return balie_sim_range_parse (text, &control->behaviour->latency, error);
}

static char *
dup_decide (Control *control)
{
  return balie_sim_duration_dup_text (balie_sim_requests_get_decide_after (control->requests));
}

static gboolean
set_decide (Control *control, const char *text, GError **error)
{
  gint64 after = BALIE_SIM_NEVER;

  if (!g_str_equal (text, "never") && !balie_sim_duration_parse (text, &after, error))
    return FALSE;
  balie_sim_requests_set_decide_after (control->requests, after);
  return TRUE;
}

/* What can be read and put; the value stands in the member of an object. */
static const struct
{
  const char *path;
  const char *member;
  char *(*dup) (Control *control);
  gboolean (*set) (Control *control, const char *text, GError **error);
} knobs[] = {
  { "/faults", "faults", dup_faults, set_faults },
  { "/latency", "latency", dup_latency, set_latency },
  { "/decide", "after", dup_decide, set_decide },
};

static BalieSimAnswer *
answer_requests (Control *control)
{
  gint64 now = balie_sim_requests_now (control->requests);
  g_autoptr (GPtrArray) list = balie_sim_requests_list (control->requests, 0, now);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < list->len; i++)
    json_array_add_object_element (array, balie_sim_request_to_history (list->pdata[i], now));
  json_node_take_array (node, array);
  return balie_sim_answer_new_json (200, node);
}

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
answer_knob (Control *control, const BalieSimAsk *ask, gsize knob)
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
      if (!knobs[knob].set (control, value, &error))
        return balie_sim_answer_new_problem (422, error->message);
    }
  else if (!g_str_equal (ask->method, "GET"))
    return balie_sim_answer_new_not_allowed ("GET, PUT");
  object = json_object_new ();
  text = knobs[knob].dup (control);
  json_object_set_string_member (object, knobs[knob].member, text);
  return balie_sim_answer_new_object (200, object);
}

/**
 * balie_sim_control_answer:
 * @journal: what it was asked
 * @requests: what it has
 * @behaviour: how it behaves
 * @ask: what is asked
 * @path: the path after the prefix
 *
 * Does it. Neither faults nor latency nor authentication apply here.
 *
 * Returns: (transfer full): the answer
 */
BalieSimAnswer *
balie_sim_control_answer (BalieSimJournal *journal,
                          BalieSimRequests *requests,
                          BalieSimBehaviour *behaviour,
                          const BalieSimAsk *ask,
                          const char *path)
{
  Control control = { journal, requests, behaviour };

  for (gsize i = 0; i < G_N_ELEMENTS (knobs); i++)
    if (g_str_equal (path, knobs[i].path))
      return answer_knob (&control, ask, i);
  if (!g_str_equal (path, "/journal") && !g_str_equal (path, "/requests"))
    return balie_sim_answer_new_problem (404, "There is nothing at this address.");
  if (!g_str_equal (ask->method, "GET"))
    return balie_sim_answer_new_not_allowed ("GET");
  if (g_str_equal (path, "/requests"))
    return answer_requests (&control);
  return balie_sim_answer_new_json (200, balie_sim_journal_to_json (journal));
}

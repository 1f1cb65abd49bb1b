/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which fault, if any, meets a request: drawn from a seed by the probability of each kind. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-faults.h"

#include "balie-error.h"
#include "balie-json.h"

#include <string.h>

static const char *const codes[BALIE_SIM_N_FAULTS] = {
  "",    "drop-before", "drop-after", "hang",       "500",  "503",
  "429", "garbage",     "truncate",   "wrong-type", "huge", "slow",
};

static gboolean
refuse (GError **error, const char *part)
{
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
               "“%.40s” is not a fault: kind:probability or remote.kind:probability, probability "
               "from 0 to 1, remote one of driver2, kp, pon, bipro, kind one of drop-before, "
               "drop-after, hang, 500, 503, 429, garbage, truncate, wrong-type, huge, slow",
               part);
  return FALSE;
}

/* The kind begins after "remote.", if that is there; no kind has a dot. */
static const char *
parse_remote (const char *part, const char *colon, BalieSimFaults *faults, BalieSimOdds **odds)
{
  const char *dot = memchr (part, '.', colon - part);
  BalieSimRemote remote;

  *odds = &faults->all;
  if (dot == NULL)
    return part;
  remote = balie_sim_remote_from_code (part, dot - part);
  if (remote == BALIE_SIM_REMOTE_NONE)
    return NULL;
  faults->has_own[remote] = TRUE;
  *odds = &faults->own[remote];
  return dot + 1;
}

static gboolean
parse_part (const char *part, BalieSimFaults *faults, GError **error)
{
  const char *colon = strchr (part, ':');
  char *end = NULL;
  BalieSimOdds *odds;
  const char *kind;
  double probability;

  if (colon == NULL)
    return refuse (error, part);
  probability = g_ascii_strtod (colon + 1, &end);
  if (end == colon + 1 || *end != '\0' || !(probability >= 0 && probability <= 1))
    return refuse (error, part);
  kind = parse_remote (part, colon, faults, &odds);
  for (int fault = 1; fault < BALIE_SIM_N_FAULTS && kind != NULL; fault++)
    if (strlen (codes[fault]) == (gsize) (colon - kind) &&
        strncmp (kind, codes[fault], colon - kind) == 0)
      {
        odds->probability[fault] = probability;
        return TRUE;
      }
  return refuse (error, part);
}

/**
 * balie_sim_faults_parse:
 * @text: comma list of kind:probability or remote.kind:probability, "" for none
 * @faults: (out): the probabilities
 * @error: return location
 *
 * Returns: %FALSE with %BALIE_ERROR_INVALID_INPUT when it can't be read
 */
gboolean
balie_sim_faults_parse (const char *text, BalieSimFaults *faults, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  BalieSimFaults read = { 0 };

  for (char **part = parts; *part != NULL; part++)
    if (*g_strstrip (*part) != '\0' && !parse_part (*part, &read, error))
      return FALSE;
  *faults = read;
  return TRUE;
}

/* A remote without any of its own must be told from one that has those of all: it has one of 0. */
static void
append_odds (GString *text, const char *prefix, const BalieSimOdds *odds)
{
  gsize before = text->len;

  for (int fault = 1; fault < BALIE_SIM_N_FAULTS; fault++)
    if (odds->probability[fault] > 0)
      {
        char number[G_ASCII_DTOSTR_BUF_SIZE];

        g_ascii_formatd (number, sizeof number, "%g", odds->probability[fault]);
        g_string_append_printf (text, "%s%s%s:%s", text->len > 0 ? "," : "", prefix, codes[fault],
                                number);
      }
  if (text->len == before && *prefix != '\0')
    g_string_append_printf (text, "%s%s%s:0", text->len > 0 ? "," : "", prefix, codes[1]);
}

/**
 * balie_sim_faults_dup_text:
 * @faults: the probabilities
 *
 * Returns: (transfer full): as balie_sim_faults_parse() reads it
 */
char *
balie_sim_faults_dup_text (const BalieSimFaults *faults)
{
  GString *text = g_string_new (NULL);

  append_odds (text, "", &faults->all);
  for (int remote = 0; remote < BALIE_SIM_N_REMOTES; remote++)
    if (faults->has_own[remote])
      {
        g_autofree char *prefix = g_strconcat (balie_sim_remote_get_code (remote), ".", NULL);

        append_odds (text, prefix, &faults->own[remote]);
      }
  return g_string_free (text, FALSE);
}

/**
 * balie_sim_faults_draw:
 * @faults: the probabilities
 * @remote: who is asked
 * @dice: the seeded source of chance
 *
 * Draws once for each kind, so that what one request meets does not shift the next one's luck.
 *
 * Returns: the fault that meets this request
 */
BalieSimFault
balie_sim_faults_draw (const BalieSimFaults *faults, BalieSimRemote remote, GRand *dice)
{
  const BalieSimOdds *odds =
      remote < BALIE_SIM_N_REMOTES && faults->has_own[remote] ? &faults->own[remote] : &faults->all;
  BalieSimFault hit = BALIE_SIM_FAULT_NONE;

  for (int fault = 1; fault < BALIE_SIM_N_FAULTS; fault++)
    if (g_rand_double (dice) < odds->probability[fault] && hit == BALIE_SIM_FAULT_NONE)
      hit = fault;
  return hit;
}

/**
 * balie_sim_fault_to_code:
 * @fault: a fault
 *
 * Returns: its name, "" for none
 */
const char *
balie_sim_fault_to_code (BalieSimFault fault)
{
  return codes[fault];
}

/**
 * balie_sim_fault_does_work:
 * @fault: a fault
 * @dice: the seeded source of chance
 *
 * A 500 may come before or after the work, as in life: every second one has done it.
 *
 * Returns: whether what was asked is done although its answer is spoilt
 */
gboolean
balie_sim_fault_does_work (BalieSimFault fault, GRand *dice)
{
  switch (fault)
    {
    case BALIE_SIM_FAULT_DROP_BEFORE:
    case BALIE_SIM_FAULT_503:
    case BALIE_SIM_FAULT_429:
      return FALSE;
    case BALIE_SIM_FAULT_500:
      return g_rand_boolean (dice);
    default:
      return TRUE;
    }
}

static JsonNode *
make_wrong (JsonNode *node)
{
  JsonNode *wrong = json_node_new (JSON_NODE_VALUE);

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    json_node_set_int (wrong, 42);
  else
    json_node_set_string (wrong, "wrong type");
  return wrong;
}

static GBytes *
spoil_types (GBytes *body)
{
  g_autoptr (JsonNode) root = balie_json_parse_bytes (body, NULL);
  g_autoptr (JsonNode) spoilt = NULL;
  char *text;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    {
      JsonObject *object = json_object_new ();
      JsonObjectIter iter;
      const char *name;
      JsonNode *node;

      json_object_iter_init_ordered (&iter, json_node_get_object (root));
      while (json_object_iter_next_ordered (&iter, &name, &node))
        json_object_set_member (object, name, make_wrong (node));
      spoilt = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (spoilt, object);
    }
  else
    {
      spoilt = json_node_new (JSON_NODE_VALUE);
      json_node_set_string (spoilt, "wrong type");
    }
  text = balie_json_to_text (spoilt, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

static void
replace_body (BalieSimAnswer *answer, GBytes *body)
{
  g_bytes_unref (answer->body);
  answer->body = body;
  if (answer->content_type == NULL)
    answer->content_type = "application/json";
  if (answer->status == 204)
    answer->status = 200;
}

/* Well-formed, but not what was asked for. */
static GBytes *
make_wrong_xml (void)
{
  static const char text[] =
      "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><wrongType/>"
      "</s:Body></s:Envelope>";

  return g_bytes_new_static (text, sizeof text - 1);
}

static gboolean
is_json (const BalieSimAnswer *answer)
{
  return answer->content_type == NULL || strstr (answer->content_type, "json") != NULL;
}

/* What stands in for @answer, keeping what the journal wants to know of it. */
static BalieSimAnswer *
replace_answer (BalieSimAnswer *answer, guint status, const char *detail, int retry_after)
{
  BalieSimAnswer *instead = balie_sim_answer_new_problem (status, detail);

  instead->vin = g_steal_pointer (&answer->vin);
  instead->operation = g_steal_pointer (&answer->operation);
  instead->retry_after = retry_after;
  balie_sim_answer_free (answer);
  return instead;
}

/**
 * balie_sim_fault_apply:
 * @fault: a fault
 * @answer: (transfer full): what would have been answered
 *
 * Does to the answer what can be done to it before it is written; what a fault does to the
 * connection itself is balie-sim-spoil.h.
 *
 * Returns: (transfer full): the answer to send
 */
BalieSimAnswer *
balie_sim_fault_apply (BalieSimFault fault, BalieSimAnswer *answer)
{
  static const char garbage[] = "<html>\x01\xff\xfe not json {\"id\":";

  switch (fault)
    {
    case BALIE_SIM_FAULT_500:
      return replace_answer (answer, 500, "The simulator fails on purpose.", -1);
    case BALIE_SIM_FAULT_503:
      return replace_answer (answer, 503, "The simulator is unavailable on purpose.", 1);
    case BALIE_SIM_FAULT_429:
      return replace_answer (answer, 429, "The simulator is asked too much, on purpose.", 1);
    case BALIE_SIM_FAULT_GARBAGE:
      replace_body (answer, g_bytes_new_static (garbage, sizeof garbage - 1));
      return answer;
    case BALIE_SIM_FAULT_WRONG_TYPE:
      {
        GBytes *body = is_json (answer) ? spoil_types (answer->body) : make_wrong_xml ();

        replace_body (answer, body);
        return answer;
      }
    default:
      return answer;
    }
}

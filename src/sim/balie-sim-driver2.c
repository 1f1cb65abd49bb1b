/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated Driver2: customers and vehicles under /driver2/v1. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-driver2.h"

#include "balie-json.h"
#include "balie-sim-list.h"

#include <string.h>

#define CUSTOMERS "/customers"

static const char *const customer_parameters[] = { "customerNumber", "vatNumber", "lastName",
                                                   "email",          "firstName", "phone",
                                                   "postcode",       "country",   "page",
                                                   "pageSize",       NULL };

static const char *const vehicle_parameters[] = { "vin", "plate", NULL };

static BalieSimAnswer *
answer_search (BalieSimRegister *who, const BalieSimAsk *ask)
{
  g_autoptr (BalieSimCriteria) criteria = NULL;
  g_auto (BalieSimFound) found = { 0 };
  BalieSimPaging paging;
  BalieSimAnswer *refusal = balie_sim_list_check (ask->query, customer_parameters, &paging);

  if (refusal != NULL)
    return refusal;
  criteria = balie_sim_criteria_new (ask->query);
  if (balie_sim_criteria_is_empty (criteria))
    return balie_sim_answer_new_problem (422, "At least one criterion is needed.");
  balie_sim_register_search (who, criteria, balie_sim_paging_get_first (&paging), paging.size,
                             &found);
  return balie_sim_list_answer (&paging, &found);
}

static BalieSimAnswer *
answer_get (BalieSimRegister *who, const char *number)
{
  g_autoptr (BalieSimCustomer) customer = balie_sim_register_dup_customer (who, number);

  if (customer == NULL)
    return balie_sim_answer_new_problem (404, "There is no such customer.");
  return balie_sim_answer_new_object (200, balie_sim_customer_to_json (customer));
}

static BalieSimAnswer *
answer_made (guint status, const BalieSimMade *made)
{
  BalieSimAnswer *answer =
      balie_sim_answer_new_object (status, balie_sim_customer_to_json (made->customer));

  answer->location =
      g_strconcat ("/driver2/v1" CUSTOMERS "/", made->customer->values[BALIE_SIM_NUMBER], NULL);
  return answer;
}

static gboolean
is_json (const char *content_type)
{
  g_auto (GStrv) parts = g_strsplit (content_type, ";", 2);

  return parts[0] != NULL && g_ascii_strcasecmp (g_strstrip (parts[0]), "application/json") == 0;
}

static BalieSimAnswer *
make_customer (BalieSimRegister *who, const char *key, JsonNode *body)
{
  g_autoptr (BalieSimCustomer) customer = NULL;
  g_autofree char *wrong = balie_sim_customer_read_body (body, &customer);

  if (wrong != NULL)
    return balie_sim_answer_new_problem (422, wrong);
  if (balie_sim_register_find_same (who, customer) != NULL)
    return balie_sim_answer_new_problem (409, "This person is a customer already.");
  return answer_made (201, balie_sim_register_make (who, key, body, customer));
}

static BalieSimAnswer *
answer_post (BalieSimRegister *who, const BalieSimAsk *ask)
{
  g_autofree char *key = g_ascii_strdown (ask->key, -1);
  g_autoptr (JsonNode) body = NULL;
  const BalieSimMade *known;

  if (key[0] != '\0' && !g_uuid_string_is_valid (key))
    return balie_sim_answer_new_problem (400, "The header Idempotency-Key must be a UUID.");
  if (!is_json (ask->content_type))
    return balie_sim_answer_new_problem (415, "The body must be application/json.");
  body = balie_json_parse_bytes (ask->body, NULL);
  if (body == NULL)
    return balie_sim_answer_new_problem (400, "The body is not JSON.");
  known = key[0] != '\0' ? balie_sim_register_find_made (who, key) : NULL;
  if (known == NULL)
    return make_customer (who, key, body);
  if (json_node_equal (known->body, body))
    return answer_made (200, known);
  return balie_sim_answer_new_problem (422, "This Idempotency-Key was used for another customer.");
}

static const char *
get_text (GHashTable *query, const char *name)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text != NULL && text[strspn (text, " ")] != '\0' ? text : NULL;
}

static BalieSimAnswer *
answer_vehicles (BalieSimRegister *who, const BalieSimAsk *ask)
{
  const char *vin = get_text (ask->query, "vin");
  const char *plate = get_text (ask->query, "plate");
  BalieSimPaging paging;
  BalieSimAnswer *refusal = balie_sim_list_check (ask->query, vehicle_parameters, &paging);
  JsonObject *object;

  if (refusal != NULL)
    return refusal;
  if ((vin == NULL) == (plate == NULL))
    return balie_sim_answer_new_problem (422, "Either vin or plate is needed.");
  object = json_object_new ();
  json_object_set_array_member (object, "items",
                                balie_sim_register_find_vehicles (who, vin, plate));
  return balie_sim_answer_new_object (200, object);
}

/**
 * balie_sim_driver2_answer:
 * @who: who there is
 * @ask: what is asked
 * @path: the path after the prefix
 *
 * Returns: (transfer full): the answer
 */
BalieSimAnswer *
balie_sim_driver2_answer (BalieSimRegister *who, const BalieSimAsk *ask, const char *path)
{
  gboolean gets = g_str_equal (ask->method, "GET");

  if (g_str_equal (path, "/vehicles"))
    return gets ? answer_vehicles (who, ask) : balie_sim_answer_new_not_allowed ("GET");
  if (g_str_has_prefix (path, CUSTOMERS "/"))
    return gets ? answer_get (who, path + strlen (CUSTOMERS "/"))
                : balie_sim_answer_new_not_allowed ("GET");
  if (!g_str_equal (path, CUSTOMERS))
    return balie_sim_answer_new_problem (404, "There is nothing at this address.");
  if (g_str_equal (ask->method, "POST"))
    return answer_post (who, ask);
  return gets ? answer_search (who, ask) : balie_sim_answer_new_not_allowed ("GET, POST");
}

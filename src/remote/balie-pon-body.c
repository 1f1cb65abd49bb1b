/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The eight shared fields and the key of a plate request as values for a connector profile. This is
 * the one place that decides what leaves the building. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-pon-body.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "balie-error.h"
#include "balie-profile-private.h"

static void
add_node (GHashTable *nodes, const char *name, JsonNode *node)
{
  g_hash_table_insert (nodes, g_strdup (name), node);
}

static void
add_text (GHashTable *nodes, const char *name, const char *text)
{
  add_node (nodes, name, json_node_init_string (json_node_alloc (), text));
}

static void
add_date (GHashTable *nodes, const char *name, BalieProfile *profile, BalieDate date)
{
  g_autofree char *text = NULL;

  if (date == BALIE_DATE_NONE)
    {
      add_node (nodes, name, json_node_init_null (json_node_alloc ()));
      return;
    }
  text = balie_profile_dup_date (profile, date);
  add_text (nodes, name, text);
}

static JsonNode *
create_code (BalieProfile *profile, const char *list, const char *ours, GError **error)
{
  JsonNode *node = balie_profile_dup_code_node (profile, list, ours);

  if (!node)
    g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                 /* Translators: %1$s is a code, %2$s the list in the profile that lacks it. */
                 _ ("The connector profile has no “%1$s” in %2$s."), ours, list);
  return node;
}

static JsonNode *
create_plates (BalieProfile *profile, const BaliePlates *plates, GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (int i = 0; i < plates->n_lines; i++)
    {
      JsonNode *type = create_code (profile, "plateTypes", plates->lines[i].type, error);
      JsonObject *line;

      if (!type)
        return NULL;
      line = json_object_new ();
      json_object_set_member (line, "type", type);
      json_object_set_int_member (line, "count", plates->lines[i].count);
      json_array_add_object_element (array, line);
    }
  return json_node_init_array (json_node_alloc (), array);
}

/**
 * balie_pon_body_create_nodes:
 * @profile: has the codes and the form of dates
 * @request: a request
 * @error: return location, %BALIE_ERROR_INVALID_INPUT when the profile lacks a code
 *
 * Returns: (transfer full) (element-type utf8 JsonNode): placeholder → value
 */
GHashTable *
balie_pon_body_create_nodes (BalieProfile *profile,
                             const BaliePlateRequest *request,
                             GError **error)
{
  g_autoptr (GHashTable) nodes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_node_unref);
  JsonNode *type = create_code (profile, "requestTypes", request->request_type, error);
  JsonNode *plates;

  if (!type)
    return NULL;
  add_node (nodes, "requestType", type);
  plates = create_plates (profile, &request->plates, error);
  if (!plates)
    return NULL;
  add_node (nodes, "plates", plates);
  add_text (nodes, "key", request->key);
  add_text (nodes, "brand", request->brand);
  add_text (nodes, "dealerNumber", request->dealer_number);
  add_text (nodes, "chassisNumber", request->vin);
  add_date (nodes, "requestDate", profile, request->request_date);
  add_date (nodes, "deliveryDate", profile, request->delivery_date);
  return g_steal_pointer (&nodes);
}

/**
 * balie_pon_body_create_values:
 * @nodes: (element-type utf8 JsonNode): of balie_pon_body_create_nodes()
 *
 * Returns: (transfer full) (element-type utf8 utf8): those that are one text or number, for address
 *   and headers
 */
GHashTable *
balie_pon_body_create_values (GHashTable *nodes)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, data;

  g_hash_table_iter_init (&iter, nodes);
  while (g_hash_table_iter_next (&iter, &name, &data))
    {
      JsonNode *node = data;
      char *text = NULL;

      if (!JSON_NODE_HOLDS_VALUE (node))
        continue;
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        text = json_node_dup_string (node);
      else
        text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
      g_hash_table_insert (values, g_strdup (name), text);
    }
  return values;
}

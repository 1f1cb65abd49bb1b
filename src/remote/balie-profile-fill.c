/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills a connector profile's templates in: address, headers and body of a request. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-error.h"
#include "balie-http.h"
#include "balie-json.h"
#include "balie-profile-private.h"
#include "balie-profile-template.h"
#include "balie-text.h"

#define MAX_HEADER_BYTES 1000

static char *
lookup_text (const char *name, gpointer values)
{
  return values ? g_strdup (g_hash_table_lookup (values, name)) : NULL;
}

static char *
lookup_escaped (const char *name, gpointer values)
{
  g_autofree char *value = lookup_text (name, values);

  return value ? g_uri_escape_string (value, NULL, FALSE) : NULL;
}

/* A step of a path that is empty or dots would lead to another place. */
static char *
lookup_step (const char *name, gpointer values)
{
  g_autofree char *value = lookup_escaped (name, values);

  if (!value || !*value || g_str_equal (value, ".") || g_str_equal (value, ".."))
    return NULL;
  return g_steal_pointer (&value);
}

static void
append_query (GString *url, JsonObject *query, GHashTable *values)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  char separator = '?';

  if (!query)
    return;
  json_object_iter_init_ordered (&iter, query);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *value =
          balie_template_fill (json_node_get_string (node), lookup_text, values);

      if (!value)
        continue;
      g_string_append_c (url, separator);
      g_string_append_uri_escaped (url, name, NULL, FALSE);
      g_string_append_c (url, '=');
      g_string_append_uri_escaped (url, value, NULL, FALSE);
      separator = '&';
    }
}

/**
 * balie_profile_dup_url:
 * @self: a profile
 * @operation: one it has
 * @base_url: the remote's address
 * @values: (element-type utf8 utf8) (nullable): placeholder → value
 * @error: return location, %BALIE_ERROR_INVALID_INPUT
 *
 * Returns: (transfer full): the address to ask
 */
char *
balie_profile_dup_url (BalieProfile *self,
                       const char *operation,
                       const char *base_url,
                       GHashTable *values,
                       GError **error)
{
  BalieOperation *found = g_hash_table_lookup (self->operations, operation);
  g_autofree char *path = NULL;
  g_autoptr (GString) url = NULL;

  g_return_val_if_fail (found, NULL);

  if (!balie_http_check_url (base_url, error))
    return NULL;
  if (strchr (base_url, '?'))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           _ ("The address must not contain “?”."));
      return NULL;
    }
  path = balie_template_fill (found->path, lookup_step, values);
  if (!path)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                   "The path of “%s” lacks a usable value", operation);
      return NULL;
    }
  url = g_string_new (base_url);
  while (url->len > 0 && url->str[url->len - 1] == '/')
    g_string_truncate (url, url->len - 1);
  g_string_append (url, path);
  append_query (url, found->query, values);
  return g_string_free (g_steal_pointer (&url), FALSE);
}

/**
 * balie_profile_dup_headers:
 * @self: a profile
 * @operation: one it has
 * @values: (element-type utf8 utf8) (nullable): placeholder → value
 *
 * Returns: (transfer full) (nullable): header → value; one without value is left out
 */
GHashTable *
balie_profile_dup_headers (BalieProfile *self, const char *operation, GHashTable *values)
{
  BalieOperation *found = g_hash_table_lookup (self->operations, operation);
  GHashTable *headers;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_return_val_if_fail (found, NULL);

  if (!found->headers)
    return NULL;
  headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  json_object_iter_init (&iter, found->headers);
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *value =
          balie_template_fill (json_node_get_string (node), lookup_text, values);

      if (value)
        g_hash_table_replace (headers, g_strdup (name),
                              balie_text_dup_clean (value, MAX_HEADER_BYTES));
    }
  return headers;
}

/* Where a body's placeholders get their values: the list's item first, then the request. */
typedef struct
{
  GHashTable *values; /* (element-type utf8 JsonNode) */
  JsonObject *item;   /* (nullable) */
} Scope;

static JsonNode *fill_node (JsonNode *template, Scope *scope);

static JsonNode *
find_value (Scope *scope, const char *name)
{
  if (scope->item && json_object_has_member (scope->item, name))
    return json_object_get_member (scope->item, name);
  return scope->values ? g_hash_table_lookup (scope->values, name) : NULL;
}

static char *
lookup_node_text (const char *name, gpointer user_data)
{
  JsonNode *node = find_value (user_data, name);

  if (!node || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return balie_json_to_text (node, FALSE);
}

/* NULL where the value is missing or null. */
static JsonNode *
fill_text (JsonNode *template, Scope *scope)
{
  const char *text = json_node_get_string (template);
  g_autofree char *single = balie_template_dup_single (text);
  g_autofree char *filled = NULL;

  if (single)
    {
      JsonNode *value = find_value (scope, single);

      return value && !JSON_NODE_HOLDS_NULL (value) ? json_node_copy (value) : NULL;
    }
  filled = balie_template_fill (text, lookup_node_text, scope);
  return filled ? json_node_init_string (json_node_alloc (), filled) : NULL;
}

static JsonNode *
fill_each (JsonObject *template, Scope *scope)
{
  const char *list_name = json_object_get_string_member (template, BALIE_PROFILE_EACH);
  JsonNode *list = find_value (scope, list_name);
  JsonNode *node = json_node_init_array (json_node_alloc (), NULL);
  JsonArray *array = json_array_new ();

  for (guint i = 0; list && i < json_array_get_length (json_node_get_array (list)); i++)
    {
      Scope inner = { scope->values,
                      json_array_get_object_element (json_node_get_array (list), i) };

      json_array_add_element (
          array, fill_node (json_object_get_member (template, BALIE_PROFILE_ITEM), &inner));
    }
  json_node_take_array (node, array);
  return node;
}

static JsonNode *
fill_object (JsonObject *template, Scope *scope)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_alloc ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, template);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_autoptr (JsonNode) value = fill_node (member, scope);
      gboolean optional = g_str_has_suffix (name, "?");
      g_autofree char *plain = g_strndup (name, strlen (name) - (optional ? 1 : 0));

      if (!optional || !JSON_NODE_HOLDS_NULL (value))
        json_object_set_member (object, plain, g_steal_pointer (&value));
    }
  json_node_init_object (node, object);
  json_object_unref (object);
  return node;
}

static JsonNode *
fill_array (JsonArray *template, Scope *scope)
{
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_alloc ();

  for (guint i = 0; i < json_array_get_length (template); i++)
    json_array_add_element (array, fill_node (json_array_get_element (template, i), scope));
  json_node_init_array (node, array);
  json_array_unref (array);
  return node;
}

/* (transfer full): never NULL; a missing value becomes null. */
static JsonNode *
fill_node (JsonNode *template, Scope *scope)
{
  JsonNode *filled = NULL;

  if (JSON_NODE_HOLDS_OBJECT (template))
    {
      JsonObject *object = json_node_get_object (template);

      return json_object_has_member (object, BALIE_PROFILE_EACH) ? fill_each (object, scope)
                                                                 : fill_object (object, scope);
    }
  if (JSON_NODE_HOLDS_ARRAY (template))
    return fill_array (json_node_get_array (template), scope);
  if (JSON_NODE_HOLDS_VALUE (template) && json_node_get_value_type (template) == G_TYPE_STRING)
    filled = fill_text (template, scope);
  else
    filled = json_node_copy (template);
  return filled ? filled : json_node_init_null (json_node_alloc ());
}

/**
 * balie_profile_dup_body:
 * @self: a profile
 * @operation: one it has
 * @node_values: (element-type utf8 JsonNode) (nullable): placeholder → value; a list is an array of
 *   objects
 * @error: return location
 *
 * Returns: (transfer full) (nullable): JSON text, %NULL without error if the operation has no body
 */
char *
balie_profile_dup_body (BalieProfile *self,
                        const char *operation,
                        GHashTable *node_values,
                        GError **error)
{
  BalieOperation *found = g_hash_table_lookup (self->operations, operation);
  Scope scope = { node_values, NULL };
  g_autoptr (JsonNode) filled = NULL;

  g_return_val_if_fail (found, NULL);

  if (!found->body)
    return NULL;
  filled = fill_node (found->body, &scope);
  return balie_json_to_text (filled, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Type-checked readers of JSON from outside: a wrong type is an error that names the member. */
#define G_LOG_DOMAIN "balie-base"

#include "config.h"

#include "balie-json.h"

#include <glib/gi18n-lib.h>

#include "balie-error.h"
#include "balie-json-syntax.h"

/**
 * balie_json_parse:
 * @data: text; need not be terminated
 * @length: its bytes
 * @error: return location, %BALIE_ERROR_INVALID_INPUT
 *
 * Reads exactly one RFC 8259 value: UTF-8, no comments, no trailing text, nested at most
 * %BALIE_JSON_MAX_DEPTH deep.
 *
 * Returns: (transfer full): the root, %NULL on error
 */
JsonNode *
balie_json_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local = NULL;
  JsonNode *root;

  if (length > G_MAXSSIZE || !balie_json_syntax_check (data, length))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, _ ("This is not JSON."));
      return NULL;
    }
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, data, (gssize) length, &local))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, _ ("This is not JSON."));
      return NULL;
    }
  root = json_parser_steal_root (parser);
  if (!root)
    g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, _ ("This is not JSON."));
  return root;
}

/**
 * balie_json_parse_bytes:
 * @bytes: text
 * @error: return location
 *
 * Returns: (transfer full): as balie_json_parse()
 */
JsonNode *
balie_json_parse_bytes (GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return balie_json_parse (data ? data : "", length, error);
}

/**
 * balie_json_to_text:
 * @node: a value
 * @pretty: whether to indent by two blanks
 *
 * Returns: (transfer full): its text
 */
char *
balie_json_to_text (JsonNode *node, gboolean pretty)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_generator_set_root (generator, node);
  json_generator_set_pretty (generator, pretty);
  json_generator_set_indent (generator, 2);
  return json_generator_to_data (generator, NULL);
}

static gboolean
fail_missing (const char *name, GError **error)
{
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, _ ("“%s” is missing."), name);
  return FALSE;
}

static gboolean
fail_type (const char *name, const char *expected, GError **error)
{
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
               /* Translators: %1$s is a member of a JSON object, %2$s one of “text”, “a list” … */
               _ ("“%1$s” must be %2$s."), name, expected);
  return FALSE;
}

/* The member, NULL if it is absent or null. */
static JsonNode *
get_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static gboolean
holds_value (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/**
 * balie_json_node_get_text:
 * @node: (nullable): a value
 * @what: what to call it in an error
 * @value: (out): its text, owned by @node
 * @error: return location
 *
 * Returns: whether @node is a string
 */
gboolean
balie_json_node_get_text (JsonNode *node, const char *what, const char **value, GError **error)
{
  *value = NULL;
  if (!node || JSON_NODE_HOLDS_NULL (node))
    return fail_missing (what, error);
  if (!holds_value (node, G_TYPE_STRING))
    return fail_type (what, _ ("text"), error);
  *value = json_node_get_string (node);
  return TRUE;
}

/**
 * balie_json_get_object:
 * @object: an object
 * @name: its member
 * @value: (out) (transfer none): the member
 * @error: return location
 *
 * Returns: whether it is there and an object
 */
gboolean
balie_json_get_object (JsonObject *object, const char *name, JsonObject **value, GError **error)
{
  JsonNode *node = get_member (object, name);

  *value = NULL;
  if (!node)
    return fail_missing (name, error);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail_type (name, _ ("an object"), error);
  *value = json_node_get_object (node);
  return TRUE;
}

/**
 * balie_json_get_array:
 * @object: an object
 * @name: its member
 * @value: (out) (transfer none): the member
 * @error: return location
 *
 * Returns: whether it is there and a list
 */
gboolean
balie_json_get_array (JsonObject *object, const char *name, JsonArray **value, GError **error)
{
  JsonNode *node = get_member (object, name);

  *value = NULL;
  if (!node)
    return fail_missing (name, error);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail_type (name, _ ("a list"), error);
  *value = json_node_get_array (node);
  return TRUE;
}

/**
 * balie_json_get_text:
 * @object: an object
 * @name: its member
 * @value: (out) (transfer none): the member
 * @error: return location
 *
 * Returns: whether it is there and a string
 */
gboolean
balie_json_get_text (JsonObject *object, const char *name, const char **value, GError **error)
{
  return balie_json_node_get_text (json_object_get_member (object, name), name, value, error);
}

/**
 * balie_json_get_optional_text:
 * @object: an object
 * @name: its member
 * @value: (out) (transfer none) (nullable): the member, %NULL if absent or null
 * @error: return location
 *
 * Returns: %FALSE if it is there but not a string
 */
gboolean
balie_json_get_optional_text (JsonObject *object,
                              const char *name,
                              const char **value,
                              GError **error)
{
  JsonNode *node = get_member (object, name);

  *value = NULL;
  return !node || balie_json_node_get_text (node, name, value, error);
}

/**
 * balie_json_get_int:
 * @object: an object
 * @name: its member
 * @min: smallest value accepted
 * @max: largest value accepted
 * @value: (out): the member
 * @error: return location
 *
 * Returns: whether it is there and a whole number within the limits
 */
gboolean
balie_json_get_int (JsonObject *object,
                    const char *name,
                    gint64 min,
                    gint64 max,
                    gint64 *value,
                    GError **error)
{
  JsonNode *node = get_member (object, name);
  gint64 number;

  *value = 0;
  if (!node)
    return fail_missing (name, error);
  if (!holds_value (node, G_TYPE_INT64))
    return fail_type (name, _ ("a whole number"), error);
  number = json_node_get_int (node);
  if (number < min || number > max)
    {
      g_autofree char *low = g_strdup_printf ("%" G_GINT64_FORMAT, min);
      g_autofree char *high = g_strdup_printf ("%" G_GINT64_FORMAT, max);
      g_autofree char *expected =
          g_strdup_printf (_ ("a whole number from %1$s to %2$s"), low, high);

      return fail_type (name, expected, error);
    }
  *value = number;
  return TRUE;
}

/**
 * balie_json_get_bool:
 * @object: an object
 * @name: its member
 * @value: (out): the member
 * @error: return location
 *
 * Returns: whether it is there and true or false
 */
gboolean
balie_json_get_bool (JsonObject *object, const char *name, gboolean *value, GError **error)
{
  JsonNode *node = get_member (object, name);

  *value = FALSE;
  if (!node)
    return fail_missing (name, error);
  if (!holds_value (node, G_TYPE_BOOLEAN))
    return fail_type (name, _ ("true or false"), error);
  *value = json_node_get_boolean (node);
  return TRUE;
}

/**
 * balie_json_reject_unknown:
 * @object: an object
 * @where: what to call it in an error
 * @known: (array zero-terminated=1): the members it may have
 * @error: return location
 *
 * Returns: %FALSE if it has another member, which the error names
 */
gboolean
balie_json_reject_unknown (JsonObject *object,
                           const char *where,
                           const char *const *known,
                           GError **error)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l; l = l->next)
    {
      if (g_strv_contains (known, l->data))
        continue;
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                   /* Translators: %1$s is an object in a JSON file, %2$s a member of it. */
                   _ ("%1$s: “%2$s” is not known."), where, (const char *) l->data);
      return FALSE;
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the section "operations" of a connector profile. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-profile-load.h"
#include "balie-profile-template.h"

/* One operation while it is read. */
typedef struct
{
  BalieLoad *load;
  const BalieOperationSchema *schema;
  BalieOperation *operation;
  gboolean uses_must;
} Reader;

static gboolean
is_in (const char *const *names, const char *name)
{
  return names && g_strv_contains (names, name);
}

static gboolean
check_placeholder (Reader *reader, const char *where, const char *name, gboolean in_list)
{
  const BalieOperationSchema *schema = reader->schema;
  g_autofree char *known = NULL;

  if (g_strcmp0 (name, schema->must_use) == 0)
    reader->uses_must = TRUE;
  if (is_in (schema->placeholders, name) || (in_list && is_in (schema->list_placeholders, name)))
    {
      g_hash_table_add (reader->operation->used, g_strdup (name));
      return TRUE;
    }
  known = g_strjoinv (", ", (char **) schema->placeholders);
  return balie_load_fail (reader->load, where,
                          _ ("the placeholder {%s} is not known here; there are: %s"), name, known);
}

static gboolean
check_template (Reader *reader, const char *where, const char *text, gboolean in_list)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *problem = NULL;

  if (!balie_template_scan (text, names, &problem))
    return balie_load_fail (reader->load, where, "%s", problem);
  for (guint i = 0; i < names->len; i++)
    if (!check_placeholder (reader, where, g_ptr_array_index (names, i), in_list))
      return FALSE;
  return TRUE;
}

static gboolean
read_method (Reader *reader, const char *where, JsonObject *object)
{
  g_autofree char *path = balie_load_join (where, "method");
  g_autofree char *known = g_strjoinv (", ", (char **) reader->schema->methods);
  const char *method;

  if (!balie_load_get_text (reader->load, where, object, "method", TRUE, &method))
    return FALSE;
  if (!is_in (reader->schema->methods, method))
    return balie_load_fail (reader->load, path, _ ("must be one of: %s"), known);
  reader->operation->method = g_strdup (method);
  return TRUE;
}

static gboolean
read_path (Reader *reader, const char *where, JsonObject *object)
{
  g_autofree char *path = balie_load_join (where, "path");
  const char *text;

  if (!balie_load_get_text (reader->load, where, object, "path", TRUE, &text))
    return FALSE;
  if (*text != '/')
    return balie_load_fail (reader->load, path, _ ("must begin with “/”"));
  for (const char *p = text; *p; p++)
    if (*p <= ' ' || *p >= 0x7f || strchr ("?#\\\"<>", *p))
      return balie_load_fail (reader->load, path,
                              _ ("must be plain ASCII without blanks, “?” and “#”"));
  if (strstr (text, "/../") || g_str_has_suffix (text, "/..") || strstr (text, "/./"))
    return balie_load_fail (reader->load, path, _ ("must not lead upwards"));
  if (!check_template (reader, path, text, FALSE))
    return FALSE;
  reader->operation->path = g_strdup (text);
  return TRUE;
}

/* A header the profile may set: a token, and not one that the program itself is in charge of. */
static gboolean
check_header_name (Reader *reader, const char *where, const char *name)
{
  static const char *const ours[] = { "authorization",     "host",       "content-length",
                                      "content-type",      "connection", "cookie",
                                      "transfer-encoding", "upgrade",    NULL };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (const char *p = name; *p; p++)
    if (!g_ascii_isalnum (*p) && !strchr ("!#$%&'*+-.^_`|~", *p))
      return balie_load_fail (reader->load, where, _ ("is not the name of a header"));
  if (!*name || is_in (ours, lower))
    return balie_load_fail (reader->load, where, _ ("is set by the program itself"));
  return TRUE;
}

/* "query" and "headers": an object of templates. */
static gboolean
read_templates (Reader *reader,
                const char *where,
                JsonObject *object,
                const char *member,
                JsonObject **templates)
{
  g_autofree char *path = balie_load_join (where, member);
  g_autoptr (GList) names = NULL;
  JsonObject *found;

  if (!balie_load_get_object (reader->load, where, object, member, FALSE, &found))
    return FALSE;
  if (!found)
    return TRUE;
  names = json_object_get_members (found);
  for (GList *l = names; l; l = l->next)
    {
      g_autofree char *inner = balie_load_join (path, l->data);
      const char *text;

      if (g_str_equal (member, "headers") && !check_header_name (reader, inner, l->data))
        return FALSE;
      if (!balie_load_get_text (reader->load, path, found, l->data, TRUE, &text) ||
          !check_template (reader, inner, text, FALSE))
        return FALSE;
    }
  *templates = json_object_ref (found);
  return TRUE;
}

static gboolean check_body (Reader *reader, const char *where, JsonNode *node, gboolean in_list);

/* An object in a value's place that stands for a list: {"$each": "plates", "$item": …}. */
static gboolean
check_each (Reader *reader, const char *where, JsonObject *object, gboolean in_list)
{
  static const char *const known[] = { BALIE_PROFILE_EACH, BALIE_PROFILE_ITEM, NULL };
  g_autofree char *each = balie_load_join (where, BALIE_PROFILE_EACH);
  g_autofree char *item = balie_load_join (where, BALIE_PROFILE_ITEM);
  const char *list;

  if (!balie_load_check_members (reader->load, where, object, known) ||
      !balie_load_get_text (reader->load, where, object, BALIE_PROFILE_EACH, TRUE, &list))
    return FALSE;
  if (in_list || g_strcmp0 (list, reader->schema->list) != 0)
    return balie_load_fail (reader->load, each, _ ("“%s” is not a list here"), list);
  if (!json_object_has_member (object, BALIE_PROFILE_ITEM))
    return balie_load_fail (reader->load, item, _ ("is missing"));
  return check_body (reader, item, json_object_get_member (object, BALIE_PROFILE_ITEM), TRUE);
}

static gboolean
check_object (Reader *reader, const char *where, JsonObject *object, gboolean in_list)
{
  g_autoptr (GList) names = json_object_get_members (object);

  if (json_object_has_member (object, BALIE_PROFILE_EACH))
    return check_each (reader, where, object, in_list);
  for (GList *l = names; l; l = l->next)
    {
      g_autofree char *path = balie_load_join (where, l->data);

      if (*(const char *) l->data == '$')
        return balie_load_fail (reader->load, path, _ ("is not known here"));
      if (!check_body (reader, path, json_object_get_member (object, l->data), in_list))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_body (Reader *reader, const char *where, JsonNode *node, gboolean in_list)
{
  JsonArray *array;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return check_object (reader, where, json_node_get_object (node), in_list);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return check_template (reader, where, json_node_get_string (node), in_list);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return TRUE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", where, i);

      if (!check_body (reader, path, json_array_get_element (array, i), in_list))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_body (Reader *reader, const char *where, JsonObject *object)
{
  static const char *const with_body[] = { "POST", "PUT", "PATCH", NULL };
  g_autofree char *path = balie_load_join (where, "body");
  JsonNode *node = json_object_get_member (object, "body");

  if (!node)
    return TRUE;
  if (!is_in (with_body, reader->operation->method))
    return balie_load_fail (reader->load, path, _ ("is not possible with the method %s"),
                            reader->operation->method);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return balie_load_fail (reader->load, path, _ ("must be an object"));
  if (!check_body (reader, path, node, FALSE))
    return FALSE;
  reader->operation->body = json_node_copy (node);
  return TRUE;
}

static gboolean
read_answer (Reader *reader, const char *where, JsonObject *object)
{
  g_autofree char *path = balie_load_join (where, "answer");
  g_autofree char *known = NULL;
  const char *answer;

  if (!reader->schema->answers)
    return !json_object_has_member (object, "answer") ||
           balie_load_fail (reader->load, path, _ ("is not known here"));
  if (!balie_load_get_text (reader->load, where, object, "answer", TRUE, &answer))
    return FALSE;
  known = g_strjoinv (", ", (char **) reader->schema->answers);
  if (!is_in (reader->schema->answers, answer))
    return balie_load_fail (reader->load, path, _ ("must be one of: %s"), known);
  reader->operation->answer = g_strdup (answer);
  return TRUE;
}

static gboolean
load_operation (BalieLoad *load, const BalieOperationSchema *schema, JsonObject *object)
{
  static const char *const known[] = {
    "method", "path", "query", "headers", "body", "answer", NULL
  };
  g_autofree char *where = balie_load_join ("operations", schema->name);
  BalieOperation *operation = balie_operation_new ();
  Reader reader = { load, schema, operation, FALSE };

  g_hash_table_insert (load->profile->operations, g_strdup (schema->name), operation);
  if (!balie_load_check_members (load, where, object, known) ||
      !read_method (&reader, where, object) || !read_path (&reader, where, object) ||
      !read_templates (&reader, where, object, "query", &operation->query) ||
      !read_templates (&reader, where, object, "headers", &operation->headers) ||
      !read_body (&reader, where, object) || !read_answer (&reader, where, object))
    return FALSE;
  if (!reader.uses_must)
    return balie_load_fail (load, where, _ ("must use the placeholder {%s}"), schema->must_use);
  return TRUE;
}

/**
 * balie_load_operations:
 * @load: what is being loaded
 * @root: the whole
 *
 * Returns: whether the section is in order
 */
gboolean
balie_load_operations (BalieLoad *load, JsonObject *root)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  JsonObject *section;

  if (!balie_load_get_object (load, "", root, "operations", TRUE, &section))
    return FALSE;
  for (const BalieOperationSchema *s = load->profile->schema->operations; s->name; s++)
    g_ptr_array_add (names, (gpointer) s->name);
  g_ptr_array_add (names, NULL);
  if (!balie_load_check_members (load, "operations", section, (const char *const *) names->pdata))
    return FALSE;
  for (const BalieOperationSchema *s = load->profile->schema->operations; s->name; s++)
    {
      JsonObject *object;

      if (!balie_load_get_object (load, "operations", section, s->name, s->required, &object) ||
          (object && !load_operation (load, s, object)))
        return FALSE;
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the sections "authentication", "answers" and "codes" of a connector profile. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-http.h"
#include "balie-profile-load.h"

/* A kind of authentication and the members that go with it; "?" marks those that may be absent. */
typedef struct
{
  const char *name;
  BalieAuthKind kind;
  const char *const *members;
} AuthSchema;

#define NAMES(...) ((const char *const[]){ __VA_ARGS__, NULL })

static const AuthSchema auth_schemas[] = {
  { "none", BALIE_AUTH_NONE, NAMES ("certificate?") },
  { "basic", BALIE_AUTH_BASIC, NAMES ("certificate?") },
  { "bearer", BALIE_AUTH_BEARER, NAMES ("certificate?") },
  { "api-key", BALIE_AUTH_API_KEY, NAMES ("header", "certificate?") },
  { "oauth2-client-credentials", BALIE_AUTH_OAUTH2_CLIENT_CREDENTIALS,
    NAMES ("tokenUrl", "scope?", "clientAuthentication?", "certificate?") },
  { "client-certificate", BALIE_AUTH_CLIENT_CERTIFICATE, NAMES ("certificate") },
};

static const AuthSchema *
find_auth (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (auth_schemas); i++)
    if (g_str_equal (auth_schemas[i].name, kind))
      return &auth_schemas[i];
  return NULL;
}

static gboolean
check_header (BalieLoad *load, const char *where, const char *header)
{
  for (const char *p = header; *p; p++)
    if (!g_ascii_isalnum (*p) && !strchr ("-_", *p))
      return balie_load_fail (load, where, _ ("is not the name of a header"));
  return TRUE;
}

static gboolean
check_auth_text (BalieLoad *load, const char *where, const char *member, const char *text)
{
  g_autoptr (GError) cause = NULL;

  if (g_str_equal (member, "header"))
    return check_header (load, where, text);
  if (g_str_equal (member, "tokenUrl") && *text != '/' && !balie_http_check_url (text, &cause))
    return balie_load_fail (load, where, "%s", cause->message);
  if (g_str_equal (member, "clientAuthentication") && !g_str_equal (text, "basic") &&
      !g_str_equal (text, "body"))
    return balie_load_fail (load, where, _ ("must be one of: %s"), "basic, body");
  if (g_str_equal (member, "certificate") && !g_path_is_absolute (text))
    return balie_load_fail (load, where, _ ("must be the full path of a PEM file"));
  return TRUE;
}

static gboolean
load_auth_members (BalieLoad *load, const AuthSchema *schema, JsonObject *section)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (known, g_strdup ("kind"));
  for (gsize i = 0; schema->members[i]; i++)
    {
      gboolean optional = g_str_has_suffix (schema->members[i], "?");
      char *name = g_strndup (schema->members[i], strlen (schema->members[i]) - (optional ? 1 : 0));
      g_autofree char *where = balie_load_join ("authentication", name);
      const char *text;

      g_ptr_array_add (known, name);
      if (!balie_load_get_text (load, "authentication", section, name, !optional, &text) ||
          (text && !check_auth_text (load, where, name, text)))
        return FALSE;
      if (text)
        g_hash_table_insert (load->profile->auth_texts, g_strdup (name), g_strdup (text));
    }
  g_ptr_array_add (known, NULL);
  return balie_load_check_members (load, "authentication", section,
                                   (const char *const *) known->pdata);
}

/**
 * balie_load_authentication:
 * @load: what is being loaded
 * @root: the whole
 *
 * Returns: whether the section is in order
 */
gboolean
balie_load_authentication (BalieLoad *load, JsonObject *root)
{
  const AuthSchema *schema;
  JsonObject *section;
  const char *kind;

  if (!balie_load_get_object (load, "", root, "authentication", TRUE, &section) ||
      !balie_load_get_text (load, "authentication", section, "kind", TRUE, &kind))
    return FALSE;
  schema = find_auth (kind);
  if (!schema)
    return balie_load_fail (load, "authentication.kind", _ ("must be one of: %s"),
                            "none, basic, bearer, api-key, oauth2-client-credentials, "
                            "client-certificate");
  load->profile->auth = schema->kind;
  return load_auth_members (load, schema, section);
}

/* What one field of an answer is read by, while it is read. */
typedef struct
{
  BalieLoad *load;
  const BalieAnswerSchema *schema;
  const char *name;
  const char *where;
  BalieField *field; /* (owned by the profile) */
} FieldReader;

static gboolean
is_in (const char *const *names, const char *name)
{
  return names && g_strv_contains (names, name);
}

static gboolean
read_field_type (FieldReader *reader, JsonObject *object)
{
  gboolean can_switch = is_in (reader->schema->switches, reader->name);
  const char *type;

  if (!balie_load_get_text (reader->load, reader->where, object, "type", FALSE, &type))
    return FALSE;
  if (!type)
    return TRUE;
  reader->field->number = g_str_equal (type, "number");
  reader->field->is_switch = can_switch && g_str_equal (type, "boolean");
  if (!reader->field->number && !reader->field->is_switch && !g_str_equal (type, "text"))
    return balie_load_fail (reader->load, reader->where, _ ("“type” must be one of: %s"),
                            can_switch ? "text, number, boolean" : "text, number");
  return TRUE;
}

static gboolean
read_field_header (FieldReader *reader, JsonObject *object)
{
  g_autofree char *path = balie_load_join (reader->where, "header");
  const char *text;

  if (!balie_load_check_members (reader->load, reader->where, object, NAMES ("header")) ||
      !balie_load_get_text (reader->load, reader->where, object, "header", TRUE, &text) ||
      !check_header (reader->load, path, text))
    return FALSE;
  reader->field->header = g_strdup (text);
  return TRUE;
}

static gboolean
read_field_path (FieldReader *reader, const char *text)
{
  g_autoptr (GError) cause = NULL;

  reader->field->path = json_path_new ();
  if (*text == '$' && json_path_compile (reader->field->path, text, &cause))
    return TRUE;
  return balie_load_fail (reader->load, reader->where, _ ("“%s” is not a JSONPath: %s"), text,
                          cause ? cause->message : _ ("it must begin with “$”"));
}

/* A field is a JSONPath, an object with "path" and "type", or one with "header". */
static gboolean
load_field (FieldReader *reader, const char *form, JsonObject *section)
{
  JsonNode *node = json_object_get_member (section, reader->name);
  const char *text = NULL;
  JsonObject *object;

  reader->field->is_switch = is_in (reader->schema->switches, reader->name);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return balie_load_get_text (reader->load, form, section, reader->name, TRUE, &text) &&
           read_field_path (reader, text);
  object = json_node_get_object (node);
  if (is_in (reader->schema->in_header, reader->name) && json_object_has_member (object, "header"))
    return read_field_header (reader, object);
  return balie_load_check_members (reader->load, reader->where, object, NAMES ("path", "type")) &&
         balie_load_get_text (reader->load, reader->where, object, "path", TRUE, &text) &&
         read_field_type (reader, object) && read_field_path (reader, text);
}

static gboolean
load_answer (BalieLoad *load, const BalieAnswerSchema *schema, JsonObject *section)
{
  g_autofree char *where = balie_load_join ("answers", schema->name);
  g_autoptr (GList) names = json_object_get_members (section);
  GHashTable *fields =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) balie_field_free);

  g_hash_table_insert (load->profile->answers, g_strdup (schema->name), fields);
  for (GList *l = names; l; l = l->next)
    {
      g_autofree char *path = balie_load_join (where, l->data);
      FieldReader reader = { load, schema, l->data, path, balie_field_new () };

      g_hash_table_insert (fields, g_strdup (l->data), reader.field);
      if (!g_strv_contains (schema->required, l->data) &&
          !g_strv_contains (schema->optional, l->data))
        return balie_load_fail (load, path, _ ("is not known here"));
      if (!load_field (&reader, where, section))
        return FALSE;
    }
  for (gsize i = 0; schema->required[i]; i++)
    {
      g_autofree char *path = balie_load_join (where, schema->required[i]);

      if (!json_object_has_member (section, schema->required[i]))
        return balie_load_fail (load, path, _ ("is missing"));
    }
  return TRUE;
}

/* Whether an operation of the profile is answered by this form. */
static gboolean
is_needed (const BalieAnswerSchema *schema, JsonObject *root)
{
  JsonNode *node = json_object_get_member (root, "operations");
  gboolean needed = schema->only_for == NULL;

  for (gsize i = 0; schema->only_for && schema->only_for[i]; i++)
    needed |= node && JSON_NODE_HOLDS_OBJECT (node) &&
              json_object_has_member (json_node_get_object (node), schema->only_for[i]);
  return needed;
}

/**
 * balie_load_answers:
 * @load: what is being loaded
 * @root: the whole
 *
 * Returns: whether the section is in order
 */
gboolean
balie_load_answers (BalieLoad *load, JsonObject *root)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  JsonObject *section;

  if (!balie_load_get_object (load, "", root, "answers", TRUE, &section))
    return FALSE;
  for (const BalieAnswerSchema *s = load->profile->schema->answers; s->name; s++)
    {
      JsonObject *object;

      g_ptr_array_add (known, (gpointer) s->name);
      if (!balie_load_get_object (load, "answers", section, s->name, is_needed (s, root),
                                  &object) ||
          (object && !load_answer (load, s, object)))
        return FALSE;
    }
  g_ptr_array_add (known, NULL);
  return balie_load_check_members (load, "answers", section, (const char *const *) known->pdata);
}

/* One code of theirs: text, or a whole number. */
static gboolean
add_code (BalieLoad *load, const char *where, BalieCodes *codes, const char *ours, JsonNode *node)
{
  gboolean value = JSON_NODE_HOLDS_VALUE (node);
  gboolean number = value && json_node_get_value_type (node) == G_TYPE_INT64;
  g_autofree char *theirs = NULL;

  if (number)
    theirs = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  else if (value && json_node_get_value_type (node) == G_TYPE_STRING)
    theirs = json_node_dup_string (node);
  if (!theirs || !*theirs)
    return balie_load_fail (load, where, _ ("must be text or a whole number"));
  if (g_hash_table_contains (codes->ours, theirs))
    return balie_load_fail (load, where, _ ("“%s” is already used for another code"), theirs);
  if (number)
    g_hash_table_add (codes->numbers, g_strdup (theirs));
  if (!g_hash_table_contains (codes->theirs, ours))
    g_hash_table_insert (codes->theirs, g_strdup (ours), g_strdup (theirs));
  g_hash_table_insert (codes->ours, g_steal_pointer (&theirs), g_strdup (ours));
  return TRUE;
}

static gboolean
load_code (BalieLoad *load,
           const BalieCodesSchema *schema,
           BalieCodes *codes,
           const char *ours,
           JsonNode *node)
{
  g_autofree char *where = g_strconcat ("codes.", schema->name, ".", ours, NULL);
  JsonArray *array;

  if (!schema->open && !g_strv_contains (schema->required, ours))
    return balie_load_fail (load, where, _ ("is not known here"));
  g_ptr_array_add (codes->order, g_strdup (ours));
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return add_code (load, where, codes, ours, node);
  if (!schema->received)
    return balie_load_fail (load, where, _ ("must be one code, not a list"));
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", where, i);

      if (!add_code (load, path, codes, ours, json_array_get_element (array, i)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_list (BalieLoad *load, const BalieCodesSchema *schema, JsonObject *object)
{
  BalieCodes *codes = balie_codes_new ();
  JsonObjectIter iter;
  const char *ours;
  JsonNode *node;

  g_hash_table_insert (load->profile->codes, g_strdup (schema->name), codes);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &ours, &node))
    if (!load_code (load, schema, codes, ours, node))
      return FALSE;
  for (gsize i = 0; schema->required[i]; i++)
    {
      g_autofree char *where = g_strconcat ("codes.", schema->name, ".", schema->required[i], NULL);

      if (!json_object_has_member (object, schema->required[i]))
        return balie_load_fail (load, where, _ ("is missing"));
    }
  return TRUE;
}

/**
 * balie_load_codes:
 * @load: what is being loaded
 * @root: the whole
 *
 * Returns: whether the section is in order
 */
gboolean
balie_load_codes (BalieLoad *load, JsonObject *root)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  gboolean needed = FALSE;
  JsonObject *section;

  for (const BalieCodesSchema *s = load->profile->schema->codes; s->name; s++)
    needed |= !s->optional;
  if (!balie_load_get_object (load, "", root, "codes", needed, &section))
    return FALSE;
  if (!section)
    return TRUE;
  for (const BalieCodesSchema *s = load->profile->schema->codes; s->name; s++)
    {
      JsonObject *object;

      g_ptr_array_add (known, (gpointer) s->name);
      if (!balie_load_get_object (load, "codes", section, s->name, !s->optional, &object) ||
          (object && !load_list (load, s, object)))
        return FALSE;
    }
  g_ptr_array_add (known, NULL);
  return balie_load_check_members (load, "codes", section, (const char *const *) known->pdata);
}

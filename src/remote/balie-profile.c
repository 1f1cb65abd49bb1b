/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connector profiles in memory: what they say, looked up. Immutable once loaded. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-profile.h"

#include <string.h>

#include "balie-profile-private.h"

static void
free_operation (BalieOperation *self)
{
  g_free (self->method);
  g_free (self->path);
  g_clear_pointer (&self->query, json_object_unref);
  g_clear_pointer (&self->headers, json_object_unref);
  g_clear_pointer (&self->body, json_node_unref);
  g_free (self->answer);
  g_hash_table_unref (self->used);
  g_free (self);
}

void
balie_field_free (BalieField *self)
{
  g_clear_object (&self->path);
  g_free (self->header);
  g_free (self);
}

static void
free_codes (BalieCodes *self)
{
  g_hash_table_unref (self->theirs);
  g_hash_table_unref (self->ours);
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->order);
  g_free (self);
}

BalieOperation *
balie_operation_new (void)
{
  BalieOperation *self = g_new0 (BalieOperation, 1);

  self->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

BalieField *
balie_field_new (void)
{
  return g_new0 (BalieField, 1);
}

BalieCodes *
balie_codes_new (void)
{
  BalieCodes *self = g_new0 (BalieCodes, 1);

  self->theirs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->ours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->order = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * balie_profile_new_empty:
 * @schema: of its remote
 *
 * Returns: (transfer full): a profile for the loader to fill
 */
BalieProfile *
balie_profile_new_empty (const BalieProfileSchema *schema)
{
  BalieProfile *self = g_new0 (BalieProfile, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->schema = schema;
  self->auth_texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->operations =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_operation);
  self->codes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_codes);
  self->answers =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  return self;
}

BalieProfile *
balie_profile_ref (BalieProfile *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
balie_profile_unref (BalieProfile *self)
{
  if (!self || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->auth_texts);
  g_hash_table_unref (self->operations);
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->answers);
  g_free (self->date_format);
  g_free (self);
}

BalieAuthKind
balie_profile_get_auth (BalieProfile *self)
{
  return self->auth;
}

/**
 * balie_profile_get_auth_text:
 * @self: a profile
 * @member: a member of "authentication", e.g. "tokenUrl"
 *
 * Returns: (nullable): its text, %NULL if absent
 */
const char *
balie_profile_get_auth_text (BalieProfile *self, const char *member)
{
  return g_hash_table_lookup (self->auth_texts, member);
}

int
balie_profile_get_max_in_flight (BalieProfile *self)
{
  return self->max_in_flight;
}

gboolean
balie_profile_has_operation (BalieProfile *self, const char *operation)
{
  return g_hash_table_contains (self->operations, operation);
}

const char *
balie_profile_get_method (BalieProfile *self, const char *operation)
{
  BalieOperation *found = g_hash_table_lookup (self->operations, operation);

  return found ? found->method : NULL;
}

/**
 * balie_profile_get_answer:
 * @self: a profile
 * @operation: an operation it has
 *
 * Returns: (nullable): the form of its answer, e.g. "page"
 */
const char *
balie_profile_get_answer (BalieProfile *self, const char *operation)
{
  BalieOperation *found = g_hash_table_lookup (self->operations, operation);

  return found ? found->answer : NULL;
}

/**
 * balie_profile_uses:
 * @self: a profile
 * @operation: an operation
 * @placeholder: e.g. "lastName"
 *
 * Returns: whether the operation is there and sends this value
 */
gboolean
balie_profile_uses (BalieProfile *self, const char *operation, const char *placeholder)
{
  BalieOperation *found = g_hash_table_lookup (self->operations, operation);

  return found && g_hash_table_contains (found->used, placeholder);
}

/**
 * balie_profile_find_field:
 * @self: a profile
 * @answer: the form of the answer, e.g. "page"
 * @field: e.g. "total"
 *
 * Returns: (nullable): where the field stands, %NULL if the profile does not say
 */
const BalieField *
balie_profile_find_field (BalieProfile *self, const char *answer, const char *field)
{
  GHashTable *fields = g_hash_table_lookup (self->answers, answer);

  return fields ? g_hash_table_lookup (fields, field) : NULL;
}

/* The number that the gateway gives to the first page. */
int
balie_profile_get_first_page (BalieProfile *self)
{
  return self->first_page;
}

/* How many items a page of the gateway has. */
int
balie_profile_get_page_size (BalieProfile *self)
{
  return self->page_size;
}

/**
 * balie_profile_map_code:
 * @self: a profile
 * @list: e.g. "plateTypes"
 * @ours: our code
 *
 * Returns: (nullable): theirs, %NULL if they have none
 */
const char *
balie_profile_map_code (BalieProfile *self, const char *list, const char *ours)
{
  BalieCodes *codes = g_hash_table_lookup (self->codes, list);

  return codes && ours ? g_hash_table_lookup (codes->theirs, ours) : NULL;
}

/**
 * balie_profile_unmap_code:
 * @self: a profile
 * @list: e.g. "statuses"
 * @theirs: their code; letter case matters
 *
 * Returns: (nullable): ours, %NULL if it is not known
 */
const char *
balie_profile_unmap_code (BalieProfile *self, const char *list, const char *theirs)
{
  BalieCodes *codes = g_hash_table_lookup (self->codes, list);

  return codes && theirs ? g_hash_table_lookup (codes->ours, theirs) : NULL;
}

/**
 * balie_profile_dup_codes:
 * @self: a profile
 * @list: e.g. "requestTypes"
 *
 * Returns: (transfer full) (array zero-terminated=1): our codes, in the profile's order
 */
char **
balie_profile_dup_codes (BalieProfile *self, const char *list)
{
  BalieCodes *codes = g_hash_table_lookup (self->codes, list);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; codes && i < codes->order->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (codes->order, i));
  return g_strv_builder_end (builder);
}

/**
 * balie_profile_dup_code_node:
 * @self: a profile
 * @list: e.g. "plateTypes"
 * @ours: our code
 *
 * Returns: (transfer full) (nullable): theirs as text or number, as the profile writes it
 */
JsonNode *
balie_profile_dup_code_node (BalieProfile *self, const char *list, const char *ours)
{
  BalieCodes *codes = g_hash_table_lookup (self->codes, list);
  const char *theirs = balie_profile_map_code (self, list, ours);
  JsonNode *node;

  if (!theirs)
    return NULL;
  node = json_node_alloc ();
  if (g_hash_table_contains (codes->numbers, theirs))
    return json_node_init_int (node, g_ascii_strtoll (theirs, NULL, 10));
  return json_node_init_string (node, theirs);
}

/**
 * balie_profile_dup_date:
 * @self: a profile
 * @date: a day
 *
 * Returns: (transfer full): as "dateFormat" says
 */
char *
balie_profile_dup_date (BalieProfile *self, BalieDate date)
{
  GString *out = g_string_new (self->date_format);
  g_autofree char *year_text = NULL;
  g_autofree char *month_text = NULL;
  g_autofree char *day_text = NULL;
  int year, month, day;

  balie_date_to_ymd (date, &year, &month, &day);
  year_text = g_strdup_printf ("%04d", year);
  month_text = g_strdup_printf ("%02d", month);
  day_text = g_strdup_printf ("%02d", day);
  g_string_replace (out, "YYYY", year_text, 1);
  g_string_replace (out, "MM", month_text, 1);
  g_string_replace (out, "DD", day_text, 1);
  return g_string_free (out, FALSE);
}

/* A whole number as its digits, where the profile says that the field is one. */
static JsonNode *
convert_number (JsonNode *node)
{
  g_autofree char *digits = NULL;
  JsonNode *text;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return node;
  digits = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  text = json_node_init_string (json_node_alloc (), digits);
  json_node_unref (node);
  return text;
}

/**
 * balie_profile_dup_field:
 * @self: a profile
 * @answer: the form of the answer, e.g. "request"
 * @field: e.g. "status"
 * @root: what came
 *
 * Returns: (transfer full) (nullable): the first node at the field's path, %NULL if there is none
 */
JsonNode *
balie_profile_dup_field (BalieProfile *self, const char *answer, const char *field, JsonNode *root)
{
  const BalieField *found = balie_profile_find_field (self, answer, field);
  g_autoptr (JsonNode) matches = NULL;
  JsonArray *array;
  JsonNode *node;

  if (!found || !found->path)
    return NULL;
  matches = json_path_match (found->path, root);
  array = matches && JSON_NODE_HOLDS_ARRAY (matches) ? json_node_get_array (matches) : NULL;
  if (!array || json_array_get_length (array) == 0)
    return NULL;
  node = json_array_dup_element (array, 0);
  return found->number ? convert_number (node) : node;
}

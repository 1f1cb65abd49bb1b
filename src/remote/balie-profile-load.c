/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a connector profile and refuses it with the file and the member when anything is off. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-connectors.h"
#include "balie-error.h"
#include "balie-json.h"
#include "balie-profile-load.h"

#define FORMAT 1
#define DEFAULT_MAX_IN_FLIGHT 8
#define MOST_IN_FLIGHT 64
#define PAGE_STEP 10
#define MAX_PAGE_SIZE 100
#define RESOURCE_PREFIX "/io/github/baliedesk/Balie/connectors/"

/**
 * balie_load_fail:
 * @load: what is being loaded
 * @where: the member's path, e.g. "operations.create.path"
 * @format: what is wrong
 *
 * Sets the error.
 *
 * Returns: %FALSE
 */
gboolean
balie_load_fail (BalieLoad *load, const char *where, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (load->error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, "%s: %s: %s", load->source,
               where, text);
  return FALSE;
}

/**
 * balie_load_check_members:
 * @load: what is being loaded
 * @where: the object's path, "" for the whole
 * @object: an object
 * @known: (array zero-terminated=1): members it may have
 *
 * Returns: whether it has no other
 */
gboolean
balie_load_check_members (BalieLoad *load,
                          const char *where,
                          JsonObject *object,
                          const char *const *known)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l; l = l->next)
    {
      g_autofree char *path = NULL;

      if (g_strv_contains (known, l->data))
        continue;
      path = balie_load_join (where, l->data);
      return balie_load_fail (load, path, _ ("is not known here"));
    }
  return TRUE;
}

char *
balie_load_join (const char *where, const char *member)
{
  return *where ? g_strconcat (where, ".", member, NULL) : g_strdup (member);
}

/**
 * balie_load_get_text:
 * @load: what is being loaded
 * @where: the object's path
 * @object: an object
 * @member: of it
 * @required: whether it must be there
 * @value: (out) (nullable): its text, %NULL if absent
 *
 * Returns: whether it is a text that is not empty, or may be and is absent
 */
gboolean
balie_load_get_text (BalieLoad *load,
                     const char *where,
                     JsonObject *object,
                     const char *member,
                     gboolean required,
                     const char **value)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autofree char *path = balie_load_join (where, member);

  *value = NULL;
  if (!node)
    return !required || balie_load_fail (load, path, _ ("is missing"));
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return balie_load_fail (load, path, _ ("must be text"));
  *value = json_node_get_string (node);
  if (!**value)
    return balie_load_fail (load, path, _ ("must not be empty"));
  return TRUE;
}

/**
 * balie_load_get_object:
 * @load: what is being loaded
 * @where: the object's path
 * @object: an object
 * @member: of it
 * @required: whether it must be there
 * @value: (out) (nullable): the member, %NULL if absent
 *
 * Returns: whether it is an object, or may be and is absent
 */
gboolean
balie_load_get_object (BalieLoad *load,
                       const char *where,
                       JsonObject *object,
                       const char *member,
                       gboolean required,
                       JsonObject **value)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autofree char *path = balie_load_join (where, member);

  *value = NULL;
  if (!node)
    return !required || balie_load_fail (load, path, _ ("is missing"));
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return balie_load_fail (load, path, _ ("must be an object"));
  *value = json_node_get_object (node);
  return TRUE;
}

static gboolean
load_int (BalieLoad *load,
          const char *where,
          JsonObject *object,
          const char *member,
          gint64 min,
          gint64 max,
          gint64 fallback,
          gint64 *value)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autofree char *path = balie_load_join (where, member);

  *value = fallback;
  if (!node && fallback >= 0)
    return TRUE;
  if (!node)
    return balie_load_fail (load, path, _ ("is missing"));
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64 ||
      json_node_get_int (node) < min || json_node_get_int (node) > max)
    return balie_load_fail (load, path, _ ("must be a whole number from %d to %d"), (int) min,
                            (int) max);
  *value = json_node_get_int (node);
  return TRUE;
}

/* Each of YYYY, MM and DD once; between them only what needs no thought. */
static gboolean
is_date_format (const char *format)
{
  static const char *const parts[] = { "YYYY", "MM", "DD" };
  g_autoptr (GString) rest = g_string_new (format);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_string_replace (rest, parts[i], "", 0) != 1)
      return FALSE;
  return strspn (rest->str, "-/. ") == rest->len;
}

static gboolean
load_head (BalieLoad *load, JsonObject *root)
{
  const char *remote, *description, *dates;
  gint64 format, in_flight;

  if (!load_int (load, "", root, "format", FORMAT, FORMAT, -1, &format) ||
      !balie_load_get_text (load, "", root, "remote", TRUE, &remote) ||
      !balie_load_get_text (load, "", root, "description", FALSE, &description) ||
      !balie_load_get_text (load, "", root, "dateFormat", FALSE, &dates) ||
      !load_int (load, "", root, "maxInFlight", 1, MOST_IN_FLIGHT, DEFAULT_MAX_IN_FLIGHT,
                 &in_flight))
    return FALSE;
  if (!g_str_equal (remote, load->profile->schema->remote))
    return balie_load_fail (load, "remote", _ ("is “%s”, but a profile of “%s” is needed"), remote,
                            load->profile->schema->remote);
  if (dates && !is_date_format (dates))
    return balie_load_fail (load, "dateFormat",
                            _ ("must have YYYY, MM and DD once each, with "
                               "nothing but “-”, “/”, “.” or blanks between"));
  load->profile->max_in_flight = (int) in_flight;
  load->profile->date_format = g_strdup (dates ? dates : "YYYY-MM-DD");
  return TRUE;
}

/* Ours are of ten, so theirs must be of a multiple of it. */
static gboolean
load_paging (BalieLoad *load, JsonObject *root)
{
  static const char *const known[] = { "firstPage", "pageSize", NULL };
  gint64 first = 1, size = PAGE_STEP;
  JsonObject *section;

  if (!load->profile->schema->paging)
    return !json_object_has_member (root, "paging") ||
           balie_load_fail (load, "paging", _ ("is not known here"));
  if (!balie_load_get_object (load, "", root, "paging", FALSE, &section))
    return FALSE;
  if (section &&
      (!balie_load_check_members (load, "paging", section, known) ||
       !load_int (load, "paging", section, "firstPage", 0, 1, 1, &first) ||
       !load_int (load, "paging", section, "pageSize", PAGE_STEP, MAX_PAGE_SIZE, PAGE_STEP, &size)))
    return FALSE;
  if (size % PAGE_STEP != 0)
    return balie_load_fail (load, "paging.pageSize", _ ("must be a multiple of %d"), PAGE_STEP);
  load->profile->first_page = (int) first;
  load->profile->page_size = (int) size;
  return TRUE;
}

static gboolean
load_sections (BalieLoad *load, JsonObject *root)
{
  static const char *const known[] = { "format",     "remote",         "description", "maxInFlight",
                                       "dateFormat", "authentication", "operations",  "answers",
                                       "codes",      "paging",         NULL };

  return balie_load_check_members (load, "", root, known) && load_head (load, root) &&
         balie_load_authentication (load, root) && load_paging (load, root) &&
         balie_load_answers (load, root) && balie_load_operations (load, root) &&
         balie_load_codes (load, root);
}

/**
 * balie_profile_parse:
 * @remote_name: whose profile it must be
 * @json: its text
 * @source: names it in errors, e.g. "pon.json"
 * @error: return location, %BALIE_ERROR_INVALID_INPUT with file and member
 *
 * Returns: (transfer full): a profile that can be used as it is
 */
BalieProfile *
balie_profile_parse (const char *remote_name, const char *json, const char *source, GError **error)
{
  const BalieProfileSchema *schema = balie_profile_schema_find (remote_name);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (BalieProfile) profile = NULL;
  g_autoptr (GError) cause = NULL;
  BalieLoad load;

  if (!schema)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                   _ ("%s: there are no connector profiles for “%s”"), source, remote_name);
      return NULL;
    }
  root = balie_json_parse (json, strlen (json), &cause);
  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT, "%s: %s", source,
                   cause ? cause->message : _ ("must be a JSON object"));
      return NULL;
    }
  profile = balie_profile_new_empty (schema);
  load = (BalieLoad){ .source = source, .profile = profile, .error = error };
  if (!load_sections (&load, json_node_get_object (root)))
    return NULL;
  return g_steal_pointer (&profile);
}

/**
 * balie_profile_load_shipped:
 * @remote_name: e.g. "pon"
 * @error: return location
 *
 * Returns: (transfer full): the profile that comes with Balie
 */
BalieProfile *
balie_profile_load_shipped (const char *remote_name, GError **error)
{
  g_autofree char *source = g_strconcat (remote_name, ".json", NULL);
  g_autofree char *path = g_strconcat (RESOURCE_PREFIX, source, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *json = NULL;

  bytes = g_resource_lookup_data (balie_connectors_get_resource (), path,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (!bytes)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                   _ ("%s: there are no connector profiles for “%s”"), source, remote_name);
      return NULL;
    }
  json = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return balie_profile_parse (remote_name, json, source, error);
}

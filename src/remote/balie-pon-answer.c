/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the answers of the gateway for plates, and judging every field. What can't be read, or is
 * not about what was asked, is %BALIE_ERROR_UNCLEAR: the request may have been taken all the same. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-pon-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-error.h"
#include "balie-json.h"
#include "balie-text.h"

#define MAX_ID_BYTES 100
#define MAX_REASON_BYTES 500
#define MAX_PLATE_BYTES 12
#define MAX_TIME_BYTES 64
#define MAX_PAGE 1000000

void
balie_pon_answer_free (BaliePonAnswer *self)
{
  if (!self)
    return;
  g_free (self->id);
  g_free (self->key);
  g_free (self->plate);
  g_free (self->reason);
  g_free (self->updated_at);
  g_free (self);
}

void
balie_pon_page_free (BaliePonPage *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_UNCLEAR,
               /* Translators: %s is a field of the answer, e.g. “status”. */
               _ ("The answer can’t be understood: %s."), what);
  return FALSE;
}

static JsonNode *
parse_body (GBytes *body, GError **error)
{
  JsonNode *root = balie_json_parse_bytes (body, NULL);

  if (root)
    return root;
  fail (error, "JSON");
  return NULL;
}

/* The field's text, "" if it is absent or null. */
static gboolean
get_text (BalieProfile *profile, JsonNode *node, const char *field, char **text, GError **error)
{
  g_autoptr (JsonNode) value = balie_profile_dup_field (profile, "request", field, node);

  if (!value || JSON_NODE_HOLDS_NULL (value))
    {
      *text = g_strdup ("");
      return TRUE;
    }
  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
    return fail (error, field);
  *text = json_node_dup_string (value);
  return TRUE;
}

static gboolean
is_id (const char *text)
{
  gsize length = strlen (text);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (!g_unichar_isgraph (g_utf8_get_char (p)))
      return FALSE;
  return length > 0 && length <= MAX_ID_BYTES;
}

static gboolean
read_status (BalieProfile *profile, JsonNode *node, BaliePonAnswer *answer, GError **error)
{
  g_autofree char *theirs = NULL;
  g_autoptr (JsonNode) value = balie_profile_dup_field (profile, "request", "status", node);
  const char *ours;

  if (value && JSON_NODE_HOLDS_VALUE (value))
    {
      if (json_node_get_value_type (value) == G_TYPE_STRING)
        theirs = json_node_dup_string (value);
      else if (json_node_get_value_type (value) == G_TYPE_INT64)
        theirs = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (value));
    }
  ours = balie_profile_unmap_code (profile, "statuses", theirs);
  if (!ours || !balie_request_state_from_code (ours, &answer->status))
    return fail (error, "status");
  return TRUE;
}

/* An approval whose plate is still to come counts as requested until the plate is there. */
static gboolean
read_plate (BalieProfile *profile, JsonNode *node, BaliePonAnswer *answer, GError **error)
{
  g_autofree char *text = NULL;

  if (!get_text (profile, node, "plate", &text, error))
    return FALSE;
  if (answer->status != BALIE_REQUEST_APPROVED)
    {
      answer->plate = g_strdup ("");
      return TRUE;
    }
  answer->plate = balie_text_dup_alnum_upper (text);
  if (strlen (answer->plate) > MAX_PLATE_BYTES || !g_str_is_ascii (answer->plate))
    return fail (error, "plate");
  if (!*answer->plate)
    answer->status = BALIE_REQUEST_REQUESTED;
  return TRUE;
}

static gboolean
read_time (BalieProfile *profile, JsonNode *node, BaliePonAnswer *answer, GError **error)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;

  if (!get_text (profile, node, "updatedAt", &answer->updated_at, error))
    return FALSE;
  if (!*answer->updated_at)
    return TRUE;
  if (strlen (answer->updated_at) <= MAX_TIME_BYTES)
    time = g_date_time_new_from_iso8601 (answer->updated_at, utc);
  return time != NULL || fail (error, "updatedAt");
}

static gboolean
check_vin (BalieProfile *profile, JsonNode *node, const char *vin, GError **error)
{
  g_autofree char *theirs = NULL;

  if (!get_text (profile, node, "chassisNumber", &theirs, error))
    return FALSE;
  if (vin && *theirs && g_ascii_strcasecmp (theirs, vin) != 0)
    return fail (error, "chassisNumber");
  return TRUE;
}

/**
 * balie_pon_answer_read:
 * @profile: says where the fields are
 * @node: one request of theirs
 * @vin: (nullable): the chassis number it must have if it tells one
 * @error: return location, %BALIE_ERROR_UNCLEAR
 *
 * Returns: (transfer full): the request as it stands there
 */
BaliePonAnswer *
balie_pon_answer_read (BalieProfile *profile, JsonNode *node, const char *vin, GError **error)
{
  g_autoptr (BaliePonAnswer) answer = g_new0 (BaliePonAnswer, 1);
  g_autofree char *reason = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (error, "JSON");
      return NULL;
    }
  if (!get_text (profile, node, "id", &answer->id, error) ||
      !get_text (profile, node, "key", &answer->key, error) ||
      !read_status (profile, node, answer, error) || !read_plate (profile, node, answer, error) ||
      !get_text (profile, node, "reason", &reason, error) ||
      !read_time (profile, node, answer, error) || !check_vin (profile, node, vin, error))
    return NULL;
  answer->reason = balie_text_dup_clean (reason, MAX_REASON_BYTES);
  if (!is_id (answer->id))
    {
      fail (error, "id");
      return NULL;
    }
  return g_steal_pointer (&answer);
}

static gboolean
is_foreign (const char *theirs, const char *ours)
{
  return ours && *theirs && g_ascii_strcasecmp (theirs, ours) != 0;
}

/**
 * balie_pon_answer_read_body:
 * @profile: says where the fields are
 * @body: one request of theirs
 * @key: (nullable): the idempotency key it must have if it tells one
 * @vin: (nullable): the chassis number it must have if it tells one
 * @error: return location, %BALIE_ERROR_UNCLEAR
 *
 * Returns: (transfer full): the request as it stands there
 */
BaliePonAnswer *
balie_pon_answer_read_body (BalieProfile *profile,
                            GBytes *body,
                            const char *key,
                            const char *vin,
                            GError **error)
{
  g_autoptr (JsonNode) root = parse_body (body, error);
  g_autoptr (BaliePonAnswer) answer = NULL;

  if (!root)
    return NULL;
  answer = balie_pon_answer_read (profile, root, vin, error);
  if (answer && is_foreign (answer->key, key))
    {
      fail (error, "key");
      return NULL;
    }
  return g_steal_pointer (&answer);
}

/* The list of a page and the number of the next one, 0 if there is none. */
static gboolean
read_page (BalieProfile *profile,
           JsonNode *root,
           int page,
           JsonNode **items,
           int *next,
           GError **error)
{
  g_autoptr (JsonNode) number = NULL;
  g_autoptr (JsonNode) list = NULL;
  gint64 value;

  *next = 0;
  if (!JSON_NODE_HOLDS_OBJECT (root) && !JSON_NODE_HOLDS_ARRAY (root))
    return fail (error, "JSON");
  list = balie_profile_dup_field (profile, "page", "items", root);
  if (!list || !JSON_NODE_HOLDS_ARRAY (list))
    return fail (error, "items");
  *items = g_steal_pointer (&list);
  number = balie_profile_dup_field (profile, "page", "next", root);
  if (!number || JSON_NODE_HOLDS_NULL (number))
    return TRUE;
  value = JSON_NODE_HOLDS_VALUE (number) && json_node_get_value_type (number) == G_TYPE_INT64
              ? json_node_get_int (number)
              : 0;
  if (value <= page || value > MAX_PAGE)
    return fail (error, "next");
  *next = (int) value;
  return TRUE;
}

/* The only item that is ours; a foreign one need not even be readable. */
static gboolean
find_item (BalieProfile *profile,
           JsonArray *items,
           const char *key,
           BaliePonAnswer **found,
           GError **error)
{
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonNode *item = json_array_get_element (items, i);
      g_autofree char *theirs = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (item))
        return fail (error, "items");
      if (!get_text (profile, item, "key", &theirs, error))
        return FALSE;
      if (is_foreign (theirs, key))
        continue;
      if (*found)
        return fail (error, "items");
      *found = balie_pon_answer_read (profile, item, NULL, error);
      if (!*found)
        return FALSE;
    }
  return TRUE;
}

/**
 * balie_pon_answer_find:
 * @profile: says where the fields are
 * @form: "page" or "request"
 * @body: the answer to the question after @key
 * @key: our idempotency key
 * @found: (out) (nullable): the request, %NULL if there is none
 * @error: return location, %BALIE_ERROR_UNCLEAR
 *
 * Returns: %FALSE on error
 */
gboolean
balie_pon_answer_find (BalieProfile *profile,
                       const char *form,
                       GBytes *body,
                       const char *key,
                       BaliePonAnswer **found,
                       GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) items = NULL;
  g_autoptr (BaliePonAnswer) answer = NULL;
  int next;

  *found = NULL;
  if (g_str_equal (form, "request"))
    {
      *found = balie_pon_answer_read_body (profile, body, key, NULL, error);
      return *found != NULL;
    }
  root = parse_body (body, error);
  if (!root || !read_page (profile, root, 0, &items, &next, error) ||
      !find_item (profile, json_node_get_array (items), key, &answer, error))
    return FALSE;
  /* More pages of others' requests: the question was not understood, so it says nothing. */
  if (!answer && next != 0)
    return fail (error, "items");
  *found = g_steal_pointer (&answer);
  return TRUE;
}

/**
 * balie_pon_page_read_body:
 * @profile: says where the fields are
 * @body: a page of requests
 * @page: its number
 * @error: return location, %BALIE_ERROR_UNCLEAR; one item that can't be read spoils the page, so that
 *   no change of state is passed over
 *
 * Returns: (transfer full): the page
 */
BaliePonPage *
balie_pon_page_read_body (BalieProfile *profile, GBytes *body, int page, GError **error)
{
  g_autoptr (JsonNode) root = parse_body (body, error);
  g_autoptr (JsonNode) items = NULL;
  g_autoptr (BaliePonPage) result = g_new0 (BaliePonPage, 1);
  JsonArray *array;

  result->items = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_pon_answer_free);
  if (!root || !read_page (profile, root, page, &items, &result->next, error))
    return NULL;
  array = json_node_get_array (items);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      BaliePonAnswer *answer =
          balie_pon_answer_read (profile, json_array_get_element (array, i), NULL, error);

      if (!answer)
        return NULL;
      g_ptr_array_add (result->items, answer);
    }
  return g_steal_pointer (&result);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the answers about customers and vehicles. Their bodies may be long and hostile: everything
 * here runs on a worker's thread, reads no more items than were asked for, and hands over plain values.
 * What can't be read as the profile says is %BALIE_ERROR_UNCLEAR and names the member. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-customer-answer.h"

#include <glib/gi18n-lib.h>

#include "balie-error.h"
#include "balie-json.h"
#include "balie-profile-private.h"

/* More vehicles than this have no VIN or plate in common. */
#define MAX_VEHICLES 20
#define MAX_TOTAL 1000000000
/* Ten thousand customers have a fifth of it; eight MiB of empty objects would fill 800 MB of memory. */
#define MAX_SEPARATORS 1000000

/* One answer while it is read. */
typedef struct
{
  BalieProfile *profile;
  BalieSource source;
  GError **error;
} Reader;

/* Which part of which of their pages one of ours is. */
typedef struct
{
  gint64 index; /* of the first item, over all pages */
  gint64 theirs;
  gint64 skip; /* items of theirs before ours */
} Window;

void
balie_customer_page_free (BalieCustomerPage *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->customers, g_ptr_array_unref);
  g_free (self);
}

static gboolean
fail_type (Reader *reader, const char *where, const char *expected)
{
  g_set_error (reader->error, BALIE_ERROR, BALIE_ERROR_UNCLEAR,
               /* Translators: %1$s is a member of the answer, %2$s one of “text”, “a list” … */
               _ ("The answer can’t be understood: “%1$s” must be %2$s."), where, expected);
  return FALSE;
}

/* Whether there are more values in it than anybody asks for; strings are not told apart. */
static gboolean
is_too_much (GBytes *body)
{
  gsize length, n = 0;
  const char *data = g_bytes_get_data (body, &length);

  for (gsize i = 0; i < length; i++)
    n += data[i] == ',' || data[i] == '[' || data[i] == '{';
  return n > MAX_SEPARATORS;
}

static JsonNode *
parse_body (Reader *reader, const BalieHttpResponse *response)
{
  JsonNode *root;

  if (is_too_much (response->body))
    {
      g_set_error_literal (reader->error, BALIE_ERROR, BALIE_ERROR_UNCLEAR,
                           _ ("The answer is too large: there are too many values in it."));
      return NULL;
    }
  root = balie_json_parse_bytes (response->body, NULL);
  if (!root)
    g_set_error_literal (reader->error, BALIE_ERROR, BALIE_ERROR_UNCLEAR,
                         g_bytes_get_size (response->body) > 0
                             ? _ ("The answer can’t be understood: it is not JSON.")
                             : _ ("The answer is empty."));
  return root;
}

/* The node at a field's path, NULL if it is absent or null. */
static JsonNode *
find_node (Reader *reader, const char *form, const char *field, JsonNode *root)
{
  g_autoptr (JsonNode) node = balie_profile_dup_field (reader->profile, form, field, root);

  return node && !JSON_NODE_HOLDS_NULL (node) ? g_steal_pointer (&node) : NULL;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/**
 * balie_customer_get_code_list:
 * @field: a field
 *
 * Returns: (nullable): the list of the profile that maps its codes
 */
const char *
balie_customer_get_code_list (BalieCustomerField field)
{
  switch ((int) field)
    {
    case BALIE_CUSTOMER_LEGAL_FORM:
      return "legalForms";
    case BALIE_CUSTOMER_SALUTATION:
      return "salutations";
    case BALIE_CUSTOMER_CUSTOMER_TYPE:
      return "customerTypes";
    case BALIE_CUSTOMER_LANGUAGE:
      return "languages";
    case BALIE_CUSTOMER_COUNTRY:
      return "countries";
    case BALIE_CUSTOMER_VAT_LIABLE:
      return "vatLiable";
    default:
      return NULL;
    }
}

/* A code of theirs as text, whatever they write it as; NULL if it is none. */
static char *
dup_code (JsonNode *node)
{
  if (holds (node, G_TYPE_STRING))
    return json_node_dup_string (node);
  if (holds (node, G_TYPE_INT64))
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (holds (node, G_TYPE_BOOLEAN))
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  return NULL;
}

/* Ours for a code of theirs; NULL if the profile's list does not have it. */
static const char *
unmap (Reader *reader, const char *list, JsonNode *node)
{
  g_autofree char *theirs = list ? dup_code (node) : NULL;

  return balie_profile_unmap_code (reader->profile, list ? list : "", theirs);
}

/* The value of a field as text, "" if it is absent; NULL with an error if its type is wrong. */
static char *
dup_value (Reader *reader,
           const char *form,
           const char *name,
           const char *list,
           JsonNode *item,
           const char *where)
{
  const BalieField *field = balie_profile_find_field (reader->profile, form, name);
  g_autoptr (JsonNode) node = find_node (reader, form, name, item);
  g_autofree char *path = NULL;
  const char *ours;

  if (!node)
    return g_strdup ("");
  ours = unmap (reader, list, node);
  if (ours)
    return g_strdup (ours);
  if (field->is_switch && holds (node, G_TYPE_BOOLEAN))
    return g_strdup (json_node_get_boolean (node) ? "yes" : "no");
  if (!field->is_switch && holds (node, G_TYPE_STRING))
    return json_node_dup_string (node);
  path = *where ? g_strconcat (where, ".", name, NULL) : g_strdup (name);
  fail_type (reader, path, field->is_switch ? _ ("true or false") : _ ("text"));
  return NULL;
}

static BalieCustomer *
read_customer (Reader *reader, JsonNode *item, const char *where)
{
  g_autoptr (BalieCustomer) customer = balie_customer_new (reader->source);

  if (!JSON_NODE_HOLDS_OBJECT (item))
    {
      fail_type (reader, *where ? where : "$", _ ("an object"));
      return NULL;
    }
  for (int i = 0; i < BALIE_N_CUSTOMER_FIELDS; i++)
    {
      g_autofree char *value = dup_value (reader, "customer", balie_customer_get_spec (i)->wire,
                                          balie_customer_get_code_list (i), item, where);

      if (!value)
        return NULL;
      balie_customer_set (customer, i, value);
    }
  return g_steal_pointer (&customer);
}

/* One that can't be told from others is none. */
static gboolean
is_somebody (const BalieCustomer *customer)
{
  return *customer->values[BALIE_CUSTOMER_NUMBER] || *customer->values[BALIE_CUSTOMER_LAST_NAME];
}

/* As read_customer(), but it must be somebody; of Driver2, somebody with a number. */
static BalieCustomer *
read_somebody (Reader *reader, JsonNode *item, const char *where)
{
  g_autoptr (BalieCustomer) customer = read_customer (reader, item, where);
  gboolean numbered = reader->source == BALIE_SOURCE_DRIVER2;
  g_autofree char *path = NULL;

  if (!customer)
    return NULL;
  if (*customer->values[BALIE_CUSTOMER_NUMBER] || (!numbered && is_somebody (customer)))
    return g_steal_pointer (&customer);
  path = g_strconcat (where, *where ? "." : "", numbered ? "number" : "lastName", NULL);
  g_set_error (reader->error, BALIE_ERROR, BALIE_ERROR_UNCLEAR,
               _ ("The answer can’t be understood: “%s” is missing."), path);
  return NULL;
}

/* The list of items; a single object stands for itself if @single. */
static JsonArray *
find_items (Reader *reader, const char *form, JsonNode *root, gboolean single)
{
  g_autoptr (JsonNode) node = find_node (reader, form, "items", root);
  JsonArray *array;

  if (node && JSON_NODE_HOLDS_ARRAY (node))
    return json_array_ref (json_node_get_array (node));
  if (!node || !single || !JSON_NODE_HOLDS_OBJECT (node))
    {
      fail_type (reader, "items", _ ("a list"));
      return NULL;
    }
  array = json_array_new ();
  json_array_add_element (array, g_steal_pointer (&node));
  return array;
}

static gboolean
has_paging (BalieProfile *profile)
{
  return balie_profile_uses (profile, "search", "page") ||
         balie_profile_uses (profile, "search", "offset");
}

/* A gateway that knows no pages tells everything at once. */
static Window
find_window (BalieProfile *profile, int page)
{
  gint64 index = ((gint64) page - 1) * BALIE_CUSTOMER_PAGE_SIZE;
  int size = balie_profile_get_page_size (profile);

  if (!has_paging (profile))
    return (Window){ index, 0, index };
  return (Window){ index, index / size, index % size };
}

static void
add_number (GHashTable *values, const char *name, gint64 number)
{
  g_hash_table_insert (values, g_strdup (name), g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

/**
 * balie_customer_page_fill_values:
 * @profile: a profile
 * @page: which, from 1, of ours
 * @values: (element-type utf8 utf8): gets "page", "pageSize" and "offset"
 */
void
balie_customer_page_fill_values (BalieProfile *profile, int page, GHashTable *values)
{
  Window window = find_window (profile, page);
  int size = balie_profile_get_page_size (profile);
  int first = balie_profile_get_first_page (profile);

  add_number (values, "page", first + window.theirs);
  add_number (values, "pageSize", size);
  add_number (values, "offset", window.theirs * size);
}

static gboolean
read_header_total (Reader *reader,
                   const char *name,
                   const BalieHttpResponse *response,
                   gint64 *total)
{
  const char *text = balie_http_response_get_header (response, name);
  guint64 number;

  if (!text)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, MAX_TOTAL, &number, NULL))
    return fail_type (reader, name, _ ("a whole number"));
  *total = (gint64) number;
  return TRUE;
}

/* -1 when the gateway does not say. */
static gboolean
read_total (Reader *reader, JsonNode *root, const BalieHttpResponse *response, gint64 *total)
{
  const BalieField *field = balie_profile_find_field (reader->profile, "page", "total");
  g_autoptr (JsonNode) node = find_node (reader, "page", "total", root);

  *total = -1;
  if (field && field->header)
    return read_header_total (reader, field->header, response, total);
  if (!node)
    return TRUE;
  if (!holds (node, G_TYPE_INT64) || json_node_get_int (node) < 0 ||
      json_node_get_int (node) > MAX_TOTAL)
    return fail_type (reader, "total", _ ("a whole number"));
  *total = json_node_get_int (node);
  return TRUE;
}

/* A number, an address or true: whatever says that there is a page after theirs. */
static gboolean
has_next (Reader *reader, JsonNode *root)
{
  g_autoptr (JsonNode) node = find_node (reader, "page", "next", root);

  if (!node)
    return FALSE;
  if (holds (node, G_TYPE_BOOLEAN))
    return json_node_get_boolean (node);
  if (holds (node, G_TYPE_STRING))
    return *json_node_get_string (node) != '\0';
  return TRUE;
}

/* What lies behind ours: within theirs, or after it. */
static gboolean
decide_more (Reader *reader, BalieCustomerPage *page, Window window, guint n_theirs, JsonNode *root)
{
  gint64 end = window.skip + BALIE_CUSTOMER_PAGE_SIZE;

  if (page->customers->len == 0)
    return FALSE;
  if (page->total >= 0)
    return window.index + BALIE_CUSTOMER_PAGE_SIZE < page->total;
  if (n_theirs > end)
    return TRUE;
  if (!has_paging (reader->profile))
    return FALSE;
  if (balie_profile_find_field (reader->profile, "page", "next"))
    return has_next (reader, root);
  return n_theirs >= (guint) balie_profile_get_page_size (reader->profile);
}

static gboolean
read_items (Reader *reader, JsonArray *items, Window window, BalieCustomerPage *page)
{
  gint64 end = MIN (json_array_get_length (items), window.skip + BALIE_CUSTOMER_PAGE_SIZE);

  for (gint64 i = window.skip; i < end; i++)
    {
      g_autofree char *where = g_strdup_printf ("items[%d]", (int) i);
      BalieCustomer *customer =
          read_somebody (reader, json_array_get_element (items, (guint) i), where);

      if (!customer)
        return FALSE;
      g_ptr_array_add (page->customers, customer);
    }
  return TRUE;
}

/**
 * balie_customer_page_read:
 * @profile: how to read it
 * @response: a good answer to "search"
 * @source: who told it
 * @page: which page was asked for, from 1
 * @error: return location, %BALIE_ERROR_UNCLEAR
 *
 * Returns: (transfer full): at most %BALIE_CUSTOMER_PAGE_SIZE customers
 */
BalieCustomerPage *
balie_customer_page_read (BalieProfile *profile,
                          const BalieHttpResponse *response,
                          BalieSource source,
                          int page,
                          GError **error)
{
  Reader reader = { profile, source, error };
  Window window = find_window (profile, page);
  g_autoptr (JsonNode) root = parse_body (&reader, response);
  g_autoptr (JsonArray) items = root ? find_items (&reader, "page", root, FALSE) : NULL;
  g_autoptr (BalieCustomerPage) self = g_new0 (BalieCustomerPage, 1);

  self->page = page;
  self->customers = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_customer_free);
  if (!items || !read_total (&reader, root, response, &self->total) ||
      !read_items (&reader, items, window, self))
    return NULL;
  if (self->total < 0 && !has_paging (profile))
    self->total = json_array_get_length (items);
  if (self->total >= 0 && self->customers->len > 0)
    self->total = MAX (self->total, window.index + (gint64) self->customers->len);
  self->has_more = decide_more (&reader, self, window, json_array_get_length (items), root);
  return g_steal_pointer (&self);
}

/**
 * balie_customer_read_body:
 * @profile: how to read it
 * @response: a good answer to "get" or "create"
 * @source: who told it
 * @error: return location, %BALIE_ERROR_UNCLEAR
 *
 * Returns: (transfer full): the customer
 */
BalieCustomer *
balie_customer_read_body (BalieProfile *profile,
                          const BalieHttpResponse *response,
                          BalieSource source,
                          GError **error)
{
  Reader reader = { profile, source, error };
  g_autoptr (JsonNode) root = parse_body (&reader, response);

  return root ? read_somebody (&reader, root, "") : NULL;
}

/* NULL without error if nobody is named. */
static gboolean
read_person (Reader *reader,
             JsonNode *item,
             const char *name,
             const char *where,
             BalieCustomer **customer)
{
  g_autoptr (JsonNode) node = find_node (reader, "vehicle", name, item);
  g_autofree char *path = g_strconcat (where, ".", name, NULL);

  if (!node)
    return TRUE;
  *customer = read_customer (reader, node, path);
  if (!*customer)
    return FALSE;
  if (!is_somebody (*customer))
    g_clear_pointer (customer, balie_customer_free);
  return TRUE;
}

static BalieVehicle *
read_vehicle (Reader *reader, JsonNode *item, const char *where)
{
  g_autoptr (BalieVehicle) vehicle = balie_vehicle_new ();

  if (!JSON_NODE_HOLDS_OBJECT (item))
    {
      fail_type (reader, where, _ ("an object"));
      return NULL;
    }
  for (int i = 0; i < BALIE_N_VEHICLE_FIELDS; i++)
    {
      g_autofree char *value =
          dup_value (reader, "vehicle", balie_vehicle_get_spec (i)->wire, NULL, item, where);

      if (!value)
        return NULL;
      balie_vehicle_set (vehicle, i, value);
    }
  if (!read_person (reader, item, "owner", where, &vehicle->owner) ||
      !read_person (reader, item, "driver", where, &vehicle->driver) ||
      !read_person (reader, item, "insured", where, &vehicle->insured))
    return NULL;
  return g_steal_pointer (&vehicle);
}

/**
 * balie_vehicles_read_body:
 * @profile: how to read it
 * @response: a good answer to "vehicles-by-vin" or "vehicles-by-plate"
 * @error: return location, %BALIE_ERROR_UNCLEAR
 *
 * Returns: (transfer full) (element-type BalieVehicle): the vehicles
 */
GPtrArray *
balie_vehicles_read_body (BalieProfile *profile, const BalieHttpResponse *response, GError **error)
{
  Reader reader = { profile, BALIE_SOURCE_DRIVER2, error };
  g_autoptr (JsonNode) root = parse_body (&reader, response);
  g_autoptr (JsonArray) items = root ? find_items (&reader, "vehicles", root, TRUE) : NULL;
  g_autoptr (GPtrArray) vehicles = NULL;

  if (!items)
    return NULL;
  vehicles = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_vehicle_free);
  for (guint i = 0; i < MIN (json_array_get_length (items), MAX_VEHICLES); i++)
    {
      g_autofree char *where = g_strdup_printf ("items[%u]", i);
      BalieVehicle *vehicle = read_vehicle (&reader, json_array_get_element (items, i), where);

      if (!vehicle)
        return NULL;
      g_ptr_array_add (vehicles, vehicle);
    }
  return g_steal_pointer (&vehicles);
}

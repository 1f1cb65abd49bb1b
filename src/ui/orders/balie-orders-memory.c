/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this desk remembers of the page "Orders": columns, filter, sort and saved filters. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-orders-memory.h"

#include "balie-json.h"
#include "balie-list-memory.h"

static const char *const sort_codes[] = {
  [BALIE_ORDER_SORT_NUMBER] = "number",
  [BALIE_ORDER_SORT_CUSTOMER] = "customer",
  [BALIE_ORDER_SORT_BRAND] = "car",
  [BALIE_ORDER_SORT_VIN] = "vin",
  [BALIE_ORDER_SORT_UNLOADING] = "unloading",
  [BALIE_ORDER_SORT_NLV] = "nlv",
  [BALIE_ORDER_SORT_DELIVERY] = "delivery",
  [BALIE_ORDER_SORT_STATE] = "state",
  [BALIE_ORDER_SORT_DUE] = "due",
};

/**
 * balie_saved_filter_free:
 * @self: (nullable) (transfer full): a saved filter
 */
void
balie_saved_filter_free (BalieSavedFilter *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->search);
  g_free (self);
}

/**
 * balie_saved_filter_to_json:
 * @self: a saved filter
 *
 * Returns: (transfer full): one line of JSON
 */
char *
balie_saved_filter_to_json (const BalieSavedFilter *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *sort = balie_order_sort_dup_code (self->sort, self->descending);

  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "filter", balie_order_filter_to_code (self->filter));
  json_object_set_string_member (object, "search", self->search);
  json_object_set_string_member (object, "sort", sort);
  json_node_set_object (node, object);
  return balie_json_to_text (node, FALSE);
}

/**
 * balie_saved_filter_from_json:
 * @text: as written by balie_saved_filter_to_json()
 *
 * Returns: (transfer full) (nullable): the filter, %NULL when it can't be read
 */
BalieSavedFilter *
balie_saved_filter_from_json (const char *text)
{
  g_autoptr (JsonNode) node = balie_json_parse (text, strlen (text), NULL);
  g_autoptr (BalieSavedFilter) self = g_new0 (BalieSavedFilter, 1);
  const char *name, *filter, *search, *sort;
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  if (!balie_json_get_text (object, "name", &name, NULL) ||
      !balie_json_get_text (object, "filter", &filter, NULL) ||
      !balie_json_get_text (object, "search", &search, NULL) ||
      !balie_json_get_text (object, "sort", &sort, NULL))
    return NULL;
  if (!balie_order_filter_from_code (filter, &self->filter) ||
      !balie_order_sort_read (sort, &self->sort, &self->descending))
    return NULL;
  self->name = g_strdup (name);
  self->search = g_strdup (search);
  return g_steal_pointer (&self);
}

/**
 * balie_order_sort_to_code:
 * @sort: a sort
 *
 * Returns: (transfer none): its column's code
 */
const char *
balie_order_sort_to_code (BalieOrderSort sort)
{
  g_return_val_if_fail ((gsize) sort < G_N_ELEMENTS (sort_codes), "");

  return sort_codes[sort];
}

/**
 * balie_order_sort_dup_code:
 * @sort: a sort
 * @descending: whether largest first
 *
 * Returns: (transfer full): "number", or "-number" when descending
 */
char *
balie_order_sort_dup_code (BalieOrderSort sort, gboolean descending)
{
  return balie_list_memory_dup_sort (balie_order_sort_to_code (sort), descending);
}

/**
 * balie_order_sort_read:
 * @code: as written by balie_order_sort_dup_code()
 * @sort: (out): the sort
 * @descending: (out): whether largest first
 *
 * Returns: whether it could be read; if not, nothing is written
 */
gboolean
balie_order_sort_read (const char *code, BalieOrderSort *sort, gboolean *descending)
{
  guint index;

  if (!balie_list_memory_read_sort (code, sort_codes, G_N_ELEMENTS (sort_codes), &index,
                                    descending))
    return FALSE;
  *sort = (BalieOrderSort) index;
  return TRUE;
}

/**
 * balie_orders_memory_open:
 *
 * Returns: (transfer full) (nullable): the desk's settings, %NULL where they are not installed
 */
GSettings *
balie_orders_memory_open (void)
{
  static const char *const keys[] = { BALIE_ORDERS_KEY_COLUMNS, BALIE_ORDERS_KEY_FILTER,
                                      BALIE_ORDERS_KEY_SORT, BALIE_ORDERS_KEY_SAVED, NULL };

  return balie_list_memory_open (keys);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists in pages as Driver2 and KP answer them, and their parameters. */
#define G_LOG_DOMAIN "balie-sim"

#include "config.h"

#include "balie-sim-list.h"

static gboolean
read_number (GHashTable *query, const char *name, guint64 max, guint64 *number)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text == NULL || g_ascii_string_to_unsigned (text, 10, 1, max, number, NULL);
}

static const char *
find_unknown (GHashTable *query, const char *const *known)
{
  GHashTableIter iter;
  gpointer name;

  if (query == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (known, name))
      return name;
  return NULL;
}

/**
 * balie_sim_list_check:
 * @query: (nullable): the parameters
 * @known: (array zero-terminated=1): those that there are
 * @paging: (out): which page is asked for
 *
 * Returns: (transfer full) (nullable): a 422 that says what is wrong, %NULL when nothing is
 */
BalieSimAnswer *
balie_sim_list_check (GHashTable *query, const char *const *known, BalieSimPaging *paging)
{
  const char *unknown = find_unknown (query, known);

  paging->page = 1;
  paging->size = BALIE_SIM_PAGE_SIZE;
  if (unknown != NULL)
    {
      g_autofree char *valid = g_utf8_make_valid (unknown, -1);
      g_autofree char *detail = g_strdup_printf ("%.60s is no parameter of this address.", valid);
      g_autofree char *whole = g_utf8_make_valid (detail, -1);

      return balie_sim_answer_new_problem (422, whole);
    }
  if (!read_number (query, "page", G_MAXINT32, &paging->page))
    return balie_sim_answer_new_problem (422, "page must be a number from 1.");
  if (!read_number (query, "pageSize", BALIE_SIM_MAX_PAGE_SIZE, &paging->size))
    return balie_sim_answer_new_problem (422, "pageSize must be a number from 1 to 100.");
  return NULL;
}

/**
 * balie_sim_paging_get_first:
 * @self: which page is asked for
 *
 * Returns: how many are before it
 */
guint64
balie_sim_paging_get_first (const BalieSimPaging *self)
{
  return (self->page - 1) * self->size;
}

/**
 * balie_sim_list_answer:
 * @paging: which page was asked for
 * @found: what was found for it
 *
 * Returns: (transfer full): a 200
 */
BalieSimAnswer *
balie_sim_list_answer (const BalieSimPaging *paging, const BalieSimFound *found)
{
  JsonObject *object = json_object_new ();
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < found->items->len; i++)
    json_array_add_object_element (items, balie_sim_customer_to_json (found->items->pdata[i]));
  json_object_set_int_member (object, "total", (gint64) found->total);
  json_object_set_int_member (object, "page", (gint64) paging->page);
  json_object_set_int_member (object, "pageSize", (gint64) paging->size);
  json_object_set_array_member (object, "items", items);
  return balie_sim_answer_new_object (200, object);
}

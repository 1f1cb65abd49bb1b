/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this desk remembers of a list: its settings, and how a sorting is written there. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-list-memory.h"

/**
 * balie_list_memory_open:
 * @keys: (array zero-terminated=1): what is kept
 *
 * Returns: (transfer full) (nullable): the desk's settings, %NULL where they are not installed
 */
GSettings *
balie_list_memory_open (const char *const *keys)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, BALIE_APPLICATION_ID, TRUE);
  if (schema == NULL)
    return NULL;
  for (gsize i = 0; keys[i] != NULL; i++)
    if (!g_settings_schema_has_key (schema, keys[i]))
      return NULL;
  return g_settings_new (BALIE_APPLICATION_ID);
}

/**
 * balie_list_memory_dup_sort:
 * @code: of a sorting
 * @descending: whether largest first
 *
 * Returns: (transfer full): "number", or "-number" when descending
 */
char *
balie_list_memory_dup_sort (const char *code, gboolean descending)
{
  return g_strconcat (descending ? "-" : "", code, NULL);
}

/**
 * balie_list_memory_read_sort:
 * @text: as written by balie_list_memory_dup_sort()
 * @codes: (array length=n): by sorting
 * @n: how many
 * @sort: (out): which
 * @descending: (out): whether largest first
 *
 * Returns: whether it could be read; if not, nothing is written
 */
gboolean
balie_list_memory_read_sort (const char *text,
                             const char *const *codes,
                             gsize n,
                             guint *sort,
                             gboolean *descending)
{
  gboolean is_descending = text[0] == '-';

  for (guint i = 0; i < n; i++)
    {
      if (g_strcmp0 (text + is_descending, codes[i]) != 0)
        continue;
      *sort = i;
      *descending = is_descending;
      return TRUE;
    }
  return FALSE;
}

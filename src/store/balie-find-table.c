/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search over everything: the newest of each kind that has all the words. */
#define G_LOG_DOMAIN "balie-store"

#include "config.h"

#include "balie-find-table.h"

#include "balie-search-words.h"

static const BalieFindKind kinds[] = { BALIE_FIND_ORDER, BALIE_FIND_DOSSIER, BALIE_FIND_PARTY,
                                       BALIE_FIND_LETTER };

static void
add_hits (GArray *hits, BalieFindKind kind, const GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    {
      BalieFindHit hit = { kind, g_array_index (ids, gint64, i) };

      g_array_append_val (hits, hit);
    }
}

/**
 * balie_find_table_search:
 * @db: a connection
 * @search: (nullable): words as typed, each of which a hit must have
 * @limit: the most of each kind
 * @error: return location
 *
 * Costs what is returned, not what is found, while every word has three characters or more.
 *
 * Returns: (transfer full) (nullable) (element-type BalieFindHit): kind by kind, newest first
 *   within a kind; none when there are no words
 */
GArray *
balie_find_table_search (BalieDb *db, const char *search, guint limit, GError **error)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (BalieFindHit));
  g_auto (GStrv) words = balie_search_split (search);

  if (!words[0])
    return g_steal_pointer (&hits);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GArray) ids = balie_search_get_newest (db, kinds[i], search, limit, error);

      if (!ids)
        return NULL;
      add_hits (hits, kinds[i], ids);
    }
  return g_steal_pointer (&hits);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the rows of a lazy list come from: one table of functions per kind of record. */
#pragma once

#include "balie-desk.h"

G_BEGIN_DECLS

/**
 * BalieLazySource:
 * @table: whose changes concern the list, as the desk's "changed" names it
 * @query: asks for the ids in display order; may set the day in @query
 * @query_finish: GArray of guint32
 * @get_rows: asks for the rows of some ids
 * @get_rows_finish: GPtrArray of rows or NULL, in the order of the ids
 */
typedef struct
{
  const char *table;
  void (*query) (BalieDesk *desk,
                 gconstpointer slot,
                 gpointer query,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data);
  GArray *(*query_finish) (BalieDesk *desk, GAsyncResult *result, GError **error);
  void (*get_rows) (BalieDesk *desk,
                    const guint32 *ids,
                    gsize n_ids,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data);
  GPtrArray *(*get_rows_finish) (BalieDesk *desk, GAsyncResult *result, GError **error);
  GDestroyNotify free_query;
  GDestroyNotify free_row;
} BalieLazySource;

G_END_DECLS

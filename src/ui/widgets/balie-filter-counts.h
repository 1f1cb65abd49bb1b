/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many rows each filter of a list has, kept up to date. */
#pragma once

#include "balie-desk.h"

G_BEGIN_DECLS

/**
 * BalieFilterCountsSource:
 * @tables: (array zero-terminated=1): what changes of the desk make them be counted again
 * @count_async: begins to count
 * @count_finish: (transfer full): the counts, for g_free(); %NULL on failure
 *
 * Where a list's counts come from; lives as long as the program.
 */
typedef struct
{
  const char *tables[3];
  void (*count_async) (BalieDesk *desk,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  gpointer (*count_finish) (BalieDesk *desk, GAsyncResult *result, GError **error);
} BalieFilterCountsSource;

#define BALIE_TYPE_FILTER_COUNTS (balie_filter_counts_get_type ())
G_DECLARE_FINAL_TYPE (BalieFilterCounts, balie_filter_counts, BALIE, FILTER_COUNTS, GObject)

/* signal "changed" () */

BalieFilterCounts *balie_filter_counts_new (BalieDesk *desk, const BalieFilterCountsSource *source);
/* NULL until the first answer. */
gconstpointer balie_filter_counts_get (BalieFilterCounts *self);
/* Nothing for 0; else @format with {n} as a link to @link, in Pango markup. */
void
balie_filter_counts_append_need (GString *line, const char *link, const char *format, gint64 n);

G_END_DECLS

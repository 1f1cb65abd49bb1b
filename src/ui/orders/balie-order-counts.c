/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many orders each filter has, kept up to date, and the line that says what needs me now. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-order-counts.h"

#include <glib/gi18n-lib.h>

static gpointer
finish_count (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_orders_count_finish (desk, result, error);
}

static const BalieFilterCountsSource source = {
  { "orders", "requests", NULL },
  balie_orders_count_async,
  finish_count,
};

/**
 * balie_order_counts_new:
 * @desk: the desk
 *
 * Returns: (transfer full): counts that begin to be counted at once
 */
BalieFilterCounts *
balie_order_counts_new (BalieDesk *desk)
{
  return balie_filter_counts_new (desk, &source);
}

/**
 * balie_order_counts_dup_needs:
 * @counts: the counts
 *
 * Returns: (transfer full): what needs a person now, as markup with links
 */
char *
balie_order_counts_dup_needs (const BalieCounts *counts)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gint64 attention = counts->orders[BALIE_ORDER_FILTER_ATTENTION];
  gint64 due = counts->orders[BALIE_ORDER_FILTER_DUE];
  gint64 unknown = counts->requests[BALIE_REQUEST_UNKNOWN];

  balie_filter_counts_append_need (line, "attention",
                                   g_dngettext (GETTEXT_PACKAGE, "{n} needs a decision",
                                                "{n} need a decision", (gulong) attention),
                                   attention);
  balie_filter_counts_append_need (
      line, "due", g_dngettext (GETTEXT_PACKAGE, "{n} due today", "{n} due today", (gulong) due),
      due);
  balie_filter_counts_append_need (
      line, "unknown",
      g_dngettext (GETTEXT_PACKAGE, "{n} unknown at PON", "{n} unknown at PON", (gulong) unknown),
      unknown);
  if (line->len == 0)
    g_string_append (line, _ ("Nothing needs you now"));
  return g_string_free (g_steal_pointer (&line), FALSE);
}

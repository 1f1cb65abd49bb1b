/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many letters each filter has, kept up to date, and the line that says what needs me now. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-letter-counts.h"

#include "balie-letters.h"

#include <glib/gi18n-lib.h>

static gpointer
finish_count (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_letters_count_finish (desk, result, error);
}

static const BalieFilterCountsSource source = {
  { "letters", NULL },
  balie_letters_count_async,
  finish_count,
};

/**
 * balie_letter_counts_new:
 * @desk: the desk
 *
 * Returns: (transfer full): counts that begin to be counted at once
 */
BalieFilterCounts *
balie_letter_counts_new (BalieDesk *desk)
{
  return balie_filter_counts_new (desk, &source);
}

/**
 * balie_letter_counts_dup_needs:
 * @counts: by filter
 *
 * Returns: (transfer full): what needs a person now, as markup with links
 */
char *
balie_letter_counts_dup_needs (const gint64 *counts)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gint64 overdue = counts[BALIE_LETTER_FILTER_OVERDUE];
  gint64 reminders = counts[BALIE_LETTER_FILTER_REMINDERS];
  gint64 unlinked = counts[BALIE_LETTER_FILTER_UNLINKED];

  balie_filter_counts_append_need (
      line, balie_letter_filter_to_code (BALIE_LETTER_FILTER_OVERDUE),
      g_dngettext (GETTEXT_PACKAGE, "{n} is overdue", "{n} are overdue", (gulong) overdue),
      overdue);
  balie_filter_counts_append_need (line,
                                   balie_letter_filter_to_code (BALIE_LETTER_FILTER_REMINDERS),
                                   g_dngettext (GETTEXT_PACKAGE, "{n} urgent reminder",
                                                "{n} urgent reminders", (gulong) reminders),
                                   reminders);
  balie_filter_counts_append_need (
      line, balie_letter_filter_to_code (BALIE_LETTER_FILTER_UNLINKED),
      g_dngettext (GETTEXT_PACKAGE, "{n} belongs to no order or dossier yet",
                   "{n} belong to no order or dossier yet", (gulong) unlinked),
      unlinked);
  if (line->len == 0)
    g_string_append (line, _ ("Nothing needs you now"));
  return g_string_free (g_steal_pointer (&line), FALSE);
}

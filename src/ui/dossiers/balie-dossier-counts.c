/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many dossiers each filter has, kept up to date, and the line that says what needs me now. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-dossier-counts.h"

#include "balie-dossiers.h"

#include <glib/gi18n-lib.h>

static gpointer
finish_count (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_dossiers_count_finish (desk, result, error);
}

static const BalieFilterCountsSource source = {
  { "dossiers", NULL },
  balie_dossiers_count_async,
  finish_count,
};

/**
 * balie_dossier_counts_new:
 * @desk: the desk
 *
 * Returns: (transfer full): counts that begin to be counted at once
 */
BalieFilterCounts *
balie_dossier_counts_new (BalieDesk *desk)
{
  return balie_filter_counts_new (desk, &source);
}

/**
 * balie_dossier_counts_dup_needs:
 * @counts: by filter
 *
 * Returns: (transfer full): what needs a person now, as markup with links
 */
char *
balie_dossier_counts_dup_needs (const gint64 *counts)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gint64 waiting = counts[BALIE_DOSSIER_FILTER_NOT_IN_DRIVER2];
  gint64 no_owner = counts[BALIE_DOSSIER_FILTER_NO_OWNER];
  gint64 mine = counts[BALIE_DOSSIER_FILTER_MINE];

  balie_filter_counts_append_need (
      line, balie_dossier_filter_to_code (BALIE_DOSSIER_FILTER_NOT_IN_DRIVER2),
      g_dngettext (GETTEXT_PACKAGE, "{n} not in Driver2 yet", "{n} not in Driver2 yet",
                   (gulong) waiting),
      waiting);
  balie_filter_counts_append_need (line,
                                   balie_dossier_filter_to_code (BALIE_DOSSIER_FILTER_NO_OWNER),
                                   g_dngettext (GETTEXT_PACKAGE, "{n} without an owner",
                                                "{n} without an owner", (gulong) no_owner),
                                   no_owner);
  balie_filter_counts_append_need (
      line, balie_dossier_filter_to_code (BALIE_DOSSIER_FILTER_MINE),
      g_dngettext (GETTEXT_PACKAGE, "{n} of mine is open", "{n} of mine are open", (gulong) mine),
      mine);
  if (line->len == 0)
    g_string_append (line, _ ("Nothing needs you now"));
  return g_string_free (g_steal_pointer (&line), FALSE);
}

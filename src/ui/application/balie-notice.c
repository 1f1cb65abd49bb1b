/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a notification says: from the news, without a customer's name (it may stand on a locked
 * screen). A function from value to value. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-notice.h"

#include "balie-check.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

static BalieNotice *
new_notice (const char *order_number)
{
  BalieNotice *notice = g_new0 (BalieNotice, 1);

  notice->order_number = g_strdup (order_number);
  return notice;
}

static BalieNotice *
new_issued (const BalieNewsItem *item)
{
  BalieNotice *notice = new_notice (item->activity->order_number);
  g_autofree char *plate = balie_plate_dup_dashed (item->plate);
  g_autofree char *both = g_strdup_printf ("%s %s", item->brand, item->model);
  const char *car = g_strstrip (both);

  /* Translators: %s is a licence plate such as K-123-BB. */
  notice->summary = g_strdup_printf (_ ("Licence plate %s issued"), plate);
  /* Translators: a car, then an order number. */
  notice->body = g_strdup_printf (_ ("%s, order %s"), car, item->activity->order_number);
  return notice;
}

static BalieNotice *
new_rejected (const BalieNewsItem *item)
{
  BalieNotice *notice = new_notice (item->activity->order_number);

  notice->summary =
      g_strdup_printf (_ ("Plate request rejected: order %s"), item->activity->order_number);
  notice->body = balie_text_is_empty (item->reason) ? g_strdup (_ ("PON gave no reason."))
                                                    : g_strdup (item->reason);
  return notice;
}

static BalieNotice *
new_run (void)
{
  BalieNotice *notice = new_notice ("");

  notice->summary = g_strdup (_ ("The morning run has finished"));
  notice->body = g_strdup (_ ("Open Balie to see what was requested and what needs a decision."));
  return notice;
}

/* One for many: how many of what. */
static BalieNotice *
new_summary (guint n_issued, guint n_rejected, guint n_runs)
{
  BalieNotice *notice = new_notice ("");
  g_autofree char *issued =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u licence plate issued",
                                    "%u licence plates issued", n_issued),
                       n_issued);
  g_autofree char *rejected =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u plate request rejected",
                                    "%u plate requests rejected", n_rejected),
                       n_rejected);

  notice->summary =
      g_strdup (n_runs > 0 ? _ ("The morning run has finished") : _ ("News from PON"));
  if (n_issued > 0 && n_rejected > 0)
    notice->body = g_strdup_printf ("%s, %s", issued, rejected);
  else
    notice->body = g_strdup (n_rejected > 0 ? rejected : issued);
  return notice;
}

/* (skip) */
void
balie_notice_free (BalieNotice *self)
{
  if (self == NULL)
    return;
  g_free (self->order_number);
  g_free (self->summary);
  g_free (self->body);
  g_free (self);
}

/**
 * balie_notice_list_new:
 * @news: what happened
 *
 * Returns: (transfer full) (element-type BalieNotice): one notice each for up to three answers of
 *   PON, one for all when there are more; a run is told once, together with what came with it
 */
GPtrArray *
balie_notice_list_new (const BalieNews *news)
{
  GPtrArray *notices = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_notice_free);
  guint n_issued = 0, n_rejected = 0, n_runs = 0;

  for (guint i = 0; i < news->items->len; i++)
    {
      const BalieNewsItem *item = news->items->pdata[i];

      if (!item->is_current)
        continue;
      if (item->activity->kind == BALIE_ACTIVITY_PLATE_ISSUED)
        n_issued++;
      else if (item->activity->kind == BALIE_ACTIVITY_REQUEST_REJECTED)
        n_rejected++;
      else
        n_runs++;
    }
  if (n_issued + n_rejected > BALIE_NOTICE_MAX)
    {
      g_ptr_array_add (notices, new_summary (n_issued, n_rejected, n_runs));
      return notices;
    }
  if (n_runs > 0)
    g_ptr_array_add (notices, new_run ());
  for (guint i = 0; i < news->items->len; i++)
    {
      const BalieNewsItem *item = news->items->pdata[i];

      if (!item->is_current)
        continue;
      if (item->activity->kind == BALIE_ACTIVITY_PLATE_ISSUED)
        g_ptr_array_add (notices, new_issued (item));
      else if (item->activity->kind == BALIE_ACTIVITY_REQUEST_REJECTED)
        g_ptr_array_add (notices, new_rejected (item));
    }
  return notices;
}

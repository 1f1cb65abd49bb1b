/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a notification says: from the news, without a customer's name (it may stand on a locked
 * screen). A function from value to value. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-notice.h"

#include "balie-check.h"
#include "balie-letter.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

/* How many of what. */
typedef struct
{
  guint n_issued;
  guint n_rejected;
  guint n_runs;
  guint n_letters;
  guint n_reminders;
  int n_requested;
  int n_attention;
} Tally;

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

static void
add_part (GString *body, const char *part)
{
  if (body->len > 0)
    g_string_append (body, ", ");
  g_string_append (body, part);
}

/* What the run came to; nothing when it came to nothing. */
static char *
dup_run_text (const Tally *tally)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *requested = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "The run requested plates for %d order",
                   "The run requested plates for %d orders", (gulong) tally->n_requested),
      tally->n_requested);
  g_autofree char *attention =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d needs attention", "%d need attention",
                                    (gulong) tally->n_attention),
                       tally->n_attention);

  if (tally->n_requested > 0)
    add_part (text, requested);
  if (tally->n_attention > 0)
    add_part (text, attention);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static BalieNotice *
new_run (const Tally *tally)
{
  BalieNotice *notice = new_notice ("");
  g_autofree char *text = dup_run_text (tally);

  notice->summary = g_strdup (_ ("The morning run has finished"));
  notice->body = balie_text_is_empty (text)
                     ? g_strdup (_ ("Nothing was requested and nothing needs attention."))
                     : g_steal_pointer (&text);
  return notice;
}

/* One for many: how many of what. */
static BalieNotice *
new_summary (const Tally *tally)
{
  BalieNotice *notice = new_notice ("");
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *run = dup_run_text (tally);
  g_autofree char *issued =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u licence plate issued",
                                    "%u licence plates issued", tally->n_issued),
                       tally->n_issued);
  g_autofree char *rejected =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u plate request rejected",
                                    "%u plate requests rejected", tally->n_rejected),
                       tally->n_rejected);

  notice->summary =
      g_strdup (tally->n_runs > 0 ? _ ("The morning run has finished") : _ ("News from PON"));
  if (*run != '\0')
    add_part (body, run);
  if (tally->n_issued > 0)
    add_part (body, issued);
  if (tally->n_rejected > 0)
    add_part (body, rejected);
  notice->body = g_strdup (body->str);
  return notice;
}

static Tally
count (const BalieNews *news)
{
  Tally tally = { 0 };

  for (guint i = 0; i < news->items->len; i++)
    {
      const BalieNewsItem *item = news->items->pdata[i];

      if (!item->is_current)
        continue;
      if (item->activity->kind == BALIE_ACTIVITY_PLATE_ISSUED)
        tally.n_issued++;
      else if (item->activity->kind == BALIE_ACTIVITY_REQUEST_REJECTED)
        tally.n_rejected++;
      else if (item->activity->kind == BALIE_ACTIVITY_LETTER_RECEIVED)
        {
          tally.n_letters++;
          tally.n_reminders += item->is_reminder;
        }
      else
        tally.n_runs++;
      tally.n_requested += item->n_requested;
      /* What needed attention in an earlier run still does in the last one. */
      if (item->activity->kind == BALIE_ACTIVITY_RUN_FINISHED)
        tally.n_attention = item->n_attention;
    }
  return tally;
}

/* Neither who it is about nor what it says: it may stand on a locked screen. */
static BalieNotice *
new_letter (const BalieNewsItem *item)
{
  BalieNotice *notice = new_notice ("");

  notice->letter_id = item->activity->letter_id;
  notice->summary = g_strdup (item->is_reminder ? _ ("Urgent reminder from an insurer")
                                                : _ ("Important letter from an insurer"));
  notice->body = g_strdup (item->urgency > 0 ? balie_urgency_to_label (item->urgency)
                                             : _ ("It waits in Balie."));
  return notice;
}

static BalieNotice *
new_letters (const Tally *tally)
{
  BalieNotice *notice = new_notice ("");
  g_autofree char *reminders =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of them is an urgent reminder",
                                    "%u of them are urgent reminders", tally->n_reminders),
                       tally->n_reminders);

  notice->letter_id = BALIE_NOTICE_LETTERS;
  notice->summary = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u new letter from insurers",
                                                  "%u new letters from insurers", tally->n_letters),
                                     tally->n_letters);
  notice->body = g_strdup (tally->n_reminders > 0 ? reminders : _ ("They wait in Balie."));
  return notice;
}

/* Letters are counted apart from PON's answers; what quiet hours held back comes as one summary. */
static void
add_letters (GPtrArray *notices, const BalieNews *news, const Tally *tally)
{
  guint most = news->was_quiet ? 1 : BALIE_NOTICE_MAX;

  if (tally->n_letters > most)
    {
      g_ptr_array_add (notices, new_letters (tally));
      return;
    }
  for (guint i = 0; i < news->items->len; i++)
    {
      const BalieNewsItem *item = news->items->pdata[i];

      if (item->is_current && item->activity->kind == BALIE_ACTIVITY_LETTER_RECEIVED)
        g_ptr_array_add (notices, new_letter (item));
    }
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
 *   PON, one for all when there are more; the same for letters; a run is told once, together with what came with it
 */
GPtrArray *
balie_notice_list_new (const BalieNews *news)
{
  GPtrArray *notices = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_notice_free);
  Tally tally = count (news);

  add_letters (notices, news, &tally);
  if (tally.n_issued + tally.n_rejected > BALIE_NOTICE_MAX)
    {
      g_ptr_array_add (notices, new_summary (&tally));
      return notices;
    }
  if (tally.n_runs > 0)
    g_ptr_array_add (notices, new_run (&tally));
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

/**
 * balie_notice_new_search:
 * @entry: for which entry
 * @dossier_number: of which dossier
 * @end: how it ended, without a name
 *
 * Returns: (transfer full): what to tell about a search that ended
 */
BalieNotice *
balie_notice_new_search (BalieEntry entry, const char *dossier_number, const char *end)
{
  BalieNotice *notice = new_notice ("");

  notice->summary = g_strdup (_ ("The search for a customer has ended"));
  /* Translators: an entry such as Driver, the number of a dossier, how it ended. */
  notice->body = g_strdup_printf (_ ("%s of dossier %s: %s"), balie_entry_to_label (entry),
                                  dossier_number, end);
  return notice;
}

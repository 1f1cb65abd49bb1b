/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says about a customer search: functions from the search to text. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-search-texts.h"

#include "balie-shell.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

/* An answer younger than this is as good as new. */
#define FRESH_SECONDS 60

/**
 * balie_search_texts_get_title:
 * @entry: for whom is searched
 *
 * Returns: (transfer none): the dialog's title
 */
const char *
balie_search_texts_get_title (BalieEntry entry)
{
  switch ((int) entry)
    {
    case BALIE_ENTRY_OWNER:
      return _ ("Search owner");
    case BALIE_ENTRY_DRIVER:
      return _ ("Search driver");
    case BALIE_ENTRY_INSURED:
      return _ ("Search insured / lessee");
    case BALIE_ENTRY_SENT_BY:
      return _ ("Search sent by");
    default:
      return _ ("Search customer");
    }
}

/**
 * balie_search_texts_get_running:
 * @search: a search
 *
 * Returns: (transfer none) (nullable): what is being waited for
 */
const char *
balie_search_texts_get_running (BalieCustomerSearch *search)
{
  if (!balie_customer_search_is_running (search) && balie_customer_search_is_page_loading (search))
    return _ ("Loading the page…");
  switch (balie_customer_search_get_waiting_for (search))
    {
    case BALIE_SOURCE_DRIVER2:
      return _ ("Searching Driver2…");
    case BALIE_SOURCE_KP:
      return balie_customer_search_get_leg (search, BALIE_SOURCE_KP)->automatic
                 ? _ ("Driver2 knows nobody; searching KP…")
                 : _ ("Searching KP…");
    case BALIE_SOURCE_NONE:
    case BALIE_N_SOURCES:
    default:
      return NULL;
    }
}

/**
 * balie_search_texts_dup_age:
 * @seconds: how old
 *
 * Returns: (transfer full): the age as people say it
 */
char *
balie_search_texts_dup_age (gint64 seconds)
{
  gulong minutes = (gulong) MAX (1, seconds / 60);

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "as of %lu minute ago", "as of %lu minutes ago", minutes),
      minutes);
}

/**
 * balie_search_texts_new_trouble:
 * @action: a #BalieAction
 * @error: what went wrong
 * @ways: of #BalieWay that make sense beside those of the error itself
 *
 * Returns: (transfer full): what happened, what to do, and the buttons
 */
BalieAnswerLine *
balie_search_texts_new_trouble (int action, const GError *error, guint ways)
{
  g_autofree char *text = balie_sentence_dup_text ((BalieAction) action, error);
  BalieAnswerLine *outcome;

  if (g_error_matches (error, BALIE_ERROR, BALIE_ERROR_NOT_CONFIGURED))
    ways = (ways & ~(guint) BALIE_WAY_TRY_AGAIN) | BALIE_WAY_SET_UP;
  else if (g_error_matches (error, BALIE_ERROR, BALIE_ERROR_SECRET))
    ways |= BALIE_WAY_SET_UP;
  outcome = balie_answer_line_new (BALIE_ANSWER_TROUBLE, text, ways);
  outcome->hint = balie_sentence_dup_hint ((BalieAction) action, error);
  return outcome;
}

static char *
dup_number (gint64 number)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, number);
}

static char *
dup_found (BalieSource source, gint64 total)
{
  const char *name = balie_source_to_label (source);
  g_autofree char *number = dup_number (total);

  if (total < 0)
    /* Translators: Driver2 or KP. */
    return g_strdup_printf (_ ("Found in %s"), name);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s found in %s", "%s found in %s", (gulong) total), number,
      name);
}

static BalieAnswerLine *
new_found (const BalieSearchLeg *leg, BalieSource source, gint64 now)
{
  g_autofree char *found = dup_found (source, leg->total);
  gint64 age = leg->fetched_at > 0 ? now - leg->fetched_at : 0;
  g_autofree char *how_old = NULL;
  g_autofree char *text = NULL;

  if (age < FRESH_SECONDS)
    return balie_answer_line_new (BALIE_ANSWER_FINE, found, 0);
  how_old = balie_search_texts_dup_age (age);
  text = g_strdup_printf ("%s, %s", found, how_old);
  return balie_answer_line_new (BALIE_ANSWER_FINE, text, BALIE_WAY_REFRESH);
}

static BalieAnswerLine *
new_nothing (const BalieSearchLeg *leg, BalieSource source, gint64 now)
{
  const char *text = _ ("Driver2 knows nobody with this.");
  gint64 age = leg->fetched_at > 0 ? now - leg->fetched_at : 0;

  if (source == BALIE_SOURCE_KP)
    text = _ ("KP knows nobody with this name.");
  return balie_answer_line_new (BALIE_ANSWER_NOTE, text,
                                age >= FRESH_SECONDS ? BALIE_WAY_REFRESH : 0);
}

/* (nullable): what is to be said of a source */
static BalieAnswerLine *
new_outcome (BalieCustomerSearch *search, BalieSource source, gint64 now)
{
  const BalieSearchLeg *leg = balie_customer_search_get_leg (search, source);
  gboolean driver2 = source == BALIE_SOURCE_DRIVER2;
  gboolean kp = driver2 && balie_customer_search_can_start_kp (search, NULL) &&
                balie_customer_search_get_leg (search, BALIE_SOURCE_KP)->state == BALIE_LEG_IDLE;
  guint ways = BALIE_WAY_TRY_AGAIN | (kp ? BALIE_WAY_KP : 0);

  switch (leg->state)
    {
    case BALIE_LEG_FOUND:
      return new_found (leg, source, now);
    case BALIE_LEG_NOTHING:
      return new_nothing (leg, source, now);
    case BALIE_LEG_FAILED:
      return balie_search_texts_new_trouble (
          driver2 ? BALIE_ACTION_SEARCH_DRIVER2 : BALIE_ACTION_SEARCH_KP, leg->error, ways);
    case BALIE_LEG_CANCELLED:
      return balie_answer_line_new (BALIE_ANSWER_NOTE,
                                    driver2 ? _ ("The search in Driver2 was cancelled.")
                                            : _ ("The search in KP was cancelled."),
                                    ways);
    case BALIE_LEG_IDLE:
    case BALIE_LEG_RUNNING:
    default:
      return NULL;
    }
}

/**
 * balie_search_texts_dup_outcomes:
 * @search: a search
 * @now: unix seconds
 *
 * Returns: (transfer full) (element-type BalieAnswerLine): what became of each source
 */
GPtrArray *
balie_search_texts_dup_outcomes (BalieCustomerSearch *search, gint64 now)
{
  static const BalieSource sources[] = { BALIE_SOURCE_DRIVER2, BALIE_SOURCE_KP };
  GPtrArray *outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_answer_line_free);

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      BalieAnswerLine *outcome = new_outcome (search, sources[i], now);

      if (outcome != NULL)
        g_ptr_array_add (outcomes, outcome);
    }
  return outcomes;
}

/**
 * balie_search_texts_dup_pager:
 * @search: a search
 *
 * Returns: (transfer full): where in the list the page stands
 */
char *
balie_search_texts_dup_pager (BalieCustomerSearch *search)
{
  int page = balie_customer_search_get_page (search);
  int n_pages = balie_customer_search_get_n_pages (search);
  gint64 total = balie_customer_search_get_total (search);
  g_autofree char *number = dup_number (total);
  g_autofree char *where = NULL;
  g_autofree char *all = NULL;

  if (page == 0)
    return g_strdup ("");
  if (n_pages < 0 || total < 0)
    return g_strdup_printf (_ ("Page %d"), page);
  where = g_strdup_printf (_ ("Page %d of %d"), page, n_pages);
  all = g_strdup_printf (_ ("%s in all"), number);
  return g_strdup_printf ("%s · %s", where, all);
}

/* Who is looked for: a name, or for which entry. */
static char *
dup_who (BalieCustomerSearch *search)
{
  const BalieCustomerQuery *query = balie_customer_search_get_query (search);
  const char *name = query->values[BALIE_CRITERION_LAST_NAME];

  if (!balie_text_is_empty (name))
    return g_strdup_printf (_ ("“%s”"), name);
  return g_strdup (balie_entry_to_label (balie_customer_search_get_entry (search)));
}

/**
 * balie_search_texts_dup_end:
 * @search: a search that has ended
 *
 * Returns: (transfer full): how it ended, without anybody's name
 */
char *
balie_search_texts_dup_end (BalieCustomerSearch *search)
{
  gint64 total = balie_customer_search_get_total (search);
  g_autofree char *number = dup_number (total);
  gboolean failed =
      balie_customer_search_get_leg (search, BALIE_SOURCE_DRIVER2)->state == BALIE_LEG_FAILED ||
      balie_customer_search_get_leg (search, BALIE_SOURCE_KP)->state == BALIE_LEG_FAILED;

  if (total > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s found", "%s found", (gulong) total),
                            number);
  if (total < 0 && balie_customer_search_get_page (search) > 0)
    return g_strdup (_ ("found"));
  return g_strdup (failed ? _ ("no answer") : _ ("nobody found"));
}

/**
 * balie_search_texts_dup_parked:
 * @search: a search without a dialog
 *
 * Returns: (transfer full): a sentence for the slim bar
 */
char *
balie_search_texts_dup_parked (BalieCustomerSearch *search)
{
  BalieSource source = balie_customer_search_get_waiting_for (search);
  g_autofree char *who = dup_who (search);
  g_autofree char *end = NULL;

  if (source != BALIE_SOURCE_NONE)
    /* Translators: a name or an entry of the dossier, then Driver2 or KP. */
    return g_strdup_printf (_ ("Search for %s in %s is running"), who,
                            balie_source_to_label (source));
  end = balie_search_texts_dup_end (search);
  /* Translators: a name or an entry of the dossier, then how it ended. */
  return g_strdup_printf (_ ("Search for %s has ended: %s"), who, end);
}

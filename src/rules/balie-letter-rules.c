/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a letter is. A code of its own decides; a letter about an application that was asked for before is a
 * reminder of it, the more urgent the more came before, the later it calls itself and the nearer the day to
 * respond by. */
#define G_LOG_DOMAIN "balie-rules"

#include "config.h"

#include "balie-letter-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balie-letter-codes.h"
#include "balie-text.h"

/* The day to respond by is this near, or has passed: very urgent. */
#define VERY_URGENT_DAYS 3
#define MOST_URGENT 3

/* Folded words of insurers for a reminder, in German. */
static const char *const reminder_words[] = { "erinnerung", "mahnung", "letzte aufforderung",
                                              NULL };

/* What a reminder calls itself; known even when those before it were never fetched. */
static const struct
{
  const char *word;
  int urgency;
} ranks[] = { { "zweite", 2 },
              { "2. erinnerung", 2 },
              { "dritte", 3 },
              { "3. erinnerung", 3 },
              { "letzt", 3 } };

static int
find_rank (const char *text)
{
  g_autofree char *folded = balie_text_fold (text ? text : "");
  int urgency = 1;

  for (gsize i = 0; i < G_N_ELEMENTS (ranks); i++)
    {
      if (strstr (folded, ranks[i].word))
        urgency = MAX (urgency, ranks[i].urgency);
    }
  return urgency;
}

static gboolean
has_reminder_word (const char *text)
{
  g_autofree char *folded = balie_text_fold (text ? text : "");

  for (const char *const *word = reminder_words; *word; word++)
    {
      if (strstr (folded, *word))
        return TRUE;
    }
  return FALSE;
}

static gboolean
says_reminder (const BalieLetterFacts *facts)
{
  for (const char *const *kind = facts->document_kinds; kind && *kind; kind++)
    {
      if (has_reminder_word (*kind))
        return TRUE;
    }
  return has_reminder_word (facts->text);
}

static int
rate_application_reminder (const BalieLetterFacts *facts, BalieDate today)
{
  if (facts->respond_by != BALIE_DATE_NONE && facts->respond_by - today <= VERY_URGENT_DAYS)
    return MOST_URGENT;
  return CLAMP (MAX (facts->n_earlier, find_rank (facts->text)), 1, MOST_URGENT);
}

/**
 * balie_letter_classify:
 * @facts: what is known of the letter
 * @today: the dealership's day
 *
 * Returns: kind, category and urgency. An application request is a reminder when an earlier letter
 *   asked for the same application, or when it calls itself one; all other reminders have codes of
 *   their own.
 */
BalieLetterClass
balie_letter_classify (const BalieLetterFacts *facts, BalieDate today)
{
  const BalieLetterCode *code = balie_letter_code_find (facts->code ? facts->code : "");
  BalieLetterClass class = { BALIE_LETTER_OTHER, BALIE_LETTER_IMPORTANT, 0 };

  if (!code)
    return class;
  class.kind = code->kind;
  class.urgency = code->urgency;
  if (code->kind == BALIE_LETTER_APPLICATION_REQUEST &&
      (facts->n_earlier > 0 || says_reminder (facts)))
    {
      class.kind = BALIE_LETTER_APPLICATION_REMINDER;
      class.urgency = rate_application_reminder (facts, today);
    }
  if (class.urgency > 0)
    class.category = BALIE_LETTER_REMINDER;
  return class;
}

/**
 * balie_letter_code_dup_label:
 * @code: (nullable): a code as it came
 *
 * Returns: (transfer full): our text of it; of a code whose group only is known the group's text and
 *   the code; of an unknown one the code
 */
char *
balie_letter_code_dup_label (const char *code)
{
  const BalieLetterCode *known = balie_letter_code_find (code ? code : "");
  const char *label;

  if (!known)
    /* Translators: %s is a number that an insurer gave a kind of letter. */
    return g_strdup_printf (_ ("Letter of kind %s"), balie_text_is_empty (code) ? "?" : code);
  label = g_dpgettext2 (GETTEXT_PACKAGE, "letter code", known->label);
  if (strlen (known->prefix) == 3 && !g_str_has_suffix (code, "000000"))
    return g_strdup_printf ("%s (%s)", label, code);
  return g_strdup (label);
}

/**
 * balie_letter_closes_when_filed:
 * @kind: a letter's kind
 *
 * Returns: whether such a letter is done when the application is marked as filed
 */
gboolean
balie_letter_closes_when_filed (BalieLetterKind kind)
{
  return kind == BALIE_LETTER_APPLICATION_REQUEST || kind == BALIE_LETTER_APPLICATION_REMINDER;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many letters each filter has, kept up to date, and the line that says what needs me now. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-letter-counts.h"

#include "balie-letters.h"

#include <glib/gi18n-lib.h>

#define DELAY_MS 300

struct _BalieLetterCounts
{
  GObject parent_instance;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  gint64 *counts; /* (nullable) */

  /* State */
  guint source;
  gboolean counting;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieLetterCounts, balie_letter_counts, G_TYPE_OBJECT)

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gint64 *counts = balie_letters_count_finish (BALIE_DESK (source), result, &error);
  BalieLetterCounts *self = user_data;

  if (counts == NULL && balie_error_is_cancelled (error))
    return;
  self->counting = FALSE;
  /* A failure here is told by the list's own query. */
  if (counts == NULL)
    return;
  g_free (self->counts);
  self->counts = counts;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
count_due_cb (gpointer user_data)
{
  BalieLetterCounts *self = user_data;

  if (self->counting)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  self->counting = TRUE;
  balie_letters_count_async (self->desk, self->cancellable, counted_cb, self);
  return G_SOURCE_REMOVE;
}

static void
desk_changed_cb (BalieDesk *desk, const char *table, GArray *ids, BalieLetterCounts *self)
{
  if (g_strcmp0 (table, "letters") == 0 && self->source == 0)
    self->source = g_timeout_add (DELAY_MS, count_due_cb, self);
}

static void
balie_letter_counts_dispose (GObject *object)
{
  BalieLetterCounts *self = BALIE_LETTER_COUNTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  G_OBJECT_CLASS (balie_letter_counts_parent_class)->dispose (object);
}

static void
balie_letter_counts_finalize (GObject *object)
{
  BalieLetterCounts *self = BALIE_LETTER_COUNTS (object);

  g_clear_pointer (&self->counts, g_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_letter_counts_parent_class)->finalize (object);
}

static void
balie_letter_counts_class_init (BalieLetterCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_letter_counts_dispose;
  G_OBJECT_CLASS (klass)->finalize = balie_letter_counts_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
balie_letter_counts_init (BalieLetterCounts *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * balie_letter_counts_new:
 * @desk: the desk
 *
 * Returns: (transfer full): counts that begin to be counted at once
 */
BalieLetterCounts *
balie_letter_counts_new (BalieDesk *desk)
{
  BalieLetterCounts *self = g_object_new (BALIE_TYPE_LETTER_COUNTS, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  self->source = g_idle_add (count_due_cb, self);
  return self;
}

/**
 * balie_letter_counts_get:
 * @self: the counts
 *
 * Returns: (nullable) (transfer none): the newest, by filter; %NULL until the first answer
 */
const gint64 *
balie_letter_counts_get (BalieLetterCounts *self)
{
  g_return_val_if_fail (BALIE_IS_LETTER_COUNTS (self), NULL);

  return self->counts;
}

static void
append_need (GString *line, BalieLetterFilter filter, const char *format, gint64 n)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, n);
  g_autoptr (GString) text = g_string_new (format);

  if (n == 0)
    return;
  g_string_replace (text, "{n}", number, 0);
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append_printf (line, "<a href=\"%s\">%s</a>", balie_letter_filter_to_code (filter),
                          text->str);
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

  append_need (line, BALIE_LETTER_FILTER_OVERDUE,
               g_dngettext (GETTEXT_PACKAGE, "{n} is overdue", "{n} are overdue", (gulong) overdue),
               overdue);
  append_need (line, BALIE_LETTER_FILTER_REMINDERS,
               g_dngettext (GETTEXT_PACKAGE, "{n} urgent reminder", "{n} urgent reminders",
                            (gulong) reminders),
               reminders);
  append_need (line, BALIE_LETTER_FILTER_UNLINKED,
               g_dngettext (GETTEXT_PACKAGE, "{n} belongs to no order or dossier yet",
                            "{n} belong to no order or dossier yet", (gulong) unlinked),
               unlinked);
  if (line->len == 0)
    g_string_append (line, _ ("Nothing needs you now"));
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many rows each filter of a list has: counted at once and again, after a moment, whenever the desk tells of a
 * change; never two counts at a time. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-filter-counts.h"

#define DELAY_MS 300

struct _BalieFilterCounts
{
  GObject parent_instance;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  gpointer counts; /* (nullable) */

  /* Borrowed */
  const BalieFilterCountsSource *source;

  /* State */
  guint delay_id;
  gboolean counting;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieFilterCounts, balie_filter_counts, G_TYPE_OBJECT)

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BalieFilterCounts) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer counts = self->source->count_finish (BALIE_DESK (source), result, &error);

  self->counting = FALSE;
  /* A failure here is told by the list's own query. */
  if (counts == NULL)
    return;
  g_free (self->counts);
  self->counts = counts;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
delay_over_cb (gpointer user_data)
{
  BalieFilterCounts *self = user_data;

  if (self->counting)
    return G_SOURCE_CONTINUE;
  self->delay_id = 0;
  self->counting = TRUE;
  self->source->count_async (self->desk, self->cancellable, counted_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
desk_changed_cb (BalieDesk *desk, const char *table, GArray *ids, BalieFilterCounts *self)
{
  if (table != NULL && g_strv_contains (self->source->tables, table) && self->delay_id == 0)
    self->delay_id = g_timeout_add (DELAY_MS, delay_over_cb, self);
}

static void
balie_filter_counts_dispose (GObject *object)
{
  BalieFilterCounts *self = BALIE_FILTER_COUNTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->delay_id, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  G_OBJECT_CLASS (balie_filter_counts_parent_class)->dispose (object);
}

static void
balie_filter_counts_finalize (GObject *object)
{
  BalieFilterCounts *self = BALIE_FILTER_COUNTS (object);

  g_clear_pointer (&self->counts, g_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_filter_counts_parent_class)->finalize (object);
}

static void
balie_filter_counts_class_init (BalieFilterCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balie_filter_counts_dispose;
  G_OBJECT_CLASS (klass)->finalize = balie_filter_counts_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
balie_filter_counts_init (BalieFilterCounts *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * balie_filter_counts_new:
 * @desk: the desk
 * @source: where they come from
 *
 * Returns: (transfer full): counts that begin to be counted at once
 */
BalieFilterCounts *
balie_filter_counts_new (BalieDesk *desk, const BalieFilterCountsSource *source)
{
  BalieFilterCounts *self = g_object_new (BALIE_TYPE_FILTER_COUNTS, NULL);

  self->desk = g_object_ref (desk);
  self->source = source;
  g_signal_connect (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  self->delay_id = g_idle_add (delay_over_cb, self);
  return self;
}

/**
 * balie_filter_counts_get:
 * @self: the counts
 *
 * Returns: (nullable) (transfer none): the newest, as the source made them; %NULL until the first
 *   answer
 */
gconstpointer
balie_filter_counts_get (BalieFilterCounts *self)
{
  g_return_val_if_fail (BALIE_IS_FILTER_COUNTS (self), NULL);

  return self->counts;
}

/**
 * balie_filter_counts_append_need:
 * @line: the line that says what needs a person now
 * @link: where the part leads to
 * @format: translated, with {n}
 * @n: how many; nothing is said of 0
 */
void
balie_filter_counts_append_need (GString *line, const char *link, const char *format, gint64 n)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, n);
  g_autoptr (GString) text = g_string_new (format);

  if (n == 0)
    return;
  g_string_replace (text, "{n}", number, 0);
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append_printf (line, "<a href=\"%s\">%s</a>", link, text->str);
}

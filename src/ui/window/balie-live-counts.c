/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counts beside the pages' names: counted anew a moment after something changed and when a new
 * day begins. A failure is kept too, and tried again: it is how the window learns that the database
 * is away. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-live-counts.h"

#include "balie-error.h"
#include "balie-letters.h"

#define DEBOUNCE_MS 150
#define RETRY_MS 5000
#define DAY_CHECK_SECONDS 60

struct _BalieLiveCounts
{
  GObject parent_instance;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  BalieCounts *counts; /* (nullable): not counted yet */
  gint64 *dossiers;    /* (nullable): by filter */
  gint64 *letters;     /* (nullable): by filter */
  GError *error;       /* (nullable): of the last count */

  /* State */
  guint refresh_id;
  guint day_id;
  BalieDate counted_on;
  gboolean busy;
  gboolean again;
};

enum
{
  COUNTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieLiveCounts, balie_live_counts, G_TYPE_OBJECT)

static void count (BalieLiveCounts *self);

static gboolean
refresh_due_cb (gpointer user_data)
{
  BalieLiveCounts *self = user_data;

  self->refresh_id = 0;
  count (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (BalieLiveCounts *self, guint delay_ms)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (delay_ms, refresh_due_cb, self);
}

static void
end_count (BalieLiveCounts *self, GError *error)
{
  self->busy = FALSE;
  g_clear_error (&self->error);
  self->error = error;
  if (self->again)
    schedule (self, DEBOUNCE_MS);
  else if (self->error != NULL)
    schedule (self, RETRY_MS);
  self->again = FALSE;
  g_signal_emit (self, signals[COUNTED], 0);
}

/* Who may not see letters has none; that is no failure. */
static void
letters_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *letters = balie_letters_count_finish (BALIE_DESK (source), result, &error);
  BalieLiveCounts *self = user_data;

  if (balie_error_is_cancelled (error))
    return;
  if (letters != NULL || g_error_matches (error, BALIE_ERROR, BALIE_ERROR_NOT_PERMITTED))
    {
      g_clear_error (&error);
      g_free (self->letters);
      self->letters = g_steal_pointer (&letters);
    }
  end_count (self, g_steal_pointer (&error));
}

static void
dossiers_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *dossiers = balie_dossiers_count_finish (BALIE_DESK (source), result, &error);
  BalieLiveCounts *self = user_data;

  if (balie_error_is_cancelled (error))
    return;
  if (dossiers != NULL)
    {
      g_free (self->dossiers);
      self->dossiers = g_steal_pointer (&dossiers);
      balie_letters_count_async (self->desk, self->cancellable, letters_counted_cb, self);
      return;
    }
  end_count (self, g_steal_pointer (&error));
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree BalieCounts *counts = balie_orders_count_finish (BALIE_DESK (source), result, &error);
  BalieLiveCounts *self = user_data;

  if (balie_error_is_cancelled (error))
    return;
  if (counts == NULL)
    {
      end_count (self, g_steal_pointer (&error));
      return;
    }
  g_free (self->counts);
  self->counts = g_steal_pointer (&counts);
  balie_dossiers_count_async (self->desk, self->cancellable, dossiers_counted_cb, self);
}

static void
count (BalieLiveCounts *self)
{
  if (self->busy)
    {
      self->again = TRUE;
      return;
    }
  self->busy = TRUE;
  self->counted_on = balie_desk_get_today (self->desk);
  balie_orders_count_async (self->desk, self->cancellable, counted_cb, self);
}

static void
desk_changed_cb (BalieDesk *desk, const char *table, GArray *ids, gpointer user_data)
{
  if (g_strcmp0 (table, "orders") == 0 || g_strcmp0 (table, "requests") == 0 ||
      g_strcmp0 (table, "dossiers") == 0 || g_strcmp0 (table, "letters") == 0 ||
      g_strcmp0 (table, "users") == 0)
    balie_live_counts_refresh (user_data);
}

static gboolean
day_checked_cb (gpointer user_data)
{
  BalieLiveCounts *self = user_data;

  if (balie_desk_get_today (self->desk) != self->counted_on)
    count (self);
  return G_SOURCE_CONTINUE;
}

static void
balie_live_counts_dispose (GObject *object)
{
  BalieLiveCounts *self = BALIE_LIVE_COUNTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->day_id, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (balie_live_counts_parent_class)->dispose (object);
}

static void
balie_live_counts_finalize (GObject *object)
{
  BalieLiveCounts *self = BALIE_LIVE_COUNTS (object);

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->counts);
  g_free (self->dossiers);
  g_free (self->letters);

  G_OBJECT_CLASS (balie_live_counts_parent_class)->finalize (object);
}

static void
balie_live_counts_class_init (BalieLiveCountsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_live_counts_dispose;
  object_class->finalize = balie_live_counts_finalize;

  signals[COUNTED] = g_signal_new ("counted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
balie_live_counts_init (BalieLiveCounts *self)
{
  self->cancellable = g_cancellable_new ();
  self->counted_on = BALIE_DATE_NONE;
}

/**
 * balie_live_counts_new:
 * @desk: an open desk
 *
 * Returns: (transfer full): counts that are being made
 */
BalieLiveCounts *
balie_live_counts_new (BalieDesk *desk)
{
  BalieLiveCounts *self = g_object_new (BALIE_TYPE_LIVE_COUNTS, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  self->day_id = g_timeout_add_seconds (DAY_CHECK_SECONDS, day_checked_cb, self);
  count (self);
  return self;
}

/**
 * balie_live_counts_get:
 * @self: the counts
 *
 * Returns: (transfer none) (nullable): the last good count
 */
const BalieCounts *
balie_live_counts_get (BalieLiveCounts *self)
{
  return self->counts;
}

/**
 * balie_live_counts_get_dossiers:
 * @self: the counts
 *
 * Returns: (transfer none) (nullable): the last good count of dossiers, by filter
 */
const gint64 *
balie_live_counts_get_dossiers (BalieLiveCounts *self)
{
  return self->dossiers;
}

/**
 * balie_live_counts_get_letters:
 * @self: the counts
 *
 * Returns: (transfer none) (nullable): the last good count of letters that the person may see, by
 *   filter
 */
const gint64 *
balie_live_counts_get_letters (BalieLiveCounts *self)
{
  return self->letters;
}

/**
 * balie_live_counts_get_error:
 * @self: the counts
 *
 * Returns: (transfer none) (nullable): why the last count failed
 */
const GError *
balie_live_counts_get_error (BalieLiveCounts *self)
{
  return self->error;
}

/**
 * balie_live_counts_refresh:
 * @self: the counts
 *
 * Counts anew in a moment.
 */
void
balie_live_counts_refresh (BalieLiveCounts *self)
{
  g_return_if_fail (BALIE_IS_LIVE_COUNTS (self));

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  schedule (self, DEBOUNCE_MS);
}

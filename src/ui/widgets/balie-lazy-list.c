/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lazy list: ids in display order, rows fetched a page at a time as they come into view.
 *
 * A query hands over an array of 32-bit ids; items are placeholders until their page arrives. The
 * newest query wins by a generation number. Removal and addition are always told apart, with the
 * number of items right at each: one signal with both makes GTK ask for every item. When rows
 * change, those that are kept are fetched anew at once, and the ids a little later; only the stretch
 * that differs is told. Main thread only; owns its ids and pages, holds the desk. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-lazy-list.h"

#include "balie-lazy-pages.h"

/* A change of more rows than this is read anew as a whole. */
#define MAX_ROWS_IN_PLACE 256
#define REFRESH_DELAY_MS 250
#define DAY_CHECK_SECONDS 60

struct _BalieLazyList
{
  GObject parent_instance;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  gpointer query;
  BalieLazyPages *pages;
  GArray *ids; /* of guint32 */

  /* Borrowed */
  const BalieLazySource *source;

  /* State */
  BalieDate queried_on;
  guint generation;
  guint refresh_source;
  guint day_source;
  gboolean loading;
};

typedef struct
{
  BalieLazyList *self; /* borrowed; not touched once cancelled */
  GCancellable *cancellable;
  guint generation;
  const BalieLazySource *source;
  gboolean is_refresh;
} QueryJob;

enum
{
  BEFORE_REFRESH,
  AFTER_REFRESH,
  QUERIED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void implement_list_model (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BalieLazyList,
                               balie_lazy_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, implement_list_model))

static GType
get_item_type (GListModel *model)
{
  return BALIE_TYPE_LAZY_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return BALIE_LAZY_LIST (model)->ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  BalieLazyList *self = BALIE_LAZY_LIST (model);
  const guint32 *ids = (const guint32 *) (void *) self->ids->data;

  if (position >= self->ids->len)
    return NULL;
  return g_object_ref (balie_lazy_pages_get (self->pages, ids, self->ids->len, position));
}

static void
implement_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
replace_stretch (BalieLazyList *self, GArray *ids, guint from, guint removed, guint added)
{
  GListModel *model = G_LIST_MODEL (self);

  balie_lazy_pages_forget_positions (self->pages);
  if (removed > 0)
    {
      g_array_remove_range (self->ids, from, removed);
      g_list_model_items_changed (model, from, removed, 0);
    }
  if (added > 0)
    {
      g_array_unref (self->ids);
      self->ids = g_array_ref (ids);
      balie_lazy_pages_forget_positions (self->pages);
      g_list_model_items_changed (model, from, 0, added);
    }
}

/* Tells the whole as removed and added: another query has nothing in common with the one before. */
static void
adopt_query (BalieLazyList *self, GArray *ids)
{
  replace_stretch (self, ids, 0, self->ids->len, ids->len);
}

/* Tells only the stretch between the common beginning and the common end. */
static void
adopt_refresh (BalieLazyList *self, GArray *ids)
{
  const guint32 *old_ids = (const guint32 *) (void *) self->ids->data;
  const guint32 *new_ids = (const guint32 *) (void *) ids->data;
  guint shorter = MIN (self->ids->len, ids->len);
  guint head = 0;
  guint tail = 0;

  while (head < shorter && old_ids[head] == new_ids[head])
    head++;
  while (tail < shorter - head &&
         old_ids[self->ids->len - 1 - tail] == new_ids[ids->len - 1 - tail])
    tail++;
  if (head + tail < MAX (self->ids->len, ids->len))
    {
      g_signal_emit (self, signals[BEFORE_REFRESH], 0);
      replace_stretch (self, ids, head, self->ids->len - head - tail, ids->len - head - tail);
      g_signal_emit (self, signals[AFTER_REFRESH], 0);
    }
}

static void
ids_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree QueryJob *job = user_data;
  g_autoptr (GCancellable) cancellable = job->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = job->source->query_finish (BALIE_DESK (source), result, &error);
  BalieLazyList *self = job->self;

  if (g_cancellable_is_cancelled (cancellable) || job->generation != self->generation)
    return;
  self->loading = FALSE;
  if (ids == NULL)
    {
      if (!balie_error_is_cancelled (error))
        g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  if (job->is_refresh)
    adopt_refresh (self, ids);
  else
    adopt_query (self, ids);
  g_signal_emit (self, signals[QUERIED], 0);
}

static void
start_query (BalieLazyList *self, gboolean is_refresh)
{
  QueryJob *job = g_new0 (QueryJob, 1);

  /* A refresh that overtakes a new query is that query. */
  is_refresh = is_refresh && !self->loading;
  job->self = self;
  job->source = self->source;
  job->cancellable = g_object_ref (self->cancellable);
  job->generation = ++self->generation;
  job->is_refresh = is_refresh;
  self->loading = self->loading || !is_refresh;
  self->queried_on = balie_desk_get_today (self->desk);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  self->source->query (self->desk, self, self->query, self->cancellable, ids_got_cb, job);
}

static gboolean
refresh_due_cb (gpointer user_data)
{
  BalieLazyList *self = user_data;

  self->refresh_source = 0;
  start_query (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
schedule_refresh (BalieLazyList *self)
{
  if (self->query != NULL && self->refresh_source == 0)
    self->refresh_source = g_timeout_add (REFRESH_DELAY_MS, refresh_due_cb, self);
}

static gboolean
day_checked_cb (gpointer user_data)
{
  BalieLazyList *self = user_data;

  if (self->query != NULL && self->queried_on != balie_desk_get_today (self->desk))
    {
      balie_lazy_pages_reload (self->pages, NULL);
      schedule_refresh (self);
    }
  return G_SOURCE_CONTINUE;
}

static void
desk_changed_cb (BalieDesk *desk, const char *table, GArray *ids, BalieLazyList *self)
{
  if (g_strcmp0 (table, self->source->table) != 0)
    return;
  if (ids != NULL && ids->len <= MAX_ROWS_IN_PLACE)
    balie_lazy_pages_reload (self->pages, ids);
  else
    balie_lazy_pages_reload (self->pages, NULL);
  schedule_refresh (self);
}

static void
pages_failed_cb (const GError *error, gpointer user_data)
{
  g_signal_emit (user_data, signals[FAILED], 0, error);
}

static void
balie_lazy_list_dispose (GObject *object)
{
  BalieLazyList *self = BALIE_LAZY_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->day_source, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  G_OBJECT_CLASS (balie_lazy_list_parent_class)->dispose (object);
}

static void
balie_lazy_list_finalize (GObject *object)
{
  BalieLazyList *self = BALIE_LAZY_LIST (object);

  g_clear_pointer (&self->pages, balie_lazy_pages_free);
  g_clear_pointer (&self->query, self->source->free_query);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_lazy_list_parent_class)->finalize (object);
}

static guint
add_signal (BalieLazyListClass *klass, const char *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
balie_lazy_list_class_init (BalieLazyListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_lazy_list_dispose;
  object_class->finalize = balie_lazy_list_finalize;

  signals[BEFORE_REFRESH] = add_signal (klass, "before-refresh");
  signals[AFTER_REFRESH] = add_signal (klass, "after-refresh");
  signals[QUERIED] = add_signal (klass, "queried");
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
balie_lazy_list_init (BalieLazyList *self)
{
  self->cancellable = g_cancellable_new ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
}

/**
 * balie_lazy_list_new:
 * @desk: the desk
 * @source: where its rows come from; lives for ever
 *
 * Returns: (transfer full): a list that is empty until its first query
 */
BalieLazyList *
balie_lazy_list_new (BalieDesk *desk, const BalieLazySource *source)
{
  BalieLazyList *self = g_object_new (BALIE_TYPE_LAZY_LIST, NULL);

  self->desk = g_object_ref (desk);
  self->source = source;
  self->pages = balie_lazy_pages_new (desk, source, pages_failed_cb, self);
  self->day_source = g_timeout_add_seconds (DAY_CHECK_SECONDS, day_checked_cb, self);
  g_signal_connect (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  return self;
}

/**
 * balie_lazy_list_take_query:
 * @self: the list
 * @query: (transfer full): as the source knows it
 *
 * Asks for the ids; the list changes when they arrive, "queried" tells.
 */
void
balie_lazy_list_take_query (BalieLazyList *self, gpointer query)
{
  g_return_if_fail (BALIE_IS_LAZY_LIST (self));

  g_clear_pointer (&self->query, self->source->free_query);
  self->query = query;
  start_query (self, FALSE);
}

/**
 * balie_lazy_list_get_query:
 * @self: the list
 *
 * Returns: (nullable) (transfer none): what is shown
 */
gconstpointer
balie_lazy_list_get_query (BalieLazyList *self)
{
  g_return_val_if_fail (BALIE_IS_LAZY_LIST (self), NULL);

  return self->query;
}

/**
 * balie_lazy_list_refresh:
 * @self: the list
 *
 * Asks for the same ids again, keeping what did not change.
 */
void
balie_lazy_list_refresh (BalieLazyList *self)
{
  g_return_if_fail (BALIE_IS_LAZY_LIST (self));

  balie_lazy_pages_reload (self->pages, NULL);
  schedule_refresh (self);
}

/**
 * balie_lazy_list_is_loading:
 * @self: the list
 *
 * Returns: whether a new query is under way
 */
gboolean
balie_lazy_list_is_loading (BalieLazyList *self)
{
  g_return_val_if_fail (BALIE_IS_LAZY_LIST (self), FALSE);

  return self->loading;
}

/**
 * balie_lazy_list_get_id:
 * @self: the list
 * @position: a place
 *
 * Returns: the id there without fetching its row, 0 if beyond the end
 */
guint32
balie_lazy_list_get_id (BalieLazyList *self, guint position)
{
  g_return_val_if_fail (BALIE_IS_LAZY_LIST (self), 0);

  return position < self->ids->len ? g_array_index (self->ids, guint32, position) : 0;
}

/**
 * balie_lazy_list_find:
 * @self: the list
 * @id: an id
 * @position: (out): its place
 *
 * Returns: whether it is in the list
 */
gboolean
balie_lazy_list_find (BalieLazyList *self, guint32 id, guint *position)
{
  g_return_val_if_fail (BALIE_IS_LAZY_LIST (self), FALSE);

  for (guint i = 0; i < self->ids->len; i++)
    {
      if (g_array_index (self->ids, guint32, i) != id)
        continue;
      *position = i;
      return TRUE;
    }
  return FALSE;
}

/**
 * balie_lazy_list_get_ids:
 * @self: the list
 * @n_ids: (out): how many
 *
 * Returns: (array length=n_ids) (transfer none): valid until the list changes
 */
const guint32 *
balie_lazy_list_get_ids (BalieLazyList *self, guint *n_ids)
{
  g_return_val_if_fail (BALIE_IS_LAZY_LIST (self), NULL);

  *n_ids = self->ids->len;
  return (const guint32 *) (void *) self->ids->data;
}

/**
 * balie_lazy_list_get_n_pages:
 * @self: the list
 *
 * Returns: how many pages of rows are kept
 */
guint
balie_lazy_list_get_n_pages (BalieLazyList *self)
{
  g_return_val_if_fail (BALIE_IS_LAZY_LIST (self), 0);

  return balie_lazy_pages_get_n (self->pages);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of rows behind a lazy list: kept while recently used, fetched together.
 *
 * One fetch is under way at a time; whatever comes into view meanwhile goes into the next one,
 * newest first, so that a fast scroll ends with what is on the screen. Rows are matched to items by
 * id, never by position, so a late answer can't land on the wrong line. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-lazy-pages.h"

#include "balie-lazy-list.h"

#define MAX_PAGES_PER_FETCH 8
#define MAX_SPARES (BALIE_LAZY_LIST_MAX_PAGES * BALIE_LAZY_LIST_PAGE)
#define MAX_ITEMS_PER_FETCH (MAX_PAGES_PER_FETCH * BALIE_LAZY_LIST_PAGE)

typedef struct
{
  guint index;
  GPtrArray *items; /* of BalieLazyItem */
  GList link;       /* in the list of pages by last use */
} Page;

struct _BalieLazyPages
{
  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  GHashTable *pages;  /* index → Page */
  GHashTable *spares; /* id → BalieLazyItem of before positions changed */
  GQueue by_use;      /* of Page, most recent first */
  GPtrArray *wanted;  /* of BalieLazyItem whose row is to be fetched, newest last */

  /* Borrowed */
  const BalieLazySource *source;
  BalieLazyPagesFailedFunc failed;
  gpointer failed_data;

  /* State */
  guint fetch_source;
  gboolean fetching;
};

typedef struct
{
  BalieLazyPages *self; /* borrowed; not touched once cancelled */
  const BalieLazySource *source;
  GCancellable *cancellable; /* owned */
  GPtrArray *items;          /* of BalieLazyItem, in the order of the ids asked for */
  GArray *ids;               /* of guint32 */
} Fetch;

static void schedule_fetch (BalieLazyPages *self);

static void
free_page (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->items);
  g_free (page);
}

static void
free_fetch (Fetch *fetch)
{
  g_ptr_array_unref (fetch->items);
  g_array_unref (fetch->ids);
  g_object_unref (fetch->cancellable);
  g_free (fetch);
}

static void
want_item (BalieLazyPages *self, BalieLazyItem *item)
{
  g_ptr_array_add (self->wanted, g_object_ref (item));
  schedule_fetch (self);
}

static void
rows_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fetch *fetch = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = fetch->source->get_rows_finish (BALIE_DESK (source), result, &error);
  BalieLazyPages *self = fetch->self;

  if (g_cancellable_is_cancelled (fetch->cancellable))
    {
      free_fetch (fetch);
      return;
    }
  self->fetching = FALSE;
  for (guint i = 0; rows != NULL && i < fetch->items->len && i < rows->len; i++)
    {
      /* The array no longer owns it. */
      balie_lazy_item_take_row (g_ptr_array_index (fetch->items, i),
                                g_steal_pointer (&g_ptr_array_index (rows, i)),
                                fetch->source->free_row);
    }
  free_fetch (fetch);
  if (rows == NULL && !balie_error_is_cancelled (error))
    {
      self->failed (error, self->failed_data);
      return;
    }
  if (self->wanted->len > 0)
    schedule_fetch (self);
}

/* The newest wishes, each item once. */
static Fetch *
collect_wishes (BalieLazyPages *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->self = self;
  fetch->source = self->source;
  fetch->cancellable = g_object_ref (self->cancellable);
  fetch->items = g_ptr_array_new_with_free_func (g_object_unref);
  fetch->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  while (self->wanted->len > 0 && fetch->items->len < MAX_ITEMS_PER_FETCH)
    {
      BalieLazyItem *item = g_ptr_array_steal_index (self->wanted, self->wanted->len - 1);
      guint32 id = balie_lazy_item_get_id (item);

      /* Nobody but this wish holds it any more: its page went out of use. */
      if (G_OBJECT (item)->ref_count == 1 || !g_hash_table_add (seen, item))
        {
          g_object_unref (item);
          continue;
        }
      g_ptr_array_add (fetch->items, item);
      g_array_append_val (fetch->ids, id);
    }
  return fetch;
}

static gboolean
fetch_due_cb (gpointer user_data)
{
  BalieLazyPages *self = user_data;
  Fetch *fetch;

  self->fetch_source = 0;
  fetch = collect_wishes (self);
  if (fetch->items->len == 0)
    {
      free_fetch (fetch);
      return G_SOURCE_REMOVE;
    }
  self->fetching = TRUE;
  self->source->get_rows (self->desk, (const guint32 *) (void *) fetch->ids->data, fetch->ids->len,
                          self->cancellable, rows_got_cb, fetch);
  return G_SOURCE_REMOVE;
}

/* Before the next frame, so that all pages that one layout touches are one fetch. */
static void
schedule_fetch (BalieLazyPages *self)
{
  if (self->fetching || self->fetch_source != 0)
    return;
  self->fetch_source = g_idle_add_full (G_PRIORITY_DEFAULT, fetch_due_cb, self, NULL);
}

static BalieLazyItem *
dup_item (BalieLazyPages *self, guint32 id)
{
  BalieLazyItem *item = g_hash_table_lookup (self->spares, GUINT_TO_POINTER (id));

  return item != NULL ? g_object_ref (item) : balie_lazy_item_new (id);
}

static void
drop_oldest_page (BalieLazyPages *self)
{
  Page *page = g_queue_peek_tail (&self->by_use);

  g_queue_unlink (&self->by_use, &page->link);
  g_hash_table_remove (self->pages, GUINT_TO_POINTER (page->index));
}

static Page *
add_page (BalieLazyPages *self, const guint32 *ids, guint n_ids, guint index)
{
  guint first = index * BALIE_LAZY_LIST_PAGE;
  guint end = MIN (n_ids, first + BALIE_LAZY_LIST_PAGE);
  Page *page = g_new0 (Page, 1);

  page->index = index;
  page->link.data = page;
  page->items = g_ptr_array_new_full (end - first, g_object_unref);
  for (guint i = first; i < end; i++)
    g_ptr_array_add (page->items, dup_item (self, ids[i]));
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (index), page);
  g_queue_push_head_link (&self->by_use, &page->link);
  if (g_queue_get_length (&self->by_use) > BALIE_LAZY_LIST_MAX_PAGES)
    drop_oldest_page (self);
  /* Backwards, as the newest wish is fetched first. */
  for (guint i = page->items->len; i > 0; i--)
    {
      BalieLazyItem *item = g_ptr_array_index (page->items, i - 1);

      if (!balie_lazy_item_is_loaded (item))
        want_item (self, item);
    }
  return page;
}

/**
 * balie_lazy_pages_new:
 * @desk: the desk
 * @source: where rows come from
 * @failed: told when rows can't be read
 * @user_data: for @failed
 *
 * Returns: (transfer full): an empty cache
 */
BalieLazyPages *
balie_lazy_pages_new (BalieDesk *desk,
                      const BalieLazySource *source,
                      BalieLazyPagesFailedFunc failed,
                      gpointer user_data)
{
  BalieLazyPages *self = g_new0 (BalieLazyPages, 1);

  self->desk = g_object_ref (desk);
  self->source = source;
  self->failed = failed;
  self->failed_data = user_data;
  self->cancellable = g_cancellable_new ();
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, free_page);
  self->spares = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->by_use);
  return self;
}

/**
 * balie_lazy_pages_free:
 * @self: (transfer full): the cache
 *
 * Fetches under way end without touching it.
 */
void
balie_lazy_pages_free (BalieLazyPages *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->fetch_source, g_source_remove);
  g_queue_init (&self->by_use);
  g_hash_table_unref (self->pages);
  g_hash_table_unref (self->spares);
  g_ptr_array_unref (self->wanted);
  g_object_unref (self->cancellable);
  g_object_unref (self->desk);
  g_free (self);
}

/**
 * balie_lazy_pages_forget_positions:
 * @self: the cache
 *
 * To be called when ids moved. Items are used again by id, so a row on the screen stays.
 */
void
balie_lazy_pages_forget_positions (BalieLazyPages *self)
{
  if (g_hash_table_size (self->spares) > MAX_SPARES)
    g_hash_table_remove_all (self->spares);
  for (GList *l = self->by_use.head; l != NULL; l = l->next)
    {
      Page *page = l->data;

      for (guint i = 0; i < page->items->len; i++)
        {
          BalieLazyItem *item = g_ptr_array_index (page->items, i);

          g_hash_table_replace (self->spares, GUINT_TO_POINTER (balie_lazy_item_get_id (item)),
                                g_object_ref (item));
        }
    }
  g_queue_init (&self->by_use);
  g_hash_table_remove_all (self->pages);
}

/**
 * balie_lazy_pages_get:
 * @self: the cache
 * @ids: the ids in display order
 * @n_ids: how many
 * @position: below @n_ids
 *
 * Returns: (transfer none): the item; a placeholder until its page arrives
 */
BalieLazyItem *
balie_lazy_pages_get (BalieLazyPages *self, const guint32 *ids, guint n_ids, guint position)
{
  guint index = position / BALIE_LAZY_LIST_PAGE;
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (index));

  g_return_val_if_fail (position < n_ids, NULL);

  if (page == NULL)
    {
      page = add_page (self, ids, n_ids, index);
    }
  else
    {
      g_queue_unlink (&self->by_use, &page->link);
      g_queue_push_head_link (&self->by_use, &page->link);
    }
  return g_ptr_array_index (page->items, position % BALIE_LAZY_LIST_PAGE);
}

/**
 * balie_lazy_pages_reload:
 * @self: the cache
 * @ids: (nullable) (element-type gint64): whose rows changed, %NULL for all kept
 */
void
balie_lazy_pages_reload (BalieLazyPages *self, GArray *ids)
{
  g_autoptr (GHashTable) changed = ids != NULL ? g_hash_table_new (NULL, NULL) : NULL;

  if (ids == NULL)
    g_hash_table_remove_all (self->spares);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      guint32 id = (guint32) g_array_index (ids, gint64, i);

      g_hash_table_add (changed, GUINT_TO_POINTER (id));
      g_hash_table_remove (self->spares, GUINT_TO_POINTER (id));
    }
  for (GList *l = self->by_use.tail; l != NULL; l = l->prev)
    {
      Page *page = l->data;

      for (guint i = page->items->len; i > 0; i--)
        {
          BalieLazyItem *item = g_ptr_array_index (page->items, i - 1);
          guint32 id = balie_lazy_item_get_id (item);

          if (changed == NULL || g_hash_table_contains (changed, GUINT_TO_POINTER (id)))
            want_item (self, item);
        }
    }
}

/**
 * balie_lazy_pages_get_n:
 * @self: the cache
 *
 * Returns: how many pages are kept
 */
guint
balie_lazy_pages_get_n (BalieLazyPages *self)
{
  return g_queue_get_length (&self->by_use);
}

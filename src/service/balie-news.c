/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened since a desk last looked: the history after an entry, for desktop notifications. Letters wait
 * for the end of the person's quiet hours. */
#define G_LOG_DOMAIN "balie-service"
#include "config.h"

#include "balie-news.h"

#include "balie-desk-run.h"
#include "balie-letter-table.h"
#include "balie-notification-people.h"
#include "balie-notification-table.h"
#include "balie-order-table.h"
#include "balie-other-tables.h"
#include "balie-request-table.h"

/* So many entries are read at once; more than a few are told as one summary anyway. */
#define PAGE_SIZE 500
#define MAX_ITEMS 2000

static BalieNewsItem *
new_item (const BalieActivity *activity)
{
  BalieNewsItem *item = g_new0 (BalieNewsItem, 1);

  item->activity = balie_activity_copy (activity);
  item->brand = g_strdup ("");
  item->model = g_strdup ("");
  item->plate = g_strdup ("");
  item->reason = g_strdup ("");
  item->is_current = TRUE;
  return item;
}

static void
replace (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static BalieNews *
new_news (gint64 last_id)
{
  BalieNews *news = g_new0 (BalieNews, 1);

  news->items = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_news_item_free);
  news->stepped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  news->seen = (BalieNewsMark){ last_id, last_id };
  return news;
}

static gboolean
is_news (const BalieActivity *activity)
{
  return activity->kind == BALIE_ACTIVITY_PLATE_ISSUED ||
         activity->kind == BALIE_ACTIVITY_REQUEST_REJECTED ||
         activity->kind == BALIE_ACTIVITY_RUN_FINISHED ||
         activity->kind == BALIE_ACTIVITY_LETTER_RECEIVED;
}

/* What makes an earlier notification about the same order stale. */
static gboolean
is_step (const BalieActivity *activity)
{
  return activity->kind >= BALIE_ACTIVITY_REQUEST_APPROVED_BY_PERSON &&
         activity->kind <= BALIE_ACTIVITY_REQUEST_WITHDRAWN && *activity->order_number != '\0';
}

/* What the run of that date came to. */
static gboolean
look_up_run (BalieDb *db, BalieNewsItem *item, GError **error)
{
  GError *local_error = NULL;
  BalieDate date = BALIE_DATE_NONE;
  g_autoptr (BalieRun) run = NULL;

  if (balie_date_parse (item->activity->old_value, &date))
    run = balie_run_table_get (db, date, &local_error);
  if (run != NULL)
    {
      item->n_requested = run->n_requested;
      item->n_attention = run->n_attention;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
wants_desktop (BalieDb *db,
               const BalieDeskFacts *facts,
               BalieLetterCategory category,
               gboolean *wants,
               GError **error)
{
  g_autoptr (GPtrArray) preferences = balie_notification_table_list (db, facts->user->login, error);

  *wants = FALSE;
  for (guint i = 0; preferences != NULL && i < preferences->len; i++)
    {
      const BalieNotificationPreference *preference = g_ptr_array_index (preferences, i);

      if (preference->category == category)
        *wants = preference->desktop;
    }
  return preferences != NULL;
}

/* Told while it is open, to who may see it and wants to be told on the desktop. */
static gboolean
look_up_letter (BalieDb *db, const BalieDeskFacts *facts, BalieNewsItem *item, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (BalieLetter) letter = NULL;
  gboolean wants = FALSE;

  item->is_current = FALSE;
  if (!balie_permission_allows (facts->user, BALIE_DEED_SEE_LETTERS))
    return TRUE;
  letter = balie_letter_table_get (db, item->activity->letter_id, facts->user, &local_error);
  if (g_error_matches (local_error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND))
    return TRUE;
  if (letter == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!wants_desktop (db, facts, letter->category, &wants, error))
    return FALSE;
  item->is_reminder = letter->category == BALIE_LETTER_REMINDER;
  item->urgency = letter->urgency;
  item->is_current = wants && letter->state == BALIE_LETTER_OPEN;
  return TRUE;
}

/* What the request and the order say now. */
static gboolean
look_up (BalieDb *db, const BalieDeskFacts *facts, BalieNewsItem *item, GError **error)
{
  gboolean issued = item->activity->kind == BALIE_ACTIVITY_PLATE_ISSUED;
  g_autoptr (BaliePlateRequest) request = NULL;
  g_autoptr (BalieOrderRow) row = NULL;
  GError *local_error = NULL;

  if (item->activity->kind == BALIE_ACTIVITY_RUN_FINISHED)
    return look_up_run (db, item, error);
  if (item->activity->kind == BALIE_ACTIVITY_LETTER_RECEIVED)
    return look_up_letter (db, facts, item, error);
  request = balie_request_table_get (db, item->activity->request_key, &local_error);
  if (local_error != NULL && !g_error_matches (local_error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  g_clear_error (&local_error);
  if (request != NULL)
    {
      replace (&item->brand, request->brand);
      replace (&item->plate, request->plate);
      replace (&item->reason, request->reason);
    }
  item->is_current = request != NULL &&
                     request->state == (issued ? BALIE_REQUEST_APPROVED : BALIE_REQUEST_REJECTED);
  if (balie_order_table_has (db, item->activity->order_number, &row, &local_error))
    replace (&item->model, row->order->model);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* Whether @seen has not told of it yet; letters are counted by themselves. */
static gboolean
is_untold (const BalieNewsMark *seen, const BalieNews *news, const BalieActivity *activity)
{
  if (!is_news (activity) || news->items->len >= MAX_ITEMS)
    return FALSE;
  if (activity->kind == BALIE_ACTIVITY_LETTER_RECEIVED)
    return !news->is_quiet && activity->id > seen->letters;
  return activity->id > seen->all;
}

/* One page of entries; @last_id moves on. */
static gboolean
read_page (BalieDb *db,
           const BalieDeskFacts *facts,
           const BalieNewsMark *seen,
           BalieNews *news,
           gint64 *last_id,
           guint *n_read,
           GError **error)
{
  g_autoptr (GPtrArray) page = balie_activity_table_get_after (db, *last_id, PAGE_SIZE, error);

  if (page == NULL)
    return FALSE;
  *n_read = page->len;
  for (guint i = 0; i < page->len; i++)
    {
      const BalieActivity *activity = page->pdata[i];

      *last_id = activity->id;
      if (is_step (activity) && activity->id > seen->all)
        g_hash_table_add (news->stepped, g_strdup (activity->order_number));
      if (!is_untold (seen, news, activity))
        continue;
      g_ptr_array_add (news->items, new_item (activity));
      if (!look_up (db, facts, news->items->pdata[news->items->len - 1], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_quiet (BalieDb *db, const BalieDeskFacts *facts, BalieNews *news, GError **error)
{
  g_autoptr (BalieAvailability) availability =
      balie_availability_table_get (db, facts->user->login, error);

  if (availability == NULL)
    return FALSE;
  news->is_quiet = balie_availability_count_quiet_minutes (
                       availability, balie_notification_people_get_minute (facts)) > 0;
  return TRUE;
}

static BalieNews *
load_first (BalieDb *db, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 last_id = balie_activity_table_get_last_id (db, &local);

  if (local == NULL)
    return new_news (last_id);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gpointer
load (BalieDb *db,
      const BalieDeskFacts *facts,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  BalieNewsMark seen = *(BalieNewsMark *) data;
  g_autoptr (BalieNews) news = NULL;
  guint n_read = 0;
  gint64 last_id;

  if (seen.all < 0)
    return load_first (db, error);
  if (seen.letters < 0)
    seen.letters = seen.all;
  news = new_news (seen.all);
  if (!find_quiet (db, facts, news, error))
    return NULL;
  news->was_quiet = !news->is_quiet && seen.letters < seen.all;
  last_id = news->was_quiet ? seen.letters : seen.all;
  do
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !read_page (db, facts, &seen, news, &last_id, &n_read, error))
        return NULL;
    }
  while (n_read == PAGE_SIZE);
  news->seen.all = MAX (seen.all, last_id);
  news->seen.letters = news->is_quiet ? seen.letters : news->seen.all;
  return g_steal_pointer (&news);
}

/* (skip) */
void
balie_news_item_free (BalieNewsItem *self)
{
  if (self == NULL)
    return;
  balie_activity_free (self->activity);
  g_free (self->brand);
  g_free (self->model);
  g_free (self->plate);
  g_free (self->reason);
  g_free (self);
}

/* (skip) */
void
balie_news_free (BalieNews *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->stepped);
  g_free (self);
}

/**
 * balie_news_load_async:
 * @desk: an open desk
 * @seen: how far the person has been told
 * @cancellable: (nullable): cancels it
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Reads what is worth telling.
 */
void
balie_news_load_async (BalieDesk *desk,
                       const BalieNewsMark *seen,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (BALIE_IS_DESK (desk));

  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, load,
                        g_memdup2 (seen, sizeof *seen), g_free, (GDestroyNotify) balie_news_free,
                        cancellable, callback, user_data);
}

/**
 * balie_news_load_finish:
 * @desk: the desk
 * @result: as given to the callback
 * @error: return location
 *
 * Returns: (transfer full): the news, %NULL on failure
 */
BalieNews *
balie_news_load_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

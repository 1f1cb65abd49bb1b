/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened since a desk last looked: the history after an entry, for desktop notifications. */
#pragma once

#include "balie-activity.h"
#include "balie-desk.h"
#include "balie-plate-request.h"

G_BEGIN_DECLS

/**
 * BalieNewsItem:
 * @activity: a plate issued, a request rejected, a run finished or a letter received
 * @brand: of the request, "" for a run
 * @model: of the order, "" for a run or when the order is gone
 * @plate: issued, without dashes, "" if none
 * @reason: PON's, plain text, "" if none
 * @n_requested: of the run, 0 for an order
 * @n_attention: of the run, 0 for an order
 * @urgency: of a letter, 0 else
 * @is_reminder: of a letter
 * @is_current: whether the request is still in the state the activity tells of; of a letter whether it is
 *   open, seen by the person and wanted on the desktop
 *
 * Holds no customer.
 */
typedef struct
{
  BalieActivity *activity;
  char *brand;
  char *model;
  char *plate;
  char *reason;
  int n_requested;
  int n_attention;
  int urgency;
  gboolean is_reminder;
  gboolean is_current;
} BalieNewsItem;

/**
 * BalieNewsMark:
 * @all: number of the entry last looked at; -1 for "from now on"
 * @letters: the same for letters, which stays behind during quiet hours; -1 where @all counts
 *
 * How far somebody has been told.
 */
typedef struct
{
  gint64 all;
  gint64 letters;
} BalieNewsMark;

/**
 * BalieNews:
 * @items: (element-type BalieNewsItem): oldest first
 * @stepped: (element-type utf8): set of the orders whose request took any step
 * @seen: to be given the next time
 * @is_quiet: letters are held back: the person's quiet hours
 * @was_quiet: letters that were held back are among them
 */
typedef struct
{
  GPtrArray *items;
  GHashTable *stepped;
  BalieNewsMark seen;
  gboolean is_quiet;
  gboolean was_quiet;
} BalieNews;

void balie_news_item_free (BalieNewsItem *self);
void balie_news_free (BalieNews *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieNews, balie_news_free)

/* What came after @seen; from now on: no items, only the newest number. */
void balie_news_load_async (BalieDesk *desk,
                            const BalieNewsMark *seen,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
BalieNews *balie_news_load_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS

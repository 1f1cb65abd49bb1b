/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lazy list of letters: where its ids and rows come from. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-letter-list.h"

#include "balie-letters.h"

/* The texts of a query are borrowed by its type; here they are owned. */
typedef struct
{
  BalieLetterQuery query; /* first: a query is also its base */
  char *insurer;
  char *search;
} OwnedQuery;

static void
query_letters (BalieDesk *desk,
               gconstpointer slot,
               gpointer data,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  OwnedQuery *owned = data;

  balie_letters_query_async (desk, slot, &owned->query, cancellable, callback, user_data);
}

static void
free_query (gpointer data)
{
  OwnedQuery *owned = data;

  g_free (owned->insurer);
  g_free (owned->search);
  g_free (owned);
}

static void
free_row (gpointer data)
{
  balie_letter_free (data);
}

static const BalieLazySource source = {
  .table = "letters",
  .query = query_letters,
  .query_finish = balie_letters_query_finish,
  .get_rows = balie_letters_get_rows_async,
  .get_rows_finish = balie_letters_get_rows_finish,
  .free_query = free_query,
  .free_row = free_row,
};

/**
 * balie_letter_list_new:
 * @desk: the desk
 *
 * Returns: (transfer full): a list that is empty until its first query
 */
BalieLazyList *
balie_letter_list_new (BalieDesk *desk)
{
  return balie_lazy_list_new (desk, &source);
}

/**
 * balie_letter_list_set_query:
 * @self: the list
 * @filter: which letters
 * @insurer: of whom, "" for all
 * @search: text as typed
 * @sort: by which column
 * @descending: whether largest first
 *
 * Asks for the ids; the list changes when they arrive, "queried" tells.
 */
void
balie_letter_list_set_query (BalieLazyList *self,
                             BalieLetterFilter filter,
                             const char *insurer,
                             const char *search,
                             BalieLetterSort sort,
                             gboolean descending)
{
  OwnedQuery *owned = g_new0 (OwnedQuery, 1);

  owned->insurer = g_strdup (insurer);
  owned->search = g_strdup (search);
  owned->query.filter = filter;
  owned->query.today = BALIE_DATE_NONE;
  owned->query.insurer = owned->insurer;
  owned->query.search = owned->search;
  owned->query.sort = sort;
  owned->query.descending = descending;
  balie_lazy_list_take_query (self, owned);
}

/**
 * balie_letter_list_get_query:
 * @self: the list
 *
 * Returns: (nullable) (transfer none): what is shown
 */
const BalieLetterQuery *
balie_letter_list_get_query (BalieLazyList *self)
{
  return balie_lazy_list_get_query (self);
}

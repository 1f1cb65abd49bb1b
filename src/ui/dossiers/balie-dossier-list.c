/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lazy list of dossiers: where its ids and rows come from. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-dossier-list.h"

#include "balie-dossiers.h"

/* The texts of a query are borrowed by its type; here they are owned. */
typedef struct
{
  BalieDossierQuery query; /* first: a query is also its base */
  char *search;
} OwnedQuery;

static void
query_dossiers (BalieDesk *desk,
                gconstpointer slot,
                gpointer data,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  OwnedQuery *owned = data;

  owned->query.manager = balie_desk_get_user (desk)->login;
  balie_dossiers_query_async (desk, slot, &owned->query, cancellable, callback, user_data);
}

static void
free_query (gpointer data)
{
  OwnedQuery *owned = data;

  g_free (owned->search);
  g_free (owned);
}

static void
free_row (gpointer data)
{
  balie_dossier_row_free (data);
}

/* A party's change is noted as its dossier's. */
static const BalieLazySource source = {
  .table = "dossiers",
  .query = query_dossiers,
  .query_finish = balie_dossiers_query_finish,
  .get_rows = balie_dossiers_get_rows_async,
  .get_rows_finish = balie_dossiers_get_rows_finish,
  .free_query = free_query,
  .free_row = free_row,
};

/**
 * balie_dossier_list_new:
 * @desk: the desk
 *
 * Returns: (transfer full): a list that is empty until its first query
 */
BalieLazyList *
balie_dossier_list_new (BalieDesk *desk)
{
  return balie_lazy_list_new (desk, &source);
}

/**
 * balie_dossier_list_set_query:
 * @self: the list
 * @filter: which dossiers
 * @search: text as typed
 * @sort: by which column
 * @descending: whether largest first
 *
 * Asks for the ids; the list changes when they arrive, "queried" tells.
 */
void
balie_dossier_list_set_query (BalieLazyList *self,
                              BalieDossierFilter filter,
                              const char *search,
                              BalieDossierSort sort,
                              gboolean descending)
{
  OwnedQuery *owned = g_new0 (OwnedQuery, 1);

  owned->search = g_strdup (search);
  owned->query.filter = filter;
  owned->query.manager = "";
  owned->query.search = owned->search;
  owned->query.sort = sort;
  owned->query.descending = descending;
  balie_lazy_list_take_query (self, owned);
}

/**
 * balie_dossier_list_get_query:
 * @self: the list
 *
 * Returns: (nullable) (transfer none): what is shown
 */
const BalieDossierQuery *
balie_dossier_list_get_query (BalieLazyList *self)
{
  return balie_lazy_list_get_query (self);
}

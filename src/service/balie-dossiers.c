/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading dossiers for lists and counts. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-dossiers.h"

#include "balie-desk-run.h"

/**
 * BalieDossierListQuery:
 * @query: its texts are @manager and @search
 * @manager: (owned)
 * @search: (owned)
 */
typedef struct
{
  BalieDossierQuery query;
  char *manager;
  char *search;
} BalieDossierListQuery;

/**
 * BalieDossierRowsQuery:
 * @ids: (owned): row ids
 */
typedef struct
{
  gsize n_ids;
  guint32 *ids;
} BalieDossierRowsQuery;

static void
free_list_query (gpointer data)
{
  BalieDossierListQuery *list = data;

  g_free (list->manager);
  g_free (list->search);
  g_free (list);
}

static void
free_rows_query (gpointer data)
{
  BalieDossierRowsQuery *rows = data;

  g_free (rows->ids);
  g_free (rows);
}

static gpointer
run_query (BalieDb *db,
           const BalieDeskFacts *facts,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  BalieDossierListQuery *list = data;

  return balie_dossier_table_query (db, &list->query, error);
}

static gpointer
run_get_rows (BalieDb *db,
              const BalieDeskFacts *facts,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  BalieDossierRowsQuery *rows = data;

  return balie_dossier_table_get_rows (db, rows->ids, rows->n_ids, error);
}

static gpointer
run_count (BalieDb *db,
           const BalieDeskFacts *facts,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree gint64 *counts = g_new0 (gint64, BALIE_N_DOSSIER_FILTERS);

  if (!balie_dossier_table_count (db, facts->user->login, counts, error))
    return NULL;
  return g_steal_pointer (&counts);
}

/* Without a manager "mine" are those of the person at the desk. */
void
balie_dossiers_query_async (BalieDesk *desk,
                            gconstpointer slot,
                            const BalieDossierQuery *query,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  BalieDossierListQuery *list = g_new0 (BalieDossierListQuery, 1);

  list->manager =
      g_strdup (query->manager != NULL ? query->manager : balie_desk_get_user (desk)->login);
  list->search = g_strdup (query->search != NULL ? query->search : "");
  list->query = *query;
  list->query.manager = list->manager;
  list->query.search = list->search;
  balie_desk_run_newest_async (desk, slot, run_query, list, free_list_query,
                               (GDestroyNotify) g_array_unref, cancellable, callback, user_data);
}

/**
 * balie_dossiers_query_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location; CANCELLED when a newer query of the same slot was made
 *
 * Returns: (transfer full) (element-type guint32): row ids in display order
 */
GArray *
balie_dossiers_query_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_dossiers_get_rows_async (BalieDesk *desk,
                               const guint32 *ids,
                               gsize n_ids,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  BalieDossierRowsQuery *rows = g_new0 (BalieDossierRowsQuery, 1);

  rows->n_ids = n_ids;
  rows->ids = g_memdup2 (ids, n_ids * sizeof *ids);
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_get_rows, rows,
                        free_rows_query, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                        user_data);
}

/**
 * balie_dossiers_get_rows_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (element-type BalieDossierRow): in the order asked for, %NULL where the
 *   dossier is gone
 */
GPtrArray *
balie_dossiers_get_rows_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_dossiers_count_async (BalieDesk *desk,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_count, NULL, NULL, g_free,
                        cancellable, callback, user_data);
}

/**
 * balie_dossiers_count_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): how many dossiers each filter has; those of the person for "mine"
 */
gint64 *
balie_dossiers_count_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search over everything: what the index finds, with what a list shows of each. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-find.h"

#include "balie-desk-run.h"
#include "balie-dossier-draft.h"
#include "balie-letter-table.h"
#include "balie-notification-rules.h"

typedef struct
{
  char *text;
  guint limit;
} BalieFindAsked;

static void
free_asked (gpointer data)
{
  BalieFindAsked *asked = data;

  g_free (asked->text);
  g_free (asked);
}

/* The only element of @rows, NULL when it is gone. */
static gpointer
steal_only (GPtrArray *rows)
{
  return rows->len == 1 && rows->pdata[0] != NULL ? g_ptr_array_steal_index (rows, 0) : NULL;
}

static gboolean
fill_order (BalieDb *db, BalieFound *found, gint64 id, GError **error)
{
  guint32 row_id = (guint32) id;
  g_autoptr (GPtrArray) rows = balie_order_table_get_rows (db, &row_id, 1, error);

  if (rows == NULL)
    return FALSE;
  found->order = steal_only (rows);
  return TRUE;
}

static gboolean
fill_dossier (BalieDb *db, BalieFound *found, gint64 id, GError **error)
{
  guint32 row_id = (guint32) id;
  g_autoptr (GPtrArray) rows = balie_dossier_table_get_rows (db, &row_id, 1, error);

  if (rows == NULL)
    return FALSE;
  found->dossier = steal_only (rows);
  return TRUE;
}

static gboolean
fill_party (BalieDb *db, BalieFound *found, gint64 id, GError **error)
{
  found->party = balie_party_table_get_by_id (db, id, error);
  if (found->party == NULL)
    return FALSE;
  balie_party_blank_identity (found->party);
  return fill_dossier (db, found, found->party->dossier_id, error);
}

/* Stays empty when it is not in the person's portfolio. */
static gboolean
fill_letter (BalieDb *db, const BalieDeskFacts *facts, BalieFound *found, gint64 id, GError **error)
{
  guint32 row_id = (guint32) id;
  g_autoptr (GPtrArray) rows = balie_letter_table_get_rows (db, &row_id, 1, error);

  if (rows == NULL)
    return FALSE;
  found->letter = steal_only (rows);
  if (found->letter != NULL && !balie_notification_sees (facts->user, found->letter->agency))
    g_clear_pointer (&found->letter, balie_letter_free);
  return TRUE;
}

static gboolean
fill (BalieDb *db, const BalieDeskFacts *facts, BalieFound *found, gint64 id, GError **error)
{
  switch (found->kind)
    {
    case BALIE_FIND_ORDER:
      return fill_order (db, found, id, error);
    case BALIE_FIND_DOSSIER:
      return fill_dossier (db, found, id, error);
    case BALIE_FIND_PARTY:
      return fill_party (db, found, id, error);
    case BALIE_FIND_LETTER:
      return fill_letter (db, facts, found, id, error);
    case BALIE_N_FIND_KINDS:
    default:
      return TRUE;
    }
}

static gboolean
add_hits (BalieDb *db,
          const BalieDeskFacts *facts,
          GArray *hits,
          BalieFindKind kind,
          GPtrArray *all,
          GError **error)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const BalieFindHit *hit = &g_array_index (hits, BalieFindHit, i);
      BalieFound *found;

      if (hit->kind != kind)
        continue;
      found = g_new0 (BalieFound, 1);
      found->kind = kind;
      if (!fill (db, facts, found, hit->id, error))
        {
          balie_found_free (found);
          return FALSE;
        }
      if (found->order != NULL || found->dossier != NULL || found->letter != NULL)
        g_ptr_array_add (all, found);
      else
        balie_found_free (found);
    }
  return TRUE;
}

static gpointer
run_find (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BalieFindAsked *asked = data;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_found_free);
  g_autoptr (GArray) hits = balie_find_table_search (db, asked->text, asked->limit, error);

  if (hits == NULL)
    return NULL;
  for (int kind = 0; kind < BALIE_N_FIND_KINDS; kind++)
    {
      if (!add_hits (db, facts, hits, kind, all, error))
        return NULL;
    }
  return g_steal_pointer (&all);
}

void
balie_found_free (BalieFound *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->order, balie_order_row_free);
  g_clear_pointer (&self->dossier, balie_dossier_row_free);
  g_clear_pointer (&self->party, balie_party_free);
  g_clear_pointer (&self->letter, balie_letter_free);
  g_free (self);
}

void
balie_find_async (BalieDesk *desk,
                  gconstpointer slot,
                  const char *text,
                  guint limit,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  BalieFindAsked *asked = g_new0 (BalieFindAsked, 1);

  asked->text = g_strdup (text);
  asked->limit = limit;
  balie_desk_run_newest_async (desk, slot, run_find, asked, free_asked,
                               (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                               user_data);
}

/**
 * balie_find_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location; CANCELLED when a newer search of the same slot was made
 *
 * Returns: (transfer full) (element-type BalieFound): in the order of the kinds
 */
GPtrArray *
balie_find_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

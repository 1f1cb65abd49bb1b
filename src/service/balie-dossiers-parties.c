/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Known parties: to choose from, where one is used, and who may be the same person. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-dossiers.h"

#include "balie-desk-run.h"
#include "balie-dossier-draft.h"

/* Dossiers shown of one person. */
#define USE_LIMIT 1000

/* Candidates looked at for the same person. */
#define TWIN_LIMIT 200

/**
 * BaliePartiesAsked:
 * @text: (owned): what is searched, a client number or a dossier's number
 */
typedef struct
{
  char *text;
  guint limit;
  BalieEntry entry;
} BaliePartiesAsked;

static void
free_asked (gpointer data)
{
  BaliePartiesAsked *asked = data;

  g_free (asked->text);
  g_free (asked);
}

static BaliePartiesAsked *
make_asked (const char *text, guint limit, BalieEntry entry)
{
  BaliePartiesAsked *asked = g_new0 (BaliePartiesAsked, 1);

  asked->text = g_strdup (text);
  asked->limit = limit;
  asked->entry = entry;
  return asked;
}

static BaliePartyUse *
make_use (BalieDb *db, const BalieParty *party, GError **error)
{
  g_autoptr (BalieDossier) dossier = balie_dossier_table_get_by_id (db, party->dossier_id, error);
  BaliePartyUse *use;

  if (dossier == NULL)
    return NULL;
  use = g_new0 (BaliePartyUse, 1);
  use->party = balie_party_copy (party);
  balie_party_blank_identity (use->party);
  use->dossier_number = g_strdup (dossier->values[BALIE_DOSSIER_NUMBER]);
  use->vehicle = balie_dossier_dup_vehicle_text (dossier);
  use->archived = balie_dossier_is (dossier, BALIE_DOSSIER_ARCHIVED);
  return use;
}

/* @parties: (transfer full) (nullable) */
static GPtrArray *
make_uses (BalieDb *db, GPtrArray *parties, GError **error)
{
  g_autoptr (GPtrArray) owned = parties;
  g_autoptr (GPtrArray) uses =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_party_use_free);

  if (owned == NULL)
    return NULL;
  for (guint i = 0; i < owned->len; i++)
    {
      BaliePartyUse *use = make_use (db, g_ptr_array_index (owned, i), error);

      if (use == NULL)
        return NULL;
      g_ptr_array_add (uses, use);
    }
  return g_steal_pointer (&uses);
}

static gpointer
run_search (BalieDb *db,
            const BalieDeskFacts *facts,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  BaliePartiesAsked *asked = data;

  return make_uses (db, balie_party_table_search (db, asked->text, asked->limit, error), error);
}

static gpointer
run_where_used (BalieDb *db,
                const BalieDeskFacts *facts,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  BaliePartiesAsked *asked = data;

  if (asked->text[0] == '\0')
    return g_ptr_array_new_with_free_func ((GDestroyNotify) balie_party_use_free);
  return make_uses (db, balie_party_table_find_by_client (db, asked->text, asked->limit, error),
                    error);
}

/* Twins */

static gboolean
has_client (GPtrArray *twins, const char *client_number)
{
  for (guint i = 0; i < twins->len; i++)
    {
      const BaliePartyTwin *twin = g_ptr_array_index (twins, i);

      if (g_str_equal (twin->use->party->values[BALIE_PARTY_CLIENT_NUMBER], client_number))
        return TRUE;
    }
  return FALSE;
}

/* One per client number: the parties of one are one person already. */
static gboolean
add_twin (BalieDb *db,
          GPtrArray *twins,
          const BalieParty *party,
          const BalieParty *other,
          BalieLikeness likeness,
          GError **error)
{
  const char *number = other->values[BALIE_PARTY_CLIENT_NUMBER];
  BaliePartyTwin *twin;
  BaliePartyUse *use;

  if (number[0] == '\0' || g_str_equal (number, party->values[BALIE_PARTY_CLIENT_NUMBER]) ||
      has_client (twins, number) || balie_party_compare (party, other) != likeness)
    return TRUE;
  use = make_use (db, other, error);
  if (use == NULL)
    return FALSE;
  twin = g_new0 (BaliePartyTwin, 1);
  twin->use = use;
  twin->likeness = likeness;
  twin->reason = balie_party_dup_likeness_reason (party, other);
  if (twin->reason == NULL)
    twin->reason = g_strdup ("");
  g_ptr_array_add (twins, twin);
  return TRUE;
}

static gpointer
run_find_twins (BalieDb *db,
                const BalieDeskFacts *facts,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  static const BalieLikeness surest_first[] = { BALIE_LIKENESS_SAME, BALIE_LIKENESS_LIKELY };
  BaliePartiesAsked *asked = data;
  g_autoptr (GPtrArray) twins =
      g_ptr_array_new_with_free_func ((GDestroyNotify) balie_party_twin_free);
  g_autoptr (BalieDossierDraft) draft = balie_dossier_draft_open (db, asked->text, error);
  g_autoptr (GPtrArray) candidates = NULL;
  const BalieParty *party;

  if (draft == NULL)
    return NULL;
  party = draft->parties[asked->entry];
  if (!balie_party_is_filled (party))
    return g_steal_pointer (&twins);
  candidates = balie_party_table_find_like (db, party, party->id, TWIN_LIMIT, error);
  if (candidates == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (surest_first); i++)
    for (guint j = 0; j < candidates->len; j++)
      {
        if (!add_twin (db, twins, party, g_ptr_array_index (candidates, j), surest_first[i], error))
          return NULL;
      }
  return g_steal_pointer (&twins);
}

void
balie_party_use_free (BaliePartyUse *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->party, balie_party_free);
  g_free (self->dossier_number);
  g_free (self->vehicle);
  g_free (self);
}

void
balie_party_twin_free (BaliePartyTwin *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->use, balie_party_use_free);
  g_free (self->reason);
  g_free (self);
}

void
balie_parties_search_async (BalieDesk *desk,
                            gconstpointer slot,
                            const char *search,
                            guint limit,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  balie_desk_run_newest_async (
      desk, slot, run_search, make_asked (search != NULL ? search : "", limit, BALIE_ENTRY_NONE),
      free_asked, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * balie_parties_search_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location; CANCELLED when a newer search of the same slot was made
 *
 * Returns: (transfer full) (element-type BaliePartyUse): one per client number
 */
GPtrArray *
balie_parties_search_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_parties_where_used_async (BalieDesk *desk,
                                const char *client_number,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_where_used,
                        make_asked (client_number, USE_LIMIT, BALIE_ENTRY_NONE), free_asked,
                        (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * balie_parties_where_used_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (element-type BaliePartyUse): newest dossier first
 */
GPtrArray *
balie_parties_where_used_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_parties_find_twins_async (BalieDesk *desk,
                                const char *dossier_number,
                                BalieEntry entry,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (balie_entry_is_party (entry));

  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_find_twins,
                        make_asked (dossier_number, 0, entry), free_asked,
                        (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * balie_parties_find_twins_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location; NOT_FOUND
 *
 * Returns: (transfer full) (element-type BaliePartyTwin): the surest first
 */
GPtrArray *
balie_parties_find_twins_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

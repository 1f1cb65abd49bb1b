/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Known persons: taking one over into a party, and two client numbers that are one person. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-desk-run.h"
#include "balie-dossier-change.h"
#include "balie-error.h"
#include "balie-history.h"

#include <glib/gi18n-lib.h>

/* More dossiers than one person will ever have. */
#define MAX_PARTIES_OF_CLIENT 100000

/**
 * BalieKnownParty:
 * @number: (owned): of the dossier
 * @entry: of the party in it
 * @party_id: the known one
 *
 * What the store's thread has to do.
 */
typedef struct
{
  char *number;
  BalieEntry entry;
  gint64 party_id;
} BalieKnownParty;

static void
free_known (gpointer data)
{
  BalieKnownParty *known = data;

  g_free (known->number);
  g_free (known);
}

static gpointer
run_use_party (BalieDb *db,
               const BalieDeskFacts *facts,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  BalieKnownParty *known = data;
  g_autoptr (BalieDossierResult) result = balie_dossier_result_new (known->number);
  g_autoptr (BalieDossierDraft) draft = balie_dossier_draft_open (db, known->number, error);
  g_autoptr (BalieParty) from = NULL;
  BalieParty *party;

  if (draft == NULL)
    return NULL;
  from = balie_party_table_get_by_id (db, known->party_id, error);
  if (from == NULL)
    return NULL;
  party = draft->parties[known->entry];
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      if (i != BALIE_PARTY_INVOICE)
        balie_party_put_value (party, i, from->values[i]);
    }
  balie_party_put_value (party, BALIE_PARTY_PINNED, "yes");
  if (!balie_dossier_draft_save (draft, db, facts, result->activity_ids, error))
    return NULL;
  return g_steal_pointer (&result);
}

/* Merging */

static gboolean
check_two_clients (const BalieParty *kept, const BalieParty *other, GError **error)
{
  const char *number = kept->values[BALIE_PARTY_CLIENT_NUMBER];

  if (number[0] == '\0' || other->values[BALIE_PARTY_CLIENT_NUMBER][0] == '\0')
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           _ ("Only two parties that are filled in can be one person."));
      return FALSE;
    }
  if (!g_str_equal (number, other->values[BALIE_PARTY_CLIENT_NUMBER]))
    return TRUE;
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
               _ ("Both already are the person with client number %s."), number);
  return FALSE;
}

/* Every party of @from in one dossier becomes @to; dossiers with several of them are visited once. */
static gboolean
renumber_dossier (BalieDb *db,
                  const BalieDeskFacts *facts,
                  gint64 dossier_id,
                  const char *from,
                  const char *to,
                  BalieDossierResult *result,
                  GError **error)
{
  g_autoptr (BalieDossierDraft) draft = balie_dossier_draft_open_by_id (db, dossier_id, error);

  if (draft == NULL)
    return FALSE;
  for (int i = 0; i < BALIE_N_PARTIES; i++)
    {
      if (g_str_equal (draft->parties[i]->values[BALIE_PARTY_CLIENT_NUMBER], from))
        balie_party_put_value (draft->parties[i], BALIE_PARTY_CLIENT_NUMBER, to);
    }
  return balie_dossier_draft_save (draft, db, facts, result->activity_ids, error);
}

static gboolean
renumber_client (BalieDb *db,
                 const BalieDeskFacts *facts,
                 const char *from,
                 const char *to,
                 BalieDossierResult *result,
                 GError **error)
{
  g_autoptr (GPtrArray) parties =
      balie_party_table_find_by_client (db, from, MAX_PARTIES_OF_CLIENT, error);

  if (parties == NULL)
    return FALSE;
  for (guint i = 0; i < parties->len; i++)
    {
      const BalieParty *party = g_ptr_array_index (parties, i);

      if (!renumber_dossier (db, facts, party->dossier_id, from, to, result, error))
        return FALSE;
    }
  return TRUE;
}

/* What the party lacks and the other one has. */
static gboolean
fill_in (BalieDb *db,
         const BalieDeskFacts *facts,
         const BalieKnownParty *known,
         const BalieParty *other,
         BalieDossierResult *result,
         GError **error)
{
  g_autoptr (BalieDossierDraft) draft = balie_dossier_draft_open (db, known->number, error);
  g_autoptr (GPtrArray) differences = NULL;

  if (draft == NULL)
    return FALSE;
  differences = balie_party_plan_merge (draft->parties[known->entry], other);
  for (guint i = 0; i < differences->len; i++)
    {
      const BaliePartyDifference *difference = g_ptr_array_index (differences, i);

      if (difference->take && difference->decision == BALIE_LOAD_FILL)
        balie_party_put_value (draft->parties[known->entry], difference->field,
                               difference->new_value);
    }
  return balie_dossier_draft_save (draft, db, facts, result->activity_ids, error);
}

static gpointer
run_merge (BalieDb *db,
           const BalieDeskFacts *facts,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  BalieKnownParty *known = data;
  g_autoptr (BalieDossierResult) result = balie_dossier_result_new (known->number);
  g_autoptr (BalieDossierDraft) draft = balie_dossier_draft_open (db, known->number, error);
  g_autoptr (BalieParty) other = NULL;
  const char *from;
  const char *to;

  if (draft == NULL)
    return NULL;
  other = balie_party_table_get_by_id (db, known->party_id, error);
  if (other == NULL || !check_two_clients (draft->parties[known->entry], other, error))
    return NULL;
  from = other->values[BALIE_PARTY_CLIENT_NUMBER];
  to = draft->parties[known->entry]->values[BALIE_PARTY_CLIENT_NUMBER];
  if (!balie_history_add_of_dossier (db, facts, BALIE_ACTIVITY_PARTIES_MERGED, known->number,
                                     balie_entry_to_code (known->entry), "", from, to, error) ||
      !renumber_client (db, facts, from, to, result, error) ||
      !fill_in (db, facts, known, other, result, error))
    return NULL;
  return g_steal_pointer (&result);
}

static void
run_on_store (BalieDesk *desk,
              BalieDeskFunc func,
              const BalieKnownParty *template,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  BalieKnownParty *known = g_memdup2 (template, sizeof *template);

  known->number = g_strdup (template->number);
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_EDIT_DOSSIER, func, known, free_known,
                        (GDestroyNotify) balie_dossier_result_free, cancellable, callback,
                        user_data);
}

void
balie_dossier_use_party_async (BalieDesk *desk,
                               const char *number,
                               BalieEntry entry,
                               gint64 party_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  const BalieKnownParty known = { (char *) number, entry, party_id };

  g_return_if_fail (balie_entry_is_party (entry));

  run_on_store (desk, run_use_party, &known, cancellable, callback, user_data);
}

void
balie_dossier_merge_clients_async (BalieDesk *desk,
                                   const char *number,
                                   BalieEntry entry,
                                   gint64 other_party_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  const BalieKnownParty known = { (char *) number, entry, other_party_id };

  g_return_if_fail (balie_entry_is_party (entry));

  run_on_store (desk, run_merge, &known, cancellable, callback, user_data);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading a customer of Driver2 or KP into a party, by a plan that the person has seen. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-dossier-load.h"

#include "balie-customer-import.h"
#include "balie-desk-run.h"
#include "balie-dossier-change.h"
#include "balie-error.h"
#include "balie-history.h"
#include "balie-other-tables.h"

#include <glib/gi18n-lib.h>

/**
 * BaliePartyLoad:
 * @customer: (owned) (nullable): to plan with
 * @plan: (owned) (nullable): to load by
 *
 * What the store's thread has to do.
 */
typedef struct
{
  char *number;
  BalieEntry entry;
  BalieCustomer *customer;
  BaliePartyPlan *plan;
} BaliePartyLoad;

static void
free_load (gpointer data)
{
  BaliePartyLoad *load = data;

  g_free (load->number);
  g_clear_pointer (&load->customer, balie_customer_free);
  g_clear_pointer (&load->plan, balie_party_plan_free);
  g_free (load);
}

static BaliePartyLoad *
make_load (const char *number, BalieEntry entry)
{
  BaliePartyLoad *load = g_new0 (BaliePartyLoad, 1);

  load->number = g_strdup (number);
  load->entry = entry;
  return load;
}

static gboolean
check_is_loadable (BalieEntry entry, GError **error)
{
  if (balie_entry_is_loadable (entry))
    return TRUE;
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
               /* Translators: %s is an entry such as “Insurer”. */
               _ ("%s can’t be loaded from Driver2."), balie_entry_to_label (entry));
  return FALSE;
}

static gpointer
run_plan (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BaliePartyLoad *load = data;
  g_autoptr (BalieDossierDraft) draft = NULL;

  if (!check_is_loadable (load->entry, error))
    return NULL;
  draft = balie_dossier_draft_open (db, load->number, error);
  if (draft == NULL)
    return NULL;
  return balie_party_plan_new (draft->parties[load->entry], load->customer);
}

static gboolean
is_same_difference (const BaliePartyDifference *a, const BaliePartyDifference *b)
{
  return a->field == b->field && a->decision == b->decision &&
         g_strcmp0 (a->old_value, b->old_value) == 0 && g_strcmp0 (a->new_value, b->new_value) == 0;
}

gboolean
balie_party_plan_is_current (const BaliePartyPlan *plan, const BalieParty *party)
{
  g_autoptr (BaliePartyPlan) now = balie_party_plan_new (party, plan->customer);

  if (now->other_person != plan->other_person || now->differences->len != plan->differences->len)
    return FALSE;
  for (guint i = 0; i < now->differences->len; i++)
    {
      if (!is_same_difference (g_ptr_array_index (now->differences, i),
                               g_ptr_array_index (plan->differences, i)))
        return FALSE;
    }
  return TRUE;
}

void
balie_dossier_set_plan_is_stale (GError **error)
{
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CONFLICT,
                       _ ("Somebody changed the dossier meanwhile. Look at the differences again "
                          "before you load."));
}

static gboolean
driver2_is_configured (BalieDb *db, gboolean *configured, GError **error)
{
  g_autoptr (BalieRemoteConfig) config = balie_remote_table_get (db, "driver2", error);

  if (config == NULL)
    return FALSE;
  *configured = config->url[0] != '\0';
  return TRUE;
}

/* A person who was made in Driver2 already has their number at once. */
static gboolean
take_import (BalieDb *db, BalieParty *party, const char *key, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (BalieCustomerImport) import = balie_customer_import_table_get (db, key, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (import != NULL && import->state == BALIE_IMPORT_DONE)
    {
      balie_party_put_value (party, BALIE_PARTY_EXTERNAL_REFERENCE, import->number);
      balie_party_record_loaded (party, BALIE_PARTY_EXTERNAL_REFERENCE, import->number);
    }
  else
    balie_party_put_value (party, BALIE_PARTY_IMPORT, key);
  return TRUE;
}

static gboolean
queue_import (BalieDb *db,
              const BalieDeskFacts *facts,
              const BalieCustomer *customer,
              BalieParty *party,
              GError **error)
{
  g_autofree char *key = NULL;
  gboolean configured;

  if (customer->source != BALIE_SOURCE_KP ||
      party->values[BALIE_PARTY_EXTERNAL_REFERENCE][0] != '\0')
    return TRUE;
  if (!driver2_is_configured (db, &configured, error))
    return FALSE;
  if (!configured)
    return TRUE;
  key = balie_customer_import_queue (db, facts, customer, error);
  return key != NULL && take_import (db, party, key, error);
}

gboolean
balie_dossier_draft_load (BalieDossierDraft *draft,
                          BalieDb *db,
                          const BalieDeskFacts *facts,
                          BalieEntry entry,
                          const BaliePartyPlan *plan,
                          gboolean pin,
                          GError **error)
{
  BalieParty *party = draft->parties[entry];

  balie_party_plan_apply (plan, party, pin, facts->now);
  return queue_import (db, facts, plan->customer, party, error) &&
         balie_history_add_of_dossier (db, facts, BALIE_ACTIVITY_PARTY_LOADED,
                                       draft->before->values[BALIE_DOSSIER_NUMBER],
                                       balie_entry_to_code (entry), "", "",
                                       balie_source_to_code (plan->customer->source), error);
}

static gpointer
run_load (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BaliePartyLoad *load = data;
  g_autoptr (BalieDossierResult) result = balie_dossier_result_new (load->number);
  g_autoptr (BalieDossierDraft) draft = NULL;

  if (!check_is_loadable (load->entry, error))
    return NULL;
  draft = balie_dossier_draft_open (db, load->number, error);
  if (draft == NULL)
    return NULL;
  if (!balie_party_plan_is_current (load->plan, draft->parties[load->entry]))
    {
      balie_dossier_set_plan_is_stale (error);
      return NULL;
    }
  if (!balie_dossier_draft_load (draft, db, facts, load->entry, load->plan, TRUE, error) ||
      !balie_dossier_draft_save (draft, db, facts, result->activity_ids, error))
    return NULL;
  return g_steal_pointer (&result);
}

void
balie_dossier_plan_load_async (BalieDesk *desk,
                               const char *number,
                               BalieEntry entry,
                               const BalieCustomer *customer,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  BaliePartyLoad *load = make_load (number, entry);

  load->customer = balie_customer_copy (customer);
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_EDIT_DOSSIER, run_plan, load, free_load,
                        (GDestroyNotify) balie_party_plan_free, cancellable, callback, user_data);
}

/**
 * balie_dossier_plan_load_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, NOT_FOUND, INVALID_INPUT (the entry is not loaded)
 *
 * Returns: (transfer full): what loading would do
 */
BaliePartyPlan *
balie_dossier_plan_load_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_dossier_load_async (BalieDesk *desk,
                          const char *number,
                          BalieEntry entry,
                          const BaliePartyPlan *plan,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  BaliePartyLoad *load = make_load (number, entry);

  load->plan = balie_party_plan_copy (plan);
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_EDIT_DOSSIER, run_load, load, free_load,
                        (GDestroyNotify) balie_dossier_result_free, cancellable, callback,
                        user_data);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Creating a dossier. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-desk-run.h"
#include "balie-dossier-change.h"

static gpointer
run_create (BalieDb *db,
            const BalieDeskFacts *facts,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  GPtrArray *values = data;
  g_autoptr (BalieDossierDraft) draft = balie_dossier_draft_new ();

  if (!balie_dossier_changes_force (db, draft, values, error) ||
      !balie_dossier_draft_insert (draft, db, facts, error))
    return NULL;
  return balie_dossier_result_new (draft->dossier->values[BALIE_DOSSIER_NUMBER]);
}

void
balie_dossier_create_async (BalieDesk *desk,
                            GPtrArray *values,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_EDIT_DOSSIER, run_create,
                        balie_dossier_changes_copy (values), (GDestroyNotify) g_ptr_array_unref,
                        (GDestroyNotify) balie_dossier_result_free, cancellable, callback,
                        user_data);
}

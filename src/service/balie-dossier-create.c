/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Creating a dossier. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-desk-run.h"
#include "balie-dossier-change.h"

/* Its number may be given here, as nowhere else. */
static gboolean
set_value (BalieDb *db,
           BalieDossierDraft *draft,
           GPtrArray *values,
           const BalieDossierChange *value,
           GError **error)
{
  g_autofree char *wanted = NULL;
  BalieDossierTarget target;

  if (!balie_dossier_target_find (&target, value->entry, value->field, error))
    return FALSE;
  wanted = balie_dossier_change_dup_wanted (draft, values, &target, value->value, error);
  if (wanted == NULL)
    return FALSE;
  if (wanted[0] == '\0')
    return TRUE;
  if ((target.entry != BALIE_ENTRY_NONE || target.field != BALIE_DOSSIER_NUMBER) &&
      !balie_dossier_change_check (db, &target, "", wanted, error))
    return FALSE;
  balie_dossier_draft_set (draft, &target, wanted);
  return TRUE;
}

static gpointer
run_create (BalieDb *db,
            const BalieDeskFacts *facts,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  GPtrArray *values = data;
  g_autoptr (BalieDossierDraft) draft = balie_dossier_draft_new ();

  for (guint i = 0; i < values->len; i++)
    {
      if (!set_value (db, draft, values, g_ptr_array_index (values, i), error))
        return NULL;
    }
  if (!balie_dossier_draft_insert (draft, db, facts, error))
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

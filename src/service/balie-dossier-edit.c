/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing a dossier by hand, emptying a party, and undoing what any deed wrote. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-dossier-edit.h"

#include "balie-desk-run.h"
#include "balie-dossier-change.h"
#include "balie-error.h"
#include "balie-other-tables.h"

#include <glib/gi18n-lib.h>

/**
 * BalieDossierEdit:
 * @changes: (owned) (element-type BalieDossierChange) (nullable): for an edit
 * @activity_ids: (owned) (nullable): for an undo
 * @entry: for emptying a party
 *
 * What the store's thread has to do.
 */
typedef struct
{
  char *number;
  GPtrArray *changes;
  GArray *activity_ids;
  BalieEntry entry;
} BalieDossierEdit;

static void
free_edit (gpointer data)
{
  BalieDossierEdit *edit = data;

  g_free (edit->number);
  g_clear_pointer (&edit->changes, g_ptr_array_unref);
  g_clear_pointer (&edit->activity_ids, g_array_unref);
  g_free (edit);
}

static gpointer
run_edit (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BalieDossierEdit *edit = data;
  g_autoptr (BalieDossierResult) result = balie_dossier_result_new (edit->number);
  g_autoptr (BalieDossierDraft) draft = balie_dossier_draft_open (db, edit->number, error);

  if (draft == NULL || !balie_dossier_changes_apply (db, draft, edit->changes, result, error) ||
      !balie_dossier_draft_save (draft, db, facts, result->activity_ids, error))
    return NULL;
  return g_steal_pointer (&result);
}

static gpointer
run_clear_party (BalieDb *db,
                 const BalieDeskFacts *facts,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  BalieDossierEdit *edit = data;
  g_autoptr (BalieDossierResult) result = balie_dossier_result_new (edit->number);
  g_autoptr (BalieDossierDraft) draft = balie_dossier_draft_open (db, edit->number, error);

  if (draft == NULL)
    return NULL;
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    balie_party_put_value (draft->parties[edit->entry], i, "");
  if (!balie_dossier_draft_save (draft, db, facts, result->activity_ids, error))
    return NULL;
  return g_steal_pointer (&result);
}

/* Undo */

/**
 * BalieReversal:
 * @dossier_number: (owned)
 * @expected: (owned): the newest new value, which must still stand
 * @value: (owned): the oldest old value, which comes back
 *
 * One field turned round.
 */
typedef struct
{
  char *dossier_number;
  BalieDossierTarget target;
  char *expected;
  char *value;
} BalieReversal;

static void
free_reversal (gpointer data)
{
  BalieReversal *reversal = data;

  g_free (reversal->dossier_number);
  g_free (reversal->expected);
  g_free (reversal->value);
  g_free (reversal);
}

static BalieReversal *
find_reversal (GPtrArray *reversals, const char *number, const BalieDossierTarget *target)
{
  for (guint i = 0; i < reversals->len; i++)
    {
      BalieReversal *reversal = g_ptr_array_index (reversals, i);

      if (reversal->target.entry == target->entry && reversal->target.field == target->field &&
          g_str_equal (reversal->dossier_number, number))
        return reversal;
    }
  return NULL;
}

static gboolean
read_target (const BalieActivity *activity, BalieDossierTarget *target, GError **error)
{
  BalieEntry entry = BALIE_ENTRY_NONE;

  if (activity->kind != BALIE_ACTIVITY_FIELD_CHANGED || activity->dossier_number[0] == '\0' ||
      (activity->entry[0] != '\0' && !balie_entry_from_code (activity->entry, &entry)))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           _ ("Only a changed value of a dossier can be restored."));
      return FALSE;
    }
  /* A value that was kept differs from the one before it. */
  if (activity->old_value[0] == '\0' && activity->new_value[0] == '\0')
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           _ ("The earlier value is no longer kept: it was erased from the "
                              "history."));
      return FALSE;
    }
  return balie_dossier_target_find (target, entry, activity->field, error);
}

/* Lines come oldest first, so of a field with several of them the oldest old value is wanted. */
static gboolean
add_reversal (GPtrArray *reversals, const BalieActivity *activity, GError **error)
{
  BalieReversal *reversal;
  BalieDossierTarget target;

  if (!read_target (activity, &target, error))
    return FALSE;
  reversal = find_reversal (reversals, activity->dossier_number, &target);
  if (reversal == NULL)
    {
      reversal = g_new0 (BalieReversal, 1);
      reversal->dossier_number = g_strdup (activity->dossier_number);
      reversal->target = target;
      reversal->value = g_strdup (activity->old_value);
      g_ptr_array_add (reversals, reversal);
    }
  g_free (reversal->expected);
  reversal->expected = g_strdup (activity->new_value);
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static GPtrArray *
read_reversals (BalieDb *db, GArray *activity_ids, GError **error)
{
  g_autoptr (GPtrArray) reversals = g_ptr_array_new_with_free_func (free_reversal);

  g_array_sort (activity_ids, compare_ids);
  for (guint i = 0; i < activity_ids->len; i++)
    {
      gint64 id = g_array_index (activity_ids, gint64, i);
      g_autoptr (BalieActivity) activity = balie_activity_table_get (db, id, error);

      if (activity == NULL || !add_reversal (reversals, activity, error))
        return NULL;
    }
  return g_steal_pointer (&reversals);
}

static gboolean
apply_reversal (BalieDb *db,
                BalieDossierDraft *draft,
                const BalieReversal *reversal,
                BalieDossierResult *result,
                GError **error)
{
  const char *stored = balie_dossier_draft_get_stored (draft, &reversal->target);

  if (g_str_equal (stored, reversal->value))
    return TRUE;
  if (g_str_equal (stored, reversal->expected))
    {
      balie_dossier_draft_set (draft, &reversal->target, reversal->value);
      return TRUE;
    }
  /* What a person can't see is not theirs to decide about. */
  return reversal->target.spec->hidden ||
         balie_dossier_add_conflict (db, draft, &reversal->target, reversal->value, result, error);
}

/* Whoever is still somebody keeps the number that is theirs; it is given up only with all data. */
static void
keep_client_numbers (BalieDossierDraft *draft)
{
  for (int i = 0; i < BALIE_N_PARTIES; i++)
    {
      const char *before = draft->parties_before[i]->values[BALIE_PARTY_CLIENT_NUMBER];
      BalieParty *party = draft->parties[i];

      if (party->values[BALIE_PARTY_CLIENT_NUMBER][0] == '\0' && before[0] != '\0' &&
          balie_party_is_filled (party))
        balie_party_put_value (party, BALIE_PARTY_CLIENT_NUMBER, before);
    }
}

/* All reversals of one dossier; the first of them names it. */
static gboolean
undo_in_dossier (BalieDb *db,
                 const BalieDeskFacts *facts,
                 GPtrArray *reversals,
                 const char *number,
                 BalieDossierResult *result,
                 GError **error)
{
  g_autoptr (BalieDossierDraft) draft = balie_dossier_draft_open (db, number, error);

  if (draft == NULL)
    return FALSE;
  for (guint i = 0; i < reversals->len; i++)
    {
      const BalieReversal *reversal = g_ptr_array_index (reversals, i);

      if (g_str_equal (reversal->dossier_number, number) &&
          !apply_reversal (db, draft, reversal, result, error))
        return FALSE;
    }
  keep_client_numbers (draft);
  return balie_dossier_draft_save (draft, db, facts, result->activity_ids, error);
}

static gpointer
run_undo (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BalieDossierEdit *edit = data;
  g_autoptr (BalieDossierResult) result = balie_dossier_result_new (edit->number);
  g_autoptr (GPtrArray) reversals = read_reversals (db, edit->activity_ids, error);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  if (reversals == NULL)
    return NULL;
  for (guint i = 0; i < reversals->len; i++)
    {
      BalieReversal *reversal = g_ptr_array_index (reversals, i);

      if (g_hash_table_add (done, reversal->dossier_number) &&
          !undo_in_dossier (db, facts, reversals, reversal->dossier_number, result, error))
        return NULL;
    }
  return g_steal_pointer (&result);
}

static void
run_on_store (BalieDesk *desk,
              BalieDeskFunc func,
              BalieDossierEdit *edit,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_EDIT_DOSSIER, func, edit, free_edit,
                        (GDestroyNotify) balie_dossier_result_free, cancellable, callback,
                        user_data);
}

static BalieDossierEdit *
make_edit (const char *number)
{
  BalieDossierEdit *edit = g_new0 (BalieDossierEdit, 1);

  edit->number = g_strdup (number);
  edit->entry = BALIE_ENTRY_NONE;
  return edit;
}

/**
 * balie_dossier_edit_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, NOT_FOUND, INVALID_INPUT, CONFLICT
 *
 * Returns: (transfer full): what was written and what was not
 */
BalieDossierResult *
balie_dossier_edit_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_dossier_edit_async (BalieDesk *desk,
                          const char *number,
                          GPtrArray *changes,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  BalieDossierEdit *edit = make_edit (number);

  edit->changes = balie_dossier_changes_copy (changes);
  run_on_store (desk, run_edit, edit, cancellable, callback, user_data);
}

void
balie_dossier_undo_async (BalieDesk *desk,
                          const char *number,
                          GArray *activity_ids,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  BalieDossierEdit *edit = make_edit (number);

  edit->activity_ids = g_array_copy (activity_ids);
  run_on_store (desk, run_undo, edit, cancellable, callback, user_data);
}

void
balie_dossier_clear_party_async (BalieDesk *desk,
                                 const char *number,
                                 BalieEntry entry,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  BalieDossierEdit *edit;

  g_return_if_fail (balie_entry_is_party (entry));

  edit = make_edit (number);
  edit->entry = entry;
  run_on_store (desk, run_clear_party, edit, cancellable, callback, user_data);
}

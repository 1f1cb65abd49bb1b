/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing an order by hand: each field is written only when it still holds what the person saw. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-order-edit.h"

#include "balie-desk-run.h"
#include "balie-error.h"
#include "balie-explain.h"
#include "balie-order-write.h"
#include "balie-other-tables.h"

#include <glib/gi18n-lib.h>

/* How far back the history is searched for who changed a field. */
#define HISTORY_DEPTH 500

/**
 * BalieOrderEdit:
 * @changes: (owned) (element-type BalieOrderChange) (nullable): for an edit
 * @activity_ids: (owned) (nullable): for an undo
 *
 * What the store's thread has to do.
 */
typedef struct
{
  char *number;
  GPtrArray *changes;
  GArray *activity_ids;
} BalieOrderEdit;

static void
free_change (gpointer data)
{
  BalieOrderChange *change = data;

  g_free (change->base);
  g_free (change->value);
  g_free (change);
}

static void
free_conflict (gpointer data)
{
  BalieOrderConflict *conflict = data;

  g_free (conflict->mine);
  g_free (conflict->theirs);
  g_free (conflict->their_actor);
  g_free (conflict);
}

static void
free_edit (gpointer data)
{
  BalieOrderEdit *edit = data;

  g_free (edit->number);
  g_clear_pointer (&edit->changes, g_ptr_array_unref);
  g_clear_pointer (&edit->activity_ids, g_array_unref);
  g_free (edit);
}

static BalieOrderEditResult *
make_result (void)
{
  BalieOrderEditResult *result = g_new0 (BalieOrderEditResult, 1);

  result->conflicts = g_ptr_array_new_with_free_func (free_conflict);
  result->activity_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return result;
}

/* Both as the order would hold them: "2026-03-06" and "06-03-2026" are the same date. */
static gboolean
holds_value (const BalieOrder *order, BalieOrderField field, const char *text)
{
  g_autoptr (BalieOrder) other = balie_order_copy (order);

  return balie_order_set_value (other, field, text, NULL) &&
         balie_order_field_equal (order, other, field);
}

/* Who wrote the value that stands there now; left empty when history doesn't say. */
static gboolean
find_their_change (BalieDb *db, const char *number, BalieOrderConflict *conflict, GError **error)
{
  const char *code = balie_order_field_get_info (conflict->field)->code;
  g_autoptr (GPtrArray) history =
      balie_activity_table_get_of_order (db, number, HISTORY_DEPTH, error);

  if (history == NULL)
    return FALSE;
  conflict->their_actor = g_strdup ("");
  for (guint i = 0; i < history->len; i++)
    {
      const BalieActivity *activity = g_ptr_array_index (history, i);

      if (activity->kind != BALIE_ACTIVITY_FIELD_CHANGED || !g_str_equal (activity->field, code))
        continue;
      g_free (conflict->their_actor);
      conflict->their_actor = g_strdup (activity->actor);
      conflict->their_time = activity->at;
      break;
    }
  return TRUE;
}

static gboolean
add_conflict (BalieDb *db,
              const BalieOrder *stored,
              const BalieOrder *wanted,
              BalieOrderField field,
              BalieOrderEditResult *result,
              GError **error)
{
  BalieOrderConflict *conflict = g_new0 (BalieOrderConflict, 1);

  conflict->field = field;
  conflict->mine = balie_order_dup_value (wanted, field);
  conflict->theirs = balie_order_dup_value (stored, field);
  g_ptr_array_add (result->conflicts, conflict);
  return find_their_change (db, stored->number, conflict, error);
}

/* Puts one change into @order, or into the conflicts. @stored is what the database holds. */
static gboolean
apply_change (BalieDb *db,
              const BalieOrder *stored,
              BalieOrder *order,
              const BalieOrderChange *change,
              BalieOrderEditResult *result,
              GError **error)
{
  g_autoptr (BalieOrder) wanted = balie_order_copy (stored);

  if (!balie_order_set_value (wanted, change->field, change->value, error))
    return FALSE;
  if (balie_order_field_equal (stored, wanted, change->field))
    return TRUE;
  if (change->field == BALIE_ORDER_FIELD_NUMBER)
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           _ ("The number of an order can’t be changed."));
      return FALSE;
    }
  if (!holds_value (stored, change->field, change->base))
    return add_conflict (db, stored, wanted, change->field, result, error);
  return balie_order_set_value (order, change->field, change->value, error);
}

static gboolean
check_may_write (BalieDb *db,
                 const BalieDeskFacts *facts,
                 const BalieOrder *before,
                 const BalieOrder *after,
                 GError **error)
{
  if (before->approved != after->approved &&
      !balie_desk_facts_check (facts, BALIE_DEED_TICK_APPROVED, error))
    return FALSE;
  return balie_order_check_not_sending (db, before, after, error);
}

static gboolean
is_unchanged (const BalieOrder *a, const BalieOrder *b)
{
  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      if (!balie_order_field_equal (a, b, i))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_order (BalieDb *db,
             const BalieDeskFacts *facts,
             const BalieOrder *before,
             BalieOrder *after,
             BalieOrderEditResult *result,
             GError **error)
{
  BalieExplained explained;

  balie_order_settle_planned_on (after, facts->today);
  if (is_unchanged (before, after))
    return TRUE;
  return check_may_write (db, facts, before, after, error) &&
         balie_explain_compute (db, facts, after, &explained, error) &&
         balie_order_write_changed (db, facts, before, after, &explained.explanation,
                                    result->activity_ids, error);
}

static BalieOrderEditResult *
apply_changes (BalieDb *db,
               const BalieDeskFacts *facts,
               const char *number,
               GPtrArray *changes,
               GError **error)
{
  g_autoptr (BalieOrderEditResult) result = make_result ();
  g_autoptr (BalieOrderRow) row = balie_order_table_get (db, number, error);

  if (row == NULL)
    return NULL;
  result->order = balie_order_copy (row->order);
  for (guint i = 0; i < changes->len; i++)
    {
      if (!apply_change (db, row->order, result->order, g_ptr_array_index (changes, i), result,
                         error))
        return NULL;
    }
  if (!write_order (db, facts, row->order, result->order, result, error))
    return NULL;
  return g_steal_pointer (&result);
}

static gpointer
run_edit (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BalieOrderEdit *edit = data;

  return apply_changes (db, facts, edit->number, edit->changes, error);
}

static BalieOrderChange *
find_change (GPtrArray *changes, BalieOrderField field)
{
  for (guint i = 0; i < changes->len; i++)
    {
      BalieOrderChange *change = g_ptr_array_index (changes, i);

      if (change->field == field)
        return change;
    }
  return NULL;
}

/* Turns one line of history round. Lines come oldest first, so of a field with several of them the
 * oldest old value is wanted, and the newest new value must still stand. */
static gboolean
add_reverse_change (GPtrArray *changes,
                    const BalieActivity *activity,
                    const char *number,
                    GError **error)
{
  BalieOrderChange *change;
  BalieOrderField field;

  if (activity->kind != BALIE_ACTIVITY_FIELD_CHANGED ||
      !g_str_equal (activity->order_number, number) ||
      !balie_order_field_find (activity->field, &field))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           _ ("Only a changed value of this order can be restored."));
      return FALSE;
    }
  change = find_change (changes, field);
  if (change == NULL)
    {
      balie_order_changes_add (changes, field, activity->new_value, activity->old_value);
      return TRUE;
    }
  g_free (change->base);
  change->base = g_strdup (activity->new_value);
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static gpointer
run_undo (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BalieOrderEdit *edit = data;
  g_autoptr (GPtrArray) changes = balie_order_changes_new ();

  g_array_sort (edit->activity_ids, compare_ids);
  for (guint i = 0; i < edit->activity_ids->len; i++)
    {
      gint64 id = g_array_index (edit->activity_ids, gint64, i);
      g_autoptr (BalieActivity) activity = balie_activity_table_get (db, id, error);

      if (activity == NULL || !add_reverse_change (changes, activity, edit->number, error))
        return NULL;
    }
  return apply_changes (db, facts, edit->number, changes, error);
}

/* Every value goes through the reader of its field, as if it had been typed. */
static BalieOrder *
normalize_order (const BalieOrder *order, GError **error)
{
  g_autoptr (BalieOrder) clean = balie_order_new ();

  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      g_autofree char *value = balie_order_dup_value (order, i);

      if (!balie_order_set_value (clean, i, value, error))
        return NULL;
    }
  if (clean->number[0] == '\0')
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           _ ("An order needs a number."));
      return NULL;
    }
  return g_steal_pointer (&clean);
}

/* @row stays NULL when there is none. */
static gboolean
find_row (BalieDb *db, const char *number, BalieOrderRow **row, GError **error)
{
  g_autoptr (GError) local = NULL;

  balie_order_table_has (db, number, row, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gpointer
run_create (BalieDb *db,
            const BalieDeskFacts *facts,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (BalieOrder) order = normalize_order (data, error);
  g_autoptr (BalieOrderRow) existing = NULL;
  BalieExplained explained;

  if (order == NULL || !find_row (db, order->number, &existing, error))
    return NULL;
  if (existing != NULL)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_CONFLICT, _ ("There already is an order %s."),
                   order->number);
      return NULL;
    }
  if (order->approved && !balie_desk_facts_check (facts, BALIE_DEED_TICK_APPROVED, error))
    return NULL;
  balie_order_settle_planned_on (order, facts->today);
  if (!balie_explain_compute (db, facts, order, &explained, error) ||
      !balie_order_write_new (db, facts, order, &explained.explanation, error))
    return NULL;
  return g_steal_pointer (&order);
}

GPtrArray *
balie_order_changes_new (void)
{
  return g_ptr_array_new_with_free_func (free_change);
}

void
balie_order_changes_add (GPtrArray *changes,
                         BalieOrderField field,
                         const char *base,
                         const char *value)
{
  BalieOrderChange *change = g_new0 (BalieOrderChange, 1);

  change->field = field;
  change->base = g_strdup (base);
  change->value = g_strdup (value);
  g_ptr_array_add (changes, change);
}

void
balie_order_edit_result_free (BalieOrderEditResult *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->order, balie_order_free);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_clear_pointer (&self->activity_ids, g_array_unref);
  g_free (self);
}

void
balie_order_edit_async (BalieDesk *desk,
                        const char *number,
                        GPtrArray *changes,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  BalieOrderEdit *edit = g_new0 (BalieOrderEdit, 1);

  edit->number = g_strdup (number);
  edit->changes = balie_order_changes_new ();
  for (guint i = 0; i < changes->len; i++)
    {
      const BalieOrderChange *change = g_ptr_array_index (changes, i);

      balie_order_changes_add (edit->changes, change->field, change->base, change->value);
    }
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_EDIT_ORDER, run_edit, edit, free_edit,
                        (GDestroyNotify) balie_order_edit_result_free, cancellable, callback,
                        user_data);
}

/**
 * balie_order_edit_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, NOT_FOUND, INVALID_INPUT (a value can't be read), BUSY
 *   (a request is being sent)
 *
 * Returns: (transfer full): what was written and what was not
 */
BalieOrderEditResult *
balie_order_edit_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_order_create_async (BalieDesk *desk,
                          const BalieOrder *order,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_EDIT_ORDER, run_create,
                        balie_order_copy (order), (GDestroyNotify) balie_order_free,
                        (GDestroyNotify) balie_order_free, cancellable, callback, user_data);
}

/**
 * balie_order_create_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location: NOT_PERMITTED, CONFLICT (the number exists), INVALID_INPUT
 *
 * Returns: (transfer full): the order as stored
 */
BalieOrder *
balie_order_create_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_order_undo_async (BalieDesk *desk,
                        const char *number,
                        GArray *activity_ids,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  BalieOrderEdit *edit = g_new0 (BalieOrderEdit, 1);

  edit->number = g_strdup (number);
  edit->activity_ids = g_array_copy (activity_ids);
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_EDIT_ORDER, run_undo, edit, free_edit,
                        (GDestroyNotify) balie_order_edit_result_free, cancellable, callback,
                        user_data);
}

/**
 * balie_order_undo_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location, as of an edit
 *
 * Returns: (transfer full): as of an edit; a value changed since is a conflict
 */
BalieOrderEditResult *
balie_order_undo_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

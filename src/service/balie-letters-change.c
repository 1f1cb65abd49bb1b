/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marking, linking and filing letters; every change is history, and undone by it. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-letters.h"

#include "balie-desk-run.h"
#include "balie-dossier-table.h"
#include "balie-error.h"
#include "balie-history.h"
#include "balie-letter-rules.h"
#include "balie-notification-rules.h"
#include "balie-other-tables.h"

#include <glib/gi18n-lib.h>

/**
 * BalieLetterChange:
 * @ids: (owned) (element-type gint64): letters, or lines of history
 * @order_number: (owned) (nullable)
 * @dossier_number: (owned) (nullable)
 *
 * What is to be changed, on its way to the store's thread.
 */
typedef struct
{
  GArray *ids;
  BalieLetterState state;
  char *order_number;
  char *dossier_number;
} BalieLetterChange;

static void
free_change (gpointer data)
{
  BalieLetterChange *change = data;

  g_array_unref (change->ids);
  g_free (change->order_number);
  g_free (change->dossier_number);
  g_free (change);
}

static BalieLetterChange *
make_change (const gint64 *ids, gsize n_ids)
{
  BalieLetterChange *change = g_new0 (BalieLetterChange, 1);

  change->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (change->ids, ids, (guint) n_ids);
  return change;
}

static BalieLettersResult *
make_result (void)
{
  BalieLettersResult *result = g_new0 (BalieLettersResult, 1);

  result->activity_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return result;
}

static void
replace (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
}

static const char *
get_state_code (BalieLetterState state)
{
  return state == BALIE_LETTER_DONE ? "done" : "open";
}

static gboolean
note (BalieDb *db,
      const BalieDeskFacts *facts,
      const BalieLetter *letter,
      const char *field,
      const char *old_value,
      const char *new_value,
      BalieLettersResult *result,
      GError **error)
{
  gint64 id;

  if (!balie_history_add_of_letter (db, facts, BALIE_ACTIVITY_FIELD_CHANGED, letter->id, field,
                                    old_value, new_value, &id, error))
    return FALSE;
  g_array_append_val (result->activity_ids, id);
  return TRUE;
}

/* @by: login, or "auto" */
static gboolean
set_state (BalieDb *db,
           const BalieDeskFacts *facts,
           BalieLetter *letter,
           BalieLetterState state,
           const char *by,
           BalieLettersResult *result,
           GError **error)
{
  BalieLetterState before = letter->state;

  if (before == state)
    return TRUE;
  letter->state = state;
  letter->done_at = state == BALIE_LETTER_DONE ? facts->now : 0;
  replace (&letter->done_by, state == BALIE_LETTER_DONE ? by : "");
  if (!balie_letter_table_update (db, letter, error))
    return FALSE;
  result->n_changed++;
  return note (db, facts, letter, "state", get_state_code (before), get_state_code (state), result,
               error);
}

static gpointer
run_mark (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BalieLetterChange *change = data;
  g_autoptr (BalieLettersResult) result = make_result ();

  for (guint i = 0; i < change->ids->len; i++)
    {
      gint64 id = g_array_index (change->ids, gint64, i);
      g_autoptr (BalieLetter) letter = balie_letter_table_get (db, id, facts->user, error);

      if (letter == NULL ||
          !set_state (db, facts, letter, change->state, facts->user->login, result, error))
        return NULL;
    }
  return g_steal_pointer (&result);
}

/* Linking */

static gboolean
check_targets (BalieDb *db, const char *order_number, const char *dossier_number, GError **error)
{
  g_autoptr (BalieOrderRow) row = NULL;
  g_autoptr (BalieDossier) dossier = NULL;

  if (*order_number != '\0')
    {
      row = balie_order_table_get (db, order_number, error);
      if (row == NULL)
        return FALSE;
    }
  if (*dossier_number != '\0')
    {
      dossier = balie_dossier_table_get (db, dossier_number, error);
      if (dossier == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Neither number may be the letter's own text. */
static gboolean
set_links (BalieDb *db,
           const BalieDeskFacts *facts,
           BalieLetter *letter,
           const char *order_number,
           const char *dossier_number,
           BalieLettersResult *result,
           GError **error)
{
  g_autofree char *old_order = g_strdup (letter->order_number);
  g_autofree char *old_dossier = g_strdup (letter->dossier_number);
  gboolean is_linked = *order_number != '\0' || *dossier_number != '\0';

  if (g_str_equal (old_order, order_number) && g_str_equal (old_dossier, dossier_number))
    return TRUE;
  replace (&letter->order_number, order_number);
  replace (&letter->dossier_number, dossier_number);
  replace (&letter->linked_by, is_linked ? facts->user->login : "");
  if (!balie_letter_table_update (db, letter, error))
    return FALSE;
  result->n_changed++;
  return (g_str_equal (old_order, order_number) ||
          note (db, facts, letter, "order_number", old_order, order_number, result, error)) &&
         (g_str_equal (old_dossier, dossier_number) ||
          note (db, facts, letter, "dossier_number", old_dossier, dossier_number, result, error));
}

static gpointer
run_link (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BalieLetterChange *change = data;
  gint64 id = g_array_index (change->ids, gint64, 0);
  g_autoptr (BalieLetter) letter = balie_letter_table_get (db, id, facts->user, error);
  g_autoptr (BalieLettersResult) result = make_result ();

  if (letter == NULL || !check_targets (db, change->order_number, change->dossier_number, error) ||
      !set_links (db, facts, letter, change->order_number, change->dossier_number, result, error))
    return NULL;
  return g_steal_pointer (&result);
}

/* Filing */

/* Those of the same application; the letter alone when it names none. */
static GPtrArray *
find_application (BalieDb *db, const BalieLetter *letter, GError **error)
{
  GPtrArray *letters;

  if (*letter->application != '\0')
    return balie_letter_table_find_related (db, letter->insurer, letter->application, "", error);
  letters = g_ptr_array_new_with_free_func ((GDestroyNotify) balie_letter_free);
  g_ptr_array_add (letters, balie_letter_copy (letter));
  return letters;
}

static gpointer
run_file (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BalieLetterChange *change = data;
  gint64 id = g_array_index (change->ids, gint64, 0);
  g_autoptr (BalieLetter) asked = balie_letter_table_get (db, id, facts->user, error);
  g_autoptr (BalieLettersResult) result = make_result ();
  g_autoptr (GPtrArray) letters = NULL;

  if (asked == NULL)
    return NULL;
  if (!balie_letter_closes_when_filed (asked->kind))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           _ ("This letter does not ask for an application."));
      return NULL;
    }
  letters = find_application (db, asked, error);
  if (letters == NULL || !balie_history_add_of_letter (db, facts, BALIE_ACTIVITY_APPLICATION_FILED,
                                                       id, "", "", "", NULL, error))
    return NULL;
  for (guint i = 0; i < letters->len; i++)
    {
      BalieLetter *letter = letters->pdata[i];

      if (balie_letter_closes_when_filed (letter->kind) &&
          !set_state (db, facts, letter, BALIE_LETTER_DONE,
                      letter->id == id ? facts->user->login : "auto", result, error))
        return NULL;
    }
  return g_steal_pointer (&result);
}

/* Undoing */

static const char *
get_value (const BalieLetter *letter, const char *field)
{
  if (g_str_equal (field, "state"))
    return get_state_code (letter->state);
  if (g_str_equal (field, "order_number"))
    return letter->order_number;
  return g_str_equal (field, "dossier_number") ? letter->dossier_number : "";
}

static gboolean
undo_link (BalieDb *db,
           const BalieDeskFacts *facts,
           BalieLetter *letter,
           const BalieActivity *line,
           BalieLettersResult *result,
           GError **error)
{
  gboolean is_order = g_str_equal (line->field, "order_number");
  g_autofree char *order = g_strdup (is_order ? line->old_value : letter->order_number);
  g_autofree char *dossier = g_strdup (is_order ? letter->dossier_number : line->old_value);

  return set_links (db, facts, letter, order, dossier, result, error);
}

/* What somebody changed since stays as they made it. */
static gboolean
undo_one (BalieDb *db,
          const BalieDeskFacts *facts,
          gint64 activity_id,
          BalieLettersResult *result,
          GError **error)
{
  g_autoptr (BalieActivity) line = balie_activity_table_get (db, activity_id, error);
  g_autoptr (BalieLetter) letter = NULL;

  if (line == NULL)
    return FALSE;
  if (line->kind != BALIE_ACTIVITY_FIELD_CHANGED || line->letter_id == 0)
    return TRUE;
  letter = balie_letter_table_get (db, line->letter_id, facts->user, error);
  if (letter == NULL)
    return FALSE;
  if (!g_str_equal (get_value (letter, line->field), line->new_value))
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_CONFLICT,
                           _ ("Somebody changed the letter since. Look at it again first."));
      return FALSE;
    }
  if (g_str_equal (line->field, "state"))
    return set_state (db, facts, letter,
                      g_str_equal (line->old_value, "done") ? BALIE_LETTER_DONE : BALIE_LETTER_OPEN,
                      facts->user->login, result, error);
  return undo_link (db, facts, letter, line, result, error);
}

static gpointer
run_undo (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  BalieLetterChange *change = data;
  g_autoptr (BalieLettersResult) result = make_result ();

  for (guint i = change->ids->len; i > 0; i--)
    {
      if (!undo_one (db, facts, g_array_index (change->ids, gint64, i - 1), result, error))
        return NULL;
    }
  return g_steal_pointer (&result);
}

/* Public functions */

void
balie_letters_result_free (BalieLettersResult *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->activity_ids, g_array_unref);
  g_free (self);
}

static void
change_async (BalieDesk *desk,
              BalieDeskFunc func,
              BalieLetterChange *change,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_WRITE, BALIE_DEED_HANDLE_LETTERS, func, change,
                        free_change, (GDestroyNotify) balie_letters_result_free, cancellable,
                        callback, user_data);
}

/**
 * balie_letters_change_finish:
 * @desk: the desk
 * @result: what the callback of any change was given
 * @error: return location: NOT_PERMITTED, NOT_FOUND (also for what is out of sight), INVALID_INPUT,
 *   CONFLICT for an undo of what was changed since
 *
 * Returns: (transfer full): all was done; on an error nothing was
 */
BalieLettersResult *
balie_letters_change_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_letters_mark_async (BalieDesk *desk,
                          const gint64 *ids,
                          gsize n_ids,
                          BalieLetterState state,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  BalieLetterChange *change = make_change (ids, n_ids);

  change->state = state;
  change_async (desk, run_mark, change, cancellable, callback, user_data);
}

void
balie_letters_link_async (BalieDesk *desk,
                          gint64 id,
                          const char *order_number,
                          const char *dossier_number,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  BalieLetterChange *change = make_change (&id, 1);

  change->order_number = g_strdup (order_number != NULL ? order_number : "");
  change->dossier_number = g_strdup (dossier_number != NULL ? dossier_number : "");
  change_async (desk, run_link, change, cancellable, callback, user_data);
}

void
balie_letters_file_application_async (BalieDesk *desk,
                                      gint64 id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  change_async (desk, run_file, make_change (&id, 1), cancellable, callback, user_data);
}

void
balie_letters_undo_async (BalieDesk *desk,
                          GArray *activity_ids,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  change_async (desk, run_undo,
                make_change ((const gint64 *) (gpointer) activity_ids->data, activity_ids->len),
                cancellable, callback, user_data);
}

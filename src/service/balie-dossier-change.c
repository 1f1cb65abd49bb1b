/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes of a dossier as a person wants them: cleaned, checked, in conflict or not. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-dossier-change.h"

#include "balie-check.h"
#include "balie-error.h"
#include "balie-other-tables.h"

#include <glib/gi18n-lib.h>

/* How far back the history is searched for who changed a field. */
#define HISTORY_DEPTH 500

static void
free_change (gpointer data)
{
  BalieDossierChange *change = data;

  g_free (change->field);
  g_free (change->base);
  g_free (change->value);
  g_free (change);
}

static void
free_conflict (gpointer data)
{
  BalieDossierConflict *conflict = data;

  g_free (conflict->field);
  g_free (conflict->mine);
  g_free (conflict->theirs);
  g_free (conflict->their_actor);
  g_free (conflict);
}

GPtrArray *
balie_dossier_changes_new (void)
{
  return g_ptr_array_new_with_free_func (free_change);
}

void
balie_dossier_changes_add (GPtrArray *changes,
                           BalieEntry entry,
                           const char *field,
                           const char *base,
                           const char *value)
{
  BalieDossierChange *change = g_new0 (BalieDossierChange, 1);

  change->entry = entry;
  change->field = g_strdup (field);
  change->base = g_strdup (base != NULL ? base : "");
  change->value = g_strdup (value != NULL ? value : "");
  g_ptr_array_add (changes, change);
}

GPtrArray *
balie_dossier_changes_copy (GPtrArray *changes)
{
  GPtrArray *copy = balie_dossier_changes_new ();

  for (guint i = 0; i < changes->len; i++)
    {
      const BalieDossierChange *change = g_ptr_array_index (changes, i);
      BalieDossierChange *added;

      balie_dossier_changes_add (copy, change->entry, change->field, change->base, change->value);
      added = g_ptr_array_index (copy, i);
      added->decided = change->decided;
    }
  return copy;
}

BalieDossierResult *
balie_dossier_result_new (const char *number)
{
  BalieDossierResult *self = g_new0 (BalieDossierResult, 1);

  self->number = g_strdup (number);
  self->conflicts = g_ptr_array_new_with_free_func (free_conflict);
  self->activity_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
balie_dossier_result_free (BalieDossierResult *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_clear_pointer (&self->activity_ids, g_array_unref);
  g_free (self);
}

/* How values are kept */

char *
balie_party_dup_kept_value (BaliePartyField field, const char *value, const char *country)
{
  g_auto (BalieCheck) check = { 0 };

  switch (field)
    {
    case BALIE_PARTY_PHONE:
    case BALIE_PARTY_FAX:
    case BALIE_PARTY_MOBILE:
      check = balie_check_phone (value, country);
      break;
    case BALIE_PARTY_POSTCODE:
      check = balie_check_postcode (value, country);
      break;
    case BALIE_PARTY_VAT_NUMBER:
      check = balie_check_vat_number (value, country);
      break;
    case BALIE_PARTY_EMAIL:
      return g_strstrip (g_strdup (value));
    default:
      return g_strdup (value);
    }
  if (check.level != BALIE_CHECK_OK || check.canonical[0] == '\0')
    return g_strdup (value);
  return g_strdup (check.canonical);
}

/* The country that the party will have when the deed is done. */
static char *
dup_country (const BalieDossierDraft *draft, GPtrArray *changes, BalieEntry entry)
{
  const BalieFieldSpec *spec = balie_party_get_spec (BALIE_PARTY_COUNTRY);

  for (guint i = 0; i < changes->len; i++)
    {
      const BalieDossierChange *change = g_ptr_array_index (changes, i);
      char *country;

      if (change->entry != entry || !g_str_equal (change->field, spec->code))
        continue;
      country = balie_field_dup_canonical (spec, change->value, NULL);
      if (country != NULL)
        return country;
    }
  return g_strdup (draft->parties[entry]->values[BALIE_PARTY_COUNTRY]);
}

char *
balie_dossier_change_dup_wanted (const BalieDossierDraft *draft,
                                 GPtrArray *changes,
                                 const BalieDossierTarget *target,
                                 const char *text,
                                 GError **error)
{
  g_autofree char *canonical = balie_field_dup_canonical (target->spec, text, error);
  g_autofree char *country = NULL;

  if (canonical == NULL)
    return NULL;
  if (target->entry == BALIE_ENTRY_NONE)
    {
      /* Archived or not; there is no third answer. */
      if (target->field == BALIE_DOSSIER_ARCHIVED && !g_str_equal (canonical, "yes"))
        return g_strdup ("");
      return g_steal_pointer (&canonical);
    }
  country = dup_country (draft, changes, target->entry);
  return balie_party_dup_kept_value (target->field, canonical, country);
}

static gboolean
check_order_exists (BalieDb *db, const char *number, GError **error)
{
  g_autoptr (BalieOrderRow) row = NULL;
  g_autoptr (GError) local = NULL;

  if (number[0] == '\0')
    return TRUE;
  balie_order_table_has (db, number, &row, &local);
  if (row != NULL)
    return TRUE;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                 _ ("There is no order %s to link the dossier to."), number);
  return FALSE;
}

static gboolean
check_manager_exists (BalieDb *db, const char *login, GError **error)
{
  g_autoptr (BalieUser) user = NULL;
  g_autoptr (GError) local = NULL;

  if (login[0] == '\0')
    return TRUE;
  user = balie_user_table_find (db, login, &local);
  if (user != NULL)
    return TRUE;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                 _ ("There is no user “%s” who could be the dossier manager."), login);
  return FALSE;
}

gboolean
balie_dossier_change_check (BalieDb *db,
                            const BalieDossierTarget *target,
                            const char *stored,
                            const char *wanted,
                            GError **error)
{
  if (target->spec->hidden)
    {
      g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                   _ ("The field “%s” can’t be changed by hand."), target->spec->code);
      return FALSE;
    }
  if (target->entry != BALIE_ENTRY_NONE && target->field == BALIE_PARTY_CLIENT_NUMBER)
    {
      g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                           _ ("The client number is given by Balie. Search for a known person to "
                              "take them over."));
      return FALSE;
    }
  if (target->entry != BALIE_ENTRY_NONE || g_str_equal (stored, wanted))
    return TRUE;
  if (target->field == BALIE_DOSSIER_ORDER_NUMBER)
    return check_order_exists (db, wanted, error);
  if (target->field == BALIE_DOSSIER_MANAGER)
    return check_manager_exists (db, wanted, error);
  if (target->field != BALIE_DOSSIER_NUMBER)
    return TRUE;
  g_set_error_literal (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
                       _ ("The number of a dossier can’t be changed."));
  return FALSE;
}

/* Conflicts */

/* Who wrote the value that stands there now; left empty when history doesn't say. */
static gboolean
find_their_change (BalieDb *db,
                   const char *number,
                   const BalieDossierTarget *target,
                   BalieDossierConflict *conflict,
                   GError **error)
{
  const char *entry = balie_dossier_target_get_entry_code (target);
  g_autoptr (GPtrArray) history =
      balie_activity_table_get_of_dossier (db, number, HISTORY_DEPTH, error);

  if (history == NULL)
    return FALSE;
  conflict->their_actor = g_strdup ("");
  for (guint i = 0; i < history->len; i++)
    {
      const BalieActivity *activity = g_ptr_array_index (history, i);

      if (activity->kind != BALIE_ACTIVITY_FIELD_CHANGED || !g_str_equal (activity->entry, entry) ||
          !g_str_equal (activity->field, conflict->field))
        continue;
      g_free (conflict->their_actor);
      conflict->their_actor = g_strdup (activity->actor);
      conflict->their_time = activity->at;
      break;
    }
  return TRUE;
}

gboolean
balie_dossier_add_conflict (BalieDb *db,
                            const BalieDossierDraft *draft,
                            const BalieDossierTarget *target,
                            const char *wanted,
                            BalieDossierResult *result,
                            GError **error)
{
  /* Identity data are shown on demand only, and that is logged: not here. */
  gboolean secret = target->spec->identity;
  BalieDossierConflict *conflict = g_new0 (BalieDossierConflict, 1);

  conflict->entry = target->entry;
  conflict->field = g_strdup (target->spec->code);
  conflict->mine = g_strdup (secret ? "" : wanted);
  conflict->theirs = g_strdup (secret ? "" : balie_dossier_draft_get_stored (draft, target));
  g_ptr_array_add (result->conflicts, conflict);
  return find_their_change (db, draft->before->values[BALIE_DOSSIER_NUMBER], target, conflict,
                            error);
}

/* Both as the field would hold them: "2026-03-06" and "06-03-2026" are the same date. */
static gboolean
holds_value (const BalieDossierDraft *draft,
             GPtrArray *changes,
             const BalieDossierTarget *target,
             const char *text)
{
  const char *stored = balie_dossier_draft_get_stored (draft, target);
  g_autofree char *read = NULL;

  if (g_str_equal (stored, text))
    return TRUE;
  read = balie_dossier_change_dup_wanted (draft, changes, target, text, NULL);
  return g_strcmp0 (read, stored) == 0;
}

static gboolean
apply_change (BalieDb *db,
              BalieDossierDraft *draft,
              GPtrArray *changes,
              const BalieDossierChange *change,
              BalieDossierResult *result,
              GError **error)
{
  g_autofree char *wanted = NULL;
  BalieDossierTarget target;
  const char *stored;

  if (!balie_dossier_target_find (&target, change->entry, change->field, error))
    return FALSE;
  wanted = balie_dossier_change_dup_wanted (draft, changes, &target, change->value, error);
  if (wanted == NULL)
    return FALSE;
  stored = balie_dossier_draft_get_stored (draft, &target);
  if (g_str_equal (stored, wanted))
    return TRUE;
  if (!balie_dossier_change_check (db, &target, stored, wanted, error))
    return FALSE;
  if (!change->decided && !holds_value (draft, changes, &target, change->base))
    return balie_dossier_add_conflict (db, draft, &target, wanted, result, error);
  balie_dossier_draft_set (draft, &target, wanted);
  return TRUE;
}

gboolean
balie_dossier_changes_apply (BalieDb *db,
                             BalieDossierDraft *draft,
                             GPtrArray *changes,
                             BalieDossierResult *result,
                             GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    {
      if (!apply_change (db, draft, changes, g_ptr_array_index (changes, i), result, error))
        return FALSE;
    }
  return TRUE;
}

/* Numbers of other programs come along with their dossiers. */
static gboolean
may_be_given (const BalieDossierDraft *draft, const BalieDossierTarget *target)
{
  if (target->entry != BALIE_ENTRY_NONE)
    return target->field == BALIE_PARTY_CLIENT_NUMBER;
  return target->field == BALIE_DOSSIER_NUMBER && draft->before->id == 0;
}

static gboolean
force_change (BalieDb *db,
              BalieDossierDraft *draft,
              GPtrArray *changes,
              const BalieDossierChange *change,
              GError **error)
{
  g_autofree char *wanted = NULL;
  BalieDossierTarget target;
  const char *stored;

  if (!balie_dossier_target_find (&target, change->entry, change->field, error))
    return FALSE;
  wanted = balie_dossier_change_dup_wanted (draft, changes, &target, change->value, error);
  if (wanted == NULL)
    return FALSE;
  stored = balie_dossier_draft_get_stored (draft, &target);
  if (g_str_equal (stored, wanted))
    return TRUE;
  if (may_be_given (draft, &target))
    {
      if (wanted[0] != '\0')
        balie_dossier_draft_set (draft, &target, wanted);
      return TRUE;
    }
  if (!balie_dossier_change_check (db, &target, stored, wanted, error))
    return FALSE;
  balie_dossier_draft_set (draft, &target, wanted);
  return TRUE;
}

gboolean
balie_dossier_changes_force (BalieDb *db,
                             BalieDossierDraft *draft,
                             GPtrArray *changes,
                             GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    {
      if (!force_change (db, draft, changes, g_ptr_array_index (changes, i), error))
        return FALSE;
    }
  return TRUE;
}

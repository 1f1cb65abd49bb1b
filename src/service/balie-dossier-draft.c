/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dossier with its parties as it stands and as a deed wants it. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-dossier-draft.h"

#include "balie-customer-import-table.h"
#include "balie-error.h"
#include "balie-history.h"

#include <glib/gi18n-lib.h>

static void
replace_text (char **slot, const char *value)
{
  char *old = *slot;

  *slot = g_strdup (value);
  g_free (old);
}

void
balie_party_put_value (BalieParty *party, BaliePartyField field, const char *value)
{
  replace_text (&party->values[field], value);
}

void
balie_party_blank_identity (BalieParty *party)
{
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      if (balie_party_get_spec (i)->identity)
        balie_party_put_value (party, i, "");
    }
}

/* The draft itself */

BalieDossierDraft *
balie_dossier_draft_new (void)
{
  BalieDossierDraft *self = g_new0 (BalieDossierDraft, 1);

  self->before = balie_dossier_new ();
  self->dossier = balie_dossier_new ();
  for (int i = 0; i < BALIE_N_PARTIES; i++)
    {
      self->parties_before[i] = balie_party_new (i);
      self->parties[i] = balie_party_new (i);
    }
  return self;
}

static BalieDossierDraft *
open_draft (BalieDb *db, BalieDossier *dossier, GError **error)
{
  g_autoptr (BalieDossierDraft) self = g_new0 (BalieDossierDraft, 1);
  g_autoptr (GPtrArray) parties = NULL;

  if (dossier == NULL)
    return NULL;
  self->before = dossier;
  self->dossier = balie_dossier_copy (dossier);
  parties = balie_party_table_get_of_dossier (db, dossier->id, error);
  if (parties == NULL)
    return NULL;
  for (guint i = 0; i < BALIE_N_PARTIES; i++)
    {
      self->parties_before[i] = balie_party_copy (g_ptr_array_index (parties, i));
      self->parties_before[i]->dossier_id = dossier->id;
      self->parties[i] = balie_party_copy (self->parties_before[i]);
    }
  return g_steal_pointer (&self);
}

BalieDossierDraft *
balie_dossier_draft_open (BalieDb *db, const char *number, GError **error)
{
  return open_draft (db, balie_dossier_table_get (db, number, error), error);
}

BalieDossierDraft *
balie_dossier_draft_open_by_id (BalieDb *db, gint64 id, GError **error)
{
  return open_draft (db, balie_dossier_table_get_by_id (db, id, error), error);
}

void
balie_dossier_draft_free (BalieDossierDraft *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->before, balie_dossier_free);
  g_clear_pointer (&self->dossier, balie_dossier_free);
  for (int i = 0; i < BALIE_N_PARTIES; i++)
    {
      g_clear_pointer (&self->parties_before[i], balie_party_free);
      g_clear_pointer (&self->parties[i], balie_party_free);
    }
  g_free (self);
}

/* Its fields */

gboolean
balie_dossier_target_find (BalieDossierTarget *self,
                           BalieEntry entry,
                           const char *code,
                           GError **error)
{
  BaliePartyField party_field;
  BalieDossierField dossier_field;

  self->entry = entry;
  if (entry != BALIE_ENTRY_NONE && balie_entry_is_party (entry) &&
      balie_party_find_field (code, &party_field))
    {
      self->field = party_field;
      self->spec = balie_party_get_spec (party_field);
      return TRUE;
    }
  if (entry == BALIE_ENTRY_NONE && balie_dossier_find_field (code, &dossier_field))
    {
      self->field = dossier_field;
      self->spec = balie_dossier_get_spec (dossier_field);
      return TRUE;
    }
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_INVALID_INPUT,
               _ ("There is no field “%s” in this entry of a dossier."), code);
  return FALSE;
}

const char *
balie_dossier_target_get_entry_code (const BalieDossierTarget *self)
{
  return self->entry == BALIE_ENTRY_NONE ? "" : balie_entry_to_code (self->entry);
}

const char *
balie_dossier_draft_get_stored (const BalieDossierDraft *self, const BalieDossierTarget *target)
{
  return target->entry == BALIE_ENTRY_NONE
             ? self->before->values[target->field]
             : self->parties_before[target->entry]->values[target->field];
}

const char *
balie_dossier_draft_get (const BalieDossierDraft *self, const BalieDossierTarget *target)
{
  return target->entry == BALIE_ENTRY_NONE ? self->dossier->values[target->field]
                                           : self->parties[target->entry]->values[target->field];
}

void
balie_dossier_draft_set (BalieDossierDraft *self,
                         const BalieDossierTarget *target,
                         const char *value)
{
  if (target->entry == BALIE_ENTRY_NONE)
    replace_text (&self->dossier->values[target->field], value);
  else
    replace_text (&self->parties[target->entry]->values[target->field], value);
}

static gboolean
differs (char *const *a, char *const *b, int n)
{
  for (int i = 0; i < n; i++)
    {
      if (!g_str_equal (a[i], b[i]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
dossier_differs (const BalieDossierDraft *self)
{
  return differs (self->before->values, self->dossier->values, BALIE_N_DOSSIER_FIELDS);
}

static gboolean
party_differs (const BalieDossierDraft *self, int entry)
{
  return differs (self->parties_before[entry]->values, self->parties[entry]->values,
                  BALIE_N_PARTY_FIELDS);
}

gboolean
balie_dossier_draft_is_changed (const BalieDossierDraft *self)
{
  for (int i = 0; i < BALIE_N_PARTIES; i++)
    {
      if (party_differs (self, i))
        return TRUE;
    }
  return dossier_differs (self);
}

/* Writing it */

static gboolean
add_field_history (const BalieDossierDraft *self,
                   BalieDb *db,
                   const BalieDeskFacts *facts,
                   const BalieDossierTarget *target,
                   GArray *ids,
                   GError **error)
{
  const char *old_value = balie_dossier_draft_get_stored (self, target);
  const char *new_value = balie_dossier_draft_get (self, target);
  gint64 id;

  if (g_str_equal (old_value, new_value))
    return TRUE;
  if (!balie_history_add_of_dossier (db, facts, BALIE_ACTIVITY_FIELD_CHANGED,
                                     self->dossier->values[BALIE_DOSSIER_NUMBER],
                                     balie_dossier_target_get_entry_code (target),
                                     target->spec->code, old_value, new_value, error))
    return FALSE;
  id = balie_db_get_last_id (db);
  if (ids != NULL)
    g_array_append_val (ids, id);
  return TRUE;
}

static gboolean
save_dossier (BalieDossierDraft *self,
              BalieDb *db,
              const BalieDeskFacts *facts,
              GArray *ids,
              GError **error)
{
  if (!dossier_differs (self))
    return TRUE;
  if (!balie_dossier_table_update (db, self->dossier, facts->now, error))
    return FALSE;
  for (int i = 0; i < BALIE_N_DOSSIER_FIELDS; i++)
    {
      const BalieDossierTarget target = { BALIE_ENTRY_NONE, i, balie_dossier_get_spec (i) };

      if (!add_field_history (self, db, facts, &target, ids, error))
        return FALSE;
    }
  return TRUE;
}

/* Nothing of it was sent, and nobody waits for it any more: the person is not to be made in Driver2. */
static gboolean
drop_import (BalieDb *db, const BalieDeskFacts *facts, const char *key, GError **error)
{
  g_autoptr (GPtrArray) waiting = balie_party_table_find_by_import (db, key, error);
  g_autoptr (BalieCustomerImport) import = NULL;
  g_autoptr (GError) local = NULL;

  if (waiting == NULL)
    return FALSE;
  if (waiting->len > 0)
    return TRUE;
  import = balie_customer_import_table_get (db, key, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (import == NULL || import->state != BALIE_IMPORT_WAITING || import->claimed_by[0] != '\0')
    return TRUE;
  import->state = BALIE_IMPORT_FAILED;
  g_free (import->problem);
  import->problem = g_strdup (balie_error_code_to_string (BALIE_ERROR_CANCELLED));
  import->updated_at = facts->now;
  return balie_customer_import_table_update (db, import, BALIE_IMPORT_WAITING, error);
}

static gboolean
settle_import (BalieDossierDraft *self,
               BalieDb *db,
               const BalieDeskFacts *facts,
               int entry,
               GError **error)
{
  const char *before = self->parties_before[entry]->values[BALIE_PARTY_IMPORT];

  return before[0] == '\0' ||
         g_str_equal (before, self->parties[entry]->values[BALIE_PARTY_IMPORT]) ||
         drop_import (db, facts, before, error);
}

static gboolean
save_party (BalieDossierDraft *self,
            BalieDb *db,
            const BalieDeskFacts *facts,
            int entry,
            GArray *ids,
            GError **error)
{
  if (!party_differs (self, entry))
    return TRUE;
  if (!balie_party_table_put (db, self->parties[entry], facts->now, error))
    return FALSE;
  for (int i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    {
      const BalieDossierTarget target = { entry, i, balie_party_get_spec (i) };

      if (!add_field_history (self, db, facts, &target, ids, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
balie_dossier_draft_save (BalieDossierDraft *self,
                          BalieDb *db,
                          const BalieDeskFacts *facts,
                          GArray *ids,
                          GError **error)
{
  if (!save_dossier (self, db, facts, ids, error))
    return FALSE;
  for (int i = 0; i < BALIE_N_PARTIES; i++)
    {
      if (!save_party (self, db, facts, i, ids, error))
        return FALSE;
    }
  for (int i = 0; i < BALIE_N_PARTIES; i++)
    {
      if (!settle_import (self, db, facts, i, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
balie_dossier_draft_insert (BalieDossierDraft *self,
                            BalieDb *db,
                            const BalieDeskFacts *facts,
                            GError **error)
{
  if (!balie_dossier_table_insert (db, self->dossier, facts->today, facts->now, error))
    return FALSE;
  for (int i = 0; i < BALIE_N_PARTIES; i++)
    {
      self->parties[i]->dossier_id = self->dossier->id;
      if (party_differs (self, i) &&
          !balie_party_table_put (db, self->parties[i], facts->now, error))
        return FALSE;
    }
  return balie_history_add_of_dossier (db, facts, BALIE_ACTIVITY_DOSSIER_CREATED,
                                       self->dossier->values[BALIE_DOSSIER_NUMBER], "", "", "", "",
                                       error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person changed of a dossier and its parties and has not saved yet: kept until saved or
 * reverted.
 *
 * Every changed field remembers what it started from, so that a save can tell when someone else
 * changed the same field meanwhile. Identity data are held only while they are shown. Main thread
 * only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-unsaved-dossier.h"

#include "balie-text.h"

#define N_PARTY_SLOTS (BALIE_N_PARTIES * BALIE_N_PARTY_FIELDS)
#define N_SLOTS (N_PARTY_SLOTS + BALIE_N_DOSSIER_FIELDS)

typedef struct
{
  char *base;
  char *value;
  gboolean decided; /* to be written whatever stands there now */
} Slot;

struct _BalieUnsavedDossier
{
  GObject parent_instance;

  /* Owned */
  BalieDossier *dossier;
  BalieParty *parties[BALIE_N_PARTIES];
  BalieParty *identities[BALIE_N_PARTIES]; /* (nullable elements): while they are shown */
  Slot slots[N_SLOTS];                     /* NULL where nothing is changed */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieUnsavedDossier, balie_unsaved_dossier, G_TYPE_OBJECT)

static guint
get_index (BalieEntry entry, guint field)
{
  if (entry < BALIE_N_PARTIES)
    return (guint) entry * BALIE_N_PARTY_FIELDS + field;
  return N_PARTY_SLOTS + field;
}

static BalieEntry
get_entry (guint index)
{
  return index < N_PARTY_SLOTS ? (BalieEntry) (index / BALIE_N_PARTY_FIELDS) : BALIE_ENTRY_NONE;
}

static guint
get_field (guint index)
{
  return index < N_PARTY_SLOTS ? index % BALIE_N_PARTY_FIELDS : index - N_PARTY_SLOTS;
}

static const char *
get_stored (BalieUnsavedDossier *self, guint index)
{
  BalieEntry entry = get_entry (index);
  guint field = get_field (index);

  if (entry == BALIE_ENTRY_NONE)
    return self->dossier->values[field];
  if (self->identities[entry] != NULL && balie_party_get_spec ((BaliePartyField) field)->identity)
    return self->identities[entry]->values[field];
  return self->parties[entry]->values[field];
}

static void
drop_slot (BalieUnsavedDossier *self, guint index)
{
  g_clear_pointer (&self->slots[index].base, g_free);
  g_clear_pointer (&self->slots[index].value, g_free);
  self->slots[index].decided = FALSE;
}

static gboolean
is_changed (BalieUnsavedDossier *self, guint index)
{
  return self->slots[index].value != NULL;
}

/* "wvwzzz…" and "WVWZZZ…" are the same chassis number. */
static gboolean
is_same_value (guint index, const char *text, const char *other)
{
  const BalieFieldSpec *spec =
      balie_unsaved_dossier_get_spec (get_entry (index), get_field (index));
  g_autofree char *canonical = NULL;

  if (g_str_equal (text, other))
    return TRUE;
  canonical = balie_field_dup_canonical (spec, text, NULL);
  return g_strcmp0 (canonical, other) == 0;
}

static void
balie_unsaved_dossier_finalize (GObject *object)
{
  BalieUnsavedDossier *self = BALIE_UNSAVED_DOSSIER (object);

  for (guint i = 0; i < N_SLOTS; i++)
    drop_slot (self, i);
  for (guint i = 0; i < BALIE_N_PARTIES; i++)
    {
      g_clear_pointer (&self->parties[i], balie_party_free);
      g_clear_pointer (&self->identities[i], balie_party_free);
    }
  g_clear_pointer (&self->dossier, balie_dossier_free);
  G_OBJECT_CLASS (balie_unsaved_dossier_parent_class)->finalize (object);
}

static void
balie_unsaved_dossier_class_init (BalieUnsavedDossierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balie_unsaved_dossier_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
balie_unsaved_dossier_init (BalieUnsavedDossier *self)
{
}

static void
emit_changed (BalieUnsavedDossier *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
copy_stored (BalieUnsavedDossier *self, const BalieDossierDetail *detail)
{
  g_clear_pointer (&self->dossier, balie_dossier_free);
  self->dossier = balie_dossier_copy (detail->dossier);
  for (guint i = 0; i < BALIE_N_PARTIES; i++)
    {
      g_clear_pointer (&self->parties[i], balie_party_free);
      self->parties[i] = balie_party_copy (g_ptr_array_index (detail->parties, i));
    }
}

/**
 * balie_unsaved_dossier_new:
 * @detail: the dossier as it stands
 *
 * Returns: (transfer full): a draft without changes
 */
BalieUnsavedDossier *
balie_unsaved_dossier_new (const BalieDossierDetail *detail)
{
  BalieUnsavedDossier *self = g_object_new (BALIE_TYPE_UNSAVED_DOSSIER, NULL);

  copy_stored (self, detail);
  return self;
}

/* Another person was taken over: what was typed to find that person is no unsaved input any more. */
static void
drop_beginnings (BalieUnsavedDossier *self, BalieEntry entry)
{
  for (guint field = BALIE_PARTY_LAST_NAME; field <= BALIE_PARTY_VAT_NUMBER; field++)
    {
      guint index = get_index (entry, field);
      g_autofree char *typed = NULL;
      g_autofree char *stored = NULL;

      /* What was typed over what stands there is another thing. */
      if (!is_changed (self, index) ||
          g_str_equal (self->slots[index].base, get_stored (self, index)))
        continue;
      typed = balie_text_fold (self->slots[index].value);
      stored = balie_text_fold (get_stored (self, index));
      if (g_str_has_prefix (stored, typed))
        drop_slot (self, index);
    }
}

static gboolean
is_other_person (const BalieParty *before, const BalieParty *now)
{
  return !g_str_equal (before->values[BALIE_PARTY_LOADED_AT], now->values[BALIE_PARTY_LOADED_AT]) ||
         !g_str_equal (before->values[BALIE_PARTY_CLIENT_NUMBER],
                       now->values[BALIE_PARTY_CLIENT_NUMBER]);
}

/**
 * balie_unsaved_dossier_set_stored:
 * @self: a draft
 * @detail: the dossier as it stands now
 */
void
balie_unsaved_dossier_set_stored (BalieUnsavedDossier *self, const BalieDossierDetail *detail)
{
  gboolean others[BALIE_N_PARTIES];

  g_return_if_fail (BALIE_IS_UNSAVED_DOSSIER (self));

  for (guint i = 0; i < BALIE_N_PARTIES; i++)
    others[i] = is_other_person (self->parties[i], g_ptr_array_index (detail->parties, i));
  copy_stored (self, detail);
  for (guint i = 0; i < BALIE_N_PARTIES; i++)
    if (others[i])
      drop_beginnings (self, (BalieEntry) i);
  for (guint i = 0; i < N_SLOTS; i++)
    if (is_changed (self, i) && is_same_value (i, self->slots[i].value, get_stored (self, i)))
      drop_slot (self, i);
  emit_changed (self);
}

/**
 * balie_unsaved_dossier_get_dossier:
 * @self: a draft
 *
 * Returns: (transfer none): the dossier as it stands
 */
const BalieDossier *
balie_unsaved_dossier_get_dossier (BalieUnsavedDossier *self)
{
  g_return_val_if_fail (BALIE_IS_UNSAVED_DOSSIER (self), NULL);

  return self->dossier;
}

/**
 * balie_unsaved_dossier_get_party:
 * @self: a draft
 * @entry: a party's
 *
 * Returns: (transfer none): the party as it stands, without identity data
 */
const BalieParty *
balie_unsaved_dossier_get_party (BalieUnsavedDossier *self, BalieEntry entry)
{
  g_return_val_if_fail (BALIE_IS_UNSAVED_DOSSIER (self) && entry < BALIE_N_PARTIES, NULL);

  return self->parties[entry];
}

/**
 * balie_unsaved_dossier_set_identity:
 * @self: a draft
 * @party: with its identity data
 */
void
balie_unsaved_dossier_set_identity (BalieUnsavedDossier *self, const BalieParty *party)
{
  g_return_if_fail (BALIE_IS_UNSAVED_DOSSIER (self) && party->entry < BALIE_N_PARTIES);

  g_clear_pointer (&self->identities[party->entry], balie_party_free);
  self->identities[party->entry] = balie_party_copy (party);
  emit_changed (self);
}

/**
 * balie_unsaved_dossier_forget_identity:
 * @self: a draft
 * @entry: whose identity data are no longer shown
 */
void
balie_unsaved_dossier_forget_identity (BalieUnsavedDossier *self, BalieEntry entry)
{
  g_return_if_fail (BALIE_IS_UNSAVED_DOSSIER (self) && entry < BALIE_N_PARTIES);

  g_clear_pointer (&self->identities[entry], balie_party_free);
  emit_changed (self);
}

/**
 * balie_unsaved_dossier_get_spec:
 * @entry: a party's, or %BALIE_ENTRY_NONE
 * @field: of it
 *
 * Returns: (transfer none): the field's row of its table
 */
const BalieFieldSpec *
balie_unsaved_dossier_get_spec (BalieEntry entry, guint field)
{
  if (entry < BALIE_N_PARTIES)
    return balie_party_get_spec ((BaliePartyField) field);
  return balie_dossier_get_spec ((BalieDossierField) field);
}

/**
 * balie_unsaved_dossier_set_value:
 * @self: a draft
 * @entry: a party's, or %BALIE_ENTRY_NONE
 * @field: of it
 * @text: canonical, or what was typed
 */
void
balie_unsaved_dossier_set_value (BalieUnsavedDossier *self,
                                 BalieEntry entry,
                                 guint field,
                                 const char *text)
{
  guint index = get_index (entry, field);
  Slot *slot;
  const char *base;

  g_return_if_fail (BALIE_IS_UNSAVED_DOSSIER (self) && index < N_SLOTS);

  slot = &self->slots[index];
  if (g_strcmp0 (slot->value, text) == 0)
    return;
  base = slot->base != NULL ? slot->base : get_stored (self, index);
  if (is_same_value (index, text, base))
    {
      if (slot->value == NULL)
        return;
      drop_slot (self, index);
    }
  else
    {
      if (slot->base == NULL)
        slot->base = g_strdup (base);
      g_free (slot->value);
      slot->value = g_strdup (text);
    }
  emit_changed (self);
}

/**
 * balie_unsaved_dossier_get_value:
 * @self: a draft
 * @entry: a party's, or %BALIE_ENTRY_NONE
 * @field: of it
 *
 * Returns: (transfer none): the unsaved value, else the stored one; valid until the draft changes
 */
const char *
balie_unsaved_dossier_get_value (BalieUnsavedDossier *self, BalieEntry entry, guint field)
{
  guint index = get_index (entry, field);

  g_return_val_if_fail (BALIE_IS_UNSAVED_DOSSIER (self) && index < N_SLOTS, "");

  return is_changed (self, index) ? self->slots[index].value : get_stored (self, index);
}

/**
 * balie_unsaved_dossier_is_changed:
 * @self: a draft
 * @entry: a party's, or %BALIE_ENTRY_NONE
 * @field: of it
 *
 * Returns: whether it has an unsaved value
 */
gboolean
balie_unsaved_dossier_is_changed (BalieUnsavedDossier *self, BalieEntry entry, guint field)
{
  g_return_val_if_fail (BALIE_IS_UNSAVED_DOSSIER (self), FALSE);

  return is_changed (self, get_index (entry, field));
}

/**
 * balie_unsaved_dossier_get_n_changed:
 * @self: a draft
 *
 * Returns: how many fields have an unsaved value
 */
guint
balie_unsaved_dossier_get_n_changed (BalieUnsavedDossier *self)
{
  guint n = 0;

  g_return_val_if_fail (BALIE_IS_UNSAVED_DOSSIER (self), 0);

  for (guint i = 0; i < N_SLOTS; i++)
    n += is_changed (self, i);
  return n;
}

/**
 * balie_unsaved_dossier_get_n_changed_at:
 * @self: a draft
 * @entry: of the panel, %BALIE_ENTRY_NONE for the rest
 *
 * Returns: how many fields of it have an unsaved value
 */
guint
balie_unsaved_dossier_get_n_changed_at (BalieUnsavedDossier *self, BalieEntry entry)
{
  guint n = 0;

  g_return_val_if_fail (BALIE_IS_UNSAVED_DOSSIER (self), 0);

  for (guint i = 0; i < N_SLOTS; i++)
    {
      BalieEntry at = get_entry (i);

      if (at == BALIE_ENTRY_NONE)
        at = balie_dossier_field_get_entry ((BalieDossierField) get_field (i));
      n += at == entry && is_changed (self, i);
    }
  return n;
}

/**
 * balie_unsaved_dossier_dup_problem:
 * @self: a draft
 * @entry: a party's, or %BALIE_ENTRY_NONE
 * @field: of it
 *
 * Returns: (transfer full) (nullable): why its value can't be stored, %NULL if it can
 */
char *
balie_unsaved_dossier_dup_problem (BalieUnsavedDossier *self, BalieEntry entry, guint field)
{
  guint index = get_index (entry, field);
  g_autofree char *canonical = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (BALIE_IS_UNSAVED_DOSSIER (self), NULL);

  if (!is_changed (self, index))
    return NULL;
  canonical = balie_field_dup_canonical (balie_unsaved_dossier_get_spec (entry, field),
                                         self->slots[index].value, &error);
  return canonical == NULL ? g_strdup (error->message) : NULL;
}

/**
 * balie_unsaved_dossier_has_problem:
 * @self: a draft
 *
 * Returns: whether some value can't be stored
 */
gboolean
balie_unsaved_dossier_has_problem (BalieUnsavedDossier *self)
{
  g_return_val_if_fail (BALIE_IS_UNSAVED_DOSSIER (self), FALSE);

  for (guint i = 0; i < N_SLOTS; i++)
    {
      g_autofree char *problem =
          balie_unsaved_dossier_dup_problem (self, get_entry (i), get_field (i));

      if (problem != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * balie_unsaved_dossier_dup_party:
 * @self: a draft
 * @entry: a party's
 *
 * Returns: (transfer full): the party as it would be, without what can't be read
 */
BalieParty *
balie_unsaved_dossier_dup_party (BalieUnsavedDossier *self, BalieEntry entry)
{
  BalieParty *party;

  g_return_val_if_fail (BALIE_IS_UNSAVED_DOSSIER (self) && entry < BALIE_N_PARTIES, NULL);

  party = balie_party_copy (self->parties[entry]);
  for (guint i = 0; i < BALIE_N_PARTY_FIELDS; i++)
    balie_party_set (party, (BaliePartyField) i, balie_unsaved_dossier_get_value (self, entry, i),
                     NULL);
  return party;
}

/**
 * balie_unsaved_dossier_dup_dossier:
 * @self: a draft
 *
 * Returns: (transfer full): the dossier as it would be, without what can't be read
 */
BalieDossier *
balie_unsaved_dossier_dup_dossier (BalieUnsavedDossier *self)
{
  BalieDossier *dossier;

  g_return_val_if_fail (BALIE_IS_UNSAVED_DOSSIER (self), NULL);

  dossier = balie_dossier_copy (self->dossier);
  for (guint i = 0; i < BALIE_N_DOSSIER_FIELDS; i++)
    balie_dossier_set (dossier, (BalieDossierField) i,
                       balie_unsaved_dossier_get_value (self, BALIE_ENTRY_NONE, i), NULL);
  return dossier;
}

/**
 * balie_unsaved_dossier_get_n_invoices:
 * @self: a draft
 *
 * Returns: how many parties would get the invoice
 */
guint
balie_unsaved_dossier_get_n_invoices (BalieUnsavedDossier *self)
{
  guint n = 0;

  g_return_val_if_fail (BALIE_IS_UNSAVED_DOSSIER (self), 0);

  for (guint i = 0; i < BALIE_N_PARTIES; i++)
    n += g_str_equal (balie_unsaved_dossier_get_value (self, (BalieEntry) i, BALIE_PARTY_INVOICE),
                      "yes");
  return n;
}

/**
 * balie_unsaved_dossier_dup_changes:
 * @self: a draft
 *
 * Returns: (transfer full) (element-type BalieDossierChange): what a save is to write
 */
GPtrArray *
balie_unsaved_dossier_dup_changes (BalieUnsavedDossier *self)
{
  GPtrArray *changes = balie_dossier_changes_new ();

  g_return_val_if_fail (BALIE_IS_UNSAVED_DOSSIER (self), changes);

  for (guint i = 0; i < N_SLOTS; i++)
    {
      BalieDossierChange *change;

      if (!is_changed (self, i))
        continue;
      balie_dossier_changes_add (
          changes, get_entry (i),
          balie_unsaved_dossier_get_spec (get_entry (i), get_field (i))->code, self->slots[i].base,
          self->slots[i].value);
      change = g_ptr_array_index (changes, changes->len - 1);
      change->decided = self->slots[i].decided;
    }
  return changes;
}

static gboolean
is_conflict (GPtrArray *conflicts, const BalieDossierChange *change)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const BalieDossierConflict *conflict = g_ptr_array_index (conflicts, i);

      if (conflict->entry == change->entry && g_str_equal (conflict->field, change->field))
        return TRUE;
    }
  return FALSE;
}

/* Later input starts from what is stored now. */
static void
store_value (BalieUnsavedDossier *self, guint index, const char *value)
{
  BalieEntry entry = get_entry (index);
  guint field = get_field (index);

  if (entry == BALIE_ENTRY_NONE)
    balie_dossier_set (self->dossier, (BalieDossierField) field, value, NULL);
  else if (!balie_party_get_spec ((BaliePartyField) field)->identity)
    balie_party_set (self->parties[entry], (BaliePartyField) field, value, NULL);
  else if (self->identities[entry] != NULL)
    balie_party_set (self->identities[entry], (BaliePartyField) field, value, NULL);
}

/**
 * balie_unsaved_dossier_note_saved:
 * @self: a draft
 * @changes: (element-type BalieDossierChange): what was to be written
 * @conflicts: (element-type BalieDossierConflict): what of it was not
 */
void
balie_unsaved_dossier_note_saved (BalieUnsavedDossier *self,
                                  GPtrArray *changes,
                                  GPtrArray *conflicts)
{
  g_return_if_fail (BALIE_IS_UNSAVED_DOSSIER (self));

  for (guint i = 0; i < changes->len; i++)
    {
      const BalieDossierChange *change = g_ptr_array_index (changes, i);
      guint field, index;

      if (is_conflict (conflicts, change) ||
          !balie_unsaved_dossier_find_field (change->entry, change->field, &field))
        continue;
      index = get_index (change->entry, field);
      store_value (self, index, change->value);
      if (g_strcmp0 (self->slots[index].value, change->value) == 0)
        {
          drop_slot (self, index);
        }
      else if (is_changed (self, index))
        {
          g_free (self->slots[index].base);
          self->slots[index].base = g_strdup (get_stored (self, index));
          self->slots[index].decided = FALSE;
        }
    }
  emit_changed (self);
}

/**
 * balie_unsaved_dossier_revert:
 * @self: a draft
 *
 * Drops every unsaved value.
 */
void
balie_unsaved_dossier_revert (BalieUnsavedDossier *self)
{
  g_return_if_fail (BALIE_IS_UNSAVED_DOSSIER (self));

  for (guint i = 0; i < N_SLOTS; i++)
    drop_slot (self, i);
  emit_changed (self);
}

/**
 * balie_unsaved_dossier_revert_field:
 * @self: a draft
 * @entry: a party's, or %BALIE_ENTRY_NONE
 * @field: whose unsaved value is dropped
 */
void
balie_unsaved_dossier_revert_field (BalieUnsavedDossier *self, BalieEntry entry, guint field)
{
  g_return_if_fail (BALIE_IS_UNSAVED_DOSSIER (self));

  drop_slot (self, get_index (entry, field));
  emit_changed (self);
}

/**
 * balie_unsaved_dossier_rebase_field:
 * @self: a draft
 * @entry: a party's, or %BALIE_ENTRY_NONE
 * @field: with an unsaved value
 * @theirs: what stands there now
 */
void
balie_unsaved_dossier_rebase_field (BalieUnsavedDossier *self,
                                    BalieEntry entry,
                                    guint field,
                                    const char *theirs)
{
  guint index = get_index (entry, field);

  g_return_if_fail (BALIE_IS_UNSAVED_DOSSIER (self));

  if (!is_changed (self, index))
    return;
  g_free (self->slots[index].base);
  self->slots[index].base = g_strdup (theirs);
  /* What stands there is not told of identity data. */
  self->slots[index].decided = balie_unsaved_dossier_get_spec (entry, field)->identity;
  emit_changed (self);
}

/**
 * balie_unsaved_dossier_adopt:
 * @self: a draft
 * @changes: (element-type BalieDossierChange): what was unsaved before
 */
void
balie_unsaved_dossier_adopt (BalieUnsavedDossier *self, GPtrArray *changes)
{
  g_return_if_fail (BALIE_IS_UNSAVED_DOSSIER (self));

  for (guint i = 0; i < changes->len; i++)
    {
      const BalieDossierChange *change = g_ptr_array_index (changes, i);
      guint field, index;

      if (!balie_unsaved_dossier_find_field (change->entry, change->field, &field))
        continue;
      index = get_index (change->entry, field);
      drop_slot (self, index);
      self->slots[index].base = g_strdup (change->base);
      self->slots[index].value = g_strdup (change->value);
    }
  emit_changed (self);
}

/**
 * balie_unsaved_dossier_find_field:
 * @entry: a party's, or %BALIE_ENTRY_NONE
 * @code: of the field
 * @field: (out): which
 *
 * Returns: whether there is one
 */
gboolean
balie_unsaved_dossier_find_field (BalieEntry entry, const char *code, guint *field)
{
  BaliePartyField party_field;
  BalieDossierField dossier_field;

  if (entry < BALIE_N_PARTIES)
    {
      if (!balie_party_find_field (code, &party_field))
        return FALSE;
      *field = party_field;
      return TRUE;
    }
  if (!balie_dossier_find_field (code, &dossier_field))
    return FALSE;
  *field = dossier_field;
  return TRUE;
}

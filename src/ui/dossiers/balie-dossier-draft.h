/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person changed of a dossier and its parties and has not saved yet: kept until saved or reverted. */
#pragma once

#include "balie-dossier-edit.h"

G_BEGIN_DECLS

#define BALIE_TYPE_DOSSIER_DRAFT (balie_dossier_draft_get_type ())
G_DECLARE_FINAL_TYPE (BalieDossierDraft, balie_dossier_draft, BALIE, DOSSIER_DRAFT, GObject)

/* signal "changed" () */

/* Wherever an entry and a field are named: a party and a BaliePartyField, or BALIE_ENTRY_NONE and a
 * BalieDossierField. */

BalieDossierDraft *balie_dossier_draft_new (const BalieDossierDetail *detail);
/* Unsaved values are kept, but for those that are stored by now. */
void balie_dossier_draft_set_stored (BalieDossierDraft *self, const BalieDossierDetail *detail);
const BalieDossier *balie_dossier_draft_get_dossier (BalieDossierDraft *self);
const BalieParty *balie_dossier_draft_get_party (BalieDossierDraft *self, BalieEntry entry);
/* Identity data are not in a detail: they are known to the draft while they are shown. */
void balie_dossier_draft_set_identity (BalieDossierDraft *self, const BalieParty *party);
void balie_dossier_draft_forget_identity (BalieDossierDraft *self, BalieEntry entry);

const BalieFieldSpec *balie_dossier_draft_get_spec (BalieEntry entry, guint field);
void balie_dossier_draft_set_value (BalieDossierDraft *self,
                                    BalieEntry entry,
                                    guint field,
                                    const char *text);
/* The unsaved value, else the stored one. (transfer none) */
const char *balie_dossier_draft_get_value (BalieDossierDraft *self, BalieEntry entry, guint field);
gboolean balie_dossier_draft_is_changed (BalieDossierDraft *self, BalieEntry entry, guint field);
guint balie_dossier_draft_get_n_changed (BalieDossierDraft *self);
/* @entry: of the panel, BALIE_ENTRY_NONE for the vehicle and the rest of the dossier itself. */
guint balie_dossier_draft_get_n_changed_at (BalieDossierDraft *self, BalieEntry entry);
/* Why the value can't be stored, NULL if it can. (transfer full) */
char *balie_dossier_draft_dup_problem (BalieDossierDraft *self, BalieEntry entry, guint field);
gboolean balie_dossier_draft_has_problem (BalieDossierDraft *self);
/* As they would be, without what can't be read. (transfer full) */
BalieParty *balie_dossier_draft_dup_party (BalieDossierDraft *self, BalieEntry entry);
BalieDossier *balie_dossier_draft_dup_dossier (BalieDossierDraft *self);
/* How many parties would get the invoice. */
guint balie_dossier_draft_get_n_invoices (BalieDossierDraft *self);

/* What a save is to write: (element-type BalieDossierChange). */
GPtrArray *balie_dossier_draft_dup_changes (BalieDossierDraft *self);
/* @changes were written, but for @conflicts: they are no longer unsaved, unless typed over meanwhile. */
void
balie_dossier_draft_note_saved (BalieDossierDraft *self, GPtrArray *changes, GPtrArray *conflicts);
void balie_dossier_draft_revert (BalieDossierDraft *self);
void balie_dossier_draft_revert_field (BalieDossierDraft *self, BalieEntry entry, guint field);
void balie_dossier_draft_rebase_field (BalieDossierDraft *self,
                                       BalieEntry entry,
                                       guint field,
                                       const char *theirs);
/* @changes come back as unsaved values: undo of a revert. */
void balie_dossier_draft_adopt (BalieDossierDraft *self, GPtrArray *changes);
/* FALSE when there is no such field. */
gboolean balie_dossier_draft_find_field (BalieEntry entry, const char *code, guint *field);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person changed of a dossier and its parties and has not saved yet: kept until saved or reverted. */
#pragma once

#include "balie-dossier-edit.h"

G_BEGIN_DECLS

#define BALIE_TYPE_UNSAVED_DOSSIER (balie_unsaved_dossier_get_type ())
G_DECLARE_FINAL_TYPE (BalieUnsavedDossier, balie_unsaved_dossier, BALIE, UNSAVED_DOSSIER, GObject)

/* signal "changed" () */

/* Wherever an entry and a field are named: a party and a BaliePartyField, or BALIE_ENTRY_NONE and a
 * BalieDossierField. */

BalieUnsavedDossier *balie_unsaved_dossier_new (const BalieDossierDetail *detail);
/* Unsaved values are kept, but for those that are stored by now. */
void balie_unsaved_dossier_set_stored (BalieUnsavedDossier *self, const BalieDossierDetail *detail);
const BalieDossier *balie_unsaved_dossier_get_dossier (BalieUnsavedDossier *self);
const BalieParty *balie_unsaved_dossier_get_party (BalieUnsavedDossier *self, BalieEntry entry);
/* Identity data are not in a detail: they are known to the draft while they are shown. */
void balie_unsaved_dossier_set_identity (BalieUnsavedDossier *self, const BalieParty *party);
void balie_unsaved_dossier_forget_identity (BalieUnsavedDossier *self, BalieEntry entry);

const BalieFieldSpec *balie_unsaved_dossier_get_spec (BalieEntry entry, guint field);
void balie_unsaved_dossier_set_value (BalieUnsavedDossier *self,
                                      BalieEntry entry,
                                      guint field,
                                      const char *text);
/* The unsaved value, else the stored one. (transfer none) */
const char *
balie_unsaved_dossier_get_value (BalieUnsavedDossier *self, BalieEntry entry, guint field);
gboolean
balie_unsaved_dossier_is_changed (BalieUnsavedDossier *self, BalieEntry entry, guint field);
guint balie_unsaved_dossier_get_n_changed (BalieUnsavedDossier *self);
/* @entry: of the panel, BALIE_ENTRY_NONE for the vehicle and the rest of the dossier itself. */
guint balie_unsaved_dossier_get_n_changed_at (BalieUnsavedDossier *self, BalieEntry entry);
/* Why the value can't be stored, NULL if it can. (transfer full) */
char *balie_unsaved_dossier_dup_problem (BalieUnsavedDossier *self, BalieEntry entry, guint field);
gboolean balie_unsaved_dossier_has_problem (BalieUnsavedDossier *self);
/* As they would be, without what can't be read. (transfer full) */
BalieParty *balie_unsaved_dossier_dup_party (BalieUnsavedDossier *self, BalieEntry entry);
BalieDossier *balie_unsaved_dossier_dup_dossier (BalieUnsavedDossier *self);
/* How many parties would get the invoice. */
guint balie_unsaved_dossier_get_n_invoices (BalieUnsavedDossier *self);

/* What a save is to write: (element-type BalieDossierChange). */
GPtrArray *balie_unsaved_dossier_dup_changes (BalieUnsavedDossier *self);
/* @changes were written, but for @conflicts: they are no longer unsaved, unless typed over meanwhile. */
void balie_unsaved_dossier_note_saved (BalieUnsavedDossier *self,
                                       GPtrArray *changes,
                                       GPtrArray *conflicts);
void balie_unsaved_dossier_revert (BalieUnsavedDossier *self);
void balie_unsaved_dossier_revert_field (BalieUnsavedDossier *self, BalieEntry entry, guint field);
void balie_unsaved_dossier_rebase_field (BalieUnsavedDossier *self,
                                         BalieEntry entry,
                                         guint field,
                                         const char *theirs);
/* @changes come back as unsaved values: undo of a revert. */
void balie_unsaved_dossier_adopt (BalieUnsavedDossier *self, GPtrArray *changes);
/* FALSE when there is no such field. */
gboolean balie_unsaved_dossier_find_field (BalieEntry entry, const char *code, guint *field);

G_END_DECLS

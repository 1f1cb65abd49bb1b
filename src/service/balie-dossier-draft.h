/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dossier with its parties as it stands and as a deed wants it; saving writes what differs and a line of
 * history per field. Runs inside a transaction of the caller. Internal to the service layer. */
#pragma once

#include "balie-desk.h"
#include "balie-dossier-table.h"

G_BEGIN_DECLS

/**
 * BalieDossierDraft:
 * @before: as the database has it
 * @dossier: as it is wanted
 * @parties_before: as the database has them, empty ones with id 0
 * @parties: as they are wanted
 *
 * A deed changes @dossier and @parties freely, then saves.
 */
typedef struct
{
  BalieDossier *before;
  BalieDossier *dossier;
  BalieParty *parties_before[BALIE_N_PARTIES];
  BalieParty *parties[BALIE_N_PARTIES];
} BalieDossierDraft;

/* One with nothing in it, to be inserted. */
BalieDossierDraft *balie_dossier_draft_new (void);
/* NULL with NOT_FOUND. */
BalieDossierDraft *balie_dossier_draft_open (BalieDb *db, const char *number, GError **error);
BalieDossierDraft *balie_dossier_draft_open_by_id (BalieDb *db, gint64 id, GError **error);
void balie_dossier_draft_free (BalieDossierDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieDossierDraft, balie_dossier_draft_free)

/**
 * BalieDossierTarget:
 * @entry: which party, %BALIE_ENTRY_NONE for the dossier itself
 * @field: a #BaliePartyField or #BalieDossierField
 *
 * One field of a dossier or of one of its parties.
 */
typedef struct
{
  BalieEntry entry;
  int field;
  const BalieFieldSpec *spec;
} BalieDossierTarget;

/* INVALID_INPUT when there is no such field. */
gboolean balie_dossier_target_find (BalieDossierTarget *self,
                                    BalieEntry entry,
                                    const char *code,
                                    GError **error);
/* "" for the dossier itself. */
const char *balie_dossier_target_get_entry_code (const BalieDossierTarget *self);

/* As the database has it. */
const char *balie_dossier_draft_get_stored (const BalieDossierDraft *self,
                                            const BalieDossierTarget *target);
const char *balie_dossier_draft_get (const BalieDossierDraft *self,
                                     const BalieDossierTarget *target);
/* @value is canonical text. */
void balie_dossier_draft_set (BalieDossierDraft *self,
                              const BalieDossierTarget *target,
                              const char *value);
gboolean balie_dossier_draft_is_changed (const BalieDossierDraft *self);

/* Writes the new dossier with one line of history. */
gboolean balie_dossier_draft_insert (BalieDossierDraft *self,
                                     BalieDb *db,
                                     const BalieDeskFacts *facts,
                                     GError **error);
/* Writes what differs; @ids (nullable) collects the ids of the history. An import into Driver2 that was not
 * sent and that no party waits for any more fails as cancelled. */
gboolean balie_dossier_draft_save (BalieDossierDraft *self,
                                   BalieDb *db,
                                   const BalieDeskFacts *facts,
                                   GArray *ids,
                                   GError **error);

/* Frees what a party holds at @field and puts a copy of @value there. */
void balie_party_put_value (BalieParty *party, BaliePartyField field, const char *value);
/* Identity data become "". */
void balie_party_blank_identity (BalieParty *party);

G_END_DECLS

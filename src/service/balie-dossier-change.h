/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting a person's changes into a draft of a dossier: cleaned, checked, and only where the field still holds
 * what the person saw. Runs inside a transaction of the caller. Internal to the service layer. */
#pragma once

#include "balie-dossier-draft.h"
#include "balie-dossier-edit.h"

G_BEGIN_DECLS

/* (transfer full): how a party's field is kept: numbers as everybody writes them where @country's rules say
 * what that is, otherwise as typed. */
char *balie_party_dup_kept_value (BaliePartyField field, const char *value, const char *country);

/* (transfer full) (nullable): how the change's value is stored; INVALID_INPUT when it can't be read.
 * @changes: all of the deed, for the country that a number is read by. */
char *balie_dossier_change_dup_wanted (const BalieDossierDraft *draft,
                                       GPtrArray *changes,
                                       const BalieDossierTarget *target,
                                       const char *text,
                                       GError **error);
/* Whether a person may change the field, and that a manager or an order named exists. */
gboolean balie_dossier_change_check (BalieDb *db,
                                     const BalieDossierTarget *target,
                                     const char *stored,
                                     const char *wanted,
                                     GError **error);
/* Puts every change into the draft, or into the result's conflicts. */
gboolean balie_dossier_changes_apply (BalieDb *db,
                                      BalieDossierDraft *draft,
                                      GPtrArray *changes,
                                      BalieDossierResult *result,
                                      GError **error);
/* Puts every change into the draft, whatever stands there: for what is new, and for a file. The number of a
 * new dossier and client numbers may be given, and none of them emptied. */
gboolean balie_dossier_changes_force (BalieDb *db,
                                      BalieDossierDraft *draft,
                                      GPtrArray *changes,
                                      GError **error);
/* What stands there now is another value than the one the person started from. */
gboolean balie_dossier_add_conflict (BalieDb *db,
                                     const BalieDossierDraft *draft,
                                     const BalieDossierTarget *target,
                                     const char *wanted,
                                     BalieDossierResult *result,
                                     GError **error);

BalieDossierResult *balie_dossier_result_new (const char *number);
/* The copy that crosses to the store's thread. */
GPtrArray *balie_dossier_changes_copy (GPtrArray *changes);

G_END_DECLS

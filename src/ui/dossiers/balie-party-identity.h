/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The identity data of a party behind their button: hidden by default, showing is logged. */
#pragma once

#include <adwaita.h>

#include "balie-dossier-fields.h"

G_BEGIN_DECLS

#define BALIE_TYPE_PARTY_IDENTITY (balie_party_identity_get_type ())
G_DECLARE_FINAL_TYPE (BaliePartyIdentity, balie_party_identity, BALIE, PARTY_IDENTITY, AdwBin)

/* @fields: of a party; the identity fields are bound to it */
GtkWidget *balie_party_identity_new (BalieDesk *desk, BalieDossierFields *fields);
/* Another party hides what is shown; another version of the same one has it read anew. */
void balie_party_identity_set_place (BaliePartyIdentity *self,
                                     const char *number,
                                     const BalieParty *party);
void balie_party_identity_hide (BaliePartyIdentity *self);
gboolean balie_party_identity_is_shown (BaliePartyIdentity *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A party and Driver2: the search, where the party came from, whether Driver2 has it, and the pin. */
#pragma once

#include <adwaita.h>

#include "balie-unsaved-dossier.h"

G_BEGIN_DECLS

#define BALIE_TYPE_PARTY_REMOTE (balie_party_remote_get_type ())
G_DECLARE_FINAL_TYPE (BaliePartyRemote, balie_party_remote, BALIE, PARTY_REMOTE, AdwBin)

GtkWidget *balie_party_remote_new (BalieDesk *desk);
/* @detail is only read during the call. */
void balie_party_remote_show (BaliePartyRemote *self,
                              const BalieDossierDetail *detail,
                              BalieUnsavedDossier *draft,
                              BalieEntry entry);

G_END_DECLS

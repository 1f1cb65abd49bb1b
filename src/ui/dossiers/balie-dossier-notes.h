/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one must know of a dossier before working on it: archived, another one open for the same vehicle. */
#pragma once

#include <adwaita.h>

#include "balie-dossiers.h"

G_BEGIN_DECLS

#define BALIE_TYPE_DOSSIER_NOTES (balie_dossier_notes_get_type ())
G_DECLARE_FINAL_TYPE (BalieDossierNotes, balie_dossier_notes, BALIE, DOSSIER_NOTES, AdwBin)

/* @detail is only read during the call. */
void balie_dossier_notes_show (BalieDossierNotes *self, const BalieDossierDetail *detail);

G_END_DECLS

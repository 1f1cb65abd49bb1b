/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel of a dossier: its vehicle, the thirteen entries in their order, its history. */
#pragma once

#include <adwaita.h>

#include "balie-unsaved-dossier.h"

G_BEGIN_DECLS

/* The history's place behind the entries; BALIE_ENTRY_NONE is the vehicle's. */
#define BALIE_PLACE_HISTORY ((guint) BALIE_ENTRY_NONE + 1)
#define BALIE_N_PLACES (BALIE_PLACE_HISTORY + 1)

#define BALIE_TYPE_DOSSIER_PANEL (balie_dossier_panel_get_type ())
G_DECLARE_FINAL_TYPE (BalieDossierPanel, balie_dossier_panel, BALIE, DOSSIER_PANEL, AdwBin)

/* signal "opened" (guint place): a BalieEntry, or BALIE_PLACE_HISTORY */

GtkWidget *balie_dossier_panel_new (void);
/* @detail is only read during the call. */
void balie_dossier_panel_show (BalieDossierPanel *self,
                               const BalieDossierDetail *detail,
                               BalieUnsavedDossier *draft);
/* Marks what is shown beside it. */
void balie_dossier_panel_set_current (BalieDossierPanel *self, guint place);
void balie_dossier_panel_focus_current (BalieDossierPanel *self);
/* “Owner”, “Vehicle and order”, “History” */
const char *balie_dossier_panel_get_title (guint place);

G_END_DECLS

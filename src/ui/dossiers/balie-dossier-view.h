/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One dossier: head with vehicle and plate, the panel of entries, and the form of one of them. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"
#include "balie-party.h"

G_BEGIN_DECLS

#define BALIE_TYPE_DOSSIER_VIEW (balie_dossier_view_get_type ())
G_DECLARE_FINAL_TYPE (BalieDossierView, balie_dossier_view, BALIE, DOSSIER_VIEW, AdwBin)

GtkWidget *balie_dossier_view_new (BalieDesk *desk);
/* NULL shows the empty page. */
void balie_dossier_view_set_number (BalieDossierView *self, const char *number);
const char *balie_dossier_view_get_number (BalieDossierView *self);
/* @place: a BalieEntry, or BALIE_PLACE_HISTORY of the panel */
void balie_dossier_view_show_place (BalieDossierView *self, guint place);
guint balie_dossier_view_get_place (BalieDossierView *self);
void balie_dossier_view_set_folded (BalieDossierView *self, gboolean folded);
void balie_dossier_view_focus (BalieDossierView *self);
/* How many dossiers have unsaved changes. */
guint balie_dossier_view_get_n_unsaved (BalieDossierView *self);

G_END_DECLS

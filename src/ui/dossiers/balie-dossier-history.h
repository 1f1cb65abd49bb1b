/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of a dossier and its parties; restores one value. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_DOSSIER_HISTORY (balie_dossier_history_get_type ())
G_DECLARE_FINAL_TYPE (BalieDossierHistory, balie_dossier_history, BALIE, DOSSIER_HISTORY, AdwBin)

GtkWidget *balie_dossier_history_new (BalieDesk *desk);

G_END_DECLS

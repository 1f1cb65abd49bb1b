/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks about fields of a dossier that someone else changed meanwhile, and settles the draft. */
#pragma once

#include <gtk/gtk.h>

#include "balie-unsaved-dossier.h"

G_BEGIN_DECLS

/* @draft: as it is to be saved now */
typedef void (*BalieDossierSettledFunc) (GtkWidget *widget, BalieUnsavedDossier *draft);

/* @conflicts: (element-type BalieDossierConflict) */
void balie_dossier_conflicts_ask (GtkWidget *widget,
                                  BalieUnsavedDossier *draft,
                                  GPtrArray *conflicts,
                                  BalieDossierSettledFunc settled);

G_END_DECLS

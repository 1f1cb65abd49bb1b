/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many dossiers each filter has, kept up to date, and the line that says what needs me now. */
#pragma once

#include "balie-desk.h"
#include "balie-dossier-table.h"

G_BEGIN_DECLS

#define BALIE_TYPE_DOSSIER_COUNTS (balie_dossier_counts_get_type ())
G_DECLARE_FINAL_TYPE (BalieDossierCounts, balie_dossier_counts, BALIE, DOSSIER_COUNTS, GObject)

/* signal "changed" () */

BalieDossierCounts *balie_dossier_counts_new (BalieDesk *desk);
/* By filter; NULL until the first answer. */
const gint64 *balie_dossier_counts_get (BalieDossierCounts *self);
/* Markup with links whose address is a filter's code. */
char *balie_dossier_counts_dup_needs (const gint64 *counts);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the list of dossiers: what each shows and by what it sorts. */
#pragma once

#include <gtk/gtk.h>

#include "balie-column-chooser.h"
#include "balie-desk.h"
#include "balie-dossier-table.h"

G_BEGIN_DECLS

/* Pixels below which a list shows only the columns by which a dossier is known. */
#define BALIE_DOSSIER_COLUMNS_ROOM 640

void balie_dossier_columns_build (GtkColumnView *view);
/* FALSE when no header is chosen. */
gboolean
balie_dossier_columns_get_sort (GtkColumnView *view, BalieDossierSort *sort, gboolean *descending);
void
balie_dossier_columns_set_sort (GtkColumnView *view, BalieDossierSort sort, gboolean descending);
/* Has the columns to choose from, as remembered under @key of @memory. (transfer full) */
BalieColumnChooser *balie_dossier_columns_make_chooser (GSettings *memory, const char *key);
/* Shows what is chosen; where there is little room only the columns by which a dossier is known. */
void balie_dossier_columns_show (GtkColumnView *view, BalieColumnChooser *chooser, int width);

/* As remembered: "number", "-changed" (descending) … */
char *balie_dossier_sort_dup_code (BalieDossierSort sort, gboolean descending);
gboolean balie_dossier_sort_read (const char *code, BalieDossierSort *sort, gboolean *descending);

G_END_DECLS

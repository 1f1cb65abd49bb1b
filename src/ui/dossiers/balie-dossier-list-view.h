/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list side of the page "Dossiers": what needs me now, search, filters, list. */
#pragma once

#include <adwaita.h>

#include "balie-dossier-list.h"

G_BEGIN_DECLS

#define BALIE_TYPE_DOSSIER_LIST_VIEW (balie_dossier_list_view_get_type ())
G_DECLARE_FINAL_TYPE (BalieDossierListView,
                      balie_dossier_list_view,
                      BALIE,
                      DOSSIER_LIST_VIEW,
                      AdwBin)

/* signals:
 * "chosen" (const char *number): selected
 * "opened" (const char *number): activated
 */

GtkWidget *balie_dossier_list_view_new (BalieDesk *desk);
void balie_dossier_list_view_set_filter (BalieDossierListView *self, BalieDossierFilter filter);
void balie_dossier_list_view_focus_search (BalieDossierListView *self);
void balie_dossier_list_view_focus_list (BalieDossierListView *self);
void balie_dossier_list_view_unselect (BalieDossierListView *self);
/* Whether list and detail are shown one after the other: then one click opens a row. */
void balie_dossier_list_view_set_folded (BalieDossierListView *self, gboolean folded);

G_END_DECLS

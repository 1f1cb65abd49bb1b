/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Dossiers": list with filters and search, and one dossier beside or after it. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"
#include "balie-party.h"

G_BEGIN_DECLS

#define BALIE_TYPE_DOSSIERS_PAGE (balie_dossiers_page_get_type ())
G_DECLARE_FINAL_TYPE (BalieDossiersPage, balie_dossiers_page, BALIE, DOSSIERS_PAGE, AdwBin)

GtkWidget *balie_dossiers_page_new (BalieDesk *desk);
/* @entry: BALIE_ENTRY_NONE for the dossier itself */
void balie_dossiers_page_open (BalieDossiersPage *self, const char *number, BalieEntry entry);
void balie_dossiers_page_focus_search (BalieDossiersPage *self);
/* How many dossiers have unsaved changes. */
guint balie_dossiers_page_get_n_unsaved (BalieDossiersPage *self);

G_END_DECLS

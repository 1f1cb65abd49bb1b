/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the search over everything: an order, a dossier or a party, and where it leads. */
#pragma once

#include <gtk/gtk.h>

#include "balie-find.h"
#include "balie-shell.h"

G_BEGIN_DECLS

/* (nullable) (transfer floating): NULL for what is not there any more */
GtkWidget *balie_search_row_new (BalieDesk *desk, const BalieFound *found);
BalieFindKind balie_search_row_get_kind (GtkListBoxRow *row);
/* “Orders”, “Dossiers”, “Parties”. (transfer none) */
const char *balie_search_row_get_heading (BalieFindKind kind);
void balie_search_row_open (GtkListBoxRow *row, BalieShell *shell);

G_END_DECLS

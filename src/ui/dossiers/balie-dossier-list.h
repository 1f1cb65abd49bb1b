/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lazy list of dossiers: BalieDossierRow as rows, BalieDossierQuery as query. */
#pragma once

#include "balie-dossier-table.h"
#include "balie-lazy-list.h"

G_BEGIN_DECLS

BalieLazyList *balie_dossier_list_new (BalieDesk *desk);
/* @search is copied; @manager is the person at the desk. */
void balie_dossier_list_set_query (BalieLazyList *self,
                                   BalieDossierFilter filter,
                                   const char *search,
                                   BalieDossierSort sort,
                                   gboolean descending);
/* NULL before the first query. */
const BalieDossierQuery *balie_dossier_list_get_query (BalieLazyList *self);

G_END_DECLS

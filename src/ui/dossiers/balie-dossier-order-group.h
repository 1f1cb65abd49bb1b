/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of a dossier: opened or unlinked; or the orders that may be linked by plate or chassis number. */
#pragma once

#include <adwaita.h>

#include "balie-dossiers.h"

G_BEGIN_DECLS

#define BALIE_TYPE_DOSSIER_ORDER_GROUP (balie_dossier_order_group_get_type ())
G_DECLARE_FINAL_TYPE (BalieDossierOrderGroup,
                      balie_dossier_order_group,
                      BALIE,
                      DOSSIER_ORDER_GROUP,
                      AdwBin)

GtkWidget *balie_dossier_order_group_new (BalieDesk *desk);
/* @detail is only read during the call. */
void balie_dossier_order_group_show (BalieDossierOrderGroup *self,
                                     const BalieDossierDetail *detail);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* “This looks like …”: a party just saved may be a person who is known already; offers to merge them. */
#pragma once

#include <adwaita.h>

#include "balie-dossiers.h"

G_BEGIN_DECLS

#define BALIE_TYPE_PARTY_TWIN_BAR (balie_party_twin_bar_get_type ())
G_DECLARE_FINAL_TYPE (BaliePartyTwinBar, balie_party_twin_bar, BALIE, PARTY_TWIN_BAR, AdwBin)

GtkWidget *balie_party_twin_bar_new (BalieDesk *desk);
/* Looks for twins of a party; the bar comes when there is one and that party is shown. */
void balie_party_twin_bar_look (BaliePartyTwinBar *self, const char *number, BalieEntry entry);
void balie_party_twin_bar_set_place (BaliePartyTwinBar *self, const char *number, BalieEntry entry);

G_END_DECLS

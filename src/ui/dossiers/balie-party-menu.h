/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button that opens a list of parties: known ones to take over, or where one is used. */
#pragma once

#include <adwaita.h>

#include "balie-dossiers.h"

G_BEGIN_DECLS

/**
 * BaliePartyMenuKind:
 * @BALIE_PARTY_MENU_KNOWN: "Search": known parties, the most recently used first
 * @BALIE_PARTY_MENU_USES: "Where used": the parties with one client number
 */
typedef enum
{
  BALIE_PARTY_MENU_KNOWN,
  BALIE_PARTY_MENU_USES,
} BaliePartyMenuKind;

#define BALIE_TYPE_PARTY_MENU (balie_party_menu_get_type ())
G_DECLARE_FINAL_TYPE (BaliePartyMenu, balie_party_menu, BALIE, PARTY_MENU, AdwBin)

/* signal "picked" (BaliePartyUse *use): a person chose one */

GtkWidget *balie_party_menu_new (BalieDesk *desk, BaliePartyMenuKind kind);
GtkWidget *balie_party_menu_get_button (BaliePartyMenu *self);
/* Whose uses are listed; "" takes the button away. */
void balie_party_menu_set_client_number (BaliePartyMenu *self, const char *client_number);

G_END_DECLS

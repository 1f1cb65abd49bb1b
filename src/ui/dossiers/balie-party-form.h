/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a party: both columns of PlanManager, identity data, invoice and Driver2. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"
#include "balie-dossiers.h"

G_BEGIN_DECLS

#define BALIE_TYPE_PARTY_FORM (balie_party_form_get_type ())
G_DECLARE_FINAL_TYPE (BaliePartyForm, balie_party_form, BALIE, PARTY_FORM, AdwBin)

GtkWidget *balie_party_form_new (BalieDesk *desk);
void balie_party_form_focus_first (BaliePartyForm *self);
/* A party was filled in: says when it looks like one that is known. */
void balie_party_form_look_for_twins (BaliePartyForm *self, const char *number, BalieEntry entry);

G_END_DECLS

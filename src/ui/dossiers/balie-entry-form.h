/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small forms of the five entries that are no parties: direct order to finance. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_ENTRY_FORM (balie_entry_form_get_type ())
G_DECLARE_FINAL_TYPE (BalieEntryForm, balie_entry_form, BALIE, ENTRY_FORM, AdwBin)

GtkWidget *balie_entry_form_new (BalieDesk *desk);
void balie_entry_form_focus_first (BalieEntryForm *self);

G_END_DECLS

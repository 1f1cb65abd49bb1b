/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order or dossier a letter belongs to: opened, linked by hand or unlinked. */
#pragma once

#include <adwaita.h>

#include "balie-letters.h"

G_BEGIN_DECLS

#define BALIE_TYPE_LETTER_LINK_GROUP (balie_letter_link_group_get_type ())
G_DECLARE_FINAL_TYPE (BalieLetterLinkGroup,
                      balie_letter_link_group,
                      BALIE,
                      LETTER_LINK_GROUP,
                      AdwBin)

GtkWidget *balie_letter_link_group_new (BalieDesk *desk);
void balie_letter_link_group_show (BalieLetterLinkGroup *self, const BalieLetterDetail *detail);

G_END_DECLS

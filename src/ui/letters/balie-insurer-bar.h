/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with the insurers' lines, with the way on; and the list of insurers for who else needs it. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_INSURER_BAR (balie_insurer_bar_get_type ())
G_DECLARE_FINAL_TYPE (BalieInsurerBar, balie_insurer_bar, BALIE, INSURER_BAR, AdwBin)

/* signal "changed" (): the insurers were read anew */

void balie_insurer_bar_set_desk (BalieInsurerBar *self, BalieDesk *desk);
guint balie_insurer_bar_get_n (BalieInsurerBar *self);
const char *balie_insurer_bar_get_name (BalieInsurerBar *self, guint index);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slim lines in the main window: searches that run, or have ended, without a dialog. */
#pragma once

#include <adwaita.h>

#include "balie-search-park.h"

G_BEGIN_DECLS

#define BALIE_TYPE_PARK_BAR (balie_park_bar_get_type ())
G_DECLARE_FINAL_TYPE (BalieParkBar, balie_park_bar, BALIE, PARK_BAR, AdwBin)

/* signal "show-search" (BalieCustomerSearch *search): its button was pressed */

/* @park: (nullable): NULL hides the bar */
void balie_park_bar_set_park (BalieParkBar *self, BalieSearchPark *park);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One stop for Tab around a long list: Tab enters it at the row that had the focus and leaves it again;
 * within it the arrow keys move. GTK 4.8 would walk through every row. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BALIE_TYPE_TAB_STOP (balie_tab_stop_get_type ())
G_DECLARE_FINAL_TYPE (BalieTabStop, balie_tab_stop, BALIE, TAB_STOP, AdwBin)

G_END_DECLS

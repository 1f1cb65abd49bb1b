/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search over everything: one entry, a list, arrow keys and Enter. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_SEARCH_WINDOW (balie_search_window_get_type ())
G_DECLARE_FINAL_TYPE (BalieSearchWindow, balie_search_window, BALIE, SEARCH_WINDOW, AdwWindow)

/* Opens what was chosen in the shell @parent is. */
GtkWidget *balie_search_window_new (BalieDesk *desk, GtkWindow *parent);

G_END_DECLS

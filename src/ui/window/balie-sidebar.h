/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar: the pages with their live counts, and who is signed in. */
#pragma once

#include <adwaita.h>

#include "balie-orders.h"

G_BEGIN_DECLS

#define BALIE_TYPE_SIDEBAR (balie_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (BalieSidebar, balie_sidebar, BALIE, SIDEBAR, AdwBin)

/* Choosing a row activates win.show-page with the page's name. */
void balie_sidebar_select (BalieSidebar *self, const char *page);
void balie_sidebar_set_counts (BalieSidebar *self, const BalieCounts *counts);
/* By filter; NULL shows none. */
void balie_sidebar_set_dossiers (BalieSidebar *self, const gint64 *counts);
void balie_sidebar_set_letters (BalieSidebar *self, const gint64 *counts);
/* Administration is shown to administrators only. */
void balie_sidebar_set_user (BalieSidebar *self, const BalieUser *user);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preferences: dealership, rules, brands, PON, mail; read-only with the reason for who may not. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_PREFERENCES_WINDOW (balie_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (BaliePreferencesWindow,
                      balie_preferences_window,
                      BALIE,
                      PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

GtkWidget *balie_preferences_window_new (BalieDesk *desk, GtkWindow *parent);
/* "dealership", "rules", "brands", "pon" or "mail" */
void balie_preferences_window_show_page (BaliePreferencesWindow *self, const char *page);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the preferences for one setting of the dealership, made from the setting's own table. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

GtkWidget *balie_setting_row_new (BalieDesk *desk, BalieSettingKey key, const char *subtitle);
void balie_preferences_toast (GtkWidget *widget, const char *text);

G_END_DECLS

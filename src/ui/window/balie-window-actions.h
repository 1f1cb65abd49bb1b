/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window's menu and keys do: search, import, export, preferences, another database. */
#pragma once

#include "balie-window.h"

G_BEGIN_DECLS

void balie_window_actions_install (GtkWidgetClass *widget_class);
/* Those that need an open desk, by what the person may do. */
void balie_window_actions_update (BalieWindow *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The About window, with debugging information that holds no personal data. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

void balie_about_show (GtkWindow *parent, BalieDesk *desk);
char *balie_about_dup_debug_info (BalieDesk *desk);

G_END_DECLS

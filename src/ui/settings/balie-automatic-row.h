/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The switch "Automatic approval": turning it on first shows what would go today. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_AUTOMATIC_ROW (balie_automatic_row_get_type ())
G_DECLARE_FINAL_TYPE (BalieAutomaticRow, balie_automatic_row, BALIE, AUTOMATIC_ROW, AdwActionRow)

GtkWidget *balie_automatic_row_new (BalieDesk *desk);

G_END_DECLS

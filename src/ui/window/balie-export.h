/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting the orders to a file the person chooses. */
#pragma once

#include <gtk/gtk.h>

#include "balie-desk.h"

G_BEGIN_DECLS

void balie_export_ask (BalieDesk *desk, GtkWindow *parent);

G_END_DECLS

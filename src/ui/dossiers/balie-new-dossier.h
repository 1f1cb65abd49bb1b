/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question before a new dossier: of which vehicle. */
#pragma once

#include <gtk/gtk.h>

#include "balie-desk.h"

G_BEGIN_DECLS

/* Creates the dossier and has the shell open it. @widget: in the window */
void balie_new_dossier_ask (GtkWidget *widget, BalieDesk *desk);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Approve directly": shows the car and exactly what would be sent, and asks. */
#pragma once

#include <gtk/gtk.h>

#include "balie-desk.h"

G_BEGIN_DECLS

/* Asks, requests on "Request now", and shows the outcome; nothing else needs to be done. */
void balie_approve_dialog_ask (GtkWidget *widget, BalieDesk *desk, const BalieOrder *order);

G_END_DECLS

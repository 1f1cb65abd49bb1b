/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person may do with a plate request: withdraw it (asked first) or have it sent now. */
#pragma once

#include <gtk/gtk.h>

#include "balie-desk.h"
#include "balie-plate-request.h"

G_BEGIN_DECLS

/* Why not, NULL if possible. */
char *balie_request_deeds_dup_withdraw_lock (BalieDesk *desk, const BaliePlateRequest *request);
char *balie_request_deeds_dup_resend_lock (BalieDesk *desk, const BaliePlateRequest *request);
/* Both show the outcome in the window of @widget. */
void
balie_request_deeds_withdraw (GtkWidget *widget, BalieDesk *desk, const BaliePlateRequest *request);
void balie_request_deeds_resend (GtkWidget *widget, BalieDesk *desk, const char *key);

G_END_DECLS

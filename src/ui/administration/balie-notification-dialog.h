/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notification preferences of one user: e-mail per category, the desktop, quiet hours, absence. */
#pragma once

#include "balie-desk.h"
#include "balie-dialog-frame.h"

G_BEGIN_DECLS

#define BALIE_TYPE_NOTIFICATION_DIALOG (balie_notification_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BalieNotificationDialog,
                      balie_notification_dialog,
                      BALIE,
                      NOTIFICATION_DIALOG,
                      BalieDialogFrame)

/* (transfer none) */
BalieNotificationDialog *
balie_notification_dialog_present (BalieDesk *desk, GtkWindow *parent, const char *login);

G_END_DECLS

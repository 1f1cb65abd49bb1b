/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A user of the dealership: added, changed or removed; and who is told what. */
#pragma once

#include "balie-desk.h"
#include "balie-dialog-frame.h"

G_BEGIN_DECLS

#define BALIE_TYPE_USER_DIALOG (balie_user_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BalieUserDialog, balie_user_dialog, BALIE, USER_DIALOG, BalieDialogFrame)

/* @user: (nullable): NULL adds one. (transfer none) */
BalieUserDialog *
balie_user_dialog_present (BalieDesk *desk, GtkWindow *parent, const BalieUser *user);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person's data: what there is, exported or erased in one deed. For administrators. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_PERSONAL_DIALOG (balie_personal_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BaliePersonalDialog, balie_personal_dialog, BALIE, PERSONAL_DIALOG, AdwWindow)

GtkWidget *balie_personal_dialog_new (BalieDesk *desk, GtkWindow *parent);

G_END_DECLS

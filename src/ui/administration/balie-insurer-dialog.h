/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An insurer: addresses, login, password, profile; tested, saved, removed. */
#pragma once

#include "balie-desk.h"
#include "balie-dialog-frame.h"
#include "balie-letter.h"

G_BEGIN_DECLS

#define BALIE_TYPE_INSURER_DIALOG (balie_insurer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BalieInsurerDialog,
                      balie_insurer_dialog,
                      BALIE,
                      INSURER_DIALOG,
                      BalieDialogFrame)

/* @insurer: (nullable): NULL adds one. (transfer none) */
BalieInsurerDialog *
balie_insurer_dialog_present (BalieDesk *desk, GtkWindow *parent, const BalieInsurer *insurer);

G_END_DECLS

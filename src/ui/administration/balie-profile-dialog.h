/* SPDX-License-Identifier: GPL-3.0-or-later */
/* My profile: who one is here, and the way to one's e-mail notifications. */
#pragma once

#include "balie-desk.h"
#include "balie-dialog-frame.h"

G_BEGIN_DECLS

/* (transfer none): already shown */
GtkWindow *balie_profile_dialog_present (BalieDesk *desk, GtkWindow *parent);

G_END_DECLS

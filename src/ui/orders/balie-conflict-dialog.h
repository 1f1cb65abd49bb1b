/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two people changed the same fields: shows mine and theirs and asks for each. */
#pragma once

#include <gtk/gtk.h>

#include "balie-order-draft.h"

G_BEGIN_DECLS

/* Told when the person decided: @draft now holds what is to be saved, possibly nothing. */
typedef void (*BalieConflictDecidedFunc) (GtkWidget *widget, BalieOrderDraft *draft);

/* @conflicts: (element-type BalieOrderConflict). Cancelling keeps the draft as it is. */
void balie_conflict_dialog_ask (GtkWidget *widget,
                                BalieOrderDraft *draft,
                                GPtrArray *conflicts,
                                BalieConflictDecidedFunc decided);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks which fields of a party are overwritten by a found customer; nothing is written before it is answered. */
#pragma once

#include <adwaita.h>

#include "balie-party-load.h"

G_BEGIN_DECLS

/* @plan: (nullable) (transfer full): as the person decided; NULL: load nothing */
typedef void (*BalieDifferenceDecidedFunc) (BaliePartyPlan *plan, gpointer user_data);

/* @decided: called exactly once, also when @parent goes. */
GtkWidget *balie_difference_dialog_ask (GtkWindow *parent,
                                        BalieEntry entry,
                                        const BaliePartyPlan *plan,
                                        BalieDifferenceDecidedFunc decided,
                                        gpointer user_data);

G_END_DECLS

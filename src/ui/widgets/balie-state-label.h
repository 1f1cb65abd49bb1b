/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A state as icon and word, never by colour alone. */
#pragma once

#include <gtk/gtk.h>

#include "balie-order-table.h"

G_BEGIN_DECLS

#define BALIE_TYPE_STATE_LABEL (balie_state_label_get_type ())
G_DECLARE_FINAL_TYPE (BalieStateLabel, balie_state_label, BALIE, STATE_LABEL, GtkWidget)

GtkWidget *balie_state_label_new (void);
/* Nothing is shown until one of these. */
void balie_state_label_set_row (BalieStateLabel *self, const BalieOrderRow *row, BalieDate today);
void balie_state_label_set_request (BalieStateLabel *self, BalieRequestState state);
/* Two lines where there is no room for one; else what does not fit is left out. */
void balie_state_label_allow_two_lines (BalieStateLabel *self);
void balie_state_label_clear (BalieStateLabel *self);
const char *balie_state_label_get_text (BalieStateLabel *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One field of an order in a form: label, input by the field's type, hint. */
#pragma once

#include <gtk/gtk.h>

#include "balie-check.h"
#include "balie-order.h"

G_BEGIN_DECLS

#define BALIE_TYPE_ORDER_FIELD_ROW (balie_order_field_row_get_type ())
G_DECLARE_FINAL_TYPE (BalieOrderFieldRow, balie_order_field_row, BALIE, ORDER_FIELD_ROW, GtkBox)

/* signal "edited" (): a person changed the value */

GtkWidget *balie_order_field_row_new (BalieOrderField field);
BalieOrderField balie_order_field_row_get_field (BalieOrderFieldRow *self);
/* Canonical text; what can't be read is shown as it was typed. */
void balie_order_field_row_set_value (BalieOrderFieldRow *self, const char *text);
char *balie_order_field_row_dup_value (BalieOrderFieldRow *self);
/* @text: "" takes the hint away */
void
balie_order_field_row_set_hint (BalieOrderFieldRow *self, BalieCheckLevel level, const char *text);
const char *balie_order_field_row_get_hint (BalieOrderFieldRow *self);
void balie_order_field_row_set_changed (BalieOrderFieldRow *self, gboolean changed);
/* @reason: (nullable): why it can't be edited, NULL if it can */
void balie_order_field_row_set_locked (BalieOrderFieldRow *self, const char *reason);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of a form: one label, the inputs under it side by side, and their hints. */
#pragma once

#include "balie-value-input.h"

G_BEGIN_DECLS

#define BALIE_TYPE_FORM_LINE (balie_form_line_get_type ())
G_DECLARE_FINAL_TYPE (BalieFormLine, balie_form_line, BALIE, FORM_LINE, GtkBox)

/* @label: translated, may have a mnemonic; @group: (nullable): makes labels of a column equally wide */
GtkWidget *balie_form_line_new (const char *label, GtkSizeGroup *group);
/* @control: (nullable): what the label's mnemonic goes to and what is named by it, of the first one */
void balie_form_line_add (BalieFormLine *self, GtkWidget *widget, GtkWidget *control);
/* Marks by a dot and in words that something is not saved yet. */
void balie_form_line_set_changed (BalieFormLine *self, gboolean changed);
/* @key: whose hint; "" takes it away */
void balie_form_line_set_hint (BalieFormLine *self,
                               gconstpointer key,
                               BalieCheckLevel level,
                               const char *text);
/* All hints shown, "" if none. (transfer full) */
char *balie_form_line_dup_hints (BalieFormLine *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One choice out of a few: a row of toggle buttons, or a dropdown where the row does not fit. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BALIE_TYPE_CHOICE_BAR (balie_choice_bar_get_type ())
G_DECLARE_FINAL_TYPE (BalieChoiceBar, balie_choice_bar, BALIE, CHOICE_BAR, AdwBin)

/* signal "chosen" (const char *code): a person chose; not emitted by balie_choice_bar_set_code() */

/* @name: what is chosen, for assistive technology: "Filter" */
GtkWidget *balie_choice_bar_new (const char *name);
/* @label: translated, with a mnemonic */
void balie_choice_bar_append (BalieChoiceBar *self, const char *code, const char *label);
/* Shown after the label; negative hides it. */
void balie_choice_bar_set_count (BalieChoiceBar *self, const char *code, gint64 count);
void balie_choice_bar_set_code (BalieChoiceBar *self, const char *code);
const char *balie_choice_bar_get_code (BalieChoiceBar *self);
guint balie_choice_bar_get_n (BalieChoiceBar *self);
const char *balie_choice_bar_get_nth_code (BalieChoiceBar *self, guint index);

G_END_DECLS

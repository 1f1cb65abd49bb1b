/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The input of one described field (BalieFieldSpec), by its type: entry, text, date, switch or list. */
#pragma once

#include <adwaita.h>

#include "balie-check.h"
#include "balie-field.h"

G_BEGIN_DECLS

#define BALIE_TYPE_VALUE_INPUT (balie_value_input_get_type ())
G_DECLARE_FINAL_TYPE (BalieValueInput, balie_value_input, BALIE, VALUE_INPUT, AdwBin)

/* signal "edited" (): a person changed it */

/* @spec: lives for ever */
GtkWidget *balie_value_input_new (const BalieFieldSpec *spec);
/* A list that the caller fills, for a field of text; a value that is not in it stays selectable. */
GtkWidget *balie_value_input_new_list (const BalieFieldSpec *spec);
/* @codes and @names: as many; the empty choice comes first by itself. */
void balie_value_input_set_choices (BalieValueInput *self,
                                    const char *const *codes,
                                    const char *const *names);

const BalieFieldSpec *balie_value_input_get_spec (BalieValueInput *self);
/* What has the focus, for a label. */
GtkWidget *balie_value_input_get_control (BalieValueInput *self);
/* Canonical text, or what was typed if it can't be read. */
void balie_value_input_set_value (BalieValueInput *self, const char *value);
char *balie_value_input_dup_value (BalieValueInput *self);
/* Marks what can't be; the sentence is said by the line it stands in, and described for those who listen. */
void balie_value_input_set_hint (BalieValueInput *self, BalieCheckLevel level, const char *text);
/* @reason: (nullable): why it can't be edited */
void balie_value_input_set_locked (BalieValueInput *self, const char *reason);

G_END_DECLS

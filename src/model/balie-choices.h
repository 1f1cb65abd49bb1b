/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The listed values of parties, customers and dossiers, and the words that remote systems use for them. */
#pragma once

#include "balie-field.h"

G_BEGIN_DECLS

/* Each ends with { NULL }. */
extern const BalieChoice balie_legal_forms[];
extern const BalieChoice balie_salutations[];
extern const BalieChoice balie_customer_types[];
extern const BalieChoice balie_finance_kinds[];

const char *balie_choices_find (const BalieChoice *choices, const char *text);
const char *balie_choice_to_label (const BalieChoice *choice);

G_END_DECLS

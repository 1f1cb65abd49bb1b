/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many letters each filter has, kept up to date, and the line that says what needs me now. */
#pragma once

#include "balie-desk.h"
#include "balie-letter-table.h"

G_BEGIN_DECLS

#define BALIE_TYPE_LETTER_COUNTS (balie_letter_counts_get_type ())
G_DECLARE_FINAL_TYPE (BalieLetterCounts, balie_letter_counts, BALIE, LETTER_COUNTS, GObject)

/* signal "changed" () */

BalieLetterCounts *balie_letter_counts_new (BalieDesk *desk);
/* By filter; NULL until the first answer. */
const gint64 *balie_letter_counts_get (BalieLetterCounts *self);
/* Markup with links whose address is a filter's code. */
char *balie_letter_counts_dup_needs (const gint64 *counts);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many letters each filter has, kept up to date, and the line that says what needs me now. */
#pragma once

#include "balie-filter-counts.h"
#include "balie-letter-table.h"

G_BEGIN_DECLS

/* Whose data are gint64, by filter; see balie_filter_counts_get(). */
BalieFilterCounts *balie_letter_counts_new (BalieDesk *desk);
/* Markup with links whose address is a filter's code. */
char *balie_letter_counts_dup_needs (const gint64 *counts);

G_END_DECLS

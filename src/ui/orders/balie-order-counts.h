/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many orders each filter has, kept up to date, and the line that says what needs me now. */
#pragma once

#include "balie-filter-counts.h"
#include "balie-orders.h"

G_BEGIN_DECLS

/* Whose data are a #BalieCounts; see balie_filter_counts_get(). */
BalieFilterCounts *balie_order_counts_new (BalieDesk *desk);
/* “3 need a decision · 12 due today”, with links "attention", "due" and "unknown"; markup. */
char *balie_order_counts_dup_needs (const BalieCounts *counts);

G_END_DECLS

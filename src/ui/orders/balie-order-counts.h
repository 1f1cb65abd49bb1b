/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many orders each filter has, kept up to date, and the line that says what needs me now. */
#pragma once

#include "balie-desk.h"
#include "balie-orders.h"

G_BEGIN_DECLS

#define BALIE_TYPE_ORDER_COUNTS (balie_order_counts_get_type ())
G_DECLARE_FINAL_TYPE (BalieOrderCounts, balie_order_counts, BALIE, ORDER_COUNTS, GObject)

/* signal "changed" (): there are new counts */

BalieOrderCounts *balie_order_counts_new (BalieDesk *desk);
/* NULL until the first answer. */
const BalieCounts *balie_order_counts_get (BalieOrderCounts *self);
/* “3 need a decision · 12 due today”, with links "attention", "due" and "unknown"; markup. */
char *balie_order_counts_dup_needs (const BalieCounts *counts);

G_END_DECLS

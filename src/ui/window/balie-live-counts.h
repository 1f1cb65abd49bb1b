/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counts beside the pages' names, kept up to date while a desk is open. */
#pragma once

#include "balie-dossiers.h"
#include "balie-orders.h"

G_BEGIN_DECLS

#define BALIE_TYPE_LIVE_COUNTS (balie_live_counts_get_type ())
G_DECLARE_FINAL_TYPE (BalieLiveCounts, balie_live_counts, BALIE, LIVE_COUNTS, GObject)

/* signal "counted" (): counts or error changed */
BalieLiveCounts *balie_live_counts_new (BalieDesk *desk);
const BalieCounts *balie_live_counts_get (BalieLiveCounts *self);
/* By filter. (nullable) */
const gint64 *balie_live_counts_get_dossiers (BalieLiveCounts *self);
/* By filter. (nullable) */
const gint64 *balie_live_counts_get_letters (BalieLiveCounts *self);
const GError *balie_live_counts_get_error (BalieLiveCounts *self);
void balie_live_counts_refresh (BalieLiveCounts *self);

G_END_DECLS

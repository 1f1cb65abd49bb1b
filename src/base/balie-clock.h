/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The injected clock: what time it is now, or what a test or --date says it is. */
#pragma once

#include "balie-date.h"

G_BEGIN_DECLS

/**
 * BalieClock:
 *
 * Immutable but for balie_clock_set_unix(); reference counted; may be read from any thread.
 */
typedef struct _BalieClock BalieClock;

BalieClock *balie_clock_new_system (void);
BalieClock *balie_clock_new_fixed (gint64 unix_seconds);
BalieClock *balie_clock_new_on_date (BalieDate today);
BalieClock *balie_clock_ref (BalieClock *self);
void balie_clock_unref (BalieClock *self);
gint64 balie_clock_get_unix (BalieClock *self);
void balie_clock_set_unix (BalieClock *self, gint64 unix_seconds);
BalieDate balie_clock_get_today (BalieClock *self, GTimeZone *zone);
/* What waits are multiplied by: 1 but in tests. */
double balie_clock_get_time_scale (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieClock, balie_clock_unref)

G_END_DECLS

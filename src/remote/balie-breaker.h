/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A circuit breaker as a plain value with the time given: five failures in a row open it for 30 s,
 * doubling to 5 min; then one call is let through to find out. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BALIE_BREAKER_FAILURES 5
#define BALIE_BREAKER_FIRST_SECONDS 30
#define BALIE_BREAKER_LAST_SECONDS 300

/**
 * BalieBreaker:
 * @failures: in a row
 * @open_until: monotonic microseconds, 0 while closed
 * @open_seconds: how long it was opened the last time, 0 while closed
 * @probing: the one call of the half-open state is under way
 */
typedef struct
{
  guint failures;
  gint64 open_until;
  gint64 open_seconds;
  gboolean probing;
} BalieBreaker;

gboolean balie_breaker_allow (BalieBreaker *self, gint64 now);
void balie_breaker_succeed (BalieBreaker *self);
void balie_breaker_fail (BalieBreaker *self, gint64 now, double time_scale);
void balie_breaker_abandon (BalieBreaker *self);
gboolean balie_breaker_is_open (const BalieBreaker *self, gint64 now);

G_END_DECLS

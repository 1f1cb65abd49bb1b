/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The injected clock: the machine's, a fixed moment, or the machine's on another day. */
#define G_LOG_DOMAIN "balie-base"

#include "config.h"

#include "balie-clock.h"

typedef enum
{
  CLOCK_SYSTEM,
  CLOCK_FIXED,
  CLOCK_ON_DATE,
} ClockKind;

struct _BalieClock
{
  gatomicrefcount ref_count;
  ClockKind kind;
  BalieDate today;     /* of CLOCK_ON_DATE */
  GMutex mutex;        /* guards unix_seconds */
  gint64 unix_seconds; /* of CLOCK_FIXED */
};

static BalieClock *
new_clock (ClockKind kind)
{
  BalieClock *self = g_new0 (BalieClock, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->kind = kind;
  self->today = BALIE_DATE_NONE;
  return self;
}

/**
 * balie_clock_new_system:
 *
 * Returns: (transfer full): the machine's clock
 */
BalieClock *
balie_clock_new_system (void)
{
  return new_clock (CLOCK_SYSTEM);
}

/**
 * balie_clock_new_fixed:
 * @unix_seconds: the moment it shows
 *
 * Returns: (transfer full): a clock that stands still until balie_clock_set_unix()
 */
BalieClock *
balie_clock_new_fixed (gint64 unix_seconds)
{
  BalieClock *self = new_clock (CLOCK_FIXED);

  self->unix_seconds = unix_seconds;
  return self;
}

/**
 * balie_clock_new_on_date:
 * @today: the day the rules are to work with
 *
 * For --date: today is @today in every zone, while moments (time stamps, retries, which other
 * processes read too) stay the machine's.
 *
 * Returns: (transfer full): the clock
 */
BalieClock *
balie_clock_new_on_date (BalieDate today)
{
  BalieClock *self = new_clock (CLOCK_ON_DATE);

  self->today = today;
  return self;
}

/**
 * balie_clock_ref:
 * @self: a clock
 *
 * Returns: (transfer full): @self
 */
BalieClock *
balie_clock_ref (BalieClock *self)
{
  g_return_val_if_fail (self, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * balie_clock_unref:
 * @self: (transfer full): a clock
 */
void
balie_clock_unref (BalieClock *self)
{
  g_return_if_fail (self);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * balie_clock_get_unix:
 * @self: a clock
 *
 * Returns: Unix seconds
 */
gint64
balie_clock_get_unix (BalieClock *self)
{
  gint64 unix_seconds;

  g_return_val_if_fail (self, 0);

  if (self->kind != CLOCK_FIXED)
    return g_get_real_time () / G_USEC_PER_SEC;
  g_mutex_lock (&self->mutex);
  unix_seconds = self->unix_seconds;
  g_mutex_unlock (&self->mutex);
  return unix_seconds;
}

/**
 * balie_clock_set_unix:
 * @self: a clock of balie_clock_new_fixed()
 * @unix_seconds: the moment it shows from now on
 */
void
balie_clock_set_unix (BalieClock *self, gint64 unix_seconds)
{
  g_return_if_fail (self);
  g_return_if_fail (self->kind == CLOCK_FIXED);

  g_mutex_lock (&self->mutex);
  self->unix_seconds = unix_seconds;
  g_mutex_unlock (&self->mutex);
}

/**
 * balie_clock_get_today:
 * @self: a clock
 * @zone: (nullable): the dealer's zone; %NULL is UTC
 *
 * Returns: the day it is there
 */
BalieDate
balie_clock_get_today (BalieClock *self, GTimeZone *zone)
{
  g_return_val_if_fail (self, BALIE_DATE_NONE);

  if (self->kind == CLOCK_ON_DATE)
    return self->today;
  return balie_date_from_unix (balie_clock_get_unix (self), zone);
}

/**
 * balie_clock_get_time_scale:
 *
 * $BALIE_TIME_SCALE shortens all waiting of a whole program, for tests against a remote that never
 * answers.
 *
 * Returns: what waits are multiplied by: 1, or less but more than 0
 */
double
balie_clock_get_time_scale (void)
{
  const char *text = g_getenv ("BALIE_TIME_SCALE");
  double scale = text != NULL ? g_ascii_strtod (text, NULL) : 1;

  return scale > 0 && scale < 1 ? scale : 1;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A circuit breaker as a plain value with the time given. */
#define G_LOG_DOMAIN "balie-remote"

#include "config.h"

#include "balie-breaker.h"

/**
 * balie_breaker_allow:
 * @self: a breaker
 * @now: monotonic microseconds
 *
 * Asks whether a call may go out. If it may, one of balie_breaker_succeed(), balie_breaker_fail() or
 * balie_breaker_abandon() must follow.
 *
 * Returns: whether it may
 */
gboolean
balie_breaker_allow (BalieBreaker *self, gint64 now)
{
  if (self->open_until == 0)
    return TRUE;
  if (now < self->open_until || self->probing)
    return FALSE;
  self->probing = TRUE;
  return TRUE;
}

/**
 * balie_breaker_succeed:
 * @self: a breaker
 *
 * An answer came: closes it.
 */
void
balie_breaker_succeed (BalieBreaker *self)
{
  *self = (BalieBreaker){ 0 };
}

/**
 * balie_breaker_fail:
 * @self: a breaker
 * @now: monotonic microseconds
 * @time_scale: of the open time, 1 but in tests
 *
 * A call failed. One that began before the breaker opened does not prolong it.
 */
void
balie_breaker_fail (BalieBreaker *self, gint64 now, double time_scale)
{
  self->failures++;
  if (self->open_until != 0 && !self->probing)
    return;
  if (self->failures < BALIE_BREAKER_FAILURES)
    return;
  self->open_seconds = self->open_seconds == 0
                           ? BALIE_BREAKER_FIRST_SECONDS
                           : MIN (self->open_seconds * 2, BALIE_BREAKER_LAST_SECONDS);
  self->open_until = now + (gint64) (self->open_seconds * time_scale * G_USEC_PER_SEC);
  self->probing = FALSE;
}

/**
 * balie_breaker_abandon:
 * @self: a breaker
 *
 * The call was cancelled and says nothing about the remote; the next one may try.
 */
void
balie_breaker_abandon (BalieBreaker *self)
{
  self->probing = FALSE;
}

/**
 * balie_breaker_is_open:
 * @self: a breaker
 * @now: monotonic microseconds
 *
 * Returns: whether calls fail at once now
 */
gboolean
balie_breaker_is_open (const BalieBreaker *self, gint64 now)
{
  return self->open_until != 0 && (now < self->open_until || self->probing);
}

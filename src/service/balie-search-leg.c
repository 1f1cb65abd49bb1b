/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a search stands with one source. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-search-leg.h"

#include "balie-error.h"

static void
set_error (BalieLeg *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->shown.error = error;
}

void
balie_leg_drop_call (BalieLeg *self)
{
  g_autoptr (GCancellable) cancellable = g_steal_pointer (&self->cancellable);

  self->generation++;
  self->fetching = 0;
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
}

void
balie_leg_begin_call (BalieLeg *self, int page)
{
  balie_leg_drop_call (self);
  self->fetching = page;
  self->cancellable = g_cancellable_new ();
}

void
balie_leg_end_call (BalieLeg *self)
{
  self->fetching = 0;
  g_clear_object (&self->cancellable);
}

void
balie_leg_reset (BalieLeg *self)
{
  balie_leg_drop_call (self);
  balie_leg_set_state (self, BALIE_LEG_IDLE);
  self->shown.automatic = FALSE;
  self->shown.fetched_at = 0;
  self->shown.total = 0;
  self->failed_ahead = 0;
}

void
balie_leg_ask (BalieLeg *self, const BalieCustomerQuery *query)
{
  BalieCustomerQuery *asked = balie_customer_query_copy (query);

  g_clear_pointer (&self->asked, balie_customer_query_free);
  self->asked = asked;
  balie_leg_set_state (self, BALIE_LEG_RUNNING);
  balie_leg_begin_wait (self);
}

void
balie_leg_set_state (BalieLeg *self, BalieLegState state)
{
  self->shown.state = state;
  if (state != BALIE_LEG_FAILED)
    set_error (self, NULL);
}

void
balie_leg_take_failure (BalieLeg *self, GError *error)
{
  if (balie_error_is_cancelled (error))
    {
      balie_leg_set_state (self, BALIE_LEG_CANCELLED);
      g_error_free (error);
      return;
    }
  balie_leg_set_state (self, BALIE_LEG_FAILED);
  set_error (self, error);
}

void
balie_leg_clear (BalieLeg *self)
{
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->asked, balie_customer_query_free);
}

void
balie_leg_begin_wait (BalieLeg *self)
{
  self->shown.started_at = g_get_monotonic_time ();
  self->shown.keep_waiting_until = 0;
}

void
balie_leg_keep_waiting (BalieLeg *self, gint64 soft)
{
  self->shown.keep_waiting_until = g_get_monotonic_time () + soft;
}

gint64
balie_leg_get_patience (const BalieLeg *self, gint64 soft)
{
  gint64 until = MAX (self->shown.started_at + soft, self->shown.keep_waiting_until);

  return until - g_get_monotonic_time ();
}

double
balie_leg_get_elapsed (const BalieLeg *self)
{
  return (double) (g_get_monotonic_time () - self->shown.started_at) / G_USEC_PER_SEC;
}

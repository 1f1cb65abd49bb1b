/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a search stands with one source: its state, its one call and how long that is waited for.
 * Internal to the search; main thread only. */
#pragma once

#include "balie-customer-search.h"

G_BEGIN_DECLS

/**
 * BalieLeg:
 * @shown: what the dialog sees
 * @asked: (owned) (nullable): what its answers are about
 * @error: (owned) (nullable): of the last call, when it failed
 * @cancellable: (owned) (nullable): of the call under way
 * @generation: calls made under another one are stale
 * @fetching: the page under way, 0 for none
 * @failed_ahead: a page that could not be fetched ahead, not to be tried all the time
 * @refresh: the first page is not to come from what is kept
 */
typedef struct
{
  BalieSearchLeg shown;
  BalieCustomerQuery *asked;
  GError *error;
  GCancellable *cancellable;
  guint generation;
  int fetching;
  int failed_ahead;
  gboolean refresh;
} BalieLeg;

/* Ends the call under way; its answer is no longer heard. */
void balie_leg_drop_call (BalieLeg *self);
/* Another call, with a cancellable of its own. */
void balie_leg_begin_call (BalieLeg *self, int page);
void balie_leg_end_call (BalieLeg *self);
/* Not asked, nothing known. */
void balie_leg_reset (BalieLeg *self);
void balie_leg_ask (BalieLeg *self, const BalieCustomerQuery *query);
void balie_leg_set_state (BalieLeg *self, BalieLegState state);
/* Takes over @error. */
void balie_leg_take_failure (BalieLeg *self, GError *error);
void balie_leg_clear (BalieLeg *self);

/* The wait that runs. @soft: how long is not too long, µs. */
void balie_leg_begin_wait (BalieLeg *self);
void balie_leg_keep_waiting (BalieLeg *self, gint64 soft);
gint64 balie_leg_get_patience (const BalieLeg *self, gint64 soft); /* µs left, below 0: overdue */
double balie_leg_get_elapsed (const BalieLeg *self);               /* seconds */

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delivering plate requests to PON exactly once: sends what waits, asks after what is unclear,
 * withdraws what was asked to be, fetches new states. */
#pragma once

#include "balie-desk.h"

G_BEGIN_DECLS

/**
 * BalieDeliverySummary:
 * @n_left: still open with a problem (waiting or unknown) when it ended
 * @problem: (nullable): the last problem that left something open
 */
typedef struct
{
  int n_sent;
  int n_received;
  int n_approved;
  int n_rejected;
  int n_withdrawn;
  int n_left;
  GError *problem;
} BalieDeliverySummary;

void balie_delivery_summary_free (BalieDeliverySummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieDeliverySummary, balie_delivery_summary_free)

/* One round until nothing more can be done now. @keys: (nullable): only these requests are worked
 * on and no states are fetched. A round already running is joined. */
void balie_delivery_sync_async (BalieDesk *desk,
                                const char *const *keys,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
BalieDeliverySummary *
balie_delivery_sync_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* For a program that stays: rounds by themselves when something is due, states polled every minute
 * and backing off to a quarter of an hour while nothing changes; also sends queued mails. */
void balie_delivery_start (BalieDesk *desk);
void balie_delivery_stop (BalieDesk *desk);
void balie_delivery_wake (BalieDesk *desk);

G_END_DECLS

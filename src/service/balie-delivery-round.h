/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One round of delivery: what is claimed, in flight, learned and still to be recorded. Internal to the
 * delivery; main thread only. */
#pragma once

#include "balie-delivery-outbox.h"
#include "balie-delivery.h"

G_BEGIN_DECLS

typedef struct _BalieDeliveryRound BalieDeliveryRound;

/* Called once, from the main loop; the round is then the callee's to free. */
typedef void (*BalieDeliveryRoundFunc) (BalieDeliveryRound *round, gpointer user_data);

/* @explicit: a person asked: what waits for later is tried now, and the round waits some seconds for
 * what can be tried again soon. @keys: (nullable): only these. @fetch: states are fetched at the end. */
BalieDeliveryRound *balie_delivery_round_new (BalieDesk *desk,
                                              gboolean explicit,
                                              const char *const *keys,
                                              gboolean fetch,
                                              GCancellable *cancellable,
                                              BalieDeliveryRoundFunc ended,
                                              gpointer user_data);
void balie_delivery_round_free (BalieDeliveryRound *self);
void balie_delivery_round_start (BalieDeliveryRound *self);
/* Joins another wish to a round that runs. */
void balie_delivery_round_widen (BalieDeliveryRound *self,
                                 gboolean explicit,
                                 const char *const *keys,
                                 gboolean fetch);
/* Starts nothing more; what is in flight is seen through, what was not started is given back. */
void balie_delivery_round_stop (BalieDeliveryRound *self);

const BalieDeliverySummary *balie_delivery_round_get_summary (BalieDeliveryRound *self);
/* (nullable): the database failed. */
const GError *balie_delivery_round_get_error (BalieDeliveryRound *self);
gboolean balie_delivery_round_has_fetched (BalieDeliveryRound *self);
gboolean balie_delivery_round_has_moved (BalieDeliveryRound *self);

G_END_DECLS

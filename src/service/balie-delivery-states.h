/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fetching what became of requests at PON since the last time. Internal to the delivery. */
#pragma once

#include "balie-delivery-outbox.h"

G_BEGIN_DECLS

/* All pages since the kept cursor, each recorded at once; the cursor moves when the last one is. */
void balie_delivery_states_async (BalieDesk *desk,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
BalieOutboxReport *
balie_delivery_states_finish (BalieDesk *desk, GAsyncResult *result, GError **error); /* g_free */

/* A little before @cursor, so that nothing that PON wrote at the same moment is missed; "" as is. */
char *balie_delivery_states_dup_since (const char *cursor);

G_END_DECLS

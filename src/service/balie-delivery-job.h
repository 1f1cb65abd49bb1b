/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of one claimed request: send it, ask after it, or withdraw it. Internal to the delivery. */
#pragma once

#include "balie-delivery-record.h"
#include "balie-desk.h"

G_BEGIN_DECLS

/* @claimed as it was when claimed: SENDING is sent, UNKNOWN is asked after by its key,
 * WITHDRAWAL_ASKED is withdrawn (and first asked after when PON's side is not known for sure). */
void balie_delivery_job_async (BalieDesk *desk,
                               const BaliePlateRequest *claimed,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full): never NULL: whatever happens is an outcome. */
BalieOutcome *balie_delivery_job_finish (BalieDesk *desk, GAsyncResult *result);

/* What PON tells of a request, as a fact; its key is the one PON told. */
BalieOutcome *balie_outcome_new_from_answer (const BaliePonAnswer *answer);

G_END_DECLS

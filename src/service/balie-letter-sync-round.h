/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One insurer's turn: list, get, store in the order in which the letters were written, acknowledge. Internal to
 * the letters' sync. */
#pragma once

#include "balie-letter-sync.h"

G_BEGIN_DECLS

/* Ends with a summary whatever happens, and with what happened noted at the insurer; the error is only
 * in the summary. */
void balie_letter_round_async (BalieDesk *desk,
                               const BalieInsurer *insurer,
                               gboolean again,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
BalieLetterSyncSummary *balie_letter_round_finish (BalieDesk *desk, GAsyncResult *result);

G_END_DECLS

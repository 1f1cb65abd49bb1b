/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs one store function for a desk: with facts as the database has them now, the permission checked
 * in the same transaction, and the desk as the source of the answer. Internal to the service layer. */
#pragma once

#include "balie-desk.h"

G_BEGIN_DECLS

/**
 * BalieDeskFunc:
 * @db: the connection
 * @facts: settings, brands and the user's rights as this transaction sees them
 * @data: the caller's
 *
 * As #BalieStoreFunc, on the store's thread: failure is told by @error alone.
 */
typedef gpointer (*BalieDeskFunc) (BalieDb *db,
                                   const BalieDeskFacts *facts,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error);

/* Nothing has to be allowed. */
#define BALIE_DEED_NONE BALIE_N_DEEDS

void balie_desk_run_async (BalieDesk *self,
                           BalieStoreLane lane,
                           BalieDeed deed,
                           BalieDeskFunc func,
                           gpointer data,
                           GDestroyNotify data_free,
                           GDestroyNotify result_free,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* As above, but an older call with the same @slot ends in BALIE_ERROR_CANCELLED; reads only. */
void balie_desk_run_newest_async (BalieDesk *self,
                                  gconstpointer slot,
                                  BalieDeskFunc func,
                                  gpointer data,
                                  GDestroyNotify data_free,
                                  GDestroyNotify result_free,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gpointer balie_desk_run_finish (BalieDesk *self, GAsyncResult *result, GError **error);
/* Of what returns nothing: whether it was done. */
gboolean balie_desk_run_finish_done (BalieDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS

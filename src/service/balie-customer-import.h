/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making persons of KP in Driver2, exactly once each: claim, send, record; an unclear outcome is asked after
 * by searching for the person before anything is sent again. */
#pragma once

#include "balie-customer-import-table.h"
#include "balie-desk.h"

G_BEGIN_DECLS

/* One round until nothing more can be done now; joined when one is running. @keys: (nullable): only these. */
void balie_customer_imports_sync_async (BalieDesk *desk,
                                        const char *const *keys,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean balie_customer_imports_sync_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* "Retry": a failed one waits again, one that waits for a later time is due now; then a round, or the one that
 * runs. Ends with the outcome of this one, not with the round. */
void balie_customer_import_retry_async (BalieDesk *desk,
                                        const char *key,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean balie_customer_import_retry_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* GPtrArray of BalieCustomerImport, newest first; only those that are not done or failed with @open_only;
 * all of them with a limit of 0. */
void balie_customer_imports_list_async (BalieDesk *desk,
                                        gboolean open_only,
                                        guint limit,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *
balie_customer_imports_list_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* For a program that stays: rounds by themselves when something is due. */
void balie_customer_imports_start (BalieDesk *desk);
void balie_customer_imports_stop (BalieDesk *desk);
void balie_customer_imports_wake (BalieDesk *desk);

/* Inside a transaction of the caller: queues one for @customer (its VAT number is left out), or finds the one
 * that is there for the same person. (transfer full) (nullable): its key. */
char *balie_customer_import_queue (BalieDb *db,
                                   const BalieDeskFacts *facts,
                                   const BalieCustomer *customer,
                                   GError **error);

/* A translated sentence of where it stands: “Being added to Driver2”, “Not in Driver2 yet: …”. */
char *balie_customer_import_dup_sentence (const BalieCustomerImport *import);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The imports' short transactions: claiming, recording outcomes, looking what is next. Internal to the
 * imports. */
#pragma once

#include "balie-customer-import-outcome.h"
#include "balie-desk.h"

G_BEGIN_DECLS

/* Frees what dead processes of this desk had claimed, and with @try_now makes due what waits for a later
 * attempt (@keys: (nullable): only these), but for what Driver2 asked to wait. */
void balie_customer_import_outbox_begin_async (BalieDesk *desk,
                                               gboolean try_now,
                                               const char *const *keys,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
gboolean
balie_customer_import_outbox_begin_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* (element-type BalieCustomerImport): claimed by this process now, each SENDING or UNKNOWN. */
void balie_customer_import_outbox_claim_async (BalieDesk *desk,
                                               const char *const *keys,
                                               guint limit,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
GPtrArray *
balie_customer_import_outbox_claim_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Writes what the outcome makes of the import, of the parties that wait for it, and of their history. Takes
 * over @outcome. */
void balie_customer_import_outbox_record_async (BalieDesk *desk,
                                                BalieImportOutcome *outcome,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);
gboolean
balie_customer_import_outbox_record_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Unix seconds of the next attempt, 0 when nothing waits. */
void balie_customer_import_outbox_look_async (BalieDesk *desk,
                                              const char *const *keys,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
gint64
balie_customer_import_outbox_look_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* A failed one waits again, one that waits is due. EDIT_DOSSIER. The answer is the key of the import that is
 * to be waited for: that of the same person's other one, if there is one. */
void balie_customer_import_outbox_retry_async (BalieDesk *desk,
                                               const char *key,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
char *
balie_customer_import_outbox_retry_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of one claimed import: send it, or look whether Driver2 has the person. Internal to the imports. */
#pragma once

#include "balie-customer-import-outcome.h"
#include "balie-desk.h"

G_BEGIN_DECLS

/* @claimed as it was when claimed: SENDING is sent, UNKNOWN is searched for. */
void balie_customer_import_job_async (BalieDesk *desk,
                                      const BalieCustomerImport *claimed,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full): never NULL: whatever happens is an outcome. */
BalieImportOutcome *balie_customer_import_job_finish (BalieDesk *desk, GAsyncResult *result);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an administrator's change is written: checked, logged, known to this desk at once, and every
 * order explained anew where the rules are affected. Internal to the service layer. */
#pragma once

#include "balie-administration.h"
#include "balie-desk-run.h"

G_BEGIN_DECLS

/* Runs in the writing transaction; balie_explain_mark_all() there has the orders explained anew. */
typedef gboolean (*BalieAdministrationFunc) (BalieDb *db,
                                             const BalieDeskFacts *facts,
                                             gpointer data,
                                             GError **error);

/* When it is finished the desk has the new values and all orders are explained by them. Cancelling
 * before the commit undoes it; afterwards it only ends the waiting. */
void balie_administration_write_async (BalieDesk *desk,
                                       BalieDeed deed,
                                       BalieAdministrationFunc func,
                                       gpointer data,
                                       GDestroyNotify data_free,
                                       BalieCountFunc progress,
                                       gpointer progress_data,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean balie_administration_write_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS

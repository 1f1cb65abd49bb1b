/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading a found customer into a party: plan, ask where something typed by hand would go, load, say so. */
#pragma once

#include "balie-dossier-edit.h"
#include "balie-shell.h"

G_BEGIN_DECLS

/* @dialog: where the person picked; questions stand over it and its shell tells of the outcome. CANCELLED when
 * the person does not want it after all. */
void balie_customer_pick_async (GtkWindow *dialog,
                                BalieDesk *desk,
                                const char *dossier_number,
                                BalieEntry entry,
                                const BalieCustomer *customer,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean balie_customer_pick_finish (GAsyncResult *result, GError **error);

G_END_DECLS

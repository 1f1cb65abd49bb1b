/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing an order with its explanation and its history: shared by editing, creating and importing.
 * Runs inside a transaction of the caller. Internal to the service layer. */
#pragma once

#include "balie-history.h"
#include "balie-order-table.h"

G_BEGIN_DECLS

/* Keeps planned-on in step with the delivery date: today when that became known and nobody said
 * when, cleared with it. */
void balie_order_settle_planned_on (BalieOrder *order, BalieDate today);

/* Whether one of the fields that PON was told differs: VIN, brand, dealer number or plates. */
gboolean
balie_order_shared_field_differs (const BalieOrder *a, const BalieOrder *b, BalieOrderField *field);

/* BUSY when @after differs from @before in a field that is on its way to PON just now. */
gboolean balie_order_check_not_sending (BalieDb *db,
                                        const BalieOrder *before,
                                        const BalieOrder *after,
                                        GError **error);

/* Writes a new order and one line of history. */
gboolean balie_order_write_new (BalieDb *db,
                                const BalieDeskFacts *facts,
                                BalieOrder *order,
                                const BalieExplanation *explanation,
                                GError **error);

/* Writes what changed and a line of history per field; @ids (nullable) collects their ids. */
gboolean balie_order_write_changed (BalieDb *db,
                                    const BalieDeskFacts *facts,
                                    const BalieOrder *before,
                                    BalieOrder *after,
                                    const BalieExplanation *explanation,
                                    GArray *ids,
                                    GError **error);

G_END_DECLS

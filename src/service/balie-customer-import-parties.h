/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of an import, told to the parties that wait for it. Runs inside a transaction of the caller.
 * Internal to the imports. */
#pragma once

#include "balie-customer-import-table.h"
#include "balie-desk.h"

G_BEGIN_DECLS

/* Every party with @key no longer waits: it gets @import's number where it has none, or waits for @import
 * while that is open. With history, as done by who asked for it. */
gboolean balie_customer_import_parties_follow (BalieDb *db,
                                               const BalieDeskFacts *facts,
                                               const char *key,
                                               const BalieCustomerImport *import,
                                               GError **error);
/* History of its dossiers says that Driver2 will not have the person. */
gboolean balie_customer_import_parties_tell_failure (BalieDb *db,
                                                     const BalieDeskFacts *facts,
                                                     const BalieCustomerImport *import,
                                                     GError **error);

G_END_DECLS

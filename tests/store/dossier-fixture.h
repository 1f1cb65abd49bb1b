/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dossiers, parties and customers to fill the databases of the store's tests. */
#pragma once

#include "balie-customer-import-table.h"
#include "balie-dossier-table.h"
#include "store-fixture.h"

G_BEGIN_DECLS

#define TODAY balie_date_from_ymd (2026, 3, 20)

/* "code=value" pairs, ended by NULL; must be values that the fields take. */
BalieDossier *make_dossier (const char *first_pair, ...) G_GNUC_NULL_TERMINATED;
BalieParty *make_party (BalieEntry entry, const char *first_pair, ...) G_GNUC_NULL_TERMINATED;
BalieCustomer *
make_customer (BalieSource source, const char *first_pair, ...) G_GNUC_NULL_TERMINATED;
void set_party (BalieParty *party, BaliePartyField field, const char *value);
void set_dossier (BalieDossier *dossier, BalieDossierField field, const char *value);

/* Insert; must succeed. */
BalieDossier *put_dossier (BalieDb *db, const char *first_pair, ...) G_GNUC_NULL_TERMINATED;
BalieParty *put_party (BalieDb *db,
                       gint64 dossier_id,
                       BalieEntry entry,
                       const char *last_name,
                       const char *first_name);

/* Numbers of dossiers in the order of the ids, joined by blanks. */
char *join_dossiers (BalieDb *db, const GArray *ids);

G_END_DECLS

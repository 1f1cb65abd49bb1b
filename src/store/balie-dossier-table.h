/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables "dossier" and "party": columns are the fields' codes. */
#pragma once

#include "balie-db.h"
#include "balie-dossier.h"

G_BEGIN_DECLS

typedef enum
{
  BALIE_DOSSIER_FILTER_OPEN,
  BALIE_DOSSIER_FILTER_MINE,           /* open, manager is the person */
  BALIE_DOSSIER_FILTER_NO_OWNER,       /* open, owner empty */
  BALIE_DOSSIER_FILTER_NOT_IN_DRIVER2, /* open, a party waits to be imported */
  BALIE_DOSSIER_FILTER_ARCHIVED,
  BALIE_DOSSIER_FILTER_ALL,
  BALIE_N_DOSSIER_FILTERS,
} BalieDossierFilter;

const char *balie_dossier_filter_to_code (BalieDossierFilter filter);
gboolean balie_dossier_filter_from_code (const char *code, BalieDossierFilter *filter);

typedef enum
{
  BALIE_DOSSIER_SORT_CHANGED,
  BALIE_DOSSIER_SORT_NUMBER,
  BALIE_DOSSIER_SORT_OWNER,
  BALIE_DOSSIER_SORT_PLATE,
  BALIE_DOSSIER_SORT_VEHICLE,
  BALIE_DOSSIER_SORT_MANAGER, /* by the name that is shown */
} BalieDossierSort;

/* @manager: login for BALIE_DOSSIER_FILTER_MINE; @search: "" for all. A plain value, texts borrowed. */
typedef struct
{
  BalieDossierFilter filter;
  const char *manager;
  const char *search;
  BalieDossierSort sort;
  gboolean descending;
  guint limit; /* 0: all */
} BalieDossierQuery;

/**
 * BalieDossierRow:
 * @dossier: without remarks and notes
 * @names: of the parties, "" where empty
 * @manager_name: of the dossier manager, the login where no name is known
 * @filled: bit per BalieEntry
 * @n_not_in_driver2: parties that wait to be imported
 *
 * A dossier as lists show it.
 */
typedef struct
{
  BalieDossier *dossier;
  char *names[BALIE_N_PARTIES];
  char *manager_name;
  guint filled;
  guint n_not_in_driver2;
} BalieDossierRow;

void balie_dossier_row_free (BalieDossierRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieDossierRow, balie_dossier_row_free)

/* Changes are noted as table "dossiers" with the dossier's id. */

/* CONFLICT when the number exists. Sets id and version. An empty number becomes the next "YYYY-NNNN". */
gboolean balie_dossier_table_insert (BalieDb *db,
                                     BalieDossier *dossier,
                                     BalieDate today,
                                     gint64 now,
                                     GError **error);
/* CONFLICT when the version is another one. Counts the version up. */
gboolean
balie_dossier_table_update (BalieDb *db, BalieDossier *dossier, gint64 now, GError **error);
/* NULL with NOT_FOUND. */
BalieDossier *balie_dossier_table_get (BalieDb *db, const char *number, GError **error);
BalieDossier *balie_dossier_table_get_by_id (BalieDb *db, gint64 id, GError **error);
/* Open ones of the same vehicle: equal VIN, or equal plate; either may be "". (element-type BalieDossier) */
GPtrArray *balie_dossier_table_find_by_vehicle (BalieDb *db,
                                                const char *vin,
                                                const char *plate,
                                                GError **error);
GPtrArray *
balie_dossier_table_find_by_order (BalieDb *db, const char *order_number, GError **error);
/* GArray of guint32 ids. */
GArray *balie_dossier_table_query (BalieDb *db, const BalieDossierQuery *query, GError **error);
/* GPtrArray of BalieDossierRow or NULL elements, in the order of @ids. */
GPtrArray *
balie_dossier_table_get_rows (BalieDb *db, const guint32 *ids, gsize n_ids, GError **error);
gboolean balie_dossier_table_count (BalieDb *db,
                                    const char *manager,
                                    gint64 counts[BALIE_N_DOSSIER_FILTERS],
                                    GError **error);

/* The party of an entry, an empty one with id 0 when there is none; NULL on error. */
BalieParty *
balie_party_table_get (BalieDb *db, gint64 dossier_id, BalieEntry entry, GError **error);
BalieParty *balie_party_table_get_by_id (BalieDb *db, gint64 id, GError **error);
/* GPtrArray of the eight, empty ones too, in the order of the panel. */
GPtrArray *balie_party_table_get_of_dossier (BalieDb *db, gint64 dossier_id, GError **error);
/* Inserts (id 0) or updates (CONFLICT when the version is another one); fills in an empty client number
 * with that of the same customer of Driver2, else the next, as soon as the party is filled; touches the dossier's changed_at and version. */
gboolean balie_party_table_put (BalieDb *db, BalieParty *party, gint64 now, GError **error);
/* (element-type BalieParty): of all dossiers, newest dossier first. */
GPtrArray *balie_party_table_find_by_client (BalieDb *db,
                                             const char *client_number,
                                             guint limit,
                                             GError **error);
/* Candidates for the same person: equal external reference, VAT or national number, e-mail, phone,
 * mobile, or folded name; not those of @but_id. (element-type BalieParty) */
GPtrArray *balie_party_table_find_like (BalieDb *db,
                                        const BalieParty *party,
                                        gint64 but_id,
                                        guint limit,
                                        GError **error);
/* Parties by words of name, number, postcode …, one per client number, most recently used first; the
 * most recently used of all when @search is "". (element-type BalieParty) */
GPtrArray *balie_party_table_search (BalieDb *db, const char *search, guint limit, GError **error);
/* Those with this import key. */
GPtrArray *balie_party_table_find_by_import (BalieDb *db, const char *key, GError **error);

G_END_DECLS

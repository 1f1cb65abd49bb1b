/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading dossiers: lists, one dossier with everything about it, parties to choose from. */
#pragma once

#include "balie-activity.h"
#include "balie-customer-import-table.h"
#include "balie-desk.h"
#include "balie-dossier-table.h"
#include "balie-order-table.h"
#include "balie-party-load.h"

G_BEGIN_DECLS

/* GArray of guint32 ids; the newest query of the same @slot wins (older ones end CANCELLED). */
void balie_dossiers_query_async (BalieDesk *desk,
                                 gconstpointer slot,
                                 const BalieDossierQuery *query,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GArray *balie_dossiers_query_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* GPtrArray of BalieDossierRow or NULL elements, in the order of @ids. */
void balie_dossiers_get_rows_async (BalieDesk *desk,
                                    const guint32 *ids,
                                    gsize n_ids,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *balie_dossiers_get_rows_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* gint64[BALIE_N_DOSSIER_FILTERS], g_free() it. */
void balie_dossiers_count_async (BalieDesk *desk,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gint64 *balie_dossiers_count_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/**
 * BalieDossierDetail:
 * @parties: (element-type BalieParty): the eight of the panel, empty ones with id 0
 * @hints: (element-type GPtrArray of BaliePartyHint): one array per party
 * @activity: (element-type BalieActivity): newest first
 * @order: (nullable): the linked order
 * @candidates: (element-type BalieOrderRow): orders with the dossier's VIN or plate while none is linked
 * @same_vehicle: (element-type BalieDossier): other open dossiers of the vehicle
 * @imports: (element-type BalieCustomerImport) (nullable elements): per party, the import it waits for
 * @manager_name: of the dossier manager, the login where no name is known
 * @n_invoices: how many parties say that the invoice goes to them; more than one is warned of
 */
typedef struct
{
  BalieDossier *dossier;
  GPtrArray *parties;
  GPtrArray *hints;
  GPtrArray *activity;
  BalieOrderRow *order;
  GPtrArray *candidates;
  GPtrArray *same_vehicle;
  BalieCustomerImport *imports[BALIE_N_PARTIES];
  char *manager_name;
  guint n_invoices;
} BalieDossierDetail;

void balie_dossier_detail_free (BalieDossierDetail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieDossierDetail, balie_dossier_detail_free)

/* Identity data of the parties are blank in it: balie_dossier_show_identity_async() gives them. The
 * history has no values of identity fields either. */
void balie_dossiers_load_async (BalieDesk *desk,
                                const char *number,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
BalieDossierDetail *
balie_dossiers_load_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* The party with its identity data; that it was shown is in the history first. Deed SHOW_IDENTITY. */
void balie_dossier_show_identity_async (BalieDesk *desk,
                                        const char *number,
                                        BalieEntry entry,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
BalieParty *
balie_dossier_show_identity_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/**
 * BaliePartyUse:
 * @party: the party
 * @dossier_number: where
 * @vehicle: text
 *
 * "Where used", and what "Search" and "recent" offer.
 */
typedef struct
{
  BalieParty *party;
  char *dossier_number;
  char *vehicle;
  gboolean archived;
} BaliePartyUse;

void balie_party_use_free (BaliePartyUse *self);

/* Known parties by @search, the most recently used when it is "". GPtrArray of BaliePartyUse. */
void balie_parties_search_async (BalieDesk *desk,
                                 gconstpointer slot,
                                 const char *search,
                                 guint limit,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *balie_parties_search_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Where a client number is used. GPtrArray of BaliePartyUse, newest dossier first. */
void balie_parties_where_used_async (BalieDesk *desk,
                                     const char *client_number,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *balie_parties_where_used_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/**
 * BaliePartyTwin:
 * @use: a known party that is or may be the same person under another client number
 * @likeness: how sure
 * @reason: translated
 */
typedef struct
{
  BaliePartyUse *use;
  BalieLikeness likeness;
  char *reason;
} BaliePartyTwin;

void balie_party_twin_free (BaliePartyTwin *self);
/* GPtrArray of BaliePartyTwin, the surest first. */
void balie_parties_find_twins_async (BalieDesk *desk,
                                     const char *dossier_number,
                                     BalieEntry entry,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *balie_parties_find_twins_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* What happened, translated, with the entry's and field's names. Identity values are never in it. */
char *balie_dossiers_dup_sentence (const BalieActivity *activity);

G_END_DECLS

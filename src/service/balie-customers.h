/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching customers in Driver2 and KP: one page of one source, from the kept answers or the remote; and
 * the seed's way from one to the other. */
#pragma once

#include "balie-answer-table.h"
#include "balie-desk.h"

G_BEGIN_DECLS

/* Kept answers are used for this long; then the remote is asked again. */
#define BALIE_CUSTOMERS_KEEP_SECONDS (15 * 60)

/* Why this source can't be searched with that, NULL if it can: nothing given, KP without a last name, not
 * configured. Translated. */
char *
balie_customers_dup_obstacle (BalieDesk *desk, BalieSource source, const BalieCustomerQuery *query);
/* Whether KP is searched by itself after Driver2 found nothing. */
gboolean balie_customers_kp_follows (const BalieCustomerQuery *query, gint64 driver2_total);

/* One page of one source. @refresh: not from what is kept. Errors as of the clients. Deed EDIT_DOSSIER. */
void balie_customers_search_async (BalieDesk *desk,
                                   BalieSource source,
                                   const BalieCustomerQuery *query,
                                   int page,
                                   gboolean refresh,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* fetched_at says how old it is. */
BalieSearchAnswer *
balie_customers_search_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/**
 * BalieCustomersOutcome:
 * @source: who answered
 * @automatic: KP was asked because Driver2 found nothing
 */
typedef struct
{
  BalieSource source;
  gboolean automatic;
  BalieSearchAnswer *answer;
} BalieCustomersOutcome;

void balie_customers_outcome_free (BalieCustomersOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieCustomersOutcome, balie_customers_outcome_free)

/* Driver2, then KP by itself where the rule says so; for programs without a window. */
void balie_customers_search_auto_async (BalieDesk *desk,
                                        const BalieCustomerQuery *query,
                                        int page,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
BalieCustomersOutcome *
balie_customers_search_auto_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Vehicles of Driver2 by VIN or plate. GPtrArray of BalieVehicle. */
void balie_vehicles_search_async (BalieDesk *desk,
                                  const char *vin,
                                  const char *plate,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *balie_vehicles_search_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* The usual wait for an answer of a remote here, in seconds; 0 while unknown. Kept up to date by the desk. */
double balie_customers_get_usual_wait (BalieDesk *desk, BalieSource source);

G_END_DECLS

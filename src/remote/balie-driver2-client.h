/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Driver2: searching customers and vehicles, making a customer, through a connector profile. */
#pragma once

#include "balie-customer.h"
#include "balie-remote-session.h"
#include "balie-vehicle.h"

G_BEGIN_DECLS

#define BALIE_CUSTOMER_PAGE_SIZE 10

/**
 * BalieCustomerPage:
 * @page: from 1
 * @total: how many there are in all, -1 when the gateway does not say
 * @has_more: there is a page after this one
 * @customers: (element-type BalieCustomer): at most what was asked for
 */
typedef struct
{
  int page;
  gint64 total;
  gboolean has_more;
  GPtrArray *customers;
} BalieCustomerPage;

void balie_customer_page_free (BalieCustomerPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieCustomerPage, balie_customer_page_free)

#define BALIE_TYPE_DRIVER2_CLIENT (balie_driver2_client_get_type ())
G_DECLARE_FINAL_TYPE (BalieDriver2Client, balie_driver2_client, BALIE, DRIVER2_CLIENT, GObject)

/* Errors of every call: OFFLINE (nothing was sent), TIMEOUT, UNCLEAR (no usable answer; the message is a
 * whole translated sentence of its own for each kind: cut off, too large, not JSON, a member of a wrong
 * type (named), status 5xx), UNAVAILABLE (429, 503, breaker; balie_error_get_retry_after()), REFUSED (other
 * 4xx with the cleaned reason), SECRET (401, 403, no secret), NOT_CONFIGURED, CANCELLED. Cancelling closes
 * the connection. */

BalieDriver2Client *balie_driver2_client_new (BalieRemoteSession *session);
/* Whether the profile sends this criterion. */
gboolean balie_driver2_client_takes (BalieDriver2Client *self, BalieCriterion criterion);

void balie_driver2_client_search_async (BalieDriver2Client *self,
                                        const BalieCustomerQuery *query,
                                        int page,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
BalieCustomerPage *
balie_driver2_client_search_finish (BalieDriver2Client *self, GAsyncResult *result, GError **error);

/* NULL without error: no such customer. */
void balie_driver2_client_get_async (BalieDriver2Client *self,
                                     const char *number,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
BalieCustomer *
balie_driver2_client_get_finish (BalieDriver2Client *self, GAsyncResult *result, GError **error);

/* Makes the customer; never a VAT number; one try: repeating is the caller's decision. CONFLICT (409):
 * there is one already. FALSE of balie_driver2_client_can_create(): the profile has no such operation. */
gboolean balie_driver2_client_can_create (BalieDriver2Client *self);
void balie_driver2_client_create_async (BalieDriver2Client *self,
                                        const char *key,
                                        const BalieCustomer *customer,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
BalieCustomer *
balie_driver2_client_create_finish (BalieDriver2Client *self, GAsyncResult *result, GError **error);

/* By VIN or by plate, the other one "". GPtrArray of BalieVehicle. */
gboolean balie_driver2_client_can_find_vehicles (BalieDriver2Client *self);
void balie_driver2_client_find_vehicles_async (BalieDriver2Client *self,
                                               const char *vin,
                                               const char *plate,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
GPtrArray *balie_driver2_client_find_vehicles_finish (BalieDriver2Client *self,
                                                      GAsyncResult *result,
                                                      GError **error);

/* A harmless read that proves address and credentials. */
void balie_driver2_client_test_async (BalieDriver2Client *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
balie_driver2_client_test_finish (BalieDriver2Client *self, GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* KP (KundenPortal): searching persons by last name, first name and postcode; nothing else is sent. */
#pragma once

#include "balie-driver2-client.h"

G_BEGIN_DECLS

#define BALIE_TYPE_KP_CLIENT (balie_kp_client_get_type ())
G_DECLARE_FINAL_TYPE (BalieKpClient, balie_kp_client, BALIE, KP_CLIENT, GObject)

BalieKpClient *balie_kp_client_new (BalieRemoteSession *session);

/* INVALID_INPUT without a last name. Errors otherwise as of Driver2. */
void balie_kp_client_search_async (BalieKpClient *self,
                                   const BalieCustomerQuery *query,
                                   int page,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
BalieCustomerPage *
balie_kp_client_search_finish (BalieKpClient *self, GAsyncResult *result, GError **error);

void balie_kp_client_test_async (BalieKpClient *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean balie_kp_client_test_finish (BalieKpClient *self, GAsyncResult *result, GError **error);

G_END_DECLS

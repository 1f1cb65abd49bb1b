/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The access token of a remote that wants OAuth2 client credentials. */
#pragma once

#include "balie-http.h"
#include "balie-profile.h"

G_BEGIN_DECLS

#define BALIE_TYPE_TOKEN_KEEPER (balie_token_keeper_get_type ())
G_DECLARE_FINAL_TYPE (BalieTokenKeeper, balie_token_keeper, BALIE, TOKEN_KEEPER, GObject)

BalieTokenKeeper *balie_token_keeper_new (BalieHttp *http,
                                          BalieProfile *profile,
                                          const char *base_url,
                                          const char *client_id);
void balie_token_keeper_get_async (BalieTokenKeeper *self,
                                   const char *client_secret,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
char *balie_token_keeper_get_finish (BalieTokenKeeper *self, GAsyncResult *result, GError **error);
void balie_token_keeper_forget (BalieTokenKeeper *self, const char *token);

G_END_DECLS

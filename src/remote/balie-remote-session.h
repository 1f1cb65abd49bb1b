/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a client needs to talk to one remote: address, profile, HTTP core and credentials. */
#pragma once

#include "balie-http.h"
#include "balie-profile.h"
#include "balie-remote-config.h"

G_BEGIN_DECLS

#define BALIE_TYPE_REMOTE_SESSION (balie_remote_session_get_type ())
G_DECLARE_FINAL_TYPE (BalieRemoteSession, balie_remote_session, BALIE, REMOTE_SESSION, GObject)

/* Fails with INVALID_INPUT when the profile or address is bad, NOT_CONFIGURED when the URL is empty. */
BalieRemoteSession *balie_remote_session_new (const BalieRemoteConfig *config, GError **error);
BalieHttp *balie_remote_session_get_http (BalieRemoteSession *self);
BalieProfile *balie_remote_session_get_profile (BalieRemoteSession *self);
const char *balie_remote_session_get_url (BalieRemoteSession *self);

/* Adds authentication by the profile (secrets from balie-secrets, tokens fetched and kept until they
 * expire) and sends. */
void balie_remote_session_send_async (BalieRemoteSession *self,
                                      BalieHttpRequest *request,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
BalieHttpResponse *
balie_remote_session_send_finish (BalieRemoteSession *self, GAsyncResult *result, GError **error);

G_END_DECLS

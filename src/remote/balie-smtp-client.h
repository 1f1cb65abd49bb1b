/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sends one mail through the dealership's SMTP server with STARTTLS or TLS, verified. */
#pragma once

#include <gio/gio.h>

#include "balie-mail.h"
#include "balie-remote-config.h"

G_BEGIN_DECLS

/* URL smtp://host:port (STARTTLS required, but on loopback taken only if offered) or
 * smtps://host:port. Password from balie-secrets when config->user is set.
 * Errors: OFFLINE, TIMEOUT, UNCLEAR (cut while the text was sent), UNAVAILABLE (4yz), REFUSED (5yz,
 * with the server's text), SECRET, NOT_CONFIGURED, INVALID_INPUT. */
void balie_smtp_send_async (const BalieRemoteConfig *config,
                            const BalieMail *mail,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean balie_smtp_send_finish (GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One try of one HTTP request: limits, redirects within the origin, and what a failure means. */
#pragma once

#include <libsoup/soup.h>

#include "balie-http.h"

G_BEGIN_DECLS

/**
 * BalieHttpLimits:
 * @connect_ms: from the start until the connection, TLS included, is up
 * @total_ms: from the start until the last byte of the answer
 * @max_body: bytes of the answer, after decompression
 */
typedef struct
{
  guint connect_ms;
  guint total_ms;
  gsize max_body;
} BalieHttpLimits;

void balie_http_try_async (SoupSession *session,
                           const BalieHttpRequest *request,
                           GTlsCertificate *client_certificate,
                           const BalieHttpLimits *limits,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
BalieHttpResponse *
balie_http_try_finish (GAsyncResult *result, gboolean *transient, GError **error);

G_END_DECLS

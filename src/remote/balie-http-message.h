/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Helpers of requests and responses that only the HTTP core needs. */
#pragma once

#include "balie-http.h"

G_BEGIN_DECLS

/* Longest Retry-After that is obeyed. */
#define BALIE_HTTP_MAX_RETRY_AFTER (24 * 60 * 60)

BalieHttpRequest *balie_http_request_copy (const BalieHttpRequest *self);
gint64 balie_http_parse_retry_after (const char *value, gint64 now_unix);

G_END_DECLS

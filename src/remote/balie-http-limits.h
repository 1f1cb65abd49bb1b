/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits of the HTTP core that only this layer and its tests change. */
#pragma once

#include "balie-http.h"

G_BEGIN_DECLS

void balie_http_set_max_in_flight (BalieHttp *self, guint n);
void balie_http_set_limits (BalieHttp *self, guint connect_ms, gsize max_body);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses a remote may have, and which redirects stay within it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GUri *balie_http_url_parse (const char *url, GError **error);
gboolean balie_http_url_is_loopback (GUri *uri);
gboolean balie_http_url_same_origin (GUri *a, GUri *b);

G_END_DECLS

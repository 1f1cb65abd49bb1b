/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether bytes are one JSON value of RFC 8259, checked before a lenient parser sees them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean balie_json_syntax_check (const char *data, gsize length);
/* In which line, from 1, they stop being one; 0 when they are one. */
guint balie_json_syntax_find_line (const char *data, gsize length);

G_END_DECLS

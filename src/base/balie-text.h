/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding and cleaning of text from people and remote systems. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *balie_text_fold (const char *text);
gboolean balie_text_equal_folded (const char *a, const char *b);
char *balie_text_dup_clean (const char *text, gsize max_bytes);
char *balie_text_dup_alnum_upper (const char *text);
char *balie_text_dup_code (const char *text);
gboolean balie_text_is_empty (const char *text);

G_END_DECLS

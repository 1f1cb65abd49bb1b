/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts with {placeholders}: looking through them and filling them in. "{{" and "}}" are braces. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the value of a placeholder, NULL if there is none. */
typedef char *(*BalieTemplateLookup) (const char *name, gpointer user_data);

gboolean balie_template_scan (const char *text, GPtrArray *names, char **problem);
char *balie_template_fill (const char *text, BalieTemplateLookup lookup, gpointer user_data);
char *balie_template_dup_single (const char *text);

G_END_DECLS

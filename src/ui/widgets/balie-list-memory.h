/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this desk remembers of a list: its settings, and how a sorting is written there. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* NULL where the schema or one of the keys is not installed: then nothing is remembered. */
GSettings *balie_list_memory_open (const char *const *keys);

/* "number", "-due" (descending) … */
char *balie_list_memory_dup_sort (const char *code, gboolean descending);
/* @codes: (array length=n): by sorting; FALSE, and nothing written, when it can't be read */
gboolean balie_list_memory_read_sort (const char *text,
                                      const char *const *codes,
                                      gsize n,
                                      guint *sort,
                                      gboolean *descending);

G_END_DECLS

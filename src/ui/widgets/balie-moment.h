/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A moment as people read it: day by locale and time of day. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "" for 0 */
char *balie_moment_dup_text (gint64 unix_seconds);
/* “20-03-2026 07:00 · ann at desk-1”, without what is "". */
char *balie_moment_dup_line (gint64 unix_seconds, const char *actor, const char *desk);

G_END_DECLS

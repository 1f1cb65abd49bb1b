/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Durations as the options write them ("100ms", "2s", "2s..8s") and moments as text. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* "never", where that is allowed. */
#define BALIE_SIM_NEVER G_MAXINT64

/* Microseconds, shortest and longest. */
typedef struct
{
  gint64 min;
  gint64 max;
} BalieSimRange;

gboolean balie_sim_duration_parse (const char *text, gint64 *microseconds, GError **error);
char *balie_sim_duration_dup_text (gint64 microseconds);
gboolean balie_sim_range_parse (const char *text, BalieSimRange *range, GError **error);
char *balie_sim_range_dup_text (const BalieSimRange *range);
char *balie_sim_moment_dup_text (gint64 microseconds);
gboolean balie_sim_moment_parse (const char *text, gint64 *microseconds);

G_END_DECLS

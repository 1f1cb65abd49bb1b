/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who has claimed a row of an outbox, so that a dead claimer can be told from a living one. Internal to the
 * deliveries. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A claim of another desk that is older than this is nobody's any more. */
#define BALIE_CLAIM_STALE_SECONDS 180
/* A claim older than this is given back unused: what it starts must be over before it is stale. */
#define BALIE_CLAIM_FRESH_SECONDS 45

/* "<desk>/<pid>/<start time of the process>". */
char *balie_claimer_dup (const char *desk_name);
/* FALSE only for one of this desk whose process is gone. */
gboolean balie_claimer_is_alive (const char *claimer, const char *desk_name);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strict check of the body of a plate request, as the real gateway would do it. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* All that is wrong, as text joined by spaces; NULL when nothing is. @van: (out): the brand's kind. */
char *balie_sim_pon_check (JsonNode *body, gboolean *van);

G_END_DECLS

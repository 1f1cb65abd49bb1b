/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the answers of the gateway for plates, and judging every field. */
#pragma once

#include "balie-pon-client.h"

G_BEGIN_DECLS

BaliePonAnswer *
balie_pon_answer_read (BalieProfile *profile, JsonNode *node, const char *vin, GError **error);
BaliePonAnswer *balie_pon_answer_read_body (BalieProfile *profile,
                                            GBytes *body,
                                            const char *key,
                                            const char *vin,
                                            GError **error);
gboolean balie_pon_answer_find (BalieProfile *profile,
                                const char *form,
                                GBytes *body,
                                const char *key,
                                BaliePonAnswer **found,
                                GError **error);
BaliePonPage *
balie_pon_page_read_body (BalieProfile *profile, GBytes *body, int page, GError **error);

G_END_DECLS

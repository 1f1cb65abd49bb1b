/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plate requests for several commands: delivering some and saying how they stand. */
#pragma once

#include "balie-cli.h"
#include "balie-delivery.h"
#include "balie-requests.h"

G_BEGIN_DECLS

/* Sends and asks; NULL with error. @keys: (nullable): only these, and no new states are fetched. */
BalieDeliverySummary *
balie_request_pages_deliver (BalieCli *cli, const char *const *keys, GError **error);
BalieExit balie_request_pages_judge (const BalieDeliverySummary *summary);
GPtrArray *balie_request_pages_load (BalieCli *cli,
                                     BalieRequestFilter filter,
                                     const char *search,
                                     guint offset,
                                     GError **error);
/* (element-type BaliePlateRequest): those of the keys, in no order; NULL with error. */
GHashTable *balie_request_pages_find (BalieCli *cli, GPtrArray *keys, GError **error);

G_END_DECLS

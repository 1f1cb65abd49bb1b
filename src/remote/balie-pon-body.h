/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The eight shared fields and the key of a plate request as values for a connector profile. */
#pragma once

#include "balie-plate-request.h"
#include "balie-profile.h"

G_BEGIN_DECLS

GHashTable *balie_pon_body_create_nodes (BalieProfile *profile,
                                         const BaliePlateRequest *request,
                                         GError **error);
GHashTable *balie_pon_body_create_values (GHashTable *nodes);

G_END_DECLS

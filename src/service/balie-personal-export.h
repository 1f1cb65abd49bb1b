/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person's data as JSON, for the person. Runs inside a transaction of the caller. Internal to the service
 * layer. */
#pragma once

#include "balie-personal-table.h"

G_BEGIN_DECLS

/* (transfer full): UTF-8, pretty: {"made","parties","history","orders","imports","kept_answers"}. */
GBytes *balie_personal_export_make (BalieDb *db,
                                    const BaliePersonPlaces *places,
                                    gint64 now,
                                    GError **error);

G_END_DECLS

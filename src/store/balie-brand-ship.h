/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The brands a new database begins with. */
#pragma once

#include "balie-db.h"

G_BEGIN_DECLS

gboolean balie_brand_table_ship (BalieDb *db, GError **error);

G_END_DECLS

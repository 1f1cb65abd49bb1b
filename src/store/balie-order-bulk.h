/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inserting very many orders in one transaction; shared by the store's files. */
#pragma once

#include "balie-db.h"

G_BEGIN_DECLS

/* After each insert. */
gboolean balie_order_bulk_count (BalieDb *db, gint64 id, GError **error);
/* Before anything that needs the indexes, and before the commit. */
gboolean balie_order_bulk_end (BalieDb *db, GError **error);

G_END_DECLS

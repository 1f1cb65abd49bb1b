/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going through the orders that a query finds, page by page, so that a million need little memory. */
#pragma once

#include "balie-cli.h"
#include "balie-order-table.h"

G_BEGIN_DECLS

typedef void (*BalieOrderRowFunc) (const BalieOrderRow *row, gpointer user_data);

gboolean balie_order_pages_each (BalieCli *cli,
                                 const BalieOrderQuery *query,
                                 BalieOrderRowFunc func,
                                 gpointer user_data,
                                 GError **error);
/* The query of --filter and --search; NULL after it was said that there is no such filter. */
BalieOrderQuery *balie_order_pages_read_query (BalieCli *cli);

G_END_DECLS

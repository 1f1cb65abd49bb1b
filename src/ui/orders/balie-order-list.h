/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lazy list of orders: BalieOrderRow as rows, BalieOrderQuery as query. */
#pragma once

#include "balie-lazy-list.h"
#include "balie-order-table.h"

G_BEGIN_DECLS

BalieLazyList *balie_order_list_new (BalieDesk *desk);
void balie_order_list_set_query (BalieLazyList *self,
                                 BalieOrderFilter filter,
                                 const char *search,
                                 BalieOrderSort sort,
                                 gboolean descending);
const BalieOrderQuery *balie_order_list_get_query (BalieLazyList *self);

G_END_DECLS

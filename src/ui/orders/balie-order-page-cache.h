/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of rows behind the list of orders: kept while recently used, fetched together. */
#pragma once

#include "balie-desk.h"
#include "balie-order-item.h"

G_BEGIN_DECLS

/**
 * BalieOrderPageCache:
 *
 * A bounded cache of items by position. Main thread only; owned by the list.
 */
typedef struct _BalieOrderPageCache BalieOrderPageCache;

typedef void (*BalieOrderPageCacheFailedFunc) (const GError *error, gpointer user_data);

BalieOrderPageCache *balie_order_page_cache_new (BalieDesk *desk,
                                                 BalieOrderPageCacheFailedFunc failed,
                                                 gpointer user_data);
void balie_order_page_cache_free (BalieOrderPageCache *self);
/* Positions changed: every page is dropped, but items with a known id are used again. */
void balie_order_page_cache_forget_positions (BalieOrderPageCache *self);
/* (transfer none) */
BalieOrderItem *balie_order_page_cache_get (BalieOrderPageCache *self,
                                            const guint32 *ids,
                                            guint n_ids,
                                            guint position);
/* Fetches the rows of these ids anew where they are kept; @ids NULL: of all that are kept. */
void balie_order_page_cache_reload (BalieOrderPageCache *self, GArray *ids);
guint balie_order_page_cache_get_n (BalieOrderPageCache *self);

G_END_DECLS

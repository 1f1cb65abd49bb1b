/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of rows behind the list of orders: kept while recently used, fetched together. */
#pragma once

#include "balie-desk.h"
#include "balie-order-item.h"

G_BEGIN_DECLS

/**
 * BalieOrderPages:
 *
 * A bounded cache of items by position. Main thread only; owned by the list.
 */
typedef struct _BalieOrderPages BalieOrderPages;

typedef void (*BalieOrderPagesFailedFunc) (const GError *error, gpointer user_data);

BalieOrderPages *
balie_order_pages_new (BalieDesk *desk, BalieOrderPagesFailedFunc failed, gpointer user_data);
void balie_order_pages_free (BalieOrderPages *self);
/* Positions changed: every page is dropped, but items with a known id are used again. */
void balie_order_pages_forget_positions (BalieOrderPages *self);
/* (transfer none) */
BalieOrderItem *
balie_order_pages_get (BalieOrderPages *self, const guint32 *ids, guint n_ids, guint position);
/* Fetches the rows of these ids anew where they are kept; @ids NULL: of all that are kept. */
void balie_order_pages_reload (BalieOrderPages *self, GArray *ids);
guint balie_order_pages_get_n (BalieOrderPages *self);

G_END_DECLS

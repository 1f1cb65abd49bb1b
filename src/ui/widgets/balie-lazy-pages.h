/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of rows behind a lazy list: kept while recently used, fetched together. */
#pragma once

#include "balie-desk.h"
#include "balie-lazy-item.h"
#include "balie-lazy-source.h"

G_BEGIN_DECLS

/**
 * BalieLazyPages:
 *
 * A bounded cache of items by position. Main thread only; owned by the list.
 */
typedef struct _BalieLazyPages BalieLazyPages;

typedef void (*BalieLazyPagesFailedFunc) (const GError *error, gpointer user_data);

BalieLazyPages *balie_lazy_pages_new (BalieDesk *desk,
                                      const BalieLazySource *source,
                                      BalieLazyPagesFailedFunc failed,
                                      gpointer user_data);
void balie_lazy_pages_free (BalieLazyPages *self);
/* Positions changed: every page is dropped, but items with a known id are used again. */
void balie_lazy_pages_forget_positions (BalieLazyPages *self);
/* (transfer none) */
BalieLazyItem *
balie_lazy_pages_get (BalieLazyPages *self, const guint32 *ids, guint n_ids, guint position);
/* Fetches the rows of these ids anew where they are kept; @ids NULL: of all that are kept. */
void balie_lazy_pages_reload (BalieLazyPages *self, GArray *ids);
guint balie_lazy_pages_get_n (BalieLazyPages *self);

G_END_DECLS

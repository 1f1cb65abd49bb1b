/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One place in a lazy list: a placeholder until its row arrives. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BALIE_TYPE_LAZY_ITEM (balie_lazy_item_get_type ())
G_DECLARE_FINAL_TYPE (BalieLazyItem, balie_lazy_item, BALIE, LAZY_ITEM, GObject)

BalieLazyItem *balie_lazy_item_new (guint32 id);
guint32 balie_lazy_item_get_id (BalieLazyItem *self);
/* NULL while it has not arrived, or when what it was is gone. */
gconstpointer balie_lazy_item_get_row (BalieLazyItem *self);
/* (transfer full) @row: freed by @free_row */
void balie_lazy_item_take_row (BalieLazyItem *self, gpointer row, GDestroyNotify free_row);
gboolean balie_lazy_item_is_loaded (BalieLazyItem *self);

G_END_DECLS

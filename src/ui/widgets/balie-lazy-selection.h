/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows of a lazy list are selected, kept by id while the list is read anew. */
#pragma once

#include <gtk/gtk.h>

#include "balie-lazy-list.h"

G_BEGIN_DECLS

#define BALIE_TYPE_LAZY_SELECTION (balie_lazy_selection_get_type ())
G_DECLARE_FINAL_TYPE (BalieLazySelection, balie_lazy_selection, BALIE, LAZY_SELECTION, GObject)

BalieLazySelection *balie_lazy_selection_new (BalieLazyList *list);
guint64 balie_lazy_selection_get_n (BalieLazySelection *self);
/* The only selected place; FALSE when none or several are. */
gboolean balie_lazy_selection_get_single (BalieLazySelection *self, guint *position);

G_END_DECLS

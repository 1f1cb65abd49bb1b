/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu of saved filters: open one, save the present one under a name, remove one. */
#pragma once

#include <gtk/gtk.h>

#include "balie-orders-memory.h"

G_BEGIN_DECLS

#define BALIE_TYPE_SAVED_FILTERS (balie_saved_filters_get_type ())
G_DECLARE_FINAL_TYPE (BalieSavedFilters, balie_saved_filters, BALIE, SAVED_FILTERS, GObject)

/* signals:
 * "opened" (const BalieSavedFilter *): a person chose one
 * "save-asked" (): a person wants to save what is shown
 */

/* @memory: (nullable): where they are kept; NULL keeps them for this window only */
BalieSavedFilters *balie_saved_filters_new (GSettings *memory);
/* Both belong to the same button: insert the actions as "saved". */
GMenuModel *balie_saved_filters_get_menu (BalieSavedFilters *self);
GActionGroup *balie_saved_filters_get_actions (BalieSavedFilters *self);
/* Replaces one of the same name. */
void balie_saved_filters_add (BalieSavedFilters *self, const BalieSavedFilter *filter);
guint balie_saved_filters_get_n (BalieSavedFilters *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving, restoring and undoing changes of an order from a widget, with a toast that offers undo. */
#pragma once

#include <gtk/gtk.h>

#include "balie-order-edit.h"

G_BEGIN_DECLS

/**
 * BalieOrderSavedFunc:
 * @widget: who asked; never called after it is gone
 * @result: (nullable): what was written and what not; %NULL on failure, which was shown
 */
typedef void (*BalieOrderSavedFunc) (GtkWidget *widget, const BalieOrderEditResult *result);

/* A save is not cancelled when @widget goes away. @done: (nullable) */
void balie_order_saving_save (GtkWidget *widget,
                              BalieDesk *desk,
                              const char *number,
                              GPtrArray *changes,
                              BalieOrderSavedFunc done);
/* Puts back what one entry of the history replaced. */
void balie_order_saving_restore (GtkWidget *widget,
                                 BalieDesk *desk,
                                 const char *number,
                                 gint64 activity_id,
                                 BalieOrderSavedFunc done);

G_END_DECLS

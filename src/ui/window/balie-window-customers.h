/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The searches of a window: its one search dialog, the parked searches, the vehicle dialogs. Made with a desk
 * and gone with it. Main thread. */
#pragma once

#include "balie-park-bar.h"
#include "balie-shell.h"

G_BEGIN_DECLS

#define BALIE_TYPE_WINDOW_CUSTOMERS (balie_window_customers_get_type ())
G_DECLARE_FINAL_TYPE (BalieWindowCustomers,
                      balie_window_customers,
                      BALIE,
                      WINDOW_CUSTOMERS,
                      GObject)

/* signals:
 * "search-ended" (BalieCustomerSearch *search): one that no dialog shows has ended
 * "search-shown" (guint id): the dialog shows that one now */

/* @window is the shell; @bar stands in it. */
BalieWindowCustomers *
balie_window_customers_new (GtkWindow *window, BalieDesk *desk, BalieParkBar *bar);
void balie_window_customers_search (BalieWindowCustomers *self, BalieCustomerSearch *search);
void balie_window_customers_search_vehicle (BalieWindowCustomers *self,
                                            const char *dossier_number,
                                            const char *vin,
                                            const char *plate);
/* Of a desktop notification: 0 is none. */
guint balie_window_customers_get_id (BalieWindowCustomers *self, BalieCustomerSearch *search);
void balie_window_customers_show_id (BalieWindowCustomers *self, guint id);
/* Closes the dialogs and cancels what runs. */
void balie_window_customers_close (BalieWindowCustomers *self);

G_END_DECLS

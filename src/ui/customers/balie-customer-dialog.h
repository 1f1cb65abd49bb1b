/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of a customer search. It shows the search and is not the search: closing it ends nothing. */
#pragma once

#include <adwaita.h>

#include "balie-customer-search.h"

G_BEGIN_DECLS

#define BALIE_TYPE_CUSTOMER_DIALOG (balie_customer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BalieCustomerDialog, balie_customer_dialog, BALIE, CUSTOMER_DIALOG, AdwWindow)

/* signals: "loaded" (): a customer was picked and loaded; the dialog closes itself
 * "closed" (): it is being closed, the search goes on */

GtkWidget *
balie_customer_dialog_new (BalieDesk *desk, GtkWindow *parent, BalieCustomerSearch *search);
BalieCustomerSearch *balie_customer_dialog_get_search (BalieCustomerDialog *self);

G_END_DECLS

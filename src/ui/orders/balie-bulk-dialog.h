/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Approving several orders directly: asks once, naming the deed and the count, then shows the
 * result of each. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_BULK_DIALOG (balie_bulk_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BalieBulkDialog, balie_bulk_dialog, BALIE, BULK_DIALOG, AdwWindow)

/* @ids: (element-type guint32): of the orders */
BalieBulkDialog *balie_bulk_dialog_present (GtkWidget *widget, BalieDesk *desk, GArray *ids);

G_END_DECLS

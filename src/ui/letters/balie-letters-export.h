/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting the list of letters as shown, as CSV. */
#pragma once

#include <gtk/gtk.h>

#include "balie-letters.h"

G_BEGIN_DECLS

/* For spreadsheets: byte order mark, semicolons, headers and values in the user's language, formulas
 * defused. (transfer full) */
char *balie_letters_export_dup_csv (GPtrArray *letters);
/* Asks where to; @ids: (element-type guint32) (transfer full) */
void balie_letters_export_present (GtkWidget *widget, BalieDesk *desk, GArray *ids);

G_END_DECLS

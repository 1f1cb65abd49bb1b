/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of letters on paper. */
#pragma once

#include <gtk/gtk.h>

#include "balie-letters.h"

G_BEGIN_DECLS

/* Asks for the printer; @ids: (element-type guint32) (transfer full) */
void balie_letters_print_present (GtkWidget *widget, BalieDesk *desk, GArray *ids);
/* The operation itself; @letters: (element-type BalieLetter). (transfer full) */
GtkPrintOperation *balie_letters_print_new (BalieDesk *desk, GPtrArray *letters);

G_END_DECLS

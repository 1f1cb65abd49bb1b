/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the list of letters: what each shows and by what it sorts. */
#pragma once

#include <gtk/gtk.h>

#include "balie-desk.h"
#include "balie-letter-table.h"

G_BEGIN_DECLS

/* Pixels below which a list shows only the columns by which a letter is known. */
#define BALIE_LETTER_COLUMNS_ROOM 640

/* (nullable): of 1 to 3; always beside the word */
const char *balie_letter_columns_get_urgency_icon (int urgency);
void balie_letter_columns_build (GtkColumnView *view, BalieDesk *desk);
/* FALSE when no header is chosen. */
gboolean
balie_letter_columns_get_sort (GtkColumnView *view, BalieLetterSort *sort, gboolean *descending);
void balie_letter_columns_set_sort (GtkColumnView *view, BalieLetterSort sort, gboolean descending);
/* Where there is little room only the columns by which a letter is known are shown. */
void balie_letter_columns_set_width (GtkColumnView *view, int width);

G_END_DECLS

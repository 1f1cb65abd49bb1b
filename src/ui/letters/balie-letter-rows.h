/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of rows that tell about a letter: its facts, related letters, its history. */
#pragma once

#include <adwaita.h>

#include "balie-letters.h"

G_BEGIN_DECLS

/* A titled list; rows are appended to the returned box. Replaces what @bin had. */
GtkListBox *balie_letter_rows_begin (AdwBin *bin, const char *title);
/* Plain text, never markup. */
GtkWidget *balie_letter_rows_add (GtkListBox *list, const char *title, const char *subtitle);
GtkWidget *
balie_letter_rows_add_button (GtkWidget *row, const char *label, GCallback clicked, gpointer data);

void balie_letter_rows_show_facts (AdwBin *bin, const BalieLetter *letter);
void balie_letter_rows_show_related (AdwBin *bin, const BalieLetterDetail *detail);
void balie_letter_rows_show_history (AdwBin *bin, GPtrArray *activity);

G_END_DECLS

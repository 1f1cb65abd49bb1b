/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Letters": list with filters and search, and one letter beside or after it. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_LETTERS_PAGE (balie_letters_page_get_type ())
G_DECLARE_FINAL_TYPE (BalieLettersPage, balie_letters_page, BALIE, LETTERS_PAGE, AdwBin)

GtkWidget *balie_letters_page_new (BalieDesk *desk);
void balie_letters_page_open (BalieLettersPage *self, gint64 id);
void balie_letters_page_focus_search (BalieLettersPage *self);

G_END_DECLS

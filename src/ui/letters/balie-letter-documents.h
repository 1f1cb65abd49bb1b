/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents of a letter: opened by the desktop's program for them, or saved. */
#pragma once

#include <adwaita.h>

#include "balie-letters.h"

G_BEGIN_DECLS

#define BALIE_TYPE_LETTER_DOCUMENTS (balie_letter_documents_get_type ())
G_DECLARE_FINAL_TYPE (BalieLetterDocuments, balie_letter_documents, BALIE, LETTER_DOCUMENTS, AdwBin)

GtkWidget *balie_letter_documents_new (BalieDesk *desk);
void balie_letter_documents_show (BalieLetterDocuments *self, const BalieLetter *letter);

G_END_DECLS

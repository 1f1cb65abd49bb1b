/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lazy list of letters: BalieLetter as rows, BalieLetterQuery as query. */
#pragma once

#include "balie-letter-table.h"
#include "balie-lazy-list.h"

G_BEGIN_DECLS

BalieLazyList *balie_letter_list_new (BalieDesk *desk);
/* Texts are copied; who looks and the day are the desk’s. @insurer: "" for all */
void balie_letter_list_set_query (BalieLazyList *self,
                                  BalieLetterFilter filter,
                                  const char *insurer,
                                  const char *search,
                                  BalieLetterSort sort,
                                  gboolean descending);
/* NULL before the first query. */
const BalieLetterQuery *balie_letter_list_get_query (BalieLazyList *self);

G_END_DECLS

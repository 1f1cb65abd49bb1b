/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All letters of a list, read page by page, for its export and for paper; and what a line of either says. */
#pragma once

#include "balie-letters.h"

G_BEGIN_DECLS

/* The columns of the exported and of the printed list. */
typedef enum
{
  BALIE_LETTERS_KIND,
  BALIE_LETTERS_INSURER,
  BALIE_LETTERS_CATEGORY,
  BALIE_LETTERS_URGENCY,
  BALIE_LETTERS_REFERENCE,
  BALIE_LETTERS_PLATE,
  BALIE_LETTERS_RECEIVED,
  BALIE_LETTERS_RESPOND_BY,
  BALIE_LETTERS_STATE,
  BALIE_LETTERS_ORDER,
  BALIE_LETTERS_DOSSIER,
  BALIE_N_LETTERS_COLUMNS,
} BalieLettersColumn;

const char *balie_letters_column_get_title (BalieLettersColumn column);
char *balie_letters_column_dup_text (BalieLettersColumn column, const BalieLetter *letter);

/* @ids: (element-type guint32) (transfer full) */
void balie_letters_gather_async (BalieDesk *desk,
                                 GArray *ids,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* GPtrArray of BalieLetter, those gone meanwhile left out. */
GPtrArray *balie_letters_gather_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list side of the page "Letters": what needs me now, search, filters, list. */
#pragma once

#include <adwaita.h>

#include "balie-letter-list.h"

G_BEGIN_DECLS

#define BALIE_TYPE_LETTER_LIST_VIEW (balie_letter_list_view_get_type ())
G_DECLARE_FINAL_TYPE (BalieLetterListView, balie_letter_list_view, BALIE, LETTER_LIST_VIEW, AdwBin)

/* signals:
 * "chosen" (gint64 id): selected
 * "opened" (gint64 id): activated
 */

GtkWidget *balie_letter_list_view_new (BalieDesk *desk);
void balie_letter_list_view_set_filter (BalieLetterListView *self, BalieLetterFilter filter);
void balie_letter_list_view_focus_search (BalieLetterListView *self);
void balie_letter_list_view_focus_list (BalieLetterListView *self);
void balie_letter_list_view_unselect (BalieLetterListView *self);
/* Whether list and detail are shown one after the other: then one click opens a row. */
void balie_letter_list_view_set_folded (BalieLetterListView *self, gboolean folded);
/* Ids of the selected letters (gint64), in display order. (transfer full) */
GArray *balie_letter_list_view_dup_selected (BalieLetterListView *self);
/* Ids of all letters of the list (guint32), in display order. (transfer full) */
GArray *balie_letter_list_view_dup_all (BalieLetterListView *self);

G_END_DECLS

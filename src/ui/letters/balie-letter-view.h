/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One letter: what it is, what to do, its documents, what it belongs to, related ones and history. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_LETTER_VIEW (balie_letter_view_get_type ())
G_DECLARE_FINAL_TYPE (BalieLetterView, balie_letter_view, BALIE, LETTER_VIEW, AdwBin)

GtkWidget *balie_letter_view_new (BalieDesk *desk);
/* 0 shows none. */
void balie_letter_view_set_id (BalieLetterView *self, gint64 id);
gint64 balie_letter_view_get_id (BalieLetterView *self);
/* Whether list and detail are shown one after the other. */
void balie_letter_view_set_folded (BalieLetterView *self, gboolean folded);
void balie_letter_view_focus (BalieLetterView *self);

G_END_DECLS

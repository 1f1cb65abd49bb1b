/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fetching letters on a person's word: a button, then what runs, for how long, and a way to stop it. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_LETTER_FETCH (balie_letter_fetch_get_type ())
G_DECLARE_FINAL_TYPE (BalieLetterFetch, balie_letter_fetch, BALIE, LETTER_FETCH, AdwBin)

GtkWidget *balie_letter_fetch_new (BalieDesk *desk);
/* @insurer: (nullable): only this one, its lock lifted; @again: also what was fetched before */
void balie_letter_fetch_start (BalieLetterFetch *self, const char *insurer, gboolean again);

G_END_DECLS

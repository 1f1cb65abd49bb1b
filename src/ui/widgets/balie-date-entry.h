/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day, typed as people write it here, in the Netherlands or as ISO, or picked from a calendar. */
#pragma once

#include <adwaita.h>

#include "balie-date.h"

G_BEGIN_DECLS

#define BALIE_TYPE_DATE_ENTRY (balie_date_entry_get_type ())
G_DECLARE_FINAL_TYPE (BalieDateEntry, balie_date_entry, BALIE, DATE_ENTRY, AdwBin)

/* signal "edited" (): a person changed it */

/* @name: the label's words, for the button that opens the calendar */
GtkWidget *balie_date_entry_new (const char *name);
GtkWidget *balie_date_entry_get_entry (BalieDateEntry *self);
/* @text: ISO, "" or whatever was typed before */
void balie_date_entry_set_value (BalieDateEntry *self, const char *text);
/* ISO if it can be read, else what was typed. */
char *balie_date_entry_dup_value (BalieDateEntry *self);
gboolean balie_date_entry_read (const char *text, BalieDate *date);

G_END_DECLS

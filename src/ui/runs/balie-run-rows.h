/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that name an order and open it; shared by the groups of the page "Morning run". */
#pragma once

#include <adwaita.h>

#include "balie-run.h"
#include "balie-settings.h"

G_BEGIN_DECLS

/* A row that opens @number at @tab; @title and @subtitle are plain text. */
GtkWidget *balie_order_row_widget_new (const char *number,
                                       const char *tab,
                                       const char *title,
                                       const char *subtitle,
                                       const char *icon_name);
GtkWidget *
balie_outcome_row_new (const BalieRunOutcome *outcome, BalieDate run_date, BalieSettings *settings);
/* An empty expander, put last into @group; folded, and not to be unfolded yet. */
AdwExpanderRow *balie_expander_new (AdwPreferencesGroup *group, const char *title);
/* Says how much is in an expander: it can be unfolded when there is something, and stays as it is. */
void balie_expander_show_count (AdwExpanderRow *row, const char *subtitle, gboolean any);

/* A row without a deed. */
GtkWidget *balie_text_row_new (const char *title, const char *subtitle);

G_END_DECLS

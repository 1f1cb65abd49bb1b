/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a load would change: field, now, new, and a tick for what is to be written. */
#pragma once

#include <adwaita.h>

#include "balie-party-load.h"

G_BEGIN_DECLS

#define BALIE_TYPE_DIFFERENCE_GRID (balie_difference_grid_get_type ())
G_DECLARE_FINAL_TYPE (BalieDifferenceGrid, balie_difference_grid, BALIE, DIFFERENCE_GRID, AdwBin)

GtkWidget *balie_difference_grid_new (void);
/* @take: (nullable): written by the tick; it outlives the grid. While it is off, what follows up to the next
 * heading is not sensitive. */
void balie_difference_grid_add_heading (BalieDifferenceGrid *self,
                                        const char *title,
                                        const char *note,
                                        gboolean *take);
/* @take: (nullable): no tick of its own */
void balie_difference_grid_add_field (BalieDifferenceGrid *self,
                                      const BalieFieldSpec *spec,
                                      const char *now,
                                      const char *new_value,
                                      const char *note,
                                      gboolean *take);
/* Every difference of @plan, which outlives the grid. */
void balie_difference_grid_add_party (BalieDifferenceGrid *self, BaliePartyPlan *plan);

G_END_DECLS

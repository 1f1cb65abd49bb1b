/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A licence plate drawn as a plate: yellow with EU strip and dashes by sidecode when it has a Dutch shape,
 * else white; one or two lines. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BALIE_TYPE_PLATE (balie_plate_get_type ())
G_DECLARE_FINAL_TYPE (BaliePlate, balie_plate, BALIE, PLATE, GtkWidget)

GtkWidget *balie_plate_new (const char *plate);
/* Without dashes; "" draws an empty plate and is spoken as "no licence plate yet". */
void balie_plate_set_text (BaliePlate *self, const char *plate);
void balie_plate_set_two_lines (BaliePlate *self, gboolean two_lines);
/* No higher than a line of text, for rows of lists. */
void balie_plate_set_compact (BaliePlate *self, gboolean compact);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The brands as rows: served or not, this dealership's number, add and remove. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_BRANDS_GROUP (balie_brands_group_get_type ())
G_DECLARE_FINAL_TYPE (BalieBrandsGroup,
                      balie_brands_group,
                      BALIE,
                      BRANDS_GROUP,
                      AdwPreferencesGroup)

GtkWidget *balie_brands_group_new (BalieDesk *desk);

G_END_DECLS

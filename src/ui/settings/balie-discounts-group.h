/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dealership's discounts as rows: what a party's discount is chosen from. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_DISCOUNTS_GROUP (balie_discounts_group_get_type ())
G_DECLARE_FINAL_TYPE (BalieDiscountsGroup,
                      balie_discounts_group,
                      BALIE,
                      DISCOUNTS_GROUP,
                      AdwPreferencesGroup)

GtkWidget *balie_discounts_group_new (BalieDesk *desk);

G_END_DECLS

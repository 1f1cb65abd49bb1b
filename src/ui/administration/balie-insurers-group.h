/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The insurers whose letters are fetched, each with the state of its line; a row opens the insurer. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_INSURERS_GROUP (balie_insurers_group_get_type ())
G_DECLARE_FINAL_TYPE (BalieInsurersGroup,
                      balie_insurers_group,
                      BALIE,
                      INSURERS_GROUP,
                      AdwPreferencesGroup)

GtkWidget *balie_insurers_group_new (BalieDesk *desk);

G_END_DECLS

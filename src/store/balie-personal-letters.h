/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters of insurers that are about one person. */
#pragma once

#include "balie-personal-table.h"

G_BEGIN_DECLS

/* Fills in the letters of @places from its parties and orders. */
gboolean balie_personal_letters_find (BalieDb *db, BaliePersonPlaces *places, GError **error);
/* Empties the letters with these ids; what keeps them from being fetched again stays. */
gboolean balie_personal_letters_erase (BalieDb *db, const GArray *ids, GError **error);

G_END_DECLS

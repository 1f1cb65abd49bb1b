/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The slim bars above a page: lasting states such as a remote that is down, and the demo's sign. */
#pragma once

#include <adwaita.h>

#include "balie-desk.h"

G_BEGIN_DECLS

#define BALIE_TYPE_BARS (balie_bars_get_type ())
G_DECLARE_FINAL_TYPE (BalieBars, balie_bars, BALIE, BARS, AdwBin)

/* @desk: (nullable) */
void balie_bars_set_desk (BalieBars *self, BalieDesk *desk, gboolean demo);
/* @error: (nullable): why the database can't be read at the moment */
void balie_bars_set_database_error (BalieBars *self, const GError *error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dossiers of data/demo/dossiers.txt, with days relative to today. Internal to the demo. */
#pragma once

#include "balie-desk.h"

G_BEGIN_DECLS

/* Inside a transaction of the caller, after the orders: errors name the group. */
gboolean balie_demo_dossiers_write (BalieDb *db, const BalieDeskFacts *facts, GError **error);

G_END_DECLS

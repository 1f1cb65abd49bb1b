/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that change parties share; the public half is balie-dossier-table.h. */
#pragma once

#include "balie-dossier-table.h"

G_BEGIN_DECLS

/* Removes the row and its entry in the search index, and keeps its dossier up to date; the dossier's
 * entry is empty then. */
gboolean
balie_party_table_remove (BalieDb *db, const BalieParty *party, gint64 now, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves no trace behind; shared by erasing and retention. */
#pragma once

#include "balie-db.h"

G_BEGIN_DECLS

/* In the history of one entry, values that tell of a person become "". */
gboolean balie_personal_blank_entry (BalieDb *db,
                                     const char *dossier_number,
                                     const char *entry,
                                     GError **error);
/* Remembers, inside the transaction, that traces are to be wiped once it is committed. */
gboolean balie_personal_note_erased (BalieDb *db, GError **error);
/* Whether there are traces to wipe. */
gboolean balie_personal_has_erased (BalieDb *db, gboolean *has, GError **error);
/* They are wiped. */
gboolean balie_personal_clear_erased (BalieDb *db, GError **error);

G_END_DECLS

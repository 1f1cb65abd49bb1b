/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What finding and erasing one person's data share. */
#pragma once

#include "balie-person-match.h"

G_BEGIN_DECLS

/* All that the key and the parties it finds say of the person. @parties: (out) (element-type BalieParty) */
BaliePersonMatch *balie_person_match_learn (BalieDb *db,
                                            const BaliePersonKey *key,
                                            GPtrArray **parties,
                                            GError **error);
/* Kept answers with the person, or to a question after them: (element-type GStrv) source, question,
 * page. */
GPtrArray *
balie_person_match_find_answers (BalieDb *db, const BaliePersonMatch *match, GError **error);

G_END_DECLS

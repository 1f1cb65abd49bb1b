/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of history as this desk and user write them, inside a transaction of the caller. Internal to the
 * service layer. */
#pragma once

#include "balie-activity.h"
#include "balie-desk.h"

G_BEGIN_DECLS

/* About an order, or about the dealership with an @order_number of "". */
gboolean balie_history_add (BalieDb *db,
                            const BalieDeskFacts *facts,
                            BalieActivityKind kind,
                            const char *order_number,
                            const char *field,
                            const char *old_value,
                            const char *new_value,
                            GError **error);

/* About a dossier; @entry: code of a party's entry, "" for the dossier itself. */
gboolean balie_history_add_of_dossier (BalieDb *db,
                                       const BalieDeskFacts *facts,
                                       BalieActivityKind kind,
                                       const char *dossier_number,
                                       const char *entry,
                                       const char *field,
                                       const char *old_value,
                                       const char *new_value,
                                       GError **error);

/* About a letter. @id: (out) (optional): the line's own */
gboolean balie_history_add_of_letter (BalieDb *db,
                                      const BalieDeskFacts *facts,
                                      BalieActivityKind kind,
                                      gint64 letter_id,
                                      const char *field,
                                      const char *old_value,
                                      const char *new_value,
                                      gint64 *id,
                                      GError **error);

G_END_DECLS

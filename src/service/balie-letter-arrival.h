/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a shipment that was fetched: letters, classed, linked, with who is to be told; all in the
 * caller's transaction. Internal to the service layer. */
#pragma once

#include "balie-bipro-client.h"
#include "balie-desk.h"

G_BEGIN_DECLS

/* Stores all of @content or nothing; the documents' bytes are shared. @n_new: (out): letters.
 * CONFLICT when the shipment is stored already. */
gboolean balie_letter_arrival_store (BalieDb *db,
                                     const BalieDeskFacts *facts,
                                     const char *insurer,
                                     const BalieShipmentContent *content,
                                     int *n_new,
                                     GError **error);

G_END_DECLS

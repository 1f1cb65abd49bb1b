/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search over everything (Ctrl+K): orders, dossiers, parties, plates and VINs from one index. */
#pragma once

#include "balie-desk.h"
#include "balie-dossiers.h"
#include "balie-find-table.h"
#include "balie-letter.h"

G_BEGIN_DECLS

/**
 * BalieFound:
 * @order: (nullable): of an order
 * @dossier: (nullable): of a dossier or party
 * @party: (nullable): of a party, without identity data
 * @letter: (nullable): of a letter that the person may see
 */
typedef struct
{
  BalieFindKind kind;
  BalieOrderRow *order;
  BalieDossierRow *dossier;
  BalieParty *party;
  BalieLetter *letter;
} BalieFound;

void balie_found_free (BalieFound *self);

/* GPtrArray of BalieFound, at most @limit of each kind, in the order of the kinds; the newest query of
 * @slot wins. */
void balie_find_async (BalieDesk *desk,
                       gconstpointer slot,
                       const char *text,
                       guint limit,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
GPtrArray *balie_find_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one search index over orders, dossiers and parties (later letters), for Ctrl+K and the lists. */
#pragma once

#include "balie-db.h"

G_BEGIN_DECLS

/* Part of the index's row number (kind × 2^40 + id), so never renumbered. Each kind has a range of
 * its own, because the index can begin and end at a row number but not skip every eighth. */
typedef enum
{
  BALIE_FIND_ORDER = 0,
  BALIE_FIND_DOSSIER = 1,
  BALIE_FIND_PARTY = 2,
  BALIE_FIND_LETTER = 3,
  BALIE_N_FIND_KINDS = 4,
} BalieFindKind;

typedef struct
{
  BalieFindKind kind;
  gint64 id; /* of the kind's own table */
} BalieFindHit;

/* GArray of BalieFindHit: at most @limit of each kind, newest first within a kind; words of three and
 * more characters anywhere, shorter ones as beginnings of numbers, names, plates and VINs. */
GArray *balie_find_table_search (BalieDb *db, const char *search, guint limit, GError **error);

G_END_DECLS

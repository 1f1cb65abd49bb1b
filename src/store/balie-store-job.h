/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the store does on its threads: opening, transactions, and looking after the database. */
#pragma once

#include "balie-db-private.h"
#include "balie-store.h"

G_BEGIN_DECLS

/**
 * BalieStorePair:
 * @write_db: (owned): the writing connection
 * @read_db: (owned): the reading connection
 * @is_fresh: whether the database was empty
 *
 * An opened database.
 */
typedef struct
{
  BalieDb *write_db;
  BalieDb *read_db;
  gboolean is_fresh;
} BalieStorePair;

/* Blocks; the connections then belong to the threads that first use them. */
gboolean balie_store_pair_open (const char *uri, BalieStorePair *pair, GError **error);

/* One transaction. @notes: what it changed, NULL if nothing. */
gpointer balie_store_transact (BalieDb *db,
                               BalieStoreFunc func,
                               gpointer data,
                               GDestroyNotify result_free,
                               GCancellable *cancellable,
                               GPtrArray **notes,
                               GError **error);

/* Indexes some orders for the search in a transaction of its own; whether more are left. */
gboolean balie_store_catch_up (BalieDb *db, GCancellable *cancellable, GError **error);

/* @BALIE_STORE_LATER: someone else reads or writes just now. */
typedef enum
{
  BALIE_STORE_DONE,
  BALIE_STORE_MORE,
  BALIE_STORE_LATER,
} BalieStoreProgress;

/* Wipes the traces of erased personal data out of the search index, a little at each call, then out of
 * the log. */
gboolean balie_store_forget (BalieDb *db,
                             GCancellable *cancellable,
                             BalieStoreProgress *progress,
                             GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store: opens a database, runs transactions on its own threads, tells what changed. */
#pragma once

#include "balie-db.h"

G_BEGIN_DECLS

#define BALIE_TYPE_STORE (balie_store_get_type ())
G_DECLARE_FINAL_TYPE (BalieStore, balie_store, BALIE, STORE, GObject)

/**
 * BalieStoreLane:
 * @BALIE_STORE_READ: a read-only snapshot on the reading connection and thread; never waits for a writer
 * @BALIE_STORE_WRITE: one transaction on the writing connection and thread, committed with
 *   synchronous=FULL when the function returns without error, rolled back otherwise
 */
typedef enum
{
  BALIE_STORE_READ,
  BALIE_STORE_WRITE,
} BalieStoreLane;

/**
 * BalieStoreFunc:
 * @db: the connection
 * @data: the caller's
 * @cancellable: (nullable): the caller's; long loops look at it
 *
 * Runs on the lane's thread inside one transaction. Returns a result the caller takes over, or
 * %NULL; failure is told by @error alone.
 */
typedef gpointer (*BalieStoreFunc) (BalieDb *db,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    GError **error);

/* signal "changed" (const char *table, GArray *ids (gint64), NULL = many or by another program):
 * on the main context in which the store was opened, after the commit. Tables: "orders",
 * "requests", "runs", "settings", "brands", "users", "remotes", "mails", "activity", "dossiers" (of a
 * dossier or a party, with the dossier's id), "imports" (persons on their way into Driver2) and
 * "answers" (kept answers of Driver2 and KP), the last two without ids. */

void balie_store_open_async (const char *uri,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
BalieStore *balie_store_open_finish (GAsyncResult *result, GError **error);
BalieStore *balie_store_open_sync (const char *uri, GError **error);

void balie_store_run_async (BalieStore *self,
                            BalieStoreLane lane,
                            BalieStoreFunc func,
                            gpointer data,
                            GDestroyNotify data_free,
                            GDestroyNotify result_free,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gpointer balie_store_run_finish (BalieStore *self, GAsyncResult *result, GError **error);
gpointer balie_store_run_sync (BalieStore *self,
                               BalieStoreLane lane,
                               BalieStoreFunc func,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error);

/* Queries of lists: the newest wins, an older one still running is interrupted and ends in
 * BALIE_ERROR_CANCELLED. @slot is the address of anything the list owns. */
void balie_store_query_newest_async (BalieStore *self,
                                     gconstpointer slot,
                                     BalieStoreFunc func,
                                     gpointer data,
                                     GDestroyNotify data_free,
                                     GDestroyNotify result_free,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

const char *balie_store_get_uri (BalieStore *self);
gboolean balie_store_is_fresh (BalieStore *self);
char *balie_store_dup_default_uri (void);
gboolean balie_store_check_integrity (BalieStore *self, GError **error);
/* What is otherwise done in the background: for programs without a main loop that erase personal data. */
gboolean balie_store_tidy_sync (BalieStore *self, GError **error);
char *balie_store_backup_sync (BalieStore *self, GError **error);

/* The way out of a damaged file: moves it aside (never deletes) and puts the newest good backup,
 * or what could be read, in its place. Returns a sentence of what was done. */
char *balie_store_repair_sync (const char *uri, GError **error);

G_END_DECLS

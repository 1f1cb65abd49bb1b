/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps each order's explanation up to date: computed by the rules from the order, its requests, the
 * settings and the brands, and written into the order's row. Internal to the service layer. */
#pragma once

#include "balie-administration.h"
#include "balie-desk.h"
#include "balie-order-table.h"
#include "balie-plate-rules.h"

G_BEGIN_DECLS

/* Grows whenever the rules give another answer for the same order: every order is then explained
 * anew at the next open. */
#define BALIE_RULES_VERSION 1

/* Orders explained per transaction, so that nobody waits for the writer longer than a blink. */
#define BALIE_EXPLAIN_CHUNK 5000

/**
 * BalieExplained:
 * @explanation: as the rules say
 * @request_state: state of the order's newest request
 *
 * What is kept in the order's row besides its fields.
 */
typedef struct
{
  BalieExplanation explanation;
  BalieRequestState request_state;
} BalieExplained;

/* All of these run inside a transaction of the caller, on the store's thread. */

/* Computes without writing. */
gboolean balie_explain_compute (BalieDb *db,
                                const BalieDeskFacts *facts,
                                const BalieOrder *order,
                                BalieExplained *explained,
                                GError **error);

/* The same for an order that never had a request, without looking for one: only its VIN may be
 * blocked, and that is looked up when @any_live says that there are requests at all. For imports. */
gboolean balie_explain_compute_first (BalieDb *db,
                                      const BalieDeskFacts *facts,
                                      const BalieOrder *order,
                                      gboolean any_live,
                                      BalieExplained *explained,
                                      GError **error);

/* Computes and writes it into the row of @order (whose id must be known). @explained may be NULL.
 * Call it after every change of the order or of one of its requests. */
gboolean balie_explain_order (BalieDb *db,
                              const BalieDeskFacts *facts,
                              const BalieOrder *order,
                              BalieExplained *explained,
                              GError **error);

/* Explains every order with @vin anew but the one numbered @except (may be NULL): a live request
 * blocks the VIN, not only its own order. Does nothing for an empty VIN. */
gboolean balie_explain_vin (BalieDb *db,
                            const BalieDeskFacts *facts,
                            const char *vin,
                            const char *except,
                            GError **error);

/* After a request was made or its state changed: its order and all others with its VIN. */
gboolean balie_explain_request (BalieDb *db,
                                const BalieDeskFacts *facts,
                                const BaliePlateRequest *request,
                                GError **error);

/* Notes in the database that every order must be explained anew, from the first one on. */
gboolean balie_explain_mark_all (BalieDb *db, GError **error);
gboolean balie_explain_is_pending (BalieDb *db, gboolean *pending, GError **error);

/* Explains the next BALIE_EXPLAIN_CHUNK orders of what is pending; @more when some may be left. */
gboolean balie_explain_chunk (BalieDb *db,
                              const BalieDeskFacts *facts,
                              GCancellable *cancellable,
                              gint64 *n_done,
                              gboolean *more,
                              GError **error);

/* Explains in this very transaction what is still pending, all of it: for the morning run, whose
 * query must not meet an explanation made by other settings. Does nothing when nothing is pending. */
gboolean balie_explain_catch_up (BalieDb *db,
                                 const BalieDeskFacts *facts,
                                 GCancellable *cancellable,
                                 GError **error);

/* The same from the main thread, a chunk per transaction. A chunk that was committed stays done; what
 * is left is gone on with at the next open. @progress (nullable) is called on the caller's context. */
void balie_explain_pending_async (BalieDesk *desk,
                                  BalieCountFunc progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean balie_explain_pending_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS

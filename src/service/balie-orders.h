/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading orders: lists, counts, one order with everything about it, explanations. */
#pragma once

#include "balie-activity.h"
#include "balie-check.h"
#include "balie-desk.h"
#include "balie-order-table.h"

G_BEGIN_DECLS

/* GArray of guint32 ids; the newest query of the same @slot wins (older ones end CANCELLED). */
void balie_orders_query_async (BalieDesk *desk,
                               gconstpointer slot,
                               const BalieOrderQuery *query,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GArray *balie_orders_query_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* GPtrArray of BalieOrderRow or NULL elements, in the order of @ids. */
void balie_orders_get_rows_async (BalieDesk *desk,
                                  const guint32 *ids,
                                  gsize n_ids,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *balie_orders_get_rows_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

typedef struct
{
  gint64 orders[BALIE_N_ORDER_FILTERS];
  gint64 requests[BALIE_REQUEST_N_STATES];
} BalieCounts;

void balie_orders_count_async (BalieDesk *desk,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
BalieCounts *
balie_orders_count_finish (BalieDesk *desk, GAsyncResult *result, GError **error); /* g_free */

/**
 * BalieOrderDetail:
 * @requests: (element-type BaliePlateRequest): newest first
 * @activity: (element-type BalieActivity): newest first
 * @hints: (element-type BalieHint)
 * @other_live: (nullable): a live request of another order with the same VIN
 */
typedef struct
{
  BalieOrderRow *row;
  GPtrArray *requests;
  GPtrArray *activity;
  GPtrArray *hints;
  BaliePlateRequest *other_live;
} BalieOrderDetail;

/* What happened, translated, with plates as people write them: K-123-BB. */
char *balie_orders_dup_sentence (const BalieActivity *activity);

void balie_order_detail_free (BalieOrderDetail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieOrderDetail, balie_order_detail_free)
void balie_orders_load_async (BalieDesk *desk,
                              const char *number,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
BalieOrderDetail *balie_orders_load_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Everything that stands at an order number, a plate, a VIN or a customer: for Ctrl+K; at most @limit rows. */
void balie_orders_find_async (BalieDesk *desk,
                              gconstpointer slot,
                              const char *text,
                              guint limit,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GPtrArray *balie_orders_find_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

/* Days ahead: how many eligible orders fall due on each of @n_days from today; overdue count on today. */
void balie_orders_forecast_async (BalieDesk *desk,
                                  int n_days,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GArray *balie_orders_forecast_finish (BalieDesk *desk,
                                      GAsyncResult *result,
                                      GError **error); /* of gint64 */

/* "What needs me now": decisions needed, unknown outcomes, delivery within 7 days and no plate. */
typedef struct
{
  GPtrArray *decisions;     /* (element-type BalieOrderRow) at most 100 */
  GPtrArray *unknown;       /* (element-type BaliePlateRequest) at most 100 */
  GPtrArray *near_delivery; /* (element-type BalieOrderRow) at most 100 */
  gint64 n_decisions;
  gint64 n_unknown;
  gint64 n_near_delivery;
} BalieNeeds;

void balie_needs_free (BalieNeeds *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieNeeds, balie_needs_free)
void balie_orders_needs_async (BalieDesk *desk,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
BalieNeeds *balie_orders_needs_finish (BalieDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS

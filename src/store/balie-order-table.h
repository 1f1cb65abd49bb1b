/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table "orders": the order's fields, its kept explanation and the state of its newest request. */
#pragma once

#include "balie-db.h"
#include "balie-order.h"
#include "balie-plate-request.h"
#include "balie-plate-rules.h"

G_BEGIN_DECLS

/**
 * BalieOrderRow:
 *
 * What a list shows: the order, its kept explanation and its newest request's state.
 */
typedef struct
{
  BalieOrder *order;
  BalieExplanation explanation;
  BalieRequestState request_state;
  gint64 changed_at; /* Unix seconds of the last change, for "changed since yesterday" */
} BalieOrderRow;

BalieOrderRow *balie_order_row_new (void);
BalieOrderRow *balie_order_row_copy (const BalieOrderRow *self);
void balie_order_row_free (BalieOrderRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieOrderRow, balie_order_row_free)

typedef enum
{
  BALIE_ORDER_FILTER_ALL,
  BALIE_ORDER_FILTER_DUE,
  BALIE_ORDER_FILTER_UPCOMING,
  BALIE_ORDER_FILTER_ATTENTION,
  BALIE_ORDER_FILTER_REQUESTED,
  BALIE_ORDER_FILTER_APPROVED,
  BALIE_ORDER_FILTER_REJECTED,
  BALIE_N_ORDER_FILTERS,
} BalieOrderFilter;

typedef enum
{
  BALIE_ORDER_SORT_NUMBER,
  BALIE_ORDER_SORT_CUSTOMER,
  BALIE_ORDER_SORT_BRAND,
  BALIE_ORDER_SORT_VIN,
  BALIE_ORDER_SORT_UNLOADING,
  BALIE_ORDER_SORT_NLV,
  BALIE_ORDER_SORT_DELIVERY,
  BALIE_ORDER_SORT_STATE,
  BALIE_ORDER_SORT_DUE,
} BalieOrderSort;

/**
 * BalieOrderQuery:
 * @search: (nullable): text as typed; three and more characters match anywhere (trigram index),
 *   one or two match the beginning of number, customer, VIN or plate
 * @today: for due and upcoming (due 1 to 14 days ahead)
 * @limit: 0 for all
 */
typedef struct
{
  BalieOrderFilter filter;
  char *search;
  BalieOrderSort sort;
  gboolean descending;
  BalieDate today;
  guint limit;
} BalieOrderQuery;

BalieOrderQuery *
balie_order_query_new (BalieOrderFilter filter, const char *search, BalieDate today);
BalieOrderQuery *balie_order_query_copy (const BalieOrderQuery *self);
void balie_order_query_free (BalieOrderQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalieOrderQuery, balie_order_query_free)
const char *balie_order_filter_to_code (BalieOrderFilter filter);
gboolean balie_order_filter_from_code (const char *code, BalieOrderFilter *filter);

/* GArray of guint32 row ids in display order. */
GArray *balie_order_table_query_ids (BalieDb *db,
                                     const BalieOrderQuery *query,
                                     GCancellable *cancellable,
                                     GError **error);
gboolean balie_order_table_count (BalieDb *db,
                                  BalieDate today,
                                  gint64 counts[BALIE_N_ORDER_FILTERS],
                                  GError **error);
/* Rows for the ids given, in that order; NULL elements for ids that are gone. */
GPtrArray *
balie_order_table_get_rows (BalieDb *db, const guint32 *ids, gsize n_ids, GError **error);
BalieOrderRow *
balie_order_table_get (BalieDb *db, const char *number, GError **error); /* NOT_FOUND */
gboolean
balie_order_table_has (BalieDb *db, const char *number, BalieOrderRow **row, GError **error);
GPtrArray *balie_order_table_get_due (BalieDb *db, BalieDate today, GError **error);
GPtrArray *balie_order_table_get_attention (BalieDb *db, guint limit, GError **error);
/* Orders to be delivered by @until (or overdue) without a plate; at most @limit, @n_all counts all. */
GPtrArray *balie_order_table_get_near_delivery (BalieDb *db,
                                                BalieDate until,
                                                guint limit,
                                                gint64 *n_all,
                                                GError **error);
/* Number of eligible orders due on each of the days today, today+1 … (n days); overdue count on today. */
gboolean balie_order_table_count_per_day (BalieDb *db,
                                          BalieDate today,
                                          int n_days,
                                          gint64 *counts,
                                          GError **error);

gboolean balie_order_table_insert (BalieDb *db,
                                   BalieOrder *order,
                                   const BalieExplanation *explanation,
                                   gint64 now,
                                   GError **error);
/* Writes only when the stored version is still order->version, else BALIE_ERROR_CONFLICT; bumps it. */
gboolean balie_order_table_update (BalieDb *db,
                                   BalieOrder *order,
                                   const BalieExplanation *explanation,
                                   gint64 now,
                                   GError **error);
gboolean balie_order_table_set_explanation (BalieDb *db,
                                            gint64 id,
                                            const BalieExplanation *explanation,
                                            BalieRequestState request_state,
                                            gint64 now,
                                            GError **error);
/* Pages through all orders by id, for explaining anew and export. */
GPtrArray *balie_order_table_get_after (BalieDb *db, gint64 after_id, guint limit, GError **error);
GPtrArray *balie_order_table_get_by_vin (BalieDb *db, const char *vin, GError **error);

G_END_DECLS

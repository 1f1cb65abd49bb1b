/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading one order with everything about it, and what needs a person now. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-orders.h"

#include "balie-desk-run.h"
#include "balie-order-write.h"
#include "balie-other-tables.h"
#include "balie-request-table.h"
#include "balie-text.h"

#include <glib/gi18n-lib.h>

/* Lines of history shown at an order. */
#define ACTIVITY_LIMIT 500

/* Rows shown per kind of need. */
#define NEEDS_LIMIT 100

/* A delivery this near without a plate needs a person. */
#define NEAR_DELIVERY_DAYS 7

/**
 * balie_orders_dup_sentence:
 * @activity: a line of history
 *
 * Returns: (transfer full): what happened, translated, with plates as people write them
 */
char *
balie_orders_dup_sentence (const BalieActivity *activity)
{
  g_autoptr (BalieActivity) shown = NULL;

  if (activity->kind != BALIE_ACTIVITY_PLATE_ISSUED || *activity->new_value == '\0')
    return balie_activity_dup_sentence (activity);
  shown = balie_activity_copy (activity);
  g_free (shown->new_value);
  shown->new_value = balie_plate_dup_dashed (activity->new_value);
  return balie_activity_dup_sentence (shown);
}

static const BaliePlateRequest *
find_own_live (const BalieOrderDetail *detail)
{
  for (guint i = 0; i < detail->requests->len; i++)
    {
      const BaliePlateRequest *request = g_ptr_array_index (detail->requests, i);

      if (balie_request_state_is_live (request->state))
        return request;
    }
  return NULL;
}

static void
add_hint (GPtrArray *hints, BalieOrderField field, const char *sent)
{
  BalieHint *hint = g_new0 (BalieHint, 1);

  hint->field = field;
  hint->level = BALIE_CHECK_SUSPECT;
  hint->text = g_strdup_printf (_ ("Changed since: the plate request was made for “%s”."), sent);
  g_ptr_array_add (hints, hint);
}

/* What PON was told and what stands here now may differ; nobody shall find out at the counter. */
static void
add_request_hints (BalieOrderDetail *detail)
{
  const BalieOrder *order = detail->row->order;
  const BaliePlateRequest *request = find_own_live (detail);

  if (request == NULL)
    return;
  if (!g_str_equal (request->vin, order->vin))
    add_hint (detail->hints, BALIE_ORDER_FIELD_VIN, request->vin);
  if (!balie_text_equal_folded (request->brand, order->brand))
    add_hint (detail->hints, BALIE_ORDER_FIELD_BRAND, request->brand);
  if (!g_str_equal (request->dealer_number, order->dealer_number))
    add_hint (detail->hints, BALIE_ORDER_FIELD_DEALER_NUMBER, request->dealer_number);
  if (!balie_plates_equal (&request->plates, &order->plates))
    {
      g_autofree char *plates = balie_plates_dup_label (&request->plates);

      add_hint (detail->hints, BALIE_ORDER_FIELD_PLATES, plates);
    }
}

static gboolean
load_other_live (BalieDb *db, BalieOrderDetail *detail, GError **error)
{
  const BalieOrder *order = detail->row->order;
  g_autoptr (BaliePlateRequest) live = NULL;
  g_autoptr (GError) local = NULL;

  if (order->vin[0] == '\0')
    return TRUE;
  live = balie_request_table_find_live (db, "", order->vin, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (live != NULL && !g_str_equal (live->order_number, order->number))
    detail->other_live = g_steal_pointer (&live);
  return TRUE;
}

static gpointer
run_load (BalieDb *db,
          const BalieDeskFacts *facts,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  const char *number = data;
  g_autoptr (BalieOrderDetail) detail = g_new0 (BalieOrderDetail, 1);

  detail->row = balie_order_table_get (db, number, error);
  if (detail->row == NULL)
    return NULL;
  detail->requests = balie_request_table_get_of_order (db, number, error);
  if (detail->requests == NULL)
    return NULL;
  detail->activity = balie_activity_table_get_of_order (db, number, ACTIVITY_LIMIT, error);
  if (detail->activity == NULL || !load_other_live (db, detail, error))
    return NULL;
  detail->hints =
      balie_order_check (detail->row->order, facts->brands, facts->settings, facts->today);
  add_request_hints (detail);
  return g_steal_pointer (&detail);
}

static gboolean
load_needs (BalieDb *db, const BalieDeskFacts *facts, BalieNeeds *needs, GError **error)
{
  gint64 orders[BALIE_N_ORDER_FILTERS];
  gint64 requests[BALIE_REQUEST_N_STATES];

  needs->decisions = balie_order_table_get_attention (db, NEEDS_LIMIT, error);
  if (needs->decisions == NULL)
    return FALSE;
  needs->unknown =
      balie_request_table_list (db, BALIE_REQUEST_FILTER_UNKNOWN, NULL, NEEDS_LIMIT, 0, error);
  if (needs->unknown == NULL)
    return FALSE;
  needs->near_delivery = balie_order_table_get_near_delivery (
      db, facts->today + NEAR_DELIVERY_DAYS, NEEDS_LIMIT, &needs->n_near_delivery, error);
  if (needs->near_delivery == NULL || !balie_order_table_count (db, facts->today, orders, error) ||
      !balie_request_table_count (db, requests, error))
    return FALSE;
  needs->n_decisions = orders[BALIE_ORDER_FILTER_ATTENTION];
  needs->n_unknown = requests[BALIE_REQUEST_UNKNOWN];
  return TRUE;
}

static gpointer
run_needs (BalieDb *db,
           const BalieDeskFacts *facts,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (BalieNeeds) needs = g_new0 (BalieNeeds, 1);

  if (!load_needs (db, facts, needs, error))
    return NULL;
  return g_steal_pointer (&needs);
}

void
balie_order_detail_free (BalieOrderDetail *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->row, balie_order_row_free);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_pointer (&self->activity, g_ptr_array_unref);
  g_clear_pointer (&self->hints, g_ptr_array_unref);
  g_clear_pointer (&self->other_live, balie_plate_request_free);
  g_free (self);
}

void
balie_orders_load_async (BalieDesk *desk,
                         const char *number,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_load, g_strdup (number),
                        g_free, (GDestroyNotify) balie_order_detail_free, cancellable, callback,
                        user_data);
}

/**
 * balie_orders_load_finish:
 * @desk: the desk
 * @result: what the callback was given
 * @error: return location; NOT_FOUND
 *
 * Returns: (transfer full): the order and what belongs to it
 */
BalieOrderDetail *
balie_orders_load_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

void
balie_needs_free (BalieNeeds *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->decisions, g_ptr_array_unref);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
  g_clear_pointer (&self->near_delivery, g_ptr_array_unref);
  g_free (self);
}

void
balie_orders_needs_async (BalieDesk *desk,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  balie_desk_run_async (desk, BALIE_STORE_READ, BALIE_DEED_READ, run_needs, NULL, NULL,
                        (GDestroyNotify) balie_needs_free, cancellable, callback, user_data);
}

BalieNeeds *
balie_orders_needs_finish (BalieDesk *desk, GAsyncResult *result, GError **error)
{
  return balie_desk_run_finish (desk, result, error);
}

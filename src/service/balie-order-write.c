/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes an order with its explanation and its history. */
#define G_LOG_DOMAIN "balie-service"

#include "config.h"

#include "balie-order-write.h"

#include "balie-error.h"
#include "balie-request-table.h"

#include <glib/gi18n-lib.h>

static const BalieOrderField shared_fields[] = {
  BALIE_ORDER_FIELD_VIN,
  BALIE_ORDER_FIELD_BRAND,
  BALIE_ORDER_FIELD_DEALER_NUMBER,
  BALIE_ORDER_FIELD_PLATES,
};

void
balie_order_settle_planned_on (BalieOrder *order, BalieDate today)
{
  if (order->delivery_date == BALIE_DATE_NONE)
    order->planned_on = BALIE_DATE_NONE;
  else if (order->planned_on == BALIE_DATE_NONE)
    order->planned_on = today;
}

gboolean
balie_order_shared_field_differs (const BalieOrder *a, const BalieOrder *b, BalieOrderField *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shared_fields); i++)
    {
      if (!balie_order_field_equal (a, b, shared_fields[i]))
        {
          *field = shared_fields[i];
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
balie_order_check_not_sending (BalieDb *db,
                               const BalieOrder *before,
                               const BalieOrder *after,
                               GError **error)
{
  g_autoptr (BaliePlateRequest) live = NULL;
  g_autoptr (GError) local = NULL;
  BalieOrderField field;

  if (!balie_order_shared_field_differs (before, after, &field))
    return TRUE;
  live = balie_request_table_find_live (db, before->number, "", &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (live == NULL ||
      (live->state != BALIE_REQUEST_SENDING && live->state != BALIE_REQUEST_UNKNOWN))
    return TRUE;
  g_set_error (error, BALIE_ERROR, BALIE_ERROR_BUSY,
               _ ("%s can’t be changed while the plate request is being sent. Try again when PON "
                  "has answered."),
               _ (balie_order_field_get_info (field)->label));
  return FALSE;
}

gboolean
balie_order_write_new (BalieDb *db,
                       const BalieDeskFacts *facts,
                       BalieOrder *order,
                       const BalieExplanation *explanation,
                       GError **error)
{
  return balie_order_table_insert (db, order, explanation, facts->now, error) &&
         balie_history_add (db, facts, BALIE_ACTIVITY_ORDER_CREATED, order->number, "", "", "",
                            error);
}

static gboolean
add_field_history (BalieDb *db,
                   const BalieDeskFacts *facts,
                   const BalieOrder *before,
                   const BalieOrder *after,
                   BalieOrderField field,
                   GArray *ids,
                   GError **error)
{
  g_autofree char *old_value = balie_order_dup_value (before, field);
  g_autofree char *new_value = balie_order_dup_value (after, field);
  gint64 id;

  if (!balie_history_add (db, facts, BALIE_ACTIVITY_FIELD_CHANGED, after->number,
                          balie_order_field_get_info (field)->code, old_value, new_value, error))
    return FALSE;
  id = balie_db_get_last_id (db);
  if (ids != NULL)
    g_array_append_val (ids, id);
  return TRUE;
}

gboolean
balie_order_write_changed (BalieDb *db,
                           const BalieDeskFacts *facts,
                           const BalieOrder *before,
                           BalieOrder *after,
                           const BalieExplanation *explanation,
                           GArray *ids,
                           GError **error)
{
  if (!balie_order_table_update (db, after, explanation, facts->now, error))
    return FALSE;
  for (int i = 0; i < BALIE_ORDER_N_FIELDS; i++)
    {
      if (!balie_order_field_equal (before, after, i) &&
          !add_field_history (db, facts, before, after, i, ids, error))
        return FALSE;
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tab "Activity": who changed what, when and at which desk; restores one value. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-order-activity-tab.h"

#include "balie-history-list.h"
#include "balie-order-saving.h"
#include "balie-order-tab.h"

#include <glib/gi18n-lib.h>

struct _BalieOrderActivityTab
{
  AdwBin parent_instance;
};

static void implement_tab (BalieOrderTabInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BalieOrderActivityTab,
                               balie_order_activity_tab,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (BALIE_TYPE_ORDER_TAB, implement_tab))

/* The value as a person reads it, "nothing" for an empty one. */
static char *
dup_display (BalieOrderField field, const char *value)
{
  g_autoptr (BalieOrder) order = balie_order_new ();

  if (*value == '\0')
    return g_strdup (C_ ("empty value", "nothing"));
  if (field == BALIE_ORDER_FIELD_PLATE)
    return balie_plate_dup_dashed (value);
  if (!balie_order_set_value (order, field, value, NULL))
    return g_strdup (value);
  return balie_order_dup_display (order, field);
}

static char *
dup_what (const BalieActivity *activity)
{
  BalieOrderField field;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (activity->kind != BALIE_ACTIVITY_FIELD_CHANGED ||
      !balie_order_field_find (activity->field, &field))
    return balie_orders_dup_sentence (activity);
  before = dup_display (field, activity->old_value);
  after = dup_display (field, activity->new_value);
  return g_strdup_printf ("%s: %s → %s",
                          g_dgettext (GETTEXT_PACKAGE, balie_order_field_get_info (field)->label),
                          before, after);
}

static gboolean
can_restore (const BalieActivity *activity)
{
  return activity->kind == BALIE_ACTIVITY_FIELD_CHANGED;
}

static BalieDeed
get_deed (const BalieActivity *activity)
{
  return g_strcmp0 (activity->field, "approved") == 0 ? BALIE_DEED_TICK_APPROVED
                                                      : BALIE_DEED_EDIT_ORDER;
}

static void
restore (GtkWidget *widget, BalieDesk *desk, const char *number, gint64 activity_id)
{
  balie_order_saving_restore (widget, desk, number, activity_id, NULL);
}

static const BalieHistoryKind kind = { dup_what, can_restore, get_deed, restore };

static void
set_detail (BalieOrderTab *tab, const BalieOrderDetail *detail, BalieOrderDraft *draft)
{
  balie_history_list_set (BALIE_HISTORY_LIST (adw_bin_get_child (ADW_BIN (tab))),
                          detail->row->order->number, detail->activity);
}

static void
implement_tab (BalieOrderTabInterface *iface)
{
  iface->set_detail = set_detail;
}

static void
balie_order_activity_tab_class_init (BalieOrderActivityTabClass *klass)
{
}

static void
balie_order_activity_tab_init (BalieOrderActivityTab *self)
{
}

/**
 * balie_order_activity_tab_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the tab
 */
GtkWidget *
balie_order_activity_tab_new (BalieDesk *desk)
{
  GtkWidget *self = g_object_new (BALIE_TYPE_ORDER_ACTIVITY_TAB, NULL);

  adw_bin_set_child (ADW_BIN (self), balie_history_list_new (desk, &kind));
  return self;
}

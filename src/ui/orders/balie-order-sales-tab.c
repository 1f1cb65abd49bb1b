/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tab "Sales admin": the box Licence plate, and why a plate is or isn't requested.
 *
 * What may be done is derived once into one state, which one function applies. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-order-sales-tab.h"

#include "balie-accessible.h"
#include "balie-approve-dialog.h"
#include "balie-moment.h"
#include "balie-order-reasons.h"
#include "balie-order-saving.h"
#include "balie-order-tab.h"
#include "balie-plate.h"
#include "balie-state-label.h"

#include <glib/gi18n-lib.h>

struct _BalieOrderSalesTab
{
  AdwBin parent_instance;

  /* Template */
  BalieStateLabel *state;
  BaliePlate *plate;
  GtkCheckButton *approved;
  GtkCheckButton *direct;
  GtkLabel *direct_note;
  AdwPreferencesGroup *why;
  GtkListBox *reasons;

  /* Owned */
  BalieDesk *desk;
  BalieOrderRow *row; /* (nullable): what is shown */

  /* State */
  gboolean applying;
};

/* What the two ticks show and allow. */
typedef struct
{
  gboolean approved;
  char *approved_lock; /* (nullable): why it can't be changed */
  gboolean direct;
  char *direct_lock; /* (nullable) */
  char *direct_note;
} TicksState;

static void implement_tab (BalieOrderTabInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BalieOrderSalesTab,
                               balie_order_sales_tab,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (BALIE_TYPE_ORDER_TAB, implement_tab))

static void
clear_ticks (TicksState *state)
{
  g_free (state->approved_lock);
  g_free (state->direct_lock);
  g_free (state->direct_note);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TicksState, clear_ticks)

static char *
dup_origin (BalieOrderSalesTab *self, const BaliePlateRequest *request)
{
  g_autofree char *when = balie_moment_dup_text (request->approved_at);
  g_autofree char *label = NULL;
  BalieRule rule = BALIE_RULE_NONE;

  if (request->origin == BALIE_ORIGIN_MANUAL)
    return g_strdup_printf (_ ("Approved directly by %s on %s."), request->approved_by, when);
  balie_rule_from_code (request->origin_rule, &rule);
  label = balie_rule_dup_label (rule, balie_desk_get_settings (self->desk));
  return g_strdup_printf (_ ("Approved by the morning run on %s: %s."), when, label);
}

static char *
dup_blocking_reason (const BalieOrderRow *row)
{
  g_autoptr (GString) text = g_string_new (_ ("Not possible yet:"));
  gboolean first = TRUE;

  for (int i = 0; i < BALIE_N_CONDITIONS; i++)
    {
      g_autofree char *release = NULL;

      if ((row->explanation.blocking & (1u << i)) == 0)
        continue;
      release = balie_condition_dup_release ((BalieCondition) i, row->order);
      g_string_append_printf (text, first ? " %s" : " · %s", release);
      first = FALSE;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static TicksState
derive_ticks (BalieOrderSalesTab *self, const BalieOrderDetail *detail)
{
  const BalieUser *user = balie_desk_get_user (self->desk);
  const BalieOrderRow *row = detail->row;
  const BaliePlateRequest *newest =
      detail->requests->len > 0 ? g_ptr_array_index (detail->requests, 0) : NULL;
  TicksState state = { .approved = row->order->approved };

  if (!balie_permission_allows (user, BALIE_DEED_TICK_APPROVED))
    state.approved_lock = balie_permission_dup_reason (user, BALIE_DEED_TICK_APPROVED);
  if (newest != NULL && balie_request_state_is_live (newest->state))
    {
      state.direct = TRUE;
      state.direct_lock =
          g_strdup (_ ("The request exists; withdraw it on the tab “Plate requests”."));
      state.direct_note = dup_origin (self, newest);
      return state;
    }
  state.direct_note = g_strdup (_ ("Careful: the request leaves at once and can’t be taken back."));
  if (!balie_permission_allows (user, BALIE_DEED_APPROVE_DIRECTLY))
    state.direct_lock = balie_permission_dup_reason (user, BALIE_DEED_APPROVE_DIRECTLY);
  else if (!balie_explanation_is_eligible (&row->explanation))
    state.direct_lock = dup_blocking_reason (row);
  return state;
}

static void
apply_tick (GtkCheckButton *tick, gboolean active, const char *lock)
{
  gtk_check_button_set_active (tick, active);
  gtk_widget_set_sensitive (GTK_WIDGET (tick), lock == NULL);
  balie_accessible_set_tooltip (GTK_WIDGET (tick), lock);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  lock != NULL ? lock : "", -1);
}

static void
apply_ticks (BalieOrderSalesTab *self, const TicksState *state)
{
  self->applying = TRUE;
  apply_tick (self->approved, state->approved, state->approved_lock);
  apply_tick (self->direct, state->direct, state->direct_lock);
  gtk_label_set_label (self->direct_note, !state->direct && state->direct_lock != NULL
                                              ? state->direct_lock
                                              : state->direct_note);
  self->applying = FALSE;
}

static void
approved_saved_cb (GtkWidget *widget, const BalieOrderEditResult *result)
{
  BalieOrderSalesTab *self = BALIE_ORDER_SALES_TAB (widget);

  /* Shown as it stands, also when it was refused. */
  if (result != NULL || self->row == NULL)
    return;
  self->applying = TRUE;
  gtk_check_button_set_active (self->approved, self->row->order->approved);
  self->applying = FALSE;
}

static void
approved_toggled_cb (BalieOrderSalesTab *self)
{
  g_autoptr (GPtrArray) changes = NULL;
  gboolean active = gtk_check_button_get_active (self->approved);

  if (self->applying || self->row == NULL || active == self->row->order->approved)
    return;
  changes = balie_order_changes_new ();
  balie_order_changes_add (changes, BALIE_ORDER_FIELD_APPROVED, active ? "no" : "yes",
                           active ? "yes" : "no");
  balie_order_saving_save (GTK_WIDGET (self), self->desk, self->row->order->number, changes,
                           approved_saved_cb);
}

static void
direct_toggled_cb (BalieOrderSalesTab *self)
{
  if (self->applying || self->row == NULL || !gtk_check_button_get_active (self->direct))
    return;
  /* It is on when the request exists, not when it was asked for. */
  self->applying = TRUE;
  gtk_check_button_set_active (self->direct, FALSE);
  self->applying = FALSE;
  balie_approve_dialog_ask (GTK_WIDGET (self), self->desk, self->row->order);
}

static const char *
find_plate (const BalieOrderDetail *detail)
{
  const BaliePlateRequest *newest =
      detail->requests->len > 0 ? g_ptr_array_index (detail->requests, 0) : NULL;

  if (*detail->row->order->plate != '\0' || newest == NULL)
    return detail->row->order->plate;
  return newest->plate;
}

static void
set_detail (BalieOrderTab *tab, const BalieOrderDetail *detail, BalieOrderDraft *draft)
{
  BalieOrderSalesTab *self = BALIE_ORDER_SALES_TAB (tab);
  g_auto (TicksState) ticks = derive_ticks (self, detail);
  g_autofree char *conclusion = balie_order_reasons_dup_conclusion (self->desk, detail->row);

  g_clear_pointer (&self->row, balie_order_row_free);
  self->row = balie_order_row_copy (detail->row);
  apply_ticks (self, &ticks);
  balie_state_label_set_row (self->state, detail->row, balie_desk_get_today (self->desk));
  balie_plate_set_text (self->plate, find_plate (detail));
  adw_preferences_group_set_description (self->why, conclusion);
  balie_order_reasons_fill (self->reasons, self->desk, detail);
}

static void
implement_tab (BalieOrderTabInterface *iface)
{
  iface->set_detail = set_detail;
}

static void
balie_order_sales_tab_dispose (GObject *object)
{
  BalieOrderSalesTab *self = BALIE_ORDER_SALES_TAB (object);

  g_clear_pointer (&self->row, balie_order_row_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_order_sales_tab_parent_class)->dispose (object);
}

static void
balie_order_sales_tab_class_init (BalieOrderSalesTabClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_order_sales_tab_dispose;
  g_type_ensure (BALIE_TYPE_PLATE);
  g_type_ensure (BALIE_TYPE_STATE_LABEL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/orders/balie-order-sales-tab.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieOrderSalesTab, state);
  gtk_widget_class_bind_template_child (widget_class, BalieOrderSalesTab, plate);
  gtk_widget_class_bind_template_child (widget_class, BalieOrderSalesTab, approved);
  gtk_widget_class_bind_template_child (widget_class, BalieOrderSalesTab, direct);
  gtk_widget_class_bind_template_child (widget_class, BalieOrderSalesTab, direct_note);
  gtk_widget_class_bind_template_child (widget_class, BalieOrderSalesTab, why);
  gtk_widget_class_bind_template_child (widget_class, BalieOrderSalesTab, reasons);
  gtk_widget_class_bind_template_callback (widget_class, approved_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, direct_toggled_cb);
}

static void
balie_order_sales_tab_init (BalieOrderSalesTab *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  balie_state_label_allow_two_lines (self->state);
}

/**
 * balie_order_sales_tab_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the tab
 */
GtkWidget *
balie_order_sales_tab_new (BalieDesk *desk)
{
  BalieOrderSalesTab *self = g_object_new (BALIE_TYPE_ORDER_SALES_TAB, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

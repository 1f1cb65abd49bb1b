/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What needs me now: decisions, unclear outcomes, deliveries without a plate. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-needs-group.h"

#include "balie-orders.h"
#include "balie-row-list.h"
#include "balie-run-rows.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

struct _BalieNeedsGroup
{
  AdwPreferencesGroup parent;

  /* Owned by the group as children */
  AdwExpanderRow *decisions_row;
  AdwExpanderRow *unknown_row;
  AdwExpanderRow *near_row;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  BalieRowList *decisions;
  BalieRowList *unknown;
  BalieRowList *near_delivery;
};

G_DEFINE_FINAL_TYPE (BalieNeedsGroup, balie_needs_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_car (const BalieOrder *order)
{
  return g_strdup_printf ("%s · %s %s", order->number, order->brand, order->model);
}

static void
add_decision (BalieNeedsGroup *self, const BalieOrderRow *row)
{
  g_autofree char *title = dup_car (row->order);
  g_autofree char *subtitle = balie_attention_dup_label (row->explanation.attention);

  balie_row_list_add (self->decisions,
                      balie_order_row_widget_new (row->order->number, "sales-admin", title,
                                                  subtitle, "dialog-question-symbolic"));
}

static void
add_near_delivery (BalieNeedsGroup *self, const BalieOrderRow *row)
{
  g_autofree char *title = dup_car (row->order);
  g_autofree char *date = balie_date_dup_local (row->order->delivery_date);
  g_autofree char *state =
      balie_order_state_dup_label (balie_order_state_get (&row->explanation, row->request_state),
                                   row->explanation.due_on, balie_desk_get_today (self->desk));
  g_autofree char *subtitle = g_strdup_printf (_ ("Delivery on %s – %s"), date, state);

  balie_row_list_add (self->near_delivery,
                      balie_order_row_widget_new (row->order->number, "sales-admin", title,
                                                  subtitle, "alarm-symbolic"));
}

static void
add_unknown (BalieNeedsGroup *self, const BaliePlateRequest *request)
{
  g_autofree char *title = g_strdup_printf ("%s · %s", request->order_number, request->vin);

  balie_row_list_add (self->unknown,
                      balie_order_row_widget_new (request->order_number, "requests", title,
                                                  balie_request_state_to_label (request->state),
                                                  "content-loading-symbolic"));
}

static void
show_count (AdwExpanderRow *row, gint64 n)
{
  g_autofree char *text = n > 0 ? g_strdup_printf ("%d", (int) n) : g_strdup (_ ("None"));

  balie_expander_show_count (row, text, n > 0);
}

static void
show_needs (BalieNeedsGroup *self, const BalieNeeds *needs)
{
  gint64 total = needs->n_decisions + needs->n_unknown + needs->n_near_delivery;
  g_autofree char *title = NULL;

  title = total == 0 ? g_strdup (_ ("Nothing Needs You Now"))
                     : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d Thing Needs You Now",
                                                     "%d Things Need You Now", (gulong) total),
                                        (int) total);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  balie_row_list_clear (self->decisions);
  balie_row_list_clear (self->unknown);
  balie_row_list_clear (self->near_delivery);
  for (guint i = 0; i < needs->decisions->len; i++)
    add_decision (self, g_ptr_array_index (needs->decisions, i));
  for (guint i = 0; i < needs->unknown->len; i++)
    add_unknown (self, g_ptr_array_index (needs->unknown, i));
  for (guint i = 0; i < needs->near_delivery->len; i++)
    add_near_delivery (self, g_ptr_array_index (needs->near_delivery, i));
  show_count (self->decisions_row, needs->n_decisions);
  show_count (self->unknown_row, needs->n_unknown);
  show_count (self->near_row, needs->n_near_delivery);
}

static void
needs_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieNeedsGroup *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieNeeds) needs = balie_orders_needs_finish (BALIE_DESK (source), result, &error);
  BalieShell *shell;

  if (balie_error_is_cancelled (error))
    return;
  shell = balie_shell_find (GTK_WIDGET (self));
  if (needs != NULL)
    show_needs (self, needs);
  else if (shell != NULL)
    balie_shell_show_error (shell, BALIE_ACTION_LOAD_ORDERS, error);
}

/**
 * balie_needs_group_refresh:
 * @self: the group
 *
 * Reads everything anew.
 */
void
balie_needs_group_refresh (BalieNeedsGroup *self)
{
  balie_orders_needs_async (self->desk, self->cancellable, needs_loaded_cb, self);
}

static void
balie_needs_group_dispose (GObject *object)
{
  BalieNeedsGroup *self = BALIE_NEEDS_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_needs_group_parent_class)->dispose (object);
}

static void
balie_needs_group_finalize (GObject *object)
{
  BalieNeedsGroup *self = BALIE_NEEDS_GROUP (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->decisions, balie_row_list_free);
  g_clear_pointer (&self->unknown, balie_row_list_free);
  g_clear_pointer (&self->near_delivery, balie_row_list_free);
  G_OBJECT_CLASS (balie_needs_group_parent_class)->finalize (object);
}

static void
balie_needs_group_class_init (BalieNeedsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_needs_group_dispose;
  object_class->finalize = balie_needs_group_finalize;
}

static void
balie_needs_group_init (BalieNeedsGroup *self)
{
  self->cancellable = g_cancellable_new ();
  self->decisions_row = balie_expander_new (ADW_PREFERENCES_GROUP (self), _ ("Decision needed"));
  self->unknown_row =
      balie_expander_new (ADW_PREFERENCES_GROUP (self), _ ("Outcome unknown, checking with PON"));
  self->near_row =
      balie_expander_new (ADW_PREFERENCES_GROUP (self), _ ("Delivery within 7 days and no plate"));
  self->decisions = balie_row_list_new (GTK_WIDGET (self->decisions_row));
  self->unknown = balie_row_list_new (GTK_WIDGET (self->unknown_row));
  self->near_delivery = balie_row_list_new (GTK_WIDGET (self->near_row));
}

/**
 * balie_needs_group_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the group, being filled
 */
GtkWidget *
balie_needs_group_new (BalieDesk *desk)
{
  BalieNeedsGroup *self = g_object_new (BALIE_TYPE_NEEDS_GROUP, NULL);

  self->desk = g_object_ref (desk);
  balie_needs_group_refresh (self);
  return GTK_WIDGET (self);
}

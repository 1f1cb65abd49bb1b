/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One order: title with plate and state, and the five tabs.
 *
 * Loads the order when its number is set and whenever it changes in the database; a generation
 * number keeps a late answer from showing. Unsaved input lives in a draft per order, kept while
 * other orders are looked at. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-order-view.h"

#include "balie-accessible.h"
#include "balie-approve-dialog.h"
#include "balie-choice-bar.h"
#include "balie-conflict-dialog.h"
#include "balie-order-activity-tab.h"
#include "balie-order-general-tab.h"
#include "balie-order-requests-tab.h"
#include "balie-order-sales-tab.h"
#include "balie-order-saving.h"
#include "balie-order-seller-tab.h"
#include "balie-order-tab.h"
#include "balie-plate.h"
#include "balie-shell.h"
#include "balie-state-label.h"

#include <glib/gi18n-lib.h>

#define RELOAD_DELAY_MS 100

struct _BalieOrderView
{
  AdwBin parent_instance;

  /* Template */
  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkButton *back_button;
  GtkButton *close_button;
  GtkLabel *title;
  GtkLabel *subtitle;
  BaliePlate *plate;
  BalieStateLabel *state;
  GtkButton *approve_button;
  AdwBin *tab_bin;
  GtkStack *tabs;
  GtkActionBar *save_bar;
  GtkLabel *save_label;
  GtkButton *save_button;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable; /* of the load under way */
  char *number;              /* (nullable): what is or will be shown */
  BalieOrderRow *row;        /* (nullable): what is shown */
  GHashTable *drafts;        /* number → BalieOrderDraft */

  /* State */
  guint reload_source;
};

G_DEFINE_FINAL_TYPE (BalieOrderView, balie_order_view, ADW_TYPE_BIN)

/* The load a callback belongs to; its cancellable is also its generation. */
typedef struct
{
  BalieOrderView *self; /* borrowed; not touched once cancelled */
  GCancellable *cancellable;
} Load;

static void load (BalieOrderView *self);

static BalieOrderDraft *
get_draft (BalieOrderView *self)
{
  if (self->row == NULL)
    return NULL;
  return g_hash_table_lookup (self->drafts, self->row->order->number);
}

static void
update_save_bar (BalieOrderView *self)
{
  BalieOrderDraft *draft = get_draft (self);
  guint n = draft != NULL ? balie_order_draft_get_n_changed (draft) : 0;
  gboolean problem = n > 0 && balie_order_draft_has_problem (draft);
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u unsaved change", "%u unsaved changes", n), n);

  gtk_label_set_label (self->save_label, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), n > 0 && !problem);
  balie_accessible_set_tooltip (GTK_WIDGET (self->save_button),
                                problem ? _ ("Mend the marked fields first") : NULL);
  gtk_action_bar_set_revealed (self->save_bar, n > 0);
}

static void
draft_changed_cb (BalieOrderView *self)
{
  update_save_bar (self);
}

static BalieOrderDraft *
take_up_draft (BalieOrderView *self, const BalieOrder *stored)
{
  BalieOrderDraft *draft = g_hash_table_lookup (self->drafts, stored->number);

  if (draft != NULL)
    {
      balie_order_draft_set_stored (draft, stored);
      return draft;
    }
  draft = balie_order_draft_new (stored);
  g_signal_connect_object (draft, "changed", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_hash_table_insert (self->drafts, g_strdup (stored->number), draft);
  return draft;
}

/* Drafts without a change need not be kept once another order is shown. */
static void
forget_clean_drafts (BalieOrderView *self)
{
  GHashTableIter iter;
  gpointer number, draft;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, &number, &draft))
    if (g_strcmp0 (number, self->number) != 0 && balie_order_draft_get_n_changed (draft) == 0)
      g_hash_table_iter_remove (&iter);
}

static void
show_header (BalieOrderView *self, const BalieOrderDetail *detail)
{
  const BalieOrder *order = detail->row->order;
  const BaliePlateRequest *newest =
      detail->requests->len > 0 ? g_ptr_array_index (detail->requests, 0) : NULL;
  g_autofree char *car = g_strstrip (g_strdup_printf ("%s %s", order->brand, order->model));
  g_autofree char *subtitle = NULL;
  gboolean may =
      balie_permission_allows (balie_desk_get_user (self->desk), BALIE_DEED_APPROVE_DIRECTLY);

  subtitle = *order->customer_name != '\0' && *car != '\0'
                 ? g_strdup_printf ("%s · %s", car, order->customer_name)
                 : g_strconcat (car, order->customer_name, NULL);
  gtk_label_set_label (self->title, order->number);
  gtk_label_set_label (self->subtitle, subtitle);
  balie_plate_set_text (self->plate,
                        *order->plate == '\0' && newest != NULL ? newest->plate : order->plate);
  balie_state_label_set_row (self->state, detail->row, balie_desk_get_today (self->desk));
  gtk_widget_set_visible (GTK_WIDGET (self->approve_button),
                          may && balie_explanation_is_eligible (&detail->row->explanation));
}

static void
show_detail (BalieOrderView *self, const BalieOrderDetail *detail)
{
  BalieOrderDraft *draft;
  GtkWidget *tab;

  g_clear_pointer (&self->row, balie_order_row_free);
  self->row = balie_order_row_copy (detail->row);
  draft = take_up_draft (self, detail->row->order);
  forget_clean_drafts (self);
  show_header (self, detail);
  for (tab = gtk_widget_get_first_child (GTK_WIDGET (self->tabs)); tab != NULL;
       tab = gtk_widget_get_next_sibling (tab))
    balie_order_tab_set_detail (BALIE_ORDER_TAB (tab), detail, draft);
  update_save_bar (self);
  gtk_stack_set_visible_child_name (self->stack, "order");
}

static void
show_empty (BalieOrderView *self, const char *title, const char *description)
{
  g_clear_pointer (&self->row, balie_order_row_free);
  adw_status_page_set_title (self->empty_page, title);
  adw_status_page_set_description (self->empty_page, description);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
show_nothing (BalieOrderView *self)
{
  show_empty (self, _ ("Choose an Order"),
              _ ("Its fields, its plate requests and its history are shown here."));
}

static void
show_failure (BalieOrderView *self, const GError *error)
{
  BalieShell *shell = balie_shell_find (GTK_WIDGET (self));

  if (g_error_matches (error, BALIE_ERROR, BALIE_ERROR_NOT_FOUND))
    show_empty (self, _ ("There is no such order"), NULL);
  else if (shell != NULL)
    balie_shell_show_error (shell, BALIE_ACTION_LOAD_ORDER, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Load *loading = user_data;
  g_autoptr (GCancellable) cancellable = loading->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieOrderDetail) detail =
      balie_orders_load_finish (BALIE_DESK (source), result, &error);

  if (g_cancellable_is_cancelled (cancellable))
    return;
  if (detail != NULL)
    show_detail (loading->self, detail);
  else if (!balie_error_is_cancelled (error))
    show_failure (loading->self, error);
}

static void
load (BalieOrderView *self)
{
  Load *loading = g_new0 (Load, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  self->cancellable = g_cancellable_new ();
  loading->self = self;
  loading->cancellable = g_object_ref (self->cancellable);
  balie_orders_load_async (self->desk, self->number, self->cancellable, loaded_cb, loading);
}

static gboolean
reload_due_cb (gpointer user_data)
{
  BalieOrderView *self = user_data;

  self->reload_source = 0;
  if (self->number != NULL)
    load (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_mine (BalieOrderView *self, GArray *ids)
{
  if (ids == NULL || self->row == NULL)
    return TRUE;
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == self->row->order->id)
      return TRUE;
  return FALSE;
}

static void
desk_changed_cb (BalieDesk *desk, const char *table, GArray *ids, BalieOrderView *self)
{
  gboolean concerns = g_strcmp0 (table, "requests") == 0 || g_strcmp0 (table, "settings") == 0 ||
                      g_strcmp0 (table, "users") == 0 ||
                      (g_strcmp0 (table, "orders") == 0 && is_mine (self, ids));

  if (concerns && self->number != NULL && self->reload_source == 0)
    self->reload_source = g_timeout_add (RELOAD_DELAY_MS, reload_due_cb, self);
}

static void save (BalieOrderView *self, BalieOrderDraft *draft);

/* The question about fields that both changed. */
typedef struct
{
  BalieOrderDraft *draft; /* owned */
  GPtrArray *fields;      /* of Field, in the order of the question */
} Decision;

typedef struct
{
  BalieOrderField field;
  char *theirs;
} Field;

static void
free_field (gpointer data)
{
  Field *field = data;

  g_free (field->theirs);
  g_free (field);
}

static void
free_decision (gpointer data)
{
  Decision *decision = data;

  g_object_unref (decision->draft);
  g_ptr_array_unref (decision->fields);
  g_free (decision);
}

static void
conflict_decided_cb (GtkWidget *widget, const gboolean *keep_mine, gpointer user_data)
{
  const Decision *decision = user_data;

  for (guint i = 0; i < decision->fields->len; i++)
    {
      const Field *field = g_ptr_array_index (decision->fields, i);

      if (keep_mine[i])
        balie_order_draft_rebase_field (decision->draft, field->field, field->theirs);
      else
        balie_order_draft_revert_field (decision->draft, field->field);
    }
  if (balie_order_draft_get_n_changed (decision->draft) > 0)
    save (BALIE_ORDER_VIEW (widget), decision->draft);
}

static char *
dup_display (BalieOrderField field, const char *value)
{
  g_autoptr (BalieOrder) order = balie_order_new ();

  if (*value == '\0')
    return g_strdup (C_ ("empty value", "nothing"));
  if (!balie_order_set_value (order, field, value, NULL))
    return g_strdup (value);
  return balie_order_dup_display (order, field);
}

static void
ask_conflicts (GtkWidget *widget, BalieOrderDraft *draft, GPtrArray *conflicts)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (balie_conflict_free);
  Decision *decision = g_new0 (Decision, 1);

  decision->draft = g_object_ref (draft);
  decision->fields = g_ptr_array_new_with_free_func (free_field);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const BalieOrderConflict *conflict = g_ptr_array_index (conflicts, i);
      BalieConflict *line = g_new0 (BalieConflict, 1);
      Field *field = g_new0 (Field, 1);

      field->field = conflict->field;
      field->theirs = g_strdup (conflict->theirs);
      g_ptr_array_add (decision->fields, field);
      line->title = g_strdup (
          g_dgettext (GETTEXT_PACKAGE, balie_order_field_get_info (conflict->field)->label));
      line->mine = dup_display (conflict->field, conflict->mine);
      line->theirs = dup_display (conflict->field, conflict->theirs);
      line->actor = g_strdup (conflict->their_actor);
      line->time = conflict->their_time;
      g_ptr_array_add (shown, line);
    }
  balie_conflict_dialog_ask (widget, shown, conflict_decided_cb, decision, free_decision);
}

static void
saved_cb (GtkWidget *widget, const BalieOrderEditResult *result)
{
  BalieOrderView *self = BALIE_ORDER_VIEW (widget);
  BalieOrderDraft *draft;

  if (result == NULL)
    return;
  draft = g_hash_table_lookup (self->drafts, result->order->number);
  if (draft == NULL)
    return;
  balie_order_draft_set_stored (draft, result->order);
  if (result->conflicts->len > 0)
    ask_conflicts (widget, draft, result->conflicts);
}

static void
save (BalieOrderView *self, BalieOrderDraft *draft)
{
  g_autoptr (GPtrArray) changes = balie_order_draft_dup_changes (draft);
  const BalieOrder *stored = balie_order_draft_get_stored (draft);

  balie_order_saving_save (GTK_WIDGET (self), self->desk, stored->number, changes, saved_cb);
}

static void
save_clicked_cb (BalieOrderView *self)
{
  BalieOrderDraft *draft = get_draft (self);

  if (draft != NULL && balie_order_draft_get_n_changed (draft) > 0 &&
      !balie_order_draft_has_problem (draft))
    save (self, draft);
}

static void
revert_clicked_cb (BalieOrderView *self)
{
  BalieOrderDraft *draft = get_draft (self);

  if (draft != NULL)
    balie_order_draft_revert (draft);
}

static void
approve_clicked_cb (BalieOrderView *self)
{
  if (self->row != NULL)
    balie_approve_dialog_ask (GTK_WIDGET (self), self->desk, self->row->order);
}

static void
tab_chosen_cb (BalieOrderView *self, const char *code)
{
  gtk_stack_set_visible_child_name (self->tabs, code);
}

static void
balie_order_view_dispose (GObject *object)
{
  BalieOrderView *self = BALIE_ORDER_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_pointer (&self->row, balie_order_row_free);
  g_clear_pointer (&self->number, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_order_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
      klass, "/io/github/baliedesk/Balie/ui/orders/balie-order-view.ui");
  gtk_widget_class_bind_template_child (klass, BalieOrderView, stack);
  gtk_widget_class_bind_template_child (klass, BalieOrderView, empty_page);
  gtk_widget_class_bind_template_child (klass, BalieOrderView, back_button);
  gtk_widget_class_bind_template_child (klass, BalieOrderView, close_button);
  gtk_widget_class_bind_template_child (klass, BalieOrderView, title);
  gtk_widget_class_bind_template_child (klass, BalieOrderView, subtitle);
  gtk_widget_class_bind_template_child (klass, BalieOrderView, plate);
  gtk_widget_class_bind_template_child (klass, BalieOrderView, state);
  gtk_widget_class_bind_template_child (klass, BalieOrderView, approve_button);
  gtk_widget_class_bind_template_child (klass, BalieOrderView, tab_bin);
  gtk_widget_class_bind_template_child (klass, BalieOrderView, tabs);
  gtk_widget_class_bind_template_child (klass, BalieOrderView, save_bar);
  gtk_widget_class_bind_template_child (klass, BalieOrderView, save_label);
  gtk_widget_class_bind_template_child (klass, BalieOrderView, save_button);
  gtk_widget_class_bind_template_callback (klass, save_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, revert_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, approve_clicked_cb);
}

static void
save_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save_clicked_cb (BALIE_ORDER_VIEW (widget));
}

static void
balie_order_view_class_init (BalieOrderViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_order_view_dispose;
  g_type_ensure (BALIE_TYPE_PLATE);
  g_type_ensure (BALIE_TYPE_STATE_LABEL);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "order.save", NULL, save_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "order.save",
                                       NULL);
}

static void
balie_order_view_init (BalieOrderView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  balie_state_label_allow_two_lines (self->state);
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

static void
build_tabs (BalieOrderView *self)
{
  GtkWidget *bar = balie_choice_bar_new (_ ("Tab"));
  const struct
  {
    const char *code;
    const char *label;
    GtkWidget *tab;
  } tabs[] = {
    { "general", C_ ("tab of an order", "_General"), balie_order_general_tab_new (self->desk) },
    { "seller", C_ ("tab of an order", "Seller’s _entry"),
      balie_order_seller_tab_new (self->desk) },
    { "sales-admin", C_ ("tab of an order", "Sales ad_min"),
      balie_order_sales_tab_new (self->desk) },
    { "requests", C_ ("tab of an order", "Plate re_quests"),
      balie_order_requests_tab_new (self->desk) },
    { "activity", C_ ("tab of an order", "Activit_y"), balie_order_activity_tab_new (self->desk) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      gtk_stack_add_named (self->tabs, tabs[i].tab, tabs[i].code);
      balie_choice_bar_append (BALIE_CHOICE_BAR (bar), tabs[i].code, tabs[i].label);
    }
  g_signal_connect_object (bar, "chosen", G_CALLBACK (tab_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->tab_bin, bar);
}

/**
 * balie_order_view_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the view, empty
 */
GtkWidget *
balie_order_view_new (BalieDesk *desk)
{
  BalieOrderView *self = g_object_new (BALIE_TYPE_ORDER_VIEW, NULL);

  self->desk = g_object_ref (desk);
  build_tabs (self);
  g_signal_connect (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  return GTK_WIDGET (self);
}

/**
 * balie_order_view_set_number:
 * @self: the view
 * @number: (nullable): the order, %NULL for the empty page
 *
 * Unsaved input of another order is kept and shown again when one comes back to it.
 */
void
balie_order_view_set_number (BalieOrderView *self, const char *number)
{
  g_return_if_fail (BALIE_IS_ORDER_VIEW (self));

  if (g_strcmp0 (self->number, number) == 0)
    return;
  g_free (self->number);
  self->number = g_strdup (number);
  if (number != NULL)
    {
      load (self);
      return;
    }
  g_cancellable_cancel (self->cancellable);
  show_nothing (self);
  update_save_bar (self);
}

/**
 * balie_order_view_get_number:
 * @self: the view
 *
 * Returns: (nullable) (transfer none): the order
 */
const char *
balie_order_view_get_number (BalieOrderView *self)
{
  g_return_val_if_fail (BALIE_IS_ORDER_VIEW (self), NULL);

  return self->number;
}

/**
 * balie_order_view_show_tab:
 * @self: the view
 * @tab: "general", "seller", "sales-admin", "requests" or "activity"
 */
void
balie_order_view_show_tab (BalieOrderView *self, const char *tab)
{
  g_return_if_fail (BALIE_IS_ORDER_VIEW (self));

  if (tab == NULL || gtk_stack_get_child_by_name (self->tabs, tab) == NULL)
    return;
  gtk_stack_set_visible_child_name (self->tabs, tab);
  balie_choice_bar_set_code (BALIE_CHOICE_BAR (adw_bin_get_child (self->tab_bin)), tab);
}

/**
 * balie_order_view_show_nth_tab:
 * @self: the view
 * @index: from 0
 */
void
balie_order_view_show_nth_tab (BalieOrderView *self, guint index)
{
  g_return_if_fail (BALIE_IS_ORDER_VIEW (self));

  balie_order_view_show_tab (
      self,
      balie_choice_bar_get_nth_code (BALIE_CHOICE_BAR (adw_bin_get_child (self->tab_bin)), index));
}

/**
 * balie_order_view_set_folded:
 * @self: the view
 * @folded: whether list and detail are shown one after the other: then there is a way back
 */
void
balie_order_view_set_folded (BalieOrderView *self, gboolean folded)
{
  g_return_if_fail (BALIE_IS_ORDER_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->back_button), folded);
  gtk_widget_set_visible (GTK_WIDGET (self->close_button), !folded);
}

/**
 * balie_order_view_get_n_unsaved:
 * @self: the view
 *
 * Returns: how many orders have unsaved changes
 */
guint
balie_order_view_get_n_unsaved (BalieOrderView *self)
{
  GHashTableIter iter;
  gpointer draft;
  guint n = 0;

  g_return_val_if_fail (BALIE_IS_ORDER_VIEW (self), 0);

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    n += balie_order_draft_get_n_changed (draft) > 0;
  return n;
}

/**
 * balie_order_view_get_id:
 * @self: the view
 *
 * Returns: the store's row number of the order shown, 0 if none
 */
gint64
balie_order_view_get_id (BalieOrderView *self)
{
  g_return_val_if_fail (BALIE_IS_ORDER_VIEW (self), 0);

  return self->row != NULL ? self->row->order->id : 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list side of the page "Orders": what needs me now, search, filters, columns, bulk bar.
 *
 * It turns what a person chooses into one query of the lazy list, and remembers it for this desk.
 * Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-order-list-view.h"

#include "balie-accessible.h"
#include "balie-choice-bar.h"
#include "balie-column-chooser.h"
#include "balie-order-columns.h"
#include "balie-order-counts.h"
#include "balie-lazy-selection.h"
#include "balie-orders-memory.h"
#include "balie-saved-filters.h"
#include "balie-shell.h"
#include "balie-tab-stop.h"

#include <glib/gi18n-lib.h>

/* Below this width only the columns by which a row is known are shown. */
#define COMPACT_WIDTH 560

struct _BalieOrderListView
{
  AdwBin parent_instance;

  /* Template */
  GtkLabel *needs;
  GtkSearchEntry *search;
  GtkMenuButton *saved_button;
  GtkMenuButton *columns_button;
  AdwBin *filter_bin;
  GtkStack *stack;
  GtkColumnView *column_view;
  GtkButton *clear_button;
  GtkActionBar *bulk_bar;
  GtkLabel *bulk_label;
  GtkButton *bulk_button;

  /* Owned */
  BalieDesk *desk;
  BalieLazyList *list;
  BalieLazySelection *selection;
  BalieFilterCounts *counts;
  GSettings *memory; /* (nullable) */
  BalieSavedFilters *saved;
  BalieColumnChooser *chooser;
  BalieLazyItem *awaited; /* (nullable): selected, its row is not there yet */

  /* State */
  gboolean applying;
};

enum
{
  CHOSEN,
  OPENED,
  BULK_ASKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieOrderListView, balie_order_list_view, ADW_TYPE_BIN)

static BalieChoiceBar *
get_filter_bar (BalieOrderListView *self)
{
  return BALIE_CHOICE_BAR (adw_bin_get_child (self->filter_bin));
}

static BalieOrderFilter
get_filter (BalieOrderListView *self)
{
  BalieOrderFilter filter = BALIE_ORDER_FILTER_ALL;

  balie_order_filter_from_code (balie_choice_bar_get_code (get_filter_bar (self)), &filter);
  return filter;
}

static void
remember_query (BalieOrderListView *self)
{
  const BalieOrderQuery *query = balie_order_list_get_query (self->list);
  g_autofree char *sort = balie_order_sort_dup_code (query->sort, query->descending);

  if (self->memory == NULL)
    return;
  g_settings_set_string (self->memory, BALIE_ORDERS_KEY_FILTER,
                         balie_order_filter_to_code (query->filter));
  g_settings_set_string (self->memory, BALIE_ORDERS_KEY_SORT, sort);
}

static void
start_query (BalieOrderListView *self)
{
  BalieOrderSort sort = BALIE_ORDER_SORT_NUMBER;
  gboolean descending = FALSE;

  if (self->list == NULL) /* disposed: the view lets go of its columns, which sorts anew */
    return;
  if (self->applying)
    return;
  balie_order_columns_get_sort (self->column_view, &sort, &descending);
  balie_order_list_set_query (self->list, get_filter (self),
                              gtk_editable_get_text (GTK_EDITABLE (self->search)), sort,
                              descending);
  remember_query (self);
}

/* Shows a query as a whole in its three places, then starts it once. */
static void
show_query (BalieOrderListView *self,
            BalieOrderFilter filter,
            const char *search,
            BalieOrderSort sort,
            gboolean descending)
{
  self->applying = TRUE;
  balie_choice_bar_set_code (get_filter_bar (self), balie_order_filter_to_code (filter));
  gtk_editable_set_text (GTK_EDITABLE (self->search), search);
  balie_order_columns_set_sort (self->column_view, sort, descending);
  self->applying = FALSE;
  start_query (self);
}

static void
update_page (BalieOrderListView *self)
{
  const BalieOrderQuery *query = balie_order_list_get_query (self->list);
  gboolean searching = query->search != NULL && *query->search != '\0';

  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "list");
      return;
    }
  if (!searching && query->filter == BALIE_ORDER_FILTER_ALL)
    {
      gtk_stack_set_visible_child_name (self->stack, "first");
      return;
    }
  gtk_button_set_label (self->clear_button,
                        searching ? _ ("_Clear the Search") : _ ("Show _All Orders"));
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
stop_awaiting (BalieOrderListView *self)
{
  if (self->awaited != NULL)
    g_signal_handlers_disconnect_by_data (self->awaited, self);
  g_clear_object (&self->awaited);
}

static void update_chosen (BalieOrderListView *self);

static void
awaited_arrived_cb (BalieOrderListView *self)
{
  stop_awaiting (self);
  update_chosen (self);
}

static void
update_chosen (BalieOrderListView *self)
{
  g_autoptr (BalieLazyItem) item = NULL;
  const BalieOrderRow *row;
  guint position;

  stop_awaiting (self);
  if (!balie_lazy_selection_get_single (self->selection, &position))
    return;
  item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  if (item == NULL)
    return;
  row = balie_lazy_item_get_row (item);
  if (row != NULL)
    {
      g_signal_emit (self, signals[CHOSEN], 0, row->order->number);
    }
  else if (!balie_lazy_item_is_loaded (item))
    {
      self->awaited = g_steal_pointer (&item);
      g_signal_connect_swapped (self->awaited, "notify::loaded", G_CALLBACK (awaited_arrived_cb),
                                self);
    }
}

static void
update_bulk (BalieOrderListView *self)
{
  guint64 n = balie_lazy_selection_get_n (self->selection);
  const BalieUser *user = balie_desk_get_user (self->desk);
  gboolean may = balie_permission_allows (user, BALIE_DEED_APPROVE_DIRECTLY);
  g_autofree char *reason = NULL;
  g_autofree char *number = g_strdup_printf ("%'" G_GUINT64_FORMAT, n);
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s order selected", "%s orders selected", n), number);

  if (!may)
    reason = balie_permission_dup_reason (user, BALIE_DEED_APPROVE_DIRECTLY);
  gtk_label_set_label (self->bulk_label, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->bulk_button), may);
  balie_accessible_set_tooltip (GTK_WIDGET (self->bulk_button), reason);
  if (reason != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->bulk_button),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason, -1);
  gtk_action_bar_set_revealed (self->bulk_bar, n > 1);
}

static void
selection_changed_cb (BalieOrderListView *self)
{
  update_bulk (self);
  update_chosen (self);
}

static void
items_changed_cb (BalieOrderListView *self)
{
  update_bulk (self);
}

static void
list_queried_cb (BalieOrderListView *self)
{
  update_page (self);
}

static void
list_failed_cb (BalieOrderListView *self, const GError *error)
{
  BalieShell *shell = balie_shell_find (GTK_WIDGET (self));

  if (shell != NULL)
    balie_shell_show_error (shell, BALIE_ACTION_LOAD_ORDERS, error);
}

static void
counts_changed_cb (BalieOrderListView *self)
{
  const BalieCounts *counts = balie_filter_counts_get (self->counts);
  g_autofree char *needs = balie_order_counts_dup_needs (counts);

  for (int i = 0; i < BALIE_N_ORDER_FILTERS; i++)
    balie_choice_bar_set_count (get_filter_bar (self),
                                balie_order_filter_to_code ((BalieOrderFilter) i),
                                counts->orders[i]);
  gtk_label_set_label (self->needs, needs);
}

static gboolean
link_activated_cb (BalieOrderListView *self, const char *uri)
{
  BalieOrderFilter filter;
  BalieShell *shell = balie_shell_find (GTK_WIDGET (self));

  if (balie_order_filter_from_code (uri, &filter))
    balie_order_list_view_set_filter (self, filter);
  else if (shell != NULL)
    balie_shell_show_page (shell, "requests");
  return TRUE;
}

static void
search_changed_cb (BalieOrderListView *self)
{
  start_query (self);
}

static void
search_stopped_cb (BalieOrderListView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  start_query (self);
}

static void
search_activated_cb (BalieOrderListView *self)
{
  balie_order_list_view_focus_list (self);
}

static void
filter_chosen_cb (BalieOrderListView *self)
{
  start_query (self);
}

static void
sorter_changed_cb (BalieOrderListView *self)
{
  start_query (self);
}

static void
clear_clicked_cb (BalieOrderListView *self)
{
  BalieOrderFilter filter = BALIE_ORDER_FILTER_ALL;
  const BalieOrderQuery *query = balie_order_list_get_query (self->list);

  if (query->search != NULL && *query->search != '\0')
    filter = query->filter;
  show_query (self, filter, "", query->sort, query->descending);
  balie_order_list_view_focus_search (self);
}

static void
row_activated_cb (BalieOrderListView *self, guint position)
{
  g_autoptr (BalieLazyItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  const BalieOrderRow *row = item != NULL ? balie_lazy_item_get_row (item) : NULL;

  if (row != NULL)
    g_signal_emit (self, signals[OPENED], 0, row->order->number);
}

static void
bulk_clicked_cb (BalieOrderListView *self)
{
  g_signal_emit (self, signals[BULK_ASKED], 0);
}

static void
saved_opened_cb (BalieOrderListView *self, const BalieSavedFilter *filter)
{
  show_query (self, filter->filter, filter->search, filter->sort, filter->descending);
}

static void
save_answered_cb (AdwMessageDialog *dialog, const char *response, BalieOrderListView *self)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  const BalieOrderQuery *query = balie_order_list_get_query (self->list);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  BalieSavedFilter filter = { 0 };

  if (!g_str_equal (response, "save") || *name == '\0')
    return;
  filter.name = name;
  filter.filter = query->filter;
  filter.search = query->search != NULL ? query->search : (char *) "";
  filter.sort = query->sort;
  filter.descending = query->descending;
  balie_saved_filters_add (self->saved, &filter);
}

static void
name_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "save", *name != '\0');
}

static void
save_asked_cb (BalieOrderListView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("Save This Filter"),
      _ ("Filter, search and sorting are kept under a name on this desk."));
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Name"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"),
                                  -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "save",
                                    _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "save", FALSE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (name_changed_cb), dialog, 0);
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
compact_due_cb (gpointer user_data)
{
  BalieOrderListView *self = user_data;

  if (self->chooser != NULL)
    balie_column_chooser_set_compact (self->chooser,
                                      gtk_widget_get_width (GTK_WIDGET (self)) < COMPACT_WIDTH);
  return G_SOURCE_REMOVE;
}

static void
balie_order_list_view_measure (GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
  /* Beside an order, the order has the first claim on room; what is left is shared. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = *minimum;
}

static void
balie_order_list_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BalieOrderListView *self = BALIE_ORDER_LIST_VIEW (widget);

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
  if (self->chooser == NULL ||
      balie_column_chooser_is_compact (self->chooser) == (width < COMPACT_WIDTH))
    return;
  /* Not while sizes are given out. */
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, compact_due_cb, g_object_ref (self), g_object_unref);
}

static void
balie_order_list_view_dispose (GObject *object)
{
  BalieOrderListView *self = BALIE_ORDER_LIST_VIEW (object);

  /* Columns that go say that the sorting changed. */
  self->applying = TRUE;
  stop_awaiting (self);
  if (self->column_view != NULL)
    gtk_column_view_set_model (self->column_view, NULL);
  g_clear_object (&self->chooser);
  g_clear_object (&self->saved);
  g_clear_object (&self->counts);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->memory);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_order_list_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
      klass, "/io/github/baliedesk/Balie/ui/orders/balie-order-list-view.ui");
  gtk_widget_class_bind_template_child (klass, BalieOrderListView, needs);
  gtk_widget_class_bind_template_child (klass, BalieOrderListView, search);
  gtk_widget_class_bind_template_child (klass, BalieOrderListView, saved_button);
  gtk_widget_class_bind_template_child (klass, BalieOrderListView, columns_button);
  gtk_widget_class_bind_template_child (klass, BalieOrderListView, filter_bin);
  gtk_widget_class_bind_template_child (klass, BalieOrderListView, stack);
  gtk_widget_class_bind_template_child (klass, BalieOrderListView, column_view);
  gtk_widget_class_bind_template_child (klass, BalieOrderListView, clear_button);
  gtk_widget_class_bind_template_child (klass, BalieOrderListView, bulk_bar);
  gtk_widget_class_bind_template_child (klass, BalieOrderListView, bulk_label);
  gtk_widget_class_bind_template_child (klass, BalieOrderListView, bulk_button);
  gtk_widget_class_bind_template_callback (klass, link_activated_cb);
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, search_stopped_cb);
  gtk_widget_class_bind_template_callback (klass, search_activated_cb);
  gtk_widget_class_bind_template_callback (klass, row_activated_cb);
  gtk_widget_class_bind_template_callback (klass, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, bulk_clicked_cb);
}

static void
balie_order_list_view_class_init (BalieOrderListViewClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_order_list_view_dispose;
  GTK_WIDGET_CLASS (klass)->measure = balie_order_list_view_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = balie_order_list_view_size_allocate;
  bind_template (GTK_WIDGET_CLASS (klass));
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[BULK_ASKED] =
      g_signal_new ("bulk-asked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
build_filters (BalieOrderListView *self)
{
  static const char *const labels[BALIE_N_ORDER_FILTERS] = {
    [BALIE_ORDER_FILTER_ALL] = NC_ ("filter of orders", "All"),
    [BALIE_ORDER_FILTER_DUE] = NC_ ("filter of orders", "Due today"),
    [BALIE_ORDER_FILTER_UPCOMING] = NC_ ("filter of orders", "Next 14 days"),
    [BALIE_ORDER_FILTER_ATTENTION] = NC_ ("filter of orders", "Needs attention"),
    [BALIE_ORDER_FILTER_REQUESTED] = NC_ ("filter of orders", "Requested"),
    [BALIE_ORDER_FILTER_APPROVED] = NC_ ("filter of orders", "Approved"),
    [BALIE_ORDER_FILTER_REJECTED] = NC_ ("filter of orders", "Rejected"),
  };
  GtkWidget *bar = balie_choice_bar_new (_ ("Filter"));

  adw_bin_set_child (self->filter_bin, bar);
  for (int i = 0; i < BALIE_N_ORDER_FILTERS; i++)
    balie_choice_bar_append (BALIE_CHOICE_BAR (bar),
                             balie_order_filter_to_code ((BalieOrderFilter) i),
                             g_dpgettext2 (GETTEXT_PACKAGE, "filter of orders", labels[i]));
  g_signal_connect_object (bar, "chosen", G_CALLBACK (filter_chosen_cb), self, G_CONNECT_SWAPPED);
}

static void
balie_order_list_view_init (BalieOrderListView *self)
{
  g_type_ensure (BALIE_TYPE_TAB_STOP);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Sizes are given out here, to know the width. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  build_filters (self);
}

static void
show_columns (BalieOrderListView *self)
{
  balie_order_columns_show (self->column_view, self->chooser);
}

static void
connect_parts (BalieOrderListView *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->column_view);

  g_signal_connect_object (self->list, "queried", G_CALLBACK (list_queried_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "failed", G_CALLBACK (list_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "after-refresh", G_CALLBACK (list_queried_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->counts, "changed", G_CALLBACK (counts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chooser, "changed", G_CALLBACK (show_columns), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saved, "opened", G_CALLBACK (saved_opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saved, "save-asked", G_CALLBACK (save_asked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sorter, "changed", G_CALLBACK (sorter_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
show_remembered (BalieOrderListView *self)
{
  BalieOrderFilter filter = BALIE_ORDER_FILTER_ALL;
  BalieOrderSort sort = BALIE_ORDER_SORT_NUMBER;
  gboolean descending = FALSE;

  if (self->memory != NULL)
    {
      g_autofree char *code = g_settings_get_string (self->memory, BALIE_ORDERS_KEY_FILTER);
      g_autofree char *by = g_settings_get_string (self->memory, BALIE_ORDERS_KEY_SORT);

      balie_order_filter_from_code (code, &filter);
      balie_order_sort_read (by, &sort, &descending);
    }
  show_query (self, filter, "", sort, descending);
}

/**
 * balie_order_list_view_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the list, showing what was remembered
 */
GtkWidget *
balie_order_list_view_new (BalieDesk *desk)
{
  BalieOrderListView *self = g_object_new (BALIE_TYPE_ORDER_LIST_VIEW, NULL);

  self->desk = g_object_ref (desk);
  self->memory = balie_orders_memory_open ();
  self->list = balie_order_list_new (desk);
  self->selection = balie_lazy_selection_new (self->list);
  self->counts = balie_order_counts_new (desk);
  self->saved = balie_saved_filters_new (self->memory);
  balie_order_columns_build (self->column_view, desk);
  self->chooser = balie_order_columns_make_chooser (self->memory, BALIE_ORDERS_KEY_COLUMNS);
  show_columns (self);
  gtk_menu_button_set_menu_model (self->saved_button, balie_saved_filters_get_menu (self->saved));
  gtk_menu_button_set_menu_model (self->columns_button,
                                  balie_column_chooser_get_menu (self->chooser));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "saved",
                                  balie_saved_filters_get_actions (self->saved));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns",
                                  balie_column_chooser_get_actions (self->chooser));
  connect_parts (self);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  show_remembered (self);
  return GTK_WIDGET (self);
}

/**
 * balie_order_list_view_set_filter:
 * @self: the list
 * @filter: which orders
 *
 * Shows them, without a search.
 */
void
balie_order_list_view_set_filter (BalieOrderListView *self, BalieOrderFilter filter)
{
  const BalieOrderQuery *query;

  g_return_if_fail (BALIE_IS_ORDER_LIST_VIEW (self));

  query = balie_order_list_get_query (self->list);
  show_query (self, filter, "", query->sort, query->descending);
}

/**
 * balie_order_list_view_focus_search:
 * @self: the list
 */
void
balie_order_list_view_focus_search (BalieOrderListView *self)
{
  g_return_if_fail (BALIE_IS_ORDER_LIST_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

/**
 * balie_order_list_view_focus_list:
 * @self: the list
 */
void
balie_order_list_view_focus_list (BalieOrderListView *self)
{
  g_return_if_fail (BALIE_IS_ORDER_LIST_VIEW (self));

  gtk_widget_child_focus (GTK_WIDGET (self->column_view), GTK_DIR_TAB_FORWARD);
}

/**
 * balie_order_list_view_select_id:
 * @self: the list
 * @id: the store's row number
 *
 * Selects the order if it is in the list; scrolls nowhere.
 */
void
balie_order_list_view_select_id (BalieOrderListView *self, guint32 id)
{
  guint position;

  g_return_if_fail (BALIE_IS_ORDER_LIST_VIEW (self));

  if (balie_lazy_list_find (self->list, id, &position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  else
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

/**
 * balie_order_list_view_set_folded:
 * @self: the list
 * @folded: whether list and detail are shown one after the other: then one click opens a row
 */
void
balie_order_list_view_set_folded (BalieOrderListView *self, gboolean folded)
{
  g_return_if_fail (BALIE_IS_ORDER_LIST_VIEW (self));

  gtk_column_view_set_single_click_activate (self->column_view, folded);
}

/**
 * balie_order_list_view_get_query:
 * @self: the list
 *
 * Returns: (transfer none): what is shown
 */
const BalieOrderQuery *
balie_order_list_view_get_query (BalieOrderListView *self)
{
  g_return_val_if_fail (BALIE_IS_ORDER_LIST_VIEW (self), NULL);

  return balie_order_list_get_query (self->list);
}

/**
 * balie_order_list_view_get_list:
 * @self: the list
 *
 * Returns: (transfer none): the model
 */
BalieLazyList *
balie_order_list_view_get_list (BalieOrderListView *self)
{
  g_return_val_if_fail (BALIE_IS_ORDER_LIST_VIEW (self), NULL);

  return self->list;
}

/**
 * balie_order_list_view_dup_selected:
 * @self: the list
 *
 * Returns: (element-type guint32) (transfer full): ids of the selected orders, in display order
 */
GArray *
balie_order_list_view_dup_selected (BalieOrderListView *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GtkBitset) selected = NULL;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (BALIE_IS_ORDER_LIST_VIEW (self), ids);

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  if (!gtk_bitset_iter_init_first (&iter, selected, &position))
    return ids;
  do
    {
      guint32 id = balie_lazy_list_get_id (self->list, position);

      g_array_append_val (ids, id);
    }
  while (gtk_bitset_iter_next (&iter, &position));
  return ids;
}

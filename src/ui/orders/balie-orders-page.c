/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Orders": list with filters and search beside the detail of one order.
 *
 * Side by side when wide; when narrow, a row leads to the detail and a button back. Also where
 * import, export and bulk approval begin. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-orders-page.h"

#include "balie-bulk-dialog.h"
#include "balie-import-dialog.h"
#include "balie-order-list-view.h"
#include "balie-order-view.h"
#include "balie-orders-export.h"
#include "balie-shell.h"

#include <glib/gi18n-lib.h>

/* List and detail do not fit beside each other below this. */
#define NARROW_WIDTH 710

struct _BalieOrdersPage
{
  AdwBin parent_instance;

  /* Template */
  AdwLeaflet *leaflet;
  AdwBin *list_bin;
  GtkSeparator *separator;
  AdwBin *detail_bin;

  /* Owned */
  BalieDesk *desk;
  GtkFileChooserNative *chooser; /* (nullable): while a file is being chosen */

  /* Borrowed from the bins */
  BalieOrderListView *list;
  BalieOrderView *view;

  /* State */
  guint layout_source;
  int width; /* of the last layout */
};

G_DEFINE_FINAL_TYPE (BalieOrdersPage, balie_orders_page, ADW_TYPE_BIN)

static GtkWindow *
get_window (BalieOrdersPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* Everything that hangs on room and on whether an order is shown, in one place. */
static void
apply_layout (BalieOrdersPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  gboolean narrow = self->width < NARROW_WIDTH;
  gboolean open = balie_order_view_get_number (self->view) != NULL;

  /* When narrow it is always there, behind the list; so the list knows it is folded. */
  gtk_widget_set_visible (GTK_WIDGET (self->detail_bin), open || narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->separator), open && !folded);
  balie_order_list_view_set_folded (self->list, folded);
  balie_order_view_set_folded (self->view, folded);
}

static gboolean
layout_due_cb (gpointer user_data)
{
  BalieOrdersPage *self = user_data;

  self->layout_source = 0;
  apply_layout (self);
  return G_SOURCE_REMOVE;
}

/* Not while sizes are given out. */
static void
queue_layout (BalieOrdersPage *self)
{
  if (self->layout_source == 0)
    self->layout_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, layout_due_cb, self, NULL);
}

static void
show_order (BalieOrdersPage *self, const char *number)
{
  balie_order_view_set_number (self->view, number);
  apply_layout (self);
}

static void
show_detail_side (BalieOrdersPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->detail_bin));
}

static void
show_list_side (BalieOrdersPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->list_bin));
}

/* When folded the focus follows the side that is shown. */
static void
focus_view (BalieOrdersPage *self)
{
  if (!adw_leaflet_get_folded (self->leaflet))
    gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

static void
list_chosen_cb (BalieOrdersPage *self, const char *number)
{
  show_order (self, number);
}

static void
list_opened_cb (BalieOrdersPage *self, const char *number)
{
  show_order (self, number);
  show_detail_side (self);
  focus_view (self);
}

static void
bulk_asked_cb (BalieOrdersPage *self)
{
  g_autoptr (GArray) ids = balie_order_list_view_dup_selected (self->list);

  balie_bulk_dialog_present (GTK_WIDGET (self), self->desk, ids);
}

static void
folded_changed_cb (BalieOrdersPage *self)
{
  if (self->list != NULL)
    queue_layout (self);
}

static void
visible_child_changed_cb (BalieOrdersPage *self)
{
  GtkWidget *visible = adw_leaflet_get_visible_child (self->leaflet);

  /* Where one looks is where one types. */
  if (self->list == NULL || !adw_leaflet_get_folded (self->leaflet))
    return;
  if (visible == GTK_WIDGET (self->list_bin))
    balie_order_list_view_focus_list (self->list);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

static void
back_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieOrdersPage *self = BALIE_ORDERS_PAGE (widget);

  if (adw_leaflet_get_folded (self->leaflet))
    {
      show_list_side (self);
      return;
    }
  balie_order_view_set_number (self->view, NULL);
  apply_layout (self);
  balie_order_list_view_select_id (self->list, 0);
  balie_order_list_view_focus_list (self->list);
}

static void
file_chosen_cb (GtkFileChooserNative *chooser, int response, BalieOrdersPage *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_clear_object (&self->chooser);
  if (file != NULL)
    balie_orders_page_import (self, file);
}

static void
import_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieOrdersPage *self = BALIE_ORDERS_PAGE (widget);
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Import Orders"), get_window (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Preview"), _ ("_Cancel"));
  gtk_file_filter_set_name (tables, _ ("Order lists (CSV)"));
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_filter_add_suffix (tables, "txt");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), tables);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), all);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
export_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieOrdersPage *self = BALIE_ORDERS_PAGE (widget);

  balie_orders_export_present (widget, self->desk, balie_order_list_view_get_query (self->list));
}

static void
search_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  balie_orders_page_focus_search (BALIE_ORDERS_PAGE (widget));
}

static void
tab_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BalieOrdersPage *self = BALIE_ORDERS_PAGE (widget);

  if (gtk_widget_get_mapped (widget) && balie_order_view_get_number (self->view) != NULL)
    balie_order_view_show_nth_tab (self->view, (guint) g_variant_get_int32 (parameter));
}

static gboolean
file_dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  balie_orders_page_import (user_data, files->data);
  return TRUE;
}

static void
balie_orders_page_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
balie_orders_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BalieOrdersPage *self = BALIE_ORDERS_PAGE (widget);

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
  if ((width < NARROW_WIDTH) != (self->width < NARROW_WIDTH) && self->list != NULL)
    queue_layout (self);
  self->width = width;
}

static void
balie_orders_page_dispose (GObject *object)
{
  BalieOrdersPage *self = BALIE_ORDERS_PAGE (object);

  g_clear_handle_id (&self->layout_source, g_source_remove);
  g_clear_object (&self->chooser);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_orders_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "orders.back", NULL, back_activated_cb);
  gtk_widget_class_install_action (klass, "orders.import", NULL, import_activated_cb);
  gtk_widget_class_install_action (klass, "orders.export", NULL, export_activated_cb);
  gtk_widget_class_install_action (klass, "orders.search", NULL, search_activated_cb);
  gtk_widget_class_install_action (klass, "orders.tab", "i", tab_activated_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_f, GDK_CONTROL_MASK, "orders.search", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_o, GDK_CONTROL_MASK, "orders.import", NULL);
}

static void
balie_orders_page_class_init (BalieOrdersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_orders_page_dispose;
  widget_class->measure = balie_orders_page_measure;
  widget_class->size_allocate = balie_orders_page_size_allocate;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/orders/balie-orders-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieOrdersPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, BalieOrdersPage, list_bin);
  gtk_widget_class_bind_template_child (widget_class, BalieOrdersPage, separator);
  gtk_widget_class_bind_template_child (widget_class, BalieOrdersPage, detail_bin);
  gtk_widget_class_bind_template_callback (widget_class, folded_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_child_changed_cb);
  install_actions (widget_class);
}

/* Alt+1 to Alt+5 work wherever the focus is, and when it is nowhere: a control that had it may have
 * become insensitive with the order that was opened. */
static void
add_tab_shortcuts (BalieOrdersPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < 5; i++)
    {
      GtkShortcutTrigger *trigger =
          gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_1 + i, GDK_ALT_MASK),
                                       gtk_keyval_trigger_new (GDK_KEY_KP_1 + i, GDK_ALT_MASK));
      GtkShortcut *shortcut = gtk_shortcut_new (trigger, gtk_named_action_new ("orders.tab"));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 ((gint32) i));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
balie_orders_page_init (BalieOrdersPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Sizes are given out here, to know the width. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  self->width = NARROW_WIDTH;
  g_signal_connect (target, "drop", G_CALLBACK (file_dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  add_tab_shortcuts (self);
}

/**
 * balie_orders_page_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
balie_orders_page_new (BalieDesk *desk)
{
  BalieOrdersPage *self = g_object_new (BALIE_TYPE_ORDERS_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->list = BALIE_ORDER_LIST_VIEW (balie_order_list_view_new (desk));
  self->view = BALIE_ORDER_VIEW (balie_order_view_new (desk));
  adw_bin_set_child (self->list_bin, GTK_WIDGET (self->list));
  adw_bin_set_child (self->detail_bin, GTK_WIDGET (self->view));
  g_signal_connect_object (self->list, "chosen", G_CALLBACK (list_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "opened", G_CALLBACK (list_opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "bulk-asked", G_CALLBACK (bulk_asked_cb), self,
                           G_CONNECT_SWAPPED);
  apply_layout (self);
  return GTK_WIDGET (self);
}

/**
 * balie_orders_page_open:
 * @self: the page
 * @number: the order
 * @tab: (nullable): "general", "seller", "sales-admin", "requests" or "activity"
 */
void
balie_orders_page_open (BalieOrdersPage *self, const char *number, const char *tab)
{
  g_return_if_fail (BALIE_IS_ORDERS_PAGE (self));

  show_order (self, number);
  balie_order_view_show_tab (self->view, tab);
  show_detail_side (self);
  focus_view (self);
}

/**
 * balie_orders_page_set_filter:
 * @self: the page
 * @filter: which orders
 */
void
balie_orders_page_set_filter (BalieOrdersPage *self, BalieOrderFilter filter)
{
  g_return_if_fail (BALIE_IS_ORDERS_PAGE (self));

  balie_order_list_view_set_filter (self->list, filter);
  show_list_side (self);
}

/**
 * balie_orders_page_focus_search:
 * @self: the page
 */
void
balie_orders_page_focus_search (BalieOrdersPage *self)
{
  g_return_if_fail (BALIE_IS_ORDERS_PAGE (self));

  show_list_side (self);
  balie_order_list_view_focus_search (self->list);
}

/**
 * balie_orders_page_import:
 * @self: the page
 * @file: chosen or dropped
 *
 * Opens the preview; who may not import is told so.
 */
void
balie_orders_page_import (BalieOrdersPage *self, GFile *file)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (BALIE_IS_ORDERS_PAGE (self));

  if (balie_desk_check (self->desk, BALIE_DEED_IMPORT_ORDERS, &error))
    balie_import_dialog_present (GTK_WIDGET (self), self->desk, file);
  else
    balie_shell_show_error (balie_shell_find (GTK_WIDGET (self)), BALIE_ACTION_IMPORT, error);
}

/**
 * balie_orders_page_get_n_unsaved:
 * @self: the page
 *
 * Returns: how many orders have unsaved changes, for a question before the window closes
 */
guint
balie_orders_page_get_n_unsaved (BalieOrdersPage *self)
{
  g_return_val_if_fail (BALIE_IS_ORDERS_PAGE (self), 0);

  return balie_order_view_get_n_unsaved (self->view);
}

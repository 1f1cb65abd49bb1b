/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page "Plate requests": every request with its state, problems first.
 *
 * Holds at most some pages of requests; more are fetched on demand. Everything is read through
 * balie-requests on the store's thread; a generation number drops answers that come late. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-requests-page.h"

#include "balie-accessible.h"
#include "balie-approval.h"
#include "balie-check.h"
#include "balie-delivery.h"
#include "balie-orders.h"
#include "balie-request-item.h"
#include "balie-requests.h"
#include "balie-shell.h"
#include "balie-tab-stop.h"

#include <glib/gi18n-lib.h>

#define PAGE_SIZE 200
#define REFRESH_MS 250

struct _BalieRequestsPage
{
  AdwBin parent;

  /* Template */
  GtkLabel *needs_label;
  GtkDropDown *filter_drop;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkColumnView *view;
  AdwStatusPage *empty_page;
  GtkButton *more_button;
  GtkButton *open_button;
  GtkButton *resend_button;
  GtkButton *withdraw_button;
  GtkButton *sync_button;

  /* Owned */
  BalieDesk *desk;
  GCancellable *cancellable;
  GListStore *items;
  GtkSingleSelection *selection;

  /* State */
  gulong changed_id;
  guint refresh_id;
  guint generation;
};

G_DEFINE_FINAL_TYPE (BalieRequestsPage, balie_requests_page, ADW_TYPE_BIN)

static const BalieRequestFilter filters[] = {
  BALIE_REQUEST_FILTER_PROBLEM,  BALIE_REQUEST_FILTER_OPEN,     BALIE_REQUEST_FILTER_ALL,
  BALIE_REQUEST_FILTER_WAITING,  BALIE_REQUEST_FILTER_UNKNOWN,  BALIE_REQUEST_FILTER_REQUESTED,
  BALIE_REQUEST_FILTER_APPROVED, BALIE_REQUEST_FILTER_REJECTED, BALIE_REQUEST_FILTER_WITHDRAWN,
};

typedef struct
{
  BalieRequestsPage *page;
  guint generation;
  gboolean append;
  char *selected_key;
} LoadData;

static void
free_load_data (LoadData *self)
{
  g_free (self->selected_key);
  g_free (self);
}

static void load (BalieRequestsPage *self, gboolean append);

static BalieRequestItem *
get_selected (BalieRequestsPage *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/* Everything that depends on the selection and the rights, in one place. */
static void
apply_state (BalieRequestsPage *self)
{
  BalieRequestItem *item = get_selected (self);
  BalieRequestState state =
      item != NULL ? balie_request_item_get (item)->state : BALIE_REQUEST_NONE;
  const BalieUser *user = balie_desk_get_user (self->desk);
  gboolean may_resend = balie_permission_allows (user, BALIE_DEED_RESEND);
  gboolean may_withdraw = balie_permission_allows (user, BALIE_DEED_WITHDRAW);
  gboolean waits = state == BALIE_REQUEST_WAITING || state == BALIE_REQUEST_UNKNOWN;
  gboolean open = waits || state == BALIE_REQUEST_SENDING || state == BALIE_REQUEST_REQUESTED;
  g_autofree char *no_resend = balie_permission_dup_reason (user, BALIE_DEED_RESEND);
  g_autofree char *no_withdraw = balie_permission_dup_reason (user, BALIE_DEED_WITHDRAW);

  gtk_widget_set_sensitive (GTK_WIDGET (self->open_button), item != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->resend_button), waits && may_resend);
  gtk_widget_set_sensitive (GTK_WIDGET (self->withdraw_button), open && may_withdraw);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->resend_button), may_resend ? NULL : no_resend);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->withdraw_button),
                               may_withdraw ? NULL : no_withdraw);
  gtk_stack_set_visible_child_name (
      self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0 ? "list" : "empty");
}

static void
select_key (BalieRequestsPage *self, const char *key)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; key != NULL && i < n; i++)
    {
      g_autoptr (BalieRequestItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (g_str_equal (balie_request_item_get (item)->key, key))
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
    }
}

static void
show_requests (BalieRequestsPage *self, GPtrArray *requests, gboolean append, const char *key)
{
  if (!append)
    g_list_store_remove_all (self->items);
  for (guint i = 0; i < requests->len; i++)
    {
      g_autoptr (BalieRequestItem) item = balie_request_item_new (g_ptr_array_index (requests, i));

      g_list_store_append (self->items, item);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), requests->len == PAGE_SIZE);
  select_key (self, key);
  apply_state (self);
}

static void
requests_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LoadData *data = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = balie_requests_list_finish (BALIE_DESK (source), result, &error);

  if (!balie_error_is_cancelled (error) && data->generation == data->page->generation)
    {
      if (requests != NULL)
        show_requests (data->page, requests, data->append, data->selected_key);
      else if (balie_shell_find (GTK_WIDGET (data->page)) != NULL)
        balie_shell_show_error (balie_shell_find (GTK_WIDGET (data->page)),
                                BALIE_ACTION_LOAD_REQUESTS, error);
    }
  free_load_data (data);
}

static char *
dup_needs (const BalieCounts *counts)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  static const BalieRequestState urgent[] = {
    BALIE_REQUEST_UNKNOWN,
    BALIE_REQUEST_REJECTED,
    BALIE_REQUEST_WAITING,
    BALIE_REQUEST_REQUESTED,
  };
  char *text;

  for (gsize i = 0; i < G_N_ELEMENTS (urgent); i++)
    {
      gint64 n = counts->requests[urgent[i]];

      if (n > 0)
        g_ptr_array_add (
            parts,
            /* Translators: a state and how many requests are in it, “Requested: 3”. */
            g_strdup_printf (_ ("%s: %d"), balie_request_state_to_label (urgent[i]), (int) n));
    }
  g_ptr_array_add (parts, NULL);
  text = parts->len > 1 ? g_strjoinv (" · ", (char **) parts->pdata)
                        : g_strdup (_ ("Nothing is open at PON"));
  g_ptr_array_unref (parts);
  return text;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieRequestsPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree BalieCounts *counts = balie_orders_count_finish (BALIE_DESK (source), result, &error);
  g_autofree char *text = NULL;

  if (counts == NULL)
    return;
  text = dup_needs (counts);
  gtk_label_set_text (self->needs_label, text);
}

static void
load (BalieRequestsPage *self, gboolean append)
{
  LoadData *data = g_new0 (LoadData, 1);
  BalieRequestItem *selected = get_selected (self);
  guint chosen = gtk_drop_down_get_selected (self->filter_drop);
  guint offset = append ? g_list_model_get_n_items (G_LIST_MODEL (self->items)) : 0;

  data->page = self;
  data->generation = ++self->generation;
  data->append = append;
  if (selected != NULL)
    data->selected_key = g_strdup (balie_request_item_get (selected)->key);
  balie_requests_list_async (self->desk, filters[chosen < G_N_ELEMENTS (filters) ? chosen : 0],
                             gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), PAGE_SIZE,
                             offset, self->cancellable, requests_listed_cb, data);
  balie_orders_count_async (self->desk, self->cancellable, counted_cb, self);
}

static gboolean
refresh_due_cb (gpointer user_data)
{
  BalieRequestsPage *self = user_data;

  self->refresh_id = 0;
  load (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
desk_changed_cb (BalieRequestsPage *self, const char *table)
{
  if (!g_str_equal (table, "requests") || self->refresh_id != 0)
    return;
  self->refresh_id = g_timeout_add (REFRESH_MS, refresh_due_cb, self);
}

static void
filter_changed_cb (BalieRequestsPage *self)
{
  if (self->desk != NULL)
    load (self, FALSE);
}

static void
more_clicked_cb (BalieRequestsPage *self)
{
  load (self, TRUE);
}

static void
open_clicked_cb (BalieRequestsPage *self)
{
  BalieRequestItem *item = get_selected (self);
  BalieShell *shell = balie_shell_find (GTK_WIDGET (self));

  if (item != NULL && shell != NULL)
    balie_shell_open_order (shell, balie_request_item_get (item)->order_number, "requests");
}

static void
resent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieRequestsPage *self = user_data;
  g_autoptr (GError) error = NULL;
  BalieShell *shell;

  balie_approval_resend_finish (BALIE_DESK (source), result, &error);
  if (balie_error_is_cancelled (error) || (shell = balie_shell_find (GTK_WIDGET (self))) == NULL)
    return;
  if (error != NULL)
    balie_shell_show_error (shell, BALIE_ACTION_RESEND, error);
  else
    balie_shell_toast (shell, _ ("Trying again now"));
}

static void
resend_clicked_cb (BalieRequestsPage *self)
{
  BalieRequestItem *item = get_selected (self);

  balie_desk_reset_remote (self->desk, "pon");
  if (item != NULL)
    balie_approval_resend_async (self->desk, balie_request_item_get (item)->key, self->cancellable,
                                 resent_cb, self);
}

static void
withdrawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieRequestsPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BaliePlateRequest) request =
      balie_approval_withdraw_finish (BALIE_DESK (source), result, &error);
  BalieShell *shell;

  if (balie_error_is_cancelled (error) || (shell = balie_shell_find (GTK_WIDGET (self))) == NULL)
    return;
  if (request == NULL)
    balie_shell_show_error (shell, BALIE_ACTION_WITHDRAW, error);
  else if (request->state == BALIE_REQUEST_WITHDRAWN)
    balie_shell_toast (shell, _ ("Withdrawn before it was sent"));
  else
    balie_shell_toast (shell, _ ("PON is asked to withdraw it"));
}

static void
withdrawal_answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  BalieRequestsPage *self = user_data;
  const char *key = g_object_get_data (G_OBJECT (dialog), "balie-key");

  if (g_str_equal (response, "withdraw"))
    balie_approval_withdraw_async (self->desk, key, self->cancellable, withdrawn_cb, self);
}

static void
withdraw_clicked_cb (BalieRequestsPage *self)
{
  BalieRequestItem *item = get_selected (self);
  GtkWidget *dialog;
  g_autofree char *body = NULL;

  if (item == NULL)
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   _ ("Withdraw This Plate Request?"), NULL);
  body = g_strdup_printf (_ ("Order %s, chassis number %s. If PON already has it, PON is asked; "
                             "only its yes frees the order."),
                          balie_request_item_get (item)->order_number,
                          balie_request_item_get (item)->vin);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"),
                                    "withdraw", _ ("_Withdraw Request"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "withdraw",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "balie-key",
                          g_strdup (balie_request_item_get (item)->key), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (withdrawal_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
synced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BalieRequestsPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalieDeliverySummary) summary =
      balie_delivery_sync_finish (BALIE_DESK (source), result, &error);
  BalieShell *shell;

  if (balie_error_is_cancelled (error))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->sync_button), TRUE);
  shell = balie_shell_find (GTK_WIDGET (self));
  if (shell == NULL)
    return;
  if (summary == NULL || summary->problem != NULL)
    balie_shell_show_error (shell, BALIE_ACTION_DELIVER,
                            summary != NULL ? summary->problem : error);
  else
    balie_shell_toast (shell, _ ("Up to date with PON"));
}

static void
sync_clicked_cb (BalieRequestsPage *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->sync_button), FALSE);
  balie_desk_reset_remote (self->desk, "pon");
  balie_delivery_sync_async (self->desk, NULL, self->cancellable, synced_cb, self);
}

static void
row_activated_cb (BalieRequestsPage *self)
{
  open_clicked_cb (self);
}

/* Columns. */

typedef char *(*DupTextFunc) (BalieRequestItem *item);

static char *
dup_state (BalieRequestItem *item)
{
  return g_strdup (balie_request_state_to_label (balie_request_item_get (item)->state));
}

static char *
dup_order (BalieRequestItem *item)
{
  return g_strdup (balie_request_item_get (item)->order_number);
}

static char *
dup_brand (BalieRequestItem *item)
{
  return g_strdup (balie_request_item_get (item)->brand);
}

static char *
dup_vin (BalieRequestItem *item)
{
  return g_strdup (balie_request_item_get (item)->vin);
}

static char *
dup_plate (BalieRequestItem *item)
{
  return balie_plate_dup_dashed (balie_request_item_get (item)->plate);
}

static const struct
{
  const char *title;
  DupTextFunc dup;
  gboolean expand;
  gboolean numeric;
} columns[] = {
  { N_ ("State"), dup_state, FALSE, FALSE },
  { N_ ("Order"), dup_order, FALSE, TRUE },
  { N_ ("Licence plate"), dup_plate, FALSE, TRUE },
  { N_ ("Reason or problem"), balie_request_item_dup_problem, TRUE, FALSE },
  { N_ ("Brand"), dup_brand, FALSE, FALSE },
  { N_ ("Chassis number"), dup_vin, FALSE, TRUE },
  { N_ ("Origin"), balie_request_item_dup_origin, FALSE, FALSE },
  { N_ ("Approved on"), balie_request_item_dup_time, FALSE, TRUE },
};

static void
cell_set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer user_data)
{
  gsize column = GPOINTER_TO_SIZE (user_data);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_ellipsize (GTK_LABEL (label),
                           columns[column].expand ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  if (columns[column].numeric)
    gtk_widget_add_css_class (label, "numeric");
  if (column == 0)
    gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (cell, box);
}

static void
cell_bound_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer user_data)
{
  gsize column = GPOINTER_TO_SIZE (user_data);
  GtkWidget *box = gtk_list_item_get_child (cell);
  BalieRequestItem *item = gtk_list_item_get_item (cell);
  g_autofree char *text = columns[column].dup (item);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), text);
  if (column == 0)
    gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (box)),
                                  balie_request_item_get_icon_name (item));
  if (columns[column].expand)
    gtk_widget_set_tooltip_text (box, *text != '\0' ? text : NULL);
}

static void
build_columns (BalieRequestsPage *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (cell_set_up_cb), GSIZE_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (cell_bound_cb), GSIZE_TO_POINTER (i));
      column = gtk_column_view_column_new (_ (columns[i].title), factory);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, columns[i].expand);
      gtk_column_view_append_column (self->view, column);
    }
}

static void
balie_requests_page_dispose (GObject *object)
{
  BalieRequestsPage *self = BALIE_REQUESTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->desk != NULL)
    g_clear_signal_handler (&self->changed_id, self->desk);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_requests_page_parent_class)->dispose (object);
}

static void
balie_requests_page_finalize (GObject *object)
{
  BalieRequestsPage *self = BALIE_REQUESTS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (balie_requests_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/baliedesk/Balie/ui/requests/balie-requests-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BalieRequestsPage, needs_label);
  gtk_widget_class_bind_template_child (widget_class, BalieRequestsPage, filter_drop);
  gtk_widget_class_bind_template_child (widget_class, BalieRequestsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BalieRequestsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BalieRequestsPage, view);
  gtk_widget_class_bind_template_child (widget_class, BalieRequestsPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, BalieRequestsPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, BalieRequestsPage, open_button);
  gtk_widget_class_bind_template_child (widget_class, BalieRequestsPage, resend_button);
  gtk_widget_class_bind_template_child (widget_class, BalieRequestsPage, withdraw_button);
  gtk_widget_class_bind_template_child (widget_class, BalieRequestsPage, sync_button);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, resend_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, withdraw_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, sync_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
balie_requests_page_class_init (BalieRequestsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balie_requests_page_dispose;
  object_class->finalize = balie_requests_page_finalize;
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
balie_requests_page_init (BalieRequestsPage *self)
{
  self->cancellable = g_cancellable_new ();
  g_type_ensure (BALIE_TYPE_TAB_STOP);
  gtk_widget_init_template (GTK_WIDGET (self));
  balie_accessible_set_label (GTK_WIDGET (self->filter_drop), _ ("Which requests to show"));
  self->items = g_list_store_new (BALIE_TYPE_REQUEST_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  build_columns (self);
}

/**
 * balie_requests_page_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
balie_requests_page_new (BalieDesk *desk)
{
  BalieRequestsPage *self = g_object_new (BALIE_TYPE_REQUESTS_PAGE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (apply_state), self,
                           G_CONNECT_SWAPPED);
  self->changed_id = g_signal_connect_swapped (desk, "changed", G_CALLBACK (desk_changed_cb), self);
  apply_state (self);
  load (self, FALSE);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list side of the page "Dossiers": what needs me now, search, filters, list.
 *
 * It turns what a person chooses into one query of the lazy list, and remembers it for this desk. Main
 * thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-dossier-list-view.h"

#include "balie-choice-bar.h"
#include "balie-dossier-columns.h"
#include "balie-dossier-counts.h"
#include "balie-lazy-selection.h"
#include "balie-list-memory.h"
#include "balie-shell.h"
#include "balie-tab-stop.h"

#include <glib/gi18n-lib.h>

#define KEY_COLUMNS "dossiers-columns"
#define KEY_FILTER "dossiers-filter"
#define KEY_SORT "dossiers-sort"

struct _BalieDossierListView
{
  AdwBin parent_instance;

  /* Template */
  GtkLabel *needs;
  GtkSearchEntry *search;
  GtkMenuButton *columns_button;
  AdwBin *filter_bin;
  GtkStack *stack;
  GtkColumnView *column_view;
  GtkButton *clear_button;

  /* Owned */
  BalieDesk *desk;
  BalieLazyList *list;
  BalieLazySelection *selection;
  BalieFilterCounts *counts;
  GSettings *memory; /* (nullable) */
  BalieColumnChooser *chooser;
  BalieLazyItem *awaited; /* (nullable): selected, its row is not there yet */

  /* State */
  gboolean applying;
  int width; /* the columns were chosen for */
};

enum
{
  CHOSEN,
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieDossierListView, balie_dossier_list_view, ADW_TYPE_BIN)

static BalieChoiceBar *
get_filter_bar (BalieDossierListView *self)
{
  return BALIE_CHOICE_BAR (adw_bin_get_child (self->filter_bin));
}

static BalieDossierFilter
get_filter (BalieDossierListView *self)
{
  BalieDossierFilter filter = BALIE_DOSSIER_FILTER_OPEN;

  balie_dossier_filter_from_code (balie_choice_bar_get_code (get_filter_bar (self)), &filter);
  return filter;
}

static void
remember_query (BalieDossierListView *self)
{
  const BalieDossierQuery *query = balie_dossier_list_get_query (self->list);
  g_autofree char *sort = balie_dossier_sort_dup_code (query->sort, query->descending);

  if (self->memory == NULL)
    return;
  g_settings_set_string (self->memory, KEY_FILTER, balie_dossier_filter_to_code (query->filter));
  g_settings_set_string (self->memory, KEY_SORT, sort);
}

static void
start_query (BalieDossierListView *self)
{
  BalieDossierSort sort = BALIE_DOSSIER_SORT_CHANGED;
  gboolean descending = TRUE;

  /* Disposed: the view lets go of its columns, which sorts anew. */
  if (self->list == NULL || self->applying)
    return;
  balie_dossier_columns_get_sort (self->column_view, &sort, &descending);
  balie_dossier_list_set_query (self->list, get_filter (self),
                                gtk_editable_get_text (GTK_EDITABLE (self->search)), sort,
                                descending);
  remember_query (self);
}

/* Shows a query as a whole in its places, then starts it once. */
static void
show_query (BalieDossierListView *self, BalieDossierFilter filter, const char *search)
{
  self->applying = TRUE;
  balie_choice_bar_set_code (get_filter_bar (self), balie_dossier_filter_to_code (filter));
  gtk_editable_set_text (GTK_EDITABLE (self->search), search);
  self->applying = FALSE;
  start_query (self);
}

static gboolean
is_searching (BalieDossierListView *self)
{
  return *balie_dossier_list_get_query (self->list)->search != '\0';
}

static gboolean
is_first (BalieDossierListView *self)
{
  const gint64 *counts = balie_filter_counts_get (self->counts);

  return counts != NULL && counts[BALIE_DOSSIER_FILTER_ALL] == 0;
}

static void
update_page (BalieDossierListView *self)
{
  const char *page = "nothing";

  if (balie_dossier_list_get_query (self->list) == NULL)
    return;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    page = "list";
  else if (is_first (self))
    page = "first";
  gtk_button_set_label (self->clear_button,
                        is_searching (self) ? _ ("_Clear the Search") : _ ("Show _All Dossiers"));
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
stop_awaiting (BalieDossierListView *self)
{
  if (self->awaited != NULL)
    g_signal_handlers_disconnect_by_data (self->awaited, self);
  g_clear_object (&self->awaited);
}

static void update_chosen (BalieDossierListView *self);

static void
awaited_arrived_cb (BalieDossierListView *self)
{
  stop_awaiting (self);
  update_chosen (self);
}

static void
update_chosen (BalieDossierListView *self)
{
  g_autoptr (BalieLazyItem) item = NULL;
  const BalieDossierRow *row;
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
      g_signal_emit (self, signals[CHOSEN], 0, row->dossier->values[BALIE_DOSSIER_NUMBER]);
    }
  else if (!balie_lazy_item_is_loaded (item))
    {
      self->awaited = g_steal_pointer (&item);
      g_signal_connect_swapped (self->awaited, "notify::loaded", G_CALLBACK (awaited_arrived_cb),
                                self);
    }
}

static void
list_failed_cb (BalieDossierListView *self, const GError *error)
{
  balie_shell_show_error (balie_shell_find (GTK_WIDGET (self)), BALIE_ACTION_LOAD_DOSSIERS, error);
}

static void
counts_changed_cb (BalieDossierListView *self)
{
  const gint64 *counts = balie_filter_counts_get (self->counts);
  g_autofree char *needs = balie_dossier_counts_dup_needs (counts);

  for (int i = 0; i < BALIE_N_DOSSIER_FILTERS; i++)
    balie_choice_bar_set_count (get_filter_bar (self),
                                balie_dossier_filter_to_code ((BalieDossierFilter) i), counts[i]);
  gtk_label_set_label (self->needs, needs);
  update_page (self);
}

static gboolean
link_activated_cb (BalieDossierListView *self, const char *uri)
{
  BalieDossierFilter filter;

  if (balie_dossier_filter_from_code (uri, &filter))
    balie_dossier_list_view_set_filter (self, filter);
  return TRUE;
}

static void
search_stopped_cb (BalieDossierListView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  start_query (self);
}

static void
clear_clicked_cb (BalieDossierListView *self)
{
  show_query (self, is_searching (self) ? get_filter (self) : BALIE_DOSSIER_FILTER_ALL, "");
  balie_dossier_list_view_focus_search (self);
}

static void
row_activated_cb (BalieDossierListView *self, guint position)
{
  g_autoptr (BalieLazyItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  const BalieDossierRow *row = item != NULL ? balie_lazy_item_get_row (item) : NULL;

  if (row != NULL)
    g_signal_emit (self, signals[OPENED], 0, row->dossier->values[BALIE_DOSSIER_NUMBER]);
}

static void
show_columns (BalieDossierListView *self)
{
  balie_dossier_columns_show (self->column_view, self->chooser,
                              gtk_widget_get_width (GTK_WIDGET (self)));
}

static gboolean
width_due_cb (gpointer user_data)
{
  BalieDossierListView *self = user_data;
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (self->list != NULL && self->width != width)
    show_columns (self);
  self->width = width;
  return G_SOURCE_REMOVE;
}

static void
balie_dossier_list_view_measure (GtkWidget *widget,
                                 GtkOrientation orientation,
                                 int for_size,
                                 int *minimum,
                                 int *natural,
                                 int *minimum_baseline,
                                 int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
  /* Beside a dossier, the dossier has the first claim on room; what is left is shared. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = *minimum;
}

static void
balie_dossier_list_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BalieDossierListView *self = BALIE_DOSSIER_LIST_VIEW (widget);

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
  /* Not while sizes are given out. */
  if (self->width != width)
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, width_due_cb, g_object_ref (self), g_object_unref);
}

static void
balie_dossier_list_view_dispose (GObject *object)
{
  BalieDossierListView *self = BALIE_DOSSIER_LIST_VIEW (object);

  /* Columns that go say that the sorting changed. */
  self->applying = TRUE;
  stop_awaiting (self);
  if (self->column_view != NULL)
    gtk_column_view_set_model (self->column_view, NULL);
  g_clear_object (&self->chooser);
  g_clear_object (&self->memory);
  g_clear_object (&self->counts);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_dossier_list_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
      klass, "/io/github/baliedesk/Balie/ui/dossiers/balie-dossier-list-view.ui");
  gtk_widget_class_bind_template_child (klass, BalieDossierListView, needs);
  gtk_widget_class_bind_template_child (klass, BalieDossierListView, search);
  gtk_widget_class_bind_template_child (klass, BalieDossierListView, columns_button);
  gtk_widget_class_bind_template_child (klass, BalieDossierListView, filter_bin);
  gtk_widget_class_bind_template_child (klass, BalieDossierListView, stack);
  gtk_widget_class_bind_template_child (klass, BalieDossierListView, column_view);
  gtk_widget_class_bind_template_child (klass, BalieDossierListView, clear_button);
  gtk_widget_class_bind_template_callback (klass, link_activated_cb);
  gtk_widget_class_bind_template_callback (klass, start_query);
  gtk_widget_class_bind_template_callback (klass, search_stopped_cb);
  gtk_widget_class_bind_template_callback (klass, balie_dossier_list_view_focus_list);
  gtk_widget_class_bind_template_callback (klass, row_activated_cb);
  gtk_widget_class_bind_template_callback (klass, clear_clicked_cb);
}

static void
balie_dossier_list_view_class_init (BalieDossierListViewClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_dossier_list_view_dispose;
  GTK_WIDGET_CLASS (klass)->measure = balie_dossier_list_view_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = balie_dossier_list_view_size_allocate;
  bind_template (GTK_WIDGET_CLASS (klass));
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
build_filters (BalieDossierListView *self)
{
  static const char *const labels[BALIE_N_DOSSIER_FILTERS] = {
    [BALIE_DOSSIER_FILTER_OPEN] = NC_ ("filter of dossiers", "Open"),
    [BALIE_DOSSIER_FILTER_MINE] = NC_ ("filter of dossiers", "Mine"),
    [BALIE_DOSSIER_FILTER_NO_OWNER] = NC_ ("filter of dossiers", "No owner"),
    [BALIE_DOSSIER_FILTER_NOT_IN_DRIVER2] = NC_ ("filter of dossiers", "Not in Driver2"),
    [BALIE_DOSSIER_FILTER_ARCHIVED] = NC_ ("filter of dossiers", "Archived"),
    [BALIE_DOSSIER_FILTER_ALL] = NC_ ("filter of dossiers", "All"),
  };
  GtkWidget *bar = balie_choice_bar_new (_ ("Filter"));

  adw_bin_set_child (self->filter_bin, bar);
  for (int i = 0; i < BALIE_N_DOSSIER_FILTERS; i++)
    balie_choice_bar_append (BALIE_CHOICE_BAR (bar),
                             balie_dossier_filter_to_code ((BalieDossierFilter) i),
                             g_dpgettext2 (GETTEXT_PACKAGE, "filter of dossiers", labels[i]));
  g_signal_connect_object (bar, "chosen", G_CALLBACK (start_query), self, G_CONNECT_SWAPPED);
}

static void
balie_dossier_list_view_init (BalieDossierListView *self)
{
  g_type_ensure (BALIE_TYPE_TAB_STOP);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Sizes are given out here, to know the width. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  build_filters (self);
}

static void
connect_parts (BalieDossierListView *self)
{
  g_signal_connect_object (self->list, "queried", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "after-refresh", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "failed", G_CALLBACK (list_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (update_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->counts, "changed", G_CALLBACK (counts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chooser, "changed", G_CALLBACK (show_columns), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (start_query), self, G_CONNECT_SWAPPED);
}

static void
show_remembered (BalieDossierListView *self)
{
  BalieDossierFilter filter = BALIE_DOSSIER_FILTER_OPEN;
  BalieDossierSort sort = BALIE_DOSSIER_SORT_CHANGED;
  gboolean descending = TRUE;

  if (self->memory != NULL)
    {
      g_autofree char *code = g_settings_get_string (self->memory, KEY_FILTER);
      g_autofree char *by = g_settings_get_string (self->memory, KEY_SORT);

      balie_dossier_filter_from_code (code, &filter);
      balie_dossier_sort_read (by, &sort, &descending);
    }
  balie_dossier_columns_set_sort (self->column_view, sort, descending);
  show_query (self, filter, "");
}

/**
 * balie_dossier_list_view_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the list, showing what was remembered
 */
GtkWidget *
balie_dossier_list_view_new (BalieDesk *desk)
{
  static const char *const keys[] = { KEY_COLUMNS, KEY_FILTER, KEY_SORT, NULL };
  BalieDossierListView *self = g_object_new (BALIE_TYPE_DOSSIER_LIST_VIEW, NULL);

  self->desk = g_object_ref (desk);
  self->list = balie_dossier_list_new (desk);
  self->selection = balie_lazy_selection_new (self->list);
  self->counts = balie_dossier_counts_new (desk);
  self->applying = TRUE;
  balie_dossier_columns_build (self->column_view);
  self->memory = balie_list_memory_open (keys);
  self->chooser = balie_dossier_columns_make_chooser (self->memory, KEY_COLUMNS);
  gtk_menu_button_set_menu_model (self->columns_button,
                                  balie_column_chooser_get_menu (self->chooser));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns",
                                  balie_column_chooser_get_actions (self->chooser));
  connect_parts (self);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  show_remembered (self);
  return GTK_WIDGET (self);
}

/**
 * balie_dossier_list_view_set_filter:
 * @self: the list
 * @filter: which dossiers
 *
 * Shows them, without a search.
 */
void
balie_dossier_list_view_set_filter (BalieDossierListView *self, BalieDossierFilter filter)
{
  g_return_if_fail (BALIE_IS_DOSSIER_LIST_VIEW (self));

  show_query (self, filter, "");
}

/**
 * balie_dossier_list_view_focus_search:
 * @self: the list
 */
void
balie_dossier_list_view_focus_search (BalieDossierListView *self)
{
  g_return_if_fail (BALIE_IS_DOSSIER_LIST_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

/**
 * balie_dossier_list_view_focus_list:
 * @self: the list
 */
void
balie_dossier_list_view_focus_list (BalieDossierListView *self)
{
  g_return_if_fail (BALIE_IS_DOSSIER_LIST_VIEW (self));

  gtk_widget_child_focus (GTK_WIDGET (self->column_view), GTK_DIR_TAB_FORWARD);
}

/**
 * balie_dossier_list_view_unselect:
 * @self: the list
 */
void
balie_dossier_list_view_unselect (BalieDossierListView *self)
{
  g_return_if_fail (BALIE_IS_DOSSIER_LIST_VIEW (self));

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

/**
 * balie_dossier_list_view_set_folded:
 * @self: the list
 * @folded: whether list and detail are shown one after the other: then one click opens a row
 */
void
balie_dossier_list_view_set_folded (BalieDossierListView *self, gboolean folded)
{
  g_return_if_fail (BALIE_IS_DOSSIER_LIST_VIEW (self));

  gtk_column_view_set_single_click_activate (self->column_view, folded);
}

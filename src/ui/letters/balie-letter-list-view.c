/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list side of the page "Letters": what needs me now, search, filters, list.
 *
 * It turns what a person chooses into one query of the lazy list. Main thread only. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-letter-list-view.h"

#include "balie-choice-bar.h"
#include "balie-insurer-bar.h"
#include "balie-letter-columns.h"
#include "balie-letter-counts.h"
#include "balie-lazy-selection.h"
#include "balie-letter-fetch.h"
#include "balie-shell.h"
#include "balie-tab-stop.h"

#include <glib/gi18n-lib.h>

struct _BalieLetterListView
{
  AdwBin parent_instance;

  /* Template */
  GtkLabel *needs;
  BalieInsurerBar *insurer_bar;
  AdwBin *fetch_bin;
  GtkSearchEntry *search;
  GtkDropDown *insurer;
  AdwBin *filter_bin;
  GtkStack *stack;
  GtkColumnView *column_view;
  GtkButton *clear_button;
  GtkActionBar *bulk_bar;
  GtkLabel *bulk_label;

  /* Owned */
  BalieDesk *desk;
  BalieLazyList *list;
  BalieLazySelection *selection;
  BalieFilterCounts *counts;
  char *sight;            /* (nullable): what the query was made with */
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

G_DEFINE_FINAL_TYPE (BalieLetterListView, balie_letter_list_view, ADW_TYPE_BIN)

static BalieChoiceBar *
get_filter_bar (BalieLetterListView *self)
{
  return BALIE_CHOICE_BAR (adw_bin_get_child (self->filter_bin));
}

static BalieLetterFilter
get_filter (BalieLetterListView *self)
{
  BalieLetterFilter filter = BALIE_LETTER_FILTER_OPEN;

  balie_letter_filter_from_code (balie_choice_bar_get_code (get_filter_bar (self)), &filter);
  return filter;
}

/* "" for all. */
static const char *
get_insurer (BalieLetterListView *self)
{
  guint selected = gtk_drop_down_get_selected (self->insurer);

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return "";
  return gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (self->insurer)),
                                     selected);
}

static gboolean
may_see (BalieLetterListView *self)
{
  return balie_permission_allows (balie_desk_get_user (self->desk), BALIE_DEED_SEE_LETTERS);
}

static void
show_refused (BalieLetterListView *self)
{
  g_autofree char *reason =
      balie_permission_dup_reason (balie_desk_get_user (self->desk), BALIE_DEED_SEE_LETTERS);

  adw_status_page_set_description (
      ADW_STATUS_PAGE (gtk_stack_get_child_by_name (self->stack, "refused")), reason);
  gtk_stack_set_visible_child_name (self->stack, "refused");
}

/* A new query loses what is selected: one that is shown already is not asked again. */
static gboolean
is_shown (BalieLetterListView *self, BalieLetterSort sort, gboolean descending)
{
  const BalieLetterQuery *query = balie_letter_list_get_query (self->list);

  return query != NULL && query->filter == get_filter (self) && query->sort == sort &&
         query->descending == descending && g_str_equal (query->insurer, get_insurer (self)) &&
         g_str_equal (query->search, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
start_query (BalieLetterListView *self)
{
  BalieLetterSort sort = BALIE_LETTER_SORT_RECEIVED;
  gboolean descending = TRUE;

  /* Disposed: the view lets go of its columns, which sorts anew. */
  if (self->list == NULL || self->applying)
    return;
  if (!may_see (self))
    {
      show_refused (self);
      return;
    }
  balie_letter_columns_get_sort (self->column_view, &sort, &descending);
  if (is_shown (self, sort, descending))
    return;
  balie_letter_list_set_query (self->list, get_filter (self), get_insurer (self),
                               gtk_editable_get_text (GTK_EDITABLE (self->search)), sort,
                               descending);
}

/* Shows a query as a whole in its places, then starts it once. */
static void
show_query (BalieLetterListView *self, BalieLetterFilter filter, const char *search)
{
  self->applying = TRUE;
  balie_choice_bar_set_code (get_filter_bar (self), balie_letter_filter_to_code (filter));
  gtk_editable_set_text (GTK_EDITABLE (self->search), search);
  gtk_drop_down_set_selected (self->insurer, 0);
  self->applying = FALSE;
  start_query (self);
}

static gboolean
is_searching (BalieLetterListView *self)
{
  return *balie_letter_list_get_query (self->list)->search != '\0';
}

static gboolean
is_first (BalieLetterListView *self)
{
  const gint64 *counts = balie_filter_counts_get (self->counts);

  return counts != NULL && counts[BALIE_LETTER_FILTER_ALL] == 0;
}

static void
update_page (BalieLetterListView *self)
{
  const char *page = "nothing";

  if (!may_see (self) || balie_letter_list_get_query (self->list) == NULL)
    return;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    page = "list";
  else if (is_first (self))
    page = balie_insurer_bar_get_n (self->insurer_bar) > 0 ? "empty" : "first";
  gtk_button_set_label (self->clear_button,
                        is_searching (self) ? _ ("_Clear the Search") : _ ("Show _All Letters"));
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
stop_awaiting (BalieLetterListView *self)
{
  if (self->awaited != NULL)
    g_signal_handlers_disconnect_by_data (self->awaited, self);
  g_clear_object (&self->awaited);
}

static void update_chosen (BalieLetterListView *self);

static void
awaited_arrived_cb (BalieLetterListView *self)
{
  stop_awaiting (self);
  update_chosen (self);
}

static void
update_chosen (BalieLetterListView *self)
{
  g_autoptr (BalieLazyItem) item = NULL;
  const BalieLetter *row;
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
      g_signal_emit (self, signals[CHOSEN], 0, row->id);
    }
  else if (!balie_lazy_item_is_loaded (item))
    {
      self->awaited = g_steal_pointer (&item);
      g_signal_connect_swapped (self->awaited, "notify::loaded", G_CALLBACK (awaited_arrived_cb),
                                self);
    }
}

static void
update_bulk (BalieLetterListView *self)
{
  guint64 n = balie_lazy_selection_get_n (self->selection);
  g_autofree char *number = g_strdup_printf ("%'" G_GUINT64_FORMAT, n);
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s letter selected", "%s letters selected", n), number);

  gtk_label_set_label (self->bulk_label, text);
  gtk_action_bar_set_revealed (self->bulk_bar, n > 1);
}

static void
selection_changed_cb (BalieLetterListView *self)
{
  update_bulk (self);
  update_chosen (self);
}

/* The names change seldom; what was chosen stays chosen while it is there. */
static void
insurers_changed_cb (BalieLetterListView *self)
{
  g_autofree char *chosen = g_strdup (get_insurer (self));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = balie_insurer_bar_get_n (self->insurer_bar), selected = 0;

  gtk_string_list_append (names, _ ("All insurers"));
  for (guint i = 0; i < n; i++)
    {
      const char *name = balie_insurer_bar_get_name (self->insurer_bar, i);

      gtk_string_list_append (names, name);
      if (g_str_equal (name, chosen))
        selected = i + 1;
    }
  self->applying = TRUE;
  gtk_drop_down_set_model (self->insurer, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->insurer, selected);
  self->applying = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->insurer), n > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->fetch_bin), n > 0);
  if (selected == 0 && *chosen != '\0')
    start_query (self);
  update_page (self);
}

static char *
dup_sight (BalieLetterListView *self)
{
  const BalieUser *user = balie_desk_get_user (self->desk);

  return g_strdup_printf ("%s %s", balie_sight_to_code (user->sight), user->agencies);
}

/* Sight may have been given or taken; a new query for anything else would lose what is selected. */
static void
desk_changed_cb (BalieLetterListView *self, const char *table)
{
  g_autofree char *sight = NULL;

  if (g_strcmp0 (table, "users") != 0)
    return;
  sight = dup_sight (self);
  if (g_strcmp0 (sight, self->sight) == 0)
    return;
  g_free (self->sight);
  self->sight = g_steal_pointer (&sight);
  start_query (self);
  if (balie_letter_list_get_query (self->list) != NULL)
    balie_lazy_list_refresh (self->list);
}

static void
list_failed_cb (BalieLetterListView *self, const GError *error)
{
  balie_shell_show_error (balie_shell_find (GTK_WIDGET (self)), BALIE_ACTION_LOAD_LETTERS, error);
}

static void
counts_changed_cb (BalieLetterListView *self)
{
  const gint64 *counts = balie_filter_counts_get (self->counts);
  g_autofree char *needs = balie_letter_counts_dup_needs (counts);

  for (int i = 0; i < BALIE_N_LETTER_FILTERS; i++)
    balie_choice_bar_set_count (get_filter_bar (self),
                                balie_letter_filter_to_code ((BalieLetterFilter) i), counts[i]);
  gtk_label_set_label (self->needs, needs);
  update_page (self);
}

static gboolean
link_activated_cb (BalieLetterListView *self, const char *uri)
{
  BalieLetterFilter filter;

  if (balie_letter_filter_from_code (uri, &filter))
    balie_letter_list_view_set_filter (self, filter);
  return TRUE;
}

static void
search_stopped_cb (BalieLetterListView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  start_query (self);
}

static void
clear_clicked_cb (BalieLetterListView *self)
{
  show_query (self, is_searching (self) ? get_filter (self) : BALIE_LETTER_FILTER_ALL, "");
  balie_letter_list_view_focus_search (self);
}

static void
row_activated_cb (BalieLetterListView *self, guint position)
{
  g_autoptr (BalieLazyItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  const BalieLetter *row = item != NULL ? balie_lazy_item_get_row (item) : NULL;

  if (row != NULL)
    g_signal_emit (self, signals[OPENED], 0, row->id);
}

static gboolean
width_due_cb (gpointer user_data)
{
  BalieLetterListView *self = user_data;
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (self->list != NULL && self->width != width)
    balie_letter_columns_set_width (self->column_view, width);
  self->width = width;
  return G_SOURCE_REMOVE;
}

static void
balie_letter_list_view_measure (GtkWidget *widget,
                                GtkOrientation orientation,
                                int for_size,
                                int *minimum,
                                int *natural,
                                int *minimum_baseline,
                                int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
  /* Beside a letter, the letter has the first claim on room; what is left is shared. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = *minimum;
}

static void
balie_letter_list_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BalieLetterListView *self = BALIE_LETTER_LIST_VIEW (widget);

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
  /* Not while sizes are given out. */
  if (self->width != width)
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, width_due_cb, g_object_ref (self), g_object_unref);
}

static void
balie_letter_list_view_dispose (GObject *object)
{
  BalieLetterListView *self = BALIE_LETTER_LIST_VIEW (object);

  /* Columns that go say that the sorting changed. */
  self->applying = TRUE;
  stop_awaiting (self);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  if (self->column_view != NULL)
    gtk_column_view_set_model (self->column_view, NULL);
  g_clear_pointer (&self->sight, g_free);
  g_clear_object (&self->counts);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (balie_letter_list_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
      klass, "/io/github/baliedesk/Balie/ui/letters/balie-letter-list-view.ui");
  gtk_widget_class_bind_template_child (klass, BalieLetterListView, needs);
  gtk_widget_class_bind_template_child (klass, BalieLetterListView, insurer_bar);
  gtk_widget_class_bind_template_child (klass, BalieLetterListView, fetch_bin);
  gtk_widget_class_bind_template_child (klass, BalieLetterListView, search);
  gtk_widget_class_bind_template_child (klass, BalieLetterListView, insurer);
  gtk_widget_class_bind_template_child (klass, BalieLetterListView, filter_bin);
  gtk_widget_class_bind_template_child (klass, BalieLetterListView, stack);
  gtk_widget_class_bind_template_child (klass, BalieLetterListView, column_view);
  gtk_widget_class_bind_template_child (klass, BalieLetterListView, clear_button);
  gtk_widget_class_bind_template_child (klass, BalieLetterListView, bulk_bar);
  gtk_widget_class_bind_template_child (klass, BalieLetterListView, bulk_label);
  gtk_widget_class_bind_template_callback (klass, link_activated_cb);
  gtk_widget_class_bind_template_callback (klass, start_query);
  gtk_widget_class_bind_template_callback (klass, search_stopped_cb);
  gtk_widget_class_bind_template_callback (klass, balie_letter_list_view_focus_list);
  gtk_widget_class_bind_template_callback (klass, row_activated_cb);
  gtk_widget_class_bind_template_callback (klass, clear_clicked_cb);
}

static void
balie_letter_list_view_class_init (BalieLetterListViewClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_letter_list_view_dispose;
  GTK_WIDGET_CLASS (klass)->measure = balie_letter_list_view_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = balie_letter_list_view_size_allocate;
  bind_template (GTK_WIDGET_CLASS (klass));
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
build_filters (BalieLetterListView *self)
{
  static const char *const labels[BALIE_N_LETTER_FILTERS] = {
    [BALIE_LETTER_FILTER_OPEN] = NC_ ("filter of letters", "Open"),
    [BALIE_LETTER_FILTER_IMPORTANT] = NC_ ("filter of letters", "Important letters"),
    [BALIE_LETTER_FILTER_REMINDERS] = NC_ ("filter of letters", "Urgent reminders"),
    [BALIE_LETTER_FILTER_OVERDUE] = NC_ ("filter of letters", "Overdue"),
    [BALIE_LETTER_FILTER_UNLINKED] = NC_ ("filter of letters", "Not linked"),
    [BALIE_LETTER_FILTER_DONE] = NC_ ("filter of letters", "Done"),
    [BALIE_LETTER_FILTER_ALL] = NC_ ("filter of letters", "All"),
  };
  GtkWidget *bar = balie_choice_bar_new (_ ("Filter"));

  adw_bin_set_child (self->filter_bin, bar);
  for (int i = 0; i < BALIE_N_LETTER_FILTERS; i++)
    balie_choice_bar_append (BALIE_CHOICE_BAR (bar),
                             balie_letter_filter_to_code ((BalieLetterFilter) i),
                             g_dpgettext2 (GETTEXT_PACKAGE, "filter of letters", labels[i]));
  g_signal_connect_object (bar, "chosen", G_CALLBACK (start_query), self, G_CONNECT_SWAPPED);
}

static void
balie_letter_list_view_init (BalieLetterListView *self)
{
  g_type_ensure (BALIE_TYPE_TAB_STOP);
  g_type_ensure (BALIE_TYPE_INSURER_BAR);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Sizes are given out here, to know the width. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  build_filters (self);
}

static void
connect_parts (BalieLetterListView *self)
{
  g_signal_connect_object (self->list, "queried", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "after-refresh", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "failed", G_CALLBACK (list_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (update_bulk), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->insurer, "notify::selected", G_CALLBACK (start_query), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->insurer_bar, "changed", G_CALLBACK (insurers_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->desk, "changed", G_CALLBACK (desk_changed_cb), self);
  g_signal_connect_object (self->counts, "changed", G_CALLBACK (counts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (start_query), self, G_CONNECT_SWAPPED);
}

/**
 * balie_letter_list_view_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): the list, showing the open letters, the newest first
 */
GtkWidget *
balie_letter_list_view_new (BalieDesk *desk)
{
  BalieLetterListView *self = g_object_new (BALIE_TYPE_LETTER_LIST_VIEW, NULL);

  self->desk = g_object_ref (desk);
  self->list = balie_letter_list_new (desk);
  self->selection = balie_lazy_selection_new (self->list);
  self->counts = balie_letter_counts_new (desk);
  self->applying = TRUE;
  balie_letter_columns_build (self->column_view, desk);
  balie_letter_columns_set_sort (self->column_view, BALIE_LETTER_SORT_RECEIVED, TRUE);
  connect_parts (self);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  adw_bin_set_child (self->fetch_bin, balie_letter_fetch_new (desk));
  balie_insurer_bar_set_desk (self->insurer_bar, desk);
  self->sight = dup_sight (self);
  show_query (self, BALIE_LETTER_FILTER_OPEN, "");
  return GTK_WIDGET (self);
}

/**
 * balie_letter_list_view_set_filter:
 * @self: the list
 * @filter: which letters
 *
 * Shows them, without a search.
 */
void
balie_letter_list_view_set_filter (BalieLetterListView *self, BalieLetterFilter filter)
{
  g_return_if_fail (BALIE_IS_LETTER_LIST_VIEW (self));

  show_query (self, filter, "");
}

/**
 * balie_letter_list_view_focus_search:
 * @self: the list
 */
void
balie_letter_list_view_focus_search (BalieLetterListView *self)
{
  g_return_if_fail (BALIE_IS_LETTER_LIST_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

/**
 * balie_letter_list_view_focus_list:
 * @self: the list
 */
void
balie_letter_list_view_focus_list (BalieLetterListView *self)
{
  g_return_if_fail (BALIE_IS_LETTER_LIST_VIEW (self));

  gtk_widget_child_focus (GTK_WIDGET (self->column_view), GTK_DIR_TAB_FORWARD);
}

/**
 * balie_letter_list_view_unselect:
 * @self: the list
 */
void
balie_letter_list_view_unselect (BalieLetterListView *self)
{
  g_return_if_fail (BALIE_IS_LETTER_LIST_VIEW (self));

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

/**
 * balie_letter_list_view_set_folded:
 * @self: the list
 * @folded: whether list and detail are shown one after the other: then one click opens a row
 */
void
balie_letter_list_view_set_folded (BalieLetterListView *self, gboolean folded)
{
  g_return_if_fail (BALIE_IS_LETTER_LIST_VIEW (self));

  gtk_column_view_set_single_click_activate (self->column_view, folded);
}

/**
 * balie_letter_list_view_dup_selected:
 * @self: the list
 *
 * Returns: (element-type gint64) (transfer full): ids of the selected letters, in display order
 */
GArray *
balie_letter_list_view_dup_selected (BalieLetterListView *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkBitset) selected = NULL;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (BALIE_IS_LETTER_LIST_VIEW (self), ids);

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  if (!gtk_bitset_iter_init_first (&iter, selected, &position))
    return ids;
  do
    {
      gint64 id = balie_lazy_list_get_id (self->list, position);

      g_array_append_val (ids, id);
    }
  while (gtk_bitset_iter_next (&iter, &position));
  return ids;
}

/**
 * balie_letter_list_view_dup_all:
 * @self: the list
 *
 * Returns: (element-type guint32) (transfer full): ids of all letters that the list has, in display
 *   order
 */
GArray *
balie_letter_list_view_dup_all (BalieLetterListView *self)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (guint32));
  const guint32 *ids;
  guint n;

  g_return_val_if_fail (BALIE_IS_LETTER_LIST_VIEW (self), copy);

  ids = balie_lazy_list_get_ids (self->list, &n);
  return g_array_append_vals (copy, ids, n);
}

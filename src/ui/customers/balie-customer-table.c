/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of found customers: the seven columns and the origin; with little room one column of three lines. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-customer-table.h"

#include "balie-text.h"

#include <glib/gi18n-lib.h>

#define COMPACT_WIDTH 640
/* A row takes some milliseconds to make: more are added with each frame, so that none is late. */
#define FIRST_ROWS 2
#define ROWS_A_FRAME 2

typedef enum
{
  COLUMN_PERSON, /* three lines, only with little room */
  COLUMN_LAST_NAME,
  COLUMN_FIRST_NAME,
  COLUMN_NUMBER,
  COLUMN_POSTCODE,
  COLUMN_PHONE,
  COLUMN_EMAIL,
  COLUMN_VAT_NUMBER,
  COLUMN_ORIGIN,
  N_COLUMNS,
} Column;

static const struct
{
  const char *title;
  BalieCustomerField field;
  gboolean expand;
} infos[N_COLUMNS] = {
  [COLUMN_PERSON] = { N_ ("Name"), BALIE_CUSTOMER_LAST_NAME, TRUE },
  [COLUMN_LAST_NAME] = { N_ ("Name"), BALIE_CUSTOMER_LAST_NAME, TRUE },
  [COLUMN_FIRST_NAME] = { N_ ("First name"), BALIE_CUSTOMER_FIRST_NAME, TRUE },
  [COLUMN_NUMBER] = { N_ ("Number"), BALIE_CUSTOMER_NUMBER, FALSE },
  [COLUMN_POSTCODE] = { N_ ("Postcode"), BALIE_CUSTOMER_POSTCODE, FALSE },
  [COLUMN_PHONE] = { N_ ("Phone"), BALIE_CUSTOMER_PHONE, FALSE },
  [COLUMN_EMAIL] = { N_ ("E-mail"), BALIE_CUSTOMER_EMAIL, TRUE },
  [COLUMN_VAT_NUMBER] = { N_ ("VAT number"), BALIE_CUSTOMER_VAT_NUMBER, FALSE },
  [COLUMN_ORIGIN] = { N_ ("Origin"), BALIE_N_CUSTOMER_FIELDS, FALSE },
};

struct _BalieCustomerTable
{
  AdwBin parent_instance;

  /* Owned */
  GListStore *items;

  /* Borrowed: children */
  GtkSliceListModel *shown; /* the first of the items, all of them a few frames later */
  GtkColumnView *view;
  GtkColumnViewColumn *columns[N_COLUMNS];

  /* State */
  gboolean compact;
  guint tick_id;
};

enum
{
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BalieCustomerTable, balie_customer_table, ADW_TYPE_BIN)

/* Asked only when somebody points at it, and only where the text is cut. */
static gboolean
tooltip_asked_cb (GtkWidget *label, int x, int y, gboolean by_key, GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (GTK_LABEL (label)));
  return TRUE;
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (tooltip_asked_cb), NULL);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_origin (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  return box;
}

/* The name, and below it what the other columns would show, in two small lines. */
static GtkWidget *
make_person (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_label (NULL));
  for (int i = 0; i < 2; i++)
    {
      GtkWidget *small = make_label ("dim-label");

      gtk_widget_add_css_class (small, "caption");
      gtk_widget_add_css_class (small, "numeric");
      gtk_box_append (GTK_BOX (box), small);
    }
  return box;
}

static void
cell_set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  Column column = (Column) GPOINTER_TO_INT (user_data);
  gboolean is_name = column == COLUMN_LAST_NAME || column == COLUMN_FIRST_NAME;

  if (column == COLUMN_ORIGIN)
    gtk_list_item_set_child (list_item, make_origin ());
  else if (column == COLUMN_PERSON)
    gtk_list_item_set_child (list_item, make_person ());
  else
    gtk_list_item_set_child (list_item, make_label (is_name ? NULL : "numeric"));
}

static void
fill_origin (GtkWidget *box, BalieFoundItem *item)
{
  GtkWidget *image = gtk_widget_get_first_child (box);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), balie_found_item_get_icon (item));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (image)),
                       balie_found_item_get_origin (item));
}

static void
fill_small (GtkWidget *label, BalieFoundItem *item, Column first, Column last)
{
  g_autoptr (GString) texts = g_string_new (NULL);

  for (Column column = first; column <= last; column++)
    {
      const char *text = balie_found_item_get_text (item, infos[column].field);

      if (!balie_text_is_empty (text))
        g_string_append_printf (texts, texts->len > 0 ? " · %s" : "%s", text);
    }
  gtk_label_set_label (GTK_LABEL (label), texts->str);
}

static void
fill_person (GtkWidget *box, BalieFoundItem *item)
{
  GtkWidget *first = gtk_widget_get_first_child (box);
  GtkWidget *second = gtk_widget_get_next_sibling (first);
  g_autofree char *name = balie_customer_dup_name (balie_found_item_get_customer (item));

  gtk_label_set_label (GTK_LABEL (first), name);
  fill_small (second, item, COLUMN_NUMBER, COLUMN_PHONE);
  fill_small (gtk_widget_get_next_sibling (second), item, COLUMN_EMAIL, COLUMN_VAT_NUMBER);
}

static void
cell_bound_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  Column column = (Column) GPOINTER_TO_INT (user_data);
  BalieFoundItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *child = gtk_list_item_get_child (list_item);

  if (column == COLUMN_ORIGIN)
    fill_origin (child, item);
  else if (column == COLUMN_PERSON)
    fill_person (child, item);
  else
    gtk_label_set_label (GTK_LABEL (child), balie_found_item_get_text (item, infos[column].field));
}

static void
show_columns (BalieCustomerTable *self)
{
  for (int i = 0; i < N_COLUMNS; i++)
    gtk_column_view_column_set_visible (
        self->columns[i], i == COLUMN_ORIGIN || (i == COLUMN_PERSON) == self->compact);
}

static void
add_column (BalieCustomerTable *self, Column column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (cell_set_up_cb), GINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (cell_bound_cb), GINT_TO_POINTER (column));
  self->columns[column] = gtk_column_view_column_new (_ (infos[column].title), factory);
  gtk_column_view_column_set_expand (self->columns[column], infos[column].expand);
  gtk_column_view_column_set_resizable (self->columns[column], TRUE);
  gtk_column_view_append_column (self->view, self->columns[column]);
  g_object_unref (self->columns[column]);
}

static void
row_activated_cb (BalieCustomerTable *self, guint position)
{
  g_autoptr (BalieFoundItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item != NULL)
    g_signal_emit (self, signals[PICKED], 0, item);
}

static gboolean
compact_due_cb (gpointer user_data)
{
  BalieCustomerTable *self = user_data;

  if (self->items != NULL)
    show_columns (self);
  return G_SOURCE_REMOVE;
}

static void
balie_customer_table_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
  /* A page has ten rows at most: all of them stand there, and the dialog scrolls. */
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural;
}

static void
balie_customer_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BalieCustomerTable *self = BALIE_CUSTOMER_TABLE (widget);

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
  if (self->compact == (width < COMPACT_WIDTH))
    return;
  self->compact = width < COMPACT_WIDTH;
  /* Not while sizes are given out. */
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, compact_due_cb, g_object_ref (self), g_object_unref);
}

static gboolean
frame_due_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  BalieCustomerTable *self = BALIE_CUSTOMER_TABLE (widget);
  guint n = gtk_slice_list_model_get_size (self->shown);

  if (n >= balie_customer_table_get_n_rows (self))
    {
      self->tick_id = 0;
      return G_SOURCE_REMOVE;
    }
  gtk_slice_list_model_set_size (self->shown, n + ROWS_A_FRAME);
  return G_SOURCE_CONTINUE;
}

static void
balie_customer_table_dispose (GObject *object)
{
  BalieCustomerTable *self = BALIE_CUSTOMER_TABLE (object);

  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  g_clear_object (&self->items);

  G_OBJECT_CLASS (balie_customer_table_parent_class)->dispose (object);
}

static void
balie_customer_table_class_init (BalieCustomerTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_customer_table_dispose;
  widget_class->measure = balie_customer_table_measure;
  widget_class->size_allocate = balie_customer_table_size_allocate;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, BALIE_TYPE_FOUND_ITEM);
}

static void
balie_customer_table_init (BalieCustomerTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkSingleSelection *selection;

  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  self->items = g_list_store_new (BALIE_TYPE_FOUND_ITEM);
  self->shown = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->items)), 0, FIRST_ROWS);
  selection = gtk_single_selection_new (G_LIST_MODEL (self->shown));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (selection)));
  gtk_column_view_set_single_click_activate (self->view, TRUE);
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "dense");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Results"), -1);
  for (int i = 0; i < N_COLUMNS; i++)
    add_column (self, (Column) i);
  show_columns (self);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

static gboolean
is_same (BalieCustomerTable *self, GPtrArray *rows)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) != rows->len)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (BalieFoundItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (!balie_found_item_equal (item, g_ptr_array_index (rows, i)))
        return FALSE;
    }
  return TRUE;
}

/**
 * balie_customer_table_set_rows:
 * @self: the table
 * @rows: (element-type BalieFoundCustomer): of the page
 */
void
balie_customer_table_set_rows (BalieCustomerTable *self, GPtrArray *rows)
{
  guint n_before = balie_customer_table_get_n_rows (self);
  g_autoptr (GPtrArray) items = NULL;

  g_return_if_fail (BALIE_IS_CUSTOMER_TABLE (self));

  if (is_same (self, rows))
    return;
  if (gtk_slice_list_model_get_size (self->shown) > n_before)
    gtk_slice_list_model_set_size (self->shown, MAX (n_before, FIRST_ROWS));
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (items, balie_found_item_new (g_ptr_array_index (rows, i)));
  /* In one go: so the view fills the widgets of the old rows anew, rather than making others. */
  g_list_store_splice (self->items, 0, n_before, items->pdata, items->len);
  if (self->tick_id == 0 && gtk_slice_list_model_get_size (self->shown) < rows->len)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_due_cb, NULL, NULL);
}

/**
 * balie_customer_table_get_n_rows:
 * @self: the table
 *
 * Returns: how many rows there are
 */
guint
balie_customer_table_get_n_rows (BalieCustomerTable *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

/**
 * balie_customer_table_focus_first:
 * @self: the table
 *
 * Moves the focus to the first row, where Enter picks.
 */
void
balie_customer_table_focus_first (BalieCustomerTable *self)
{
  GtkSelectionModel *selection = gtk_column_view_get_model (self->view);

  if (balie_customer_table_get_n_rows (self) == 0)
    return;
  gtk_selection_model_select_item (selection, 0, TRUE);
  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                              "list.scroll-to-item", "u", 0);
  gtk_widget_child_focus (gtk_widget_get_last_child (GTK_WIDGET (self->view)), GTK_DIR_TAB_FORWARD);
}

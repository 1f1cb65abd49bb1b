/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the list of orders: what each shows and by what it sorts. Sorting is the store's
 * work; the headers only say by what. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-order-columns.h"

#include "balie-accessible.h"
#include "balie-lazy-item.h"
#include "balie-plate-rules.h"
#include "balie-state-label.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  COLUMN_NUMBER,
  COLUMN_CUSTOMER,
  COLUMN_CAR,
  COLUMN_STATE,
  COLUMN_UNLOADING,
  COLUMN_NLV,
  COLUMN_DELIVERY,
  COLUMN_DUE,
  COLUMN_VIN,
  N_COLUMNS,
} Column;

static const struct
{
  const char *code; /* as remembered */
  const char *title;
  BalieOrderSort sort;
} infos[N_COLUMNS] = {
  [COLUMN_NUMBER] = { "number", N_ ("Order"), BALIE_ORDER_SORT_NUMBER },
  [COLUMN_CUSTOMER] = { "customer", N_ ("Customer"), BALIE_ORDER_SORT_CUSTOMER },
  [COLUMN_CAR] = { "car", N_ ("Brand and model"), BALIE_ORDER_SORT_BRAND },
  [COLUMN_STATE] = { "state", N_ ("Licence plate"), BALIE_ORDER_SORT_STATE },
  [COLUMN_DUE] = { "due", N_ ("Automatic on"), BALIE_ORDER_SORT_DUE },
  [COLUMN_DELIVERY] = { "delivery", N_ ("Delivery"), BALIE_ORDER_SORT_DELIVERY },
  [COLUMN_UNLOADING] = { "unloading", N_ ("Unloading"), BALIE_ORDER_SORT_UNLOADING },
  [COLUMN_NLV] = { "nlv", N_ ("NLV"), BALIE_ORDER_SORT_NLV },
  [COLUMN_VIN] = { "vin", N_ ("Chassis number"), BALIE_ORDER_SORT_VIN },
};

/* In characters of the font: wide enough for what usually stands there; a person may drag them. */
static const int widths[N_COLUMNS] = {
  [COLUMN_NUMBER] = 14,   [COLUMN_CUSTOMER] = 18,  [COLUMN_CAR] = 23,
  [COLUMN_STATE] = 24,    [COLUMN_UNLOADING] = 13, [COLUMN_NLV] = 13,
  [COLUMN_DELIVERY] = 13, [COLUMN_DUE] = 40,       [COLUMN_VIN] = 24,
};

#define COMPACT_NUMBER_WIDTH 10

/* What a cell needs to fill itself. */
typedef struct
{
  BalieDesk *desk; /* owned */
  guint column;
} Cell;

static void
free_cell (gpointer data, GClosure *closure)
{
  Cell *cell = data;

  g_object_unref (cell->desk);
  g_free (cell);
}

static gboolean
is_date_column (guint column)
{
  return column == COLUMN_DELIVERY || column == COLUMN_UNLOADING || column == COLUMN_NLV;
}

static gboolean
is_changed_since_yesterday (const BalieOrderRow *row, BalieDesk *desk)
{
  GTimeZone *zone = balie_settings_get_zone (balie_desk_get_settings (desk));
  BalieDate day = balie_date_from_unix (row->changed_at, zone);

  return day != BALIE_DATE_NONE && day >= balie_desk_get_today (desk) - 1;
}

static char *
dup_due (const BalieOrderRow *row, BalieDesk *desk)
{
  g_autofree char *date = NULL;
  g_autofree char *rule = NULL;

  if (row->explanation.rule == BALIE_RULE_NONE || row->explanation.due_on == BALIE_DATE_NONE ||
      !balie_explanation_is_eligible (&row->explanation))
    return g_strdup ("");
  date = balie_date_dup_local (row->explanation.due_on);
  rule = balie_rule_dup_label (row->explanation.rule, balie_desk_get_settings (desk));
  return g_strdup_printf ("%s · %s", date, rule);
}

static char *
dup_car (const BalieOrder *order)
{
  return g_strstrip (g_strdup_printf ("%s %s", order->brand, order->model));
}

static char *
dup_state (const BalieOrderRow *row, BalieDesk *desk)
{
  BalieOrderState state = balie_order_state_get (&row->explanation, row->request_state);

  return balie_order_state_dup_label (state, row->explanation.due_on, balie_desk_get_today (desk));
}

/**
 * balie_order_column_dup_text:
 * @index: of a column
 * @row: an order
 * @desk: the desk
 *
 * Returns: (transfer full): what the column shows
 */
char *
balie_order_column_dup_text (guint index, const BalieOrderRow *row, BalieDesk *desk)
{
  const BalieOrder *order = row->order;

  switch ((Column) index)
    {
    case COLUMN_NUMBER:
      return g_strdup (order->number);
    case COLUMN_CUSTOMER:
      return g_strdup (order->customer_name);
    case COLUMN_CAR:
      return dup_car (order);
    case COLUMN_STATE:
      return dup_state (row, desk);
    case COLUMN_DUE:
      return dup_due (row, desk);
    case COLUMN_DELIVERY:
      return balie_date_dup_local (order->delivery_date);
    case COLUMN_UNLOADING:
      return balie_date_dup_local (order->unloading_date);
    case COLUMN_NLV:
      return balie_date_dup_local (order->nlv_date);
    case COLUMN_VIN:
      return g_strdup (order->vin);
    case N_COLUMNS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* The number's cell is a box of mark and text. */
static void
fill_number (GtkWidget *box, const BalieOrderRow *row, const char *text, BalieDesk *desk)
{
  GtkWidget *mark = gtk_widget_get_first_child (box);
  gboolean changed = row != NULL && is_changed_since_yesterday (row, desk);

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_next_sibling (mark)), text);
  gtk_widget_set_opacity (mark, changed ? 1.0 : 0.0);
  balie_accessible_set_tooltip (mark, changed ? _ ("Changed since yesterday") : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  changed ? _ ("Changed since yesterday") : "", -1);
}

static void
fill_cell (GtkListItem *list_item, const Cell *cell)
{
  BalieLazyItem *item = gtk_list_item_get_item (list_item);
  const BalieOrderRow *row = balie_lazy_item_get_row (item);
  GtkWidget *child = gtk_list_item_get_child (list_item);
  g_autofree char *text = NULL;

  if (row != NULL)
    text = balie_order_column_dup_text (cell->column, row, cell->desk);
  else if (cell->column == COLUMN_NUMBER)
    text = g_strdup (balie_lazy_item_is_loaded (item) ? "—" : "…");

  if (cell->column == COLUMN_NUMBER)
    fill_number (child, row, text, cell->desk);
  else if (cell->column != COLUMN_STATE)
    gtk_inscription_set_text (GTK_INSCRIPTION (child), text);
  else if (row != NULL)
    balie_state_label_set_row (BALIE_STATE_LABEL (child), row, balie_desk_get_today (cell->desk));
  else
    balie_state_label_clear (BALIE_STATE_LABEL (child));
}

static GtkWidget *
build_text (guint column)
{
  GtkWidget *text = gtk_inscription_new (NULL);
  GtkInscription *inscription = GTK_INSCRIPTION (text);

  gtk_inscription_set_text_overflow (inscription, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (inscription, 3);
  gtk_inscription_set_nat_chars (inscription, 4);
  gtk_inscription_set_nat_lines (inscription, 1);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_inscription_set_xalign (inscription, is_date_column (column) ? 1.0f : 0.0f);
  if (column != COLUMN_CUSTOMER && column != COLUMN_CAR)
    gtk_widget_add_css_class (text, "numeric");
  return text;
}

static GtkWidget *
build_number (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *mark = gtk_image_new_from_icon_name ("media-record-symbolic");

  gtk_image_set_pixel_size (GTK_IMAGE (mark), 8);
  gtk_widget_add_css_class (mark, "accent");
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), build_text (COLUMN_NUMBER));
  return box;
}

static void
cell_set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  const Cell *cell = user_data;

  if (cell->column == COLUMN_NUMBER)
    gtk_list_item_set_child (list_item, build_number ());
  else if (cell->column == COLUMN_STATE)
    gtk_list_item_set_child (list_item, balie_state_label_new ());
  else
    gtk_list_item_set_child (list_item, build_text (cell->column));
}

static void
row_arrived_cb (BalieLazyItem *item, GParamSpec *pspec, GtkListItem *list_item)
{
  fill_cell (list_item, g_object_get_data (G_OBJECT (list_item), "cell"));
}

static void
cell_bound_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  BalieLazyItem *item = gtk_list_item_get_item (list_item);

  g_object_set_data (G_OBJECT (list_item), "cell", user_data);
  g_signal_connect (item, "notify::loaded", G_CALLBACK (row_arrived_cb), list_item);
  fill_cell (list_item, user_data);
}

static void
cell_unbound_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  BalieLazyItem *item = gtk_list_item_get_item (list_item);

  if (item != NULL)
    g_signal_handlers_disconnect_by_func (item, row_arrived_cb, list_item);
}

/* The headers' sorter is asked to compare two dummies; the first column it asks answers here. */
static int
note_column (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GtkColumnViewColumn *column = user_data;
  GtkColumnView *view = gtk_column_view_column_get_column_view (column);

  if (view != NULL)
    g_object_set_data (G_OBJECT (view), "sort-column", column);
  return 1;
}

/* The date of what is due must be read in every language: icon, gap and the cell's padding included. */
static int
measure_state (GtkWidget *view)
{
  const BalieDate day = balie_date_from_ymd (2026, 12, 28);
  const int around = 42;
  int widest = 0;

  for (int offset = -1; offset <= 1; offset += 2)
    {
      g_autofree char *label =
          balie_order_state_dup_label (BALIE_ORDER_STATE_DUE_ON, day, day + offset);
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (view, label);
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest + around;
}

/* In pixels, -1 for what is left. */
static int
get_width (GtkWidget *view, guint index, gboolean compact)
{
  PangoContext *context = gtk_widget_get_pango_context (view);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int character = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                       pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);
  if (compact && index == COLUMN_CUSTOMER)
    return -1;
  if (index == COLUMN_STATE)
    return MAX (PANGO_PIXELS (character * widths[index]), measure_state (view));
  return PANGO_PIXELS (character *
                       (compact && index == COLUMN_NUMBER ? COMPACT_NUMBER_WIDTH : widths[index]));
}

/* Whether it takes what is left; a hidden column must not. */
static gboolean
expands (guint index, gboolean compact)
{
  return index == COLUMN_CUSTOMER || (index == COLUMN_CAR && !compact);
}

static GtkColumnViewColumn *
build_column (GtkColumnView *view, guint index, BalieDesk *desk)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column =
      gtk_column_view_column_new (g_dgettext (GETTEXT_PACKAGE, infos[index].title), factory);
  g_autoptr (GtkSorter) sorter = NULL;
  Cell *cell = g_new0 (Cell, 1);

  cell->desk = g_object_ref (desk);
  cell->column = index;
  /* The first handler owns the cell. */
  g_signal_connect_data (factory, "setup", G_CALLBACK (cell_set_up_cb), cell, free_cell, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (cell_bound_cb), cell);
  g_signal_connect (factory, "unbind", G_CALLBACK (cell_unbound_cb), cell);
  sorter = GTK_SORTER (gtk_custom_sorter_new (note_column, column, NULL));
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, get_width (GTK_WIDGET (view), index, FALSE));
  gtk_column_view_column_set_expand (column, expands (index, FALSE));
  g_object_set_data (G_OBJECT (column), "index", GUINT_TO_POINTER (index));
  return column;
}

/**
 * balie_order_columns_build:
 * @view: an empty view
 * @desk: the desk
 *
 * Appends all columns in their order.
 */
void
balie_order_columns_build (GtkColumnView *view, BalieDesk *desk)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = build_column (view, i, desk);

      gtk_column_view_append_column (view, column);
    }
}

/**
 * balie_order_columns_make_chooser:
 * @memory: (nullable): where the choice is kept
 * @key: under which key of it
 *
 * Returns: (transfer full): a chooser of these columns
 */
BalieColumnChooser *
balie_order_columns_make_chooser (GSettings *memory, const char *key)
{
  BalieColumnChooser *chooser = balie_column_chooser_new (memory, key);

  for (guint i = 0; i < N_COLUMNS; i++)
    balie_column_chooser_add (chooser, infos[i].code, infos[i].title);
  return chooser;
}

/**
 * balie_order_columns_show:
 * @view: a view built here
 * @chooser: which columns are wanted, and whether there is little room
 */
void
balie_order_columns_show (GtkColumnView *view, BalieColumnChooser *chooser)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  gboolean compact = balie_column_chooser_is_compact (chooser);
  guint layout = compact ? 2 : 1;
  gboolean anew = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (view), "layout")) != layout;

  g_object_set_data (G_OBJECT (view), "layout", GUINT_TO_POINTER (layout));
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      gboolean known_by = i == COLUMN_NUMBER || i == COLUMN_CUSTOMER || i == COLUMN_STATE;
      gboolean visible = balie_column_chooser_is_chosen (chooser, i) && (!compact || known_by);

      /* Widths that somebody chose stay while nothing is hidden or shown. */
      if (!anew && visible == gtk_column_view_column_get_visible (column))
        continue;
      /* A hidden column would still take its share, whether it expands or has a fixed width. */
      gtk_column_view_column_set_fixed_width (
          column, visible ? get_width (GTK_WIDGET (view), i, compact) : -1);
      gtk_column_view_column_set_expand (column, visible && expands (i, compact));
      gtk_column_view_column_set_visible (column, visible);
    }
}

/**
 * balie_order_columns_get_sort:
 * @view: a view built here
 * @sort: (out): by what
 * @descending: (out): whether largest first
 *
 * Returns: whether a header is chosen
 */
gboolean
balie_order_columns_get_sort (GtkColumnView *view, BalieOrderSort *sort, gboolean *descending)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (view);
  g_autoptr (BalieLazyItem) a = balie_lazy_item_new (1);
  g_autoptr (BalieLazyItem) b = balie_lazy_item_new (2);
  GtkOrdering ordering;
  gpointer column;

  g_object_set_data (G_OBJECT (view), "sort-column", NULL);
  ordering = gtk_sorter_compare (sorter, a, b);
  column = g_object_get_data (G_OBJECT (view), "sort-column");
  if (column == NULL)
    return FALSE;
  *sort = infos[GPOINTER_TO_UINT (g_object_get_data (column, "index"))].sort;
  *descending = ordering == GTK_ORDERING_SMALLER;
  return TRUE;
}

/**
 * balie_order_columns_set_sort:
 * @view: a view built here
 * @sort: by what
 * @descending: whether largest first
 *
 * Shows the arrow on that header.
 */
void
balie_order_columns_set_sort (GtkColumnView *view, BalieOrderSort sort, gboolean descending)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (infos[GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), "index"))].sort != sort)
        continue;
      gtk_column_view_sort_by_column (view, column,
                                      descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
}

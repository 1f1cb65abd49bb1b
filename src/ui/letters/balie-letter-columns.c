/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the list of letters: what each shows and by what it sorts. Sorting is the store's
 * work; the headers only say by what. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-letter-columns.h"

#include "balie-lazy-item.h"
#include "balie-moment.h"
#include "balie-plate.h"

#include <glib/gi18n-lib.h>

#define DAY_SECONDS (24 * 60 * 60)

typedef enum
{
  COLUMN_KIND,
  COLUMN_INSURER,
  COLUMN_CATEGORY,
  COLUMN_URGENCY,
  COLUMN_REFERENCE,
  COLUMN_PLATE,
  COLUMN_RECEIVED,
  COLUMN_RESPOND_BY,
  N_COLUMNS,
} Column;

/* @width: in characters of the font, 0: what is left; @room: pixels the list must have to show it */
static const struct
{
  const char *title;
  BalieLetterSort sort;
  gboolean sorts;
  int width;
  int room;
} infos[N_COLUMNS] = {
  [COLUMN_KIND] = { N_ ("Kind"), BALIE_LETTER_SORT_RECEIVED, FALSE, 0, 0 },
  [COLUMN_INSURER] = { N_ ("Insurer"), BALIE_LETTER_SORT_INSURER, TRUE, 20, 480 },
  [COLUMN_CATEGORY] = { N_ ("Category"), BALIE_LETTER_SORT_RECEIVED, FALSE, 19, 1080 },
  [COLUMN_URGENCY] = { N_ ("Urgency"), BALIE_LETTER_SORT_URGENCY, TRUE, 15,
                       BALIE_LETTER_COLUMNS_ROOM },
  [COLUMN_REFERENCE] = { N_ ("Reference"), BALIE_LETTER_SORT_REFERENCE, TRUE, 13, 0 },
  [COLUMN_PLATE] = { N_ ("Licence plate"), BALIE_LETTER_SORT_RECEIVED, FALSE, 16, 960 },
  [COLUMN_RECEIVED] = { N_ ("Received"), BALIE_LETTER_SORT_RECEIVED, TRUE, 17, 840 },
  [COLUMN_RESPOND_BY] = { N_ ("Respond by"), BALIE_LETTER_SORT_RESPOND_BY, TRUE, 14, 0 },
};

/* Texts with an icon before them that says the same in another way. */
static gboolean
has_mark (guint column)
{
  return column == COLUMN_KIND || column == COLUMN_URGENCY || column == COLUMN_RESPOND_BY;
}

static char *
dup_text (guint column, const BalieLetter *letter)
{
  switch ((Column) column)
    {
    case COLUMN_KIND:
      return g_strdup (balie_letter_kind_to_label (letter->kind));
    case COLUMN_INSURER:
      return g_strdup (letter->insurer);
    case COLUMN_CATEGORY:
      return g_strdup (balie_letter_category_to_label (letter->category));
    case COLUMN_URGENCY:
      return g_strdup (balie_urgency_to_label (letter->urgency));
    case COLUMN_REFERENCE:
      return g_strdup (balie_letter_get_reference (letter));
    case COLUMN_PLATE:
      return g_strdup (letter->plate);
    case COLUMN_RECEIVED:
      return balie_moment_dup_text (letter->received_at);
    case COLUMN_RESPOND_BY:
      return letter->respond_by == BALIE_DATE_NONE ? g_strdup ("")
                                                   : balie_date_dup_local (letter->respond_by);
    case N_COLUMNS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* (nullable) */
static const char *
get_icon (guint column, const BalieLetter *letter, BalieDesk *desk, const char **meaning)
{
  gboolean open = letter->state == BALIE_LETTER_OPEN;

  *meaning = "";
  if (column == COLUMN_URGENCY)
    return balie_letter_columns_get_urgency_icon (letter->urgency);
  if (column == COLUMN_KIND && !open)
    {
      *meaning = C_ ("letter", "Done");
      return "object-select-symbolic";
    }
  if (column == COLUMN_KIND && letter->received_at > balie_desk_get_now (desk) - DAY_SECONDS)
    {
      *meaning = _ ("New since yesterday");
      return "starred-symbolic";
    }
  if (column == COLUMN_RESPOND_BY && open && letter->respond_by != BALIE_DATE_NONE &&
      letter->respond_by < balie_desk_get_today (desk))
    {
      *meaning = C_ ("letter", "Overdue");
      return "dialog-warning-symbolic";
    }
  return NULL;
}

static void
fill_mark (GtkWidget *box, guint column, const BalieLetter *letter, BalieDesk *desk)
{
  GtkWidget *image = gtk_widget_get_first_child (box);
  const char *meaning = "";
  const char *icon = letter != NULL ? get_icon (column, letter, desk, &meaning) : NULL;

  gtk_widget_set_visible (image, icon != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (image), icon);
  gtk_widget_set_tooltip_text (image, *meaning != '\0' ? meaning : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, meaning,
                                  -1);
}

static void
fill_text (GtkWidget *inscription, const BalieLetter *letter, const char *text)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (inscription), text);
  if (letter != NULL && letter->state == BALIE_LETTER_DONE)
    gtk_widget_add_css_class (inscription, "dim-label");
  else
    gtk_widget_remove_css_class (inscription, "dim-label");
}

static void
fill_cell (GtkListItem *list_item, guint column)
{
  BalieLazyItem *item = gtk_list_item_get_item (list_item);
  BalieDesk *desk = g_object_get_data (G_OBJECT (list_item), "desk");
  const BalieLetter *letter = balie_lazy_item_get_row (item);
  GtkWidget *child = gtk_list_item_get_child (list_item);
  g_autofree char *text = NULL;

  if (letter != NULL)
    text = dup_text (column, letter);
  else if (column == COLUMN_KIND)
    text = g_strdup (balie_lazy_item_is_loaded (item) ? "—" : "…");
  if (column == COLUMN_PLATE)
    {
      balie_plate_set_text (BALIE_PLATE (child), text != NULL ? text : "");
      gtk_widget_set_visible (child, text != NULL && *text != '\0');
    }
  else if (has_mark (column))
    {
      fill_mark (child, column, letter, desk);
      fill_text (gtk_widget_get_last_child (child), letter, text);
    }
  else
    {
      fill_text (child, letter, text);
    }
}

static GtkWidget *
build_text (guint column)
{
  GtkWidget *text = gtk_inscription_new (NULL);
  GtkInscription *inscription = GTK_INSCRIPTION (text);
  gboolean right = column == COLUMN_RECEIVED || column == COLUMN_RESPOND_BY;

  gtk_inscription_set_text_overflow (inscription, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (inscription, 3);
  gtk_inscription_set_nat_chars (inscription, 4);
  gtk_inscription_set_nat_lines (inscription, 1);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_inscription_set_xalign (inscription, right ? 1.0f : 0.0f);
  if (right || column == COLUMN_REFERENCE)
    gtk_widget_add_css_class (text, "numeric");
  return text;
}

static GtkWidget *
build_marked (guint column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *mark = gtk_image_new ();

  gtk_widget_set_visible (mark, FALSE);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), build_text (column));
  return box;
}

static GtkWidget *
build_plate (void)
{
  GtkWidget *plate = balie_plate_new ("");

  /* All rows are equally high, with a plate or without. */
  balie_plate_set_compact (BALIE_PLATE (plate), TRUE);
  gtk_widget_set_halign (plate, GTK_ALIGN_START);
  gtk_widget_set_valign (plate, GTK_ALIGN_CENTER);
  return plate;
}

static void
cell_set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  guint column = GPOINTER_TO_UINT (user_data);

  if (has_mark (column))
    gtk_list_item_set_child (list_item, build_marked (column));
  else if (column == COLUMN_PLATE)
    gtk_list_item_set_child (list_item, build_plate ());
  else
    gtk_list_item_set_child (list_item, build_text (column));
}

static void
row_arrived_cb (BalieLazyItem *item, GParamSpec *pspec, GtkListItem *list_item)
{
  fill_cell (list_item, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (list_item), "column")));
}

static void
cell_bound_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  BalieLazyItem *item = gtk_list_item_get_item (list_item);

  g_object_set_data (G_OBJECT (list_item), "column", user_data);
  g_object_set_data (G_OBJECT (list_item), "desk", g_object_get_data (G_OBJECT (factory), "desk"));
  g_signal_connect (item, "notify::loaded", G_CALLBACK (row_arrived_cb), list_item);
  fill_cell (list_item, GPOINTER_TO_UINT (user_data));
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

static int
measure_width (GtkColumnView *view, guint index)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (view));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int character = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                       pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);
  return infos[index].width > 0 ? PANGO_PIXELS (character * infos[index].width) : -1;
}

static guint
get_index (GtkColumnViewColumn *column)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), "index"));
}

static GtkColumnViewColumn *
build_column (GtkColumnView *view, BalieDesk *desk, guint index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column =
      gtk_column_view_column_new (g_dgettext (GETTEXT_PACKAGE, infos[index].title), factory);
  g_autoptr (GtkSorter) sorter = NULL;
  gpointer data = GUINT_TO_POINTER (index);

  g_object_set_data_full (G_OBJECT (factory), "desk", g_object_ref (desk), g_object_unref);
  g_signal_connect (factory, "setup", G_CALLBACK (cell_set_up_cb), data);
  g_signal_connect (factory, "bind", G_CALLBACK (cell_bound_cb), data);
  g_signal_connect (factory, "unbind", G_CALLBACK (cell_unbound_cb), data);
  if (infos[index].sorts)
    {
      sorter = GTK_SORTER (gtk_custom_sorter_new (note_column, column, NULL));
      gtk_column_view_column_set_sorter (column, sorter);
    }
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, measure_width (view, index));
  gtk_column_view_column_set_expand (column, infos[index].width == 0);
  g_object_set_data (G_OBJECT (column), "index", data);
  return column;
}

/**
 * balie_letter_columns_get_urgency_icon:
 * @urgency: 0 to 3
 *
 * Returns: (nullable): name of the icon beside the word
 */
const char *
balie_letter_columns_get_urgency_icon (int urgency)
{
  static const char *const icons[] = {
    NULL,
    "dialog-information-symbolic",
    "dialog-warning-symbolic",
    "dialog-error-symbolic",
  };

  return urgency > 0 && urgency < (int) G_N_ELEMENTS (icons) ? icons[urgency] : NULL;
}

/**
 * balie_letter_columns_build:
 * @view: an empty view
 * @desk: knows the day
 *
 * Appends all columns in their order.
 */
void
balie_letter_columns_build (GtkColumnView *view, BalieDesk *desk)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = build_column (view, desk, i);

      gtk_column_view_append_column (view, column);
    }
}

/**
 * balie_letter_columns_get_sort:
 * @view: a view built here
 * @sort: (out): by what
 * @descending: (out): whether largest first
 *
 * Returns: whether a header is chosen
 */
gboolean
balie_letter_columns_get_sort (GtkColumnView *view, BalieLetterSort *sort, gboolean *descending)
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
  *sort = infos[get_index (column)].sort;
  *descending = ordering == GTK_ORDERING_SMALLER;
  return TRUE;
}

/**
 * balie_letter_columns_set_sort:
 * @view: a view built here
 * @sort: by what
 * @descending: whether largest first
 *
 * Shows the arrow on that header.
 */
void
balie_letter_columns_set_sort (GtkColumnView *view, BalieLetterSort sort, gboolean descending)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      guint index = get_index (column);

      if (infos[index].sorts && infos[index].sort == sort)
        gtk_column_view_sort_by_column (view, column,
                                        descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
}

/**
 * balie_letter_columns_set_width:
 * @view: a view built here
 * @width: pixels the list has
 *
 * Where there is little room only the columns by which a letter is known are shown.
 */
void
balie_letter_columns_set_width (GtkColumnView *view, int width)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      gboolean visible = infos[get_index (column)].room <= width;

      /* Widths that somebody chose stay while nothing is hidden or shown. */
      if (visible == gtk_column_view_column_get_visible (column))
        continue;
      /* A hidden column would still take its share, whether it expands or has a fixed width. */
      gtk_column_view_column_set_expand (column, visible && infos[get_index (column)].width == 0);
      gtk_column_view_column_set_fixed_width (
          column, visible ? measure_width (view, get_index (column)) : -1);
      gtk_column_view_column_set_visible (column, visible);
    }
}

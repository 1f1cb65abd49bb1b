/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the list of dossiers: what each shows and by what it sorts. Sorting is the store's
 * work; the headers only say by what. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-dossier-columns.h"

#include "balie-accessible.h"
#include "balie-lazy-item.h"
#include "balie-list-memory.h"
#include "balie-moment.h"
#include "balie-plate.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  COLUMN_NUMBER,
  COLUMN_PLATE,
  COLUMN_VEHICLE,
  COLUMN_OWNER,
  COLUMN_DRIVER,
  COLUMN_MANAGER,
  COLUMN_CHANGED,
  N_COLUMNS,
} Column;

/* @code: as remembered; @width: in characters of the font, 0: what is left; @room: pixels the list must have to show it */
static const struct
{
  const char *code;
  const char *title;
  BalieDossierSort sort;
  gboolean sorts;
  int width;
  int room;
} infos[N_COLUMNS] = {
  [COLUMN_NUMBER] = { "number", N_ ("Dossier"), BALIE_DOSSIER_SORT_NUMBER, TRUE, 13, 0 },
  [COLUMN_PLATE] = { "plate", N_ ("Licence plate"), BALIE_DOSSIER_SORT_PLATE, TRUE, 16, 0 },
  [COLUMN_VEHICLE] = { "vehicle", N_ ("Vehicle"), BALIE_DOSSIER_SORT_VEHICLE, TRUE, 0,
                       BALIE_DOSSIER_COLUMNS_ROOM },
  [COLUMN_OWNER] = { "owner", N_ ("Owner"), BALIE_DOSSIER_SORT_OWNER, TRUE, 0, 0 },
  [COLUMN_DRIVER] = { "driver", N_ ("Driver"), BALIE_DOSSIER_SORT_OWNER, FALSE, 0,
                      BALIE_DOSSIER_COLUMNS_ROOM },
  [COLUMN_MANAGER] = { "manager", N_ ("Dossier manager"), BALIE_DOSSIER_SORT_MANAGER, TRUE, 16,
                       900 },
  [COLUMN_CHANGED] = { "changed", N_ ("Changed"), BALIE_DOSSIER_SORT_CHANGED, TRUE, 19,
                       BALIE_DOSSIER_COLUMNS_ROOM },
};

static const char *const sort_codes[] = {
  [BALIE_DOSSIER_SORT_CHANGED] = "changed", [BALIE_DOSSIER_SORT_NUMBER] = "number",
  [BALIE_DOSSIER_SORT_OWNER] = "owner",     [BALIE_DOSSIER_SORT_PLATE] = "plate",
  [BALIE_DOSSIER_SORT_VEHICLE] = "vehicle", [BALIE_DOSSIER_SORT_MANAGER] = "manager",
};

static char *
dup_vehicle (const BalieDossier *dossier)
{
  return g_strstrip (g_strdup_printf ("%s %s", dossier->values[BALIE_DOSSIER_BRAND],
                                      dossier->values[BALIE_DOSSIER_MODEL]));
}

static char *
dup_text (guint column, const BalieDossierRow *row)
{
  switch ((Column) column)
    {
    case COLUMN_NUMBER:
      return g_strdup (row->dossier->values[BALIE_DOSSIER_NUMBER]);
    case COLUMN_PLATE:
      return g_strdup (row->dossier->values[BALIE_DOSSIER_PLATE]);
    case COLUMN_VEHICLE:
      return dup_vehicle (row->dossier);
    case COLUMN_OWNER:
      return g_strdup (row->names[BALIE_ENTRY_OWNER]);
    case COLUMN_DRIVER:
      return g_strdup (row->names[BALIE_ENTRY_DRIVER]);
    case COLUMN_MANAGER:
      return g_strdup (row->manager_name);
    case COLUMN_CHANGED:
      return balie_moment_dup_text (row->dossier->changed_at);
    case N_COLUMNS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* The number's cell is a box of text and mark. */
static void
fill_number (GtkWidget *box, const BalieDossierRow *row, const char *text)
{
  GtkWidget *inscription = gtk_widget_get_first_child (box);
  GtkWidget *mark = gtk_widget_get_next_sibling (inscription);
  gboolean waits = row != NULL && row->n_not_in_driver2 > 0;

  gtk_inscription_set_text (GTK_INSCRIPTION (inscription), text);
  gtk_widget_set_visible (mark, waits);
}

static void
fill_cell (GtkListItem *list_item, guint column)
{
  BalieLazyItem *item = gtk_list_item_get_item (list_item);
  const BalieDossierRow *row = balie_lazy_item_get_row (item);
  GtkWidget *child = gtk_list_item_get_child (list_item);
  g_autofree char *text = NULL;

  if (row != NULL)
    text = dup_text (column, row);
  else if (column == COLUMN_NUMBER)
    text = g_strdup (balie_lazy_item_is_loaded (item) ? "—" : "…");
  if (column == COLUMN_NUMBER)
    {
      fill_number (child, row, text);
    }
  else if (column == COLUMN_PLATE)
    {
      balie_plate_set_text (BALIE_PLATE (child), text != NULL ? text : "");
      gtk_widget_set_visible (child, text != NULL && *text != '\0');
    }
  else
    {
      gtk_inscription_set_text (GTK_INSCRIPTION (child), text);
    }
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
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_inscription_set_xalign (inscription, column == COLUMN_CHANGED ? 1.0f : 0.0f);
  if (column == COLUMN_NUMBER || column == COLUMN_CHANGED)
    gtk_widget_add_css_class (text, "numeric");
  return text;
}

static GtkWidget *
build_number (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *mark = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (mark, "warning");
  balie_accessible_set_tooltip (mark, _ ("Not in Driver2 yet"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Not in Driver2 yet"), -1);
  gtk_widget_set_visible (mark, FALSE);
  gtk_box_append (GTK_BOX (box), build_text (COLUMN_NUMBER));
  gtk_box_append (GTK_BOX (box), mark);
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

  if (column == COLUMN_NUMBER)
    gtk_list_item_set_child (list_item, build_number ());
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
build_column (GtkColumnView *view, guint index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column =
      gtk_column_view_column_new (g_dgettext (GETTEXT_PACKAGE, infos[index].title), factory);
  g_autoptr (GtkSorter) sorter = NULL;
  gpointer data = GUINT_TO_POINTER (index);

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
 * balie_dossier_columns_build:
 * @view: an empty view
 *
 * Appends all columns in their order.
 */
void
balie_dossier_columns_build (GtkColumnView *view)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = build_column (view, i);

      gtk_column_view_append_column (view, column);
    }
}

/**
 * balie_dossier_columns_get_sort:
 * @view: a view built here
 * @sort: (out): by what
 * @descending: (out): whether largest first
 *
 * Returns: whether a header is chosen
 */
gboolean
balie_dossier_columns_get_sort (GtkColumnView *view, BalieDossierSort *sort, gboolean *descending)
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
 * balie_dossier_columns_set_sort:
 * @view: a view built here
 * @sort: by what
 * @descending: whether largest first
 *
 * Shows the arrow on that header.
 */
void
balie_dossier_columns_set_sort (GtkColumnView *view, BalieDossierSort sort, gboolean descending)
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
 * balie_dossier_columns_make_chooser:
 * @memory: (nullable): where the choice is kept
 * @key: under which key of it
 *
 * Returns: (transfer full): a chooser of these columns
 */
BalieColumnChooser *
balie_dossier_columns_make_chooser (GSettings *memory, const char *key)
{
  BalieColumnChooser *chooser = balie_column_chooser_new (memory, key);

  for (guint i = 0; i < N_COLUMNS; i++)
    balie_column_chooser_add (chooser, infos[i].code, infos[i].title);
  return chooser;
}

/**
 * balie_dossier_columns_show:
 * @view: a view built here
 * @chooser: which columns are wanted
 * @width: pixels the list has
 *
 * Where there is little room only the columns by which a dossier is known are shown.
 */
void
balie_dossier_columns_show (GtkColumnView *view, BalieColumnChooser *chooser, int width)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      gboolean visible = infos[i].room <= width && balie_column_chooser_is_chosen (chooser, i);

      /* Widths that somebody chose stay while nothing is hidden or shown. */
      if (visible == gtk_column_view_column_get_visible (column))
        continue;
      /* A hidden column would still take its share, whether it expands or has a fixed width. */
      gtk_column_view_column_set_expand (column, visible && infos[i].width == 0);
      gtk_column_view_column_set_fixed_width (column, visible ? measure_width (view, i) : -1);
      gtk_column_view_column_set_visible (column, visible);
    }
}

/**
 * balie_dossier_sort_dup_code:
 * @sort: a sort
 * @descending: whether largest first
 *
 * Returns: (transfer full): "number", or "-number" when descending
 */
char *
balie_dossier_sort_dup_code (BalieDossierSort sort, gboolean descending)
{
  g_return_val_if_fail ((gsize) sort < G_N_ELEMENTS (sort_codes), NULL);

  return balie_list_memory_dup_sort (sort_codes[sort], descending);
}

/**
 * balie_dossier_sort_read:
 * @code: as written by balie_dossier_sort_dup_code()
 * @sort: (out): the sort
 * @descending: (out): whether largest first
 *
 * Returns: whether it could be read; if not, nothing is written
 */
gboolean
balie_dossier_sort_read (const char *code, BalieDossierSort *sort, gboolean *descending)
{
  guint index;

  if (!balie_list_memory_read_sort (code, sort_codes, G_N_ELEMENTS (sort_codes), &index,
                                    descending))
    return FALSE;
  *sort = (BalieDossierSort) index;
  return TRUE;
}

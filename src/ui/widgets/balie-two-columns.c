/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two columns side by side where there is room for both, one below the other where there is not.
 *
 * Decided while sizes are given out, so nothing jumps; Tab goes through one column, then the other. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-two-columns.h"

#define COLUMN_GAP 24
#define ROW_GAP 8

struct _BalieTwoColumns
{
  GtkWidget parent_instance;

  /* Owned as children */
  GtkWidget *left;
  GtkWidget *right;
};

G_DEFINE_FINAL_TYPE (BalieTwoColumns, balie_two_columns, GTK_TYPE_WIDGET)

static int
measure_wider (BalieTwoColumns *self)
{
  int left, right;

  gtk_widget_measure (self->left, GTK_ORIENTATION_HORIZONTAL, -1, &left, NULL, NULL, NULL);
  gtk_widget_measure (self->right, GTK_ORIENTATION_HORIZONTAL, -1, &right, NULL, NULL, NULL);
  return MAX (left, right);
}

static gboolean
fits_beside (BalieTwoColumns *self, int width)
{
  return width >= 2 * measure_wider (self) + COLUMN_GAP;
}

static int
measure_height (GtkWidget *column, int width)
{
  int height;

  gtk_widget_measure (column, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

static GtkSizeRequestMode
balie_two_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
balie_two_columns_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  BalieTwoColumns *self = BALIE_TWO_COLUMNS (widget);
  int column = measure_wider (self);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = column;
      *natural = 2 * column + COLUMN_GAP;
      return;
    }
  if (for_size < 0)
    for_size = 2 * column + COLUMN_GAP;
  if (fits_beside (self, for_size))
    *minimum = MAX (measure_height (self->left, (for_size - COLUMN_GAP) / 2),
                    measure_height (self->right, (for_size - COLUMN_GAP) / 2));
  else
    *minimum =
        measure_height (self->left, for_size) + ROW_GAP + measure_height (self->right, for_size);
  *natural = *minimum;
}

static void
balie_two_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BalieTwoColumns *self = BALIE_TWO_COLUMNS (widget);
  gboolean beside = fits_beside (self, width);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int column = beside ? (width - COLUMN_GAP) / 2 : width;
  int left_height = measure_height (self->left, column);
  int right_height = measure_height (self->right, column);
  /* Equally high when side by side: Tab goes by the middle of each, and the left one comes first. */
  int both = MAX (left_height, right_height);
  GtkAllocation left = { beside && rtl ? width - column : 0, 0, column,
                         beside ? both : left_height };
  GtkAllocation right = { beside && !rtl ? width - column : 0, beside ? 0 : left_height + ROW_GAP,
                          column, beside ? both : right_height };

  gtk_widget_size_allocate (self->left, &left, -1);
  gtk_widget_size_allocate (self->right, &right, -1);
}

static void
balie_two_columns_dispose (GObject *object)
{
  BalieTwoColumns *self = BALIE_TWO_COLUMNS (object);

  g_clear_pointer (&self->left, gtk_widget_unparent);
  g_clear_pointer (&self->right, gtk_widget_unparent);
  G_OBJECT_CLASS (balie_two_columns_parent_class)->dispose (object);
}

static void
balie_two_columns_class_init (BalieTwoColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balie_two_columns_dispose;
  widget_class->get_request_mode = balie_two_columns_get_request_mode;
  widget_class->measure = balie_two_columns_measure;
  widget_class->size_allocate = balie_two_columns_size_allocate;
}

static void
balie_two_columns_init (BalieTwoColumns *self)
{
}

/**
 * balie_two_columns_new:
 * @left: (transfer floating): first
 * @right: (transfer floating): second
 *
 * Returns: (transfer floating): both
 */
GtkWidget *
balie_two_columns_new (GtkWidget *left, GtkWidget *right)
{
  BalieTwoColumns *self = g_object_new (BALIE_TYPE_TWO_COLUMNS, NULL);

  self->left = left;
  self->right = right;
  gtk_widget_set_parent (left, GTK_WIDGET (self));
  gtk_widget_set_parent (right, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

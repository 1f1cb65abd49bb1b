/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bar a day: how many orders fall due. Drawn in the widget's own colours, so it follows light, dark and
 * high contrast; the numbers stand at the bars, so nothing hangs on colour or height alone. */

#define G_LOG_DOMAIN "balie-ui"

#include "config.h"

#include "balie-forecast-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CHART_HEIGHT 150
#define BAR_GAP 0.25

struct _BalieForecastChart
{
  GtkWidget parent;

  /* Owned */
  GArray *counts;

  /* State */
  BalieDate first;
};

G_DEFINE_FINAL_TYPE (BalieForecastChart, balie_forecast_chart, GTK_TYPE_WIDGET)

static gint64
get_count (BalieForecastChart *self, guint day)
{
  return g_array_index (self->counts, gint64, day);
}

static gint64
get_highest (BalieForecastChart *self)
{
  gint64 highest = 1;

  for (guint i = 0; i < self->counts->len; i++)
    highest = MAX (highest, get_count (self, i));
  return highest;
}

static void
draw_text (BalieForecastChart *self,
           GtkSnapshot *snapshot,
           const char *text,
           double middle,
           double top,
           const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) round (middle - width / 2.0), (float) top));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static int
get_line_height (BalieForecastChart *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static void
draw_day (BalieForecastChart *self, GtkSnapshot *snapshot, guint day, const GdkRGBA *color)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) / (double) self->counts->len;
  int line = get_line_height (self);
  double room = gtk_widget_get_height (GTK_WIDGET (self)) - 2.0 * line - 6;
  gint64 count = get_count (self, day);
  double height = round (room * (double) count / (double) get_highest (self));
  double left = round (day * width + width * BAR_GAP / 2);
  g_autofree char *number = g_strdup_printf ("%d", (int) count);
  g_autofree char *label = NULL;
  GdkRGBA bar = *color;
  int year, month, day_of_month;

  balie_date_to_ymd (self->first + (BalieDate) day, &year, &month, &day_of_month);
  label = g_strdup_printf ("%d", day_of_month);
  bar.alpha *= day == 0 ? 0.9f : 0.45f;
  if (height < 1)
    height = 1;
  gtk_snapshot_append_color (snapshot, &bar,
                             &GRAPHENE_RECT_INIT ((float) left, (float) (line + 2 + room - height),
                                                  (float) round (width * (1 - BAR_GAP)),
                                                  (float) height));
  if (count > 0)
    draw_text (self, snapshot, number, (day + 0.5) * width, room - height, color);
  draw_text (self, snapshot, label, (day + 0.5) * width, room + line + 6, color);
}

static void
balie_forecast_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BalieForecastChart *self = BALIE_FORECAST_CHART (widget);
  GdkRGBA color;

  if (self->counts->len == 0)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  for (guint i = 0; i < self->counts->len; i++)
    draw_day (self, snapshot, i, &color);
}

static void
balie_forecast_chart_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? CHART_HEIGHT : 240;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? CHART_HEIGHT : 480;
  *minimum_baseline = *natural_baseline = -1;
}

static void
balie_forecast_chart_finalize (GObject *object)
{
  g_array_unref (BALIE_FORECAST_CHART (object)->counts);
  G_OBJECT_CLASS (balie_forecast_chart_parent_class)->finalize (object);
}

static void
balie_forecast_chart_class_init (BalieForecastChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = balie_forecast_chart_finalize;
  widget_class->snapshot = balie_forecast_chart_snapshot;
  widget_class->measure = balie_forecast_chart_measure;
  gtk_widget_class_set_css_name (widget_class, "forecast-chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
balie_forecast_chart_init (BalieForecastChart *self)
{
  self->counts = g_array_new (FALSE, TRUE, sizeof (gint64));
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
}

/**
 * balie_forecast_chart_new:
 *
 * Returns: (transfer floating): an empty chart
 */
GtkWidget *
balie_forecast_chart_new (void)
{
  return g_object_new (BALIE_TYPE_FORECAST_CHART, NULL);
}

/**
 * balie_forecast_chart_set_counts:
 * @self: the chart
 * @first: the day of the first bar
 * @counts: (element-type gint64): one per day
 *
 * Draws these days, and tells them to a screen reader in one sentence.
 */
void
balie_forecast_chart_set_counts (BalieForecastChart *self, BalieDate first, GArray *counts)
{
  g_autofree char *text = NULL;
  gint64 total = 0;

  g_array_set_size (self->counts, 0);
  g_array_append_vals (self->counts, counts->data, counts->len);
  self->first = first;
  for (guint i = 0; i < counts->len; i++)
    total += g_array_index (counts, gint64, i);
  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Chart: %d order falls due in the next %u days",
                   "Chart: %d orders fall due in the next %u days", (gulong) total),
      (int) total, counts->len);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

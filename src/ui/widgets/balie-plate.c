/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A licence plate drawn as a plate, in vectors, so that it is crisp at any scale: a Dutch one as one, any
 * other white, without a country.
 *
 * Its natural size follows the font; given less room it shrinks, keeping its proportions. Main
 * thread only; owns its text. */
#define G_LOG_DOMAIN "balie-ui"
#include "config.h"

#include "balie-plate.h"

#include "balie-accessible.h"
#include "balie-check.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Proportions of RDW models 27.1 (520 x 110 mm) and 27.2 (340 x 210 mm). */
#define ONE_LINE_ASPECT (520.0 / 110.0)
#define TWO_LINES_ASPECT (340.0 / 210.0)
#define N_STARS 12

struct _BaliePlate
{
  GtkWidget parent_instance;

  /* Owned */
  char *text;   /* without dashes */
  char *dashed; /* as drawn */

  /* State */
  gboolean two_lines;
  gboolean compact;
  gboolean dutch;
};

G_DEFINE_FINAL_TYPE (BaliePlate, balie_plate, GTK_TYPE_WIDGET)

static double
get_aspect (BaliePlate *self)
{
  return self->two_lines ? TWO_LINES_ASPECT : ONE_LINE_ASPECT;
}

static double
measure_font_height (BaliePlate *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  double height = (double) pango_font_metrics_get_height (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return MAX (height, 8.0);
}

static void
trace_rounded (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
draw_star (cairo_t *cr, double x, double y, double radius)
{
  for (int i = 0; i < 10; i++)
    {
      double angle = -G_PI_2 + i * G_PI / 5;
      double distance = i % 2 == 0 ? radius : radius * 0.4;

      cairo_line_to (cr, x + cos (angle) * distance, y + sin (angle) * distance);
    }
  cairo_close_path (cr);
  cairo_fill (cr);
}

/* Draws one line of text centred in the box, as large as fits. */
static void
draw_text_in_box (BaliePlate *self, cairo_t *cr, const char *text, const graphene_rect_t *box)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoFontDescription *font = pango_font_description_copy (
      pango_context_get_font_description (pango_layout_get_context (layout)));
  double size = box->size.height * 0.86;
  int width, height;

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > box->size.width && width > 0)
    {
      size *= box->size.width / width;
      pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
      pango_layout_set_font_description (layout, font);
      pango_layout_get_pixel_size (layout, &width, &height);
    }
  cairo_move_to (cr, box->origin.x + (box->size.width - width) / 2,
                 box->origin.y + (box->size.height - height) / 2);
  pango_cairo_show_layout (cr, layout);
  pango_font_description_free (font);
}

static void
draw_eu_strip (BaliePlate *self, cairo_t *cr, const graphene_rect_t *strip)
{
  double centre_x = strip->origin.x + strip->size.width / 2;
  double radius = strip->size.width * 0.3;
  double centre_y = strip->origin.y + MIN (strip->size.height * 0.32, strip->size.width * 0.6);
  graphene_rect_t letters = GRAPHENE_RECT_INIT (
      strip->origin.x + strip->size.width * 0.08f, strip->origin.y + strip->size.height * 0.58f,
      strip->size.width * 0.84f, strip->size.height * 0.38f);

  cairo_rectangle (cr, strip->origin.x, strip->origin.y, strip->size.width, strip->size.height);
  cairo_set_source_rgb (cr, 0.0, 0.2, 0.6);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1.0, 0.8, 0.0);
  for (int i = 0; i < N_STARS; i++)
    draw_star (cr, centre_x + radius * sin (i * 2 * G_PI / N_STARS),
               centre_y - radius * cos (i * 2 * G_PI / N_STARS), strip->size.width * 0.07);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  draw_text_in_box (self, cr, "NL", &letters);
}

static void
draw_letters (BaliePlate *self, cairo_t *cr, const graphene_rect_t *box)
{
  const char *dash = strchr (self->dashed, '-');

  cairo_set_source_rgb (cr, 0.05, 0.05, 0.05);
  if (self->two_lines && dash != NULL)
    {
      g_autofree char *first = g_strndup (self->dashed, (gsize) (dash - self->dashed));
      float half = box->size.height / 2;
      graphene_rect_t line =
          GRAPHENE_RECT_INIT (box->origin.x, box->origin.y, box->size.width, half);

      draw_text_in_box (self, cr, first, &line);
      line.origin.y += half;
      draw_text_in_box (self, cr, dash + 1, &line);
      return;
    }
  draw_text_in_box (self, cr, self->dashed, box);
}

static void
draw_plate (BaliePlate *self, cairo_t *cr, const graphene_rect_t *area)
{
  double line = MAX (1.0, area->size.height * (self->two_lines ? 0.025 : 0.045));
  double radius = area->size.height * (self->two_lines ? 0.07 : 0.12);
  float full_width = area->size.width * (self->two_lines ? 0.15f : 0.09f);
  float strip_width = self->dutch ? full_width : 0;
  graphene_rect_t strip =
      GRAPHENE_RECT_INIT (area->origin.x, area->origin.y, strip_width, area->size.height);
  float gap = full_width * 0.35f;
  graphene_rect_t letters =
      GRAPHENE_RECT_INIT (area->origin.x + strip_width + gap, area->origin.y + (float) line,
                          area->size.width - strip_width - 2 * gap - (float) line,
                          area->size.height - 2 * (float) line);

  cairo_save (cr);
  trace_rounded (cr, area->origin.x, area->origin.y, area->size.width, area->size.height, radius);
  cairo_clip (cr);
  if (self->dutch)
    cairo_set_source_rgb (cr, 0.965, 0.76, 0.09);
  else
    cairo_set_source_rgb (cr, 0.98, 0.98, 0.98);
  cairo_paint (cr);
  if (self->dutch)
    draw_eu_strip (self, cr, &strip);
  draw_letters (self, cr, &letters);
  cairo_restore (cr);

  trace_rounded (cr, area->origin.x + line / 2, area->origin.y + line / 2, area->size.width - line,
                 area->size.height - line, radius - line / 2);
  cairo_set_source_rgb (cr, 0.05, 0.05, 0.05);
  cairo_set_line_width (cr, line);
  cairo_stroke (cr);
}

static void
draw_empty (BaliePlate *self, cairo_t *cr, const graphene_rect_t *area)
{
  GdkRGBA colour;
  double dash = MAX (3.0, area->size.height * 0.12);

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  colour.alpha *= 0.55f;
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 1.5);
  cairo_set_dash (cr, &dash, 1, 0);
  trace_rounded (cr, area->origin.x + 1, area->origin.y + 1, area->size.width - 2,
                 area->size.height - 2, area->size.height * 0.12);
  cairo_stroke (cr);
}

static void
update_accessible (BaliePlate *self)
{
  g_autofree char *spoken = NULL;

  if (*self->text == '\0')
    spoken = g_strdup (_ ("no licence plate yet"));
  else
    spoken = balie_plate_dup_spoken (self->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  balie_accessible_set_tooltip (GTK_WIDGET (self), *self->text == '\0' ? spoken : self->dashed);
}

static void
balie_plate_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  BaliePlate *self = BALIE_PLATE (widget);
  /* Compact it is no higher than a line of text. */
  double height = self->compact ? floor (measure_font_height (self))
                                : measure_font_height (self) * (self->two_lines ? 3.2 : 1.9);
  double size = orientation == GTK_ORIENTATION_HORIZONTAL ? height * get_aspect (self) : height;

  *natural = (int) ceil (size);
  /* It may be squeezed sideways; a scroller would otherwise always give it the least height. */
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? (int) ceil (size * 0.6) : *natural;
  *minimum_baseline = -1;
  *natural_baseline = -1;
}

static void
balie_plate_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BaliePlate *self = BALIE_PLATE (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  float fit = MIN (width, height * (float) get_aspect (self));
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, fit, fit / (float) get_aspect (self));
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  area.origin.x = (width - area.size.width) / 2;
  area.origin.y = (height - area.size.height) / 2;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  if (*self->text == '\0')
    draw_empty (self, cr, &area);
  else
    draw_plate (self, cr, &area);
  cairo_destroy (cr);
}

static void
balie_plate_finalize (GObject *object)
{
  BaliePlate *self = BALIE_PLATE (object);

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->dashed, g_free);
  G_OBJECT_CLASS (balie_plate_parent_class)->finalize (object);
}

static void
balie_plate_class_init (BaliePlateClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = balie_plate_finalize;
  widget_class->measure = balie_plate_measure;
  widget_class->snapshot = balie_plate_snapshot;
  gtk_widget_class_set_css_name (widget_class, "plate");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
balie_plate_init (BaliePlate *self)
{
  self->text = g_strdup ("");
  self->dashed = g_strdup ("");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  update_accessible (self);
}

/**
 * balie_plate_new:
 * @plate: (nullable): without dashes, "" or %NULL for an empty plate
 *
 * Returns: (transfer floating): a plate of one line
 */
GtkWidget *
balie_plate_new (const char *plate)
{
  BaliePlate *self = g_object_new (BALIE_TYPE_PLATE, NULL);

  balie_plate_set_text (self, plate);
  return GTK_WIDGET (self);
}

/**
 * balie_plate_set_text:
 * @self: a plate
 * @plate: (nullable): without dashes, "" or %NULL for an empty plate
 */
void
balie_plate_set_text (BaliePlate *self, const char *plate)
{
  g_return_if_fail (BALIE_IS_PLATE (self));

  if (plate == NULL)
    plate = "";
  if (g_strcmp0 (self->text, plate) == 0)
    return;
  g_free (self->text);
  g_free (self->dashed);
  self->text = g_strdup (plate);
  self->dashed = *plate == '\0' ? g_strdup ("") : balie_plate_dup_dashed (plate);
  self->dutch = balie_plate_is_dutch (plate);
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * balie_plate_set_two_lines:
 * @self: a plate
 * @two_lines: whether it is drawn as the rectangular model
 */
void
balie_plate_set_two_lines (BaliePlate *self, gboolean two_lines)
{
  g_return_if_fail (BALIE_IS_PLATE (self));

  self->two_lines = two_lines;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * balie_plate_set_compact:
 * @self: a plate of one line
 * @compact: whether it is no higher than a line of text, for rows of lists
 */
void
balie_plate_set_compact (BaliePlate *self, gboolean compact)
{
  g_return_if_fail (BALIE_IS_PLATE (self));

  self->compact = compact;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
